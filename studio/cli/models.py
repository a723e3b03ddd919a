"""`studio models`: what models there are, on what terms, and their weights on this disk. Only `pull` uses the network."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from pathlib import Path

import click

from studio import plugins, settings, weights
from studio.datafolder import DataFolder
from studio.errors import BadInput
from studio.settings import Settings
from studio.tasks import TASKS, Task
from studio.weights import Entry

DATA = click.option("--data", type=click.Path(path_type=Path), envvar="STUDIO_DATA", help="Data folder.")
JSON = click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
STATES = {"here": "here", "own": "own", "part": "part", "gated": "gated", "away": "–"}
SELL = {"yes": "yes", "no": "NO", "conditional": "conditions"}


def entries(data: DataFolder, values: Settings) -> list[Entry]:
    """Every model of every backend."""
    return weights.entries(data.models, plugins.registry(data, values).manifests.values())


def named(name: str, data: DataFolder, values: Settings) -> Entry:
    """The model of this name, or BadInput with those that there are."""
    return weights.named(name, entries(data, values))


@click.group()
def command() -> None:
    """List, fetch and remove the weights of models."""


@command.command("list")
@DATA
@click.option("--task", type=click.Choice([task.value for task in Task]), help="Only models that do this.")
@JSON
def list_(data: Path | None, task: str | None, as_json: bool) -> None:
    """Every model: size, graphics memory, licence, whether films made with it may be sold, and whether it is here."""
    folder, values = settings.load(data)
    listed = [entry for entry in entries(folder, values) if task is None or Task(task) in entry.model.tasks]
    if as_json:
        click.echo(
            json.dumps(
                [
                    {**entry.model.model_dump(mode="json"), "backend": entry.backend, "here": entry.here}
                    for entry in listed
                ]
            )
        )
        return
    click.echo(f"{'model':<22} {'fetch':>7} {'card':>6}  {'sell':<10} {'state':<9} licence; what it does")
    for entry in listed:
        model = entry.model
        state = STATES[entry.state]
        does = ", ".join(TASKS[done].title.lower() for done in model.tasks)
        click.echo(
            f"{model.id:<22} {model.bytes / 1e9:>4.0f} GB {model.vram_bytes / 1e9:>3.0f} GB  {SELL[model.commercial]:<10} {state:<9} "
            f"{model.licence}; {does}"
        )
    click.echo(f"{shutil.disk_usage(folder.root).free / 1e9:.0f} GB are free; weights lie in {folder.models}")


@command.command()
@click.argument("name")
@click.option("--newest", is_flag=True, help="Ask the hub again what the branch means, where no commit is pinned.")
@DATA
@click.option("--json", "as_json", is_flag=True, help="Say how far it is as lines of JSON.")
def pull(name: str, newest: bool, data: Path | None, as_json: bool) -> None:
    """Fetch the weights of model NAME; goes on where it stopped. A gated model needs HF_TOKEN in the environment."""
    folder, values = settings.load(data)
    model = named(name, folder, values).model
    if not model.parts:
        raise BadInput(f"The model {name!r} lies in a folder of your own.", "Put its files there.")
    terms = {
        "yes": "films may be sold",
        "no": "films may NOT be sold",
        "conditional": "films may be sold on conditions",
    }
    if not as_json:
        click.echo(
            f"{model.title}: about {model.bytes / 1e9:.0f} GB, licence {model.licence} ({terms[model.commercial]})."
        )
    folder.models.mkdir(parents=True, exist_ok=True)
    bar = Bar(as_json)
    try:
        folders = weights.fetch(
            folder.models,
            model,
            offline=values.offline,
            newest=newest,
            heard=bar.told,
            token=os.environ.get("HF_TOKEN", ""),
        )
    finally:
        bar.end()
    if as_json:
        click.echo(json.dumps({"model": name, "folders": [str(path) for path in folders]}))
        return
    for path in folders:
        click.echo(f"{name} is here: {path}")


class Bar:
    """How far a download is: on one line of a terminal, a line each ten seconds elsewhere, or as JSON twice a second."""

    def __init__(self, as_json: bool = False) -> None:
        self.begun = self.shown = time.monotonic()
        self.first: int | None = None
        self.as_json = as_json
        self.line = sys.stderr.isatty() and not as_json
        self.wrote = False

    def told(self, name: str, done: int, total: int) -> None:
        """A block of a file came."""
        now = time.monotonic()
        self.first = done if self.first is None else self.first
        if now - self.shown < (0.2 if self.line else 0.5 if self.as_json else 10) and done < total:
            return
        if self.as_json:
            self.shown = now
            click.echo(json.dumps({"file": name, "done": done, "total": total}))
            sys.stdout.flush()
            return
        self.shown, self.wrote = now, True
        pace = max(1.0, (done - self.first) / max(now - self.begun, 0.1))
        words = f"{done / 1e9:6.2f} of {total / 1e9:.2f} GB, {pace / 1e6:.0f} MB/s, {(total - done) / pace:.0f} s left, {name}"
        click.echo(f"\r\033[K{words[:110]}" if self.line else words, nl=not self.line, err=True)

    def end(self) -> None:
        """Leave the line."""
        if self.line and self.wrote:
            click.echo("", err=True)


@command.command()
@click.argument("name")
@DATA
def rm(name: str, data: Path | None) -> None:
    """Take the weights of model NAME away; what was made with them stays."""
    folder, values = settings.load(data)
    freed = weights.remove(folder.models, named(name, folder, values).model)
    click.echo(f"{freed / 1e9:.1f} GB freed." if freed else f"No weights of {name!r} were here.")


@command.command()
@click.argument("name", required=False)
@DATA
def where(name: str | None, data: Path | None) -> None:
    """The folder of all weights, or of model NAME's."""
    folder, values = settings.load(data)
    if name is None:
        click.echo(folder.models)
        return
    model = named(name, folder, values).model
    for part in model.parts:
        found = weights.find(folder.models, part)
        commit = part.revision or "the commit that `pull` records"
        click.echo(found or f"not here; it belongs into {weights.home(folder.models, part.repo)}/{commit}")

"""`studio generate`: one request to any backend, its files brought through the one door, its result copied out."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from studio import settings
from studio.errors import BadInput, NotFound, StudioError
from studio.tasks import Task

if TYPE_CHECKING:
    from studio.backend import Request, TaskSpec
    from studio.jobs.generate import Event, Workshop
    from studio.shelf.assets import Asset


@click.command()
@click.argument("task", type=click.Choice([task.value for task in Task]), metavar="TASK")
@click.option("--input", "inputs", multiple=True, metavar="NAME=FILE", help="A file, or the id of an asset.")
@click.option("--set", "values", multiple=True, metavar="KEY=VALUE", help="A parameter; `studio backends show ID`.")
@click.option("--backend", help="Backend; without one the settings choose.")
@click.option("--seed", type=click.IntRange(0, 2**32 - 1), default=1, show_default=True, help="Same seed, same result.")
@click.option("--out", type=click.Path(path_type=Path), help="Where the result goes; default out/<task>-<id>.")
@click.option("--data", type=click.Path(path_type=Path), envvar="STUDIO_DATA", help="Data folder.")
@click.option("--json", "as_json", is_flag=True, help="Say everything as lines of JSON.")
def command(
    task: str,
    inputs: tuple[str, ...],
    values: tuple[str, ...],
    backend: str | None,
    seed: int,
    out: Path | None,
    data: Path | None,
    as_json: bool,
) -> None:
    """Make one picture, clip, sound or text.

    TASK is what is made, such as text_to_image, extend or upscale: docs/backends.md lists them. Ctrl-C stops it. The
    same request again finds its result on the shelf.
    """
    from studio.jobs.generate import Workshop

    workshop = Workshop(*settings.load(data), threads=os.cpu_count() or 1)
    try:
        request = read_request(workshop, Task(task), inputs, values, backend, seed)
        asset = asyncio.run(made(workshop, request, as_json))
        target = (out or Path("out") / f"{task}-{asset.id[:8]}{asset.suffix}").resolve()
        deliver(workshop, asset, target)
    finally:
        workshop.close()
    if as_json:
        click.echo(json.dumps({"asset": asset.id, "file": str(target), "facts": asset.facts}))
    else:
        click.echo(str(target))


def read_request(
    workshop: Workshop, task: Task, inputs: tuple[str, ...], values: tuple[str, ...], backend: str | None, seed: int
) -> Request:
    """The request of the command line's words; files from outside are on the shelf afterwards."""
    from studio.backend import Request
    from studio.jobs import spoken
    from studio.projects import Projects

    chosen, _ = workshop.choose({task.value: backend} if backend else None)(task)
    manifest = workshop.registry.manifests[chosen]
    spec = manifest.spec(task)
    assert spec is not None
    params, files = dict(parameter(spec, word) for word in values), brought(workshop, inputs)
    if task is Task.CAPTION and "words" not in params and not {"picture", "clip"} & files.keys():
        params["words"] = spoken.words(files, workshop.shelf, Projects(workshop.data))
    version = manifest.version_for(task, params)
    return Request(task=task, backend=chosen, version=version, params=params, inputs=files, seed=seed)


def parameter(spec: TaskSpec, word: str) -> tuple[str, Any]:
    """`key=value` as a parameter: a text where the task says text, else read as JSON."""
    key, equals, value = word.partition("=")
    known = spec.params.get("properties", {})
    if not equals or key not in known:
        raise BadInput(f"--set {word!r} names no parameter.", f"Write KEY=VALUE with one of: {', '.join(known)}.")
    if known[key].get("type") == "string":
        return key, value
    try:
        return key, json.loads(value)
    except json.JSONDecodeError:
        return key, value


def brought(workshop: Workshop, words: tuple[str, ...]) -> dict[str, str]:
    """Name to asset id of `name=file` and `name=asset`; a file that did not come from this shelf is looked at, conformed
    and put on it."""
    from studio.provenance import recipe
    from studio.shelf.preflight import admit

    found: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not name or not value:
            raise BadInput(f"--input {word!r} is no NAME=FILE.", "Write it like clip=holiday.mp4.")
        path = Path(value)
        if path.exists():
            ours = recipe.original(path, workshop.shelf)
            found[name] = (ours or admit(path.resolve(), workshop.shelf, workshop.data, name=path.name)).id
            continue
        try:
            found[name] = workshop.shelf.get(value).id
        except NotFound as error:
            raise BadInput(f"There is no file and no asset {value!r}.", f"Check what you gave for {name!r}.") from error
    return found


async def made(workshop: Workshop, request: Request, as_json: bool) -> Asset:
    """The request's asset, made with the backend's own legal params. A cancel ends the backend's process."""
    from studio.jobs import asked
    from studio.jobs.generate import generate, plan

    manifest, _ = workshop.registry.get(request.backend)
    asked.inputs(request, manifest, workshop.shelf)
    estimate = await plan(request, workshop)
    request = request.model_copy(update={"params": estimate.params})
    shown = sys.stderr.isatty() and not as_json

    def heard(event: Event) -> None:
        if as_json and event.kind == "progress":
            click.echo(json.dumps({"phase": event.phase, "done": event.done, "total": event.total}))
        elif shown and event.kind == "progress":
            share = event.done / event.total if event.total else 0.0
            click.echo(f"\r\x1b[K{share:4.0%}  {event.phase}", nl=False, err=True)

    try:
        return await generate(request, workshop=workshop, job=f"one-{request.key[:12]}", on_event=heard)
    finally:
        if shown:
            click.echo("", err=True)


def deliver(workshop: Workshop, asset: Asset, target: Path) -> None:
    """Copy an asset out of the shelf, its recipe inside the copy."""
    from studio.provenance import recipe

    if target.suffix != asset.suffix:
        raise BadInput(f"The result is a {asset.suffix} file, not {target.suffix!r}.", f"Name --out *{asset.suffix}.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{target.name}.part")
        recipe.copied(asset, workshop.shelf.open_local(asset.id), part)
        part.replace(target)
    except OSError as error:
        raise StudioError(
            f"It could not be written to {str(target)!r}: {error.strerror}.", "It is on the shelf: name another --out."
        ) from error

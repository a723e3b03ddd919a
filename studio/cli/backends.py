"""`studio backends`: list, show and check backends."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from studio import plugins, settings
from studio.backend import Manifest
from studio.tasks import TASKS

if TYPE_CHECKING:
    from studio.jobs.contract import Finding

DATA = click.option("--data", type=click.Path(path_type=Path), envvar="STUDIO_DATA", help="Data folder.")
JSON = click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")


@click.group()
def command() -> None:
    """List, show and check backends."""


@command.command("list")
@DATA
@JSON
def list_(data: Path | None, as_json: bool) -> None:
    """Every backend, what it can do, and what is broken."""
    found = plugins.registry(*settings.load(data))
    if as_json:
        rows = [manifest.model_dump(mode="json") for manifest in found.manifests.values()]
        broken = [{"module": row.plugin.module, "what": row.what} for row in found.broken]
        click.echo(json.dumps({"backends": rows, "broken": broken}))
        return
    for manifest in found.manifests.values():
        tasks = ", ".join(TASKS[spec.task].title for spec in manifest.tasks)
        kind = "embedded" if manifest.embedded else manifest.price
        click.echo(f"{manifest.id:<12} {manifest.version:<8} {kind:<10} sell: {manifest.commercial:<12} {tasks}")
    for row in found.broken:
        click.secho(f"{row.plugin.module:<12} broken: {row.what}", fg="red")


@command.command()
@click.argument("name")
@DATA
@JSON
def show(name: str, data: Path | None, as_json: bool) -> None:
    """All about one backend: tasks, parameters, licence, needs."""
    manifest, plugin = plugins.registry(*settings.load(data)).get(name)
    if as_json:
        click.echo(manifest.model_dump_json())
        return
    click.echo(f"{manifest.title} ({manifest.id} {manifest.version})\n{manifest.description}\n")
    click.echo(f"Licence {manifest.licence}; may films be sold: {manifest.commercial}; price: {manifest.price}")
    click.echo(f"Module {plugin.module}, environment {plugin.environment or 'the studio’s own'}")
    for spec in manifest.tasks:
        click.secho(f"\n{TASKS[spec.task].title} ({spec.task.value})", bold=True)
        for line in parameters(manifest, spec.task.value):
            click.echo(f"  {line}")


def parameters(manifest: Manifest, task: str) -> list[str]:
    """A task's files and parameters as lines: name, type or choices, bounds, unit, default, description."""
    spec = next(spec for spec in manifest.tasks if spec.task.value == task)
    taken = [
        f"{file.name:<16} {' | '.join(file.kinds) + ('' if file.required else ' [none]'):<28} Input: {file.description}"
        for file in spec.inputs
    ]
    return taken + [
        f"{name:<16} {_bounds(field):<28} {field.get('description', '')}"
        for name, field in spec.params["properties"].items()
    ]


def _bounds(field: dict[str, Any]) -> str:
    if "enum" in field:
        legal = " | ".join(map(str, field["enum"]))
    elif "minimum" in field or "maximum" in field:
        legal = f"{field.get('minimum', '')}..{field.get('maximum', '')}"
    else:
        legal = str(field.get("type", ""))
    default = json.dumps(field.get("default"))
    return f"{legal} {field.get('unit', '')} [{default}]".replace("  ", " ")


@command.command()
@click.argument("name")
@DATA
def check(name: str, data: Path | None) -> None:
    """Hold a backend to the contract with small requests."""
    from studio.jobs.contract import findings
    from studio.jobs.generate import Workshop

    async def run() -> list[Finding]:
        workshop = Workshop(*settings.load(data))
        try:
            kept: list[Finding] = []
            async for finding in findings(name, workshop):
                mark = click.style("kept  ", fg="green") if finding.kept else click.style("broken", fg="red")
                click.echo(f"{mark} {finding.task:<14} {finding.promise}  {finding.words}")
                kept.append(finding)
            return kept
        finally:
            workshop.close()

    if not all(finding.kept for finding in asyncio.run(run())):
        sys.exit(1)


@command.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@DATA
def install(folder: Path, data: Path | None) -> None:
    """Install an outside backend from its source FOLDER into an environment of its own."""
    from studio import environments

    name = environments.install(settings.load(data)[0], folder)
    click.echo(
        f"Installed {name!r}. Choose it under [backends] in studio.toml; `studio backends check {name}` tries it."
    )


@command.command()
@click.argument("name")
@DATA
def remove(name: str, data: Path | None) -> None:
    """Take an outside backend's environment away; what it made stays."""
    from studio import environments

    environments.remove(settings.load(data)[0], name)
    click.echo(f"Removed {name!r}.")

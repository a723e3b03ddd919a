"""`studio remake`: make an asset or a file again from its recipe, and say whether it came out the same."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import click

from studio import settings


@click.command()
@click.argument("asset")
@click.option("--out", type=click.Path(path_type=Path), help="Where the new one goes, its recipe inside it.")
@click.option("--data", type=click.Path(path_type=Path), envvar="STUDIO_DATA", help="Data folder.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def command(asset: str, out: Path | None, data: Path | None, as_json: bool) -> None:
    """Make ASSET again from its recipe: identical, close or changed. Ends with 1 where it changed.

    ASSET is the id of an asset, or a file that carries its recipe: one that `studio generate` wrote, or a download.
    """
    from studio.cli.generate import deliver
    from studio.jobs.generate import Workshop
    from studio.jobs.remake import remake, remake_file

    workshop = Workshop(*settings.load(data))
    try:
        file = Path(asset)
        made = asyncio.run(remake_file(file, workshop) if file.is_file() else remake(asset, workshop))
        if out is not None:
            deliver(workshop, workshop.shelf.get(made.asset), out.resolve())
    finally:
        workshop.close()
    if as_json:
        click.echo(made.model_dump_json())
    else:
        click.echo(f"{made.verdict}: {made.words}")
        for line in made.differs:
            click.echo(f"  {line}")
        if made.verdict != "identical":
            click.echo(f"  the new one is asset {made.asset}")
    if made.verdict == "changed":
        sys.exit(1)

"""`studio doctor`: look at this machine and say what is missing."""

from __future__ import annotations

import asyncio
import os
import platform as machine
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

from studio import settings
from studio.datafolder import DataFolder
from studio.errors import StudioError
from studio.settings import Settings


class Sign(NamedTuple):
    """One thing looked at: fine or not, and the mend."""

    name: str
    fine: bool
    words: str
    mend: str = ""


@click.command()
@click.option("--data", type=click.Path(path_type=Path), envvar="STUDIO_DATA", help="Data folder.")
@click.option(
    "--warm", is_flag=True, help="Also prepare the picture and music engines, so that the first film starts at once."
)
def command(data: Path | None, warm: bool) -> None:
    """Look at this machine and say what is missing."""
    folder, values = settings.load(data)
    sick = False
    for sign in signs(folder, values):
        mark = click.style("fine  ", fg="green") if sign.fine else click.style("amiss ", fg="red")
        click.echo(f"{mark} {sign.name:<14} {sign.words}")
        if not sign.fine:
            sick = True
            click.echo(f"       {sign.mend}")
    if warm:
        from studio.jobs.warm import warm_up

        for line in asyncio.run(warm_up(folder, values)):
            click.echo(line)
    if sick:
        sys.exit(1)


def signs(data: DataFolder, values: Settings) -> Iterator[Sign]:
    """Look at one thing after the other."""
    known = tuple(map(int, machine.python_version_tuple()[:2])) < (3, 15)
    yield Sign("Python", known, machine.python_version(), "Use Python 3.11 to 3.14.")
    free = shutil.disk_usage(data.root).free
    yield Sign(
        "data folder",
        free > values.min_free_bytes,
        f"{data.root}, {free / 1e9:.1f} GB free",
        "Free space, or name another folder with --data.",
    )
    yield Sign("cores", True, f"{os.cpu_count()}, {values.slots or os.cpu_count()} jobs at once")
    yield _ffmpeg(values)
    yield _titles()
    yield _backends(data, values)
    yield Sign("isolation", True, _isolation())


def _titles() -> Sign:
    from studio.render.typefaces import shapes

    missing = "no Arabic, Hindi or Thai until the system's FriBiDi is there (Debian: apt install libfribidi0)"
    return Sign("titles", True, "every script that the shipped fonts have" if shapes() else missing)


def _ffmpeg(values: Settings) -> Sign:
    from studio.render import ffmpeg

    try:
        found = ffmpeg.capabilities(ffmpeg.executable(values))
    except StudioError as error:
        return Sign("ffmpeg", False, error.what, error.todo)
    return Sign("ffmpeg", True, f"{found.version}, libx264 and aac found")


def _backends(data: DataFolder, values: Settings) -> Sign:
    from studio.plugins import registry

    found = registry(data, values)
    if found.broken:
        return Sign(
            "backends", False, found.broken[0].what, "`studio backends list` shows each; uninstall the broken one."
        )
    return Sign("backends", True, ", ".join(found.manifests))


def _isolation() -> str:
    """What keeps a backend apart on this system; said plainly, so that nobody believes in more."""
    if machine.system() == "Linux":
        return "own process, empty environment, dies with the worker; not sandboxed"
    return "own process, empty environment, watched; not sandboxed"

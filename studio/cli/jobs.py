"""`studio jobs`: list, show, watch, cancel and retry jobs."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from studio import settings
from studio.errors import BadInput

if TYPE_CHECKING:
    from studio.jobs.engine import Engine
    from studio.jobs.progress import JobProgress

STATES = ("waiting", "loading", "running", "done", "failed", "cancelled")
COLOURS = {"done": "green", "failed": "red", "cancelled": "yellow", "running": "cyan", "loading": "cyan"}


def data_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """The --data option that every one of these commands has."""
    return click.option("--data", type=click.Path(path_type=Path), envvar="STUDIO_DATA", help="Data folder.")(function)


@click.group()
def command() -> None:
    """List, follow, cancel and retry jobs."""


@command.command("list")
@data_option
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="How many at most.")
@click.option("--state", type=click.Choice(STATES), multiple=True, help="Only jobs in this state; may be repeated.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_jobs(data: Path | None, limit: int, state: tuple[Any, ...], as_json: bool) -> None:
    """Jobs, newest first."""
    from studio.jobs.progress import Progress

    folder, _ = settings.load(data)
    rows = Progress(folder).jobs(limit, states=state)
    for row in rows:
        click.echo(row.model_dump_json() if as_json else line(row))
    if not rows and not as_json:
        click.echo("There are no jobs.")


@command.command("show")
@data_option
@click.argument("job")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def show(data: Path | None, job: str, as_json: bool) -> None:
    """One job with its parts, and what went wrong."""
    from studio.jobs.progress import Progress

    folder, _ = settings.load(data)
    film = Progress(folder).film(job)
    if as_json:
        click.echo(film.model_dump_json())
        return
    for row in (film.film, *film.parts):
        click.echo(line(row))
        if row.what:
            click.echo(f"    {row.what} {row.todo}".rstrip())


@command.command("watch")
@data_option
@click.argument("job")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def watch(data: Path | None, job: str, as_json: bool) -> None:
    """Follow a job until it ends. Ctrl-C stops watching, not the job."""
    from studio.jobs.progress import OPEN, Progress

    folder, _ = settings.load(data)
    progress, said = Progress(folder), ""
    while True:
        row = progress.get(job)
        text = row.model_dump_json() if as_json else line(row)
        if text != said:
            click.echo(text)
            said = text
        if row.state not in OPEN:
            break
        time.sleep(0.5)
    if row.state == "failed":
        raise BadInput(row.what, row.todo)


@command.command("cancel")
@data_option
@click.argument("job")
def cancel(data: Path | None, job: str) -> None:
    """Stop a job and all its parts. What is finished is kept."""
    _engine(data).cancel(job)
    click.echo(f"Cancelled {job}. Finished parts are kept: `studio jobs retry {job}` goes on from there.")


@command.command("retry")
@data_option
@click.argument("job")
def retry(data: Path | None, job: str) -> None:
    """Make a failed or cancelled film again; finished parts are not made again."""
    click.echo(_engine(data).retry(job))


@command.command("prioritise")
@data_option
@click.argument("job")
@click.argument("priority", type=click.IntRange(1, 100))
def prioritise(data: Path | None, job: str, priority: int) -> None:
    """Move a film that waits: PRIORITY 1 is first."""
    click.echo(_engine(data).set_priority(job, priority))


def line(row: JobProgress) -> str:
    """A job in one line: state, share, time, label, id."""
    state = click.style(f"{row.state:<9}", fg=COLOURS.get(row.state))
    left = f"{clock(row.eta_s)} to go" if row.eta_s and row.state == "running" else clock(row.ran_s)
    return f"{state} {row.share:4.0%}  {left:>11}  {row.label[:44]:<44}  {row.job}"


def clock(seconds: float) -> str:
    """Seconds as m:ss."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def _engine(data: Path | None) -> Engine:
    from studio.jobs.engine import Engine

    return Engine(*settings.load(data))

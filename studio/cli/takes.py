"""`studio takes`: the takes of a film's shots with what is measured of them; more of them; another one in the film."""

from __future__ import annotations

import json
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from studio import settings
from studio.cli.jobs import data_option
from studio.errors import BackendError, BadInput

if TYPE_CHECKING:
    from studio.datafolder import DataFolder
    from studio.jobs.engine import Engine
    from studio.jobs.takes import Seen
    from studio.jobs.worker import OwnWorker
    from studio.settings import Settings

HEAD = "shot  take     seed        black  frozen  flicker  motion  sharp"


@click.command()
@data_option
@click.argument("project")
@click.argument("shot", required=False, default="")
@click.option(
    "--make", "count", type=click.IntRange(1, 16), help="Make so many more takes of SHOT, each of another seed."
)
@click.option(
    "--choose", "number", type=click.IntRange(1), help="Put this take of SHOT into the film, at the same cut."
)
@click.option("--max-black", type=click.FloatRange(0, 1), help="At most this share of black frames.")
@click.option("--max-frozen", type=click.FloatRange(0, 1), help="At most this share of frozen frames.")
@click.option("--max-flicker", type=click.FloatRange(0), help="At most this flicker, in luma steps; 1.5 is seen.")
@click.option("--min-motion", type=click.FloatRange(0), help="At least this motion, in % of the width a second.")
@click.option("--min-sharpness", type=click.FloatRange(0, 1), help="At least this sharpness; below 0.3 is soft.")
@click.option("--no-duplicates", is_flag=True, help="Leave out takes that look like an earlier one.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a take.")
def command(
    data: Path | None,
    project: str,
    shot: str,
    count: int | None,
    number: int | None,
    no_duplicates: bool,
    as_json: bool,
    **bounds: float | None,
) -> None:
    """List the takes of a project's shots, or of one SHOT such as s03, with what is measured of each.

    The chosen take is marked with *. Another take keeps every cut where it is: only what shows it is rendered again.
    """
    from studio.analysis.takes import Wanted
    from studio.jobs import takes
    from studio.projects import Projects
    from studio.shelf.assets import Shelf

    folder, values = settings.load(data)
    projects, shelf = Projects(folder), Shelf(folder)
    if (count or number) and not shot:
        raise BadInput("--make and --choose need a shot.", f"Name one, like `studio takes {project} s01 --make 2`.")
    shots = (shot,) if shot else takes.shots(projects.get(project))
    if not shots:
        raise BadInput(
            f"Project {project!r} has no shots yet.", "Make the film first; `studio jobs list` says how far."
        )
    if count:
        _make(folder, values, project, shot, count)
    if number:
        _choose(folder, values, project, shot, number, as_json)
    wanted = Wanted(**bounds)
    rows = [take for name in shots for take in takes.seen(projects, shelf, project, name)]
    kept = [take for take in rows if take.passes(wanted, duplicates=not no_duplicates)]
    if as_json:
        for take in kept:
            click.echo(take.model_dump_json())
        return
    click.echo(HEAD)
    for take in kept:
        click.echo(line(take))
    if len(kept) < len(rows):
        click.echo(f"{len(rows) - len(kept)} of {len(rows)} takes left out.")


def line(take: Seen) -> str:
    """A take in one line: its numbers, then what is wrong with it."""
    start = f"{take.shot:<4}  {take.number:>4} {'*' if take.chosen else ' '}  {take.seed if take.seed is not None else '-':>10}"
    found = take.measures
    if found is None:
        return f"{start}  its file is gone or damaged"
    said = [*take.words, *([f"like take {take.like}"] if take.like else [])]
    numbers = f"{found.black:>5.0%}  {found.frozen:>6.0%}  {found.flicker:>7.2f}  {found.motion:>6.1f}  {found.sharpness:>5.2f}"
    return f"{start}  {numbers}  {', '.join(said)}".rstrip()


def _make(data: DataFolder, values: Settings, project: str, shot: str, count: int) -> None:
    """Make more takes and wait for them. Ctrl-C cancels those that are not there yet."""
    from studio.jobs.worker import OwnWorker

    with OwnWorker(data) as worker:
        from studio.jobs.engine import Engine

        with closing(Engine(data, values)) as engine:
            _wait(engine, worker, engine.make_takes(project, shot, count))


def _wait(engine: Engine, worker: OwnWorker, jobs: list[str]) -> None:
    from studio.jobs.progress import OPEN

    try:
        while True:
            worker.keep()
            rows = [engine.progress.get(job) for job in jobs]
            if not any(row.state in OPEN for row in rows):
                break
            time.sleep(0.2)
    except KeyboardInterrupt:
        for job in jobs:
            engine.cancel(job)
        raise
    for row in rows:
        if row.state != "done":
            raise BackendError(row.what or "A take was cancelled.", row.todo, row.detail)


def _choose(data: DataFolder, values: Settings, project: str, shot: str, number: int, as_json: bool) -> None:
    """Put a take into the film and wait until the film is there."""
    from studio.cli.make import follow
    from studio.jobs.worker import OwnWorker
    from studio.shelf.assets import Shelf

    with OwnWorker(data) as worker:
        from studio.jobs.engine import Engine

        with closing(Engine(data, values)) as engine:
            job = engine.choose_take(project, shot, number)
            if job:
                follow(engine, worker, job, as_json)
            film = engine.projects.get(project).film
    where = str(Shelf(data).open_local(film)) if film else ""
    click.echo(json.dumps({"film": where}) if as_json else f"film: {where or 'not made yet'}")

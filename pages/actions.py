"""What the pages do to the studio: make a film, cancel it, try it again, and read how far it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from pages.standing import SlotStanding, Standing, State
from pages.words import about
from pages.workplace import OWNER, Workplace
from studio.errors import NotFound
from studio.jobs import progress as jobs
from studio.jobs.locks import worker_runs
from studio.jobs.progress import FilmProgress, JobProgress, Progress
from studio.projects import Project
from studio.story.brief import Brief

if TYPE_CHECKING:
    from studio.jobs.engine import Engine

CAPTIONS, SUBTITLES, POSTER = "film/vtt", "film/srt", "film/poster"
"""Slots under which a finished film's companions lie."""

STATES: dict[jobs.State, State] = {
    "waiting": "waiting",
    "loading": "busy",
    "running": "busy",
    "done": "done",
    "failed": "broken",
    "cancelled": "cancelled",
}
PHASES: dict[str, str] = {"pictures": "picture", "render": "cut", "finish": "cut"}
"""Phases of the engine whose names differ from the page's."""

WORDS: dict[str, str] = {
    "story": "Writing the story",
    "voice": "Speaking the lines",
    "cut": "Setting the cut",
    "pictures": "Painting",
    "effects": "Making the sounds",
    "music": "Composing",
    "render": "Cutting and mixing",
    "finish": "Finishing",
}


def make_film(place: Workplace, brief: Brief) -> Project:
    """A new project, its film handed to the job engine."""
    project = place.projects.create(brief, owner=OWNER)
    start(place, project)
    return place.projects.get(project.id)


def start(place: Workplace, project: Project) -> None:
    """Hand a project's film to the job engine, or what it was last asked for where only its cut was to be shown anew."""
    last = engine(place).status(project.job) if project.job else None
    if last is not None and last.kind == "recut":
        engine(place).submit_recut(project.id)
    else:
        engine(place).submit_film(project.id)


def cancel(place: Workplace, project: Project) -> None:
    """Stop what is being made for a project; what is finished is kept."""
    if project.job is not None:
        engine(place).cancel(project.job)


def engine(place: Workplace) -> Engine:
    """The engine's client of a data folder; loaded at the first order, so that a page that only looks is there sooner."""
    from studio.jobs.engine import Engine

    with _opening:
        if place.data.root not in _engines:
            _engines[place.data.root] = Engine(place.data, place.settings)
        return _engines[place.data.root]


_engines: dict[Path, Engine] = {}
_opening = Lock()


def standing(place: Workplace, project: Project) -> Standing:
    """How a project's film stands, with every part that is being made."""
    if project.job is None:
        return _without_job(project)
    try:
        found = Progress(place.data).film(project.job)
    except NotFound:
        return _without_job(project)
    return _standing(place, project, found)


def standings(place: Workplace, projects: list[Project]) -> dict[str, Standing]:
    """How each film stands, without its parts: one query for all of them."""
    rows = {row.job: row for row in Progress(place.data).jobs(limit=1000)}
    return {
        project.id: _outline(rows[project.job]) if project.job in rows else _without_job(project)
        for project in projects
    }


def preview(place: Workplace, project: Project, slot: str = "") -> Path | None:
    """The newest preview picture of a slot, or of whatever is being made for a project."""
    if project.job is None:
        return None
    try:
        parts = Progress(place.data).film(project.job).parts
    except NotFound:
        return None
    shown = [row for row in parts if row.preview and (not slot or slot_of(row) == slot)]
    if not shown:
        return None
    path = Path(max(shown, key=lambda row: row.updated).preview).resolve()
    return path if path.is_relative_to(place.data.root) and path.suffix == ".jpg" else None


def queue(place: Workplace) -> tuple[list[tuple[Project, Standing]], list[tuple[Project, Standing]]]:
    """Films that run and films that wait, oldest first."""
    films = list(reversed(place.projects.all(OWNER)))
    found = standings(place, films)
    running = [(project, standing(place, project)) for project in films if found[project.id].state == "busy"]
    waiting = [(project, found[project.id]) for project in films if found[project.id].state == "waiting"]
    return running, waiting


def sentence(place: Workplace, now: Standing) -> str:
    """Where a film stands, in a few words."""
    if now.state == "waiting":
        return "Waits for its turn" if worker_runs(place.data) else "Waits for a worker; `studio serve` starts one"
    if now.state == "busy":
        return now.words
    return {"done": "Done", "broken": now.what or "Stopped", "cancelled": "Cancelled"}.get(now.state, "Not made yet")


def remaining(now: Standing) -> str:
    """'about 0:50 left', or '' where nobody knows."""
    return f"{about(now.left)} left" if now.live and now.left else ""


def guess(place: Workplace, seconds: float, shape: str) -> float | None:
    """Seconds a film of this length took here: scaled from the last finished one of the same shape; None without one."""
    films = {project.job: project for project in place.projects.all(OWNER) if project.film and project.job}
    for row in Progress(place.data).jobs(limit=20, states=("done",)):
        project = films.get(row.job)
        if project is not None and project.brief.shape == shape and row.ran_s > 3:
            return row.ran_s * seconds / project.brief.seconds
    return None


def _without_job(project: Project) -> Standing:
    return Standing("done" if project.film else "none")


def _outline(row: JobProgress) -> Standing:
    return Standing(
        state=STATES[row.state],
        share=row.share,
        left=row.eta_s,
        words="Being made",
        what=row.what,
        todo=row.todo,
        detail=row.detail,
    )


def _standing(place: Workplace, project: Project, found: FilmProgress) -> Standing:
    outline = _outline(found.film)
    rows = [row for row in found.parts if row.state in ("loading", "running", "failed")]
    slots = {
        slot_of(row): SlotStanding(row.share, row.state == "failed", _preview_url(place, project, row)) for row in rows
    }
    drawn = max((row for row in rows if row.preview), key=lambda row: row.updated, default=None)
    return replace(outline, slots=slots, drawn=slot_of(drawn) if drawn else "", words=_words(found))


def _preview_url(place: Workplace, project: Project, row: JobProgress) -> str:
    """Another address with every new picture, so that a browser asks again exactly then; '' where there is none."""
    try:
        stamp = int(Path(row.preview).stat().st_mtime * 1000) if row.preview else 0
    except OSError:
        return ""
    return f"{place.base}/preview/{project.id}?slot={slot_of(row)}&at={stamp}" if stamp else ""


def _words(found: FilmProgress) -> str:
    """What is being done now, the pictures first: they are what one waits for."""
    if found.shots:
        made = sum(row.state == "done" for row in found.shots)
        if made < len(found.shots):
            return f"Picture {made + 1} of {len(found.shots)}"
    active = [phase for phase, state, _ in found.phases if state in ("loading", "running")]
    return WORDS[active[-1]] if active else "Starting"


def slot_of(row: JobProgress) -> str:
    """The slot a part's job fills: a shot's id for a picture, else its phase under the page's name."""
    return row.label if row.kind == "pictures" else PHASES.get(row.kind, row.kind)

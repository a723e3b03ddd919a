"""What the pages do to the studio: make a film, cancel it, try it again, and read how far it is."""

from __future__ import annotations

from pathlib import Path

from pages.standing import Standing
from pages.workplace import OWNER, Workplace
from studio.projects import Project
from studio.story.brief import Brief


CAPTIONS, SUBTITLES, POSTER = "captions.vtt", "captions.srt", "poster"
"""Slots under which a finished film's companions lie."""


def make_film(place: Workplace, brief: Brief) -> Project:
    """A new project, its film handed to the job engine."""
    project = place.projects.create(brief, owner=OWNER)
    start(place, project)
    return place.projects.get(project.id)


def start(place: Workplace, project: Project) -> None:
    """Hand a project's film to the job engine; what is on the shelf is not made again."""


def cancel(place: Workplace, project: Project) -> None:
    """Stop what is being made for a project."""


def standing(place: Workplace, project: Project) -> Standing:
    """How a project's film stands."""
    return Standing("done" if project.film else "none")


def preview(place: Workplace, project: Project) -> Path | None:
    """The newest preview picture of what is being made for a project."""
    return None


def queue(place: Workplace) -> tuple[list[tuple[Project, Standing]], list[tuple[Project, Standing]]]:
    """Films that run and films that wait, oldest first."""
    films = [(project, standing(place, project)) for project in reversed(place.projects.all(OWNER))]
    return [pair for pair in films if pair[1].state == "busy"], [pair for pair in films if pair[1].state == "waiting"]


def sentence(project: Project, now: Standing) -> str:
    """Where a film stands, in a few words."""
    return now.state


def guess(place: Workplace, seconds: float, shape: str) -> float | None:
    """How long a film of this length will take here, in seconds, from films made here; None where none was."""
    return None

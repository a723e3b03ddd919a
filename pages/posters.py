"""From projects to what the poster shelf draws."""

from __future__ import annotations

from typing import Any

from pages import actions
from pages.standing import Standing
from pages.words import age, clock
from pages.workplace import OWNER, Workplace
from studio.projects import Project

BADGES: dict[str, tuple[str, str]] = {
    "waiting": ("off", "Waiting"),
    "broken": ("broken", "Stopped"),
    "cancelled": ("off", "Cancelled"),
    "none": ("off", "Not made yet"),
}


def posters(place: Workplace, projects: list[Project]) -> list[dict[str, Any]]:
    """A poster a project."""
    found = actions.standings(place, projects)
    return [_poster(place, project, found[project.id]) for project in projects]


def mine(place: Workplace) -> list[Project]:
    """The user's films, newest first."""
    return place.projects.all(OWNER)


def picture(place: Workplace, project: Project) -> str:
    """URL of the picture that stands for a film: its poster's shot, before it is cut its longest made shot in the first
    half; '' where there is none."""
    line = project.timeline
    if line is not None and line.poster is not None:
        at = line.poster.start
        return place.still(project.id, next(clip.asset for clip in line.picture if clip.start <= at < clip.end))
    takes = place.projects.takes(project.id)
    shots = [shot.id for shot in project.storyboard.shots if shot.id in takes] if project.storyboard else []
    if not shots:
        return place.still(project.id, project.film) if project.film else ""
    planned = {shot.shot: shot.frames for shot in project.cutplan.shots} if project.cutplan else {}
    half = shots[: max(1, len(shots) // 2)]
    return place.still(project.id, takes[max(half, key=lambda name: planned.get(name, 0))])


def _poster(place: Workplace, project: Project, standing: Standing) -> dict[str, Any]:
    if project.film and not standing.live:
        state, words = "done", clock(project.brief.seconds)
    elif standing.state == "busy":
        state, words = "busy", f"Making, {clock(standing.left)}" if standing.left else "Making"
    else:
        state, words = BADGES[standing.state if standing.state in BADGES else "none"]
    return {
        "id": project.id,
        "title": project.title,
        "words": words,
        "age": "" if standing.live else age(project.updated if project.film else project.created),
        "state": state,
        "share": standing.share,
        "picture": picture(place, project),
        "href": f"{place.base}/film?project={project.id}",
    }

"""From projects and their standing to the groups of the Queue page."""

from __future__ import annotations

from typing import Any

from pages import actions
from pages.posters import mine, picture
from pages.standing import Standing
from pages.words import about, age, clock
from pages.workplace import Workplace
from studio.projects import Project

CANCEL = {"id": "cancel", "words": "Cancel"}
AGAIN = {"id": "again", "words": "Try again"}
OPEN = {"id": "open", "words": "Open"}


def groups(place: Workplace) -> list[dict[str, Any]]:
    """Now, Needs you, Done; a group without rows is left out."""
    projects = mine(place)
    found = actions.standings(place, projects)
    films = [(project, found[project.id]) for project in projects]
    running = [(project, actions.standing(place, project)) for project, row in films if row.state == "busy"]
    waiting = [pair for pair in films if pair[1].state == "waiting"]
    broken = [pair for pair in films if pair[1].state == "broken"]
    done = [pair for pair in films if pair[0].film and not pair[1].live and pair[1].state != "broken"][:12]
    words = ", ".join(
        part
        for part in (f"{len(running)} running" if running else "", f"{len(waiting)} waiting" if waiting else "")
        if part
    )
    named = [
        ("now", "Now", words, [*running, *waiting]),
        ("needs", "Needs you", "", broken),
        ("done", "Done", "", done),
    ]
    return [
        {"id": name, "name": title, "words": words, "rows": [_row(place, *pair) for pair in pairs]}
        for name, title, words, pairs in named
        if pairs
    ]


def _row(place: Workplace, project: Project, standing: Standing) -> dict[str, Any]:
    done = bool(project.film) and not standing.live
    return {
        "id": project.id,
        "title": project.title,
        "href": f"{place.base}/film?project={project.id}",
        "picture": picture(place, project),
        "state": standing.state,
        "share": standing.share,
        "words": f"{clock(project.brief.seconds)} {project.kind}" if done else actions.sentence(place, standing),
        "left": age(project.updated) if done else about(standing.left) if standing.left else "",
        "verbs": [CANCEL] if standing.live else [AGAIN] if standing.state == "broken" else [OPEN],
    }

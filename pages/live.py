"""What the live parts ask for once a second: the same data the pages draw them with, as JSON.

Parts ask for themselves instead of Streamlit running a page's fragment again: a fragment's run that is under way while
the page changes can take parts of the next page with it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from pages import actions, backend_views, film_views, model_views, queue_views, take_views
from pages.posters import mine, posters
from pages.survey import survey
from pages.words import clock
from pages.workplace import OWNER, Workplace, may, workplace
from studio.errors import NotFound

ON_HOME = 6
"""Posters on Home."""


def card(place: Workplace) -> dict[str, Any]:
    """The queue in the sidebar; `id` is '' while nothing runs or waits."""
    running, waiting = actions.queue(place)
    if not running and not waiting:
        return _fresh(place, "card", {"id": ""})
    first, standing = (running or waiting)[0]
    rest = len(running) + len(waiting) - 1
    return _fresh(
        place,
        "card",
        {
            "id": first.id,
            "href": f"{place.base}/film?project={first.id}",
            "title": first.title,
            "left": clock(standing.left) if standing.left else "",
            "words": actions.sentence(place, standing),
            "running": bool(running),
            "share": standing.share,
            "rest": f"{rest} more {'film' if rest == 1 else 'films'}" if rest else "",
        },
    )


def shelf(place: Workplace) -> dict[str, Any]:
    """The newest films on Home."""
    films = mine(place)
    return _fresh(
        place,
        "shelf",
        {
            "name": "Your films",
            "count": len(films),
            "films": posters(place, films[:ON_HOME]),
            "more": f"{place.base}/films" if len(films) > ON_HOME else "",
        },
    )


def films(place: Workplace) -> dict[str, Any]:
    """Every film, on the Films page."""
    found = mine(place)
    return _fresh(
        place,
        "films",
        {"name": "Newest first", "count": len(found), "films": posters(place, found), "more": "", "wide": True},
    )


def queue(place: Workplace) -> dict[str, Any]:
    """The Queue page."""
    return _fresh(place, "queue", {"groups": queue_views.groups(place)})


def backends(place: Workplace) -> dict[str, Any]:
    """The Backends page."""
    return _fresh(place, "backends", backend_views.cards(place, survey(place)))


def models(place: Workplace) -> dict[str, Any]:
    """The models on the Backends page."""
    return _fresh(place, "models", model_views.models(place))


def checklist(place: Workplace) -> dict[str, Any]:
    """What works here, on Home."""
    return _fresh(place, "checklist", {"rows": backend_views.checklist(place, survey(place))})


def film(place: Workplace, project_id: str) -> dict[str, Any]:
    """A film while it is made. NotFound where it is not the user's."""
    project = place.projects.get(project_id)
    if not may(OWNER, "see", project):
        raise NotFound(f"There is no project {project_id!r}.")
    data = film_views.making(place, project, actions.standing(place, project))
    return _fresh(place, f"film/{project_id}", data)


def takes(place: Workplace, project_id: str, shot: str) -> dict[str, Any]:
    """The takes of a film's shot. NotFound where the film is not the user's, or has no such shot."""
    project = place.projects.get(project_id)
    if not may(OWNER, "see", project):
        raise NotFound(f"There is no project {project_id!r}.")
    return take_views.takes(place, project, shot)


PARTS: dict[str, Callable[[Workplace], dict[str, Any]]] = {
    "card": card,
    "shelf": shelf,
    "films": films,
    "queue": queue,
    "backends": backends,
    "models": models,
    "checklist": checklist,
}


async def answer(request: Request) -> Response:
    """GET /live/{part}, /live/film/{project} and /live/takes/{project}/{shot}."""
    part, project, shot = (request.path_params.get(name) for name in ("part", "project", "shot"))
    try:
        if project is not None and shot is not None:
            data = await asyncio.to_thread(takes, workplace(), project, shot)
        elif project is not None:
            data = await asyncio.to_thread(film, workplace(), project)
        elif part in PARTS:
            data = await asyncio.to_thread(PARTS[part], workplace())
        else:
            raise NotFound(f"Nothing live is called {part!r}.")
    except NotFound as error:
        return PlainTextResponse(str(error), 404)
    return JSONResponse(data, headers={"Cache-Control": "no-store"})


def _fresh(place: Workplace, part: str, data: dict[str, Any]) -> dict[str, Any]:
    return {**data, "source": f"{place.base}/live/{part}"}

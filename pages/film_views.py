"""From a project to what the film page draws: being made, finished, stopped."""

from __future__ import annotations

from typing import Any

from pages import actions, board, take_views
from pages.phases import phases
from pages.standing import Standing
from pages.words import clock, size
from pages.workplace import Workplace
from studio.projects import Project
from studio.story.moods import moods
from studio.story.notes import notes
from studio.timeline.shape import size_of

AGAIN = {"broken": "Try again", "cancelled": "Make it after all"}


def subtitle(project: Project) -> str:
    """'0:30 trailer · Epic · 1280×720'."""
    chosen = project.storyboard.mood if project.storyboard else project.brief.mood
    named = moods()[chosen].title.lower() if chosen in moods() else chosen
    width, height = size_of(project.brief.shape)
    parts = [f"{clock(project.brief.seconds)} {project.kind}", named, f"{width}×{height}"]
    return " · ".join(part for part in parts if part)


def aspect(project: Project) -> str:
    """The film's shape as CSS wants it."""
    width, height = size_of(project.brief.shape)
    return f"{width} / {height}"


def wide(project: Project) -> bool:
    """Whether the film is so wide that a flat window may crop its top and bottom while it is made."""
    width, height = size_of(project.brief.shape)
    return width / height >= 1.6


def making(place: Workplace, project: Project, standing: Standing) -> dict[str, Any]:
    """Data of the `making` component."""
    takes = place.projects.takes(project.id)
    rows = board.shots(place, project, takes, standing)
    lines = [shot for shot in project.storyboard.shots if shot.voice] if project.storyboard else []
    voices = [f"{shot.id}/voice" for shot in lines]
    return {
        "title": project.title,
        "aspect": aspect(project),
        "wide": wide(project),
        "live": standing.live,
        "phases": phases(project, takes, standing),
        "preview": _preview(rows, standing),
        "caption": _caption(place, rows, project, standing),
        "lines": [{"id": shot.id, "words": shot.voice, "made": f"{shot.id}/voice" in takes} for shot in lines],
        "voices": [place.media(project.id, takes[slot]) for slot in voices if slot in takes],
        "shots": rows,
        "lanes": board.lanes(project, takes),
        "said": actions.sentence(place, standing),
    }


def finished(place: Workplace, project: Project, shot: str = "") -> dict[str, Any]:
    """Data of the `film` component; `shot` is the one whose takes are shown, else the first."""
    assert project.film is not None
    pictured = board.pictured(project)
    takes = place.projects.takes(project.id)
    film = place.shelf.get(project.film)
    url = place.media(project.id, film.id)
    width, height = film.facts.get("width"), film.facts.get("height")
    seconds = float(film.facts.get("seconds") or project.brief.seconds)
    facts = [
        f"{width}×{height}" if width and height else "",
        f"{project.brief.rate} fps",
        clock(seconds),
        size(film.bytes),
    ]
    captions = takes.get(actions.CAPTIONS, "")
    more = [
        (actions.SUBTITLES, "Subtitles (SRT)"),
        (actions.POSTER, "Poster"),
    ]
    shown = [place.shelf.get(takes[slot]) for slot in pictured if slot in takes]
    said = notes(project.storyboard, project.cutplan, shown)
    return {
        "title": project.title,
        "aspect": aspect(project),
        "film": url,
        "seconds": seconds,
        "poster": place.still(project.id, takes[actions.POSTER]) if actions.POSTER in takes else "",
        "captions": place.media(project.id, captions) if captions else "",
        "shots": board.shots(place, project, takes, Standing("done")),
        "lanes": board.lanes(project, takes),
        "takes": {
            "source": f"{place.base}/live/takes/{project.id}",
            "shots": pictured,
            "shot": shot if shot in pictured else next(iter(pictured), ""),
            # Another number is other data: the part looks again.
            "coming": take_views.coming(place, project),
        },
        "logline": project.brief.logline,
        "download": f"{url}?download={project.id}",
        "name": f"{project.id}.mp4",
        "facts": " · ".join(part for part in facts if part),
        "more": [
            {
                "id": slot,
                "words": words,
                "href": f"{place.media(project.id, takes[slot])}?download={project.id}",
                "name": project.id,
            }
            for slot, words in more
            if slot in takes
        ],
        "notes": [{"id": number, "words": note} for number, note in enumerate(said)],
    }


def stopped(place: Workplace, project: Project, standing: Standing) -> dict[str, Any]:
    """Data of the `message` component: cause, what was kept, next step."""
    kept = len(place.projects.takes(project.id))
    keeps = (
        f"{kept} finished {'part is' if kept == 1 else 'parts are'} kept and will not be made again." if kept else ""
    )
    heads = {
        "broken": standing.what or f"“{project.title}” stopped.",
        "cancelled": f"“{project.title}” was cancelled.",
        "none": f"“{project.title}” has not been made yet.",
    }
    return {
        "kind": "error" if standing.state == "broken" else "info",
        "head": heads.get(standing.state, heads["none"]),
        "body": f"{standing.todo} {keeps}".strip(),
        "buttons": [{"id": "again", "words": AGAIN.get(standing.state, "Make it"), "primary": True}],
        "detail": standing.detail,
    }


def _caption(place: Workplace, rows: list[dict[str, Any]], project: Project, standing: Standing) -> dict[str, Any]:
    """What the big picture shows: the shot being made, else the last one made."""
    at_work = [(number, row) for number, row in enumerate(rows) if row["state"] == "making"]
    made = [(number, row) for number, row in enumerate(rows) if row["state"] == "made"]
    rest = actions.remaining(standing)
    left = f" · {rest}" if rest else ""
    drawn = [(number, row) for number, row in at_work if row["id"] == standing.drawn]
    if at_work or made:
        number, row = (drawn or at_work or made)[-1]
        return {"where": f"Shot {number + 1} of {len(rows)}{left}", "words": row["words"], "share": standing.share}
    return {
        "where": f"{actions.sentence(place, standing)}{left}",
        "words": project.brief.logline,
        "share": standing.share,
    }


def _preview(rows: list[dict[str, Any]], standing: Standing) -> str:
    """What is being drawn now, else the last picture that was made."""
    drawn = standing.slots.get(standing.drawn)
    if drawn and drawn.preview:
        return drawn.preview
    return next((row["picture"] for row in reversed(rows) if row.get("picture")), "")

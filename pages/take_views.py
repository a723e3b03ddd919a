"""From a shot's takes to what the film page draws under the strip: small stills, and what is measured in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pages.workplace import Workplace
from studio.jobs.progress import OPEN, JobProgress, Progress
from studio.projects import Project

if TYPE_CHECKING:
    from studio.jobs.takes import Seen

GOOD = {"video": "steady", "image": "clear"}
"""What is said of a take of which nothing is wrong."""


def takes(place: Workplace, project: Project, shot: str) -> dict[str, Any]:
    """A shot's takes, those that are being made, and those that failed since the last one was made.

    The first look at a take measures it, which costs up to half a second of a core. NotFound for a shot without picture.
    """
    # Loaded at the first look: it brings a decoder, which pages that only tell how far a film is do without.
    from studio.jobs.takes import seen

    rows = [_made(place, project, take) for take in seen(place.projects, place.shelf, project.id, shot)]
    assert project.storyboard is not None
    number = [row.id for row in project.storyboard.shots].index(shot) + 1
    return {
        "shot": shot,
        "title": f"Takes of shot {number}",
        "takes": [*rows, *_coming(place, project, shot)],
        "more": project.cutplan is not None,
    }


def coming(place: Workplace, project: Project) -> int:
    """How many takes of a film's shots wait or are being made."""
    rows = Progress(place.data).jobs(1000, states=OPEN)
    return sum((row.kind, row.project) == ("take", project.id) for row in rows)


def _made(place: Workplace, project: Project, take: Seen) -> dict[str, Any]:
    kind = place.shelf.get(take.asset).kind
    said = [*take.words, *([f"like take {take.like}"] if take.like else [])]
    if take.measures is None:
        said = ["its file is gone"]
    return {
        "id": str(take.number),
        "state": "made",
        "title": f"Take {take.number}",
        "chosen": take.chosen,
        "picture": place.still(project.id, take.asset),
        "clip": place.media(project.id, take.asset) if kind == "video" else "",
        "words": ", ".join(said) or GOOD[kind],
        "fault": bool(said),
        "share": 1.0,
    }


def _coming(place: Workplace, project: Project, shot: str) -> list[dict[str, Any]]:
    """Takes that are being made, the oldest first, after those that failed since the last one was made."""
    jobs = [
        row
        for row in Progress(place.data).jobs(200)
        if (row.kind, row.project, row.label) == ("take", project.id, shot)
    ]
    failed: list[JobProgress] = []
    for row in jobs:
        if row.state == "done":
            break
        failed += [row] if row.state == "failed" else []
    return [_job(row) for row in reversed(failed)] + [_job(row) for row in reversed(jobs) if row.state in OPEN]


def _job(row: JobProgress) -> dict[str, Any]:
    failed = row.state == "failed"
    return {
        "id": row.job,
        "state": "failed" if failed else "making",
        "title": "It could not be made" if failed else "Being made",
        "chosen": False,
        "picture": "",
        "clip": "",
        "words": row.what if failed else "waits for its turn" if row.state == "waiting" else f"{row.share:.0%}",
        "fault": failed,
        "share": row.share,
    }

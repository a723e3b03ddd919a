"""A look at the backends in the background: manifests, and whether each can work now. Pages read the last answer."""

from __future__ import annotations

import asyncio
import threading
import time
from dataclasses import dataclass, field

from pages.workplace import Workplace
from studio.backend import Manifest, Readiness
from studio.errors import StudioError
from studio.plugins import Broken, registry

FRESH = 60.0
"""Seconds that an answer is good for."""


@dataclass(frozen=True)
class Survey:
    """What was found, and when. `readiness` lacks a backend whose answer is still out."""

    manifests: dict[str, Manifest] = field(default_factory=dict)
    readiness: dict[str, Readiness] = field(default_factory=dict)
    broken: tuple[Broken, ...] = ()
    at: float = 0.0
    complete: bool = False


class _Last:
    survey = Survey()
    looking: threading.Thread | None = None
    lock = threading.Lock()


def survey(place: Workplace) -> Survey:
    """The last answer, at once; a new look begins in the background where it is old."""
    with _Last.lock:
        old = time.monotonic() - _Last.survey.at > FRESH or not _Last.survey.complete
        if old and (_Last.looking is None or not _Last.looking.is_alive()):
            _Last.looking = threading.Thread(target=_look, args=(place,), name="survey", daemon=True)
            _Last.looking.start()
        return _Last.survey


def _look(place: Workplace) -> None:
    try:
        found = registry(place.data, place.settings)
    except StudioError:
        return
    manifests = dict(found.manifests)
    if not _Last.survey.complete:
        _Last.survey = Survey(manifests, {}, found.broken, time.monotonic())
    readiness = asyncio.run(_ask_all(place, list(manifests)))
    _Last.survey = Survey(manifests, readiness, found.broken, time.monotonic(), complete=True)


async def _ask_all(place: Workplace, backends: list[str]) -> dict[str, Readiness]:
    from studio.jobs.generate import Workshop, check

    workshop = Workshop(place.data, place.settings)
    answers: dict[str, Readiness] = {}
    try:
        for backend in backends:
            try:
                answers[backend] = await check(backend, workshop)
            except (StudioError, TimeoutError) as error:
                answers[backend] = Readiness(state="broken", sentence=str(error), mend="See `studio backends check`.")
    finally:
        workshop.close()
    return answers

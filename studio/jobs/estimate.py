"""How long films still take: what their parts took before, what is left of them, and the slots they share."""

from __future__ import annotations

import threading
import time
from statistics import median

import sqlalchemy as sa

from studio import database as db
from studio.jobs.film import FilmRoom, Slots
from studio.jobs.progress import OPEN

WRITE_EVERY = 1.0
RENDER = 0.8
"""Seconds a second of film takes to render, until this machine has been measured."""


class Estimates:
    """Expected seconds of every part of every running film; written into the film's row once a second."""

    def __init__(self, shop: FilmRoom, slots: int) -> None:
        self.shop = shop
        self.slots = slots
        self.films: dict[str, tuple[float, float]] = {}
        self.parts: dict[str, dict[str, float]] = {}
        self.lock = threading.Lock()
        self.written = 0.0

    def film(self, film: str, project_id: str) -> None:
        """A film begins: guess all of it from its length until its parts are known."""
        brief = self.shop.projects.get(project_id).brief
        with self.lock:
            self.films[film] = (brief.seconds, brief.seconds * self.render_pace())
            self.parts.setdefault(film, {})

    def expect(self, film: str, job: str, slots: Slots, *, at_once: bool = True) -> None:
        """A part is known: what its slots took before. `at_once`: it is worked off beside others, as many as cores."""
        seconds = self.shop.seconds(slots) / (self.slots if at_once else 1)
        with self.lock:
            self.parts.setdefault(film, {})[job] = seconds

    def forget(self, film: str) -> None:
        """A film is over."""
        with self.lock:
            self.films.pop(film, None)
            self.parts.pop(film, None)

    def render_pace(self) -> float:
        """Seconds a second of film took to render, median of the last 20."""
        query = (
            sa.select(db.timing.c.run_s, db.timing.c.work)
            .where(db.timing.c.task == "render")
            .order_by(db.timing.c.id.desc())
            .limit(20)
        )
        with self.shop.shelf.engine.connect() as connection:
            rows = connection.execute(query).all()
        return median(row.run_s / max(row.work, 1e-6) for row in rows) if rows else RENDER

    def write(self) -> None:
        """Write every running film's seconds to go and its share, at most once a second."""
        if time.monotonic() - self.written < WRITE_EVERY:
            return
        self.written = time.monotonic()
        with self.lock:
            films, parts = dict(self.films), {film: dict(known) for film, known in self.parts.items()}
        for film, (length, render) in films.items():
            row = self.shop.progress.film(film)
            if row.film.state not in OPEN:
                self.forget(film)
                continue
            share = {part.job: part.share for part in row.parts}
            left = sum(seconds * (1 - share.get(job, 0.0)) for job, seconds in parts.get(film, {}).items())
            if not any(part.kind == "pictures" for part in row.parts):
                left += 1.5 * length
            left += render * (1 - share.get(f"{film}/render", 0.0))
            ran = row.film.ran_s
            self.shop.progress.update(
                film, force=True, eta_s=left, done=round(1000 * ran / max(ran + left, 1e-6)), total=1000
            )

"""How far jobs are: one small table in a database of its own, written often, read by pages and the command line."""

from __future__ import annotations

import sqlite3
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from studio.backend import Frozen
from studio.datafolder import DataFolder
from studio.errors import NotFound

State = Literal["waiting", "loading", "running", "done", "failed", "cancelled"]
OPEN: tuple[State, ...] = ("waiting", "loading", "running")
WRITE_EVERY = 0.2
PHASES = ("story", "voice", "cut", "pictures", "effects", "music", "render", "finish")
"""A film's phases, in order."""

TABLE = """
CREATE TABLE IF NOT EXISTS job (
  job TEXT PRIMARY KEY, parent TEXT NOT NULL DEFAULT '', project TEXT NOT NULL, kind TEXT NOT NULL, label TEXT NOT NULL,
  state TEXT NOT NULL, phase TEXT NOT NULL DEFAULT '', done INTEGER NOT NULL DEFAULT 0, total INTEGER NOT NULL DEFAULT 0,
  preview TEXT NOT NULL DEFAULT '', eta_s REAL, created REAL NOT NULL, loading REAL, started REAL, ended REAL,
  what TEXT NOT NULL DEFAULT '', todo TEXT NOT NULL DEFAULT '', detail TEXT NOT NULL DEFAULT '', updated REAL NOT NULL
)
"""


class JobProgress(Frozen):
    """One job: a film, or a part of it. Times are seconds since 1970; `eta_s` seconds to go, None: not known."""

    job: str
    parent: str
    project: str
    kind: str
    label: str
    state: State
    phase: str
    done: int
    total: int
    preview: str
    eta_s: float | None
    created: float
    loading: float | None
    started: float | None
    ended: float | None
    what: str
    todo: str
    detail: str
    updated: float

    @property
    def share(self) -> float:
        """0 to 1."""
        return 1.0 if self.state == "done" else min(1.0, self.done / self.total) if self.total else 0.0

    @property
    def ran_s(self) -> float:
        """Seconds at work."""
        return max(0.0, (self.ended or time.time()) - self.started) if self.started else 0.0


class FilmProgress(Frozen):
    """A film and its parts."""

    film: JobProgress
    parts: tuple[JobProgress, ...]

    @property
    def phases(self) -> tuple[tuple[str, State, float], ...]:
        """Every phase with its state and share, in order."""
        rows = []
        for phase in PHASES:
            parts = [part for part in self.parts if part.kind == phase]
            if not parts:
                state: State = "done" if self.film.state == "done" else "waiting"
                rows.append((phase, state, 1.0 if state == "done" else 0.0))
                continue
            share = sum(part.share for part in parts) / len(parts)
            rows.append((phase, _worst(parts), share))
        return tuple(rows)

    @property
    def shots(self) -> tuple[JobProgress, ...]:
        """The shots' own jobs, in the film's order."""
        return tuple(sorted((part for part in self.parts if part.kind == "pictures"), key=lambda part: part.label))

    @property
    def preview(self) -> str:
        """Path of the newest preview picture, or ''."""
        shown = [part for part in self.parts if part.preview and Path(part.preview).exists()]
        return max(shown, key=lambda part: part.updated).preview if shown else ""


def _worst(parts: list[JobProgress]) -> State:
    order: tuple[State, ...] = ("failed", "cancelled", "running", "loading", "waiting", "done")
    states = {part.state for part in parts}
    if "done" in states and states <= {"done", "waiting"} and states != {"done"}:
        return "running"
    return next(state for state in order if state in states)


class Progress:
    """The progress of a data folder's jobs."""

    def __init__(self, data: DataFolder) -> None:
        self.written: dict[str, float] = {}
        # One connection for all threads: opening and closing one a write costs ten times the write.
        self.lock = threading.Lock()
        self.opened = sqlite3.connect(data.progress, timeout=10, isolation_level=None, check_same_thread=False)
        weakref.finalize(self, self.opened.close)
        self.opened.row_factory = sqlite3.Row
        with self._connection() as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.execute(TABLE)

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        with self.lock:
            yield self.opened

    def begin(self, job: str, *, project: str, kind: str, label: str, parent: str = "", keep: bool = False) -> None:
        """A job is there and waits. One that is known is open again, unless it is done or `keep` says to leave it."""
        now = time.time()
        again = (
            "DO NOTHING"
            if keep
            else "DO UPDATE SET state='waiting', updated=excluded.updated, ended=NULL, what='', todo='', detail='' "
            "WHERE state != 'done'"
        )
        with self._connection() as connection:
            connection.execute(
                "INSERT INTO job (job, parent, project, kind, label, state, created, updated) "
                f"VALUES (?,?,?,?,?,'waiting',?,?) ON CONFLICT(job) {again}",
                (job, parent, project, kind, label, now, now),
            )

    def update(self, job: str, *, force: bool = False, **values: Any) -> None:
        """Write some columns, at most five times a second a job unless forced or the state changes."""
        now = time.time()
        if not force and "state" not in values and now - self.written.get(job, 0.0) < WRITE_EVERY:
            return
        self.written[job] = now
        names = ", ".join(f"{name}=?" for name in values)
        with self._connection() as connection:
            connection.execute(f"UPDATE job SET {names}, updated=? WHERE job=?", (*values.values(), now, job))

    def start(self, job: str, *, loading: bool = False) -> None:
        """A job is being worked off (or its backend loads)."""
        column = "loading" if loading else "started"
        with self._connection() as connection:
            connection.execute(
                f"UPDATE job SET state=?, {column}=COALESCE({column}, ?), updated=? WHERE job=? AND state IN ('waiting','loading','running')",
                ("loading" if loading else "running", time.time(), time.time(), job),
            )

    def end(self, job: str, state: State, *, what: str = "", todo: str = "", detail: str = "") -> None:
        """A job is over."""
        values = {
            "state": state,
            "ended": time.time(),
            "what": what,
            "todo": todo,
            "detail": detail[-8000:],
            "eta_s": None,
        }
        self.update(job, force=True, **values, preview="")

    def close_open(self, film: str, state: State) -> None:
        """Every part of a film that is still open ends with it."""
        with self._connection() as connection:
            connection.execute(
                "UPDATE job SET state=?, ended=?, updated=?, preview='' WHERE (parent=? OR job=?) AND state IN ('waiting','loading','running')",
                (state, time.time(), time.time(), film, film),
            )

    def get(self, job: str) -> JobProgress:
        """One job, or NotFound."""
        with self._connection() as connection:
            row = connection.execute("SELECT * FROM job WHERE job=?", (job,)).fetchone()
        if row is None:
            raise NotFound(f"There is no job {job!r}.", "List them with `studio jobs list`.")
        return JobProgress(**dict(row))

    def film(self, job: str) -> FilmProgress:
        """A film with its parts, or NotFound."""
        film = self.get(job)
        with self._connection() as connection:
            rows = connection.execute("SELECT * FROM job WHERE parent=? ORDER BY created, job", (job,)).fetchall()
        return FilmProgress(film=film, parts=tuple(JobProgress(**dict(row)) for row in rows))

    def jobs(self, limit: int = 50, *, states: tuple[State, ...] = (), films_only: bool = True) -> list[JobProgress]:
        """Jobs, newest first."""
        where, values = ["1=1"], list[Any]()
        if films_only:
            where.append("parent=''")
        if states:
            where.append(f"state IN ({','.join('?' * len(states))})")
            values += states
        with self._connection() as connection:
            rows = connection.execute(
                f"SELECT * FROM job WHERE {' AND '.join(where)} ORDER BY created DESC LIMIT ?", (*values, limit)
            ).fetchall()
        return [JobProgress(**dict(row)) for row in rows]

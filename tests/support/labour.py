"""A worker process for tests, and a client that waits for what it makes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
from boards import board_of

from studio.datafolder import DataFolder
from studio.jobs import platform
from studio.jobs.engine import Engine
from studio.jobs.progress import OPEN, JobProgress
from studio.projects import Project
from studio.story.brief import Brief
from studio.story.storyboard import Storyboard

BOARD = board_of("hook world disturb climax title button", (0, 1))
"""Six shots, two lines, two cues."""


def start_worker(data: DataFolder, *, wait: bool = True) -> subprocess.Popen[str]:
    """A CPU worker on a data folder, in a process group of its own; ready when this returns, unless `wait` is off."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("STUDIO_")}
    worker = subprocess.Popen(
        [sys.executable, "-m", "studio.cli", "worker", "--say", "--data", str(data.root)],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        preexec_fn=platform.child_setup(),
    )
    if wait:
        assert worker.stdout is not None
        said = worker.stdout.readline()
        assert "is ready" in said, said
    return worker


def stop_worker(worker: subprocess.Popen[str]) -> None:
    """End a worker the gentle way."""
    worker.terminate()
    worker.wait(timeout=20)
    if worker.stdout is not None:
        worker.stdout.close()


@contextmanager
def labour(data: DataFolder) -> Iterator[subprocess.Popen[str]]:
    """A worker for as long as the block lasts."""
    worker = start_worker(data)
    try:
        yield worker
    finally:
        stop_worker(worker)


def arrive(engine: Engine, job: str, seconds: float = 120) -> JobProgress:
    """Wait until a job is over; its row."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        row = engine.progress.get(job)
        if row.state not in OPEN:
            return row
        time.sleep(0.05)
    raise AssertionError(f"{job} is not over after {seconds} s: {engine.progress.film(job)}")


def hosts(worker: subprocess.Popen[str]) -> list[psutil.Process]:
    """The backend processes of a worker."""
    try:
        children = psutil.Process(worker.pid).children()
        return [child for child in children if "-I" in child.cmdline()]
    except psutil.NoSuchProcess:
        return []


def family(worker: subprocess.Popen[str]) -> list[psutil.Process]:
    """Everything a worker started, grandchildren too."""
    try:
        return psutil.Process(worker.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def encoders(worker: subprocess.Popen[str]) -> list[psutil.Process]:
    """The ffmpegs among them; one that ends while it is asked for its name is none any more."""
    found = []
    for process in family(worker):
        with suppress(psutil.NoSuchProcess):
            found += [process] if "ffmpeg" in process.name() else []
    return found


def leftovers(data: DataFolder) -> list[str]:
    """What lies in tmp although no job is open; folders may go while we look."""
    found = (Path(folder) / name for folder, _, names in os.walk(data.tmp) for name in names)
    return sorted(str(path.relative_to(data.tmp)) for path in found if path.parent.name != "hosts")


def told(engine: Engine, board: Storyboard = BOARD, **brief: object) -> Project:
    """A project that has its storyboard already."""
    values = {"logline": "A ship crosses the sea.", "seconds": 10, "shape": "160x90"} | brief
    project = engine.projects.create(Brief.model_validate(values))
    return engine.projects.update(project.id, storyboard=board)


def spoilt(board: Storyboard, shot: str, prompt: str) -> Storyboard:
    """A storyboard with another prompt in one shot."""
    shots = tuple(one.model_copy(update={"prompt": prompt}) if one.id == shot else one for one in board.shots)
    return board.model_copy(update={"shots": shots})

"""Who works on a data folder: one worker a device, by a lock that ends with its process; and what the dead left behind."""

from __future__ import annotations

import fcntl
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager

from studio.datafolder import DataFolder
from studio.errors import BadInput
from studio.jobs import platform

GLANCE = 1.0
"""Seconds a worker waits for its lock: somebody may be looking whether it is held."""


@contextmanager
def alone(data: DataFolder, what: str, *, wait: bool = False) -> Iterator[None]:
    """Hold a lock of the data folder; BadInput where another process holds it (unless it is waited for)."""
    with (data.root / f".{what}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError as error:
            raise BadInput(
                f"A worker for {what.removeprefix('worker-')!r} already works on {str(data.root)!r}.",
                "Let it work, or end it first.",
            ) from error
        yield


@contextmanager
def working(data: DataFolder, device: str) -> Iterator[None]:
    """Be the worker of a device; BadInput where there is one."""
    deadline = time.monotonic() + GLANCE
    while worker_runs(data, device) and time.monotonic() < deadline:
        time.sleep(0.1)
    with alone(data, lock_name(device)):
        yield


def lock_name(device: str) -> str:
    """Name of a device's lock: 'worker-cuda-0' for 'cuda:0'."""
    return f"worker-{device.replace(':', '-')}"


def worker_runs(data: DataFolder, device: str = "cpu") -> bool:
    """Is there a worker for this device on this data folder?"""
    return not _free(data, lock_name(device))


def _free(data: DataFolder, name: str) -> bool:
    try:
        with alone(data, name):
            return True
    except BadInput:
        return False


def sweep(data: DataFolder, device: str) -> None:
    """Remove what killed workers left in tmp. Does nothing while a worker of another device may be using it."""
    others = [path.name[1:-5] for path in data.root.glob(".worker-*.lock") if path.name[1:-5] != lock_name(device)]
    if not all(_free(data, name) for name in others):
        return
    for entry in data.tmp.iterdir():
        if entry.name.startswith(("film-", "one-", "contract", "warm")):
            shutil.rmtree(entry, ignore_errors=True)
    for log in (data.tmp / "hosts").glob("host-*.log"):
        number = log.stem.removeprefix("host-")
        if number.isdecimal() and not platform.alive(int(number)):
            log.unlink(missing_ok=True)

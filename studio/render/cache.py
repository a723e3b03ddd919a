"""The renderer's cache kept under its size: what was not used for longest goes first."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from studio.datafolder import DataFolder

GRACE = 900.0
"""Seconds: what was used so recently stays, whatever it weighs; another render may be joining it right now."""
ENTRIES = ("segments/*/*.mp4", "films/*", "cards/*.png", "mixes/*")
"""What is deleted as a whole."""


@contextmanager
def published(path: Path) -> Iterator[Path]:
    """A file to write that takes the name `path` when the block ends well, and is gone when it does not.

    Its name is this thread's own, so that two renders may make the same file at once; the suffix is the same.
    """
    part = path.with_name(f".{path.stem}.{os.getpid()}.{threading.get_ident()}{path.suffix}")
    try:
        yield part
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def trim(data: DataFolder, most: int, *, keep: Collection[Path] = (), now: float | None = None) -> int:
    """Delete the longest unused entries until the cache is no larger than `most` bytes; bytes freed.

    Entries in `keep`, and those used within the last quarter of an hour, stay.
    """
    moment = time.time() if now is None else now
    found = sorted(_entries(data.cache), key=lambda entry: entry[0], reverse=True)
    total = freed = 0
    for used, size, path in found:
        total += size
        if total > most and path not in keep and moment - used > GRACE:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
            freed += size
    return freed


def touch(path: Path) -> None:
    """Count an entry as just used."""
    os.utime(path)


def _entries(cache: Path) -> Iterator[tuple[float, int, Path]]:
    """Time of last use, bytes and path of every entry."""
    for pattern in ENTRIES:
        for path in cache.glob(pattern):
            try:
                stat = path.stat()
                size = stat.st_size
                if path.is_dir():
                    size = sum(file.stat().st_size for file in path.iterdir())
            except FileNotFoundError:
                continue
            yield stat.st_mtime, size, path

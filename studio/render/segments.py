"""Make segments: one ffmpeg process each, checked to the frame before it is published into the cache."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from pathlib import Path

import av

from studio.datafolder import DataFolder
from studio.errors import RenderError
from studio.render import ffmpeg, stages
from studio.render.plan import Plan, Segment, key
from studio.render.titles import Card
from studio.settings import Settings
from studio.timeline.timeline import Timeline


def make(
    plan: Plan,
    timeline: Timeline,
    cards: dict[str, Card],
    path_of: Callable[[str], Path],
    *,
    data: DataFolder,
    settings: Settings,
    progress: Callable[[int, int], None] | None = None,
    cancel: threading.Event | None = None,
) -> tuple[list[Path], int]:
    """Files of a plan's segments in order, and how many had to be encoded. Equal segments are made once.

    `cards` maps a card's digest to its picture; `path_of` an asset id to its file. RenderError or StorageError name
    what failed; nothing half made is ever published.
    """
    build = ffmpeg.capabilities(ffmpeg.executable(settings)).version
    folder = data.cache / "segments"
    folder.mkdir(parents=True, exist_ok=True)
    keys = [key(segment, timeline, build) for segment in plan.segments]
    paths = [folder / name[:2] / f"{name}.mp4" for name in keys]
    missing: dict[Path, Segment] = {}
    for path, segment in zip(paths, plan.segments, strict=True):
        if path.exists():
            os.utime(path)
        else:
            missing.setdefault(path, segment)
    total = sum(segment.frames for segment in missing.values())
    done = dict.fromkeys(missing, 0)
    pictures = _write_cards(cards, data) if missing else {}

    def one(path: Path, segment: Segment) -> None:
        def heard(frames: int) -> None:
            done[path] = min(frames, segment.frames)
            if progress is not None:
                progress(sum(done.values()), total)

        _encode(segment, path, timeline, pictures, path_of, settings, heard, cancel)
        heard(segment.frames)

    with ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="segment") as pool:
        working: list[Future[None]] = [pool.submit(one, path, segment) for path, segment in missing.items()]
        finished, waiting = wait(working, return_when=FIRST_EXCEPTION)
        for future in waiting:
            future.cancel()
    for future in finished:
        future.result()
    return paths, len(missing)


def _write_cards(cards: dict[str, Card], data: DataFolder) -> dict[str, Path]:
    """Title cards as PNG files in the cache, named by their digest."""
    folder = data.cache / "cards"
    folder.mkdir(parents=True, exist_ok=True)
    files = {}
    for digest, card in cards.items():
        path = folder / f"{digest}.png"
        if not path.exists():
            part = path.with_suffix(f".{os.getpid()}.{threading.get_ident()}.part")
            card.picture.save(part, format="PNG", compress_level=1)
            os.replace(part, path)
        files[digest] = path
    return files


def _encode(
    segment: Segment,
    path: Path,
    timeline: Timeline,
    cards: dict[str, Path],
    path_of: Callable[[str], Path],
    settings: Settings,
    heard: Callable[[int], None],
    cancel: threading.Event | None,
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.stem}.{os.getpid()}.{threading.get_ident()}.mp4")
    try:
        if segment.stages:
            stages.encode(segment, timeline, cards, path_of, part, settings, heard, cancel)
        else:
            arguments = ffmpeg.segment(segment, timeline, cards, path_of, part)
            ffmpeg.run(arguments, timeout=60 + segment.frames * 4, progress=heard, cancel=cancel, settings=settings)
        found = count(part)
        if found != segment.frames:
            raise RenderError(
                f"The film's frames {segment.start} to {segment.start + segment.frames} came out as {found} frames.",
                "Render again; if it stays so, make the shot at that place again.",
            )
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def count(path: Path) -> int:
    """Frames in a file, counted by its packets."""
    with av.open(str(path)) as file:
        return sum(1 for packet in file.demux(file.streams.video[0]) if packet.size)


def trim_cache(data: DataFolder, most: int) -> None:
    """Delete the longest unused segments until the cache is no larger than `most` bytes."""
    files = sorted((data.cache / "segments").glob("*/*.mp4"), key=lambda path: path.stat().st_mtime, reverse=True)
    kept = 0
    for path in files:
        kept += path.stat().st_size
        if kept > most:
            path.unlink(missing_ok=True)

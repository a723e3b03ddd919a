"""Make segments: one ffmpeg process each, checked to the frame before it is published into the cache."""

from __future__ import annotations

import dataclasses
import os
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np

from studio.datafolder import DataFolder
from studio.errors import RenderError, StorageError
from studio.render import ffmpeg, stages, titles
from studio.render.plan import Plan, Segment, Source, key
from studio.settings import Settings
from studio.timeline.timeline import Timeline

LOCKS = tuple(threading.Lock() for _ in range(64))
"""Two renders in one process that want the same segment: one makes it, the other waits and takes it."""


class Stop(threading.Event):
    """Set when a segment has failed, and when whoever asked for the film has cancelled it."""

    def __init__(self, outer: threading.Event | None) -> None:
        super().__init__()
        self.outer = outer

    def is_set(self) -> bool:
        return super().is_set() or (self.outer is not None and self.outer.is_set())


@dataclass(frozen=True)
class Work:
    """What every segment of one render needs: its film, where things lie, and what may stop it."""

    timeline: Timeline
    cards: Mapping[str, titles.Card]
    path_of: Callable[[str], Path]
    card_folder: Path
    settings: Settings
    stop: Stop


def make(
    plan: Plan,
    timeline: Timeline,
    cards: Mapping[str, titles.Card],
    path_of: Callable[[str], Path],
    *,
    data: DataFolder,
    settings: Settings,
    progress: Callable[[int, int], None] | None = None,
    cancel: threading.Event | None = None,
) -> tuple[list[Path], int]:
    """Files of a plan's segments in order, and how many had to be encoded. Equal segments are made once.

    `cards` maps a card's digest to the card; `path_of` an asset id to its file; `progress` hears frames done and frames
    to do. RenderError or StorageError name what failed; nothing half made is ever published.
    """
    build = f"{ffmpeg.capabilities(ffmpeg.executable(settings)).version} {ffmpeg.profile()}"
    folder = data.cache / "segments"
    keys = [key(segment, timeline, build) for segment in plan.segments]
    paths = [folder / name[:2] / f"{name}.mp4" for name in keys]
    missing: dict[Path, Segment] = {}
    for path, segment in zip(paths, plan.segments, strict=True):
        if not _touched(path):
            missing.setdefault(path, segment)
    total = sum(segment.frames for segment in missing.values())
    done = dict.fromkeys(missing, 0)
    work = Work(timeline, cards, path_of, data.cache / "cards", settings, Stop(cancel))

    def one(path: Path, segment: Segment) -> None:
        def heard(frames: int) -> None:
            done[path] = min(frames, segment.frames)
            if progress is not None:
                progress(sum(done.values()), total)

        with LOCKS[int(path.stem[-4:], 16) % len(LOCKS)]:
            if not _touched(path):
                _encode(segment, path, work, heard)
        heard(segment.frames)

    with ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="segment") as pool:
        # The longest first, so that the cores finish together.
        longest = sorted(missing.items(), key=lambda item: -item[1].frames)
        working: list[Future[None]] = [pool.submit(one, path, segment) for path, segment in longest]
        finished, waiting = wait(working, return_when=FIRST_EXCEPTION)
        failed = [error for future in finished if (error := future.exception())]
        if failed or waiting:
            work.stop.set()
        for future in waiting:
            future.cancel()
    if failed:
        raise failed[0]
    return paths, len(missing)


def count(path: Path) -> int:
    """Frames in a file, counted by its packets."""
    with av.open(str(path)) as file:
        return sum(1 for packet in file.demux(file.streams.video[0]) if packet.size)


def _touched(path: Path) -> bool:
    """Is it there? Then it counts as just used."""
    try:
        os.utime(path)
    except FileNotFoundError:
        return False
    return True


def _encode(segment: Segment, path: Path, work: Work, heard: Callable[[int], None]) -> None:
    """Make one segment under a name of its own, check it, publish it."""
    part = path.with_name(f".{path.stem}.{os.getpid()}.{threading.get_ident()}.mp4")
    staged: dict[str, Path] = {}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        segment = _staged(segment, part, work, staged)
        drawn = {name: titles.draw(work.cards[name], work.card_folder) for name in _cards_of(segment)}

        def path_of(asset: str) -> Path:
            return staged[asset] if asset in staged else work.path_of(asset)

        if segment.stages:
            arguments = ffmpeg.segment(segment, work.timeline, drawn, path_of, None)
            _through_stages(arguments, part, segment.frames, segment.stages, work, heard)
        else:
            arguments = ffmpeg.segment(segment, work.timeline, drawn, path_of, part)
            ffmpeg.run(arguments, timeout=_limit(segment), progress=heard, cancel=work.stop, settings=work.settings)
        found = count(part)
        if found != segment.frames:
            raise RenderError(
                f"The film's frames {segment.start} to {segment.start + segment.frames} came out as {found} frames.",
                "Render again; if it stays so, make the shot at that place again.",
            )
        os.replace(part, path)
    except OSError as error:
        raise StorageError(
            f"A segment could not be written: {error.strerror or error}.", "Free space in the data folder."
        ) from error
    finally:
        for file in (part, *staged.values()):
            file.unlink(missing_ok=True)


def _cards_of(segment: Segment) -> list[str]:
    return [overlay.digest for overlay in segment.overlays]


def _limit(segment: Segment) -> float:
    """Seconds after which a segment's ffmpeg must have hung."""
    return 120 + segment.whole * 5


def _staged(segment: Segment, part: Path, work: Work, staged: dict[str, Path]) -> Segment:
    """The segment with every source that has frame stages of its own replaced by a lossless file that went through them."""
    sources: list[Source] = []
    for number, source in enumerate(segment.sources):
        if not source.stages:
            sources.append(source)
            continue
        whole = segment.whole if segment.join else segment.frames
        bare = dataclasses.replace(source, first=source.first - segment.offset, stages=())
        shifted = tuple({**stage, "at": stage["at"] - segment.offset} for stage in source.stages)
        file = part.with_name(f"{part.stem}.staged{number}.mp4")
        staged[file.name] = file
        plain = Segment(segment.start, whole, (bare,), "", 0, whole, ())
        arguments = ffmpeg.segment(plain, work.timeline, {}, work.path_of, None)
        _through_stages(arguments, file, whole, shifted, work, lambda frames: None, lossless=True)
        sources.append(Source(file.name, segment.offset, whole, still=False, plain=True, fit=source.fit))
    return dataclasses.replace(segment, sources=tuple(sources))


def _through_stages(
    arguments: list[str],
    path: Path,
    frames: int,
    chain: tuple[dict[str, object], ...],
    work: Work,
    heard: Callable[[int], None],
    *,
    lossless: bool = False,
) -> None:
    """Decode raw, run frame stages on every frame, encode."""
    shape = (work.timeline.height, work.timeline.width, 3)
    done = 0

    def one(raw: bytes) -> bytes:
        nonlocal done
        frame = stages.apply(chain, np.frombuffer(raw, np.uint8).reshape(shape), done)
        done += 1
        heard(done)
        return frame.tobytes()

    ffmpeg.through(
        arguments,
        ffmpeg.raw_segment(work.timeline, frames, path, lossless=lossless),
        shape[0] * shape[1] * 3,
        one,
        timeout=120 + frames * 10,
        cancel=work.stop,
        settings=work.settings,
    )

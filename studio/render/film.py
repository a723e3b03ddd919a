"""Render: timeline to film. Segments and mix come from the cache where nothing that makes them has changed."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import av

from studio.backend import Frozen
from studio.datafolder import DataFolder
from studio.render import assembly, captions, ffmpeg, segments, titles
from studio.render.mix import Mixed, mix
from studio.render.plan import plan
from studio.settings import Settings
from studio.shelf.assets import Asset, Shelf
from studio.timeline.timeline import Timeline

Heard = Callable[[str, int, int], None]
"""Hears phase, done and total."""


class Rendered(Frozen):
    """A finished film in the cache, its poster, captions and stems, and what the render measured."""

    path: Path
    poster: Path
    srt: Path
    vtt: Path
    stems: dict[str, Path]
    report: dict[str, Any]


def render(
    timeline: Timeline,
    shelf: Shelf,
    *,
    data: DataFolder,
    settings: Settings,
    recipe: dict[str, Any],
    progress: Heard | None = None,
    cancel: threading.Event | None = None,
) -> Rendered:
    """The film of a timeline. Raises StudioErrors that say what to do; nothing half made is left or published."""
    tell = progress or (lambda phase, done, total: None)
    assets = {asset: shelf.get(asset) for asset in sorted({clip.asset for clip in timeline.picture})}
    drawn = {title.id: titles.draw(title, timeline.width, timeline.height) for title in timeline.titles}
    cards = {card.digest: card for card in drawn.values() if card is not None}
    planned = plan(timeline, drawn, lambda asset: size_of(assets[asset]))
    folder = data.cache / "films"
    folder.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(1, thread_name_prefix="mix") as thread:
        sound = thread.submit(mix, timeline, shelf, folder=folder, cache=data.cache)
        files, encoded = segments.make(
            planned,
            timeline,
            cards,
            shelf.open_local,
            data=data,
            settings=settings,
            progress=lambda done, total: tell("pictures", done, total),
            cancel=cancel,
        )
        mixed = sound.result()
    lengths = [part.frames for part in planned.segments]
    digest = film_key(files, lengths, mixed, recipe)
    path = folder / f"{digest}.mp4"
    if not path.exists():
        tell("joining", 0, 1)
        aac = encoded_sound(mixed, folder, settings, cancel)
        assembly.join(files, lengths, timeline.rate, aac, path, recipe, str(recipe.get("title", "")))
        assembly.verify(path, timeline.frames, timeline.rate)
        tell("joining", 1, 1)
    words = folder / digest
    words.mkdir(exist_ok=True)
    srt, vtt = captions.write(timeline, words)
    segments.trim_cache(data, settings.cache_bytes)
    return Rendered(
        path=path,
        poster=poster(path, timeline, words / "poster.jpg"),
        srt=srt,
        vtt=vtt,
        stems=mixed.stems,
        report={
            "segments": len(files),
            "encoded": encoded,
            "loudness": round(mixed.loudness, 2),
            "true_peak": round(mixed.true_peak, 2),
            "notes": list(planned.notes),
        },
    )


def size_of(asset: Asset) -> tuple[int, int, str]:
    """Width, height and rate of an asset ('' for a still), from its facts."""
    return int(asset.facts["width"]), int(asset.facts["height"]), str(asset.facts.get("rate", "")).removesuffix("/1")


def film_key(files: list[Path], lengths: list[int], mixed: Mixed, recipe: dict[str, Any]) -> str:
    """Name of a finished film: hash of its segments, its mix and its recipe."""
    text = json.dumps([[path.stem for path in files], lengths, mixed.key, recipe], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:40]


def encoded_sound(mixed: Mixed, folder: Path, settings: Settings, cancel: threading.Event | None) -> Path:
    """The mix as AAC, from the cache where it is known."""
    path = folder / f"{mixed.key[:40]}.m4a"
    if not path.exists():
        part = path.with_name(f".{path.stem}.{threading.get_ident()}.m4a")
        try:
            ffmpeg.run(ffmpeg.sound(mixed.master, part), timeout=600, cancel=cancel, settings=settings)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    return path


def poster(film: Path, timeline: Timeline, path: Path) -> Path:
    """The film's poster: the middle of its first title card, else a frame of its middle."""
    if path.exists():
        return path
    card = max(timeline.titles, key=lambda title: title.frames, default=None)
    wanted = (card.start + card.end) // 2 if card else timeline.frames // 2
    with av.open(str(film)) as file:
        stream = file.streams.video[0]
        assert stream.time_base is not None
        file.seek(int(timeline.rate.seconds(wanted) / stream.time_base), stream=stream)
        for frame in file.decode(stream):
            if frame.time is not None and frame.time >= float(timeline.rate.seconds(wanted)) - 1e-3:
                part = path.with_suffix(".part")
                frame.to_image().save(part, format="JPEG", quality=88)
                part.replace(path)
                break
    return path

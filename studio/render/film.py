"""Render: timeline to film. Segments and mix come from the cache where nothing that makes them has changed."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from studio.backend import Frozen
from studio.datafolder import DataFolder
from studio.errors import RenderError
from studio.render import assembly, cache, captions, ffmpeg, segments, titles
from studio.render.burned import burned
from studio.render.mix import Mixed, mix
from studio.render.plan import Media, plan
from studio.render.poster import poster
from studio.settings import Settings
from studio.shelf.assets import Asset, Shelf
from studio.timeline.rate import Rate
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
    look = {asset: media(shelf.get(asset)) for asset in sorted({clip.asset for clip in timeline.picture})}
    notes: list[str] = []
    cards: dict[str, titles.Card] = {}
    for title, lift in (*((title, 0) for title in timeline.titles), *burned(timeline)):
        card, remarks = titles.card(title, timeline.width, timeline.height, lift)
        notes += remarks
        if card is not None:
            cards[title.id] = card
    digests = {title: card.digest for title, card in cards.items()}
    planned = plan(timeline, digests, look.__getitem__)
    folder = data.cache / "films"
    folder.mkdir(parents=True, exist_ok=True)
    stop = segments.Stop(cancel)

    def heard() -> tuple[Mixed, Path]:
        mixed = mix(timeline, shelf, folder=folder, cache=data.cache, cancel=stop)
        return mixed, encoded_sound(mixed, settings, stop)

    with ThreadPoolExecutor(1, thread_name_prefix="mix") as thread:
        sound = thread.submit(heard)
        try:
            files, encoded = segments.make(
                planned,
                timeline,
                {digests[title]: card for title, card in cards.items()},
                shelf.open_local,
                data=data,
                settings=settings,
                progress=lambda done, total: tell("pictures", done, total),
                cancel=stop,
            )
            tell("sound", 0, 1)
            mixed, aac = sound.result()
            tell("sound", 1, 1)
        except BaseException:
            stop.set()
            raise
    lengths = [part.frames for part in planned.segments]
    home = folder / film_key(files, lengths, mixed, recipe)
    path = home / "film.mp4"
    if path.exists():
        cache.touch(home)
    else:
        tell("joining", 0, 1)
        home.mkdir(exist_ok=True)
        assembly.join(files, lengths, timeline.rate, aac, path, recipe, str(recipe.get("title", "")))
        tell("joining", 1, 1)
    srt, vtt = captions.write(timeline, home)
    cache.trim(data, settings.cache_bytes, keep=(home,))
    return Rendered(
        path=path,
        poster=poster(path, timeline, home, data.cache / "cards"),
        srt=srt,
        vtt=vtt,
        stems=mixed.stems,
        report={
            "segments": len(files),
            "encoded": encoded,
            "loudness": round(mixed.loudness, 2),
            "true_peak": round(mixed.true_peak, 2),
            "notes": [*planned.notes, *notes],
        },
    )


def media(asset: Asset) -> Media:
    """What the planner must know of an asset, from its facts; RenderError for one that is no picture."""
    facts = asset.facts
    if asset.kind not in ("video", "image") or "width" not in facts:
        raise RenderError(f"Asset {asset.id[:12]!r} is no picture.", "Put a clip or an image in its place.")
    rate = str(Rate.parse(str(facts["rate"]))) if facts.get("rate") else ""
    return Media(int(facts["width"]), int(facts["height"]), rate, str(facts.get("pixel_format") or "yuv420p"))


def film_key(files: list[Path], lengths: list[int], mixed: Mixed, recipe: dict[str, Any]) -> str:
    """Name of a finished film: hash of its segments, its mix and its recipe."""
    text = json.dumps([[path.stem for path in files], lengths, mixed.key, recipe], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:40]


def encoded_sound(mixed: Mixed, settings: Settings, cancel: threading.Event | None) -> Path:
    """The mix as AAC, made once beside its master."""
    path = mixed.master.with_suffix(".m4a")
    if not path.exists():
        with cache.published(path) as part:
            ffmpeg.run(ffmpeg.sound(mixed.master, part), timeout=600, cancel=cancel, settings=settings)
    return path

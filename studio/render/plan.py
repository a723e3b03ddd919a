"""Timeline to segments: cut at each change of what is on screen; a segment's key is the hash of all that makes its pixels."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from studio.errors import BadInput
from studio.render.burned import burned
from studio.render.stages import resolved
from studio.render.title_styles import MOTIONS, style
from studio.render.transitions import KINDS
from studio.timeline.timeline import Clip, Timeline, Title, Transition

SCHEMA = 9
"""Bumped when the same plan would make other pixels."""
LONGEST_SECONDS = 10
"""A longer body is split, so that an edit touches little."""
SHORTEST = 12
"""Frames: a title's edge that would leave a shorter piece makes no segment of its own."""
SHORTEST_JOIN = 4
"""Frames: a shorter transition reads as a fault; the end frames are held instead."""


@dataclass(frozen=True)
class Media:
    """What the planner must know of an asset: `plain` says that its frames need no scaling and no other rate."""

    width: int
    height: int
    rate: str
    pixel_format: str = "yuv420p"

    def plain(self, timeline: Timeline) -> bool:
        """Has it the film's size, rate and pixels?"""
        return (
            (self.width, self.height) == (timeline.width, timeline.height)
            and self.rate == str(timeline.rate)
            and self.pixel_format == "yuv420p"
        )


@dataclass(frozen=True)
class Source:
    """A stretch of an asset, at the film's rate.

    `first` may lie before its start and the stretch may run beyond `has`, its length: the end frames are then held.
    `stages` are its clip's frame stages, their `at` counted for the frame `first`.
    """

    asset: str
    first: int
    has: int
    still: bool
    plain: bool
    fit: str
    stages: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Overlay:
    """A title over a segment: its card's digest, and its frames counted from the segment's start.

    It comes from `motion` pixels beside its place and stands there `settles` frames after its start.
    """

    digest: str
    start: int
    end: int
    fade_in: int
    fade_out: int
    motion: tuple[int, int] = (0, 0)
    settles: int = 0


@dataclass(frozen=True)
class Segment:
    """Frames of the film that are encoded in one go. No source: black. Two sources: a piece of the transition `join`.

    A transition is `whole` frames long; the piece begins `offset` frames into it, where its sources' `first` lie too.
    """

    start: int
    frames: int
    sources: tuple[Source, ...]
    join: str
    offset: int
    whole: int
    overlays: tuple[Overlay, ...]
    stages: tuple[dict[str, Any], ...] = ()

    def canonical(self) -> dict[str, Any]:
        """All that makes its pixels; its place in the film does not."""
        data = asdict(self)
        del data["start"]
        return data


@dataclass(frozen=True)
class Plan:
    """A film's segments in order, with what was adjusted and why."""

    segments: tuple[Segment, ...]
    notes: tuple[str, ...]


def plan(timeline: Timeline, cards: Mapping[str, str], media: Callable[[str], Media]) -> Plan:
    """Compile a timeline. `cards` maps a title's id to its card's digest; titles without one are not shown."""
    notes: list[str] = []
    joins = [fitted for transition in timeline.transitions if (fitted := _fitted(timeline, transition, notes))]
    for clip in timeline.picture:
        if clip.source_frames and clip.source_in + clip.frames > clip.source_frames:
            notes.append(f"Clip {clip.id!r} is longer than its asset: its last frame is held.")
    longest = round(LONGEST_SECONDS * timeline.rate.fraction)
    pieces = [
        (start + offset, min(start + offset + longest, end))
        for start, end in pairwise(_edges(timeline, joins))
        for offset in range(0, end - start, longest)
    ]
    titles = (*timeline.titles, *(title for title, _ in burned(timeline)))
    segments = tuple(_segment(timeline, start, end, joins, titles, cards, media) for start, end in pieces)
    return Plan(segments, tuple(notes))


def key(segment: Segment, timeline: Timeline, build: str) -> str:
    """A segment's name in the cache: hash of its canonical JSON, the film's size and rate, and the encoder's build."""
    text = json.dumps(
        {
            "schema": SCHEMA,
            "segment": segment.canonical(),
            "join": asdict(KINDS[segment.join]) if segment.join else None,
            "size": [timeline.width, timeline.height],
            "rate": str(timeline.rate),
            "build": build,
        },
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _edges(timeline: Timeline, joins: list[Transition]) -> list[int]:
    """Frames where what is on screen changes, in order."""
    edges = {0, timeline.frames}
    for clip in timeline.picture:
        edges |= {clip.start, clip.end}
    for join in joins:
        edges = {edge for edge in edges if not join.start < edge < join.end} | {join.start, join.end}
    for title in timeline.titles:
        for edge in (title.start, title.end):
            if all(abs(edge - other) >= SHORTEST for other in edges):
                edges.add(edge)
    return sorted(edge for edge in edges if 0 <= edge <= timeline.frames)


def _fitted(timeline: Timeline, transition: Transition, notes: list[str]) -> Transition | None:
    """A transition that fits between its clips: shorter where handles are short, with held end frames where there are none."""
    kind = KINDS.get(transition.kind)
    if kind is None:
        raise BadInput(f"{transition.kind!r} is no transition.", f"Choose one of: {', '.join(KINDS)}.")
    if kind.how == "cut" or transition.frames < 2:
        return None
    before = next((clip for clip in timeline.picture if clip.end == transition.at), None)
    after = next((clip for clip in timeline.picture if clip.start == transition.at), None)
    name = f"The {transition.kind} at frame {transition.at}"
    frames = min([transition.frames, *(clip.frames for clip in (before, after) if clip is not None)])
    if before is None and after is None:
        notes.append(f"{name} is left out: no clip ends or starts there.")
        return None
    if kind.overlaps:
        share = kind.softness
        spare = min(_tail(before) * 2, _head(after) * 2 + 1) / share
        if spare < frames and spare >= max(SHORTEST_JOIN, transition.frames // 2):
            frames = int(spare)
        elif spare < frames:
            notes.append(f"{name} holds its clips' end frames: they have no frames to spare.")
    if frames < transition.frames:
        notes.append(f"{name} is {frames} frames long instead of {transition.frames}: its clips have no more.")
    return transition.model_copy(update={"frames": frames}) if frames >= 2 else None


def _tail(clip: Clip | None) -> int:
    """Spare frames of the asset after its clip; plenty for stills and black."""
    return max(0, clip.source_frames - clip.source_in - clip.frames) if clip and clip.source_frames else 10_000


def _head(clip: Clip | None) -> int:
    return clip.source_in if clip and clip.source_frames else 10_000


def _segment(
    timeline: Timeline,
    start: int,
    end: int,
    joins: list[Transition],
    titles: tuple[Title, ...],
    cards: Mapping[str, str],
    media: Callable[[str], Media],
) -> Segment:
    join = next((join for join in joins if join.start <= start and end <= join.end), None)
    sources: tuple[Source, ...]
    if join is not None:
        before = next((clip for clip in timeline.picture if clip.end == join.at), None)
        after = next((clip for clip in timeline.picture if clip.start == join.at), None)
        sources = tuple(_source(clip, start, timeline, media) for clip in (before, after))
        kind, offset, whole = join.kind, start - join.start, join.frames
    else:
        clip = next((clip for clip in timeline.picture if clip.start <= start and end <= clip.end), None)
        sources = (_source(clip, start, timeline, media),) if clip else ()
        kind, offset, whole = "", 0, end - start
    overlays = tuple(
        _overlay(title, cards[title.id], start, timeline)
        for title in titles
        if title.id in cards and title.start < end and title.end > start
    )
    film = tuple(resolved(stage, {}, at=start, of=timeline.frames) for stage in timeline.stages)
    return Segment(start, end - start, sources, kind, offset, whole, overlays, film)


def _source(clip: Clip | None, start: int, timeline: Timeline, media: Callable[[str], Media]) -> Source:
    if clip is None:
        return Source("", 0, 0, still=True, plain=True, fit="fill")
    at = start - clip.start
    still = clip.source_frames == 0
    return Source(
        asset=clip.asset,
        first=0 if still else clip.source_in + at,
        has=clip.source_frames,
        still=still,
        plain=not still and media(clip.asset).plain(timeline),
        fit=clip.fit,
        stages=tuple(resolved(stage, clip.curves, at=at, of=clip.frames) for stage in clip.stages),
    )


def _overlay(title: Title, digest: str, start: int, timeline: Timeline) -> Overlay:
    length, (across, down, seconds) = title.frames, MOTIONS[style(title.style).motion]
    side = min(timeline.width, timeline.height)
    return Overlay(
        digest,
        title.start - start,
        title.end - start,
        min(title.fade_in, length),
        min(title.fade_out, length),
        (round(side * across), round(side * down)),
        min(length, timeline.rate.frames(seconds)),
    )

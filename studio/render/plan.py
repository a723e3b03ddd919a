"""Timeline to segments: cut at each change of what is on screen; a segment's key is the hash of all that makes its pixels."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

from studio.errors import BadInput
from studio.render.titles import Card
from studio.render.transitions import KINDS
from studio.timeline.timeline import Clip, Timeline, Title, Transition

SCHEMA = 3
"""Bumped when the same plan would make other pixels."""
LONGEST = 240
"""Frames: a longer body is split, so that an edit touches little."""


@dataclass(frozen=True)
class Source:
    """A stretch of an asset: first used frame (may be beyond its ends: the end frame is held) and how it is fitted."""

    asset: str
    first: int
    has: int
    still: bool
    exact: bool
    fit: str


@dataclass(frozen=True)
class Overlay:
    """A title over a segment: its card's digest and place, and its frames counted from the segment's start."""

    digest: str
    x: int
    y: int
    start: int
    end: int
    fade_in: int
    fade_out: int


@dataclass(frozen=True)
class Segment:
    """Frames start..end of the film, encoded once. No source: black. Two sources: a transition of `join`."""

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


def plan(timeline: Timeline, cards: dict[str, Card | None], size_of: Callable[[str], tuple[int, int, str]]) -> Plan:
    """Compile a timeline. `cards` holds each title's drawn card; `size_of` gives an asset's width, height and rate."""
    notes: list[str] = []
    joins = [fitted for transition in timeline.transitions if (fitted := _fitted(timeline, transition, notes))]
    edges = {0, timeline.frames}
    for clip in timeline.picture:
        edges |= {clip.start, clip.end}
    for join in joins:
        edges |= {join.start, join.end}
        edges -= {join.at} if join.frames > 0 else set()
    for title in timeline.titles:
        edges |= {title.start, min(title.end, timeline.frames)}
    ordered = sorted(edge for edge in edges if 0 <= edge <= timeline.frames)
    pieces = [
        (start + offset, min(start + offset + LONGEST, end))
        for start, end in pairwise(ordered)
        for offset in range(0, end - start, LONGEST)
    ]
    segments = tuple(_segment(timeline, start, end, joins, cards, size_of) for start, end in pieces)
    return Plan(segments, tuple(notes))


def _fitted(timeline: Timeline, transition: Transition, notes: list[str]) -> Transition | None:
    """A transition that its two clips have frames for; shorter than asked where they have not."""
    if transition.kind not in KINDS:
        raise BadInput(f"{transition.kind!r} is no transition.", f"Choose one of: {', '.join(KINDS)}.")
    if transition.kind == "cut" or transition.frames < 2:
        return None
    before = next((clip for clip in timeline.picture if clip.end == transition.at), None)
    after = next((clip for clip in timeline.picture if clip.start == transition.at), None)
    room = min(
        (clip.frames for clip in (before, after) if clip is not None),
        default=0,
    )
    frames = min(transition.frames, room)
    if before is not None and before.source_frames:
        frames = min(frames, 2 * max(0, before.source_frames - before.source_in - before.frames) + 1)
    if after is not None and after.source_frames:
        frames = min(frames, 2 * after.source_in + 1)
    if frames < transition.frames:
        notes.append(
            f"The {transition.kind} at frame {transition.at} is {frames} frames long instead of {transition.frames}: its clips have no more."
        )
    return transition.model_copy(update={"frames": frames}) if frames >= 2 else None


def _segment(
    timeline: Timeline,
    start: int,
    end: int,
    joins: list[Transition],
    cards: dict[str, Card | None],
    size_of: Callable[[str], tuple[int, int, str]],
) -> Segment:
    join = next((join for join in joins if join.start <= start and end <= join.end), None)
    if join is not None:
        before = next((clip for clip in timeline.picture if clip.end == join.at), None)
        after = next((clip for clip in timeline.picture if clip.start == join.at), None)
        sources = tuple(_source(clip, start, timeline, size_of) for clip in (before, after))
        kind, offset, whole = join.kind, start - join.start, join.frames
    else:
        clip = next((clip for clip in timeline.picture if clip.start <= start and end <= clip.end), None)
        sources = (_source(clip, start, timeline, size_of),) if clip else ()
        kind, offset, whole = "", 0, end - start
    overlays = tuple(
        _overlay(title, card, start)
        for title in timeline.titles
        if (card := cards.get(title.id)) is not None and title.start < end and title.end > start
    )
    return Segment(start, end - start, sources, kind, offset, whole, overlays, _stages(timeline, start, end))


def _source(
    clip: Clip | None, start: int, timeline: Timeline, size_of: Callable[[str], tuple[int, int, str]]
) -> Source:
    if clip is None:
        return Source("", 0, 0, True, True, "fill")
    width, height, rate = size_of(clip.asset)
    exact = (width, height) == (timeline.width, timeline.height) and rate in (str(timeline.rate), "")
    return Source(
        clip.asset, clip.source_in + start - clip.start, clip.source_frames, clip.source_frames == 0, exact, clip.fit
    )


def _overlay(title: Title, card: Card, start: int) -> Overlay:
    return Overlay(card.digest, card.x, card.y, title.start - start, title.end - start, title.fade_in, title.fade_out)


def _stages(timeline: Timeline, start: int, end: int) -> tuple[dict[str, Any], ...]:
    """The frame stages of a segment, in order: its clip's, then the film's; `at` counts from the stage's own start."""
    clip = next((clip for clip in timeline.picture if clip.start <= start and end <= clip.end), None)
    own = [{**stage, "at": start - clip.start, "of": clip.frames} for stage in clip.stages] if clip else []
    return (*own, *({**stage, "at": start, "of": timeline.frames} for stage in timeline.stages))


def key(segment: Segment, timeline: Timeline, build: str) -> str:
    """A segment's name in the cache: hash of its canonical JSON, the film's size and rate, and the encoder's build."""
    text = json.dumps(
        {
            "schema": SCHEMA,
            "segment": segment.canonical(),
            "size": [timeline.width, timeline.height],
            "rate": str(timeline.rate),
            "build": build,
        },
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(text.encode()).hexdigest()

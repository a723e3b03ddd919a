"""Form: the film's sections and beat grid to bars, levels and the silence before the drop."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from backends.composer.moods import Mood
from studio import Section, TempoSpan

LONGEST_SILENCE = 1.3
"""Seconds: a silence of two beats that would last longer takes one."""

LEVELS = {"intro": 1, "build": 2, "climax": 5, "title": 6, "button": 0}


@dataclass(frozen=True)
class Bar:
    """A bar of the score: start and end in seconds, its beats, its section, its level."""

    start: float
    end: float
    beats: int
    section: str
    level: int

    @property
    def beat(self) -> float:
        """Seconds of one beat."""
        return (self.end - self.start) / self.beats


@dataclass(frozen=True)
class Form:
    """The cue's skeleton, in seconds."""

    length: float
    bars: tuple[Bar, ...]
    sections: tuple[Section, ...]
    hits: tuple[float, ...]
    voice: tuple[tuple[float, float], ...]
    silences: tuple[tuple[float, float], ...]

    def section(self, at: float) -> Section:
        """The section a moment lies in."""
        return next((part for part in self.sections if part.start - 0.02 <= at < part.end - 0.02), self.sections[-1])

    def start_of(self, name: str) -> float | None:
        """Where a section begins; None where the film has none."""
        return next((part.start for part in self.sections if part.name == name), None)

    def speaks(self, at: float) -> bool:
        """Is a voice to be heard at this moment?"""
        return any(start - 0.15 <= at < end for start, end in self.voice)

    @property
    def strong(self) -> tuple[float, ...]:
        """The hits that everything leads to: climax and title."""
        edges = [part.start for part in self.sections if part.name in ("climax", "title")]
        return tuple(hit for hit in self.hits if any(abs(hit - edge) < 0.06 for edge in edges))

    @property
    def beats(self) -> list[float]:
        """Every beat."""
        return [bar.start + bar.beat * beat for bar in self.bars for beat in range(bar.beats)]


def default_sections(length: float) -> tuple[Section, ...]:
    """Three acts and a tail for music without a film: 22 %, 55 %, 84 %, then title and button."""
    climax, title = 0.55 * length, 0.84 * length
    button = min(max(title + 0.5, min(length - 1.2, title + 3.2)), length)
    edges = [0.0, 0.22 * length, climax, title, button, length]
    names = ("intro", "build", "climax", "title", "button")
    stretches = zip(names, pairwise(edges), strict=True)
    return tuple(Section(name=name, start=start, end=end) for name, (start, end) in stretches if end > start)


def lay_out(
    mood: Mood,
    length: float,
    sections: Sequence[Section],
    tempo: Sequence[TempoSpan],
    meter: int,
    hits: Sequence[float],
    voice: Sequence[tuple[float, float]],
) -> Form:
    """The form of a cue: by the film's own beat grid where it has one, else by a tempo solved for its sections."""
    parts = tuple(part for part in sections if part.end > part.start) or default_sections(length)
    moments = sorted(
        {hit for hit in hits if 0 < hit < length - 0.3}
        | {p.start for p in parts if p.name in ("climax", "title") and p.start > 0}
    )
    spans = tuple(tempo) or solve(mood, length, parts)
    bars = _bars(spans, meter if tempo else mood.meter, parts, length)
    silences = tuple(_silences(bars, parts, mood.loud))
    return Form(length, bars, parts, tuple(moments), tuple(voice), silences)


def solve(mood: Mood, length: float, parts: Sequence[Section]) -> tuple[TempoSpan, ...]:
    """A tempo for music without a grid: each stretch between the parts that matter holds whole beats near one tempo.

    From the title on a chord rings, and no beat is counted there: its stretches may take any tempo.
    """
    low, high, preferred = mood.bpm
    anchors = sorted(part.start for part in parts if part.name in ("climax", "title", "button"))
    title = next((part.start for part in parts if part.name == "title"), length)
    edges = [0.0]
    for anchor in anchors:
        if anchor - edges[-1] > 60 / low and length - anchor > 60 / low:
            edges.append(anchor)
    edges.append(length)
    stretches = list(pairwise(edges))
    best: tuple[float, list[int]] | None = None
    for quarter in range(int(low * 4), int(high * 4) + 1):
        base = quarter / 4
        counts = [max(1, round((end - start) * base / 60)) for start, end in stretches]
        counted = [
            (60 * count / (end - start), count)
            for count, (start, end) in zip(counts, stretches, strict=True)
            if start < title - 0.02
        ]
        cost = 3 * abs(math.log2(base / preferred))
        cost += sum(
            8 * abs(math.log(tempo / base)) + (0 if count % mood.meter == 0 else 0.2) for tempo, count in counted
        )
        cost += sum(3 * abs(math.log(after / before)) for (before, _), (after, _) in pairwise(counted))
        # Out of the mood's range the mood is lost.
        cost += sum(20 * max(0.0, math.log(tempo / high), math.log(low / tempo)) for tempo, _ in counted)
        if best is None or cost < best[0]:
            best = (cost, counts)
    assert best is not None
    return tuple(
        TempoSpan(start=start, end=end, beats=count) for (start, end), count in zip(stretches, best[1], strict=True)
    )


def _bars(spans: Sequence[TempoSpan], meter: int, parts: Sequence[Section], length: float) -> tuple[Bar, ...]:
    """Bars of the spans; a span's odd beats make one short (or one longer) bar before its end."""
    raw: list[tuple[float, float, int]] = []
    for span in spans:
        full, odd = divmod(span.beats, meter)
        counts = [meter] * full + ([odd] if odd else [])
        if odd == 1 and full and meter >= 3:
            counts = [*counts[:-2], meter + 1]
        beat = (span.end - span.start) / span.beats
        at = span.start
        for count in counts:
            raw.append((at, at + count * beat, count))
            at += count * beat
    raw = [row for row in raw if row[0] < length - 0.05]

    def section(at: float) -> str:
        return next((part.name for part in parts if part.start - 0.02 <= at < part.end - 0.02), parts[-1].name)

    building = [row for row in raw if section(row[0]) == "build"]
    bars = []
    for start, end, beats in raw:
        name = section(start)
        level = LEVELS[name]
        if name == "build":
            level = 2 + min(2, 3 * building.index((start, end, beats)) // max(1, len(building)))
        bars.append(Bar(start, min(end, length), beats, name, level))
    return tuple(bars)


def _silences(bars: Sequence[Bar], parts: Sequence[Section], loud: bool) -> list[tuple[float, float]]:
    """Where all falls silent: the last beats before the drop and the last half beat before the title."""
    silences = []
    for part in parts:
        before = next((bar for bar in bars if abs(bar.end - part.start) < 0.05), None)
        if before is None or not loud:
            continue
        if part.name == "climax":
            count = 2 if before.beats >= 4 and 0.9 < 2 * before.beat <= LONGEST_SILENCE else 1
            silences.append((part.start - before.beat * count, part.start))
        elif part.name == "title":
            silences.append((part.start - before.beat * 0.5, part.start))
    return silences

"""How many beats each part and each shot of a film gets: one tempo for the whole film, whole beats everywhere."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from statistics import median

from studio.story.cutting import CutStyle
from studio.story.moods import Mood

LEAD = 4
"""Frames between a shot's first frame and the earliest start of its voice line."""

REST = 6
"""Frames without a voice between a line's end and the next line or the next part."""


@dataclass(frozen=True)
class Take:
    """What the grid knows of a shot: its share of free time and its voice line's frames (0: silent).

    `hold` is the length that a black shot is given, in seconds (0: one beat).
    """

    weight: float
    line: int = 0
    black: bool = False
    hold: float = 0.0


@dataclass(frozen=True)
class Part:
    """Shots between two anchors. `aim` is the length to come near to, in seconds (0: what is left), `least` its floor."""

    name: str
    shots: tuple[Take, ...]
    aim: float = 0.0
    least: float = 0.0


@dataclass(frozen=True)
class Grid:
    """Beats of every shot, a tuple a part, and how far the cutting quickens (None: too few shots to tell)."""

    beats: tuple[tuple[int, ...], ...]
    ratio: float | None

    @property
    def total(self) -> int:
        """Beats of the whole film."""
        return sum(map(sum, self.beats))


def solve(parts: Sequence[Part], frames: int, rate: Fraction, mood: Mood, style: CutStyle) -> Grid | None:
    """Beats for every shot of a film of `frames` frames, or None where shots and lines have no room in it.

    The first part takes what the others leave. Tempo stays in the mood's range; parts of whole bars are preferred.
    """
    best: Grid | None = None
    candidates = sorted(_candidates(parts, frames, rate, mood))[:12]
    for steepness in style.quickening:
        for _, total, budgets in candidates:
            length = Fraction(frames, total)
            grid = _fill(parts, budgets, length, steepness, style.step, float(length / rate))
            if grid.ratio is None or grid.ratio <= style.faster:
                return grid
            if best is None or best.ratio is None or grid.ratio < best.ratio:
                best = grid
    return best


def quickening(before_title: Sequence[int]) -> float | None:
    """Median length of the last third of these shots over that of the first third; None for fewer than three.

    A third may be counted in shots or in time: the larger of the two figures is given, so that it holds either way.
    """
    if len(before_title) < 3:
        return None
    third = math.ceil(len(before_title) / 3)
    starts = list(accumulate(before_title, initial=0))[:-1]
    whole = sum(before_title)
    early = [length for start, length in zip(starts, before_title, strict=True) if start * 3 < whole]
    late = [length for start, length in zip(starts, before_title, strict=True) if start * 3 >= 2 * whole]
    pairs = [(before_title[:third], before_title[-third:]), (early, late or before_title[-1:])]
    return max(median(last) / median(first) for first, last in pairs)


def room(line: int) -> int:
    """Frames that a voice line needs from its shot's start to the next line's shot or the next part."""
    return LEAD + line + REST


def _candidates(
    parts: Sequence[Part], frames: int, rate: Fraction, mood: Mood
) -> Iterator[tuple[float, int, tuple[int, ...]]]:
    """(cost, total beats, beats of each part) for every tempo in range and every legal split, near the aims."""
    slowest, fastest, preferred = mood.bpm
    seconds = frames / rate
    for total in range(math.ceil(seconds * slowest / 60), math.floor(seconds * fastest / 60) + 1):
        length = Fraction(frames, total)
        tempo = total * 60 / float(seconds)
        least = [
            max(sum(beats for _, beats in _blocks(part.shots, length)), math.ceil(part.least * tempo / 60))
            for part in parts
        ]
        # 6 % is where a change of tempo against the mood's own begins to be heard (notes of the score study).
        start = ((tempo - preferred) / preferred / 0.06) ** 2
        for tail_cost, tail in _tails(parts[1:], least[1:], tempo / 60, mood.meter):
            first = total - sum(tail)
            if first >= least[0]:
                odd = 0.8 if parts[1:] and first % mood.meter else 0.0
                yield start + tail_cost + odd, total, (first, *tail)


def _tails(
    parts: Sequence[Part], least: Sequence[int], beats_a_second: float, meter: int
) -> Iterator[tuple[float, tuple[int, ...]]]:
    if not parts:
        yield 0.0, ()
        return
    aim = max(1.0, parts[0].aim * beats_a_second)
    reach = max(2, round(aim * 0.35))
    near = range(max(least[0], round(aim) - reach), max(least[0], round(aim) + reach) + 1)
    for beats in sorted({least[0], *near}):
        cost = 4 * math.log(beats / aim) ** 2 + (0.5 if beats % meter and len(parts) > 1 else 0.0)
        for rest_cost, rest in _tails(parts[1:], least[1:], beats_a_second, meter):
            yield cost + rest_cost, (beats, *rest)


def _blocks(shots: Sequence[Take], length: Fraction) -> list[tuple[range, int]]:
    """Runs of shots that share one voice line, each with the fewest beats it can have."""
    starts = sorted({0, *(index for index, shot in enumerate(shots) if shot.line)})
    blocks = []
    for start, end in zip(starts, [*starts[1:], len(shots)], strict=True):
        # One frame more than needed: a beat lies up to half a frame from its exact place, at both ends.
        spoken = math.ceil((room(shots[start].line) + 1) / length) if shots[start].line else 0
        blocks.append((range(start, end), max(end - start, spoken)))
    return blocks


def _fill(
    parts: Sequence[Part], budgets: Sequence[int], length: Fraction, steepness: float, step: int, beat: float
) -> Grid:
    """Beats of every shot: what its line needs, then what is left by weight, more to the earlier shots.

    Beats are given in steps of `step`, where a part has room for that. A `beat` lasts so many seconds, or `length` frames.
    """
    ahead = [index for index, part in enumerate(parts) if part.name not in ("title", "button")]
    count = sum(len(parts[index].shots) for index in ahead)
    filled: list[tuple[int, ...]] = []
    position = 0
    for index, (part, budget) in enumerate(zip(parts, budgets, strict=True)):
        wanted = []
        for shot in part.shots:
            slope = math.exp(-steepness * position / max(1, count - 1)) if index in ahead else 1.0
            wanted.append(shot.weight * slope * (0.01 if shot.black and index in ahead else 1.0))
            position += 1
        blocks = _blocks(part.shots, length)
        rooms = [max(least, len(block) * step) for block, least in blocks]
        stride = step if sum(-(-room // step) * step for room in rooms) <= budget else 1
        beats = [stride] * len(part.shots)
        for block, least in blocks:
            while sum(beats[shot] for shot in block) < least:
                _give(beats, wanted, block, stride)
        spare = budget - sum(beats)
        for at, take in enumerate(part.shots):
            more = min(spare, max(0, round(take.hold / beat) - beats[at]))
            beats[at] += more
            spare -= more
        while budget - sum(beats) >= stride:
            _give(beats, wanted, range(len(beats)), stride)
        beats[0] += budget - sum(beats)
        filled.append(tuple(beats))
    return Grid(tuple(filled), quickening([beats for index in ahead for beats in filled[index]]))


def _give(beats: list[int], wanted: Sequence[float], among: range, step: int) -> None:
    """A step more to the shot that lags most behind its share (highest averages, as seats are given to parties)."""
    beats[max(among, key=lambda shot: wanted[shot] / (beats[shot] + 0.5 * step))] += step

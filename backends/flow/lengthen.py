"""A clip that goes on: by its own past where that fits, else to and fro along its own course; loops and bridges by both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import cos, pi
from typing import NamedTuple

import numpy as np

from backends.flow.clips import Picture, Survey
from backends.flow.course import Course
from backends.flow.morph import morphed
from studio import BadInput

FITS = 1.8
"""A frame can follow another where they differ at most so many times as much as neighbours do."""
STILL = 0.02
"""Change from frame to frame, in levels of 255, below which a clip is a still."""
PACE = 0.8
"""Fastest pace at which a clip is played to and fro."""


class Step(NamedTuple):
    """One frame to be made: a clip's picture at a moment, perhaps on the way to it (`share`) from another moment."""

    moment: float
    leaves: float = 0.0
    share: float = 1.0


def drawn(course: Course, step: Step) -> Picture:
    """The picture of a step."""
    if step.share >= 1:
        return course.at(step.moment)
    return morphed(course.at(step.leaves), course.at(step.moment), step.share, match=False)


@dataclass(frozen=True)
class Onward:
    """How a clip goes on: by leaps to earlier frames (`leaps`, best first), or, with none, to and fro."""

    scene: int
    leaps: tuple[int, ...]
    seam: int


def onward(told: Survey, rate: float) -> Onward:
    """How the last scene of a clip can go on."""
    last = len(told.small) - 1
    scene = max((cut for cut in told.cuts if cut <= last), default=0)
    seam = int(np.clip(round(rate / 3), 2, 12))
    least = max(seam + 2, round(0.75 * rate))
    usual = max(told.usual, 0.05)
    costs = sorted((told.far(last, to), to) for to in range(scene + 1, last - least))
    leaps: list[int] = []
    for cost, to in costs:
        if cost <= FITS * usual and cost <= 1.25 * costs[0][0] and all(abs(to - other) > seam for other in leaps):
            leaps.append(to)
    return Onward(scene, tuple(leaps[:5]), seam)


def going_on(course: Course, told: Survey, rate: float, count: int, seed: int) -> list[Step]:
    """The `count` steps that follow the last frame."""
    last = len(course.film) - 1
    how = onward(told, rate)
    if last - how.scene < 2 or told.usual < STILL:
        return [Step(last)] * count
    reach = course.reach(last)
    if not how.leaps:
        return [Step(moment) for moment in to_and_fro(how.scene, last, reach, count)]
    # Play from an earlier frame that looks like the last one, again and again; each leap is a short morph.
    chance = np.random.default_rng(seed)
    at, since = last, how.seam + 1
    steps: list[Step] = []
    for _ in range(count):
        at, since = at + 1, since + 1
        if at > last:
            at, since = int(chance.choice(how.leaps)) + 1, 1
        if since <= how.seam:
            gone = reach * (1 - (1 - min(1.0, since / (2 * reach))) ** 2)
            steps.append(Step(at, last + gone, eased(since / (how.seam + 1))))
        else:
            steps.append(Step(at))
    return steps


def to_and_fro(first: int, last: int, reach: float, count: int) -> Iterator[float]:
    """Moments that go on from `last` at full pace, slow down within `reach`, and swing back and forth for ever."""
    slowing = max(1, round(2 * reach))
    top = last + slowing / 2
    swing = (top - first) / 2
    for step in range(1, count + 1):
        if step <= slowing:
            yield last + step - step**2 / (2 * slowing)
        else:
            yield top - swing + swing * cos(PACE * (step - slowing) / swing)


def eased(share: float) -> float:
    return share * share * (3 - 2 * share)


@dataclass(frozen=True)
class Ring:
    """A loop: `length` frames from `start`, its last `seam` ones morphed into those before `start`; with no seam, to and fro."""

    start: int
    length: int
    seam: int


def ring(told: Survey, rate: float, length: int, blend: float) -> Ring:
    """The best loop of a clip: of `length` frames, or with 0 as long as fits best; its seam of `blend` seconds."""
    frames = len(told.small)
    scenes = sorted({0, *told.cuts, frames})
    start, end = max(pairwise(scenes), key=lambda scene: scene[1] - scene[0])
    room = end - start
    seam = max(1, min(round(blend * rate), room // 3))
    usual = max(told.usual, 0.05)
    if length > 0:
        lengths = [length] if length + seam <= room else []
    else:
        lengths = list(range(max(round(rate), room // 3), room - seam + 1))
    # A longer loop is worth a little more difference: it tires less.
    found = [
        (told.far(at + size, at) * (1 + 0.3 * (1 - size / room)), at, size)
        for size in lengths
        for at in range(start + seam, end - size)
    ]
    best = min(found, default=None)
    if best is not None and best[0] <= 3 * usual:
        return Ring(best[1], best[2], seam)
    longest = round(pi * (room - 1))
    if length > 10 * longest:
        raise BadInput(
            f"The clip's longest scene has {room} frames: too few for a loop of {length}.", "Ask for a shorter loop."
        )
    return Ring(start, length or min(longest, round(60 * rate)), 0)


def looped(told: Survey, found: Ring) -> list[Step]:
    """The steps of a loop."""
    if found.seam:
        begins = found.length - found.seam
        plain = [Step(found.start + step) for step in range(begins)]
        shares = [eased((step + 1) / (found.seam + 1)) for step in range(found.seam)]
        ends = found.start + begins
        return plain + [Step(ends + i - found.length, ends + i, share) for i, share in enumerate(shares)]
    ends = min((cut for cut in told.cuts if cut > found.start), default=len(told.small))
    swing = min((ends - 1 - found.start) / 2, found.length / (2 * pi))
    return [Step(found.start + swing - swing * cos(2 * pi * step / found.length)) for step in range(found.length)]

"""A clip that goes on: by its own past where that fits, else to and fro along its own course; loops and bridges by both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import cos, pi
from typing import NamedTuple

import cv2
import numpy as np

from backends.flow import motion
from backends.flow.clips import Picture, Survey
from backends.flow.course import Course
from backends.flow.morph import blended, morphed
from studio import BadInput

FITS = 1.8
"""A frame can follow another where they differ at most so many times as much as neighbours do."""
SEARCHED = 2000
"""Frames among which the best loop of any length is looked for: every one is held against every other."""
PACE = 0.8
"""Fastest pace at which a clip is played to and fro."""


class Step(NamedTuple):
    """One frame to be made: a clip's picture at a moment, perhaps on the way to it (`share`) from another moment.

    `leap`: the frame that took over and the one that it took over from; what is apart in these two closes gently.
    """

    moment: float
    leaves: float = 0.0
    share: float = 1.0
    leap: tuple[int, int] | None = None


DISSOLVE = 3.0
"""How many times sooner a leap's pictures have dissolved than what was apart in them has closed."""


def drawn(course: Course, step: Step) -> Picture:
    """The picture of a step."""
    if step.share >= 1:
        return course.at(step.moment)
    if step.leap is None:
        return morphed(course.at(step.leaves), course.at(step.moment), step.share)
    shift = (1 - eased(step.share)) * course.apart(*step.leap)
    frame = course.at(step.moment)
    # Looked up backwards: what is at a pixel now came from where the shift, carried along, does not yet lead.
    back = -motion.sampled(np.asarray(shift, np.float32), np.asarray(-shift, np.float32))
    arrived = motion.warped(frame, motion.enlarged(back, course.film.width, course.film.height))
    mixed = min(1.0, DISSOLVE * step.share)
    return arrived if mixed >= 1 else blended(course.at(step.leaves), arrived, mixed)


def glimpsed(told: Survey, step: Step) -> Picture:
    """The small picture that is nearest to a step's, mixed from its neighbours."""
    moment = float(np.clip(step.moment, 0, len(told.small) - 1))
    first, share = told.small[int(moment)], moment % 1
    return motion.as_picture(motion.mixed(first, told.small[int(np.ceil(moment))], share))


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
    if last - how.scene < 2 or told.still:
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
            steps.append(Step(at, last + min(reach, since), since / (how.seam + 1), (at - since, last)))
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
    shortest = length or max(round(rate), room // 3)
    longest = length or room - seam
    # Differences of less than half a usual step do not show. A longer loop is worth a little more difference, for it
    # tires less; and the leap itself is best a small step.
    found = [
        (
            max(told.far(end_at, at), usual / 2) * (1.3 - 0.3 * (end_at - at) / room) + float(told.step[at]) / 2,
            at,
            end_at,
        )
        for at, end_at in alike(told, start + seam, end, shortest, longest)
    ]
    _, at, end_at = min(found, default=(0.0, 0, 0))
    if end_at and told.far(end_at, at) <= 3 * usual:
        return Ring(at, end_at - at, seam)
    there_and_back = round(pi * (room - 1))
    if length > 10 * there_and_back:
        raise BadInput(
            f"The clip's longest scene has {room} frames: too few for a loop of {length}.", "Ask for a shorter loop."
        )
    return Ring(start, length or min(there_and_back, round(60 * rate)), 0)


def alike(told: Survey, start: int, end: int, shortest: int, longest: int) -> list[tuple[int, int]]:
    """Pairs of frames between two numbers and so far apart: all where only one distance will do, else the 400 that look
    most alike on 16 x 9 px."""
    if shortest == longest:
        return [(at, at + shortest) for at in range(start, end - shortest)]
    end = min(end, start + SEARCHED)
    tiny = np.stack(
        [cv2.resize(picture, (16, 9), interpolation=cv2.INTER_AREA).ravel() for picture in told.small[start:end]]
    )
    rows = tiny.astype(np.float32)
    square = (rows**2).sum(1)
    apart = square[:, None] + square[None] - 2 * rows @ rows.T
    early, late = np.nonzero(np.triu(np.ones_like(apart), shortest) - np.triu(np.ones_like(apart), longest + 1))
    best = np.argsort(apart[early, late], kind="stable")[:400]
    return [(int(early[i]) + start, int(late[i]) + start) for i in best]


def looped(told: Survey, found: Ring) -> list[Step]:
    """The steps of a loop."""
    if found.seam:
        begins = found.length - found.seam
        plain = [Step(found.start + step) for step in range(begins)]
        shares = [eased((step + 1) / found.seam) for step in range(found.seam)]
        ends = found.start + begins
        return plain + [Step(ends + i - found.length, ends + i, share) for i, share in enumerate(shares)]
    ends = min((cut for cut in told.cuts if cut > found.start), default=len(told.small))
    swing = min((ends - 1 - found.start) / 2, found.length / (2 * pi))
    return [Step(found.start + swing - swing * cos(2 * pi * step / found.length)) for step in range(found.length)]

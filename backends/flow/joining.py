"""A bridge between two clips: each goes on under it, their colours meet, and one becomes the other, never in a jump."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from backends.flow.clips import Picture, Survey, difference
from backends.flow.course import Course, Frames, Reversed, learned, reversed_survey
from backends.flow.kept import Kept
from backends.flow.lengthen import Step, drawn, glimpsed, going_on
from backends.flow.morph import Ways, burned, met, turned, ways

Look = Literal["morph", "burn"]

LARGEST = 3.0
"""How many times the clips' own change, in the median, frames of a bridge may differ at most."""
MARGIN = 0.85
"""Share of that which is planned for: small pictures tell it roughly."""
LEAST = 1.0
"""Levels of 255 by which frames may always differ: clips that stand still have no change of their own."""
LOOKED = 24
"""Moments of a bridge at which it is looked at beforehand."""
AROUND = (1, 2, 3, 4, 3, 2, 1)
"""Weights of the motions around a frame: found anew for every two pictures that share little, they would flutter."""
PAIRS, WAYS = 12, 32
"""Pictures and motions kept at once, for as many threads as may ask for them."""


@dataclass(frozen=True)
class Side:
    """A clip at one end of a bridge: its course, what was seen of it, and its steps under the bridge in the order shown."""

    course: Course
    told: Survey
    steps: Sequence[Step]


def sides(
    first: Frames, told: Survey, second: Frames, other: Survey, rate: float, count: int, seed: int
) -> tuple[Side, Side]:
    """Both ends of a bridge of `count` frames: the first clip goes on, the second one, played from its end, leads up."""
    made = []
    for frames, seen in ((first, told), (Reversed(second), reversed_survey(other))):
        course = Course(frames, seen.cuts, learned(frames, seen), crisp=True)
        made.append(Side(course, seen, going_on(course, seen, rate, count, seed)))
    return made[0], replace(made[1], steps=made[1].steps[::-1])


def shown(side: Side, step: Step) -> Picture:
    """A step's picture."""
    return drawn(side.course, step)


def hinted(side: Side, step: Step) -> Picture:
    """A step's small picture, roughly."""
    return glimpsed(side.told, step)


class Join:
    """A bridge's pictures by number; for any thread.

    `force`: how far a morph moves what it can follow, and how brightly a burn glows, 0 to 1; None: as far as it may.
    """

    def __init__(
        self,
        before: Side,
        after: Side,
        look: Look,
        seed: int,
        force: float | None = None,
        draw: Callable[[Side, Step], Picture] = shown,
    ) -> None:
        self.before, self.after, self.look, self.seed, self.draw = before, after, look, seed, draw
        self.count = len(before.steps)
        self.pairs, self.ways = Kept(self._pair, PAIRS), Kept(self._ways, WAYS)
        self.force = forced(self) if force is None else force

    def frame(self, number: int) -> Picture:
        """A step of what goes on and one of what leads up, made one picture."""
        one, two = self.pairs.get(number)
        share = (number + 1) / (self.count + 1)
        if self.look == "burn":
            return burned(met(one, two, share / 2), met(two, one, (1 - share) / 2), share, self.seed, self.force)
        return turned(one, two, share, self.seed, self._calm(number))

    def _pair(self, number: int) -> tuple[Picture, Picture]:
        return self.draw(self.before, self.before.steps[number]), self.draw(self.after, self.after.steps[number])

    def _ways(self, number: int) -> Ways:
        return ways(*self.pairs.get(number))

    def _calm(self, number: int) -> Ways:
        """How the pictures of a frame are moved: as those around it are, too."""
        total, reach = self.force / sum(AROUND), len(AROUND) // 2
        near = [self.ways.get(min(self.count - 1, max(0, number + step))) for step in range(-reach, reach + 1)]
        there, back = (sum(part * way[end] for part, way in zip(AROUND, near, strict=True)) for end in (0, 1))
        return np.asarray(total * there, np.float32), np.asarray(total * back, np.float32)


def forced(join: Join) -> float:
    """The largest force, 0 to 1, with which no frame jumps, from small pictures of the bridge. The largest change grows at
    least as fast as the force, so what lies on the line between none and all is safe."""
    told = (join.before.told, join.after.told)
    whole, small = usual(*(seen.uncut(seen.step) for seen in told)), usual(*(seen.uncut(seen.change) for seen in told))
    # What small pictures do not show, grain and fine detail, changes all the time.
    allowed = MARGIN * LARGEST * whole - max(0.0, whole - small)
    most = _largest(join, 1.0)
    if most <= allowed:
        return 1.0
    least = _largest(join, 0.0)
    return float(np.clip((allowed - least) / max(most - least, 1e-6), 0, 1))


def usual(one: Sequence[float], other: Sequence[float]) -> float:
    """The change from frame to frame that two clips have in the median."""
    return max(LEAST, float(np.median([*one, *other])))


def _largest(of: Join, force: float) -> float:
    """Largest change from frame to frame of a bridge made of small pictures with a force, at some of its moments."""
    join = Join(of.before, of.after, of.look, of.seed, force, hinted)
    ends = {-1: join.before.told.small[-1], join.count: join.after.told.small[-1]}

    def picture(number: int) -> Picture:
        return ends[number] if number in ends else join.frame(number)

    moments = sorted({round(at) for at in np.linspace(-1, join.count - 1, min(LOOKED, join.count + 1))})
    return max(difference(picture(number), picture(number + 1)) for number in moments)


class Watch:
    """Sees the frames of a bridge in their order, after the one `before` it; `largest`: their largest change, in levels."""

    def __init__(self, before: Picture) -> None:
        self.last, self.largest = before, 0.0

    def see(self, picture: Picture) -> None:
        """The next frame."""
        self.largest = max(self.largest, difference(self.last, picture))
        self.last = picture

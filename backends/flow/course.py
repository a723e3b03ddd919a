"""A clip as a course through time: its picture at any moment, between its frames and a little beyond its ends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import cv2
import numpy as np

from backends.flow import motion
from backends.flow.clips import Picture, Plane, Survey
from backends.flow.kept import Kept
from backends.flow.morph import detailed, followed

STEPS: Plane = np.array([0.5, 1.5, 3, 6, 12, 24, 48], np.float32)
"""Levels of doubt for which it is learned how far the flow is to be trusted."""
TRIALS = 10
WAYS = 16
"""Motions kept at once, for as many threads as may ask for them."""
BEYOND = 0.03
"""How far a picture may be pushed beyond the last frame, as a share of its longest side."""


class Frames(Protocol):
    """Frames by number, all of one size."""

    width: int
    height: int

    def frame(self, number: int) -> Picture:
        """Frame of this number."""

    def __len__(self) -> int: ...


class Reversed:
    """Frames from the last to the first."""

    def __init__(self, of: Frames) -> None:
        self.of = of
        self.width, self.height = of.width, of.height

    def frame(self, number: int) -> Picture:
        """Frame of this number, counted from the end."""
        return self.of.frame(len(self.of) - 1 - number)

    def __len__(self) -> int:
        return len(self.of)


def reversed_survey(told: Survey) -> Survey:
    """The same look from the last frame to the first."""
    frames = len(told.small)
    change, step = (np.concatenate([row[:1] * 0, row[:0:-1]]) for row in (told.change, told.step))
    return Survey(told.small[::-1], change, step, frozenset(frames - cut for cut in told.cuts))


@dataclass(frozen=True)
class Trust:
    """How much of the flow's answer, rather than plain blending, is right at each of the levels of doubt; 0 to 1."""

    values: Plane

    def at(self, doubt: Plane) -> Plane:
        """The share for every pixel."""
        return np.asarray(np.interp(doubt, STEPS, self.values), np.float32)


FULL = Trust(np.array([1, 1, 1, 1, 0.9, 0.75, 0.6], np.float32))


def learned(film: Frames, told: Survey) -> Trust:
    """Trust from the clip itself: frames are made from their neighbours and held against what they are.

    For each level of doubt the best mixture of flow and blending in the sense of least squares, and less of it the less
    of blending's error it explains: a clip whose motion cannot be followed comes out as blending would make it.
    """
    fit = [i for i in range(1, len(film) - 1) if not {i, i + 1} & told.cuts and told.change[i] + told.change[i + 1] > 0]
    if not fit:
        return FULL
    picks = sorted({fit[round(at)] for at in np.linspace(0, len(fit) - 1, min(TRIALS, len(fit)))})
    gain, size, error = np.zeros((3, len(STEPS)))
    for number in picks:
        before, truth, after = (film.frame(number + step) for step in (-1, 0, 1))
        small = motion.working_size(film.width, film.height)
        before, truth, after = (fitted(picture, small) for picture in (before, truth, after))
        way = motion.motion(motion.grey(before, small), motion.grey(after, small))
        made, plain = motion.between(before, after, way, 0.5), motion.mixed(before, after, 0.5)
        step = made.moved - plain
        level = np.digitize(made.doubt, np.sqrt(STEPS[1:] * STEPS[:-1])).ravel()
        gain += np.bincount(level, ((truth - plain) * step).sum(2).ravel(), len(STEPS))
        size += np.bincount(level, (step**2).sum(2).ravel(), len(STEPS))
        error += np.bincount(level, ((truth - plain) ** 2).sum(2).ravel(), len(STEPS))
    prior = 20_000.0
    best = np.clip((gain + prior * FULL.values) / (size + prior), 0, 1)
    explained = np.clip((gain**2 + prior**2) / ((size + prior) * (error + prior)), 0, 1)
    return Trust(np.asarray(best * (0.7 + 0.3 * explained), np.float32))


def fitted(picture: Picture, size: tuple[int, int]) -> Picture:
    """A picture at another size, by area where it shrinks."""
    if (picture.shape[1], picture.shape[0]) == size:
        return picture
    how = cv2.INTER_AREA if size[0] < picture.shape[1] else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, size, interpolation=how), np.uint8)


class Course:
    """A clip's picture at any moment, counted in its frames: between them by flow, never across a cut; for any thread.

    `crisp`: detail of pictures between is raised to that of the frames, so that grain does not come and go.
    """

    def __init__(
        self, film: Frames, cuts: frozenset[int] = frozenset(), trust: Trust = FULL, *, crisp: bool = False
    ) -> None:
        self.film, self.cuts, self.trust, self.crisp = film, cuts, trust, crisp
        self.size = motion.working_size(film.width, film.height)
        self.ways = Kept(self._way, WAYS)
        self.onward: tuple[int, Plane] | None = None
        self.offsets: dict[tuple[int, int], Plane] = {}

    def at(self, moment: float) -> Picture:
        """The picture at a moment; beyond the last frame it is pushed on along its own motion."""
        last = len(self.film) - 1
        if moment > last:
            return self.beyond(last, moment - last)
        number = int(max(0.0, moment))
        share = moment - number
        if share < 0.01 or number == last:
            return self.film.frame(number)
        if share > 0.99:
            return self.film.frame(number + 1)
        if number + 1 in self.cuts:
            return self.film.frame(number + round(share))
        first, second = self.film.frame(number), self.film.frame(number + 1)
        if np.array_equal(first, second):
            return first
        made = mix(first, second, self.way(number), share, self.trust)
        return detailed(made, first, second, share) if self.crisp else motion.as_picture(made)

    def way(self, number: int) -> motion.Motion:
        """Motion from a frame to the next one."""
        return self.ways.get(number)

    def _way(self, number: int) -> motion.Motion:
        first, second = (motion.grey(self.film.frame(number + step), self.size) for step in (0, 1))
        return motion.motion(first, second)

    def beyond(self, number: int, far: float) -> Picture:
        """A frame pushed on by `far` frames along the motion that led to it."""
        if number < 1 or number in self.cuts:
            return self.film.frame(number)
        if self.onward is None or self.onward[0] != number:
            self.onward = (number, calm(self.way(number - 1)))
        speed = motion.enlarged(self.onward[1], self.film.width, self.film.height)
        frame = self.film.frame(number)
        pushed = motion.warped(frame, -far * speed)
        return detailed(pushed.astype(np.float32), frame, frame, 0.0) if self.crisp else pushed

    def apart(self, number: int, other: int) -> Plane:
        """Flow from each pixel of a frame to its place in another one that looks like it, where it can be followed."""
        if (number, other) not in self.offsets:
            one, two = (motion.grey(self.film.frame(which), self.size) for which in (number, other))
            way = motion.motion(one, two)
            self.offsets[number, other] = followed(way.there, way.hidden_there)
        return self.offsets[number, other]

    def reach(self, number: int) -> float:
        """Frames that a frame can be pushed on before it shows: until it has moved 3 % of its longest side."""
        if number < 1 or number in self.cuts:
            return 0.0
        speed = calm(self.way(number - 1))
        fast = float(np.percentile(np.sqrt((speed**2).sum(2)), 90))
        return float(np.clip(BEYOND * max(self.size) / max(fast, 1e-3), 1.0, 8.0))


def mix(first: Picture, second: Picture, way: motion.Motion, share: float, trust: Trust) -> Plane:
    """The picture between two frames of one clip: flow as far as it is trusted, blending else."""
    made, plain = motion.between(first, second, way, share), motion.mixed(first, second, share)
    return np.asarray(plain + trust.at(made.doubt)[..., None] * (made.moved - plain), np.float32)


def calm(way: motion.Motion) -> Plane:
    """The speed at a way's end: the camera's, and of what moves by itself only the sure and smooth part."""
    speed = -way.back
    rows, columns = speed.shape[:2]
    down, across = np.mgrid[4:rows:16, 4:columns:16]
    sure = way.hidden_back[down, across] < 0.3
    points = np.stack([across[sure], down[sure]], 1).astype(np.float32)
    camera = np.zeros_like(speed)
    if len(points) >= 12:
        model, _ = cv2.estimateAffinePartial2D(
            points, points + speed[down[sure], across[sure]], ransacReprojThreshold=1.0
        )
        if model is not None:
            x, y = motion.grid(rows, columns)
            camera[..., 0] = model[0, 0] * x + model[0, 1] * y + model[0, 2] - x
            camera[..., 1] = model[1, 0] * x + model[1, 1] * y + model[1, 2] - y
    own = (speed - camera) * (1 - way.hidden_back)[..., None]
    return np.asarray(camera + cv2.GaussianBlur(own, (0, 0), 10.0), np.float32)

"""Clips longer than a model's window: where each window lies, and how one runs into the next without a seam."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from backends.diffusion.rows import FramesRule

Picture = NDArray[np.uint8]
GAIN = (0.8, 1.25)
"""How far a window's contrast may be turned to meet the one before it."""


class Window(NamedTuple):
    """One generation: the frame of the clip that its first new frame is, frames handed on to it, how many of them it
    shows again, frames to ask for, and how many of its new frames are wanted."""

    start: int
    handed: int
    repeated: int
    frames: int
    new: int


def windows(
    total: int, window: int, overlap: int, rule: FramesRule, repeats: bool = True, given: int = 0
) -> list[Window]:
    """Windows that make `total` new frames. The first is handed `given` frames, each later one `overlap`."""
    planned: list[Window] = []
    made = 0
    while made < total:
        handed = overlap if made else given
        repeated = handed if repeats else 0
        frames = min(window, rule.up(total - made + repeated))
        if frames <= repeated:
            raise ValueError(f"a window of {frames} frames leaves nothing beside {repeated} handed on")
        new = min(total - made, frames - repeated)
        planned.append(Window(made, handed, repeated, frames, new))
        made += new
    return planned


def joined(planned: list[Window], seam: Seam, draw: Draw) -> Iterator[Picture]:
    """The frames of a clip, window after window, each drawn from the end of the one before."""
    for number, window in enumerate(planned):
        handed = seam.handed[-window.handed :] if window.handed else []
        yield from seam.join(draw(number, window, handed), window, last=number + 1 == len(planned))


class Seam:
    """Joins windows as they come: colours met where both show the same moment, then dissolved over those frames."""

    def __init__(self, overlap: int, blend: bool = True) -> None:
        self.overlap = overlap
        self.blend = blend
        self.tail: list[Picture] = []

    @property
    def handed(self) -> list[Picture]:
        """The last frames so far, for the next window to begin with."""
        return list(self.tail)

    def join(self, frames: Iterable[Picture], window: Window, last: bool) -> Iterator[Picture]:
        """Frames of a window; the finished frames of the clip. The tail is held back until the next window is there,
        or given out where this was the `last`."""
        came = list(frames)
        repeated = window.repeated
        again, fresh = came[:repeated], came[repeated : repeated + window.new]
        if self.blend and repeated:
            meet = matched(self.tail[-repeated:], again)
            fresh = [meet(frame) for frame in fresh]
            for place, other in enumerate(again):
                share, at = (place + 1) / (repeated + 1), len(self.tail) - repeated + place
                self.tail[at] = _bytes((1 - share) * self.tail[at] + share * meet(other).astype(np.float32))
        line = [*self.tail, *fresh]
        keep = 0 if last else min(len(line), self.overlap)
        self.tail = line[len(line) - keep :]
        yield from line[: len(line) - keep]


def matched(target: list[Picture], source: list[Picture]) -> Meet:
    """The turn of each channel that gives `source` the mean and spread of `target`."""
    wanted, found = (np.stack([frame[::4, ::4] for frame in frames]).astype(np.float32) for frames in (target, source))
    axes = (0, 1, 2)
    gain = np.clip((wanted.std(axes) + 1e-3) / (found.std(axes) + 1e-3), *GAIN)
    return Meet(gain, wanted.mean(axes) - gain * found.mean(axes))


class Meet(NamedTuple):
    """A gain and an offset for each channel."""

    gain: NDArray[np.float32]
    offset: NDArray[np.float32]

    def __call__(self, frame: Picture) -> Picture:
        """The frame with them applied."""
        return _bytes(frame * self.gain + self.offset)


def _bytes(picture: NDArray[np.floating]) -> Picture:
    rounded: Picture = np.clip(np.rint(picture), 0, 255).astype(np.uint8)
    return rounded


def paced(frames: Iterable[Picture], fps: float, rate: float, count: int) -> Iterator[Picture]:
    """Exactly `count` frames at `rate` out of frames at `fps`: each moment shows the frame nearest to it, the last one
    stands where they run out."""
    coming = iter(frames)
    shown, place = next(coming), 0
    for index in range(count):
        wanted = int(index * fps / rate + 0.5)
        while place < wanted and (following := next(coming, None)) is not None:
            shown, place = following, place + 1
        yield shown


Draw = Callable[[int, Window, list[Picture]], Iterable[Picture]]
"""Number of the window, the window, and the frames handed on to it, to its frames."""

"""A clip as frames by number, decoded when they are wanted, and what a first look over all of them tells."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from studio import BadInput

Picture = npt.NDArray[np.uint8]
Plane = npt.NDArray[np.float32]

LONG = 5000
"""Frames of a clip beyond which the small pictures are half as large."""
KEPT, LEAST_KEPT, KEPT_BYTES = 40, 16, 300_000_000
"""Frames of a clip held at once: three groups of pictures and a few more; of large ones fewer, but more than one group."""
LOOK = 96
"""Longest side of the small pictures of a first look."""


class Film:
    """A clip of ours (constant rate, short groups of pictures): any frame by number, the last ones kept; for any thread."""

    def __init__(self, path: Path) -> None:
        self.container = av.open(f"file:{path}")
        self.stream = self.container.streams.video[0]
        rate = self.stream.average_rate or self.stream.guessed_rate or Fraction(24)
        self.rate = Fraction(rate)
        self.width, self.height = self.stream.width, self.stream.height
        self.start = self.stream.start_time or 0
        self.frames = self.stream.frames or sum(1 for packet in self.container.demux(self.stream) if packet.size)
        self.kept: OrderedDict[int, Picture] = OrderedDict()
        self.most = max(LEAST_KEPT, min(KEPT, KEPT_BYTES // (self.width * self.height * 3)))
        self.lock = threading.Lock()
        self.decoding: Iterator[av.VideoFrame] = iter(())
        self.next = self.frames  # nothing is being decoded: the first frame asked for is sought

    def frame(self, number: int) -> Picture:
        """Frame of this number, uint8 height x width x 3; IndexError beyond the clip."""
        if not 0 <= number < self.frames:
            raise IndexError(f"frame {number} of {self.frames}")
        with self.lock:
            return self._frame(number)

    def _frame(self, number: int) -> Picture:
        if number in self.kept:
            self.kept.move_to_end(number)
            return self.kept[number]
        if not self.next <= number < self.next + LEAST_KEPT:
            self._seek(number)
        for decoded in self.decoding:
            found = self._number(decoded)
            self.next = found + 1
            self._keep(found, decoded)
            if found >= number:
                break
        if number not in self.kept:
            raise BadInput(f"Frame {number} of the clip cannot be read.", "Export the clip again and bring it anew.")
        return self.kept[number]

    def _number(self, decoded: av.VideoFrame) -> int:
        assert decoded.pts is not None and self.stream.time_base is not None
        return int(round((decoded.pts - self.start) * self.stream.time_base * self.rate))

    def _seek(self, number: int) -> None:
        assert self.stream.time_base is not None
        at = int(Fraction(number) / self.rate / self.stream.time_base) + self.start
        self.container.seek(at, stream=self.stream, backward=True)
        self.decoding = self.container.decode(self.stream)

    def _keep(self, number: int, decoded: av.VideoFrame) -> None:
        self.kept[number] = decoded.to_ndarray(format="rgb24", src_colorspace="ITU709", dst_colorspace="ITU709")
        while len(self.kept) > self.most:
            self.kept.popitem(last=False)

    def __len__(self) -> int:
        return self.frames

    def close(self) -> None:
        """Let go of the file."""
        self.container.close()


@dataclass(frozen=True)
class Survey:
    """A first look over a clip.

    `small`: uint8 frames x height x width x 3, the longest side 96 px. `change`: mean absolute difference of each to
    the one before, in levels of 255; the first is 0. `step`: the same of the frames themselves, grain and all.
    `cuts`: numbers of frames that begin another scene.
    """

    small: npt.NDArray[np.uint8]
    change: Plane
    step: Plane
    cuts: frozenset[int]

    def uncut(self, row: Plane) -> list[float]:
        """Those of `change` or `step` that are no cut."""
        return [float(value) for number, value in enumerate(row) if number and number not in self.cuts]

    @property
    def usual(self) -> float:
        """Median change from frame to frame, cuts left out."""
        kept = self.uncut(self.change)
        return float(np.median(kept)) if kept else 0.0

    @property
    def still(self) -> bool:
        """Whether no frame differs from the first by more than what coding does to it."""
        others = self.small[:: max(1, len(self.small) // 32)]
        return max(difference(self.small[0], other) for other in (*others, self.small[-1])) < 1.5

    def far(self, one: int, other: int) -> float:
        """Difference of two frames and of those around them: small where one could follow the other's past."""
        total, weight = 0.0, 0.0
        for step in (-2, 0, 2):
            first, second = one + step, other + step
            if 0 <= first < len(self.small) and 0 <= second < len(self.small):
                part = 2.0 if step == 0 else 1.0
                total += part * difference(self.small[first], self.small[second])
                weight += part
        return total / weight


def still(path: Path) -> Picture:
    """A picture file as uint8 height x width x 3; what is clear in it becomes black."""
    with Image.open(path) as opened:
        shown = opened.convert("RGBA") if "A" in opened.getbands() else opened.convert("RGB")
        if shown.mode == "RGBA":
            shown = Image.alpha_composite(Image.new("RGBA", shown.size, (0, 0, 0, 255)), shown).convert("RGB")
        return np.asarray(shown, np.uint8)


def difference(one: npt.NDArray[np.uint8], other: npt.NDArray[np.uint8]) -> float:
    """Mean absolute difference of two pictures in levels of 255."""
    return float(cv2.norm(one, other, cv2.NORM_L1)) / one.size


def survey(film: Film, said: Callable[[int, int], None]) -> Survey:
    """Look at every frame once; `said` hears how far it is."""
    side = LOOK if len(film) <= LONG else LOOK // 2
    scale = side / max(film.width, film.height)
    size = (max(8, round(film.width * scale)), max(8, round(film.height * scale)))
    small = np.empty((film.frames, size[1], size[0], 3), np.uint8)
    change, step = np.zeros((2, film.frames), np.float32)
    before: Picture | None = None
    for number in range(film.frames):
        frame = film.frame(number)
        small[number] = cv2.resize(frame, size, interpolation=cv2.INTER_AREA)
        if before is not None:
            change[number], step[number] = difference(small[number], small[number - 1]), difference(frame, before)
        before = frame
        said(number + 1, film.frames)
    return Survey(small, change, step, frozenset(_cuts(small, change)))


def _cuts(small: npt.NDArray[np.uint8], change: Plane) -> Iterator[int]:
    """Frames that have little to do with the one before: far more change than around, and other colours."""
    for number in range(1, len(change)):
        around = np.concatenate([change[max(1, number - 6) : number], change[number + 1 : number + 7]])
        usual = float(np.median(around)) if around.size else 0.0
        if change[number] > max(8.0, 3.5 * usual) and _histogram_apart(small[number - 1], small[number]) > 0.25:
            yield number


def _histogram_apart(one: npt.NDArray[np.uint8], other: npt.NDArray[np.uint8]) -> float:
    """Share of pixels whose colours (64 of them) the other picture does not have."""

    def bins(picture: npt.NDArray[np.uint8]) -> npt.NDArray[np.float64]:
        coarse = (picture >> 6).astype(np.int64)
        found = np.bincount((coarse[..., 0] * 16 + coarse[..., 1] * 4 + coarse[..., 2]).ravel(), minlength=64)
        return np.asarray(found / (picture.shape[0] * picture.shape[1]), np.float64)

    return float(np.abs(bins(one) - bins(other)).sum() / 2)

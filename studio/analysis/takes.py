"""Measure one take, a clip or a picture, in one streamed decode at small scale: is it black, frozen, flickering, soft?

The same file gives the same numbers. Nothing here decides: a `Wanted` says which takes may pass, `words` says what a
person would, and both read the numbers only.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from fractions import Fraction
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import av
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from studio.analysis.kept import kept
from studio.analysis.quality import GRID, SHORTEST, STILL_DIFFERENCE, Spans, Stretches, is_black
from studio.backend import Frozen
from studio.errors import BadInput
from studio.shelf.assets import Asset, Shelf
from studio.shelf.probe import BROKEN, CONTAINERS, PICTURES

SCHEMA = 1
"""Part of the cache's names: count it up when a measurement changes its meaning."""

FIELDS = (9, 16)
"""Rows and columns of fields whose mean luma is followed for flicker."""

CALM = 0.9
"""Share of the fields, those that change least, by which flicker is judged: what moves fills few of them."""

STRIDE = Fraction(1, 6)
"""Seconds between two pictures whose difference is motion: grain differs as much, whatever the distance."""

LINES = 360
"""Height at which sharpness is measured, so that a take's size does not matter; smaller ones are measured as they are."""

LOOKS = 2
"""Pictures a second whose sharpness is measured."""

BLOCK = 16
"""Pixels of a run in which an edge is sought."""

EDGE = 24
"""Luma steps between a run's darkest and brightest pixel from which on it holds an edge; grain stays below."""

EDGES = 0.05
"""Share of the runs, those with most contrast, that are looked at."""

HASHED = (Fraction(1, 6), Fraction(1, 2), Fraction(5, 6))
"""Where in a take the three pictures lie that its hash is made of."""

ALIKE = 8.0
"""Differing bits of 64, in the mean of the three pictures, up to which two takes count as the same."""

Luma = NDArray[np.floating]


class Measures(Frozen):
    """What a look at a take says. A picture is a clip of one frame: nothing in it is frozen, flickers or moves.

    `black`: share of frames of which nearly nothing is brighter than black.
    `frozen`: share of frames in stretches of a quarter of a second and longer whose picture stays the same.
    `flicker`: luma steps (of 219) by which the brightness of a frame lies beside the mean of its two neighbours; the
    90th percentile, so that one flash of lightning is none. The fields that change most do not count: those move.
    `motion`: percent of the picture's width by which its contents move in a second, the median over time. Measured as
    change by contrast (normal flow): right for a pan up to 15, levels off at about 40.
    `sharpness`: share of a strong edge's height that one pixel takes at 360 lines, among the sharpest tenth of the
    strongest edges: 1 for a hard edge, 0.45 for one blurred by a Gaussian of one pixel, 0.25 by two; 0 without an edge.
    `hashes`: 64 bits each of three pictures, as hex.
    """

    frames: int
    black: float
    frozen: float
    flicker: float
    motion: float
    sharpness: float
    hashes: tuple[str, ...]


class Wanted(Frozen):
    """Which takes may pass. None: whatever it is."""

    max_black: float | None = None
    max_frozen: float | None = None
    max_flicker: float | None = None
    min_motion: float | None = None
    min_sharpness: float | None = None

    def passes(self, found: Measures) -> bool:
        """Does a take keep within every bound?"""
        for name, bound in self.model_dump(exclude_none=True).items():
            side, _, measure = name.partition("_")
            value = getattr(found, measure)
            if value > bound if side == "max" else value < bound:
                return False
        return True


class Word(Frozen):
    """One row of takes.toml."""

    word: str
    measure: Literal["black", "frozen", "flicker", "motion", "sharpness"]
    over: float = float("inf")
    under: float = float("-inf")
    clips: bool = False
    alone: bool = False


@cache
def vocabulary() -> tuple[Word, ...]:
    """The rows of takes.toml."""
    text = resources.files("studio.analysis").joinpath("takes.toml").read_text(encoding="utf-8")
    return tuple(Word(**row) for row in tomllib.loads(text)["words"])


def words(found: Measures) -> tuple[str, ...]:
    """What is wrong with a take, in plain words; nothing where nothing is."""
    said: list[str] = []
    for row in vocabulary():
        value = getattr(found, row.measure)
        if (found.frames > 1 or not row.clips) and (value > row.over or value < row.under) and row.word not in said:
            said.append(row.word)
            if row.alone:
                break
    return tuple(said)


def distance(one: Measures, other: Measures) -> float:
    """Differing bits of 64 between two takes, in the mean of their three pictures: 0 for the same, 32 for strangers."""
    pairs = zip(one.hashes, other.hashes, strict=True)
    return sum((int(a, 16) ^ int(b, 16)).bit_count() for a, b in pairs) / len(one.hashes)


def twin(found: Measures, earlier: Sequence[Measures]) -> int | None:
    """Which of the earlier takes, by index, a take is nearly the same as; the nearest one, None where it is new."""
    near = [(distance(found, other), index) for index, other in enumerate(earlier)]
    return min((pair for pair in near if pair[0] <= ALIKE), default=(0.0, None))[1]


def measured(shelf: Shelf, asset: Asset) -> Measures:
    """A take's measures, made at the first question and kept in the cache. BadInput where it shows nothing."""
    file = shelf.data.cache / "takes" / f"{asset.id}-{SCHEMA}.json"
    return kept(file, Measures, lambda: measure(shelf.open_local(asset.id)))


def measure(path: Path) -> Measures:
    """Measure a clip or a picture. BadInput where the file is neither, or cannot be decoded."""
    suffix = path.suffix.lower()
    if suffix not in CONTAINERS and suffix not in PICTURES:
        raise BadInput(f"{path.name!r} is neither a clip nor a picture.", "Only those can be measured as takes.")
    try:
        if suffix in PICTURES:
            with Image.open(path, formats=[PICTURES[suffix]]) as picture:
                frame = av.VideoFrame.from_ndarray(np.asarray(picture.convert("RGB")), format="rgb24")
            watch = _Watch(Fraction(LOOKS))
            watch.see(frame)
            return watch.finish()
        with av.open(f"file:{path}", format=CONTAINERS[suffix]) as clip:
            stream = clip.streams.video[0]
            stream.codec_context.thread_count = 1
            watch = _Watch(Fraction(stream.average_rate or stream.guessed_rate or 24))
            for frame in clip.decode(stream):
                watch.see(frame)
            return watch.finish()
    except (*BROKEN, IndexError) as error:
        raise BadInput(f"{path.name!r} cannot be decoded.", "It is damaged: make it again.", str(error)) from error


class _Watch:
    """Watches a take's frames go by, and keeps a few numbers of each."""

    def __init__(self, rate: Fraction) -> None:
        self.rate = rate
        self.frames = 0
        self.black = Stretches(1)
        self.still = Stretches(max(2, round(SHORTEST * rate)))
        self.fields: list[Luma] = []
        self.tones: list[Luma] = []
        self.moves: list[float] = []
        self.edges: list[float] = []
        self._anchor: Luma | None = None
        self._past: list[Luma] = []

    def see(self, frame: Any) -> None:
        small = scaled(frame, min(GRID, frame.width))
        if self.frames % max(1, round(self.rate / LOOKS)) == 0:
            self.edges.append(sharpness(scaled(frame, frame.width * min(LINES, frame.height) // frame.height)))
        self.black.see(self.frames, is_black(small))
        if self._anchor is None or float(np.abs(small - self._anchor).mean()) >= STILL_DIFFERENCE:
            self._anchor = small
            self.still.end(self.frames)
        self.still.see(self.frames, True)
        rows, columns = small.shape
        self.fields.append(_means(FIELDS[0], rows) @ small @ _means(FIELDS[1], columns).T)
        self.tones.append((_waves(rows)[:8] @ small @ _waves(columns)[1:].T).ravel())
        self._past.append(small)
        if len(self._past) > max(1, round(STRIDE * self.rate)):
            before = self._past.pop(0)
            self.moves.append(100 * moved(before, small) / columns * float(self.rate) / len(self._past))
        self.frames += 1

    def finish(self) -> Measures:
        if not self.frames:
            raise ValueError("no frames")
        self.black.end(self.frames)
        self.still.end(self.frames)
        return Measures(
            frames=self.frames,
            black=_share(tuple(self.black.spans), self.frames),
            frozen=_share(tuple(self.still.spans), self.frames) if self.frames > 1 else 0.0,
            flicker=flicker(np.stack(self.fields)),
            motion=float(np.median(self.moves)) if self.moves else 0.0,
            sharpness=float(np.median(self.edges)),
            hashes=tuple(bits(self.tones[int(self.frames * place)]) for place in HASHED),
        )


def scaled(frame: Any, width: int) -> Luma:
    """A frame's luma (TV range) at another width, each pixel the mean of those it stands for."""
    height = max(1, round(frame.height * width / frame.width))
    small = frame.reformat(width, height, "yuv420p", interpolation="AREA")
    plane = small.planes[0]
    return np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)[:height, :width].astype(np.float32)


def flicker(fields: Luma) -> float:
    """Flicker of frames x rows x columns of mean luma, in luma steps."""
    if len(fields) < 3:
        return 0.0
    beside = (fields[1:-1] - (fields[:-2] + fields[2:]) / 2).reshape(len(fields) - 2, -1)
    calm = np.argsort(np.abs(beside), axis=1, kind="stable")[:, : round(CALM * beside.shape[1])]
    return float(np.percentile(np.abs(np.take_along_axis(beside, calm, axis=1).mean(axis=1)), 90))


def moved(before: Luma, after: Luma) -> float:
    """Pixels by which the contents of two pictures differ: their change over their contrast. A fade moves nothing."""
    change = after - before
    mean = (after + before) / 2
    contrast = float(np.abs(np.diff(mean, axis=1)).mean() + np.abs(np.diff(mean, axis=0)).mean()) / 2
    return float(np.abs(change - change.mean()).mean()) / max(contrast, 1.0)


def sharpness(luma: Luma) -> float:
    """Sharpness of one picture at 360 lines; 0 where it holds no edge."""
    steep, high = [], []
    for runs in (_runs(luma), _runs(luma.T)):
        high.append(runs.max(axis=1) - runs.min(axis=1))
        steep.append(np.abs(np.diff(runs, axis=1)).max(axis=1))
    height, step = np.concatenate(high), np.concatenate(steep)
    if not len(height):
        return 0.0
    edge = height >= max(EDGE, float(np.percentile(height, 100 * (1 - EDGES))))
    return float(np.percentile(step[edge] / height[edge], 90)) if edge.any() else 0.0


def _runs(luma: Luma) -> Luma:
    """Runs of BLOCK pixels along every other row."""
    rows = luma[::2, : luma.shape[1] // BLOCK * BLOCK]
    return np.ascontiguousarray(rows).reshape(-1, BLOCK)


def bits(tones: Luma) -> str:
    """64 bits of a picture's slowest 64 waves, as hex: which of them lie above their median, to a tenth of a luma step."""
    tones = np.round(tones, 1)
    return np.packbits(tones > np.median(tones)).tobytes().hex()


@lru_cache(maxsize=64)
def _means(fields: int, length: int) -> Luma:
    """Matrix (fields x length) that takes the mean of equal stretches."""
    owner = np.arange(length) * fields // length
    table = (owner == np.arange(fields)[:, None]).astype(np.float32)
    means: Luma = table / np.maximum(table.sum(axis=1, keepdims=True), 1)
    return means


@lru_cache(maxsize=64)
def _waves(length: int) -> Luma:
    """Matrix (9 x length) of the nine slowest cosines (DCT-II), the constant one first."""
    place = (np.arange(length) + 0.5) * np.pi / length
    return np.cos(np.arange(9)[:, None] * place).astype(np.float32) / np.float32(length)


def _share(spans: Spans, frames: int) -> float:
    return sum(end - first for first, end in spans) / frames

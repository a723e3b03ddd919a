"""Cuts sprites from outlines: coverage, the normal of a thin rounded edge, and inner light, at falling sizes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from backends.previz.drawing import Part, contour
from backends.previz.kernels.sprites import TEXEL, Texels
from backends.previz.outlines import outline

Array = NDArray[np.float32]

TEXELS = 448
"""Texels of one unit of a still sprite's largest picture."""

POSED_TEXELS = 288
"""The same for each pose of a mover."""

WIDEST = 2.0
"""A sprite that is wider than this many units is cut coarser, so that its picture grows no further."""

EDGE = 3
"""Empty texels kept around a sprite."""

INNER = 0.6
"""How much of its lit edge a group of parts keeps where it lies before other parts."""

SKIN = 0.4
"""How much of the light of a lamp shows skin, its share of the fourth channel."""

SHADED = 1 / 500
"""How softly light ends on skin, of a unit."""

THIN = 0.35
"""How much of its thickest texel a smaller picture keeps: masts, legs and spokes fade no faster than that."""


class Level(NamedTuple):
    """One size of a sprite: where it starts in the flat atlas, and its texels across and down.

    After its texels come, for each of its rows, the first that is not empty and the one after the last.
    """

    offset: int
    width: int
    height: int


class Cut(NamedTuple):
    """A sprite's sizes from large to small, and how many unit squares its box is wide, tall, and off the centre."""

    levels: tuple[Level, ...]
    wide: float
    tall: float
    centre: float
    below: float


class Atlas:
    """All sprites of a scene in one flat array."""

    def __init__(self, names: Iterable[str]) -> None:
        blocks: list[Texels] = []
        self.cuts: dict[str, Cut] = {}
        offset = 0
        for name in sorted(set(names)):
            pictures, (left, top, right, bottom) = sprite(name)
            levels = []
            for picture, spans in pictures:
                height, width = picture.shape[:2]
                levels.append(Level(offset, width, height))
                blocks += [np.rint(picture * np.float32(1 / TEXEL)).astype(np.int16).ravel(), spans.ravel()]
                offset += picture.size + spans.size
            self.cuts[name] = Cut(tuple(levels), right - left, bottom - top, (left + right) / 2 - 0.5, bottom - 1.0)
        self.texels: Texels = np.concatenate(blocks) if blocks else np.zeros(4, np.int16)


Contours = list[tuple[NDArray[np.float64], bool]]
"""Edges of shapes, and whether each is a hole."""


class Window(NamedTuple):
    """The part of the plane that is rasterised: its corner in units, texels of a unit, texels across and down."""

    left: float
    top: float
    texels: float
    width: int
    height: int

    def fill(self, parts: Iterable[Part]) -> Array:
        """Coverage of parts; a hole is cut out of those before it."""
        return self.fill_contours(_contours(parts))

    def fill_contours(self, contours: Contours) -> Array:
        """The same for edges, drawn three times as large."""
        mask = np.zeros((self.height * 3, self.width * 3), np.uint8)
        corner = np.array([self.left, self.top])
        for points, hole in contours:
            pixels = np.round((points - corner) * (self.texels * 48)).astype(np.int32)
            cv2.fillPoly(mask, [pixels], 0 if hole else 255, cv2.LINE_8, 4)
        small: Array = cv2.resize(mask, (self.width, self.height), interpolation=cv2.INTER_AREA).astype(np.float32)
        return small / np.float32(255)


def _contours(parts: Iterable[Part]) -> Contours:
    return [(contour(part), part.hole) for part in parts]


@lru_cache(maxsize=96)
def sprite(name: str) -> tuple[tuple[tuple[Array, Texels], ...], tuple[float, float, float, float]]:
    """A sprite's pictures from large to small with their rows' spans, and its box in outline units (left, top, right, bottom).

    Kept between scenes: the shots of one film show the same figures again and again.
    """
    picture, bounds = _cut(name, POSED_TEXELS if "~" in name else TEXELS)
    pictures = [picture]
    while min(picture.shape[:2]) >= 12:
        picture = _halved(picture)
        pictures.append(picture)
    for each in pictures:
        each.flags.writeable = False
    return tuple((each, _spans(each[..., 0])) for each in pictures), bounds


def _spans(coverage: Array) -> Texels:
    """For each row the first column that is not empty, and the one after the last; 0 and 0 for an empty row."""
    filled = np.asarray(coverage > 0)
    first, last = filled.argmax(1), coverage.shape[1] - filled[:, ::-1].argmax(1)
    spans = np.stack((first, last), 1) * np.asarray(filled.any(1))[:, None]
    return np.asarray(spans, np.int16)


def _halved(picture: Array) -> Array:
    size = (max(picture.shape[1] // 2, 1), max(picture.shape[0] // 2, 1))
    small = np.ascontiguousarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.float32)
    grown = cv2.dilate(np.ascontiguousarray(picture[..., 0]), np.ones((2, 2), np.uint8), anchor=(0, 0))
    thickest = cv2.resize(grown, size, interpolation=cv2.INTER_NEAREST)
    small[..., 0] += THIN * np.maximum(thickest - small[..., 0], 0)
    return small


def _relief(mask: Array, radius: float, blur: float) -> tuple[Array, Array]:
    """The normal, across and down, of a body that is flat but for its rounded edge."""
    inside = (mask > 0.5).astype(np.uint8)
    distance = cv2.distanceTransform(inside, cv2.DIST_L2, 5)
    bulge = radius * np.sqrt(np.clip(1 - (1 - np.clip(distance / radius, 0, 1)) ** 2, 0, 1))
    bulge = cv2.GaussianBlur(bulge, (0, 0), blur)
    slope_x = cv2.Sobel(bulge, -1, 1, 0, scale=0.125)
    slope_y = cv2.Sobel(bulge, -1, 0, 1, scale=0.125)
    length = 1 / np.sqrt(slope_x**2 + slope_y**2 + 0.35)
    return -slope_x * length, -slope_y * length


def _cut(name: str, texels: int) -> tuple[Array, tuple[float, float, float, float]]:
    """Four channels of a sprite and its box in outline units (left, top, right, bottom)."""
    shape = outline(name)
    back, *fronts = [_contours(group) for group in (shape.parts, *shape.front)]
    points = np.concatenate([edge for group in (back, *fronts) for edge, hole in group if not hole])
    (left, top), (right, bottom) = points.min(0), points.max(0)
    each = texels / max(1.0, bottom - top, (right - left) / WIDEST)
    left, top = left - EDGE / each, top - EDGE / each
    width, height = round((right - left) * each) + EDGE + 1, round((bottom - top) * each) + 1
    window = Window(left, top, each, width, height)
    radius, blur = texels * shape.round, texels / 150
    out = np.zeros((height, width, 4), np.float32)
    out[..., 0] = window.fill_contours(back)
    out[..., 1], out[..., 2] = _relief(out[..., 0], radius, blur)
    for group in fronts:
        mask = window.fill_contours(group)
        free = np.maximum(1 - out[..., 0], INNER)
        for channel, slope in zip((1, 2), _relief(mask, radius * 0.7, blur * 0.8), strict=True):
            out[..., channel] += (slope * free - out[..., channel]) * mask
        out[..., 0] = np.maximum(out[..., 0], mask)
    if shape.lights:
        out[..., 3] = window.fill(shape.lights)
    if shape.skin:
        bare = cv2.GaussianBlur(window.fill(shape.skin), (0, 0), each * SHADED) * out[..., 0]
        out[..., 3] = np.maximum(out[..., 3], SKIN * bare)
    return out, (left, top, left + width / each, top + height / each)

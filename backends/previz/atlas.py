"""Cuts sprites from outlines: coverage, the normal of a thin rounded edge, and inner light, at falling sizes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from backends.previz.drawing import Part, spline
from backends.previz.outlines import outline

Array = NDArray[np.float32]

TEXELS = 448
"""Height of a still sprite's largest picture."""

POSED_TEXELS = 288
"""The same for each pose of a mover."""

MARGIN = 0.24
"""How far an outline may reach over its unit square."""


class Level(NamedTuple):
    """One size of a sprite: where it starts in the flat atlas, and its texels across and down."""

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
        blocks: list[Array] = []
        self.cuts: dict[str, Cut] = {}
        offset = 0
        for name in sorted(set(names)):
            picture, (left, top, right, bottom) = _cut(name, POSED_TEXELS if "~" in name else TEXELS)
            levels = []
            while True:
                height, width = picture.shape[:2]
                levels.append(Level(offset, width, height))
                blocks.append(picture.ravel())
                offset += picture.size
                if min(width, height) < 12:
                    break
                size = (max(width // 2, 1), max(height // 2, 1))
                picture = np.ascontiguousarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.float32)
            self.cuts[name] = Cut(tuple(levels), right - left, bottom - top, (left + right) / 2 - 0.5, bottom - 1.0)
        self.texels: Array = np.concatenate(blocks) if blocks else np.zeros(4, np.float32)


def _fill(parts: Iterable[Part], side: int) -> Array:
    """Coverage of parts over a square of (1 + 2 MARGIN) units, drawn three times as large."""
    big = side * 3
    scale = big / (1 + 2 * MARGIN)
    mask = np.zeros((big, big), np.uint8)
    for part in parts:
        points = spline(part.points) if part.smooth else part.points
        pixels = np.round((np.asarray(points, float) + MARGIN) * scale * 16).astype(np.int32)
        cv2.fillPoly(mask, [pixels], 255, cv2.LINE_8, 4)
    small: Array = (cv2.resize(mask, (side, side), interpolation=cv2.INTER_AREA) / np.float32(255)).astype(np.float32)
    return small


def _cut(name: str, texels: int) -> tuple[Array, tuple[float, float, float, float]]:
    """Four channels of a sprite and its box in outline units (left, top, right, bottom)."""
    shape = outline(name)
    side = round(texels * (1 + 2 * MARGIN))
    mask = _fill(shape.parts, side)
    rows = np.flatnonzero(mask.max(1) > 0.2)
    columns = np.flatnonzero(mask.max(0) > 0.2)
    top, bottom = max(int(rows[0]) - 3, 0), int(rows[-1]) + 1
    left, right = max(int(columns[0]) - 3, 0), min(int(columns[-1]) + 4, side)
    inside = (mask > 0.5).astype(np.uint8)
    distance = cv2.distanceTransform(inside, cv2.DIST_L2, 5)
    radius = texels * shape.round
    bulge = radius * np.sqrt(np.clip(1 - (1 - np.clip(distance / radius, 0, 1)) ** 2, 0, 1))
    bulge = cv2.GaussianBlur(bulge, (0, 0), texels / 150)
    slope_x = cv2.Sobel(bulge, -1, 1, 0, scale=0.125)
    slope_y = cv2.Sobel(bulge, -1, 0, 1, scale=0.125)
    length = 1 / np.sqrt(slope_x**2 + slope_y**2 + 0.35)
    out = np.zeros((side, side, 4), np.float32)
    out[..., 0] = mask
    out[..., 1] = -slope_x * length
    out[..., 2] = -slope_y * length
    if shape.lights:
        out[..., 3] = _fill(shape.lights, side)
    unit = (1 + 2 * MARGIN) / side
    bounds = (left * unit - MARGIN, top * unit - MARGIN, right * unit - MARGIN, bottom * unit - MARGIN)
    return np.ascontiguousarray(out[top:bottom, left:right]), bounds

"""Brush, pencil and ink: filters that look at a picture only around each pixel, so that films do not shimmer."""

from __future__ import annotations

import functools
from collections.abc import Callable

import cv2
import numpy as np

from backends.flow.clips import Picture, Plane
from backends.flow.motion import as_picture


def painted(picture: Picture, how: str) -> Picture:
    """A picture as oil, watercolour, pencil or comic."""
    return WAYS[how](picture)


def strokes(picture: Picture, radius: int) -> Plane:
    """Kuwahara's filter, soft: around each pixel the calmest of four squares wins. float32."""
    values = picture.astype(np.float32)
    light = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32)
    size = radius + 1
    total = np.zeros_like(values)
    weights = np.zeros(light.shape, np.float32)
    for anchor in ((0, 0), (radius, 0), (0, radius), (radius, radius)):
        mean = cv2.boxFilter(values, -1, (size, size), anchor=anchor, borderType=cv2.BORDER_REFLECT_101)
        middle = cv2.boxFilter(light, -1, (size, size), anchor=anchor, borderType=cv2.BORDER_REFLECT_101)
        square = cv2.boxFilter(light * light, -1, (size, size), anchor=anchor, borderType=cv2.BORDER_REFLECT_101)
        weight = 1 / (4.0 + np.maximum(square - middle * middle, 0)) ** 3
        total += mean * weight[..., None]
        weights += weight
    return np.asarray(total / weights[..., None], np.float32)


def _radius(picture: Picture, share: float) -> int:
    return int(max(2, round(share * max(picture.shape[:2]))))


def _oil(picture: Picture) -> Picture:
    """Two layers of strokes, and the light on their relief."""
    made = strokes(as_picture(strokes(picture, _radius(picture, 0.009))), _radius(picture, 0.005))
    light = cv2.transform(made, np.array([[0.3, 0.6, 0.1]], np.float32))
    relief = cv2.Sobel(light, cv2.CV_32F, 1, 1, ksize=3)
    return as_picture(np.asarray(made + np.clip(relief, -40, 40)[..., None] * 0.35, np.float32))


def _watercolour(picture: Picture) -> Picture:
    """Pale washes that run together, darker where they end, on rough paper."""
    made = strokes(picture, _radius(picture, 0.012))
    light = cv2.transform(made, np.array([[0.3, 0.6, 0.1]], np.float32))
    edge = np.abs(cv2.Laplacian(cv2.GaussianBlur(light, (0, 0), 1.5), cv2.CV_32F))
    washed = 255 - (255 - made) * 0.78
    return as_picture(np.asarray((washed - np.clip(edge, 0, 14)[..., None] * 2.2) * _paper(*light.shape), np.float32))


def _pencil(picture: Picture) -> Picture:
    """Lines where it gets darker, and hatching in the shade."""
    light = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32)
    calm = cv2.GaussianBlur(light, (0, 0), 1.0)
    around = cv2.GaussianBlur(calm, (0, 0), 0.006 * max(light.shape))
    lines = np.clip(calm / np.maximum(around, 1), 0, 1) ** 3
    rows, columns = np.mgrid[0 : light.shape[0], 0 : light.shape[1]].astype(np.float32)
    step = max(3.0, 0.006 * max(light.shape))
    hatch = 0.5 + 0.5 * np.sin((rows + columns) * 2 * np.pi / step)
    shade = 1 - np.clip((150 - around) / 150, 0, 1) * (0.45 + 0.4 * hatch)
    drawn = 246 * lines * shade * _paper(*light.shape)[..., 0]
    return as_picture(np.repeat(drawn[..., None], 3, 2).astype(np.float32))


def _comic(picture: Picture) -> Picture:
    """Flat areas in a few lights, inked where they meet."""
    made = strokes(as_picture(strokes(picture, _radius(picture, 0.006))), _radius(picture, 0.006))
    lab = cv2.cvtColor(as_picture(made), cv2.COLOR_RGB2LAB).astype(np.float32)
    step = 32.0
    base = np.floor(lab[..., 0] / step)
    part = lab[..., 0] / step - base
    lab[..., 0] = (base + 1 / (1 + np.exp(-(part - 0.5) * 14))) * step
    flat = cv2.cvtColor(as_picture(lab), cv2.COLOR_LAB2RGB).astype(np.float32)
    light = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32)
    fine = cv2.GaussianBlur(light, (0, 0), 1.2)
    ink = np.clip((cv2.GaussianBlur(light, (0, 0), 1.2 * 1.6) - fine) / 5.0 - 0.35, 0, 1)
    return as_picture(np.asarray(flat * (1 - 0.85 * ink[..., None]), np.float32))


@functools.lru_cache(1)
def _paper(height: int, width: int) -> Plane:
    """Grain of rough paper, around 1; it lies still under the film."""
    noise = np.random.default_rng(7).standard_normal((height, width), np.float32)
    rough = cv2.GaussianBlur(noise, (0, 0), 1.2)
    return np.asarray((1 + 0.03 * rough / rough.std())[..., None], np.float32)


WAYS: dict[str, Callable[[Picture], Picture]] = {
    "oil": _oil,
    "watercolour": _watercolour,
    "pencil": _pencil,
    "comic": _comic,
}

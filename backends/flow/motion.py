"""Optical flow between two pictures (OpenCV's DIS, both ways) and pictures between them, with what is hidden in mind."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from backends.flow import throwing

Picture = npt.NDArray[np.uint8]
Plane = npt.NDArray[np.float32]

SIDE = 640
"""Longest side at which motion is looked for."""
LEAST = 96
"""Shortest side that the search can work with."""


@dataclass(frozen=True)
class Motion:
    """Motion between two pictures on a working size, in its pixels.

    `there`, `back`: height x width x 2, from each pixel of one picture to its place in the other. `hidden_there`: how
    sure it is that a pixel of the first is not in the second, 0 to 1; `hidden_back` the other way round.
    """

    there: Plane
    back: Plane
    hidden_there: Plane
    hidden_back: Plane


def working_size(width: int, height: int) -> tuple[int, int]:
    """The size at which motion is looked for: at most 640 px long, at least 96 px high and wide."""
    scale = max(min(1.0, SIDE / max(width, height)), LEAST / min(width, height))
    return round(width * scale), round(height * scale)


def grey(picture: Picture, size: tuple[int, int]) -> Picture:
    """Lightness of a picture at a working size."""
    plain = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    shrinks = size[0] < picture.shape[1]
    return np.asarray(cv2.resize(plain, size, interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR), np.uint8)


def search(first: Picture, second: Picture) -> Plane:
    """Flow from each pixel of the first grey picture to the second, in pixels."""
    engine = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    return np.asarray(engine.calc(first, second, None), np.float32)


def motion(first: Picture, second: Picture) -> Motion:
    """Flow both ways between two grey pictures of one size, and what each has that the other lacks."""
    there, back = search(first, second), search(second, first)
    return Motion(there, back, _hidden(there, back), _hidden(back, there))


def _hidden(there: Plane, back: Plane) -> Plane:
    """Where going there and back does not lead home."""
    home = there + sampled(back, there)
    away = np.sqrt((home**2).sum(2))
    size = np.sqrt((there**2).sum(2))
    doubt = np.clip((away - 0.6 - 0.05 * size) / 2.0, 0, 1)
    return np.asarray(cv2.GaussianBlur(doubt, (0, 0), 1.0), np.float32)


@functools.lru_cache(4)
def grid(height: int, width: int) -> tuple[Plane, Plane]:
    """Columns and rows of every pixel."""
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    return columns, rows


def sampled(field: Plane, by: Plane, how: int = cv2.INTER_LINEAR) -> Plane:
    """A field looked up where `by` leads from each pixel."""
    columns, rows = grid(*by.shape[:2])
    return np.asarray(
        cv2.remap(field, columns + by[..., 0], rows + by[..., 1], how, borderMode=cv2.BORDER_REPLICATE), np.float32
    )


def warped(picture: Picture, by: Plane) -> Picture:
    """A picture looked up where `by` leads from each of its own pixels, with cubic interpolation."""
    columns, rows = grid(*by.shape[:2])
    found = cv2.remap(
        picture, columns + by[..., 0], rows + by[..., 1], cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101
    )
    return np.asarray(found, np.uint8)


def enlarged(field: Plane, width: int, height: int) -> Plane:
    """A flow at a picture's own size, in its pixels."""
    rows, columns = field.shape[:2]
    if (columns, rows) == (width, height):
        return field
    large = cv2.resize(field, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(large * np.array([width / columns, height / rows], np.float32), np.float32)


def filled(field: Plane, came: Plane) -> Plane:
    """A flow whose holes (where nothing came) take what is around them: averaged down a pyramid, and up again."""
    sure = np.clip(came / 0.3, 0, 1)
    levels = [(field * sure[..., None], sure)]
    while min(levels[-1][1].shape) > 4:
        levels.append((cv2.pyrDown(levels[-1][0]), cv2.pyrDown(levels[-1][1])))
    near, much = levels.pop()
    coarse = near / np.maximum(much, 1e-4)[..., None]
    for near, much in reversed(levels):
        size = (much.shape[1], much.shape[0])
        share = np.clip(much, 0, 1)[..., None]
        coarse = cv2.resize(coarse, size, interpolation=cv2.INTER_LINEAR)
        coarse = coarse * (1 - share) + near / np.maximum(much, 1e-4)[..., None] * share
    return np.asarray(coarse, np.float32)


@dataclass(frozen=True)
class Between:
    """A picture between two: each one moved to it, how they agree, and plainly mixed ones beside them.

    `moved` is the flow's answer, `doubt` the mean absolute disagreement of its two sources in levels.
    """

    moved: Plane
    doubt: Plane


def between(first: Picture, second: Picture, way: Motion, share: float) -> Between:
    """The picture `share` of the way from the first to the second, both uint8 of one size."""
    height, width = first.shape[:2]
    rows, columns = way.there.shape[:2]
    one = grey(first, (columns, rows)).astype(np.float32)
    two = grey(second, (columns, rows)).astype(np.float32)
    from_first = _speed(one, two, way.there, way.hidden_there, share)
    from_second = _speed(two, one, way.back, way.hidden_back, 1 - share)
    candidates = [(from_first[0], from_first), (-from_second[0], from_second)]
    costs = [
        cv2.GaussianBlur(
            np.abs(sampled(one, -share * speed) - sampled(two, (1 - share) * speed)) + 20 * (1 - np.clip(came, 0, 1)),
            (0, 0),
            1.5,
        )
        for speed, (_, _, came) in candidates
    ]
    prefer = 1 / (1 + np.exp(np.clip((costs[0] - costs[1]) / 2.0, -20, 20)))
    speed = candidates[0][0] * prefer[..., None] + candidates[1][0] * (1 - prefer[..., None])
    # What only the first has comes from the first alone, and the other way round.
    only_first = from_first[1] * np.clip(from_first[2], 0, 1) * (1 - np.clip(from_second[2], 0, 1) * 0.5)
    only_second = from_second[1] * np.clip(from_second[2], 0, 1) * (1 - np.clip(from_first[2], 0, 1) * 0.5)
    weight = (1 - share) * (1 - only_second) / ((1 - share) * (1 - only_second) + share * (1 - only_first) + 1e-6)
    large = enlarged(np.asarray(speed, np.float32), width, height)
    part = cv2.resize(weight.astype(np.float32), (width, height))[..., None]
    early = warped(first, -share * large).astype(np.float32)
    late = warped(second, (1 - share) * large).astype(np.float32)
    doubt = cv2.blur(np.abs(early - late).mean(2), (5, 5))
    return Between(late + (early - late) * part, doubt)


def _speed(one: Plane, two: Plane, flow: Plane, hidden: Plane, share: float) -> tuple[Plane, Plane, Plane]:
    """The motion seen at a moment between, from one side: flow, hidden share, and how much came."""
    wrong = np.abs(one - sampled(two, flow))
    weight = np.exp(-wrong / 12.0) * (1 - 0.9 * hidden) + 1e-3
    sums = throwing.thrown(flow, np.float32(share), np.asarray(weight, np.float32), hidden)
    came = np.ascontiguousarray(sums[..., 0])
    mean = sums[..., 1:] / np.maximum(came, 1e-6)[..., None]
    return filled(mean[..., :2], came), np.ascontiguousarray(mean[..., 2]), came


def mixed(first: Picture, second: Picture, share: float) -> Plane:
    """Plain blending."""
    return np.asarray(cv2.addWeighted(first.astype(np.float32), 1 - share, second.astype(np.float32), share, 0))


def as_picture(values: Plane) -> Picture:
    """Rounded and clipped to uint8."""
    return np.asarray(np.clip(values + 0.5, 0, 255), np.uint8)

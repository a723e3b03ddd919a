"""Boxes as rows of their kernel, and where each is seen: furniture of a room, a deck, rows of seats."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from backends.previz.camera import View
from backends.previz.kernels import room
from backends.previz.scene import Box

Array = NDArray[np.float32]

NEAREST_CORNER = 0.3
"""Metres before the eye from which on a corner of a box has a place in the picture."""
SIDES = (
    [room.B_LEFT, room.B_RIGHT], [room.B_BOTTOM, room.B_TOP], [room.B_NEAR, room.B_FAR],
)  # fmt: skip
CORNERS = ([0, 0, 0, 0, 1, 1, 1, 1], [0, 0, 1, 1, 0, 0, 1, 1], [0, 1, 0, 1, 0, 1, 0, 1])


def rows(boxes: Iterable[Box]) -> Array:
    """Boxes as rows of `room.paint_boxes`."""
    found = [(box.left, box.right, box.bottom, box.top, box.near, box.far, *box.colour, box.shine) for box in boxes]
    return np.array(found, np.float32).reshape(-1, room.B_COLUMNS)


def bounds(boxes: Array, view: View) -> NDArray[np.int64]:
    """First and last row and column that each box is seen in, none for one behind the eye."""
    x, y, z = (boxes[:, pair][:, choice] for pair, choice in zip(SIDES, CORNERS, strict=True))
    column, row, away = view.project(x, y, z)
    near = away < NEAREST_CORNER
    over, under = boxes[:, room.B_TOP] > view.y, boxes[:, room.B_BOTTOM] < view.y
    some = near.any(1)  # partly behind the eye: up to the rims, above or below
    out = np.zeros((len(boxes), 4), np.int64)
    seen = np.where(near, np.nan, row)
    with np.errstate(all="ignore"):
        high, low = np.fmin.reduce(seen, 1), np.fmax.reduce(seen, 1)
    out[:, 0] = np.where(some & over, 0, np.nan_to_num(high) - 2).clip(0, view.height)
    out[:, 1] = np.where(some & under, view.height, np.nan_to_num(low) + 3).clip(0, view.height)
    out[:, 2] = np.where(some, 0, column.min(1) - 2).clip(0, view.width)
    out[:, 3] = np.where(some, view.width, column.max(1) + 3).clip(0, view.width)
    out[near.all(1)] = 0
    return out

"""What kernels share: texture look-ups, smooth steps, quick exponentials and powers, hashed numbers."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from backends.previz.kernels.single import kernel, part

Array = NDArray[np.float32]
Picture = NDArray[np.uint8]


@kernel
def texel(texture: Array, u: float, v: float) -> float:
    """Bilinear look-up in a square tile whose side is a power of two; u and v wrap at 1."""
    side = texture.shape[0]
    wrap = np.uint64(side - 1)
    x = u * float(side)
    y = v * float(side)
    left = math.floor(x)
    top = math.floor(y)
    a = x - float(left)
    b = y - float(top)
    i = np.uint64(int(left)) & wrap
    j = np.uint64(int(top)) & wrap
    i1 = np.uint64(int(left) + 1) & wrap
    j1 = np.uint64(int(top) + 1) & wrap
    above = texture[j, i] + (texture[j, i1] - texture[j, i]) * a
    below = texture[j1, i] + (texture[j1, i1] - texture[j1, i]) * a
    value: float = above + (below - above) * b
    return value


@part
def texel_pair(texture: Array, u: float, v: float) -> tuple[float, float]:
    """`texel` for a tile of two channels."""
    side = texture.shape[0]
    wrap = np.uint64(side - 1)
    x = u * float(side)
    y = v * float(side)
    left = math.floor(x)
    top = math.floor(y)
    a = x - float(left)
    b = y - float(top)
    i = np.uint64(int(left)) & wrap
    j = np.uint64(int(top)) & wrap
    i1 = np.uint64(int(left) + 1) & wrap
    j1 = np.uint64(int(top) + 1) & wrap
    above = texture[j, i, 0] + (texture[j, i1, 0] - texture[j, i, 0]) * a
    below = texture[j1, i, 0] + (texture[j1, i1, 0] - texture[j1, i, 0]) * a
    over = texture[j, i, 1] + (texture[j, i1, 1] - texture[j, i, 1]) * a
    under = texture[j1, i, 1] + (texture[j1, i1, 1] - texture[j1, i, 1]) * a
    return above + (below - above) * b, over + (under - over) * b


@kernel
def smooth(start: float, end: float, x: float) -> float:
    """0 at `start`, 1 at `end`, without a corner between; `start` may lie above `end`."""
    t = min(max((x - start) / (end - start), 0.0), 1.0)
    return t * t * (3.0 - 2.0 * t)


@part
def decay(x: float) -> float:
    """e ** -x for x >= 0 within 3 % of its value where it matters (x < 4): eight products, no call."""
    t = max(1.0 - x * 0.00390625, 0.0)
    t *= t
    t *= t
    t *= t
    t *= t
    t *= t
    t *= t
    t *= t
    return t * t


@part
def hashed(i: int, j: int) -> float:
    """A number in 0..1 that is always the same for a pair of whole numbers."""
    n = (i * 374761393 + j * 668265263) & 0x7FFFFFFF
    n = ((n ^ (n >> 13)) * 1274126177) & 0x7FFFFFFF
    return float((n ^ (n >> 16)) & 0xFFFF) * 0.0000152587890625


@kernel
def bearing(across: float, ahead: float) -> float:
    """The angle of (across, ahead) from straight ahead, -pi..pi, within 0.005 radians: no call, unlike atan2."""
    side = abs(across)
    front = abs(ahead)
    ratio = min(side, front) / (max(side, front) + 0.0000001)
    square = ratio * ratio
    angle = ratio * (0.9998 + square * (-0.3303 + square * (0.1801 - square * 0.0642)))
    if side > front:
        angle = 1.5707963 - angle
    if ahead < 0.0:
        angle = 3.1415927 - angle
    return angle if across >= 0.0 else -angle


SMALLER = 4
"""Columns and rows of a picture to one of its soft layers: sky, bloom, rays, fog's light."""


@part
def between_rows(rows: int, row: int) -> tuple[int, float]:
    """Which of a soft layer's `rows` lies above a picture's row, and how far toward the next one it is (0..1)."""
    v = (float(row) + 0.5) / float(SMALLER) - 0.5
    above = min(max(int(math.floor(v)), 0), rows - 2)
    return above, min(max(v - float(above), 0.0), 1.0)


@part
def stretched_row(small: Array) -> Array:
    """Room for a row of a soft layer at the width of its picture, which may be up to a pixel of the layer wider."""
    return np.empty((small.shape[1] // 3 + 1) * SMALLER * 3, np.float32)


@part
def stretch(small: Array, row: int, out: Array) -> None:
    """One row of a soft layer at the width of its picture, straight between its pixels, into `out`, a `stretched_row`.

    Rows are red, green, blue, red and so on.
    """
    last = small.shape[1] // 3 - 1
    margin = SMALLER // 2
    for i in range(margin):
        for k in range(3):
            out[i * 3 + k] = small[row, k]
    for i in range(last * SMALLER + margin, out.shape[0] // 3):
        for k in range(3):
            out[i * 3 + k] = small[row, last * 3 + k]
    for i in range(last):
        for k in range(3):
            here = small[row, i * 3 + k]
            rise = (small[row, i * 3 + 3 + k] - here) * (1.0 / float(SMALLER))
            for phase in range(SMALLER):
                out[(i * SMALLER + margin + phase) * 3 + k] = here + rise * (float(phase) + 0.5)

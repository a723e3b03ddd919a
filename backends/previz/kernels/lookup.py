"""What every kernel is made with: the compiler's settings, texture look-ups, smooth steps and hashed numbers."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

import numpy as np
from numba import njit
from numpy.typing import NDArray

Array = NDArray[np.float32]
Picture = NDArray[np.uint8]
P = ParamSpec("P")
R = TypeVar("R")


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile once into NUMBA_CACHE_DIR. Serial and without the GIL: threads draw different frames side by side."""
    return cast("Callable[P, R]", njit(cache=True, fastmath=True, nogil=True)(function))


@kernel
def texel(texture: Array, u: float, v: float) -> float:
    """Bilinear look-up in a square tile whose side is a power of two; u and v wrap at 1."""
    side = texture.shape[0]
    x = u * side
    y = v * side
    left = math.floor(x)
    top = math.floor(y)
    a = np.float32(x - left)
    b = np.float32(y - top)
    i = int(left) & (side - 1)
    j = int(top) & (side - 1)
    i1 = (i + 1) & (side - 1)
    j1 = (j + 1) & (side - 1)
    one = np.float32(1)
    above = texture[j, i] * (one - a) + texture[j, i1] * a
    below = texture[j1, i] * (one - a) + texture[j1, i1] * a
    value: float = above * (one - b) + below * b
    return value


@kernel
def smooth(start: float, end: float, x: float) -> float:
    """0 at `start`, 1 at `end`, without a corner between; `start` may lie above `end`."""
    t = min(max((x - start) / (end - start), 0.0), 1.0)
    return t * t * (3.0 - 2.0 * t)


@kernel
def hashed(i: int, j: int) -> float:
    """A number in 0..1 that is always the same for a pair of whole numbers."""
    n = (i * 374761393 + j * 668265263) & 0x7FFFFFFF
    n = ((n ^ (n >> 13)) * 1274126177) & 0x7FFFFFFF
    return ((n ^ (n >> 16)) & 0xFFFF) / 65536.0

"""Throwing pixels along their motion, compiled: the one loop that neither numpy nor OpenCV has."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np
import numpy.typing as npt


@numba.njit(cache=True, fastmath=True, nogil=True)  # type: ignore[untyped-decorator]
def thrown(flow: Any, share: float, weight: Any, carried: Any) -> Any:
    """Sums height x width x 4 of weight, weighted flow (two) and weighted `carried`, where each pixel is after `share` of its way."""
    height, width = weight.shape
    sums = np.zeros((height, width, 4), np.float32)
    for row in range(height):
        for column in range(width):
            x = column + share * flow[row, column, 0]
            y = row + share * flow[row, column, 1]
            if not (-1 < x < width and -1 < y < height):
                continue
            left, top = int(np.floor(x)), int(np.floor(y))
            fx, fy = x - left, y - top
            for dy in range(2):
                at_y = top + dy
                if at_y < 0 or at_y >= height:
                    continue
                for dx in range(2):
                    at_x = left + dx
                    if at_x < 0 or at_x >= width:
                        continue
                    part = (fx if dx else 1 - fx) * (fy if dy else 1 - fy) * weight[row, column]
                    sums[at_y, at_x, 0] += part
                    sums[at_y, at_x, 1] += part * flow[row, column, 0]
                    sums[at_y, at_x, 2] += part * flow[row, column, 1]
                    sums[at_y, at_x, 3] += part * carried[row, column]
    return sums


Sums = npt.NDArray[np.float32]

"""Fills pictures of which every second row or every second pixel was painted: half the work, the same edges."""

from __future__ import annotations

from backends.previz.kernels.lookup import Array
from backends.previz.kernels.single import kernel

SAME = 0.004
"""Light by which two pixels differ and still agree."""


@kernel
def fill_pixels(out: Array, depth: Array) -> None:
    """Fill the pixels whose row and column add up to an odd number from their four painted neighbours.

    Each is a mean of those across and those down that leans to the pair that agrees better, so that an edge stays an edge
    in either direction. `depth` takes the nearer of that pair.
    """
    rows, columns = out.shape[0], out.shape[1]
    for row in range(rows):
        up = row - 1 if row > 0 else row + 1
        down = row + 1 if row < rows - 1 else row - 1
        for column in range(1 - (row & 1), columns, 2):
            left = column - 1 if column > 0 else column + 1
            right = column + 1 if column < columns - 1 else column - 1
            across = abs(out[row, left, 1] - out[row, right, 1])
            along = abs(out[up, column, 1] - out[down, column, 1])
            share = 0.5 * (along + SAME) / (across + along + SAME + SAME)
            for k in range(3):
                beside = out[row, left, k] + out[row, right, k]
                above = out[up, column, k] + out[down, column, k]
                out[row, column, k] = above * 0.5 + (beside - above) * share
            if across <= along:
                depth[row, column] = min(depth[row, left], depth[row, right])
            else:
                depth[row, column] = min(depth[up, column], depth[down, column])


@kernel
def fill_rows(out: Array, depth: Array) -> None:
    """Fill the odd rows from those above and below, and the depth from the nearer: for scenes whose thin things stand upright."""
    rows, columns = out.shape[0], out.shape[1]
    for row in range(1, rows, 2):
        down = row + 1 if row < rows - 1 else row - 1
        for column in range(columns):
            for k in range(3):
                out[row, column, k] = (out[row - 1, column, k] + out[down, column, k]) * 0.5
            depth[row, column] = min(depth[row - 1, column], depth[down, column])

"""Fills pictures of which every second row or every second pixel was painted: half the work, the same edges."""

from __future__ import annotations

from backends.previz.kernels.lookup import Array
from backends.previz.kernels.single import kernel, part

SAME = 0.004
"""Light by which two pixels differ and still agree."""


@part
def _fill_pixel(
    above: Array, here: Array, below: Array, depth: Array, up: int, row: int, down: int, left: int, at: int, right: int
) -> None:
    across = abs(here[left, 1] - here[right, 1])
    along = abs(above[at, 1] - below[at, 1])
    share = 0.5 * (along + SAME) / (across + along + SAME + SAME)
    for k in range(3):
        beside = here[left, k] + here[right, k]
        over = above[at, k] + below[at, k]
        here[at, k] = over * 0.5 + (beside - over) * share
    aside = min(depth[row, left], depth[row, right])
    upright = min(depth[up, at], depth[down, at])
    depth[row, at] = aside if across <= along else upright


@kernel
def fill_pixels(out: Array, depth: Array) -> None:
    """Fill the pixels whose row and column add up to an odd number from their four painted neighbours.

    Each is a mean of those across and those down that leans to the pair that agrees better, so that an edge stays an edge
    in either direction. `depth` takes the nearer of that pair.
    """
    rows, columns = out.shape[0], out.shape[1]
    last = columns - 1
    for row in range(rows):
        up = row - 1 if row > 0 else row + 1
        down = row + 1 if row < rows - 1 else row - 1
        above, here, below = out[up], out[row], out[down]
        if row & 1 == 0:
            for pair in range((columns - 1) // 2):
                at = pair * 2 + 1
                _fill_pixel(above, here, below, depth, up, row, down, at - 1, at, at + 1)
        else:
            _fill_pixel(above, here, below, depth, up, row, down, 1, 0, 1)
            for pair in range((columns - 2) // 2):
                at = pair * 2 + 2
                _fill_pixel(above, here, below, depth, up, row, down, at - 1, at, at + 1)
        if (row + last) & 1 == 1 and last > 0:
            _fill_pixel(above, here, below, depth, up, row, down, last - 1, last, last - 1)


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

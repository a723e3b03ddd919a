"""Rooms of shows and feasts: a concert seen from its stage, a room of neon, a hall of mirrors, a dojo, a beer tent, a circus ring."""

from __future__ import annotations

from math import cos, pi, sin
from random import Random

from backends.previz.furniture import DARK_WOOD, NEON, STEEL, WARM, WOOD, Plan, block, table
from backends.previz.kernels import room as made
from backends.previz.leisure import BLACK, closed
from backends.previz.light import Colour
from backends.previz.scene import Box
from backends.previz.scenery import tint

PAPER: Colour = (0.80, 0.76, 0.66)
STRAW: Colour = (0.46, 0.42, 0.22)
SKY: Colour = (0.16, 0.36, 0.72)
CREAM: Colour = (0.78, 0.78, 0.76)
RED: Colour = (0.52, 0.05, 0.05)
SAND: Colour = (0.44, 0.31, 0.17)


def _canvas(half: float, eaves: float, peak: float, length: float) -> tuple[Box, ...]:
    """A tent's stripes: upright on its walls, and along its roof from the eaves up to the peak."""
    walls = (
        block(side * (half - 0.2), 3.0 + 1.9 * at, 0.3, eaves, 0.95, RED if at % 2 else CREAM, 0.0, 0.06)
        for side in (-1, 1)
        for at in range(int((length - 4.0) / 1.9))
    )
    end = (block(1.1 * at, length - 0.3, 1.1, eaves, 0.3, RED if at % 2 else CREAM, 0.0, 0.06) for at in range(-8, 9))
    steps = 12
    roof = (
        block(x * (1.0 - step / (steps + 2.0)), length - 0.5 - 0.8 * step, 2.1 * (1.0 - step / (steps + 2.0)), (peak - eaves) / steps + 0.1, 0.05,
              RED if at % 2 else CREAM, eaves + (peak - eaves) * step / steps, 0.08)
        for step in range(steps)
        for at, x in enumerate(2.1 * turn for turn in range(-5, 6))
    )  # fmt: skip
    return (*walls, *end, *roof)


def _kerb(z: float, radius: float) -> tuple[Box, ...]:
    """The ring's kerb: a circle of red blocks with a cream top."""
    return tuple(
        box
        for at in range(40)
        for x, deep in ((radius * cos(pi * at / 20), z + radius * sin(pi * at / 20)),)
        for box in (
            block(x, deep, 0.9, 0.42, 0.4, RED if at % 2 else (0.60, 0.42, 0.10), 0.0, 0.10),
            block(x, deep, 0.94, 0.07, 0.46, CREAM, 0.42, 0.12),
        )
    )


def _frame(z: float, half: float, high: float, colour: Colour) -> tuple[Box, ...]:
    """A frame of neon tubes round a room."""
    return (
        block(0.0, z, 2 * half, 0.07, 0.07, colour, high, 1.7),
        *(block(side * half, z, 0.07, high, 0.07, colour, 0.0, 1.7) for side in (-1, 1)),
        block(0.0, z, 2 * half, 0.02, 0.07, colour, 0.0, 0.9),
    )


def _shoji(half: float, length: float) -> tuple[Box, ...]:
    """Sliding doors of paper along both walls and the end."""
    side = [
        box
        for turn in (-1, 1)
        for at in range(8)
        for z in (4.0 + 1.6 * at,)
        for box in (
            block(turn * (half - 0.04), z, 0.03, 2.1, 1.45, PAPER, 0.1, 0.55),
            block(turn * (half - 0.07), z + 0.78, 0.05, 2.3, 0.08, DARK_WOOD),
            *(block(turn * (half - 0.07), z, 0.04, 0.035, 1.5, DARK_WOOD, y) for y in (0.62, 1.14, 1.66)),
        )
    ]
    end = [
        box
        for at in range(-3, 4)
        if abs(at) > 0
        for x in (1.35 * at,)
        for box in (
            block(x, length - 0.06, 1.2, 2.1, 0.03, PAPER, 0.1, 0.6),
            *(block(x + dx, length - 0.1, 0.04, 2.1, 0.04, DARK_WOOD, 0.1) for dx in (-0.6, 0.0, 0.6)),
            *(block(x, length - 0.1, 1.2, 0.035, 0.04, DARK_WOOD, y) for y in (0.62, 1.14, 1.66)),
        )
    ]
    return (*side, *end)


PLANS: dict[str, Plan] = {
    "concert": Plan(
        closed(made.PANELS, made.MATT, 9.0, 8.0, 30, (0.025, 0.022, 0.04), (0.03, 0.03, 0.036), (0.02, 0.02, 0.028), (0.03, 0.03, 0.04), gloss=0.55, boxes=(
            block(0.0, 12.2, 18.0, 0.10, 0.12, STEEL), *(block(-7.6 + 1.9 * at, 11.9, 0.62, 0.34, 0.4, BLACK, 0.0) for at in range(9)),
            *(block(0.0, z, 17.0, 0.09, 0.09, STEEL, y) for z, y in ((9.0, 4.7), (9.5, 4.4), (16.0, 6.2))), *(block(-7.5 + 1.5 * at, 9.0, 0.34, 0.34, 0.34, NEON[at % 5], 4.25, 2.4) for at in range(11)),
            *(block(-8.0 + 1.6 * at, 16.0, 0.30, 0.30, 0.30, NEON[(at + 2) % 5], 5.8, 2.0) for at in range(11)), *(block(side * 5.2, 10.6, 1.2, 2.6, 1.0, BLACK, 0.0) for side in (-1, 1)),
            *(block(side * 5.2, 10.08, 0.8, 0.8, 0.04, (0.09, 0.09, 0.10), y) for side in (-1, 1) for y in (0.3, 1.4)),
            *(block(Random(at).uniform(-8.4, 8.4), 14.0 + 0.5 * (at % 28), 0.06, 0.09, 0.02, (0.85, 0.9, 1.0), 1.15 + 0.04 * (at % 28) + 0.25 * ((at * 7) % 5), 1.6) for at in range(70)))),
        lamps=((-4.0, 4.0, 7.5, 9.0, NEON[0]), (4.0, 4.0, 7.5, 9.0, NEON[1]), (0.0, 4.4, 9.0, 4.5, (1.0, 0.85, 0.7)), (0.0, 5.0, 17.0, 6.0, NEON[2])), eye=1.5, lens=0.84, mean=82, electric=0.12, dust=320, grade="vivid",
        standing=tuple(("crowd_cheering", x + 0.9 * (row % 2), -0.75 + 0.5 * row, 12.8 + 2.2 * row, 2.1, tint(NEON[(row + at) % 3], 0.34 - 0.04 * row)) for row in range(5) for at, x in enumerate(range(-11, 12, 3))),
    ),
    "neon_room": Plan(
        closed(made.PANELS, made.MATT, 3.6, 3.4, 20, (0.05, 0.03, 0.075), (0.03, 0.025, 0.045), (0.03, 0.02, 0.045), (0.06, 0.04, 0.09), gloss=0.85, boxes=(
            *(part for at in range(8) for part in _frame(5.0 + 2.0 * at, 3.3 - 0.02 * at, 3.1, NEON[at % 3])), block(0.0, 19.9, 2.6, 2.6, 0.05, NEON[0], 0.3, 0.55), block(0.0, 19.84, 2.2, 2.2, 0.05, (0.03, 0.02, 0.05), 0.5))),
        lamps=((-2.4, 2.4, 6.0, 3.2, NEON[0]), (2.4, 2.4, 6.0, 3.2, NEON[1]), (0.0, 2.6, 12.0, 3.0, NEON[2])), eye=1.5, lens=0.80, mean=66, electric=0.06, dust=160, grade="vivid",
    ),
    "mirrors": Plan(
        closed(made.PANELS, made.TILES, 4.2, 4.0, 18, (0.16, 0.15, 0.17), (0.12, 0.11, 0.12), (0.10, 0.09, 0.10), (0.40, 0.30, 0.12), gloss=0.8, boxes=(
            *(box for turn in (-1, 1) for at in range(6) for z in (4.6 + 2.2 * at,) for box in (block(turn * 4.14, z, 0.06, 3.2, 1.8, (0.42, 0.30, 0.10), 0.2), block(turn * 4.09, z, 0.05, 2.9, 1.5, (0.52, 0.62, 0.70), 0.35, 0.42), block(turn * 4.05, z + 0.2, 0.02, 2.3, 0.16, (0.85, 0.9, 0.95), 0.6, 0.5))),
            *(box for x in (-2.6, 0.0, 2.6) for box in (block(x, 17.9, 2.0, 3.2, 0.05, (0.42, 0.30, 0.10), 0.2), block(x, 17.84, 1.7, 2.9, 0.04, (0.52, 0.62, 0.70), 0.35, 0.42), block(x + 0.3, 17.8, 0.2, 2.3, 0.02, (0.85, 0.9, 0.95), 0.6, 0.5))))),
        lamps=((0.0, 3.4, 7.0, 2.2, WARM), (0.0, 3.4, 13.0, 2.2, WARM)), eye=1.5, lens=0.80, mean=82, electric=0.22, dust=60, grade="cold",
        standing=(("mirror", -2.5, 0.0, 9.0, 2.2, (0.46, 0.34, 0.12)), ("mirror", 2.5, 0.0, 10.5, 2.2, (0.46, 0.34, 0.12)), ("mirror", -0.9, 0.0, 14.5, 2.2, (0.46, 0.34, 0.12))),
    ),
    "dojo": Plan(
        closed(made.PLASTER, made.MATT, 5.0, 3.4, 17, (0.52, 0.47, 0.38), STRAW, (0.17, 0.10, 0.055), DARK_WOOD, gloss=0.05, boxes=(
            *_shoji(5.0, 17.0), *(block(x, 10.0, 0.05, 0.012, 16.0, (0.06, 0.09, 0.04)) for x in (-3.6, -1.8, 0.0, 1.8, 3.6)), *(block(0.0, z, 10.0, 0.012, 0.05, (0.06, 0.09, 0.04)) for z in (5.0, 7.6, 10.2, 12.8)),
            *(block(0.0, z, 10.0, 0.22, 0.2, DARK_WOOD, 3.1) for z in (5.5, 9.5, 13.5)), block(0.0, 16.8, 1.1, 2.3, 0.04, CREAM, 0.5, 0.3), *(block(dx, 16.74, w, 0.07, 0.02, BLACK, y) for dx, w, y in ((0.0, 0.6, 2.3), (0.05, 0.4, 1.9), (0.0, 0.7, 1.5), (-0.05, 0.35, 1.15), (0.0, 0.55, 0.8))),
            *(block(0.0, 16.74, 0.07, 0.5, 0.02, BLACK, y) for y in (0.85, 1.7)))),
        lamps=((0.0, 2.9, 8.0, 1.6, WARM),), eye=1.45, lens=0.82, mean=92, electric=0.24, dust=80, grade="warm",
    ),
    "beer_tent": Plan(
        closed(made.PLASTER, made.PLANKS, 8.5, 6.6, 26, (0.66, 0.62, 0.50), (0.26, 0.17, 0.09), (0.62, 0.62, 0.58), (0.34, 0.24, 0.12), gloss=0.1, boxes=(
            *(block(0.0, 3.0 + 1.6 * at, 17.0, 0.05, 0.8, SKY if at % 2 else CREAM, 6.3 - 0.10 * (at % 2), 0.10) for at in range(14)), *(block(side * 8.4, 3.4 + 1.5 * at, 0.06, 1.2, 0.75, SKY if (at + (side > 0)) % 2 else CREAM, 3.4, 0.10) for side in (-1, 1) for at in range(15)),
            *(part for x in (-5.6, 5.6) for z in (7.0, 10.5, 14.0, 17.5) for part in (*table(x, z, 4.4, 0.8, WOOD), block(x, z - 0.75, 4.4, 0.06, 0.28, WOOD, 0.42), block(x, z + 0.75, 4.4, 0.06, 0.28, WOOD, 0.42))),
            *(block(x + dx, z, 0.13, 0.24, 0.13, (0.80, 0.50, 0.08), 0.77, 0.5) for x in (-5.6, 5.6) for z in (7.0, 10.5, 14.0, 17.5) for dx in (-1.6, -0.7, 0.3, 1.2)), *(block(x + dx, z, 0.15, 0.07, 0.15, CREAM, 1.01, 0.5) for x in (-5.6, 5.6) for z in (7.0, 10.5, 14.0, 17.5) for dx in (-1.6, -0.7, 0.3, 1.2)),
            *(block(-3.0 + 0.5 * at, 25.6, 0.45, 0.42, 0.05, SKY if at % 2 else CREAM, 2.6, 0.3) for at in range(13)), block(0.0, 25.4, 7.0, 1.2, 1.4, DARK_WOOD))),
        lamps=((0.0, 5.0, 8.0, 3.0, WARM), (0.0, 5.0, 16.0, 3.0, WARM)), eye=1.55, lens=0.84, mean=88, electric=0.24, dust=120, grade="warm",
        standing=tuple(("friends", x, 0.0, z, 1.8, colour) for x, z, colour in ((-4.6, 12.4, (0.50, 0.20, 0.14)), (4.8, 12.2, (0.20, 0.34, 0.20)), (-3.4, 19.5, (0.30, 0.24, 0.40)), (3.0, 20.0, (0.46, 0.30, 0.14)), (0.0, 23.0, (0.24, 0.24, 0.30)))),
    ),
    "big_top": Plan(
        closed(made.PANELS, made.MATT, 10.5, 11.5, 30, (0.20, 0.06, 0.05), SAND, (0.10, 0.03, 0.03), (0.20, 0.08, 0.05), gloss=0.0, boxes=(
            *_canvas(10.5, 6.0, 11.4, 30.0), *_kerb(12.4, 6.4), *(block(side * 3.9, 21.2, 0.22, 11.0, 0.22, STEEL) for side in (-1, 1)),
            *(block(0.0, 22.4 + 1.5 * row, 20.0, 0.6 + 0.5 * row, 1.4, (0.10, 0.06, 0.05)) for row in range(4)), *(block(-8.4 + 1.4 * at, 20.6, 0.2, 0.2, 0.2, (1.0, 0.80, 0.45), 5.2 + 0.5 * abs(at - 6) / 6, 2.2) for at in range(13)))),
        lamps=((0.0, 5.6, 10.0, 7.0, (1.0, 0.88, 0.68)), (-6.0, 5.0, 14.0, 3.0, WARM), (6.0, 5.0, 14.0, 3.0, WARM), (0.0, 6.5, 20.0, 3.0, WARM)), eye=1.6, lens=0.82, mean=82, electric=0.16, dust=220, grade="warm",
        standing=tuple(("crowd_cheering", x + 0.9 * (row % 2), 0.35 + 0.5 * row, 21.6 + 1.5 * row, 1.9, tint(((0.62, 0.42, 0.30), (0.36, 0.44, 0.62), (0.56, 0.30, 0.34))[row % 3], 0.42 - 0.07 * row)) for row in range(4) for x in range(-8, 9, 4)),
    ),
}  # fmt: skip
"""By name."""

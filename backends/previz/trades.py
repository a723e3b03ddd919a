"""Rooms of a trade: a bakery with its oven, a fireside, a cabin, a barber's shop, a smithy, a saloon, a butcher's,
a meeting room, a vault, an interrogation room, tunnels."""

from __future__ import annotations

from itertools import product
from random import Random

from backends.previz.furniture import (
    CLOTH,
    DARK_WOOD,
    GOLD,
    GOODS,
    STEEL,
    WARM,
    WHITE,
    WOOD,
    Plan,
    block,
    sofa,
    table,
    tools,
)
from backends.previz.kernels import room as made
from backends.previz.light import Colour
from backends.previz.scene import Box, Room
from backends.previz.scenery import tint

BRICK: Colour = (0.30, 0.105, 0.06)
CRUST: Colour = (0.62, 0.33, 0.10)
COALS: Colour = (1.0, 0.36, 0.06)
LEATHER: Colour = (0.34, 0.035, 0.03)
FELT: Colour = (0.10, 0.055, 0.03)


def _oven(z: float) -> tuple[Box, ...]:
    """A baker's oven of bricks across the end, fire in its mouth."""
    courses = tuple(
        block(-1.62 + 0.54 * column + 0.27 * (row % 2), z - 0.42, 0.50, 0.15, 0.04, tint(BRICK, 0.8 + 0.12 * ((row * 3 + column * 5) % 4)), 0.18 * row + 0.02)
        for row, column in product(range(13), range(7))
        if not (4 < row < 10 and 1 < column < 5)
    )  # fmt: skip
    arch = tuple(
        block(x, z - 0.46, 0.24, 0.24, 0.06, tint(BRICK, 1.5), y)
        for x, y in ((-0.95, 0.85), (-0.95, 1.1), (-0.9, 1.35), (-0.72, 1.58), (-0.45, 1.74), (-0.15, 1.82), (0.15, 1.82), (0.45, 1.74), (0.72, 1.58), (0.9, 1.35), (0.95, 1.1), (0.95, 0.85))
    )  # fmt: skip
    return (
        block(0.0, z, 4.0, 2.4, 0.8, tint(BRICK, 0.55)), *courses, block(0.0, z - 0.44, 1.66, 0.66, 0.05, COALS, 0.86, 1.5), block(0.0, z - 0.44, 1.24, 0.26, 0.05, COALS, 1.5, 1.2),
        block(0.0, z - 0.47, 1.5, 0.10, 0.05, (0.02, 0.015, 0.01), 0.84), *arch, block(0.0, z - 0.5, 2.4, 0.08, 0.3, (0.36, 0.34, 0.31), 0.76), block(0.0, z + 0.1, 1.5, 1.0, 0.6, tint(BRICK, 0.7), 2.4),
    )  # fmt: skip


def hearth(x: float, z: float) -> tuple[Box, ...]:
    """A fireplace of stones in the end wall, logs burning in it, a mantelpiece over it, its chimney to the ceiling."""
    grey: Colour = (0.30, 0.27, 0.24)
    stones = tuple(
        block(x - 0.88 + 0.35 * column + 0.17 * (row % 2), z - 0.36, 0.33, 0.20, 0.05, tint(grey, 0.75 + 0.14 * ((row * 3 + column * 5) % 4)), 0.22 * row + 0.02)
        for row, column in product(range(7), range(6))
        if not (row < 5 and 0 < column < 5)
    )  # fmt: skip
    return (
        block(x, z, 2.1, 1.62, 0.7, tint(grey, 0.6)), *stones, block(x, z - 0.35, 1.18, 1.08, 0.04, (0.03, 0.015, 0.01)),
        block(x, z - 0.38, 0.9, 0.13, 0.06, (0.10, 0.05, 0.03), 0.05), block(x, z - 0.4, 0.7, 0.12, 0.06, (0.9, 0.25, 0.05), 0.14, 0.9),
        block(x, z - 0.1, 2.4, 0.10, 0.9, DARK_WOOD, 1.62), block(x, z + 0.05, 1.5, 1.3, 0.6, tint(grey, 0.62), 1.72), block(x, z - 0.75, 2.2, 0.05, 0.8, tint(grey, 0.8)),
    )  # fmt: skip


def _loaves(x: float, near: float, far: float, heights: tuple[float, ...]) -> tuple[Box, ...]:
    """A rack of boards with loaves along a wall."""
    middle, deep = (near + far) / 2, far - near
    boards = tuple(block(x, middle, 0.7, 0.05, deep, WOOD, base) for base in heights)
    posts = tuple(block(x, z, 0.7, heights[-1] + 0.5, 0.06, DARK_WOOD) for z in (near, far))
    loaves = tuple(
        block(x, near + 0.35 + 0.52 * at, 0.42, 0.17 + 0.03 * ((at + row) % 2), 0.36, tint(CRUST, 0.75 + 0.13 * ((2 * at + row) % 4)), base + 0.05)
        for row, base in enumerate(heights) for at in range(int((deep - 0.4) / 0.52))
    )  # fmt: skip
    return (*boards, *posts, *loaves)


def _barbers_chair(x: float, z: float) -> tuple[Box, ...]:
    return (
        block(x, z, 0.70, 0.16, 0.66, LEATHER, 0.52), block(x, z + 0.36, 0.66, 0.80, 0.14, LEATHER, 0.62), block(x, z + 0.36, 0.36, 0.22, 0.12, LEATHER, 1.46), block(x, z, 0.16, 0.52, 0.16, STEEL),
        block(x, z, 0.74, 0.06, 0.74, STEEL), *(block(x + side * 0.40, z, 0.10, 0.07, 0.62, (0.55, 0.56, 0.58), 0.80) for side in (-1, 1)), block(x, z - 0.55, 0.5, 0.05, 0.3, STEEL, 0.2),
    )  # fmt: skip


def mirror(x: float, z: float) -> tuple[Box, ...]:
    """A mirror on a side wall, bulbs round it, a shelf of bottles under it."""
    bulbs = [(dz, y) for dz in (-0.72, 0.72) for y in (1.25, 1.6, 1.95, 2.3)] + [
        (dz, 2.42) for dz in (-0.36, 0.0, 0.36)
    ]
    inward = -0.05 if x > 0 else 0.05
    return (
        block(x, z, 0.05, 1.35, 1.56, DARK_WOOD, 1.15), block(x + inward, z, 0.04, 1.12, 1.22, (0.42, 0.52, 0.58), 1.25, 0.35),
        *(block(x + inward, z + dz, 0.08, 0.09, 0.09, (1.0, 0.85, 0.55), y, 2.6) for dz, y in bulbs), block(x + 4 * inward, z, 0.42, 0.07, 1.6, WHITE, 0.95),
        *(block(x + 4 * inward, z - 0.55 + 0.22 * at, 0.08, 0.16 + 0.05 * (at % 3), 0.08, GOODS[at % len(GOODS)], 1.02) for at in range(6)),
    )  # fmt: skip


def _vaulted(half: float, ceiling: float, length: float) -> tuple[Box, ...]:
    """Ribs that make a straight ceiling round, and a lamp on each, down a tunnel."""
    steps = ((0.0, 0.62, 0.30), (0.0, 0.74, 0.62), (0.0, 0.86, 1.05))
    out: list[Box] = []
    z = 5.0
    while z < length:
        for side, (_, height, deep) in product((-1, 1), steps):
            out.append(
                block(
                    side * (half - deep / 2),
                    z,
                    deep,
                    ceiling * (1.0 - height),
                    0.7,
                    (0.15, 0.145, 0.135),
                    ceiling * height,
                )
            )
        out += [block(side * (half - 0.06), z, 0.12, ceiling, 0.5, (0.17, 0.165, 0.155)) for side in (-1, 1)]
        out += [
            block(side * (half - 0.22), z + 2.5, 0.14, 0.14, 0.7, (1.0, 0.80, 0.45), ceiling * 0.62, 2.6)
            for side in (-1, 1)
        ]
        z += 5.0
    return tuple(out)  # fmt: skip


def _deposits(half: float, near: float, far: float) -> tuple[Box, ...]:
    """Walls of locked boxes."""
    return tuple(
        block(side * (half - 0.02), near + 0.62 * at, 0.06, 0.34, 0.56, tint(STEEL, 1.25 + 0.3 * ((at + row) % 2)), 0.12 + 0.39 * row)
        for side in (-1, 1) for row in range(7) for at in range(int((far - near) / 0.62))
    )  # fmt: skip


def _door(z: float) -> tuple[Box, ...]:
    """A vault's round door of steel with its wheel."""
    rounds = ((1.42, 0.0), (1.34, 0.34), (1.14, 0.66), (0.86, 0.95), (0.48, 1.2))
    rim = tuple(
        block(0.0, z, 2 * wide + 0.24, 0.34, 0.30, (0.30, 0.31, 0.33), 1.45 + side * high - 0.17)
        for wide, high in rounds
        for side in (-1, 1)
    )
    face = tuple(
        block(0.0, z - 0.2, 2 * wide, 0.34, 0.30, (0.50, 0.51, 0.54), 1.45 + side * high * 0.93 - 0.17)
        for wide, high in rounds
        for side in (-1, 1)
    )
    wheel = (
        block(0.0, z - 0.42, 1.1, 0.09, 0.08, GOLD, 1.41),
        block(0.0, z - 0.42, 0.09, 1.1, 0.08, GOLD, 0.9),
        block(0.0, z - 0.46, 0.3, 0.3, 0.1, GOLD, 1.3),
    )
    bolts = tuple(
        block(side * 1.15, z - 0.38, 0.5, 0.12, 0.1, (0.62, 0.63, 0.66), y)
        for side in (-1, 1)
        for y in (0.95, 1.4, 1.85)
    )
    return (*rim, *face, *bolts, *wheel)  # fmt: skip


def _bars(x: float, z: float, base: float) -> tuple[Box, ...]:
    """Bars of gold in a heap."""
    return tuple(
        block(x - 0.5 + 0.26 * at + 0.13 * row, z, 0.22, 0.11, 0.5, tint((0.85, 0.55, 0.09), 0.9 + 0.12 * (at % 2)), base + 0.12 * row, 0.12)
        for row in range(4) for at in range(5 - row)
    )  # fmt: skip


def _bottles(x: float, near: float, far: float) -> tuple[Box, ...]:
    """Shelves of bottles behind a bar."""
    out = [block(x, (near + far) / 2, 0.4, 0.06, far - near, DARK_WOOD, base) for base in (1.15, 1.6, 2.05)]
    dice = Random(6)
    for base in (1.21, 1.66, 2.11):
        z = near + 0.15
        while z < far - 0.1:
            out.append(
                block(
                    x,
                    z,
                    0.11,
                    dice.uniform(0.2, 0.34),
                    0.11,
                    tint(
                        dice.choice(((0.45, 0.22, 0.03), (0.06, 0.22, 0.08), (0.5, 0.42, 0.25), (0.3, 0.05, 0.03))), 0.9
                    ),
                    base,
                    0.1,
                )
            )
            z += dice.uniform(0.15, 0.24)
    return tuple(out)  # fmt: skip


def _barrel(x: float, z: float) -> tuple[Box, ...]:
    return (
        block(x, z, 0.66, 0.95, 0.66, WOOD),
        *(block(x, z, 0.70, 0.06, 0.70, STEEL, base) for base in (0.12, 0.46, 0.80)),
    )


def _seats(x: float, z: float) -> tuple[Box, ...]:
    """A round table for cards with stools about it."""
    stools = tuple(
        block(x + dx, z + dz, 0.36, 0.46, 0.36, DARK_WOOD) for dx, dz in ((-0.85, 0.0), (0.85, 0.0), (0.0, 0.85))
    )
    return (
        block(x, z, 1.1, 0.06, 1.1, WOOD, 0.72),
        block(x, z, 1.3, 0.05, 0.8, FELT, 0.73),
        block(x, z, 0.16, 0.72, 0.16, DARK_WOOD),
        *stools,
    )


def _joints(x: float, near: float, far: float) -> tuple[Box, ...]:
    """A counter of glass and steel with meat laid out in it."""
    middle, deep = (near + far) / 2, far - near
    meat = tuple(
        block(x - 0.05, near + 0.3 + 0.42 * at, 0.42, 0.10 + 0.05 * (at % 3), 0.32, ((0.46, 0.07, 0.06), (0.62, 0.26, 0.20), (0.34, 0.05, 0.05), (0.60, 0.36, 0.28))[at % 4], 0.86, 0.06)
        for at in range(int((deep - 0.3) / 0.42))
    )  # fmt: skip
    return (
        block(x, middle, 0.9, 0.80, deep, (0.62, 0.62, 0.60)), block(x, middle, 0.86, 0.06, deep, (0.72, 0.74, 0.74), 0.80), *meat,
        block(x, middle, 0.95, 0.05, deep, STEEL, 1.24), block(x + 0.36, middle, 0.06, 0.40, deep, (0.40, 0.46, 0.48), 0.86),
    )  # fmt: skip


def _seated(half: float, near: float, far: float) -> tuple[Box, ...]:
    """A long table with chairs down both sides and papers on it."""
    middle, deep = (near + far) / 2, far - near
    places = [near + 0.55 + 1.05 * at for at in range(int((deep - 0.3) / 1.05))]
    return (
        block(0.0, middle, 2 * half, 0.07, deep, (0.26, 0.15, 0.08), 0.72), *(block(0.0, z, 0.5, 0.72, 0.5, (0.07, 0.07, 0.075)) for z in (near + 0.8, far - 0.8)),
        *(box for side in (-1, 1) for z in places for box in (
            block(side * (half + 0.45), z, 0.52, 0.10, 0.52, (0.045, 0.05, 0.06), 0.44), block(side * (half + 0.70), z, 0.09, 0.62, 0.50, (0.045, 0.05, 0.06), 0.52), block(side * (half + 0.45), z, 0.09, 0.44, 0.09, STEEL),
            block(side * (half - 0.30), z, 0.30, 0.01, 0.36, (0.72, 0.72, 0.70), 0.79), block(side * (half - 0.62), z, 0.07, 0.13, 0.07, (0.42, 0.52, 0.58), 0.79),
        )),
    )  # fmt: skip


_TUNNEL = Room(
    made.STONE, made.CONCRETE, 4.0, 4.6, 75, 5.0, 0.0, 0.0, panes=False, right=0.0, left=0.0, end_half=2.6, end_low=0.0, end_high=3.9, arched=True, gloss=0.55, murk=0.012,
    wall=(0.13, 0.125, 0.115), ground=(0.075, 0.075, 0.078), roof=(0.09, 0.085, 0.08), trim=(0.10, 0.10, 0.095), boxes=_vaulted(4.0, 4.6, 70.0),
)  # fmt: skip

PLANS: dict[str, Plan] = {
    "bakehouse": Plan(
        Room(made.PLASTER, made.TILES, 3.5, 3.4, 10, 6.0, 0.0, 0.0, right=0.0, left=0.0, end_half=0.0, end_low=0.0, end_high=0.0, panes=False, gloss=0.15,
             wall=(0.36, 0.30, 0.22), ground=(0.24, 0.19, 0.14), roof=(0.16, 0.13, 0.09), trim=(0.20, 0.13, 0.08),
             boxes=(*_oven(9.4), *_loaves(-3.1, 4.2, 8.6, (0.35, 0.85, 1.35, 1.85)), *table(2.55, 6.4, 1.1, 3.0, WOOD, 0.9), *(block(2.5, 5.5 + 0.6 * at, 0.5, 0.13, 0.34, (0.66, 0.58, 0.44), 0.9) for at in range(4)),
                    *(block(3.05, 8.5 - 0.1 * at, 0.62, 0.45, 0.55, (0.58, 0.54, 0.46), 0.45 * at) for at in range(3)), block(1.5, 8.85, 0.07, 2.2, 0.07, WOOD), block(1.5, 8.85, 0.42, 0.5, 0.05, WOOD, 1.9))),
        lamps=((0.0, 1.25, 8.3, 2.4, (1.0, 0.45, 0.14)), (1.8, 2.6, 5.0, 0.9, WARM)), eye=1.4, lens=0.86, mean=76, dust=220, grade="warm",
    ),
    "fireside": Plan(
        Room(made.PLASTER, made.PLANKS, 2.9, 2.75, 7.4, 9.0, 0.0, 0.0, right=0.0, left=0.0, end_half=0.0, end_low=0.0, end_high=0.0, panes=False, gloss=0.12,
             wall=(0.27, 0.21, 0.15), ground=(0.16, 0.09, 0.05), roof=(0.24, 0.21, 0.17), trim=(0.20, 0.14, 0.09),
             boxes=(*hearth(-0.2, 7.0), *sofa(2.35, 5.4, 1, CLOTH), block(-0.2, 5.2, 2.6, 0.02, 1.7, (0.36, 0.08, 0.06)), block(-2.6, 5.0, 0.4, 1.9, 1.4, WOOD), *(block(-2.4, 4.5 + 0.14 * at, 0.06, 0.26, 0.11, GOODS[at % len(GOODS)], 0.5 + 0.45 * (at % 3)) for at in range(9)),
                    block(-0.75, 6.9, 0.10, 0.22, 0.1, (0.70, 0.66, 0.55), 1.72), block(0.4, 6.9, 0.10, 0.22, 0.1, (0.70, 0.66, 0.55), 1.72), block(1.75, 7.36, 0.9, 0.7, 0.04, (0.20, 0.28, 0.26), 1.35))),
        lamps=((-0.2, 0.32, 6.6, 2.6, (1.0, 0.45, 0.14)), (2.4, 1.6, 6.9, 0.7, WARM)), eye=1.35, lens=0.86, mean=70, dust=120, grade="warm",
    ),
    "cabin": Plan(
        Room(made.BOARDS, made.PLANKS, 2.8, 2.6, 7.4, 4.0, 0.0, 0.0, right=0.0, left=0.0, end_half=0.0, end_low=0.0, end_high=0.0, panes=False, gloss=0.05,
             wall=(0.20, 0.115, 0.06), ground=(0.17, 0.10, 0.055), roof=(0.10, 0.06, 0.035), trim=(0.12, 0.07, 0.04),
             boxes=(*hearth(-0.3, 7.0), *table(1.9, 5.4, 1.2, 1.5, WOOD), block(1.6, 5.2, 0.16, 0.22, 0.16, (0.12, 0.22, 0.16), 0.76), block(2.1, 5.5, 0.22, 0.12, 0.22, (0.40, 0.28, 0.18), 0.76), *table(1.5, 4.3, 0.42, 0.42, DARK_WOOD, 0.46), block(-2.5, 5.4, 0.5, 0.05, 2.2, WOOD, 1.45),
                    *(block(-2.45, 4.5 + 0.26 * at, 0.14, 0.18 + 0.08 * (at % 3), 0.14, GOODS[(2 * at) % len(GOODS)], 1.5) for at in range(8)), *(block(0.0, z, 5.6, 0.16, 0.18, DARK_WOOD, 2.38) for z in (4.2, 5.7)), *(block(-1.9 + 0.42 * at, 5.6, 0.12, 0.32 + 0.1 * (at % 2), 0.10, (0.16, 0.20, 0.08), 2.0 - 0.08 * (at % 2)) for at in range(5)),
                    block(1.9, 7.37, 0.9, 0.8, 0.04, (0.35, 0.45, 0.62), 1.1, 0.5), block(1.9, 7.34, 0.06, 0.8, 0.04, DARK_WOOD, 1.1), block(1.9, 7.34, 0.9, 0.06, 0.04, DARK_WOOD, 1.47), *(block(-2.5 + 0.26 * (at % 3), 6.9, 0.24, 0.22, 0.5, WOOD, 0.24 * (at // 3)) for at in range(7)))),
        lamps=((-0.3, 0.32, 6.6, 2.8, (1.0, 0.42, 0.12)), (1.6, 1.3, 5.2, 0.5, WARM)), eye=1.35, lens=0.86, mean=62, dust=200, grade="warm",
    ),
    "salon": Plan(
        Room(made.PLASTER, made.TILES, 3.4, 3.1, 11, 4.0, 0.0, 0.0, right=0.0, left=0.0, end_half=1.5, end_low=0.9, end_high=2.4, gloss=0.5,
             wall=(0.30, 0.36, 0.34), ground=(0.34, 0.34, 0.32), roof=(0.36, 0.36, 0.34), trim=(0.34, 0.05, 0.04), strip=0.2,
             boxes=(*(box for z in (4.9, 7.1, 9.3) for box in mirror(3.36, z)), *(box for z in (5.0, 7.2, 9.4) for box in _barbers_chair(1.75, z)), *(block(-2.9, 5.6 + 0.62 * at, 0.5, 0.45, 0.5, LEATHER) for at in range(4)),
                    *(block(-3.36, 5.5 + 1.2 * at, 0.04, 0.7, 0.5, GOODS[(3 * at) % len(GOODS)], 1.4) for at in range(3)))),
        lamps=((2.6, 1.9, 5.0, 0.8, (1.0, 0.85, 0.6)), (2.6, 1.9, 8.6, 0.8, (1.0, 0.85, 0.6))), eye=1.45, lens=0.84, mean=92, electric=0.30, dust=30,
        standing=(("barber_pole", 2.05, 0.9, 10.6, 1.7, (0.62, 0.08, 0.07)),),
    ),
    "smithy": Plan(
        Room(made.STONE, made.CONCRETE, 3.6, 3.4, 10, 6.0, 0.0, 0.0, right=0.0, left=0.0, end_half=1.3, end_low=0.0, end_high=2.6, panes=False, gloss=0.1,
             wall=(0.17, 0.15, 0.13), ground=(0.13, 0.11, 0.09), roof=(0.08, 0.065, 0.05), trim=(0.10, 0.06, 0.04),
             boxes=(block(2.7, 7.0, 1.7, 0.95, 2.4, tint(BRICK, 0.7)), block(2.6, 7.0, 1.3, 0.14, 1.8, COALS, 0.95, 1.7), *(block(2.2 + 0.25 * at, 6.2 + 0.37 * ((at * 2) % 5), 0.26, 0.16, 0.26, (0.03, 0.02, 0.02), 1.02) for at in range(5)),
                    block(2.8, 7.0, 1.9, 0.5, 2.5, tint(BRICK, 0.45), 2.1), block(2.9, 7.0, 1.2, 0.9, 1.6, tint(BRICK, 0.5), 2.6), *tools(Random(4), -3.5, 4.0, 9.4), *_barrel(-2.5, 8.4), *table(-2.9, 5.6, 0.9, 2.6, DARK_WOOD, 0.9),
                    *(block(-1.2 - 0.24 * at, 9.8, 0.06, 1.5 + 0.2 * (at % 2), 0.06, STEEL) for at in range(5)))),
        lamps=((2.2, 1.4, 6.6, 3.0, (1.0, 0.40, 0.10)),), eye=1.4, lens=0.86, mean=66, dust=260, grade="warm",
    ),
    "saloon": Plan(
        Room(made.BOARDS, made.PLANKS, 4.4, 3.6, 12, 4.0, 0.0, 0.0, right=0.0, left=0.0, end_half=0.95, end_low=0.0, end_high=2.3, panes=False, gloss=0.2,
             wall=(0.22, 0.13, 0.07), ground=(0.18, 0.11, 0.06), roof=(0.10, 0.06, 0.035), trim=(0.13, 0.07, 0.035),
             boxes=(block(2.9, 7.2, 0.7, 1.1, 5.6, WOOD), block(2.85, 7.2, 0.95, 0.07, 5.8, DARK_WOOD, 1.1), *_bottles(4.15, 4.6, 10.0), block(4.3, 7.2, 0.05, 1.0, 2.4, (0.34, 0.40, 0.42), 1.3, 0.12), *_seats(-2.3, 6.0), *_seats(-1.9, 9.0),
                    *(block(side * 0.48, 11.85, 0.9, 1.05, 0.06, (0.34, 0.18, 0.08), 0.75) for side in (-1, 1)), *(block(side * 0.48, 11.80, 0.74, 0.05, 0.04, DARK_WOOD, 0.85 + 0.15 * at) for side in (-1, 1) for at in range(6)),
                    *_barrel(-3.8, 10.9), *_barrel(-3.0, 11.3), *(block(2.4, z, 0.3, 0.7, 0.3, DARK_WOOD) for z in (5.4, 6.8, 8.2)), block(-4.3, 8.0, 0.05, 0.9, 0.7, (0.62, 0.54, 0.38), 1.4))),
        lamps=((-2.0, 2.6, 6.6, 1.3, WARM), (2.2, 2.6, 8.6, 1.3, WARM)), eye=1.5, lens=0.84, mean=72, dust=260, grade="warm",
        standing=(("piano", -3.2, 0.0, 8.0, 1.35, (0.20, 0.10, 0.05)),),
    ),
    "butchery": Plan(
        Room(made.TILED, made.TILES, 3.4, 3.0, 9, 4.0, 0.0, 0.0, right=0.0, left=0.0, end_half=0.0, end_low=0.0, end_high=0.0, panes=False, gloss=0.45, strip=0.25,
             wall=(0.46, 0.46, 0.44), ground=(0.30, 0.28, 0.26), roof=(0.40, 0.40, 0.38), trim=(0.42, 0.05, 0.05),
             boxes=(*_joints(2.35, 4.2, 8.4), *(block(-3.1 + 0.06, 4.6 + 0.8 * at, 0.05, 0.5, 0.10, STEEL, 1.5) for at in range(4)), block(-2.6, 6.0, 0.9, 0.80, 1.3, (0.30, 0.19, 0.10)), block(-2.6, 6.0, 0.98, 0.10, 1.4, (0.42, 0.29, 0.16), 0.80),
                    block(-2.6, 6.2, 0.5, 0.16, 0.4, (0.46, 0.07, 0.06), 0.90), block(-2.6, 5.6, 0.40, 0.03, 0.14, (0.60, 0.62, 0.64), 0.91), block(0.0, 8.9, 6.6, 0.34, 0.05, (0.48, 0.05, 0.05), 2.55))),
        lamps=((1.9, 2.4, 5.4, 0.8, (1.0, 0.9, 0.82)), (-1.8, 2.4, 6.6, 0.7, (1.0, 0.9, 0.82))), eye=1.45, lens=0.84, mean=96, electric=0.34, dust=20,
        standing=(("hung_meat", -1.15, 1.15, 8.6, 1.30, (0.52, 0.15, 0.12)), ("hung_meat", 1.55, 1.15, 8.6, 1.30, (0.52, 0.15, 0.12))),
    ),
    "meeting": Plan(
        Room(made.PLASTER, made.CONCRETE, 3.8, 3.0, 12, 3.6, 0.8, 2.5, right=1.0, left=0.0, end_half=0.0, end_low=0.0, end_high=0.0, panes=False, gloss=0.15, strip=0.35,
             wall=(0.30, 0.31, 0.33), ground=(0.10, 0.11, 0.13), roof=(0.30, 0.30, 0.30), trim=(0.20, 0.14, 0.09),
             boxes=(*_seated(0.95, 5.4, 10.2), block(0.0, 11.95, 3.5, 1.75, 0.06, (0.03, 0.03, 0.035), 0.95), block(0.0, 11.90, 3.34, 1.60, 0.05, (0.55, 0.70, 0.85), 1.03, 0.9),
                    *(block(-1.05 + 0.42 * at, 11.86, 0.26, tall, 0.04, colour, 1.18, 1.0) for at, (tall, colour) in enumerate(((0.35, (0.10, 0.32, 0.62)), (0.55, (0.10, 0.32, 0.62)), (0.48, (0.10, 0.32, 0.62)), (0.80, (0.10, 0.32, 0.62)), (1.05, (0.75, 0.28, 0.06))))),
                    block(1.15, 11.86, 0.75, 0.08, 0.04, (0.20, 0.28, 0.36), 2.15, 0.5), block(1.15, 11.86, 0.75, 0.06, 0.04, (0.30, 0.40, 0.48), 1.92, 0.5), block(1.15, 11.86, 0.75, 0.06, 0.04, (0.30, 0.40, 0.48), 1.74, 0.5))),
        lamps=((0.0, 1.9, 11.0, 0.8, (0.75, 0.88, 1.0)),), eye=1.6, lens=0.84, mean=86, electric=0.28, dust=30, grade="teal",
    ),
    "vault": Plan(
        Room(made.METAL, made.TILES, 3.4, 3.1, 11, 5.0, 0.0, 0.0, panes=False, right=0.0, left=0.0, end_half=0.0, end_low=0.0, end_high=0.0, gloss=0.7, murk=0.004, strip=0.35,
             wall=(0.20, 0.21, 0.22), ground=(0.20, 0.20, 0.21), roof=(0.22, 0.22, 0.23), trim=(0.30, 0.31, 0.33),
             boxes=(*_deposits(3.4, 3.6, 10.6), *_door(10.7), *table(-1.7, 7.4, 1.5, 0.9, STEEL, 0.85), *_bars(-1.7, 7.4, 0.85), *_bars(2.3, 8.8, 0.0), *_bars(2.2, 7.9, 0.0))),
        lamps=((0.0, 2.7, 6.0, 1.2, (0.95, 0.95, 1.0)),), eye=1.45, lens=0.84, mean=82, electric=0.30, dust=20, grade="teal",
    ),
    "interrogation": Plan(
        Room(made.PLASTER, made.CONCRETE, 2.7, 2.9, 7.5, 5.0, 0.0, 0.0, panes=False, right=0.0, left=0.0, end_half=0.0, end_low=0.0, end_high=0.0, gloss=0.2, murk=0.02,
             wall=(0.15, 0.16, 0.155), ground=(0.10, 0.10, 0.10), roof=(0.08, 0.08, 0.08), trim=(0.12, 0.13, 0.13),
             boxes=(*table(0.0, 5.6, 1.8, 0.9, STEEL, 0.76), block(0.0, 7.4, 3.2, 1.1, 0.05, (0.05, 0.07, 0.08), 1.05, 0.05), block(0.0, 7.43, 3.4, 1.3, 0.05, (0.04, 0.04, 0.04), 0.95), block(0.0, 5.6, 0.03, 0.8, 0.03, (0.02, 0.02, 0.02), 2.1),
                    block(0.0, 5.6, 0.62, 0.10, 0.62, (0.06, 0.10, 0.07), 2.02), block(0.0, 5.6, 0.40, 0.12, 0.40, (0.04, 0.07, 0.05), 2.10), block(0.0, 5.6, 0.34, 0.05, 0.34, (1.0, 0.92, 0.7), 1.97, 3.2),
                    *(box for side in (-1, 1) for box in (block(side * 1.35, 5.6, 0.46, 0.06, 0.46, STEEL, 0.44), block(side * 1.57, 5.6, 0.05, 0.55, 0.46, STEEL, 0.46), block(side * 1.35, 5.6, 0.38, 0.44, 0.38, (0.04, 0.04, 0.045)))))),
        lamps=((0.0, 1.85, 5.5, 2.4, (1.0, 0.92, 0.72)),), eye=1.4, lens=0.84, mean=58, dust=90, grade="teal",
    ),
    "tunnel": Plan(
        Room(**{**vars(_TUNNEL), "boxes": (*_TUNNEL.boxes, *(block(0.0, 3.0 + 4.0 * at, 0.16, 0.01, 2.0, (0.62, 0.60, 0.54)) for at in range(17)), *(block(side * 3.5, 38.0, 0.9, 0.22, 74.0, (0.16, 0.16, 0.155)) for side in (-1, 1)))}),
        lamps=((-3.4, 2.8, 7.5, 0.9, WARM), (3.4, 2.8, 12.5, 0.9, WARM)), eye=1.5, lens=0.8, mean=68, dust=80, grade="bleach",
    ),
    "rail_tunnel": Plan(
        Room(**{**vars(_TUNNEL), "boxes": (*_TUNNEL.boxes, *(block(side * 0.75, 38.0, 0.09, 0.16, 76.0, (0.42, 0.42, 0.44), 0.08, 0.05) for side in (-1, 1)), *(block(0.0, 3.0 + 0.9 * at, 2.4, 0.09, 0.3, (0.06, 0.04, 0.028)) for at in range(60)))}),
        lamps=((-3.4, 2.8, 7.5, 0.9, WARM), (3.4, 2.8, 12.5, 0.9, WARM)), eye=1.5, lens=0.8, mean=64, dust=120, grade="bleach",
    ),
}  # fmt: skip
"""Every such room by name."""

"""Rooms of work and service: a joiner's workshop, a shed, an archive, a server room, a control room, a news studio, a waiting
room, a pharmacy, a post office, a car deck, a car wash, a photographer's and a painter's studio, a flower shop, a lobby."""

from __future__ import annotations

from itertools import product
from random import Random

from backends.previz.furniture import (
    CLOTH,
    DARK_WOOD,
    GOLD,
    GOODS,
    KEYS,
    PAINTED,
    STEEL,
    WARM,
    WHITE,
    WOOD,
    Plan,
    bench,
    block,
    console,
    goods,
    sofa,
    table,
    tools,
)
from backends.previz.kernels import room as made
from backends.previz.leisure import BLACK, closed
from backends.previz.light import Colour
from backends.previz.scene import Box, Room
from backends.previz.scenery import tint
from backends.previz.signs import sign

PINE: Colour = (0.42, 0.27, 0.13)
CARD: Colour = (0.40, 0.27, 0.14)
SCREEN: Colour = (0.05, 0.22, 0.42)
YELLOW: Colour = (0.85, 0.55, 0.03)


def _joinery(x: float, z: float, deep: float) -> tuple[Box, ...]:
    """A joiner's bench with a vice, a plane, a plank being worked and shavings about it."""
    dice = Random(7)
    return (
        *table(x, z, 1.0, deep, PINE, 0.88), block(x, z, 0.9, 0.06, deep - 0.4, tint(PINE, 0.6), 0.22), block(x - 0.1, z, 0.28, 0.07, deep * 0.8, (0.56, 0.38, 0.19), 0.88), block(x - 0.1, z - 0.3, 0.12, 0.12, 0.34, DARK_WOOD, 0.95), block(x - 0.1, z - 0.22, 0.05, 0.12, 0.05, STEEL, 1.05),
        block(x, z - deep / 2 - 0.1, 0.34, 0.22, 0.14, STEEL, 0.68), block(x, z - deep / 2 - 0.22, 0.4, 0.04, 0.04, STEEL, 0.76), block(x + 0.3, z + 0.4, 0.07, 0.07, 0.3, WOOD, 0.88), block(x + 0.3, z + 0.58, 0.24, 0.10, 0.09, STEEL, 0.88),
        *(block(x + dice.uniform(-1.0, 1.0), z + dice.uniform(-deep / 2, deep / 2), 0.12, 0.03, 0.09, (0.62, 0.44, 0.24), 0.0) for _ in range(36)),
    )  # fmt: skip


def _planks(x: float, z: float, wall: int) -> tuple[Box, ...]:
    """Boards that stand at a wall."""
    return tuple(
        block(x - wall * 0.02 * at, z + 0.22 * at, 0.06, 1.7 + 0.16 * ((at * 5) % 4), 0.18, tint(PINE, 0.7 + 0.15 * ((at * 3) % 4)))
        for at in range(8)
    )  # fmt: skip


def _filed(side: int, half: float, near: float, far: float, tall: float) -> tuple[Box, ...]:
    """Steel shelves to the ceiling, full of boxes and files with labels."""
    dice, x, out = Random(11 + side), side * (half - 0.3), []
    out.append(block(side * (half - 0.02), (near + far) / 2, 0.04, tall, far - near, (0.05, 0.05, 0.055)))
    base = 0.1
    while base < tall - 0.4:
        out.append(block(x, (near + far) / 2, 0.62, 0.04, far - near, (0.20, 0.23, 0.22), base))
        z = near + 0.06
        while z < far - 0.5:
            wide, high = dice.uniform(0.16, 0.52), dice.uniform(0.26, 0.42)
            paper = dice.random() < 0.7
            colour = tint(CARD if paper else dice.choice(((0.30, 0.08, 0.06), (0.10, 0.16, 0.24), (0.36, 0.34, 0.28))), dice.uniform(0.7, 1.2))  # fmt: skip
            out.append(block(x, z + wide / 2, 0.5, high, wide - 0.03, colour, base + 0.04))
            out.append(block(x - side * 0.26, z + wide / 2, 0.02, 0.09, wide * 0.5, (0.66, 0.64, 0.56), base + 0.16))
            z += wide
        base += 0.52
    out += [block(x - side * 0.28, z, 0.06, tall, 0.06, (0.20, 0.23, 0.22)) for z in _steps(near, far, 1.9)]
    return tuple(out)


def _steps(near: float, far: float, gap: float) -> tuple[float, ...]:
    return tuple(near + gap * at for at in range(int((far - near) / gap) + 1))


def _racks(side: int, half: float, near: float, far: float) -> tuple[Box, ...]:
    """Black cabinets of computers with rows of small lights."""
    dice, x, out = Random(5 + side), side * (half - 0.5), []
    for z in _steps(near, far - 0.8, 0.92):
        out.append(block(x, z + 0.45, 1.0, 2.35, 0.86, (0.035, 0.04, 0.05)))
        for row in range(13):
            out.append(block(x - side * 0.505, z + 0.45, 0.02, 0.10, 0.74, (0.07, 0.08, 0.10), 0.2 + 0.16 * row))
            for _ in range(3):
                hue = dice.choice(((0.10, 0.65, 1.0), (0.15, 1.0, 0.45), (0.10, 0.55, 1.0), (1.0, 0.45, 0.1)))
                out.append(block(x - side * 0.52, z + dice.uniform(0.15, 0.75), 0.02, 0.035, dice.choice((0.035, 0.09)), hue, 0.23 + 0.16 * row, 1.7))  # fmt: skip
    return tuple(out)


def _monitor(x: float, z: float, base: float, wide: float, tall: float, number: int) -> tuple[Box, ...]:
    """A screen on the end wall: a map, a curve, a picture of a camera or a table of figures."""
    dice, face = Random(number), z - 0.06
    frame = (
        block(x, z, wide, tall, 0.08, BLACK, base),
        block(x, face, wide - 0.1, tall - 0.1, 0.02, tint(SCREEN, 0.5 + 0.3 * (number % 3)), base + 0.05, 0.7),
    )
    if number % 4 == 0:
        what = [block(x + wide * at, face - 0.02, wide * 0.16, tall * high, 0.01, (0.15, 0.75, 0.45), base + tall * foot, 0.8) for at, high, foot in ((-0.32, 0.3, 0.45), (-0.22, 0.3, 0.2), (0.0, 0.36, 0.3), (0.16, 0.3, 0.5), (0.32, 0.2, 0.25))]  # fmt: skip
    elif number % 4 == 1:
        what = [block(x + wide * (-0.4 + 0.08 * at), face - 0.02, wide * 0.07, 0.04, 0.01, (1.0, 0.75, 0.2), base + tall * dice.uniform(0.2, 0.8), 1.2) for at in range(11)]  # fmt: skip
    elif number % 4 == 2:
        what = [block(x + wide * (-0.3 + 0.15 * at), face - 0.02, wide * 0.10, tall * dice.uniform(0.2, 0.7), 0.01, (0.2, 0.8, 1.0), base + tall * 0.12, 0.9) for at in range(5)]  # fmt: skip
    else:
        what = [block(x - wide * 0.12, face - 0.02, wide * dice.uniform(0.3, 0.6), 0.035, 0.01, (0.7, 0.9, 1.0), base + tall * (0.18 + 0.13 * at), 1.0) for at in range(5)]  # fmt: skip
    return (*frame, *what)


def _map(x: float, z: float, base: float, wide: float, tall: float) -> tuple[Box, ...]:
    """A lit map of the world."""
    lands = (
        (-0.36, 0.62, 0.20, 0.22), (-0.30, 0.48, 0.10, 0.16), (-0.22, 0.16, 0.10, 0.34), (-0.26, 0.80, 0.10, 0.08), (0.02, 0.66, 0.10, 0.16), (0.02, 0.22, 0.12, 0.40), (0.06, 0.46, 0.16, 0.14), (0.22, 0.58, 0.34, 0.26), (0.18, 0.44, 0.06, 0.16), (0.30, 0.46, 0.12, 0.14), (0.36, 0.18, 0.12, 0.14), (-0.12, 0.84, 0.06, 0.08),
    )  # fmt: skip
    return (
        block(x, z, wide, tall, 0.08, BLACK, base), block(x, z - 0.06, wide - 0.1, tall - 0.1, 0.02, (0.015, 0.10, 0.26), base + 0.05, 0.7),
        *(block(x + wide * left, z - 0.08, wide * across, tall * high, 0.01, (0.16, 0.62, 0.85), base + tall * foot, 0.8) for left, foot, across, high in lands), *(block(x + wide * left, z - 0.1, 0.09, 0.09, 0.01, (1.0, 0.3, 0.12), base + tall * foot, 1.6) for left, foot in ((-0.33, 0.68), (0.03, 0.7), (0.3, 0.64), (0.36, 0.24), (-0.2, 0.34))),
    )  # fmt: skip


def _chairs(side: int, half: float, near: float, count: int) -> tuple[Box, ...]:
    """A row of chairs with their backs to a side wall."""
    x = side * (half - 0.45)
    return tuple(
        box
        for at in range(count)
        for z in (near + 0.68 * at,)
        for box in (block(x, z, 0.5, 0.07, 0.56, (0.06, 0.22, 0.34), 0.42), block(side * (half - 0.18), z, 0.07, 0.52, 0.56, (0.07, 0.26, 0.40), 0.48), *(block(x, z + edge * 0.22, 0.4, 0.42, 0.04, STEEL) for edge in (-1, 1)))
    )  # fmt: skip


def _medicines(half: float, z: float) -> tuple[Box, ...]:
    """A wall of white shelves with small packets and bottles."""
    dice = Random(31)
    boards = tuple(block(0.0, z, 2 * half, 0.04, 0.3, (0.62, 0.64, 0.64), base) for base in (0.95, 1.32, 1.69, 2.06))
    packs = tuple(
        block(-half + 0.12 + 0.19 * at, z - 0.02, dice.uniform(0.10, 0.16), dice.uniform(0.14, 0.28), 0.2, dice.choice(((0.70, 0.71, 0.70), (0.66, 0.68, 0.70), (0.10, 0.40, 0.52), (0.10, 0.46, 0.24), (0.62, 0.16, 0.12), (0.45, 0.24, 0.05))), base + 0.04)
        for base in (0.95, 1.32, 1.69, 2.06) for at in range(int(2 * half / 0.19))
    )  # fmt: skip
    return (*boards, *packs)


FLOWERS: tuple[Colour, ...] = (
    (0.75, 0.06, 0.08), (0.85, 0.62, 0.05), (0.80, 0.30, 0.45), (0.78, 0.77, 0.74), (0.45, 0.14, 0.58), (0.85, 0.34, 0.06),
)  # fmt: skip


def _buckets(x: float, z: float, base: float, count: int, number: int) -> tuple[Box, ...]:
    """A row of zinc buckets full of cut flowers, each with its own kind."""
    dice, out = Random(number), []
    for at in range(count):
        middle, hue = x + 0.46 * (at - (count - 1) / 2), FLOWERS[(at + number) % len(FLOWERS)]
        out.append(block(middle, z, 0.32, 0.30, 0.30, (0.34, 0.36, 0.38), base))
        out.append(block(middle, z, 0.34, 0.20, 0.30, (0.07, 0.24, 0.07), base + 0.30))
        out += [
            block(middle + dice.uniform(-0.17, 0.17), z + dice.uniform(-0.15, 0.10), 0.10, 0.09, 0.10, tint(hue, dice.uniform(0.75, 1.2)), base + dice.uniform(0.42, 0.66), 0.05)
            for _ in range(13)
        ]  # fmt: skip
    return tuple(out)


def _cross(x: float, z: float, base: float, size: float, colour: Colour) -> tuple[Box, ...]:
    return (
        block(x, z, size, size / 3, 0.06, colour, base + size / 3, 1.5),
        block(x, z - 0.01, size / 3, size, 0.06, colour, base, 1.5),
    )


def _parcels(x: float, z: float, count: int) -> tuple[Box, ...]:
    dice = Random(int(abs(x) * 10) + 2)
    return tuple(
        box
        for at in range(count)
        for px, size, base in ((x + 0.55 * (at % 3) - 0.5, dice.uniform(0.34, 0.5), 0.44 * (at // 3)),)
        for box in (block(px, z, size, 0.42, size, tint(CARD, 0.9 + 0.1 * (at % 3)), base), block(px, z - size / 2 - 0.01, 0.06, 0.42, 0.01, (0.62, 0.52, 0.36), base), block(px + 0.1, z - size / 2 - 0.015, 0.13, 0.10, 0.01, WHITE, base + 0.2))
    )  # fmt: skip


def _bay(side: int, z: float, number: int) -> tuple[Box, ...]:
    """A pillar of a car deck with its band of paint, and the lines of the places beside it."""
    x = side * 3.6
    return (
        block(x, z, 0.55, 2.7, 0.55, (0.26, 0.26, 0.25)), *(block(x, z - 0.005, 0.56, 0.16, 0.56, YELLOW if at % 2 else BLACK, 0.3 + 0.16 * at) for at in range(5)),
        *(block(side * 6.0, z + dz, 4.6, 0.012, 0.10, (0.70, 0.68, 0.60)) for dz in (-1.5, 1.5)), block(x + side * 0.0, z - 0.29, 0.34, 0.34, 0.01, (0.06, 0.22, 0.50), 1.5, 0.3), *sign("P", x, z - 0.32, 1.56, 0.22, (0.9, 0.9, 0.9), 0.9),
    )  # fmt: skip


def _brushes(x: float, z: float) -> tuple[Box, ...]:
    """A tall brush of a car wash, blue and red by turns."""
    return tuple(
        block(x, z, 0.62 + 0.16 * (at % 2), 0.16, 0.62 + 0.16 * (at % 2), ((0.06, 0.20, 0.66), (0.66, 0.06, 0.05))[at % 2], 0.16 * at)
        for at in range(15)
    )  # fmt: skip


def _easel(x: float, z: float, number: int) -> tuple[Box, ...]:
    """A canvas on its easel, a picture half done on it."""
    sky, land, what = PAINTED[number % len(PAINTED)]
    return (
        *(block(x + dx, z + 0.05, 0.05, 1.9, 0.05, PINE) for dx in (-0.3, 0.3)), block(x, z, 0.9, 0.05, 0.16, PINE, 0.72), block(x, z, 1.0, 1.1, 0.04, (0.68, 0.65, 0.58), 0.77),
        block(x, z - 0.03, 0.88, 0.5, 0.01, sky, 1.28), block(x, z - 0.03, 0.88, 0.34, 0.01, land, 0.94), block(x + 0.14, z - 0.04, 0.22, 0.42, 0.01, what, 1.0),
    )  # fmt: skip


def _softbox(x: float, z: float) -> tuple[Box, ...]:
    return (
        block(x, z, 0.05, 2.0, 0.05, BLACK),
        block(x, z, 1.0, 1.3, 0.3, BLACK, 1.5),
        block(x, z - 0.17, 0.9, 1.2, 0.03, (0.80, 0.78, 0.74), 1.55, 0.6),
        *(block(x + dx, z, 0.5, 0.04, 0.05, BLACK, 0.02) for dx in (-0.25, 0.25)),
    )


PLANS: dict[str, Plan] = {
    "workshop": Plan(
        Room(made.BOARDS, made.PLANKS, 3.3, 3.0, 9, 6.0, 0.0, 0.0, right=0.0, left=0.0, end_half=1.3, end_low=1.1, end_high=2.3, gloss=0.1, murk=0.02,
             wall=(0.26, 0.16, 0.085), ground=(0.22, 0.14, 0.075), roof=(0.13, 0.08, 0.045), trim=(0.14, 0.08, 0.045),
             boxes=(*_joinery(1.2, 6.2, 2.6), *tools(Random(2), 3.24, 3.8, 8.6), *_planks(-3.15, 5.2, -1), *table(-0.4, 8.5, 2.8, 0.7, PINE, 0.9), *(block(-0.7 + 0.3 * at, 8.4, 0.16, 0.2 + 0.1 * (at % 3), 0.16, GOODS[(at * 3) % len(GOODS)], 0.9) for at in range(5)), block(1.4, 8.4, 0.5, 0.5, 0.4, tint(PINE, 1.1), 0.9),
                    *(block(2.5, 8.7, 0.9, 0.14, 0.4, tint(PINE, 0.8 + 0.1 * (at % 3)), 0.14 * at) for at in range(5)), *(block(x, 8.96, 0.05, 0.5, 0.12, STEEL, 2.35) for x in (-2.4, -2.1, 2.0, 2.3)), block(-2.6, 8.94, 0.9, 0.26, 0.03, STEEL, 1.7), block(-3.0, 8.92, 0.2, 0.2, 0.06, WOOD, 1.72))),
        lamps=((1.2, 2.4, 6.0, 1.2, WARM), (-1.2, 2.4, 8.0, 0.7, WARM)), eye=1.45, lens=0.84, mean=82, electric=0.06, dust=320, grade="warm",
    ),
    "shed": Plan(
        Room(made.BOARDS, made.PLANKS, 2.1, 2.4, 6.6, 6.0, 0.0, 0.0, right=0.0, left=0.0, end_half=0.7, end_low=1.15, end_high=1.95, gloss=0.05, murk=0.03,
             wall=(0.24, 0.17, 0.10), ground=(0.17, 0.115, 0.065), roof=(0.12, 0.08, 0.05), trim=(0.13, 0.085, 0.05),
             boxes=(*table(-0.9, 6.1, 2.2, 0.7, WOOD, 0.85), *(block(-1.7 + 0.34 * at, 6.0, 0.24, 0.22, 0.24, (0.48, 0.17, 0.07), 0.85) for at in range(5)), *(block(-1.7 + 0.34 * at, 6.0, 0.10, 0.22, 0.10, (0.10, 0.34, 0.08), 1.07) for at in range(5)), *(block(2.02, 3.9 + 0.3 * at, 0.05, 1.5, 0.05, PINE, 0.3) for at in range(5)),
                    *(block(2.0, 3.9 + 0.3 * at, 0.06, 0.34, wide, STEEL, 0.06) for at, wide in enumerate((0.2, 0.24, 0.1, 0.26, 0.18))), block(1.4, 5.9, 0.7, 0.34, 0.9, (0.46, 0.05, 0.03), 0.12), block(1.4, 5.5, 0.06, 0.9, 0.06, STEEL, 0.4), *(block(1.4 + side * 0.36, z, 0.08, 0.26, 0.26, BLACK) for side in (-1, 1) for z in (5.6, 6.2)),
                    *(block(-1.85, 4.4, 0.5, 0.03, 1.6, WOOD, base) for base in (0.5, 1.1, 1.7)), *(block(-1.8, 3.8 + 0.26 * at, 0.16, 0.14 + 0.06 * (at % 3), 0.16, GOODS[at % len(GOODS)], base + 0.03) for base in (0.5, 1.1, 1.7) for at in range(5)), block(0.4, 6.3, 0.34, 0.3, 0.34, (0.08, 0.28, 0.20)), block(0.2, 6.3, 0.3, 0.05, 0.06, (0.08, 0.28, 0.20), 0.24))),
        lamps=((0.0, 2.1, 5.6, 0.8, WARM),), eye=1.4, lens=0.84, mean=74, dust=220, grade="warm",
    ),
    "archive": Plan(
        closed(made.PLASTER, made.CONCRETE, 2.5, 3.5, 20, (0.12, 0.115, 0.10), (0.15, 0.14, 0.12), (0.10, 0.095, 0.085), (0.10, 0.10, 0.09), gloss=0.25, boxes=(
            *_filed(-1, 2.5, 3.4, 19.5, 3.4), *_filed(1, 2.5, 3.4, 19.5, 3.4), *(block(0.0, z, 0.5, 0.05, 0.9, (1.0, 0.86, 0.6), 3.3, 1.4) for z in (5.5, 9.5, 13.5, 17.5)), *(block(1.55, 7.4 + dz, 0.05, 2.6, 0.05, WOOD) for dz in (-0.25, 0.25)), *(block(1.55, 7.4, 0.05, 0.04, 0.5, WOOD, 0.3 * at) for at in range(1, 9)),
            block(0.0, 19.9, 1.2, 2.1, 0.05, (0.16, 0.17, 0.16)), *table(-0.9, 8.0, 0.7, 1.0, STEEL, 0.75), block(-0.9, 7.9, 0.4, 0.10, 0.5, CARD, 0.75), *(block(-1.0 + 0.1 * at, 7.7 + 0.1 * at, 0.26, 0.015, 0.34, WHITE, 0.86 + 0.015 * at) for at in range(3)))),
        lamps=((0.0, 2.9, 6.5, 0.9, WARM), (0.0, 2.9, 12.0, 0.9, WARM)), eye=1.5, lens=0.84, mean=74, electric=0.14, dust=420, grade="warm",
    ),
    "servers": Plan(
        closed(made.PANELS, made.TILES, 2.7, 3.0, 17, (0.08, 0.09, 0.11), (0.12, 0.14, 0.17), (0.06, 0.07, 0.09), (0.08, 0.30, 0.55), gloss=0.85, boxes=(
            *_racks(-1, 2.7, 3.4, 16.5), *_racks(1, 2.7, 3.4, 16.5), *(block(side * 1.35, 10.0, 0.05, 0.05, 13.0, (0.10, 0.55, 1.0), 2.9, 1.8) for side in (-1, 1)), block(0.0, 16.9, 1.3, 2.2, 0.06, (0.10, 0.12, 0.15)), block(0.0, 16.8, 0.5, 0.5, 0.04, (0.10, 0.5, 0.9), 1.4, 0.6), *(block(side * 0.75, 16.86, 0.10, 2.4, 0.05, (0.10, 0.55, 1.0), 0.0, 1.4) for side in (-1, 1)))),
        lamps=((0.0, 2.6, 7.0, 1.2, (0.25, 0.6, 1.0)), (0.0, 2.6, 12.5, 1.4, (0.25, 0.6, 1.0))), eye=1.5, lens=0.82, mean=66, electric=0.12, dust=30, grade="cold",
    ),
    "control": Plan(
        closed(made.PANELS, made.MATT, 5.4, 4.2, 13, (0.05, 0.06, 0.08), (0.05, 0.055, 0.07), (0.035, 0.04, 0.05), (0.06, 0.14, 0.24), gloss=0.4, boxes=(
            *_map(0.0, 12.8, 1.55, 4.4, 2.3), *(box for side in (-1, 1) for at in range(4) for box in _monitor(side * (3.05 + 1.15 * (at % 2)), 12.8, 1.55 + 1.17 * (at // 2), 1.1, 1.1, at + 2 + (side > 0) * 5)), *(box for x in (-3.4, -1.15, 1.15, 3.4) for box in console(x, 9.6, 1.9)), *(box for x in (-2.6, 2.6) for box in console(x, 7.0, 1.9)),
            *(box for x, z in ((-3.4, 8.8), (-1.15, 8.8), (1.15, 8.8), (3.4, 8.8)) for box in (block(x, z, 0.5, 0.08, 0.5, BLACK, 0.46), block(x, z - 0.24, 0.48, 0.6, 0.08, (0.06, 0.065, 0.075), 0.52), block(x, z, 0.08, 0.46, 0.08, STEEL))), *(block(-2.4 + 0.3 * at, 12.72, 0.16, 0.10, 0.03, KEYS[at % 4], 1.32, 1.2) for at in range(17)))),
        lamps=((0.0, 2.6, 11.4, 1.6, (0.4, 0.7, 1.0)),), eye=1.65, lens=0.82, mean=68, electric=0.14, dust=30, grade="cold",
    ),
    "newsroom": Plan(
        closed(made.PLASTER, made.MATT, 5.2, 4.4, 12, (0.03, 0.04, 0.07), (0.05, 0.06, 0.09), (0.02, 0.022, 0.03), (0.04, 0.06, 0.10), gloss=0.8, boxes=(
            *_map(0.0, 11.8, 0.9, 6.6, 2.6), *sign("NEWS", -0.2, 11.6, 1.6, 1.1, (0.92, 0.93, 0.96), 1.0), block(0.0, 11.7, 6.8, 0.12, 0.1, (0.85, 0.06, 0.05), 0.7, 1.2), *(block(side * 4.3, 11.6, 1.2, 3.0, 0.1, (0.05, 0.18, 0.46), 0.3, 0.5) for side in (-1, 1)), block(0.0, 8.6, 3.4, 0.86, 0.9, (0.10, 0.14, 0.24)), block(0.0, 8.13, 3.4, 0.16, 0.04, (0.85, 0.06, 0.05), 0.34, 0.9), block(0.0, 8.6, 3.7, 0.07, 1.1, (0.55, 0.60, 0.68), 0.86), *(block(side * 1.9, 8.9, 0.9, 0.86, 0.9, (0.10, 0.14, 0.24)) for side in (-1, 1)),
            block(-0.9, 8.5, 0.3, 0.02, 0.2, WHITE, 0.94), block(0.8, 8.5, 0.5, 0.32, 0.04, BLACK, 0.94), *(block(x, 7.4, 0.5, 0.34, 0.4, BLACK, 3.75) for x in (-3.6, -1.8, 0.0, 1.8, 3.6)), *(block(x, 7.18, 0.38, 0.24, 0.03, (0.8, 0.76, 0.68), 3.80, 0.8) for x in (-3.6, -1.8, 0.0, 1.8, 3.6)), block(0.0, 7.4, 9.6, 0.06, 0.06, STEEL, 4.12), block(4.2, 11.5, 1.3, 0.45, 0.08, (0.75, 0.04, 0.03), 3.6, 1.0), *sign("ON AIR", 4.2, 11.4, 3.70, 0.24, (1.0, 0.95, 0.9), 1.6))),
        lamps=(), eye=1.5, lens=0.80, mean=88, electric=0.5, dust=30, grade="teal",
        standing=(("film_camera", -2.9, 0.0, 6.2, 1.7, (0.10, 0.10, 0.12)),),
    ),
    "waiting": Plan(
        Room(made.PLASTER, made.TILES, 3.8, 2.9, 10, 3.6, 1.0, 2.3, right=0.01, left=0.0, end_half=0.0, end_low=0.0, end_high=0.0, gloss=0.4, murk=0.004, strip=0.4,
             wall=(0.40, 0.43, 0.42), ground=(0.34, 0.36, 0.36), roof=(0.38, 0.39, 0.39), trim=(0.16, 0.34, 0.36),
             boxes=(*_chairs(-1, 3.8, 3.9, 8), *_chairs(1, 3.8, 5.6, 6), *bench(-0.9, 8.0, 4), *table(-1.1, 6.2, 0.9, 0.6, WOOD, 0.42), *(block(-1.2 + 0.12 * at, 6.1 + 0.06 * at, 0.22, 0.012, 0.3, GOODS[at], 0.42 + 0.012 * at) for at in range(3)), block(1.9, 9.9, 2.2, 1.1, 0.3, (0.50, 0.36, 0.20)), block(1.9, 9.85, 2.3, 0.06, 0.5, WHITE, 1.1), block(1.9, 9.96, 2.0, 0.9, 0.04, (0.50, 0.62, 0.66), 1.25, 0.3), *sign("RECEPTION", 1.9, 9.9, 2.3, 0.24, (0.04, 0.16, 0.22), 0.0),
                    block(-0.3, 9.95, 0.62, 0.62, 0.05, (0.06, 0.06, 0.06), 1.95), block(-0.3, 9.91, 0.52, 0.52, 0.03, (0.85, 0.85, 0.82), 2.0, 0.3), block(-0.3, 9.88, 0.03, 0.22, 0.02, BLACK, 2.25), block(-0.22, 9.88, 0.16, 0.03, 0.02, BLACK, 2.25), *(block(-2.6 + 1.0 * at, 9.95, 0.6, 0.8, 0.03, ((0.16, 0.40, 0.44), (0.60, 0.42, 0.10))[at], 1.2) for at in range(2)))),
        lamps=(), eye=1.5, lens=0.82, mean=94, electric=0.46, dust=20, grade="teal", standing=(("pot_plant", -3.1, 0.0, 9.4, 1.2, (0.12, 0.36, 0.14)),),
    ),
    "pharmacy": Plan(
        closed(made.PLASTER, made.TILES, 3.8, 3.1, 9.5, (0.52, 0.55, 0.54), (0.46, 0.48, 0.48), (0.48, 0.50, 0.50), (0.12, 0.46, 0.28), gloss=0.5, strip=0.4, boxes=(
            *_medicines(3.7, 9.3), *goods(Random(14), -3.3, -1, 3.6, 8.4), *goods(Random(15), 3.3, 1, 5.4, 8.4), block(0.0, 7.9, 4.2, 1.0, 0.6, (0.60, 0.62, 0.62)), block(0.0, 7.58, 4.2, 0.16, 0.03, (0.06, 0.46, 0.20), 0.6, 0.3), block(0.0, 7.9, 4.4, 0.05, 0.75, WHITE, 1.0), block(1.3, 7.9, 0.5, 0.3, 0.3, (0.10, 0.11, 0.12), 1.05), block(1.3, 7.74, 0.4, 0.2, 0.02, (0.2, 0.6, 0.8), 1.12, 0.7), *(block(-1.2 + 0.2 * at, 7.85, 0.12, 0.22, 0.12, (0.55, 0.28, 0.05), 1.05) for at in range(4)),
            *_cross(-2.6, 9.0, 2.38, 0.6, (0.08, 0.95, 0.30)), *_cross(2.6, 9.0, 2.38, 0.6, (0.08, 0.95, 0.30)), *sign("PHARMACY", 0.0, 9.0, 2.5, 0.36, (0.06, 0.70, 0.25), 0.9))),
        lamps=(), eye=1.5, lens=0.82, mean=98, electric=0.50, dust=10, grade="teal",
    ),
    "post": Plan(
        closed(made.PLASTER, made.TILES, 3.8, 3.2, 9.5, (0.46, 0.38, 0.24), (0.34, 0.28, 0.20), (0.42, 0.38, 0.30), (0.40, 0.05, 0.04), gloss=0.4, strip=0.3, boxes=(
            *(block(-3.0 + 0.42 * column, 9.4, 0.38, 0.26, 0.12, (0.16, 0.09, 0.05), 1.15 + 0.30 * row) for column, row in product(range(15), range(4))), *(block(-3.0 + 0.42 * column, 9.32, 0.24, 0.10 + 0.03 * ((column * row) % 3), 0.04, ((0.72, 0.70, 0.62), (0.60, 0.48, 0.30), (0.66, 0.66, 0.70))[(column + row) % 3], 1.17 + 0.30 * row) for column, row in product(range(15), range(4)) if (column * 3 + row * 5) % 4),
            block(0.0, 8.2, 6.0, 1.05, 0.6, WOOD), block(0.0, 8.2, 6.2, 0.06, 0.8, tint(WOOD, 1.5), 1.05), *(block(x, 8.2, 0.06, 0.9, 0.06, GOLD, 1.1) for x in (-3.0, -1.0, 1.0, 3.0)), block(0.0, 8.2, 6.0, 0.06, 0.06, GOLD, 2.0), block(0.0, 8.15, 4.6, 0.64, 0.05, (0.50, 0.03, 0.02), 2.2, 0.2), *sign("POST OFFICE", 0.0, 8.1, 2.32, 0.40, (0.92, 0.86, 0.70), 1.0),
            block(-2.9, 5.6, 0.62, 1.35, 0.62, (0.62, 0.04, 0.03)), block(-2.9, 5.6, 0.74, 0.12, 0.74, (0.50, 0.03, 0.02), 1.35), block(-2.55, 5.6, 0.03, 0.06, 0.4, BLACK, 1.08), block(-2.9, 5.27, 0.4, 0.06, 0.02, BLACK, 1.08), block(-2.9, 5.27, 0.3, 0.34, 0.02, WHITE, 0.55), *_parcels(2.6, 7.3, 6), block(-1.5, 8.1, 0.4, 0.3, 0.3, STEEL, 1.1), block(1.8, 8.1, 0.4, 0.26, 0.4, CARD, 1.11))),
        lamps=(), eye=1.5, lens=0.82, mean=92, electric=0.38, dust=30, grade="warm",
    ),
    "car_deck": Plan(
        closed(made.PLASTER, made.CONCRETE, 9.0, 2.9, 40, (0.20, 0.20, 0.19), (0.12, 0.12, 0.12), (0.16, 0.16, 0.155), (0.30, 0.22, 0.03), gloss=0.5, boxes=(
            *(box for side in (-1, 1) for number, z in enumerate((7.0, 12.5, 18.0, 23.5, 29.0)) for box in _bay(side, z, number)), *(block(x, z, 0.14, 0.05, 1.6, (0.90, 0.95, 1.0), 2.8, 1.8) for x in (-2.0, 2.0) for z in (6.0, 11.0, 16.0, 22.0, 28.0)), *(block(0.0, z, 0.16, 0.012, 1.2, (0.62, 0.60, 0.54)) for z in (5.0, 8.0, 11.0, 14.0, 17.0, 20.0)), *(block(side * 0.22, 5.5, 0.14, 0.012, 0.5, (0.62, 0.60, 0.54)) for side in (-1, 1)),
            block(0.0, 39.0, 4.0, 2.2, 0.1, (0.05, 0.05, 0.055)), block(0.0, 14.0, 1.7, 0.42, 0.06, (0.03, 0.30, 0.12), 2.3, 0.4), *sign("EXIT", 0.0, 13.9, 2.37, 0.28, (0.85, 0.95, 0.88), 1.5), *(block(side * 2.9, 20.0, 0.10, 0.10, 34.0, (0.30, 0.06, 0.05), 2.6) for side in (-1, 1)))),
        lamps=((-2.0, 2.5, 8.0, 0.8, (0.85, 0.95, 1.0)), (2.0, 2.5, 14.0, 0.8, (0.85, 0.95, 1.0))), eye=1.5, lens=0.82, mean=70, electric=0.20, dust=50, grade="teal",
        standing=(("car", -5.9, 0.0, 9.8, 1.4, (0.40, 0.06, 0.05)), ("car", 6.0, 0.0, 9.8, 1.4, (0.12, 0.20, 0.36)), ("van", -6.0, 0.0, 15.2, 1.9, (0.44, 0.44, 0.42)), ("car", 6.0, 0.0, 15.2, 1.4, (0.10, 0.10, 0.11)), ("car", -6.0, 0.0, 20.8, 1.4, (0.30, 0.32, 0.34)), ("car", 6.0, 0.0, 20.8, 1.4, (0.44, 0.40, 0.30))),
    ),
    "car_wash": Plan(
        Room(made.TILED, made.CONCRETE, 3.6, 3.6, 14, 5.0, 0.0, 0.0, panes=False, right=0.01, left=0.01, end_half=2.2, end_low=0.0, end_high=3.0, gloss=0.95, murk=0.02,
             wall=(0.34, 0.42, 0.46), ground=(0.16, 0.18, 0.20), roof=(0.20, 0.23, 0.25), trim=(0.04, 0.24, 0.52),
             boxes=(*_brushes(-2.5, 8.4), *_brushes(2.5, 8.4), *_brushes(-2.5, 11.4), *_brushes(2.5, 11.4), block(0.0, 8.6, 4.6, 0.45, 0.45, (0.06, 0.20, 0.66), 2.75), *(block(-2.1 + 0.3 * at, 8.4, 0.12, 0.9, 0.10, ((0.06, 0.20, 0.66), (0.66, 0.06, 0.05))[at % 2], 1.9) for at in range(15)), *(block(side * 3.1, z, 0.2, 3.2, 0.2, YELLOW) for side in (-1, 1) for z in (7.0, 10.0)), block(0.0, 7.0, 6.4, 0.2, 0.2, YELLOW, 3.1), *sign("CAR WASH", 0.0, 6.9, 2.62, 0.4, (0.20, 0.75, 1.0), 1.5),
                    *(block(Random(at).uniform(-3.0, 3.0), Random(at + 70).uniform(5.0, 10.0), 0.22, 0.07, 0.22, (0.80, 0.84, 0.86)) for at in range(46)), *(block(side * 0.9, 9.0, 0.08, 0.05, 9.0, YELLOW) for side in (-1, 1)))),
        lamps=(), eye=1.5, lens=0.82, mean=88, electric=0.4, dust=300, grade="teal",
    ),
    "photo": Plan(
        closed(made.PLASTER, made.PLANKS, 4.4, 3.8, 10, (0.20, 0.20, 0.21), (0.18, 0.17, 0.16), (0.06, 0.06, 0.065), (0.12, 0.12, 0.13), gloss=0.2, boxes=(
            block(0.4, 9.2, 4.4, 3.2, 0.04, (0.76, 0.76, 0.75), 0.0, 0.25), block(0.4, 7.6, 4.4, 0.05, 3.2, (0.70, 0.70, 0.69), 0.0, 0.15), block(0.4, 9.2, 4.9, 0.14, 0.14, BLACK, 3.2), *_softbox(-2.7, 7.4), *_softbox(3.5, 7.4), *(block(x, 9.25, 0.06, 3.3, 0.06, BLACK) for x in (-2.0, 2.8)), block(-3.6, 8.8, 0.9, 0.8, 0.6, DARK_WOOD), *table(-3.5, 5.2, 0.9, 1.2, WOOD), block(-3.5, 5.2, 0.4, 0.26, 0.03, BLACK, 0.76))),
        lamps=(), eye=1.5, lens=0.82, mean=100, electric=0.6, dust=30, grade="teal",
    ),
    "atelier": Plan(
        Room(made.PLASTER, made.PLANKS, 3.8, 3.6, 9.5, 3.6, 1.0, 3.1, right=0.8, left=0.0, end_half=1.2, end_low=1.0, end_high=3.1, gloss=0.15, murk=0.015,
             wall=(0.40, 0.37, 0.32), ground=(0.22, 0.15, 0.09), roof=(0.32, 0.30, 0.27), trim=(0.20, 0.15, 0.10),
             boxes=(*_easel(-1.5, 6.6, 0), *_easel(1.9, 8.3, 1), *_easel(-2.9, 8.6, 3), *(block(-3.65 + 0.06 * at, 4.2 + 0.5 * at, 0.05, 1.0 + 0.15 * (at % 3), 0.8, PAINTED[at % 6][at % 3]) for at in range(6)), *table(-0.2, 7.7, 1.1, 0.6, WOOD, 0.75), *(block(-0.6 + 0.15 * at, 7.6, 0.08, 0.14, 0.08, GOODS[at], 0.75) for at in range(6)), *(block(0.2 + 0.04 * at, 7.8, 0.02, 0.3, 0.02, PINE, 0.86) for at in range(5)), block(0.22, 7.8, 0.22, 0.16, 0.12, (0.3, 0.36, 0.4), 0.75),
                    *(block(Random(at).uniform(-2.8, 2.8), Random(at + 30).uniform(4.6, 8.6), 0.13, 0.008, 0.10, GOODS[at % len(GOODS)]) for at in range(40)), *(block(-2.9 + 1.1 * at + (2.6 if at > 1 else 0), 9.46, 0.8, 0.9, 0.03, PAINTED[at][0], 1.5) for at in range(4)), *(block(-2.9 + 1.1 * at + (2.6 if at > 1 else 0), 9.44, 0.8, 0.36, 0.03, PAINTED[at][1], 1.5) for at in range(4)))),
        eye=1.45, lens=0.84, mean=90, electric=0.06, dust=220, grade="warm",
    ),
    "flower_shop": Plan(
        Room(made.PLASTER, made.TILES, 3.4, 3.0, 9, 3.6, 0.0, 0.0, right=0.01, left=0.01, end_half=0.8, end_low=0.7, end_high=2.3, gloss=0.3,
             wall=(0.34, 0.37, 0.31), ground=(0.30, 0.28, 0.25), roof=(0.34, 0.34, 0.31), trim=(0.10, 0.20, 0.11),
             boxes=(*(block(side * 2.3, z, 2.0, base, 0.5, PINE) for side in (-1, 1) for z, base in ((8.2, 0.9), (7.6, 0.5))), *(box for side in (-1, 1) for row, (z, base) in enumerate(((8.2, 0.9), (7.6, 0.5), (7.0, 0.0))) for box in _buckets(side * 2.25, z, base, 4, 3 * row + side + 4)),
                    *(box for side in (-1, 1) for box in _buckets(side * 2.7, 5.7, 0.0, 2, side + 9)), *sign("FLOWERS", 0.0, 8.9, 2.42, 0.34, (0.95, 0.72, 0.78), 0.9),
                    *(block(side * 3.1, 6.2 + 0.9 * at, 0.3, 0.34, 0.3, (0.30, 0.16, 0.09), 1.5) for side in (-1, 1) for at in range(3)), *(block(side * 3.1, 6.2 + 0.9 * at, 0.5, 0.42, 0.5, (0.08, 0.30, 0.09), 1.84) for side in (-1, 1) for at in range(3)))),
        lamps=((-1.2, 2.5, 6.0, 0.8, WARM), (1.2, 2.5, 6.6, 0.8, WARM)), eye=1.45, lens=0.84, mean=96, electric=0.34, dust=40, grade="warm",
        standing=(("pot_plant", -1.25, 0.0, 8.5, 1.3, (0.12, 0.36, 0.13)), ("pot_plant", 1.25, 0.0, 8.5, 1.3, (0.12, 0.36, 0.13))),
    ),
    "lobby": Plan(
        Room(made.COLUMNS, made.TILES, 5.4, 4.6, 14, 5.0, 0.0, 0.0, panes=False, right=0.01, left=0.01, end_half=0.0, end_low=0.0, end_high=0.0, gloss=0.65, murk=0.004,
             wall=(0.40, 0.31, 0.20), ground=(0.40, 0.35, 0.28), roof=(0.36, 0.30, 0.22), trim=(0.40, 0.28, 0.12),
             boxes=(block(0.6, 11.4, 4.6, 1.1, 0.8, (0.20, 0.10, 0.05)), block(0.6, 11.3, 4.9, 0.08, 1.1, (0.60, 0.55, 0.46), 1.1), *(block(0.6 - 1.9 + 0.95 * at, 10.98, 0.8, 0.8, 0.04, (0.26, 0.14, 0.07), 0.15) for at in range(5)), block(0.6, 13.8, 5.0, 2.2, 0.1, (0.16, 0.09, 0.05), 1.2), *(block(-1.6 + 0.4 * column, 13.7, 0.3, 0.26, 0.06, (0.07, 0.04, 0.025), 1.35 + 0.36 * row) for column, row in product(range(12), range(5))),
                    *(block(-1.6 + 0.4 * column, 13.66, 0.05, 0.10, 0.03, GOLD, 1.45 + 0.36 * row, 0.5) for column, row in product(range(12), range(5)) if (column * 3 + row * 2) % 5), *sign("HOTEL", 0.6, 13.7, 3.55, 0.55, (0.95, 0.68, 0.22), 0.9), block(-0.6, 11.2, 0.16, 0.10, 0.16, GOLD, 1.18), block(1.8, 11.2, 0.5, 0.34, 0.06, BLACK, 1.18), *(block(0.0, 8.0, wide, 0.14, wide, (0.72, 0.54, 0.28), 4.3 - 0.16 * at, 0.4) for at, wide in enumerate((1.8, 1.4, 1.0, 0.5))),
                    *sofa(-4.0, 8.2, -1, CLOTH), *table(-2.9, 8.2, 0.7, 1.1, DARK_WOOD, 0.42), block(0.0, 7.4, 2.6, 0.012, 5.0, (0.36, 0.05, 0.05)), *(block(3.9, 8.0, 0.9, 0.5, 0.5, GOODS[at], 0.3 + 0.5 * at) for at in range(2)), block(3.9, 8.0, 1.2, 0.08, 0.8, GOLD, 0.2), *(block(3.9 + side * 0.55, 8.0, 0.05, 1.7, 0.05, GOLD, 0.2) for side in (-1, 1)), block(3.9, 8.0, 1.2, 0.05, 0.05, GOLD, 1.9))),
        lamps=(), eye=1.55, lens=0.82, mean=108, electric=0.7, dust=60, grade="warm",
        standing=(("pot_plant", -3.8, 0.0, 11.6, 1.7, (0.12, 0.34, 0.13)), ("pot_plant", 4.4, 0.0, 11.8, 1.7, (0.12, 0.34, 0.13))),
    ),
}  # fmt: skip
"""Every such room by name."""

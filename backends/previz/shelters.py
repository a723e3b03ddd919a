"""Rooms to climb, to shelter and to toil in: flights of stairs, a winding stair, a tent, an igloo, a tree house, a ship's cabin,
a boiler room, a foundry, a bank, a lecture hall, a wine cellar."""

from __future__ import annotations

from itertools import product
from math import cos, pi, sin
from random import Random

from backends.previz.furniture import DARK_WOOD, GOLD, STEEL, WARM, WHITE, WOOD, Plan, block, table
from backends.previz.kernels import room as made
from backends.previz.leisure import BLACK, closed
from backends.previz.light import Colour
from backends.previz.scene import Box, Room
from backends.previz.scenery import tint
from backends.previz.signs import sign
from backends.previz.trades import BRICK, COALS

ICE: Colour = (0.50, 0.62, 0.72)
PALE: Colour = (0.30, 0.31, 0.30)
MARBLE: Colour = (0.50, 0.46, 0.40)
CANVAS: Colour = (0.56, 0.26, 0.07)


def _flight(x: float, z: float, count: int, wide: float, colour: Colour) -> tuple[Box, ...]:
    """A flight of stairs that rises away from the eye, with a rail at each side."""
    steps = tuple(
        box
        for at in range(count)
        for box in (
            block(x, z + 0.3 * at, wide, 0.18 * (at + 1), 0.3, tint(colour, 0.75)),
            block(x, z + 0.3 * at - 0.03, wide, 0.04, 0.36, tint(colour, 1.5), 0.18 * (at + 1) - 0.02),
        )
    )
    rails = tuple(
        box
        for side in (-1, 1)
        for at in range(count)
        for box in (
            block(x + side * wide / 2, z + 0.3 * at, 0.04, 0.9, 0.04, STEEL, 0.18 * (at + 1)),
            block(x + side * wide / 2, z + 0.3 * at, 0.07, 0.19, 0.31, (0.36, 0.07, 0.05), 0.18 * (at + 1) + 0.85),
        )
    )
    return (*steps, *rails)


def _flight_back(x: float, z: float, low: float, count: int, wide: float, colour: Colour) -> tuple[Box, ...]:
    """The next flight, which comes back over the eye, seen from under it."""
    return tuple(
        box
        for at in range(count)
        for box in (
            block(x, z - 0.3 * at, wide, 0.30, 0.31, tint(colour, 0.9), low + 0.18 * at),
            block(x - wide / 2, z - 0.3 * at, 0.04, 0.9, 0.04, STEEL, low + 0.3 + 0.18 * at),
            block(x - wide / 2, z - 0.3 * at, 0.07, 0.19, 0.31, (0.36, 0.07, 0.05), low + 1.15 + 0.18 * at),
        )
    )


def _winding(z: float, radius: float, count: int) -> tuple[Box, ...]:
    """Steps that wind up about a pillar, with a rail."""
    out = [block(0.0, z, 0.7, 9.0, 0.7, (0.26, 0.24, 0.21))]
    for at in range(count):
        turn = -0.9 * pi + at * 2 * pi / 22
        x, deep, base = radius * cos(turn), radius * sin(turn), 0.19 * at
        out.append(block(x * 0.58, z + deep * 0.58, 0.5 + abs(x) * 0.85, 0.17, 0.45 + abs(deep) * 0.75, tint((0.30, 0.27, 0.23), 0.8 + 0.3 * (at % 2)), base))  # fmt: skip
        out.append(block(x, z + deep, 0.05, 0.95, 0.05, BLACK, base + 0.15))
        out.append(block(x, z + deep, 0.34, 0.07, 0.34, BLACK, base + 1.1))
    return tuple(out)


def _grand(z: float) -> tuple[Box, ...]:
    """Wide stairs of marble with a red carpet, pillars of a balustrade, a landing and a window over it."""
    return (
        *(block(0.0, z + 0.36 * at, 5.6 - 0.09 * at, 0.17 * (at + 1), 0.36, tint(MARBLE, 0.85 + 0.2 * (at % 2))) for at in range(14)), *(block(0.0, z + 0.36 * at - 0.02, 2.2, 0.012 + 0.17 * (at + 1), 0.37, (0.42, 0.03, 0.035)) for at in range(14)), block(0.0, z - 2.5, 2.2, 0.012, 4.8, (0.42, 0.03, 0.035)),
        *(block(side * (2.9 - 0.045 * at), z + 0.36 * at, 0.13, 0.85, 0.13, tint(MARBLE, 1.2), 0.17 * (at + 1)) for at in range(14) for side in (-1, 1)), *(block(side * (2.9 - 0.045 * at), z + 0.36 * at, 0.24, 0.18, 0.38, GOLD, 0.17 * (at + 1) + 0.83) for at in range(14) for side in (-1, 1)),
        *(block(side * 3.0, z - 0.3, 0.4, 1.3, 0.4, tint(MARBLE, 1.1)) for side in (-1, 1)), *(block(side * 3.0, z - 0.3, 0.34, 0.4, 0.34, (1.0, 0.8, 0.45), 1.3, 1.5) for side in (-1, 1)), *(block(side * 4.6, z + 5.6, 4.0, 2.4, 1.0, tint(MARBLE, 0.8)) for side in (-1, 1)), *(block(side * (2.8 + 0.4 * at), z + 5.2, 0.13, 0.85, 0.13, tint(MARBLE, 1.2), 2.4) for at in range(9) for side in (-1, 1)), *(block(side * 4.5, z + 5.2, 3.8, 0.12, 0.2, GOLD, 3.25) for side in (-1, 1)),
    )  # fmt: skip


def _dome_of_ice(half: float, z: float) -> tuple[Box, ...]:
    """Courses of blocks of snow that close to a dome, a low way out in the end."""
    dice, out = Random(8), []
    for row in range(7):
        up = 0.34 * row
        wide = half * (1 - (up / 2.75) ** 2) ** 0.5
        for at in range(9):
            x = -wide + (at + 0.5 + 0.25 * (row % 2)) * 2 * wide / 9
            if row < 3 and abs(x) < 0.55:
                continue
            out.append(block(x, z - 0.02 * row, 2 * wide / 9 - 0.04, 0.31, 0.3, tint(ICE, dice.uniform(0.8, 1.15)), up, 0.06))  # fmt: skip
        for side in (-1, 1):
            for deep in range(6):
                out.append(block(side * wide, z - 0.7 - 0.8 * deep - 0.3 * (row % 2), 0.3, 0.31, 0.76, tint(ICE, dice.uniform(0.75, 1.1)), up, 0.05))  # fmt: skip
    out += [block(0.0, z - 0.6 * deep, 2.1, 0.2, 0.56, tint(ICE, 0.9 + 0.1 * (deep % 2)), 2.36, 0.05) for deep in range(8)]  # fmt: skip
    out += [block(x, z - 0.3, 0.22, 1.05, 0.5, tint(ICE, 1.2), 0.0, 0.1) for x in (-0.62, 0.62)]
    out.append(block(0.0, z - 0.3, 1.4, 0.2, 0.5, tint(ICE, 1.2), 1.02, 0.1))
    return tuple(out)


def _canvas(half: float, high: float, far: float) -> tuple[Box, ...]:
    """The two slopes of a tent, in courses, with a seam and the ridge pole."""
    courses = 22
    slopes = tuple(
        block(side * (half - half * at / courses), far / 2 + 1.2, 0.14, high / courses + 0.01, far - 2.4, tint(CANVAS, 1.0 + 0.06 * (at % 2)), high * at / courses)
        for at in range(courses) for side in (-1, 1)
    )  # fmt: skip
    return (*slopes, block(0.0, far / 2 + 1.2, 0.08, 0.08, far - 2.4, WOOD, high - 0.14))


def _pipes(half: float, length: float) -> tuple[Box, ...]:
    """Pipes along walls and ceiling with valves."""
    copper: Colour = (0.34, 0.15, 0.07)
    return (
        *(block(side * (half - 0.2), length / 2 + 2, 0.16, 0.16, length - 3, (copper, STEEL, (0.30, 0.05, 0.04))[row], 1.3 + 0.5 * row) for side in (-1, 1) for row in range(3)), *(block(x, length / 2 + 2, 0.26, 0.26, length - 3, STEEL, 2.85) for x in (-1.2, 0.0, 1.4)),
        *(block(side * (half - 0.42), z, 0.06, 0.42, 0.42, (0.60, 0.05, 0.04), 1.2) for side in (-1, 1) for z in (5.4, 8.4)), *(block(side * (half - 0.2), z, 0.28, 1.9, 0.28, STEEL, 0.9) for side in (-1, 1) for z in (6.6, 9.6)),
    )  # fmt: skip


def _boiler(x: float, z: float) -> tuple[Box, ...]:
    """A boiler of riveted iron, fire behind its door, a dial over it."""
    iron: Colour = (0.13, 0.12, 0.115)
    return (
        block(x, z, 1.5, 2.2, 1.5, iron, 0.2), block(x, z, 1.2, 0.3, 1.2, iron, 2.4), block(x, z, 0.4, 1.0, 0.4, STEEL, 2.6), *(block(x, z, 1.56, 0.08, 1.56, tint(iron, 1.7), y) for y in (0.3, 1.2, 2.2)), block(x, z - 0.78, 0.8, 0.5, 0.05, BLACK, 0.5), block(x, z - 0.81, 0.66, 0.36, 0.03, COALS, 0.57, 1.7),
        *(block(x - 0.27 + 0.13 * at, z - 0.84, 0.04, 0.4, 0.02, BLACK, 0.55) for at in range(5)), block(x, z - 0.80, 0.36, 0.36, 0.05, GOLD, 1.5), block(x, z - 0.83, 0.28, 0.28, 0.03, (0.85, 0.83, 0.76), 1.54, 0.4), block(x + 0.04, z - 0.85, 0.03, 0.13, 0.01, (0.7, 0.05, 0.03), 1.66),
    )  # fmt: skip


def _ladle(x: float, z: float) -> tuple[Box, ...]:
    """A ladle that hangs from chains and pours glowing metal into a mould."""
    return (
        block(x, z, 1.7, 1.2, 1.5, (0.09, 0.085, 0.08), 2.3), block(x, z, 1.8, 0.16, 1.6, (0.16, 0.15, 0.14), 3.4), block(x, z, 1.45, 0.05, 1.25, COALS, 3.52, 1.0), block(x - 0.8, z - 0.2, 0.3, 0.24, 0.4, (1.0, 0.55, 0.12), 3.2, 1.0), block(x - 0.98, z - 0.2, 0.16, 2.5, 0.16, (1.0, 0.62, 0.16), 0.9, 1.1),
        block(x - 0.98, z - 0.2, 1.5, 0.8, 1.2, (0.11, 0.10, 0.095)), block(x - 0.98, z - 0.2, 1.2, 0.06, 0.9, (1.0, 0.45, 0.08), 0.8, 0.9), *(block(x + side * 0.8, z, 0.08, 4.6, 0.08, STEEL, 3.4) for side in (-1, 1)), block(0.0, z, 15.0, 0.5, 0.6, (0.50, 0.34, 0.03), 8.0),
    )  # fmt: skip


def _cask(x: float, z: float, base: float, side: int) -> tuple[Box, ...]:
    """A cask on its side, its head to the gangway."""
    front = x - side * 0.55
    return (
        *(block(x, z, 1.1, tall, wide, tint(WOOD, 0.8 + 0.1 * at), base + 0.5 - tall / 2) for at, (wide, tall) in enumerate(((0.5, 1.0), (0.8, 0.86), (1.0, 0.5)))), *(block(front, z, 0.03, tall, wide, tint(WOOD, 1.5), base + 0.5 - tall / 2) for wide, tall in ((0.4, 0.84), (0.64, 0.7), (0.82, 0.4))),
        block(front - side * 0.03, z, 0.04, 0.08, 0.5, DARK_WOOD, base + 0.5), block(front - side * 0.08, z, 0.12, 0.05, 0.05, GOLD, base + 0.22), *(block(x + dx, z, 0.06, 1.02, 0.52, BLACK, base - 0.01) for dx in (-0.42, 0.42)),
    )  # fmt: skip


def _rack(z: float) -> tuple[Box, ...]:
    """Bottles that lie in a rack, their ends to the eye."""
    return (
        block(0.0, z, 3.4, 2.2, 0.2, (0.06, 0.035, 0.02), 0.1),
        *(block(-1.5 + 0.25 * column, z - 0.12, 0.15, 0.15, 0.06, ((0.03, 0.14, 0.06), (0.20, 0.03, 0.04), (0.05, 0.05, 0.04))[(column * 3 + row) % 3], 0.25 + 0.25 * row, 0.15) for column, row in product(range(13), range(8))),
    )  # fmt: skip


def _tiers(count: int) -> tuple[Box, ...]:
    """Rows of desks that look at the front."""
    return tuple(
        box
        for row in range(count)
        for side in (-1, 1)
        for z in (5.6 + 1.25 * row,)
        for box in (block(side * 3.1, z, 4.2, 0.07, 0.45, WOOD, 0.82), block(side * 3.1, z + 0.2, 4.2, 0.8, 0.05, DARK_WOOD), *(block(side * 3.1 + 0.7 * at, z - 0.45, 0.5, 0.85, 0.06, (0.10, 0.13, 0.20)) for at in range(-2, 3)), *(block(side * 3.1 + 1.1 * at, z, 0.26, 0.01, 0.3, WHITE, 0.9) for at in (-1, 1)))
    )  # fmt: skip


PLANS: dict[str, Plan] = {
    "stairwell": Plan(
        closed(made.PLASTER, made.CONCRETE, 2.5, 5.6, 11, PALE, (0.17, 0.17, 0.165), (0.22, 0.22, 0.22), (0.16, 0.26, 0.24), gloss=0.3, boxes=(
            *_flight(-0.9, 5.8, 12, 1.7, (0.30, 0.30, 0.29)), block(0.0, 10.2, 5.0, 2.16, 1.6, (0.22, 0.22, 0.215)), *_flight_back(1.3, 9.4, 2.2, 14, 2.0, (0.26, 0.26, 0.25)), block(1.3, 10.9, 1.0, 2.1, 0.05, (0.24, 0.06, 0.05), 2.2), *sign("2", -1.0, 10.85, 3.1, 0.8, (0.60, 0.10, 0.06), 0.5), block(-1.0, 10.9, 0.9, 0.3, 0.08, (0.04, 0.55, 0.22), 4.4, 1.0), *sign("EXIT", -1.0, 10.82, 4.45, 0.2, (0.9, 1.0, 0.95), 1.5), block(-2.44, 7.4, 0.08, 0.2, 0.5, (1.0, 0.95, 0.8), 3.0, 1.8), block(2.3, 5.6, 0.2, 0.7, 0.3, (0.62, 0.04, 0.03), 0.7))),
        lamps=((-1.9, 3.0, 7.6, 0.9, (0.95, 0.95, 0.85)),), eye=1.5, lens=0.80, mean=78, electric=0.26, dust=50, grade="cold",
    ),
    "spiral": Plan(
        Room(made.STONE, made.CONCRETE, 3.2, 8.2, 11, 5.0, 0.0, 0.0, panes=True, right=0.0, left=0.0, end_half=0.4, end_low=4.4, end_high=5.6, arched=True, gloss=0.2, murk=0.01,
             wall=(0.34, 0.31, 0.27), ground=(0.18, 0.165, 0.145), roof=(0.10, 0.09, 0.08), trim=(0.26, 0.23, 0.20), boxes=(*_winding(7.8, 2.1, 36), *(block(side * 3.1, z, 0.16, 0.3, 0.2, (1.0, 0.75, 0.4), y, 1.6) for side, z, y in ((-1, 6.4, 2.4), (1, 8.6, 4.4))))),
        lamps=((-2.7, 2.5, 6.4, 1.1, WARM), (2.7, 4.6, 8.4, 1.1, WARM)), eye=1.6, lens=0.74, mean=78, electric=0.10, dust=160, grade="warm",
    ),
    "staircase": Plan(
        Room(made.COLUMNS, made.TILES, 6.2, 8.6, 17, 5.0, 3.4, 7.0, left=0.5, right=0.5, end_half=1.7, end_low=3.4, end_high=7.6, arched=True, gloss=0.5, murk=0.004,
             wall=(0.42, 0.36, 0.27), ground=(0.36, 0.32, 0.26), roof=(0.28, 0.24, 0.18), trim=(0.46, 0.40, 0.30), boxes=(*_grand(8.4), *(block(0.0, 9.0, wide, 0.16, wide, (0.8, 0.62, 0.36), 6.6 - 0.2 * at, 0.5) for at, wide in enumerate((2.2, 1.7, 1.1, 0.5))))),
        lamps=((-3.0, 1.8, 8.0, 0.8, WARM), (3.0, 1.8, 8.0, 0.8, WARM)), eye=1.6, lens=0.80, mean=92, electric=0.25, dust=120, grade="warm",
    ),
    "in_tent": Plan(
        Room(made.PLASTER, made.MATT, 2.7, 3.3, 6.4, 9.0, 0.0, 0.0, right=0.0, left=0.0, panes=False, end_half=0.5, end_low=0.05, end_high=1.75, arched=True, gloss=0.0, murk=0.01,
             wall=tint(CANVAS, 0.55), ground=(0.14, 0.15, 0.10), roof=tint(CANVAS, 0.4), trim=tint(CANVAS, 0.5),
             boxes=(*_canvas(2.7, 3.3, 6.3), block(1.0, 4.9, 0.8, 0.16, 1.6, (0.06, 0.16, 0.36)), block(1.0, 5.5, 0.6, 0.16, 0.34, (0.55, 0.55, 0.52), 0.14), block(1.9, 5.2, 0.5, 0.6, 0.4, (0.36, 0.09, 0.05)), block(1.9, 5.2, 0.4, 0.18, 0.36, (0.16, 0.20, 0.10), 0.6), block(-1.5, 5.0, 0.8, 0.10, 1.5, (0.30, 0.20, 0.10)), block(0.3, 5.0, 0.16, 0.26, 0.16, (1.0, 0.75, 0.35), 0.0, 2.2), block(0.3, 5.0, 0.2, 0.05, 0.2, BLACK, 0.26), block(-0.6, 5.3, 0.14, 0.14, 0.14, STEEL))),
        lamps=((0.3, 0.5, 4.9, 2.0, WARM),), eye=1.2, lens=0.84, mean=78, electric=0.06, dust=60, grade="warm",
    ),
    "in_igloo": Plan(
        closed(made.PLASTER, made.MATT, 2.7, 2.9, 6.6, tint(ICE, 0.7), (0.42, 0.46, 0.50), tint(ICE, 0.6), tint(ICE, 0.7), gloss=0.1, boxes=(
            *_dome_of_ice(2.55, 6.2), block(0.0, 6.5, 1.0, 1.0, 0.05, (0.10, 0.20, 0.36), 0.0, 0.6), block(-1.5, 5.0, 1.5, 0.4, 1.6, tint(ICE, 1.1)), block(-1.5, 5.0, 1.4, 0.10, 1.5, (0.26, 0.17, 0.10), 0.4), block(-1.9, 5.0, 0.5, 0.14, 1.2, (0.50, 0.44, 0.36), 0.48), block(0.2, 4.8, 1.6, 0.03, 1.1, (0.30, 0.22, 0.15)), block(1.5, 5.6, 0.5, 0.3, 0.4, tint(ICE, 1.1)), block(1.5, 5.6, 0.2, 0.12, 0.2, (0.16, 0.14, 0.12), 0.3), block(1.5, 5.6, 0.10, 0.18, 0.1, (1.0, 0.7, 0.3), 0.42, 2.4), *(block(2.0, 4.8 + 0.2 * at, 0.04, 1.5, 0.04, WOOD) for at in range(2)))),
        lamps=((1.4, 0.7, 5.4, 1.5, WARM),), eye=1.3, lens=0.82, mean=96, electric=0.24, dust=50, grade="cold",
    ),
    "treehouse": Plan(
        Room(made.BOARDS, made.PLANKS, 2.4, 2.5, 6.6, 4.0, 0.0, 0.0, right=0.0, left=0.0, end_half=1.15, end_low=0.85, end_high=2.0, panes=False, gloss=0.05, murk=0.01,
             wall=(0.27, 0.17, 0.09), ground=(0.24, 0.15, 0.08), roof=(0.14, 0.085, 0.045), trim=(0.16, 0.10, 0.055),
             boxes=(block(1.75, 5.9, 0.62, 2.5, 0.6, (0.10, 0.065, 0.04)), block(1.2, 5.9, 0.9, 0.2, 0.22, (0.10, 0.065, 0.04), 1.9), *(block(1.75 + dx, 5.58, 0.05, 2.5, 0.03, (0.06, 0.04, 0.025)) for dx in (-0.2, 0.0, 0.18)), *(block(Random(at).uniform(-1.1, 1.1), 6.55, Random(at + 9).uniform(0.14, 0.34), Random(at + 5).uniform(0.1, 0.24), 0.04, tint((0.05, 0.20, 0.05), 0.6 + 0.25 * (at % 4)), Random(at + 40).uniform(0.88, 1.85), 0.08) for at in range(26)),
                    *(block(-2.2 + 0.34 * at, 6.4, 0.07, 0.08, 0.07, (1.0, 0.75, 0.35), 2.2 - 0.04 * ((at * (13 - at)) % 7), 2.2) for at in range(14)), block(-1.5, 5.2, 1.0, 0.10, 1.0, (0.30, 0.06, 0.05)), block(-1.7, 5.4, 0.5, 0.22, 0.4, (0.12, 0.22, 0.40), 0.10), *(block(-2.2, 4.4 + 0.3 * at, 0.2, 0.2 + 0.06 * (at % 3), 0.16, ((0.5, 0.1, 0.05), (0.1, 0.3, 0.4), (0.5, 0.4, 0.1))[at % 3], 1.1) for at in range(5)), block(-2.2, 5.0, 0.35, 0.05, 1.8, WOOD, 1.05), *(block(0.5 + dx, 4.6, 0.04, 0.03, 0.5, WOOD) for dx in (-0.25, 0.25)), block(0.5, 4.7, 0.7, 0.01, 0.7, BLACK), *(block(0.5, 4.45 + 0.16 * at, 0.5, 0.03, 0.05, WOOD, 0.01) for at in range(4)), block(-0.5, 6.56, 0.10, 0.05, 0.4, GOLD, 0.9), block(1.4, 5.0, 0.7, 0.5, 0.5, WOOD))),
        lamps=((0.0, 2.0, 5.9, 0.9, WARM),), eye=1.3, lens=0.84, mean=78, electric=0.05, dust=120, grade="warm",
    ),
    "ship_cabin": Plan(
        Room(made.BOARDS, made.PLANKS, 2.5, 2.3, 6.8, 3.0, 0.0, 0.0, right=0.0, left=0.0, panes=True, end_half=1.7, end_low=0.95, end_high=1.85, gloss=0.2, murk=0.006,
             wall=(0.26, 0.14, 0.07), ground=(0.22, 0.13, 0.07), roof=(0.20, 0.12, 0.065), trim=(0.16, 0.085, 0.04),
             boxes=(*(block(0.0, z, 5.0, 0.14, 0.16, DARK_WOOD, 2.12) for z in (4.0, 5.2, 6.4)), *table(1.0, 5.4, 1.5, 0.9, WOOD, 0.78), block(1.0, 5.4, 0.9, 0.012, 0.6, (0.62, 0.52, 0.34), 0.78), block(1.3, 5.5, 0.16, 0.08, 0.16, GOLD, 0.79), block(0.6, 5.2, 0.04, 0.03, 0.34, STEEL, 0.79), block(-1.9, 5.3, 0.9, 0.5, 1.9, WOOD), block(-1.9, 5.3, 0.8, 0.14, 1.8, (0.10, 0.16, 0.30), 0.5), block(-1.9, 6.0, 0.6, 0.12, 0.36, WHITE, 0.62), block(1.9, 6.4, 0.8, 0.55, 0.6, DARK_WOOD), block(1.9, 6.08, 0.82, 0.06, 0.02, GOLD, 0.3),
                    block(0.3, 5.2, 0.03, 0.4, 0.03, BLACK, 1.75), block(0.3, 5.2, 0.2, 0.26, 0.2, (1.0, 0.72, 0.32), 1.5, 1.8), *(block(2.44, z, 0.06, tall, tall, colour, 1.4 - tall / 2) for z in (4.2, 5.6) for tall, colour in ((0.56, GOLD), (0.40, (0.12, 0.26, 0.40)))), block(0.0, 6.74, 3.4, 0.30, 0.03, (0.02, 0.09, 0.14), 0.97, 0.3), block(-2.46, 5.2, 0.04, 0.6, 0.8, (0.50, 0.42, 0.26), 1.3))),
        lamps=((0.3, 1.6, 5.2, 1.1, WARM),), eye=1.35, lens=0.84, mean=78, electric=0.06, dust=80, grade="warm",
    ),
    "boilers": Plan(
        closed(made.STONE, made.CONCRETE, 3.4, 3.6, 12, (0.16, 0.14, 0.12), (0.11, 0.10, 0.095), (0.08, 0.075, 0.07), (0.14, 0.12, 0.10), gloss=0.5, boxes=(
            *_pipes(3.4, 12), *_boiler(-1.9, 8.2), *_boiler(1.6, 9.6), *_boiler(-0.2, 10.8), block(2.5, 6.2, 0.9, 0.5, 0.8, (0.03, 0.03, 0.032)), *(block(2.5 + Random(at).uniform(-0.6, 0.6), 6.0 + Random(at + 3).uniform(-0.5, 0.5), 0.2, 0.16, 0.2, (0.03, 0.03, 0.032)) for at in range(14)))),
        lamps=((-1.9, 0.9, 7.0, 2.0, (1.0, 0.45, 0.12)), (1.6, 0.9, 8.4, 1.4, (1.0, 0.45, 0.12))), eye=1.5, lens=0.82, mean=74, electric=0.12, dust=260, grade="warm",
    ),
    "foundry": Plan(
        Room(made.METAL, made.CONCRETE, 8.0, 9.0, 26, 6.0, 4.0, 8.0, left=0.3, right=0.3, end_half=0.0, end_low=0.0, end_high=0.0, gloss=0.5, murk=0.02,
             wall=(0.11, 0.10, 0.09), ground=(0.10, 0.09, 0.08), roof=(0.05, 0.045, 0.04), trim=(0.08, 0.07, 0.06),
             boxes=(*_ladle(2.2, 12.0), block(-5.4, 15.0, 3.6, 6.0, 3.6, (0.12, 0.105, 0.095)), block(-5.4, 13.15, 1.8, 1.5, 0.1, COALS, 0.8, 0.9), block(-5.4, 13.1, 2.2, 0.2, 0.2, tint(BRICK, 0.8), 2.3), *(block(-5.4, 15.0, 3.7, 0.16, 3.7, STEEL, y) for y in (1.0, 3.4, 5.6)), *(block(-2.4, 11.0 + 1.1 * at, 0.5, 0.1, 0.9, (1.0, 0.40, 0.08), 0.12, 0.8) for at in range(5)), block(-2.4, 13.2, 0.9, 0.12, 6.0, (0.12, 0.115, 0.11)),
                    *(block(4.6 + 1.0 * (at % 2), 17.0 + 1.2 * (at // 2), 0.9, 0.7, 1.0, (0.14, 0.12, 0.11)) for at in range(6)))),
        lamps=((1.2, 1.4, 10.0, 2.0, (1.0, 0.5, 0.14)),), eye=1.6, lens=0.82, mean=84, electric=0.4, dust=500, grade="warm",
    ),
    "bank": Plan(
        closed(made.COLUMNS, made.TILES, 6.0, 6.0, 16, (0.42, 0.39, 0.33), (0.40, 0.37, 0.32), (0.36, 0.33, 0.28), (0.44, 0.38, 0.28), gloss=0.6, boxes=(
            block(0.0, 13.2, 9.6, 1.15, 0.8, (0.22, 0.11, 0.055)), block(0.0, 13.1, 9.8, 0.08, 1.0, MARBLE, 1.15), *(block(-4.4 + 0.22 * at, 13.2, 0.03, 0.95, 0.03, GOLD, 1.23) for at in range(41) if at % 8 not in (3, 4, 5)), *(block(-4.8 + 1.76 * at, 13.2, 0.14, 1.3, 0.14, GOLD, 1.23) for at in range(6)), block(0.0, 13.2, 9.6, 0.12, 0.12, GOLD, 2.5), *sign("BANK", 0.0, 15.8, 3.3, 1.0, (0.90, 0.66, 0.22), 0.7), *(block(-4.0 + 1.76 * at, 13.0, 0.24, 0.3, 0.2, (0.05, 0.28, 0.12), 1.3, 0.9) for at in range(5)),
            *(block(x, z, 0.07, 0.95, 0.07, GOLD) for x in (-2.6, -1.2) for z in (7.2, 8.8, 10.4)), *(block(x, 8.8, 0.05, 0.06, 3.2, (0.42, 0.03, 0.03), 0.8) for x in (-2.6, -1.2)), *(block(0.0, 9.0, wide, 0.14, wide, (1.0, 0.86, 0.6), 5.6 - 0.18 * at, 1.1) for at, wide in enumerate((1.8, 1.2, 0.6))), *table(3.4, 7.6, 1.4, 0.8, DARK_WOOD, 1.0), block(3.4, 7.6, 0.3, 0.01, 0.2, WHITE, 1.0), block(0.0, 15.9, 0.9, 0.9, 0.06, WHITE, 4.6), block(0.0, 15.85, 0.05, 0.36, 0.03, BLACK, 5.05), block(0.12, 15.85, 0.26, 0.05, 0.03, BLACK, 5.03))),
        lamps=(), eye=1.6, lens=0.82, mean=104, electric=0.65, dust=40, grade="warm",
    ),
    "lecture": Plan(
        closed(made.PANELS, made.PLANKS, 5.6, 4.6, 15, (0.36, 0.31, 0.23), (0.20, 0.13, 0.075), (0.36, 0.35, 0.32), (0.22, 0.13, 0.07), gloss=0.2, strip=0.3, boxes=(
            *_tiers(6), block(0.0, 14.9, 7.0, 2.5, 0.06, (0.05, 0.13, 0.09), 1.2), block(0.0, 14.88, 7.3, 0.10, 0.10, WOOD, 1.12), block(0.0, 14.88, 7.3, 0.10, 0.10, WOOD, 3.7), *(block(-2.6 + 0.9 * (at % 3), 14.84, 0.6 - 0.12 * (at % 2), 0.05, 0.02, (0.7, 0.72, 0.68), 3.2 - 0.36 * (at // 3), 0.5) for at in range(15)), block(2.0, 14.84, 0.05, 1.4, 0.02, (0.7, 0.72, 0.68), 1.6, 0.5), block(2.2, 14.84, 1.7, 0.05, 0.02, (0.7, 0.72, 0.68), 1.7, 0.5), *(block(2.1 + 0.16 * at, 14.83, 0.14, 0.06, 0.02, (0.9, 0.75, 0.3), 1.75 + 0.013 * at * at, 0.6) for at in range(9)), block(-1.2, 13.2, 1.4, 1.05, 0.6, WOOD))),
        lamps=(), eye=1.9, lens=0.82, mean=92, electric=0.42, dust=60, grade="warm",
    ),
    "wine_cellar": Plan(
        closed(made.STONE, made.CONCRETE, 3.2, 3.2, 17, (0.22, 0.17, 0.12), (0.15, 0.12, 0.09), (0.14, 0.11, 0.08), (0.18, 0.14, 0.10), gloss=0.25, boxes=(
            *(box for side in (-1, 1) for at in range(10) for row in range(2) for box in _cask(side * 2.5, 4.2 + 1.15 * at + 0.3 * row, 0.16 + 1.04 * row, side)), *(block(side * 2.5, 9.5, 0.9, 0.16, 12.5, DARK_WOOD) for side in (-1, 1)), *(block(0.0, z, 6.4, 0.26, 0.4, (0.24, 0.18, 0.13), 2.94) for z in (5.0, 8.0, 11.0, 14.0)), *(block(side * 2.3, z, 1.8, 0.3, 0.4, (0.24, 0.18, 0.13), 2.66) for side in (-1, 1) for z in (5.0, 8.0, 11.0, 14.0)),
            *_rack(16.8), block(-0.9, 7.6, 0.62, 0.95, 0.62, WOOD), *(block(-0.9, 7.6, 0.66, 0.06, 0.66, STEEL, y) for y in (0.14, 0.46, 0.8)), block(-1.0, 7.5, 0.10, 0.30, 0.10, (0.03, 0.10, 0.05), 0.95), block(-0.76, 7.5, 0.09, 0.16, 0.09, (0.36, 0.02, 0.05), 0.95), block(-0.9, 7.75, 0.06, 0.18, 0.06, (1.0, 0.75, 0.35), 0.95, 1.8))),
        lamps=((-0.9, 1.4, 7.4, 0.9, WARM), (0.0, 2.6, 12.0, 1.4, WARM)), eye=1.5, lens=0.82, mean=74, electric=0.10, dust=120, grade="warm",
    ),
}  # fmt: skip
"""Every such room by name."""

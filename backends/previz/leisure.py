"""Rooms of leisure: a bowling alley, a cinema, an arcade, a casino, a laundromat, a sauna, a spa, an aquarium, a planetarium,
a changing room, a theatre's back stage."""

from __future__ import annotations

from itertools import product
from random import Random

from backends.previz.furniture import (
    CLOTH,
    DARK_WOOD,
    GOLD,
    GOODS,
    NEON,
    STEEL,
    WARM,
    WHITE,
    WOOD,
    Plan,
    block,
    stars,
)
from backends.previz.kernels import room as made
from backends.previz.light import Colour
from backends.previz.scene import Box, Room
from backends.previz.scenery import tint
from backends.previz.signs import sign
from backends.previz.trades import mirror

BLACK: Colour = (0.025, 0.025, 0.03)
FELT: Colour = (0.02, 0.22, 0.09)
LANE: Colour = (0.50, 0.31, 0.13)


def closed(walls: int, floor: int, half: float, ceiling: float, length: float, wall: Colour, ground: Colour, roof: Colour, trim: Colour, boxes: tuple[Box, ...], gloss: float = 0.3, strip: float = 0.0) -> Room:  # fmt: skip
    """A room without windows, that is not turned about."""
    return Room(walls, floor, half, ceiling, length, 5.0, 0.0, 0.0, panes=False, right=0.01, left=0.01, end_half=0.0, end_low=0.0, end_high=0.0, gloss=gloss, murk=0.004, strip=strip,
                wall=wall, ground=ground, roof=roof, trim=trim, boxes=boxes)  # fmt: skip


def _lane(x: float, number: int) -> tuple[Box, ...]:
    """A lane with its gutters, ten pins at its end and the picture over them."""
    pins = tuple(
        box
        for row in range(4)
        for at in range(row + 1)
        for px, pz in ((x + 0.24 * (at - row / 2), 16.6 + 0.26 * row),)
        for box in (
            block(px, pz, 0.15, 0.26, 0.12, (0.85, 0.84, 0.80), 0.03, 0.55),
            block(px, pz, 0.08, 0.12, 0.08, (0.85, 0.84, 0.80), 0.29, 0.55),
            block(px, pz - 0.01, 0.09, 0.03, 0.09, (0.75, 0.05, 0.04), 0.31, 0.4),
        )
    )
    return (
        block(x, 11.2, 1.06, 0.03, 13.0, LANE), *(block(x + side * 0.66, 11.2, 0.22, 0.02, 13.0, BLACK) for side in (-1, 1)),
        *(block(x + 0.18 * at, 7.6 + 0.22 * (2 - abs(at)), 0.05, 0.035, 0.3, (0.12, 0.05, 0.02)) for at in (-2, -1, 0, 1, 2)),
        block(x, 17.8, 1.4, 1.0, 0.05, (0.16, 0.14, 0.20), 0.0, 0.35), *pins, block(x + 0.72, 17.0, 0.08, 1.0, 1.6, BLACK),
        block(x, 16.3, 1.52, 1.15, 0.08, tint(NEON[number % 5], 0.45), 1.0, 0.5), block(x, 16.24, 0.5, 0.5, 0.05, tint(NEON[(number + 2) % 5], 0.9), 1.3, 0.8),
        block(x, 9.0, 0.95, 0.5, 0.06, (0.06, 0.25, 0.55), 2.75, 0.7), block(x, 8.95, 0.7, 0.08, 0.03, (0.9, 0.9, 0.8), 3.02, 0.9),
    )  # fmt: skip


def _seats(half: float, near: float, far: float) -> tuple[Box, ...]:
    """Rows of red folding seats with their backs to the eye."""
    count = int((far - near) / 1.15)
    return tuple(
        box
        for row in range(count)
        for side in (-1, 1)
        for at in range(int((half - 0.9) / 0.62))
        for x, z in ((side * (1.1 + 0.62 * at), near + 1.15 * row),)
        for box in (block(x, z, 0.54, 0.95, 0.14, tint((0.36, 0.03, 0.035), 0.8 + 0.2 * ((at + row) % 2))), block(x, z + 0.25, 0.5, 0.14, 0.4, (0.22, 0.02, 0.025), 0.4))
    )  # fmt: skip


def _game(x: float, z: float, side: int, number: int) -> tuple[Box, ...]:
    """A cabinet with a game, against its wall."""
    hue, other = NEON[number % 5], NEON[(number + 2) % 5]
    front = x - side * 0.42
    return (
        block(x, z, 0.8, 1.85, 0.82, tint(other, 0.10)), block(front - side * 0.14, z, 0.30, 0.10, 0.74, (0.06, 0.06, 0.07), 0.86),
        block(front, z, 0.04, 0.56, 0.62, tint(hue, 0.35), 1.02, 0.7), *(block(front - side * 0.03, z - 0.2 + 0.2 * at, 0.02, 0.10, 0.12, NEON[(number + at) % 5], 1.1 + 0.14 * ((number + at) % 3), 1.2) for at in range(3)),
        block(front - side * 0.06, z, 0.10, 0.20, 0.80, hue, 1.64, 1.3), *(block(front - side * 0.16, z - 0.18 + 0.18 * at, 0.05, 0.05, 0.06, ((0.9, 0.1, 0.05), (0.9, 0.8, 0.1), (0.1, 0.4, 0.9))[at], 0.96, 0.9) for at in range(3)),
        *(block(front, z + edge * 0.40, 0.05, 1.7, 0.03, hue, 0.05, 1.0) for edge in (-1, 1)),
    )  # fmt: skip


def _slot(x: float, z: float, side: int, number: int) -> tuple[Box, ...]:
    """A slot machine against its wall: three reels, a lit head, a lever."""
    front = x - side * 0.38
    return (
        block(x, z, 0.72, 1.7, 0.72, (0.26, 0.03, 0.03)), block(front, z, 0.05, 0.42, 0.60, GOLD, 0.98), *(block(front - side * 0.03, z + 0.19 * (at - 1), 0.04, 0.30, 0.15, (0.85, 0.82, 0.74), 1.04, 0.7) for at in range(3)),
        *(block(front - side * 0.05, z + 0.19 * (at - 1), 0.03, 0.10, 0.09, (0.8, 0.05, 0.05) if (at + number) % 2 else (0.75, 0.5, 0.04), 1.14, 0.5) for at in range(3)),
        block(front - side * 0.04, z, 0.06, 0.24, 0.66, tint(NEON[(3, 0, 1)[number % 3]], 0.8), 1.44, 0.7), block(x, z, 0.4, 0.16, 0.4, (0.8, 0.55, 0.15), 1.7, 0.4), block(front - side * 0.12, z, 0.24, 0.06, 0.68, GOLD, 0.80), block(front, z, 0.05, 0.3, 0.5, tint(NEON[(number + 1) % 5], 0.4), 0.35, 0.5),
    )  # fmt: skip


def _gaming(x: float, z: float, wide: float, deep: float) -> tuple[Box, ...]:
    """A table of green cloth with chips, cards and a rim of wood."""
    dice = Random(int(z * 10))
    chips = tuple(
        block(x + dice.uniform(-0.4, 0.4) * wide, z + dice.uniform(-0.4, 0.4) * deep, 0.09, 0.04 * dice.randrange(1, 5), 0.09, dice.choice(((0.7, 0.05, 0.04), (0.05, 0.12, 0.5), (0.75, 0.74, 0.7), (0.03, 0.03, 0.03))), 0.90)
        for _ in range(22)
    )  # fmt: skip
    cards = tuple(
        block(x + dice.uniform(-0.35, 0.35) * wide, z - 0.25 * deep, 0.12, 0.012, 0.17, (0.8, 0.8, 0.78), 0.90)
        for _ in range(6)
    )
    return (block(x, z, wide + 0.24, 0.10, deep + 0.24, WOOD, 0.79), block(x, z, wide, 0.02, deep, FELT, 0.885, 0.1), block(x, z, wide * 0.5, 0.8, deep * 0.5, DARK_WOOD), *chips, *cards,
            block(x, z, wide * 0.4, 0.10, 0.3, (0.02, 0.12, 0.05), 3.05), block(x, z, wide * 0.34, 0.03, 0.24, (1.0, 0.85, 0.55), 3.02, 1.2))  # fmt: skip


def _washer(x: float, z: float, base: float) -> tuple[Box, ...]:
    """A washing machine that faces the eye, its round door full of washing."""
    ring = tuple(
        block(x, z - 0.41, wide, tall, 0.03, (0.30, 0.32, 0.34), base + 0.42 - tall / 2)
        for wide, tall in ((0.30, 0.56), (0.44, 0.48), (0.52, 0.36), (0.56, 0.24))
    )
    pane = tuple(
        block(x, z - 0.44, wide, tall, 0.02, (0.05, 0.14, 0.20), base + 0.42 - tall / 2, 0.2)
        for wide, tall in ((0.20, 0.42), (0.34, 0.34), (0.42, 0.20))
    )
    wash = tuple(
        block(x + dx, z - 0.46, 0.13, 0.07, 0.01, GOODS[(int(x * 7) + at) % len(GOODS)], base + 0.28 + dy, 0.2)
        for at, (dx, dy) in enumerate(((-0.1, 0.0), (0.05, 0.02), (0.0, 0.09), (-0.06, 0.14)))
    )
    return (
        block(x, z, 0.86, 1.02, 0.8, (0.62, 0.63, 0.63), base), *ring, *pane, *wash, block(x, z - 0.41, 0.78, 0.16, 0.02, (0.20, 0.30, 0.42), base + 0.82),
        *(block(x - 0.25 + 0.13 * at, z - 0.43, 0.05, 0.05, 0.02, ((0.2, 0.9, 0.4), (0.9, 0.6, 0.1), (0.6, 0.6, 0.6))[at % 3], base + 0.88, 0.9) for at in range(4)),
    )  # fmt: skip


def _tank(side: int, half: float, near: float, far: float, number: int) -> tuple[Box, ...]:
    """A lit tank in a side wall: water, plants and small fish."""
    dice, deep, x = Random(number), far - near, side * (half - 0.03)
    return (
        block(x, (near + far) / 2, 0.06, 1.5, deep, (0.02, 0.20, 0.34), 0.95, 0.75), block(x, (near + far) / 2, 0.10, 0.10, deep + 0.2, BLACK, 0.85), block(x, (near + far) / 2, 0.10, 0.10, deep + 0.2, BLACK, 2.45),
        *(block(x - side * 0.05, near + dice.uniform(0.1, deep - 0.1), 0.03, dice.uniform(0.3, 0.9), 0.06, dice.choice(((0.04, 0.35, 0.12), (0.5, 0.12, 0.25), (0.55, 0.3, 0.05))), 0.95, 0.4) for _ in range(9)),
        *(block(x - side * 0.06, near + dice.uniform(0.2, deep - 0.2), 0.03, 0.09, 0.2, dice.choice(((1.0, 0.45, 0.05), (0.95, 0.85, 0.15), (0.9, 0.9, 0.95))), dice.uniform(1.2, 2.3), 0.9) for _ in range(8)),
    )  # fmt: skip


def _lockers(side: int, half: float, near: float, far: float) -> tuple[Box, ...]:
    """Tall metal lockers along a wall."""
    x, middle, deep = side * (half - 0.25), (near + far) / 2, far - near
    count = int(deep / 0.42)
    return (
        block(x, middle, 0.5, 1.95, deep, (0.10, 0.24, 0.40)), block(x, middle, 0.56, 0.12, deep, (0.10, 0.10, 0.11)),
        *(block(x - side * 0.255, near + 0.42 * at, 0.02, 1.8, 0.03, (0.02, 0.05, 0.09), 0.14) for at in range(count + 1)),
        *(block(x - side * 0.256, near + 0.42 * at + 0.21, 0.02, 0.025, 0.2, (0.02, 0.05, 0.09), base) for at in range(count) for base in (1.62, 1.70, 1.78)),
        *(block(x - side * 0.27, near + 0.42 * at + 0.34, 0.03, 0.14, 0.04, (0.55, 0.56, 0.58), 1.0) for at in range(count)),
    )  # fmt: skip


def _costumes(x: float, near: float, far: float) -> tuple[Box, ...]:
    """A rail of costumes."""
    dice = Random(12)
    hung = tuple(
        block(x, near + 0.14 * at, 0.5, dice.uniform(0.9, 1.3), 0.10, tint(dice.choice(GOODS), 0.9), 0.42 + dice.uniform(0, 0.1))
        for at in range(int((far - near) / 0.14))
    )  # fmt: skip
    return (block(x, (near + far) / 2, 0.05, 0.05, far - near + 0.3, STEEL, 1.78), *(block(x, z, 0.05, 1.8, 0.05, STEEL) for z in (near - 0.1, far + 0.1)), *hung)  # fmt: skip


_WATER: tuple[Colour, ...] = (
    (0.005, 0.07, 0.20),
    (0.008, 0.12, 0.30),
    (0.012, 0.19, 0.42),
    (0.02, 0.28, 0.52),
    (0.05, 0.42, 0.66),
)
_FISH: tuple[tuple[str, float, float, float, float, Colour], ...] = (
    ("shark", -1.9, 2.05, 11.55, 0.75, (0.42, 0.50, 0.56)), ("ray", 2.3, 1.9, 11.6, 0.8, (0.36, 0.44, 0.52)), ("sea_turtle", 0.5, 2.35, 11.6, 0.55, (0.30, 0.46, 0.24)), ("fish", -3.2, 1.4, 11.5, 0.32, (0.95, 0.55, 0.08)),
    ("fish", -0.7, 1.5, 11.5, 0.34, (0.95, 0.80, 0.10)), ("fish", 1.3, 1.25, 11.5, 0.30, (0.95, 0.30, 0.10)), ("fish", 3.0, 1.2, 11.5, 0.34, (0.30, 0.55, 0.95)), ("fish", 0.2, 1.05, 11.5, 0.26, (0.95, 0.55, 0.08)), ("jellyfish", -2.9, 2.2, 11.6, 0.6, (0.85, 0.60, 0.85)),
)  # fmt: skip

PLANS: dict[str, Plan] = {
    "bowling": Plan(
        closed(made.PLASTER, made.PLANKS, 6.2, 3.7, 18, (0.10, 0.06, 0.14), (0.24, 0.14, 0.07), (0.05, 0.04, 0.07), (0.10, 0.06, 0.12), gloss=0.6, boxes=(
            *(box for number in range(7) for box in _lane(-4.7 + 1.56 * number, number)), *sign("BOWLING", 0.0, 16.2, 2.5, 0.75, (1.0, 0.35, 0.10), 1.6), *(block(side * 6.15, 11.0, 0.04, 0.08, 13.0, NEON[1 if side < 0 else 0], y, 1.3) for side in (-1, 1) for y in (1.2, 2.2)),
            block(-1.56, 5.3, 0.62, 0.62, 1.5, (0.10, 0.10, 0.12)), block(-1.56, 5.3, 0.72, 0.06, 1.6, STEEL, 0.62), *(block(4.8, 4.6 + 0.7 * at, 0.5, 0.45, 0.6, (0.40, 0.05, 0.04)) for at in range(3)))),
        lamps=((-3.0, 3.0, 7.0, 1.3, NEON[0]), (3.0, 3.0, 7.0, 1.3, NEON[1]), (0.0, 2.4, 14.0, 1.6, WARM)), eye=1.55, lens=0.8, mean=76, electric=0.20, dust=40, grade="vivid",
        standing=tuple(("orb", -1.72 + 0.28 * (at % 2), 0.66, 4.8 + 0.32 * at, 0.26, NEON[at % 5]) for at in range(4)),
    ),
    "cinema": Plan(
        closed(made.PLASTER, made.CARPET, 6.6, 6.2, 17, (0.055, 0.02, 0.022), (0.05, 0.018, 0.02), (0.02, 0.018, 0.02), (0.12, 0.05, 0.03), gloss=0.0, boxes=(
            block(0.0, 16.95, 11.0, 4.9, 0.05, (0.012, 0.012, 0.014), 1.0), block(0.0, 16.90, 10.4, 4.35, 0.04, (0.42, 0.56, 0.78), 1.25, 0.95), block(0.0, 16.86, 10.4, 1.5, 0.03, (0.80, 0.52, 0.30), 2.55, 0.9), block(0.0, 16.84, 10.4, 1.35, 0.03, (0.07, 0.10, 0.13), 1.25, 0.7),
            *(block(-5.0 + 0.5 * at, 16.82, 0.5, 0.35 * ((3 * at * at + at) % 5), 0.02, (0.10, 0.13, 0.18), 2.58, 0.6) for at in range(21)), block(2.4, 16.83, 0.9, 0.9, 0.02, (1.0, 0.92, 0.70), 3.5, 1.4), block(2.4, 16.835, 1.2, 0.6, 0.02, (1.0, 0.92, 0.70), 3.65, 1.3), block(2.4, 16.835, 0.6, 1.2, 0.02, (1.0, 0.92, 0.70), 3.35, 1.3),
            *_seats(6.4, 6.0, 14.4), *(block(side * 6.55, z, 0.06, 1.0, 0.24, (1.0, 0.6, 0.25), 2.2, 0.9) for side in (-1, 1) for z in (6.0, 9.5, 13.0)), block(5.4, 16.9, 0.7, 0.26, 0.05, (0.05, 0.7, 0.3), 0.3, 1.0))),
        lamps=((0.0, 3.2, 14.0, 4.0, (0.75, 0.85, 1.0)),), eye=1.6, lens=0.82, mean=62, electric=0.06, dust=220, grade="teal",
        standing=(("curtain", -5.9, 0.9, 16.7, 5.2, (0.45, 0.04, 0.05)), ("curtain", 5.9, 0.9, 16.7, 5.2, (0.45, 0.04, 0.05))),
    ),
    "arcade": Plan(
        closed(made.PANELS, made.MATT, 3.5, 3.1, 13, (0.06, 0.03, 0.10), (0.035, 0.025, 0.06), (0.03, 0.02, 0.05), (0.5, 0.10, 0.6), gloss=0.5, boxes=(
            *(box for side in (-1, 1) for at in range(9) for box in _game(side * 2.95, 3.8 + 1.02 * at, side, at + (side > 0) * 2)), *(box for at in range(3) for box in (block(-1.2 + 1.2 * at, 12.5, 0.95, 1.8, 0.7, tint(NEON[at], 0.12)), block(-1.2 + 1.2 * at, 12.13, 0.7, 0.6, 0.04, tint(NEON[at + 1], 0.5), 1.0, 0.8), block(-1.2 + 1.2 * at, 12.1, 0.9, 0.2, 0.08, NEON[at], 1.62, 1.4))),
            *sign("ARCADE", 0.0, 12.6, 2.15, 0.6, NEON[0], 1.8), *(block(side * 1.3, 8.0, 0.06, 0.05, 9.6, NEON[1 if side < 0 else 2], 3.04, 1.6) for side in (-1, 1)), *(block(-1.9 + 0.55 * i, 4.0 + 0.9 * j, 0.18, 0.012, 0.18, tint(NEON[(i + 2 * j) % 5], 0.5), 0.0, 0.25) for i, j in product(range(8), range(9)) if (i * 3 + j * 5) % 4 == 0))),
        lamps=((-2.2, 2.0, 6.0, 1.5, NEON[1]), (2.2, 2.0, 6.0, 1.5, NEON[0]), (0.0, 2.2, 10.5, 1.6, NEON[2])), eye=1.5, lens=0.82, mean=64, electric=0.12, dust=80, grade="vivid",
    ),
    "casino": Plan(
        closed(made.PANELS, made.CARPET, 5.6, 3.8, 15, (0.20, 0.05, 0.04), (0.24, 0.04, 0.035), (0.16, 0.10, 0.05), (0.46, 0.28, 0.07), gloss=0.05, boxes=(
            *(box for side in (-1, 1) for at in range(10) for box in _slot(side * 5.1, 3.9 + 0.92 * at, side, at)), *_gaming(-2.1, 7.0, 2.2, 1.2), *_gaming(2.5, 9.6, 2.4, 1.3), *_gaming(-2.2, 11.6, 2.4, 1.2), *(block(-2.1 + 0.7 * at, 6.05, 0.36, 0.62, 0.36, (0.10, 0.02, 0.02)) for at in (-1, 0, 1)),
            block(-1.5, 7.0, 0.6, 0.06, 0.6, DARK_WOOD, 0.9), block(-1.5, 7.0, 0.46, 0.03, 0.46, (0.6, 0.05, 0.04), 0.96), block(-1.5, 7.0, 0.2, 0.10, 0.2, GOLD, 0.96), *sign("CASINO", 0.0, 14.6, 1.75, 0.95, (1.0, 0.62, 0.12), 1.6),
            *(block(-3.9 + 0.6 * at, 14.92, 0.14, 0.14, 0.05, (1.0, 0.8, 0.4), y, 1.6) for at in range(14) for y in (1.55, 2.85)), block(0.0, 14.8, 3.2, 1.1, 0.6, DARK_WOOD), block(0.0, 14.8, 3.4, 0.06, 0.8, GOLD, 1.1),
            *(block(0.0, 8.0, wide, 0.12, wide, (0.72, 0.54, 0.28), 3.55 - 0.14 * at, 0.4) for at, wide in enumerate((1.6, 1.2, 0.8, 0.4))))),
        lamps=(), eye=1.6, lens=0.8, mean=104, electric=0.75, dust=80, grade="warm",
    ),
    "laundromat": Plan(
        closed(made.TILED, made.TILES, 3.4, 3.0, 9.5, (0.40, 0.47, 0.48), (0.40, 0.42, 0.42), (0.42, 0.43, 0.43), (0.10, 0.36, 0.42), gloss=0.5, strip=0.4, boxes=(
            *(box for at in range(7) for row in range(2) for box in _washer(-2.9 + 0.96 * at, 9.1, 1.04 * row)), *sign("LAUNDRY", 0.0, 9.4, 2.3, 0.5, (1.0, 0.20, 0.55), 1.8), *(block(-2.95, 4.2 + 0.95 * at, 0.8, 1.02, 0.86, (0.60, 0.61, 0.61)) for at in range(4)), *(block(-2.53, 4.2 + 0.95 * at, 0.03, tall, wide, (0.08, 0.16, 0.22), 0.46 - tall / 2) for at in range(4) for wide, tall in ((0.24, 0.48), (0.42, 0.36), (0.50, 0.22))),
            block(2.7, 6.2, 0.7, 0.06, 3.4, (0.46, 0.30, 0.12), 0.45), *(block(2.7, z, 0.6, 0.45, 0.08, STEEL) for z in (4.8, 7.6)), block(2.8, 7.0, 0.5, 0.35, 0.6, (0.10, 0.35, 0.60), 0.51), block(2.8, 7.0, 0.4, 0.16, 0.5, (0.66, 0.64, 0.60), 0.80))),
        lamps=((0.0, 2.4, 7.0, 1.0, (0.8, 0.95, 1.0)),), eye=1.5, lens=0.82, mean=92, electric=0.40, dust=20, grade="teal",
    ),
    "sauna": Plan(
        closed(made.BOARDS, made.PLANKS, 2.3, 2.4, 6.6, (0.40, 0.23, 0.11), (0.28, 0.16, 0.08), (0.30, 0.17, 0.08), (0.30, 0.17, 0.08), gloss=0.1, boxes=(
            *(block(0.0, 6.05 + row * 0.28 - 0.14 * at, 4.5, 0.06, 0.11, (0.46, 0.28, 0.14), 0.9 - 0.45 * (1 - row)) for row in range(2) for at in range(4)), *(block(x, 5.9 + 0.3 * row, 0.08, 0.42 + 0.45 * row, 0.5, (0.30, 0.17, 0.08)) for x in (-2.0, 0.0, 2.0) for row in range(2)), *(block(0.0, 6.52, 4.4, 0.09, 0.05, (0.46, 0.28, 0.14), y) for y in (1.2, 1.4, 1.6)),
            block(-1.75, 4.9, 0.75, 0.75, 0.7, (0.06, 0.06, 0.065)), block(-1.36, 4.9, 0.03, 0.25, 0.4, (1.0, 0.35, 0.06), 0.15, 1.6), *(block(-2.0 + 0.17 * (at % 4), 4.66 + 0.16 * (at // 4), 0.16, 0.12 + 0.04 * (at % 3), 0.15, tint((0.22, 0.21, 0.20), 0.7 + 0.2 * (at % 3)), 0.75) for at in range(16)),
            *(block(-1.75, 4.9 + side * 0.5, 0.9, 0.06, 0.06, WOOD, y) for side in (-1, 1) for y in (0.3, 0.6, 0.9)), block(1.2, 5.4, 0.34, 0.3, 0.34, (0.42, 0.25, 0.12)), block(1.2, 5.4, 0.37, 0.04, 0.37, STEEL, 0.2), block(1.3, 5.3, 0.04, 0.04, 0.5, WOOD, 0.34), block(1.9, 6.5, 0.3, 0.36, 0.1, (1.0, 0.70, 0.35), 1.7, 1.2), block(1.0, 5.95, 0.7, 0.08, 0.35, (0.75, 0.74, 0.70), 0.96))),
        lamps=((-1.5, 0.5, 4.9, 1.0, (1.0, 0.4, 0.12)),), eye=1.4, lens=0.84, mean=84, electric=0.24, dust=200, grade="warm",
    ),
    "spa": Plan(
        Room(made.STONE, made.TILES, 4.4, 3.2, 13, 5.0, 0.0, 0.0, panes=False, right=0.0, left=0.0, end_half=2.2, end_low=0.3, end_high=2.7, gloss=0.55, murk=0.006, pool=(-3.0, 1.7, 5.9),
             wall=(0.30, 0.25, 0.19), ground=(0.30, 0.25, 0.20), roof=(0.20, 0.15, 0.10), trim=(0.24, 0.15, 0.08),
             boxes=(block(3.2, 7.0, 0.8, 0.32, 2.0, (0.50, 0.46, 0.40), 0.12), block(3.2, 7.85, 0.8, 0.55, 0.35, (0.50, 0.46, 0.40), 0.3), block(3.2, 6.5, 0.6, 0.14, 0.5, (0.75, 0.74, 0.70), 0.44), *(block(2.0, 5.2, wide, 0.10, wide, (0.06, 0.06, 0.065), 0.10 * at) for at, wide in enumerate((0.42, 0.34, 0.27, 0.2))),
                    *(block(-3.5 + 0.02 * (at % 2), 5.4, 0.55, 0.09, 0.4, tint((0.72, 0.70, 0.64), 1.0 - 0.12 * (at % 2)), 0.5 + 0.09 * at) for at in range(4)), block(-3.5, 5.4, 0.8, 0.5, 0.6, WOOD), *(block(side * 4.3, 9.5, 0.08, 2.4, 0.5, (0.32, 0.18, 0.08), 0.3) for side in (-1, 1)))),
        lamps=((2.4, 0.6, 5.4, 0.8, WARM), (-3.2, 0.9, 6.4, 0.8, WARM), (1.8, 0.5, 9.4, 0.8, WARM), (-3.4, 0.6, 10.4, 0.8, WARM)), eye=1.5, lens=0.82, mean=84, electric=0.20, dust=120, grade="warm", beyond=(0.10, 0.20, 0.13),
        standing=tuple(("candle", x, y, z, 0.36, (0.80, 0.72, 0.56)) for x, y, z in ((1.6, 0.0, 6.2), (1.9, 0.0, 6.9), (1.65, 0.0, 8.4), (-3.2, 0.5, 5.3), (-3.1, 0.0, 7.2), (-3.0, 0.0, 8.8), (2.5, 0.0, 5.4))) + (("pot_plant", 3.7, 0.0, 9.4, 1.5, (0.14, 0.36, 0.14)), ("pot_plant", -3.8, 0.0, 10.6, 1.6, (0.14, 0.36, 0.14))),
    ),
    "aquarium": Plan(
        closed(made.PLASTER, made.CONCRETE, 4.4, 3.7, 12, (0.025, 0.05, 0.09), (0.03, 0.05, 0.08), (0.015, 0.025, 0.045), (0.02, 0.04, 0.07), gloss=0.7, boxes=(
            *(block(0.0, 11.95, 8.2, 0.53, 0.04, colour, 0.55 + 0.53 * row, 0.8) for row, colour in enumerate(_WATER)), block(0.0, 11.9, 8.5, 0.3, 0.2, BLACK, 0.28), block(0.0, 11.9, 8.5, 0.3, 0.2, BLACK, 3.18), *(block(x, 11.88, 0.12, 2.7, 0.1, BLACK, 0.5) for x in (-4.1, 4.1)),
            *(block(-3.8 + 0.42 * at, 11.8, 0.34, 0.25 + 0.2 * ((at * 7) % 4), 0.1, ((0.50, 0.12, 0.20), (0.55, 0.30, 0.06), (0.32, 0.12, 0.42), (0.06, 0.30, 0.20), (0.20, 0.18, 0.16))[at % 5], 0.55, 0.35) for at in range(19)), *(block(-3.0 + 1.5 * at, 11.82, 0.10, 2.6, 0.01, (0.10, 0.50, 0.75), 0.6, 0.6) for at in range(0)),
            *(box for side in (-1, 1) for number, z in enumerate((4.2, 6.6, 9.0)) for box in _tank(side, 4.4, z, z + 2.0, number * 2 + (side > 0))), block(-0.4, 8.6, 2.2, 0.42, 0.6, (0.03, 0.04, 0.05)))),
        lamps=((0.0, 2.4, 10.6, 2.4, (0.25, 0.65, 1.0)), (-3.4, 1.8, 6.5, 0.9, (0.25, 0.7, 1.0)), (3.4, 1.8, 6.5, 0.9, (0.25, 0.7, 1.0))), eye=1.5, lens=0.82, mean=66, electric=0.08, dust=60, grade="teal", standing=_FISH,
    ),
    "planetarium": Plan(
        closed(made.PLASTER, made.CARPET, 7.5, 7.6, 16, (0.010, 0.014, 0.05), (0.03, 0.03, 0.05), (0.008, 0.010, 0.035), (0.02, 0.025, 0.06), gloss=0.0, boxes=(
            *stars(Random(3), 260, 7.2, 1.9, 7.4, 15.9), *stars(Random(6), 90, 3.0, 3.0, 5.6, 15.85), *(block(side * 7.45, Random(at).uniform(5, 15), 0.02, 0.06, 0.06, (0.9, 0.93, 1.0), Random(at + 90).uniform(2.0, 7.2), 1.2) for at in range(90) for side in (-1, 1)), *(block(Random(at).uniform(-6, 6), Random(at + 50).uniform(5, 15), 0.07, 0.02, 0.07, (0.9, 0.93, 1.0), 7.55, 1.2) for at in range(120)),
            *(block(-7.2 + 0.6 * at, 15.8, 0.6, 0.5 + 0.25 * ((at * 5) % 4), 0.05, (0.004, 0.004, 0.010), 0.9) for at in range(25)), *_seats(6.6, 8.6, 14.2), block(0.0, 8.0, 0.9, 0.9, 0.9, BLACK), block(0.0, 8.0, 0.34, 0.7, 0.34, STEEL, 0.9), *(block(0.0, 8.0, 0.06, 0.06, 0.06, (0.7, 0.85, 1.0), 1.6, 2.0) for _ in range(1)))),
        lamps=(), eye=1.5, lens=0.78, mean=56, electric=0.12, dust=100, grade="cold",
        standing=(("orb", 0.0, 1.5, 8.0, 0.75, (0.20, 0.22, 0.28)), ("earth", -3.6, 4.3, 15.7, 1.2, (0.25, 0.45, 0.75))),
    ),
    "lockers": Plan(
        closed(made.TILED, made.TILES, 2.7, 2.8, 9.5, (0.42, 0.45, 0.44), (0.30, 0.31, 0.31), (0.36, 0.37, 0.37), (0.30, 0.33, 0.34), gloss=0.4, strip=0.4, boxes=(
            *_lockers(-1, 2.7, 3.2, 9.2), *_lockers(1, 2.7, 3.2, 9.2), block(-0.75, 6.6, 0.42, 0.07, 3.4, (0.46, 0.28, 0.12), 0.44), *(block(-0.75, z, 0.3, 0.44, 0.08, STEEL) for z in (5.2, 8.0)), block(-0.75, 6.2, 0.4, 0.10, 0.5, (0.70, 0.70, 0.68), 0.51), block(-0.8, 7.4, 0.34, 0.3, 0.6, (0.50, 0.06, 0.05), 0.51),
            *(block(x, 9.46, 0.03, 2.0, 0.05, (0.10, 0.12, 0.14), 0.1) for x in (0.3, 1.3)), block(0.8, 9.47, 1.0, 2.05, 0.04, (0.16, 0.20, 0.24)), block(-1.0, 9.46, 1.2, 0.9, 0.04, (0.40, 0.50, 0.54), 1.2, 0.2), block(-1.0, 9.3, 1.2, 0.14, 0.4, WHITE, 0.8))),
        lamps=((0.0, 2.3, 6.0, 0.8, (0.9, 0.95, 1.0)),), eye=1.5, lens=0.82, mean=82, electric=0.34, dust=40, grade="cold",
    ),
    "backstage": Plan(
        closed(made.PLASTER, made.PLANKS, 3.4, 3.6, 10, (0.10, 0.06, 0.055), (0.13, 0.08, 0.05), (0.03, 0.025, 0.025), (0.10, 0.06, 0.04), gloss=0.2, boxes=(
            *(box for z in (4.9, 6.8, 8.7) for box in mirror(3.36, z)), *(box for z in (5.0, 6.9, 8.8) for box in (block(2.35, z, 0.42, 0.07, 0.42, CLOTH, 0.5), block(2.35, z, 0.07, 0.5, 0.07, STEEL))), *_costumes(-2.3, 4.6, 8.4), block(0.0, 9.9, 1.3, 3.4, 0.05, (0.62, 0.50, 0.34), 0.0, 0.5), block(0.0, 9.85, 1.3, 0.5, 0.05, (0.50, 0.30, 0.14), 0.0, 0.5),
            block(-0.9, 8.9, 0.9, 0.6, 0.6, (0.07, 0.07, 0.075)), *(block(-0.9 + side * 0.42, 8.58, 0.06, 0.6, 0.03, (0.55, 0.56, 0.58)) for side in (-1, 1)), *(block(-2.2 + 1.1 * at, 9.3, 0.3, 0.34, 0.3, BLACK, 3.1) for at in range(5)), *(block(-2.2 + 1.1 * at, 9.12, 0.2, 0.2, 0.04, NEON[at % 5], 3.15, 1.4) for at in range(5)))),
        lamps=((2.6, 1.9, 5.6, 1.1, (1.0, 0.85, 0.6)), (0.0, 1.8, 9.2, 2.2, (1.0, 0.85, 0.62))), eye=1.5, lens=0.82, mean=92, electric=0.55, dust=160, grade="warm",
        standing=(("curtain", -2.0, 0.0, 9.6, 3.5, (0.55, 0.05, 0.06)), ("curtain", 2.0, 0.0, 9.6, 3.5, (0.55, 0.05, 0.06))),
    ),
}  # fmt: skip
"""Every such room by name."""

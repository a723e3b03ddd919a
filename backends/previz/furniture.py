"""What rooms are furnished with: a room's plan, its colours, tables, shelves, tools and goods of boxes."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from backends.previz.light import Colour
from backends.previz.scene import Box, Room
from backends.previz.scenery import tint

WOOD: Colour = (0.16, 0.085, 0.042)
DARK_WOOD: Colour = (0.075, 0.042, 0.025)
CLOTH: Colour = (0.16, 0.06, 0.055)
STEEL: Colour = (0.20, 0.22, 0.24)
WHITE: Colour = (0.50, 0.50, 0.48)
WARM: Colour = (1.0, 0.62, 0.28)
COOL: Colour = (0.75, 0.92, 1.0)
SEAT: Colour = (0.05, 0.13, 0.28)
ROPES: tuple[Colour, ...] = ((0.10, 0.16, 0.62), (0.62, 0.61, 0.58), (0.62, 0.05, 0.04))
GOLD: Colour = (0.46, 0.30, 0.075)
NEON: tuple[Colour, ...] = (
    (0.95, 0.10, 0.65),
    (0.10, 0.70, 1.0),
    (0.55, 0.15, 1.0),
    (1.0, 0.62, 0.08),
    (0.10, 0.95, 0.45),
)
KEYS: tuple[Colour, ...] = ((0.20, 0.80, 1.0), (1.0, 0.45, 0.12), (0.25, 1.0, 0.50), (1.0, 0.18, 0.12))
GOODS: tuple[Colour, ...] = (
    (0.62, 0.06, 0.05), (0.72, 0.46, 0.04), (0.06, 0.30, 0.12), (0.05, 0.16, 0.50), (0.62, 0.60, 0.55), (0.66, 0.24, 0.04), (0.36, 0.08, 0.36), (0.10, 0.42, 0.50),
)  # fmt: skip
PAINTED: tuple[tuple[Colour, Colour, Colour], ...] = (
    ((0.30, 0.44, 0.58), (0.12, 0.24, 0.08), (0.42, 0.10, 0.06)), ((0.66, 0.40, 0.16), (0.10, 0.12, 0.24), (0.05, 0.05, 0.08)), ((0.06, 0.06, 0.07), (0.16, 0.08, 0.04), (0.66, 0.44, 0.30)),
    ((0.58, 0.54, 0.42), (0.34, 0.20, 0.08), (0.08, 0.18, 0.36)), ((0.10, 0.20, 0.36), (0.05, 0.12, 0.20), (0.66, 0.60, 0.40)), ((0.44, 0.12, 0.08), (0.60, 0.46, 0.10), (0.06, 0.16, 0.12)),
)  # fmt: skip
HUNG = ((5.0, 1.5, 1.9), (7.6, 2.0, 1.4), (10.4, 1.5, 1.9), (13.0, 2.0, 1.5), (15.8, 1.4, 1.8))
"""Where on a wall pictures hang, how wide and how tall."""
PLANTED: tuple[tuple[str, float, float, float, Colour], ...] = (
    ("palm", 3.5, 6.0, 3.2, (0.16, 0.46, 0.14)), ("tulip", 2.8, 5.4, 0.9, (0.85, 0.22, 0.18)), ("grass0", 3.3, 7.2, 0.8, (0.16, 0.50, 0.12)), ("sunflower", 2.9, 8.0, 1.5, (0.85, 0.60, 0.08)), ("palm", 3.4, 9.6, 3.0, (0.14, 0.42, 0.14)),
    ("grass2", 2.9, 9.0, 0.8, (0.18, 0.52, 0.14)), ("rose", 2.8, 10.4, 1.0, (0.80, 0.12, 0.25)), ("oak1", 3.6, 12.0, 2.8, (0.12, 0.38, 0.12)), ("tulip", 2.8, 12.2, 0.9, (0.85, 0.50, 0.10)), ("palm", 3.4, 14.0, 3.0, (0.14, 0.42, 0.14)), ("grass1", 2.8, 13.6, 0.8, (0.16, 0.50, 0.12)),
)  # fmt: skip
"""What grows along a glass wall: its kind, how far from the middle and from the eye, its height and colour."""
HAY: Colour = (0.48, 0.32, 0.085)


@dataclass(frozen=True)
class Plan:
    """A room at no hour: its measures, its lamps (x, y, z, light, colour) and how its light is made."""

    room: Room
    lamps: tuple[tuple[float, float, float, float, Colour], ...] = ()
    eye: float = 1.5
    lens: float = 0.92
    mean: float = 74
    electric: float = 0.0
    """How much light comes from the ceiling's own lamps, whatever the hour."""
    dust: int = 180
    grade: str = ""
    standing: tuple[tuple[str, float, float, float, float, Colour], ...] = ()
    """What else stands in it: outline, x, foot's height, z, height, colour."""
    beyond: Colour | None = None
    """What is seen through its end in place of the hour's sky: a stage in its own light."""


def block(
    x: float, z: float, wide: float, tall: float, deep: float, colour: Colour, base: float = 0.0, shine: float = 0.0
) -> Box:
    """A box by its middle, size and the height it stands at."""
    return Box(x - wide / 2, x + wide / 2, base, base + tall, z - deep / 2, z + deep / 2, colour, shine)


def table(x: float, z: float, wide: float, deep: float, colour: Colour, tall: float = 0.76) -> tuple[Box, ...]:
    legs = tuple(
        block(x + a * (wide / 2 - 0.06), z + b * (deep / 2 - 0.06), 0.07, tall - 0.05, 0.07, tint(colour, 0.7))
        for a in (-1, 1)
        for b in (-1, 1)
    )
    return (block(x, z, wide, 0.06, deep, colour, tall - 0.06), *legs)


def sofa(x: float, z: float, turn: int, colour: Colour) -> tuple[Box, ...]:
    return (
        block(x, z, 0.85, 0.42, 1.9, colour), block(x + turn * 0.36, z, 0.2, 0.82, 1.9, tint(colour, 0.85)),
        block(x, z - 0.9, 0.85, 0.6, 0.2, tint(colour, 0.9)), block(x, z + 0.9, 0.85, 0.6, 0.2, tint(colour, 0.9)),
    )  # fmt: skip


def rows(
    count: int, first: float, gap: float, half: float, wide: float, tall: float, deep: float, colour: Colour
) -> tuple[Box, ...]:
    return tuple(
        block(side * half, first + gap * number, wide, tall, deep, colour)
        for number in range(count)
        for side in (-1, 1)
    )


def crates(dice: Random, count: int, half: float, near: float, far: float, colour: Colour) -> tuple[Box, ...]:
    out = []
    for number in range(count):
        side, size = (1 if number % 2 else -1), dice.uniform(0.7, 1.6)
        out.append(
            block(
                side * (half - size * dice.uniform(0.6, 1.4)),
                dice.uniform(near, far),
                size,
                size * dice.uniform(0.7, 1.3),
                size,
                tint(colour, dice.uniform(0.6, 1.3)),
            )
        )
    return tuple(out)


def beams(half: float, ceiling: float, at: tuple[float, ...], colour: Colour) -> tuple[Box, ...]:
    """Posts at both walls and a beam from wall to wall over each pair."""
    return tuple(
        box
        for z in at
        for box in (
            block(-half + 0.5, z, 0.28, ceiling, 0.28, colour),
            block(half - 0.5, z, 0.28, ceiling, 0.28, colour),
            block(0.0, z, 2 * half, 0.30, 0.30, tint(colour, 1.25), 0.62 * ceiling),
        )
    )


def bales(at: tuple[tuple[float, float, float], ...]) -> tuple[Box, ...]:
    """Bales of hay by middle and foot, each with its two strings."""
    out: list[Box] = []
    for number, (x, z, base) in enumerate(at):
        out.append(block(x, z, 1.25, 0.8, 1.3, tint(HAY, 0.85 + 0.1 * (number % 4)), base))
        out += [block(x + side * 0.33, z, 0.05, 0.81, 1.31, tint(HAY, 0.45), base) for side in (-1, 1)]
    return tuple(out)


def leaf(x: float, z: float) -> tuple[Box, ...]:
    """An open leaf of a gate against its wall."""
    return (
        block(x, z, 2.0, 3.6, 0.08, (0.23, 0.055, 0.035)),
        *(block(x, z - 0.06, 2.0, 0.16, 0.06, (0.36, 0.30, 0.24), base) for base in (0.05, 1.7, 3.4)),
        *(block(x + side * 0.93, z - 0.06, 0.14, 3.5, 0.06, (0.36, 0.30, 0.24), 0.05) for side in (-1, 1)),
    )


def seat(x: float, z: float, wide: float, colour: Colour) -> tuple[Box, ...]:
    """A bench for two that looks away from the eye, a pale cloth over its back."""
    return (
        block(x, z + 0.42, wide, 0.14, 0.50, colour, 0.36),
        block(x, z + 0.14, wide, 0.74, 0.12, colour, 0.36),
        block(x, z + 0.42, wide - 0.2, 0.36, 0.40, tint(colour, 0.35)),
        *(
            block(x + side * wide / 4, z + 0.07, wide / 2 - 0.08, 0.22, 0.02, (0.44, 0.44, 0.42), 0.86)
            for side in (-1, 1)
        ),
    )


def bench(x: float, z: float, count: int) -> tuple[Box, ...]:
    """A row of joined chairs on a beam, with their backs to the eye."""
    return (
        block(x, z, 0.78 * count, 0.06, 0.08, STEEL, 0.34),
        *(block(x + side * 0.36 * count, z, 0.06, 0.36, 0.55, STEEL) for side in (-1, 1)),
        *(
            box
            for number in range(count)
            for at in (x + 0.76 * (number - (count - 1) / 2),)
            for box in (
                block(at, z, 0.66, 0.07, 0.55, tint(SEAT, 0.8), 0.42),
                block(at, z - 0.28, 0.66, 0.58, 0.06, SEAT, 0.46),
            )
        ),
    )


def stars(dice: Random, count: int, half: float, low: float, high: float, z: float) -> tuple[Box, ...]:
    """Stars before the far window."""
    out = []
    for _ in range(count):
        size, shine = dice.uniform(0.018, 0.034), dice.uniform(0.3, 1.1)
        tone = dice.choice(((1.0, 0.96, 0.90), (0.80, 0.88, 1.0), (1.0, 0.84, 0.66)))
        out.append(block(dice.uniform(-half, half), z, size, size, 0.01, tone, dice.uniform(low, high), shine))
    return tuple(out)


def console(x: float, z: float, wide: float) -> tuple[Box, ...]:
    """A desk of lit keys and a screen."""
    return (
        block(x, z, wide, 0.82, 0.6, (0.13, 0.14, 0.17)),
        block(x, z, wide + 0.1, 0.05, 0.8, (0.20, 0.22, 0.25), 0.82),
        block(x, z + 0.2, wide * 0.72, 0.34, 0.04, (0.12, 0.42, 0.80), 0.87, 0.55),
        *(
            block(
                x - wide * 0.4 + wide * 0.115 * at,
                z - 0.32,
                0.08,
                0.03,
                0.10,
                KEYS[(at + int(x * 3)) % len(KEYS)],
                0.87,
                1.0,
            )
            for at in range(8)
        ),
    )


def chair(x: float, z: float, colour: Colour) -> tuple[Box, ...]:
    """A pilot's chair that looks away from the eye."""
    return (
        block(x, z, 0.9, 0.18, 0.8, colour, 0.48),
        block(x, z - 0.36, 0.86, 0.95, 0.16, colour, 0.60),
        block(x, z - 0.36, 0.46, 0.26, 0.16, colour, 1.58),
        *(block(x + side * 0.48, z, 0.14, 0.30, 0.7, tint(colour, 0.6), 0.56) for side in (-1, 1)),
        block(x, z, 0.22, 0.48, 0.22, STEEL),
    )


def tools(dice: Random, x: float, near: float, far: float) -> tuple[Box, ...]:
    """Tools that hang on a wall."""
    out = []
    z = near
    while z < far:
        for base in (1.5, 2.2):
            tall, wide = dice.uniform(0.22, 0.55), dice.uniform(0.06, 0.14)
            colour = dice.choice(
                (STEEL, (0.40, 0.42, 0.45), (0.55, 0.06, 0.04), (0.55, 0.38, 0.05), (0.05, 0.05, 0.06))
            )
            out.append(block(x, z, 0.05, tall, wide, colour, base))
            out.append(block(x, z, 0.06, 0.10, wide + 0.14, colour, base + tall - 0.05))
        z += dice.uniform(0.34, 0.5)
    return tuple(out)


def goods(dice: Random, x: float, side: int, near: float, far: float) -> tuple[Box, ...]:
    """A long rack of a shop beside its aisle, full of packets."""
    middle, deep = (near + far) / 2, far - near
    out = [block(x + side * 0.30, middle, 0.30, 2.15, deep, (0.20, 0.21, 0.22))]
    for base in (0.12, 0.66, 1.20, 1.74):
        out.append(block(x, middle, 0.62, 0.05, deep, (0.50, 0.50, 0.48), base))
        z = near + 0.1
        while z < far - 0.6:
            wide, tall = dice.uniform(0.30, 0.75), dice.uniform(0.24, 0.42)
            out.append(
                block(
                    x + side * 0.05, z + wide / 2, 0.42, tall, wide - 0.04, tint(dice.choice(GOODS), 0.55), base + 0.05
                )
            )
            z += wide
    return tuple(out)


def spots(dice: Random, count: int, half: float, length: float, ceiling: float) -> tuple[Box, ...]:
    """Spots of light that a mirror ball throws on walls and ceiling."""
    out = []
    for number in range(count):
        y, size = dice.uniform(0.6, ceiling), dice.uniform(0.07, 0.14)
        colour = tint(NEON[number % len(NEON)], 0.7)
        if number % 3 == 2:
            out.append(block(dice.uniform(-half, half), length, size * 1.4, size, 0.02, colour, y, 0.8))
        else:
            side = 1 if number % 3 else -1
            out.append(block(side * half, dice.uniform(4.0, length), 0.02, size, size * 1.6, colour, y, 0.8))
    return tuple(out)


def painting(x: float, z: float, wide: float, tall: float, number: int) -> tuple[Box, ...]:
    """A picture in a gold frame on the far wall: a land under a sky, and something in it."""
    sky, land, what = PAINTED[number % len(PAINTED)]
    base = 1.45
    return (
        block(x, z, wide + 0.3, tall + 0.3, 0.10, GOLD, base - 0.15),
        block(x, z - 0.05, wide, tall, 0.04, sky, base),
        block(x, z - 0.07, wide, tall * 0.42, 0.04, land, base),
        block(x + wide * 0.12, z - 0.09, wide * 0.22, tall * 0.5, 0.04, what, base + tall * 0.18),
    )


def framed(side: int, z: float, wide: float, tall: float, number: int, half: float) -> tuple[Box, ...]:
    """The same on a side wall."""
    sky, land, what = PAINTED[number % len(PAINTED)]
    base = 2.25 - tall / 2
    return (
        block(side * (half - 0.05), z, 0.10, tall + 0.3, wide + 0.3, GOLD, base - 0.15),
        block(side * (half - 0.10), z, 0.04, tall, wide, sky, base),
        block(side * (half - 0.12), z, 0.04, tall * 0.42, wide, land, base),
        block(side * (half - 0.14), z + wide * 0.1, 0.04, tall * 0.5, wide * 0.22, what, base + tall * 0.18),
    )

"""Rooms of travel: the cockpit and the cabin of an airliner, a train compartment, a submarine, a car, a hotel's lobby."""

from __future__ import annotations

from backends.previz.furniture import (
    DARK_WOOD,
    GOLD,
    KEYS,
    STEEL,
    WARM,
    WOOD,
    Plan,
    block,
    seat,
)
from backends.previz.kernels import room as made
from backends.previz.light import Colour
from backends.previz.scene import Box, Room
from backends.previz.scenery import tint

GREY: Colour = (0.12, 0.13, 0.14)
PLUSH: Colour = (0.30, 0.05, 0.045)
RED: Colour = (1.0, 0.10, 0.05)
SKY: Colour = (0.26, 0.42, 0.66)


def _gauges(x: float, z: float, wide: float, base: float, high: float) -> tuple[Box, ...]:
    """A panel of dials and lit keys that faces the eye."""
    across, up = round(wide / 0.16), round(high / 0.14)
    return (
        block(x, z, wide, high + 0.06, 0.10, (0.05, 0.055, 0.06), base),
        *(
            block(x - wide / 2 + 0.08 + 0.16 * column, z - 0.06, 0.10, 0.085, 0.02, KEYS[(column * 3 + row) % 4] if (column + row) % 3 == 0 else (0.34, 0.40, 0.42), base + 0.05 + 0.14 * row, 0.9 if (column + row) % 3 == 0 else 0.25)
            for row in range(up) for column in range(across)
        ),
    )  # fmt: skip


def _screens(x: float, z: float, base: float) -> tuple[Box, ...]:
    """A pilot's two screens: the sky over the ground, and a map."""
    return (
        block(x, z, 0.74, 0.34, 0.04, (0.03, 0.03, 0.035), base),
        block(x - 0.18, z - 0.03, 0.30, 0.13, 0.02, (0.12, 0.40, 0.90), base + 0.16, 1.0),
        block(x - 0.18, z - 0.03, 0.30, 0.12, 0.02, (0.42, 0.22, 0.06), base + 0.04, 0.9),
        block(x + 0.18, z - 0.03, 0.30, 0.25, 0.02, (0.03, 0.20, 0.14), base + 0.04, 0.8),
        block(x + 0.18, z - 0.045, 0.02, 0.20, 0.02, (0.9, 0.2, 0.9), base + 0.05, 1.0),
    )


def _pipes(half: float, ceiling: float, near: float, far: float) -> tuple[Box, ...]:
    """Pipes along both walls and under the ceiling of a boat, their wheels of red."""
    middle, deep = (near + far) / 2, far - near
    runs = tuple(
        block(side * x, middle, 0.09, 0.09, deep, tint(STEEL, shade), y)
        for side in (-1, 1)
        for x, y, shade in ((half - 0.10, 1.75, 0.9), (half - 0.10, 1.55, 0.6), (half - 0.32, ceiling - 0.14, 0.8), (half - 0.62, ceiling - 0.12, 0.55))
    )  # fmt: skip
    wheels = tuple(
        box
        for side in (-1, 1)
        for z in (3.4, 5.2, 7.4, 9.4)
        for box in (
            block(side * (half - 0.20), z, 0.05, 0.30, 0.06, (0.60, 0.05, 0.03), 1.44),
            block(side * (half - 0.20), z, 0.05, 0.06, 0.30, (0.60, 0.05, 0.03), 1.56),
        )
    )
    return (*runs, *wheels)


def _berth(side: int, near: float, far: float, colour: Colour) -> tuple[Box, ...]:
    """A bench along the wall of a compartment, a net for luggage over it."""
    middle, deep = (near + far) / 2, far - near
    return (
        block(side * 1.05, middle, 0.62, 0.46, deep, tint(colour, 0.55)),
        block(side * 1.02, middle, 0.60, 0.12, deep, colour, 0.44),
        block(side * 1.34, middle, 0.14, 0.95, deep, colour, 0.50),
        *(block(side * 1.25, near + deep * at, 0.06, 0.80, 0.04, tint(colour, 0.5), 0.55) for at in (0.33, 0.66)),
        block(side * 1.18, middle, 0.42, 0.04, deep, GOLD, 1.82),
        block(side * 1.18, middle - 0.3, 0.34, 0.26, 0.62, (0.24, 0.12, 0.06), 1.86),
    )


PLANS: dict[str, Plan] = {
    "cockpit": Plan(
        Room(made.PANELS, made.MATT, 1.75, 2.10, 4.6, 3.0, 0.0, 0.0, panes=False, right=0.0, left=0.0, end_half=1.55, end_low=1.02, end_high=1.72, gloss=0.2, murk=0.0,
             strip=0.0, wall=(0.13, 0.14, 0.16), ground=(0.05, 0.05, 0.055), roof=(0.10, 0.105, 0.12), trim=(0.12, 0.13, 0.15),
             boxes=(block(0.0, 4.55, 0.10, 0.80, 0.10, GREY, 1.0), *(block(side * 1.0, 4.55, 0.07, 0.80, 0.10, GREY, 1.0) for side in (-1, 1)), block(0.0, 4.30, 3.5, 0.16, 0.5, (0.035, 0.036, 0.04), 0.90), block(0.0, 4.20, 3.5, 0.90, 0.3, (0.05, 0.052, 0.058)),
                    *(part for x in (-0.98, 0.98) for part in _screens(x, 4.02, 0.52)), *_screens(0.0, 4.02, 0.52), *_gauges(0.0, 3.3, 0.52, 0.10, 0.42), block(0.0, 3.5, 0.50, 0.50, 1.3, (0.06, 0.062, 0.07)), *(block(-0.12 + 0.12 * at, 3.10, 0.05, 0.24, 0.06, (0.55, 0.55, 0.56), 0.50) for at in range(3)),
                    *_gauges(0.0, 3.2, 1.1, 1.74, 0.28), *(block(side * 1.66, 3.4, 0.06, 0.5, 1.0, (0.06, 0.062, 0.07), 0.9) for side in (-1, 1)), *(block(side * 1.62, 3.1 + 0.2 * at, 0.03, 0.08, 0.10, KEYS[at % 4], 1.12, 0.8) for side in (-1, 1) for at in range(4)))),
        eye=1.42, lens=0.66, mean=66, electric=0.30, dust=0, grade="cold",
        standing=(("pilot_seated", -0.80, 0.0, 2.75, 1.50, (0.10, 0.13, 0.22)), ("pilot_seated", 0.80, 0.0, 2.75, 1.50, (0.10, 0.13, 0.22))),
    ),
    "airliner": Plan(
        Room(made.PLASTER, made.CARPET, 2.0, 2.20, 17, 1.06, 0.95, 1.38, panes=False, right=1.0, left=1.0, end_half=0.45, end_low=0.0, end_high=1.95, gloss=0.1, murk=0.006, strip=0.26,
             wall=(0.50, 0.51, 0.52), ground=(0.10, 0.12, 0.20), roof=(0.52, 0.52, 0.53), trim=(0.50, 0.50, 0.50),
             boxes=(*(part for number in range(13) for side in (-1, 1) for part in seat(side * 1.22, 3.2 + 1.06 * number, 1.34, (0.06, 0.11, 0.30))), *(block(side * 1.62, 9.0, 0.74, 0.40, 15.0, (0.56, 0.57, 0.58), 1.66) for side in (-1, 1)),
                    *(block(side * 1.24, 2.6 + 1.06 * number, 0.02, 0.30, 0.92, (0.62, 0.63, 0.64), 1.70) for number in range(13) for side in (-1, 1)), *(block(side * 1.22, 9.0, 0.03, 0.03, 15.0, (0.55, 0.75, 1.0), 1.63, 0.9) for side in (-1, 1)),
                    block(0.0, 16.9, 0.92, 1.95, 0.05, (0.12, 0.13, 0.16)), block(0.0, 12.0, 0.5, 0.16, 0.05, (0.9, 0.4, 0.1), 1.98, 0.9))),
        eye=1.48, lens=0.66, mean=88, electric=0.26, dust=20, grade="teal",
    ),
    "compartment": Plan(
        Room(made.PLASTER, made.CARPET, 1.42, 2.35, 5.2, 4.0, 0.0, 0.0, panes=False, right=0.0, left=0.0, end_half=0.95, end_low=0.95, end_high=1.95, gloss=0.15, murk=0.0, rush=14.0,
             wall=(0.26, 0.14, 0.07), ground=(0.10, 0.05, 0.04), roof=(0.34, 0.30, 0.24), trim=(0.30, 0.17, 0.08),
             boxes=(*_berth(-1, 2.4, 5.1, PLUSH), *_berth(1, 2.4, 5.1, PLUSH), block(0.0, 5.05, 0.86, 0.05, 0.5, WOOD, 0.78), block(0.0, 5.1, 0.06, 0.78, 0.06, DARK_WOOD), block(0.0, 4.95, 0.18, 0.20, 0.18, (1.0, 0.66, 0.30), 0.84, 1.6), *(block(side * 0.86, 5.12, 0.26, 1.12, 0.06, (0.36, 0.06, 0.05), 0.90) for side in (-1, 1)), block(0.0, 5.14, 1.94, 0.06, 0.05, GOLD, 1.96))),
        lamps=((0.0, 1.9, 4.0, 0.9, WARM),), eye=1.35, lens=0.72, mean=76, electric=0.06, dust=40, grade="warm",
    ),
    "submarine_inside": Plan(
        Room(made.METAL, made.CONCRETE, 1.9, 2.35, 12, 4.0, 0.0, 0.0, panes=False, right=0.0, left=0.0, end_half=0.42, end_low=0.25, end_high=1.85, arched=True, gloss=0.4, murk=0.02,
             wall=(0.15, 0.15, 0.15), ground=(0.09, 0.09, 0.09), roof=(0.10, 0.10, 0.10), trim=(0.13, 0.13, 0.13),
             boxes=(*_pipes(1.9, 2.35, 2.0, 12.0), *(part for z in (4.6, 6.6, 8.6) for side in (-1, 1) for part in _gauges(side * 1.45, z, 0.80, 0.75, 0.56)), *(block(side * 1.45, z + 0.3, 0.84, 0.75, 0.6, tint(STEEL, 0.6)) for z in (4.6, 6.6, 8.6) for side in (-1, 1)),
                    *(block(0.0, z, 3.8, 0.14, 0.14, tint(STEEL, 0.5), 2.21) for z in (3.0, 6.0, 9.0)), *(block(side * 1.83, z, 0.14, 2.3, 0.14, tint(STEEL, 0.5)) for z in (3.0, 6.0, 9.0) for side in (-1, 1)), *(block(0.0, z, 0.34, 0.10, 0.20, RED, 2.14, 1.8) for z in (4.2, 7.4)), block(0.0, 11.95, 0.84, 1.6, 0.05, (0.03, 0.025, 0.025), 0.25))),
        lamps=((0.0, 2.0, 4.2, 1.5, RED), (0.0, 2.0, 7.4, 1.5, RED), (-1.2, 1.4, 5.6, 0.4, (0.3, 0.9, 0.6))), eye=1.45, lens=0.74, mean=58, electric=0.02, dust=60, grade="warm", beyond=(0.02, 0.008, 0.008),
    ),
    "car_inside": Plan(
        Room(made.PANELS, made.MATT, 0.86, 1.36, 2.05, 3.0, 0.0, 0.0, panes=False, right=0.0, left=0.0, end_half=0.78, end_low=0.74, end_high=1.26, gloss=0.05, murk=0.0, strip=0.0,
             wall=(0.055, 0.05, 0.048), ground=(0.03, 0.03, 0.032), roof=(0.09, 0.085, 0.08), trim=(0.07, 0.065, 0.06),
             boxes=(block(0.0, 1.85, 1.7, 0.12, 0.4, (0.05, 0.048, 0.05), 0.63), block(0.0, 1.70, 1.7, 0.62, 0.10, (0.06, 0.058, 0.06)), block(0.0, 1.63, 0.34, 0.20, 0.02, (0.10, 0.40, 0.62), 0.42, 0.9), block(-0.42, 1.63, 0.40, 0.10, 0.02, (0.9, 0.5, 0.15), 0.53, 0.6), block(0.0, 1.60, 0.34, 0.09, 0.03, (0.02, 0.02, 0.02), 1.17), block(0.0, 1.57, 0.30, 0.06, 0.02, (0.45, 0.50, 0.58), 1.185, 0.5),
                    *(block(x, 2.03, 0.05 * size, 0.05 * size, 0.01, (1.0, 0.72, 0.36), y, 2.4) for x, y, size in ((-0.16, 0.99, 0.5), (-0.30, 1.04, 0.7), (-0.52, 1.13, 1.0), (0.16, 0.99, 0.5), (0.30, 1.04, 0.7), (0.52, 1.13, 1.0))), *(block(x, 2.03, 0.035, 0.03, 0.01, (1.0, 0.10, 0.05), 0.90, 2.0) for x in (0.06, 0.13)),
                    *(block(side * 0.42, 1.16, 0.50, 0.60, 0.14, (0.10, 0.075, 0.06), 0.22) for side in (-1, 1)), *(block(side * 0.42, 1.16, 0.26, 0.16, 0.10, (0.10, 0.075, 0.06), 0.90) for side in (-1, 1)))),
        eye=1.02, lens=0.66, mean=70, electric=0.20, dust=0, grade="teal",
        standing=(("road_view", 0.0, 0.74, 2.02, 0.29, (0.05, 0.05, 0.055)), ("car_driver", -0.42, 0.34, 1.34, 0.74, (0.05, 0.045, 0.05))),
    ),
    "back_seat": Plan(
        Room(made.PANELS, made.MATT, 0.95, 1.40, 3.4, 3.0, 0.0, 0.0, panes=False, right=0.0, left=0.0, end_half=0.80, end_low=0.86, end_high=1.28, gloss=0.05, murk=0.0, strip=0.0,
             wall=(0.06, 0.055, 0.05), ground=(0.03, 0.03, 0.032), roof=(0.11, 0.10, 0.095), trim=(0.08, 0.07, 0.065),
             boxes=(block(0.0, 2.62, 1.80, 0.40, 0.7, (0.13, 0.055, 0.04)), block(0.0, 2.95, 1.80, 0.52, 0.18, (0.15, 0.065, 0.045), 0.36), *(block(side * 0.45, 2.94, 0.30, 0.16, 0.12, (0.15, 0.065, 0.045), 0.88) for side in (-1, 1)), block(0.0, 2.85, 0.02, 0.5, 0.02, (0.05, 0.02, 0.02), 0.38),
                    *(block(side * 0.93, 2.1, 0.03, 0.34, 0.9, (0.10, 0.22, 0.36), 0.86, 0.7) for side in (-1, 1)), *(block(side * 0.93, 2.1, 0.05, 0.86, 1.1, (0.075, 0.066, 0.06)) for side in (-1, 1)),
                    *(block(x, 3.38, size, size, 0.01, colour, y, 2.2) for x, y, size, colour in ((-0.6, 1.02, 0.06, (1.0, 0.7, 0.3)), (-0.34, 1.10, 0.05, (0.3, 0.8, 1.0)), (-0.1, 1.0, 0.07, (1.0, 0.85, 0.5)), (0.22, 1.12, 0.05, (1.0, 0.3, 0.5)), (0.48, 1.03, 0.06, (1.0, 0.7, 0.3)), (0.66, 1.14, 0.05, (0.4, 1.0, 0.6)))))),
        eye=1.0, lens=0.80, mean=66, electric=0.16, dust=0, grade="teal",
    ),
}  # fmt: skip
"""By name."""

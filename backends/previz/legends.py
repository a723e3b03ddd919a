"""Rooms of tales and thrillers: a dungeon, a tomb, a crypt, a labyrinth, a senate."""

from __future__ import annotations

from backends.previz.furniture import DARK_WOOD, GOLD, WARM, Plan, block
from backends.previz.kernels import room as made
from backends.previz.light import Colour
from backends.previz.scene import Box, Room
from backends.previz.scenery import tint

MARBLE: Colour = (0.46, 0.43, 0.38)
RED: Colour = (0.45, 0.03, 0.03)
BLACK: Colour = (0.012, 0.011, 0.010)
FLAME: Colour = (0.62, 0.34, 0.12)


def _tiers(length: float) -> tuple[Box, ...]:
    """Benches of marble that rise to both walls."""
    return tuple(
        block(side * (3.0 + 0.95 * step), length / 2 + 3.0, 0.95, 0.46 * (step + 1), length - 8.0, tint(MARBLE, 0.72 + 0.10 * step))
        for side in (-1, 1) for step in range(4)
    )  # fmt: skip


def _openings(half: float, tall: float, at: tuple[float, ...]) -> tuple[Box, ...]:
    """Dark ways that leave a passage to both sides."""
    return tuple(block((-1 if n % 2 else 1) * half, z, 0.08, tall, 1.7, BLACK) for n, z in enumerate(at))


PLANS: dict[str, Plan] = {
    "dungeon": Plan(
        Room(made.STONE, made.CONCRETE, 3.0, 3.1, 11.5, 6.0, 0.0, 0.0, panes=False, right=0.0, left=0.0, end_half=0.42, end_low=1.9, end_high=2.6, gloss=0.30, murk=0.04,
             wall=(0.13, 0.125, 0.12), ground=(0.085, 0.08, 0.07), roof=(0.06, 0.055, 0.05), trim=(0.09, 0.085, 0.08),
             boxes=(block(-2.3, 8.6, 1.2, 0.42, 2.2, tint(DARK_WOOD, 0.8)), *(block(-0.40 + 0.16 * at, 11.4, 0.04, 0.72, 0.05, (0.03, 0.03, 0.032), 1.88) for at in range(6)), block(2.3, 10.4, 0.9, 0.25, 0.9, (0.30, 0.22, 0.10)))),
        lamps=((-2.7, 2.0, 6.4, 1.0, WARM), (2.7, 2.0, 9.4, 1.0, WARM)), eye=1.45, lens=0.86, mean=56, dust=180, grade="teal",
        standing=(("torch", -2.75, 1.35, 6.4, 0.75, FLAME), ("torch", 2.75, 1.35, 9.4, 0.75, FLAME), ("chains", -1.55, 0.9, 11.2, 1.5, (0.13, 0.13, 0.14)), ("chains", 1.55, 0.9, 11.2, 1.5, (0.13, 0.13, 0.14)),
                  ("cell_bars", 2.1, 0.0, 8.2, 3.0, (0.07, 0.07, 0.075))),
    ),
    "tomb": Plan(
        Room(made.STONE, made.CONCRETE, 3.6, 3.7, 13, 6.0, 0.0, 0.0, panes=False, right=0.0, left=0.0, end_half=0.0, end_low=0.0, end_high=0.0, gloss=0.06, murk=0.03,
             wall=(0.34, 0.24, 0.12), ground=(0.30, 0.21, 0.11), roof=(0.16, 0.11, 0.06), trim=(0.28, 0.19, 0.09),
             boxes=(block(0.0, 12.2, 3.0, 0.35, 1.2, (0.26, 0.18, 0.09)), *(block(side * 2.9, z, 0.6, 3.7, 0.6, (0.30, 0.20, 0.10)) for side in (-1, 1) for z in (7.0, 10.4)), block(-1.9, 9.4, 0.5, 0.35, 0.4, GOLD, 0.0, 0.3), block(1.75, 8.6, 0.35, 0.5, 0.35, GOLD, 0.0, 0.3))),
        lamps=((-2.5, 2.2, 6.8, 1.2, WARM), (2.5, 2.2, 10.2, 1.2, WARM)), eye=1.45, lens=0.86, mean=66, dust=260, grade="warm",
        standing=(("hieroglyphs", -1.9, 0.9, 12.8, 2.4, (0.13, 0.07, 0.03)), ("hieroglyphs", 1.9, 0.9, 12.8, 2.4, (0.13, 0.07, 0.03)), ("sarcophagus", 0.0, 0.35, 12.3, 2.5, (0.56, 0.38, 0.10)),
                  ("torch", -2.6, 1.5, 6.6, 0.8, FLAME), ("torch", 2.6, 1.5, 10.0, 0.8, FLAME)),
    ),
    "crypt": Plan(
        Room(made.STONE, made.CONCRETE, 3.4, 3.3, 13, 3.4, 0.0, 0.0, panes=False, right=0.0, left=0.0, end_half=0.0, end_low=0.0, end_high=0.0, arched=True, gloss=0.2, murk=0.05,
             wall=(0.15, 0.155, 0.165), ground=(0.11, 0.11, 0.115), roof=(0.07, 0.07, 0.08), trim=(0.13, 0.13, 0.14),
             boxes=(*(box for side in (-1, 1) for z in (7.4, 10.4) for box in (block(side * 2.5, z, 1.1, 0.75, 2.2, (0.20, 0.20, 0.21)), block(side * 2.5, z, 1.25, 0.14, 2.4, (0.26, 0.26, 0.27), 0.75))), block(0.0, 12.6, 1.6, 0.95, 0.6, (0.22, 0.22, 0.23)))),
        lamps=((-0.7, 1.5, 11.9, 0.9, WARM), (2.3, 1.5, 7.2, 0.5, WARM)), eye=1.45, lens=0.86, mean=54, dust=200, grade="teal",
        standing=(("cross", 0.0, 0.95, 12.6, 1.5, (0.10, 0.10, 0.11)), ("candle", -0.6, 0.95, 12.2, 0.35, (0.6, 0.55, 0.45)), ("candle", 0.6, 0.95, 12.2, 0.35, (0.6, 0.55, 0.45)), ("candle", 2.3, 0.89, 7.1, 0.3, (0.6, 0.55, 0.45))),
    ),
    "labyrinth": Plan(
        Room(made.STONE, made.CONCRETE, 1.9, 4.6, 30, 6.0, 0.0, 0.0, panes=False, right=0.0, left=0.0, end_half=0.0, end_low=0.0, end_high=0.0, gloss=0.08, murk=0.03,
             wall=(0.22, 0.19, 0.15), ground=(0.17, 0.145, 0.11), roof=(0.03, 0.03, 0.035), trim=(0.18, 0.155, 0.12),
             boxes=(*_openings(1.9, 3.2, (7.0, 10.5, 14.0, 18.0, 22.0, 26.0)), block(-1.0, 16.0, 1.9, 4.6, 0.6, (0.19, 0.165, 0.13)))),
        lamps=((-1.6, 2.4, 8.6, 1.1, WARM), (1.6, 2.4, 13.0, 0.9, WARM)), eye=1.5, lens=0.84, mean=56, dust=200, grade="teal",
        standing=(("torch", -1.7, 1.7, 8.6, 0.8, FLAME), ("torch", 1.7, 1.7, 12.6, 0.8, FLAME)),
    ),
    "senate": Plan(
        Room(made.COLUMNS, made.TILES, 7.2, 9.5, 26, 5.2, 3.8, 8.2, end_half=1.8, end_low=2.6, end_high=7.4, arched=True, gloss=0.5, dust=0.010,
             wall=(0.42, 0.39, 0.34), ground=(0.42, 0.39, 0.35), roof=(0.24, 0.20, 0.15), trim=(0.48, 0.44, 0.38), boxes=(*_tiers(26.0), block(0.0, 23.0, 3.0, 0.5, 2.4, MARBLE), block(0.0, 23.6, 1.2, 1.6, 0.9, tint(MARBLE, 1.1), 0.5))),
        lamps=((0.0, 5.5, 12.0, 1.4, WARM),), mean=92, dust=160,
    ),
}  # fmt: skip
"""Every such room by name."""

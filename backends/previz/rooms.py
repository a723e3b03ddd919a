"""Rooms to be in: a table of measures, walls and furniture, lit by the hour through windows and by lamps."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from backends.previz import journeys, legends, leisure, services, shelters, stages, trades
from backends.previz.furniture import (
    CLOTH,
    COOL,
    DARK_WOOD,
    GOODS,
    HAY,
    HUNG,
    NEON,
    PLANTED,
    ROPES,
    SEAT,
    STEEL,
    WARM,
    WHITE,
    WOOD,
    Plan,
    bales,
    beams,
    bench,
    block,
    chair,
    console,
    crates,
    framed,
    goods,
    leaf,
    painting,
    rows,
    seat,
    sofa,
    spots,
    stars,
    table,
    tools,
)
from backends.previz.kernels import room as made
from backends.previz.light import GRADES, HOURS, Colour, Light
from backends.previz.scene import Camera, Cave, Fire, Lamp, Room, Scene, Sprite, Weather
from backends.previz.scenery import Spot, clothed, tint

_FIXED = Random(5)
SHELF = block(-2.55, 4.2, 0.4, 1.9, 1.4, WOOD)

PLANS: dict[str, Plan] = {
    "library": Plan(
        Room(made.SHELVES, made.CARPET, 6.0, 8.5, 34, 5.0, 4.7, 7.7, end_half=1.9, end_low=1.2, end_high=7.2, arched=True, dust=0.016,
             boxes=(*table(-3.4, 13, 1.3, 4.2, WOOD), *table(3.4, 13, 1.3, 4.2, WOOD), *table(-3.4, 20, 1.3, 4.2, WOOD), *table(3.4, 20, 1.3, 4.2, WOOD))),
        lamps=((-3.4, 1.25, 12.5, 0.5, WARM), (3.4, 1.25, 19.0, 0.5, WARM)), mean=80, dust=320, grade="golden",
    ),
    "hall": Plan(
        Room(made.COLUMNS, made.TILES, 7.0, 10.5, 38, 5.5, 3.2, 8.6, end_half=2.2, end_low=1.0, end_high=8.8, arched=True, gloss=0.55, dust=0.012,
             wall=(0.30, 0.26, 0.20), ground=(0.30, 0.27, 0.23), roof=(0.15, 0.12, 0.09), trim=(0.36, 0.31, 0.24)),
        lamps=((0.0, 6.5, 14.0, 2.4, WARM), (0.0, 6.5, 24.0, 2.4, WARM)), mean=88, dust=200,
    ),
    "church": Plan(
        Room(made.STONE, made.TILES, 5.5, 12.0, 36, 4.6, 3.6, 9.4, end_half=1.9, end_low=2.0, end_high=10.6, arched=True, gloss=0.22, dust=0.018,
             wall=(0.22, 0.20, 0.18), ground=(0.20, 0.18, 0.16), roof=(0.08, 0.07, 0.065), trim=(0.27, 0.24, 0.21),
             boxes=rows(7, 8.0, 2.3, 2.9, 3.2, 0.95, 0.5, DARK_WOOD)),
        lamps=((-1.6, 1.5, 30.0, 0.7, WARM), (1.6, 1.5, 30.0, 0.7, WARM)), mean=72, dust=260,
    ),
    "theatre": Plan(
        Room(made.PLASTER, made.CARPET, 9.0, 9.0, 26, 6.0, 0.0, 0.0, panes=False, right=0.0, left=0.0, end_half=5.6, end_low=1.2, end_high=7.4, murk=0.02,
             wall=(0.10, 0.03, 0.03), ground=(0.06, 0.02, 0.02), roof=(0.04, 0.025, 0.02), trim=(0.20, 0.11, 0.05),
             boxes=rows(6, 6.5, 2.1, 3.9, 6.2, 0.95, 0.6, CLOTH)),
        lamps=((0.0, 6.4, 21.0, 5.0, WARM), (-7.5, 4.0, 12.0, 0.7, WARM), (7.5, 4.0, 12.0, 0.7, WARM)), mean=62, dust=160, beyond=(0.62, 0.30, 0.16),
        standing=(("curtain", -4.6, 1.2, 25.2, 6.4, (0.55, 0.05, 0.06)), ("curtain", 4.6, 1.2, 25.2, 6.4, (0.55, 0.05, 0.06)), ("pelmet", 0.0, 6.2, 25.1, 1.7, (0.55, 0.05, 0.06))),
    ),
    "factory": Plan(
        Room(made.METAL, made.CONCRETE, 9.0, 9.5, 44, 6.0, 3.4, 8.0, left=0.5, end_half=2.6, end_low=0.1, end_high=5.6, gloss=0.75, dust=0.016,
             wall=(0.11, 0.105, 0.095), ground=(0.10, 0.095, 0.09), roof=(0.05, 0.05, 0.052), trim=(0.06, 0.06, 0.066),
             boxes=crates(_FIXED, 14, 8.6, 9.0, 36.0, (0.10, 0.075, 0.05))),
        mean=74, dust=260, grade="bleach",
    ),
    "station": Plan(
        Room(made.METAL, made.TILES, 11.0, 12.0, 60, 8.0, 5.5, 10.5, left=0.8, end_half=7.5, end_low=4.6, end_high=11.2, arched=True, gloss=0.4, dust=0.010,
             wall=(0.16, 0.15, 0.14), ground=(0.17, 0.16, 0.15), roof=(0.07, 0.07, 0.075), trim=(0.09, 0.09, 0.10),
             boxes=rows(5, 12.0, 7.0, 6.4, 0.6, 0.5, 2.6, WOOD)),
        lamps=((-6.4, 3.8, 16.0, 1.0, WARM), (6.4, 3.8, 24.0, 1.0, WARM)), mean=84, dust=200,
    ),
    "corridor": Plan(
        Room(made.PLASTER, made.TILES, 1.7, 2.7, 30, 4.0, 0.0, 0.0, panes=False, right=0.0, left=0.0, end_half=0.7, end_low=0.0, end_high=2.2, gloss=0.5, murk=0.02,
             strip=0.55, wall=(0.30, 0.33, 0.31), ground=(0.26, 0.27, 0.26), roof=(0.28, 0.28, 0.27), trim=(0.16, 0.24, 0.23)),
        lens=0.8, mean=78, electric=0.55, dust=40, grade="cold",
    ),
    "bunker": Plan(
        Room(made.STONE, made.CONCRETE, 2.4, 2.9, 28, 5.0, 0.0, 0.0, panes=False, right=0.0, left=0.0, end_half=0.8, end_low=0.0, end_high=2.1, gloss=0.5, murk=0.035,
             wall=(0.17, 0.165, 0.15), ground=(0.13, 0.125, 0.115), roof=(0.12, 0.115, 0.105), trim=(0.13, 0.13, 0.12),
             boxes=crates(Random(9), 7, 2.4, 6.0, 22.0, (0.10, 0.10, 0.07))),
        lamps=((0.0, 2.5, 6.5, 1.5, WARM), (0.0, 2.5, 15.0, 1.5, WARM)), lens=0.85, mean=62, dust=120, grade="bleach",
    ),
    "lab": Plan(
        Room(made.PANELS, made.TILES, 4.2, 3.4, 20, 5.0, 0.0, 0.0, panes=False, right=0.0, left=0.0, end_half=1.8, end_low=0.9, end_high=2.5, gloss=0.6,
             strip=0.8, wall=(0.32, 0.36, 0.40), ground=(0.22, 0.25, 0.28), roof=(0.25, 0.27, 0.30), trim=(0.35, 0.80, 1.0),
             boxes=(*table(-2.9, 8.0, 1.1, 3.4, STEEL, 0.9), *table(2.9, 8.5, 1.1, 3.4, STEEL, 0.9), block(-3.0, 7.4, 0.1, 0.42, 0.7, (0.2, 0.7, 1.0), 0.95, 2.4),
                    block(-3.0, 8.6, 0.1, 0.42, 0.7, (0.2, 1.0, 0.7), 0.95, 1.8), block(3.0, 8.2, 0.1, 0.42, 0.9, (0.2, 0.7, 1.0), 0.95, 2.2), block(3.8, 14.0, 0.7, 2.2, 3.0, STEEL))),
        lens=0.85, mean=82, electric=0.40, dust=40, grade="cold",
    ),
    "ship": Plan(
        Room(made.PANELS, made.CONCRETE, 3.2, 3.0, 18, 4.0, 0.0, 0.0, panes=False, right=0.0, left=0.0, end_half=2.5, end_low=0.7, end_high=2.5, gloss=0.7,
             strip=0.35, wall=(0.10, 0.11, 0.13), ground=(0.07, 0.075, 0.085), roof=(0.07, 0.075, 0.09), trim=(0.25, 0.62, 1.0),
             boxes=(block(-2.3, 13.0, 1.2, 0.95, 4.0, (0.08, 0.085, 0.10)), block(2.3, 13.0, 1.2, 0.95, 4.0, (0.08, 0.085, 0.10)),
                    block(-2.2, 12.6, 0.8, 0.05, 2.8, (0.15, 0.6, 1.0), 0.96, 1.6), block(2.2, 12.6, 0.8, 0.05, 2.8, (1.0, 0.4, 0.15), 0.96, 1.3))),
        lens=0.85, mean=62, electric=0.12, dust=60, grade="cold",
    ),
    "room": Plan(
        Room(made.PLASTER, made.PLANKS, 2.9, 2.75, 7.4, 9.0, 0.0, 0.0, right=0.0, left=0.0, end_half=1.25, end_low=0.75, end_high=2.35, gloss=0.12,
             wall=(0.27, 0.21, 0.15), ground=(0.16, 0.09, 0.05), roof=(0.24, 0.21, 0.17), trim=(0.20, 0.14, 0.09),
             boxes=(*sofa(2.4, 5.2, 1, CLOTH), *table(1.35, 5.2, 0.6, 1.1, WOOD, 0.42), SHELF, block(-2.3, 6.7, 0.5, 0.55, 0.5, DARK_WOOD), block(2.55, 6.9, 0.4, 1.1, 0.4, DARK_WOOD))),
        lamps=((-2.3, 1.0, 6.6, 1.3, WARM), (2.5, 1.5, 6.8, 0.7, WARM)), eye=1.35, lens=0.86, mean=72, dust=90, grade="warm",
    ),
    "bedroom": Plan(
        Room(made.PLASTER, made.PLANKS, 2.6, 2.6, 7.2, 9.0, 0.0, 0.0, right=0.0, left=0.0, end_half=0.9, end_low=0.9, end_high=2.2, gloss=0.1,
             wall=(0.20, 0.20, 0.24), ground=(0.15, 0.09, 0.055), roof=(0.22, 0.21, 0.21), trim=(0.16, 0.14, 0.15),
             boxes=(block(1.65, 5.6, 1.6, 0.5, 2.1, (0.32, 0.31, 0.33)), block(1.65, 6.75, 1.7, 1.0, 0.12, WOOD), block(1.65, 6.3, 1.2, 0.14, 0.5, WHITE, 0.5), block(-2.3, 6.6, 0.5, 0.55, 0.5, WOOD), block(-2.3, 4.2, 0.55, 1.9, 1.2, WOOD))),
        lamps=((-2.2, 0.85, 6.5, 0.75, WARM),), eye=1.35, lens=0.86, mean=64, dust=70,
    ),
    "kitchen": Plan(
        Room(made.PLASTER, made.TILES, 2.7, 2.7, 7.5, 9.0, 0.0, 0.0, right=0.0, left=0.0, end_half=1.1, end_low=1.05, end_high=2.15, gloss=0.25,
             wall=(0.34, 0.30, 0.22), ground=(0.27, 0.23, 0.19), roof=(0.30, 0.28, 0.24), trim=(0.24, 0.30, 0.28),
             boxes=(block(2.35, 5.2, 0.7, 0.9, 4.2, (0.26, 0.22, 0.17)), block(2.35, 5.2, 0.74, 0.05, 4.2, WHITE, 0.9), block(2.5, 5.2, 0.38, 0.7, 4.2, (0.26, 0.22, 0.17), 1.55),
                    block(-2.35, 6.4, 0.7, 0.9, 1.4, STEEL), *table(-0.9, 5.4, 1.0, 1.5, WOOD))),
        lamps=((-0.9, 1.9, 5.4, 0.8, WARM),), eye=1.4, lens=0.86, mean=80, dust=80, grade="warm",
    ),
    "bakery": Plan(
        Room(made.STONE, made.TILES, 3.1, 2.9, 8.5, 6.0, 0.0, 0.0, right=0.0, left=0.0, end_half=1.2, end_low=0.9, end_high=2.3, gloss=0.15,
             wall=(0.30, 0.24, 0.17), ground=(0.22, 0.17, 0.12), roof=(0.16, 0.12, 0.08), trim=(0.17, 0.10, 0.06),
             boxes=(*table(1.5, 5.4, 1.2, 2.6, WOOD, 0.9), block(1.4, 5.0, 0.7, 0.14, 0.32, (0.5, 0.30, 0.12), 0.9), block(1.5, 5.8, 0.7, 0.14, 0.32, (0.5, 0.30, 0.12), 0.9),
                    block(-2.75, 6.0, 0.5, 2.1, 1.6, (0.16, 0.10, 0.08)), block(-2.5, 6.0, 0.06, 0.42, 0.9, (1.0, 0.42, 0.12), 0.75, 2.6), SHELF)),
        lamps=((-2.1, 1.0, 6.0, 1.3, (1.0, 0.45, 0.14)), (1.4, 2.2, 5.4, 0.7, WARM)), eye=1.4, lens=0.86, mean=76, dust=220, grade="warm",
    ),
    "office": Plan(
        Room(made.PLASTER, made.CONCRETE, 4.4, 2.9, 14, 3.6, 1.0, 2.4, right=1.0, left=0.0, end_half=1.6, end_low=0.9, end_high=2.4, gloss=0.12,
             wall=(0.30, 0.31, 0.32), ground=(0.12, 0.13, 0.14), roof=(0.28, 0.28, 0.28), trim=(0.25, 0.26, 0.27), strip=0.35,
             boxes=(*table(-2.5, 6.5, 1.5, 0.8, WOOD), block(-2.5, 6.7, 0.6, 0.36, 0.05, (0.35, 0.6, 0.9), 0.86, 1.4), *table(2.6, 8.5, 1.5, 0.8, WOOD),
                    block(2.6, 8.7, 0.6, 0.36, 0.05, (0.35, 0.6, 0.9), 0.86, 1.4), block(-4.0, 10.5, 0.5, 1.9, 3.0, STEEL))),
        lens=0.86, mean=84, electric=0.28, dust=50, grade="teal",
    ),
    "classroom": Plan(
        Room(made.PLASTER, made.PLANKS, 4.0, 3.1, 12, 3.4, 1.0, 2.6, right=1.0, left=0.0, end_half=2.2, end_low=1.0, end_high=2.3, gloss=0.15,
             wall=(0.34, 0.32, 0.26), ground=(0.19, 0.12, 0.07), roof=(0.30, 0.29, 0.26), trim=(0.20, 0.25, 0.20),
             boxes=tuple(box for z in (5.6, 7.4, 9.2) for x in (-2.3, 2.3) for box in table(x, z, 1.3, 0.6, WOOD))),
        lens=0.86, mean=90, electric=0.12, dust=120, grade="warm", standing=(("blackboard", 0.0, 0.85, 11.7, 1.75, (0.06, 0.16, 0.11)), ("globe", -2.3, 0.76, 7.3, 0.5, (0.20, 0.38, 0.55))),
    ),
    "bar": Plan(
        Room(made.PLASTER, made.PLANKS, 3.6, 3.0, 13, 5.0, 0.0, 0.0, right=0.0, left=0.0, end_half=1.4, end_low=0.6, end_high=2.3, gloss=0.3, murk=0.03,
             wall=(0.13, 0.06, 0.045), ground=(0.10, 0.06, 0.035), roof=(0.05, 0.035, 0.03), trim=(0.11, 0.06, 0.035),
             boxes=(block(2.6, 8.0, 0.8, 1.1, 7.0, DARK_WOOD), block(2.55, 8.0, 1.0, 0.06, 7.0, WOOD, 1.1), block(3.5, 8.0, 0.2, 0.5, 6.0, (1.0, 0.55, 0.18), 1.4, 0.9),
                    *table(-2.3, 6.5, 0.8, 0.8, WOOD), *table(-2.3, 9.5, 0.8, 0.8, WOOD))),
        lamps=((2.4, 2.1, 6.5, 0.8, WARM), (2.4, 2.1, 9.5, 0.8, WARM), (-2.3, 1.7, 6.5, 0.5, (1.0, 0.4, 0.16))), lens=0.86, mean=64, dust=160, grade="warm",
    ),
    "cellar": Plan(
        Room(made.STONE, made.CONCRETE, 2.8, 2.5, 12, 6.0, 0.0, 0.0, right=0.0, left=0.0, end_half=0.35, end_low=1.6, end_high=2.1, gloss=0.25, murk=0.05,
             wall=(0.15, 0.13, 0.11), ground=(0.11, 0.10, 0.085), roof=(0.09, 0.075, 0.06), trim=(0.12, 0.10, 0.085),
             boxes=(*crates(Random(4), 8, 2.7, 5.0, 10.5, WOOD), *table(0.6, 8.0, 1.0, 0.7, WOOD))),
        lamps=((0.5, 2.0, 7.0, 0.95, WARM),), lens=0.88, mean=56, dust=160, grade="teal",
    ),
    "attic": Plan(
        Room(made.PLASTER, made.PLANKS, 3.4, 3.6, 9.5, 9.0, 0.0, 0.0, right=0.0, left=0.0, end_half=0.55, end_low=1.1, end_high=2.0, arched=True, gloss=0.08, murk=0.03,
             wall=(0.17, 0.11, 0.065), ground=(0.15, 0.09, 0.05), roof=(0.10, 0.06, 0.035), trim=(0.16, 0.10, 0.06),
             boxes=(block(-2.0, 8.2, 0.9, 0.7, 0.7, WOOD), block(2.2, 7.6, 1.0, 0.6, 0.8, DARK_WOOD), block(2.0, 7.6, 0.6, 0.5, 0.6, WOOD, 0.6))),
        lamps=((0.9, 2.1, 6.0, 1.1, WARM),), eye=1.4, lens=0.88, mean=66, dust=200, grade="warm",
        standing=(("gable", 0.0, 0.0, 9.3, 3.1, (0.15, 0.09, 0.05)), ("gable", 0.0, 0.0, 6.9, 3.1, (0.13, 0.08, 0.045)), ("gable", 0.0, 0.0, 4.6, 3.1, (0.10, 0.06, 0.034)),
                  ("rocking_horse", -2.3, 0.0, 7.4, 1.0, (0.48, 0.26, 0.13)), ("chest", 2.3, 0.0, 7.0, 0.75, (0.40, 0.22, 0.10)), ("suitcase", -1.15, 0.0, 7.6, 0.65, (0.40, 0.20, 0.12))),
    ),
    "dance": Plan(
        Room(made.PLASTER, made.PLANKS, 4.6, 3.6, 14, 3.6, 0.9, 3.0, right=1.0, left=0.0, end_half=2.4, end_low=0.7, end_high=2.9, gloss=0.45,
             wall=(0.38, 0.36, 0.32), ground=(0.24, 0.15, 0.085), roof=(0.34, 0.33, 0.31), trim=(0.24, 0.18, 0.12),
             boxes=(*(block(-4.5, 5.2 + 2.1 * at, 0.06, 2.2, 1.95, (0.34, 0.40, 0.44), 0.35, 0.22) for at in range(4)), block(-4.25, 8.4, 0.06, 0.06, 8.6, WOOD, 1.05), *(block(-4.3, z, 0.06, 1.05, 0.06, STEEL) for z in (4.4, 8.4, 12.4)),
                    block(3.4, 12.6, 1.5, 1.1, 0.7, (0.05, 0.045, 0.045)), block(3.4, 12.2, 1.3, 0.06, 0.3, WHITE, 0.72))),
        lens=0.86, mean=92, electric=0.10, dust=140, grade="warm",
    ),
    "hospital": Plan(
        Room(made.PLASTER, made.TILES, 3.6, 3.0, 14, 3.6, 0.9, 2.3, right=1.0, left=0.0, end_half=0.9, end_low=0.0, end_high=2.1, gloss=0.45, murk=0.015,
             strip=0.5, wall=(0.36, 0.40, 0.40), ground=(0.28, 0.30, 0.30), roof=(0.32, 0.33, 0.33), trim=(0.18, 0.34, 0.34)),
        lens=0.84, mean=86, electric=0.5, dust=40, grade="cold",
        standing=(("bunk", -2.35, 0.0, 6.0, 1.15, WHITE), ("bunk", -2.4, 0.0, 9.0, 1.15, WHITE), ("bunk", 2.35, 0.0, 6.6, 1.15, WHITE), ("bunk", 2.4, 0.0, 9.6, 1.15, WHITE),
                  ("screen", -2.3, 0.0, 7.4, 1.9, (0.30, 0.52, 0.50)), ("screen", 2.4, 0.0, 8.2, 1.9, (0.30, 0.52, 0.50)), ("red_cross", 0.0, 2.25, 13.6, 0.62, (0.62, 0.63, 0.63))),
    ),
    "shop": Plan(
        Room(made.PLASTER, made.PLANKS, 3.2, 2.9, 8.5, 6.0, 0.0, 0.0, right=0.0, left=0.0, end_half=0.75, end_low=0.7, end_high=2.3, gloss=0.2,
             wall=(0.30, 0.24, 0.17), ground=(0.20, 0.13, 0.08), roof=(0.24, 0.21, 0.17), trim=(0.17, 0.10, 0.06),
             boxes=(block(1.75, 5.2, 2.4, 0.95, 0.7, WOOD), block(1.75, 5.2, 2.5, 0.05, 0.8, tint(WOOD, 1.5), 0.95))),
        lamps=((-0.9, 2.3, 5.6, 0.9, WARM), (1.6, 2.2, 6.0, 0.8, WARM)), eye=1.4, lens=0.86, mean=80, dust=100, grade="warm",
        standing=(("shelves", -2.05, 0.0, 6.8, 2.35, (0.40, 0.26, 0.16)), ("shelves", 2.05, 0.0, 7.2, 2.35, (0.40, 0.26, 0.16)), ("scales", 1.2, 1.0, 5.1, 0.5, (0.62, 0.46, 0.18))),
    ),
    "restaurant": Plan(
        Room(made.PLASTER, made.PLANKS, 4.2, 3.0, 12, 5.0, 0.0, 0.0, right=0.0, left=0.0, end_half=2.0, end_low=0.6, end_high=2.4, gloss=0.25, murk=0.02,
             wall=(0.26, 0.12, 0.09), ground=(0.14, 0.085, 0.05), roof=(0.12, 0.09, 0.07), trim=(0.15, 0.08, 0.05)),
        lamps=((-2.2, 2.0, 6.2, 0.8, WARM), (2.3, 2.0, 7.4, 0.8, WARM), (-2.4, 2.0, 9.6, 0.7, WARM), (2.4, 2.0, 10.4, 0.6, WARM)), lens=0.86, mean=76, dust=120, grade="warm",
        standing=(("dining", -2.2, 0.0, 6.2, 1.12, (0.30, 0.17, 0.10)), ("dining", 2.3, 0.0, 7.4, 1.12, (0.30, 0.17, 0.10)), ("dining", -2.4, 0.0, 9.6, 1.12, (0.30, 0.17, 0.10)), ("dining", 2.4, 0.0, 10.4, 1.12, (0.30, 0.17, 0.10))),
    ),
    "prison": Plan(
        Room(made.STONE, made.CONCRETE, 1.9, 2.8, 9, 6.0, 0.0, 0.0, right=0.0, left=0.0, end_half=0.42, end_low=1.75, end_high=2.45, gloss=0.25, murk=0.03,
             wall=(0.20, 0.20, 0.19), ground=(0.14, 0.14, 0.135), roof=(0.12, 0.12, 0.115), trim=(0.14, 0.14, 0.13),
             boxes=(block(1.4, 6.2, 0.8, 0.42, 2.0, STEEL), block(-1.55, 7.6, 0.5, 0.8, 0.5, STEEL))),
        lamps=((0.0, 2.3, 7.8, 1.1, COOL),), lens=0.88, mean=58, dust=130, grade="cold",
    ),
    "lift": Plan(
        Room(made.METAL, made.TILES, 1.15, 2.5, 5.2, 2.0, 0.0, 0.0, panes=False, right=0.0, left=0.0, end_half=0.0, end_low=0.0, end_high=0.0, gloss=0.6, murk=0.01,
             strip=0.5, wall=(0.22, 0.23, 0.25), ground=(0.10, 0.10, 0.11), roof=(0.30, 0.30, 0.30), trim=(0.20, 0.21, 0.23),
             boxes=(block(-0.41, 5.1, 0.8, 2.15, 0.08, (0.30, 0.31, 0.33), 0.0, 0.15), block(0.41, 5.1, 0.8, 2.15, 0.08, (0.30, 0.31, 0.33), 0.0, 0.15), block(0.0, 5.08, 0.6, 0.14, 0.05, (1.0, 0.45, 0.16), 2.22, 1.5),
                    block(-1.12, 4.3, 0.05, 0.75, 0.26, (0.12, 0.12, 0.13), 0.95), *(block(-1.08, 4.23 + 0.13 * column, 0.03, 0.055, 0.055, (1.0, 0.78, 0.42), 1.03 + 0.12 * row, 1.2) for row in range(5) for column in range(2)),
                    block(1.08, 4.0, 0.06, 0.06, 2.0, STEEL, 0.92))),
        lens=0.8, mean=72, electric=0.5, dust=20, grade="cold",
    ),
    "prayer": Plan(
        Room(made.COLUMNS, made.CARPET, 7.0, 8.0, 30, 4.6, 3.0, 6.4, end_half=1.5, end_low=0.2, end_high=5.4, arched=True, gloss=0.05, dust=0.014,
             wall=(0.34, 0.30, 0.24), ground=(0.16, 0.045, 0.035), roof=(0.20, 0.17, 0.13), trim=(0.10, 0.24, 0.26)),
        lamps=((-2.4, 4.4, 9.0, 1.4, WARM), (2.4, 4.4, 9.0, 1.4, WARM), (-2.4, 4.4, 16.0, 1.4, WARM), (2.4, 4.4, 16.0, 1.4, WARM), (0.0, 4.8, 22.0, 1.4, WARM)), mean=80, dust=160, grade="golden",
    ),
    "gym": Plan(
        Room(made.PLASTER, made.PLANKS, 7.5, 7.5, 30, 5.0, 4.2, 6.6, left=0.8, end_half=0.0, end_low=0.0, end_high=0.0, gloss=0.5, dust=0.008,
             wall=(0.30, 0.29, 0.25), ground=(0.30, 0.18, 0.085), roof=(0.16, 0.16, 0.16), trim=(0.12, 0.20, 0.30), strip=0.25,
             boxes=(*(block(side * 7.1, 16.0, 0.7, 0.42, 14.0, WOOD) for side in (-1, 1)), *rows(6, 7.0, 3.0, 7.35, 0.1, 3.2, 1.6, tint(WOOD, 1.4)),
                    block(0.0, 29.6, 1.8, 1.2, 0.1, WHITE, 2.9, 0.25), block(0.0, 29.5, 0.6, 0.45, 0.06, (0.55, 0.10, 0.06), 3.05), block(0.0, 29.0, 0.5, 0.05, 0.5, (0.9, 0.30, 0.08), 3.0, 0.4), block(-3.6, 20.0, 1.6, 1.15, 0.7, (0.22, 0.12, 0.07)))),
        mean=86, electric=0.22, dust=120, grade="warm",
    ),
    "studio": Plan(
        Room(made.PANELS, made.CARPET, 3.6, 3.0, 9.0, 3.0, 0.0, 0.0, panes=False, right=0.0, left=0.0, end_half=1.9, end_low=1.05, end_high=2.2, gloss=0.1, murk=0.01,
             wall=(0.11, 0.085, 0.075), ground=(0.06, 0.05, 0.05), roof=(0.05, 0.045, 0.045), trim=(0.20, 0.11, 0.06),
             boxes=(block(0.0, 6.6, 3.6, 0.78, 0.9, (0.07, 0.07, 0.075)), block(0.0, 6.35, 3.4, 0.05, 0.5, (0.16, 0.17, 0.18), 0.78), *(block(-1.5 + 0.25 * at, 6.3, 0.05, 0.03, 0.34, ((0.25, 1.0, 0.45), (1.0, 0.62, 0.20), (0.9, 0.25, 0.18))[at % 3], 0.83, 1.3) for at in range(13)),
                    block(-2.7, 7.6, 0.55, 0.8, 0.5, (0.05, 0.05, 0.055), 1.0), block(2.7, 7.6, 0.55, 0.8, 0.5, (0.05, 0.05, 0.055), 1.0), block(0.0, 8.8, 0.9, 0.2, 0.06, (1.0, 0.10, 0.07), 2.35, 1.8))),
        lamps=((-2.4, 2.2, 6.4, 0.8, WARM), (2.4, 2.2, 6.4, 0.6, WARM)), lens=0.86, mean=66, dust=80, grade="warm", beyond=(0.42, 0.30, 0.20),
    ),
    "court": Plan(
        Room(made.PANELS, made.PLANKS, 5.2, 5.6, 17, 4.4, 2.4, 4.8, left=0.7, end_half=0.0, end_low=0.0, end_high=0.0, arched=True, gloss=0.25, dust=0.012,
             wall=(0.17, 0.085, 0.045), ground=(0.15, 0.085, 0.045), roof=(0.27, 0.25, 0.21), trim=(0.24, 0.13, 0.06),
             boxes=(block(0.0, 15.2, 5.6, 1.9, 1.0, WOOD), block(0.0, 15.1, 5.9, 0.08, 1.3, tint(WOOD, 1.5), 1.9), block(0.0, 16.6, 1.5, 3.6, 0.2, DARK_WOOD), block(0.0, 16.4, 0.9, 1.4, 0.3, CLOTH, 1.7), block(2.9, 13.4, 1.2, 1.15, 1.1, WOOD), block(-4.3, 12.5, 1.1, 1.0, 4.0, DARK_WOOD),
                    *table(-2.1, 9.6, 2.0, 0.9, WOOD), *table(2.1, 9.6, 2.0, 0.9, WOOD), *(block(side * 2.9, z, 3.6, 0.95, 0.4, DARK_WOOD) for z in (5.8, 7.4) for side in (-1, 1)))),
        lamps=((0.0, 3.6, 14.0, 1.2, WARM),), eye=1.6, mean=80, dust=200, grade="golden",
        standing=(("scales", -1.7, 1.98, 15.0, 0.7, (0.62, 0.46, 0.18)),),
    ),
    "barn": Plan(
        Room(made.BOARDS, made.MATT, 5.2, 6.4, 20, 4.0, 3.2, 4.4, left=0.0, right=0.0, end_half=2.0, end_low=0.0, end_high=3.7, panes=False, gloss=0.0, dust=0.0,
             wall=(0.20, 0.105, 0.05), ground=(0.26, 0.18, 0.075), roof=(0.075, 0.042, 0.022), trim=(0.12, 0.062, 0.03),
             boxes=(*beams(5.2, 6.4, (6.0, 10.0, 14.0, 18.0), DARK_WOOD), *bales(((-4.0, 13.2, 0.0), (-4.0, 14.6, 0.0), (-2.7, 14.2, 0.0), (-4.0, 13.6, 0.8), (-3.6, 14.9, 0.8), (-4.0, 14.2, 1.6), (4.1, 7.2, 0.0), (4.1, 8.6, 0.0), (4.1, 7.9, 0.8), (2.9, 12.0, 0.0))),
                    *leaf(-3.05, 19.8), *leaf(3.05, 19.8), block(0.0, 19.95, 4.0, 0.55, 0.05, (0.045, 0.065, 0.025)), block(4.4, 16.0, 1.6, 0.16, 7.8, DARK_WOOD, 3.0), block(4.4, 12.4, 1.5, 0.7, 0.5, HAY, 3.16), block(4.5, 13.6, 1.3, 1.2, 1.6, HAY, 3.16),
                    *(block(x, 11.6, 0.07, 3.1, 0.07, WOOD) for x in (2.75, 3.2)), *(block(2.97, 11.6, 0.5, 0.06, 0.06, WOOD, 0.35 + 0.38 * step) for step in range(7)))),
        lamps=((-2.6, 2.7, 9.6, 1.1, WARM), (3.4, 2.6, 14.0, 0.9, WARM)), eye=1.5, lens=0.86, mean=74, dust=300, grade="golden",
        standing=(("gable", 0.0, 3.6, 14.2, 2.8, (0.030, 0.017, 0.009)), ("gable", 0.0, 3.6, 10.2, 2.8, (0.024, 0.014, 0.008)), ("oak1", 1.25, 0.3, 19.9, 1.9, (0.03, 0.04, 0.015)), ("fence", -0.7, 0.42, 19.9, 0.5, (0.05, 0.035, 0.02))),
    ),
    "ring": Plan(
        Room(made.METAL, made.MATT, 11.0, 8.0, 19, 6.0, 0.0, 0.0, panes=False, right=0.0, left=0.0, end_half=0.0, end_low=0.0, end_high=0.0, gloss=0.0, murk=0.03,
             wall=(0.02, 0.02, 0.026), ground=(0.012, 0.012, 0.015), roof=(0.008, 0.008, 0.010), trim=(0.015, 0.015, 0.02),
             boxes=(block(0.0, 4.9, 7.2, 0.03, 9.0, (0.44, 0.43, 0.40)), block(0.0, 9.42, 7.5, 0.05, 0.16, (0.10, 0.20, 0.55)), block(-3.67, 4.9, 0.14, 0.05, 9.0, (0.10, 0.20, 0.55)), block(3.67, 4.9, 0.14, 0.05, 9.0, (0.10, 0.20, 0.55)),
                    *(block(side * 3.55, 9.2, 0.16, 1.62, 0.16, STEEL) for side in (-1, 1)), block(-3.42, 9.05, 0.26, 1.10, 0.26, (0.60, 0.04, 0.035), 0.42, 0.10), block(3.42, 9.05, 0.26, 1.10, 0.26, (0.05, 0.12, 0.60), 0.42, 0.10),
                    *(rope for base, colour in zip((0.52, 0.94, 1.36), ROPES, strict=True) for rope in (block(0.0, 9.2, 7.0, 0.055, 0.055, colour, base, 0.10), block(-3.5, 5.2, 0.055, 0.055, 8.0, colour, base, 0.10), block(3.5, 5.2, 0.055, 0.055, 8.0, colour, base, 0.10))),
                    *(block(x, 11.0, 0.62, 0.30, 0.3, (0.9, 0.87, 0.80), 4.55, 0.7) for x in (-3.6, -2.16, -0.72, 0.72, 2.16, 3.6)), *(block(0.0, z, 9.0, 0.07, 0.07, STEEL, base) for z in (11.0, 11.4) for base in (4.9, 5.3)), *(block(-4.2 + 0.7 * at, 11.0, 0.05, 0.4, 0.05, STEEL, 4.9) for at in range(13)))),
        lamps=((0.0, 7.2, 6.6, 14.0, (1.0, 0.95, 0.85)), (-2.6, 6.8, 5.2, 8.0, (1.0, 0.95, 0.85)), (2.6, 6.8, 5.2, 8.0, (1.0, 0.95, 0.85))), eye=1.5, lens=0.86, mean=76, electric=0.16, dust=260, grade="teal",
        standing=tuple(("crowd", x, -0.75 + 0.55 * row, 11.6 + 1.9 * row, 1.8, (0.17 - 0.03 * row, 0.14 - 0.025 * row, 0.15 - 0.02 * row)) for row in range(4) for x in (-9.0 + row, -5.4 - row * 0.7, -1.8 + row * 0.6, 1.9 - row * 0.4, 5.3 + row * 0.5, 9.0 - row)),
    ),
    "carriage": Plan(
        Room(made.PLASTER, made.MATT, 1.75, 2.35, 15, 2.1, 0.90, 1.92, panes=False, right=1.0, left=1.0, end_half=0.42, end_low=0.95, end_high=1.9, gloss=0.30, murk=0.008, strip=0.22, rush=16.0,
             wall=(0.44, 0.43, 0.40), ground=(0.13, 0.14, 0.15), roof=(0.46, 0.46, 0.43), trim=(0.50, 0.47, 0.40),
             boxes=(*(part for number in range(6) for side in (-1, 1) for part in seat(side * 1.28, 3.9 + 2.1 * number, 0.82, SEAT)), *(block(side * 0.80, 3.0 + 4.2 * number, 0.035, 2.35, 0.035, (0.75, 0.55, 0.10)) for number in range(4) for side in (-1, 1)),
                    *(block(side * 0.80, 8.0, 0.03, 0.03, 12.0, (0.75, 0.55, 0.10), 2.02) for side in (-1, 1)), *(block(side * 0.80, 3.6 + 0.9 * number, 0.02, 0.20, 0.02, (0.10, 0.10, 0.10), 1.82) for number in range(10) for side in (-1, 1)),
                    *(block(side * 0.80, 3.6 + 0.9 * number, 0.10, 0.10, 0.10, (0.10, 0.10, 0.10), 1.74) for number in range(10) for side in (-1, 1)), *(block(side * 0.55, 14.95, 0.06, 2.1, 0.08, STEEL) for side in (-1, 1)), block(0.0, 14.95, 1.16, 0.06, 0.08, STEEL, 2.1))),
        eye=1.45, lens=0.64, mean=84, electric=0.30, dust=30, grade="teal",
    ),
    "subway": Plan(
        Room(made.TILED, made.TILES, 5.2, 4.4, 40, 5.0, 0.0, 0.0, panes=False, right=0.0, left=0.0, end_half=2.4, end_low=0.0, end_high=3.4, gloss=0.45, murk=0.012, strip=0.8,
             wall=(0.46, 0.46, 0.42), ground=(0.20, 0.20, 0.20), roof=(0.24, 0.24, 0.24), trim=(0.12, 0.22, 0.36),
             boxes=(block(-4.1, 21.0, 2.2, 2.9, 26.0, (0.40, 0.42, 0.46), 0.12), block(-2.98, 21.0, 0.03, 0.22, 26.0, (0.55, 0.08, 0.06), 0.62), *(block(-2.97, 8.9 + 2.6 * number, 0.03, 0.85, 1.7, (1.0, 0.93, 0.74), 1.45, 0.9) for number in range(10) if number % 4 != 3),
                    *(block(-2.97, 8.9 + 2.6 * number, 0.03, 2.3, 1.3, (0.30, 0.32, 0.35), 0.3) for number in (3, 7)), block(-2.55, 20.0, 0.30, 0.012, 34.0, (0.75, 0.58, 0.10)), *(part for z in (9.5, 15.5, 23.0) for part in bench(4.4, z, 3)),
                    block(0.6, 13.0, 2.4, 0.52, 0.10, (0.06, 0.16, 0.40), 3.25, 0.5), *(block(x, 13.0, 0.04, 0.65, 0.04, STEEL, 3.75) for x in (-0.3, 1.5)), *(block(1.9, z, 0.42, 4.4, 0.42, (0.42, 0.42, 0.39)) for z in (11.0, 17.0, 23.0, 29.0)))),
        eye=1.5, lens=0.74, mean=84, electric=0.45, dust=40, grade="teal",
    ),
    "airport": Plan(
        Room(made.PLASTER, made.TILES, 13.0, 7.2, 26, 6.0, 0.0, 0.0, panes=True, right=0.0, left=0.0, end_half=12.6, end_low=0.55, end_high=6.4, gloss=0.65, murk=0.004, strip=0.0,
             wall=(0.34, 0.36, 0.38), ground=(0.22, 0.23, 0.25), roof=(0.30, 0.31, 0.32), trim=(0.15, 0.16, 0.18),
             boxes=(block(0.0, 25.95, 25.2, 0.42, 0.05, (0.15, 0.16, 0.16), 0.55), *(chair for z in (9.0, 12.6, 16.2) for x in (-5.6, 5.6) for chair in bench(x, z, 5)), block(-10.5, 17.0, 2.6, 1.1, 1.2, STEEL), block(-11.6, 15.0, 0.16, 2.6, 0.16, STEEL), block(-10.6, 14.9, 2.6, 1.25, 0.14, (0.03, 0.035, 0.05), 2.7),
                    *(block(-10.6 + 0.35 * (row % 2) - 0.2, 14.80, 1.6 + 0.3 * (row % 3) - 0.4, 0.07, 0.02, (1.0, 0.78, 0.20), 2.86 + 0.18 * row, 1.3) for row in range(6)), block(8.6, 14.0, 1.9, 0.62, 0.10, (0.90, 0.70, 0.06), 3.9, 0.7), block(8.6, 13.93, 0.34, 0.40, 0.03, (0.02, 0.02, 0.02), 4.01), block(9.1, 13.93, 0.10, 0.40, 0.03, (0.02, 0.02, 0.02), 4.01), block(8.0, 13.93, 0.50, 0.10, 0.03, (0.02, 0.02, 0.02), 4.16),
                    *(block(x, 15.0, 0.05, 7.2 - 4.5, 0.05, STEEL, 4.5) for x in (7.9, 9.3)))),
        eye=1.5, lens=0.80, mean=86, electric=0.22, dust=40, grade="teal",
        standing=(("plane", 2.4, 0.62, 25.6, 4.2, (0.62, 0.64, 0.66)), ("plane", -8.6, 1.0, 25.8, 1.5, (0.62, 0.64, 0.66)), ("suitcase", 4.2, 0.0, 8.0, 0.75, (0.45, 0.10, 0.08))),
    ),
    "indoor_pool": Plan(
        Room(made.TILED, made.TILES, 8.5, 6.6, 22, 4.6, 1.5, 5.2, left=0.9, right=0.9, end_half=5.0, end_low=1.6, end_high=5.4, gloss=0.45, murk=0.006, strip=0.35, pool=(-0.6, 7.0, 3.2),
             wall=(0.46, 0.52, 0.54), ground=(0.40, 0.43, 0.42), roof=(0.34, 0.37, 0.38), trim=(0.08, 0.30, 0.46),
             boxes=(block(3.2, 21.0, 0.30, 3.0, 0.30, WHITE), block(3.2, 19.3, 0.62, 0.10, 3.6, (0.30, 0.52, 0.66), 3.0), block(3.2, 21.0, 0.9, 0.9, 0.06, WHITE, 3.1), *(block(2.35, 21.0, 0.5, 0.06, 0.06, STEEL, 0.3 + 0.34 * step) for step in range(9)), *(block(x, 21.0, 0.05, 3.6, 0.05, STEEL) for x in (2.1, 2.6)))),
        eye=1.6, lens=0.80, mean=88, electric=0.25, dust=60, grade="teal",
    ),
    "bridge": Plan(
        Room(made.PANELS, made.MATT, 5.2, 4.2, 12, 4.0, 0.0, 0.0, panes=False, right=0.0, left=0.0, end_half=4.9, end_low=0.75, end_high=3.95, gloss=0.75, murk=0.004, strip=0.16,
             wall=(0.17, 0.19, 0.22), ground=(0.09, 0.095, 0.11), roof=(0.10, 0.11, 0.13), trim=(0.25, 0.62, 1.0),
             boxes=(*stars(Random(11), 160, 4.8, 0.85, 3.9, 11.98), *(block(x, 11.95, 0.14, 3.2, 0.1, (0.10, 0.11, 0.13), 0.75) for x in (-2.35, 2.35)), *(part for x in (-3.3, -1.3, 1.3, 3.3) for part in console(x, 10.6 - 0.28 * abs(x), 1.6)),
                    *(part for side in (-1, 1) for part in console(side * 4.3, 6.2, 1.3)), *chair(1.25, 7.4, (0.16, 0.05, 0.045)), *chair(-1.3, 9.2, (0.10, 0.11, 0.14)), *chair(3.2, 9.0, (0.10, 0.11, 0.14)), block(1.25, 7.3, 3.0, 0.10, 2.6, (0.13, 0.14, 0.16)), block(1.25, 6.0, 3.0, 0.03, 0.05, (0.25, 0.62, 1.0), 0.10, 0.8))),
        lamps=((-4.0, 2.9, 7.0, 0.8, (0.45, 0.75, 1.0)), (4.0, 2.9, 7.0, 0.8, (0.45, 0.75, 1.0))), lens=0.80, mean=66, electric=0.22, dust=30, grade="cold", beyond=(0.006, 0.008, 0.020),
        standing=(("earth", -2.3, 0.9, 11.9, 2.9, (0.30, 0.48, 0.70)), ("orb", 3.6, 2.85, 11.95, 0.46, (0.62, 0.50, 0.34))),
    ),
    "garage": Plan(
        Room(made.METAL, made.CONCRETE, 5.6, 4.6, 16, 5.2, 3.0, 3.9, left=0.0, right=0.0, end_half=2.5, end_low=0.0, end_high=3.5, panes=False, gloss=0.5, murk=0.006, strip=0.30,
             wall=(0.30, 0.29, 0.26), ground=(0.17, 0.17, 0.165), roof=(0.16, 0.16, 0.16), trim=(0.50, 0.50, 0.47),
             boxes=(*(block(1.5 + side * 2.35, 9.4, 0.30, 3.1, 0.40, (0.50, 0.07, 0.03)) for side in (-1, 1)), block(1.5, 9.3, 4.4, 0.10, 0.5, (0.30, 0.31, 0.32), 1.33), block(1.5, 9.4, 4.7, 0.20, 0.20, (0.50, 0.07, 0.03), 3.0),
                    block(-5.5, 8.2, 0.08, 1.7, 6.0, (0.32, 0.20, 0.10), 1.25), *tools(Random(3), -5.42, 5.5, 10.9), block(-5.1, 8.2, 0.8, 0.9, 6.0, (0.20, 0.12, 0.06)), block(-5.1, 8.2, 0.9, 0.07, 6.1, STEEL, 0.9),
                    block(-3.3, 11.2, 1.1, 1.25, 0.6, (0.52, 0.05, 0.03)), *(block(-3.3, 10.88, 0.98, 0.02, 0.05, (0.06, 0.02, 0.02), 0.25 + 0.22 * row) for row in range(5)), *(block(-3.3, 10.87, 0.30, 0.04, 0.05, STEEL, 0.33 + 0.22 * row) for row in range(4)),
                    *(block(4.9, 12.6 + 0.02 * (row % 2), 0.72, 0.20, 0.72, (0.025, 0.025, 0.028), 0.23 * row) for row in range(6)), *(block(4.1, 12.9, 0.72, 0.20, 0.72, (0.025, 0.025, 0.028), 0.23 * row) for row in range(4)), *(block(side * 3.0, 14.6, 0.55, 0.9, 0.55, colour) for side, colour in ((-1, (0.05, 0.14, 0.32)), (1.1, (0.45, 0.22, 0.03)))),
                    block(0.0, 15.9, 5.2, 0.42, 0.10, (0.30, 0.31, 0.32), 3.30), block(0.0, 15.95, 5.0, 0.30, 0.05, (0.06, 0.065, 0.07)), *(block(x, 15.94, 0.7, 0.5 + 0.3 * (at % 2), 0.04, (0.09, 0.08, 0.075), 0.3) for at, x in enumerate((-2.0, -1.2, -0.3, 0.5, 1.4, 2.1))))),
        lamps=((-3.8, 3.0, 8.0, 1.6, WARM), (1.5, 3.6, 7.4, 1.6, (1.0, 0.9, 0.75))), lens=0.80, mean=80, electric=0.24, dust=120, grade="teal",
        standing=(("car", 1.5, 1.42, 9.4, 1.35, (0.16, 0.40, 0.58)),),
    ),
    "supermarket": Plan(
        Room(made.PLASTER, made.TILES, 6.5, 3.7, 21, 5.0, 0.0, 0.0, panes=False, right=0.0, left=0.0, end_half=0.0, end_low=0.0, end_high=0.0, gloss=0.5, murk=0.002, strip=0.26,
             wall=(0.50, 0.51, 0.49), ground=(0.60, 0.60, 0.57), roof=(0.50, 0.51, 0.50), trim=(0.60, 0.61, 0.58),
             boxes=(*goods(Random(8), -2.3, -1, 3.0, 17.0), *goods(Random(9), 2.3, 1, 3.0, 17.0), *(block(side * 5.9, 12.0, 0.9, 2.2, 15.0, (0.30, 0.31, 0.32)) for side in (-1, 1)),
                    *(block(-2.0 + 1.35 * at, 20.5, 1.25, 1.9, 0.6, (0.40, 0.62, 0.72), 0.12, 0.22) for at in range(4)), *(block(-2.0 + 1.35 * at + 0.3 * cell - 0.45, 20.16, 0.22, 0.26, 0.05, GOODS[(at * 3 + cell + 2 * row) % len(GOODS)], 0.35 + 0.42 * row) for at in range(4) for cell in range(4) for row in range(4)),
                    block(0.0, 20.6, 6.0, 0.6, 0.3, (0.05, 0.30, 0.14), 2.25, 0.1), *(block(side * 2.15, z, 1.2, 0.42, 0.08, colour, 2.75, 0.25) for side, z, colour in ((-1, 6.0, (0.62, 0.06, 0.04)), (1, 8.5, (0.05, 0.34, 0.14)), (-1, 12.0, (0.05, 0.16, 0.50)), (1, 14.0, (0.72, 0.42, 0.03)))),
                    *(block(side * 1.15, 9.6 if side < 0 else 13.4, 0.62, 0.03, 0.9, STEEL, base) for side in (-1, 1) for base in (0.35, 0.98)))),
        eye=1.5, lens=0.76, mean=100, electric=0.55, dust=20, grade="teal",
    ),
    "nightclub": Plan(
        Room(made.PANELS, made.MATT, 6.2, 4.6, 16, 4.0, 0.0, 0.0, panes=False, right=0.0, left=0.0, end_half=0.0, end_low=0.0, end_high=0.0, gloss=0.7, murk=0.012, strip=0.0,
             wall=(0.10, 0.06, 0.14), ground=(0.035, 0.03, 0.05), roof=(0.05, 0.035, 0.07), trim=(0.9, 0.15, 0.8),
             boxes=(*(block(-2.7 + 0.9 * i, 4.4 + 0.9 * j, 0.84, 0.03, 0.84, NEON[(i * 3 + j * 5 + i * j) % len(NEON)], 0.0, 0.16 + 0.42 * ((i * 7 + j * 3) % 4 == 0)) for i in range(7) for j in range(9)),
                    block(0.0, 14.2, 3.4, 1.15, 0.8, (0.05, 0.045, 0.07)), *(block(-1.5 + 0.25 * at, 13.78, 0.16, 0.10 + 0.16 * ((at * 5) % 4), 0.04, NEON[at % len(NEON)], 0.25, 0.9) for at in range(13)), *(block(0.0, 15.9, 5.6 - 0.9 * row, 0.08, 0.05, NEON[row], 1.8 + 0.45 * row, 1.1) for row in range(4)),
                    *(block(side * 3.3, 14.4, 1.3, 1.15, 0.9, (0.03, 0.03, 0.035), 1.15 * level) for side in (-1, 1) for level in (0, 1)), *(block(side * 3.3, 13.93, 0.72, 0.72, 0.04, (0.10, 0.10, 0.12), 0.2 + 1.15 * level) for side in (-1, 1) for level in (0, 1)),
                    *(block(x, z, 0.3, 0.3, 0.3, NEON[at % len(NEON)], 4.1, 1.4) for at, (x, z) in enumerate(((-3.4, 7.0), (-1.7, 7.4), (1.7, 7.4), (3.4, 7.0), (-2.6, 11.0), (2.6, 11.0)))), block(0.0, 7.3, 9.0, 0.07, 0.07, STEEL, 4.42), block(0.0, 11.0, 8.0, 0.07, 0.07, STEEL, 4.42), block(0.0, 8.6, 0.03, 1.0, 0.03, STEEL, 3.9),
                    *spots(Random(21), 70, 6.17, 15.9, 4.4))),
        lamps=((-3.4, 3.6, 7.0, 5.0, NEON[0]), (3.4, 3.6, 7.0, 5.0, NEON[1]), (-2.6, 3.6, 11.5, 4.0, NEON[2]), (2.6, 3.6, 11.5, 4.0, NEON[3])), eye=1.5, lens=0.80, mean=62, electric=0.10, dust=260, grade="vivid",
        standing=(("mirror_ball", 0.0, 3.0, 8.6, 1.0, (0.72, 0.74, 0.80)), ("crowd", -2.9, 0.0, 12.4, 1.75, (0.06, 0.04, 0.09)), ("crowd", 2.7, 0.0, 12.8, 1.75, (0.06, 0.04, 0.09))),
    ),
    "museum": Plan(
        Room(made.PLASTER, made.PLANKS, 4.6, 5.2, 18, 5.0, 0.0, 0.0, panes=False, right=0.0, left=0.0, end_half=1.25, end_low=0.0, end_high=3.6, arched=True, gloss=0.35, murk=0.004, strip=0.28,
             wall=(0.23, 0.075, 0.06), ground=(0.24, 0.14, 0.07), roof=(0.42, 0.40, 0.36), trim=(0.62, 0.58, 0.50),
             boxes=(*(part for side in (-1, 1) for number, (z, wide, tall) in enumerate(HUNG) for part in framed(side, z, wide, tall, number + (side > 0) * 3, 4.6)), *painting(-2.95, 17.9, 2.2, 1.7, 1), *painting(2.95, 17.9, 2.2, 1.7, 4),
                    block(2.55, 7.8, 1.1, 1.05, 1.1, (0.52, 0.51, 0.48)), block(2.55, 7.8, 1.25, 0.10, 1.25, (0.60, 0.59, 0.56), 1.05), block(0.0, 11.2, 2.2, 0.12, 0.62, WOOD, 0.40), *(block(side * 0.85, 11.2, 0.12, 0.40, 0.5, DARK_WOOD) for side in (-1, 1)),
                    *(block(-3.5, 6.0 + 1.5 * number, 0.05, 0.95, 0.05, (0.50, 0.34, 0.10)) for number in range(7)), block(-3.5, 10.5, 0.05, 0.05, 9.0, (0.40, 0.03, 0.03), 0.82))),
        lamps=((-3.3, 4.2, 8.0, 2.2, WARM), (3.3, 4.2, 8.0, 2.2, WARM), (-3.3, 4.2, 13.0, 2.2, WARM), (3.3, 4.2, 13.0, 2.2, WARM)), eye=1.55, lens=0.80, mean=84, electric=0.26, dust=60, grade="warm", beyond=(0.16, 0.12, 0.08),
        standing=(("statue", 2.55, 1.15, 7.8, 2.1, (0.82, 0.80, 0.76)), ("statue", 0.0, 0.0, 17.7, 2.3, (0.40, 0.34, 0.26)),),
    ),
    "greenhouse": Plan(
        Room(made.GLASS, made.MATT, 4.6, 4.4, 17, 4.0, 0.7, 4.2, panes=False, right=0.8, left=0.8, end_half=0.85, end_low=0.0, end_high=2.3, gloss=0.12, murk=0.010,
             wall=(0.34, 0.40, 0.36), ground=(0.42, 0.36, 0.27), roof=(0.36, 0.42, 0.38), trim=(0.34, 0.40, 0.36),
             boxes=(*(block(side * 3.2, 9.6, 1.7, 0.52, 12.5, (0.22, 0.11, 0.05)) for side in (-1, 1)), *(block(side * 3.2, 9.6, 1.55, 0.03, 12.3, (0.045, 0.028, 0.016), 0.52) for side in (-1, 1)), *(block(side * 4.55, z, 0.10, 4.4, 0.10, (0.42, 0.48, 0.44)) for side in (-1, 1) for z in (4.0, 7.0, 10.0, 13.0, 16.0)),
                    *(block(0.0, z, 9.2, 0.09, 0.09, (0.42, 0.48, 0.44), 4.1) for z in (4.0, 7.0, 10.0, 13.0, 16.0)), *(block(x, z, 0.42, 0.40, 0.42, (0.50, 0.17, 0.07)) for x, z in ((-1.75, 8.4), (1.8, 7.2), (1.75, 11.6), (-1.8, 13.0))))),
        eye=1.5, lens=0.80, mean=92, dust=140, grade="vivid",
        standing=tuple((shape, side * x, 0.4, z, tall, colour) for side in (-1, 1) for shape, x, z, tall, colour in PLANTED) + (("tulip", -1.75, 0.38, 8.4, 0.75, (0.80, 0.14, 0.22)), ("sunflower", 1.8, 0.38, 7.2, 1.1, (0.85, 0.60, 0.08)), ("cactus", 1.75, 0.38, 11.6, 0.8, (0.20, 0.50, 0.24)), ("rose", -1.8, 0.38, 13.0, 0.8, (0.80, 0.12, 0.20))),
    ),
    "bathroom": Plan(
        Room(made.TILED, made.TILES, 2.4, 2.6, 7.0, 9.0, 0.0, 0.0, right=0.0, left=0.0, end_half=0.62, end_low=1.35, end_high=2.2, gloss=0.45, murk=0.0,
             wall=(0.50, 0.55, 0.55), ground=(0.38, 0.40, 0.40), roof=(0.46, 0.47, 0.46), trim=(0.06, 0.26, 0.34),
             boxes=(block(1.95, 5.4, 0.10, 0.62, 2.1, WHITE), block(1.05, 5.4, 0.10, 0.62, 2.1, WHITE), block(1.5, 4.38, 1.0, 0.62, 0.10, WHITE), block(1.5, 6.42, 1.0, 0.62, 0.10, WHITE), block(1.5, 5.4, 0.84, 0.55, 1.96, (0.20, 0.50, 0.62), 0.0, 0.25), *(block(1.5 + x, 5.4 + z, size, 0.10, size, (0.66, 0.68, 0.70), 0.55) for x, z, size in ((-0.2, 0.2, 0.34), (0.1, 0.5, 0.42), (0.2, -0.1, 0.28), (-0.15, 0.75, 0.30), (0.12, -0.45, 0.22))),
                    block(1.5, 6.86, 0.06, 0.9, 0.06, STEEL, 0.9), block(1.5, 6.72, 0.26, 0.05, 0.26, STEEL, 1.80), block(1.0, 6.5, 0.03, 1.3, 0.7, (0.30, 0.50, 0.55), 0.9), block(-2.1, 5.6, 0.6, 0.78, 1.3, (0.30, 0.20, 0.12)), block(-2.05, 5.6, 0.72, 0.12, 1.4, WHITE, 0.78), block(-2.05, 5.6, 0.42, 0.02, 0.7, (0.28, 0.32, 0.33), 0.90), block(-2.32, 5.6, 0.06, 0.20, 0.05, STEEL, 0.9),
                    block(-2.36, 5.6, 0.06, 1.0, 1.2, (0.12, 0.08, 0.05), 1.15), block(-2.33, 5.6, 0.06, 0.9, 1.1, (0.42, 0.52, 0.56), 1.20, 0.18), block(-0.62, 6.55, 0.42, 0.42, 0.52, WHITE), block(-0.62, 6.85, 0.46, 0.85, 0.20, WHITE), block(-0.62, 6.5, 0.46, 0.05, 0.60, (0.42, 0.42, 0.42), 0.42),
                    block(-2.36, 4.2, 0.05, 0.75, 0.5, (0.55, 0.14, 0.10), 0.85), block(0.35, 5.0, 0.9, 0.02, 1.3, (0.10, 0.30, 0.40)))),
        lamps=((-2.0, 2.3, 5.6, 0.5, WARM), (0.2, 2.2, 4.6, 0.6, (1.0, 0.92, 0.8))), eye=1.55, lens=0.78, mean=100, electric=0.42, dust=20, grade="teal",
    ),
    "observatory": Plan(
        Room(made.PANELS, made.PLANKS, 6.4, 8.0, 14.5, 3.0, 0.0, 0.0, panes=False, right=0.0, left=0.0, end_half=1.9, end_low=1.5, end_high=7.8, gloss=0.20, murk=0.004,
             wall=(0.14, 0.15, 0.18), ground=(0.15, 0.09, 0.05), roof=(0.05, 0.055, 0.07), trim=(0.10, 0.11, 0.13),
             boxes=(*stars(Random(4), 150, 1.85, 1.6, 7.5, 14.48), block(1.4, 9.0, 1.5, 1.5, 1.5, (0.20, 0.20, 0.21)), block(1.4, 9.0, 1.9, 0.14, 1.9, STEEL), *(block(-0.1 - 0.28 * step, 9.2, 0.30, 1.3 - 0.26 * step, 0.9, (0.16, 0.10, 0.06)) for step in range(5)),
                    *table(-4.6, 8.6, 1.1, 2.6, WOOD), block(-4.7, 8.2, 0.06, 0.5, 0.8, (0.15, 0.45, 0.85), 0.86, 0.9), block(-4.7, 9.3, 0.06, 0.42, 0.6, (0.15, 0.75, 0.45), 0.86, 0.7), *(block(side * 2.0, 14.4, 0.16, 6.0, 0.16, STEEL, 1.6) for side in (-1, 1)))),
        lamps=((-4.4, 1.6, 8.4, 1.0, WARM), (4.6, 1.7, 11.0, 0.9, (1.0, 0.30, 0.16))), eye=1.5, lens=0.80, mean=66, electric=0.10, dust=140, grade="cold", beyond=(0.018, 0.030, 0.085),
        standing=(("dome", 0.0, 0.0, 14.2, 8.2, (0.11, 0.12, 0.15)), ("dome", 0.0, 0.0, 11.6, 8.2, (0.07, 0.08, 0.10)), ("telescope", 1.4, 1.4, 9.0, 3.5, (0.74, 0.76, 0.80)), ("globe", -4.6, 0.78, 7.7, 0.55, (0.20, 0.38, 0.55))),
    ),
    **trades.PLANS,
    **legends.PLANS,
    **journeys.PLANS,
    **leisure.PLANS,
    **services.PLANS,
    **shelters.PLANS,
    **stages.PLANS,
}  # fmt: skip
"""Every room by name."""


def _light(plan: Plan, hour: str) -> tuple[Light, Room, float]:
    """The light of a room at an hour, the room with its colours, and how much its lamps are lit."""
    own = HOURS[hour]
    dim = {"night": 0.10, "dusk": 0.34, "storm": 0.30, "fire": 0.5, "haze": 0.7, "sunset": 0.8, "dawn": 0.8}.get(
        hour, 1.0
    )
    lamp = 1.0 if own.dark or hour in ("dusk", "storm") else 0.42
    white = max(own.sun)
    sun = tint(own.sun, 1.8 / white * dim)
    day = tint((0.30, 0.30, 0.32), 0.18 + 0.82 * dim)
    warm = tuple(0.5 * day[k] + 0.22 * dim * own.horizon[k] for k in range(3))
    electric = plan.electric * (1.0 if own.dark else 0.8)
    ambient: Colour = (warm[0] + electric * 0.95, warm[1] + electric, warm[2] + electric * 1.02)
    outside = 2.4 if dim > 0.6 else 1.6
    room = replace(
        plan.room, sun=sun, ambient=ambient, dust=plan.room.dust * (0.35 + 0.65 * dim),
        outside_low=tint(own.horizon, outside * (1.0 if max(own.horizon) > 0.2 else NIGHT_OUTSIDE)),
        outside_high=tint((own.zenith[0] + own.horizon[0] * 0.4, own.zenith[1] + own.horizon[1] * 0.4, own.zenith[2] + own.horizon[2] * 0.4), outside * (1.0 if max(own.horizon) > 0.2 else NIGHT_OUTSIDE)),
    )  # fmt: skip
    if plan.beyond:
        room = replace(room, outside_low=plan.beyond, outside_high=tint(plan.beyond, 0.55))
    rim = tint(sun, 0.8) if not plan.lamps or lamp < 0.9 else (0.85, 0.55, 0.28)
    mean = plan.mean * (0.84 if own.dark and not plan.electric else 1.0)
    light = replace(
        own,
        ambient=tint(ambient, 0.5),
        sun=rim,
        fog=tint(ambient, 0.16),
        horizon=room.outside_low,
        disc=0.0,
        mean=mean,
        dark=False,
    )
    return light, room, lamp


NIGHT_OUTSIDE = 0.9
"""How bright the night is in a window, of what a lit room makes of it."""
HEARTHS = {"fireside": ((-0.2, 0.2, 6.55, 1.0, 1.15),), "cabin": ((-0.3, 0.2, 6.55, 1.0, 1.15),)}
"""Fires of rooms that have one: x, height, z, width, height of the flames."""


def inside(kind: str, spot: Spot) -> Scene:
    """A room of PLANS at the spot's hour."""
    plan = PLANS[kind]
    light, room, lamp = _light(plan, spot.hour)
    flip = spot.side > 0 and (not room.right or room.pool[1] > room.pool[0])
    if flip:
        near = (-room.pool[1], -room.pool[0], room.pool[2])
        room = replace(
            room, pool=near, boxes=tuple(replace(box, left=-box.right, right=-box.left) for box in room.boxes)
        )
    lamps = tuple(Lamp(-x if flip else x, y, z, power * lamp * 1.6, colour) for x, y, z, power, colour in plan.lamps)
    figures = tuple(
        Sprite(
            shape, -x if flip else x, z, tall, lift=lift, on_ground=False, body=tint(clothed(light, colour), 1.5), rim=tint(light.sun, 0.35), emission=1.0,
            glow=(0.75, 0.10, 0.08) if shape == "red_cross" else tint(clothed(light, WHITE), 1.3), haze=0.004, faces_left=(flip and x != 0.0) != (shape == "telescope"), shadow=0.3,
        )
        for shape, x, lift, z, tall, colour in plan.standing
    )  # fmt: skip
    fires = tuple(Fire(-x if flip else x, z, wide, tall, lift) for x, lift, z, wide, tall in HEARTHS.get(kind, ()))
    grade = plan.grade or ("golden" if spot.hour in ("golden", "sunset", "dawn") else "teal")
    narrow = min(room.half / 3.0, 1.0)
    return Scene(
        stage="room", light=light, grade=GRADES[grade], room=room, lamps=lamps, fires=fires, sprites=figures, sun=(0.5, 0.5), density=0.0, cover=0.0, sea=None,
        camera=Camera(x=0.25 * narrow * spot.side, y=plan.eye, horizon=0.50, lens=plan.lens, dolly=0.16 * narrow, truck=0.10 * spot.side * narrow, hand=0.3, yaw=0.02 * spot.side),
        weather=(Weather("dust", plan.dust, 0.20 if room.dust else 0.12, light.sun),), bloom=0.24, bloom_from=0.6, vignette=0.7, seed=spot.dice.randrange(1, 10**6),
    )  # fmt: skip


def cave(spot: Spot) -> Scene:
    """A tunnel of rock that opens to the light of the hour, a torch near the eye."""
    own = HOURS[spot.hour]
    mouth = tint(own.horizon, 2.6 if max(own.horizon) > 0.3 else 5.0)
    light = replace(
        own, ambient=(0.035, 0.036, 0.042), sun=tint(mouth, 0.6), fog=(0.02, 0.02, 0.025), disc=0.0, mean=64, dark=False
    )
    dice = spot.dice
    torch = Lamp(-spot.side * 2.4, 1.7, 6.5, 5.0, (1.0, 0.55, 0.2))
    return Scene(
        stage="cave", light=light, grade=GRADES["teal"], sun=(0.2, 0.4), density=0.0, cover=0.0,
        cave=Cave(half=dice.uniform(4.2, 5.6), ceiling=dice.uniform(5.0, 6.6), length=dice.uniform(15, 22), mouth=mouth), lamps=(torch,),
        camera=Camera(y=1.5, horizon=0.55, dolly=0.35, truck=0.12 * spot.side, hand=0.45), weather=(Weather("dust", 160, 0.22, light.sun),),
        bloom=0.24, bloom_from=0.6, vignette=0.75, seed=dice.randrange(1, 10**6),
    )  # fmt: skip

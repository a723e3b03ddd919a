"""A highway of many lanes full of cars, a road over the sea, a railway station's platforms, and a bar on a roof over the city."""

from __future__ import annotations

from dataclasses import replace

from backends.previz.laid import ASPHALT, CONCRETE, GRASS, SAND, WHITE, laid, open_ground
from backends.previz.light import Colour
from backends.previz.nature import coast
from backends.previz.scene import Box, Scene, Sprite
from backends.previz.scenery import Spot, clothed, rim_of, tint
from backends.previz.towns import rooftop

LANE = 3.5
"""Metres that a lane is wide."""
LANES = 3
"""To either side of the middle."""
FRONT: Colour = (1.0, 0.90, 0.66)
REAR: Colour = (0.95, 0.05, 0.03)
KERB, CENTRE = 11.4, 9.7
"""Metres to the sea's edge of a road along it, and to the line in its middle."""
DROP = 16.0
"""Metres that such a road lies over the sea."""
RAIL, BED = 9.8, -1.05
"""Metres to the middle of the rails before a platform, and how high they lie under it."""
SIGN: Colour = (0.02, 0.16, 0.09)
PAINTS: tuple[Colour, ...] = (
    (0.50, 0.07, 0.06),
    (0.12, 0.20, 0.42),
    (0.55, 0.55, 0.56),
    (0.10, 0.10, 0.11),
    (0.58, 0.56, 0.50),
    (0.16, 0.30, 0.24),
    (0.60, 0.42, 0.10),
)


def highway(spot: Spot) -> Scene:
    """Six lanes into the distance, cars bumper to bumper on either side, a sign over them, rails along it."""
    scene = open_ground(spot)
    light, dice = scene.light, spot.dice
    half = LANES * LANE + 1.0
    dark = light.dark or spot.hour in ("dusk", "storm")
    lines = tuple(
        laid(s * (1.0 + LANE * n) - 0.07, s * (1.0 + LANE * n) + 0.07, 5.0 + 9.0 * at, 8.5 + 9.0 * at, WHITE, 0.03)
        for s in (-1, 1)
        for n in range(1, LANES)
        for at in range(16)
    )
    edges = tuple(laid(s * half - 0.1, s * half + 0.1, -6.0, 400.0, WHITE, 0.03) for s in (-1, 1))
    middle = (
        Box(-0.35, 0.35, 0.0, 0.85, 6.0, 400.0, tint(CONCRETE, 0.9)),
        *(Box(s * (half + 1.2) - 0.08, s * (half + 1.2) + 0.08, 0.45, 0.75, 4.0, 300.0, tint(CONCRETE, 1.1)) for s in (-1, 1)),
    )  # fmt: skip
    gantry = (
        *(Box(x - 0.25, x + 0.25, 0.0, 7.6, 62.0, 62.5, tint(CONCRETE, 0.6)) for x in (-half - 2.0, half + 2.0)),
        Box(-half - 2.0, half + 2.0, 7.2, 7.6, 62.0, 62.5, tint(CONCRETE, 0.6)),
        *(
            part
            for x in (-6.4, 6.4)
            for part in (
                Box(x - 4.2, x + 4.2, 5.9, 8.6, 61.8, 62.0, SIGN, 0.5 if dark else 0.0),
                *(Box(x - 3.2, x + wide, y, y + 0.34, 61.7, 61.8, (0.9, 0.9, 0.9), 0.8 if dark else 0.2) for wide, y in ((1.8, 7.8), (0.6, 7.1))),
                Box(x + 2.4, x + 2.8, 6.4, 8.0, 61.7, 61.8, (0.9, 0.9, 0.9), 0.8 if dark else 0.2),
            )
        ),
    )  # fmt: skip
    lit = 2.6 if dark else 0.9
    cars = [
        Sprite(
            "truck_behind" if large else "car_before" if s < 0 else "car_behind", s * (1.0 + LANE * (n + 0.5)) + dice.uniform(-0.25, 0.25), z + dice.uniform(0.0, 2.5), 3.6 if large else dice.uniform(1.4, 1.65), on_ground=False,
            body=tint(clothed(light, dice.choice(PAINTS)), 0.9), rim=rim_of(light, 0.4), emission=lit, glow=FRONT if s < 0 else REAR, haze=0.003, shadow=0.6,
        )
        for s in (-1, 1) for n in range(LANES) for z in (13.0, 21.0, 29.0, 38.0, 47.0, 57.0, 68.0, 80.0, 95.0, 112.0, 132.0, 156.0)
        for large in (s > 0 and n == LANES - 1 and z in (29.0, 68.0),)
        if not (z < 20.0 and n == 0)
    ]  # fmt: skip
    cars.sort(key=lambda car: -car.z)
    return replace(
        scene, ground=None, decks=(laid(-900, 900, -6.0, 900.0, tint(GRASS, 0.6)), laid(-half - 0.8, half + 0.8, -6.0, 900.0, tint(ASPHALT, 1.1), 0.01), *lines, *edges, *middle, *gantry),
        sprites=(*scene.sprites, *cars), camera=replace(scene.camera, y=4.6, horizon=0.42, dolly=0.4, hand=0.2), bloom=0.26,
    )  # fmt: skip


def coast_road(spot: Spot) -> Scene:
    """A road along the sea, high over it: a rail, the drop, rocks and headlands in the water below."""
    scene = coast(spot)
    assert scene.sea is not None
    dashes = tuple(
        laid(-62.0 + 7.0 * at, -58.4 + 7.0 * at, CENTRE - 0.08, CENTRE + 0.08, WHITE, 0.04) for at in range(19)
    )
    wall = (
        *(Box(-400, 400, y, y + 0.1, KERB + 0.5, KERB + 0.56, tint(CONCRETE, 1.6)) for y in (0.34, 0.6)),
        *(
            Box(-60.5 + 2.75 * at, -60.38 + 2.75 * at, 0.0, 0.74, KERB + 0.44, KERB + 0.56, CONCRETE)
            for at in range(46)
        ),
    )
    road = (
        laid(-400, 400, -6.0, KERB, tint(ASPHALT, 1.15), 0.02),
        laid(-400, 400, KERB - 0.7, KERB - 0.56, WHITE, 0.03),
        Box(-400, 400, -6.0, 0.03, KERB, KERB + 1.1, tint(SAND, 0.5)),
    )
    low = tuple(replace(sprite, lift=sprite.lift - DROP, on_ground=False) for sprite in scene.sprites)
    return replace(
        scene, sea=replace(scene.sea, level=scene.sea.level - DROP), decks=(*road, *dashes, *wall), sprites=low,
        camera=replace(scene.camera, y=1.9, horizon=0.50, dolly=0.3, truck=0.5 * spot.side, hand=0.4),
    )  # fmt: skip


def platform(spot: Spot) -> Scene:
    """The edge of a platform, rails before it, and the other platform under its roof: a wall with posters, benches, signs, lamps."""
    scene = open_ground(spot)
    light, side = scene.light, spot.side
    dark = light.dark or spot.hour in ("dusk", "storm", "haze")
    iron, wood, cream = tint(CONCRETE, 0.5), (0.22, 0.12, 0.06), (0.62, 0.58, 0.48)
    beds = (
        Box(-900, 900, -6.0, 0.0, -6.0, 7.2, tint(CONCRETE, 0.95)),
        Box(-900, 900, -6.0, 0.02, 6.3, 6.6, (0.75, 0.58, 0.08)),
        Box(-900, 900, -6.0, -1.25, 7.2, 12.8, (0.16, 0.14, 0.12)),
        Box(-900, 900, -6.0, 0.0, 12.8, 19.0, tint(CONCRETE, 0.85)),
        Box(-900, 900, -6.0, 0.02, 13.1, 13.35, (0.75, 0.58, 0.08)),
        *(Box(-24.0 + 0.75 * at, -23.74 + 0.75 * at, -1.3, -1.18, 8.0, 11.6, (0.12, 0.08, 0.05)) for at in range(64)),
        *(Box(-900, 900, -1.18, -1.02, z, z + 0.09, (0.55, 0.55, 0.58)) for z in (RAIL - 0.75, RAIL + 0.75)),
    )
    roof = (
        Box(-900, 900, 3.7, 3.9, 13.4, 19.0, tint(wood, 0.8)),
        Box(-900, 900, 3.45, 3.75, 13.3, 13.42, cream),
        Box(-900, 900, 0.0, 3.7, 18.6, 19.0, (0.34, 0.15, 0.10)),
        Box(-900, 900, 0.0, 0.9, 18.5, 18.6, tint(cream, 0.5)),
        *(Box(x - 0.1, x + 0.1, 0.0, 3.6, 14.2, 14.4, iron) for x in (-19.0, -12.5, -6.0, 0.5, 7.0, 13.5, 20.0)),
        *(Box(x - 0.5, x + 0.5, 3.25, 3.34, 14.0, 14.5, (1.0, 0.80, 0.50), 2.4 if dark else 0.5) for x in (-15.7, -9.2, -2.7, 3.8, 10.3, 16.8)),
    )  # fmt: skip
    fittings = (
        *(part for x in (-11.0, 2.2, 11.6) for part in (
            Box(x - 1.1, x + 1.1, 0.42, 0.50, 16.9, 17.5, wood), Box(x - 1.1, x + 1.1, 0.62, 0.98, 17.5, 17.56, wood),
            *(Box(x + s * 0.9 - 0.05, x + s * 0.9 + 0.05, 0.0, 0.42, 17.0, 17.5, iron) for s in (-1, 1)))),
        *(part for x in (-7.6, 6.4) for part in (
            Box(x - 1.3, x + 1.3, 2.3, 2.95, 15.2, 15.26, (0.08, 0.14, 0.30), 0.3), Box(x - 1.0, x + 1.0, 2.54, 2.70, 15.16, 15.2, (0.9, 0.9, 0.9), 0.9 if dark else 0.4),
            *(Box(x + s * 1.1 - 0.03, x + s * 1.1 + 0.03, 2.95, 3.7, 15.2, 15.26, iron) for s in (-1, 1)))),
        *(Box(x - 0.55, x + 0.55, 1.1, 2.6, 18.44, 18.5, colour, 0.25) for x, colour in ((-14.2, (0.62, 0.40, 0.10)), (-4.4, (0.14, 0.34, 0.44)), (-1.4, (0.60, 0.14, 0.12)), (8.9, (0.20, 0.36, 0.16)), (15.4, (0.50, 0.46, 0.34)))),
        Box(-side * 4.4 - 1.2, -side * 4.4 + 1.2, 0.42, 0.50, 4.6, 5.2, wood), Box(-side * 4.4 - 1.2, -side * 4.4 + 1.2, 0.0, 0.42, 4.75, 5.05, iron),
    )  # fmt: skip
    post = Sprite(
        "lamp_post",
        -side * 5.6,
        6.0,
        4.6,
        on_ground=False,
        body=clothed(light, (0.08, 0.10, 0.09)),
        rim=rim_of(light, 0.4),
        emission=2.2 if dark else 0.3,
        haze=0.002,
    )
    return replace(
        scene, ground=None, decks=(*beds, *roof, *fittings), sprites=(*scene.sprites, post), camera=replace(scene.camera, y=1.75, horizon=0.50, dolly=0.25, truck=0.2 * spot.side, hand=0.25), bloom=0.22,
    )  # fmt: skip


def rooftop_bar(spot: Spot) -> Scene:
    """A bar on a roof: its counter and bottles on one side, tables with lamps, lights strung over them, the city behind."""
    scene = rooftop(spot)
    side = -spot.side
    wood: Colour = (0.20, 0.10, 0.05)
    left, right = sorted((side * 3.6, side * 7.6))
    counter = (
        Box(left, right, 0.0, 1.1, 9.0, 9.7, wood),
        Box(left - 0.1, right + 0.1, 1.1, 1.18, 8.9, 9.8, tint(wood, 1.8)),
        Box(left, right, 0.55, 0.60, 8.97, 9.0, (1.0, 0.55, 0.20), 1.6),
        Box(left, right, 0.0, 2.6, 11.3, 11.5, tint(wood, 0.6)),
        *(Box(left, right, y, y + 0.05, 11.0, 11.3, tint(wood, 1.4)) for y in (1.2, 1.7, 2.2)),
        Box(left - 0.3, right + 0.3, 2.9, 3.05, 8.6, 11.6, tint(wood, 0.8)),
        *(Box(x - 0.06, x + 0.06, 0.0, 3.0, 8.8, 8.95, wood) for x in (left, right)),
    )
    bottles = tuple(
        Box(left + 0.25 + 0.27 * at, left + 0.36 + 0.27 * at, y + 0.05, y + 0.05 + 0.24 + 0.05 * (at % 3), 11.05, 11.2, ((0.9, 0.5, 0.1), (0.2, 0.7, 0.3), (0.3, 0.6, 0.9), (0.9, 0.25, 0.3))[(at + row) % 4], 0.7)
        for row, y in enumerate((1.2, 1.7, 2.2)) for at in range(13)
    )  # fmt: skip
    stools = tuple(
        part
        for at in range(4)
        for x in (left + 0.6 + 0.95 * at,)
        for part in (
            Box(x - 0.2, x + 0.2, 0.74, 0.82, 8.1, 8.5, (0.30, 0.08, 0.06)),
            Box(x - 0.04, x + 0.04, 0.0, 0.74, 8.26, 8.34, (0.25, 0.25, 0.26)),
        )
    )
    tables = tuple(
        part
        for x, z in ((-side * 3.4, 9.6), (-side * 6.4, 11.2), (side * 0.4, 11.6))
        for part in (
            Box(x - 0.45, x + 0.45, 0.70, 0.76, z - 0.45, z + 0.45, tint(wood, 1.6)),
            Box(x - 0.05, x + 0.05, 0.0, 0.70, z - 0.05, z + 0.05, (0.2, 0.2, 0.2)),
            Box(x - 0.08, x + 0.08, 0.76, 1.0, z - 0.08, z + 0.08, (1.0, 0.66, 0.30), 2.2),
            *(Box(x + s * 0.85 - 0.22, x + s * 0.85 + 0.22, 0.0, 0.48, z - 0.22, z + 0.22, (0.30, 0.27, 0.22)) for s in (-1, 1)),
        )
    )  # fmt: skip
    bulbs = tuple(
        Box(x - 0.05, x + 0.05, y, y + 0.12, z, z + 0.1, (1.0, 0.74, 0.40), 2.8)
        for z, high in ((8.4, 3.3), (11.8, 3.7))
        for at in range(24)
        for x in (-8.6 + 0.75 * at,)
        for y in (high - 0.45 * (1.0 - abs((at % 8) - 4) / 4.0),)
    )
    return replace(scene, decks=(*scene.decks, *counter, *bottles, *stools, *tables, *bulbs))

"""More grounds that people made: a ship's deck, an orchard, a square, a market on it, a building site, a city of the future, an oasis."""

from __future__ import annotations

from dataclasses import replace

from backends.previz.laid import CONCRETE, STONE, laid, open_ground
from backends.previz.light import Colour
from backends.previz.nature import desert, plain, sea
from backends.previz.scene import Box, Scene, Sprite
from backends.previz.scenery import OAKS, Spot, clothed, rim_of, tint
from backends.previz.towns import city

TIMBER: Colour = (0.36, 0.25, 0.15)
FRONTS: tuple[Colour, ...] = ((0.58, 0.42, 0.24), (0.50, 0.28, 0.20), (0.55, 0.52, 0.44), (0.44, 0.34, 0.28))
HULL = 3.2
"""Metres from the water up to a deck."""


def deck(spot: Spot) -> Scene:
    """The deck of a ship toward its bow: planks, rails, a mast, the sea around."""
    scene = sea(spot)
    light = scene.light
    assert scene.sea is not None
    wood = clothed(light, TIMBER)
    boards, rails = [Box(-4.5, 4.5, -HULL - 0.2, -0.22, -2.0, 10.0, tint(wood, 0.5))], []
    for number in range(54):
        z = 0.5 * number - 2.0
        half = 4.6 * (1 - max(0.0, (z - 9.0) / 17.0) ** 2)
        boards.append(Box(-half, half, -0.2, 0.0, z, z + 0.46, tint(wood, (0.8, 1.05, 0.92)[number % 3])))
        for side in (-1, 1):
            left, right = sorted((side * half, side * (half - 0.14)))
            rails.append(Box(left, right, 0.95, 1.07, z, z + 0.5, tint(wood, 0.7)))
            if number % 3 == 0:
                rails.append(Box(left, right, 0.0, 1.0, z, z + 0.12, tint(wood, 0.6)))
    mast = (
        Box(-0.22, 0.22, 0.0, 16.0, 13.0, 13.44, tint(wood, 0.75)), Box(-4.4, 4.4, 5.3, 5.5, 12.9, 13.1, tint(wood, 0.7)),
        Box(-4.1, 4.1, 5.6, 15.4, 13.2, 13.24, clothed(light, (0.72, 0.68, 0.58))),
    )  # fmt: skip
    hatch = (Box(-1.1, 1.1, 0.0, 0.42, 8.4, 10.2, tint(wood, 0.62)),)
    return replace(
        scene, sea=replace(scene.sea, level=-HULL), decks=(*boards, *rails, *hatch, *mast), camera=replace(scene.camera, y=1.8, horizon=0.52, dolly=0.3, truck=0.1 * spot.side),
    )  # fmt: skip


def orchard(spot: Spot) -> Scene:
    """Low trees in rows up to the hills."""
    scene = plain(spot)
    light, dice = scene.light, spot.dice
    kept = tuple(sprite for sprite in scene.sprites if sprite.z > 150 or (sprite.z < 26 and sprite.height < 1))
    trees = tuple(
        Sprite(
            dice.choice(OAKS), column * 6.5 + 3.25, z, 4.6 * dice.uniform(0.88, 1.12), body=clothed(light, (0.15, 0.25, 0.08)), rim=rim_of(light, 0.4), foot=0.03, haze=0.003, shadow=0.4,
            faces_left=dice.random() < 0.5,
        )
        for z in (13.0, 18.5, 24.0, 30.0, 37.0, 45.0, 54.0, 64.0, 76.0, 90.0, 106.0) for column in range(-14, 14) if abs(column * 6.5 + 3.25) < z
    )  # fmt: skip
    assert scene.ground is not None
    return replace(
        scene,
        ground=replace(scene.ground, bump=0.12),
        sprites=(*kept, *trees),
        camera=replace(scene.camera, y=1.9, horizon=0.52),
    )


def square(spot: Spot) -> Scene:
    """A paved square, houses and a tower round it, a fountain."""
    scene = open_ground(spot)
    light, dice, side = scene.light, spot.dice, -spot.side
    lit = 1.1 if light.dark or spot.hour in ("dusk", "storm") else 0.12
    paving = tuple(
        laid(-48.0 + 6.0 * column, -42.2 + 6.0 * column, -6.0 + 6.0 * row, -0.2 + 6.0 * row, tint(STONE, 0.62 + 0.12 * ((row + column) % 2)), 0.01)
        for column in range(16) for row in range(9)
    )  # fmt: skip
    ring = [(x, 50.0 + dice.uniform(-0.5, 0.5)) for x in (-37.0, -28.5, -20.0, -11.0, 9.0, 18.0, 27.0, 36.0)]
    ring += [(s * 30.0, z) for s in (-1, 1) for z in (30.0, 38.0, 45.0)]
    houses = tuple(
        Sprite("house", x, z, dice.uniform(10.0, 13.0), on_ground=False, body=tint(clothed(light, dice.choice(FRONTS)), 0.9), rim=rim_of(light, 0.35), emission=lit, haze=0.003, faces_left=x > 0)
        for x, z in sorted(ring, key=lambda at: -at[1])
    )  # fmt: skip
    tower = Sprite(
        "clock_tower",
        -1.0,
        54.0,
        24.0,
        on_ground=False,
        body=clothed(light, FRONTS[2]),
        rim=rim_of(light, 0.4),
        emission=lit,
        haze=0.003,
    )
    well = Sprite(
        "fountain",
        side * 7.5,
        25.0,
        3.6,
        on_ground=False,
        body=clothed(light, (0.50, 0.48, 0.44)),
        rim=rim_of(light, 0.5),
        emission=0.6,
        haze=0.002,
        shadow=0.4,
    )
    return replace(
        scene, ground=None, decks=(laid(-900, 900, -6.0, 900.0, tint(STONE, 0.42)), *paving), sprites=(tower, *houses, well), camera=replace(scene.camera, y=1.8, horizon=0.52),
    )  # fmt: skip


def old_market(spot: Spot) -> Scene:
    """A square among old houses, full of stalls and people."""
    scene = square(spot)
    light, dice = scene.light, spot.dice
    lit = 1.0 if light.dark or spot.hour in ("dusk", "storm") else 0.5
    hues: tuple[Colour, ...] = ((0.62, 0.14, 0.10), (0.16, 0.34, 0.52), (0.66, 0.46, 0.12), (0.20, 0.42, 0.20))
    stalls = tuple(
        Sprite(
            "market_stall", side * (5.2 + 0.10 * z), z, 2.7, on_ground=False, body=tint(clothed(light, hues[(number + (side > 0)) % 4]), 1.3), rim=rim_of(light, 0.5), emission=lit,
            glow=(1.0, 0.66, 0.32), haze=0.003, shadow=0.4, faces_left=side > 0,
        )
        for number, z in enumerate((12.0, 17.5, 24.0, 32.0)) for side in (-1, 1)
    )  # fmt: skip
    people = tuple(
        Sprite(
            dice.choice(("man", "woman", "companions", "two_women")), dice.uniform(-5.5, 5.5), dice.uniform(19, 42), 1.75, on_ground=False, body=clothed(light, dice.choice(FRONTS)),
            rim=rim_of(light, 0.3), haze=0.004, shadow=0.3, faces_left=dice.random() < 0.5,
        )
        for _ in range(8)
    )  # fmt: skip
    return replace(scene, sprites=(*(one for one in scene.sprites if one.shape != "fountain"), *people, *stalls))


def site(spot: Spot) -> Scene:
    """The bare frame of a house, cranes over it, heaps of earth."""
    scene = open_ground(spot)
    light, dice, side = scene.light, spot.dice, -spot.side
    left, right = sorted((side * 3.0, side * 31.0))
    grey = tint(CONCRETE, 1.1)
    frame = tuple(
        Box(x - 0.45, x + 0.45, 0.0, 17.2 - 4.0 * (z > 50), z, z + 0.9, grey)
        for x in (left + 0.5, left + 9.5, right - 9.5, right - 0.5)
        for z in (36.0, 47.0, 58.0)
    )
    floors = tuple(
        Box(left, right, 4.0 * n, 4.0 * n + 0.45, 36.0, 59.0 - 5.0 * (n > 3), tint(grey, 0.85)) for n in range(1, 5)
    )
    bars = tuple(
        Box(x - 0.05, x + 0.05, 17.0, 18.9, 36.2, 36.4, (0.30, 0.14, 0.08)) for x in [left + 1.4 * n for n in range(21)]
    )
    fence = tuple(
        Box(-40.0 + 3.2 * n, -37.0 + 3.2 * n, 0.0, 1.9, 24.0, 24.1, (0.55, 0.40, 0.06) if n % 2 else (0.45, 0.45, 0.46))
        for n in range(25)
        if not 10 < n < 14
    )
    stacks = tuple(
        Box(x, x + 2.4, 0.0, h, z, z + 1.2, colour)
        for x, z, h, colour in (
            (-side * 7.0, 15.0, 0.7, TIMBER),
            (-side * 11.5, 18.0, 1.2, (0.42, 0.16, 0.10)),
            (side * 9.0, 17.0, 0.9, grey),
        )
    )
    cranes = tuple(
        Sprite("tower_crane", x, z, high, on_ground=False, body=clothed(light, (0.62, 0.46, 0.12)), rim=rim_of(light, 0.4), haze=0.0025, faces_left=x > 0)
        for x, z, high in ((side * 34.0, 62.0, 36.0), (-side * 26.0, 110.0, 44.0))
    )  # fmt: skip
    heaps = tuple(
        Sprite("rock1", x, z, high, on_ground=False, sink=0.25, body=clothed(light, (0.28, 0.20, 0.13)), rim=rim_of(light, 0.3), haze=0.002)
        for x, z, high in ((-side * 17.0, 30.0, 3.0), (-side * 23.0, 34.0, 2.4), (-side * 12.0, 33.0, 1.9 + dice.random()))
    )  # fmt: skip
    return replace(
        scene, ground=None, decks=(laid(-900, 900, -6.0, 900.0, (0.17, 0.125, 0.085)), *floors, *frame, *bars, *fence, *stacks), sprites=(*scene.sprites, *cranes, *heaps),
        camera=replace(scene.camera, y=1.8, horizon=0.56),
    )  # fmt: skip


def future(spot: Spot) -> Scene:
    """Slim towers with bands of light among the skyline, traffic in the air."""
    scene = city(spot)
    light, dice = scene.light, spot.dice
    glow = 2.4 if light.dark or spot.hour in ("dusk", "storm") else 0.9
    hues: tuple[Colour, ...] = ((0.25, 0.85, 1.0), (1.0, 0.35, 0.75), (0.55, 0.45, 1.0))
    towers: list[Box] = []
    for number in range(9):
        z = dice.uniform(150.0, 300.0)
        x, half, high = (
            (number - 4 + dice.uniform(-0.3, 0.3)) * 0.17 * z,
            dice.uniform(5.0, 9.0),
            dice.uniform(30.0, 88.0),
        )
        skin = tint((0.10, 0.12, 0.16), dice.uniform(0.7, 1.3))
        towers.append(Box(x - half, x + half, -54.0, high * 0.6, z, z + 2 * half, skin, 0.3))
        towers.append(Box(x - half * 0.6, x + half * 0.6, high * 0.6, high, z + 2.0, z + 2 * half - 2.0, skin, 0.35))
        towers.append(Box(x - 0.25, x + 0.25, high, high + 16.0, z + half, z + half + 0.5, (0.7, 0.9, 1.0), 1.2))
        for band in range(4):
            low = -30.0 + band * (high * 0.6 + 28.0) / 4
            towers.append(
                Box(
                    x - half - 0.2,
                    x + half + 0.2,
                    low,
                    low + 1.1,
                    z - 0.2,
                    z + 2 * half,
                    hues[(number + band) % 3],
                    glow,
                )
            )
    cars = tuple(
        Sprite(
            "car", x, z, 2.2, lift=lift, on_ground=False, body=(0.05, 0.06, 0.08), rim=tint(hues[number % 3], 0.9), emission=4.0, glow=hues[number % 3], haze=0.002, faces_left=speed < 0, speed_x=speed,
        )
        for number, (x, z, lift, speed) in enumerate(((-22.0, 58.0, 5.0, 9.0), (30.0, 66.0, 9.5, -10.0), (-6.0, 92.0, 3.0, 12.0), (14.0, 84.0, 16.0, -9.0), (-48.0, 110.0, 12.0, 13.0), (40.0, 120.0, -4.0, -12.0)))
    )  # fmt: skip
    return replace(scene, decks=(*scene.decks, *towers), sprites=(*scene.sprites, *cars), bloom=0.32)


def oasis(spot: Spot) -> Scene:
    """Palms round water among the sand."""
    scene = desert(spot)
    light, dice, side = scene.light, spot.dice, -spot.side
    green = clothed(light, (0.10, 0.22, 0.08))
    spots = [
        (side * 9.0, 20.0),
        (side * 13.0, 25.0),
        (side * 6.5, 30.0),
        (-side * 14.0, 34.0),
        (side * 20.0, 36.0),
        (-side * 8.0, 44.0),
        (side * 12.0, 46.0),
        (-side * 20.0, 52.0),
        (side * 27.0, 54.0),
    ]
    palms = tuple(
        Sprite("palm", x, z, dice.uniform(6.0, 9.0), body=green, rim=rim_of(light, 0.45), cycles=0.3, sway=0.02, phase=dice.random() * 6.28, faces_left=dice.random() < 0.5, haze=0.002)
        for x, z in sorted(spots, key=lambda at: -at[1])
    )  # fmt: skip
    reeds = tuple(
        Sprite(f"grass{dice.randrange(4)}", side * dice.uniform(1.0, 16.0), dice.uniform(15.0, 24.0), 0.9, body=green, rim=rim_of(light, 0.5), foot=0.1, sway=0.08) for _ in range(24)
    )  # fmt: skip
    basin = tuple(
        Box(side * 8.5 - half, side * 8.5 + half, -0.06, 0.03, z, z + 1.05, (0.05, 0.22, 0.26), 0.30)
        for z, half in [(21.0 + n, 8.5 * (1 - ((n - 7) / 8.2) ** 2) ** 0.5) for n in range(15)]
    )
    return replace(
        scene,
        ground=None,
        decks=(laid(-900, 900, -6.0, 900.0, (0.52, 0.34, 0.16)), *basin),
        sprites=(*palms, *reeds),
        camera=replace(scene.camera, y=2.1, horizon=0.54),
    )

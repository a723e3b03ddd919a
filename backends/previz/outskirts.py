"""What lies outside of a town: a fairground, a frontier town, a scrapyard, a long bridge, a viaduct, a manor on its hill,
the pack ice."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from backends.previz.laid import ASPHALT, AWNINGS, CONCRETE, WHITE, figure, laid, lit, open_ground
from backends.previz.light import Colour
from backends.previz.nature import desert, meadow, mountain, sea
from backends.previz.premises import TIMBER
from backends.previz.scene import Box, Scene, Sprite
from backends.previz.scenery import BARE, Spot, arcade, clothed, rim_of, tint

RUST: tuple[Colour, ...] = (
    (0.48, 0.17, 0.05),
    (0.36, 0.13, 0.05),
    (0.52, 0.24, 0.09),
    (0.30, 0.19, 0.13),
    (0.18, 0.24, 0.27),
    (0.40, 0.27, 0.14),
)
"""What old cars have become."""
WRECKS = ("wreck0", "wreck1", "wreck1", "wreck2")
WATER = -16.0
"""Metres from a long bridge down to the water."""


def fairground(spot: Spot) -> Scene:
    """A big wheel, a carousel, a coaster, a tent, booths with striped roofs, strings of bulbs over the way between."""
    scene = open_ground(spot)
    light, side = scene.light, -spot.side
    shine = lit(spot, light)
    rides = (
        figure(light, "roller_coaster", -side * 26.0, 82.0, 20.0, (0.50, 0.50, 0.52), emission=shine),
        figure(light, "ferris_wheel", side * 17.0, 58.0, 30.0, (0.42, 0.44, 0.50), emission=1.6 * shine, cycles=0.05),
        figure(light, "circus", -side * 21.0, 52.0, 13.0, AWNINGS[0], emission=shine),
        figure(light, "carousel", -side * 9.0, 34.0, 7.0, AWNINGS[2], emission=1.4 * shine, cycles=0.1),
    )
    booths = tuple(
        figure(light, "market_stall", x, z, 3.3, AWNINGS[number % len(AWNINGS)], emission=shine, faces_left=x > 0)
        for number, (x, z) in enumerate(
            ((side * 12.5, 38.0), (side * 11.0, 29.0), (-side * 13.5, 25.0), (side * 10.0, 21.0), (-side * 11.5, 17.5))
        )
    )
    posts = tuple(
        Box(x - 0.09, x + 0.09, 0.0, 5.0, z, z + 0.18, (0.10, 0.09, 0.09))
        for x, z in product((-7.4, 7.4), (13.0, 22.0, 33.0, 46.0))
    )
    bulbs = tuple(
        Box(
            x - 0.11,
            x + 0.11,
            high - 0.11,
            high + 0.11,
            z,
            z + 0.2,
            ((1.0, 0.72, 0.30), (1.0, 0.30, 0.22), (0.40, 0.75, 1.0))[number % 3],
            0.6 + 1.6 * shine,
        )
        for z in (13.0, 22.0, 33.0, 46.0)
        for number, x, high in ((n, -7.4 + 0.925 * n, 3.9 + 1.1 * (abs(n - 8) / 8) ** 2) for n in range(17))
    )
    ground = (
        laid(-900, 900, -6.0, 900.0, (0.20, 0.155, 0.105)),
        laid(-7.0, 7.0, -6.0, 60.0, (0.27, 0.22, 0.155), 0.01),
    )
    return replace(
        scene,
        ground=None,
        decks=(*ground, *posts, *bulbs),
        sprites=(*scene.sprites, *rides, *booths),
        camera=replace(scene.camera, y=1.8, horizon=0.55),
        bloom=0.26,
    )


def frontier(spot: Spot) -> Scene:
    """The one street of a town in the old west: fronts higher than their houses, boardwalks, rails to tie horses to."""
    scene = desert(spot)
    light, dice = scene.light, spot.dice
    shine = 1.3 if light.dark or spot.hour in ("dusk", "storm") else 0.0
    walls: list[Box] = []
    for side in (-1, 1):
        z = 11.0
        while z < 74.0:
            wide, high = dice.uniform(7.0, 9.5), dice.uniform(5.4, 8.2)
            wood = tint(
                clothed(
                    light, dice.choice(((0.40, 0.27, 0.16), (0.46, 0.36, 0.25), (0.34, 0.20, 0.13), (0.42, 0.40, 0.36)))
                ),
                0.95,
            )

            def put(
                out: float,
                deep: float,
                low: float,
                top: float,
                near: float,
                far: float,
                colour: Colour,
                glow: float = 0.0,
                side: int = side,
            ) -> Box:
                left, right = sorted((side * out, side * (out + deep)))
                return Box(left, right, low, top, near, far, colour, glow)

            walls += [
                put(9.0, 9.0, 0.0, 0.72 * high, z, z + wide, tint(wood, 0.7)),
                put(8.8, 0.3, 0.0, high, z, z + wide, wood),
                put(8.6, 0.5, high, high + 0.25, z - 0.1, z + wide + 0.1, tint(wood, 0.6)),
            ]
            walls += [
                put(8.74, 0.1, 0.45 * k, 0.45 * k + 0.05, z, z + wide, tint(wood, 0.72))
                for k in range(1, int(high / 0.45))
            ]
            walls += [
                put(6.9, 1.9, 0.0, 0.28, z, z + wide, tint(wood, 0.8)),
                put(6.7, 2.2, 2.9, 3.05, z, z + wide, tint(wood, 0.62)),
            ]
            walls += [
                put(6.95, 0.16, 0.28, 2.9, at, at + 0.16, tint(wood, 0.6))
                for at in (z + 0.1, z + wide / 2, z + wide - 0.3)
            ]
            walls += [put(8.68, 0.1, 0.3, 2.3, z + wide / 2 - 0.55, z + wide / 2 + 0.55, (0.05, 0.03, 0.02), 0.0)]
            walls += [
                put(8.68, 0.1, low, low + 1.1, at, at + 1.1, (1.0, 0.62, 0.25) if shine else (0.06, 0.055, 0.05), shine)
                for at in (z + 0.9, z + wide - 2.0)
                for low in (1.0, 3.7)
                if low + 1.4 < high
            ]
            walls += [
                put(
                    8.62,
                    0.1,
                    high - 1.1,
                    high - 0.45,
                    z + 1.0,
                    z + wide - 1.0,
                    tint(clothed(light, dice.choice(AWNINGS)), 0.6),
                )
            ]
            walls += [
                put(6.1, 0.1, 0.85, 0.95, z + 1.0, z + 3.6, tint(TIMBER, 0.7)),
                *(put(6.1, 0.1, 0.0, 0.95, at, at + 0.12, tint(TIMBER, 0.7)) for at in (z + 1.2, z + 3.3)),
            ]
            z += wide + (0.2 if dice.random() < 0.7 else 2.4)
    tower = figure(light, "water_tank", spot.side * 2.6, 82.0, 15.0, (0.36, 0.24, 0.15), haze=0.002)
    ground = (laid(-900, 900, -6.0, 900.0, (0.46, 0.31, 0.17)),)
    far = tuple(sprite for sprite in scene.sprites if sprite.z > 120)
    camera = replace(scene.camera, y=1.8, horizon=0.53)
    return replace(scene, ground=None, decks=(*ground, *walls), sprites=(*far, tower), camera=camera)


def scrapyard(spot: Spot) -> Scene:
    """Cars in heaps, scrap between them, a crane over all."""
    scene = open_ground(spot)
    light, dice, side = scene.light, spot.dice, -spot.side
    heaps: list[Sprite] = []
    for x, z, high in (
        (-side * 7.5, 17.0, 4),
        (side * 9.5, 21.0, 6),
        (-side * 15.0, 25.0, 6),
        (side * 4.5, 34.0, 5),
        (-side * 7.0, 38.0, 5),
        (side * 19.0, 31.0, 7),
        (-side * 24.0, 37.0, 7),
    ):
        for row, at in product(range(high), range(-1, 2)):
            if abs(at) + row < high:
                spot_x, spot_z = x + 3.7 * at + dice.uniform(-0.5, 0.5), z + dice.uniform(-0.6, 0.6) + 0.2 * row
                rust = tint(dice.choice(RUST), dice.uniform(0.40, 0.75))
                turned = {"faces_left": dice.random() < 0.5, "lean": dice.uniform(-0.10, 0.10)}
                kind = dice.choice(WRECKS)
                tall = 0.78 if kind == "wreck1" else 1.32
                wreck = figure(light, kind, spot_x, spot_z, tall, rust, lift=0.86 * row, **turned)
                heaps.append(replace(wreck, rim=rim_of(light, 0.18)))
    scrap = tuple(
        Box(
            x,
            x + wide,
            0.0,
            high,
            z,
            z + wide,
            tint(dice.choice(((0.26, 0.12, 0.06), (0.22, 0.22, 0.23), (0.12, 0.16, 0.22))), dice.uniform(0.6, 1.3)),
        )
        for x, z, wide, high in (
            (s * dice.uniform(3.5, 26.0), dice.uniform(12.0, 60.0), dice.uniform(0.3, 1.3), dice.uniform(0.2, 0.9))
            for s in (-1, 1)
            for _ in range(34)
        )
    )
    tyres = tuple(
        Box(x, x + 0.8, 0.24 * n, 0.24 * n + 0.22, z, z + 0.8, (0.025, 0.025, 0.028))
        for x, z, count in ((side * 5.0, 15.5, 4), (side * 5.9, 15.8, 2), (-side * 5.8, 17.0, 5))
        for n in range(count)
    )
    crane = figure(light, "harbour_crane", side * 15.0, 72.0, 24.0, (0.55, 0.38, 0.06), emission=0.6)
    sprites = sorted((crane, *heaps), key=lambda sprite: -sprite.z)
    return replace(
        scene,
        ground=None,
        decks=(laid(-900, 900, -6.0, 900.0, (0.17, 0.135, 0.10)), *scrap, *tyres),
        sprites=(*scene.sprites, *sprites),
        camera=replace(scene.camera, y=1.8, horizon=0.53),
    )


def span(spot: Spot) -> Scene:
    """The road of a suspension bridge toward its towers, water far below on either side."""
    scene = sea(spot)
    light = scene.light
    assert scene.sea is not None
    steel = tint(clothed(light, (0.50, 0.16, 0.10)), 0.8)
    road = (
        laid(-7.0, 7.0, -6.0, 700.0, tint(ASPHALT, 1.1)),
        *(laid(s * 6.2 - 0.9, s * 6.2 + 0.9, -6.0, 700.0, tint(CONCRETE, 1.2), 0.12) for s in (-1, 1)),
        *(laid(-0.08, 0.08, z, z + 2.4, WHITE, 0.02) for z in range(2, 160, 6)),
    )
    rails = tuple(
        Box(s * 7.0 - 0.08, s * 7.0 + 0.08, low, low + 0.14, -4.0, 520.0, steel) for s in (-1, 1) for low in (0.5, 1.05)
    )
    posts = tuple(
        Box(s * 7.0 - 0.1, s * 7.0 + 0.1, 0.0, 1.2, z, z + 0.2, steel) for s in (-1, 1) for z in range(3, 120, 3)
    )
    towers, cables = [], []
    for at in (64.0, 230.0):
        towers += [Box(s * 8.0 - 1.0, s * 8.0 + 1.0, WATER, 42.0, at, at + 3.0, steel) for s in (-1, 1)]
        towers += [Box(-8.0, 8.0, low, low + 1.8, at + 0.5, at + 2.5, steel) for low in (14.0, 26.0, 39.0)]
    for s, number in product((-1, 1), range(52)):
        z = 5.0 + 4.4 * number
        sag = min(abs(z - 65.5), abs(z - 231.5)) / 83.0
        high = 41.0 - 38.5 * min(1.0, sag) ** 0.8 if z < 65.5 else 41.0 - 37.0 * (1.0 - (1.0 - min(1.0, sag)) ** 2)
        cables.append(Box(s * 8.0 - 0.16, s * 8.0 + 0.16, high - 0.35, high + 0.35, z - 2.3, z + 2.3, steel))
        cables.append(Box(s * 8.0 - 0.05, s * 8.0 + 0.05, 0.9, high, z, z + 0.1, tint(steel, 0.8)))
    return replace(
        scene,
        sea=replace(scene.sea, level=WATER),
        decks=(*road, *rails, *posts, *towers, *cables),
        camera=replace(scene.camera, y=1.8, horizon=0.56, dolly=0.35),
    )


def manor(spot: Spot) -> Scene:
    """A big old house alone on its rise, bare trees about it, the gate before it."""
    scene = meadow(spot)
    light, dice, side = scene.light, spot.dice, -spot.side
    dark = tint(clothed(light, (0.16, 0.14, 0.13)), 0.8)
    grass = tint(clothed(light, (0.13, 0.19, 0.05)), 0.7)
    rise = Sprite(
        "knoll", side * 3.5, 47.0, 9.0, lift=-1.5, on_ground=False, body=grass, haze=0.003, rim=rim_of(light, 0.0)
    )
    house = Sprite(
        "manor_house",
        side * 3.5,
        46.5,
        14.6,
        lift=6.4,
        on_ground=False,
        body=dark,
        rim=rim_of(light, 0.35),
        emission=1.5,
        haze=0.004,
    )
    trees = tuple(
        Sprite(
            dice.choice(BARE),
            x,
            z,
            dice.uniform(7.0, 11.0),
            body=dark,
            rim=rim_of(light, 0.3),
            haze=0.003,
            faces_left=dice.random() < 0.5,
        )
        for x, z in ((-12.0, 38.0), (19.0, 36.0), (-20.0, 30.0), (14.0, 24.0), (-9.0, 20.0))
    )
    trees = tuple(replace(tree, x=side * tree.x) for tree in trees)
    iron = (0.02, 0.02, 0.022)
    rails = tuple(
        Box(x - 0.06, x + 0.06, -1.0, 2.0, 21.0, 21.12, iron)
        for x in [0.55 * n for n in range(-40, 41)]
        if abs(x - side * 2.0) > 2.0
    )
    piers = tuple(
        Box(side * 2.0 + s * 2.3 - 0.45, side * 2.0 + s * 2.3 + 0.45, -1.0, 3.0, 20.8, 21.6, tint(CONCRETE, 0.5))
        for s in (-1, 1)
    )
    bars = tuple(
        Box(left, right, 1.55, 1.63, 21.0, 21.1, iron)
        for left, right in ((-22.0, side * 2.0 - 2.0), (side * 2.0 + 2.0, 22.0))
    )
    kept = tuple(
        sprite
        for sprite in scene.sprites
        if sprite.z > 90 or (sprite.z < 14 and sprite.height < 1 and sprite.shape != "orb")
    )
    ground = replace(scene.ground, height=1.0) if scene.ground is not None else None
    return replace(
        scene,
        ground=ground,
        decks=(*rails, *piers, *bars),
        sprites=(*kept, rise, house, *trees),
        camera=replace(scene.camera, y=1.6, horizon=0.60),
    )


def viaduct(spot: Spot) -> Scene:
    """A valley between mountains, and a railway viaduct across it where no train brings its own."""
    scene = mountain(spot)
    light = scene.light
    arches = arcade(light, 105.0, 30.0, -5.0, 2, 0.003)
    near = tuple(sprite for sprite in scene.sprites if sprite.z < 60 or sprite.z > 130)
    return replace(
        scene,
        sprites=(*near, *(() if spot.driven else arches)),
        camera=replace(scene.camera, y=9.0, horizon=0.62, dolly=min(scene.camera.dolly, 0.4)),
    )


def pack_ice(spot: Spot) -> Scene:
    """Floes on a cold sea, icebergs behind; the eye is on one of them."""
    scene = sea(spot)
    light, dice = scene.light, spot.dice
    assert scene.sea is not None
    snow: Colour = (0.74, 0.82, 0.92)
    shine = 0.05 if light.dark else 0.22
    own = (
        ()
        if spot.afloat
        else (
            Box(-7.0, 7.5, -0.5, 0.0, -6.0, 15.0, snow, shine),
            Box(-9.5, -7.0, -0.5, -0.02, 4.0, 12.5, snow, shine),
            Box(7.5, 9.0, -0.5, -0.03, -2.0, 10.0, snow, shine),
            Box(-4.0, 5.5, -0.5, -0.02, 15.0, 17.5, snow, shine),
        )
    )
    floes: list[Box] = []
    near = (8.0, 10.0, 13.0, 17.0) if spot.afloat else ()  # what floats there is stuck
    for z in (*near, 22.0, 27.0, 33.0, 40.0, 50.0, 62.0, 78.0, 100.0, 130.0, 170.0):
        for _ in range(22 if near else 7):
            x, wide, deep = dice.uniform(-1.0, 1.0) * z, dice.uniform(0.06, 0.16) * z, dice.uniform(0.03, 0.08) * z
            top = -0.35 + dice.uniform(0.08, 0.2)
            floes.append(Box(x - wide, x + wide, -0.7, top, z, z + deep, tint(snow, dice.uniform(0.86, 1.04)), shine))
            floes.append(
                Box(x - wide * 0.6, x + wide * 0.7, -0.7, top - 0.02, z - deep * 0.5, z + deep * 1.4, snow, shine)
            )
    bergs = tuple(
        Sprite(
            "iceberg",
            x,
            z,
            high,
            lift=-0.6,
            on_ground=False,
            body=tint(clothed(light, snow), 0.9),
            rim=rim_of(light, 0.4),
            haze=0.003,
        )
        for x, z, high in (
            (-spot.side * 60.0, 190.0, 24.0),
            (spot.side * 95.0, 240.0, 34.0),
            (-spot.side * 20.0, 280.0, 15.0),
        )
    )
    return replace(
        scene,
        sea=replace(scene.sea, level=-0.35, wave=0.4, foam=0.0),
        decks=(*own, *floes),
        sprites=bergs,
        camera=replace(scene.camera, y=2.7, horizon=0.46, hand=0.3),
    )

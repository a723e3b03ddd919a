"""Grounds for work and travel, out of doors: a runway, a canal, terraced fields, a vineyard, a market, a petrol station, a car park."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import sin

from backends.previz.laid import (
    ASPHALT,
    CONCRETE,
    GRASS,
    RED,
    RICE,
    SAND,
    SHIRTS,
    STONE,
    WHITE,
    figure,
    laid,
    open_ground,
)
from backends.previz.light import Colour
from backends.previz.nature import plain, sea
from backends.previz.scene import Box, Scene, Sprite
from backends.previz.scenery import Spot, clothed, dark_body, rim_of, tint
from backends.previz.towns import street


def runway(spot: Spot) -> Scene:
    """A runway into the distance, its lights, a tower and a hall."""
    scene = open_ground(spot)
    light, side = scene.light, -spot.side
    strip = laid(-16, 16, -6.0, 900.0, ASPHALT, 0.01)
    dashes = tuple(laid(-0.4, 0.4, 8.0 + 22 * n, 20.0 + 22 * n, WHITE, 0.03) for n in range(12))
    glow = 2.6 if light.dark else 0.9
    lamps = tuple(
        Box(x - 0.16, x + 0.16, 0.0, 0.32, z, z + 0.3, (1.0, 0.85, 0.5), glow)
        for x in (-16.5, 16.5)
        for z in (12, 20, 30, 44, 62, 86, 120, 170, 240)
    )
    hall = (
        Box(min(side * 46, side * 150), max(side * 46, side * 150), 0.0, 12.0, 190.0, 210.0, CONCRETE),
        Box(
            min(side * 48, side * 148),
            max(side * 48, side * 148),
            5.0,
            9.0,
            189.6,
            190.0,
            (0.9, 0.75, 0.45),
            0.9 if light.dark else 0.15,
        ),
    )
    tower = (
        Box(side * 40 - 2.2, side * 40 + 2.2, 0.0, 26.0, 180.0, 184.0, CONCRETE),
        Box(side * 40 - 4.4, side * 40 + 4.4, 26.0, 30.5, 178.0, 186.0, (0.25, 0.5, 0.55), 0.8 if light.dark else 0.1),
    )
    return replace(
        scene,
        decks=(laid(-900, 900, -6.0, 900.0, tint(GRASS, 0.7)), strip, *dashes, *lamps, *hall, *tower),
        ground=None,
        camera=replace(scene.camera, y=1.9, horizon=0.56),
    )


def harbour(spot: Spot) -> Scene:
    """A quay with bollards, boats at it, sheds and cranes beyond the water."""
    scene = sea(spot)
    light, dice, side = scene.light, spot.dice, -spot.side
    assert scene.sea is not None
    stone = tint(STONE, 0.75)
    left, right = sorted((side * 9.0, side * 90.0))
    quays = (
        Box(-90.0, 90.0, -3.0, 0.0, -6.0, 0.5 if spot.afloat else 7.5, stone),
        Box(left, right, -3.0, 0.0, 0.5, 150.0, stone),
        Box(-300.0, 300.0, -3.0, 0.2, 150.0, 190.0, tint(STONE, 0.55)),
    )
    bollards = tuple(
        Box(x - 0.22, x + 0.22, 0.0, 0.55, z, z + 0.44, (0.10, 0.10, 0.11))
        for x, z in ((-6.4, 6.6), (-1.6, 6.6), (3.2, 6.6), (side * 9.6, 16.0), (side * 9.6, 28.0), (side * 9.6, 44.0))
    )
    lit = 0.9 if light.dark or spot.hour == "dusk" else 0.1
    sheds = tuple(
        box
        for number, x in enumerate((-120.0, -78.0, -34.0, 20.0, 66.0, 112.0))
        for box in (
            Box(x, x + 36.0, 0.0, 11.0 + 3 * (number % 2), 162.0, 185.0, tint(SHIRTS[number % 5], 0.55)),
            Box(x + 4.0, x + 32.0, 6.0, 7.6, 161.8, 162.0, (1.0, 0.8, 0.5), lit),
        )
    )
    crates = tuple(
        Box(low, low + 6.0, 2.5 * level, 2.5 * level + 2.4, z, z + 2.4, dice.choice(SHIRTS))
        for z in (24.0, 30.0, 38.0, 48.0, 60.0)
        for level in range(2)
        for low in ((side * 13.0, side * 20.0) if side > 0 else (side * 19.0, side * 26.0))
    )
    cranes = tuple(
        Sprite("harbour_crane", x, 158.0, 40.0, on_ground=False, body=clothed(light, (0.24, 0.36, 0.52)), rim=rim_of(light, 0.35), haze=0.003, faces_left=x > 0, emission=lit)
        for x in (-64.0, 44.0, 96.0)
    )  # fmt: skip
    moored = tuple(
        Sprite(shape, x, z, high, lift=-1.0, on_ground=False, body=clothed(light, colour), rim=rim_of(light, 0.4), haze=0.002, bob=0.06, bob_rate=1.2, phase=z, faces_left=number % 2 > 0, emission=lit)
        for number, (shape, x, z, high, colour) in enumerate((("trawler", side * 4.8, 26.0, 7.0, (0.46, 0.24, 0.18)), ("boat", -side * 8.0, 42.0, 9.0, (0.60, 0.58, 0.54)), ("trawler", -side * 24.0, 70.0, 8.0, (0.18, 0.30, 0.42)), ("boat", side * 2.0, 84.0, 10.0, (0.60, 0.58, 0.54))))
    )  # fmt: skip
    water = replace(scene.sea, rough=0.035, wave=0.9, level=-1.1, blur=0.0, glitter=min(scene.sea.glitter, 3.0))
    return replace(
        scene, sea=water, decks=(*quays, *bollards, *sheds, *crates), sprites=(*cranes, *moored), camera=replace(scene.camera, y=2.0, horizon=0.52, dolly=0.4, hand=0.3),
    )  # fmt: skip


def canal(spot: Spot) -> Scene:
    """Still water between rows of old houses; seen from a quay, or from a boat on it."""
    scene = sea(spot)
    light, dice = scene.light, spot.dice
    assert scene.sea is not None
    shine = 1.1 if light.dark or spot.hour in ("dusk", "storm") else 0.15
    fronts: tuple[Colour, ...] = (
        (0.50, 0.26, 0.16),
        (0.58, 0.42, 0.24),
        (0.46, 0.20, 0.16),
        (0.55, 0.50, 0.40),
        (0.40, 0.30, 0.26),
    )
    houses = tuple(
        Sprite(
            "house", side * (12.5 + dice.uniform(-0.6, 0.6)), z, dice.uniform(10.0, 13.5), lift=0.2, on_ground=False, body=tint(clothed(light, dice.choice(fronts)), 0.75),
            rim=rim_of(light, 0.3), emission=shine, haze=0.004, faces_left=side > 0,
        )
        for side in (-1, 1) for z in (17.0, 25.0, 33.0, 42.0, 52.0, 64.0, 78.0, 94.0)
    )  # fmt: skip
    far = tuple(
        Sprite(
            "house",
            x,
            118.0,
            dice.uniform(10, 14),
            lift=0.2,
            on_ground=False,
            body=clothed(light, dice.choice(fronts)),
            rim=rim_of(light, 0.3),
            emission=shine,
            haze=0.005,
        )
        for x in (-16.0, -6.0, 5.0, 15.0)
    )
    quays = tuple(
        Box(min(s * 7.6, s * 60.0), max(s * 7.6, s * 60.0), -1.6, 0.25, 9.0, 140.0, tint(STONE, 0.7)) for s in (-1, 1)
    )
    arch = Sprite(
        "bridge",
        0.0,
        70.0,
        5.4,
        lift=-0.2,
        on_ground=False,
        body=clothed(light, (0.45, 0.38, 0.30)),
        rim=rim_of(light, 0.4),
        haze=0.004,
    )
    own = () if spot.afloat else (Box(-60.0, 60.0, -1.6, 0.0, -6.0, 7.0, tint(STONE, 0.8)),)
    water = replace(
        scene.sea,
        rough=0.03,
        wave=0.7,
        level=0.0 if spot.afloat else -0.8,
        speed=0.7,
        blur=0.0,
        deep=(0.015, 0.035, 0.032),
        glitter=2.0,
    )
    return replace(
        scene,
        sea=water,
        decks=(*quays, *own),
        sprites=(*far, arch, *houses),
        camera=replace(scene.camera, y=2.1, horizon=0.52, dolly=0.5),
    )


def on_its_bridge(scene: Scene) -> Scene:
    """A canal from a bridge over it: the parapet before the eye."""
    stone = tint(STONE, 0.9)
    posts = (
        Box(x - 0.22, x + 0.22, 0.0, 1.02, 7.0, 7.5, tint(STONE, 1.1)) for x in (-9.0, -6.0, -3.0, 0.0, 3.0, 6.0, 9.0)
    )
    parapet = (
        Box(-60.0, 60.0, 0.0, 0.78, 7.1, 7.4, stone),
        Box(-60.0, 60.0, 0.78, 0.90, 7.02, 7.48, tint(STONE, 1.25)),
    )
    return replace(scene, decks=(*scene.decks, *parapet, *posts))


def flooded_street(spot: Spot) -> Scene:
    """A street whose houses, lamps and cars stand in brown water."""
    scene = canal(spot._replace(afloat=True))
    light = scene.light
    shine = 2.0 if light.dark else 0.0
    lamps = tuple(
        Sprite("lamp_post", side * 6.3, z, 4.2, lift=-0.7, on_ground=False, body=clothed(light, (0.06, 0.06, 0.065)), rim=rim_of(light, 0.4), emission=shine, haze=0.004, faces_left=side > 0)
        for side in (-1, 1) for z in (13.0, 22.0, 33.0, 48.0)
    )  # fmt: skip
    cars = tuple(
        Sprite("car", x, z, 1.5, lift=-0.75, on_ground=False, body=clothed(light, colour), rim=rim_of(light, 0.4), haze=0.004, faces_left=x > 0)
        for x, z, colour in ((-4.9, 17.0, (0.42, 0.10, 0.08)), (4.7, 27.0, (0.16, 0.26, 0.38)), (-4.6, 41.0, (0.4, 0.4, 0.4)))
    )  # fmt: skip
    assert scene.sea is not None
    houses = tuple(replace(sprite, lift=-0.6) for sprite in scene.sprites if sprite.shape == "house")
    water = replace(scene.sea, deep=(0.075, 0.055, 0.035), wave=0.6)
    return replace(scene, sea=water, decks=(), sprites=(*houses, *lamps, *cars))


def terraces(spot: Spot) -> Scene:
    """A valley of flooded paddies, steps of rice up its sides."""
    scene = plain(spot)
    light, dice = scene.light, spot.dice
    sky = tuple(light.horizon[k] * 0.5 + light.zenith[k] * 0.3 for k in range(3))
    water: Colour = (0.10 + 0.5 * min(sky[0], 0.7), 0.12 + 0.5 * min(sky[1], 0.7), 0.13 + 0.5 * min(sky[2], 0.7))
    shine = 0.16
    slices = (13.0, 17.0, 22.0, 28.0, 35.0, 43.0, 52.0, 63.0, 76.0, 92.0, 112.0, 136.0, 170.0)
    steps: list[Box] = []
    for near, far in pairwise(slices):
        for side in (-1, 1):
            for level in range(9):
                edge = 3.5 + 2.2 * level + (0.06 + 0.016 * level) * near + 2.4 * sin(0.055 * near + 0.5 * level + side)
                high, green = 1.15 * (level + 1), tint(RICE, (0.8, 1.25, 1.0)[level % 3])
                outer = 40.0 + 1.6 * near
                for rim, top, colour, glow in (
                    (0.0, high, green, 0.0),
                    (0.5, high + 0.03, water if (level + side) % 3 else tint(RICE, 1.7), shine),
                ):
                    left, right = sorted((side * (edge + rim), side * outer))
                    steps.append(Box(left, right, -0.5, top, near, far, colour, glow))
    fields: list[Box] = []
    for near, far in pairwise((7.5, 10.0, 13.5, 18.0, 24.0, 32.0, 43.0, 58.0, 80.0, 120.0)):
        left = -0.5 * far - 14
        while left < 0.5 * far + 14:
            right = left + dice.uniform(0.22, 0.42) * (near + 8)
            flooded = dice.random() < 0.65
            fields.append(
                laid(
                    left + 0.15,
                    right - 0.15,
                    near + 0.25,
                    far,
                    water if flooded else tint(RICE, dice.uniform(0.9, 1.5)),
                    0.02 if flooded else 0.10,
                )
            )
            left = right
    fields = [replace(box, shine=shine if box.colour == water else 0.0) for box in fields]
    own = laid(-400, 400, -6.0, 400.0, tint(RICE, 0.7))
    hills = tuple(sprite for sprite in scene.sprites if sprite.z > 180)
    return replace(
        scene,
        ground=None,
        decks=(own, *fields, *steps),
        sprites=hills,
        camera=replace(scene.camera, y=4.2, horizon=0.44),
    )


def vineyard(spot: Spot) -> Scene:
    """Rows of vines that run to the hills."""
    scene = plain(spot)
    light = scene.light
    kept = tuple(sprite for sprite in scene.sprites if sprite.z > 130)
    rows = tuple(
        Sprite(
            "vine", (column + 0.5) * 3.4, z, 1.55, body=clothed(light, (0.14, 0.30, 0.07)), rim=rim_of(light, 0.45), haze=0.003, foot=0.03, faces_left=bool((column + number) % 2),
        )
        for column in range(-9, 9) for number, z in enumerate((7.0, 9.2, 11.8, 15.0, 19.0, 24.0, 30.0, 38.0, 48.0, 60.0, 76.0))
        if abs((column + 0.5) * 3.4) < 0.9 * z and not (z < 12 and abs(column + 0.5) < 1)
    )  # fmt: skip
    return replace(scene, sprites=(*kept, *rows), camera=replace(scene.camera, y=2.3, horizon=0.50))


def market(spot: Spot) -> Scene:
    """A street full of stalls and people."""
    day = (
        spot
        if spot.hour in ("night", "dusk")
        else spot._replace(hour=spot.hour if spot.hour in ("sunset", "golden") else "day")
    )
    scene = street(day)
    light, dice = scene.light, spot.dice
    hues: tuple[Colour, ...] = ((0.62, 0.14, 0.10), (0.16, 0.34, 0.52), (0.66, 0.46, 0.12), (0.20, 0.42, 0.20))
    stalls = tuple(
        Sprite(
            "market_stall", s * (4.3 + 0.02 * z), z, 2.6, body=tint(clothed(light, hues[(number + (s > 0)) % 4]), 1.3), rim=rim_of(light, 0.5), emission=1.0, glow=(1.0, 0.66, 0.32),
            haze=0.004, shadow=0.4, faces_left=s > 0,
        )
        for number, z in enumerate((9.5, 13.5, 18.0, 23.0, 29.0, 36.0, 45.0)) for s in (-1, 1)
    )  # fmt: skip
    people = tuple(
        Sprite(
            dice.choice(("man", "woman", "companions", "crowd", "two_women")), dice.uniform(-2.6, 2.6), dice.uniform(17, 50), 1.75, body=clothed(light, dice.choice(SHIRTS)), rim=rim_of(light, 0.3),
            haze=0.006, shadow=0.3, faces_left=dice.random() < 0.5,
        )
        for _ in range(9)
    )  # fmt: skip
    posts = tuple(sprite for sprite in scene.sprites if sprite.shape == "lamp_post")
    return replace(scene, sprites=(*posts, *people, *stalls))


def festival(spot: Spot) -> Scene:
    """A stage in the open: its roof on trusses, a screen, towers of loudspeakers, lamps, beams in the sky, a crowd before it."""
    scene = open_ground(spot)
    light, dice = scene.light, spot.dice
    dark: Colour = (0.035, 0.035, 0.042)
    steel: Colour = (0.16, 0.16, 0.18)
    hues: tuple[Colour, ...] = (
        (1.0, 0.16, 0.30),
        (0.20, 0.45, 1.0),
        (1.0, 0.66, 0.20),
        (0.30, 1.0, 0.55),
        (0.75, 0.25, 1.0),
    )
    stage = (
        laid(-900.0, 900.0, -6.0, 900.0, (0.09, 0.17, 0.05)),
        Box(-11.0, 11.0, 0.0, 1.7, 30.0, 40.0, dark), Box(-11.0, 11.0, 1.7, 9.4, 39.6, 40.0, dark),
        Box(-12.2, 12.2, 9.4, 10.6, 29.4, 40.2, steel), Box(-5.6, 5.6, 3.2, 8.2, 39.4, 39.6, (0.25, 0.45, 1.0), 0.75),
        *(Box(side * 11.6 - 0.5, side * 11.6 + 0.5, 0.0, 10.6, 29.4, 30.4, steel) for side in (-1, 1)),
        *(Box(side * 14.2 - 1.3, side * 14.2 + 1.3, 0.0, 7.2, 29.0, 31.0, dark) for side in (-1, 1)),
        *(Box(side * 14.2 - 1.1, side * 14.2 + 1.1, 0.5 + 1.1 * n, 1.4 + 1.1 * n, 28.9, 29.0, steel) for side in (-1, 1) for n in range(6)),
        *(Box(-10.6 + 1.62 * n, -10.1 + 1.62 * n, 9.0, 9.4, 29.3, 29.6, hues[n % 5], 2.8) for n in range(14)),
    )  # fmt: skip
    beams = tuple(
        figure(light, "spear", -10.0 + 2.9 * n, 34.0, dice.uniform(15.0, 22.0), hues[n % 5], lift=9.6, lean=dice.uniform(-0.3, 0.3), emission=1.6, haze=0.0, shadow=0.0)
        for n in range(8)
    ) if light.dark or spot.hour in ("dusk", "storm", "haze", "sunset") else ()  # fmt: skip
    crowd = tuple(
        Sprite("crowd", x + dice.uniform(-0.8, 0.8), z, dice.uniform(1.7, 1.95), on_ground=False, body=dark_body(light), rim=tint(hues[(row + at) % 5], 0.35), haze=0.001, faces_left=dice.random() < 0.5, bob=0.10, bob_rate=dice.uniform(4, 7), phase=dice.random() * 6.28)
        for row, z in enumerate((27.0, 24.0, 21.0, 18.5)) for at, x in enumerate(range(-18, 19, 4))
    )  # fmt: skip
    return replace(
        scene, ground=None, decks=stage, sprites=(*scene.sprites, *beams, *crowd), camera=replace(scene.camera, y=1.9, horizon=0.60), bloom=0.28, bloom_from=0.6,
    )  # fmt: skip


def fuel(spot: Spot) -> Scene:
    """Pumps under a lit roof beside a road, a kiosk behind them."""
    scene = open_ground(spot)
    light, side = scene.light, -spot.side
    lit = 2.2 if light.dark or spot.hour in ("dusk", "storm") else 0.5
    left, right = sorted((side * 1.5, side * 15.0))
    roof = (
        Box(left, right, 4.6, 5.2, 15.0, 24.0, (0.85, 0.86, 0.86), 0.25),
        Box(left, right, 4.52, 4.6, 15.4, 23.6, (1.0, 0.98, 0.9), lit),
        Box(left, right, 4.7, 5.1, 14.94, 15.0, RED, 0.5),
    )
    posts = tuple(
        Box(side * x - 0.18, side * x + 0.18, 0.0, 4.6, z, z + 0.36, CONCRETE)
        for x in (3.0, 13.4)
        for z in (17.0, 22.0)
    )
    pumps = tuple(
        box
        for x in (5.4, 10.4)
        for box in (
            Box(side * x - 0.42, side * x + 0.42, 0.1, 1.7, 17.6, 18.2, RED, 0.10), Box(side * x - 0.30, side * x + 0.30, 1.0, 1.45, 17.54, 17.6, (0.8, 0.95, 1.0), 0.9),
            Box(side * x - 1.3, side * x + 1.3, 0.0, 0.14, 17.0, 18.8, CONCRETE),
        )
    )  # fmt: skip
    near, far = sorted((side * 3.0, side * 14.0))
    kiosk = (
        Box(near, far, 0.0, 3.4, 29.0, 34.0, (0.50, 0.48, 0.44)),
        Box(near + 0.8, far - 0.8, 0.7, 2.7, 28.9, 29.0, (1.0, 0.86, 0.55), lit * 0.55),
    )
    at = side * -3.2
    sign = (
        Box(at - 0.12, at + 0.12, 0.0, 6.0, 20.0, 20.2, CONCRETE),
        Box(at - 1.1, at + 1.1, 5.0, 7.6, 19.9, 20.1, RED, 0.9),
        Box(at - 0.8, at + 0.8, 5.5, 6.2, 19.85, 19.9, WHITE, 0.9),
    )
    road = laid(-200, 200, 5.0, 12.0, ASPHALT, 0.01)
    dashes = tuple(laid(-40 + 5.0 * n, -37.4 + 5.0 * n, 8.4, 8.6, WHITE, 0.03) for n in range(16))
    return replace(
        scene, ground=None, decks=(laid(-900, 900, -6.0, 900.0, tint(SAND, 0.30)), laid(-60, 60, 12.0, 28.0, tint(CONCRETE, 0.6), 0.005), road, *dashes, *kiosk, *roof, *posts, *pumps, *sign),
        camera=replace(scene.camera, y=1.8, horizon=0.56),
    )  # fmt: skip


def parking(spot: Spot) -> Scene:
    """A car park: white lines, a few cars, lamps, a flat hall with a lit front."""
    scene = open_ground(spot)
    light, dice = scene.light, spot.dice
    lit = 1.0 if light.dark or spot.hour in ("dusk", "storm") else 0.25
    lines = tuple(
        laid(x - 0.07, x + 0.07, z, z + 4.6, WHITE, 0.02)
        for z in (8.0, 19.0, 30.0)
        for x in (-14.0, -11.2, -8.4, -5.6, -2.8, 0.0, 2.8, 5.6, 8.4, 11.2, 14.0)
    )
    cars = tuple(
        Sprite("car", x, z, 1.45, body=clothed(light, dice.choice(SHIRTS)), rim=rim_of(light, 0.5), shadow=0.5, haze=0.002, faces_left=dice.random() < 0.5, on_ground=False)
        for x, z in ((-spot.side * 9.8, 22.0), (spot.side * 12.6, 33.0), (-spot.side * 4.2, 34.0))
    )  # fmt: skip
    posts = tuple(Box(x - 0.1, x + 0.1, 0.0, 6.5, z, z + 0.2, CONCRETE) for x in (-7.0, 7.0) for z in (16.5, 28.0))
    heads = tuple(
        Box(x - 0.7, x + 0.7, 6.4, 6.6, z - 0.1, z + 0.3, (1.0, 0.88, 0.62), 3.0 * lit)
        for x in (-7.0, 7.0)
        for z in (16.5, 28.0)
    )
    hall = (
        Box(-40.0, 40.0, 0.0, 6.5, 50.0, 70.0, (0.42, 0.40, 0.38)),
        Box(-14.0, 14.0, 0.4, 3.2, 49.9, 50.0, (0.95, 0.88, 0.65), lit * 0.8),
        Box(-9.0, 9.0, 4.2, 5.9, 49.8, 49.9, RED, lit),
    )
    return replace(
        scene,
        ground=None,
        decks=(laid(-900, 900, -6.0, 900.0, ASPHALT), *lines, *hall, *posts, *heads),
        sprites=(*scene.sprites, *cars),
        camera=replace(scene.camera, y=1.8, horizon=0.54),
    )

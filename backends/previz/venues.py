"""Grounds made for people, out of doors: a pool, a rink, a stadium, an arena, a race track, a runway, a canal, terraced fields,
a vineyard, a golf course, a market."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from backends.previz.light import Colour, Light
from backends.previz.nature import plain, sea
from backends.previz.scene import Box, Camera, Scene, Sheet, Sprite
from backends.previz.scenery import Spot, clothed, rim_of, sky_of, tint
from backends.previz.sites import beach
from backends.previz.towns import street
from backends.previz.worlds import space

GRASS: Colour = (0.10, 0.26, 0.06)
SAND: Colour = (0.60, 0.44, 0.26)
RICE: Colour = (0.13, 0.27, 0.05)
STONE: Colour = (0.42, 0.37, 0.30)
CONCRETE: Colour = (0.24, 0.25, 0.27)
ASPHALT: Colour = (0.085, 0.085, 0.095)
TILES: Colour = (0.62, 0.60, 0.55)
WHITE: Colour = (0.80, 0.80, 0.78)
RED: Colour = (0.62, 0.05, 0.04)
SHIRTS: tuple[Colour, ...] = (
    (0.55, 0.12, 0.10),
    (0.14, 0.24, 0.50),
    (0.60, 0.52, 0.16),
    (0.50, 0.50, 0.48),
    (0.16, 0.36, 0.20),
)
TIER, RISE = 3.2, 2.1
"""How deep and how high a row of seats is, in metres."""
LAWN = -0.4
"""How deep a ground that is laid over the land reaches below it."""


def _laid(left: float, right: float, near: float, far: float, colour: Colour, top: float = 0.0) -> Box:
    """A flat piece of ground."""
    return Box(left, right, LAWN + top, top, near, far, colour)


def _stands(
    light: Light, dice: Random, near: float, half: float, rows: int, colour: Colour
) -> tuple[tuple[Box, ...], tuple[Sprite, ...]]:
    """Rows of seats at the far end and to both sides, and the crowd on them."""
    seats, crowd = [], []
    for row in range(rows):
        low, back, side = 1.6 + RISE * row, near + TIER * row, half + TIER * row
        shade = tint(colour, 0.75 + 0.5 * (row % 2))
        seats.append(Box(-side - TIER, side + TIER, low - RISE, low, back, back + TIER, shade))
        seats += [
            Box(min(s * side, s * (side + TIER)), max(s * side, s * (side + TIER)), low - RISE, low, -6.0, back, shade)
            for s in (-1, 1)
        ]
        spots = [(x, back + 1.0) for x in range(-int(side), int(side), 5)] + [
            (s * (side + 1.2), z) for s in (-1, 1) for z in range(14, int(near), 7)
        ]
        crowd += [
            Sprite(
                "crowd", x + dice.uniform(-1.2, 1.2), z, dice.uniform(1.6, 1.95), lift=low, on_ground=False, body=tint(clothed(light, dice.choice(SHIRTS)), 0.8),
                rim=rim_of(light, 0.25), haze=0.002, faces_left=dice.random() < 0.5, bob=0.05, bob_rate=dice.uniform(2, 4), phase=dice.random() * 6.28,
            )
            for x, z in spots
        ]  # fmt: skip
    return tuple(seats), tuple(crowd)


def _open_ground(spot: Spot) -> Scene:
    """Sky, far hills, and nothing near."""
    scene = plain(spot)
    return replace(scene, sprites=tuple(sprite for sprite in scene.sprites if sprite.z > 180), sheets=())


def _floodlights(half: float, away: float, high: float) -> tuple[Box, ...]:
    return tuple(
        box
        for side in (-1, 1)
        for box in (
            Box(side * half - 0.4, side * half + 0.4, 0.0, high, away, away + 0.8, CONCRETE),
            Box(side * half - 3.0, side * half + 3.0, high, high + 3.4, away - 0.2, away, (1.0, 0.98, 0.92), 3.0),
        )
    )


def stadium(spot: Spot) -> Scene:
    """A lawn with lines and a goal, seats full of people around it, lights over them."""
    scene = _open_ground(spot)
    lawn = tuple(_laid(-90, 90, -6 + 9 * n, 3 + 9 * n, tint(GRASS, 1.0 if n % 2 else 1.35)) for n in range(7))
    lines = (
        _laid(-34, 34, 50.0, 50.25, WHITE, 0.02),
        _laid(-9, 9, 44.6, 44.85, WHITE, 0.02),
        *(_laid(x - 0.12, x + 0.12, 44.6, 50.0, WHITE, 0.02) for x in (-9, 9)),
    )
    bars = (
        *(Box(x - 0.08, x + 0.08, 0.0, 2.44, 50.1, 50.26, WHITE) for x in (-3.66, 3.66)),
        Box(-3.74, 3.74, 2.36, 2.52, 50.1, 50.26, WHITE),
    )
    seats, crowd = _stands(scene.light, spot.dice, 57.0, 38.0, 6, CONCRETE)
    return replace(
        scene, decks=(*lawn, *lines, *bars, *seats, *_floodlights(33.0, 78.0, 24.0)), sprites=(*scene.sprites, *crowd), ground=None,
        camera=replace(scene.camera, y=1.9, horizon=0.52, dolly=0.4),
    )  # fmt: skip


def arena(spot: Spot) -> Scene:
    """Sand within rings of stone seats, full of people."""
    scene = _open_ground(spot)
    seats, crowd = _stands(scene.light, spot.dice, 34.0, 25.0, 7, STONE)
    wall = (
        Box(-29.0, 29.0, 0.0, 2.4, 33.2, 34.0, tint(STONE, 0.8)),
        *(
            Box(min(s * 24.2, s * 25.0), max(s * 24.2, s * 25.0), 0.0, 2.4, -6.0, 34.0, tint(STONE, 0.7))
            for s in (-1, 1)
        ),
    )
    gates = tuple(Box(x - 1.5, x + 1.5, 0.0, 1.9, 33.1, 33.3, (0.02, 0.015, 0.01)) for x in (-12.0, 0.0, 12.0))
    banners = tuple(Box(x - 0.7, x + 0.7, 14.0, 19.0, 56.0, 56.2, RED) for x in (-24.0, -8.0, 8.0, 24.0))
    return replace(
        scene, decks=(_laid(-60, 60, -6, 34, SAND), *seats, *wall, *gates, *banners), sprites=(*scene.sprites, *crowd), ground=None,
        sheets=(Sheet(26, 0, 0.04, 0.3, tint(clothed(scene.light, SAND), 0.8)),), camera=replace(scene.camera, y=1.8, horizon=0.50, dolly=0.4),
    )  # fmt: skip


def racetrack(spot: Spot) -> Scene:
    """Asphalt with red and white kerbs, a barrier, people on a stand behind it."""
    scene = _open_ground(spot)
    lawn, track = _laid(-900, 900, -6.0, 900.0, tint(GRASS, 0.8)), _laid(-200, 200, 3.0, 20.0, ASPHALT, 0.01)
    kerbs = tuple(_laid(-60 + 2.4 * n, -57.6 + 2.4 * n, 20.0, 20.9, RED if n % 2 else WHITE, 0.05) for n in range(50))
    barrier = Box(-200, 200, 0.0, 0.9, 26.0, 26.5, CONCRETE)
    seats, crowd = _stands(scene.light, spot.dice, 36.0, 44.0, 4, CONCRETE)
    back = tuple(box for box in seats if box.near >= 36.0)
    return replace(
        scene, ground=None,
        decks=(lawn, track, _laid(-200, 200, 20.9, 36.0, GRASS), *kerbs, barrier, *back), sprites=(*scene.sprites, *(one for one in crowd if one.z >= 36)),
        camera=replace(scene.camera, y=1.5, horizon=0.54),
    )  # fmt: skip


def runway(spot: Spot) -> Scene:
    """A runway into the distance, its lights, a tower and a hall."""
    scene = _open_ground(spot)
    light, side = scene.light, -spot.side
    strip = _laid(-16, 16, -6.0, 900.0, ASPHALT, 0.01)
    dashes = tuple(_laid(-0.4, 0.4, 8.0 + 22 * n, 20.0 + 22 * n, WHITE, 0.03) for n in range(12))
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
        decks=(_laid(-900, 900, -6.0, 900.0, tint(GRASS, 0.7)), strip, *dashes, *lamps, *hall, *tower),
        ground=None,
        camera=replace(scene.camera, y=1.9, horizon=0.56),
    )


def pool(spot: Spot) -> Scene:
    """Bright blue water within tiles, loungers' parasols and palms."""
    scene = beach(spot)
    light, side = scene.light, spot.side
    assert scene.sea is not None
    tiles = tint(TILES, 0.9)
    edge = (
        _laid(-60, 60, -6.0, 6.6, tiles), _laid(-60, -10.5, 6.6, 24.0, tiles), _laid(10.5, 60, 6.6, 24.0, tiles), _laid(-60, 60, 24.0, 60.0, tiles),
        _laid(-10.5, 10.5, 23.4, 24.0, WHITE, 0.02), _laid(-10.5, 10.5, 6.3, 6.7, WHITE, 0.02),
        *(_laid(min(s * 10.2, s * 10.7), max(s * 10.2, s * 10.7), 6.6, 24.0, WHITE, 0.02) for s in (-1, 1)),
    )  # fmt: skip
    rails = tuple(Box(side * x - 0.04, side * x + 0.04, -0.4, 0.9, 23.2, 23.28, (0.7, 0.72, 0.74)) for x in (7.0, 7.8))
    hedge = Box(-60.0, 60.0, 0.0, 1.8, 34.0, 36.0, (0.05, 0.13, 0.04))
    shades = tuple(
        Sprite(
            "parasol", x, z, 2.5, on_ground=False, body=clothed(light, hue), rim=rim_of(light, 0.5), emission=1.0, glow=clothed(light, (0.85, 0.83, 0.78)), haze=0.0,
        )
        for x, z, hue in ((-12.8, 17.0, (0.75, 0.16, 0.12)), (12.6, 20.0, (0.80, 0.62, 0.14)), (-6.0, 27.5, (0.14, 0.40, 0.55)), (5.0, 28.0, (0.75, 0.16, 0.12)))
    )  # fmt: skip
    palms = tuple(
        replace(sprite, z=sprite.z + 22.0, x=sprite.x * 2.2) for sprite in scene.sprites if sprite.shape == "palm"
    )
    bright = 0.35 if light.dark else 1.0
    water = replace(
        scene.sea,
        deep=(0.015 * bright, 0.20 * bright, 0.26 * bright),
        rough=0.03,
        wave=0.55,
        level=-0.16,
        glitter=2.0,
        foam=0.0,
        blur=0.0,
    )
    return replace(
        scene,
        decks=(*edge, *rails, hedge),
        sea=water,
        sprites=(*palms, *shades),
        camera=replace(scene.camera, y=1.8, horizon=0.44),
    )


def rink(spot: Spot) -> Scene:
    """Ice within boards, seats in the dark behind them, strong lights above."""
    scene = sea(spot._replace(hour="night"))
    light = replace(scene.light, mean=max(scene.light.mean, 78), disc=0.0)
    ice: Colour = (0.62, 0.70, 0.78)
    boards = (
        Box(-30.0, 30.0, 0.0, 1.1, 26.0, 26.3, WHITE, 0.10),
        Box(-30.0, 30.0, 1.1, 1.22, 25.96, 26.34, RED, 0.15),
        *(Box(min(s * 15.0, s * 15.3), max(s * 15.0, s * 15.3), 0.0, 1.1, -6.0, 26.0, WHITE, 0.08) for s in (-1, 1)),
    )
    lines = (_laid(-15, 15, 14.0, 14.3, RED, 0.012), _laid(-15, 15, 20.0, 20.3, (0.08, 0.20, 0.55), 0.012))
    seats, crowd = _stands(light, spot.dice, 27.5, 17.0, 5, (0.10, 0.11, 0.16))
    roof = (
        Box(-60.0, 60.0, 15.0, 16.0, 6.0, 60.0, (0.015, 0.016, 0.02)),
        Box(-80.0, 80.0, -1.0, 16.0, 58.0, 59.0, (0.02, 0.022, 0.03)),
    )
    lamps = tuple(
        Box(x - 2.0, x + 2.0, 12.4, 12.8, z, z + 1.0, (0.92, 0.97, 1.0), 3.2)
        for x in (-9.0, 0.0, 9.0)
        for z in (22.0, 34.0)
    )
    return replace(
        scene, light=light, sea=None, moon=0.0, stars=0, decks=(Box(-60, 60, -0.4, 0.0, -6.0, 27.0, ice, 0.34), *lines, *boards, *seats, *roof, *lamps), sprites=crowd,
        camera=Camera(y=1.7, horizon=0.50, dolly=0.3, truck=0.3 * spot.side, hand=0.3), bloom=0.3, bloom_from=0.6, density=0.0004,
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


def terraces(spot: Spot) -> Scene:
    """Flooded steps of rice up to the hills."""
    scene = plain(spot)
    light, dice = scene.light, spot.dice
    sky = tuple(light.horizon[k] * 0.5 + light.zenith[k] * 0.3 for k in range(3))
    water: Colour = (0.10 + 0.5 * min(sky[0], 0.7), 0.12 + 0.5 * min(sky[1], 0.7), 0.13 + 0.5 * min(sky[2], 0.7))
    rows = [(7.0 + 7.5 * row, -0.8 * (row + 1), 0.0) for row in range(8)]  # down into the valley, and up beyond it
    rows += [(70.0 + 8.0 * row, -6.5 + 1.9 * row, 0.10) for row in range(12)]
    steps = []
    for away, high, shine in rows:
        left = -1.4 * away - 20
        while left < 1.4 * away + 20:
            right = left + dice.uniform(0.12, 0.3) * (away + 30)
            near = away + dice.uniform(-1.8, 1.8)
            sown = dice.random() < 0.4
            green = tint(RICE, dice.uniform(0.8, 1.5))
            steps.append(
                Box(left, right, -9.0, high, near, near + 12.0, green if sown else water, shine if sown else 0.16)
            )
            steps.append(
                Box(
                    left - 0.3,
                    right + 0.3,
                    -9.0,
                    high + 0.2,
                    near - 0.5,
                    near,
                    tint(RICE, dice.uniform(0.8, 1.3)),
                    shine,
                )
            )
            left = right
    own = _laid(-90, 90, -6.0, 8.0, tint(RICE, 0.8))
    return replace(
        scene, ground=None, decks=(own, *steps), sprites=(), camera=replace(scene.camera, y=2.8, horizon=0.40)
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


def golf(spot: Spot) -> Scene:
    """A mown green with its flag, sand beside it, trees around."""
    scene = plain(spot)
    side = spot.side
    kept = tuple(sprite for sprite in scene.sprites if sprite.z > 100)
    at = -side * 4.2
    pin = (Box(at - 0.03, at + 0.03, 0.0, 2.4, 19.0, 19.06, WHITE), Box(at, at + 0.62, 1.95, 2.38, 19.0, 19.04, RED))
    green = _laid(-16.0, 16.0, 9.0, 30.0, tint(GRASS, 1.5), 0.02)
    sand = tuple(
        _laid(side * x - w, side * x + w, z, z + 3.0, SAND, 0.035) for x, z, w in ((9.5, 25.0, 3.2), (-12.0, 14.0, 2.4))
    )
    return replace(
        scene,
        decks=(_laid(-90, 90, -6, 44, GRASS), green, *sand, *pin),
        sprites=kept,
        camera=replace(scene.camera, y=1.9, horizon=0.54),
    )


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


def planets(spot: Spot) -> Scene:
    """A sun and its planets, far from all of them."""
    scene = space(spot)
    worlds = (
        (-3.4, 15.0, 0.7, (0.42, 0.36, 0.32)), (-1.9, 13.0, 1.1, (0.66, 0.48, 0.24)), (0.2, 11.0, 1.3, (0.12, 0.30, 0.55)), (2.3, 14.0, 0.9, (0.60, 0.20, 0.10)),
        (5.4, 15.0, 3.3, (0.58, 0.42, 0.30)), (9.2, 21.0, 2.5, (0.62, 0.54, 0.36)), (12.6, 27.0, 1.9, (0.25, 0.48, 0.52)),
    )  # fmt: skip
    side, sun = spot.side, (1.0, 0.74, 0.36)
    middle = scene.camera.y + 0.6
    glow = Sprite(
        "orb",
        -side * 7.4,
        14.0,
        4.6,
        lift=middle - 2.3,
        on_ground=False,
        body=sun,
        rim=tint(sun, 2.5),
        emission=6.0,
        glow=sun,
        haze=0.0,
    )
    around = tuple(
        Sprite(
            "orb", side * x, z, size, lift=middle - size / 2 + 0.25 * (number % 3 - 1), on_ground=False, body=colour, rim=(1.5, 1.2, 0.8), light=(-float(side), 0.1), emission=0.0,
            haze=0.0, speed_x=-side * (0.20 - 0.02 * number),
        )
        for number, (x, z, size, colour) in enumerate(worlds)
    )  # fmt: skip
    return replace(
        scene,
        sprites=(glow, *around),
        bloom=0.3,
        camera=replace(scene.camera, horizon=0.5, dolly=0.2, truck=0.2 * side),
    )


def sky(spot: Spot) -> Scene:
    """High over a floor of clouds."""
    scene = sky_of(spot)
    light = scene.light
    white = tuple(min(light.cloud[k] * 0.55 + light.sun[k] * 0.16 + light.ambient[k] * 0.5, 1.6) for k in range(3))
    lit: Colour = (white[0], white[1], white[2])
    floor = tuple(
        Sheet(away, -0.16 * away - 2.0, half, 0.92, tint(lit, gain), speed=0.010)
        for away, half, gain in ((520.0, 0.05, 1.0), (260.0, 0.08, 0.92), (130.0, 0.13, 1.05), (64.0, 0.20, 0.90), (30.0, 0.30, 1.02))
    )  # fmt: skip
    return replace(
        scene,
        sheets=floor,
        cover=max(scene.cover * 0.7, 0.2),
        density=0.0002,
        camera=Camera(y=3.0, horizon=0.60, dolly=1.2, truck=0.5 * spot.side, hand=0.4),
    )


def fuel(spot: Spot) -> Scene:
    """Pumps under a lit roof beside a road, a kiosk behind them."""
    scene = _open_ground(spot)
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
    road = _laid(-200, 200, 5.0, 12.0, ASPHALT, 0.01)
    dashes = tuple(_laid(-40 + 5.0 * n, -37.4 + 5.0 * n, 8.4, 8.6, WHITE, 0.03) for n in range(16))
    return replace(
        scene, ground=None, decks=(_laid(-900, 900, -6.0, 900.0, tint(SAND, 0.30)), _laid(-60, 60, 12.0, 28.0, tint(CONCRETE, 0.6), 0.005), road, *dashes, *kiosk, *roof, *posts, *pumps, *sign),
        camera=replace(scene.camera, y=1.8, horizon=0.56),
    )  # fmt: skip


def parking(spot: Spot) -> Scene:
    """A car park: white lines, a few cars, lamps, a flat hall with a lit front."""
    scene = _open_ground(spot)
    light, dice = scene.light, spot.dice
    lit = 1.0 if light.dark or spot.hour in ("dusk", "storm") else 0.25
    lines = tuple(
        _laid(x - 0.07, x + 0.07, z, z + 4.6, WHITE, 0.02)
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
        decks=(_laid(-900, 900, -6.0, 900.0, ASPHALT), *lines, *hall, *posts, *heads),
        sprites=(*scene.sprites, *cars),
        camera=replace(scene.camera, y=1.8, horizon=0.54),
    )


def court(spot: Spot) -> Scene:
    """A fenced court with its lines and a basket, houses behind."""
    scene = _open_ground(spot)
    light = scene.light
    tennis = spot.word == TENNIS
    floor = (0.34, 0.13, 0.06) if tennis else (0.10, 0.20, 0.30)
    ground = (_laid(-900, 900, -6.0, 900.0, tint(CONCRETE, 0.7)), _laid(-11.0, 11.0, -4.0, 27.0, floor, 0.01))
    lines = (
        *(_laid(x - 0.06, x + 0.06, -4.0, 25.0, WHITE, 0.03) for x in (-8.2, 8.2)),
        _laid(-8.2, 8.2, 24.9, 25.1, WHITE, 0.03),
        _laid(-3.0, 3.0, 18.9, 19.1, WHITE, 0.03),
        *(_laid(x - 0.06, x + 0.06, 19.0, 25.0, WHITE, 0.03) for x in (-3.0, 3.0)),
    )
    basket = (
        Box(-0.12, 0.12, 0.0, 3.2, 25.4, 25.6, CONCRETE), Box(-0.95, 0.95, 2.8, 4.0, 25.1, 25.2, WHITE, 0.15), Box(-0.3, 0.3, 2.98, 3.05, 24.6, 25.1, (0.9, 0.30, 0.06), 0.3),
    ) if not tennis else (Box(-8.8, 8.8, 0.15, 0.95, 13.0, 13.06, (0.06, 0.07, 0.07)), Box(-8.8, 8.8, 0.92, 1.02, 12.98, 13.08, WHITE, 0.1))  # fmt: skip
    fence = (
        *(Box(x - 0.04, x + 0.04, 0.0, 4.2, 28.0, 28.1, (0.16, 0.17, 0.18)) for x in range(-24, 25, 3)),
        *(Box(-24.0, 24.0, y, y + 0.05, 28.0, 28.1, (0.16, 0.17, 0.18)) for y in (1.4, 2.8, 4.15)),
    )
    houses = tuple(
        Sprite("house", x, 44.0, 11.0, on_ground=False, body=clothed(light, hue), rim=rim_of(light, 0.3), emission=0.9 if light.dark else 0.15, haze=0.004)
        for x, hue in ((-24.0, (0.42, 0.24, 0.16)), (-11.0, (0.36, 0.32, 0.28)), (3.0, (0.46, 0.28, 0.20)), (17.0, (0.34, 0.30, 0.30)), (30.0, (0.42, 0.24, 0.16)))
    )  # fmt: skip
    return replace(
        scene,
        ground=None,
        decks=(*ground, *lines, *fence, *basket),
        sprites=houses,
        camera=replace(scene.camera, y=1.8, horizon=0.52),
    )


TENNIS = "tennis"


def tennis(spot: Spot) -> Scene:
    """The same with a net across it."""
    return court(spot._replace(word=TENNIS))

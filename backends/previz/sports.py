"""Grounds for games: a stadium, a running track, an arena, a race track, a pool, a rink, a golf course, courts."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from backends.previz.laid import (
    ASPHALT,
    CONCRETE,
    GRASS,
    RED,
    SAND,
    SHIRTS,
    STONE,
    TILES,
    WHITE,
    laid,
    open_ground,
)
from backends.previz.light import Colour, Light
from backends.previz.nature import plain, sea
from backends.previz.scene import Box, Camera, Scene, Sheet, Sprite
from backends.previz.scenery import Spot, clothed, rim_of, tint
from backends.previz.sites import beach

CINDER: Colour = (0.42, 0.11, 0.055)
TIER, RISE = 3.2, 2.1
"""How deep and how high a row of seats is, in metres."""


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
    scene = open_ground(spot)
    lawn = tuple(laid(-90, 90, -6 + 9 * n, 3 + 9 * n, tint(GRASS, 1.0 if n % 2 else 1.35)) for n in range(7))
    lines = (
        laid(-34, 34, 50.0, 50.25, WHITE, 0.02),
        laid(-9, 9, 44.6, 44.85, WHITE, 0.02),
        *(laid(x - 0.12, x + 0.12, 44.6, 50.0, WHITE, 0.02) for x in (-9, 9)),
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
    scene = open_ground(spot)
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
        scene, decks=(laid(-60, 60, -6, 34, SAND), *seats, *wall, *gates, *banners), sprites=(*scene.sprites, *crowd), ground=None,
        sheets=(Sheet(26, 0, 0.04, 0.3, tint(clothed(scene.light, SAND), 0.8)),), camera=replace(scene.camera, y=1.8, horizon=0.50, dolly=0.4),
    )  # fmt: skip


def racetrack(spot: Spot) -> Scene:
    """Asphalt with red and white kerbs, a barrier, people on a stand behind it."""
    scene = open_ground(spot)
    lawn, track = laid(-900, 900, -6.0, 900.0, tint(GRASS, 0.8)), laid(-200, 200, 3.0, 20.0, ASPHALT, 0.01)
    kerbs = tuple(laid(-60 + 2.4 * n, -57.6 + 2.4 * n, 20.0, 20.9, RED if n % 2 else WHITE, 0.05) for n in range(50))
    barrier = Box(-200, 200, 0.0, 0.9, 26.0, 26.5, CONCRETE)
    seats, crowd = _stands(scene.light, spot.dice, 36.0, 44.0, 4, CONCRETE)
    back = tuple(box for box in seats if box.near >= 36.0)
    return replace(
        scene, ground=None,
        decks=(lawn, track, laid(-200, 200, 20.9, 36.0, GRASS), *kerbs, barrier, *back), sprites=(*scene.sprites, *(one for one in crowd if one.z >= 36)),
        camera=replace(scene.camera, y=1.5, horizon=0.54),
    )  # fmt: skip


def track(spot: Spot) -> Scene:
    """Red lanes with white lines across, a start line, hurdles in the next lanes, lawn and seats full of people behind."""
    scene = open_ground(spot)
    lanes = laid(-200, 200, 2.0, 17.2, CINDER, 0.01)
    lines = tuple(laid(-200, 200, z, z + 0.07 + 0.008 * z, WHITE, 0.02) for z in (3.4, 5.0, 6.7, 8.6, 10.7, 13.0, 15.6))
    start = laid(-4.3, -4.05, 2.0, 17.2, WHITE, 0.025)
    edge = laid(-200, 200, 17.2, 17.7, WHITE, 0.03)
    hurdles = tuple(
        box
        for x in (-9.0, 0.0, 9.0) for z in (11.8, 14.2)
        for box in (Box(x - 0.06, x + 0.06, 0.78, 1.02, z - 0.75, z + 0.75, WHITE), *(Box(x - 0.04, x + 0.04, 0.0, 0.8, z + at - 0.04, z + at + 0.04, RED) for at in (-0.7, 0.7)))
    )  # fmt: skip
    seats, crowd = _stands(scene.light, spot.dice, 38.0, 46.0, 5, CONCRETE)
    back = tuple(box for box in seats if box.near >= 38.0)
    return replace(
        scene, ground=None, camera=replace(scene.camera, y=1.9, horizon=0.52),
        decks=(laid(-900, 900, -6.0, 900.0, tint(GRASS, 0.8)), laid(-200, 200, 17.7, 38.0, GRASS), lanes, *lines, start, edge, *hurdles, *back, *_floodlights(30.0, 60.0, 20.0)),
        sprites=(*scene.sprites, *(one for one in crowd if one.z >= 38)),
    )  # fmt: skip


def pool(spot: Spot) -> Scene:
    """Bright blue water within tiles, loungers' parasols and palms; the eye is over it where somebody swims."""
    scene = beach(spot)
    light, side = scene.light, spot.side
    assert scene.sea is not None
    tiles = tint(TILES, 0.9)
    near = -6.0 if spot.afloat else 6.6
    edge = (
        laid(-60, -10.5, near, 24.0, tiles), laid(10.5, 60, near, 24.0, tiles), laid(-60, 60, 24.0, 60.0, tiles), laid(-10.5, 10.5, 23.4, 24.0, WHITE, 0.02),
        *(laid(min(s * 10.2, s * 10.7), max(s * 10.2, s * 10.7), near, 24.0, WHITE, 0.02) for s in (-1, 1)),
    )  # fmt: skip
    if not spot.afloat:
        edge += (laid(-60, 60, -6.0, near, tiles), laid(-10.5, 10.5, near - 0.3, near + 0.1, WHITE, 0.02))
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


def empty_pool(spot: Spot) -> Scene:
    """The bottom of a pool without water: pale tiles, the lines of its lanes, walls all round, a ladder, palms over its rim."""
    scene = beach(spot)
    light, side = scene.light, spot.side
    floor, wall, line = (0.34, 0.60, 0.66), (0.46, 0.70, 0.74), (0.04, 0.10, 0.28)
    half, end, high = 9.0, 27.0, 2.3
    slabs = tuple(
        laid(-half + 1.5 * column, -half + 1.5 * column + 1.42, -4.5 + 1.5 * row, -4.5 + 1.5 * row + 1.42, tint(floor, 0.92 + 0.10 * ((row + column) % 2)), 0.01)
        for column in range(12) for row in range(21)
    )  # fmt: skip
    lanes = tuple(laid(x - 0.16, x + 0.16, -4.0, 24.5, line, 0.03) for x in (-6.0, -2.0, 2.0, 6.0))
    ends = tuple(Box(x - 0.16, x + 0.16, 0.6, 1.9, end - 0.03, end, line) for x in (-6.0, -2.0, 2.0, 6.0))
    walls = (
        Box(-half - 8.0, -half, 0.0, high, -6.0, end + 8.0, wall), Box(half, half + 8.0, 0.0, high, -6.0, end + 8.0, wall), Box(-half, half, 0.0, high, end, end + 8.0, wall),
        Box(-half - 8.0, -half + 0.10, high, high + 0.10, -6.0, end + 8.0, WHITE, 0.05), Box(half - 0.10, half + 8.0, high, high + 0.10, -6.0, end + 8.0, WHITE, 0.05),
        Box(-half, half, high, high + 0.10, end - 0.10, end + 8.0, WHITE, 0.05),
    )  # fmt: skip
    steel = (0.66, 0.68, 0.70)
    at = -side * 4.0
    ladder = (
        *(Box(at + x - 0.04, at + x + 0.04, 0.7, high + 0.9, end - 0.24, end - 0.16, steel) for x in (-0.32, 0.32)),
        *(Box(at - 0.32, at + 0.32, y, y + 0.06, end - 0.26, end - 0.14, steel) for y in (0.8, 1.15, 1.5, 1.85)),
    )
    drain = (laid(-0.5, 0.5, 17.0, 18.0, (0.10, 0.12, 0.13), 0.04),)
    palms = tuple(
        Sprite("palm", x, z, 8.5, lift=high, on_ground=False, body=clothed(light, (0.10, 0.22, 0.08)), rim=rim_of(light, 0.4), haze=0.002, faces_left=x > 0)
        for x, z in ((-17.0, 38.0), (-11.0, 44.0), (15.0, 40.0), (22.0, 46.0), (4.0, 50.0))
    )  # fmt: skip
    return replace(
        scene, sea=None, ground=None, decks=(laid(-900, 900, -6.0, 900.0, tint(TILES, 0.8)), *slabs, *lanes, *drain, *walls, *ends, *ladder), sprites=palms,
        camera=replace(scene.camera, y=1.7, horizon=0.48),
    )  # fmt: skip


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
    lines = (laid(-15, 15, 14.0, 14.3, RED, 0.012), laid(-15, 15, 20.0, 20.3, (0.08, 0.20, 0.55), 0.012))
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


def sports_arena(spot: Spot) -> Scene:
    """A floor of boards with a game's lines, seats in the dark around it, strong lights above."""
    scene = rink(spot)
    boards = tuple(
        Box(-60.0, 60.0, -0.4, 0.004, -6.0 + 1.6 * n, -4.4 + 1.6 * n, (0.50 + 0.05 * (n % 2), 0.29, 0.13), 0.30)
        for n in range(20)
    )
    lines = (
        laid(-13.0, 13.0, 22.0, 22.2, WHITE, 0.012), laid(-13.0, 13.0, 9.0, 9.12, WHITE, 0.012),
        *(laid(x - 0.08, x + 0.08, -6.0, 22.0, WHITE, 0.012) for x in (-13.0, 0.0, 13.0)),
    )  # fmt: skip
    light = replace(scene.light, ambient=tint(scene.light.ambient, 4.0), sun=(0.9, 0.88, 0.82), mean=96)
    ice = scene.decks[0]
    kept = tuple(box for box in scene.decks[1:] if box.top > 0.1)
    return replace(
        scene, light=light, decks=(replace(ice, colour=(0.30, 0.17, 0.08), shine=0.2), *boards, *lines, *kept)
    )


def golf(spot: Spot) -> Scene:
    """A mown green with its flag, sand beside it, trees around."""
    scene = plain(spot)
    side = spot.side
    kept = tuple(sprite for sprite in scene.sprites if sprite.z > 100)
    at = -side * 4.2
    pin = (Box(at - 0.03, at + 0.03, 0.0, 2.4, 19.0, 19.06, WHITE), Box(at, at + 0.62, 1.95, 2.38, 19.0, 19.04, RED))
    green = laid(-16.0, 16.0, 9.0, 30.0, tint(GRASS, 1.5), 0.02)
    sand = tuple(
        laid(side * x - w, side * x + w, z, z + 3.0, SAND, 0.035) for x, z, w in ((9.5, 25.0, 3.2), (-12.0, 14.0, 2.4))
    )
    return replace(
        scene,
        decks=(laid(-90, 90, -6, 44, GRASS), green, *sand, *pin),
        sprites=kept,
        camera=replace(scene.camera, y=1.9, horizon=0.54),
    )


def court(spot: Spot, net: bool = False) -> Scene:
    """A fenced court with its lines and a basket or a net, houses behind."""
    scene = open_ground(spot)
    light = scene.light
    floor = (0.34, 0.13, 0.06) if net else (0.10, 0.20, 0.30)
    ground = (laid(-900, 900, -6.0, 900.0, tint(CONCRETE, 0.7)), laid(-11.0, 11.0, -4.0, 27.0, floor, 0.01))
    lines = (
        *(laid(x - 0.06, x + 0.06, -4.0, 25.0, WHITE, 0.03) for x in (-8.2, 8.2)),
        laid(-8.2, 8.2, 24.9, 25.1, WHITE, 0.03),
        laid(-3.0, 3.0, 18.9, 19.1, WHITE, 0.03),
        *(laid(x - 0.06, x + 0.06, 19.0, 25.0, WHITE, 0.03) for x in (-3.0, 3.0)),
    )
    basket = (
        Box(-0.12, 0.12, 0.0, 3.2, 25.4, 25.6, CONCRETE), Box(-0.95, 0.95, 2.8, 4.0, 25.1, 25.2, WHITE, 0.15), Box(-0.3, 0.3, 2.98, 3.05, 24.6, 25.1, (0.9, 0.30, 0.06), 0.3),
    ) if not net else (Box(-8.8, 8.8, 0.15, 0.95, 13.0, 13.06, (0.06, 0.07, 0.07)), Box(-8.8, 8.8, 0.92, 1.02, 12.98, 13.08, WHITE, 0.1))  # fmt: skip
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


def tennis(spot: Spot) -> Scene:
    """A court with a net across it."""
    return court(spot, net=True)

"""Towns: a street at night, roofs over a city, a village."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from backends.previz import light as lights
from backends.previz.light import GRADES, HOURS, Light
from backends.previz.nature import mountain, plain, sea, snow
from backends.previz.scene import Box, Camera, Lamp, Scene, Sheet, Sprite
from backends.previz.scenery import BLOCKS, OAKS, Spot, clothed, dark_body, rim_of, scatter, sky_of, tint

RAIL = 2.0
"""How wide a piece of railing is for its height."""
OLD_TOWNS = (
    "lattice_tower",
    "clock_tower",
    "colosseum",
    "leaning_tower",
    "gothic_cathedral",
    "onion_cathedral",
    "great_mosque",
    "mosque",
    "windmill",
    "hindu_temple",
    "stupa",
    "kasbah",
)
"""Sights of towns without skyscrapers."""


def street(spot: Spot) -> Scene:
    """A wet street between lit facades."""
    day = {
        "dusk": 0.10,
        "sunset": 0.45,
        "golden": 0.8,
        "dawn": 0.6,
        "day": 1.0,
        "haze": 0.6,
        "fire": 0.2,
        "storm": 0.25,
    }.get(spot.hour, 0.0)
    own = HOURS[spot.hour if spot.hour in HOURS else "night"]
    light = lights.NEON if day < 0.2 else replace(own, disc=0.0, mean=min(own.mean, 104), dark=False)
    body = (0.008, 0.008, 0.012) if day < 0.2 else dark_body(own)
    side = -spot.side
    lamps = tuple((side * x, z) for x, z in ((3.4, 13.0), (-5.2, 33.0), (5.4, 52.0)))
    posts = tuple(
        Sprite("lamp_post", x, z, 5.4, body=body, rim=(1.2, 0.8, 0.4), light=(0.0, -1.0), haze=0.002, faces_left=x > 0)
        for x, z in lamps
    )
    people = scatter(
        spot.dice,
        ("man", "woman", "detective"),
        7,
        (-7.5, 7.5),
        (30, 70),
        1.8,
        vary=(0.9, 1.05),
        gap=2.4,
        body=(0.01, 0.01, 0.015),
        rim=(0.7, 0.35, 0.6),
        light=(0.7, -0.5),
        haze=0.007,
        shadow=0.3,
    )
    cars = tuple(
        Sprite(
            "car",
            side * x,
            z,
            1.45,
            body=body,
            rim=(0.8, 0.3, 0.5),
            light=(0.5, -0.7),
            emission=2.0,
            shadow=0.7,
            haze=0.004,
            faces_left=x < 0,
        )
        for x, z in ((-6.6, 19.0), (6.7, 30.0), (-6.6, 41.0))
    )
    return Scene(
        stage="street", light=light, grade=GRADES["teal"], sun=(spot.side * 0.2, 0.5), camera=Camera(x=spot.dice.uniform(-1.4, 1.4), y=1.7, horizon=0.57, dolly=0.7, truck=0.15 * spot.side, hand=0.5, yaw=spot.dice.uniform(-0.04, 0.04)),
        density=0.0065 if day < 0.2 else 0.0035, sprites=posts + people + cars, lamps=tuple(Lamp(x + (0.75 if x < 0 else -0.75), 5.1, z, 1.0, (1.0, 0.66, 0.30)) for x, z in lamps if day < 0.5), sheets=(Sheet(26, 2.0, 0.18, 0.30, (0.13, 0.075, 0.14) if day < 0.2 else None),),
        bloom=0.26, bloom_from=0.5, vignette=0.7, daylight=day, wet=0.4 if spot.snowy else 1.0 if day < 0.3 else 0.25, seed=spot.dice.randrange(10**6), cover=0.0,
    )  # fmt: skip


BALCONY = 22.0
"""Metres from the sea up to a balcony."""


def city(spot: Spot) -> Scene:
    """A skyline of lit windows, seen from over the roofs."""
    scene = sky_of(spot)
    light = scene.light
    shine = {"night": 0.9, "storm": 0.8, "dusk": 0.8, "sunset": 0.6, "haze": 0.4, "fire": 0.5}.get(spot.hour, 0.12)
    body, rim = tint(dark_body(light), 1.2), rim_of(light, 0.16 if light.height < 0.13 else 0.06)
    look: dict[str, Any] = {"body": body, "rim": rim, "emission": shine, "lift": -52.0, "turned": False, "fan": True}
    far = scatter(spot.dice, BLOCKS, 60, (-0.85, 0.85), (260, 640), 78, vary=(0.55, 1.4), haze=0.0030, **look)
    near = scatter(spot.dice, BLOCKS, 26, (-0.9, 0.9), (120, 250), 66, vary=(0.45, 1.1), haze=0.0026, gap=12, **look)
    towers = scatter(spot.dice, BLOCKS, 4, (-0.6, 0.6), (300, 420), 150, vary=(0.8, 1.2), haze=0.0028, **look)
    haze = light.fog
    ground = Box(-900.0, 900.0, -55.0, -53.0, 4.0, 1500.0, tint(haze, 0.35), 0.8)
    return replace(
        scene, decks=(ground,), camera=Camera(y=3.0, horizon=0.57, dolly=1.2, truck=0.8 * spot.side, rise=0.05, hand=0.3), sprites=(*far, *towers, *near),
        sheets=(Sheet(300, -20, 0.12, 0.45), Sheet(119, -30, 0.30, 1.2), Sheet(117, -48, 0.30, 1.5), Sheet(118, -14, 0.16, 0.45)), bloom=0.24, bloom_from=0.5, vignette=0.6,
    )  # fmt: skip


def low_roofs(scene: Scene) -> Scene:
    """A city that nothing but its sights stands out of."""
    sprites = (replace(sprite, height=31.0 + 0.22 * sprite.height) if sprite.shape in BLOCKS and sprite.z > 100.0 else sprite for sprite in scene.sprites)  # fmt: skip
    return replace(scene, sprites=tuple(sprites))


def rooftop(spot: Spot) -> Scene:
    """A roof with a railing, the city behind it; the roof is at height 0."""
    scene = city(spot)
    dark = (0.006, 0.006, 0.010)
    rim = rim_of(scene.light, 0.5)
    step = 1.25 * RAIL
    rail = tuple(
        Sprite("railing", (number - 6) * step, 13.0, 1.25, body=dark, rim=rim, haze=0.0, on_ground=False) for number in range(13)
    )  # fmt: skip
    things = (
        Sprite("block3", -spot.side * 16.5, 24.0, 5.2, lift=-0.3, body=dark, rim=rim, haze=0.0),
        Sprite("block7", spot.side * 21.0, 30.0, 4.4, lift=-0.3, body=dark, rim=rim, haze=0.0),
    )
    deck = Box(-60.0, 60.0, -1.2, 0.0, -4.0, 13.2, (0.05, 0.05, 0.06))
    return replace(
        scene,
        camera=replace(scene.camera, y=1.7, dolly=0.22, truck=0.22 * spot.side),
        sprites=(*scene.sprites, *things, *rail),
        decks=(*scene.decks, deck),
    )


def balcony(spot: Spot) -> Scene:
    """A balcony high over a city: tiles, a balustrade, the wall of its house beside it."""
    return _with_balcony(city(spot), spot)


def sea_balcony(spot: Spot) -> Scene:
    """A balcony over the sea."""
    scene = sea(spot)
    assert scene.sea is not None
    return _with_balcony(replace(scene, sea=replace(scene.sea, level=-BALCONY)), spot)


def _with_balcony(scene: Scene, spot: Spot) -> Scene:
    """The scene from a balcony; its floor is at height 0."""
    light, side = scene.light, -spot.side
    stone = clothed(light, (0.62, 0.56, 0.48))
    half, end = 6.4, 6.6
    floor = tuple(
        Box(
            0.8 * n - half,
            0.8 * n - half + 0.77,
            -0.3,
            0.0,
            0.8 * m - 3.0,
            0.8 * m - 2.23,
            tint(stone, 0.46 + 0.06 * ((n + m) % 2)),
        )
        for n in range(16)
        for m in range(12)
    )
    ledge = (
        Box(-half, half, -0.6, -0.3, -3.0, end + 0.4, tint(stone, 0.35)),
        Box(-half, half, 0.0, 0.14, end, end + 0.34, tint(stone, 0.8)),
        Box(-half, half, 0.94, 1.08, end - 0.04, end + 0.38, tint(stone, 0.95)),
    )
    balusters = tuple(
        Box(x - wide, x + wide, low, high, end + 0.17 - wide, end + 0.17 + wide, tint(stone, shade))
        for x in (0.36 * n - half + 0.2 for n in range(36))
        for wide, low, high, shade in ((0.055, 0.14, 0.94, 0.66), (0.10, 0.26, 0.58, 0.74))
    )
    posts = tuple(Box(x - 0.22, x + 0.22, 0.0, 1.2, end - 0.06, end + 0.4, tint(stone, 0.9)) for x in (-3.2, 0.0, 3.2))
    left, right = sorted((side * 3.1, side * (half + 1.0)))
    shine = 1.2 if light.dark or spot.hour in ("dusk", "storm") else 0.15
    near, far = sorted((side * 3.06, side * 3.14))
    house = (
        Box(left, right, 0.0, 7.0, 6.2, end + 0.1, tint(stone, 0.72)),
        Box(left, right, 0.0, 7.0, -3.0, 4.6, tint(stone, 0.72)),
        Box(left, right, 2.5, 7.0, 4.6, 6.2, tint(stone, 0.72)),
        Box(near, far, 0.0, 2.5, 4.6, 6.2, (1.0, 0.66, 0.32), shine),
        *(Box(near - 0.04, far + 0.04, 0.0, 2.5, z - 0.04, z + 0.04, tint(stone, 0.3)) for z in (4.64, 5.4, 6.16)),
        *(Box(near - 0.04, far + 0.04, y - 0.04, y + 0.04, 4.6, 6.2, tint(stone, 0.3)) for y in (0.9, 1.7, 2.46)),
    )
    pots = tuple(
        Box(side * x - 0.24, side * x + 0.24, 0.0, 0.42, end - 0.7, end - 0.22, clothed(light, (0.55, 0.24, 0.12)))
        for x in (2.3, -4.4)
    )
    plants = tuple(
        Sprite(
            OAKS[1],
            side * x,
            end - 0.46,
            0.75,
            lift=0.38,
            on_ground=False,
            body=clothed(light, (0.12, 0.28, 0.08)),
            rim=rim_of(light, 0.4),
            haze=0.0,
        )
        for x in (2.3, -4.4)
    )
    camera = replace(scene.camera, y=1.75, horizon=0.50, dolly=0.15, truck=0.1 * spot.side, rise=0.0)
    return replace(
        scene,
        decks=(*scene.decks, *floor, *ledge, *balusters, *posts, *house, *pots),
        sprites=(*scene.sprites, *plants),
        camera=camera,
    )


def village(spot: Spot) -> Scene:
    """Houses with lit windows around a church, smoke over them, hills behind."""
    scene = snow(spot) if spot.snowy else plain(spot)
    light = scene.light
    dice, body = spot.dice, dark_body(light)
    shine = 1.1 if light.dark else 0.75 if spot.hour in ("dusk", "dawn", "sunset", "storm", "haze") else 0.15
    look: dict[str, Any] = {"body": body, "emission": shine, "shadow": 0.3, "haze": 0.0024, "foot": 0.02}
    houses = scatter(
        dice, ("house",), 13, (-34, 34), (30, 95), 7.0, vary=(0.75, 1.2), gap=5, rim=rim_of(light, 0.4), **look
    )
    church = Sprite("church", -spot.side * 20, 84, 19, rim=rim_of(light, 0.4), faces_left=False, **look)
    kept = tuple(sprite for sprite in scene.sprites if sprite.height < 2 or sprite.z > 100)
    smoke = tuple(Sheet(z, 9, 0.10, 0.32) for z in (70.0, 45.0))
    return replace(scene, sprites=(*kept, *houses, church), sheets=(*scene.sheets, *smoke))


def castle(spot: Spot) -> Scene:
    """A castle over a valley, its windows lit after dark."""
    scene = mountain(spot)
    return replace(scene, sprites=(*scene.sprites, keep(spot, scene.light)))


def keep(spot: Spot, light: Light) -> Sprite:
    """A castle in the distance, beside the subject."""
    return Sprite(
        "castle", -spot.side * 62.0, 235.0, 84.0, body=tint(dark_body(light), 1.2), rim=rim_of(light, 0.5), haze=0.0022, foot=0.03, sink=0.03,
        emission=0.9 if light.dark or spot.hour in ("dusk", "storm") else 0.1, faces_left=spot.side < 0,
    )  # fmt: skip

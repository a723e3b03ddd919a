"""Places of one kind each, known by what stands in them: a beach, a graveyard, a zoo, water under ice, a cave under water."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from backends.previz.light import Colour
from backends.previz.nature import plain, sea, snow, under
from backends.previz.scene import Box, Scene, Sheet, Sprite, Weather
from backends.previz.scenery import BARE, ROCKS, Spot, clothed, dark_body, rim_of, scatter, tint

SAND: Colour = (0.62, 0.46, 0.28)
SHORE = 15.0
"""Metres from the eye to the water's edge."""
EBB = 0.5
"""How far the sea lies below the sand."""


def savanna(spot: Spot) -> Scene:
    """Dry grass to the horizon, flat-crowned acacias."""
    scene = plain(spot)
    light, dice, side = scene.light, spot.dice, -spot.side
    straw, leaf = clothed(light, (0.50, 0.38, 0.16)), clothed(light, (0.14, 0.16, 0.06))
    grass = tuple(
        replace(sprite, body=tint(straw, dice.uniform(0.7, 1.1)), height=sprite.height * 1.3)
        for sprite in scene.sprites
        if sprite.z < 30
    )
    near = ((side * 13.0, 36.0, 9.0), (-side * 34.0, 62.0, 8.0), (side * 40.0, 80.0, 8.6))
    far = tuple(
        (dice.uniform(-0.7, 0.7) * z, z, dice.uniform(6.5, 9.0))
        for z in (110.0, 125.0, 150.0, 170.0, 200.0, 230.0, 270.0, 310.0)
    )
    trees = tuple(
        Sprite("acacia", x, z, high, body=leaf, rim=rim_of(light, 0.4), foot=0.02, haze=0.0026, faces_left=dice.random() < 0.5) for x, z, high in (*near, *far)
    )  # fmt: skip
    assert scene.ground is not None
    ground = replace(scene.ground, height=0.35)
    return replace(
        scene, ground=ground, sprites=(*trees, *grass), cloak=tint((0.40, 0.27, 0.09), light.sun[1] * 0.75 + 0.05), cloaked=1.0,
        camera=replace(scene.camera, y=1.9, horizon=0.58),
    )  # fmt: skip


def beach(spot: Spot) -> Scene:
    """Sand with palms and a parasol, surf at its edge, the sea beyond."""
    scene = sea(spot)
    light, dice, side = scene.light, spot.dice, spot.side
    assert scene.sea is not None
    sand = Box(-160.0, 160.0, -1.4, 0.0, -6.0, SHORE, tint(SAND, 0.85))
    foam = tuple(
        Sprite(
            "surf", -26.0 + 13.0 * number + dice.uniform(-1, 1), SHORE + 0.8 - row * 1.1, 0.9 - 0.3 * row, lift=-0.42 + 0.12 * row,
            on_ground=False, body=clothed(light, (0.95, 0.97, 1.0)), rim=rim_of(light, 0.3), cycles=0.22, speed_x=0.12, phase=dice.random() * 6.28, haze=0.0,
        )
        for row in (0, 1) for number in range(5)
    )  # fmt: skip
    palms = tuple(
        Sprite(
            "palm", x * side, z, height, lift=-0.1, on_ground=False, body=clothed(light, (0.10, 0.20, 0.08)), rim=rim_of(light, 0.45),
            cycles=0.3, sway=0.02, phase=dice.random() * 6.28, faces_left=x * side > 0, haze=0.001,
        )
        for x, z, height in ((-6.8, 10.5, 7.6), (-8.6, 12.5, 6.2), (10.5, 13.5, 6.4))
    )  # fmt: skip
    shade = Sprite(
        "parasol", -3.4 * side, 9.0, 2.0, on_ground=False, body=clothed(light, (0.70, 0.14, 0.10)), rim=rim_of(light, 0.5),
        emission=1.0, glow=clothed(light, (0.8, 0.78, 0.7)), haze=0.0, faces_left=side < 0,
    )  # fmt: skip
    head = Sprite("rock1", side * 210, 430, 60, body=dark_body(light), rim=rim_of(light, 0.25), haze=0.0028, sink=0.2)
    return replace(
        scene, decks=(sand,), sea=replace(scene.sea, level=-EBB), sprites=(head, *foam, *palms, shade),
        camera=replace(scene.camera, y=1.9, horizon=0.52, dolly=0.4, truck=0.3 * side, hand=0.3),
    )  # fmt: skip


def graveyard(spot: Spot) -> Scene:
    """Rows of headstones and crosses, bare trees, a chapel."""
    scene = plain(spot)
    light, dice = scene.light, spot.dice
    stone = clothed(light, (0.40, 0.40, 0.42))
    look: dict[str, Any] = {"rim": rim_of(light, 0.5), "foot": 0.02, "haze": 0.004, "turned": False}
    graves = tuple(
        Sprite(
            dice.choice(("grave", "grave", "cross")), (number - 4.5) * z * 0.17 + dice.uniform(-0.4, 0.4) + (0.5 if row % 2 else 0.0), z + dice.uniform(-0.5, 0.5),
            dice.uniform(0.95, 1.45), body=stone, rim=look["rim"], foot=0.03, haze=0.004, shadow=0.35, lean=dice.uniform(-0.06, 0.06),
        )
        for row, z in enumerate((7.5, 11.0, 16.0, 23.0, 34.0)) for number in range(10)
        if abs((number - 4.5) * z * 0.17) > 1.1
    )  # fmt: skip
    trees = scatter(dice, BARE, 9, (-0.75, 0.75), (24, 70), 11, fan=True, gap=5, body=dark_body(light), **look)
    chapel = Sprite("church", -spot.side * 19, 62, 15, body=dark_body(light), emission=0.8 if light.dark else 0.2, **{
        key: look[key] for key in ("rim", "foot", "haze")
    })  # fmt: skip
    rail = tuple(
        Sprite("fence", (number - 8) * 3.5, 44, 2.2, body=dark_body(light), rim=rim_of(light, 0.2), haze=0.004)
        for number in range(17)
    )
    kept = tuple(sprite for sprite in scene.sprites if sprite.height < 1 or sprite.z > 130)
    mist = (Sheet(60, 2, 0.10, 0.5), Sheet(20, 0.3, 0.06, 0.35))
    return replace(scene, sprites=(*kept, chapel, *trees, *rail, *graves), sheets=(*scene.sheets, *mist))


def zoo(spot: Spot) -> Scene:
    """Animals behind bars and fences under park trees."""
    scene = plain(spot)
    light, side = scene.light, spot.side
    shown = (("giraffe", 10.0, 27.0, 5.2, (0.62, 0.42, 0.16)), ("elephant", -7.5, 24.0, 3.2, (0.34, 0.33, 0.33)), ("flamingo", 3.6, 17.0, 1.6, (0.74, 0.36, 0.40)), ("flamingo", 5.0, 18.0, 1.5, (0.74, 0.36, 0.40)))  # fmt: skip
    beasts = tuple(
        Sprite(name, x * side, z, tall, body=clothed(light, colour), rim=rim_of(light, 0.6), cycles=0.25, foot=0.02, shadow=0.4, haze=0.002, faces_left=x * side > 0)
        for name, x, z, tall, colour in shown
    )  # fmt: skip
    cages = tuple(
        Sprite("bars", (number - 2.5) * 5.2, 13.5, 2.1, body=tint(dark_body(light), 0.8), rim=rim_of(light, 0.5), haze=0.0) for number in range(6)
    )  # fmt: skip
    kept = tuple(sprite for sprite in scene.sprites if sprite.height < 1 or sprite.z > 90)
    return replace(scene, sprites=(*kept, *beasts, *cages))


def floes(spot: Spot) -> Scene:
    """Water under a ceiling of ice: light falls through its cracks and holes."""
    scene = under(spot)
    ice: Colour = (0.20, 0.46, 0.54)
    ceiling = tuple(
        Sprite(
            "floe", (number - (1.5 if z > 30 else 1.0)) * tall * 3.5 + spot.dice.uniform(-2, 2), z, tall, lift=7.0 + 0.62 * z - tall, on_ground=False,
            body=ice, rim=(0.7, 1.1, 1.1), light=(0.0, 1.0), emission=1.0, glow=(0.55, 0.95, 1.0), haze=0.008, faces_left=spot.dice.random() < 0.5,
        )
        for z, tall, count in ((52.0, 12.0, 4), (30.0, 8.5, 3), (17.0, 4.2, 3)) for number in range(count)
    )  # fmt: skip
    kept = tuple(sprite for sprite in scene.sprites if sprite.shape == "fish")
    flakes = Weather("dust", 420, 0.36, (0.75, 0.95, 1.0))
    return replace(scene, sprites=(*kept, *ceiling), weather=(flakes,))


def grotto(spot: Spot) -> Scene:
    """A cave under water: arches of rock behind each other, the light of its mouth far ahead."""
    scene = under(spot)
    arches = tuple(
        Sprite(
            "rock_arch", x, z, tall, lift=7.0 - tall * 0.52, on_ground=False, body=tint((0.010, 0.040, 0.052), gain), rim=(0.06, 0.22, 0.24), light=(0.0, -1.0), haze=0.012,
            faces_left=turned,
        )
        for x, z, tall, gain, turned in ((1.0, 46.0, 33.0, 2.6, False), (-1.2, 27.0, 22.5, 1.5, True), (0.6, 11.0, 11.2, 0.6, spot.side > 0))
    )  # fmt: skip
    stones = scatter(
        spot.dice, ROCKS, 16, (-12, 12), (8, 26), 1.6, vary=(0.4, 1.3), gap=2.0, body=(0.006, 0.026, 0.036), rim=(0.05, 0.16, 0.16),
        light=(0.0, -1.0), haze=0.016, sink=0.15,
    )  # fmt: skip
    return replace(
        scene, sprites=(*arches, *stones), camera=replace(scene.camera, horizon=0.52, dolly=0.5, truck=0.2 * spot.side)
    )


ICE: Colour = (0.50, 0.60, 0.68)


def frozen_lake(spot: Spot) -> Scene:
    """Smooth ice with marks of skates before snow, firs and mountains."""
    scene = snow(spot)
    light, dice = scene.light, spot.dice
    ice = Box(-70.0, 70.0, -0.4, 0.07, -6.0, 34.0, clothed(light, ICE), 0.10)
    tracks = []
    for _ in range(16):
        x, z, long = dice.uniform(-13.0, 13.0), dice.uniform(6.0, 30.0), dice.uniform(1.5, 5.0)
        tracks.append(Box(x, x + long, 0.0, 0.076, z, z + 0.05, tint(clothed(light, (0.85, 0.92, 0.98)), 1.2), 0.1))
    kept = tuple(sprite for sprite in scene.sprites if sprite.z > 40.0)
    assert scene.ground is not None
    ground = replace(scene.ground, height=0.02)
    return replace(
        scene, ground=ground, decks=(ice, *tracks), sprites=kept, camera=replace(scene.camera, y=1.9, horizon=0.54)
    )

"""Places of one kind each, known by what stands in them: a beach, a frozen lake, a hot spring, a graveyard, a zoo, water under ice, a cave
under water, a colonnade."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

from backends.previz.laid import figure, laid, open_ground
from backends.previz.light import GRADES, Colour, Light
from backends.previz.nature import plain, sea, snow, under
from backends.previz.scene import Box, Scene, Sheet, Sprite, Weather
from backends.previz.scenery import BARE, ROCKS, Spot, clothed, dark_body, rim_of, scatter, tint

SAND: Colour = (0.62, 0.46, 0.28)
MARBLE: Colour = (0.66, 0.62, 0.55)
ICE: Colour = (0.36, 0.54, 0.66)
WHITE_ICE: Colour = (0.74, 0.80, 0.86)
SNOW: Colour = (0.66, 0.70, 0.76)
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


def _far_hills(light: Light, spots: tuple[tuple[float, float], ...]) -> tuple[Sprite, ...]:
    """White mountains in the distance: where across, and how high."""
    return tuple(
        Sprite("far_peaks", x, 420.0, tall, on_ground=False, body=clothed(light, (0.55, 0.62, 0.72)), rim=rim_of(light, 0.3), haze=0.0016, sink=0.05)
        for x, tall in spots
    )  # fmt: skip


def ice_lake(spot: Spot) -> Scene:
    """A lake frozen over: pale blue ice with cracks and scraped snow, firs on its white shores."""
    scene = snow(spot)
    light, dice = scene.light, spot.dice
    shine = 0.05 if light.dark else 0.10
    reach = (
        (-6.0, 30.0),
        (14.0, 38.0),
        (26.0, 46.0),
        (38.0, 50.0),
        (50.0, 46.0),
        (60.0, 34.0),
        (68.0, 20.0),
        (74.0, 0.0),
    )
    sheet = tuple(
        Box(-half + dice.uniform(-3, 3), half + dice.uniform(-3, 3), -0.4, 0.0, near, far, tint(ICE, dice.uniform(0.94, 1.04)), shine)
        for (near, half), (far, _) in pairwise(reach)
    )  # fmt: skip
    cracks: list[Box] = []
    for x, z in ((-5.0, 5.0), (3.0, 9.0), (-9.0, 17.0), (8.0, 24.0), (-2.0, 34.0)):
        for _ in range(9):
            long = dice.uniform(0.6, 1.5)
            wide = 0.02 + 0.0012 * z
            cracks.append(Box(x, x + long, -0.4, 0.006, z, z + wide * 2, WHITE_ICE, shine))
            x, z = x + long * 0.94, z + dice.uniform(-0.5, 0.6)
    drifts = tuple(
        Box(x, x + dice.uniform(2.0, 6.0), -0.4, 0.012, z, z + dice.uniform(0.25, 0.7), WHITE_ICE, shine)
        for x, z in ((dice.uniform(-0.9, 0.6) * z, z) for z in (7.0, 10.0, 12.0, 15.0, 19.0, 23.0, 28.0, 33.0, 39.0, 46.0, 53.0))
    )  # fmt: skip
    bank = Box(-900.0, 900.0, -0.6, -0.02, -6.0, 900.0, SNOW, 0.0)
    firs = tuple(
        replace(sprite, on_ground=False, lift=0.0)
        for sprite in scene.sprites
        if sprite.z > 76 or abs(sprite.x) > 0.75 * sprite.z + 22
    )
    hills = _far_hills(light, ((-260.0, 70.0), (-60.0, 55.0), (150.0, 80.0), (330.0, 60.0)))
    return replace(
        scene, ground=None, decks=(bank, *sheet, *drifts, *cracks), sprites=(*hills, *firs),
        camera=replace(scene.camera, y=1.8, horizon=0.50, dolly=0.4),
    )  # fmt: skip


def hot_spring(spot: Spot) -> Scene:
    """A steaming pool among rocks in the snow, firs and mountains behind."""
    scene = snow(spot)
    light, dice = scene.light, spot.dice
    water: Colour = (0.09, 0.27, 0.29)
    rim = (
        (1.2 if spot.afloat else 5.0, 7.5),
        (7.0, 9.6),
        (10.0, 11.0),
        (14.0, 11.4),
        (18.0, 10.6),
        (22.0, 8.6),
        (25.0, 5.6),
        (27.0, 0.0),
    )
    pool = tuple(
        Box(-half, half, -0.4, 0.02, near, far, tint(water, 0.9 + 0.05 * n), 0.12)
        for n, ((near, half), (far, _)) in enumerate(pairwise(rim))
    )
    stones = tuple(
        Sprite(dice.choice(ROCKS), x + dice.uniform(-0.3, 0.3), z, dice.uniform(0.7, 1.7), on_ground=False, body=clothed(light, (0.20, 0.19, 0.18)), rim=rim_of(light, 0.4), haze=0.001, sink=0.15)
        for near, half in rim for x, z in ((-half - 0.7, near + 1.0), (half + 0.7, near + 1.0), (-half * 0.96, near + 2.6), (half * 0.96, near + 2.6))
    )  # fmt: skip
    steam = tuple(
        Sheet(z, 0.4 + 0.05 * z, half, 0.55, light.fog, 0.012) for z, half in ((24.0, 0.12), (18.0, 0.11), (12.5, 0.10))
    )
    firs = tuple(replace(sprite, on_ground=False, lift=0.0) for sprite in scene.sprites if sprite.z > 34)
    hills = _far_hills(light, ((-250.0, 80.0), (-40.0, 62.0), (160.0, 90.0), (340.0, 66.0)))
    return replace(
        scene, ground=None, decks=(Box(-900.0, 900.0, -0.6, 0.0, -6.0, 900.0, SNOW), *pool), sprites=(*hills, *firs, *stones),
        sheets=(*scene.sheets, *steam), camera=replace(scene.camera, y=1.9, horizon=0.50, dolly=0.3),
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


def colonnade(spot: Spot) -> Scene:
    """A marble walk between two rows of columns under their beams, trees and sky beside it."""
    scene = open_ground(spot)
    light, dice = scene.light, spot.dice
    tiles = tuple(
        laid(x, x + 1.96, z, z + 1.96, tint(MARBLE, 0.74 + 0.14 * ((row + at) % 2)), 0.02)
        for row, z in enumerate(range(-2, 46, 2))
        for at, x in enumerate(range(-6, 6, 2))
    )
    beams = tuple(
        Box(side * 4.6 - 0.62, side * 4.6 + 0.62, 5.95, 7.2, 4.0, 47.0, tint(MARBLE, 0.86)) for side in (-1, 1)
    )
    cornice = tuple(
        Box(side * 4.6 - 0.82, side * 4.6 + 0.82, 7.2, 7.55, 3.6, 47.4, tint(MARBLE, 0.98)) for side in (-1, 1)
    )
    lintel = (Box(-5.2, 5.2, 5.95, 7.2, 46.0, 47.0, tint(MARBLE, 0.82)), Box(-5.4, 5.4, 7.2, 7.55, 45.7, 47.4, MARBLE))
    columns = tuple(
        figure(light, "column", x, z, 6.0, (0.70, 0.66, 0.58), shadow=0.4)
        for z in (46.4, 42.0, 37.4, 32.8, 28.2, 23.6, 19.0, 14.4, 9.8)
        for x in ((-4.6, -1.6, 1.6, 4.6) if z > 46 else (-4.6, 4.6))
    )
    trees = tuple(
        figure(light, dice.choice(("oak0", "oak1", "oak2")), side * dice.uniform(11.0, 26.0), z, dice.uniform(6.0, 9.0), (0.13, 0.24, 0.07))
        for z in (58.0, 44.0, 31.0)
        for side in (-1, 1)
    )  # fmt: skip
    return replace(
        scene,
        ground=None,
        decks=(laid(-900.0, 900.0, -6.0, 900.0, (0.24, 0.27, 0.12)), *tiles, *beams, *cornice, *lintel),
        sprites=(*scene.sprites, *trees, *columns),
        camera=replace(scene.camera, y=1.75, horizon=0.58),
    )


BROKEN = ("ruined_block0", "ruined_block1", "ruined_block2")
"""What is left of tower blocks."""


def dead_city(spot: Spot) -> Scene:
    """A cracked road between what is left of tower blocks, wrecks and rubble on it, weeds in the cracks."""
    scene = open_ground(spot)
    light, dice = scene.light, spot.dice
    stone: Colour = (0.25, 0.235, 0.215)
    blocks = [
        figure(light, BROKEN[(n + (s > 0)) % 3], s * (11.0 + dice.uniform(0.0, 2.0) + 0.06 * z), z, dice.uniform(13.0, 19.0) if (n + (s > 0)) % 3 < 2 else 7.0, tint(stone, dice.uniform(0.6, 0.95)), faces_left=s > 0, rim=rim_of(light, 0.22))
        for n, z in enumerate((19.0, 27.0, 36.0, 47.0, 60.0, 76.0, 96.0)) for s in (-1, 1)
    ]  # fmt: skip
    far = scatter(
        dice, BROKEN[:2], 16, (-0.9, 0.9), (130, 260), 44, vary=(0.6, 1.3), body=clothed(light, tint(stone, 0.6)), rim=rim_of(light, 0.1), haze=0.004, fan=True,
    )  # fmt: skip
    wrecks = [
        figure(light, dice.choice(("wreck1", "wreck2")), x, z, 1.15, tint((0.30, 0.15, 0.09), 0.8), faces_left=x > 0, lean=0.05, rim=rim_of(light, 0.2))
        for x, z in ((-5.2, 17.0), (4.8, 24.0), (-4.6, 38.0), (5.4, 52.0))
    ]  # fmt: skip
    weeds = [
        figure(light, f"grass{dice.randrange(4)}", dice.choice((-1, 1)) * dice.uniform(2.6, 9.0), z, dice.uniform(0.4, 0.9), (0.15, 0.20, 0.07))
        for z in (8.5, 9.5, 11.0, 12.5, 14.0, 16.0, 18.0, 21.0, 24.0, 28.0, 33.0, 40.0) for _ in range(3)
    ]  # fmt: skip
    rubble = [
        Box(x, x + wide, 0.0, high, z, z + wide, tint(stone, dice.uniform(0.5, 1.1)))
        for x, z, wide, high in (
            (s * dice.uniform(3.4, 13.0), dice.uniform(10.0, 60.0), dice.uniform(0.2, 1.1), dice.uniform(0.1, 0.7))
            for s in (-1, 1)
            for _ in range(36)
        )
    ]
    cracks = [
        laid(x, x + dice.uniform(0.5, 2.2), z, z + dice.uniform(0.05, 0.16), tint(stone, 0.14), 0.016)
        for x, z in ((dice.uniform(-4.5, 3.0), dice.uniform(5.0, 40.0)) for _ in range(46))
    ]
    ground = (
        laid(-900, 900, -6.0, 900.0, tint(stone, 0.55)),
        laid(-4.8, 4.8, -6.0, 150.0, (0.10, 0.10, 0.105), 0.01),
        *(laid(-0.09, 0.09, z, z + 1.8, tint(stone, 1.2), 0.013) for z in (7.0, 16.0, 21.0, 33.0, 47.0, 61.0)),
    )
    sprites = sorted((*far, *blocks, *wrecks, *weeds), key=lambda sprite: -sprite.z)
    return replace(
        scene, ground=None, decks=(*ground, *cracks, *rubble), sprites=tuple(sprites), camera=replace(scene.camera, y=1.7, horizon=0.55, dolly=0.5),
        sheets=(Sheet(120, 14, 0.22, 0.5, tint(light.fog, 0.8)), Sheet(42, 3, 0.16, 0.4, tint(light.fog, 0.8))), grade=GRADES["bleach"], vignette=0.7,
    )  # fmt: skip

"""Places without a roof: water, mountains, woods, sand, fields, broken ground; one function a place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from backends.previz import light as lights
from backends.previz.light import GRADES
from backends.previz.scene import Camera, Fire, Ground, Scene, Sea, Sheet, Sprite, Weather
from backends.previz.scenery import (
    BARE,
    FIRS,
    GRASS,
    LAPPED,
    OAKS,
    ROCKS,
    Spot,
    clothed,
    dark_body,
    rim_of,
    scatter,
    sky_of,
    tint,
)


def sea(spot: Spot) -> Scene:
    """Open water."""
    scene = sky_of(spot)
    rough = spot.hour == "storm"
    dark = scene.light.dark
    return replace(
        scene,
        camera=Camera(y=3.4, horizon=0.58, dolly=0.8, truck=0.6 * spot.side, hand=1.6 if rough else 0.7),
        sea=Sea(
            deep=(0.012, 0.022, 0.03) if dark else (0.02, 0.035, 0.045),
            rough=0.165 if rough else 0.085,
            glitter=1.6 if dark else 6.0,
            wave=2.8 if rough else 1.7,
            blur=3.0 if rough else 0.0,
            density=0.002 if rough else 0.0009,
            speed=1.1 if rough else 1.0,
        ),
    )


def coast(spot: Spot) -> Scene:
    """Rocks in the water and a headland in the haze."""
    scene = sea(spot)
    body = dark_body(scene.light)
    stones = scatter(
        spot.dice,
        ROCKS,
        13,
        (-70, 70),
        (48, 150),
        7.0,
        vary=(0.3, 1.6),
        gap=9,
        body=body,
        rim=rim_of(scene.light, 0.3),
        sink=0.2,
        haze=0.0035,
        foot=0.05,
        lift=-0.6,
        lapped=LAPPED,
    )
    head = tuple(
        Sprite(
            "rock1",
            spot.side * x,
            z,
            height,
            body=body,
            rim=rim_of(scene.light, 0.2),
            haze=0.0030,
            sink=0.2,
            faces_left=spot.side < 0,
        )
        for x, z, height in ((190, 420, 46), (290, 520, 78))
    )
    return replace(scene, sprites=stones + head, sheets=(Sheet(200, 3, 0.07, 0.5),))


def under(spot: Spot) -> Scene:
    """Deep water with light from above."""
    light = lights.DEEP
    body = (0.006, 0.030, 0.045)
    dice = spot.dice
    school = tuple(
        Sprite(
            "fish",
            -spot.side * (4 + dice.uniform(-6, 16)),
            dice.uniform(40, 62),
            dice.uniform(0.6, 1.1),
            lift=dice.uniform(11, 22),
            speed_x=spot.side * dice.uniform(1.0, 1.8),
            bob=0.4,
            bob_rate=1.4,
            phase=dice.random() * 6.28,
            cycles=1.4,
            body=body,
            rim=(0.1, 0.3, 0.3),
            light=(0, -1),
            haze=0.018,
            on_ground=False,
            faces_left=spot.side < 0,
        )
        for _ in range(9)
    )
    weeds = scatter(
        dice,
        GRASS,
        26,
        (-14, 14),
        (9, 30),
        2.2,
        gap=1.6,
        body=(0.004, 0.02, 0.03),
        rim=(0.05, 0.16, 0.15),
        light=(0, -1),
        haze=0.02,
        sway=0.10,
        foot=0.05,
    )
    return Scene(
        stage="deep", light=light, grade=GRADES["cold"], sun=(-spot.side * 0.16, 0.9), camera=Camera(y=7.0, horizon=0.74, dolly=0.7, truck=0.4 * spot.side, hand=0.5),
        ground=Ground("seabed", light=0.24, seed=dice.randrange(40)), density=0.030, fog_fall=0.0, far=400.0,
        sprites=school + weeds, weather=(Weather("dust", 600, 0.30, (0.45, 0.85, 0.9)),), bloom=0.22, cover=0.0, seed=dice.randrange(10**6),
    )  # fmt: skip


def mountain(spot: Spot) -> Scene:
    """Ridges behind ridges, firs at their feet."""
    scene = sky_of(spot)
    firs = scatter(
        spot.dice,
        FIRS,
        54,
        (-0.9, 0.9),
        (46, 260),
        12,
        fan=True,
        vary=(0.5, 1.4),
        gap=9,
        body=dark_body(scene.light),
        rim=rim_of(scene.light, 0.25),
        foot=0.03,
        haze=0.0026,
    )
    stones = scatter(
        spot.dice,
        ROCKS,
        24,
        (-14, 14),
        (6, 40),
        0.4,
        vary=(0.25, 1.6),
        gap=1.5,
        power=1.6,
        body=dark_body(scene.light),
        rim=rim_of(scene.light, 0.25),
        sink=0.2,
        foot=0.08,
    )
    grass = scatter(
        spot.dice,
        GRASS,
        40,
        (-9, 9),
        (4.5, 18),
        0.34,
        gap=0.5,
        power=1.5,
        body=dark_body(scene.light),
        rim=rim_of(scene.light, 0.35),
        foot=0.1,
        sway=0.06,
    )
    return replace(
        scene, ground=Ground("mountain", 0.42, 0.8, seed=spot.dice.randrange(40)), density=0.0005, camera=Camera(y=1.9, horizon=0.64, dolly=0.5, truck=0.25 * spot.side, hand=0.35),
        sprites=firs + stones + grass, sheets=(Sheet(170, 8, 0.09, 0.6), Sheet(48, 1, 0.06, 0.35)),
    )  # fmt: skip


def snow(spot: Spot) -> Scene:
    """A snow field before white mountains, firs on it but where there is ice."""
    scene = sky_of(spot)
    bare = not TREELESS.isdisjoint(spot.word.split())
    night = scene.light.dark
    firs = scatter(
        spot.dice,
        FIRS,
        70,
        (-1.0, 1.0),
        (32, 220),
        12,
        fan=True,
        vary=(0.5, 1.4),
        gap=9,
        body=dark_body(scene.light),
        rim=rim_of(scene.light, 0.22),
        foot=0.03,
        haze=0.0042,
    )
    return replace(
        scene, ground=Ground("snow", 0.38, 0.6 if night else 0.85, bump=0.3, detail=0.4, seed=spot.dice.randrange(40)), density=0.0006, grade=GRADES["cold"],
        camera=Camera(y=1.6, horizon=0.64, dolly=0.6, truck=0.25 * spot.side, hand=0.35), sprites=() if bare else firs, sheets=(Sheet(110, 3, 0.09, 0.6), Sheet(30, 0, 0.05, 0.3)),
        weather=(Weather("snow", 300, 0.28, (0.85, 0.9, 1.0)),),
    )  # fmt: skip


TREELESS = frozenset(
    ("ice", "arctic", "antarctic", "antarctica", "tundra", "polar", "pole", "iceberg", "glacier", "greenland", "cap", "sheet")
)  # fmt: skip
"""Snows where nothing grows."""


def forest(spot: Spot) -> Scene:
    """Firs in layers of mist, dark trunks at the rims of the picture."""
    scene = sky_of(spot)
    body, rim = dark_body(scene.light), rim_of(scene.light, 0.22)
    wood = scatter(
        spot.dice,
        FIRS,
        120,
        (-1.05, 1.05),
        (22, 190),
        14,
        fan=True,
        vary=(0.6, 1.4),
        gap=6,
        body=body,
        rim=rim,
        foot=0.03,
        haze=0.0058,
    )
    near = tuple(
        Sprite(spot.dice.choice(FIRS), x, z, height, body=tint(body, 0.6), rim=rim_of(scene.light, 0.1), haze=0.001)
        for x, z, height in ((-11.0, 13.5, 17), (11.5, 14.5, 18), (-15, 19, 19), (16, 21, 20))
    )
    grass = (
        ()
        if spot.snowy
        else scatter(
            spot.dice,
            GRASS,
            60,
            (-9, 9),
            (4.0, 22),
            0.4,
            gap=0.4,
            power=1.4,
            body=body,
            rim=rim_of(scene.light, 0.3),
            foot=0.1,
            sway=0.05,
        )
    )
    return replace(
        scene, ground=Ground("snow" if spot.snowy else "hill", 0.3, 0.6, seed=spot.dice.randrange(40)), density=0.0014, fog_fall=0.004, camera=Camera(y=1.5, horizon=0.64, dolly=0.7, truck=0.2 * spot.side, hand=0.35),
        sprites=wood + near + grass, sheets=(Sheet(110, 3, 0.12, 0.8), Sheet(42, 1, 0.10, 0.6), Sheet(18, 0, 0.06, 0.4)), weather=(Weather("dust", 120, 0.18, scene.light.sun),),
    )  # fmt: skip


def jungle(spot: Spot) -> Scene:
    """Tall broad trees with lianas, palms among them, great ferns near the eye."""
    scene = sky_of(spot)
    light, dice = scene.light, spot.dice
    body, rim = dark_body(light), rim_of(light, 0.25)
    green = clothed(light, (0.07, 0.20, 0.06))
    far = scatter(
        dice,
        ("jungle_tree",),
        70,
        (-1.05, 1.05),
        (34, 170),
        24,
        fan=True,
        vary=(0.7, 1.3),
        gap=5,
        body=green,
        rim=rim,
        foot=0.03,
        haze=0.0060,
    )
    palms = scatter(
        dice,
        ("palm",),
        12,
        (-0.7, 0.7),
        (26, 80),
        9,
        fan=True,
        vary=(0.7, 1.3),
        gap=6,
        body=tint(green, 1.2),
        rim=rim,
        foot=0.03,
        haze=0.004,
    )
    near = tuple(
        Sprite("jungle_tree", x, z, high, body=tint(body, 0.8), rim=rim_of(light, 0.15), haze=0.001, faces_left=x > 0)
        for x, z, high in ((-12.5, 17.0, 19.0), (13.5, 18.5, 20.0), (-19.0, 27.0, 22.0), (21.0, 29.0, 23.0))
    )
    ferns = scatter(
        dice,
        ("big_fern",),
        60,
        (-0.8, 0.8),
        (8, 48),
        1.5,
        fan=True,
        vary=(0.6, 1.5),
        gap=1.6,
        power=1.3,
        body=tint(green, 1.5),
        rim=rim_of(light, 0.4),
        foot=0.05,
        sway=0.03,
        haze=0.003,
    )
    hanging = tuple(
        Sprite(
            "liana",
            x,
            z,
            4.2,
            lift=2.4,
            on_ground=False,
            body=tint(body, 0.7),
            rim=rim_of(light, 0.2),
            sway=0.02,
            haze=0.0,
        )
        for x, z in ((-4.6, 9.0), (-3.4, 10.5), (4.2, 9.5), (5.4, 11.5), (-7.0, 13.0))
    )
    return replace(
        scene, ground=Ground("hill", 0.3, 0.6, seed=dice.randrange(40)), density=0.0018, fog_fall=0.004, camera=Camera(y=1.6, horizon=0.62, dolly=0.6, truck=0.2 * spot.side, hand=0.35),
        sprites=(*far, *palms, *near, *ferns, *hanging), sheets=(Sheet(110, 5, 0.16, 0.7), Sheet(42, 2, 0.10, 0.45)), weather=(Weather("dust", 120, 0.18, light.sun),),
        cloak=tint((0.06, 0.13, 0.03), light.sun[1] * 0.6 + 0.05), cloaked=0.6,
    )  # fmt: skip


def desert(spot: Spot) -> Scene:
    """Dunes."""
    scene = sky_of(spot)
    return replace(
        scene, ground=Ground("dune", 1.0, 0.9, bump=0.14, detail=0.32, seed=spot.dice.randrange(40)), density=0.0007, fog_fall=0.002, camera=Camera(y=2.6, horizon=0.58, dolly=0.7, truck=0.5 * spot.side, hand=0.3),
        sheets=(Sheet(70, 1, 0.05, 0.45, speed=0.02), Sheet(28, -1, 0.05, 0.25, speed=0.03)), weather=(Weather("dust", 160, 0.2, tint(scene.light.sun, 0.7)),),
    )  # fmt: skip


def plain(spot: Spot) -> Scene:
    """Hills with trees, grass near the eye."""
    scene = sky_of(spot)
    body = dark_body(scene.light)
    firs = scatter(
        spot.dice,
        FIRS + OAKS,
        80,
        (-0.9, 0.9),
        (130, 430),
        12,
        fan=True,
        body=tint(body, 1.3),
        rim=rim_of(scene.light, 0.3),
        foot=0.05,
        haze=0.003,
    )
    tree = Sprite(
        spot.dice.choice(OAKS), -spot.side * 24, 58, 13, body=body, rim=rim_of(scene.light, 0.4), foot=0.02, haze=0.0028
    )
    grass = scatter(
        spot.dice,
        GRASS,
        130,
        (-11, 11),
        (3.6, 26),
        0.42,
        gap=0.3,
        power=1.5,
        body=tint(body, 1.2),
        rim=rim_of(scene.light, 0.5),
        foot=0.1,
        sway=0.08,
    )
    return replace(
        scene, ground=Ground("hill", 1.0, 1.0, bump=0.25, detail=0.55, seed=spot.dice.randrange(40)), density=0.0011, fog_fall=0.004, camera=Camera(y=1.8, horizon=0.60, dolly=0.5, truck=0.4 * spot.side, hand=0.3),
        sprites=(*firs, tree, *grass), sheets=(Sheet(240, 6, 0.07, 0.6), Sheet(90, 2, 0.06, 0.45)), weather=(Weather("dust", 100, 0.18, scene.light.sun),),
    )  # fmt: skip


def war(spot: Spot) -> Scene:
    """Broken ground, fires, bare trees."""
    scene = sky_of(spot._replace(hour="fire" if spot.hour not in ("night", "haze", "dawn", "storm") else spot.hour))
    body = (0.012, 0.009, 0.008)
    trees = scatter(
        spot.dice, BARE, 14, (-70, 70), (24, 120), 9, gap=6, body=body, rim=rim_of(scene.light, 0.4), foot=0.02
    )
    spears = scatter(
        spot.dice,
        ("spear",),
        9,
        (-12, 12),
        (11, 26),
        2.2,
        vary=(0.6, 1.1),
        gap=3,
        body=body,
        rim=rim_of(scene.light, 0.8),
        foot=0.06,
        lean=0.14,
    )
    stones = scatter(
        spot.dice,
        ROCKS,
        30,
        (-12, 12),
        (7, 40),
        0.32,
        vary=(0.25, 1.5),
        gap=1.2,
        power=1.6,
        body=body,
        rim=rim_of(scene.light, 0.5),
        foot=0.08,
        sink=0.18,
    )
    return replace(
        scene, grade=GRADES["teal"], ground=Ground("war", 1.0, 5.5, bump=0.3, detail=0.75, seed=spot.dice.randrange(40)), density=0.0022, fog_fall=0.008, camera=Camera(y=1.7, horizon=0.64, dolly=0.4, truck=0.5 * spot.side, hand=0.9),
        sprites=trees + spears + stones, sheets=(Sheet(150, 20, 0.2, 0.7, tint(scene.light.fog, 0.7)), Sheet(40, 4, 0.18, 0.45, tint(scene.light.fog, 0.7)), Sheet(15, 0.4, 0.26, 0.42, scene.light.fog)),
        fires=tuple(Fire(spot.side * x, z, w, h) for x, z, w, h in ((-30, 62, 7, 11), (24, 52, 6, 9), (42, 90, 9, 16), (-62, 110, 14, 22), (12, 130, 12, 14))), weather=(Weather("ember", 380, 1.6, (1.0, 0.42, 0.10)),), rays=0.15,
    )  # fmt: skip


def under_water(scene: Scene) -> Scene:
    """Open land with still water on it, no deeper than a hand."""
    assert scene.ground is not None
    water = Sea(deep=(0.05, 0.042, 0.03), rough=0.02, wave=0.5, glitter=2.0, density=0.002, level=0.16, speed=0.6)
    return replace(scene, sea=water, ground=replace(scene.ground, height=0.5 * scene.ground.height))


def shallows(spot: Spot) -> Scene:
    """Water that one wades through, as far as the hills."""
    return under_water(plain(spot))


def meadow(spot: Spot) -> Scene:
    """Tall grass and flowers, one old tree, blue hills."""
    scene = plain(spot)
    light = scene.light
    blooms = scatter(
        spot.dice, ("orb",), 150, (-0.75, 0.75), (4.5, 40), 0.11, fan=True, vary=(0.5, 1.3), gap=0.2, power=1.6, lift=0.28,
        body=(0.30, 0.10, 0.12), rim=tint((1.0, 0.75, 0.55), 0.5), sway=0.1, haze=0.004,
    )  # fmt: skip
    hues = ((0.55, 0.16, 0.14), (0.60, 0.46, 0.12), (0.30, 0.22, 0.55), (0.60, 0.58, 0.55))
    gain = 0.30 if light.dark else 1.0
    flowers = tuple(replace(sprite, body=tint(hues[number % 4], gain)) for number, sprite in enumerate(blooms))
    return replace(
        scene, sprites=(*scene.sprites, *flowers), cloak=tint((0.15, 0.22, 0.05), light.sun[1] * 0.7 + 0.05), cloaked=0.55,
        weather=(Weather("dust", 170, 0.30, light.sun),),
    )  # fmt: skip


def swamp(spot: Spot) -> Scene:
    """Still black water, dead trees, reeds, mist."""
    scene = sky_of(spot)
    light = scene.light
    body, rim = dark_body(light), rim_of(light, 0.25)
    trees = scatter(
        spot.dice,
        BARE,
        34,
        (-0.8, 0.8),
        (22, 150),
        13,
        fan=True,
        vary=(0.6, 1.4),
        gap=4,
        body=body,
        rim=rim,
        haze=0.0075,
        sink=0.02,
    )
    near = tuple(
        Sprite(
            spot.dice.choice(BARE), x, z, height, body=tint(body, 0.6), rim=rim_of(light, 0.12), haze=0.002, sink=0.02
        )
        for x, z, height in ((-8.5, 12.0, 15.0), (9.5, 13.5, 16.0))
    )
    reeds = scatter(
        spot.dice,
        GRASS,
        90,
        (-0.8, 0.8),
        (6, 46),
        1.0,
        fan=True,
        vary=(0.6, 1.5),
        gap=1.6,
        body=body,
        rim=rim,
        sway=0.06,
        haze=0.006,
    )
    banks = scatter(
        spot.dice, ROCKS, 22, (-0.8, 0.8), (10, 90), 0.9, fan=True, vary=(0.3, 1.2), gap=3, body=body, rim=rim, sink=0.4
    )
    return replace(
        scene, sea=Sea(deep=(0.012, 0.018, 0.012), rough=0.012, glitter=1.2, wave=0.6, density=0.006, speed=0.35), density=0.006,
        camera=Camera(y=1.6, horizon=0.60, dolly=0.5, truck=0.3 * spot.side, hand=0.3), sprites=(*trees, *near, *reeds, *banks),
        sheets=(Sheet(120, 2, 0.16, 1.0), Sheet(55, 1, 0.13, 0.9), Sheet(24, 0.5, 0.09, 0.7), Sheet(11, 0.2, 0.07, 0.35)),
        weather=(Weather("dust", 90, 0.35, (0.8, 0.9, 0.4)),),
    )  # fmt: skip


def ruins(spot: Spot) -> Scene:
    """Broken arches and fallen stones on open ground."""
    scene = replace(plain(spot), weather=(Weather("dust", 200, 0.22, tint(sky_of(spot).light.sun, 0.8)),))
    return replace(
        scene,
        sprites=(*(sprite for sprite in scene.sprites if sprite.z > 120 or sprite.height < 1), *fallen(spot, scene)),
    )


def fallen(spot: Spot, scene: Scene) -> tuple[Sprite, ...]:
    """Broken arches and stones in the light of a scene."""
    light, dice = scene.light, spot.dice
    look: dict[str, Any] = {"body": tint(dark_body(light), 1.3), "foot": 0.03, "haze": 0.0024, "shadow": 0.4}
    walls = scatter(
        dice,
        ("ruin",),
        6,
        (-0.55, 0.55),
        (42, 130),
        13,
        fan=True,
        vary=(0.6, 1.3),
        gap=5,
        rim=rim_of(light, 0.45),
        **look,
    )
    side = Sprite("ruin", -spot.side * 11.0, 24.0, 9.5, rim=rim_of(light, 0.5), faces_left=spot.side > 0, **look)
    stones = scatter(
        dice,
        ROCKS,
        40,
        (-0.6, 0.6),
        (7, 70),
        0.7,
        fan=True,
        vary=(0.3, 1.7),
        gap=1.0,
        power=1.4,
        rim=rim_of(light, 0.4),
        sink=0.2,
        **look,
    )
    return (*walls, side, *stones)

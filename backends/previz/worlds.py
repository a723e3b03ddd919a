"""Other worlds and none: Mars, the Moon, space, a planet, the sun and its planets, the sky above the clouds, a table for things, a place of the mind."""

from __future__ import annotations

from dataclasses import replace

from backends.previz import light as lights
from backends.previz.light import GRADES, HOURS, Colour
from backends.previz.scene import Box, Camera, Ground, PlaceInSky, Scene, Sea, Sheet, Sprite, Weather
from backends.previz.scenery import ROCKS, Spot, rim_of, scatter, sky_of, tint


def mars(spot: Spot) -> Scene:
    """A red plain under a dusty sky."""
    night = spot.hour in ("night",)
    light = HOURS["mars"] if not night else replace(HOURS["night"], fog=(0.05, 0.03, 0.03), horizon=(0.10, 0.055, 0.05))
    scene = sky_of(spot._replace(hour="night" if night else "mars"), light)
    stones = scatter(
        spot.dice,
        ROCKS,
        64,
        (-14, 14),
        (5, 60),
        0.42,
        vary=(0.25, 1.5),
        gap=1.2,
        power=1.6,
        body=tint((0.15, 0.055, 0.026), 0.3 if night else 1.0),
        rim=rim_of(light, 0.32),
        foot=0.08,
        sink=0.18,
        haze=0.002,
        shadow=0.45,
    )
    return replace(
        scene, ground=Ground("mars", 1.0, 1.0, bump=0.35, detail=0.5, seed=spot.dice.randrange(40)), density=0.00042, fog_fall=0.0016, camera=Camera(y=1.6, horizon=0.62, dolly=0.5, truck=-0.4 * spot.side, hand=0.3), stars=500, star_light=1.0 if night else 0.35,
        sprites=stones, sheets=(Sheet(60, 0, 0.055, 0.6, None if night else (0.66, 0.33, 0.18), 0.012),), weather=(Weather("dust", 240, 0.22, (1.0, 0.6, 0.36)),), rays=0.0 if night else 0.2,
    )  # fmt: skip


def moonland(spot: Spot) -> Scene:
    """Grey ground, black sky, a planet over the horizon."""
    light = lights.LUNAR
    scene = sky_of(spot._replace(hour="night"), light)
    stones = scatter(
        spot.dice,
        ROCKS,
        60,
        (-14, 14),
        (5, 60),
        0.42,
        vary=(0.25, 1.5),
        gap=1.2,
        power=1.6,
        body=(0.03, 0.03, 0.035),
        rim=rim_of(light, 0.35),
        foot=0.08,
        sink=0.18,
        shadow=0.5,
    )
    return replace(
        scene, ground=Ground("snow", 0.5, 0.42, bump=0.35, detail=0.6, seed=spot.dice.randrange(40)), density=0.00008, cover=0.0, stars=1500, disc="earth", moon=0.13, phase=0.55, sun=(-spot.side * 0.24, 0.24), camera=Camera(y=1.6, horizon=0.64, dolly=0.5, truck=-0.3 * spot.side, hand=0.25), sprites=stones,
    )  # fmt: skip


def space(spot: Spot) -> Scene:
    """Stars, a nebula, and a planet that fills a part of the picture."""
    scene = sky_of(spot._replace(hour="night"), lights.VOID)
    dice = spot.dice
    return replace(
        scene, cover=0.0, nebula=dice.uniform(0.7, 1.3), stars=2600, disc=dice.choice(("planet", "moon", "ringed")), moon=dice.uniform(0.14, 0.24),
        phase=dice.uniform(0.35, 0.6) * dice.choice((-1, 1)), sun=(-spot.side * 0.26, 0.60), bloom=0.24, vignette=0.6,
        camera=Camera(y=0.0, horizon=1.30, dolly=0.8, truck=0.5 * spot.side, pan=0.006 * spot.side, hand=0.15),
    )  # fmt: skip


EARTH = (
    "earth from space",
    "planet earth",
    "earth below",
    "above the earth",
    "over the earth",
    "blue planet",
    "home world",
    "orbit",
    "in orbit",
    "low earth orbit",
    "space station",
)


def planet(spot: Spot) -> Scene:
    """A planet so near that it fills the picture."""
    scene = space(spot)
    ring = "saturn" in spot.word or "ringed planet" in spot.word
    kind: PlaceInSky = (
        "ringed"
        if ring
        else "earth"
        if any(name in spot.word for name in EARTH)
        else spot.dice.choice(("planet", "earth"))
    )
    rust = replace(lights.VOID, sun=(1.1, 0.72, 0.42), disc=0.75)
    light = replace(lights.VOID, disc=1.0) if kind == "earth" else rust
    return replace(scene, light=light, disc=kind, moon=0.20 if ring else 0.34, nebula=0.5)


def mind(spot: Spot) -> Scene:
    """No place at all: a dark mirror under slow curtains of light."""
    scene = sky_of(spot._replace(hour="night"), replace(lights.VOID, disc=0.0, mean=62))
    return replace(
        scene, cover=0.0, nebula=1.6, aurora=2.0, stars=700, camera=Camera(y=1.4, horizon=0.62, dolly=0.5, truck=0.25 * spot.side, hand=0.2),
        sea=Sea(deep=(0.006, 0.008, 0.016), rough=0.012, glitter=0.5, wave=1.2, density=0.0006, speed=0.4), bloom=0.3, vignette=0.8,
        weather=(Weather("dust", 420, 0.45, (0.6, 0.8, 1.1)),), density=0.0006, grade=GRADES["dream"],
    )  # fmt: skip


SLABS = frozenset(("marble", "silk", "velvet", "satin", "slate", "stone"))
"""What a thing is laid on."""
MARBLES: dict[str, tuple[Colour, Colour]] = {
    "white": ((0.74, 0.73, 0.71), (0.36, 0.36, 0.38)), "red": ((0.30, 0.012, 0.016), (0.5, 0.1, 0.1)), "blue": ((0.02, 0.05, 0.22), (0.2, 0.3, 0.5)), "slate": ((0.06, 0.066, 0.075), (0.16, 0.17, 0.18)), "pink": ((0.70, 0.46, 0.42), (0.84, 0.72, 0.68)), "green": ((0.04, 0.12, 0.07), (0.40, 0.52, 0.42)),
    "grey": ((0.28, 0.28, 0.30), (0.58, 0.58, 0.60)), "black": ((0.016, 0.016, 0.020), (0.42, 0.40, 0.38)),
}  # fmt: skip
"""Colours of marble and of its veins."""
BACKDROPS: dict[str, Colour] = {
    "white": (0.95, 0.95, 0.94), "bright": (0.90, 0.90, 0.90), "cream": (0.90, 0.80, 0.60), "beige": (0.72, 0.58, 0.42), "grey": (0.42, 0.43, 0.44),
    "gray": (0.42, 0.43, 0.44), "yellow": (1.0, 0.57, 0.02), "orange": (0.95, 0.32, 0.03),
    "red": (0.70, 0.03, 0.03), "pink": (1.0, 0.36, 0.43), "purple": (0.34, 0.11, 0.56), "blue": (0.06, 0.26, 0.80),
    "turquoise": (0.06, 0.60, 0.62), "green": (0.08, 0.46, 0.14), "black": (0.006, 0.006, 0.008), "dark": (0.010, 0.010, 0.014),
}  # fmt: skip
"""Colours of paper that things are shown on."""


def _slab(spot: Spot) -> Scene:
    """A slab of veined marble, black if no word says white, or of slate or cloth, before a dim backdrop."""
    scene = stage(spot._replace(word="", hour="night"))
    stone, vein = next((look for name, look in MARBLES.items() if name in spot.word.split()), MARBLES["black"])
    if "marble" not in spot.word.split():
        vein = tint(stone, 2.6)  # folds, or grain
    slab = Box(-9.0, 9.0, -0.2, 0.004, 0.2, 9.0, stone, 0.5 * max(stone))
    dice, veins = spot.dice, []
    for start in (-1.5, -0.9, -0.3, 0.2, 0.8, 1.4):
        x, z, slope = start, 0.4, dice.uniform(-0.9, 0.9)
        while z < 5.0:
            slope += dice.uniform(-0.35, 0.35)
            slope = min(max(slope, -1.3), 1.3)
            wide = dice.uniform(0.004, 0.016)
            veins.append(Box(x - wide, x + wide + 0.02 * abs(slope), 0.004, 0.005, z, z + 0.022, vein, 0.12))
            x, z = x + 0.02 * slope, z + 0.02
    light = replace(scene.light, ambient=(0.16, 0.16, 0.18))
    return replace(scene, light=light, decks=(slab, *veins))


def _paper(spot: Spot, colour: Colour) -> Scene:
    """A sheet of paper of one colour behind and under what is shown."""
    bright = 0.25 * colour[0] + 0.65 * colour[1] + 0.10 * colour[2]
    light = replace(
        lights.TABLE, zenith=tint(colour, 0.80), horizon=colour, fog=colour, sun=(1.0, 0.97, 0.92),
        ambient=(0.34, 0.34, 0.34), cloud=colour, shade=tint(colour, 0.8), glow=0.0, mean=(78 if bright > 0.02 else 11) + 145 * bright,
    )  # fmt: skip
    return replace(
        sky_of(spot, light), grade=GRADES["plain"], sea=Sea(deep=tint(colour, 0.45),
        rough=0.001, glitter=0.0, wave=0.05, density=0.06, speed=0.0),
        camera=Camera(y=0.38, horizon=0.55, dolly=0.03, truck=0.02 * spot.side, hand=0.12),
        cover=0.0, stars=0, rays=0.0, moon=0.0, vignette=0.25, weather=(),
    )  # fmt: skip


def stage(spot: Spot) -> Scene:
    """A dark glossy table in the light of the film's hour, or paper of the colour that the words name."""
    if SLABS.intersection(spot.word.split()):
        return _slab(spot)
    said = spot.word.replace("dark table", "")
    if paper := next((BACKDROPS[word] for word in said.split() if word in BACKDROPS), None):
        return _paper(spot, paper)
    own = HOURS[spot.hour]
    light = lights.TABLE
    if spot.hour in ("night", "storm", "dusk"):
        light = replace(
            light,
            horizon=(0.07, 0.10, 0.17),
            sun=(0.75, 0.85, 1.1),
            ambient=(0.04, 0.05, 0.08),
            fog=(0.03, 0.05, 0.09),
            mean=68,
        )
    elif spot.hour in ("sunset", "fire"):
        light = replace(light, horizon=tint(own.horizon, 0.55), sun=own.sun)
    scene = sky_of(spot, light)
    return replace(
        scene, sea=Sea(deep=(0.010, 0.008, 0.008), rough=0.004, glitter=0.8, wave=0.4, density=0.05, speed=0.1), camera=Camera(y=0.38, horizon=0.55, dolly=0.03, truck=0.02 * spot.side, hand=0.12), cover=0.0, stars=0, rays=0.0, moon=0.0, vignette=0.8,
        weather=(Weather("dust", 160, 0.25, light.sun),),
    )  # fmt: skip


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

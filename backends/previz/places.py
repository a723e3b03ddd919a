"""A place at an hour as an empty scene: sky, ground, what grows or stands there, fog; one function a place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import NamedTuple

from backends.previz import light as lights
from backends.previz.light import GRADES, HOURS, Colour, Light
from backends.previz.scene import Camera, Ground, Lamp, Scene, Sea, Sheet, Sprite, Weather

FIRS = ("fir0", "fir1", "fir2", "fir3", "fir4")
ROCKS = ("rock0", "rock1", "rock2", "rock3", "rock4")
BARE = ("bare0", "bare1", "bare2")
OAKS = ("oak0", "oak1", "oak2")
GRASS = ("grass0", "grass1", "grass2", "grass3")
BLOCKS = tuple(f"block{i}" for i in range(12))


class Spot(NamedTuple):
    """What a place is built for: its hour, the side (-1 or 1) the subject stands on, dice, and whether it snows."""

    hour: str
    side: int
    dice: Random
    snowy: bool = False


def tint(colour: Colour, gain: float) -> Colour:
    """A colour made brighter or darker."""
    return (colour[0] * gain, colour[1] * gain, colour[2] * gain)


def dark_body(light: Light) -> Colour:
    """The body of a figure against the light."""
    return tint(light.ambient, 0.30 if light.dark else 0.13)


def scatter(
    dice: Random,
    shapes: tuple[str, ...],
    count: int,
    across: tuple[float, float],
    away: tuple[float, float],
    height: float,
    *,
    fan: bool = False,
    vary: tuple[float, float] = (0.75, 1.25),
    gap: float = 0.0,
    power: float = 1.0,
    turned: bool = True,
    **look: object,
) -> tuple[Sprite, ...]:
    """Many of a kind. `fan`: x grows with distance; `gap` metres beside the line of sight stay free."""
    out = []
    for _ in range(count):
        z = away[0] + (away[1] - away[0]) * dice.random() ** power
        x = dice.uniform(*across) * (z if fan else 1.0)
        clear = gap * (z * 0.02 + 1)
        if abs(x) < clear:
            x += clear if x > 0 else -clear
        sprite = Sprite(
            dice.choice(shapes),
            x,
            z,
            height * dice.uniform(*vary),
            phase=dice.random() * 6.28,
            faces_left=turned and dice.random() < 0.5,
        )
        out.append(replace(sprite, **look))  # type: ignore[arg-type]
    return tuple(out)


def _sky(spot: Spot, light: Light | None = None) -> Scene:
    """Sky and light of the hour; the sun low, behind, and beside the subject."""
    light = light or HOURS[spot.hour]
    hour = spot.hour
    return Scene(
        light=light,
        grade=GRADES[
            "golden"
            if hour in ("golden", "sunset", "mars")
            else "cold"
            if light.dark
            else "plain"
            if hour == "day"
            else "teal"
        ],
        sun=(-spot.side * light.aside, light.height),
        cover={"night": 0.22, "storm": 0.92, "fire": 0.8, "haze": 0.75, "day": 0.5, "mars": 0.28}.get(hour, 0.48),
        wind={"storm": 0.3, "fire": 0.1}.get(hour, 0.04),
        cloud_scale=spot.dice.uniform(0.9, 1.4),
        stars={"night": 1100, "dusk": 160}.get(hour, 0),
        rays=0.2 if hour in ("golden", "sunset", "dawn") else 0.0,
        moon=0.035 if hour == "night" else 0.0,
        phase=spot.dice.choice((-0.5, 0.4, 0.6)),
        seed=spot.dice.randrange(1, 10**6),
    )


def _rim(light: Light, gain: float) -> Colour:
    return tint(light.sun, gain)


def sea(spot: Spot) -> Scene:
    """Open water."""
    scene = _sky(spot)
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
        rim=_rim(scene.light, 0.3),
        sink=0.2,
        haze=0.0035,
        foot=0.05,
        lift=-0.6,
    )
    head = tuple(
        Sprite(
            "rock1",
            spot.side * x,
            z,
            height,
            body=body,
            rim=_rim(scene.light, 0.2),
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
    scene = _sky(spot)
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
        rim=_rim(scene.light, 0.25),
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
        rim=_rim(scene.light, 0.25),
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
        rim=_rim(scene.light, 0.35),
        foot=0.1,
        sway=0.06,
    )
    return replace(
        scene, ground=Ground("mountain", 0.42, 0.8, seed=spot.dice.randrange(40)), density=0.0005, camera=Camera(y=1.9, horizon=0.64, dolly=0.5, truck=0.25 * spot.side, hand=0.35),
        sprites=firs + stones + grass, sheets=(Sheet(170, 8, 0.09, 0.6), Sheet(48, 1, 0.06, 0.35)),
    )  # fmt: skip


def snow(spot: Spot) -> Scene:
    """A snow field before white mountains."""
    scene = _sky(spot)
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
        rim=_rim(scene.light, 0.22),
        foot=0.03,
        haze=0.0042,
    )
    return replace(
        scene, ground=Ground("snow", 0.38, 0.6 if night else 0.85, bump=0.3, detail=0.4, seed=spot.dice.randrange(40)), density=0.0006, grade=GRADES["cold"],
        camera=Camera(y=1.6, horizon=0.64, dolly=0.6, truck=0.25 * spot.side, hand=0.35), sprites=firs, sheets=(Sheet(110, 3, 0.09, 0.6), Sheet(30, 0, 0.05, 0.3)),
        weather=(Weather("snow", 300, 0.28, (0.85, 0.9, 1.0)),),
    )  # fmt: skip


def forest(spot: Spot) -> Scene:
    """Firs in layers of mist, dark trunks at the rims of the picture."""
    scene = _sky(spot)
    body, rim = dark_body(scene.light), _rim(scene.light, 0.22)
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
        Sprite(spot.dice.choice(FIRS), x, z, height, body=tint(body, 0.6), rim=_rim(scene.light, 0.1), haze=0.001)
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
            rim=_rim(scene.light, 0.3),
            foot=0.1,
            sway=0.05,
        )
    )
    return replace(
        scene, ground=Ground("snow" if spot.snowy else "hill", 0.3, 0.6, seed=spot.dice.randrange(40)), density=0.0014, fog_fall=0.004, camera=Camera(y=1.5, horizon=0.64, dolly=0.7, truck=0.2 * spot.side, hand=0.35),
        sprites=wood + near + grass, sheets=(Sheet(110, 3, 0.12, 0.8), Sheet(42, 1, 0.10, 0.6), Sheet(18, 0, 0.06, 0.4)), weather=(Weather("dust", 120, 0.18, scene.light.sun),),
    )  # fmt: skip


def desert(spot: Spot) -> Scene:
    """Dunes."""
    scene = _sky(spot)
    return replace(
        scene, ground=Ground("dune", 1.0, 0.9, bump=0.14, detail=0.32, seed=spot.dice.randrange(40)), density=0.0007, fog_fall=0.002, camera=Camera(y=2.6, horizon=0.58, dolly=0.7, truck=0.5 * spot.side, hand=0.3),
        sheets=(Sheet(70, 1, 0.05, 0.45, speed=0.02), Sheet(28, -1, 0.05, 0.25, speed=0.03)), weather=(Weather("dust", 160, 0.2, tint(scene.light.sun, 0.7)),),
    )  # fmt: skip


def plain(spot: Spot) -> Scene:
    """Hills with trees, grass near the eye."""
    scene = _sky(spot)
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
        rim=_rim(scene.light, 0.3),
        foot=0.05,
        haze=0.003,
    )
    tree = Sprite(
        spot.dice.choice(OAKS), -spot.side * 24, 58, 13, body=body, rim=_rim(scene.light, 0.4), foot=0.02, haze=0.0028
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
        rim=_rim(scene.light, 0.5),
        foot=0.1,
        sway=0.08,
    )
    return replace(
        scene, ground=Ground("hill", 1.0, 1.0, bump=0.25, detail=0.55, seed=spot.dice.randrange(40)), density=0.0011, fog_fall=0.004, camera=Camera(y=1.8, horizon=0.60, dolly=0.5, truck=0.4 * spot.side, hand=0.3),
        sprites=(*firs, tree, *grass), sheets=(Sheet(240, 6, 0.07, 0.6), Sheet(90, 2, 0.06, 0.45)), weather=(Weather("dust", 100, 0.18, scene.light.sun),),
    )  # fmt: skip


def war(spot: Spot) -> Scene:
    """Broken ground, fires, bare trees."""
    from backends.previz.scene import Fire

    scene = _sky(spot._replace(hour="fire" if spot.hour not in ("night", "haze", "dawn", "storm") else spot.hour))
    body = (0.012, 0.009, 0.008)
    trees = scatter(
        spot.dice, BARE, 14, (-70, 70), (24, 120), 9, gap=6, body=body, rim=_rim(scene.light, 0.4), foot=0.02
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
        rim=_rim(scene.light, 0.8),
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
        rim=_rim(scene.light, 0.5),
        foot=0.08,
        sink=0.18,
    )
    return replace(
        scene, grade=GRADES["teal"], ground=Ground("war", 1.0, 1.0, bump=0.3, detail=0.75, seed=spot.dice.randrange(40)), density=0.0022, fog_fall=0.008, camera=Camera(y=1.7, horizon=0.64, dolly=0.4, truck=0.5 * spot.side, hand=0.9),
        sprites=trees + spears + stones, sheets=(Sheet(150, 20, 0.2, 0.7, tint(scene.light.fog, 0.7)), Sheet(40, 4, 0.18, 0.45, tint(scene.light.fog, 0.4))),
        fires=tuple(Fire(spot.side * x, z, w, h) for x, z, w, h in ((-30, 62, 7, 11), (24, 52, 6, 9), (42, 90, 9, 16), (-62, 110, 14, 22), (12, 130, 12, 14))), weather=(Weather("ember", 380, 1.6, (1.0, 0.42, 0.10)),), rays=0.15,
    )  # fmt: skip


def street(spot: Spot) -> Scene:
    """A wet street between lit facades."""
    light = lights.NEON
    body = (0.008, 0.008, 0.012)
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
        density=0.0065, sprites=posts + people + cars, lamps=tuple(Lamp(x + (0.75 if x < 0 else -0.75), 5.1, z, 1.0, (1.0, 0.66, 0.30)) for x, z in lamps), sheets=(Sheet(26, 2.0, 0.18, 0.30, (0.13, 0.075, 0.14)),),
        bloom=0.26, bloom_from=0.5, vignette=0.7, wet=1.0 if not spot.snowy else 0.4, seed=spot.dice.randrange(10**6), cover=0.0,
    )  # fmt: skip


def city(spot: Spot) -> Scene:
    """Roofs over a city of lit windows."""
    scene = _sky(spot)
    warm = spot.hour in ("golden", "sunset", "dawn", "dusk", "fire")
    shine = {"night": 0.9, "storm": 0.8, "dusk": 0.8, "sunset": 0.6, "haze": 0.4, "fire": 0.5}.get(spot.hour, 0.12)
    rim = _rim(scene.light, 0.16 if warm else 0.06)
    blocks = scatter(
        spot.dice,
        BLOCKS,
        95,
        (-0.85, 0.85),
        (130, 560),
        78,
        fan=True,
        vary=(0.45, 1.35),
        body=tint(dark_body(scene.light), 1.2),
        rim=rim,
        emission=shine,
        haze=0.0030,
        lift=-18.0,
        turned=False,
    )
    roof = Sprite("railing", 0.0, 8.4, 5.6, lift=33.9, body=(0.006, 0.006, 0.010), rim=_rim(scene.light, 0.5), haze=0.0)
    tank = Sprite(
        "block3",
        -spot.side * 6.2,
        12.5,
        5.0,
        lift=36.4,
        body=(0.006, 0.006, 0.010),
        rim=_rim(scene.light, 0.4),
        haze=0.0,
    )
    return replace(
        scene, camera=Camera(y=39.4, horizon=0.57, dolly=0.25, truck=0.25 * spot.side, rise=0.05, hand=0.4), sprites=(*blocks, roof, tank), sheets=(Sheet(300, 10, 0.12, 0.45), Sheet(128, 18, 0.16, 0.45)), bloom=0.24, bloom_from=0.5,
    )  # fmt: skip


def mars(spot: Spot) -> Scene:
    """A red plain under a dusty sky."""
    night = spot.hour in ("night",)
    light = HOURS["mars"] if not night else replace(HOURS["night"], fog=(0.05, 0.03, 0.03), horizon=(0.10, 0.055, 0.05))
    scene = _sky(spot._replace(hour="night" if night else "mars"), light)
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
        rim=_rim(light, 0.32),
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
    scene = _sky(spot._replace(hour="night"), light)
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
        rim=_rim(light, 0.35),
        foot=0.08,
        sink=0.18,
        shadow=0.5,
    )
    return replace(
        scene, ground=Ground("snow", 0.5, 0.42, bump=0.35, detail=0.6, seed=spot.dice.randrange(40)), density=0.00008, cover=0.0, stars=1500, moon=0.13, phase=0.55, sun=(-spot.side * 0.24, 0.24), camera=Camera(y=1.6, horizon=0.64, dolly=0.5, truck=-0.3 * spot.side, hand=0.25), sprites=stones,
    )  # fmt: skip


def space(spot: Spot) -> Scene:
    """Stars, a nebula, and a planet that fills a part of the picture."""
    scene = _sky(spot._replace(hour="night"), lights.VOID)
    return replace(
        scene, cover=0.0, nebula=1.0, stars=2600, moon=spot.dice.uniform(0.20, 0.30), phase=spot.dice.uniform(0.35, 0.6) * spot.dice.choice((-1, 1)), sun=(-spot.side * 0.26, 0.60), camera=Camera(y=0.0, horizon=1.30, dolly=0.8, truck=0.5 * spot.side, pan=0.006 * spot.side, hand=0.15), bloom=0.24, vignette=0.6,
    )  # fmt: skip


def stage(spot: Spot) -> Scene:
    """A dark glossy table in the light of the film's hour."""
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
    scene = _sky(spot, light)
    return replace(
        scene, sea=Sea(deep=(0.010, 0.008, 0.008), rough=0.010, glitter=0.8, wave=0.4, density=0.0004, speed=0.25), camera=Camera(y=0.38, horizon=0.55, dolly=0.03, truck=0.02 * spot.side, hand=0.12), cover=0.0, stars=0, rays=0.0, moon=0.0, vignette=0.8,
        weather=(Weather("dust", 160, 0.25, light.sun),),
    )  # fmt: skip


PLACES: dict[str, Callable[[Spot], Scene]] = {
    "sea": sea, "coast": coast, "under": under, "mountain": mountain, "snow": snow, "forest": forest, "desert": desert, "plain": plain, "war": war,
    "street": street, "city": city, "mars": mars, "moonland": moonland, "space": space, "stage": stage, "hall": street, "room": stage,
}  # fmt: skip
"""Every place that the words can name."""

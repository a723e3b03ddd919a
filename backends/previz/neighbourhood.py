"""Where people live and play: a park, a garden, an old street, a yard, a playground, a skate park, a suburb."""

from __future__ import annotations

from dataclasses import replace

from backends.previz.laid import ASPHALT, AWNINGS, CONCRETE, LEAVES, TURF, WHITE, figure, laid, lit, open_ground
from backends.previz.light import Colour
from backends.previz.nature import meadow
from backends.previz.premises import FRONTS, TIMBER
from backends.previz.scene import Box, Scene, Sprite
from backends.previz.scenery import OAKS, Spot, clothed, rim_of, tint
from backends.previz.ways import lane

PAINTED: tuple[Colour, ...] = (
    (0.52, 0.24, 0.15),
    (0.52, 0.26, 0.17),
    (0.46, 0.22, 0.15),
    (0.62, 0.46, 0.18),
    (0.24, 0.44, 0.52),
    (0.62, 0.36, 0.34),
    (0.50, 0.50, 0.44),
    (0.30, 0.46, 0.28),
)
TANK: Colour = (0.10, 0.28, 0.52)


def park(spot: Spot) -> Scene:
    """Lawns and trees on either side of a gravel path, benches and lamps along it, roofs behind."""
    scene = lane(replace(meadow(spot), cloaked=0.0), spot)
    light, dice = scene.light, spot.dice
    assert scene.way is not None and scene.ground is not None
    way = replace(scene.way, colour=(0.34, 0.29, 0.21), mark=(0.30, 0.26, 0.19), half=1.5)
    side = spot.side
    trees = [
        Sprite(
            dice.choice(OAKS),
            x,
            z,
            dice.uniform(7.0, 10.5),
            body=clothed(light, LEAVES),
            rim=rim_of(light, 0.4),
            foot=0.03,
            haze=0.003,
            shadow=0.4,
            faces_left=dice.random() < 0.5,
        )
        for z in (15.0, 21.0, 28.0, 36.0, 45.0, 56.0, 68.0)
        for x in (
            -dice.uniform(6.5, 9.0) - 0.1 * z,
            dice.uniform(6.5, 9.0) + 0.1 * z,
            -dice.uniform(15.0, 24.0),
            dice.uniform(15.0, 24.0),
        )
    ]
    lamps = [
        Sprite(
            "lamp_post",
            s * 2.6,
            z,
            3.6,
            body=(0.04, 0.045, 0.045),
            rim=rim_of(light, 0.4),
            emission=2.0 * lit(spot, light),
            haze=0.003,
        )
        for s, z in ((-1, 14.0), (1, 23.0), (-1, 34.0), (1, 48.0))
    ]
    seats = [
        Sprite(
            "bench",
            s * 3.4,
            z,
            1.0,
            body=clothed(light, TIMBER),
            rim=rim_of(light, 0.5),
            haze=0.002,
            shadow=0.3,
            faces_left=s > 0,
        )
        for s, z in ((-side, 12.0), (side, 18.5), (-side, 27.0))
    ]
    blocks = [
        Sprite(
            f"block{dice.randrange(4)}",
            x,
            190.0,
            dice.uniform(26.0, 44.0),
            body=tint(clothed(light, FRONTS[2]), 0.8),
            rim=rim_of(light, 0.2),
            emission=lit(spot, light),
            haze=0.004,
        )
        for x in range(-150, 151, 30)
    ]
    kept = [sprite for sprite in scene.sprites if sprite.z < 12 and sprite.height < 1]
    return replace(
        scene,
        way=way,
        ground=replace(scene.ground, bump=0.10),
        sprites=(*blocks, *trees, *lamps, *seats, *kept),
        camera=replace(scene.camera, y=1.8, horizon=0.53),
    )


def garden(spot: Spot) -> Scene:
    """A lawn with a path up to the house, clipped hedges round it, beds of flowers, an arch of roses, a bench under a tree."""
    scene = open_ground(spot)
    light, dice, side = scene.light, spot.dice, -spot.side
    lawn: Colour = (0.13, 0.26, 0.06)
    earth: Colour = (0.16, 0.10, 0.06)
    green: Colour = (0.09, 0.21, 0.07)
    ground = (
        laid(-900, 900, -6.0, 900.0, lawn),
        laid(-0.95, 0.95, -6.0, 30.0, (0.44, 0.38, 0.29), 0.02),
    )
    beds = tuple(
        laid(min(s * 1.3, s * 2.7), max(s * 1.3, s * 2.7), z, z + deep, earth, 0.08)
        for s in (-1, 1)
        for z, deep in ((9.0, 5.5), (16.5, 6.5))
    )
    hedges = (
        *(Box(min(s * 9.5, s * 11.0), max(s * 9.5, s * 11.0), 0.0, 1.7, 5.0, 27.0, green) for s in (-1, 1)),
        *(
            Box(min(s * 2.2, s * 11.0), max(s * 2.2, s * 11.0), 0.0, 1.7, 25.8, 27.2, tint(green, 1.15))
            for s in (-1, 1)
        ),
        *(Box(s * 2.6 - 0.5, s * 2.6 + 0.5, 0.0, 2.5, 25.5, 27.3, tint(green, 1.25)) for s in (-1, 1)),
    )
    arch = (
        *(Box(s * 1.5 - 0.09, s * 1.5 + 0.09, 0.0, 2.7, 15.2, 15.5, (0.66, 0.64, 0.58)) for s in (-1, 1)),
        Box(-1.7, 1.7, 2.6, 2.76, 15.1, 15.6, (0.66, 0.64, 0.58)),
    )
    climbing = tuple(
        figure(light, "orb", x + dice.uniform(-0.12, 0.12), 15.15, dice.uniform(0.16, 0.30), hue, lift=high + dice.uniform(-0.1, 0.1))
        for n in range(46)
        for x, high in (((-1.5, 1.5)[n % 2], 0.3 + 2.3 * n / 46) if n < 30 else (-1.7 + 3.4 * (n - 30) / 15, 2.65),)
        for hue in (((0.72, 0.10, 0.18), (0.80, 0.40, 0.46), (0.10, 0.26, 0.07))[n % 3],)
    )  # fmt: skip
    hues: tuple[Colour, ...] = (
        (0.80, 0.14, 0.16),
        (0.85, 0.62, 0.10),
        (0.46, 0.22, 0.62),
        (0.85, 0.82, 0.78),
        (0.85, 0.36, 0.50),
    )
    flowers = tuple(
        figure(light, "tulip", s * (2.0 + dice.uniform(-0.6, 0.6)), z + dice.uniform(0.1, deep - 0.2), dice.uniform(0.45, 0.75), hues[(n + (s > 0)) % 5], lift=0.05, sway=0.05)
        for s in (-1, 1) for z, deep in ((9.0, 5.5), (16.5, 6.5)) for n in range(26)
    )  # fmt: skip
    house = figure(light, "house", side * 4.0, 44.0, 10.5, FRONTS[2], emission=lit(spot, light), faces_left=side > 0)
    trees = tuple(
        figure(light, dice.choice(OAKS), x, z, high, LEAVES, foot=0.02, sway=0.01)
        for x, z, high in ((-side * 7.0, 19.0, 6.4), (side * 16.0, 34.0, 8.5), (-side * 15.0, 33.0, 9.0), (-side * 22.0, 40.0, 9.5), (side * 24.0, 42.0, 9.0), (-side * 5.0, 52.0, 10.0))
    )  # fmt: skip
    seat = figure(light, "bench", -side * 6.0, 17.5, 0.95, TIMBER, faces_left=side > 0)
    sprites = sorted((house, *trees, seat, *flowers, *climbing), key=lambda sprite: -sprite.z)
    return replace(
        scene, ground=None, decks=(*ground, *beds, *hedges, *arch), sprites=(*scene.sprites, *sprites), camera=replace(scene.camera, y=1.8, horizon=0.52, dolly=0.3)
    )  # fmt: skip


def old_street(spot: Spot) -> Scene:
    """A cobbled street between old gabled houses, lanterns along it, a steeple at its end."""
    scene = open_ground(spot)
    light, dice, side = scene.light, spot.dice, -spot.side
    shine = 1.2 if light.dark or spot.hour in ("dusk", "storm", "haze", "dawn") else 0.2
    cobbles: Colour = (0.30, 0.275, 0.245)
    ground = (
        laid(-900, 900, -6.0, 900.0, tint(cobbles, 0.8)),
        *(
            laid(-3.9 + 1.3 * column + 0.65 * (row % 2), -2.68 + 1.3 * column + 0.65 * (row % 2), 4.0 + 1.1 * row, 5.02 + 1.1 * row, tint(cobbles, dice.uniform(0.92, 1.12)), 0.012)
            for row in range(0 if spot.snowy else 26) for column in range(6)
        ),
        *(laid(min(s * 4.0, s * 6.4), max(s * 4.0, s * 6.4), -6.0, 110.0, tint(cobbles, 1.12), 0.14) for s in (-1, 1)),
    )  # fmt: skip
    fronts = (*FRONTS, (0.62, 0.56, 0.42), (0.48, 0.20, 0.16), (0.36, 0.40, 0.42))
    houses = [
        figure(light, "house", s * (10.6 + dice.uniform(-0.4, 0.6)), z + (2.0 if s > 0 else 0.0), dice.uniform(8.6, 11.4), tint(dice.choice(fronts), 0.85), emission=shine, faces_left=s > 0)
        for z in (15.0, 21.5, 28.0, 35.0, 42.5, 51.0, 60.0, 70.0, 82.0) for s in (-1, 1)
    ]  # fmt: skip
    end = [
        figure(light, "house", x, 96.0, dice.uniform(9.0, 11.0), dice.choice(fronts), emission=shine)
        for x in (-12.0, -4.0, 5.0, 13.0)
    ]
    steeple = figure(light, "church", side * 3.0, 104.0, 24.0, FRONTS[2], emission=shine)
    lamps = [
        figure(light, "lamp_post", s * 4.5, z, 3.9, (0.05, 0.05, 0.055), emission=2.2 * shine, faces_left=s > 0)
        for s, z in ((-side, 11.0), (side, 19.0), (-side, 29.0), (side, 41.0), (-side, 56.0))
    ]
    sprites = sorted((*houses, *end, steeple, *lamps), key=lambda sprite: -sprite.z)
    return replace(
        scene, ground=None, decks=ground, sprites=(*scene.sprites, *sprites), camera=replace(scene.camera, y=1.7, horizon=0.55, dolly=0.4), bloom=0.24
    )  # fmt: skip


def yard(spot: Spot) -> Scene:
    """Bare ground between plastered walls, low houses behind them, a door, a water butt, a tree; paved at a school."""
    scene = open_ground(spot)
    light, dice, side = scene.light, spot.dice, -spot.side
    school = "school" in spot.word
    earth: Colour = (0.24, 0.24, 0.25) if school else (0.40, 0.29, 0.18)
    plaster: Colour = (0.42, 0.20, 0.13) if school else (0.56, 0.46, 0.33)
    shine = lit(spot, light) if light.dark or spot.hour == "dusk" else 0.0
    ground = [laid(-900, 900, -6.0, 900.0, tint(earth, 0.8)), laid(-14.0, 14.0, -6.0, 27.0, earth, 0.01)]
    if school:  # a pitch painted on the ground
        ground += [laid(x - 0.06, x + 0.06, 7.0, 22.0, WHITE, 0.02) for x in (-6.0, 6.0)]
        ground += [laid(-6.0, 6.0, z, z + 0.14, WHITE, 0.02) for z in (7.0, 14.5, 22.0)]
    walls = [
        Box(-14.4, -14.0, 0.0, 2.9, 2.0, 27.0, tint(plaster, 0.8)), Box(14.0, 14.4, 0.0, 2.9, 2.0, 27.0, tint(plaster, 0.8)),
        Box(-14.4, 14.4, 0.0, 5.6 if school else 4.2, 27.0, 33.0, plaster), Box(-14.8, 14.8, 5.6 if school else 4.2, 6.0 if school else 4.5, 26.8, 33.2, tint(plaster, 0.55)),
    ]  # fmt: skip
    high = (1.1, 3.5) if school else (1.3,)
    for n, x in enumerate((-11.5, -8.3, -5.1, 2.6, 5.8, 9.0, 12.2)):
        for low in high:
            pane: Colour = (1.0, 0.66, 0.28) if shine else (0.07, 0.08, 0.10)
            walls.append(Box(x - 0.72, x + 0.72, low - 0.1, low + 1.45, 26.92, 27.0, tint(plaster, 1.5)))
            walls.append(Box(x - 0.58, x + 0.58, low, low + 1.3, 26.86, 26.94, pane, shine if n % 2 else 0.4 * shine))
    door = (
        Box(-2.4, 0.0, 0.0, 2.6, 26.9, 27.0, tint(plaster, 0.5)),
        Box(-2.2, -0.2, 0.0, 2.4, 26.84, 26.95, (0.14, 0.20, 0.26) if school else (0.22, 0.12, 0.07)),
    )
    butt = () if school else tuple(
        Box(side * 10.6 - half, side * 10.6 + half, low, low + 0.3, 24.0, 24.0 + 2 * half, (0.20, 0.12, 0.07))
        for half, low in ((0.42, 0.0), (0.48, 0.3), (0.48, 0.6), (0.42, 0.9))
    )  # fmt: skip
    tree = figure(light, dice.choice(OAKS), -side * 10.0, 22.0, 7.5, LEAVES, foot=0.02)
    roofs = [
        figure(light, "house", x, z, dice.uniform(9.0, 12.0), FRONTS[n % 4], emission=shine)
        for n, (x, z) in enumerate(((-22.0, 40.0), (-9.0, 46.0), (6.0, 44.0), (20.0, 40.0)))
    ]
    return replace(
        scene, ground=None, decks=(*ground, *walls, *door, *butt), sprites=(*scene.sprites, *roofs, tree), camera=replace(scene.camera, y=1.8, horizon=0.52)
    )  # fmt: skip


def playground(spot: Spot) -> Scene:
    """A slide, swings, a seesaw and a sand pit on soft ground, a fence and trees round them."""
    scene = open_ground(spot)
    light, dice, side = scene.light, spot.dice, -spot.side
    steel: Colour = (0.45, 0.46, 0.48)
    ground = (laid(-900, 900, -6.0, 900.0, TURF), laid(-11.0, 11.0, 4.0, 26.0, (0.46, 0.36, 0.22), 0.02))
    x, z = side * 5.2, 17.0
    slide = [
        *(Box(x + dx - 0.07, x + dx + 0.07, 0.0, 3.4, z + dz, z + dz + 0.14, (0.60, 0.07, 0.05)) for dx in (-0.7, 0.7) for dz in (0.0, 1.4)),
        Box(x - 0.8, x + 0.8, 2.2, 2.32, z, z + 1.5, (0.10, 0.25, 0.55)), Box(x - 1.0, x + 1.0, 3.4, 3.6, z - 0.2, z + 1.7, (0.75, 0.50, 0.05)), Box(x - 0.6, x + 0.6, 3.6, 3.85, z + 0.2, z + 1.3, (0.75, 0.50, 0.05)),
        *(Box(x + side * 0.72 - 0.4, x + side * 0.72 + 0.4, 0.25 + 0.3 * n, 0.32 + 0.3 * n, z + 0.4, z + 1.1, steel) for n in range(7)),
    ]  # fmt: skip
    for n in range(24):  # it runs down toward the middle
        at, low = x - side * (0.8 + 0.16 * n), 2.2 - 0.088 * n
        left, right = sorted((at, at - side * 0.17))
        slide += [
            Box(left, right, low - 0.06, low, z + 0.3, z + 1.2, (0.80, 0.62, 0.06)),
            Box(left, right, low, low + 0.26, z + 0.24, z + 0.31, (0.70, 0.52, 0.05)),
        ]
    a, b = -side * 6.5, 14.5
    swings = [
        Box(a - 2.4, a + 2.4, 2.85, 2.97, b, b + 0.12, (0.10, 0.25, 0.55)),
        *(Box(a + s * 2.4 - 0.07, a + s * 2.4 + 0.07, 0.0, 2.9, b + dz, b + dz + 0.12, (0.10, 0.25, 0.55)) for s in (-1, 1) for dz in (-0.7, 0.7)),
        *(Box(a + at + s * 0.24 - 0.015, a + at + s * 0.24 + 0.015, 0.55, 2.9, b, b + 0.03, steel) for at in (-1.2, 1.2) for s in (-1, 1)),
        *(Box(a + at - 0.28, a + at + 0.28, 0.5, 0.56, b - 0.1, b + 0.14, (0.60, 0.07, 0.05)) for at in (-1.2, 1.2)),
    ]  # fmt: skip
    seesaw = [
        Box(-side * 1.2 + 0.2 * n - 1.9, -side * 1.2 + 0.2 * n - 1.7, 0.25 + 0.035 * n, 0.33 + 0.035 * n, 21.0, 21.4, (0.12, 0.42, 0.20))
        for n in range(19)
    ]  # fmt: skip
    seesaw.append(Box(-side * 1.2 - 0.15, -side * 1.2 + 0.15, 0.0, 0.55, 21.0, 21.4, (0.60, 0.07, 0.05)))
    fence = [Box(-16.0, 16.0, low, low + 0.07, 28.0, 28.06, steel) for low in (0.3, 1.0)]
    fence += [Box(0.8 * n - 0.03, 0.8 * n + 0.03, 0.0, 1.1, 28.0, 28.06, steel) for n in range(-20, 21)]
    trees = [
        figure(light, dice.choice(OAKS), x, z, dice.uniform(6.5, 9.0), LEAVES, foot=0.02)
        for x, z in ((-17.0, 34.0), (-9.5, 38.0), (-2.0, 36.0), (6.0, 39.0), (13.0, 35.0), (20.0, 33.0))
    ]
    blocks = [
        figure(light, f"block{dice.randrange(4)}", x, 150.0, dice.uniform(22.0, 34.0), FRONTS[n % 4], emission=lit(spot, light), haze=0.004)
        for n, x in enumerate(range(-120, 121, 34))
    ]  # fmt: skip
    return replace(
        scene, ground=None, decks=(*ground, *slide, *swings, *seesaw, *fence), sprites=(*scene.sprites, *blocks, *trees), camera=replace(scene.camera, y=1.8, horizon=0.52)
    )  # fmt: skip


def skatepark(spot: Spot) -> Scene:
    """Concrete with curved ramps, a rail, a box to grind on, painted walls behind."""
    scene = open_ground(spot)
    light, dice, side = scene.light, spot.dice, -spot.side
    grey: Colour = (0.40, 0.40, 0.41)
    ground = (laid(-900, 900, -6.0, 900.0, tint(grey, 0.62)), laid(-14.0, 14.0, -6.0, 30.0, tint(grey, 0.85), 0.02))

    def ramp(at: float, toward: int, near: float, far: float, high: float) -> list[Box]:
        """A quarter pipe that rises away from `at`, with its platform and coping."""
        steps = 22
        made = []
        for n in range(steps):
            a, b = high * n / steps, high * (n + 1) / steps
            top = high - (high * high - b * b) ** 0.5
            left, right = sorted((at + toward * a, at + toward * b))
            made.append(Box(left, right, 0.0, max(top, 0.03), near, far, tint(grey, 0.72 + 0.45 * n / steps)))
        left, right = sorted((at + toward * high, at + toward * (high + 2.4)))
        made.append(Box(left, right, 0.0, high, near, far, tint(grey, 0.95)))
        edge = at + toward * high
        made.append(Box(edge - 0.07, edge + 0.07, high - 0.02, high + 0.1, near, far, (0.45, 0.46, 0.48)))
        return made

    ramps = [*ramp(-6.5, -1, 11.0, 22.0, 2.5), *ramp(6.5, 1, 11.0, 22.0, 2.5)]
    for n in range(14):  # one across the back
        low = 2.2 * n / 14
        top = 2.2 - (2.2 * 2.2 - (low + 0.157) ** 2) ** 0.5
        ramps.append(Box(-5.0, 5.0, 0.0, max(top, 0.03), 25.0 + low, 25.16 + low, tint(grey, 0.75 + 0.4 * n / 14)))
    ramps.append(Box(-5.0, 5.0, 0.0, 2.2, 27.2, 29.6, tint(grey, 0.95)))
    rail = (
        Box(side * 2.2, side * 2.2 + 0.09, 0.48, 0.57, 12.0, 18.0, (0.75, 0.55, 0.10)),
        *(Box(side * 2.2, side * 2.2 + 0.09, 0.0, 0.5, z, z + 0.09, (0.3, 0.3, 0.32)) for z in (12.2, 15.0, 17.7)),
        Box(min(-side * 1.2, -side * 3.4), max(-side * 1.2, -side * 3.4), 0.0, 0.5, 17.0, 19.0, tint(grey, 1.1)),
    )
    wall = [Box(-30.0, 30.0, 0.0, 3.6, 34.0, 34.4, tint(grey, 0.8))]
    for n in range(26):  # letters and shapes sprayed on it
        x, low = -24.0 + 1.9 * n, dice.uniform(0.3, 1.4)
        wall.append(
            Box(
                x,
                x + dice.uniform(0.8, 2.2),
                low,
                low + dice.uniform(0.7, 1.9),
                33.9,
                34.0,
                tint(dice.choice(AWNINGS), 0.9),
            )
        )
    blocks = [
        figure(
            light,
            f"block{dice.randrange(4)}",
            x,
            190.0,
            dice.uniform(26.0, 44.0),
            FRONTS[2],
            emission=lit(spot, light),
            haze=0.004,
        )
        for x in range(-150, 151, 30)
    ]
    trees = [
        figure(light, dice.choice(OAKS), x, 40.0, dice.uniform(6.0, 8.5), LEAVES, foot=0.03)
        for x in (-24.0, -14.0, -3.0, 9.0, 19.0)
    ]
    return replace(
        scene, ground=None, decks=(*ground, *ramps, *rail, *wall), sprites=(*scene.sprites, *blocks, *trees), camera=replace(scene.camera, y=1.8, horizon=0.54)
    )  # fmt: skip


def suburb(spot: Spot) -> Scene:
    """Detached houses along a street, each with its lawn, its hedge and its drive."""
    scene = open_ground(spot)
    light, dice = scene.light, spot.dice
    shine = lit(spot, light)
    street = (
        laid(-900, 900, -6.0, 900.0, TURF),
        laid(-3.6, 3.6, -6.0, 400.0, tint(ASPHALT, 0.9), 0.01),
        *(laid(s * 4.9 - 0.9, s * 4.9 + 0.9, -6.0, 400.0, tint(CONCRETE, 1.3), 0.03) for s in (-1, 1)),
        *(laid(-0.07, 0.07, z, z + 2.2, WHITE, 0.02) for z in range(2, 120, 6)),
    )
    plots = [(s, 15.0 + 15.0 * n + (4.0 if s > 0 else 0.0)) for n in range(7) for s in (-1, 1)]
    drives = tuple(
        laid(min(s * 5.6, s * 13.0), max(s * 5.6, s * 13.0), z - 5.2, z - 2.6, tint(CONCRETE, 1.1), 0.02)
        for s, z in plots
    )
    hedges = tuple(
        Box(
            min(s * 6.0, s * 6.7), max(s * 6.0, s * 6.7), 0.0, 0.9, z - 1.8, z + 6.4, clothed(light, (0.06, 0.16, 0.05))
        )
        for s, z in plots
    )
    houses = [
        figure(
            light,
            "house",
            s * 14.5,
            z + 2.0,
            dice.uniform(7.0, 8.2),
            FRONTS[n % len(FRONTS)],
            emission=shine,
            faces_left=s > 0,
        )
        for n, (s, z) in enumerate(plots)
    ]
    cars = [
        figure(light, "car", s * 9.0, z - 4.0, 1.45, AWNINGS[n % 5], emission=0.2, faces_left=s > 0)
        for n, (s, z) in enumerate(plots)
        if n % 3 != 1
    ]
    trees = [
        figure(light, dice.choice(OAKS), s * dice.uniform(7.6, 9.0), z + 6.8, dice.uniform(4.5, 6.5), LEAVES, foot=0.03)
        for s, z in plots
    ]
    sprites = sorted((*houses, *cars, *trees), key=lambda sprite: -sprite.z)
    return replace(
        scene,
        ground=None,
        decks=(*street, *drives, *hedges),
        sprites=(*scene.sprites, *sprites),
        camera=replace(scene.camera, y=1.8, horizon=0.52),
    )


def favela(spot: Spot) -> Scene:
    """Small houses of brick and paint, one over the other up a steep hill, tanks and washing on their roofs."""
    scene = open_ground(spot)
    light, dice, side = scene.light, spot.dice, spot.side
    glow = 1.6 * lit(spot, light)
    boxes: list[Box] = []
    for row in range(7):
        z, floor = 24.0 + 5.0 * row, 2.9 * row
        x = -34.0 - 3.0 * row - dice.uniform(0.0, 3.0)
        boxes.append(laid(-200.0, 200.0, z + 1.0, z + 60.0, (0.16, 0.14, 0.08), floor - 0.2))
        while x < 34.0 + 3.0 * row:
            wide, high = dice.uniform(3.6, 6.2), dice.uniform(2.8, 4.4)
            near = z + dice.uniform(-0.8, 0.8)
            wall = tint(dice.choice(PAINTED), dice.uniform(0.8, 1.15))
            boxes.append(Box(x, x + wide, floor - 3.2, floor + high, near, near + 5.0, wall))
            boxes.append(
                Box(x - 0.2, x + wide + 0.2, floor + high, floor + high + 0.22, near - 0.3, near + 5.0, CONCRETE)
            )
            for at in (0.18, 0.62):
                left, shines = x + at * wide, dice.random() < 0.55
                boxes.append(
                    Box(left, left + 0.9, floor + 1.1, floor + 2.2, near - 0.04, near, (0.95, 0.72, 0.36), glow)
                    if shines and light.dark
                    else Box(left, left + 0.9, floor + 1.1, floor + 2.2, near - 0.04, near, (0.05, 0.06, 0.07))
                )
            if dice.random() < 0.3:
                tank = x + dice.uniform(0.6, wide - 1.6)
                boxes.append(
                    Box(tank, tank + 1.1, floor + high + 0.2, floor + high + 1.2, near + 1.0, near + 2.1, TANK)
                )
            x += wide + dice.choice((0.0, 0.0, 0.1, 0.7))
    lane_way = laid(-900.0, 900.0, -6.0, 23.6, (0.26, 0.22, 0.17))
    lines = tuple(
        figure(light, "laundry", s * x, z, 2.4, (0.62, 0.60, 0.56), faces_left=s < 0)
        for s, x, z in ((side, 11.0, 22.4), (-side, 17.0, 22.8))
    )
    return replace(
        scene,
        ground=None,
        decks=(lane_way, *boxes),
        sprites=(*scene.sprites, *lines),
        camera=replace(scene.camera, y=1.8, horizon=0.68),
    )

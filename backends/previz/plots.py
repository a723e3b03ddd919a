"""Ground that is dug, planted, built and sat on: a trench, a quarry, an allotment, a shipyard, a terrace over a view."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from backends.previz.laid import CONCRETE, LEAVES, SHIRTS, STONE, TILES, figure, laid, lit, open_ground
from backends.previz.light import Colour
from backends.previz.nature import war
from backends.previz.premises import TIMBER
from backends.previz.scene import Box, Scene, Sprite
from backends.previz.scenery import Spot, tint

ROCK: Colour = (0.46, 0.38, 0.28)
SOIL: Colour = (0.13, 0.08, 0.045)
GREENS: tuple[Colour, ...] = ((0.10, 0.30, 0.06), (0.20, 0.40, 0.10), (0.06, 0.22, 0.07), (0.24, 0.34, 0.06))
FRUIT: tuple[Colour, ...] = ((0.70, 0.08, 0.04), (0.80, 0.34, 0.03), (0.75, 0.60, 0.06), (0.42, 0.10, 0.34))


def trench(spot: Spot) -> Scene:
    """A trench: walls of earth held by planks to either side, duckboards, sandbags on top, wire and bare trees over it."""
    scene = war(spot)
    earth, plank, bag = (0.095, 0.068, 0.045), (0.16, 0.105, 0.06), (0.30, 0.255, 0.175)
    dice = spot.dice
    walls = tuple(
        Box(min(s * 1.9, s * 60.0), max(s * 1.9, s * 60.0), -1.0, 2.05, 1.0, 34.0, tint(earth, dice.uniform(0.9, 1.1)))
        for s in (-1, 1)
    )
    end = Box(-60.0, 60.0, -1.0, 2.3, 34.0, 90.0, earth)
    held = tuple(
        Box(s * 1.9 - 0.04, s * 1.9 + 0.04, 0.12 + 0.34 * row, 0.40 + 0.34 * row, 2.0 + 2.2 * at, 4.1 + 2.2 * at, tint(plank, dice.uniform(0.6, 1.3)))
        for s in (-1, 1) for row in range(5) for at in range(14)
    )  # fmt: skip
    bags = tuple(
        Box(s * 1.75 - 0.34, s * 1.75 + 0.34, 2.02 + 0.2 * row, 2.22 + 0.2 * row, 1.6 + 0.72 * at + 0.3 * row, 2.24 + 0.72 * at + 0.3 * row, tint(bag, dice.uniform(0.75, 1.15)))
        for s in (-1, 1) for row in range(2) for at in range(42)
    )  # fmt: skip
    boards = tuple(
        Box(-0.7, 0.7, -0.02, 0.05, 1.4 + 0.42 * at, 1.7 + 0.42 * at, tint(plank, dice.uniform(0.7, 1.2)))
        for at in range(72)
    )
    floor = Box(-1.9, 1.9, -1.0, 0.0, -4.0, 34.0, tint(earth, 0.8))
    far = tuple(
        replace(sprite, lift=2.05, on_ground=False)
        for sprite in scene.sprites
        if sprite.z > 36.0 and abs(sprite.x) < 40.0
    )
    fires = tuple(replace(fire, lift=2.0) for fire in scene.fires if fire.z > 60.0)
    return replace(
        scene, ground=None, decks=(floor, *walls, end, *held, *boards, *bags), sprites=far, fires=fires,
        camera=replace(scene.camera, y=1.55, horizon=0.50, dolly=0.35, truck=0.0, hand=0.6),
    )  # fmt: skip


def quarry(spot: Spot) -> Scene:
    """Benches of cut rock round a floor of gravel, blocks and heaps on it, a lorry, a ramp, a crane."""
    scene = open_ground(spot)
    light, dice, side = scene.light, spot.dice, -spot.side
    ledges: list[Box] = []
    for step in range(6):
        near, low = 44.0 + 9.0 * step, 5.0 * step
        x = -95.0
        while x < 95.0:
            wide = dice.uniform(5.0, 12.0)
            stone = tint(ROCK, dice.uniform(0.75, 1.15) * (0.9 + 0.05 * step))
            ledges.append(Box(x, x + wide, low, low + 5.0, near + dice.uniform(-1.2, 1.2), near + 30.0, stone))
            for _ in range(2):  # what the drill leaves
                at = x + dice.uniform(0.6, wide - 0.4)
                ledges.append(Box(at, at + 0.12, low, low + 4.9, near - 1.35, near - 1.2, tint(stone, 0.6)))
            x += wide
        ledges.append(Box(-95.0, 95.0, low + 4.5, low + 5.05, near - 1.5, near + 30.0, tint(ROCK, 1.5)))
    for step, hand in product(range(4), (-1, 1)):
        left, right = sorted((hand * (30.0 + 7.0 * step), hand * 120.0))
        ledges.append(Box(left, right, 5.0 * step, 5.0 * step + 5.0, 16.0 + 2.0 * step, 60.0, tint(ROCK, dice.uniform(0.75, 1.05))))  # fmt: skip
    blocks = tuple(
        Box(x, x + wide, base, base + 1.3, z, z + 1.7, tint(ROCK, dice.uniform(1.0, 1.35)))
        for x, z, base, wide in ((side * 6.0, 21.0, 0.0, 2.4), (side * 8.8, 21.5, 0.0, 2.2), (side * 7.2, 21.3, 1.3, 2.3), (-side * 10.0, 25.0, 0.0, 2.8), (-side * 13.4, 24.0, 0.0, 2.2), (side * 14.0, 28.0, 0.0, 2.6))
    )  # fmt: skip
    heaps = tuple(
        figure(light, "rock1", x, z, high, tint(ROCK, 0.95), sink=0.25)
        for x, z, high in ((-side * 6.5, 33.0, 3.2), (-side * 17.0, 36.0, 4.4), (side * 19.0, 38.0, 4.0), (side * 4.0, 40.0, 2.6))
    )  # fmt: skip
    works: tuple[Sprite, ...] = (
        figure(light, "truck", side * 11.0, 34.0, 3.4, (0.62, 0.40, 0.05), faces_left=side > 0),
        figure(light, "harbour_crane", -side * 24.0, 58.0, 20.0, (0.55, 0.38, 0.06)),
    )
    sprites = sorted((*works, *heaps), key=lambda sprite: -sprite.z)
    return replace(
        scene, ground=None, decks=(laid(-900, 900, -6.0, 900.0, (0.36, 0.30, 0.22)), *ledges, *blocks), sprites=(*scene.sprites, *sprites), camera=replace(scene.camera, y=1.8, horizon=0.60)
    )  # fmt: skip


def allotment(spot: Spot) -> Scene:
    """Beds of vegetables in rows with a path between them, canes with beans, a shed, a barrow, hedges and roofs beyond."""
    scene = open_ground(spot)
    light, dice, side = scene.light, spot.dice, -spot.side
    beds: list[Box] = []
    plants: list[Sprite] = []
    for hand, row in product((-1, 1), range(9)):
        z = 6.5 + 1.9 * row
        left, right = sorted((hand * 1.0, hand * 9.0))
        beds.append(laid(left, right, z, z + 1.2, tint(SOIL, dice.uniform(0.85, 1.2)), 0.10))
        for at in range(16):
            x = hand * (1.3 + 0.48 * at)
            if row % 3 == 2:  # cabbages
                beds.append(Box(x - 0.20, x + 0.20, 0.10, 0.36, z + 0.4, z + 0.8, tint(GREENS[(row + (hand > 0)) % 4], dice.uniform(0.9, 1.3))))  # fmt: skip
                beds.append(Box(x - 0.12, x + 0.12, 0.36, 0.44, z + 0.48, z + 0.72, (0.34, 0.52, 0.20)))
            else:
                plants.append(figure(light, f"grass{dice.randrange(4)}", x, z + 0.6, dice.uniform(0.35, 0.6), GREENS[(row + (hand > 0)) % 4], lift=0.08, sway=0.04))  # fmt: skip
                if row % 3 == 1:
                    plants.append(figure(light, "orb", x + 0.1, z + 0.55, 0.15, FRUIT[(row + (hand > 0) * 2) % 4], lift=0.22))  # fmt: skip
    canes = tuple(
        Box(x - 0.03, x + 0.03, 0.0, 2.1, z, z + 0.06, (0.42, 0.32, 0.16))
        for x in (side * (3.0 + 0.8 * at) for at in range(7))
        for z in (24.4, 25.2)
    )
    beans = tuple(
        figure(light, "vine", side * (3.4 + 1.5 * at), 24.7, 2.0, LEAVES, faces_left=bool(at % 2)) for at in range(4)
    )
    x = -side * 6.4
    shed = (
        Box(x - 1.6, x + 1.6, 0.0, 2.3, 25.0, 28.0, (0.20, 0.13, 0.08)), Box(x - 1.85, x + 1.85, 2.3, 2.5, 24.7, 28.2, (0.10, 0.10, 0.11)), Box(x - 1.3, x + 1.3, 2.5, 2.8, 25.2, 27.8, (0.10, 0.10, 0.11)), Box(x - 0.6, x + 0.3, 0.0, 1.95, 24.95, 25.0, (0.10, 0.22, 0.16)),
        Box(x + 0.6, x + 1.3, 1.1, 1.7, 24.94, 25.0, (0.9, 0.7, 0.4) if light.dark else (0.40, 0.50, 0.56), lit(spot, light) * 0.4), *(Box(x - 1.6 + 0.32 * n, x - 1.57 + 0.32 * n, 0.0, 2.3, 24.97, 25.0, (0.10, 0.065, 0.04)) for n in range(11)), Box(x + 2.0, x + 2.7, 0.0, 1.1, 25.0, 25.7, (0.06, 0.16, 0.30)),
    )  # fmt: skip
    fence = (*(Box(at, at + 0.12, 0.0, 1.3, 32.0, 32.1, TIMBER) for at in (-30 + 0.9 * n for n in range(67))), Box(-30.0, 30.0, 0.4, 0.5, 31.95, 32.0, TIMBER), Box(-30.0, 30.0, 1.0, 1.1, 31.95, 32.0, TIMBER))  # fmt: skip
    roofs = tuple(figure(light, "house", at, z, 9.0, (0.36, 0.22, 0.16), emission=lit(spot, light)) for at, z in ((-30.0, 58.0), (-12.0, 62.0), (7.0, 60.0), (26.0, 57.0)))  # fmt: skip
    trees = tuple(figure(light, "oak1", at, z, high, LEAVES, foot=0.02, sway=0.01) for at, z, high in ((side * 18.0, 36.0, 6.5), (-side * 19.0, 38.0, 7.5), (side * 30.0, 44.0, 8.0)))  # fmt: skip
    scare = figure(light, "scarecrow", side * 6.5, 19.0, 1.9, (0.34, 0.22, 0.12))
    sprites = sorted((*roofs, *trees, *beans, *plants, scare), key=lambda sprite: -sprite.z)
    ground = (laid(-900, 900, -6.0, 900.0, (0.15, 0.25, 0.07)), laid(-0.7, 0.7, -6.0, 31.0, (0.36, 0.29, 0.19), 0.02))
    return replace(
        scene, ground=None, decks=(*ground, *beds, *canes, *shed, *fence), sprites=(*scene.sprites, *sprites), camera=replace(scene.camera, y=2.0, horizon=0.50)
    )  # fmt: skip


def terrace(spot: Spot) -> Scene:
    """Flags of stone, a laid table with chairs under a parasol, pots of flowers, a balustrade, strings of lights, hills beyond."""
    scene = open_ground(spot)
    light, dice, side = scene.light, spot.dice, -spot.side
    flags = tuple(
        laid(-13.0 + 1.3 * n, -11.74 + 1.3 * n, z, z + 1.26, tint(TILES, dice.uniform(0.62, 0.8)), 0.02)
        for n in range(20)
        for z in (-1.0 + 1.3 * row for row in range(12))
    )
    rail = (
        Box(-14.0, 14.0, 0.0, 0.16, 14.4, 14.9, tint(TILES, 0.9)), Box(-14.0, 14.0, 0.86, 1.02, 14.35, 14.95, TILES), *(Box(x - 0.09, x + 0.09, 0.16, 0.86, 14.55, 14.75, tint(TILES, 0.85)) for x in (-13.8 + 0.42 * n for n in range(66))), *(Box(x - 0.28, x + 0.28, 0.0, 1.2, 14.35, 14.95, TILES) for x in (-12.0, -6.0, 0.0, 6.0, 12.0)),
    )  # fmt: skip
    seats: list[Box] = []
    shades: list[Sprite] = []
    for x, z in ((side * 2.7, 9.0), (side * 7.2, 11.0), (-side * 6.4, 11.6)):
        seats += [Box(x - 0.7, x + 0.7, 0.72, 0.78, z - 0.5, z + 0.5, (0.72, 0.70, 0.64)), Box(x - 0.06, x + 0.06, 0.0, 0.72, z - 0.06, z + 0.06, (0.10, 0.10, 0.11))]  # fmt: skip
        for hand in (-1, 1):
            at = x + hand * 1.1
            seats += [Box(at - 0.24, at + 0.24, 0.42, 0.48, z - 0.24, z + 0.24, TIMBER), Box(at + hand * 0.2 - 0.03, at + hand * 0.2 + 0.03, 0.48, 0.95, z - 0.24, z + 0.24, TIMBER)]  # fmt: skip
            seats += [Box(at + dx - 0.03, at + dx + 0.03, 0.0, 0.42, z - 0.2, z + 0.2, TIMBER) for dx in (-0.2, 0.2)]
            seats.append(Box(x + hand * 0.3 - 0.04, x + hand * 0.3 + 0.04, 0.78, 0.96, z - 0.1, z - 0.02, (0.50, 0.06, 0.10)))  # fmt: skip
        seats.append(Box(x - 0.05, x + 0.05, 0.78, 1.06, z, z + 0.1, (0.05, 0.16, 0.08)))
        shades.append(figure(light, "parasol", x + 0.1, z + 0.6, 2.7, ((0.66, 0.10, 0.08), (0.72, 0.64, 0.46))[z > 10]))
    pots: list[Sprite] = []
    for x, z in ((-12.0, 14.2), (-6.0, 14.2), (0.0, 14.2), (6.0, 14.2), (12.0, 14.2)):
        pots += [figure(light, "orb", x + dice.uniform(-0.3, 0.3), z, dice.uniform(0.2, 0.36), ((0.66, 0.10, 0.20), (0.80, 0.36, 0.44), LEAVES)[n % 3], lift=1.2 + dice.uniform(0.0, 0.3)) for n in range(9)]  # fmt: skip
    glow = 2.2 if lit(spot, light) > 0.5 or spot.hour in ("sunset", "golden") else 0.7
    bulbs = tuple(
        Box(x - 0.06, x + 0.06, y, y + 0.13, z, z + 0.1, (1.0, 0.74, 0.36), glow)
        for z, low in ((10.0, 3.3), (13.0, 3.6))
        for x in (-12.0 + 0.8 * n for n in range(31))
        for y in (low + 0.55 * ((x % 8.0 - 4.0) / 4.0) ** 2,)
    )
    poles = tuple(Box(x - 0.05, x + 0.05, 0.0, 4.2, z, z + 0.1, (0.12, 0.10, 0.09)) for x in (-8.0, 0.0, 8.0) for z in (13.6,))  # fmt: skip
    trees = tuple(figure(light, "fir1" if n % 2 else "oak1", x, z, high, LEAVES) for n, (x, z, high) in enumerate(((-side * 16.0, 26.0, 8.0), (side * 19.0, 30.0, 7.0), (side * 30.0, 44.0, 9.0), (-side * 30.0, 50.0, 9.0))))  # fmt: skip
    sprites = sorted((*trees, *shades, *pots), key=lambda sprite: -sprite.z)
    return replace(
        scene, ground=None, decks=(laid(-900, 900, 15.0, 900.0, (0.13, 0.20, 0.07), -1.0), *flags, *rail, *seats, *bulbs, *poles), sprites=(*scene.sprites, *sprites), camera=replace(scene.camera, y=1.75, horizon=0.52)
    )  # fmt: skip


def shipyard(spot: Spot) -> Scene:
    """A yard by the water with a ship on the stocks, cranes over it, plates and sheds."""
    scene = open_ground(spot)
    light, side = scene.light, -spot.side
    shine = lit(spot, light)
    sheds = tuple(
        box
        for at, wide, high in ((-side * 74.0, 44.0, 16.0), (-side * 128.0, 40.0, 21.0), (side * 120.0, 50.0, 14.0))
        for box in (
            Box(at - wide / 2, at + wide / 2, 0.0, high, 120.0, 150.0, tint(SHIRTS[1], 0.5)),
            Box(at - wide / 3, at + wide / 3, high * 0.55, high * 0.72, 119.8, 120.0, (1.0, 0.82, 0.5), 0.8 * shine),
        )
    )
    plates = tuple(
        Box(low, low + wide, 0.0, high, z, z + 2.2, tint(STONE, 0.5 + 0.1 * number))
        for number, (low, wide, high, z) in enumerate(
            (
                (-side * 7.5 - 1.6, 3.2, 0.5, 14.0),
                (-side * 11.0 - 1.6, 3.2, 0.9, 19.0),
                (-side * 16.0 - 2.0, 4.0, 1.3, 27.0),
            )
        )
    )
    ship = figure(light, "hull", side * 13.0, 58.0, 25.0, (0.52, 0.17, 0.12), emission=shine, faces_left=side > 0)
    cranes = tuple(
        figure(light, "harbour_crane", x, z, high, (0.60, 0.44, 0.10), emission=shine, faces_left=x > 0)
        for x, z, high in ((side * 34.0, 76.0, 44.0), (-side * 26.0, 96.0, 42.0))
    )
    return replace(
        scene,
        decks=(laid(-900, 900, -6.0, 900.0, tint(CONCRETE, 0.8)), *sheds, *plates),
        sprites=(*scene.sprites, *cranes, ship),
        ground=None,
        camera=replace(scene.camera, y=1.8, horizon=0.60),
    )

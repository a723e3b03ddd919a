"""What people laid over the land: roads, lanes, rails, and rows of flowers."""

from __future__ import annotations

from dataclasses import replace

from backends.previz.kernels import terrain
from backends.previz.light import Colour
from backends.previz.nature import meadow
from backends.previz.scene import Box, Scene, Sprite, Way
from backends.previz.scenery import GRASS, Spot, clothed, rim_of, tint

CLEAR = 0.6
"""Metres beside a way on which nothing stands."""
ACROSS = 9.5
"""Metres to the middle of a way that runs across the picture, where nothing is on it."""
LEVELLED = 0.05
"""How rough the ground is that a way is laid over."""
LEVEL = ("hill", "dune", "mountain", "snow", "mars", "war")
"""Grounds that a way is laid over."""
EARTH: Colour = (0.17, 0.115, 0.07)
EARTH_BETWEEN: Colour = (0.11, 0.10, 0.05)
"""Between rows that stand apart."""
FLOWERS: dict[str, tuple[Colour, tuple[Colour, ...], str, float]] = {
    "lavender": ((0.30, 0.15, 0.52), ((0.36, 0.17, 0.62), (0.28, 0.13, 0.52), (0.40, 0.22, 0.66)), "grass", 0.62),
    "tulips": ((0.60, 0.12, 0.14), ((0.68, 0.10, 0.12), (0.72, 0.50, 0.08), (0.66, 0.22, 0.40)), "tulip", 0.42),
    "poppies": ((0.42, 0.10, 0.05), ((0.72, 0.07, 0.04), (0.66, 0.10, 0.05)), "tulip", 0.44),
    "sunflowers": ((0.42, 0.30, 0.04), ((0.75, 0.50, 0.05), (0.68, 0.44, 0.05)), "sunflower", 1.35),
    "wheat_field": ((0.55, 0.40, 0.13), ((0.95, 0.68, 0.22), (0.85, 0.60, 0.18), (1.0, 0.74, 0.28)), "wheat", 0.85),
    "cornfield": ((0.20, 0.26, 0.06), ((0.20, 0.33, 0.07), (0.26, 0.36, 0.09), (0.36, 0.36, 0.10)), "corn", 2.0),
    "rape_field": ((0.62, 0.52, 0.03), ((0.80, 0.66, 0.04), (0.74, 0.62, 0.05)), "grass", 0.8),
}
"""Of what is sown in rows: the colour of its rows, its own ones, its figure and how high it grows in metres."""


def _laid(scene: Scene, way: Way) -> Scene:
    """The scene with a way over its ground, and nothing on it; as it is where there is no ground for one, or one already."""
    ground = scene.ground
    if scene.stage != "open" or ground is None or ground.kind not in LEVEL or scene.decks or scene.way is not None:
        return scene
    kept = tuple(
        sprite for sprite in scene.sprites if way.beside(sprite.x, sprite.z) > way.half + CLEAR + 0.25 * sprite.height
    )
    camera = replace(scene.camera, y=max(scene.camera.y, 2.0))
    return replace(scene, ground=replace(ground, bump=LEVELLED), way=way, sprites=kept, camera=camera)


def _course(spot: Spot, kind: int, half: float, colour: Colour, mark: Colour) -> Way:
    """A way into the distance in a slow bend, or across the picture where something drives on it."""
    if spot.driven:
        return Way(kind, colour, mark, ACROSS, half=half, across=True)
    bend = spot.dice.uniform(0.0004, 0.0011) * spot.side
    return Way(kind, colour, mark, spot.side * 0.6, -0.05 * spot.side, bend, half)


def under(scene: Scene) -> Scene:
    """The scene with a way that runs across it under what drives there."""
    on = next((actor for actor in scene.actors if not actor.lift), None)
    if scene.way is None or not scene.way.across or on is None:
        return scene
    way = replace(scene.way, at=on.z + (0.5 if scene.way.kind == terrain.ROAD else 0.0))
    kept = tuple(sprite for sprite in scene.sprites if way.beside(sprite.x, sprite.z) > way.half + CLEAR)
    return replace(scene, way=way, sprites=kept)


def road(scene: Scene, spot: Spot) -> Scene:
    """A road with its lines."""
    snowed = spot.snowy or (scene.ground is not None and scene.ground.kind == "snow")
    asphalt: Colour = (0.17, 0.175, 0.19) if snowed else (0.062, 0.062, 0.068)
    return _laid(scene, _course(spot, terrain.ROAD, 3.6, asphalt, (0.55, 0.54, 0.50)))


def lane(scene: Scene, spot: Spot) -> Scene:
    """A lane of earth, grass between its wheel tracks."""
    return _laid(scene, _course(spot, terrain.LANE, 1.7, EARTH, (0.075, 0.09, 0.035)))


def rails(scene: Scene, spot: Spot) -> Scene:
    """A railway line; where it runs away from the eye, its sleepers lie on the stones."""
    course = _course(spot, terrain.RAILS, 2.1, (0.24, 0.21, 0.185), (0.66, 0.66, 0.70))
    line = _laid(scene, course)
    if line is scene or course.across:
        return line
    wood = clothed(scene.light, (0.20, 0.13, 0.08))
    steel = tint(clothed(scene.light, (0.60, 0.60, 0.63)), 1.2)
    sleepers = []
    for number in range(46):
        z = 2.6 + 0.72 * number
        x = course.at + z * (course.turn + z * course.bend)
        sleepers.append(Box(x - 1.25, x + 1.25, -0.3, 0.06, z, z + 0.26, wood))
        sleepers += [Box(x + s * 0.72 - 0.04, x + s * 0.72 + 0.04, -0.1, 0.17, z, z + 0.74, steel) for s in (-1, 1)]
    return replace(line, decks=tuple(sleepers))


def sown(scene: Scene, spot: Spot, kind: str) -> Scene:
    """Rows of flowers up to the hills, in place of the grass."""
    if scene.stage != "open" or scene.ground is None or scene.ground.kind != "hill" or scene.way is not None:
        return scene
    rows, hues, figure, high = FLOWERS[kind]
    spread = 1.1 if figure == "wheat" else 0.45
    field = meadow(spot)
    light = field.light
    kept = tuple(sprite for sprite in field.sprites if sprite.z > 58)
    beds: list[Sprite] = []
    for z in (5.2, 6.4, 7.8, 9.4, 11.3, 13.5, 16.0, 19.0, 22.5, 27.0, 32.0, 38.0):
        for row in range(-12, 13):
            x = row * terrain.SOWN + terrain.SOWN / 2 - 0.012 * z
            if abs(x) < 0.95 * z and not (abs(x) < 1.8 and z < 9):
                beds += [
                    Sprite(
                        spot.dice.choice(GRASS) if figure == "grass" else figure, x + spot.dice.uniform(-spread, spread), z + spot.dice.uniform(-0.5, 0.5), high * spot.dice.uniform(0.8, 1.15),
                        body=clothed(light, hues[row % len(hues) if kind == "tulips" else spot.dice.randrange(len(hues))]), rim=tint(rim_of(light, 0.35), 0.8), foot=0.08, sway=0.05, haze=0.003,
                    )
                    for _ in range((6 if figure == "wheat" else 2) if z < 20 else 1)
                ]  # fmt: skip
    between = tint(rows, 0.55) if figure == "wheat" else EARTH_BETWEEN
    way = Way(terrain.ROWS, between, rows)
    return replace(
        field, way=way, sprites=(*kept, *beds), cloaked=0.0, camera=replace(field.camera, y=2.1, horizon=0.54)
    )

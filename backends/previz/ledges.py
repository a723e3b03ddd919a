"""The top of a cliff over the sea: its headlands in the distance, and who stands on its edge, seen from as high as he is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from backends.previz.light import Colour
from backends.previz.motions import motion
from backends.previz.outlines import has_face
from backends.previz.scene import Camera, Scene, Sprite
from backends.previz.scenery import Spot, clothed, rim_of, tint
from backends.previz.vocabulary import facts

ROCK: Colour = (0.30, 0.26, 0.22)
LEDGE = "cliff_ledge"
HIGH = 16.0
"""Metres from the sea to the edge."""
EYE = 0.62
"""How far over the edge the eye is, in heights of who stands there."""
DEEP, AT = 1.7, 0.30
"""How high the rock below somebody is drawn, in his heights, and where on it he stands, of that."""


def clifftop(scene: Scene, spot: Spot) -> Scene:
    """Headlands of a steep coast, one behind the other."""
    if scene.stage != "open" or scene.sea is None or scene.ground is not None:
        return scene
    side = -spot.side
    lands = tuple(
        Sprite(
            LEDGE, side * x, z, high, lift=scene.sea.level - 0.06 * high, on_ground=False, body=clothed(scene.light, ROCK), rim=rim_of(scene.light, 0.4), haze=0.0022, faces_left=side > 0,
        )
        for x, z, high in ((150.0, 260.0, 46.0), (95.0, 150.0, 34.0))
    )  # fmt: skip
    return replace(scene, sprites=(*lands, *scene.sprites))


def is_cliff(scene: Scene) -> bool:
    """Whether who is there stands on a cliff."""
    return any(sprite.shape == LEDGE for sprite in scene.sprites)


def stands(sprite: Sprite) -> bool:
    """Whether a figure is somebody on foot, or on a horse."""
    move = str(facts(sprite.shape).get("moves", ""))
    on_foot = motion(move).on_foot or (has_face(sprite.shape) and move not in ("sail", "swim", "fly", "float"))
    return on_foot and not facts(sprite.shape).get("in_water")


def on_cliff(main: Sequence[Sprite], others: Sequence[Sprite], scene: Scene, camera: Camera) -> tuple[list[Sprite], list[Sprite], Camera]:  # fmt: skip
    """Who is there on the edge, the rock below the first, the eye as high."""
    first, level = main[0], scene.sea.level if scene.sea else 0.0
    top, high = level + HIGH, DEEP * first.height
    x = first.x + first.speed_x
    way = -1 if first.faces_left else 1
    rock = Sprite(
        LEDGE, x + way * (0.5 - AT) * high, first.z * 1.004, high * 1.15, lift=top - high * 1.10, on_ground=False, body=tint(clothed(scene.light, ROCK), 0.8), rim=tint(scene.light.sun, 0.4), faces_left=first.faces_left,
    )  # fmt: skip

    def raised(sprite: Sprite) -> Sprite:
        at = x if sprite is first else sprite.x
        return replace(sprite, x=at, lift=top, speed_x=0.0, cycles=0.0, bob=0.0, sink=0.02, foot=0.0, on_ground=False)

    standing = [raised(sprite) for sprite in main]
    company = [raised(sprite) if stands(sprite) else sprite for sprite in others]
    eye = replace(camera, y=top + EYE * first.height, rise=0.0, truck=camera.truck * 0.3, dolly=min(camera.dolly, 0.15))
    return [*standing, rock], company, eye

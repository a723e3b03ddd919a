"""What grounds made for people are laid with: lawn, asphalt, stone, and open ground for it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from backends.previz.light import Colour, Light
from backends.previz.nature import plain
from backends.previz.scene import Box, Scene, Sprite
from backends.previz.scenery import Spot, clothed, rim_of

GRASS: Colour = (0.10, 0.26, 0.06)
SAND: Colour = (0.60, 0.44, 0.26)
RICE: Colour = (0.13, 0.27, 0.05)
STONE: Colour = (0.42, 0.37, 0.30)
CONCRETE: Colour = (0.24, 0.25, 0.27)
ASPHALT: Colour = (0.085, 0.085, 0.095)
TILES: Colour = (0.62, 0.60, 0.55)
WHITE: Colour = (0.80, 0.80, 0.78)
RED: Colour = (0.62, 0.05, 0.04)
SHIRTS: tuple[Colour, ...] = (
    (0.55, 0.12, 0.10),
    (0.14, 0.24, 0.50),
    (0.60, 0.52, 0.16),
    (0.50, 0.50, 0.48),
    (0.16, 0.36, 0.20),
)
TURF: Colour = (0.10, 0.20, 0.05)
LEAVES: Colour = (0.13, 0.24, 0.07)
AWNINGS: tuple[Colour, ...] = (
    (0.70, 0.08, 0.07),
    (0.10, 0.30, 0.60),
    (0.80, 0.55, 0.08),
    (0.12, 0.45, 0.22),
    (0.55, 0.12, 0.45),
)
DEEP = -0.4
"""How deep a ground that is laid over the land reaches below it."""


def laid(left: float, right: float, near: float, far: float, colour: Colour, top: float = 0.0) -> Box:
    """A flat piece of ground."""
    return Box(left, right, DEEP + top, top, near, far, colour)


def open_ground(spot: Spot) -> Scene:
    """Sky, far hills, and nothing near."""
    scene = plain(spot)
    return replace(scene, sprites=tuple(sprite for sprite in scene.sprites if sprite.z > 180), sheets=())


def figure(light: Light, shape: str, x: float, z: float, height: float, colour: Colour, **more: Any) -> Sprite:
    """Something that stands on laid ground, in the hour's light."""
    look: dict[str, Any] = {"rim": rim_of(light, 0.4), "haze": 0.003, "shadow": 0.3} | more
    return Sprite(shape, x, z, height, on_ground=False, body=clothed(light, colour), **look)


def lit(spot: Spot, light: Light) -> float:
    """How much lamps and windows shine at this hour."""
    return 1.1 if light.dark or spot.hour in ("dusk", "storm", "haze") else 0.3

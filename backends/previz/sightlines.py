"""What would hide a subject on its path, and lamps that would be seen through it."""

from __future__ import annotations

from dataclasses import replace

from backends.previz.outlines import breadth
from backends.previz.scene import Camera, Lamp, Sprite

FRAMES = ("gable", "rock_arch", "floe", "bars", "railing")
"""Scenery that one looks through."""
LOW = 0.3
"""Up to which share of the subject's height in the picture something may stand before it."""


def _path(lead: Sprite, camera: Camera, seconds: float) -> tuple[float, float]:
    """From where to where a subject is seen in a shot, across, by distance."""
    half = 0.55 * breadth(lead.shape) * lead.height + 0.12
    first, last = sorted((lead.x, lead.x + lead.speed_x * seconds))
    return (first - half - camera.x) / lead.z, (last + half - camera.x) / lead.z


def hides(sprite: Sprite, lead: Sprite, camera: Camera, seconds: float) -> bool:
    """Whether a piece of scenery would hide the subject or a part of it; grass and pebbles may."""
    if sprite.shape in FRAMES or not 0.6 < sprite.z < lead.z or sprite.height / sprite.z < LOW * lead.height / lead.z:
        return False
    left, right = _path(lead, camera, seconds)
    half = 0.5 * breadth(sprite.shape) * sprite.height
    return left < (sprite.x + half - camera.x) / sprite.z and (sprite.x - half - camera.x) / sprite.z < right


def lamp_beside(lamp: Lamp, lead: Sprite, camera: Camera, seconds: float) -> Lamp:
    """A lamp that is not seen through the subject: what would stand behind its path stands beside it."""
    left, right = _path(lead, camera, seconds)
    top = (lead.lift + lead.height + 0.1 - camera.y) / lead.z
    across, up = (lamp.x - camera.x) / lamp.z, (lamp.y - camera.y) / lamp.z
    if not left < across < right or up > top:
        return lamp
    edge = left if across - left < right - across else right
    return replace(lamp, x=edge * lamp.z + camera.x)

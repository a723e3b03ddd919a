"""A thing in a room on a table before the eye, and the room without it."""

from __future__ import annotations

from dataclasses import replace

from backends.previz.light import Colour
from backends.previz.scene import Box, Camera, Scene, Sprite

TABLE = 0.8
"""Metres from floor to table top."""
TABLE_TOP: Colour = (0.20, 0.105, 0.05)
"""Its wood, which no other box of a room has."""


def off_table(scene: Scene) -> Scene:
    """A scene without the table before the eye, if there is one, for a thing that stands on something else."""
    if scene.room is None or not scene.room.boxes or scene.room.boxes[-1].colour != TABLE_TOP:
        return scene
    return replace(scene, room=replace(scene.room, boxes=scene.room.boxes[:-1]))


def on_table(scene: Scene, main: list[Sprite], camera: Camera, away: float) -> tuple[Scene, list[Sprite], Camera]:
    """A thing in a room on a table before the eye, with the room behind it."""
    assert scene.room is not None
    x = main[0].x
    top = Box(x - 1.1, x + 1.1, TABLE - 0.06, TABLE, away * 0.78, away + 0.62, TABLE_TOP)
    room = replace(scene.room, boxes=(*scene.room.boxes, top))
    main = [
        replace(sprite, lift=TABLE, on_ground=False, speed_x=0.0, sink=0.0, foot=0.0, shadow=0.0) for sprite in main
    ]
    camera = replace(camera, y=TABLE + 0.30, horizon=0.46, dolly=camera.dolly * 0.4, truck=camera.truck * 0.4)
    return replace(scene, room=room), main, camera

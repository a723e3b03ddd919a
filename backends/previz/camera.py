"""Where the eye is at a moment, and where points in the world fall on the picture."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from backends.previz.scene import Camera

Array = NDArray[np.float32]


class View(NamedTuple):
    """The eye at one moment. Pixels: `focal` length, `horizon` row, picture `width` and `height`."""

    x: float
    y: float
    z: float
    yaw: float
    horizon: float
    focal: float
    width: int
    height: int

    def project(self, x: Array, y: Array, z: Array) -> tuple[Array, Array, Array]:
        """Column, row and distance of points; a distance below zero lies behind the eye."""
        dx, dz = x - self.x, z - self.z
        cos_yaw, sin_yaw = math.cos(self.yaw), math.sin(self.yaw)
        away = dz * cos_yaw + dx * sin_yaw
        safe = np.maximum(away, 0.05)
        column = self.width / 2 + self.focal * (dx * cos_yaw - dz * sin_yaw) / safe
        row = self.horizon - (y - self.y) * self.focal / safe
        return column.astype(np.float32), row.astype(np.float32), away.astype(np.float32)

    def point(self, x: float, y: float, z: float) -> tuple[float, float, float]:
        """`project` for one point."""
        column, row, away = self.project(np.float32(x), np.float32(y), np.float32(z))  # type: ignore[arg-type]
        return float(column), float(row), float(away)


def focal_length(width: int, height: int, lens: float = 1.0) -> float:
    """Pixels; the same field of view by area in every shape."""
    return math.sqrt(width * height) * lens


def view_at(
    camera: Camera, time: float, seconds: float, ground: float, width: int, height: int, shake: float = 0.0
) -> View:
    """The eye at `time` of a shot. Sideways moves are centred on the shot's middle; `ground` is the height it stands on.

    An `orbit` (radians a second) goes round the point `pivot` metres ahead: the layers slide past each other while that point
    stays where it is. `shake` 0..10 is how hard the ground trembles.
    """
    middle = time - seconds / 2
    turn = camera.orbit * middle
    focal = focal_length(width, height, camera.lens)

    def hand(phase: float) -> float:
        return (
            math.sin(time * 1.13 + phase)
            + 0.6 * math.sin(time * 2.31 + phase * 2.1)
            + 0.35 * math.sin(time * 4.07 + phase * 3.3)
        )

    def jolt(phase: float) -> float:
        return shake * 0.0011 * (math.sin(time * 31 + phase) + 0.7 * math.sin(time * 47 + phase * 3))

    return View(
        x=camera.x + camera.truck * middle + camera.pivot * math.sin(turn),
        y=camera.y + ground + camera.rise * time,
        z=camera.z + camera.dolly * time + camera.pivot * (1 - math.cos(turn)),
        yaw=camera.yaw + camera.pan * middle + camera.hand * 0.0016 * hand(1) - turn + jolt(0.0),
        horizon=camera.horizon * height
        + camera.tilt * height * middle
        + camera.hand * focal * 0.0013 * hand(4)
        + jolt(2.0) * focal,
        focal=focal,
        width=width,
        height=height,
    )

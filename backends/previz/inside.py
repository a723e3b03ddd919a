"""Rooms and caves made ready for their kernels, and painted for a moment."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from backends.previz import boxes
from backends.previz.camera import View
from backends.previz.kernels import between
from backends.previz.kernels import cave as cave_kernels
from backends.previz.kernels import room as kernels
from backends.previz.scene import Lamp, Scene
from backends.previz.textures import Textures

Array = NDArray[np.float32]
FLICKER = 0.05
SPREAD = 2.2


class Inside:
    """The arrays of a scene's room or cave."""

    def __init__(self, scene: Scene) -> None:
        self.room, self.cave = scene.room, scene.cave
        self.lamps = scene.lamps
        self.haze = np.array(scene.light.fog, np.float32)
        if self.room is not None:
            room = self.room
            self.numbers = np.array(
                [room.half, room.ceiling, room.length, room.period, room.sill, room.top, room.right, room.left, room.end_half,
                 room.end_low, room.end_high, float(room.arched), room.gloss, room.murk, float(room.panes), room.rush, *room.pool], np.float32,
            )  # fmt: skip
            self.tints = np.array(
                [room.wall, room.ground, room.roof, room.trim, room.sun, room.ambient, room.outside_low, room.outside_high], np.float32
            )  # fmt: skip
            toward = np.array(room.toward, np.float32)
            self.toward = np.asarray(toward / np.linalg.norm(toward), np.float32)
            self.boxes = boxes.rows(room.boxes)

    def paint(
        self, view: View, time: float, light: Array, depth: Array, lit: Array, soft: Array, tiles: Textures
    ) -> None:
        """Fill `light` and `depth`; add the light that dust scatters to the quarter-size `soft`."""
        lamps = self._lamps(time)
        eye = (view.focal, view.horizon, view.yaw, view.x, view.y, view.z)
        if self.cave is not None:
            cave = self.cave
            # Rock has no straight edges: half size is enough, and the pictures that go before it stay crisp.
            rows, columns = light.shape[0], light.shape[1]
            rock, near = (
                np.empty((max(rows // 2, 2), max(columns // 2, 2), 3), np.float32),
                np.empty((max(rows // 2, 2), max(columns // 2, 2)), np.float32),
            )
            cave_kernels.paint_cave(
                rock, near, view.focal / 2, view.horizon / 2, *eye[2:], time, cave.half, cave.ceiling, cave.length, np.array(cave.rock, np.float32),
                np.array(cave.ambient, np.float32), np.array(cave.mouth, np.float32), lamps, tiles.low, tiles.fine,
            )  # fmt: skip
            between.fill_pixels(rock, near)
            cv2.resize(rock, (columns, rows), dst=light, interpolation=cv2.INTER_LINEAR)
            cv2.resize(near, (columns, rows), dst=depth, interpolation=cv2.INTER_LINEAR)
            return
        assert self.room is not None
        room, quarter = self.room, lit.shape[0] / light.shape[0]
        kernels.light_room(
            lit, soft, view.focal * quarter, view.horizon * quarter, *eye[2:], time, self.numbers, self.tints, lamps, self.toward,
            room.dust, tiles.low,
        )  # fmt: skip
        if room.dust:
            # The samples of a shaft are few; what they miss shows as a pattern that does not move.
            soft[:] = cv2.GaussianBlur(soft, (0, 0), SPREAD)
        kernels.paint_room(
            light,
            depth,
            lit,
            *eye,
            time,
            self.numbers,
            self.tints,
            room.walls,
            room.floor,
            room.strip,
            tiles.low,
            tiles.fine,
        )
        between.fill_pixels(light, depth)
        if len(self.boxes):
            bounds = boxes.bounds(self.boxes, view)
            kernels.paint_boxes(
                light, depth, *eye, self.boxes, bounds, self.tints[kernels.AMBIENT], self.tints[kernels.SUN] * np.float32(room.right),
                lamps, tiles.low,
            )  # fmt: skip

    def _lamps(self, time: float) -> Array:
        """Lamps as rows; flames and tubes are never quite still."""
        return np.array(
            [
                (
                    lamp.x,
                    lamp.y,
                    lamp.z,
                    *(channel * lamp.light * (1 + FLICKER * _unrest(time, lamp)) for channel in lamp.colour),
                )
                for lamp in self.lamps
            ],
            np.float32,
        ).reshape(-1, kernels.L_COLUMNS)


def _unrest(time: float, lamp: Lamp) -> float:
    return math.sin(time * 5.1 + lamp.x * 3) * 0.6 + math.sin(time * 9.7 + lamp.z) * 0.4

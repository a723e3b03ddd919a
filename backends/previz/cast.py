"""All figures of a scene as arrays: where each one stands at a moment, and the rows that the sprite kernel draws."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from backends.previz.atlas import Atlas
from backends.previz.camera import View
from backends.previz.ground import Land
from backends.previz.kernels import sprites as rows
from backends.previz.outlines import POSES, poses, stride
from backends.previz.scene import Sprite

Array = NDArray[np.float32]
MOST_LEVELS = 10
MOST_LAPPED = 0.12
"""Of a sprite's distance."""


SLOWEST, FASTEST = 0.35, 1.6
"""How far feet and wheels may fall behind or hurry beyond the cycles that were asked for, to keep from sliding."""


def _cycles(sprite: Sprite) -> float:
    """Cycles a second: those of its speed for who walks or rolls, else those that were asked for."""
    step = stride(sprite.shape) * sprite.height
    if not step or not sprite.cycles or not sprite.speed_x:
        return sprite.cycles
    return min(max(abs(sprite.speed_x) / step, SLOWEST * sprite.cycles), FASTEST * sprite.cycles)


LIGHTER, DARKER = 2.1, 0.34
"""How a subject's body is to its backdrop, in linear light, where it is the lighter or the darker of the two."""
PALER = 1.75
"""The least that a white animal's body is to its backdrop: white on snow too."""
INK = 0.85
"""How much of its light the dark details of such a body lack."""
DIM = 52.0
"""Up to which grey level a backdrop is so dim that the subject before it is the lighter one."""
GLARE = 4.0
"""What is brighter than this many medians does not count in how bright a picture is."""
WEIGHTS = np.array([0.25, 0.65, 0.10], np.float32)


class Cast:
    """Figures, far to near."""

    def __init__(self, sprites: tuple[Sprite, ...], land: Land | None) -> None:
        self.sprites = tuple(sorted(sprites, key=lambda sprite: -sprite.z))
        self.land = land
        cycles = {sprite.shape: poses(sprite.shape) if sprite.cycles else () for sprite in self.sprites}
        names = [name for shape, cycle in cycles.items() for name in (shape, *cycle)]
        self.atlas = Atlas(names)
        order = {name: index for index, name in enumerate(self.atlas.cuts)}
        self.levels = np.zeros((max(len(order), 1), MOST_LEVELS, 3), np.float32)
        self.boxes = np.zeros((max(len(order), 1), 4), np.float32)
        for name, index in order.items():
            cut = self.atlas.cuts[name]
            self.boxes[index] = (cut.wide, cut.tall, cut.centre, cut.below)
            for level in range(MOST_LEVELS):
                self.levels[index, level] = cut.levels[min(level, len(cut.levels) - 1)]
        self.base = np.array([order[sprite.shape] for sprite in self.sprites], int)
        self.poses = np.array(
            [
                [order[name] for name in (cycles[sprite.shape] if sprite.cycles else ())]
                or [order[sprite.shape]] * POSES
                for sprite in self.sprites
            ],
            int,
        ).reshape(-1, POSES)

        def column(name: str) -> Array:
            return np.array([getattr(sprite, name) for sprite in self.sprites], np.float32)

        self.x, self.z, self.lift = column("x"), column("z"), column("lift")
        self.speed_x, self.speed_z = column("speed_x"), column("speed_z")
        self.bob, self.bob_rate, self.phase = column("bob"), column("bob_rate"), column("phase")
        self.lapped = column("lapped")
        self.sway, self.lean = column("sway"), column("lean")
        self.cycles = np.array([_cycles(sprite) for sprite in self.sprites], np.float32)
        self.size, self.sink, self.foot = column("height"), column("sink"), column("foot")
        self.haze, self.emission, self.shadow = column("haze"), column("emission"), column("shadow")
        self.flip, self.on_ground = column("faces_left"), column("on_ground")
        self.body = np.array([sprite.body for sprite in self.sprites], np.float32).reshape(-1, 3)
        self.rim = np.array([sprite.rim for sprite in self.sprites], np.float32).reshape(-1, 3)
        self.glow = np.array([sprite.glow for sprite in self.sprites], np.float32).reshape(-1, 3)
        self.inked = np.array([sprite.inked for sprite in self.sprites], bool)
        self.glow[self.inked] = -INK * self.body[self.inked]
        self.stands_out = np.array([sprite.stands_out for sprite in self.sprites], bool)
        self.own_light = np.array([sprite.light or (0, 0) for sprite in self.sprites], np.float32).reshape(-1, 2)
        self.has_light = np.array([sprite.light is not None for sprite in self.sprites], bool)

    def stand_out(self, light: Array, view: View, mean: float) -> None:
        """Light each subject so that it differs from `light`, a picture of the scene without it that will be shown with the grey
        level `mean` 0..255: lighter than a dim backdrop, else darker. Changes the bodies' colours once; frames stay functions of time."""
        if not self.stands_out.any():
            return
        ground = self.land.at(self.x, self.z) * self.on_ground if self.land is not None else 0.0
        columns, feet, away = view.project(self.x, self.lift + ground, self.z)
        luma = light @ WEIGHTS
        usual = float(np.minimum(luma, GLARE * np.median(luma)).mean())
        for index in np.flatnonzero(self.stands_out & (away > 0.5)):
            tall = float(self.size[index] * view.focal / away[index])
            wide = tall * float(self.boxes[self.base[index], 0] / self.boxes[self.base[index], 1])
            x, foot = float(columns[index]), float(feet[index])
            rows = slice(max(int(foot - tall), 0), max(min(int(foot) + 1, view.height), 1))
            box = luma[rows, max(int(x - wide * 0.5), 0) : max(int(x + wide * 0.5) + 1, 1)]
            if not box.size:
                continue
            behind, own = float(np.median(box)), float(self.body[index] @ WEIGHTS)
            if self.inked[index]:
                self.body[index] *= max(1.0, PALER * behind / own)
                self.glow[index] = -INK * self.body[index]
                continue
            if DARKER * behind < own < LIGHTER * behind:
                dim = mean * math.sqrt(behind / usual) < DIM
                self.body[index] *= (LIGHTER if dim else DARKER) * behind / own

    def rows(self, view: View, time: float, sun: tuple[float, float]) -> tuple[Array, Array]:
        """Rows for `paint_sprites` and `paint_shadows`, far to near; `sun` is the light's place on the picture."""
        x = self.x + self.speed_x * time
        z = self.z + self.speed_z * time
        y = self.lift + self.bob * np.sin(time * self.bob_rate + self.phase)
        if self.land is not None:
            y = y + self.land.at(x, z) * self.on_ground
        column, row, away = view.project(x, y, z)
        pose = (np.floor((time * self.cycles + self.phase / (2 * math.pi)) * POSES).astype(int)) % POSES
        cut = self.poses[np.arange(len(self.sprites)), pose]
        unit = self.size / self.boxes[self.base, 1] * view.focal / np.maximum(away, 0.05)
        wide, tall = self.boxes[cut, 0] * unit, self.boxes[cut, 1] * unit
        turn = np.where(self.flip > 0, -1, 1)
        below = (self.boxes[cut, 3] - self.boxes[self.base, 3]) * unit
        level = (self.levels[cut, :, 2] > (tall * 1.6)[:, None]).sum(1).clip(0, MOST_LEVELS - 1)
        chosen = self.levels[cut, level]
        lx, ly = sun[0] - column, sun[1] - (row - tall * 0.5)
        length = np.hypot(lx, ly) + 1
        light = np.where(self.has_light[:, None], self.own_light, np.stack((lx / length, ly / length), 1))
        out = np.zeros((len(self.sprites), rows.COLUMNS), np.float32)
        out[:, rows.X] = column + self.boxes[cut, 2] * unit * turn
        out[:, rows.FOOT] = row + self.size * self.sink * view.focal / np.maximum(away, 0.05) + below
        out[:, rows.WIDTH], out[:, rows.HEIGHT] = wide, tall
        out[:, rows.OFFSET], out[:, rows.TEXELS_X], out[:, rows.TEXELS_Y] = chosen.T
        out[:, rows.FLIP] = self.flip
        out[:, rows.LEAN] = self.sway * np.sin(time * 1.6 + self.phase) + self.lean
        out[:, rows.BODY : rows.BODY + 3], out[:, rows.RIM : rows.RIM + 3] = self.body, self.rim
        out[:, rows.LIGHT_X], out[:, rows.LIGHT_Y] = light.T
        out[:, rows.HAZE] = 1 - np.exp(-np.maximum(away, 0) * self.haze)
        out[:, rows.DISTANCE], out[:, rows.EMISSION] = away, self.emission
        out[:, rows.GLOW : rows.GLOW + 3] = self.glow
        out[:, rows.FADE] = tall * self.foot
        below_horizon = np.maximum(row - view.horizon, 1)
        out[:, rows.LAPPED] = np.minimum(self.lapped * tall / below_horizon, MOST_LAPPED)
        out[:, rows.LAP] = time * 1.3 + self.phase
        seen = (away > 0.6) & (tall >= 1) & (column + wide > 0) & (column - wide < view.width)
        shadows = np.zeros((len(self.sprites), rows.S_COLUMNS), np.float32)
        shadows[:, rows.S_X], shadows[:, rows.S_Y] = column, row
        shadows[:, rows.S_RADIUS], shadows[:, rows.S_FLAT] = wide * 0.75, np.maximum(tall * 0.055, 2)
        shadows[:, rows.S_DARK], shadows[:, rows.S_DISTANCE] = self.shadow, away
        return out[seen], shadows[seen & (self.shadow > 0)]

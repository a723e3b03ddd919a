"""Height maps with their baked colour: mountains, dunes, hills, red plains and sea beds around an open stage."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from backends.previz.kernels.terrain import soften_shadows
from backends.previz.light import Light
from backends.previz.scene import Ground
from backends.previz.textures import spectral, squashed

Array = NDArray[np.float32]

SIDE = 1024
FAR_SIDE = 6000.0
NEAR_SIDE = 3000.0
RIDGES = {
    "mountain": (1150, 250, 1900), "snow": (900, 200, 1500), "mars": (520, 260, 1600), "war": (330, 260, 1500), "volcano": (420, 300, 1900),
}  # fmt: skip
"""Height in metres, and the distances where it starts to rise and where it is whole: the stage stays open ground."""


CONE_X, CONE_Z, CONE_TOP, CONE_FOOT, CRATER = 420.0, 1700.0, 560.0, 1150.0, 70.0
"""Where a volcano stands beside the middle and ahead, how high it is, and how far its foot and its crater's rim reach."""
FALL_X, FALL_Z, FALL_TOP, GORGE = 20.0, 104.0, 38.0, 46.0
"""Where a waterfall comes down beside the middle and ahead, from what height, and how high the walls beside it are."""
WATERLINE, BED = -0.55, 1.9
"""Height of the water of a river, below its banks, and how deep its bed lies below them."""


WATERED = ("river", "stream", "pond", "mere", "gorge")
"""Grounds with a bed cut into them."""


def sided(seed: int, side: int) -> int:
    """A seed that keeps the side, -1 or 1, on which its ground has a volcano, a waterfall or its river."""
    return 2 * seed + (side > 0)


def side_of(ground: Ground) -> int:
    """The side that a seed keeps."""
    return 1 if ground.seed % 2 else -1


def from_river(ground: Ground, x: Array, z: Array) -> Array:
    """How far points lie from the middle of a river, in its half widths: below 1 is water."""
    if ground.kind in ("pond", "mere"):  # a lake beside the eye, or under it
        across, deep = (27.0, 34.0) if ground.kind == "pond" else (62.0, 74.0)
        shore = np.sin(x / 9 + ground.seed) + np.sin(z / 13 + 2 * ground.seed)
        beside, ahead = (25.0, 44.0) if ground.kind == "pond" else (0.0, 38.0)
        off = np.hypot((x * side_of(ground) - beside) / across, (z - ahead) / deep)
        return np.asarray(off * (1 + 0.10 * shore), np.float32)
    if ground.kind == "stream":
        middle, half = 9.0 * np.sin(z / 46.0 - 0.2) * np.clip((z - 8) / 60, 0, 1), 11.0 + 0.02 * np.abs(z)
    elif ground.kind == "gorge":
        middle, half = 17.0 - (17.0 - FALL_X) * np.clip(z / FALL_Z, 0, 1), 8.5 + 9.0 * np.exp(-(((z - 84) / 26) ** 2))
    else:
        middle = 12.5 * np.cos(z / 64.0) + 9.0 * np.sin(z / 35.0) * np.clip(z / 90, 0, 1)
        half = 8.5 + 0.03 * np.abs(z)
    return np.asarray(np.abs(x * side_of(ground) - middle) / half, np.float32)


class Land(NamedTuple):
    """Heights in metres over a square tile around the origin; `relief` is its baked colour with the heights as a fourth
    channel, `scale` one over its side, `steep` the slope (over run) that all but one cell in a thousand stay below.
    """

    height: Array
    relief: Array
    scale: float
    steep: float

    def at(self, x: Array, z: Array) -> Array:
        """Heights under points."""
        u = (np.asarray(x) * self.scale + 0.5) * SIDE
        v = (np.asarray(z) * self.scale + 0.5) * SIDE
        left, top = np.floor(u), np.floor(v)
        a, b = u - left, v - top
        i, j = left.astype(int) % SIDE, top.astype(int) % SIDE
        i1, j1 = (i + 1) % SIDE, (j + 1) % SIDE
        above = self.height[j, i] * (1 - a) + self.height[j, i1] * a
        below = self.height[j1, i] * (1 - a) + self.height[j1, i1] * a
        return np.asarray(above * (1 - b) + below * b, np.float32)


@lru_cache(maxsize=2)
def _heights(ground: Ground) -> tuple[Array, float]:
    """The tile's heights in metres, and the metres between two of them."""
    far = ground.kind in RIDGES
    cell = (FAR_SIDE if far else NEAR_SIDE) / SIDE
    axis = ((np.arange(SIDE) - SIDE / 2) * cell).astype(np.float32)
    x, z = np.meshgrid(axis, axis)
    away = np.hypot(x, z)
    height = _ridges(ground, away) if far else _waves(ground, x, z, away)
    if ground.kind == "volcano":
        height = _cone(ground, height, x, z)
    if ground.kind == "canyon":
        middle = 9 * np.sin(z / 55.0 + ground.seed) * np.clip((np.abs(z) - 12) / 70, 0, 1)
        past = np.abs(x - middle) - (13.5 + 0.045 * np.abs(z)) + spectral(SIDE, 1.6, ground.seed + 7, 8, 120) * 3.5
        steps = np.clip(past / 9, 0, 1)
        height = (
            34 * steps * steps * (3 - 2 * steps)
            + 26 * np.clip((past - 16) / 8, 0, 1)
            + spectral(SIDE, 1.8, ground.seed + 1) * 0.4
        )
    if ground.kind in WATERED:
        height = _valley(ground, height, x, z)
    height = np.ascontiguousarray(height, np.float32)
    if ground.kind != "cliff":
        height -= height[SIDE // 2, SIDE // 2]
    return height, cell


@lru_cache(maxsize=3)
def land(ground: Ground, sun: tuple[float, float, float], light: Light) -> Land:
    """Build the tile; half a second the first time, half of it in other light."""
    height, cell = _heights(ground)
    slope_x = (np.roll(height, -1, 1) - np.roll(height, 1, 1)) / (2 * cell)
    slope_z = (np.roll(height, -1, 0) - np.roll(height, 1, 0)) / (2 * cell)
    up = 1 / np.sqrt(1 + slope_x**2 + slope_z**2)
    facing = np.clip((-slope_x * sun[0] + sun[1] - slope_z * sun[2]) * up, 0, 1)
    flat = math.hypot(sun[0], sun[2])
    shade = np.empty_like(height)
    soften_shadows(height, sun[0] / flat, sun[2] / flat, max(sun[1], 0.03) / flat, cell, shade)
    shade = cv2.GaussianBlur(shade, (0, 0), 0.8)
    albedo = _albedo(ground, height, (1 - up).astype(np.float32))
    sunlit = np.asarray(light.sun, np.float32) * (facing * shade)[..., None] * 1.9
    skylit = np.asarray(light.ambient, np.float32) * (0.55 + 0.45 * up)[..., None] * 1.6
    toward = np.clip((-slope_x * sun[0] - slope_z * sun[2]) * up * 0.5 + 0.3, 0, 1)[..., None]
    bounce = np.asarray(light.horizon, np.float32) * toward * 0.22
    colour = albedo * (sunlit + skylit + bounce) * ground.light
    steepest = np.partition(np.hypot(slope_x, slope_z).ravel(), -SIDE * SIDE // 1000)[-SIDE * SIDE // 1000]
    return Land(height, np.dstack((colour, height)).astype(np.float32), 1 / (cell * SIDE), float(steepest))


def _ridges(ground: Ground, away: Array) -> Array:
    """Octaves of sharp ridges, each weighted by the one before, ramped up away from the stage."""
    height = np.zeros((SIDE, SIDE), np.float32)
    weight = np.ones_like(height)
    gain = 1.0
    for octave in range(7):
        lowest = 3 * 2**octave
        ridge = (1 - np.abs(spectral(SIDE, 0.6, ground.seed * 31 + octave, lowest, lowest * 2)) * 0.62).clip(0, 1) ** 2
        height += gain * ridge * weight
        weight = (ridge * 1.5).clip(0, 1)
        gain *= 0.5
    height /= height.max()
    top, near, full = RIDGES[ground.kind]
    ramp = np.clip((away - near) / (full - near), 0, 1) ** 1.25
    if ground.kind == "mars":
        height = np.clip(height * 1.5 - 0.25, 0, 1)
        height = 0.5 * height + 0.31 * np.tanh(np.clip(height - 0.28, 0, 1) * 9)
    rough = spectral(SIDE, 1.8, ground.seed + 5) * (1.6 + 11 * ramp)
    return np.asarray(height * top * ground.height * ramp + rough, np.float32)


def _waves(ground: Ground, x: Array, z: Array, away: Array) -> Array:
    """Dunes as warped saw-teeth, hills as soft noise, a cliff as an edge with the sea to its right."""
    seed = ground.seed
    if ground.kind == "dune":
        warp = spectral(SIDE, 2.1, seed, 1, 10)
        small = spectral(SIDE, 1.9, seed + 1, 3, 40)
        crest = 0.68
        place = (z * 0.011 + x * 0.004) + warp * 1.1 + small * 0.12
        place -= np.floor(place)
        near = np.where(place < crest, (place / crest) ** 1.5, (1 - (place - crest) / (1 - crest)) ** 1.1)
        place = (z * 0.004 - x * 0.0016) + warp[::-1] * 0.8
        place -= np.floor(place)
        far = np.where(place < 0.7, (place / 0.7) ** 1.6, (1 - (place - 0.7) / 0.3) ** 1.2)
        vary = squashed(spectral(SIDE, 2.0, seed + 3, 2, 8))
        ramp = np.clip((away - 20) / 420, 0.06, 1)
        height = (near * 26 * (0.4 + 0.8 * vary) + far * 55 * np.clip((away - 250) / 600, 0, 1)) * ramp
        return np.asarray(cv2.GaussianBlur(height.astype(np.float32), (0, 0), 0.8) * ground.height, np.float32)
    if ground.kind == "cliff":
        edge = spectral(SIDE, 1.8, seed)
        ridge = (1 - np.abs(spectral(SIDE, 1.4, seed + 2, 4)) * 0.6).clip(0, 1)
        over = x + z * 0.10 - 30 + edge * 22
        height = np.clip(-over * 0.9, -40, 70) + ridge * 10 * (over < 6) + edge * 2.2
        return np.asarray(np.where(height < -8, -40, height), np.float32)
    ramp = np.clip((away - 30) / 420, 0, 1)
    height = (spectral(SIDE, 2.2, seed, 2) + 0.6) * 46 * ramp * ground.height + spectral(SIDE, 1.8, seed + 1) * 1.6
    return np.asarray(height, np.float32)


def _cone(ground: Ground, height: Array, x: Array, z: Array) -> Array:
    """A mountain of fire over low ridges: steep above, its top broken in."""
    away = np.hypot(x - side_of(ground) * CONE_X, z - CONE_Z)
    gullies = spectral(SIDE, 1.5, ground.seed + 3, 6, 60)
    slope = CONE_TOP * np.clip(1 - away / CONE_FOOT, 0, 1) ** 1.6
    slope += gullies * np.clip(slope * 0.05, 0, 14)
    rim = CONE_TOP * (1 - CRATER / CONE_FOOT) ** 1.6
    slope = np.minimum(slope, rim + gullies * 5 - np.clip((CRATER - away) * 0.8, 0, 60))
    return np.asarray(np.maximum(height, slope), np.float32)


def _valley(ground: Ground, height: Array, x: Array, z: Array) -> Array:
    """A bed cut for a river; in a gorge, walls to both sides and ahead, and the notch that the water falls through."""
    off = from_river(ground, x, z)
    rough = spectral(SIDE, 1.6, ground.seed + 7, 8, 120)
    if ground.kind == "gorge":
        height = rough * 0.5
        past = np.maximum(z - FALL_Z - 3, (np.abs(x) - 62 - 0.12 * np.abs(z)) * 0.8) + rough * 7
        steps = np.clip(past / 13, 0, 1)
        height = height + GORGE * (steps * steps * (3 - 2 * steps)) + np.clip(past - 10, 0, 300) * 0.10
        notch = np.clip(1.6 - np.abs(x * side_of(ground) - FALL_X) / 5.5, 0, 1) * (z > FALL_Z - 12)
        height = height + (np.minimum(height, FALL_TOP) - height) * notch
    else:
        height = np.maximum(height - height[SIDE // 2, SIDE // 2], 0) * np.clip(off - 1.2, 0, 1) + rough * 0.2
    bank = np.clip((off - 0.85) / 0.45, 0, 1)
    bed = np.clip((z - FALL_Z) / 3, 0, 1) if ground.kind == "gorge" else 0.0  # above the fall the water is not seen
    deep = BED * (1 - bank * bank * (3 - 2 * bank)) * (1 - bed)
    return np.asarray(height - deep, np.float32)


def _albedo(ground: Ground, height: Array, steep: Array) -> Array:
    """What the ground is made of, by slope and height."""

    def paint(red: float, green: float, blue: float) -> Array:
        return np.asarray((red, green, blue), np.float32)

    vary = spectral(SIDE, 1.3, ground.seed + 9)[..., None] * np.float32(0.12)
    if ground.kind == "canyon":
        layers = 1 + 0.30 * np.sin(height[..., None] * 0.9 + vary * 14) + 2.0 * vary
        return np.asarray(paint(0.36, 0.165, 0.085) * np.clip(layers, 0.45, 1.6), np.float32)
    if ground.kind in ("gorge", "volcano"):
        dark = ground.kind == "volcano"
        rock, grown = paint(0.050, 0.042, 0.040) if dark else paint(0.115, 0.105, 0.092), paint(0.060, 0.085, 0.032)
        share = np.clip(1 - steep * 5, 0, 1) * (np.clip(1 - height / 200, 0, 1) if dark else 1.0)
        layers = 1 + 0.25 * np.sin(height[..., None] * 1.1 + vary * 20) + 3.0 * vary
        return np.asarray(
            (rock * np.clip(layers, 0.35, 1.7) + (grown - rock) * share[..., None]) * (1 + vary), np.float32
        )
    if ground.kind == "mountain":
        rock, meadow, snow = paint(0.10, 0.095, 0.085), paint(0.085, 0.10, 0.05), paint(0.75, 0.78, 0.84)
        out = rock + (meadow - rock) * np.clip(1 - height / 260 - steep * 4, 0, 1)[..., None]
        line = 330 * max(ground.height, 0.35)
        white = np.clip((height - line + vary[..., 0] * 400) / 120, 0, 1) * np.clip((0.42 - steep) / 0.16, 0, 1)
        return np.asarray(out + (snow - out) * white[..., None], np.float32)
    if ground.kind == "snow":
        rock, snow = paint(0.10, 0.10, 0.11), paint(0.72, 0.76, 0.83)
        return np.asarray(rock + (snow - rock) * np.clip((0.46 - steep) / 0.2, 0, 1)[..., None], np.float32)
    if ground.kind == "mars":
        return np.asarray(
            paint(0.34, 0.135, 0.062) * (1 + vary) - paint(0.11, 0.045, 0.02) * np.clip(steep * 4, 0, 1)[..., None],
            np.float32,
        )
    plain = {
        "war": paint(0.060, 0.048, 0.040),
        "dune": paint(0.52, 0.30, 0.13),
        "cliff": paint(0.055, 0.058, 0.047),
        "seabed": paint(0.07, 0.10, 0.07),
    }
    return np.asarray(plain.get(ground.kind, paint(0.07, 0.10, 0.035)) * (1 + vary) + 0 * height[..., None], np.float32)

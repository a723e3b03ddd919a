"""Rain, snow, embers and dust over a film: layers of particles on endless tiles, moved by whole frames of time."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np

from backends.flow.clips import Plane


class Kind(NamedTuple):
    """How one kind falls: pictures' heights a second, sideways share, length and size by the picture's height, colour, how it sways."""

    speed: float
    slant: float
    length: float
    size: float
    number: int
    colour: tuple[float, float, float]
    sway: float
    strength: float


KINDS: dict[str, Kind] = {
    "rain": Kind(2.6, 0.12, 0.05, 0.0012, 420, (205, 215, 228), 0.0, 0.5),
    "snow": Kind(0.22, 0.25, 0.0, 0.0042, 380, (245, 248, 255), 0.02, 0.85),
    "embers": Kind(-0.28, 0.15, 0.004, 0.0026, 130, (255, 150, 60), 0.03, 1.0),
    "dust": Kind(0.05, 1.6, 0.0, 0.0022, 260, (228, 202, 160), 0.01, 0.4),
}
LAYERS = ((0.55, 0.55), (0.8, 0.75), (1.25, 1.0))
"""Size and speed of the layers, the farthest first, and how strong each is."""


class Weather:
    """One kind of weather at one size; `light` 0 to 1 is how bright the scene is, `amount` 0 to 1 how much falls."""

    def __init__(self, kind: str, amount: float, width: int, height: int, light: float, seed: int, rate: float) -> None:
        self.kind = KINDS[kind]
        self.rate = rate
        glows = kind == "embers"
        self.colour = np.array(self.kind.colour, np.float32) * (1.0 if glows else 0.35 + 0.65 * min(1.0, 1.6 * light))
        chance = np.random.default_rng((seed, len(kind)))
        self.tiles = [
            self._tile(round(self.kind.number * amount / scale), scale, width, height, chance) for scale, _ in LAYERS
        ]

    def _tile(self, number: int, scale: float, width: int, height: int, chance: np.random.Generator) -> Plane:
        """Coverage 0 to 1 of a tile that continues over its edges."""
        tile = np.zeros((height, width), np.uint8)
        size = max(0.6, self.kind.size * scale * height)
        long = self.kind.length * scale * height
        for x, y, strong, stretch in chance.random((number, 4)):
            at = np.array([x * width, y * height])
            lead = np.array([self.kind.slant, 1.0]) * long * (0.6 + 0.8 * stretch)
            for dx in (-width, 0, width):
                for dy in (-height, 0, height):
                    start = at + (dx, dy)
                    end = start + lead
                    if max(start[0], end[0]) < -9 or min(start[0], end[0]) > width + 9:
                        continue
                    if max(start[1], end[1]) < -9 or min(start[1], end[1]) > height + 9:
                        continue
                    points = [tuple(int(round(v * 16)) for v in point) for point in (start, end)]
                    bright = int(110 + 145 * strong)
                    if long:
                        cv2.line(tile, points[0], points[1], bright, max(1, round(2 * size)), cv2.LINE_AA, 4)
                    else:
                        cv2.circle(tile, points[0], int(size * (0.6 + 0.8 * stretch) * 16), bright, -1, cv2.LINE_AA, 4)
        return np.asarray(cv2.GaussianBlur(tile, (0, 0), max(0.5, 0.35 * size)).astype(np.float32) / 255, np.float32)

    def over(self, values: Plane, number: int) -> Plane:
        """A frame with its weather."""
        height, width = values.shape[:2]
        seconds = number / self.rate
        cover = np.zeros((height, width), np.float32)
        for layer, (tile, (scale, strong)) in enumerate(zip(self.tiles, LAYERS, strict=True)):
            down = self.kind.speed * scale * seconds * height
            swing = self.kind.sway * np.sin(2 * np.pi * (0.3 * seconds + layer / 3)) * height
            shift = np.array([[1, 0, 0], [0, 1, 0]], np.float32)
            fx, fy = (down * self.kind.slant + swing) % width, down % height
            shift[:, 2] = fx % 1, fy % 1
            moved = cv2.warpAffine(
                np.roll(tile, (int(fy), int(fx)), (0, 1)), shift, (width, height), borderMode=cv2.BORDER_WRAP
            )
            cover = np.maximum(cover, moved * strong)
        return np.asarray(values + (self.kind.strength * cover)[..., None] * (self.colour - values), np.float32)

"""Looks laid over pictures: colours by curves and matrices, the palette of another picture, fog, bloom and grain.

Everything that depends on the clip is fixed once for all its frames, so that nothing flickers.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from backends.flow.clips import Picture, Plane
from backends.flow.looks import Look
from backends.flow.motion import as_picture
from backends.flow.painting import painted
from backends.flow.weather import Weather

Floats = npt.NDArray[np.floating[Any]]

LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)


class Grade:
    """Looks and a palette, made ready for pictures of one size.

    `small`: a clip's small pictures, any shape that ends with 3, from which brightness and palette are taken.
    """

    def __init__(
        self,
        looks: tuple[Look, ...],
        reference: Picture | None,
        small: Picture,
        width: int,
        height: int,
        strength: float,
        seed: int,
        rate: float,
    ) -> None:
        self.looks, self.seed = looks, seed
        self.share = 1 - (1 - strength) ** 2
        self.size = (width, height)
        self.curves = [_curve(look) for look in looks]
        self.palette = palette(small, reference) if reference is not None else None
        bright = np.percentile(small.reshape(-1, 3).astype(np.float32), 85, axis=0)
        graded = small.reshape(1, -1, 3)[:, ::7]
        for look, curve in zip(looks, self.curves, strict=True):
            graded = _coloured(np.ascontiguousarray(graded), look, curve)
        self.light = float(graded.mean()) / 255
        self.fog = np.asarray(0.75 * bright + 0.25 * bright.mean(), np.float32)
        self.weathers = [
            Weather(look.weather, look.amount, width, height, self.light, seed, rate) for look in looks if look.weather
        ]
        across, down = np.meshgrid(
            np.linspace(-1, 1, width, dtype=np.float32), np.linspace(-1, 1, height, dtype=np.float32)
        )
        self.rim = np.clip((across**2 + down**2) / 2, 0, 1)[..., None]
        self.down = ((down + 1) / 2)[..., None]

    def frame(self, picture: Picture, number: int) -> Picture:
        """A frame of the clip in the new look."""
        made = picture
        for look in self.looks:
            if look.paint:
                made = painted(made, look.paint)
        for look, curve in zip(self.looks, self.curves, strict=True):
            made = _coloured(made, look, curve)
        if self.palette is not None:
            made = recoloured(made, self.palette)
        values: Floats = made.astype(np.float32)
        for look in self.looks:
            values = self._aired(values, picture, look)
        for weather in self.weathers:
            values = weather.over(np.asarray(values, np.float32), number)
        for look in self.looks:
            values = self._finished(values, look, number)
        if self.share < 1:
            values = picture + self.share * (values - picture)
        return as_picture(np.asarray(values, np.float32))

    def _aired(self, values: Floats, source: Picture, look: Look) -> Floats:
        """A darker sky, lamps that stay bright, fog that thickens with distance."""
        if look.sky:
            values = values * (1 - look.sky * np.clip(1 - 1.6 * self.down, 0, 1))
        if look.lamps:
            bright = cv2.transform(source, LUMA[None]).astype(np.float32)
            lamp = np.clip((bright - 205) / 50, 0, 1)[..., None] * look.lamps * np.clip(self.down * 2, 0.15, 1)
            values = values + lamp * (np.array([255, 226, 170], np.float32) - values)
        if look.fog:
            colour = np.array(look.fog_colour, np.float32) if look.fog_colour else self.fog * (0.35 + 0.65 * self.light)
            # The farther up to the horizon, the farther away; above it the sky is all distance.
            far = np.clip(1.25 - 0.9 * self.down, 0, 1) * look.fog
            values = values + far * (colour - values)
        return np.asarray(values, np.float32)

    def _finished(self, values: Floats, look: Look, number: int) -> Floats:
        """Bloom, softness, darker corners, grain."""
        if look.bloom:
            values = values + look.bloom * _glow(np.asarray(np.maximum(values - 140, 0), np.float32))
        if look.soft:
            spread = 0.004 * max(self.size)
            values = values + look.soft * (cv2.GaussianBlur(values, (0, 0), spread) - values)
        if look.vignette:
            values = values * (1 - look.vignette * self.rim)
        if look.grain:
            chance = np.random.default_rng((self.seed, number))
            noise = chance.standard_normal((self.size[1], self.size[0]), np.float32)
            values = values + look.grain * noise[..., None]
        return np.asarray(values, np.float32)


def _glow(values: Plane) -> Plane:
    """Light spread wide, computed on an eighth of the size."""
    height, width = values.shape[:2]
    small = cv2.resize(values, (max(2, width // 8), max(2, height // 8)), interpolation=cv2.INTER_AREA)
    spread = cv2.GaussianBlur(small, (0, 0), max(1.0, width / 8 * 0.03))
    return np.asarray(cv2.resize(spread, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def _curve(look: Look) -> Picture:
    """256 levels through exposure, gamma and contrast; bright ends roll off instead of clipping."""
    level = np.linspace(0, 1, 256)
    lit = level**2.2 * 2**look.exposure
    lit = np.where(lit > 0.8, 0.8 + 0.2 * np.tanh((lit - 0.8) / 0.2), lit)
    shown = np.clip(lit, 0, 1) ** (look.gamma / 2.2)
    shown = 0.5 + (shown - 0.5) * look.contrast
    return np.asarray(np.clip(shown * 255 + 0.5, 0, 255), np.uint8)


def _coloured(picture: Picture, look: Look, curve: Picture) -> Picture:
    """Curve, saturation, tint and split tones of a look."""
    lit = cv2.LUT(picture, curve)
    keep = np.eye(3, dtype=np.float32) * look.saturation + (1 - look.saturation) * LUMA
    if look.warm:
        # Greens give to red what they lose: leaves turn.
        turn = np.eye(3, dtype=np.float32)
        turn[0] = [1 - 0.2 * look.warm, 0.45 * look.warm, -0.25 * look.warm]
        turn[1] = [0.12 * look.warm, 1 - 0.22 * look.warm, 0]
        keep = turn @ keep
    mixed = cv2.transform(lit, np.asarray(np.diag(look.tint) @ keep, np.float32))
    if not any((*look.shadows, *look.lights)):
        return np.asarray(mixed, np.uint8)
    level = np.linspace(0, 1, 256)[:, None]
    toned = level * 255 + (1 - level) ** 2 * np.array(look.shadows) + level**2 * np.array(look.lights)
    return np.asarray(cv2.LUT(mixed, np.clip(toned + 0.5, 0, 255).astype(np.uint8)[None]), np.uint8)


def palette(small: Picture, reference: Picture) -> Plane:
    """The linear map in Lab, 3 x 4, that gives pictures the mean and spread of colours of a reference.

    The optimal transport between two normal distributions (Monge-Kantorovich; Pitié & Kokaram 2007).
    """
    own, wanted = _lab(small.reshape(1, -1, 3)), _lab(cv2.resize(reference, (96, 64), interpolation=cv2.INTER_AREA))
    here, there = own.reshape(-1, 3), wanted.reshape(-1, 3)
    spread = np.cov(here.T) + np.eye(3) * 2
    aim = np.cov(there.T) + np.eye(3) * 2
    root = _root(spread)
    back = np.linalg.inv(root)
    turn = back @ _root(root @ aim @ root) @ back
    # Lightness keeps most of its own contrast, so that the picture stays readable.
    turn[0] = 0.5 * turn[0] + 0.5 * np.array([1, 0, 0])
    turn = np.clip(turn, -3, 3)
    moved = there.mean(0) - turn @ here.mean(0)
    moved[0] = 0.6 * there[:, 0].mean() + 0.4 * here[:, 0].mean() - turn[0] @ here.mean(0)
    return np.asarray(np.column_stack([turn, moved]), np.float32)


def recoloured(picture: Picture, palette: Plane) -> Picture:
    """A picture through a map of its Lab colours."""
    mapped = cv2.transform(_lab(picture), palette)
    mapped[..., 0] = np.clip(mapped[..., 0], 0, 100)
    return as_picture(np.asarray(cv2.cvtColor(mapped, cv2.COLOR_LAB2RGB) * 255, np.float32))


def _lab(picture: Picture) -> Plane:
    return np.asarray(
        cv2.cvtColor(np.ascontiguousarray(picture).astype(np.float32) / 255, cv2.COLOR_RGB2LAB), np.float32
    )


def _root(matrix: Floats) -> Floats:
    values, vectors = np.linalg.eigh(matrix)
    return np.asarray(vectors @ np.diag(np.sqrt(np.maximum(values, 1e-6))) @ vectors.T)

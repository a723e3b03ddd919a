"""Tiles of noise that wrap, made once by filtering white noise in the frequency domain."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]


class Textures(NamedTuple):
    """`low` and `fine` cloudy noise 0..1, water slopes (x and z) whole and for far away, film grain, ground bumps (signed) and mottle 0..1."""

    low: Array
    fine: Array
    waves: Array
    far_waves: Array
    grain: Array
    bumps: Array
    mottle: Array


@cache
def _frequencies(side: int) -> Array:
    """Cycles a tile of a spectrum's entries; the mean counts as endless."""
    across, down = np.meshgrid(np.fft.rfftfreq(side) * side, np.fft.fftfreq(side) * side)
    frequency = np.hypot(across, down)
    frequency[0, 0] = 1e9
    return np.asarray(frequency, np.float32)


def spectral(side: int, fall: float, seed: int, lowest: float = 1, highest: float = 1e9) -> Array:
    """Noise whose spectrum falls with frequency ** -fall, between two frequencies (cycles a tile); mean 0, deviation 1."""
    white = np.random.default_rng(seed).standard_normal((side, side)).astype(np.float32)
    frequency = _frequencies(side)
    band = (frequency >= lowest) & (frequency <= highest)
    weight = np.zeros_like(frequency)
    np.power(frequency, np.float32(-fall), out=weight, where=band)
    tile = np.fft.irfft2(np.fft.rfft2(white) * weight, s=(side, side))
    tile -= tile.mean()
    tile /= tile.std()
    return np.asarray(tile, np.float32)


def squashed(tile: Array, gain: float = 0.75) -> Array:
    """Signed noise pressed into 0..1."""
    return np.asarray(0.5 + 0.5 * np.tanh(tile * gain), np.float32)


def halved(tile: Array) -> Array:
    """A tile at half its side: one that stays in a processor's cache is looked up twice as fast."""
    side = len(tile) // 2
    return np.asarray(cv2.resize(tile, (side, side), interpolation=cv2.INTER_AREA), np.float32)


@cache
def textures() -> Textures:
    """The tiles every scene shares; a quarter of a second."""
    swell = spectral(256, 1.9, 3, 3, 90)
    slope_x = np.roll(swell, -1, 1) - np.roll(swell, 1, 1)
    slope_z = np.roll(swell, -1, 0) - np.roll(swell, 1, 0)
    waves = np.ascontiguousarray(np.stack((slope_x, slope_z), 2) / slope_x.std(), np.float32)
    white = np.random.default_rng(5).standard_normal((512, 512)).astype(np.float32)
    return Textures(
        low=halved(squashed(spectral(1024, 1.75, 1))),
        fine=halved(squashed(spectral(1024, 1.35, 2))),
        waves=waves,
        far_waves=np.ascontiguousarray(cv2.resize(waves, (64, 64), interpolation=cv2.INTER_AREA), np.float32),
        grain=np.asarray(white * 0.7 + cv2.GaussianBlur(white, (0, 0), 0.9) * 1.4, np.float32),
        bumps=spectral(512, 1.7, 7, 2, 90),
        mottle=squashed(spectral(512, 1.15, 8, 2), 0.6),
    )

"""Ducking: where a voice speaks, drawn from its own word times; how the bed makes room for it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.signal import oaconvolve

RATE = 48_000
ATTACK, HOLD, RELEASE = 0.12, 0.6, 0.45
"""Seconds: down before a word, held over a gap, up after the last word."""
DIP = (1000.0, 4200.0)
"""The band where consonants live, in Hz."""
TAPS = 4096

Sound = NDArray[np.float32]


def curve(words: Sequence[tuple[float, float]], length: int) -> Sound:
    """1 where a voice speaks, 0 elsewhere, with the ramps between; `words` are (start, end) in seconds."""
    runs: list[list[float]] = []
    for start, end in sorted(words):
        if runs and start - runs[-1][1] < HOLD:
            runs[-1][1] = max(runs[-1][1], end)
        else:
            runs.append([start, end])
    duck = np.zeros(length, np.float32)
    for start, end in runs:
        points = np.array([start - ATTACK, start, end, end + RELEASE]) * RATE
        first, last = max(0, int(points[0])), min(length, int(points[3]) + 1)
        if last > first:
            ramp = np.interp(np.arange(first, last), points, [0.0, 1.0, 1.0, 0.0])
            duck[first:last] = np.maximum(duck[first:last], ramp)
    return duck


def dipped(sound: Sound, depth_db: float) -> Sound:
    """The sound with its 1 to 4.2 kHz band lowered; linear phase, so that it blends with itself without a trace."""
    frequency = np.fft.rfftfreq(TAPS, 1 / RATE)
    octaves = np.log2(np.maximum(frequency, 1.0))
    low, high = np.log2(DIP[0]), np.log2(DIP[1])
    share = np.clip((octaves - low) / 0.5 + 1, 0, 1) * np.clip((high - octaves) / 0.5 + 1, 0, 1)
    response = np.roll(np.fft.irfft(10 ** (depth_db * share / 20)), TAPS // 2) * np.hanning(TAPS)
    filtered = [oaconvolve(channel, response)[TAPS // 2 : TAPS // 2 + len(sound)] for channel in sound.T]
    return np.stack(filtered, axis=1).astype(np.float32)


def ducked(sound: Sound, duck: Sound, level_db: float, dip_db: float) -> Sound:
    """The bed under a voice: dipped and lowered by the curve, untouched elsewhere. Length × 2."""
    if not duck.any() or not sound.any():
        return sound
    blend = duck[:, None]
    made: Sound = (sound + (dipped(sound, dip_db) - sound) * blend) * np.float32(10) ** (
        np.float32(level_db / 20) * blend
    )
    return made

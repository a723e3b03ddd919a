"""The hall: decaying decorrelated noise in seven bands, each with its own decay, after a few early reflections."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from backends.composer.waves import RATE, convolved, high_pass

EDGES = (0, 180, 400, 900, 2000, 4500, 9000, 24000)
"""Hz between the bands."""
DECAYS = (1.1, 1.15, 1.0, 0.85, 0.65, 0.42, 0.25)
LEVELS = (1.1, 1.0, 0.9, 0.8, 0.7, 0.6, 0.3)
EARLY = ((0.011, 0.5), (0.019, 0.42), (0.027, 0.36), (0.038, 0.28), (0.053, 0.2))
"""Seconds and level of the first reflections."""
BEFORE = 0.022
"""Seconds before anything of the hall is heard."""

Sound = NDArray[np.float32]


def reverberated(send: Sound, seconds: float) -> Sound:
    """What a hall of a reverberation time answers to a send, as long as the send."""
    return convolved(high_pass(send, 110, 1), impulse(seconds))


@lru_cache(maxsize=16)
def impulse(seconds: float) -> Sound:
    """The hall's impulse response, n × 2, of energy 1 a side."""
    random = np.random.default_rng(3)
    count = round(seconds * 11 + 1) * (RATE // 10)
    t = np.arange(count) / RATE
    frequency = np.fft.rfftfreq(count, 1 / RATE)
    found = np.zeros((count, 2))
    for side in range(2):
        spectrum = np.fft.rfft(random.standard_normal(count))
        for low, high, decay, level in zip(EDGES, EDGES[1:], DECAYS, LEVELS, strict=False):
            rise = np.clip((frequency - low * 0.8) / max(low * 0.4, 1), 0, 1) if low else 1.0
            band = rise * np.clip((high * 1.2 - frequency) / (high * 0.4), 0, 1)
            found[:, side] += np.fft.irfft(spectrum * band, count) * np.exp(-6.91 * t / (seconds * decay)) * level
        found[:, side] *= np.minimum(t / 0.03, 1)
        for late, level in EARLY:
            found[int((late + 0.002 * side * random.random()) * RATE), side] += level * 3.6 * random.choice([-1, 1])
    found = high_pass(np.concatenate([np.zeros((int(BEFORE * RATE), 2)), found]), 150, 1)
    made: Sound = (found / np.sqrt((found**2).sum() / 2)).astype(np.float32)
    return made

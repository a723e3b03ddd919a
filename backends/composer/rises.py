"""Layers that rise to a hit and end on it: riser, swell, rolled cymbal."""

from __future__ import annotations

import numpy as np

from backends.composer.waves import (
    RATE,
    Random,
    Sound,
    faded,
    glide,
    hertz,
    high_pass,
    low_pass,
    saws,
    swept_noise,
    times,
)


def riser(seconds: float, pitch: int, strength: float, random: Random) -> Sound:
    """Noise and a fifth that climb an octave and more, faster and faster."""
    t = times(seconds) / seconds
    sides = []
    for _ in range(2):
        air = swept_noise(random, seconds, 300 * 2 ** (4.6 * t), 1.1)
        air /= np.abs(air).max() + 1e-9
        tone = saws([(hertz(pitch + step), 0.2) for step in (0, 7, 12)], 2 ** (t**1.6), random)
        tremor = 0.6 + 0.4 * glide(3 + 11 * t**2)
        sides.append(air * t**2.2 * 0.6 + low_pass(tone, 2600) * tremor * t**2.4 * 0.5)
    sound = np.stack(sides, axis=1)
    tail = min(len(sound), int(0.03 * RATE))
    sound[-tail:] *= np.linspace(1, 0, tail)[:, None]
    return sound * 0.5


def swell(seconds: float, pitch: int, strength: float, random: Random) -> Sound:
    """A breath of noise."""
    t = times(seconds) / seconds
    noise = random.standard_normal((len(t), 2))
    sound = (high_pass(noise, 2200) * 0.35 + low_pass(high_pass(noise, 400), 2500) * 0.3) * (
        np.exp(4.2 * (t - 1)) - np.exp(-4.2)
    )[:, None]
    return faded(sound, 480) * 0.5


def cymbal(seconds: float, pitch: int, strength: float, random: Random) -> Sound:
    """A suspended cymbal under soft mallets: many strokes on inharmonic partials, no broadband hiss."""
    t = times(seconds)
    partials = random.uniform(350, 6500, 36)
    sides = []
    for _ in range(2):
        tone = np.zeros(len(t))
        for partial in partials:
            strokes = 1 + 0.5 * np.sin(2 * np.pi * random.uniform(8, 15) * t)
            tone += np.sin(2 * np.pi * partial * t + random.uniform(0, 6)) * (600 / (partial + 600)) * strokes
        sides.append(tone)
    rise = (np.exp(3.6 * (t / seconds - 1)) - np.exp(-3.6)) * strength
    return faded(np.stack(sides, axis=1) * rise[:, None], 1200) * 0.012

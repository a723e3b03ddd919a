"""Layers that strike: boom, sub drop, braam, great drum, anvil, bell, shimmer, scrape."""

from __future__ import annotations

import numpy as np

from backends.composer.waves import (
    RATE,
    Random,
    Sound,
    both,
    faded,
    glide,
    hertz,
    high_pass,
    low_pass,
    rung,
    saws,
    swept_noise,
    times,
)  # fmt: skip

MEMBRANE = (1.0, 1.593, 2.136, 2.653, 2.918)
"""Modes of an ideal drum skin over its lowest (Rossing, Science of Percussion Instruments)."""


def boom(seconds: float, pitch: int, strength: float, random: Random) -> Sound:
    t = times(max(seconds, 2.5))
    body = np.tanh(1.8 * glide(30 + 60 * np.exp(-t * 10)) * np.exp(-t * 1.5))
    noise = random.standard_normal((len(t), 2))
    skin = low_pass(noise, 1400) * np.exp(-t * 16)[:, None] * 0.5
    low = high_pass(low_pass(noise, 320), 70) * np.exp(-t * 2.6)[:, None] * 0.5
    snap = high_pass(noise, 3000) * np.exp(-t * 30)[:, None] * 0.22
    return faded(0.9 * body[:, None] + skin + low + snap, 48) * 0.5


def subdrop(seconds: float, pitch: int, strength: float, random: Random) -> Sound:
    t = times(seconds)
    return faded(both(glide(26 + 44 * np.exp(-t * 1.4)) * np.exp(-t * 1.1)), 600) * 0.3


def braam(seconds: float, pitch: int, strength: float, random: Random) -> Sound:
    """Low brass beyond brass: detuned saws on the first four partials, driven, their brightness closing."""
    t = times(seconds)
    envelope = np.minimum(t / 0.035, 1) * np.exp(-np.maximum(t - 0.5, 0) * 1.1)
    opening = np.clip(1.15 - t / 1.3, 0, 1) ** 1.5
    sides = []
    for _ in range(2):
        tones = [
            (hertz(pitch) * multiple * 2 ** ((cents + random.normal(0, 2)) / 1200), level)
            for multiple, level in ((1, 1.0), (2, 0.8), (3, 0.35), (4, 0.25))
            for cents in (-7, 0, 6)
        ]
        tone = np.tanh(saws(tones, np.ones(len(t)), random) * 0.55)
        bright = 0.55 * low_pass(tone, 1500) + 0.5 * low_pass(tone, 4200)
        sides.append((low_pass(tone, 420) * (1 - opening) + bright * opening) * envelope)
    return faded(np.stack(sides, axis=1), 200) * 0.33


def great_drum(seconds: float, pitch: int, strength: float, random: Random) -> Sound:
    """A drum as large as a room: skin modes that sag in pitch, a low shell, the slap of the stick in stereo."""
    t = times(1.6)
    turns = np.cumsum(hertz(pitch) / RATE * (1 + 0.35 * strength * np.exp(-t * 28)))
    skin = sum(
        (
            np.sin(2 * np.pi * mode * turns) * np.exp(-t * (3.2 + 2.4 * index)) * (0.9 / (1 + 0.8 * index))
            for index, mode in enumerate(MEMBRANE)
        ),
        np.zeros(len(t)),
    )
    noise = random.standard_normal((len(t), 2))
    slap = low_pass(high_pass(noise, 300), 900 + 3200 * strength) * np.exp(-t * 45)[:, None] * (0.25 + 0.6 * strength)
    shell = low_pass(noise, 240) * np.exp(-t * 7)[:, None] * 0.5
    return faded(np.tanh(0.9 * skin)[:, None] + slap + shell, 24) * 0.34 * float(strength**1.3)


def anvil(seconds: float, pitch: int, strength: float, random: Random) -> Sound:
    """Struck iron: inharmonic modes of a bar, each side a little apart."""
    t = times(1.1)
    sides = [
        rung(t, [(hertz(pitch) * mode * random.uniform(0.997, 1.003), 5 + 2.2 * mode, 0.7 / mode**0.6)
                 for mode in (1.0, 2.756, 3.31, 5.404, 6.8, 8.933)])
        for _ in range(2)
    ]  # fmt: skip
    return faded(np.stack(sides, axis=1), 24) * 0.16 * float(strength**1.4)


def ding(seconds: float, pitch: int, strength: float, random: Random) -> Sound:
    t = times(1.6)
    tone = rung(t, [(hertz(pitch) * mode, decay, level) for mode, decay, level in BELL])
    return faded(tone[:, None] * np.array([0.5, 0.6]), 48) * 0.25 * strength


def shimmer(seconds: float, pitch: int, strength: float, random: Random) -> Sound:
    """Small bells here and there, the notes of a pentatonic scale."""
    sound = np.zeros((int((seconds + 1.6) * RATE), 2))
    t = times(1.6)
    for index in range(18):
        base = hertz(pitch + int(random.choice([0, 2, 4, 7, 9, 12])) - 12 * (index % 2))
        bell = rung(t, [(base * mode, decay, level) for mode, decay, level in BELL])
        start, side = int(random.uniform(0, seconds) * RATE), random.random()
        sound[start : start + len(bell)] += bell[: len(sound) - start, None] * np.array([side, 1 - side]) * 0.06
    return faded(sound, 48)


def scrape(seconds: float, pitch: int, strength: float, random: Random) -> Sound:
    """Metal drawn over metal, rising."""
    t = times(seconds) / seconds
    centre = 900 + 1400 * t + 120 * np.sin(2 * np.pi * 7 * t)
    sides = [swept_noise(random, seconds, centre * (1 + 0.02 * side), 0.33) for side in range(2)]
    sound = np.stack(sides, axis=1)
    sound /= np.abs(sound).max() + 1e-9
    return faded(sound * (np.sin(np.pi * t) ** 1.5)[:, None], 960) * 0.22


BELL = ((1.0, 3.0, 1.0), (2.76, 6.0, 0.4), (5.4, 11.0, 0.2))
"""Modes of a small bell: multiple, decay a second, level."""

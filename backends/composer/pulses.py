"""Layers played note by note: bass pulse, sequencer blip, clock, heart, clap, shaker."""

from __future__ import annotations

import numpy as np

from backends.composer.waves import Random, Sound, both, faded, glide, hertz, high_pass, low_pass, rung, saws, times

TICK = (2450.0, 1850.0)
"""Hz of a clock's tick and tock."""


def pulse(seconds: float, pitch: int, strength: float, random: Random) -> Sound:
    """A synthetic bass note: two saws and a sine, plucked by its low-pass."""
    t = times(max(seconds, 0.12))
    tone = saws([(hertz(pitch), 1.0), (hertz(pitch) * 1.004, 0.7)], np.ones(len(t)), random)
    tone += 0.5 * np.sin(2 * np.pi * hertz(pitch) * t)
    envelope = np.minimum(t / 0.004, 1) * np.exp(-t * 5.5)
    low, high = low_pass(tone, 220 + 500 * strength), low_pass(tone, 500 + 2600 * strength**2)
    return faded(both((low + high * np.exp(-t * 18) * 0.8) * envelope * strength**1.4), 100) * 0.3


def blip(seconds: float, pitch: int, strength: float, random: Random) -> Sound:
    """One step of a sequencer, somewhere between left and right."""
    t = times(max(seconds, 0.2))
    tone = saws([(hertz(pitch), 1.0), (hertz(pitch) * 1.006, 1.0)], np.ones(len(t)), random)
    tone = low_pass(tone, 500 + 3800 * strength**2) * np.exp(-t * 11) * np.minimum(t / 0.003, 1) * strength**1.5
    angle = random.uniform(0.25, 0.75) * np.pi / 2
    return faded(tone[:, None] * np.array([np.cos(angle), np.sin(angle)]), 100) * 0.35


def clock(seconds: float, pitch: int, strength: float, random: Random) -> Sound:
    """Tick on even pitches, tock on odd ones."""
    t = times(0.09)
    base = TICK[pitch % 2]
    sound = rung(t, [(base, 160, 1.0), (base * 2.71, 260, 0.5)])
    sound += 0.3 * random.standard_normal(len(t)) * np.exp(-t * 700)
    return faded(sound[:, None] * np.array([0.8, 0.6]), 24) * 0.4 * strength


def heart(seconds: float, pitch: int, strength: float, random: Random) -> Sound:
    """Two beats of a heart heard through the chest."""
    t = times(0.7)
    sound = np.zeros(len(t))
    for late, level, frequency in ((0.0, 1.0, 52.0), (0.27, 0.65, 62.0)):
        own = np.maximum(t - late, 0)
        shape = np.exp(-own * 13) * np.minimum(own / 0.006, 1) * (t >= late)
        sound += level * np.sin(2 * np.pi * frequency * own * np.exp(-own * 1.2)) * shape
    return faded(both(sound), 48) * 0.7 * strength


def clap(seconds: float, pitch: int, strength: float, random: Random) -> Sound:
    """Several people's hands, a few milliseconds apart, all around."""
    t = times(0.35)
    sound = np.zeros((len(t), 2))
    for person in range(7):
        own = np.maximum(t - (0 if person == 0 else random.uniform(0.001, 0.022)), 0)
        noise = high_pass(
            low_pass(random.standard_normal(len(t)), random.uniform(2200, 5200)), random.uniform(500, 1100)
        )
        side = random.uniform(0.15, 0.85) * np.pi / 2
        sound += (noise * np.exp(-own * random.uniform(55, 95)) * (own > 0))[:, None] * [np.cos(side), np.sin(side)]
    return faded(sound, 24) * 0.34 * strength


def shaker(seconds: float, pitch: int, strength: float, random: Random) -> Sound:
    """A grain of sand in a tube: bright, short, soft at its beginning."""
    t = times(0.11)
    noise = high_pass(random.standard_normal((len(t), 2)), 5200)
    return faded(noise * (np.minimum(t / 0.018, 1) * np.exp(-t * 42))[:, None], 60) * 0.16 * strength


def kick(seconds: float, pitch: int, strength: float, random: Random) -> Sound:
    """A tight bass drum: a sine that falls into its pitch, and the beater."""
    t = times(0.45)
    body = np.tanh(1.5 * glide(48 + 130 * np.exp(-t * 42)) * np.exp(-t * 8.5))
    beater = high_pass(random.standard_normal(len(t)), 1800) * np.exp(-t * 160) * 0.12
    return faded(both(body + beater), 24) * 0.42 * strength

"""The trailer's own sounds: whooshes, booms, risers, reverses, drops, drones, braams."""

from __future__ import annotations

import numpy as np

from backends.foley.hearing import Heard
from backends.foley.matter import (
    Mono,
    Random,
    band,
    burst,
    lay,
    mode,
    noise,
    panned,
    room,
    saw,
    sculpted,
    silence,
    stereo,
    swept,
    times,
    tone,
    wander,
)


def whoosh(random: Random, seconds: float, heard: Heard) -> Mono:
    """Air round something fast: rises, passes, falls; from side to side."""
    t = times(seconds) / seconds
    peak = 0.55
    at = np.where(t < peak, t / peak, (1 - t) / (1 - peak))
    arc = np.clip(at, 0, 1) ** (1.6 + 1.8 * heard.intensity)
    body = swept(noise(random, seconds), 170 * 2 ** (4.0 * arc), 1.7, tilt=-2) * arc
    hiss = sculpted(noise(random, seconds), [(2600 + 3200 * arc, 1.3, 0.16)]) * arc**2
    low = sculpted(noise(random, seconds), [(85, 1.4, 0.8)], tilt=-4) * arc**1.4 * heard.intensity
    side = 1 if random.random() < 0.5 else -1
    return panned(body + hiss + low, side * 0.8 * np.tanh(5 * (t - peak)))


def boom(random: Random, seconds: float, heard: Heard) -> Mono:
    """A trailer's hit: a sub that falls into place, a dull body, a crack on top, a hall."""
    length = min(seconds, 6.0)
    force = heard.intensity
    t = times(length)
    sub = np.tanh(2.0 * mode(length, 33 + 8 * random.random(), 1.8 + 1.6 * force, 2.0)) * np.minimum(1, t / 0.002)
    out = stereo(sub)
    for side in range(2):
        body = sculpted(noise(random, length), [(130, 1.8, 1.0)], tilt=-3) * np.exp(-t * 5) * np.minimum(1, t / 0.002)
        debris = sculpted(noise(random, length), [(620, 2.0, 0.35)]) * np.exp(-t * 3.0) * np.minimum(1, t * 12)
        out[side] += body * 0.8 + debris * 0.16
    lay(out, burst(random, length, 500, 6000, 36), 0.0, 0.0, 0.3 + 0.45 * force)
    return room(random, out, 2.8, 0.22, 2600)


def subdrop(random: Random, seconds: float, heard: Heard) -> Mono:
    """A tone that falls from the chest to below hearing; a soft knock where it starts."""
    length = min(seconds, 5.0)
    t = times(length)
    pitch = 26 + 72 * np.exp(-t * 3.2 / length * 2)
    fall = np.tanh(1.7 * tone(pitch)) * np.exp(-t * 1.5 / length) * np.minimum(1, t / 0.006)
    fall *= np.clip((length - t) / (0.35 * length), 0, 1)
    knock = burst(random, length, 60, 700, 30) * 0.35
    out = stereo(fall)
    return out + room(random, stereo(knock), 1.2, 0.3, 900)[:, : out.shape[1]]


def riser(random: Random, seconds: float, heard: Heard) -> Mono:
    """Tension: air and a stack of fifths that climb, trembling faster, into the cut."""
    t = times(seconds) / seconds
    climb = t ** (1.5 + heard.intensity)
    tremor = 0.65 + 0.35 * np.sin(2 * np.pi * np.cumsum(3 + 13 * t**2) / 48_000)
    end = np.clip((1 - t) * seconds / 0.012, 0, 1)
    sides = []
    for side in range(2):
        air = sculpted(noise(random, seconds), [(280 * 2 ** (4.6 * t), 1.4, 1.0)])
        pitch = 92 * 2 ** (1.9 * t**1.4)
        chord = np.sum(
            [
                saw(pitch * ratio * (1 + 0.003 * (2 * side - 1)), random.random()) / ratio
                for ratio in (1, 1.5, 2.01, 3, 4.02)
            ],
            axis=0,
        )
        chord = sculpted(chord, [(400 * 2 ** (3 * t), 2.0, 1.0)])
        sides.append((air * 1.1 + chord * tremor * (0.2 + 0.3 * heard.intensity)) * climb * end)
    return stereo(*sides)


def reverse(random: Random, seconds: float, heard: Heard) -> Mono:
    """A cymbal and a low hit played backwards: nothing, then all of it, cut off."""
    t = times(seconds)
    sides = []
    for _ in range(2):
        metal = np.sum(
            [mode(seconds, random.uniform(900, 9500), random.uniform(0.5, 1.0) * seconds) for _ in range(10)], axis=0
        )
        wash = sculpted(noise(random, seconds), [(3800, 2.2, 1.0)]) * np.exp(-t * 4.2 / seconds)
        low = sculpted(noise(random, seconds), [(140, 1.8, 1.0)], tilt=-3) * np.exp(-t * 5.5 / seconds)
        sides.append(metal * 0.16 + wash * 0.8 + low * 0.5 * heard.intensity)
    out = stereo(*sides)[:, ::-1].copy()
    return out * np.clip((seconds - t) / 0.006, 0, 1) * np.minimum(1, t / 0.02)


def drone(random: Random, seconds: float, heard: Heard) -> Mono:
    """Unease: a low fifth that beats against itself, breath of a far room, a high thread."""
    root = random.uniform(46, 62)
    sides = []
    for side in range(2):
        chord = np.sum(
            [
                tone(
                    root * ratio * (1 + 0.0016 * (side * 2 - 1)) * wander(random, seconds, 0.998, 1.002, 0.4),
                    random.uniform(0, 6),
                )
                * level
                * wander(random, seconds, 0.35, 1, 0.3)
                for ratio, level in ((1, 1.0), (1.5, 0.45), (2, 0.55), (3.01, 0.28), (4.03, 0.18), (6.05, 0.08))
            ],
            axis=0,
        )
        breath = sculpted(
            noise(random, seconds, -2), [(wander(random, seconds, 160, 420, 0.35), 1.4, 1.0), (1500, 1.2, 0.08)]
        )
        thread = tone(root * 16.1 * wander(random, seconds, 0.997, 1.003, 0.6)) * np.clip(
            wander(random, seconds, -0.6, 1, 0.4), 0, 1
        )
        sides.append(chord * (0.6 + 0.3 * heard.intensity) + breath * 0.5 + thread * 0.02)
    return stereo(*sides)


def braam(random: Random, seconds: float, heard: Heard) -> Mono:
    """Low brass in one blow: detuned octaves through a filter that opens with the attack and closes slowly."""
    length = min(seconds, 5.0)
    t = times(length)
    root = random.choice([36.7, 41.2, 43.65])
    envelope = (
        np.minimum(1, t / 0.05)
        * np.exp(-t * (1.9 - 0.9 * heard.intensity))
        * np.clip((length - t) / (0.3 * length), 0, 1)
    )
    opening = 120 + (900 + 1500 * heard.intensity) * np.exp(-t * 1.6) * np.minimum(1, t / 0.08)
    sides = []
    for side in (-1, 1):
        stack = np.sum(
            [
                saw(np.full(len(t), root * octave * (1 + side * cents)), random.random()) / octave**0.4
                for octave in (1, 2, 3, 4)
                for cents in (-0.004, 0.0015, 0.0045)
            ],
            axis=0,
        )
        sides.append(np.tanh(sculpted(stack * 0.4, [(opening * 0.35, 2.2, 1.0), (opening, 1.6, 0.6)])) * envelope)
    out = stereo(*sides)
    lay(out, burst(random, length, 40, 500, 12), 0.0, 0.0, 0.8)
    return room(random, out, 2.8, 0.2, 2800)


def tension(random: Random, seconds: float, heard: Heard) -> Mono:
    """Strings that will not resolve: a high cluster bowed close to the bridge, trembling, growing."""
    out = silence(seconds)
    base = random.uniform(520, 640)
    for index, ratio in enumerate((1.0, 1.059, 1.122, 1.498, 1.587)):
        bow = wander(random, seconds, 0.3, 1.0, 6 + 5 * heard.intensity) * wander(random, seconds, 0.5, 1.0, 0.5)
        pitch = base * ratio * wander(random, seconds, 0.994, 1.006, 5)
        string = sculpted(saw(pitch), [(1100, 1.4, 0.6), (2800, 1.2, 0.7), (4800, 1.2, 0.25)])
        scrape = sculpted(noise(random, seconds), [(3600, 1.3, 0.1)])
        out += panned((string + scrape) * bow, -0.7 + 0.35 * index)
    return room(random, np.stack([band(side, 180, None) for side in out]), 2.0, 0.3, 6000)[:, : out.shape[1]]

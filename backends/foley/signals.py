"""Signals: what electronics and magic sound like in films."""

from __future__ import annotations

import numpy as np

from backends.foley.creatures import bell_shape
from backends.foley.hearing import Heard
from backends.foley.matter import (
    Mono,
    Random,
    band,
    burst,
    late,
    lay,
    noise,
    panned,
    room,
    saw,
    scattered,
    sculpted,
    silence,
    smoothed,
    stereo,
    struck,
    times,
    tone,
    wander,
)


def glitch(random: Random, seconds: float, heard: Heard) -> Mono:
    """A broken signal: stutters, crushed bursts, jumps of pitch and side, holes."""
    out = silence(seconds)
    at = 0.0
    while at < seconds:
        length = random.uniform(0.012, 0.1)
        t = times(length)
        fade = np.minimum(1, np.minimum(t, t[-1] - t) / 0.0008)
        kind = random.integers(4)
        if kind == 0:
            piece = np.sign(np.sin(2 * np.pi * random.choice([90, 180, 440, 1250, 2600]) * t))
        elif kind == 1:
            held = random.integers(6, 60)
            piece = np.repeat(random.uniform(-1, 1, len(t) // held + 1), held)[: len(t)]
        elif kind == 2:
            piece = saw(np.full(len(t), random.uniform(200, 3000))) * (
                np.sin(2 * np.pi * random.uniform(20, 60) * t) > 0
            )
        else:
            piece = band(random.standard_normal(len(t)), 1500, 9000)
        if random.random() < 0.6 + 0.3 * heard.intensity:
            again = random.integers(1, 5)
            for turn in range(again):
                lay(out, piece * fade, at + turn * length * 0.8, random.uniform(-0.8, 0.8), random.uniform(0.25, 0.8))
            at += length * 0.8 * (again - 1)
        at += length
    return out


def static(random: Random, seconds: float, heard: Heard) -> Mono:
    """A radio between stations: hiss, crackle, a heterodyne that whistles up and down."""
    hiss = np.stack([sculpted(noise(random, seconds), [(1900, 2.6, 0.6)]) for _ in range(2)])
    hiss = hiss * 0.3 + stereo(sculpted(noise(random, seconds), [(1900, 2.2, 0.7)]))
    crackle = np.zeros(len(times(seconds)))
    at = random.integers(0, len(crackle), int(seconds * (20 + 60 * heard.intensity)))
    crackle[at] = random.normal(0, 1, len(at)) * 6
    whistle = tone(wander(random, seconds, 700, 2400, 1.1)) * np.clip(wander(random, seconds, -1.0, 1.0, 0.9), 0, 1)
    return hiss * wander(random, seconds, 0.5, 1.0, 3) + stereo(band(crackle, 500, 5000) + whistle * 0.12)


def electricity(random: Random, seconds: float, heard: Heard) -> Mono:
    """Arcs: the mains' buzz, and sparks that jump in bunches."""
    t = times(seconds)
    on = np.clip(wander(random, seconds, -0.5, 1.4, 5.0), 0, 1)
    buzz = sculpted(
        saw(np.full(len(t), 100.0)) + 0.6 * saw(np.full(len(t), 200.0)), [(400, 2.0, 0.6), (2600, 2.0, 0.8)]
    )
    arcs = sculpted(noise(random, seconds), [(4200, 2.0, 1.0)]) * (np.sin(2 * np.pi * 100 * t) > 0.3) * on
    sparks = np.zeros((2, len(t)))
    for at in np.sort(random.uniform(0, seconds, int(seconds * (10 + 30 * heard.intensity)))):
        lay(sparks, burst(random, 0.02, 1800, 14_000, 500), at, random.uniform(-0.7, 0.7), random.uniform(0.4, 1.4))
    return stereo(buzz * (0.12 + 0.4 * on) + arcs * 0.9) + sparks * 1.2


def laser(random: Random, seconds: float, heard: Heard) -> Mono:
    """A bolt: a tone that falls three octaves in a blink, its echo down the corridor."""
    length = min(seconds, 1.5)
    out = silence(length)
    for start in late(random, 0.0, length - 0.1, 0.26 if heard.intensity > 0.75 else 9.0, 0.02):
        last = 0.32
        t = times(last)
        fall = 320 + 4600 * np.exp(-t * random.uniform(13, 19))
        bolt = (tone(fall) + 0.5 * saw(fall * 0.5)) * np.exp(-t * 9) * np.minimum(1, t / 0.002)
        lay(out, bolt, start, random.uniform(-0.3, 0.3))
        lay(out, burst(random, 0.05, 1500, 9000, 100), start, 0.0, 0.5)
    return room(random, out, 0.9, 0.16, 6000)


def magic(random: Random, seconds: float, heard: Heard) -> Mono:
    """A shimmer: a run of glass bells upwards, then motes of sound that drift and fade in a wide space."""
    out = silence(seconds)
    base = random.uniform(1050, 1250)
    scale = [base * 2 ** (step / 12) for step in (0, 2, 4, 7, 9, 12, 14, 16, 19, 21, 24)]
    for index, hertz in enumerate(scale):
        at = index * min(0.055, seconds / 30)
        lay(
            out,
            struck(1.6, [(1.0, 0.8, 1.3), (2.756, 0.3, 0.6), (5.4, 0.12, 0.3)], hertz),
            at,
            -0.7 + 0.14 * index,
            0.5 + 0.03 * index,
        )
    motes = [struck(1.0, [(1.0, 0.6, 0.8), (2.756, 0.2, 0.3)], hertz * octave) for hertz in scale for octave in (1, 2)]
    for at in np.sort(random.uniform(0.3, max(0.35, seconds), int(seconds * (9 + 14 * heard.intensity)))):
        lay(out, motes[random.integers(len(motes))], at, random.uniform(-0.9, 0.9), random.uniform(0.05, 0.3))
    glow = sculpted(noise(random, seconds), [(wander(random, seconds, 5000, 8000, 1.5), 0.9, 0.16)])
    pad = np.sum(
        [
            tone(np.full(len(times(seconds)), hertz / 2)) * wander(random, seconds, 0, 1, 0.8)
            for hertz in (scale[0], scale[3], scale[5])
        ],
        axis=0,
    )
    swell = np.minimum(1, times(seconds) / 0.4)
    out += (
        stereo(glow * wander(random, seconds, 0.3, 1, 6), np.roll(glow, 733)) * swell * 0.5
        + stereo(pad) * swell * 0.025
    )
    return room(random, out, 2.6, 0.4, 10_000)[:, : out.shape[1]]


def beeps(random: Random, seconds: float, heard: Heard) -> Mono:
    """A computer at work: short pure tones in small patterns, relays, a fan."""
    out = silence(seconds)
    scale = (880.0, 1175.0, 1320.0, 1760.0, 2349.0)
    for start in scattered(random, seconds, 0.8 - 0.4 * heard.intensity, 0.3):
        length, place = random.choice([0.04, 0.06, 0.09]), random.uniform(-0.6, 0.6)
        for note in range(random.integers(1, 5)):
            pitch = np.full(len(times(length)), random.choice(scale))
            lay(
                out,
                (tone(pitch) + 0.2 * tone(3 * pitch)) * bell_shape(len(pitch), 0.08, 0.1),
                start + note * length * 1.3,
                place,
                0.6,
            )
    fan = np.stack([sculpted(noise(random, seconds), [(260, 1.6, 0.04)], tilt=-3) for _ in range(2)])
    return room(random, out, 0.5, 0.1, 7000)[:, : out.shape[1]] + fan


def alarm(random: Random, seconds: float, heard: Heard) -> Mono:
    """A klaxon in a steel corridor: two harsh tones in turn."""
    t = times(seconds)
    turn = (t / 0.62) % 1
    pitch = np.where(turn < 0.55, 520.0, 415.0) * wander(random, seconds, 0.995, 1.005, 4)
    sound = sculpted(saw(pitch) + 0.6 * saw(pitch * 1.007), [(820, 1.5, 1.0), (2200, 1.3, 0.6)])
    gate = smoothed((turn < 0.9).astype(float), 0.01)
    out = panned(sound * gate, 0.0)
    return room(random, out, 1.4, 0.25, 4500)[:, : out.shape[1]]


def sonar(random: Random, seconds: float, heard: Heard) -> Mono:
    """A ping that goes out through deep water, and its faint answers."""
    out = silence(seconds)
    hertz = random.uniform(1050, 1250)
    for start in np.arange(0.02, seconds, 3.4):
        for lag, level in ((0.0, 1.0), (random.uniform(0.9, 1.5), 0.16)):
            t = times(1.6)
            ping = tone(np.full(len(t), hertz)) * np.exp(-t * 3.6) * np.minimum(1, t / 0.008)
            lay(out, ping, start + lag, random.uniform(-0.3, 0.3), level)
    deep = np.stack([sculpted(noise(random, seconds), [(90, 1.8, 0.05)], tilt=-3) for _ in range(2)])
    return room(random, out, 3.0, 0.4, 3000)[:, : out.shape[1]] + deep


def power(random: Random, seconds: float, heard: Heard) -> Mono:
    """A machine comes to life: relays, a tone that winds up, the hum it settles in."""
    t = times(seconds) / seconds
    wound = 1 - np.exp(-t * 5)
    pitch = 46 + 150 * wound + 8 * np.sin(2 * np.pi * 5 * t) * (1 - wound)
    hum = sculpted(saw(pitch) + 0.5 * saw(pitch * 2.01), [(180 + 900 * wound, 2.0, 1.0)])
    whine = tone(300 + 4200 * wound) * 0.06 * np.minimum(1, t * 4)
    out = stereo(hum * (0.3 + 0.7 * wound) + whine, np.roll(hum, 53) * (0.3 + 0.7 * wound) + whine)
    for at in (0.0, 0.11, 0.28):
        lay(out, struck(0.2, [(330, 0.8, 0.09), (1450, 0.5, 0.06), (2900, 0.3, 0.04)]), at * seconds, 0.0, 0.7)
    return out * np.minimum(1, t * seconds / 0.004)

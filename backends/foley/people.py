"""People: crowds, cheers, applause; one heart, one breath, a whisper."""

from __future__ import annotations

import numpy as np

from backends.foley.creatures import bell_shape, glide
from backends.foley.hearing import Heard
from backends.foley.matter import (
    Mono,
    Peak,
    Random,
    band,
    burst,
    late,
    lay,
    mode,
    noise,
    panned,
    room,
    saw,
    scattered,
    sculpted,
    silence,
    sprinkle,
    stereo,
    times,
    wander,
)

VOWELS: tuple[tuple[float, float, float], ...] = (
    (710, 1180, 2500),
    (540, 1750, 2450),
    (330, 2150, 2850),
    (530, 900, 2400),
    (350, 780, 2300),
    (600, 1350, 2450),
)
"""First three formants in Hz of a, e, i, o, u and the neutral vowel."""


def babble(random: Random, seconds: float, voices: int, excited: float) -> Mono:
    """Voices that all talk at once: pulses under formants that move from vowel to vowel, in syllables and phrases."""
    out = silence(seconds)
    for _ in range(voices):
        high = random.random() < 0.45
        base = (random.uniform(175, 240) if high else random.uniform(95, 140)) * (1 + 0.35 * excited)
        pitch = base * wander(random, seconds, 0.85, 1.2 + 0.2 * excited, 3.0)
        pace = random.uniform(3.5, 5.5)
        syllables = np.clip(wander(random, seconds, -0.35, 1.0, 2 * pace), 0, 1)
        phrases = np.clip(wander(random, seconds, -0.6, 1.6, 0.7), 0, 1)
        vowels = np.asarray(VOWELS)[random.integers(0, len(VOWELS), int(seconds * pace) + 2)] * (1.12 if high else 1.0)
        spoken = times(seconds) * pace
        paths = [np.interp(spoken, np.arange(len(vowels)), vowels[:, formant]) for formant in range(3)]
        peaks: list[Peak] = [(paths[0], 0.5, 1.0), (paths[1], 0.4, 0.5), (paths[2], 0.4, 0.2)]
        source = band(saw(pitch, random.random()), None, 1800, 1) + 0.06 * noise(random, seconds)
        talk = sculpted(source, peaks) * syllables * phrases
        out += panned(talk, random.uniform(-0.9, 0.9)) * random.uniform(0.25, 1.0)
    return out


def murmur(random: Random, seconds: float) -> Mono:
    """The many who are too far away to be told apart."""
    return np.stack(
        [
            sculpted(noise(random, seconds), [(260, 1.5, 1.0), (620, 1.3, 0.8), (1500, 1.4, 0.3)], tilt=-3)
            * wander(random, seconds, 0.7, 1.0, 4.0)
            for _ in range(2)
        ]
    )


def crowd(random: Random, seconds: float, heard: Heard) -> Mono:
    """People talking: some near enough to be told apart, the rest a murmur, in a space that holds them."""
    near = babble(random, seconds, 5 + int(4 * heard.intensity), 0.4 * heard.intensity)
    out = near / (near.std() + 1e-9) + murmur(random, seconds) * (0.35 + 0.4 * heard.intensity)
    return room(random, out, 1.1, 0.25, 4000)[:, : out.shape[1]]


def cheer(random: Random, seconds: float, heard: Heard) -> Mono:
    """A crowd cheers: open vowels held and let fall, whistles, clapping under it."""
    out = silence(seconds)
    t = times(seconds)
    swell = 0.55 + 0.45 * wander(random, seconds, 0, 1, 0.5)
    for _ in range(6 + int(6 * heard.intensity)):
        base = random.uniform(210, 420)
        pitch = base * wander(random, seconds, 0.85, 1.25, 0.9)
        held = np.clip(wander(random, seconds, -0.6, 1.4, 0.9), 0, 1)
        peaks: list[Peak] = [(760, 0.7, 1.0), (1350, 0.6, 0.6), (2800, 0.6, 0.25)]
        shout = sculpted(band(saw(pitch, random.random()), None, 2600, 1) + 0.15 * noise(random, seconds), peaks)
        out += panned(shout * held, random.uniform(-0.9, 0.9)) * random.uniform(0.3, 1.0)
    out /= out.std() + 1e-9
    far = np.stack(
        [sculpted(noise(random, seconds), [(750, 1.6, 1.0), (1500, 1.5, 0.6), (3200, 1.4, 0.15)]) for _ in range(2)]
    )
    out = (out + far / far.std() * 0.9) * swell
    for at in scattered(random, seconds, 1.6, 0.7):
        length = random.uniform(0.35, 0.8)
        pitch = glide((1500, 2500, 2300, 1700), len(times(length))) * random.uniform(0.9, 1.15)
        whistle = np.sin(2 * np.pi * np.cumsum(pitch) / 48_000) * bell_shape(len(pitch), 0.1, 0.4)
        lay(out, whistle, at, random.uniform(-0.8, 0.8), 0.35)
    out += applause(random, seconds, heard) * 1.2 * (0.8 + 0.2 * np.sin(t))
    return room(random, out, 1.6, 0.25, 5000)[:, : out.shape[1]]


def applause(random: Random, seconds: float, heard: Heard) -> Mono:
    """Clapping hands, each pair with its own hollow, from a few to a hall."""

    def clap() -> Mono:
        hollow = random.uniform(750, 2300)
        piece = burst(random, 0.05, hollow * 0.55, hollow * 2.4, random.uniform(120, 260))
        return piece + 0.5 * mode(0.05, hollow, 0.03)

    rate = 40 + 420 * heard.intensity**1.6
    breath = wander(random, seconds, 0.75, 1.0, 0.6)
    hands = sprinkle(random, seconds, rate, clap, kinds=64, when=breath, heavy=0.7)
    hands /= np.sqrt(np.mean(hands**2)) + 1e-9
    return room(random, hands * 0.3, 1.3, 0.25, 6000)[:, : hands.shape[1]]


def heartbeat(random: Random, seconds: float, heard: Heard) -> Mono:
    """Lub and dub, as through the chest; faster and harder in fear."""
    out = silence(seconds)
    step = 60 / (56 + 60 * heard.intensity)
    for at in late(random, 0.04, seconds, step, 0.012):
        for lag, level, hertz in ((0.0, 1.0, 46), (0.3 * min(1.0, step), 0.62, 58)):
            thump = mode(0.3, hertz * random.uniform(0.97, 1.03), 0.3, 0.9) * np.minimum(1, times(0.3) / 0.006)
            flesh = burst(random, 0.12, 60, 260, 45) * 0.5
            thump[: len(flesh)] += flesh
            lay(out, thump, at + lag, 0.0, level)
    out = np.stack([band(side, 25, 420) for side in out])
    return room(random, out, 0.5, 0.08, 300)[:, : out.shape[1]]


def breath(random: Random, seconds: float, heard: Heard) -> Mono:
    """Breathing: in through a narrow mouth, out through a wider one; quicker where the words are strong."""
    out = silence(seconds)
    cycle = 3.4 - 2.3 * heard.intensity
    for at in late(random, 0.03, seconds, cycle, 0.04):
        for lag, share, first, second in ((0.0, 0.36, 1150.0, 2700.0), (0.45, 0.48, 720.0, 1750.0)):
            length = cycle * share * random.uniform(0.9, 1.1)
            count = len(times(length))
            drift = glide((1.0, 1.15, 0.9), count)
            air = sculpted(
                noise(random, length), [(first * drift, 0.9, 1.0), (second * drift, 0.7, 0.45), (5200, 1.4, 0.12)]
            )
            lay(out, air * bell_shape(count, 0.35, 0.5), at + lag * cycle, 0.0, 0.75 if lag == 0.0 else 1.0)
    return room(random, out, 0.35, 0.08, 5000)[:, : out.shape[1]]


def whisper(random: Random, seconds: float, heard: Heard) -> Mono:
    """Whispers: breath under moving vowels, hissed consonants between, from more than one side."""
    out = silence(seconds)
    for place in (-0.5, 0.45, 0.0)[: 1 + int(2.4 * heard.intensity)]:
        at = random.uniform(0.02, 0.15)
        while at < seconds:
            length = random.uniform(0.09, 0.22)
            count = len(times(length))
            first, second, third = VOWELS[random.integers(len(VOWELS))]
            air = sculpted(
                noise(random, length), [(first, 0.5, 0.5), (second, 0.4, 0.8), (third, 0.4, 0.6), (4500, 1.0, 0.12)]
            )
            lay(out, air * bell_shape(count, 0.3, 0.4), at, place, random.uniform(0.5, 1.0))
            if random.random() < 0.55:
                hiss = burst(random, 0.09, 3800, 9500, 30) * bell_shape(len(times(0.09)), 0.3, 0.4)
                lay(out, hiss, at + length, place, 0.35)
                at += 0.07
            at += length + (random.uniform(0.25, 0.7) if random.random() < 0.2 else random.uniform(0.0, 0.03))
    return room(random, out, 1.4, 0.22, 7000)[:, : out.shape[1]] + stereo(noise(random, seconds, -3) * 1e-4)

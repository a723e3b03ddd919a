"""Layers no General MIDI set has: boom, sub drop, braam, riser, swells, shimmer. 48 kHz, n × 2."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, sosfilt

RATE = 48_000
Sound = NDArray[np.float64]
Random = np.random.Generator


def times(seconds: float) -> Sound:
    """Seconds of every sample."""
    return np.arange(int(seconds * RATE)) / RATE


def low_pass(sound: Sound, frequency: float, order: int = 2) -> Sound:
    """Butterworth, along the first axis."""
    made: Sound = sosfilt(butter(order, frequency, "low", fs=RATE, output="sos"), sound, axis=0)
    return made


def high_pass(sound: Sound, frequency: float, order: int = 2) -> Sound:
    """Butterworth, along the first axis."""
    made: Sound = sosfilt(butter(order, frequency, "high", fs=RATE, output="sos"), sound, axis=0)
    return made


def faded(sound: Sound, samples: int) -> Sound:
    """Both ends eased over some samples."""
    count = min(samples, len(sound) // 2)
    ease = 0.5 - 0.5 * np.cos(np.pi * np.arange(count) / max(1, count))
    sound = sound.copy()
    sound[:count] *= ease[:, None]
    sound[len(sound) - count :] *= ease[::-1, None]
    return sound


def hertz(pitch: float) -> float:
    """Frequency of a MIDI number."""
    return float(440 * 2 ** ((pitch - 69) / 12))


def saw(frequency: Sound | float, seconds: float, phase: float) -> Sound:
    """Saw without aliasing (polyBLEP); `frequency` may change from sample to sample."""
    step = np.broadcast_to(np.asarray(frequency, float) / RATE, (int(seconds * RATE),))
    place = (phase + np.cumsum(step)) % 1
    wave = 2 * place - 1
    after, before = place < step, place > 1 - step
    t = place[after] / step[after]
    wave[after] -= 2 * t - t * t - 1
    t = (place[before] - 1) / step[before]
    wave[before] -= t * t + 2 * t + 1
    return wave


def swept_noise(random: Random, seconds: float, centre: Sound, width: float) -> Sound:
    """Noise in a band of `width` octaves that follows `centre` (Hz, one a sample)."""
    size, hop = 2048, 512
    window = np.hanning(size + 1)[:-1]
    noise = random.standard_normal(int(seconds * RATE) + 2 * size)
    frames = np.lib.stride_tricks.sliding_window_view(noise, size)[::hop] * window
    at = np.minimum(np.arange(len(frames)) * hop, len(centre) - 1)
    octaves = np.log2(np.maximum(np.fft.rfftfreq(size, 1 / RATE), 1) / centre[at][:, None])
    shaped = np.fft.irfft(np.fft.rfft(frames) * np.exp(-0.5 * (octaves * 2 / width) ** 2)) * window
    out = np.zeros(len(frames) * hop + size)
    for index, frame in enumerate(shaped):
        out[index * hop : index * hop + size] += frame
    return out[size : size + int(seconds * RATE)]


def boom(seconds: float, pitch: int, strength: float, random: Random) -> Sound:
    t = times(max(seconds, 2.5))
    body = np.tanh(1.8 * np.sin(2 * np.pi * np.cumsum(30 + 60 * np.exp(-t * 10)) / RATE) * np.exp(-t * 1.5))
    noise = random.standard_normal((len(t), 2))
    skin = low_pass(noise, 1400) * np.exp(-t * 16)[:, None] * 0.5
    low = high_pass(low_pass(noise, 320), 70) * np.exp(-t * 2.6)[:, None] * 0.5
    snap = high_pass(noise, 3000) * np.exp(-t * 30)[:, None] * 0.22
    return faded(0.9 * body[:, None] + skin + low + snap, 48) * 0.5


def subdrop(seconds: float, pitch: int, strength: float, random: Random) -> Sound:
    t = times(seconds)
    tone = np.sin(2 * np.pi * np.cumsum(26 + 44 * np.exp(-t * 1.4)) / RATE) * np.exp(-t * 1.1)
    return faded(np.repeat(tone[:, None], 2, axis=1), 600) * 0.3


def braam(seconds: float, pitch: int, strength: float, random: Random) -> Sound:
    t = times(seconds)
    envelope = np.minimum(t / 0.035, 1) * np.exp(-np.maximum(t - 0.5, 0) * 1.1)
    opening = np.clip(1.15 - t / 1.3, 0, 1) ** 1.5
    sides = []
    for _ in range(2):
        tone = np.zeros(len(t))
        for multiple, level in ((1, 1.0), (2, 0.8), (3, 0.35), (4, 0.25)):
            for cents in (-7, 0, 6):
                tone += level * saw(
                    hertz(pitch) * multiple * 2 ** ((cents + random.normal(0, 2)) / 1200), seconds, random.random()
                )
        tone = np.tanh(tone * 0.55)
        bright = 0.55 * low_pass(tone, 1500) + 0.5 * low_pass(tone, 4200)
        sides.append((low_pass(tone, 420) * (1 - opening) + bright * opening) * envelope)
    return faded(np.stack(sides, axis=1), 200) * 0.33


def riser(seconds: float, pitch: int, strength: float, random: Random) -> Sound:
    t = times(seconds) / seconds
    sides = []
    for _ in range(2):
        air = swept_noise(random, seconds, 300 * 2 ** (4.6 * t), 1.1)
        air /= np.abs(air).max() + 1e-9
        tone = sum(
            (saw(hertz(pitch + step) * 2 ** (t**1.6), seconds, random.random()) * 0.2 for step in (0, 7, 12)),
            np.zeros(len(t)),
        )
        tremor = 0.6 + 0.4 * np.sin(2 * np.pi * np.cumsum(3 + 11 * t**2) / RATE)
        sides.append(air * t**2.2 * 0.6 + low_pass(tone, 2600) * tremor * t**2.4 * 0.5)
    sound = np.stack(sides, axis=1)
    tail = min(len(sound), int(0.03 * RATE))
    sound[-tail:] *= np.linspace(1, 0, tail)[:, None]
    return sound * 0.5


def swell(seconds: float, pitch: int, strength: float, random: Random) -> Sound:
    t = times(seconds) / seconds
    noise = random.standard_normal((len(t), 2))
    sound = (high_pass(noise, 2200) * 0.35 + low_pass(high_pass(noise, 400), 2500) * 0.3) * (
        np.exp(4.2 * (t - 1)) - np.exp(-4.2)
    )[:, None]
    return faded(sound, 480) * 0.5


def cymbal(seconds: float, pitch: int, strength: float, random: Random) -> Sound:
    """A suspended cymbal: many strokes on inharmonic partials, no broadband hiss."""
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


def shimmer(seconds: float, pitch: int, strength: float, random: Random) -> Sound:
    sound = np.zeros((int((seconds + 1.6) * RATE), 2))
    t = times(1.6)
    for index in range(18):
        frequency = hertz(pitch + int(random.choice([0, 2, 4, 7, 9, 12])) - 12 * (index % 2))
        bell = sum(
            (
                np.sin(2 * np.pi * frequency * ratio * t) * np.exp(-t * decay) * level
                for ratio, decay, level in ((1, 3, 1), (2.76, 6, 0.4), (5.4, 11, 0.2))
            ),
            np.zeros(len(t)),
        )
        start, side = int(random.uniform(0, seconds) * RATE), random.random()
        sound[start : start + len(bell)] += bell[: len(sound) - start, None] * np.array([side, 1 - side]) * 0.06
    return faded(sound, 48)


LAYERS: dict[str, tuple[Callable[[float, int, float, Random], Sound], float]] = {
    "boom": (boom, 0.25),
    "subdrop": (subdrop, 0.0),
    "braam": (braam, 0.35),
    "riser": (riser, 0.3),
    "swell": (swell, 0.3),
    "cymbal": (cymbal, 0.4),
    "shimmer": (shimmer, 0.45),
}
"""Name to maker and its send to the hall."""

"""What sounds are made of: seeded noise, filters, envelopes, decaying modes, grains, rooms."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, oaconvolve, sosfilt

RATE = 48_000
Mono = NDArray[np.float64]
Random = np.random.Generator


def times(seconds: float) -> Mono:
    """Seconds of every sample."""
    return np.arange(round(seconds * RATE)) / RATE


def noise(random: Random, seconds: float, tilt: float = 0.0) -> Mono:
    """Noise of unit deviation; `tilt` in dB an octave (0 white, -3 pink, -6 brown)."""
    count = round(seconds * RATE)
    spectrum = np.fft.rfft(random.standard_normal(count))
    frequency = np.maximum(np.fft.rfftfreq(count, 1 / RATE), 20.0)
    made: Mono = np.fft.irfft(spectrum * (frequency / 1000) ** (tilt / 6.02), count)
    made /= made.std() + 1e-12
    return made


def band(sound: Mono, low: float | None, high: float | None, order: int = 2) -> Mono:
    """The sound between two frequencies in Hz; None leaves that side open."""
    if low is not None:
        sound = sosfilt(butter(order, low, "high", fs=RATE, output="sos"), sound)
    if high is not None:
        sound = sosfilt(butter(order, min(high, RATE * 0.48), "low", fs=RATE, output="sos"), sound)
    return sound


def swept(sound: Mono, centre: Mono, width: float) -> Mono:
    """A band of `width` octaves that follows `centre` (Hz, one a sample), by a masked short-time spectrum."""
    size, hop = 2048, 512
    window = np.hanning(size)
    padded = np.pad(sound, size)
    starts = np.arange(0, len(padded) - size + 1, hop)
    frames = np.lib.stride_tricks.sliding_window_view(padded, size)[::hop] * window
    at = np.clip(starts - size // 2, 0, max(0, len(centre) - 1))
    octaves = np.log2(np.maximum(np.fft.rfftfreq(size, 1 / RATE), 1.0) / centre[at][:, None])
    shaped = np.fft.irfft(np.fft.rfft(frames) * np.exp(-0.5 * (2 * octaves / width) ** 2)) * window
    out = np.zeros(len(padded))
    for start, frame in zip(starts, shaped, strict=True):
        out[start : start + size] += frame
    return out[size : size + len(sound)] / 1.5


def wander(random: Random, seconds: float, low: float, high: float, pace: float) -> Mono:
    """A smooth value between two bounds that changes `pace` times a second, one a sample."""
    knots = max(4, int(seconds * pace) + 4)
    values = random.uniform(low, high, knots)
    at = np.linspace(0, knots - 1, round(seconds * RATE))
    left = np.minimum(at.astype(int), knots - 2)
    share = 0.5 - 0.5 * np.cos(np.pi * (at - left))
    made: Mono = values[left] * (1 - share) + values[left + 1] * share
    return made


def mode(seconds: float, frequency: float, decay: float, glide: float = 0.0) -> Mono:
    """A decaying sine; `decay` in seconds to -60 dB; `glide`: its frequency starts higher by this factor and falls."""
    t = times(seconds)
    curve = frequency * (1 + glide * np.exp(-t * 9))
    made: Mono = np.sin(2 * np.pi * np.cumsum(curve) / RATE) * np.exp(-6.91 * t / decay)
    return made


def grains(random: Random, seconds: float, rate: float, grain: Callable[[float], Mono], spread: float = 1.0) -> Mono:
    """Grains strewn over the time, `rate` a second, each of its own random strength."""
    out = np.zeros(round(seconds * RATE))
    for at in random.uniform(0, seconds, random.poisson(rate * seconds)):
        piece = grain(random.exponential(spread))
        start = int(at * RATE)
        piece = piece[: len(out) - start]
        out[start : start + len(piece)] += piece
    return out


def stereo(left: Mono, right: Mono | None = None) -> Mono:
    """2 × n."""
    return np.stack([left, left if right is None else right])


def panned(sound: Mono, place: Mono | float) -> Mono:
    """Mono to stereo at constant power; -1 left, 1 right."""
    angle = (np.asarray(place) + 1) * np.pi / 4
    return np.stack([sound * np.cos(angle), sound * np.sin(angle)])


def room(random: Random, sound: Mono, seconds: float, wet: float, bright: float = 6000.0) -> Mono:
    """Reverb by a decaying noise of its own on each side; the tail is added to the length."""
    t = times(seconds)
    tails = [band(random.standard_normal(len(t)), 60, bright) * np.exp(-6.91 * t / seconds) for _ in range(2)]
    dry = np.pad(sound, ((0, 0), (0, len(t) - 1)))
    heard = np.stack(
        [oaconvolve(channel, tail / np.sqrt((tail**2).sum())) for channel, tail in zip(sound, tails, strict=True)]
    )
    return dry * (1 - wet) + heard * wet

"""What sounds are made of: seeded noise, filters, tones, modes, grains, bubbles, passing by, rooms."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, oaconvolve, sosfilt

RATE = 48_000
SPEED_OF_SOUND = 343.0
Mono = NDArray[np.float64]
Random = np.random.Generator
Peak = tuple[Mono | float, float, float]
"""A hump of a spectrum: centre in Hz (one number or one a sample), width in octaves, level."""


def times(seconds: float) -> Mono:
    """Seconds of every sample; at least one sample."""
    return np.arange(max(1, round(seconds * RATE))) / RATE


def noise(random: Random, seconds: float, tilt: float = 0.0) -> Mono:
    """Noise of unit deviation; `tilt` in dB an octave (0 white, -3 pink, -6 brown)."""
    count = max(1, round(seconds * RATE))
    white = random.standard_normal(count)
    if not tilt or count < 64:
        return white
    size = _smooth(count)
    spectrum = np.fft.rfft(white, size)
    frequency = np.maximum(np.fft.rfftfreq(size, 1 / RATE), 20.0)
    made: Mono = np.fft.irfft(spectrum * (frequency / 1000) ** (tilt / 6.02), size)[:count]
    made /= made.std() + 1e-12
    return made


def _smooth(count: int) -> int:
    """The next size that a Fourier transform likes."""
    sizes = [factor << (count // factor).bit_length() for factor in (1, 3, 5, 9, 15)]
    return min(size for size in sizes if size >= count)


def band(sound: Mono, low: float | None, high: float | None, order: int = 2) -> Mono:
    """The sound between two frequencies in Hz; None leaves that side open."""
    if low is not None:
        sound = sosfilt(_butterworth(order, round(low, 1), "high"), sound)
    if high is not None:
        sound = sosfilt(_butterworth(order, round(min(high, RATE * 0.48), 1), "low"), sound)
    return sound


@lru_cache(maxsize=2048)
def _butterworth(order: int, frequency: float, kind: Literal["low", "high"]) -> Mono:
    made: Mono = butter(order, frequency, kind, fs=RATE, output="sos")
    return made


def sculpted(sound: Mono, peaks: Sequence[Peak]) -> Mono:
    """The sound under a spectrum of soft humps that may move, by a masked short-time spectrum."""
    count = len(sound)
    padded = np.zeros((count // HOP + 8) * HOP)
    padded[SIZE : SIZE + count] = sound
    frames = np.lib.stride_tricks.sliding_window_view(padded, SIZE)[::HOP] * WINDOW
    at = np.clip(np.arange(len(frames)) * HOP - SIZE // 2, 0, max(0, count - 1))
    still = np.zeros(len(OCTAVES))
    moving: Mono | None = None
    for centre, width, level in peaks:
        if isinstance(centre, np.ndarray) and centre.ndim:
            away = (OCTAVES - np.log2(centre[at])[:, None]) * (2 / width)
            hump = level * np.exp(-0.5 * away * away)
            moving = hump if moving is None else moving + hump
        else:
            still += level * np.exp(-0.5 * ((OCTAVES - np.log2(centre)) * (2 / width)) ** 2)
    mask = still if moving is None else moving + still
    shaped = np.fft.irfft(np.fft.rfft(frames) * mask, SIZE) * WINDOW
    out = np.zeros((len(frames) + SIZE // HOP, HOP))
    for part in range(SIZE // HOP):
        out[part : part + len(frames)] += shaped[:, part * HOP : (part + 1) * HOP]
    made: Mono = out.ravel()[SIZE : SIZE + count] / 1.5
    return made


SIZE, HOP = 2048, 512
WINDOW = np.hanning(SIZE + 1)[:-1]
OCTAVES = np.log2(np.maximum(np.fft.rfftfreq(SIZE, 1 / RATE), 12.0))


def swept(sound: Mono, centre: Mono | float, width: float) -> Mono:
    """A band of `width` octaves that follows `centre` (Hz, one a sample)."""
    return sculpted(sound, [(centre, width, 1.0)])


def wander(random: Random, seconds: float, low: float, high: float, pace: float) -> Mono:
    """A smooth value between two bounds that changes `pace` times a second, one a sample."""
    knots = max(4, int(seconds * pace) + 4)
    values = random.uniform(low, high, knots)
    # The knots lie at the asked pace, from a random moment on: a short sound sees little change, not all of it.
    at = np.minimum(random.uniform(0, 1) + times(seconds) * pace, knots - 1.001)
    left = at.astype(int)
    share = 0.5 - 0.5 * np.cos(np.pi * (at - left))
    made: Mono = values[left] * (1 - share) + values[left + 1] * share
    return made


def tone(frequency: Mono, phase: float = 0.0) -> Mono:
    """A sine of a frequency in Hz that may change."""
    made: Mono = np.sin(2 * np.pi * np.cumsum(frequency) / RATE + phase)
    return made


def saw(frequency: Mono, phase: float = 0.0) -> Mono:
    """A band-limited sawtooth (two-sample polynomial correction) of a frequency that may change."""
    step = np.maximum(frequency, 1.0) / RATE
    at = (np.cumsum(step) + phase) % 1.0
    wave = 2 * at - 1
    low, high = at < step, at > 1 - step
    after, before = at[low] / step[low], (at[high] - 1) / step[high]
    wave[low] -= 2 * after - after**2 - 1
    wave[high] -= before**2 + 2 * before + 1
    made: Mono = wave
    return made


def mode(seconds: float, frequency: float, decay: float, glide: float = 0.0) -> Mono:
    """A decaying sine; `decay` in seconds to -60 dB; `glide`: its frequency starts higher by this factor and falls."""
    t = times(seconds)
    if frequency >= RATE * 0.45:
        return np.zeros(len(t))
    if glide:
        falling: Mono = tone(frequency * (1 + glide * np.exp(-t * 9))) * np.exp(-6.91 * t / decay)
        return falling
    # A damped complex rotation: one exponential for both.
    made: Mono = np.exp((2j * np.pi * frequency - 6.91 / decay) * t).imag
    return made


def smoothed(sound: Mono, seconds: float) -> Mono:
    """The mean of so many seconds round every sample."""
    size = max(1, round(seconds * RATE))
    sums = np.concatenate([[0.0], np.cumsum(np.pad(sound, (size // 2, size - size // 2), "edge"))])
    made: Mono = (sums[size:] - sums[:-size])[: len(sound)] / size
    return made


def struck(seconds: float, partials: Sequence[tuple[float, float, float]], base: float = 1.0) -> Mono:
    """A body hit once: modes of (frequency or ratio, level, decay in seconds)."""
    made: Mono = np.sum([mode(seconds, base * ratio, decay) * level for ratio, level, decay in partials], axis=0)
    return made


def burst(random: Random, seconds: float, low: float | None, high: float | None, decay: float) -> Mono:
    """Filtered noise that dies away by 1/e every 1/`decay` seconds, from a soft first millisecond."""
    t = times(seconds)
    made: Mono = band(random.standard_normal(len(t)), low, high) * np.exp(-t * decay) * np.minimum(1, t / 0.001)
    return made


def bubble(random: Random, frequency: float, rise: float = 0.1) -> Mono:
    """A bubble in water: a sine that rises as it nears the surface, damped as its size asks (van den Doel 2005)."""
    damping = 0.13 * frequency + 0.0072 * frequency**1.5
    t = times(min(0.25, 5 / damping))
    made: Mono = tone(frequency * (1 + rise * damping * t)) * np.exp(-damping * t) * np.minimum(1, t / 0.0006)
    return made


def lay(out: Mono, piece: Mono, at: float, place: float = 0.0, level: float = 1.0) -> None:
    """Add a piece (mono, or 2 × n as it is) to a stereo sound, `at` seconds from its beginning; what hangs over is cut."""
    start = round(at * RATE)
    if start >= out.shape[1] or start < 0:
        return
    sides = piece if piece.ndim == 2 else panned(piece, place)
    sides = sides[:, : out.shape[1] - start]
    out[:, start : start + sides.shape[1]] += sides * level


def silence(seconds: float) -> Mono:
    """2 × n zeros."""
    return np.zeros((2, max(1, round(seconds * RATE))))


def sprinkle(
    random: Random,
    seconds: float,
    rate: float,
    grain: Callable[[], Mono],
    *,
    kinds: int = 48,
    width: float = 0.9,
    when: Mono | None = None,
    heavy: float = 0.7,
) -> Mono:
    """Grains strewn over time and stereo, `rate` a second; `when` is their density. `heavy`: how much levels differ."""
    out = silence(seconds)
    bank = [grain() for _ in range(kinds)]
    count = random.poisson(rate * seconds)
    at = random.uniform(0, seconds, count)
    if when is not None:
        keep = random.uniform(0, 1, count) < when[np.minimum((at * RATE).astype(int), len(when) - 1)]
        at = at[keep]
    kind, place = random.integers(0, kinds, len(at)), random.uniform(-width, width, len(at))
    left, right = np.cos((place + 1) * np.pi / 4), np.sin((place + 1) * np.pi / 4)
    level = np.exp(random.normal(-(heavy**2) / 2, heavy, len(at)))
    size = out.shape[1]
    for start, which, weight, west, east in zip((at * RATE).astype(int), kind, level, left, right, strict=True):
        piece = bank[which][: size - start] * weight
        out[0, start : start + len(piece)] += piece * west
        out[1, start : start + len(piece)] += piece * east
    return out


def stereo(left: Mono, right: Mono | None = None) -> Mono:
    """2 × n."""
    return np.stack([left, left if right is None else right])


def both(make: Callable[[], Mono]) -> Mono:
    """Two sides of one kind, each made on its own: wide."""
    return np.stack([make(), make()])


def panned(sound: Mono, place: Mono | float) -> Mono:
    """Mono to stereo at constant power; -1 left, 1 right."""
    angle = (np.asarray(place) + 1) * np.pi / 4
    return np.stack([sound * np.cos(angle), sound * np.sin(angle)])


def passing(seconds: float, speed: float, nearest: float) -> tuple[Mono, Mono, Mono]:
    """Something that goes by at `speed` m/s, `nearest` metres away in the middle: pitch ratio, level, place."""
    along = speed * (times(seconds) - seconds / 2)
    away = np.hypot(along, nearest)
    ratio = SPEED_OF_SOUND / (SPEED_OF_SOUND + speed * along / away)
    return ratio, nearest / away, 0.85 * along / away


def late(random: Random, first: float, seconds: float, step: float, jitter: float = 0.0) -> Mono:
    """Moments `step` seconds apart from `first` on, each off by a normal `jitter`, none before 0."""
    moments = np.arange(first, seconds, step)
    return np.maximum(0.0, moments + random.normal(0, jitter, len(moments)) * (np.arange(len(moments)) > 0))


def scattered(random: Random, seconds: float, every: float, least: float = 0.3) -> Mono:
    """Moments about `every` seconds apart, never closer than `least` nor three times as far, the first one at once."""
    more = np.minimum(random.exponential(max(0.01, every - least), int(seconds / max(least, 0.05)) + 2), 1.8 * every)
    gaps = least + more
    at = np.concatenate([[0.03 + 0.1 * random.random()], gaps]).cumsum()
    return at[at < max(0.05, seconds - 0.1)]


def room(random: Random, sound: Mono, seconds: float, wet: float, bright: float = 6000.0) -> Mono:
    """Reverb by a decaying noise of its own on each side; the tail is added to the length."""
    t = times(seconds)
    tails = [band(random.standard_normal(len(t)), 60, bright) * np.exp(-6.91 * t / seconds) for _ in range(2)]
    dry = np.pad(sound, ((0, 0), (0, len(t) - 1)))
    heard = np.stack(
        [oaconvolve(channel, tail / np.sqrt((tail**2).sum())) for channel, tail in zip(sound, tails, strict=True)]
    )
    return dry * (1 - wet) + heard * wet

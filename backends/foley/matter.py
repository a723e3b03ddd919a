"""What sounds are made of: seeded noise, filters, tones, modes, grains, bubbles, passing by, rooms."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

RATE = 48_000
SPEED_OF_SOUND = 343.0
Mono = NDArray[np.float64]
Spectral = NDArray[np.float32]
"""Spectra are taken in single precision, by OpenCV in a quarter of NumPy's time; what is lost lies 120 dB below the sound."""
Random = np.random.Generator
Peak = tuple[Mono | float, float, float]
"""A hump of a spectrum: centre in Hz (one number or one a sample), width in octaves, level."""


def times(seconds: float) -> Mono:
    """Seconds of every sample; at least one sample. Not to be written to."""
    return _times(max(1, round(seconds * RATE)))


@lru_cache(maxsize=64)
def _times(count: int) -> Mono:
    made: Mono = np.arange(count) / RATE
    made.flags.writeable = False
    return made


def noise(random: Random, seconds: float, tilt: float = 0.0) -> Mono:
    """Noise of unit deviation; `tilt` in dB an octave (0 white, -3 pink, -6 brown)."""
    white = (random.random(max(1, round(seconds * RATE))) - 0.5) * math.sqrt(12)
    return sculpted(white, [], tilt) if tilt else white


def band(sound: Mono, low: float | None, high: float | None, order: int = 2) -> Mono:
    """The sound (its last axis) between two frequencies in Hz, by Butterworths; None leaves that side open."""
    high = None if high is None else min(high, RATE * 0.48)
    corner = min(edge for edge in (low, high) if edge is not None)
    return filtered(sound, lambda size: _butterworth(order, low, high, size), RINGS[order] / corner)


RINGS = {1: 1.9, 2: 2.7}
"""After so many periods of its corner nothing of a Butterworth's answer is left (-105 dB), by its order."""


def filtered(sound: Mono, response: Callable[[int], NDArray[np.complex128]], rings: float) -> Mono:
    """A sound (its last axis) through a filter by its response at the frequencies of `np.fft.rfft` of a size.

    By overlap-save: `rings` are the seconds after which nothing of the filter's answer is left.
    """
    count, reach = sound.shape[-1], math.ceil(rings * RATE)
    size = min(1 << max(14, (3 * reach).bit_length()), 1 << (count + reach - 1).bit_length())
    step = size - reach if count + reach > size else count
    shape = packed(response(size))
    rows = sound.astype(np.float32).reshape(-1, count)
    made = np.empty(rows.shape)
    for start in range(0, count, step):
        heard = rows[:, max(0, start - reach) : start + step]
        late = min(start, reach)
        piece = sounds(product(spectra(heard, size), shape))
        made[:, start : start + step] = piece[:, late : heard.shape[1]]
    return made.reshape(sound.shape)


def spectra(rows: NDArray[np.floating], size: int) -> Spectral:
    """Spectra of the rows, each with silence behind it up to an even `size`.

    A row is the first and then in turn the real and the imaginary parts, and last the real part at half the rate: both
    ends have no imaginary part.
    """
    padded = np.zeros((len(rows), size), np.float32)
    padded[:, : rows.shape[1]] = rows
    return cast("Spectral", cv2.dft(padded, flags=cv2.DFT_ROWS))


def sounds(spectrum: Spectral) -> Spectral:
    """Rows back from their `spectra`."""
    return cast(
        "Spectral", cv2.dft(spectrum, flags=cv2.DFT_ROWS | cv2.DFT_SCALE | cv2.DFT_INVERSE | cv2.DFT_REAL_OUTPUT)
    )


def packed(response: NDArray[np.complex128]) -> Spectral:
    """A response at the frequencies of `np.fft.rfft` as one row of `spectra`."""
    parts = response.astype(np.complex64).view(np.float32)
    return np.delete(parts, [1, len(parts) - 1])[None]


def product(one: Spectral, other: Spectral) -> Spectral:
    """Rows of `spectra` times those of as many others, or of one."""
    return cast("Spectral", cv2.mulSpectrums(one, np.repeat(other, len(one) // len(other), axis=0), cv2.DFT_ROWS))


@lru_cache(maxsize=64)
def _butterworth(order: int, low: float | None, high: float | None, size: int) -> NDArray[np.complex128]:
    """By the bilinear transform, the corners kept in place."""
    s = 1j * np.tan(np.minimum(np.pi * np.arange(size // 2 + 1) / size, 1.5707))
    made = np.ones(len(s), np.complex128)
    for edge, passes_high in ((low, True), (high, False)):
        if edge is not None:
            own = s / math.tan(math.pi * edge / RATE)
            whole = 1 + own if order == 1 else 1 + math.sqrt(2) * own + own * own
            made *= (own**order if passes_high else 1) / whole
    return made


def sculpted(sound: Mono, peaks: Sequence[Peak], tilt: float = 0.0) -> Mono:
    """The sound under a spectrum of soft humps that may move, by a masked short-time spectrum.

    `tilt` in dB an octave leans all of it, at the same loudness for what was white; without humps it does only that.
    """
    count = len(sound)
    padded = np.zeros((count // HOP + 6) * HOP, np.float32)
    padded[SIZE : SIZE + count] = sound
    frames = np.lib.stride_tricks.sliding_window_view(padded, SIZE)[::HOP] * WINDOW
    at = np.clip(np.arange(len(frames)) * HOP - SIZE // 2, 0, max(0, count - 1))
    still: Spectral = np.zeros(len(OCTAVES), np.float32)
    moving: Spectral | None = None
    for centre, width, level in peaks:
        if isinstance(centre, np.ndarray) and centre.ndim:
            away = (OCTAVES - np.log2(centre[at]).astype(np.float32)[:, None]) * np.float32(2 / width)
            hump = np.float32(level) * np.exp(np.float32(-0.5) * away * away)
            moving = hump if moving is None else moving + hump
        else:
            still += np.float32(level) * np.exp(
                -0.5 * ((OCTAVES - np.float32(np.log2(centre))) * np.float32(2 / width)) ** 2
            )
    mask = (still if moving is None else moving + still) if peaks else np.ones(len(OCTAVES), np.float32)
    if tilt:
        mask = mask * _tilted(tilt)
    shaped = sounds(spectra(frames, SIZE) * np.repeat(mask, 2, axis=-1)[..., 1:-1]) * WINDOW
    out = np.zeros((len(frames) + 1, HOP))
    out[:-1] = shaped[:, :HOP]
    out[1:] += shaped[:, HOP:]
    made: Mono = out.ravel()[SIZE : SIZE + count]
    return made


SIZE, HOP = 2048, 1024
WINDOW: Spectral = np.sin(np.pi * (np.arange(SIZE) + 0.5) / SIZE).astype(np.float32)
"""Into the spectrum and out of it: together they add up to one."""
OCTAVES: Spectral = np.log2(np.maximum(np.fft.rfftfreq(SIZE, 1 / RATE), 12.0)).astype(np.float32)


@lru_cache(maxsize=16)
def _tilted(tilt: float) -> Spectral:
    made = 10 ** (tilt / 20 * np.maximum(OCTAVES, math.log2(20)))
    return np.asarray(made / np.sqrt(np.square(made).mean()), np.float32)


def swept(sound: Mono, centre: Mono | float, width: float, tilt: float = 0.0) -> Mono:
    """A band of `width` octaves that follows `centre` (Hz, one a sample)."""
    return sculpted(sound, [(centre, width, 1.0)], tilt)


def wander(random: Random, seconds: float, low: float, high: float, pace: float) -> Mono:
    """A smooth value between two bounds that changes `pace` times a second, one a sample."""
    knots = max(4, int(seconds * pace) + 4)
    values = random.uniform(low, high, knots)
    # The knots lie at the asked pace, from a random moment on: a short sound sees little change, not all of it.
    at = np.minimum(random.uniform(0, 1) + sparse(seconds) * pace, knots - 1.001)
    left = at.astype(int)
    share = 0.5 - 0.5 * np.cos(np.pi * (at - left))
    return full(values[left] * (1 - share) + values[left + 1] * share, seconds)


SPARSE = 32
"""Samples between two values of what changes slowly."""


def sparse(seconds: float) -> Mono:
    """Seconds of every 32nd sample, and of one more."""
    moments: Mono = np.arange(-(-len(times(seconds)) // SPARSE) + 1, dtype=np.float64)
    return moments * (SPARSE / RATE)


def full(values: Mono, seconds: float) -> Mono:
    """What was made at `sparse` moments, at every sample: straight lines between."""
    lines = values[:-1, None] + np.diff(values)[:, None] * (np.arange(SPARSE) / SPARSE)
    made: Mono = lines.ravel()[: len(times(seconds))]
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
    # A damped rotation, one exponential for both; a long one is a product of its coarse and its fine turns.
    turn = (2j * np.pi * frequency - 6.91 / decay) / RATE
    fine = np.exp(turn * np.arange(min(len(t), 256)))
    coarse = np.exp(turn * len(fine) * np.arange(-(-len(t) // len(fine))))
    made: Mono = (coarse[:, None] * fine).imag.ravel()[: len(t)]
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
    tails = band(random.standard_normal((2, len(t))), 60, bright) * np.exp(-6.91 * t / seconds)
    tails /= np.sqrt(np.square(tails).sum(axis=1, keepdims=True))
    count = sound.shape[1] + len(t) - 1
    size = _smooth(count)
    heard: Mono = sounds(product(spectra(sound, size), spectra(tails, size)))[:, :count] * np.float64(wet)
    heard[:, : sound.shape[1]] += sound * (1 - wet)
    return heard


def _smooth(count: int) -> int:
    """The next size that a Fourier transform likes."""
    sizes = [factor << max(0, (-(-count // factor) - 1).bit_length()) for factor in (1, 3, 5, 9, 15)]
    return min(size for size in sizes if size >= count)

"""What synthesised layers are made from: filters, fades, saws, moving noise. 48 kHz; sounds are n × 2."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from backends.composer import kernel

RATE = 48_000
Sound = NDArray[np.float64]
Wave = TypeVar("Wave", NDArray[np.float32], NDArray[np.float64])
Random = np.random.Generator


def times(seconds: float) -> Sound:
    """Seconds of every sample."""
    return np.arange(int(seconds * RATE)) / RATE


def low_pass(sound: Wave, frequency: float, order: int = 2) -> Wave:
    """Butterworth of the first or second order, along the first axis, in the sound's own precision."""
    return _passed(sound, frequency, order, low=True)


def high_pass(sound: Wave, frequency: float, order: int = 2) -> Wave:
    """Butterworth of the first or second order, along the first axis, in the sound's own precision."""
    return _passed(sound, frequency, order, low=False)


def _passed(sound: Wave, frequency: float, order: int, *, low: bool) -> Wave:
    """By the bilinear transform with the corner kept in place."""
    corner = math.tan(math.pi * frequency / RATE)
    if order == 1:
        whole = 1 / (1 + corner)
        first, second = (corner - 1) * whole, 0.0
        b = (corner * whole, corner * whole, 0.0) if low else (whole, -whole, 0.0)
    else:
        whole = 1 / (1 + math.sqrt(2) * corner + corner * corner)
        first, second = 2 * (corner * corner - 1) * whole, (1 - math.sqrt(2) * corner + corner * corner) * whole
        gain = corner * corner * whole if low else whole
        b = (gain, 2 * gain if low else -2 * gain, gain)
    rows = np.ascontiguousarray(sound.reshape(len(sound), -1))
    made = np.empty_like(rows)
    kernel.section(rows, made, *b, first, second)
    return made.reshape(sound.shape)


def convolved(sound: NDArray[np.float32], answer: NDArray[np.float32]) -> NDArray[np.float32]:
    """A sound (n × channels) through an impulse response (m × channels, or m × 1 for all), as long as the sound."""
    size = 1 << max(14, (2 * len(answer) - 1).bit_length())
    step = size - len(answer) + 1
    response = np.fft.rfft(answer, size, axis=0)
    heard = np.concatenate([np.zeros((len(answer) - 1, sound.shape[1]), np.float32), sound])
    made = np.empty_like(sound)
    for start in range(0, len(sound), step):
        piece = np.fft.irfft(np.fft.rfft(heard[start : start + size], size, axis=0) * response, size, axis=0)
        rows = min(step, len(sound) - start)
        made[start : start + rows] = piece[len(answer) - 1 : len(answer) - 1 + rows]
    return made


def faded(sound: Sound, samples: int) -> Sound:
    """Both ends eased over some samples."""
    count = min(samples, len(sound) // 2)
    ease = 0.5 - 0.5 * np.cos(np.pi * np.arange(count) / max(1, count))
    sound = sound.copy()
    sound[:count] *= ease[:, None]
    sound[len(sound) - count :] *= ease[::-1, None]
    return sound


def both(mono: Sound) -> Sound:
    """The same on both sides."""
    return np.repeat(mono[:, None], 2, axis=1)


def hertz(pitch: float) -> float:
    """Frequency of a MIDI number."""
    return float(440 * 2 ** ((pitch - 69) / 12))


def glide(frequency: Sound) -> Sound:
    """A sine whose frequency (Hz, one a sample) may change."""
    return np.sin(2 * np.pi * np.cumsum(frequency) / RATE)


def saws(tones: Sequence[tuple[float, float]], bend: Sound, random: Random) -> Sound:
    """Saws added up, mono: (Hz, level) each, from random phases; `bend`, one a sample, scales all pitches."""
    out = np.zeros(len(bend))
    steps = np.array([frequency / RATE for frequency, _ in tones])
    kernel.saws(out, steps, np.array([level for _, level in tones]), random.random(len(tones)), bend)
    return out


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


def rung(t: Sound, modes: Sequence[tuple[float, float, float]]) -> Sound:
    """Decaying sines added up: (Hz, decay a second, level) each."""
    return sum((np.sin(2 * np.pi * f * t) * np.exp(-t * decay) * level for f, decay, level in modes), np.zeros(len(t)))

"""Tone: a match to the octave curve of finished music, room for a voice in the bed's middle, bus compression."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from backends.composer.kernel import eased
from backends.composer.waves import RATE, convolved

BANDS = np.array([31, 63, 125, 250, 500, 1000, 2000, 4000, 8000, 16000])
TARGET = np.array([-5, 0, -0.5, -2.5, -5, -8.5, -12.5, -17.5, -24, -36.0])
"""Octave-band levels of finished programme music, in dB re the 63 Hz band."""
TILT = 3.2
"""dB an octave for each 1.0 of a mood's brightness."""
SHARE, MOST_DB = 0.6, 6.0
"""How much of the difference is made up for, and the most in one band."""
TAPS = 4096

SOFTER_DB = -5.0
"""How much softer all is played where a voice speaks."""
ROOM = (400.0, 7000.0)
"""The band (Hz) that tells consonants apart: it steps back further, as far as the mood says."""
ROOM_IN, ROOM_OUT = 0.15, 0.35
"""Seconds in which the bed steps back and comes forward again."""

Sound = NDArray[np.float32]


def toned(mix: Sound, loudest: Sound, bright: float) -> Sound:
    """Tilted toward the target curve, judged by the loudest stretch: linear phase."""
    gain = TARGET + np.log2(BANDS / 63) * (bright - 1) * TILT - octaves(loudest)
    gain = np.clip((gain - gain[1:8].mean()) * SHARE, -MOST_DB, MOST_DB)
    frequency = np.maximum(np.fft.rfftfreq(TAPS, 1 / RATE), 20)
    return _filtered(mix, np.interp(np.log2(frequency), np.log2(BANDS), gain))


def with_room(mix: Sound, voice: Sequence[tuple[float, float]], room_db: float) -> Sound:
    """The bed softer and its middle stepping back while a voice speaks (seconds): two versions faded into each other."""
    if not voice:
        return mix
    low, high = ROOM
    frequency = np.maximum(np.fft.rfftfreq(TAPS, 1 / RATE), 1)
    inside = np.clip(np.log2(frequency / (low / 1.41)) * 2, 0, 1) * np.clip(np.log2(high * 1.41 / frequency) * 2, 0, 1)
    seconds = np.arange(0, len(mix) + 480, 480) / RATE
    depth = np.zeros(len(seconds))
    for start, end in voice:
        ramp = np.interp(seconds, [start - ROOM_IN, start, end, end + ROOM_OUT], [0.0, 1.0, 1.0, 0.0])
        depth = np.maximum(depth, ramp)
    every = np.interp(np.arange(len(mix)), np.arange(len(depth)) * 480, 0.5 - 0.5 * np.cos(np.pi * depth))
    back = _filtered(mix, SOFTER_DB + room_db * inside)
    return mix + (back - mix) * every.astype(np.float32)[:, None]


def octaves(sound: Sound) -> NDArray[np.float64]:
    """Level of each octave band in dB."""
    size = 16384
    mono = np.pad(sound.mean(axis=1), (0, max(0, size - len(sound))))
    window = np.hanning(size).astype(np.float32)
    power = sum(
        (np.abs(np.fft.rfft(mono[at : at + size] * window)) ** 2 for at in range(0, len(mono) - size + 1, size // 2)),
        np.zeros(size // 2 + 1),
    )
    frequency = np.fft.rfftfreq(size, 1 / RATE)
    inside = [(frequency >= band / 1.414) & (frequency < band * 1.414) for band in BANDS]
    return np.array([10 * np.log10(power[band].sum() + 1e-9) for band in inside])


def compressed(mix: Sound, threshold: float = -16.0, ratio: float = 1.8) -> Sound:
    """Bus compressor, 20 ms down and 180 ms up, in blocks of 64 samples."""
    count = len(mix) // 64
    level = 20 * np.log10(np.sqrt((mix[: count * 64].reshape(count, 64, 2) ** 2).mean(axis=(1, 2))) + 1e-9) + 3
    wanted = np.minimum(0, (threshold - level) * (1 - 1 / ratio)).astype(np.float64)
    gain = eased(wanted, float(np.exp(-64 / RATE / 0.02)), float(np.exp(-64 / RATE / 0.18)))
    return mix * scaled(gain, len(mix), 64, 32)


def scaled(decibels: NDArray[np.float64], length: int, hop: int, late: int = 0) -> Sound:
    """A gain in dB, one value every `hop` samples, as a factor for every sample, n × 1."""
    factors = 10 ** (decibels / 20)
    return np.interp(np.arange(length), np.arange(len(factors)) * hop + late, factors).astype(np.float32)[:, None]


def _filtered(mix: Sound, decibels: NDArray[np.float64]) -> Sound:
    """Linear phase, by a gain in dB for each bin of a spectrum of TAPS."""
    response = np.fft.irfft(10 ** (decibels / 20))
    taps = (np.roll(response, TAPS // 2) * np.hanning(TAPS)).astype(np.float32)
    after = np.zeros((TAPS // 2, 2), np.float32)
    return convolved(np.concatenate([mix, after]), taps[:, None])[TAPS // 2 :]

"""Look-ahead true-peak limiter."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import minimum_filter1d, uniform_filter1d
from scipy.signal import resample_poly

RATE = 48_000
LOOK_AHEAD, RELEASE = 0.005, 0.1
OVERSAMPLING = 4
BLOCK = 48
STRETCH = RATE * 20

Sound = NDArray[np.float32]


def true_peaks(sound: Sound) -> NDArray[np.float64]:
    """Largest magnitude at and between the samples, one a sample, over both channels (ITU-R BS.1770, 4×)."""
    peaks = np.empty(len(sound))
    for start in range(0, len(sound), STRETCH):
        first, last = max(0, start - 64), min(len(sound), start + STRETCH + 64)
        fine = np.abs(resample_poly(sound[first:last].astype(np.float64), OVERSAMPLING, 1, axis=0)).max(axis=1)
        piece = fine.reshape(-1, OVERSAMPLING).max(axis=1)
        peaks[start : start + STRETCH] = piece[start - first : start - first + STRETCH][: len(sound) - start]
    return peaks


def true_peak_db(sound: Sound) -> float:
    """True peak in dBTP; -120 for silence."""
    return float(20 * np.log10(max(float(true_peaks(sound).max(initial=0.0)), 1e-6)))


def limit(sound: Sound, ceiling_db: float) -> Sound:
    """The sound with its true peak held at a ceiling: down 5 ms ahead, up again over 100 ms. Length × 2."""
    gain = np.minimum(1.0, 10 ** (ceiling_db / 20) / np.maximum(true_peaks(sound), 1e-9))
    if gain.min(initial=1.0) >= 1.0:
        return sound
    reach = int(LOOK_AHEAD * RATE) | 1
    held = minimum_filter1d(gain, 2 * reach + 1)
    blocks = held[: len(held) // BLOCK * BLOCK].reshape(-1, BLOCK).min(axis=1)
    decay = np.exp(-BLOCK / (RELEASE * RATE))
    released, level = np.empty_like(blocks), 1.0
    for index, wanted in enumerate(blocks):
        level = min(wanted, 1 - (1 - level) * decay)
        released[index] = level
    slow = np.pad(np.repeat(released, BLOCK), (0, len(held) - len(released) * BLOCK), mode="edge")
    smooth = uniform_filter1d(np.minimum(held, slow), reach)
    limited: Sound = (sound * smooth[:, None]).astype(np.float32)
    return limited

"""Judge music from outside: how bright it is, major or minor, how often something begins, and which mood that is nearest to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d, uniform_filter1d
from scipy.signal import resample_poly

RATE, SIZE, HOP = 24_000, 2048, 240
"""Samples a second, in a frame, and from frame to frame (10 ms)."""

PITCHED = 8192
"""Samples in a frame that tells pitches apart."""

MAJOR = (6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88)
MINOR = (6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17)
"""Key profiles of Krumhansl and Kessler (1982)."""

FEATURES = ("tempo", "mode", "centroid", "onsets")


@dataclass(frozen=True)
class Heard:
    """Tempo (log2 of beats a minute), mode (> 0 major), centroid (log2 of Hz), onsets a second."""

    tempo: float
    mode: float
    centroid: float
    onsets: float

    @property
    def values(self) -> tuple[float, ...]:
        """In the order of FEATURES."""
        return tuple(getattr(self, name) for name in FEATURES)


def hear(sound: NDArray[np.float32], rate: int, bpm: float) -> Heard:
    """What a cue is like (channels × n); its tempo is the one it reports, the rest is heard."""
    power = spectra(sound, rate)
    frequency = np.fft.rfftfreq(SIZE, 1 / RATE)
    loud = np.sqrt(power.sum(axis=1)) + 1e-12
    heard = loud > loud.max() * 0.05
    amplitude = np.sqrt(power)
    centroid = (amplitude * frequency).sum(axis=1) / (amplitude.sum(axis=1) + 1e-12)
    bright = float(np.log2(np.average(centroid[heard], weights=loud[heard])))
    return Heard(float(np.log2(bpm)), _mode(sound, rate), bright, _onsets(amplitude))


def struck(sound: NDArray[np.float32], rate: int, around: float, reach: float = 0.15) -> float:
    """Where dense music is struck near a time, in seconds: the 25 ms after stand highest over the 40 ms before.

    Highs are lifted first (a difference), as an ear would: a struck note is bright before it is loud.
    """
    first = int((around - reach - 0.05) * rate)
    piece = np.diff(sound[:, max(0, first) : int((around + reach + 0.05) * rate)].mean(axis=0).astype(np.float64))
    passed = np.concatenate([[0.0], np.cumsum(piece**2)])
    before, after, step = int(0.04 * rate), int(0.025 * rate), rate // 1000
    places = np.arange(before, len(piece) - after, step)
    over = (passed[places + after] - passed[places]) / (passed[places] - passed[places - before] + 1e-9)
    return float((max(0, first) + places[int(np.argmax(over))]) / rate)


def spectra(sound: NDArray[np.float32], rate: int, size: int = SIZE, hop: int = HOP) -> NDArray[np.float64]:
    """Power of every frame (rows) and bin of the mono sum."""
    mono = resample_poly(sound.mean(axis=0).astype(np.float64), RATE, rate)
    frames = np.lib.stride_tricks.sliding_window_view(mono, size)[::hop] * np.hanning(size)
    return np.abs(np.fft.rfft(frames)) ** 2


def _mode(sound: NDArray[np.float32], rate: int) -> float:
    """Best fit of a major key less that of a minor one. Counted are peaks of the spectrum that stand out where they are,
    whitened, so that neither loud moments nor overtones of the bass decide alone."""
    amplitude = np.sqrt(spectra(sound, rate, PITCHED, PITCHED // 4))
    frequency = np.fft.rfftfreq(PITCHED, 1 / RATE)
    white = amplitude / (uniform_filter1d(amplitude, 41, axis=1) + amplitude.max() * 1e-3 + 1e-12)
    peaks = (amplitude == maximum_filter1d(amplitude, 5, axis=1)) * np.minimum(white, 6.0)
    inside = (frequency > 60) & (frequency < 1300)
    pitch = 69 + 12 * np.log2(frequency[inside] / 440)
    near = np.maximum(0, 1 - np.abs((pitch[:, None] - np.arange(12) + 6) % 12 - 6) * 2)
    chroma = (peaks[:, inside] @ near).sum(axis=0)
    fits = [max(np.corrcoef(np.roll(profile, key), chroma)[0, 1] for key in range(12)) for profile in (MAJOR, MINOR)]
    return float(fits[0] - fits[1])


def _onsets(amplitude: NDArray[np.float64]) -> float:
    """Beginnings a second: peaks of the rise of log magnitude that stand over what is around them."""
    bands = np.add.reduceat(amplitude, np.unique(np.geomspace(2, amplitude.shape[1] - 1, 40).astype(int)), axis=1)
    logs = np.log1p(60 * bands / (bands.max() + 1e-12))
    rise = np.maximum(0, logs[3:] - logs[:-3]).mean(axis=1)
    around = uniform_filter1d(rise, 50)
    peaks = (rise == maximum_filter1d(rise, 7)) & (rise > 1.35 * around + 0.012)
    return float(peaks.sum() / (len(amplitude) * HOP / RATE))


def leave_one_out(rows: Sequence[tuple[str, int, Sequence[float]]]) -> tuple[float, list[tuple[str, str, int]]]:
    """Share of cues (mood, seed, features) nearest to their own mood's mean of all other seeds, and the mistaken ones.

    Axes are scaled by the pooled spread inside the moods, so that no unit weighs more than another.
    """
    moods = sorted({mood for mood, _, _ in rows})
    values = np.array([row[2] for row in rows])
    labels = np.array([moods.index(row[0]) for row in rows])
    seeds = np.array([row[1] for row in rows])
    mistaken = []
    for seed in sorted(set(seeds.tolist())):
        known = seeds != seed
        means = np.array([values[known & (labels == one)].mean(axis=0) for one in range(len(moods))])
        inside = [values[known & (labels == one)].var(axis=0, ddof=1) for one in range(len(moods))]
        spread = np.sqrt(np.mean(inside, axis=0)) + 1e-9
        for index in np.flatnonzero(~known):
            nearest = int(np.argmin((((values[index] - means) / spread) ** 2).sum(axis=1)))
            if nearest != labels[index]:
                mistaken.append((moods[labels[index]], moods[nearest], seed))
    return 1 - len(mistaken) / len(rows), mistaken

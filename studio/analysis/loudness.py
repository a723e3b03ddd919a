"""Programme loudness and true peak of 48 kHz stereo sound, block by block, so that length costs no memory.

Method: ITU-R BS.1770-4; its K-weighting by the coefficients that it gives for 48 kHz. Gating works on energies of one
millisecond, so that a limiter's gain can be tried on the energies alone. True peak is read from a 4x oversampled signal.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from studio.analysis.filters import Section, filtered, impulse

SAMPLE_RATE = 48_000
MILLISECOND = 48
"""Samples in the smallest unit that is measured and limited."""

SILENCE_LUFS = -70.0
"""What silence measures: the absolute gate of BS.1770."""

SILENCE_DBTP = -120.0

REACH = 16
"""Samples on either side that a point between two samples is interpolated from."""

OVERSAMPLING = 4

K_WEIGHTING = (
    Section((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585)),
    Section((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)),
)
"""BS.1770-4, tables 1 and 2: the head's shelf, then the high-pass."""

RINGS = 4096
"""Samples after which nothing of the K-weighting's answer is left: -199 dB."""

Samples = NDArray[np.float32]
"""Sound as samples x 2 channels."""


@dataclass(frozen=True)
class Measured:
    """Per-millisecond view of a sound: K-weighted energy (both channels, summed squares) and true peak (linear)."""

    energies: NDArray[np.float64]
    peaks: NDArray[np.float32]

    @property
    def loudness(self) -> float:
        """Integrated loudness in LUFS; -70 for silence."""
        return integrated(self.energies)

    @property
    def true_peak(self) -> float:
        """Highest true peak in dBTP; -120 for silence."""
        highest = float(self.peaks.max(initial=0))
        return SILENCE_DBTP if highest <= 1e-6 else 20 * float(np.log10(highest))


class Meter:
    """Fed with blocks of any length, says at the end what they measure together; without `peaks` in half the time."""

    def __init__(self, *, peaks: bool = True) -> None:
        self._wants_peaks = peaks
        self._held: Samples = np.zeros((REACH, 2), np.float32)
        self._heard: Samples = np.zeros((RINGS - 1, 2), np.float32)
        self._energies: list[NDArray[np.float64]] = []
        self._peaks: list[NDArray[np.float32]] = []
        self._samples = 0

    def feed(self, block: Samples) -> None:
        """Take the next samples (n x 2)."""
        self._samples += len(block)
        self._consume(np.concatenate([self._held, block]))

    def finish(self) -> Measured:
        """Measure what is still held back, and sum up."""
        units = -(-self._samples // MILLISECOND)
        self._consume(np.concatenate([self._held, np.zeros((MILLISECOND + REACH, 2), np.float32)]))
        if not self._energies:
            return Measured(np.zeros(0), np.zeros(0, np.float32))
        return Measured(np.concatenate(self._energies)[:units], np.concatenate(self._peaks)[:units])

    def _consume(self, held: Samples) -> None:
        units = max(0, (len(held) - 2 * REACH) // MILLISECOND)
        self._held = held[units * MILLISECOND :]
        if not units:
            return
        body = held[REACH : REACH + units * MILLISECOND]
        weighted = filtered(body, k_weighting(), self._heard).reshape(units, MILLISECOND * 2)
        self._heard = np.concatenate([self._heard, body])[-(RINGS - 1) :]
        self._energies.append(np.einsum("us,us->u", weighted, weighted, dtype=np.float64))
        if not self._wants_peaks:
            self._peaks.append(np.zeros(units, np.float32))
            return
        span = MILLISECOND + 2 * REACH
        windows = sliding_window_view(held[: units * MILLISECOND + 2 * REACH], span, axis=0)[::MILLISECOND]
        between = windows.reshape(-1, span) @ interpolator()
        units_of = body.reshape(units, MILLISECOND * 2)
        self._peaks.append(np.maximum(_highest(between).reshape(units, 2).max(axis=1), _highest(units_of)))


def measure(samples: Samples) -> Measured:
    """Measure a sound that lies in memory (n x 2)."""
    meter = Meter()
    meter.feed(samples)
    return meter.finish()


def integrated(energies: NDArray[np.float64]) -> float:
    """Gated integrated loudness in LUFS from K-weighted energies a millisecond; -70 for silence.

    A sound shorter than the 400 ms gate is measured as if silence followed it.
    """
    loud = gate_powers(energies)
    loud = loud[loud > _power(SILENCE_LUFS)]
    if not len(loud):
        return SILENCE_LUFS
    return _lufs(float(loud[loud > loud.mean() / 10].mean()))


def momentary(energies: NDArray[np.float64]) -> float:
    """Highest momentary (400 ms) loudness in LUFS; -70 for silence."""
    power = float(gate_powers(energies).max())
    return max(SILENCE_LUFS, _lufs(power)) if power > 0 else SILENCE_LUFS


def gate_powers(energies: NDArray[np.float64]) -> NDArray[np.float64]:
    """Mean power of each 400 ms gate, one every 100 ms."""
    if len(energies) < 400:
        energies = np.pad(energies, (0, 400 - len(energies)))
    tenths = energies[: len(energies) // 100 * 100].reshape(-1, 100).sum(axis=1)
    total = np.concatenate([[0.0], np.cumsum(tenths)])
    powers: NDArray[np.float64] = np.maximum(total[4:] - total[:-4], 0) / (400 * MILLISECOND)
    return powers


def k_weighting() -> NDArray[np.float64]:
    """What the K-weighting answers to an impulse, at 48 kHz."""
    return impulse(K_WEIGHTING, RINGS)


@lru_cache(maxsize=1)
def interpolator() -> NDArray[np.float32]:
    """Matrix from a millisecond with its neighbours to the points between its samples, by a Kaiser-windowed sinc."""
    here = np.arange(-REACH, MILLISECOND + REACH)[:, None]
    points = np.arange(MILLISECOND * OVERSAMPLING)[None, :] / OVERSAMPLING
    points = points[:, points[0] % 1 != 0]
    distance = points - here
    inside = np.clip(1 - np.square(distance / REACH), 0, None)
    window = np.i0(6.0 * np.sqrt(inside)) / np.i0(6.0) * (np.abs(distance) < REACH)
    weights = np.sinc(distance) * window
    matrix: NDArray[np.float32] = (weights / weights.sum(axis=0)).astype(np.float32)
    return matrix


def _highest(rows: Samples) -> Samples:
    """Largest magnitude of each row, without a copy of all magnitudes."""
    highest: Samples = np.maximum(rows.max(axis=1), -rows.min(axis=1))
    return highest


def _lufs(power: float) -> float:
    return -0.691 + 10 * float(np.log10(power))


def _power(lufs: float) -> float:
    return float(10 ** ((lufs + 0.691) / 10))

"""Linear filters over sound by overlap-save, on numpy alone: loading scipy.signal takes 80 MB and most of a second."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

Sound = TypeVar("Sound", NDArray[np.float32], NDArray[np.float64])

GRID = 1 << 17
"""Points at which a section's response is taken: far longer than any of ours rings."""


class Section(NamedTuple):
    """A second-order section: numerator and denominator in falling powers of z, the first of `a` being 1."""

    b: tuple[float, float, float]
    a: tuple[float, float, float]


def high_pass(hertz: float, sample_rate: int) -> Section:
    """Second-order Butterworth high-pass, by the bilinear transform with its corner kept in place."""
    corner = math.tan(math.pi * hertz / sample_rate)
    damped = math.sqrt(2.0) * corner
    whole = 1.0 / (1.0 + damped + corner * corner)
    first, second = 2.0 * (corner * corner - 1.0) * whole, (1.0 - damped + corner * corner) * whole
    return Section((whole, -2.0 * whole, whole), (1.0, first, second))


@lru_cache(maxsize=8)
def impulse(sections: tuple[Section, ...], length: int) -> NDArray[np.float64]:
    """The first `length` samples of what sections in a row answer to an impulse; what rings on must be nothing.

    Not to be written to.
    """
    z = np.exp(-2j * np.pi * np.arange(GRID // 2 + 1) / GRID)
    response = np.ones(len(z), np.complex128)
    for section in sections:
        response *= np.polyval(section.b[::-1], z) / np.polyval(section.a[::-1], z)
    made: NDArray[np.float64] = np.fft.irfft(response)[:length].copy()
    made.flags.writeable = False
    return made


def filtered(samples: Sound, taps: NDArray[np.float64] | NDArray[np.float32], before: Sound | None = None) -> Sound:
    """Samples (n x channels) through a causal filter, as long as they are and in their precision.

    `before` is what was heard before them, `len(taps) - 1` rows; silence where it is left out.
    """
    reach = len(taps) - 1
    if before is None:
        before = np.zeros((reach, samples.shape[1]), samples.dtype)
    heard = np.concatenate([before, samples])
    size = 1 << max(12, (min(len(heard), 4 * reach)).bit_length())
    step = size - reach
    response = np.fft.rfft(taps.astype(samples.dtype), size)[:, None]
    made = np.empty_like(samples)
    for start in range(0, len(samples), step):
        piece = np.fft.irfft(np.fft.rfft(heard[start : start + size], size, axis=0) * response, size, axis=0)
        rows = min(step, len(samples) - start)
        made[start : start + rows] = piece[reach : reach + rows]
    return made

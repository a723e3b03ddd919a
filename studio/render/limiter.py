"""Look-ahead true-peak limiter that works on peaks of one millisecond, so that a whole film is cheap to try again."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from studio.analysis.loudness import MILLISECOND, Samples

LOOK_AHEAD = 5
"""Milliseconds in which the gain comes down before a peak."""

RELEASE = 100.0
"""Milliseconds in which it comes back to a third."""

Gains = NDArray[np.float64]
"""Gain factors, one a millisecond, 1 or less."""


def gains(peaks: NDArray[np.float32], drive: float, ceiling: float) -> Gains:
    """Gains that hold a sound, raised by the factor `drive`, under a linear true-peak `ceiling`.

    Each millisecond needs at most ceiling / peak; that is held for the look-ahead on both sides, released
    exponentially, then averaged over the look-ahead. Being linear between milliseconds takes one more on each side.
    """
    needed = np.minimum(1.0, ceiling / np.maximum(peaks.astype(np.float64) * drive, 1e-12))
    if not len(needed) or needed.min() >= 1.0:
        return np.ones(len(needed))
    held = _around(needed, LOOK_AHEAD + 1).min(axis=1)
    smooth: Gains = _around(_released(held), LOOK_AHEAD).mean(axis=1)
    return np.minimum(smooth, 1.0)


def apply(block: Samples, first: int, reduction: Gains) -> Samples:
    """A block (n x 2) that begins at sample `first`, times the gains, linear between the milliseconds' centres."""
    if not len(reduction):
        return block
    near = reduction[max(0, first // MILLISECOND - 1) : (first + len(block)) // MILLISECOND + 2]
    if near.min(initial=1.0) >= 1.0:
        return block
    centres = np.arange(len(reduction)) * MILLISECOND + (MILLISECOND - 1) / 2
    at = np.interp(np.arange(first, first + len(block)), centres, reduction)
    limited: Samples = block * at.astype(np.float32)[:, None]
    return limited


def _around(values: Gains, reach: int) -> Gains:
    """Each value with `reach` neighbours on both sides (n x 2 reach + 1), the outermost repeated at the ends."""
    return sliding_window_view(np.pad(values, reach, mode="edge"), 2 * reach + 1)


def _released(held: Gains) -> Gains:
    """The reduction never falls faster than the release: r[i] = max(r[i], r[i-1] * decay), as a running maximum."""
    with np.errstate(divide="ignore"):
        climb = np.arange(len(held)) / RELEASE
        reduction = np.maximum.accumulate(np.log(1.0 - held) + climb) - climb
    released: Gains = 1.0 - np.exp(reduction)
    return released

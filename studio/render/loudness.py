"""Find the drive that brings a mix to its programme loudness under the ceiling, on measurements alone."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from studio.analysis.loudness import SILENCE_LUFS, Measured, integrated
from studio.render.limiter import Gains, gains

CORRECTIONS = 12
NEAR = 0.01
"""LU; the search ends here."""

MOST_LIMITED = 18.0
"""dB that the highest peak may be pushed down; a mix that would need more stays quieter than asked."""


class Drive(NamedTuple):
    """A linear gain for the whole mix, and the limiter's gains, one a millisecond."""

    gain: float
    reduction: Gains


def drive(mix: Measured, target: float, ceiling: float) -> Drive:
    """Gain and limiting for a target in LUFS and a ceiling in dBTP. Silence is left alone.

    The limiter's gain moves slowly beside the K-weighting, so the loudness of what it makes is the loudness of the
    mix's own energies times gain squared; what that leaves is measured on the finished sound.
    """
    level = mix.loudness
    if level <= SILENCE_LUFS:
        return Drive(1.0, np.ones(len(mix.peaks)))
    most = ceiling + MOST_LIMITED - mix.true_peak
    decibels = min(target - level, most)
    top = 10 ** (ceiling / 20)
    for _ in range(CORRECTIONS):
        gain = 10 ** (decibels / 20)
        reduction = gains(mix.peaks, gain, top)
        missed = target - integrated(mix.energies * np.square(gain * reduction))
        if abs(missed) < NEAR or (decibels >= most and missed > 0):
            break
        # A limited decibel brings less than one: go a little further than what is missing.
        decibels = min(decibels + 1.3 * missed, most)
    return Drive(gain, reduction)

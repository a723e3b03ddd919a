"""Ducking: where a voice speaks, drawn from its own word times; how the bed makes room for it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from studio.analysis.filters import filtered
from studio.analysis.loudness import SAMPLE_RATE, Samples

ATTACK, LEAD, HOLD, LAG, RELEASE = 0.12, 0.2, 0.6, 0.3, 0.45
"""Seconds: on the way down, down before the first word, held over a gap, held after the last word, on the way up.

What sounds right before a line and right after it is heard as a part of its first and last word.
"""

DIP = (100.0, 7000.0)
"""The band that speech lies in, in Hz: what else lies in it hides consonants above, and the voice's own pitch below."""

TAPS = 4096
MARGIN = TAPS // 2
"""Samples before and after a stretch that the filter must see."""

Span = tuple[float, float]
"""A stretch in seconds of the film."""


def spans(words: Iterable[Span]) -> tuple[Span, ...]:
    """Stretches in which somebody speaks: words in a row, gaps shorter than the hold closed."""
    runs: list[list[float]] = []
    for start, end in sorted(words):
        if runs and start - runs[-1][1] < HOLD:
            runs[-1][1] = max(runs[-1][1], end)
        else:
            runs.append([start, end])
    return tuple((run[0], run[1]) for run in runs)


def curve(spoken: Iterable[Span], first: int, last: int) -> NDArray[np.float32]:
    """How far the bed is ducked, 0 to 1, for samples first..last of the film; raised cosines between."""
    seconds = np.arange(first, last) / SAMPLE_RATE
    depth = np.zeros(last - first)
    for start, end in spoken:
        edges = (start - LEAD - ATTACK, start - LEAD, end + LAG, end + LAG + RELEASE)
        if edges[0] < seconds[-1] and edges[-1] > seconds[0]:
            depth = np.maximum(depth, np.interp(seconds, edges, [0.0, 1.0, 1.0, 0.0]))
    eased: NDArray[np.float32] = (0.5 - 0.5 * np.cos(np.pi * depth)).astype(np.float32)
    return eased


def duck(bed: Samples, depth: NDArray[np.float32], level_db: float, dip_db: float) -> Samples:
    """The bed under a voice: dipped in the voice's band and lowered as far as `depth` says, untouched where it is 0.

    `bed` has MARGIN samples more than `depth` at both ends; the answer is as long as `depth`. It fades between two
    linear-phase versions of itself, so nothing smears or rustles.
    """
    body = bed[MARGIN : MARGIN + len(depth)]
    if not depth.any() or not bed.any():
        return body
    dipped = filtered(bed, response(dip_db))[2 * MARGIN :]
    blend = depth[:, None]
    made: Samples = ((body + (dipped - body) * blend) * 10 ** (level_db / 20 * blend)).astype(np.float32)
    return made


@lru_cache(maxsize=4)
def response(depth_db: float) -> NDArray[np.float32]:
    """Impulse response that lowers the voice's band, half an octave of slope on both sides; centred on TAPS // 2."""
    octaves = np.log2(np.maximum(np.fft.rfftfreq(TAPS, 1 / SAMPLE_RATE), 1.0))
    low, high = np.log2(DIP[0]), np.log2(DIP[1])
    share = np.clip((octaves - low) / 0.5 + 1, 0, 1) * np.clip((high - octaves) / 0.5 + 1, 0, 1)
    # The window is centred on the same sample as the response, or the two versions would comb.
    window = np.hanning(TAPS + 1)[:TAPS]
    taps: NDArray[np.float32] = (np.roll(np.fft.irfft(10 ** (depth_db * share / 20)), MARGIN) * window).astype(
        np.float32
    )
    return taps

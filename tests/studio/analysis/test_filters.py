"""Our block filters against scipy's recursive ones and against themselves."""

from __future__ import annotations

import numpy as np
from scipy.signal import butter, sosfilt

from studio.analysis.filters import filtered, high_pass, impulse

RATE = 48_000
TAPS = impulse((high_pass(90.0, RATE),), 4096)


def noise(samples: int) -> np.ndarray:
    return np.random.default_rng(5).standard_normal((samples, 2)).astype(np.float32)


def test_a_high_pass_is_butterworths() -> None:
    sound = noise(50_000)
    assert np.allclose(
        filtered(sound, TAPS), sosfilt(butter(2, 90, "high", fs=RATE, output="sos"), sound, axis=0), atol=1e-5
    )


def test_pieces_that_know_what_was_before_make_the_whole() -> None:
    sound = noise(20_000)
    pieces = [filtered(sound[:9_000], TAPS), filtered(sound[9_000:], TAPS, sound[9_000 - 4095 : 9_000])]
    assert np.allclose(np.concatenate(pieces), filtered(sound, TAPS), atol=1e-5)


def test_a_sound_shorter_than_the_filter_keeps_its_length_and_precision() -> None:
    made = filtered(noise(10), TAPS)
    assert made.shape == (10, 2) and made.dtype == np.float32

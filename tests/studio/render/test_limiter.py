"""The limiter holds true peaks under its ceiling, ahead of time, and leaves quiet sound alone."""

from __future__ import annotations

import numpy as np
import pytest

from studio.analysis.loudness import Samples, measure
from studio.render.limiter import apply, gains
from studio.render.loudness import drive

RATE = 48_000
CEILING = 10 ** (-1.5 / 20)


def hits(level: float = 2.0) -> Samples:
    """Quiet noise with hard hits, a tone between the samples, and a step."""
    draw = np.random.default_rng(4)
    sound = draw.normal(0, 0.05, (RATE * 3, 2))
    for at in range(10_000, RATE * 2, 17_000):
        sound[at : at + 400] += level * draw.normal(0, 0.4, (400, 2))
    sound[RATE * 2 :] += 1.2 * np.sin(np.pi / 2 * np.arange(RATE) + np.pi / 4)[:, None]
    return sound.astype(np.float32)


def limited(sound: Samples, factor: float = 1.0) -> Samples:
    return apply(sound * np.float32(factor), 0, gains(measure(sound).peaks, factor, CEILING))


@pytest.mark.parametrize("factor", [0.5, 1.0, 4.0])
def test_true_peaks_stay_under_the_ceiling(factor: float) -> None:
    assert measure(limited(hits(), factor)).true_peak <= -1.5 + 0.05


def test_sound_under_the_ceiling_is_untouched() -> None:
    sound = hits() * np.float32(0.05)
    assert np.array_equal(limited(sound), sound)


def test_the_gain_comes_down_before_a_peak_and_back_after_it() -> None:
    peaks = np.full(1000, 0.1, np.float32)
    peaks[500] = 2.0
    found = gains(peaks, 1.0, CEILING)
    assert found[480] == 1
    assert found[500] <= CEILING / 2 + 1e-9
    assert 1 > found[700] > found[560]
    assert np.abs(np.diff(found)).max() < 0.1


def test_blocks_are_limited_like_the_whole() -> None:
    sound = hits()
    reduction = gains(measure(sound).peaks, 1.0, CEILING)
    pieces = [apply(sound[first : first + 7000], first, reduction) for first in range(0, len(sound), 7000)]
    assert np.array_equal(np.concatenate(pieces), apply(sound, 0, reduction))


def test_the_drive_finds_a_loudness_before_anything_is_rendered() -> None:
    sound = hits()
    driven = drive(measure(sound), -14.0, -1.5)
    made = apply(sound * np.float32(driven.gain), 0, driven.reduction)
    assert measure(made).loudness == pytest.approx(-14, abs=0.3)


def test_a_lone_click_is_not_blown_up_beyond_reason() -> None:
    click = np.zeros((RATE * 2, 2), np.float32)
    click[RATE] = 0.9
    driven = drive(measure(click), -8.0, -1.5)
    assert 20 * np.log10(driven.gain) < 18
    assert driven.reduction.min() > 10 ** (-18.5 / 20)

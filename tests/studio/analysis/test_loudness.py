"""Our streaming loudness and true peak against pyloudnorm, ffmpeg and arithmetic."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import numpy as np
import pyloudnorm
import pytest
import soundfile

from studio.analysis.loudness import Meter, Samples, integrated, measure, momentary
from studio.render.ffmpeg import executable

RATE = 48_000


def music(seconds: float = 4.0) -> Samples:
    """Noise that swells and falls, with a quiet second that the gate must leave out."""
    draw = np.random.default_rng(3)
    time = np.arange(int(seconds * RATE)) / RATE
    swell = np.where(time > seconds - 1, 0.001, 0.05 + 0.2 * np.sin(time) ** 2)
    return (draw.normal(0, 1, (len(time), 2)) * swell[:, None] * 0.4).astype(np.float32)


def sine(frequency: float, level: float, phase: float = 0.0) -> Samples:
    wave = level * np.sin(2 * np.pi * frequency * np.arange(RATE * 2) / RATE + phase)
    return np.stack([wave, wave], axis=1).astype(np.float32)


def test_loudness_is_near_pyloudnorms() -> None:
    """Whose own shelf differs a little from the standard's: 0.04 LU on this sound."""
    sound = music()
    assert measure(sound).loudness == pytest.approx(pyloudnorm.Meter(RATE).integrated_loudness(sound), abs=0.06)


def test_a_full_sine_on_one_side_is_as_loud_as_the_standard_says() -> None:
    """BS.1770-4, annex 1: 997 Hz at 0 dBFS in one channel reads -3.01 LKFS."""
    sound = sine(997, 1.0)
    sound[:, 1] = 0
    assert measure(sound).loudness == pytest.approx(-3.01, abs=0.005)


def test_loudness_and_peak_equal_ffmpeg(tmp_path: Path) -> None:
    sound = music()
    soundfile.write(tmp_path / "sound.wav", sound, RATE, subtype="FLOAT")
    command = [str(executable()), "-hide_banner", "-nostdin", "-nostats", "-i", str(tmp_path / "sound.wav")]
    command += ["-af", "ebur128=peak=true", "-f", "null", "-"]
    said = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stderr
    summary = said[said.rindex("Summary") :]
    loudness = float(re.findall(r"I:\s+(-?[\d.]+) LUFS", summary)[0])
    peak = float(re.findall(r"Peak:\s+(-?[\d.]+) dBFS", summary)[0])
    measured = measure(sound)
    assert measured.loudness == pytest.approx(loudness, abs=0.11)
    assert measured.true_peak == pytest.approx(peak, abs=0.2)


def test_blocks_of_any_length_measure_the_same() -> None:
    sound, meter = music(), Meter()
    for start in range(0, len(sound), 7777):
        meter.feed(sound[start : start + 7777])
    whole, pieces = measure(sound), meter.finish()
    assert np.allclose(whole.energies, pieces.energies)
    assert np.allclose(whole.peaks, pieces.peaks, rtol=1e-6, atol=0)
    assert len(whole.peaks) == len(sound) // 48


def test_a_peak_between_the_samples_is_found() -> None:
    sound = sine(12_000, 0.5, np.pi / 4)
    assert np.abs(sound).max() == pytest.approx(0.354, abs=0.001)
    assert 20 * np.log10(measure(sound[4800:]).peaks[100:-100].max()) == pytest.approx(-6.02, abs=0.1)


def test_a_full_scale_tone_of_997_hz_on_both_sides_reads_zero() -> None:
    assert measure(sine(997, 1.0)).loudness == pytest.approx(0.0, abs=0.1)


def test_silence_and_nothing_measure_as_silence() -> None:
    for sound in (np.zeros((RATE, 2), np.float32), np.zeros((0, 2), np.float32)):
        assert measure(sound).loudness == -70
        assert measure(sound).true_peak == -120


def test_a_short_sound_is_measured_as_if_silence_followed() -> None:
    short = sine(997, 0.5)[:4800]
    padded = np.concatenate([short, np.zeros((RATE, 2), np.float32)])
    assert integrated(measure(short).energies) == pytest.approx(momentary(measure(padded).energies), abs=0.3)

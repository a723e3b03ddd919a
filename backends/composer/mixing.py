"""From notes to a finished cue: buses, hall, silence, levels by section, tone, bus compression. 48 kHz, n × 2."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, oaconvolve, sosfilt

from backends.composer.form import Form
from backends.composer.kernel import BLOCK
from backends.composer.layers import LAYERS, high_pass, low_pass
from backends.composer.orchestra import Orchestra
from backends.composer.score import Note, Score

RATE = 48_000
BUSES_DB = {"strings": 0.0, "choir": 1.5, "brass": -1.0, "keys": 2.0, "low": 1.0, "drums": 1.5}
HALL_RETURN = 0.52
SILENT = 0.012
"""What is left of the sum inside a silence (-38 dB)."""
BANDS = np.array([31, 63, 125, 250, 500, 1000, 2000, 4000, 8000, 16000])
TARGET = np.array([-5, 0, -0.5, -2.5, -5, -8.5, -12.5, -17.5, -24, -36.0])
"""Octave-band levels of finished programme music, in dB re the 63 Hz band."""

Sound = NDArray[np.float64]
Tell = Callable[[int, int], None]


def render(
    score: Score, form: Form, mood: dict[str, Any], orchestra: Orchestra, seed: int, tell: Tell
) -> NDArray[np.float32]:
    """The cue as samples × 2, exactly `form.length` seconds, peak below 1. `tell` hears notes done and all notes."""
    length = round(form.length * RATE)
    blocks = length // BLOCK + 2
    moments, levels = [at for at, _ in score.dynamics], [level for _, level in score.dynamics]
    curve = np.interp(np.arange(blocks) * BLOCK / RATE, moments, levels)
    express = np.clip(10 ** (curve * 0.62 / 20), 0.02, 1).astype(np.float32)
    buses = {name: np.zeros((length, 2), np.float32) for name in BUSES_DB}
    send = np.zeros((length, 2), np.float32)
    random = np.random.default_rng([seed, 77])
    groups: dict[tuple[int, str], list[Note]] = {}
    for note in score.notes:
        groups.setdefault((note.part, note.instrument), []).append(note)
    done = 0
    for (_, name), notes in groups.items():
        instrument = orchestra.instruments[name]
        out = np.zeros((length, 2), np.float32)
        human = random.normal(0, 0.003)
        for note in notes:
            level = float(np.interp(note.start, moments, levels)) * 0.38
            played = note if note.tight else _softer(note, level)
            orchestra.play(out, played, express, float(mood["bright"]), random, human)
        done += len(notes)
        tell(done, len(score.notes))
        gain = np.float32(10 ** (BUSES_DB[instrument.bus] / 20))
        buses[instrument.bus] += out * gain
        send += out * gain * np.float32(instrument.hall)
    mix = sum((bus.astype(np.float64) for bus in buses.values()), np.zeros((length, 2)))
    mix, send64 = _add_layers(mix, send.astype(np.float64), score, random)
    mix += _hall(send64, float(mood["hall"]))[:length] * HALL_RETURN
    gate = _gate(form, length)
    mix *= gate[:, None]
    low = low_pass(mix, 110, 1)
    mix = high_pass(mix - low + low.mean(axis=1, keepdims=True), 26)
    climax = next(((part.start, part.end) for part in form.sections if part.name == "climax"), (0.0, form.length))
    mix = _toned(mix, mix[int(climax[0] * RATE) : int(climax[1] * RATE)], float(mood["bright"]))
    mix = _ridden(mix, form, score)
    mix *= 0.5 / (np.percentile(np.abs(mix), 99.9) + 1e-6)
    mix = np.tanh(_compressed(mix) * 1.15) / 1.15
    mix *= gate[:, None] ** 0.5
    tail = min(length, int(0.03 * RATE))
    mix[length - tail :] *= np.linspace(1, 0, tail)[:, None]
    return mix.astype(np.float32)


def _softer(note: Note, level_db: float) -> Note:
    return replace(note, velocity=int(np.clip(note.velocity * 10 ** (level_db / 32), 8, 127)))


def _add_layers(mix: Sound, send: Sound, score: Score, random: np.random.Generator) -> tuple[Sound, Sound]:
    for layer in score.layers:
        make, hall = LAYERS[layer.name]
        sound = make(layer.length, layer.pitch, layer.velocity / 127, random) * 0.5 * layer.velocity / 110
        start = round(layer.start * RATE)
        skip = max(0, -start)
        piece = sound[skip : skip + max(0, len(mix) - max(0, start))]
        place = slice(max(0, start), max(0, start) + len(piece))
        mix[place] += piece
        send[place] += piece * hall
    return mix, send


def _hall(send: Sound, seconds: float) -> Sound:
    """Decaying decorrelated noise in seven bands, each with its own decay, after 22 ms and a few early reflections."""
    random = np.random.default_rng(3)
    count = int((seconds * 1.1 + 0.1) * RATE)
    t = np.arange(count) / RATE
    frequency = np.fft.rfftfreq(count, 1 / RATE)
    edges = (0, 180, 400, 900, 2000, 4500, 9000, 24000)
    decays, levels = (1.1, 1.15, 1.0, 0.85, 0.65, 0.42, 0.25), (1.1, 1.0, 0.9, 0.8, 0.7, 0.6, 0.3)
    impulse = np.zeros((count, 2))
    for side in range(2):
        spectrum = np.fft.rfft(random.standard_normal(count))
        for low, high, decay, level in zip(edges, edges[1:], decays, levels, strict=False):
            rise = np.clip((frequency - low * 0.8) / max(low * 0.4, 1), 0, 1) if low else 1.0
            band = rise * np.clip((high * 1.2 - frequency) / (high * 0.4), 0, 1)
            impulse[:, side] += np.fft.irfft(spectrum * band, count) * np.exp(-6.91 * t / (seconds * decay)) * level
        impulse[:, side] *= np.minimum(t / 0.03, 1)
        for late, level in zip((0.011, 0.019, 0.027, 0.038, 0.053), (0.5, 0.42, 0.36, 0.28, 0.2), strict=True):
            impulse[int((late + 0.002 * side * random.random()) * RATE), side] += level * 3.6 * random.choice([-1, 1])
    impulse = high_pass(np.concatenate([np.zeros((int(0.022 * RATE), 2)), impulse]), 150, 1)
    impulse /= np.sqrt((impulse**2).sum() / 2)
    dry = high_pass(send, 110, 1)
    return np.stack([oaconvolve(dry[:, side], impulse[:, side]) for side in range(2)], axis=1)


def _gate(form: Form, length: int) -> Sound:
    """1, and nearly nothing inside a silence: 90 ms down, back in 4 ms right before the hit."""
    gate = np.ones(length)
    for quiet, until in form.silences:
        start, end = int(quiet * RATE), min(length, int(until * RATE) - 192)
        fall = min(int(0.09 * RATE), max(1, (end - start) // 2))
        if end > start + fall:
            gate[start : start + fall] *= np.linspace(1, SILENT, fall)
            gate[start + fall : end] *= SILENT
            gate[end : end + 192] *= np.linspace(SILENT, 1, len(gate[end : end + 192]))
    return gate


def _octaves(sound: Sound) -> Sound:
    size = 16384
    padded = np.pad(sound.mean(axis=1), (0, max(0, size - len(sound))))
    power = sum(
        (
            np.abs(np.fft.rfft(padded[at : at + size] * np.hanning(size))) ** 2
            for at in range(0, len(padded) - size + 1, size // 2)
        ),
        np.zeros(size // 2 + 1),
    )
    frequency = np.fft.rfftfreq(size, 1 / RATE)
    return np.array(
        [10 * np.log10(power[(frequency >= band / 1.414) & (frequency < band * 1.414)].sum() + 1e-9) for band in BANDS]
    )


def _toned(mix: Sound, loudest: Sound, bright: float) -> Sound:
    """Tilted toward the target curve: 60 % of the difference, ±6 dB, linear phase."""
    gain = TARGET + np.log2(BANDS / 63) * (bright - 1) * 2.2 - _octaves(loudest)
    gain = np.clip((gain - gain[1:8].mean()) * 0.6, -6, 6)
    size = 4096
    frequency = np.maximum(np.fft.rfftfreq(size, 1 / RATE), 20)
    response = np.fft.irfft(10 ** (np.interp(np.log2(frequency), np.log2(BANDS), gain) / 20))
    taps = np.roll(response, size // 2) * np.hanning(size)
    return np.stack([oaconvolve(mix[:, side], taps)[size // 2 : size // 2 + len(mix)] for side in range(2)], axis=1)


def _ridden(mix: Sound, form: Form, score: Score, most: float = 14.0) -> Sound:
    """The fader: each section starts and ends at its asked level below the climax, judged where no voice thins it."""
    weighted = sosfilt(butter(1, 60, "high", fs=RATE, output="sos"), mix, axis=0)
    hop = RATE // 20
    count = len(mix) // hop
    power = (weighted[: count * hop].reshape(count, hop, 2) ** 2).mean(axis=(1, 2)) + 1e-12
    power = np.convolve(power, np.ones(20) / 20, "same")
    spoken = np.zeros(count, bool)
    for start, end in form.voice:
        spoken[max(0, int(start * 20) - 4) : int(end * 20) + 4] = True

    def level(start: float, end: float) -> float:
        first = min(int(start * 20), count - 2)
        piece = slice(first, max(int(end * 20), first + 2))
        free = ~spoken[piece]
        if free.sum() >= 8:
            return float(10 * np.log10(power[piece][free].mean()))
        return float(10 * np.log10(power[piece].mean())) + (4.0 if len(power[piece]) and spoken[piece].any() else 0.0)

    times, found = [], []
    for part in form.sections:
        end = next((quiet for quiet, until in form.silences if abs(until - part.end) < 0.06), part.end)
        span = min(3.0 if part.name not in ("title", "button") else 1.5, max(0.1, (end - part.start) / 2))
        times += [part.start, max(part.start, part.end - 0.01)]
        found += [level(part.start, part.start + span), level(max(part.start, end - span), end)]
    asked = [value for _, value in score.dynamics]
    loud = max((value for value, wanted in zip(found, asked, strict=True) if wanted >= -2), default=max(found))
    gains = np.clip([wanted - (value - loud) for value, wanted in zip(found, asked, strict=True)], -most, most)
    fader = np.interp(np.arange(len(mix) // 64 + 1) * 64 / RATE, times, gains)
    fader = np.convolve(np.pad(fader, 6, mode="edge"), np.ones(13) / 13, "valid")
    return mix * 10 ** (np.interp(np.arange(len(mix)), np.arange(len(fader)) * 64, fader) / 20)[:, None]


def _compressed(mix: Sound, threshold: float = -16.0, ratio: float = 1.8) -> Sound:
    """Bus compressor, 20 ms down and 180 ms up, in blocks of 64 samples."""
    count = len(mix) // 64
    level = 20 * np.log10(np.sqrt((mix[: count * 64].reshape(count, 64, 2) ** 2).mean(axis=(1, 2))) + 1e-9) + 3
    wanted = np.minimum(0, (threshold - level) * (1 - 1 / ratio))
    down, up = np.exp(-64 / RATE / 0.02), np.exp(-64 / RATE / 0.18)
    gain, now = np.empty(count), 0.0
    for index, value in enumerate(wanted):
        keep = down if value < now else up
        now = keep * now + (1 - keep) * value
        gain[index] = now
    return mix * 10 ** (np.interp(np.arange(len(mix)), np.arange(count) * 64 + 32, gain) / 20)[:, None]

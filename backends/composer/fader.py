"""Levels over a cue: silence where the form asks for it, and a fader that rides every section to its asked level."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from backends.composer.form import Form
from backends.composer.score import Score
from backends.composer.tone import scaled
from backends.composer.waves import RATE, high_pass

SILENT = 0.012
"""What is left of the sum inside a silence (-38 dB)."""
MOST_DB = 14.0
LONG = 4.0
"""Seconds: a section is judged about so often."""
TENTH = RATE // 20
"""Samples in one measurement."""

Sound = NDArray[np.float32]


def gate(form: Form, length: int) -> Sound:
    """1, and nearly nothing inside a silence: 90 ms down, back in 4 ms right before the hit. n × 1."""
    found = np.ones(length, np.float32)
    for quiet, until in form.silences:
        start, end = int(quiet * RATE), min(length, int(until * RATE) - 192)
        fall = min(int(0.09 * RATE), max(1, (end - start) // 2))
        if end > start + fall:
            found[start : start + fall] *= np.linspace(1, SILENT, fall)
            found[start + fall : end] *= SILENT
            found[end : end + 192] *= np.linspace(SILENT, 1, len(found[end : end + 192]))
    return found[:, None]


def ridden(mix: Sound, form: Form, score: Score) -> Sound:
    """Each section starts and ends at its asked level below the climax, judged where no voice thins it."""
    weighted = high_pass(mix, 60, 1)
    count = len(mix) // TENTH
    power = (weighted[: count * TENTH].reshape(count, TENTH, 2) ** 2).mean(axis=(1, 2)) + 1e-12
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

    moments, levels = [at for at, _ in score.dynamics], [value for _, value in score.dynamics]
    times, found = list[float](), list[float]()
    for part in form.sections:
        end = next((quiet for quiet, until in form.silences if abs(until - part.end) < 0.06), part.end)
        span = min(3.0 if part.name not in ("title", "button") else 1.5, max(0.1, (end - part.start) / 2))
        times.append(part.start)
        found.append(level(part.start, part.start + span))
        # Where parts come in one after the other, the two ends do not tell what lies between.
        for step in range(1, int((end - part.start) / LONG)):
            middle = part.start + step * LONG
            times.append(middle)
            found.append(level(middle - span / 2, middle + span / 2))
        times.append(max(part.start, part.end - 0.01))
        found.append(level(max(part.start, end - span), end))
    asked = np.interp(times, moments, levels).tolist()
    loud = max((value for value, wanted in zip(found, asked, strict=True) if wanted >= -2), default=max(found))
    gains = np.clip([wanted - (value - loud) for value, wanted in zip(found, asked, strict=True)], -MOST_DB, MOST_DB)
    curve = np.interp(np.arange(len(mix) // 64 + 1) * 64 / RATE, times, gains)
    curve = np.convolve(np.pad(curve, 6, mode="edge"), np.ones(13) / 13, "valid")
    return mix * scaled(curve, len(mix), 64)

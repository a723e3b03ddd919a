"""The sampler's voice: windowed-sinc playback with envelope, expression, vibrato and a low-pass. Imported in setup only."""

from __future__ import annotations

import sys
from typing import Any

import numpy as np
from numba import config, njit
from numpy.typing import NDArray

config.SLP_VECTORIZE = 1
"""The twelve taps of a sample are one sum: with its terms side by side it takes two thirds of the time."""

# numba loads all of scipy.linalg to see whether matrices can be multiplied: half a second, and nothing here has one.
sys.modules["scipy.linalg.cython_blas"] = None  # type: ignore[assignment]
import numba.np.arraymath  # noqa: E402, F401

del sys.modules["scipy.linalg.cython_blas"]

RATE = 48_000
TAPS, PHASES = 12, 256
BLOCK = 64
"""Samples between two values of everything that changes slowly."""
INAUDIBLE = 0.0005
"""A note whose envelope has fallen so far (-66 dB) is over."""
CUTS = (1.0, 0.84, 0.71, 0.6, 0.5, 0.42, 0.35)


def sinc_table() -> NDArray[np.float32]:
    """Kaiser-windowed sincs: cut-off × phase × tap; the cut-off falls as notes are read faster than recorded."""
    tables = []
    taps = np.arange(TAPS) - TAPS // 2 + 1
    kaiser = np.kaiser(2049, 7.5)
    for cut in CUTS:
        rows = []
        for phase in range(PHASES + 1):
            distance = taps - phase / PHASES
            window = kaiser[np.clip(((distance / (TAPS / 2) + 1) * 1024).astype(int), 0, 2048)]
            row = cut * 0.96 * np.sinc(cut * 0.96 * distance) * window
            rows.append(row / row.sum())
        tables.append(rows)
    return np.array(tables, np.float32)


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _cut(ratio: float) -> int:
    if ratio <= 1.06:
        return 0
    if ratio <= 1.19:
        return 1
    if ratio <= 1.41:
        return 2
    if ratio <= 1.68:
        return 3
    if ratio <= 2.0:
        return 4
    if ratio <= 2.4:
        return 5
    return 6


@njit(fastmath=True, cache=True, nogil=True, boundscheck=False)  # type: ignore[untyped-decorator]
def voice(
    out: Any,
    start: int,
    held: int,
    pool: Any,
    offset: int,
    twin: int,
    length: int,
    loop_start: int,
    loop_end: int,
    loops: bool,
    ratio: float,
    skip: float,
    attack: float,
    hold: float,
    decay: float,
    sustain: float,
    release: float,
    ramp: float,
    gains: Any,
    cutoff: float,
    tremolo: float,
    tremolo_hz: float,
    vibrato: float,
    vibrato_hz: float,
    expression: Any,
    table: Any,
) -> None:
    """Add one note to `out` (n × 2) from sample `start`, held for `held` samples; `expression` is one value a block.

    A note recorded in stereo is two samples of one length, at `offset` and at `twin` (-1: mono), read side by side.
    `gains`: left and right of the first, left and right of the twin.
    """
    phases = table.shape[1] - 1
    taps = table.ravel()
    half = TAPS // 2 - 1
    total = out.shape[0]
    span = loop_end - loop_start
    safe = loop_end if loops else length
    position = skip
    level_before = 0.0
    low1 = low2 = twin1 = twin2 = np.float32(0.0)
    paired = twin >= 0
    left, right = np.float32(gains[0]), np.float32(gains[1])
    twin_left, twin_right = np.float32(gains[2]), np.float32(gains[3])
    one = np.zeros(BLOCK, np.float32)
    two = np.zeros(BLOCK, np.float32)
    at = 0
    done = False
    while not done:
        seconds = at / 48000.0
        if seconds < attack:
            envelope = seconds / attack
        elif seconds < attack + hold:
            envelope = 1.0
        else:
            fall = (seconds - attack - hold) / decay * 100.0 if decay > 0.001 else 100.0
            envelope = 10.0 ** (-min(fall, sustain) / 20.0)
        if ramp > 0 and seconds < ramp:
            envelope *= 0.5 - 0.5 * np.cos(np.pi * seconds / ramp)
        if at >= held:
            fall = (at - held) / 48000.0 / release * 80.0
            envelope *= 10.0 ** (-fall / 20.0)
        if seconds > attack + hold and envelope < INAUDIBLE:
            done = True
        block = (start + at) // BLOCK
        block = min(max(block, 0), expression.shape[0] - 1)
        express = expression[block]
        level = envelope * express * np.sqrt(express)
        if tremolo > 0:
            level *= 10.0 ** (-tremolo / 20.0 * (0.5 - 0.5 * np.cos(6.2832 * tremolo_hz * seconds)))
        rate = ratio
        if vibrato != 0:
            depth = min(1.0, max(0.0, (seconds - 0.25) / 0.4))
            rate = ratio * 2.0 ** (vibrato * depth * np.sin(6.2832 * vibrato_hz * seconds) / 1200.0)
        cut = _cut(rate)
        count = BLOCK
        if position >= half and position + BLOCK * rate + TAPS - half < safe:
            # Far from both ends: unsigned indices, nothing to ask, and the taps lie side by side for the compiler.
            for sample in range(BLOCK):
                whole = int(position)
                row = np.uint64((cut * (phases + 1) + int((position - whole) * phases)) * TAPS)
                base = np.uint64(offset + whole - half)
                value = np.float32(0.0)
                for tap in range(TAPS):
                    value += pool[base + np.uint64(tap)] * taps[row + np.uint64(tap)]
                one[sample] = value
                if paired:
                    base = np.uint64(twin + whole - half)
                    value = np.float32(0.0)
                    for tap in range(TAPS):
                        value += pool[base + np.uint64(tap)] * taps[row + np.uint64(tap)]
                    two[sample] = value
                position += rate
        else:
            for sample in range(BLOCK):
                if loops and position >= loop_end:
                    position -= span
                whole = int(position)
                if not loops and whole >= length - 1:
                    done = True
                    count = sample
                    break
                phase = int((position - whole) * phases)
                one[sample] = two[sample] = 0.0
                for tap in range(TAPS):
                    index = whole - half + tap
                    if loops and index >= loop_end:
                        index -= span
                    if 0 <= index < length:
                        one[sample] += pool[offset + index] * table[cut, phase, tap]
                        if paired:
                            two[sample] += pool[twin + index] * table[cut, phase, tap]
                position += rate
        frequency = min(cutoff * (0.35 + 0.65 * express), 21000.0)
        g = np.tan(np.pi * frequency / 48000.0)
        damped = 1.0 / (1.0 + g * (g + 1.3))
        a1, a2, a3 = np.float32(damped), np.float32(g * damped), np.float32(g * g * damped)
        step = np.float32((level - level_before) / BLOCK)
        first = min(max(0, -(start + at)), BLOCK)
        gain = np.float32(level_before) + step * first
        for sample in range(first, min(count, total - start - at)):
            v3 = one[sample] - low2
            v1 = a1 * low1 + a2 * v3
            v2 = low2 + a2 * low1 + a3 * v3
            low1 = v1 + v1 - low1
            low2 = v2 + v2 - low2
            index = start + at + sample
            if paired:
                w3 = two[sample] - twin2
                w1 = a1 * twin1 + a2 * w3
                w2 = twin2 + a2 * twin1 + a3 * w3
                twin1 = w1 + w1 - twin1
                twin2 = w2 + w2 - twin2
                out[index, 0] += (v2 * left + w2 * twin_left) * gain
                out[index, 1] += (v2 * right + w2 * twin_right) * gain
            else:
                out[index, 0] += v2 * left * gain
                out[index, 1] += v2 * right * gain
            gain += step
        level_before = level
        at += BLOCK
        if start + at >= total:
            done = True


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def section(sound: Any, made: Any, b0: float, b1: float, b2: float, a1: float, a2: float) -> None:
    """A second-order section along the rows of `sound` (n × channels) into `made`, which may be the same."""
    for channel in range(sound.shape[1]):
        one = 0.0
        two = 0.0
        for index in range(sound.shape[0]):
            heard = sound[index, channel]
            value = b0 * heard + one
            one = b1 * heard - a1 * value + two
            two = b2 * heard - a2 * value
            made[index, channel] = value


@njit(fastmath=True, cache=True, nogil=True)  # type: ignore[untyped-decorator]
def saws(out: Any, steps: Any, levels: Any, phases: Any, bend: Any) -> None:
    """Add saws without aliasing (polyBLEP) to `out`: cycles a sample, level and phase of each; `bend` scales all pitches."""
    for which in range(len(steps)):
        phase = phases[which]
        for index in range(len(out)):
            step = steps[which] * bend[index]
            phase += step
            if phase >= 1.0:
                phase -= 1.0
            value = 2.0 * phase - 1.0
            if phase < step:
                t = phase / step
                value -= 2.0 * t - t * t - 1.0
            elif phase > 1.0 - step:
                t = (phase - 1.0) / step
                value -= t * t + 2.0 * t + 1.0
            out[index] += levels[which] * value


@njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def eased(wanted: Any, down: float, up: float) -> Any:
    """A gain in dB that follows `wanted` with one pole, faster down than up."""
    found = np.empty_like(wanted)
    now = 0.0
    for index in range(len(wanted)):
        keep = down if wanted[index] < now else up
        now = keep * now + (1.0 - keep) * wanted[index]
        found[index] = now
    return found

"""From a score to a finished cue: instruments, layers, hall, silence, tone, levels. 48 kHz, n × 2."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from backends.composer.fader import gate, ridden
from backends.composer.form import Form
from backends.composer.hall import reverberated
from backends.composer.kernel import BLOCK
from backends.composer.layers import LAYERS
from backends.composer.moods import Mood
from backends.composer.orchestra import VELOCITY_DB, Orchestra
from backends.composer.score import Layer, Note, Score
from backends.composer.tone import compressed, toned, with_room
from backends.composer.waves import RATE, high_pass, low_pass

BUSES_DB = {
    "strings": 0.0,
    "wood": 0.0,
    "choir": 1.5,
    "brass": -1.0,
    "keys": 2.0,
    "low": 1.0,
    "pads": -1.0,
    "drums": 1.5,
}
HALL_RETURN = 0.52
EXPRESSION, TOUCH = 0.62, 0.38
"""How the curve of loudness is shared: expression (level and brightness) and touch (velocity)."""
LAYER_DB = -6.0
BOWED = ("sustained", "legato", "tremolo")
"""Ways of playing in which a note can swell."""
TURNS = 3
"""Different recordings of a played layer, taken in turns."""
MONO_BELOW = 110
"""Hz: what is lower comes from the middle."""

Sound = NDArray[np.float32]
Tell = Callable[[int, int], None]


def render(score: Score, form: Form, mood: Mood, orchestra: Orchestra, seed: int, tell: Tell) -> Sound:
    """The cue as samples × 2, exactly `form.length` seconds, peak below 1. `tell` hears notes done and all notes."""
    length = round(form.length * RATE)
    random = np.random.default_rng([seed, 77])
    mix, send = np.zeros((length, 2), np.float32), np.zeros((length, 2), np.float32)
    _play_notes(mix, send, score, mood, orchestra, random, tell)
    _add_layers(mix, send, score, random)
    mix += reverberated(send, mood.hall) * np.float32(HALL_RETURN)
    quiet = gate(form, length)
    mix *= quiet
    # What is low comes from the middle: the difference of the sides loses it.
    low = low_pass((mix[:, 0] - mix[:, 1]) / 2, MONO_BELOW, 1)
    mix[:, 0] -= low
    mix[:, 1] += low
    mix = high_pass(mix, 26)
    climax = next(((part.start, part.end) for part in form.sections if part.name == "climax"), (0.0, form.length))
    mix = toned(mix, mix[int(climax[0] * RATE) : int(climax[1] * RATE)], mood.bright)
    mix = ridden(with_room(mix, form.voice, mood.room_db), form, score)
    mix *= np.float32(0.5 / (np.percentile(np.abs(mix[::3]), 99.9) + 1e-6))
    mix = np.tanh(compressed(mix) * np.float32(1.15)) / np.float32(1.15)
    mix *= np.sqrt(quiet)
    tail = min(length, int(0.03 * RATE))
    mix[length - tail :] *= np.linspace(1, 0, tail, dtype=np.float32)[:, None]
    cue: Sound = mix.astype(np.float32)
    return cue


def _play_notes(
    mix: Sound, send: Sound, score: Score, mood: Mood, orchestra: Orchestra, random: np.random.Generator, tell: Tell
) -> None:
    """Every part on its instrument, those that send alike to the hall in a row."""
    moments, levels = [at for at, _ in score.dynamics], [level for _, level in score.dynamics]
    curve = np.interp(np.arange(len(mix) // BLOCK + 2) * BLOCK / RATE, moments, levels)
    express = 10 ** (curve * EXPRESSION / 20)
    groups: dict[tuple[float, int, str], list[Note]] = {}
    for note in score.notes:
        groups.setdefault((orchestra.instruments[note.instrument].hall, note.part, note.instrument), []).append(note)
    out = np.zeros_like(mix)
    done = 0
    for hall, alike in groupby(sorted(groups), key=lambda group: group[0]):
        out.fill(0)
        for group in alike:
            instrument, notes = orchestra.instruments[group[2]], groups[group]
            own = express * _swelling(notes, len(express)) if instrument.kind in BOWED else express
            expression = np.clip(own, 0.02, 1).astype(np.float32)
            human, bus = random.normal(0, 0.003), BUSES_DB[instrument.bus]
            for note in notes:
                level = float(np.interp(note.start, moments, levels)) * TOUCH
                velocity = note.velocity if note.tight else _touch(note, level)
                played = replace(note, gain=note.gain + bus, velocity=velocity)
                orchestra.play(out, played, expression, mood.bright, random, human)
            done += len(notes)
            tell(done, len(score.notes))
        mix += out
        out *= np.float32(hall)
        send += out


def _touch(note: Note | Layer, level_db: float) -> int:
    return min(127, max(8, int(note.velocity * 10 ** (level_db / VELOCITY_DB))))


def _swelling(notes: Sequence[Note], blocks: int) -> NDArray[np.float64]:
    """Bow and breath: every note grows into its middle and lets go, by a sixth."""
    shape = np.full(blocks, 0.88)
    for note in notes:
        first = max(0, int(note.start * RATE / BLOCK))
        count = max(1, min(blocks - first, int(note.length * RATE / BLOCK)))
        shape[first : first + count] = (0.84 + 0.16 * np.sin(np.pi * np.arange(count) / count))[: blocks - first]
    return np.convolve(np.pad(shape, 8, mode="edge"), np.ones(17) / 17, "valid")[:blocks]


def _add_layers(mix: Sound, send: Sound, score: Score, random: np.random.Generator) -> None:
    """Synthesised layers; those that are instruments follow the curve of loudness, and their notes come back in turns."""
    moments, levels = [at for at, _ in score.dynamics], [level for _, level in score.dynamics]
    for number, layer in enumerate(score.layers):
        kind = LAYERS[layer.name]
        level, velocity = layer.gain + LAYER_DB, layer.velocity
        if kind.played:
            asked = float(np.interp(layer.start, moments, levels))
            level, velocity = level + asked * EXPRESSION, _touch(layer, asked * TOUCH)
            sound = _recording(layer.name, layer.pitch, velocity // 8, round(layer.length, 2), number % TURNS)
        else:
            level += 20 * np.log10(velocity / 110)
            sound = kind.make(layer.length, layer.pitch, velocity / 127, random).astype(np.float32)
        start = round(layer.start * RATE)
        skip = max(0, -start)
        piece = sound[skip : skip + max(0, len(mix) - max(0, start))] * np.float32(10 ** (level / 20))
        place = slice(max(0, start), max(0, start) + len(piece))
        mix[place] += piece
        send[place] += piece * np.float32(kind.hall)


@lru_cache(maxsize=128)
def _recording(name: str, pitch: int, touch: int, length: float, turn: int) -> Sound:
    """One note of a played layer. The same every time, so that no cue depends on what was played before."""
    random = np.random.default_rng([crc32(name.encode()), pitch, touch, turn])
    return LAYERS[name].make(length, pitch, min(1.0, (touch + 0.5) * 8 / 127), random).astype(np.float32)

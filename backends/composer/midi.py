"""A score as a Standard MIDI File: one track an instrument, a tempo map that is the film's, names for its sections.

Method: the file format of the MIDI Association (RP-001). Layers that no General MIDI instrument has are cue points.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from backends.composer.form import Form
from backends.composer.layers import LAYERS
from backends.composer.orchestra import VELOCITY_DB, Instrument
from backends.composer.score import Layer, Note, Score

TICKS = 480
"""Ticks of a quarter note, which is a beat."""

DRUMS = 9
"""The channel of kits."""

STANDINS: dict[str, tuple[int, int]] = {
    "pulse": (38, 0), "blip": (81, 0), "clock": (-1, 76), "heart": (-1, 36), "clap": (-1, 39),
    "shaker": (-1, 70), "kick": (-1, 36), "great_drum": (116, 0), "anvil": (-1, 53),
}  # fmt: skip
"""Played layers: the General MIDI program that stands for each, or -1 and the key of a kit."""

EXPRESSION, TRACK, MARKER, CUE = 11, 3, 6, 7
"""A controller, and kinds of text."""

Event = tuple[int, int, bytes]
"""Tick, order within a tick (ends of notes before beginnings), message."""


def file(score: Score, form: Form, instruments: dict[str, Instrument], title: str) -> bytes:
    """The whole score. Every beat of the film is a quarter note; times between beats keep their place to 1/480 beat."""
    clock = Clock(form)
    tracks = [_conductor(score, form, clock, title)]
    free = (channel for channel in range(16) if channel != DRUMS)
    for name, notes in _parts(score, instruments).items():
        program = _program(name, instruments)
        channel = DRUMS if program < 0 else next(free)
        events: list[Event] = [(0, 0, _meta(TRACK, name))]
        if program >= 0:
            events.append((0, 0, bytes([0xC0 | channel, program])))
        events += _expression(score, form, channel)
        for start, length, pitch, velocity in notes:
            first = clock.tick(start)
            events.append((first, 2, bytes([0x90 | channel, pitch, velocity])))
            events.append((max(first + 1, clock.tick(start + length)), 1, bytes([0x80 | channel, pitch, 64])))
        tracks.append(_track(events))
    head = struct.pack(">4sIHHH", b"MThd", 6, 1, len(tracks), TICKS)
    return head + b"".join(tracks)


class Clock:
    """Seconds of the film to ticks, bar by bar."""

    def __init__(self, form: Form) -> None:
        self.seconds = [bar.start for bar in form.bars] + [form.bars[-1].end]
        self.ticks = [0, *accumulate(bar.beats * TICKS for bar in form.bars)]

    def tick(self, seconds: float) -> int:
        """The nearest tick."""
        return round(float(np.interp(seconds, self.seconds, self.ticks)))


def _conductor(score: Score, form: Form, clock: Clock, title: str) -> bytes:
    """Tempo and metre of every bar where they change, and what the film does there."""
    events: list[Event] = [(0, 0, _meta(TRACK, title))]
    tempo, beats, tick = 0, 0, 0
    for bar in form.bars:
        if (now := round(bar.beat * 1e6)) != tempo:
            tempo = now
            events.append((tick, 0, b"\xff\x51\x03" + tempo.to_bytes(3, "big")))
        if bar.beats != beats:
            beats = bar.beats
            events.append((tick, 0, b"\xff\x58\x04" + bytes([beats, 2, 24, 8])))
        tick += bar.beats * TICKS
    events += [(clock.tick(part.start), 1, _meta(MARKER, part.name)) for part in form.sections]
    events += [(clock.tick(hit), 2, _meta(CUE, "hit")) for hit in form.hits]
    events += [
        (clock.tick(layer.start), 3, _meta(CUE, layer.name)) for layer in score.layers if not LAYERS[layer.name].played
    ]
    return _track(events)


def _parts(score: Score, instruments: dict[str, Instrument]) -> dict[str, list[tuple[float, float, int, int]]]:
    """Instrument to its notes as they sound: start and length in seconds, MIDI number, velocity with the part's gain."""
    found: dict[str, list[tuple[float, float, int, int]]] = {}
    for note in score.notes:
        row = (note.start, note.length, instruments[note.instrument].fitted(note.pitch), _loudness(note))
        found.setdefault(note.instrument, []).append(row)
    for layer in score.layers:
        if LAYERS[layer.name].played:
            pitch = STANDINS[layer.name][1] or layer.pitch
            found.setdefault(layer.name, []).append((layer.start, layer.length, pitch, _loudness(layer)))
    return found


def _loudness(note: Note | Layer) -> int:
    return int(np.clip(round(note.velocity * 10 ** (note.gain / VELOCITY_DB)), 1, 127))


def _program(name: str, instruments: dict[str, Instrument]) -> int:
    """A General MIDI program, or -1 for a kit."""
    if name in STANDINS:
        return STANDINS[name][0]
    bank, program = instruments[name].preset
    return -1 if bank == 128 else program


def _expression(score: Score, form: Form, channel: int) -> list[Event]:
    """The curve of loudness, once a beat where it changes. 20 dB is half the controller's way, as in General MIDI 2."""
    at, levels = [point[0] for point in score.dynamics], [point[1] for point in score.dynamics]
    events: list[Event] = []
    last = -1
    for number, beat in enumerate(form.beats):
        level = float(np.interp(beat, at, levels))
        value = min(127, max(1, round(127 * 10 ** (level / 40))))
        if value != last:
            last = value
            events.append((number * TICKS, 0, bytes([0xB0 | channel, EXPRESSION, value])))
    return events


def _meta(kind: int, text: str) -> bytes:
    words = text.encode("ascii", "replace")
    return bytes([0xFF, kind]) + _length(len(words)) + words


def _track(events: Sequence[Event]) -> bytes:
    last, body = 0, b""
    for tick, _, message in sorted(events, key=lambda event: event[:2]):
        body += _length(tick - last) + message
        last = tick
    body += b"\x00\xff\x2f\x00"
    return struct.pack(">4sI", b"MTrk", len(body)) + body


def _length(value: int) -> bytes:
    """A variable-length quantity: seven bits a byte, the last one without the high bit."""
    found = bytes([value & 0x7F])
    while value := value >> 7:
        found = bytes([value & 0x7F | 0x80]) + found
    return found

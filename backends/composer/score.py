"""The score as data: notes, layers, chords, melody and the curve of loudness."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from backends.composer.harmony import Chord, Voicing

VELOCITY = {1: 72, 2: 76, 3: 84, 4: 94, 5: 110, 6: 104}
"""How hard players play at each level of the form."""


@dataclass(frozen=True)
class Note:
    """One note: instrument, start and length in seconds, MIDI number, velocity, gain in dB, how it is played."""

    part: int
    instrument: str
    start: float
    length: float
    pitch: int
    velocity: int
    gain: float = 0.0
    tight: bool = False
    legato: bool = False


@dataclass(frozen=True)
class Layer:
    """One synthesised layer: name, start and length in seconds, MIDI number, velocity, gain in dB."""

    name: str
    start: float
    length: float
    pitch: int
    velocity: int
    gain: float = 0.0


class Tone(NamedTuple):
    """A note of the melody within its bar: start and length in beats, MIDI number."""

    beat: float
    length: float
    pitch: int


@dataclass
class Score:
    """Everything that sounds, and the curve of loudness in dB below the climax. Lists by bar: chords, voicings, melody."""

    key: int
    chords: list[Chord]
    voicings: list[Voicing]
    melody: list[tuple[Tone, ...]]
    notes: list[Note] = field(default_factory=list)
    layers: list[Layer] = field(default_factory=list)
    dynamics: list[tuple[float, float]] = field(default_factory=list)

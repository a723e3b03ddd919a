"""A player: one part of a mood writing its notes bar by bar, out of silences and out of the voice's way."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from backends.composer.form import Bar, Form
from backends.composer.harmony import Voicing
from backends.composer.layers import LAYERS
from backends.composer.moods import Mood, Part
from backends.composer.score import VELOCITY, Layer, Note, Score

SIXTEENTHS = 4
"""Steps of a pattern in one beat."""

BREATH = 0.2
"""Seconds before a strong hit in which nobody begins a note: a breath that the hit is heard by."""


@dataclass
class Player:
    """What a role needs to write one part; `variation` is its own memory from bar to bar."""

    form: Form
    mood: Mood
    score: Score
    part: Part
    number: int
    random: np.random.Generator
    variation: int = 0

    def add(
        self,
        start: float,
        length: float,
        pitch: int,
        velocity: float,
        *,
        gain: float = 0.0,
        tight: bool = False,
        legato: bool = False,
    ) -> None:
        """Write a note (seconds, MIDI number, velocity, dB); held inside the film, never into a silence."""
        end = start + length
        for quiet, until in self.form.silences:
            if quiet - 0.02 <= start < until - 0.01:
                return
            if start < quiet < end:
                end = quiet
        if start >= self.form.length - 0.02 or end <= start:
            return
        if any(0.02 < hit - start < BREATH for hit in self.form.strong):
            return
        name, level = self.part.instrument, self.part.gain + gain
        loudness = min(127, max(1, int(velocity)))
        if name in LAYERS:
            self.score.layers.append(Layer(name, start, end - start, int(pitch), loudness, level))
        else:
            note = Note(self.number, name, start, end - start, int(pitch), loudness, level, tight, legato)
            self.score.notes.append(note)

    def plays(self, bar: Bar) -> bool:
        """Has this part anything to do in a bar?"""
        first, last = self.part.levels
        return bar.section != "button" and first <= bar.level <= last

    def opens(self, index: int) -> bool:
        """Is this the first bar of its section?"""
        return index == 0 or self.form.bars[index - 1].section != self.form.bars[index].section

    def tied(self, index: int) -> bool:
        """Does a held chord simply go on from the bar before?"""
        if self.opens(index) or not self.plays(self.form.bars[index - 1]):
            return False
        same = self.voicing(index - 1) == self.voicing(index)
        return same and self.speaks(index - 1) == self.speaks(index)

    def until(self, index: int) -> float:
        """Where the chord held from this bar on ends, in seconds."""
        last = index
        bars = self.form.bars
        while last + 1 < len(bars) and self.plays(bars[last + 1]) and self.tied(last + 1):
            last += 1
        if bars[index].section == "title":
            return self.form.section(bars[index].start).end - 0.1
        return bars[last].end

    def speaks(self, index: int) -> bool:
        """Is a voice heard in the middle of a bar?"""
        bar = self.form.bars[index]
        return self.form.speaks((bar.start + bar.end) / 2)

    def voicing(self, index: int) -> Voicing:
        """The chord of a bar as it is voiced."""
        return self.score.voicings[index]

    def velocity(self, bar: Bar) -> int:
        """How hard is played in a bar."""
        return VELOCITY[bar.level]

    @property
    def shift(self) -> int:
        """The part's octaves in semitones."""
        return 12 * self.part.octave

    def steps(self, bar: Bar, pattern: str) -> list[tuple[int, float, bool]]:
        """(step, seconds, accent) of a pattern over a bar of any number of beats, swung as the mood is."""
        long = (pattern * 3)[: bar.beats * SIXTEENTHS]
        late = 0.5 + self.mood.swing / 2
        found = []
        for step, mark in enumerate(long):
            if mark != ".":
                beat, place = divmod(step / SIXTEENTHS, 1)
                swung = place * late / 0.5 if place < 0.5 else late + (place - 0.5) * (1 - late) / 0.5
                found.append((step, bar.start + (beat + swung) * bar.beat, mark == "X"))
        return found

    def ladder(self, index: int) -> list[int]:
        """The chord's notes from C1 up."""
        pitches = [(pitch + self.score.key) % 12 for pitch in self.score.chords[index].pitches]
        return sorted(12 * octave + pitch for octave in range(2, 9) for pitch in pitches)

    def human(self, spread: int) -> int:
        """A little more or less velocity, as people play."""
        return int(self.random.integers(-spread, spread + 1))

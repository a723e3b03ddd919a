"""The score: form and mood to notes and layers. Each role is a small function from a bar to notes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

import numpy as np

from backends.composer.form import Bar, Form
from backends.composer.harmony import Chord, Voicing, chord, voice_leading

VELOCITY = {1: 72, 2: 76, 3: 84, 4: 94, 5: 110, 6: 104}
TRANSFORMS = ("theme", "sequence", "inversion", "tail", "theme", "retrograde", "fragment", "tail")


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
    """One synthesised layer: name, start and length in seconds, MIDI number, velocity."""

    name: str
    start: float
    length: float
    pitch: int
    velocity: int


@dataclass
class Score:
    """Everything that sounds, and the curve of loudness in dB below the climax."""

    key: int
    chords: list[Chord]
    voicings: list[Voicing]
    notes: list[Note] = field(default_factory=list)
    layers: list[Layer] = field(default_factory=list)
    dynamics: list[tuple[float, float]] = field(default_factory=list)


@dataclass
class Player:
    """What a role needs to write one part."""

    form: Form
    mood: dict[str, Any]
    score: Score
    part: dict[str, Any]
    number: int
    random: np.random.Generator
    motif: tuple[list[float], list[int]]
    phase: int = 0
    variation: int = 0

    def add(self, start: float, length: float, pitch: int, velocity: float, **how: Any) -> None:
        """Write a note; held inside the film, never into a silence."""
        end = start + length
        for quiet, until in self.form.silences:
            if quiet - 0.02 <= start < until - 0.01:
                return
            if start < quiet < end:
                end = quiet
        if start < self.form.length - 0.02 and end > start:
            gain = float(self.part.get("gain", 0)) + float(how.pop("gain", 0.0))
            loudness = int(np.clip(velocity, 1, 127))
            self.score.notes.append(
                Note(self.number, self.part["instrument"], start, end - start, int(pitch), loudness, gain, **how)
            )

    def steps(self, bar: Bar, pattern: str) -> list[tuple[int, float, bool]]:
        """(step, seconds, accent) of a pattern over a bar of any number of beats."""
        wanted = bar.beats * 4
        long = (pattern * 3)[:wanted]
        return [(step, bar.start + step * bar.beat / 4, mark == "X") for step, mark in enumerate(long) if mark != "."]

    def ladder(self, index: int) -> list[int]:
        """The chord's notes from C1 up."""
        pitches = [(pitch + self.score.key) % 12 for pitch in self.score.chords[index].pitches]
        return sorted(12 * octave + pitch for octave in range(2, 9) for pitch in pitches)


def compose(mood_name: str, mood: dict[str, Any], form: Form, seed: int, key: int | None = None) -> Score:
    """Write the score of a form in a mood. The same seed writes the same notes."""
    random = np.random.default_rng([seed, crc32(mood_name.encode())])
    tonic = int(key if key is not None else random.choice(mood["keys"]))
    chords = _progression(mood, form, random)
    score = Score(tonic, chords, voice_leading(chords, tonic))
    motif = _motif(mood, random)
    for number, part in enumerate(mood["parts"]):
        player = Player(
            form, mood, score, part, number, np.random.default_rng([seed, number, crc32(mood_name.encode())]), motif
        )
        for index, bar in enumerate(form.bars):
            if bar.section != "button" and part["from"] <= bar.level <= part["to"]:
                ROLES[part["role"]](player, index, bar)
    _moments(mood, form, score)
    score.dynamics = _dynamics(form, float(mood["range_db"]))
    return score


def _progression(mood: dict[str, Any], form: Form, random: np.random.Generator) -> list[Chord]:
    first, second = (str(mood["progressions"][random.integers(len(mood["progressions"]))]).split() for _ in range(2))
    chords, count, last = [], 0, ""
    for bar in form.bars:
        if bar.section != last and bar.section in ("build", "climax", "title"):
            count = 0
        last = bar.section
        span = len(first) * mood["bars_a_chord"]
        line = second if (count // span) % 3 == 1 and bar.section != "intro" else first
        symbol = first[0] if bar.section in ("title", "button") else line[(count // mood["bars_a_chord"]) % len(line)]
        chords.append(chord(symbol))
        count += 1
    return chords


def _motif(mood: dict[str, Any], random: np.random.Generator) -> tuple[list[float], list[int]]:
    cell = [float(value) for value in mood["cells"][random.integers(len(mood["cells"]))]]
    contour = [0]
    for _ in cell[1:]:
        contour.append(contour[-1] + int(random.choice([-2, -1, 1, 2, 3, 4], p=[0.14, 0.3, 0.26, 0.14, 0.1, 0.06])))
    return cell, contour


def _pad(player: Player, index: int, bar: Bar) -> None:
    first = index == 0 or player.form.bars[index - 1].section != bar.section
    if bar.section == "title" and not first:
        return
    length = (
        (player.form.section(bar.start).end - bar.start - 0.1) if bar.section == "title" else bar.end - bar.start + 0.12
    )
    voicing = player.score.voicings[index]
    speaks = player.form.speaks((bar.start + bar.end) / 2)
    velocity, gain = VELOCITY[bar.level] - 6, -3.0 if speaks else 0.0
    for pitch in sorted({note - 12 if speaks and note > 69 else note for note in voicing.upper}):
        player.add(bar.start, length, pitch, velocity, gain=gain)
    if player.part["instrument"] == "strings":
        if bar.level >= 5:
            player.add(bar.start, length, voicing.upper[2] + 12, velocity - 2, gain=gain - 3)
        if bar.level >= 2:
            player.add(bar.start, length, voicing.bass + (12 if voicing.bass >= 28 else 24), velocity, gain=gain)


def _drone(player: Player, index: int, bar: Bar) -> None:
    first = index == 0 or player.form.bars[index - 1].section != bar.section
    if bar.section == "title" and not first:
        return
    length = player.form.section(bar.start).end - bar.start if bar.section == "title" else bar.end - bar.start + 0.15
    bass = player.score.voicings[index].bass
    player.add(bar.start, length, bass - 12 if bar.level >= 3 else bass, VELOCITY[bar.level] - 4)


def _figure(player: Player, index: int, bar: Bar) -> None:
    """Ostinato and arpeggio: a pattern over the chord's ladder, varied every four bars."""
    ostinato = player.part["role"] == "ostinato"
    if bar.section == "title" and ostinato:
        return
    if index % 4 == 0 and index:
        player.variation = int(player.random.integers(0, 4))
    degrees = list(player.part["degrees"])
    if player.variation == 1:
        degrees = degrees[1:] + degrees[:1]
    elif player.variation == 2 and len(degrees) > 2:
        degrees = degrees[:2] + degrees[2:][::-1]
    elif player.variation == 3:
        degrees = [degree + (place % 4 == 3) for place, degree in enumerate(degrees)]
    pattern = player.part["pattern"]
    if index % 4 == 3 and bar.level >= 3 and ostinato:
        pattern = pattern[:-4] + "xxXx"
    ladder = player.ladder(index)
    base = next(place for place, note in enumerate(ladder) if note >= player.score.voicings[index].bass % 12 + 48)
    velocity, octave = VELOCITY[bar.level], 12 * int(player.part.get("octave", 0))
    for count, (step, at, accent) in enumerate(player.steps(bar, pattern)):
        speaks = player.form.speaks(at)
        if speaks and ostinato and not accent and step % 4:
            continue
        pitch = ladder[min(base + degrees[count % len(degrees)], len(ladder) - 1)] + octave
        if ostinato:
            loudness = velocity - 16 + (20 if accent else 0) + int(player.random.integers(-5, 6))
            player.add(at, min(bar.beat * 0.29, 0.32), pitch, loudness, gain=-3.0 if speaks else 0.0)
        else:
            loudness = velocity - 14 + (8 if step % 8 == 0 else 0) + int(player.random.integers(-4, 5))
            player.add(at, bar.beat * 2.2, pitch, loudness, gain=-2.0 if speaks else 0.0)


def _melody(player: Player, index: int, bar: Bar) -> None:
    """Lead and fragment: the motif, transformed bar by bar, on the scale and on chord notes where it stands strong."""
    fragment = player.part["role"] == "fragment"
    first = index == 0 or player.form.bars[index - 1].section != bar.section
    if fragment and not first and player.random.random() < (0.25 if bar.level == 1 else 0.5):
        return
    if bar.section == "title" and not first:
        return
    kind = ("theme", "fragment", "inversion", "tail")[player.phase % 4] if fragment else TRANSFORMS[player.phase % 8]
    lengths, contour = _transformed(*player.motif, kind)
    lengths = [length * bar.beats / sum(lengths) for length in lengths]
    voicing, key = player.score.voicings[index], player.score.key
    scale = sorted(12 * octave + (step + key) % 12 for octave in range(3, 9) for step in player.mood["scale"])
    centre = voicing.upper[2] if player.phase % 2 == 0 else voicing.upper[1] + 7
    root = min(range(len(scale)), key=lambda place: abs(scale[place] - centre))
    stable = [note for note in player.ladder(index) if note >= 36]
    octave = 12 * int(player.part.get("octave", 0)) + (
        12 if player.part["instrument"] == "violins" and bar.level >= 5 else 0
    )
    at = 0.0
    for length, step in zip(lengths, contour, strict=True):
        pitch = scale[int(np.clip(root + step, 0, len(scale) - 1))]
        if abs(at - round(at)) < 0.01 and (length >= 1 or at == 0):
            pitch = min(stable, key=lambda note: (abs(note - pitch), note))
        start = bar.start + at * bar.beat
        held = length * bar.beat * (0.55 if fragment else 1.03)
        if bar.section == "title":
            held = player.form.section(bar.start).end - bar.start - 0.2 if at == 0 else 0.0
        if held > 0 and not (player.form.speaks(start) and not fragment and bar.level < 6):
            player.add(start, held, pitch + octave, VELOCITY[bar.level] + 4 + (4 if at == 0 else 0), legato=True)
        at += length
    player.phase += 1


def _transformed(cell: list[float], contour: list[int], kind: str) -> tuple[list[float], list[int]]:
    if kind == "inversion":
        return cell, [-step for step in contour]
    if kind == "retrograde":
        return cell[::-1], [step - contour[-1] for step in contour[::-1]]
    if kind == "sequence":
        return cell, [step + 1 for step in contour]
    if kind == "fragment" and len(cell) > 1:
        return [cell[0], sum(cell) - cell[0]], [contour[0], contour[-1]]
    if kind == "tail":
        return [sum(cell) / 2] * 2, [contour[0], 0]
    return cell, contour


def _block(player: Player, index: int, bar: Bar) -> None:
    first = index == 0 or player.form.bars[index - 1].section != bar.section
    if bar.section == "title" and not first:
        return
    voicing = player.score.voicings[index]
    for pitch in {voicing.bass, voicing.bass + 12, *voicing.upper}:
        player.add(
            bar.start, (bar.end - bar.start) * 0.8, pitch - 12 + 12 * (pitch < 50), VELOCITY[bar.level], tight=True
        )


def _drums(player: Player, index: int, bar: Bar) -> None:
    if bar.section == "title":
        return
    for key, pattern in player.part["keys"].items():
        if key == "49" and index % 4:
            continue
        if index % 4 == 3 and bar.level >= 3 and key != "root" and player.part["instrument"] == "taiko":
            pattern = pattern[:-4] + "xxXX"
        pitch = player.score.voicings[index].bass % 12 + 36 if key == "root" else int(key)
        for step, at, accent in player.steps(bar, pattern):
            speaks = player.form.speaks(at)
            if speaks and not accent and step % 4:
                continue
            loudness = VELOCITY[bar.level] - 14 + (16 if accent else 0) + int(player.random.integers(-6, 7))
            player.add(at, bar.beat * 2, pitch, loudness, gain=-3.0 if speaks else 0.0, tight=accent)


ROLES: dict[str, Callable[[Player, int, Bar], None]] = {
    "pad": _pad,
    "drone": _drone,
    "ostinato": _figure,
    "arpeggio": _figure,
    "lead": _melody,
    "fragment": _melody,
    "chord": _block,
    "drums": _drums,
}


def _moments(mood: dict[str, Any], form: Form, score: Score) -> None:
    """What happens at the hits: the layers of the mood, tutti accents, the button's last chord."""
    key, strong = score.key, form.strong
    cut = {until: quiet for quiet, until in form.silences}
    climax = form.start_of("climax")
    for hit in form.hits:
        big = hit in strong
        for name in mood["effects"]:
            if name == "riser" and climax is not None and abs(hit - climax) < 0.06:
                end = cut.get(hit, hit)
                length = min(4.5, end * 0.6)
                score.layers.append(Layer("riser", end - length, length, 48 + key, 100))
            elif name == "swell" and not big:
                score.layers.append(Layer("swell", hit - 0.9, 0.9, key, 74))
            elif name == "boom":
                score.layers.append(Layer("boom", hit, 3.0, key, 112 if big else 84))
            elif name == "braam" and big:
                score.layers.append(Layer("braam", hit, 3.2, 36 + key if key < 7 else 24 + key, 112))
            elif name == "subdrop" and big:
                score.layers.append(Layer("subdrop", hit, 2.5, key, 90))
            elif name == "cymbal" and big:
                score.layers.append(Layer("cymbal", max(0.0, hit - 2.0), min(2.0, hit), key, 90))
            elif name == "shimmer":
                score.layers.append(Layer("shimmer", hit, 2.5, 84 + key, 80))
        if mood["loud"]:
            drums: tuple[tuple[str, int, int], ...] = (
                (("timpani", 36 + key % 12, 118), ("taiko", 36, 122)) if big else (("timpani", 36 + key % 12, 100),)
            )
        else:
            low = 36 + key % 12 - (12 if key % 12 > 6 else 0)
            drums = (
                (
                    ("piano", low, 104),
                    ("piano", low + 12, 100),
                    ("celesta", low + 48, 100),
                    ("timpani", low + (12 if low < 36 else 0), 92),
                )
                if big
                else ()
            )
        for instrument, pitch, velocity in drums:
            score.notes.append(Note(90, instrument, hit, 2.0, pitch, velocity, 1.0, tight=True))
    if mood["loud"] and climax is not None:
        for pitch in (49, 57):
            score.notes.append(Note(91, "kit", climax, 3.0, pitch, 116, tight=True))
    button = form.start_of("button")
    if button is not None and button < form.length - 0.25:
        instrument = "stab" if mood["loud"] else "piano"
        for pitch in (score.voicings[-1].bass, *score.voicings[-1].upper):
            score.notes.append(Note(92, instrument, button, 0.5, pitch, 96 if mood["loud"] else 74, tight=True))
        if mood["loud"]:
            score.layers.append(Layer("boom", button, min(2.0, form.length - button), key, 92))


def _dynamics(form: Form, depth: float) -> list[tuple[float, float]]:
    levels = {
        "intro": (-depth, -depth * 0.8),
        "build": (-depth * 0.72, -depth * 0.25),
        "climax": (-1.5, 0.0),
        "title": (0.0, -depth * 0.3),
        "button": (-2.0, -2.0),
    }
    curve = []
    for part in form.sections:
        start, end = levels[part.name]
        curve += [(part.start, start), (max(part.start, part.end - 0.01), end)]
    return curve

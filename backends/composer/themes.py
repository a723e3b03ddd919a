"""Themes: many are invented, the one most worth remembering is kept; then it is sung over the chords."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from backends.composer.form import Form
from backends.composer.harmony import Chord, Voicing, perfect
from backends.composer.moods import Mood
from backends.composer.score import Tone

REACH = (-10, 11)
"""Semitones that a melody goes below and above its mood's centre."""

TRIES = 60
"""Themes that are invented for one that is kept."""

STEPS, CHANCES = (-3, -2, -1, 1, 2, 3, 4), (0.05, 0.14, 0.29, 0.26, 0.13, 0.08, 0.05)
"""A melody moves by step mostly, and its rarer leaps go up (Huron, Sweet Anticipation, chapter 5)."""


class Phrase(NamedTuple):
    """A bar of a theme: lengths in beats, and scale steps above the note it starts from."""

    lengths: tuple[float, ...]
    steps: tuple[int, ...]


Theme = tuple[Phrase, Phrase, Phrase, Phrase]
"""Question, answer, the question again another way, close."""


def invent(mood: Mood, random: np.random.Generator) -> Theme:
    """The best of many themes."""
    return max((_draft(mood, random) for _ in range(TRIES)), key=worth)


def worth(theme: Theme) -> float:
    """How well a theme can be remembered: range, leaps that turn back, one peak past the middle, rhythm that returns."""
    line = [step for phrase in theme for step in phrase.steps]
    moves = [after - before for before, after in pairwise(line)]
    reach = max(line) - min(line)
    value = -0.6 * abs(reach - 6)
    for move, following in pairwise(moves):
        if abs(move) >= 3:
            value += 0.5 if move * following < 0 and abs(following) <= 2 else -0.8
    stepwise = sum(abs(move) == 1 for move in moves) / len(moves)
    value -= 3 * abs(stepwise - 0.6) + 1.2 * sum(a == b == 0 for a, b in pairwise(moves))
    value -= 2.0 * (sum(move == 0 for move in moves) / len(moves) > 0.25)
    peak = max(line)
    value -= 0.5 * (line.count(peak) - 1)
    value += 1.0 if 0.45 <= line.index(peak) / len(line) <= 0.85 else 0.0
    value += 0.8 * (theme[0].lengths == theme[2].lengths) + 0.4 * (theme[0].lengths == theme[1].lengths)
    value += 0.8 if theme[0].steps[:2] == theme[2].steps[:2] else 0.0
    return value - 0.3 * abs(line[-1])


def _draft(mood: Mood, random: np.random.Generator) -> Theme:
    first = mood.cells[random.integers(len(mood.cells))]
    other = first if random.random() < 0.5 else mood.cells[random.integers(len(mood.cells))]
    question = Phrase(first, _walk(len(first), 0, random))
    answer = Phrase(other, _walk(len(other), int(random.integers(-1, 3)), random))
    lifted = int(random.integers(0, 3))
    again = Phrase(first, (*(step + lifted * (place > 1) for place, step in enumerate(question.steps)),))
    total = sum(first)
    close = Phrase(
        (total * 0.25, total * 0.25, total * 0.5), (int(random.integers(1, 4)), int(random.choice([1, -1, 2])), 0)
    )
    return question, answer, again, close


def _walk(count: int, start: int, random: np.random.Generator) -> tuple[int, ...]:
    steps = [start]
    for _ in range(count - 1):
        steps.append(steps[-1] + int(random.choice(STEPS, p=CHANCES)))
    return tuple(steps)


def transformed(phrase: Phrase, time: int) -> Phrase:
    """The phrase as it comes back for the `time`-th time: itself, a step up, upside down, backwards."""
    match time % 4:
        case 1:
            return Phrase(phrase.lengths, tuple(step + 1 for step in phrase.steps))
        case 2:
            return Phrase(phrase.lengths, tuple(-step for step in phrase.steps))
        case 3:
            return Phrase(phrase.lengths[::-1], tuple(step - phrase.steps[-1] for step in phrase.steps[::-1]))
        case _:
            return phrase


def sing(
    theme: Theme, mood: Mood, form: Form, chords: Sequence[Chord], voicings: Sequence[Voicing], key: int
) -> list[tuple[Tone, ...]]:
    """The theme over a cue, bar by bar: chord notes where it stands strong, no parallels with the bass at a bar line.

    Every section begins it anew; every four bars it comes back transformed.
    """
    low, high = mood.centre + REACH[0], mood.centre + REACH[1]
    scale = [note for note in range(low, high + 1) if (note - key) % 12 in mood.scale]
    melody: list[tuple[Tone, ...]] = []
    last, since, section = mood.centre, 0, ""
    for index, bar in enumerate(form.bars):
        since = 0 if bar.section != section else since + 1
        section = bar.section
        phrase = transformed(theme[since % 4], since // 4)
        whole = bar.beats / sum(phrase.lengths)
        stable = [note for note in range(low, high + 1) if (note - key) % 12 in chords[index].pitches]
        home = (2 * mood.centre + last) / 3
        root = min(range(len(scale)), key=lambda place: abs(scale[place] - home))
        at, tones = 0.0, list[Tone]()
        for length, step in zip(phrase.lengths, phrase.steps, strict=True):
            pitch = scale[min(max(root + step, 0), len(scale) - 1)]
            if at == 0 or (abs(at - round(at)) < 0.01 and length * whole >= 1):
                choices = sorted(stable, key=lambda note: (abs(note - pitch), note))
                if at == 0 and index:
                    before, now = (voicings[index - 1].bass, last), voicings[index].bass
                    choices = [note for note in choices if not perfect(*before, now, note)] or choices
                pitch = choices[0]
            tones.append(Tone(at, length * whole, pitch))
            last, at = pitch, at + length * whole
        melody.append(tuple(tones))
    return melody

"""Form and mood to a score: chords, their voices, a theme over them, every part bar by bar, then the hits."""

from __future__ import annotations

from zlib import crc32

import numpy as np

from backends.composer import themes
from backends.composer.form import Form
from backends.composer.harmony import Chord, chord, voice_leading
from backends.composer.moments import moments
from backends.composer.moods import Mood
from backends.composer.player import Player
from backends.composer.roles import ROLES
from backends.composer.score import Score


def compose(mood: Mood, form: Form, seed: int, key: int | None = None) -> Score:
    """Write the score of a form in a mood. The same seed writes the same notes."""
    mark = crc32(mood.name.encode())
    random = np.random.default_rng([seed, mark])
    tonic = int(key if key is not None else random.choice(mood.keys))
    chords = _progression(mood, form, random)
    voicings = voice_leading(chords, tonic)
    theme = themes.invent(mood, random)
    score = Score(tonic, chords, voicings, themes.sing(theme, mood, form, chords, voicings, tonic))
    for number, part in enumerate(mood.parts):
        player = Player(form, mood, score, part, number, np.random.default_rng([seed, number, mark]))
        for index, bar in enumerate(form.bars):
            if player.plays(bar):
                ROLES[part.role](player, index, bar)
    moments(mood, form, score)
    score.dynamics = _dynamics(form, mood.range_db)
    return score


def _progression(mood: Mood, form: Form, random: np.random.Generator) -> list[Chord]:
    """A chord a bar: two progressions, A A B, begun anew by every section that matters."""
    choices = random.permutation(len(mood.progressions))
    first, second = (mood.progressions[index].split() for index in (choices[0], choices[-1]))
    chords, count, last = [], 0, ""
    for bar in form.bars:
        if bar.section != last and bar.section in ("build", "climax", "title"):
            count = 0
        last = bar.section
        turn = count // (len(first) * mood.bars_a_chord)
        line = second if turn % 3 == 1 and bar.section != "intro" else first
        symbol = first[0] if bar.section in ("title", "button") else line[count // mood.bars_a_chord % len(line)]
        chords.append(chord(symbol))
        count += 1
    return chords


def _dynamics(form: Form, depth: float) -> list[tuple[float, float]]:
    """Loudness in dB below the climax at every section's start and end."""
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

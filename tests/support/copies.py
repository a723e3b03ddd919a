"""Judge a score by its notes: bars that come back, and voices that run side by side."""

from __future__ import annotations

from itertools import pairwise

from backends.composer.form import Form
from backends.composer.harmony import parallel, perfect
from backends.composer.score import Score


def copied(score: Score, form: Form) -> int:
    """The longest run of bars that is heard twice, anywhere in a cue: the same instruments, notes and places in the bar."""
    played = [(note.instrument, note.pitch, note.start) for note in score.notes]
    played += [(layer.name, layer.pitch, layer.start) for layer in score.layers]
    bars = [
        frozenset(
            (name, pitch, round((start - bar.start) / bar.beat, 2))
            for name, pitch, start in played
            if bar.start - 0.01 <= start < bar.end - 0.01
        )
        for bar in form.bars
    ]
    longest, before = 0, [0] * (len(bars) + 1)
    for first in range(len(bars)):
        row = [0] * (len(bars) + 1)
        for second in range(first):
            if bars[first] and bars[first] == bars[second]:
                row[second + 1] = before[second] + 1
                longest = max(longest, min(row[second + 1], first - second))
        before = row
    return longest


def parallels(score: Score) -> int:
    """Parallel fifths and octaves of the chords' outer voices, and of the melody with the bass at bar lines."""
    chords = sum(parallel(first, second) for first, second in pairwise(score.voicings))
    lines = zip(pairwise(score.voicings), pairwise(score.melody), strict=True)
    tunes = sum(
        perfect(first.bass, before[-1].pitch, second.bass, after[0].pitch)
        for (first, second), (before, after) in lines
        if before and after
    )
    return chords + tunes

"""Chords from Roman numerals, voiced so that the voices move little and the outer ones never run in parallel."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

DEGREES = {"vii": 11, "iii": 4, "iv": 5, "vi": 9, "ii": 2, "v": 7, "i": 0}
QUALITIES = {
    "7": (0, 4, 7, 10),
    "m7": (0, 3, 7, 10),
    "m6": (0, 3, 7, 9),
    "maj7": (0, 4, 7, 11),
    "o": (0, 3, 6),
    "ø": (0, 3, 6, 10),
}
BASS = range(36, 53)
UPPER = (55, 79)
MOST = 48
SOPRANO = 70


class Chord(NamedTuple):
    """Pitch classes from C, and the one in the bass."""

    root: int
    pitches: tuple[int, ...]
    bass: int


class Voicing(NamedTuple):
    """MIDI numbers: the bass and three upper voices, low to high."""

    bass: int
    upper: tuple[int, int, int]


def chord(symbol: str) -> Chord:
    """A chord from a Roman numeral relative to the major scale: 'i', 'bVI', 'V7', 'I/3'."""
    name, _, over = symbol.partition("/")
    shift = 0
    while name[0] in "b#":
        shift += -1 if name[0] == "b" else 1
        name = name[1:]
    degree = next(key for key in DEGREES if name.lower().startswith(key))
    quality, minor = name[len(degree) :], name[0].islower()
    root = (DEGREES[degree] + shift) % 12
    steps: tuple[int, ...] = (0, 3, 7) if minor else (0, 4, 7)
    if quality:
        steps = (0, 3, 7, 10) if quality == "7" and minor else QUALITIES[quality]
    return Chord(root, tuple((root + step) % 12 for step in steps), (root + steps[1]) % 12 if over == "3" else root)


def parallel(first: Voicing, second: Voicing) -> bool:
    """Do bass and soprano move in parallel fifths or octaves?"""
    before, after = (first.upper[2] - first.bass) % 12, (second.upper[2] - second.bass) % 12
    return before == after and before in (0, 7) and (second.upper[2] - first.upper[2]) * (second.bass - first.bass) > 0


def _inner(first: Voicing, second: Voicing) -> int:
    before, after = (first.bass, *first.upper), (second.bass, *second.upper)
    return sum(
        1
        for i in range(4)
        for j in range(i + 1, 4)
        if (before[j] - before[i]) % 12 == (after[j] - after[i]) % 12
        and (before[j] - before[i]) % 12 in (0, 7)
        and (after[i] - before[i]) * (after[j] - before[j]) > 0
    )


def _candidates(pitches: frozenset[int], bass: int) -> list[tuple[int, int, int]]:
    notes = [note for note in range(UPPER[0], UPPER[1] + 1) if note % 12 in pitches]
    need = set(pitches) - {bass % 12}
    found = [
        (low, middle, high)
        for i, low in enumerate(notes)
        for j, middle in enumerate(notes[i + 1 :], i + 1)
        if middle - low <= 12
        for high in notes[j + 1 :]
        if high - middle <= 9 and len(need - {low % 12, middle % 12, high % 12}) <= max(0, len(pitches) - 3)
    ]
    found.sort(key=lambda upper: abs(sum(upper) / 3 - 66) + (upper[2] - upper[0] > 16) * 2)
    return found[:MOST] or [(60, 64, 67)]


def voice_leading(chords: Sequence[Chord], key: int) -> list[Voicing]:
    """The cheapest way through all chords (Viterbi): small steps, soprano near A4, no outer parallels."""
    basses: list[int] = []
    for one in chords:
        fitting = [note for note in BASS if note % 12 == (one.bass + key) % 12]
        last = basses[-1] if basses else 41
        basses.append(min(fitting, key=lambda note: abs(note - last) + 0.3 * abs(note - 42)))
    options = [
        [Voicing(bass, upper) for upper in _candidates(frozenset((pitch + key) % 12 for pitch in one.pitches), bass)]
        for one, bass in zip(chords, basses, strict=True)
    ]
    cost = [abs(option.upper[2] - SOPRANO) * 0.15 for option in options[0]]
    trail: list[list[int]] = []
    for before, now in pairwise(options):
        costs, back = [], []
        for option in now:
            prices = [price + _move(other, option) for price, other in zip(cost, before, strict=True)]
            best = min(range(len(prices)), key=prices.__getitem__)
            costs.append(prices[best] + abs(option.upper[2] - SOPRANO) * 0.15)
            back.append(best)
        cost = costs
        trail.append(back)
    choice = min(range(len(cost)), key=cost.__getitem__)
    path = [choice]
    for back in reversed(trail):
        choice = back[choice]
        path.append(choice)
    return [option[choice] for option, choice in zip(options, reversed(path), strict=True)]


def _move(first: Voicing, second: Voicing) -> float:
    low, middle, high = (abs(b - a) for a, b in zip(first.upper, second.upper, strict=True))
    price = low + middle + 1.2 * high
    if first.bass != second.bass:
        price += 60 * parallel(first, second) + 4 * _inner(first, second)
    return price

"""Chords from Roman numerals, voiced so that the voices move little and the outer ones never run in parallel."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

DEGREES = {"vii": 11, "iii": 4, "iv": 5, "vi": 9, "ii": 2, "v": 7, "i": 0}
QUALITIES = {
    "add9": (0, 2, 4, 7),
    "sus2": (0, 2, 7),
    "sus4": (0, 5, 7),
    "6": (0, 4, 7, 9),
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
    bass = (root + {"": 0, "3": steps[1], "5": steps[2]}[over]) % 12
    return Chord(root, tuple((root + step) % 12 for step in steps), bass)


def perfect(bass: int, top: int, next_bass: int, next_top: int) -> bool:
    """Do two voices move in parallel fifths or octaves?"""
    before, after = (top - bass) % 12, (next_top - next_bass) % 12
    return before == after and before in (0, 7) and (next_top - top) * (next_bass - bass) > 0


def parallel(first: Voicing, second: Voicing) -> bool:
    """Do bass and soprano move in parallel fifths or octaves?"""
    return perfect(first.bass, first.upper[2], second.bass, second.upper[2])


@lru_cache(maxsize=512)
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
    cost = np.array([abs(option.upper[2] - SOPRANO) * 0.15 for option in options[0]])
    trail: list[NDArray[np.int64]] = []
    for before, now in pairwise(options):
        prices = cost[:, None] + _moves(
            np.array([(one.bass, *one.upper) for one in before]), np.array([(one.bass, *one.upper) for one in now])
        )
        back = prices.argmin(axis=0)
        cost = prices[back, np.arange(len(now))] + np.array([abs(one.upper[2] - SOPRANO) * 0.15 for one in now])
        trail.append(back)
    choice = int(cost.argmin())
    path = [choice]
    for back in reversed(trail):
        choice = int(back[choice])
        path.append(choice)
    return [option[choice] for option, choice in zip(options, reversed(path), strict=True)]


def _moves(before: NDArray[np.int64], now: NDArray[np.int64]) -> NDArray[np.float64]:
    """What it costs to go from each voicing (rows) to each other: steps, parallels, most of all in the outer voices."""
    steps = now[None, :, :] - before[:, None, :]
    price: NDArray[np.float64] = np.abs(steps[:, :, 1:]) @ np.array([1.0, 1.0, 1.2])
    if before[0, 0] == now[0, 0]:
        return price
    for low in range(4):
        for high in range(low + 1, 4):
            first = (before[:, high] - before[:, low])[:, None] % 12
            second = (now[:, high] - now[:, low])[None, :] % 12
            same = (first == second) & ((first == 0) | (first == 7)) & (steps[:, :, low] * steps[:, :, high] > 0)
            price += np.where(same, 64.0 if (low, high) == (0, 3) else 4.0, 0.0)
    return price

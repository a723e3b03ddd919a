"""Roles that repeat a figure over the chord's ladder and never leave it alone: ostinato, arpeggio, sequencer."""

from __future__ import annotations

from dataclasses import dataclass

from backends.composer.form import Bar
from backends.composer.player import Player

VARY = 4
"""Bars after which a figure changes."""

FILL = "xxXx"
"""How an ostinato ends every fourth bar once the film gathers speed."""

CHANGES = 5
"""Kinds of variation, the plain figure counted in."""


@dataclass(frozen=True)
class Manner:
    """How a figure is played: length of a note in beats, its longest in seconds, velocity under the level's, accent."""

    beats: float
    longest: float
    softer: int
    accent: int
    fills: bool


OSTINATO = Manner(0.29, 0.32, 16, 20, True)
ARPEGGIO = Manner(2.2, 3.0, 14, 8, False)
SEQUENCER = Manner(0.35, 0.4, 20, 14, False)


def ostinato(player: Player, index: int, bar: Bar) -> None:
    """Short notes that drive."""
    _figure(player, index, bar, OSTINATO)


def arpeggio(player: Player, index: int, bar: Bar) -> None:
    """Notes that ring into each other."""
    _figure(player, index, bar, ARPEGGIO)


def sequencer(player: Player, index: int, bar: Bar) -> None:
    """A machine's sixteenths, its loudness a slow wave."""
    _figure(player, index, bar, SEQUENCER)


def varied(degrees: list[int], variation: int) -> list[int]:
    """A figure in one of its forms: as it is, rotated, its end turned round, with neighbours, opened upward."""
    match variation:
        case 1:
            return degrees[1:] + degrees[:1]
        case 2 if len(degrees) > 2:
            return degrees[:2] + degrees[2:][::-1]
        case 3:
            return [degree + (place % 4 == 3) for place, degree in enumerate(degrees)]
        case 4:
            return [degree + (place >= len(degrees) / 2) for place, degree in enumerate(degrees)]
        case _:
            return degrees


def _figure(player: Player, index: int, bar: Bar, manner: Manner) -> None:
    if bar.section == "title" and manner is not ARPEGGIO:
        return
    if index % VARY == 0 and index:
        player.variation = (player.variation + int(player.random.integers(1, CHANGES))) % CHANGES
    degrees = varied(list(player.part.degrees), player.variation)
    pattern = player.part.pattern
    fills = manner.fills and bar.level >= 3 and len(pattern) == 4 * bar.beats
    if fills and index % VARY == VARY - 1:
        pattern = pattern[: -len(FILL)] + FILL
    ladder = player.ladder(index)
    base = next(place for place, note in enumerate(ladder) if note >= player.voicing(index).bass % 12 + 48)
    for count, (step, at, accent) in enumerate(player.steps(bar, pattern)):
        speaks = player.form.speaks(at)
        if speaks and manner.fills and step % 4:
            continue
        pitch = ladder[min(base + degrees[count % len(degrees)], len(ladder) - 1)] + player.shift
        strong = accent or (manner is ARPEGGIO and step % 8 == 0) or (manner is SEQUENCER and step % 4 == 0)
        loudness = (
            player.velocity(bar) - manner.softer + (manner.accent if strong and not speaks else 0) + player.human(5)
        )
        length = min(bar.beat * manner.beats, manner.longest)
        player.add(at, length, pitch, loudness, gain=-3.0 if speaks else 0.0)

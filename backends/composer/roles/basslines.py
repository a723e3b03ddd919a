"""Roles of the bass: walking, driving eighths, a pulse in a pattern."""

from __future__ import annotations

from backends.composer.form import Bar
from backends.composer.player import Player

LIMIT = 45
"""A2: a walking bass stays below it."""


def walking(player: Player, index: int, bar: Bar) -> None:
    """Root, third, fifth, and a semitone or two from the next bar's root."""
    root = _low(player.voicing(index).bass)
    if bar.section == "title":
        if player.opens(index):
            player.add(bar.start, bar.beat * 3, root, player.velocity(bar) + 8)
        return
    following = _low(player.score.voicings[min(index + 1, len(player.score.voicings) - 1)].bass)
    chord = player.score.chords[index]
    third = 3 if (chord.root + 3) % 12 in chord.pitches else 4
    middle = [[third, 7], [7, third], [third, 5], [-5, third]][int(player.random.integers(4))]
    leading = following + int(player.random.choice([-1, 1, -2]))
    line = [root, *(root + step for step in middle), leading]
    for beat, pitch in enumerate(line[: bar.beats]):
        start = bar.start + beat * bar.beat
        player.add(start, bar.beat * 0.95, pitch, player.velocity(bar) + 8 + player.human(4))


def eighths(player: Player, index: int, bar: Bar) -> None:
    """The root twice a beat; the last one of every second bar leads on."""
    if bar.section == "title":
        return
    bass = player.voicing(index).bass + player.shift
    following = player.score.voicings[min(index + 1, len(player.score.voicings) - 1)].bass + player.shift
    count = bar.beats * 2
    for half in range(count):
        leads = half == count - 1 and index % 2 and following != bass
        pitch = bass + (2 if following > bass else -2) if leads else bass
        loudness = player.velocity(bar) + (6 if half % 4 == 0 else -6) + player.human(3)
        player.add(bar.start + half * bar.beat / 2, bar.beat * 0.42, pitch, loudness)


def pulse(player: Player, index: int, bar: Bar) -> None:
    """The root in a pattern, never too low to be heard on small speakers."""
    if bar.section == "title":
        return
    bass = player.voicing(index).bass
    pitch = (bass if bass >= 36 else bass + 12) + player.shift
    for step, at, accent in player.steps(bar, player.part.pattern):
        speaks = player.form.speaks(at)
        if speaks and not accent and step % 4:
            continue
        length = bar.beat / 4 * (1.6 if accent else 1.1)
        loudness = player.velocity(bar) - 10 + (14 if accent else 0) - (10 if speaks else 0)
        player.add(at, length, pitch, loudness)


def _low(pitch: int) -> int:
    return pitch if pitch <= LIMIT else pitch - 12

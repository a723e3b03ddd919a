"""Roles that strike chords: held at the climax, stabbed, comped, strummed, and oom-pah."""

from __future__ import annotations

from backends.composer.form import Bar
from backends.composer.player import Player

STRUM = 0.013
"""Seconds between two strings of a strummed chord."""


def chord(player: Player, index: int, bar: Bar) -> None:
    """The whole chord on the first beat of a bar, for most of it."""
    if bar.section == "title" and not player.opens(index):
        return
    voicing = player.voicing(index)
    length = player.until(index) - bar.start if bar.section == "title" else (bar.end - bar.start) * 0.8
    for pitch in sorted({voicing.bass, voicing.bass + 12, *voicing.upper}):
        low = pitch - 12 if pitch >= 50 else pitch
        player.add(bar.start, length, low + player.shift, player.velocity(bar), tight=True)


def stabs(player: Player, index: int, bar: Bar) -> None:
    """Short full chords in a pattern; none while somebody speaks."""
    if bar.section == "title":
        return
    voicing = player.voicing(index)
    for _, at, accent in player.steps(bar, player.part.pattern):
        if player.form.speaks(at):
            continue
        for pitch in (voicing.bass + 12, *voicing.upper):
            player.add(at, bar.beat * 0.35, pitch + player.shift, player.velocity(bar) + 6 * accent, tight=accent)


def comp(player: Player, index: int, bar: Bar) -> None:
    """Upper voices where a pianist in a band would put them; the pattern moves by a beat every other bar."""
    if bar.section == "title" and not player.opens(index):
        return
    pattern = player.part.pattern if index % 2 == 0 else player.part.pattern[4:] + player.part.pattern[:4]
    for _, at, accent in player.steps(bar, pattern):
        quiet = -3.0 if player.form.speaks(at) else 0.0
        for pitch in player.voicing(index).upper:
            loudness = player.velocity(bar) - 18 + 8 * accent + player.human(5)
            player.add(at, bar.beat * 1.2, pitch + player.shift, loudness, gain=quiet)


def strum(player: Player, index: int, bar: Bar) -> None:
    """Guitar chords, string after string: down on the beat, up between."""
    if bar.section == "title" and not player.opens(index):
        return
    voicing = player.voicing(index)
    strings = [note + player.shift for note in (*voicing.upper, voicing.upper[0] + 12)]
    for step, at, accent in player.steps(bar, player.part.pattern):
        speaks = player.form.speaks(at)
        if speaks and not accent and step % 4:
            continue
        up = step % 4 == 2
        for place, pitch in enumerate(strings[::-1][:3] if up else strings):
            loudness = player.velocity(bar) - 16 + 12 * accent - 6 * up + player.human(4)
            player.add(at + place * STRUM, bar.beat * 0.8, pitch, loudness, gain=-3.0 if speaks else 0.0)


def oompah(player: Player, index: int, bar: Bar) -> None:
    """Bass on the strong beats, root then fifth; the chord on the weak ones."""
    if bar.section == "title":
        return
    voicing = player.voicing(index)
    for beat in range(bar.beats):
        at = bar.start + beat * bar.beat
        if beat % 2 == 0:
            player.add(at, 0.3, voicing.bass + (0 if beat == 0 else 7), player.velocity(bar) + 10 + player.human(3))
        elif not (player.form.speaks(at) and beat > 1):
            for pitch in voicing.upper:
                player.add(at, 0.25, pitch + player.shift, player.velocity(bar) - 4 + player.human(3), gain=-1.0)

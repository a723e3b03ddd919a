"""Roles that hold: drone, pad, cluster, and the slide of strings between held notes."""

from __future__ import annotations

from backends.composer.form import Bar
from backends.composer.player import Player

CEILING = 69
"""A4: above it a pad stands in the voice's way."""

OVERLAP = 0.12
"""Seconds that a held chord rings into the next one."""


def drone(player: Player, index: int, bar: Bar) -> None:
    """The bass, an octave lower once the film gathers speed."""
    if player.tied(index):
        return
    bass = player.voicing(index).bass + player.shift
    length = player.until(index) - bar.start + OVERLAP
    player.add(bar.start, length, bass - 12 if bar.level >= 3 else bass, player.velocity(bar) - 4)


def pad(player: Player, index: int, bar: Bar) -> None:
    """The chord, held; lower and softer under a voice."""
    if player.tied(index):
        return
    voicing, speaks = player.voicing(index), player.speaks(index)
    length = player.until(index) - bar.start + OVERLAP
    velocity, gain = player.velocity(bar) - 6, -3.0 if speaks else 0.0
    upper = [note + player.shift for note in voicing.upper]
    for pitch in sorted({note - 12 if speaks and note > CEILING else note for note in upper}):
        player.add(bar.start, length, pitch, velocity, gain=gain)
    if player.part.wide:
        if bar.level >= 5 and not speaks:
            player.add(bar.start, length, upper[2] + 12, velocity - 2, gain=gain - 3)
        if bar.level >= 2:
            player.add(bar.start, length, voicing.bass + 12, velocity, gain=gain)


def cluster(player: Player, index: int, bar: Bar) -> None:
    """A wedge: a semitone over the chord's root that opens outward bar by bar, wider at higher levels."""
    if player.opens(index):
        player.variation = 0
    centre = 60 + player.shift + (player.voicing(index).bass + player.variation // 3) % 12
    spread = player.variation % 3
    tones = [centre, centre + 1, centre - 1 - spread, centre + 2 + spread]
    wanted = 2 + (bar.level >= 3) + (bar.level >= 5)
    length = (player.until(index) if bar.section == "title" else bar.end) - bar.start + OVERLAP
    if bar.section != "title" or player.opens(index):
        for place, pitch in enumerate(tones[:wanted]):
            quiet = -3.0 if player.speaks(index) else 0.0
            player.add(bar.start, length, pitch, player.velocity(bar) - 12 - 3 * place, gain=quiet)
    player.variation += 1


def gliss(player: Player, index: int, bar: Bar) -> None:
    """Strings slide by semitones through the last half of every fourth bar, through every other one at the climax."""
    often = 2 if bar.level >= 5 else 4
    if index % often != often - 1 or bar.section == "title" or player.speaks(index):
        return
    down = player.random.random() < 0.4
    base = 62 + player.shift + (player.voicing(index).bass + 7) % 12
    middle, count = (bar.start + bar.end) / 2, 8
    each = (bar.end - middle) / count
    for step in range(count):
        pitch = base + (count - step if down else step)
        player.add(middle + step * each, each + 0.15, pitch, 44 + 7 * step, gain=-4.0, legato=True)

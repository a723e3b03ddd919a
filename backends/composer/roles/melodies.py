"""Roles that sing: lead, the voice that answers it, and fragments of the theme before it is known."""

from __future__ import annotations

from backends.composer.form import Bar
from backends.composer.player import Player


def lead(player: Player, index: int, bar: Bar) -> None:
    """The theme; silent while somebody speaks. All leads sing the same, each in its octave."""
    if bar.section == "title":
        if player.opens(index):
            length = player.until(index) - bar.start - 0.1
            pitch = player.score.melody[index][0].pitch + player.shift
            player.add(bar.start, length, pitch, player.velocity(bar) + 4, legato=True)
        return
    for tone in player.score.melody[index]:
        start = bar.start + tone.beat * bar.beat
        if not player.form.speaks(start):
            loudness = player.velocity(bar) + (8 if tone.beat == 0 else 4) + player.human(3)
            player.add(start, tone.length * bar.beat * 1.03, tone.pitch + player.shift, loudness, legato=True)


def counter(player: Player, index: int, bar: Bar) -> None:
    """An inner voice in halves: the chord's middle note, then a step toward the next chord's."""
    voicing = player.voicing(index)
    here = voicing.upper[1] + player.shift
    if bar.section == "title":
        if player.opens(index):
            player.add(bar.start, player.until(index) - bar.start - 0.1, here, player.velocity(bar), legato=True)
        return
    if player.speaks(index):
        return
    following = player.score.voicings[min(index + 1, len(player.score.voicings) - 1)].upper[1] + player.shift
    scale = [note for note in range(here - 4, here + 5) if (note - player.score.key) % 12 in player.mood.scale]
    towards = [note for note in scale if note != here and (note - here) * (following - here) >= 0] or [here]
    second = min(towards, key=lambda note: abs(note - here))
    half = bar.beats // 2 * bar.beat
    player.add(bar.start, half * 1.03, here, player.velocity(bar) - 4, legato=True)
    player.add(bar.start + half, bar.end - bar.start - half, second, player.velocity(bar) - 8, legato=True)


def fragment(player: Player, index: int, bar: Bar) -> None:
    """The first notes of the theme now and then, as one remembers a tune."""
    if bar.section == "title" and not player.opens(index):
        return
    chance = 0.75 if bar.level == 1 else 0.5
    if not player.opens(index) and player.random.random() > chance:
        return
    tones = player.score.melody[index]
    for tone in tones[: max(2, (len(tones) + 1) // 2)]:
        start = bar.start + tone.beat * bar.beat
        player.add(
            start, tone.length * bar.beat * 0.9, tone.pitch + player.shift, player.velocity(bar) + player.human(4)
        )

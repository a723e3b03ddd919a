"""Roles of percussion: drums in patterns with fills, a clock, a heart."""

from __future__ import annotations

from backends.composer.form import Bar
from backends.composer.player import Player

FILL = "xxXX"
CRASH = "49"
"""The kit's crash cymbal: it marks phrases, not bars."""

PHRASE = 4


def drums(player: Player, index: int, bar: Bar) -> None:
    """Every key's pattern; drums of the hand end each fourth bar with a fill. Under a voice only what carries stays."""
    if bar.section == "title":
        return
    for key, pattern in player.part.keys.items():
        if key == CRASH and index % PHRASE:
            continue
        fills = bar.level >= 3 and key != "root" and "X" in pattern and len(pattern) == 4 * bar.beats
        if fills and index % PHRASE == PHRASE - 1 and player.part.instrument in ("taiko", "great_drum"):
            pattern = pattern[: -len(FILL)] + FILL
        pitch = player.voicing(index).bass % 12 + 36 if key == "root" else int(key)
        for step, at, accent in player.steps(bar, pattern):
            speaks = player.form.speaks(at)
            if speaks and (step % 4 or not accent):
                continue
            loudness = player.velocity(bar) - 14 + (16 if accent else 0) + player.human(6)
            player.add(at, bar.beat * 2, pitch + player.shift, loudness, gain=-3.0 if speaks else 0.0, tight=accent)


def tick(player: Player, index: int, bar: Bar) -> None:
    """A clock: once a beat, twice once the film gathers speed."""
    if bar.section == "title":
        return
    count = bar.beats * (2 if bar.level > 1 else 1)
    for number in range(count):
        at = bar.start + number * (bar.end - bar.start) / count
        player.add(at, 0.08, 60 + number % 2, 50 + 7 * bar.level)


def heart(player: Player, index: int, bar: Bar) -> None:
    """Every other beat; every beat when fear is near."""
    if bar.section == "title":
        return
    for beat in range(0, bar.beats, 2 if bar.level < 4 else 1):
        player.add(bar.start + beat * bar.beat, 0.5, 36, 74 + 6 * bar.level)

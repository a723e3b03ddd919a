"""What a part of a mood can do: role to the function that writes one bar."""

from __future__ import annotations

from collections.abc import Callable

from backends.composer.form import Bar
from backends.composer.player import Player
from backends.composer.roles import basslines, chords, drums, figures, held, melodies

Role = Callable[[Player, int, Bar], None]

ROLES: dict[str, Role] = {
    "drone": held.drone,
    "pad": held.pad,
    "cluster": held.cluster,
    "gliss": held.gliss,
    "ostinato": figures.ostinato,
    "arpeggio": figures.arpeggio,
    "sequencer": figures.sequencer,
    "lead": melodies.lead,
    "counter": melodies.counter,
    "fragment": melodies.fragment,
    "chord": chords.chord,
    "stabs": chords.stabs,
    "comp": chords.comp,
    "strum": chords.strum,
    "oompah": chords.oompah,
    "walking": basslines.walking,
    "eighths": basslines.eighths,
    "pulse": basslines.pulse,
    "drums": drums.drums,
    "tick": drums.tick,
    "heart": drums.heart,
}

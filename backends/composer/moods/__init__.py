"""Moods as data: one table each beside this file, checked when they are read."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from pydantic import Field

from studio import BadInput, Frozen


class Part(Frozen):
    """One player of a mood: what it does, on which instrument, from which level of the form to which."""

    role: str
    instrument: str
    levels: tuple[int, int] = Field((1, 6), description="1 intro, 2-4 build, 5 climax, 6 title")
    pattern: str = Field("", description="Steps of a quarter of a beat: X accent, x note, . rest")
    keys: dict[str, str] = Field(default_factory=dict, description="Key of a kit, or 'root', to its pattern")
    degrees: tuple[int, ...] = Field((), description="Steps of the chord's ladder that a figure walks through")
    octave: int = 0
    gain: float = Field(0.0, description="dB")
    wide: bool = Field(False, description="A pad that doubles the bass, and the top at the climax")


class Hits(Frozen):
    """What sounds where the film strikes."""

    layers: tuple[str, ...] = Field((), description="Synthesised layers; those that rise end on the hit")
    strike: tuple[str, ...] = Field((), description="Instruments that strike the root, low")
    bell: str = Field("", description="Instrument that rings the root and the fifth, high")
    sting: str = Field("piano", description="Instrument of the last chord")


class Mood(Frozen):
    """One mood. `bpm` is (slowest, fastest, preferred); `loud` moods fall silent before they strike, others swell."""

    name: str
    title: str
    scale: tuple[int, ...] = Field(description="Semitones above the key")
    keys: tuple[int, ...]
    bpm: tuple[float, float, float]
    meter: int = Field(4, ge=2, le=7)
    bars_a_chord: int = Field(1, ge=1, le=4)
    swing: float = Field(0.0, ge=0, le=0.4, description="How much of a beat's half its second half comes late")
    hall: float = Field(gt=0, description="Reverberation time in seconds")
    bright: float = Field(description="1 is neutral")
    range_db: float = Field(description="How far the intro lies below the climax")
    room_db: float = Field(-9.0, le=0, description="How far the bed's middle steps back under a voice")
    loud: bool
    progressions: tuple[str, ...] = Field(description="Roman numerals relative to the major scale")
    cells: tuple[tuple[float, ...], ...] = Field(description="Rhythms of a theme's bar, in beats")
    centre: int = Field(70, description="MIDI number that the melody keeps near")
    hits: Hits
    parts: tuple[Part, ...]


@cache
def known() -> Mapping[str, Mood]:
    """Every mood by name."""
    files = sorted(
        (file for file in resources.files(__name__).iterdir() if file.name.endswith(".toml")),
        key=lambda file: file.name,
    )
    rows = ((file.name.removesuffix(".toml"), tomllib.loads(file.read_text(encoding="utf-8"))) for file in files)
    return MappingProxyType({name: Mood(name=name, **row) for name, row in rows})


def named(name: str) -> Mood:
    """The mood of this name, or BadInput that lists the known ones."""
    try:
        return known()[name]
    except KeyError:
        raise BadInput(f"Composer has no mood {name!r}.", f"Choose one of: {', '.join(known())}.") from None

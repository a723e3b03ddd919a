"""What orders to the film maker ask of a film's look and tone: 'funny, neon, at night'."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

from backends.scribe.sheets import found, kind_named, kinds_of_place
from backends.scribe.words import Lexicon

DENIED = re.compile(r"\b(?:no|not|never|without|nothing|less)\b[^,.;:!?/|]*", re.IGNORECASE)
"""What is not wanted."""

AIR = re.compile(r"\bfogg?y?\b|\bmist|\brain|\bsnow|\bstorm", re.IGNORECASE)
"""Words of a weather; an order's 'winter' or 'fire' is a sight."""

SIGHT = 3
"""Words of a sight that is asked for: 'empty motorway', 'neon pier'."""


class Asked(NamedTuple):
    """A mood, a palette, an hour, a weather, a kind of place and a genre by name; '' where nothing is asked."""

    mood: str = ""
    palette: str = ""
    hour: str = ""
    weather: str = ""
    place: str = ""
    genre: str = ""


@cache
def _table() -> Mapping[str, Mapping[str, str]]:
    """Kind to word to what it asks for."""
    text = resources.files("backends.scribe").joinpath("data").joinpath("asked.toml").read_text(encoding="utf-8")
    return {
        kind: {word: name for name, words in rows.items() for word in words.split()}
        for kind, rows in tomllib.loads(text).items()
    }


def asked(orders: Sequence[str], lexicon: Lexicon) -> Asked:
    """What some orders ask for; the first word of a kind counts."""
    said = DENIED.sub(" ", ", ".join(orders))
    words = re.findall(r"[a-z]+(?:-[a-z]+)*", said.lower())

    def named(kind: str) -> str:
        return next((_table()[kind][word] for word in words if word in _table()[kind]), "")

    weather = found(said, "weathers", lexicon) if AIR.search(said) else ""
    short = (part.split() for part in re.split(r"[,.;:!?/|]", said))
    sights = (" ".join(part) for part in short if 0 < len(part) <= SIGHT and part[-1].lower() in kinds_of_place())
    place = next(filter(None, (kind_named(sight, lexicon) for sight in sights)), "")
    return Asked(named("moods"), named("palettes"), named("hours"), weather, place, named("genres"))

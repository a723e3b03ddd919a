"""The studio's mood vocabulary: what a mood means for tempo, titles, voice and cutting."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING

from pydantic import Field

from studio.backend import Frozen
from studio.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping


class Mood(Frozen):
    """One mood. `bpm` is (slowest, fastest, preferred) in beats a minute."""

    name: str
    title: str = Field(description="What a page calls it")
    bpm: tuple[float, float, float]
    meter: int = Field(4, ge=2, le=7)
    title_style: str = "epic"
    voice: str = Field("", description="Voice preset; empty: the backend's narrator")
    genres: tuple[str, ...] = Field((), description="Genres that this mood suits")
    transitions: dict[str, float] = Field(default_factory=dict, description="Kind to how often it is taken")


@cache
def moods() -> Mapping[str, Mood]:
    """Every mood by name, in the order of moods.toml."""
    text = resources.files("studio.story").joinpath("moods.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return MappingProxyType({name: Mood(name=name, **row) for name, row in table.items()})


def mood(name: str) -> Mood:
    """The mood of this name, or BadInput that lists the known ones."""
    try:
        return moods()[name]
    except KeyError:
        raise BadInput(f"{name!r} is no mood.", f"Choose one of: {', '.join(moods())}.") from None

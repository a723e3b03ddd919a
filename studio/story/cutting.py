"""Cut styles: how a film is cut, from the lengths of its shots to the black before its title; rows of cutting.toml."""

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


class CutStyle(Frozen):
    """One way of cutting a film."""

    name: str
    title: str = Field(description="What a page calls it")
    description: str
    shot_seconds: float = Field(gt=0, description="Length that the writer aims at for a shot")
    quickening: tuple[float, ...] = Field(min_length=1, description="How steeply shots shorten, gentlest first")
    faster: float = Field(gt=0, description="Last third's median shot over the first third's, at most")
    climax: float = Field(gt=0, description="Seconds of a shot of the climax")
    silence: float = Field(ge=0, description="Seconds of the black before the title")
    step: int = Field(1, ge=1, description="Beats that a shot has a multiple of, where there is room")
    open: float = Field(0.0, ge=0, le=1)
    turn: float = Field(0.0, ge=0, le=1)
    rise: float = Field(0.0, ge=0, le=1)
    climax_joins: float = Field(0.0, ge=0, le=1)
    cards: int = Field(0, ge=0, description="How many of the narrator's lines also stand on the picture")
    brings: dict[str, float] = Field(default_factory=dict, description="Kinds of transitions it adds, and how often")


@cache
def cut_styles() -> Mapping[str, CutStyle]:
    """Every cut style by name, the usual one first."""
    text = resources.files("studio.story").joinpath("cutting.toml").read_text(encoding="utf-8")
    return MappingProxyType({name: CutStyle(name=name, **row) for name, row in tomllib.loads(text).items()})


def cut_style(name: str) -> CutStyle:
    """The cut style of this name, or BadInput that lists the known ones."""
    try:
        return cut_styles()[name]
    except KeyError:
        raise BadInput(f"{name!r} is no cut style.", f"Choose one of: {', '.join(cut_styles())}.") from None

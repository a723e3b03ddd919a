"""Accents: what is heard where one shot becomes another, by the kind of the transition. The table is accents.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import TYPE_CHECKING

from pydantic import Field

from studio.backend import Frozen
from studio.timeline.cutplan import PlannedShot

if TYPE_CHECKING:
    from collections.abc import Mapping

SLOT = "join"
"""The slot of the sound of a shot's transition is the shot's id, '/' and this."""


class Accent(Frozen):
    """The sound of a transition. Its moment lies on the cut."""

    prompt: str = Field(description="What is heard, in words")
    times: float = Field(2.0, gt=0, description="Its length as a multiple of the transition's")
    gain_db: float = -10.0


@cache
def accents() -> Mapping[str, Accent]:
    """The accent of every kind of transition that is heard."""
    text = resources.files("studio.story").joinpath("accents.toml").read_text(encoding="utf-8")
    return MappingProxyType({kind: Accent(**row) for kind, row in tomllib.loads(text).items()})


def accent_of(planned: PlannedShot) -> Accent | None:
    """What is heard where the film gets into this shot; None for a cut."""
    return accents().get(planned.transition) if planned.transition_frames else None


def accent_slot(planned: PlannedShot) -> str:
    """The slot of that sound, e.g. 's04/join'."""
    return f"{planned.shot}/{SLOT}"

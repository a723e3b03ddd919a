"""Brief: what the user asks for."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from studio.backend import Frozen, hint


class Brief(Frozen):
    """What the user asks for. Everything but the logline has a default that works."""

    logline: str = Field(
        min_length=1, max_length=2000, description="The film in one line", json_schema_extra=hint(multiline=True)
    )
    title: str = Field("", max_length=80, description="Title; empty: the writer finds one")
    kind: Literal["trailer"] = Field("trailer", description="Kind of film")
    mood: str = Field("", max_length=40, description="Mood; empty: the writer chooses")
    seconds: float = Field(30.0, ge=6, le=240, description="Length", json_schema_extra=hint("s"))
    shape: str = Field("16:9", description="Shape, or a size such as 640x360")
    rate: str = Field("24", pattern=r"^\d+(/\d+)?$", description="Frames a second")
    language: str = Field("en", max_length=8, description="Language of the words")
    voice: str = Field("", max_length=40, description="Voice preset; empty: the narrator")
    seed: int = Field(1, ge=0, lt=2**32, description="The same seed makes the same film")
    backends: dict[str, str] = Field(
        default_factory=dict, description="Task to backend, where it differs from the settings"
    )

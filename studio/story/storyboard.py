"""Storyboard: a list of shots, each with picture, voice line and sound cues. What every write_story backend answers."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from studio.backend import Frozen

Beat = Literal["hook", "world", "disturb", "want", "rise", "low", "climax", "title", "button"]


class Cue(Frozen):
    """A sound in a shot."""

    prompt: str = Field(max_length=500, description="What is heard, in words")
    at: float = Field(0.0, ge=0, le=1, description="Where in the shot it begins, 0 to 1")
    seconds: float | None = Field(None, description="Length; None: as long as the shot")
    gain_db: float = 0.0
    shots: int = Field(1, ge=1, description="How many shots it goes on under, without a length of its own")


class Shot(Frozen):
    """One shot: what is seen, said and heard."""

    id: str = Field(pattern=r"^s\d{2,3}$")
    beat: Beat
    prompt: str = Field("", max_length=2000, description="What the picture shows; empty: black")
    voice: str = Field("", max_length=500, description="Voice line; empty: silence")
    cues: tuple[Cue, ...] = ()
    weight: float = Field(1.0, gt=0, description="Its share of the time that is free")
    title: str = Field("", max_length=200, description="Words on a card over this shot")
    subtitle: str = Field("", max_length=200)
    title_style: str = Field("", max_length=40, description="Style of the card; empty: the mood's")


class Storyboard(Frozen):
    """The film in shots, in order."""

    title: str
    logline: str
    genre: str
    mood: str
    style: str = Field("", description="What holds for every shot: place, hour, weather, palette")
    language: str = "en"
    shots: tuple[Shot, ...] = Field(min_length=1)
    notes: tuple[str, ...] = Field((), description="What was not understood, and what stands in for what")

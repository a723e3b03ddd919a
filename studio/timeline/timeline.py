"""Timeline: tracks of clips in whole frames, with transitions, titles, markers and beats. Versioned JSON.

Handle model: clips lie on their cut points and never move for a transition; a transition of n frames at a cut
takes n // 2 frames of handle from the clip after it and the rest from the clip before it.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from studio.backend import Frozen
from studio.errors import BadInput
from studio.timeline.rate import FILM, Rate

Curve = tuple[tuple[int, float], ...]
"""Breakpoints (frame from the clip's start, value), linear between them."""

HANDLES = 4
"""Spare frames that every generated shot has at least before its first and after its last used frame."""


class Clip(Frozen):
    """A stretch of a video or image asset on the picture track."""

    id: str
    asset: str = Field(description="Asset id")
    start: int = Field(ge=0, description="First frame in the film")
    frames: int = Field(ge=1)
    source_in: int = Field(0, ge=0, description="First used frame of the asset, at the film's rate")
    source_frames: int = Field(0, ge=0, description="Frames the asset has at the film's rate; 0: a still")
    fit: Literal["fill", "contain"] = "fill"
    stages: tuple[dict[str, str | int | float], ...] = Field((), description="Frame stages: name, version, params")
    curves: dict[str, Curve] = Field(default_factory=dict)

    @property
    def end(self) -> int:
        """First frame after the clip."""
        return self.start + self.frames


class Transition(Frozen):
    """A transition centred on the cut at frame `at`; `frames` 0 is a plain cut."""

    kind: str
    at: int = Field(ge=0)
    frames: int = Field(ge=0)

    @property
    def start(self) -> int:
        """First frame of the transition."""
        return self.at - self.frames // 2

    @property
    def end(self) -> int:
        """First frame after the transition."""
        return self.start + self.frames


class Title(Frozen):
    """Words over the picture (or over black), kept as text and style, never as pixels."""

    id: str
    text: str
    subtext: str = ""
    style: str = "epic"
    scale: float = Field(1.0, ge=0.2, le=2, description="Type size against the style's own")
    place: Literal["", "centre", "low", "lower", "foot"] = Field("", description="Empty: where the style stands")
    start: int = Field(ge=0)
    frames: int = Field(ge=1)
    fade_in: int = Field(6, ge=0)
    fade_out: int = Field(6, ge=0)

    @property
    def end(self) -> int:
        """First frame after the title."""
        return self.start + self.frames


class Sound(Frozen):
    """A stretch of an audio asset. Positions in frames of the film; `source_in` in seconds of the asset."""

    id: str
    asset: str
    start: int = Field(description="Frame of the film where it begins; may be negative to lead in")
    frames: int | None = Field(None, description="None: to its own end")
    source_in: float = Field(0.0, ge=0)
    gain_db: float = Field(0.0, ge=-60, le=24)
    fade_in: float = Field(0.0, ge=0, description="Seconds")
    fade_out: float = Field(0.0, ge=0, description="Seconds")
    words: tuple[tuple[str, float, float], ...] = Field((), description="(word, start, end) in seconds of the film")
    curves: dict[str, Curve] = Field(default_factory=dict)


class Caption(Frozen):
    """A line of the caption file, in frames of the film."""

    text: str
    start: int
    end: int


class Levels(Frozen):
    """The mix: stems' gains, duck and target."""

    voice_db: float = 0.0
    effects_db: float = 0.0
    music_db: float = 0.0
    duck_db: float = Field(-15.0, le=0, description="Level of the music under a voice; effects sink a quarter as far")
    dip_db: float = Field(
        -16.0,
        le=0,
        description="Dip of the music between 100 Hz and 7 kHz under a voice; effects dip three quarters as far",
    )
    loudness: float = Field(-14.0, ge=-31, le=-8, description="Programme loudness", json_schema_extra={"unit": "LUFS"})
    ceiling: float = Field(-1.5, ge=-6, le=-0.5, description="True peak before AAC", json_schema_extra={"unit": "dBTP"})


class Marker(Frozen):
    """A named moment."""

    frame: int
    name: str


class Timeline(Frozen):
    """A film, cut. Gaps on the picture track are black."""

    schema_version: Literal[1] = 1
    rate: Rate = FILM
    width: int = Field(1280, ge=16, le=4096, multiple_of=2)
    height: int = Field(720, ge=16, le=4096, multiple_of=2)
    frames: int = Field(ge=1)
    picture: tuple[Clip, ...] = ()
    transitions: tuple[Transition, ...] = ()
    titles: tuple[Title, ...] = ()
    voice: tuple[Sound, ...] = ()
    effects: tuple[Sound, ...] = ()
    music: tuple[Sound, ...] = ()
    captions: tuple[Caption, ...] = ()
    caption_style: str = Field("", description="Title style in which captions stand in the picture; empty: files only")
    markers: tuple[Marker, ...] = ()
    beats: tuple[int, ...] = ()
    levels: Levels = Levels()
    stages: tuple[dict[str, str | int | float], ...] = Field((), description="Frame stages over the whole film")
    black: tuple[tuple[int, int], ...] = Field((), description="Stretches that are black on purpose")
    poster: Title | None = Field(None, description="The words on the poster, over the frame they start on")

    @model_validator(mode="after")
    def _clips_lie_in_order(self) -> Timeline:
        position = 0
        for clip in self.picture:
            if clip.start < position:
                raise BadInput(
                    f"Clip {clip.id!r} starts at frame {clip.start}, before the clip in front of it ends ({position}).",
                    "Move its start, or shorten the clip in front of it.",
                )
            position = clip.end
        if position > self.frames:
            raise BadInput(
                f"The picture track ends at frame {position}, after the film's end ({self.frames}).",
                "Lengthen `frames` or shorten the last clip.",
            )
        return self

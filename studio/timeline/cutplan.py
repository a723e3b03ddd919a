"""CutPlan: the film's skeleton in whole frames — shot lengths, voice slots, form, beats and hits."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from studio.backend import Frozen
from studio.timeline.rate import FILM, Rate
from studio.timeline.timeline import HANDLES

SectionName = Literal["intro", "build", "climax", "title", "button"]


class PlannedShot(Frozen):
    """Where a shot lies in the film. `frames` is its length between its two cut points, handles not counted."""

    shot: str
    start: int = Field(ge=0)
    frames: int = Field(ge=1)
    transition: str = Field("cut", description="How the film gets into this shot")
    transition_frames: int = Field(0, ge=0, description="Length of that transition, centred on the cut")

    @property
    def end(self) -> int:
        """First frame after the shot."""
        return self.start + self.frames


class VoiceSlot(Frozen):
    """Where a voice line is heard. `words` are (word, start, end) in frames of the film."""

    shot: str
    start: int = Field(ge=0)
    frames: int = Field(ge=1)
    words: tuple[tuple[str, int, int], ...] = ()


class PlannedSection(Frozen):
    """A part of the film's form: frames first..last (last exclusive)."""

    name: SectionName
    start: int
    end: int


class Stretch(Frozen):
    """A stretch of the film with evenly spaced beats; the first one lies on `start`. Frames, end exclusive."""

    start: int
    end: int
    beats: int = Field(ge=1)


class CutPlan(Frozen):
    """The film in whole frames, before a picture of it exists."""

    rate: Rate = FILM
    frames: int = Field(ge=1)
    shots: tuple[PlannedShot, ...]
    voices: tuple[VoiceSlot, ...] = ()
    sections: tuple[PlannedSection, ...] = ()
    tempo: tuple[Stretch, ...] = Field((), description="Beat grid; every cut lies within a frame of a beat")
    meter: int = 4
    hits: tuple[int, ...] = Field((), description="Moments the music hits")
    title_frame: int | None = Field(None, description="First frame of the title card")
    notes: tuple[str, ...] = Field((), description="What had to give way, e.g. a voice line that found no room")

    @property
    def handles(self) -> dict[str, tuple[int, int]]:
        """Spare frames that every shot is made with before and after what is seen of it: what the transitions at its ends
        take, at least HANDLES."""
        taken = [*(shot.transition_frames for shot in self.shots), 0]
        return {
            shot.shot: (max(HANDLES, into // 2), max(HANDLES, out - out // 2))
            for shot, into, out in zip(self.shots, taken, taken[1:], strict=False)
        }

    @property
    def beats(self) -> tuple[int, ...]:
        """Every beat as the nearest whole frame."""
        return tuple(
            span.start + round((span.end - span.start) * beat / span.beats)
            for span in self.tempo
            for beat in range(span.beats)
        )

"""Storyboards, voices and assets for tests, made by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from studio.backend import frame_count
from studio.shelf.assets import Asset
from studio.story.requests import Slot
from studio.story.storyboard import Cue, Shot, Storyboard
from studio.tasks import Kind

BEATS = "hook world disturb want rise rise low climax climax climax climax black title button"


def board_of(beats: str = BEATS, spoken: Sequence[int] = (0, 1, 2, 3, 4, 6, -1), **more: Any) -> Storyboard:
    """A storyboard of these beats, with lines on the shots at these places. 'black' is a climax without a picture."""
    names = beats.split()
    places = {place % len(names) for place in spoken}
    shots = tuple(
        Shot(
            id=f"s{at + 1:02d}",
            beat="climax" if name == "black" else name,  # type: ignore[arg-type]
            prompt="" if name == "black" else f"wide shot {at} of a ship",
            voice=f"This is line number {at}." if at in places else "",
            cues=(Cue(prompt="deep boom", seconds=2.0),) if name in ("title", "climax") else (),
            title="THE SHIP" if name == "title" else "",
        )
        for at, name in enumerate(names)
    )
    return Storyboard(
        **{"title": "The Ship", "logline": "A ship.", "genre": "adventure", "mood": "epic", "shots": shots} | more
    )


def voices_of(board: Storyboard, seconds: Sequence[float] = (2.0,)) -> dict[str, Asset]:
    """A recorded line for every shot that has one, of these lengths in turn, with two words each."""
    spoken = [shot.id for shot in board.shots if shot.voice]
    lengths = [seconds[at % len(seconds)] for at in range(len(spoken))]
    return {
        shot: asset("audio", seconds=length, words=[["first", 0.0, length / 2], ["last", length / 2, length]])
        for shot, length in zip(spoken, lengths, strict=True)
    }


def asset(kind: Kind, **facts: Any) -> Asset:
    """An asset with these facts and no file."""
    suffix = {"audio": ".wav", "video": ".mp4", "image": ".png", "text": ".json"}[kind]
    return Asset(id="a" * 64, kind=kind, suffix=suffix, bytes=1, facts=facts)


def made(slots: Sequence[Slot], **facts: Any) -> dict[str, Asset]:
    """What an honest backend would make of these slots."""
    found: dict[str, Asset] = {}
    for slot in slots:
        params: Mapping[str, Any] = slot.request.params
        if "rate" in params:
            frames = frame_count(params["seconds"], params["rate"])
            found[slot.name] = asset("video", frames=frames, rate=params["rate"], seconds=params["seconds"], **facts)
        else:
            found[slot.name] = asset("audio", seconds=params.get("seconds", 2.0), **facts)
    return found

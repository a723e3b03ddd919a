"""How the film gets from shot to shot: cuts, and now and then a dissolve, a dip or a burn that the handles can bear."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from zlib import crc32

from studio.story.moods import Mood
from studio.story.storyboard import Shot
from studio.timeline.timeline import HANDLES

SECONDS = {"dissolve": 0.6, "dip": 0.5, "burn": 0.6}
"""How long each kind lasts, where handles and shots allow it."""

SHORTEST = 4
"""A transition of fewer frames reads as a fault: a cut is better."""


def join(before: Shot, after: Shot, lengths: tuple[int, int], rate: float, mood: Mood, seed: int) -> tuple[str, int]:
    """Kind and frames of the way from one shot into the next, whose lengths in frames are given. ('cut', 0) mostly.

    Early shots may dissolve into each other; the disturbance and the low point begin with a dip or a burn. No
    transition touches black, the climax or the title: those are hits.
    """
    kinds = [kind for kind in _kinds(before, after) if mood.transitions.get(kind, 0) > 0]
    if not kinds or not before.prompt or not after.prompt:
        return "cut", 0
    weights = [mood.transitions[kind] for kind in kinds]
    kind = Random(crc32(f"{seed}/join/{after.id}".encode())).choices(kinds, weights)[0]
    frames = min(2 * HANDLES, min(lengths) // 2, round(SECONDS[kind] * rate)) // 2 * 2
    return (kind, frames) if frames >= SHORTEST else ("cut", 0)


def _kinds(before: Shot, after: Shot) -> Sequence[str]:
    if after.beat == before.beat and after.beat != "hook":
        return ()
    match after.beat:
        case "hook" | "world":
            return ("dissolve",)
        case "disturb" | "low":
            return ("dip", "burn")
        case _:
            return ()

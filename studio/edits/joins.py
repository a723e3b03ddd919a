"""How the film gets from shot to shot: cuts, and now and then a transition."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from zlib import crc32

from studio.story.cutting import CutStyle
from studio.story.moods import Mood
from studio.story.storyboard import Shot

SECONDS = {
    "burn": 0.6, "aurora": 0.6, "sunburst": 0.6, "dissolve": 0.6, "focus": 0.66, "wipe": 0.6, "iris": 0.66, "roll": 0.5,
    "dip": 0.5, "smash": 0.5, "push": 0.42, "punch": 0.42, "glitch": 0.42, "whip": 0.34, "flash": 0.34,
}  # fmt: skip
"""How long each kind lasts, where the shots allow it; USUAL for all others."""
USUAL = 0.5

PLACES: dict[str, tuple[str, ...]] = {
    "open": ("dissolve", "focus", "wipe", "push", "sunburst", "aurora", "iris"),
    "turn": ("dip", "burn", "flash", "aurora", "sunburst", "glitch", "roll", "iris", "smash", "push", "whip"),
    "rise": ("dissolve", "focus", "wipe", "push", "whip", "punch", "flash", "dip", "smash", "glitch"),
    "climax_joins": ("whip", "punch", "flash", "glitch", "push", "smash", "dissolve"),
}
"""Which kinds suit the opening shots, a turn of the story, the shots of its rise and those of its climax."""

SHORTEST, LONGEST = 4, 16
"""Frames: a shorter transition reads as a fault, where a cut is better; a longer one would cost frames that nobody sees."""


def join(
    before: Shot, after: Shot, lengths: tuple[int, int], rate: float, mood: Mood, style: CutStyle, seed: int
) -> tuple[str, int]:
    """Kind and frames of the way from one shot into the next, whose lengths in frames are given. ('cut', 0) mostly.

    The mood says what suits its story, the cut style how often and what it adds. No transition touches black, the
    climax's first frame or the title: those are hits.
    """
    place = _place(before, after)
    weights = _weights(place, mood, style) if place else {}
    if not weights or not before.prompt or not after.prompt:
        return "cut", 0
    random = Random(crc32(f"{seed}/join/{after.id}".encode()))
    kind = random.choices(list(weights), list(weights.values()))[0]
    frames = min(LONGEST, min(lengths) // 2, round(SECONDS.get(kind, USUAL) * rate)) // 2 * 2
    taken = random.random() < getattr(style, place)
    return (kind, frames) if taken and frames >= SHORTEST else ("cut", 0)


def _weights(place: str, mood: Mood, style: CutStyle) -> Mapping[str, float]:
    """Kinds that may be taken at a place, with how often; in the rise and the climax only what the style brings."""
    own = {} if place in ("rise", "climax_joins") else mood.transitions
    weights = {kind: own.get(kind, 0.0) + style.brings.get(kind, 0.0) for kind in PLACES[place]}
    return {kind: weight for kind, weight in weights.items() if weight > 0}


def _place(before: Shot, after: Shot) -> str:
    """Where in the story the way from one shot into the next lies; '' where it is always a cut."""
    same = after.beat == before.beat
    match after.beat:
        case "hook":
            return "open"
        case "world":
            return "rise" if same else "open"
        case "disturb" | "low":
            return "rise" if same else "turn"
        case "want" | "rise":
            return "rise"
        case "climax":
            return "climax_joins" if same else ""
        case _:
            return ""

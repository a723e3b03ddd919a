"""Poster: the frame that stands for a film, and its title as it is set on it."""

from __future__ import annotations

import re

from studio.story.storyboard import Shot, Storyboard
from studio.timeline.timeline import Clip, Timeline, Title

FRAMINGS = {"extreme wide": 0.2, "wide": 0.6, "close-up": 0.9, "medium": 1.0}
"""How well each framing shows somebody in a place, by the words that shots begin with; others lie between."""
USUAL = 0.7
HIDDEN = ("from behind", "in the dark", "light fading", "silhouette")
"""Words of a shot in which a face is not seen."""
SCALE = 1.15
"""Against the title in the film: a poster is looked at small."""


def poster(timeline: Timeline, board: Storyboard, title: str, style: str) -> Title | None:
    """The film's title on the frame that shows most of its logline, where no other words stand; None without a picture."""
    shots = {shot.id: shot for shot in board.shots}
    clear = [(clip, frame) for clip in timeline.picture if (frame := _clear(timeline, clip)) is not None]
    if not clear:
        return None
    wanted = _words(board.logline)
    _, frame = max(clear, key=lambda found: _worth(shots[found[0].id], wanted))
    return Title(id="poster", text=title, style=style, scale=SCALE, place="low", start=frame, frames=1)


def _worth(shot: Shot, wanted: list[str]) -> float:
    """How much of the logline a shot shows, what is named first counting most, and how well."""
    shown = set(_words(shot.prompt))
    told = sum(1 / (2 + at) for at, word in enumerate(wanted) if word in shown)
    framing = next((worth for words, worth in FRAMINGS.items() if shot.prompt.lower().startswith(words)), USUAL)
    return (0.2 + told) * framing * (0.5 if any(words in shot.prompt.lower() for words in HIDDEN) else 1.0)


def _words(text: str) -> list[str]:
    """A text's words of four letters and more, each once, in order."""
    return list(dict.fromkeys(word for word in re.findall(r"\w+", text.casefold()) if len(word) > 3))


def _clear(timeline: Timeline, clip: Clip) -> int | None:
    """A frame near the clip's middle over which nothing is written and which no transition touches."""
    words = [(title.start, title.end) for title in timeline.titles]
    words += [(line.start, line.end) for line in timeline.captions] if timeline.caption_style else []
    words += [(join.start, join.end) for join in timeline.transitions]
    frames = (clip.start + clip.frames * share // 8 for share in (4, 5, 3, 6, 2))
    return next((frame for frame in frames if all(not first <= frame < last for first, last in words)), None)

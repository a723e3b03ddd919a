"""Captions burned into the picture, where a film asks for them: at the foot of the safe area, above a lower third."""

from __future__ import annotations

from studio.errors import BadInput
from studio.render.title_layout import lay
from studio.render.title_styles import captions, look, safe
from studio.render.typefaces import clean, spelled
from studio.timeline.timeline import Timeline, Title

FADE = 2
"""Frames."""
GAP = 0.03
"""Share of the shorter side between a lower third and a caption above it."""


def burned(timeline: Timeline) -> tuple[tuple[Title, int], ...]:
    """Every caption as a title, and the pixels it must be lifted to stand clear of the titles near the foot.

    A caption whose words a title shows at the same time is left out. Faces of close shots lie in the middle of the frame and above: a caption stays below it, whatever else is shown.
    """
    if not timeline.caption_style:
        return ()
    if timeline.caption_style not in captions():
        raise BadInput(
            f"{timeline.caption_style!r} is no style of captions.", f"Choose one of: {', '.join(captions())}."
        )
    found = []
    for number, line in enumerate(timeline.captions, 1):
        shown = Title(
            id=f"caption{number}",
            text=line.text,
            style=timeline.caption_style,
            start=max(0, line.start),
            frames=max(1, min(line.end, timeline.frames) - max(0, line.start)),
            fade_in=FADE,
            fade_out=FADE,
        )
        beside = [title for title in timeline.titles if title.start < shown.end and shown.start < title.end]
        if all(_words(title.text) != _words(line.text) for title in beside):
            found.append((shown, max((_height(title, timeline) for title in beside), default=0)))
    return tuple(found)


def _words(text: str) -> str:
    """A text by its letters and digits alone."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _height(title: Title, timeline: Timeline) -> int:
    """Pixels over the safe area's foot that a title near it takes; 0 for one that stands elsewhere."""
    chosen = look(title)
    if chosen.place == "centre":
        return 0
    words = [
        clean(spelled(text).upper() if chosen.upper else text, chosen.font)[0] for text in (title.text, title.subtext)
    ]
    laid = lay(words[0], words[1], chosen, timeline.width, timeline.height)
    box = laid.letters.getbbox()
    if box is None:
        return 0
    top = laid.plate.top if laid.plate else box[1]
    bottom = safe(timeline.width, timeline.height).bottom
    return round(bottom - top + GAP * min(timeline.width, timeline.height))

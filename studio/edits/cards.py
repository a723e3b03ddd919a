"""Lines of the narrator that also stand on the picture, as teasers do: short ones, read in time, one at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from studio.story.storyboard import Shot
from studio.timeline.cutplan import CutPlan
from studio.timeline.timeline import Title

LONGEST = 44
"""Characters: a longer line is not read off a picture at a glance."""
READING = 16.0
"""Characters a second that a viewer reads, besides looking."""
SETTLING = 0.4
"""Seconds that a card takes to be noticed and to go."""
FADE = 5
"""Frames."""
SCALE = 0.6
"""Against the film's title: a card must not outshine it, nor hide who is in the picture."""


def line_cards(cut: CutPlan, shots: Mapping[str, Shot], style: str, most: int) -> Iterator[Title]:
    """Up to `most` cards before the title, spread over the film, each as long as its line or as it takes to read."""
    end = cut.frames if cut.title_frame is None else cut.title_frame
    taken = [(shot.start, shot.end) for shot in cut.shots if shots[shot.shot].title]
    fitting: list[Title] = []
    for index, line in enumerate(cut.voices):
        text = shots[line.shot].voice.strip().rstrip(".")
        following = cut.voices[index + 1].start if index + 1 < len(cut.voices) else end
        needed = max(line.frames, cut.rate.frames(SETTLING + len(text) / READING))
        frames = min(needed, min(following, end) - line.start)
        clear = all(line.start + frames <= first or line.start >= last for first, last in taken)
        if len(text) <= LONGEST and clear and frames >= cut.rate.frames(len(text) / READING):
            fitting.append(
                Title(
                    id=f"{line.shot}/line",
                    text=text,
                    style=style,
                    scale=SCALE,
                    place="low",
                    start=line.start,
                    frames=frames,
                    fade_in=FADE,
                    fade_out=FADE,
                )
            )
    count = min(most, len(fitting))
    yield from (fitting[number * len(fitting) // count] for number in range(count))

"""The film's poster: one good frame of it, with its title."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
from PIL import Image

from studio.errors import RenderError
from studio.render import cache, titles
from studio.timeline.timeline import Timeline

LOOKED_AT = 9
"""Frames of the film's middle that are compared."""


def poster(film: Path, timeline: Timeline, folder: Path, cards: Path) -> Path:
    """The poster as a JPEG in a folder, made where it is not there yet: the frame and the words that the timeline names for
    it; without them the last title that lies over a picture, else the sharpest frame.

    The frame under a title is its middle; the sharpest is sought between a fifth and four fifths of the film. `cards` is
    where drawn titles lie.
    """
    card = titles.card(timeline.poster, timeline.width, timeline.height)[0] if timeline.poster else None
    path = folder / (
        f"poster-{timeline.poster.start}-{card.digest[:12]}.jpg" if timeline.poster and card else "poster.jpg"
    )
    if path.exists():
        return path
    over = [title for title in timeline.titles if _covered(timeline, (title.start + title.end) // 2)]
    if timeline.poster:
        wanted = [timeline.poster.start]
    elif over:
        wanted = [(over[-1].start + over[-1].end) // 2]
    else:
        wanted = sorted({round(timeline.frames * (0.2 + 0.6 * k / (LOOKED_AT - 1))) for k in range(LOOKED_AT)})
    frames = [frame for number in wanted if (frame := _frame(film, timeline, number)) is not None]
    if not frames:
        raise RenderError("No frame of the film could be read for its poster.", "Render again.")
    best = max(frames, key=_sharpness)
    picture = best.to_image()
    if card is not None:
        drawn = titles.draw(card, cards)
        with Image.open(drawn.path) as words:
            picture.paste(words, (drawn.x, drawn.y), words)
    with cache.published(path) as part:
        picture.save(part, format="JPEG", quality=90)
    return path


def _covered(timeline: Timeline, frame: int) -> bool:
    return any(clip.start <= frame < clip.end for clip in timeline.picture)


def _frame(film: Path, timeline: Timeline, number: int) -> av.VideoFrame | None:
    """One frame of the film, by its number."""
    moment = timeline.rate.seconds(min(number, timeline.frames - 1))
    with av.open(str(film)) as file:
        stream = file.streams.video[0]
        assert stream.time_base is not None
        file.seek(int(moment / stream.time_base), stream=stream)
        return next((f for f in file.decode(stream) if f.time is not None and f.time >= float(moment) - 1e-3), None)


def _sharpness(frame: av.VideoFrame) -> float:
    """Energy of fine detail, less where the frame is nearly black or nearly white."""
    grey = frame.reformat(width=320, height=180, format="gray").to_ndarray().astype(np.float32)
    detail = float(np.abs(np.diff(grey, axis=0)).mean() + np.abs(np.diff(grey, axis=1)).mean())
    mean = float(grey.mean()) / 255
    return detail * min(1.0, mean / 0.2, (1 - mean) / 0.2)

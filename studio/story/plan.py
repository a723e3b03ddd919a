"""From a writer's answer to a Storyboard; an answer that is none is refused in plain words."""

from __future__ import annotations

import json

from pydantic import ValidationError

from studio.errors import BackendError
from studio.story.moods import moods
from studio.story.storyboard import Storyboard

AGAIN = "Choose another writer for write_story, or report this to its author."


def storyboard(text: str) -> Storyboard:
    """The storyboard a write_story backend answered as JSON. Raises BackendError that names what is wrong."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        shown = text.strip()[:60]
        raise BackendError(
            f"The writer answered {shown!r}, which is no JSON (line {error.lineno}: {error.msg}).",
            AGAIN,
            detail=text[:2000],
        ) from error
    try:
        board = Storyboard.model_validate(data)
    except ValidationError as error:
        faults = "; ".join(f"{_path(fault['loc'])}: {fault['msg']}" for fault in error.errors()[:3])
        raise BackendError(f"The writer's storyboard is not valid: {faults}.", AGAIN, detail=text[:2000]) from error
    _check(board)
    return board


def _check(board: Storyboard) -> None:
    ids = [shot.id for shot in board.shots]
    twice = next((id for id in ids if ids.count(id) > 1), None)
    if twice:
        raise BackendError(f"The writer's storyboard has two shots of the id {twice!r}.", AGAIN)
    if board.mood not in moods():
        raise BackendError(
            f"The writer chose the mood {board.mood!r}, which is none of: {', '.join(moods())}.",
            "Name a mood in the brief, or choose another writer for write_story.",
        )
    titles = [number for number, shot in enumerate(board.shots) if shot.beat == "title"]
    if len(titles) > 1:
        raise BackendError("The writer's storyboard has more than one shot of the beat 'title'.", AGAIN)
    if not any(shot.prompt for shot in board.shots):
        raise BackendError("The writer's storyboard has no shot with a picture.", AGAIN)


def _path(location: tuple[int | str, ...]) -> str:
    """('shots', 3, 'prompt') as 'shots[3].prompt'."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location).removeprefix(".")
    return text or "the whole"

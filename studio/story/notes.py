"""Notes of a film: what was not understood, what stands in for what, what had to give way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from studio.shelf.assets import Asset
from studio.story.storyboard import Storyboard
from studio.timeline.cutplan import CutPlan

UNSURE = "unsure"
"""Fact of a picture: sentences on what its backend is not sure of."""
TRIFLES = "Not shown"
"""How sentences begin that give way to others of as many shots."""
MOST, LONGEST = 3, 200
"""Sentences of pictures that are shown, those of most shots first, and characters of one."""


def notes(board: Storyboard | None, cut: CutPlan | None, pictures: Iterable[Asset]) -> tuple[str, ...]:
    """What writer, cut and the makers of the pictures say, each sentence once."""
    said: Counter[str] = Counter()
    for picture in pictures:
        found = picture.facts.get(UNSURE, ())
        sentences = found if isinstance(found, list | tuple) else ()
        said.update({sentence[:LONGEST] for sentence in sentences if isinstance(sentence, str) and sentence.strip()})
    told = (*(board.notes if board else ()), *(cut.notes if cut else ()))
    first = sorted(said, key=lambda sentence: (-said[sentence], sentence.startswith(TRIFLES)))[:MOST]
    return tuple(dict.fromkeys((*told, *first)))

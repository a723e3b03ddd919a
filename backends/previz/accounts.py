"""The account of a shot's words: those that nothing in its picture stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from backends.previz.evidence import DETERMINERS, ENDS, INDOORS, WAYS, Vote, may_be_seen, stems
from backends.previz.outlines import is_person
from backends.previz.reading import NUMBERS, Reading
from backends.previz.senses import unambiguous
from backends.previz.undone import deeds, words_of
from backends.previz.vocabulary import TABLE, facts, hit, tokens, words

LONGEST = 4
"""Words of a phrase of the tables at most."""
LOOKED_UP = ("hours", "sizes", "angles", "moves", "grades")
"""Tables whose words are seen in how a shot is lit, framed and moved."""


@cache
def quiet() -> frozenset[str]:
    """Words of which no picture shows whether they are so: grammar, moods, sizes, and what anybody does who is there."""
    lists = TABLE["lists"]
    return frozenset((*lists["quiet"].split(), *lists["unseen"].split(), *NUMBERS, *DETERMINERS, *WAYS, *ENDS))


def unaccounted(text: str, drawn: Reading, figures: Sequence[str], shown: frozenset[str], said: str) -> tuple[str, ...]:
    """The words of a text, in its order, that neither a figure nor the place, the hour, the weather, a change or the camera
    stands for. `drawn` is the scene's reading, `figures` its outlines, `shown` words that are drawn, `said` what is told already."""
    here = {drawn.place, *drawn.dressing}
    here.update(name for place in tuple(here) for name in TABLE["drawn_for"].get(place, ()))
    phrases = (
        *shown,
        *(place.replace("_", " ") for place in here),
        *(TABLE["called"][place] for place in here),
        *(_bare(vote) for vote in drawn.votes if vote.place in here),
        *(seen.word for seen in drawn.subjects),
        *(phrase for figure in figures for phrase in facts(figure)["words"]),
        *(word for figure in figures for word in words_of(figure)),
        *(seen.hue for seen in drawn.subjects),
    )
    if drawn.place in INDOORS:
        phrases = (*phrases, "window windows floor ceiling table counter")
    alive = any(is_person(seen.subject) for seen in drawn.subjects)
    stood_for = {form for phrase in phrases for word in phrase.split() for form in stems(word)}
    told = set(re.findall(r"[\w'-]+", said))
    run = tokens(unambiguous(text), cased=True)
    lit = _looked_up([word.lower() for word in run], drawn)
    return tuple(
        dict.fromkeys(
            word
            for at, word in enumerate(run)
            if word.isalpha()
            and word.islower()  # a name is nobody's look
            and at not in lit
            and word not in quiet() | told
            and stood_for.isdisjoint(stems(word))
            and quiet().isdisjoint(stems(word)[1:])
            and deeds().keys().isdisjoint(stems(word))  # `undone` tells those
            and not _meant_elsewhere(word, alive)
        )
    )


def _bare(vote: Vote) -> str:
    """The words of a vote; of a hint without the things in it, which the place need not show: not every harbour has nets."""
    if vote.how != "hint":
        return vote.words
    return " ".join(
        word for word in vote.words.split() if not may_be_seen(word) or hit(words().by_table["places"], [word])
    )


def _meant_elsewhere(word: str, alive: bool) -> bool:
    """Whether a word names a place, of which the sentence on the place tells, or somebody where people are drawn: a father
    and his daughter are drawn as two."""
    known = words()
    subject = hit(known.subjects, [word])
    return bool(hit(known.by_table["places"], [word])) or (alive and bool(subject) and is_person(subject))


def _looked_up(run: list[str], drawn: Reading) -> set[int]:
    """Where the words stand that say when, how near and how moved a shot is seen, and the weather and the change that it has:
    those only where the shot has them."""
    known = words()
    found: set[int] = set()
    for at in range(len(run)):
        for length in range(min(LONGEST, len(run) - at), 0, -1):
            part = run[at : at + length]
            if (
                hit(known.by_table["verbs"], part) in drawn.verbs
                or not set(hit(known.weathers, part) or ()).isdisjoint(drawn.weathers)
                or any(hit(known.by_table[name], part) for name in LOOKED_UP)
            ):
                found.update(range(at, at + length))
                break
    return found

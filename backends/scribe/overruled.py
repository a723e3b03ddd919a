"""Where the learned odds are known to err, and a word of the text tells better: what strangers' loglines were misread as, and what they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from re import Pattern


def _words(words: str) -> Pattern[str]:
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)


SPIES = _words(
    r"(?:East|West) (?:Berlin|Germany)|cold war|stasi|kgb|cia|mi6|embass\w+|sp(?:y|ies|ying)|informers?|double agents?|interpreter|translator"
)
FOUGHT = _words(
    r"soldiers?|arm(?:y|ies)|front|siege|trench\w*|bomb\w*|battle\w*|medic|platoon|conscripts?|troops?|wounded|guns?|shell\w*|invasion|occupied|"
    r"19(?:1[4-8]|39|4[0-5])"
)
CLUMSY = _words(
    r"accident(?:al)?ly|by (?:accident|mistake)|grandmothers|grannies|grandmas|nuns|pensioners|toddlers|\d+[- ]year[- ]old who (?:won['’]?t|never) (?:stop|shut)"
)
DISASTER = _words(r"earthquake|tsunami|avalanche|volcano|eruption")
HAUNTED = _words(r"dead since|died in \d{4}|ghosts?|never moved out|haunt\w*")
COURT = _words(r"court\w*|judges?|jury|trial|lawyers?|verdict|witness\w*|testif\w+|defendants?")
DRIVEN = _words(r"(?:e-)?bikes?|bicycle|(?:e-)?scooters?|motorbike|cars?|van")
SHOWN_ON_A_SCREEN = _words(r"app|website|platform|online \w+")

GENRES: tuple[tuple[str, Pattern[str], Pattern[str] | None, tuple[str, ...]], ...] = (
    ("war", SPIES, FOUGHT, ("crime", "drama", "mystery")),
    ("crime", CLUMSY, None, ("comedy",)),
    ("crime", DISASTER, None, ("drama",)),
    ("crime", HAUNTED, None, ("mystery",)),
)
"""A genre, what speaks against it, what keeps it all the same, and the genres of which the likeliest takes its place."""

SETS: tuple[tuple[str, Collection[str], Pattern[str] | None, Pattern[str] | None, str], ...] = (
    ("product", ("stage",), SHOWN_ON_A_SCREEN, None, ""),
    ("product", ("stage",), DRIVEN, None, "street"),
    ("fantasy", ("office", "factory", "shop", "hospital"), None, None, "castle"),
    ("animal", ("airport",), None, _words("airports?"), "city"),
    ("", ("courtroom",), SPIES, COURT, "office"),
    ("", ("train",), _words("ferry|ferries"), _words("trains?"), "sea"),
)
"""What a text is ('' any), the likeliest sets, what speaks against them (anything), what keeps them, and the set that takes their
place ('' the next likely)."""

ANYWHERE = "room"
"""The set where no other is likely."""


def genre_in(text: str, genre: str, odds: Mapping[str, float]) -> str:
    """The genre of a story that the odds took for `genre`."""
    for taken, against, keeps, others in GENRES:
        if genre == taken and against.search(text) and not (keeps and keeps.search(text)):
            genre = max(others, key=lambda name: odds.get(name, 0.0))
    return genre


def sets_in(text: str, about: Collection[str], likely: Mapping[str, float]) -> dict[str, float]:
    """Odds by set, the likeliest first. `about`: the text's form, its genre, and 'animal' where one is the hero."""
    found = dict(likely)
    for what, taken, against, keeps, other in SETS:
        first = next(iter(found))
        if (
            first in taken
            and (not what or what in about)
            and (against is None or against.search(text))
            and not (keeps and keeps.search(text))
        ):
            left = {name: odd for name, odd in found.items() if name != first}
            chosen = other or next(iter(left), ANYWHERE)
            found = {chosen: found[first]} | {name: odd for name, odd in left.items() if name != chosen}
    return found

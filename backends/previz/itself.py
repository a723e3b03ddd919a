"""Wonders and places drawn as themselves, found in the words: a waterfall in a forest, a barn for a hall, a canal for a coast."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache

from backends.previz.places import INDOORS, OPEN
from backends.previz.reading import Reading, main_subject
from backends.previz.vocabulary import TABLE, hit, tokens

LONGEST = 4
"""Words of a phrase of the table at most."""
SOAKED = frozenset(("sea", "coast", "beach", "swamp"))
"""Places whose water is the wonder's own: by a river there is no sea."""
WAVES = re.compile(r"\b(?:waves?|rid(?:es|ing)|barrel|swell)\b", re.IGNORECASE)
"""Where a surfer is in the water."""


@cache
def _table(name: str) -> dict[str, str]:
    return {phrase: key for key, phrases in TABLE[name].items() for phrase in phrases}


def named(text: str) -> dict[str, str]:
    """The wonders in a text, each with the words that name it."""
    return _found("wonders", text)


def sets(text: str) -> dict[str, str]:
    """The places drawn as themselves that a text names, each with its words."""
    return _found("drawn_as", text)


def spoken(text: str, shown: Collection[str]) -> frozenset[str]:
    """All words that name a wonder or a place drawn as itself that is shown."""
    hits = [*_hits("wonders", text), *_hits("drawn_as", text)]
    return frozenset(word for key, words in hits if key in shown for word in words.split())


def _found(name: str, text: str) -> dict[str, str]:
    first = dict(reversed(_hits(name, text)))  # the first words of each
    return dict(reversed(first.items()))


def _hits(name: str, text: str) -> list[tuple[str, str]]:
    """Each entry of a table in a text, with the words that name it, in their order."""
    run = tokens(text)
    table = _table(name)
    found: list[tuple[str, str]] = []
    for at in range(len(run)):
        for length in range(min(LONGEST, len(run) - at), 0, -1):
            key = hit(table, run[at : at + length])
            if key:
                found.append((key, " ".join(run[at : at + length])))
                break
    return found


def as_itself(place: str, text: str, others: Sequence[str] = ()) -> str:
    """The place that the words mean where `place` only is of its kind, else `place`: no rink beside a lake, no ring where
    the words name the gym too."""
    named_so = sets(text)
    if place in named_so:
        return place
    drawn_for, apart = TABLE["drawn_for"], TABLE["never_beside"]
    found = (key for key in named_so if place in drawn_for.get(key, ()) and not set(others) & set(apart.get(key, ())))
    return next(found, place)


def themselves(names: tuple[str, ...], text: str, wonders: tuple[str, ...], reading: Reading) -> tuple[str, ...]:
    """Places with the first drawn as itself where there is such a scene: a barn for a hall; by a river without the sea.
    What two words or more name for certain is where one is: in a subway car, and not in its street."""
    first, *others = names
    told = {vote.words for vote in reading.votes if vote.how == "named" and " " in vote.words}
    peaks = any(vote.place == "mountain" and "cloud" not in vote.words and vote.how != "hint" for vote in reading.votes)
    if first == "mountain" and not peaks and "sky" in sets(text):
        first = "sky"
    room = next((vote.place for vote in reading.votes if vote.words in told and vote.place in INDOORS), "")
    if room and first in INDOORS and room != first:
        first = room
    if first in ("street", "city") and "river" in wonders and "sea" not in others:
        return ("canal", *others)
    if sure := next((key for key, words in sets(text).items() if words in told and key in INDOORS), ""):
        return (sure, *names)
    lead = main_subject(reading)
    if lead is not None and lead.subject == "surfer" and first in ("beach", "coast") and WAVES.search(text):
        first = "sea"
    if first == "under" and "waterfall" in wonders:
        first = "forest"
    water = next((name for name in ("river", "lake") if name in wonders), "")
    if water:
        dry = [name for name in others if name not in SOAKED]
        if first in SOAKED and dry and dry[0] in OPEN:
            first, others = dry[0], dry[1:]
        elif first in OPEN:
            others = dry
        first = water if first in (*SOAKED, "under") and first != "swamp" else first
    drawn = as_itself(first, text, (*others, *wonders))
    if drawn == "balcony" and not SOAKED.isdisjoint((first, *others)):
        return ("sea_balcony", *(name for name in others if name not in SOAKED and name != "rooftop"))
    if drawn == "balcony":
        return (drawn, *(name for name in others if name != "rooftop"))
    return (drawn, *others)


def without(reading: Reading, drawn: frozenset[str]) -> Reading:
    """A reading that finds nothing lacking in words that a wonder or a place of its own is drawn for."""

    def rest(words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(word for word in words if not set(word.split()) <= drawn)

    return replace(
        reading, unknown=rest(reading.unknown), missed=rest(reading.missed), nameless=rest(reading.nameless), undrawn=rest(reading.undrawn)
    )  # fmt: skip

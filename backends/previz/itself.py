"""Wonders and places drawn as themselves, found in the words: a waterfall in a forest, a barn for a hall, a canal for a coast."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from backends.previz.evidence import is_verb
from backends.previz.outlines import is_group
from backends.previz.pieces import PIECES
from backends.previz.places import INDOORS
from backends.previz.reading import ONE_OF, WOMEN, Reading, Seen
from backends.previz.shapes import people
from backends.previz.vocabulary import TABLE, facts, hit, tokens
from backends.previz.vocabulary import words as vocabulary

LONGEST = 5
"""Words of a phrase of the table at most."""
TOLD = 8
"""The same where they tell more of somebody."""
INSIDE = r"\bin(?:side)? (?:an?|the|his|her|their|its|our|my) (?:\w+ )?"
"""What stands before the room that one is in."""
BEFORE = r"\b(?:outside|in front of|opposite|across from)(?: (?:an?|the|his|her|their|its|our|my))?(?: \w+)? "
"""What stands before the building that one is not in."""
TRAFFIC = re.compile(
    r"\b(?:traffic|jams?|rush hour|gridlock\w*|congest\w+|queues?|lanes?|bumper|cars)\b", re.IGNORECASE
)
"""What fills a highway."""


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
    first: dict[str, str] = {}
    for key, words in _hits(name, text):
        first.setdefault(key, words)
    if "arena" in first:  # of gladiators, which is not indoors
        first.pop("sports_arena", None)
    return first


@lru_cache(maxsize=64)
def _hits(name: str, text: str) -> tuple[tuple[str, str], ...]:
    """Each entry of a table in a text, with the words that name it, in their order."""
    run = tokens(text)
    table = _table(name)
    found: list[tuple[str, str]] = []
    end = 0  # of the last phrase, whose words mean nothing more: a senate hall is no hall
    for at in range(len(run)):
        for length in range(min(LONGEST, len(run) - at), 0, -1):
            key = hit(table, run[at : at + length])
            if key and at + length > end and not (length == 1 and is_verb(run, at, True)):
                found.append((key, " ".join(run[at : at + length])))
                end = at + length
                break
    return tuple(found)


def outside(words: str, text: str) -> bool:
    """Whether somebody is said to be before what the words name, and not in it."""
    return re.search(BEFORE + re.escape(words) + r"\b", text, re.IGNORECASE) is not None


def as_itself(place: str, text: str, others: Sequence[str] = ()) -> str:
    """The place that the words mean where `place` only is of its kind, else `place`: no rink beside a lake, no ring where
    the words name the gym too."""
    named_so = sets(text)
    if place in named_so:
        return place
    drawn_for, apart = TABLE["drawn_for"], TABLE["never_beside"]
    found = [
        key
        for key in named_so
        if place in drawn_for.get(key, ())
        and not (key in INDOORS and outside(named_so[key], text))
        and not set(others) & set(apart.get(key, ()))
        and (key != "highway" or TRAFFIC.search(text))
    ]
    within = (
        key
        for key in found
        if re.search(INSIDE + re.escape(named_so[key].removeprefix("in the ")) + r"\b", text, re.IGNORECASE)
    )
    return next(within, found[0] if found else place)


def entered(text: str) -> str:
    """The room drawn as itself that the words say one is in: 'in a greenhouse on Mars'; else nothing."""
    every = [words for _, words in _hits("drawn_as", text)]
    found = (
        (key, words)
        for key, words in sets(text).items()
        if key in INDOORS and not any(longer.endswith(f" {words}") for longer in every)
    )
    return next(
        (key for key, words in found if re.search(INSIDE + re.escape(words) + r"\b(?! of )", text, re.IGNORECASE)), ""
    )


def told_as(reading: Reading, text: str, place: str) -> tuple[Reading, frozenset[str]]:
    """The reading with each figure as the words tell it, a surfer in his wave, and the words that told it; what is done in
    some places only is not told in this one if it is none of them."""
    run = tokens(text)
    phrases = {" ".join(run[at:end]) for at in range(len(run)) for end in range(at + 1, min(at + TOLD, len(run)) + 1)}
    told: set[str] = set()
    held: set[str] = set()
    found = list(reading.subjects)
    for key, row in TABLE["told_as"].items():
        words = [phrase for phrase in row["words"] if phrase in phrases]
        if not words or place not in row.get("where", (place,)):
            continue
        if any(word.startswith(tuple(row["not"].split())) for word in run if "not" in row):
            continue
        at = _whose(words[0], run, found, row["of"])
        if at is None or found[at].subject in held:
            continue
        two = found[at].subject not in row["of"]
        key = _done_by(key, ONE_OF[found[at].subject] if two else found[at].subject)
        several = (found[at].many or two) and not PIECES.get(key) and not is_group(key)
        found[at] = replace(
            found[at],
            subject=key,
            word=found[at].word if people.known(key) else facts(key)["words"][0],
            many=several,
            count=2 if two else found[at].count,
            guessed=False,
        )
        held.update(facts(key).get("has", ()))
        told.update(word for phrase in words for word in phrase.split())
    kept = tuple(
        seen for at, seen in enumerate(found) if seen.subject not in {one.subject for one in found[:at]} | held
    )
    return (replace(reading, subjects=kept), frozenset(told)) if told else (reading, frozenset())


def _whose(phrase: str, run: Sequence[str], found: Sequence[Seen], of: Sequence[str]) -> int | None:
    """Of whom among `of`, or of two such, a phrase says it: who is named right after it ('a sleeping child'), else last before it."""
    parts = phrase.split()
    start = next(at for at in range(len(run)) if list(run[at : at + len(parts)]) == parts)
    may = [at for at, seen in enumerate(found) if seen.subject in of or ONE_OF.get(seen.subject) in of]
    named_at = {at: _place_of(found[at].word, run) for at in may}
    after = (at for at in may if named_at[at] == start + len(parts))
    before = [at for at in may if 0 <= named_at[at] < start + len(parts)]
    return next(after, max(before, key=named_at.__getitem__) if before else next(iter(may), None))


def _place_of(word: str, run: Sequence[str]) -> int:
    """Where a run names a figure, by the last of its word; -1 where it does in other words."""
    last = word.split()[-1] if word else ""
    return next((at for at, one in enumerate(run) if one in (last, f"{last}s")), -1)


def _done_by(key: str, who: str) -> str:
    """A figure as whoever does it, where such a one is drawn: a woman ironing."""
    kinds = (f"{key}_{who}", f"{key}_{'woman' if who in WOMEN else 'man'}")
    return next((kind for kind in kinds if kind in vocabulary().facts), key)


def without(reading: Reading, drawn: frozenset[str]) -> Reading:
    """A reading that finds nothing lacking in words that a wonder or a place of its own is drawn for."""

    def rest(words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(word for word in words if not set(word.split()) <= drawn)

    return replace(
        reading, unknown=rest(reading.unknown), missed=rest(reading.missed), nameless=rest(reading.nameless), undrawn=rest(reading.undrawn)
    )  # fmt: skip

"""Who and what a picture shows whose words name an event, a sight or a deed and nobody: a first date, a skyline, kayaking."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path

from backends.previz.outlines import is_group
from backends.previz.reading import Reading, Seen, main_subject
from backends.previz.vocabulary import facts, hit, is_thing, tokens

LONGEST = 6
"""Words of a phrase in the table at most."""

OF_FISHERS = frozenset("town village port harbour harbor boat boats community hamlet".split())
"""What is called after fishing where nobody is seen to fish."""

AT_TABLE = ("couple", "family")
"""Who is there even where a thing is named: a first date over spaghetti."""

EMPTY = re.compile(
    r"\b(?:empty|deserted) (?:\w+ )?(?!bottle|glass|cup|bowl|box|plate|pocket|eyes|hands)[a-z]+", re.IGNORECASE
)
"""Where nobody is whom the words do not name."""
CHRISTMAS = re.compile(r"\b(?:christmas|xmas|yule)\b(?! (?:market|card|list|song|carol))", re.IGNORECASE)
HOMELY = ("room", "fireside", "cabin", "kitchen", "bedroom", "hall", "office", "lobby", "hospital")
"""Where a tree stands at Christmas."""


@cache
def scenes() -> dict[str, str]:
    """Phrase -> the subject that it implies."""
    table = tomllib.loads((Path(__file__).parent / "scenes.toml").read_text(encoding="utf-8"))
    return {phrase.strip(): subject for subject, listed in table["implies"].items() for phrase in listed.split(",")}


def populated(reading: Reading, text: str) -> Reading:
    """A reading with what its words imply, where they name nobody and nothing."""
    things = any(is_thing(seen.subject) for seen in reading.subjects)
    if any(not (facts(seen.subject).get("sight") or is_thing(seen.subject)) for seen in reading.subjects):
        return reading
    run = tokens(text)
    at = 0
    found: dict[str, str] = {}
    while at < len(run):
        for length in range(min(LONGEST, len(run) - at), 0, -1):
            subject = hit(scenes(), run[at : at + length])
            if subject and not (run[at : at + length] == ["fishing"] and OF_FISHERS.intersection(run[at + 1 : at + 2])):
                found.setdefault(subject, " ".join(run[at : at + length]))
                at += length - 1
                break
        at += 1
    seen = tuple(Seen(subject, word) for subject, word in found.items() if not things or subject in AT_TABLE)
    if not things and reading.subjects:  # a crowd would hide a sight
        seen = tuple(one for one in seen if one.subject != "crowd")
    return replace(
        reading,
        subjects=(*seen, *reading.subjects),
        unknown=tuple(word for word in reading.unknown if word not in found.values()),
    )


def settled(reading: Reading, place: str, text: str) -> Reading:
    """A reading without whom an event implies where it is empty yet, and without the gate that a castle has; with a tree where
    it is Christmas at home."""
    subjects = reading.subjects
    if EMPTY.search(text):
        subjects = tuple(
            seen
            for seen in subjects
            if not is_group(seen.subject) or seen.word in facts(seen.subject)["words"] or seen.word not in scenes()
        )
    lead = main_subject(replace(reading, subjects=subjects))
    if place == "castle" and lead is not None and lead.subject == "door":
        subjects = tuple(seen for seen in subjects if seen is not lead)
    if place in HOMELY and CHRISTMAS.search(text) and not any("christmas" in seen.subject for seen in subjects):
        subjects = (*subjects, Seen("christmas_tree", "christmas tree", placed=True))
    return replace(reading, subjects=subjects)

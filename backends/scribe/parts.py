"""A logline's parts — hero, predicate, deadline, turn, place, threat, object — in the user's own words."""

from __future__ import annotations

from dataclasses import dataclass

from backends.scribe.words import word_set

PEOPLE = word_set("man woman child soldier detective astro hooded couple crowd rider")
ALIVE = PEOPLE | word_set("robot wolf cat bear bird whale dragon")


@dataclass(frozen=True)
class Parts:
    """What was understood; '' or () where the sentence does not say."""

    text: str
    hero: str = ""
    epithet: str = ""
    short: str = ""
    name: str = ""
    pronoun: str = "they"
    plural: bool = False
    agent: bool = False
    relative: str = ""
    predicate: str = ""
    want: str = ""
    verb: str = ""
    deadline: str = ""
    turn: str = ""
    place: str = ""
    preposition: str = "in"
    named_place: str = ""
    aims: tuple[str, ...] = ()
    threat: str = ""
    object: str = ""
    names: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

"""What somebody does that a picture would show, and whether the figures that are drawn show it: who digs has a spade."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from backends.previz.evidence import DETERMINERS, ENDS, WAYS, is_verb, stems
from backends.previz.outlines import is_person
from backends.previz.reading import Reading, is_beast
from backends.previz.vocabulary import TABLE, facts, plain, tokens, words

AFTER = frozenset("a an the of his her its their my our your some many each every no with without".split())
"""After these a word is a noun or says how something is: 'a sleeping bag', 'the climb'."""
HEARD = frozenset("to and or then".split())
"""After these a verb needs no ending: 'to kneel', 'laugh and jump'."""


SO = {"seat": "sit", "perch": "sit", "doze": "sleep", "bed": "sleep", "meal": "dine"}
"""Deeds as other deeds' words tell them."""
REST = ("sit", "lie")
"""What one does on top of something."""
OF_THINGS = (
    "crash",
    "open",
    "tear",
    "smash",
    "drop",
    "pour",
    "spill",
    "build",
    "pack",
    "fold",
    "squeeze",
    "unwrap",
    "rotate",
    "ring",
    "leak",
)
"""What is told of things too; what else they are said to do, hail that hammers on a roof and a rocket that lifts off do."""
WET = ("sea", "under", "coast")
"""Where what sinks is seen to."""
WAVES = frozenset("wave waves surf breakers sea water".split())


def _said_of_wave(run: Sequence[str], at: int, name: str) -> bool:
    """Whether it is the sea that crashes."""
    return name == "crash" and bool(WAVES.intersection(run[max(0, at - 2) : at]))


@cache
def deeds() -> dict[str, str]:
    """Each verb's stem with the name of its deed."""
    return {verb: name for name, row in TABLE["undone"].items() for verb in row["verbs"].split()}


def unshown(text: str, drawn: Reading, figures: Sequence[str], shown: frozenset[str], borne: bool = False) -> tuple[str, ...]:  # fmt: skip
    """The verbs of a text whose deed none of a picture's figures shows, as they stand in the text. `drawn` is its reading; `shown`:
    words that are drawn; `borne`: somebody is on top of something, and sits or lies so."""
    alive = any(is_person(seen.subject) or is_beast(seen.subject) for seen in drawn.subjects)
    run = tokens(text)
    spoken = {word for seen in drawn.subjects for word in seen.word.split()}
    found = (
        (run[at], name)
        for at in range(len(run))
        if run[at] not in spoken | shown and not (run[at].startswith("sink") and "collapse" in drawn.verbs and drawn.place in WET) and (name := _deed(run, at)) and (alive or name in OF_THINGS) and not _said_of_wave(run, at, name)
    )  # fmt: skip
    return tuple(
        dict.fromkeys(
            word
            for word, name in found
            if not any(_shows(figure, name) for figure in figures) and not (borne and name in REST)
        )
    )


def _deed(run: Sequence[str], at: int) -> str:
    """The deed that a word tells where it stands, or nothing."""
    word, before = run[at], run[at - 1] if at else ""
    name = next((deeds()[stem] for stem in stems(word) if stem in deeds()), "")
    if not name or (before in AFTER and not word.endswith("ing")):
        return ""
    if word.endswith("ing"):
        follows = run[at + 1] if at + 1 < len(run) else ""
        alone = before not in AFTER or follows in WAYS | {*ENDS, ""}
        return name if at and alone and before not in WAYS - {"and", "while"} else ""
    if word in deeds():
        return name if before in HEARD or word == "asleep" or is_verb(list(run), at, False, True) else ""
    if not word.endswith("s"):
        return ""
    follows = run[at + 1] if at + 1 < len(run) else ""
    return name if is_verb(list(run), at, False, True) or follows in DETERMINERS else ""


@cache
def _shows(figure: str, name: str) -> bool:
    """Whether a figure shows a deed: by its move, as the table says, or because its own words tell it."""
    row = TABLE["undone"][name]
    if facts(figure).get("moves", "") in row.get("moves", ()) or figure in row.get("by", ()):
        return True
    verbs = set(row["verbs"].split())
    return any(not verbs.isdisjoint(stems(word)) for word in words_of(figure))


def of_course(drawn: Reading, figures: Sequence[str]) -> frozenset[str]:
    """Words for what a picture shows by what is in it: a wooden windmill, a deserted street where nobody is."""
    here = seen_in(drawn, figures)
    if not any(is_person(seen.subject) or is_beast(seen.subject) for seen in drawn.subjects):
        here |= {"nobody"}
    rows = (row for row in TABLE["of_course"].values() if not here.isdisjoint(row["by"]))
    return frozenset(word for row in rows for word in row["words"].split())


def seen_in(drawn: Reading, figures: Sequence[str]) -> set[str]:
    """The names of all that a picture has: its place, hour, weathers, changes, sights and figures."""
    return {
        drawn.place,
        drawn.hour,
        *drawn.dressing,
        *drawn.weathers,
        *drawn.verbs,
        *drawn.wonders,
        *map(plain, figures),
    }


def unlike(text: str, drawn: Reading, figures: Sequence[str], shown: frozenset[str]) -> tuple[str, ...]:
    """How something is said to be that nothing in the picture is, with what is so: 'steep street'. `shown`: words that are drawn."""
    here = seen_in(drawn, figures)
    named = {phrase for figure in figures for phrase in facts(figure)["words"] if phrase in text.lower()}
    told = shown | {
        word
        for phrase in (*named, *(vote.words for vote in drawn.votes if vote.how != "hint"))
        for word in phrase.split()
    }
    run = tokens(text)
    found = []
    for at, word in enumerate(run[:-1]):
        row = _looks().get(word)
        if (
            row
            and (word not in told or row.get("never"))
            and here.isdisjoint(row.get("by", ()))
            and run[at + 1] not in {*ENDS, "and", "or", *(WAYS - {"with"})}
        ):
            found.append(word if run[at + 1] == "with" else f"{word} {run[at + 1]}")
    return tuple(dict.fromkeys(found))


@cache
def _looks() -> dict[str, dict[str, Any]]:
    """Each word for a look with its row."""
    return {word: row for row in TABLE["unlike"].values() for word in row["words"].split()}


def words_of(figure: str) -> Iterable[str]:
    """The words that tell a figure, what is drawn with it, and what it is posed to do."""
    told = TABLE["told_as"].get(figure, {}).get("words", ())
    posed = (phrase for deed in figure.split("@")[1:] for phrase in TABLE["deeds"].get(SO.get(deed, deed), ()))
    acted = (row["does"][figure] for row in words().facts.values() if figure in row.get("does", {}))
    phrases = (
        *re.split("[@#&+_]", figure),
        *facts(figure)["words"],
        *facts(figure).get("shows", ()),
        *told,
        *posed,
        *acted,
    )
    return (word for phrase in phrases for word in phrase.split())

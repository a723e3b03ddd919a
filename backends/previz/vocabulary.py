"""The painter's word tables: our own (words.toml, subjects.toml, gazetteer.toml) and a lexicon grown from WordNet."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from backends.previz.evidence import HISSING, grown, names
from backends.previz.outlines import box
from backends.previz.shapes.people import deed

HERE = Path(__file__).parent


def _loaded() -> dict[str, Any]:
    """The tables of words, with what a figure's row takes from another and from the deed that it does."""
    table = tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))
    told = table["told_as"]
    for name, row in told.items():
        whole = told[row["like"]] | row if "like" in row else row
        told[name] = whole | {"words": table["deeds"][row["does"]]} if "does" in row else whole
    return table


TABLE = _loaded()
BUILT = 5.0
"""Metres from which what stands is as high as a building."""
TABLES = ("sizes", "angles", "moves", "hours", "weathers", "grades", "places", "verbs")
CLEAR_HOURS = frozenset(
    "night moonlit midnight dawn dusk sunset sunrise evening morning twilight midday noon afternoon".split()
)
LEXICON_SUBJECTS = {
    "pair": "couple", "astro": "astronaut", "galleon2": "ship", "oak": "oak0", "bike": "bicycle", "desklamp": "desk_lamp", "lamp": "desk_lamp",
    "gadget": "device", "letter": "book", "chart": "orb", "shoe": "sneaker", "tree": "oak0", "cat": "cat_sitting",
    "wolf": "dog", "whale": "fish", "rider": "horse", "dragon": "tyrannosaur",
}  # fmt: skip


@dataclass(frozen=True)
class Words:
    """The tables, turned to phrase -> meaning; `unseen` are phrases whose nouns mean something that no figure shows,
    `unfigured` words with the figure that stands in for them, '' where none does."""

    by_table: dict[str, dict[str, str]]
    weathers: dict[str, tuple[str, ...]]
    subjects: dict[str, str]
    facts: dict[str, dict[str, Any]]
    lexicon: dict[str, str]
    capital: frozenset[str]
    lands: frozenset[str]
    settings: dict[str, str]
    inside: dict[str, str]
    unseen: dict[str, str]
    unfigured: dict[str, str]


@cache
def words() -> Words:
    """Load the tables once."""
    by_table = {name: {phrase: key for key, phrases in TABLE[name].items() for phrase in phrases} for name in TABLES}
    gazetteer, capital = names()
    lands = frozenset(gazetteer.keys() - by_table["places"].keys())
    by_table["places"] = gazetteer | by_table["places"]
    weathers: dict[str, tuple[str, ...]] = {}
    for key, phrases in TABLE["weathers"].items():
        for phrase in phrases:
            weathers[phrase] = (*weathers.get(phrase, ()), key)
    table = tomllib.loads((HERE / "subjects.toml").read_text(encoding="utf-8"))
    cast = table["subjects"]
    unseen = {phrase.strip(): kind for kind, listed in table["unseen"].items() for phrase in listed.split(",")}
    unfigured = _unfigured()
    stand_ins = {word: figure for word, figure in unfigured.items() if figure and word not in by_table["places"]}
    subjects = stand_ins | {phrase: key for key, facts in cast.items() for phrase in facts["words"]}
    lexical = grown()
    lexicon = {word: LEXICON_SUBJECTS.get(concept, concept) for word, concept in lexical["subj"].items()}
    inside = {word: place for place, listed in TABLE["inside"].items() for word in listed}
    return Words(by_table, weathers, subjects, cast, lexicon, capital, lands, lexical["set"], inside, unseen, unfigured)


def _unfigured() -> dict[str, str]:
    lines = (HERE / "unfigured.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {word: figure.strip("-") for word, figure in rows}


def undrawn(run: list[str]) -> tuple[str, ...]:
    """The words of a text that no figure shows nor stands in for: a tornado."""
    known, subjects = words().unfigured, words().subjects
    pairs = (at for at in range(len(run) - 1) if hit(subjects, run[at : at + 2]))
    shown = {index for at in pairs for index in (at, at + 1)}  # the soap of soap bubbles
    starts = ((at, length) for at in range(len(run)) for length in (1, 2, 3) if length > 1 or at not in shown)
    found = (" ".join(run[at : at + length]) for at, length in starts)
    none = {at + 1 for at, word in enumerate(run) if word in ("no", "without")}
    absent = {run[at] for at in none if at < len(run)}
    return tuple(
        dict.fromkeys(
            part for part in found if part not in absent and any(known.get(form) == "" for form in _ended(part))
        )
    )


def _ended(part: str) -> list[str]:
    """A phrase with its last word in any form."""
    head, _, last = part.rpartition(" ")
    return [f"{head} {base}".strip() for base in bases(last)]


def stood_in(word: str, figure: str) -> bool:
    """Whether a figure only stands in for what a word or its last part names: a mouse for a baby hedgehog."""
    known = words().unfigured
    return any(known.get(form) == plain(figure) for part in (word, word.split()[-1]) for form in _ended(part))


def facts(subject: str) -> dict[str, Any]:
    """Height in metres, `moves`, `home` and `shines` of a subject, also of one doing something or in a number."""
    known = words().facts
    return known[subject] if subject in known else _doing(subject)


def plain(subject: str) -> str:
    """A subject whatever it does and however many they are: the man of `man@kneel`, the bear of `bear+2`."""
    return re.split("[@#&+]", subject, maxsplit=1)[0]


@cache
def _doing(subject: str) -> dict[str, Any]:
    """Facts of somebody doing something: as high as he is then, moving as one does who does so."""
    base = words().facts[plain(subject)]
    deeds = [deed(name) for name in subject.split("@")[1:]]
    (_, top, _, bottom), (_, own_top, _, own_bottom) = box(subject), box(plain(subject))
    share = (bottom - top) / (own_bottom - own_top)
    moves = [str(row["moves"]) for row in deeds if "moves" in row]
    has, shows = ([name for row in deeds for name in row.get(key, ())] for key in ("has", "shows"))
    return {
        **base,
        "height": float(base["height"]) * share,
        "moves": moves[0] if moves else base.get("moves", ""),
        "has": [*base.get("has", ()), *has],
        "shows": [*base.get("shows", ()), *shows],
        "standing": share,
        "lifted": sum(float(row.get("lifted", 0.0)) for row in deeds),
        "shines": next((row["shines"] for row in deeds if "shines" in row), base.get("shines", 0.0)),
    }


def is_thing(subject: str) -> bool:
    """Whether a subject is a thing for a hand or a table."""
    return facts(subject).get("home") == "stage"


def is_built(subject: str) -> bool:
    """Whether a subject is a building, or as high as one, and stands: it is in no room."""
    return float(facts(subject)["height"]) >= BUILT and not facts(subject).get("moves")


def is_hero(subject: str) -> bool:
    """Whether a subject can stand for a film: somebody or something that moves by itself, not what is built."""
    fact = facts(subject)
    return (bool(fact.get("moves")) and not fact.get("sight")) or float(fact["height"]) < 2.7


def bases(word: str) -> tuple[str, ...]:
    """A word and what it may be a form of."""
    out = [word]
    if word.endswith("'s"):
        out.append(word[:-2])
    if word.endswith("ves"):
        out += [word[:-3] + "f", word[:-3] + "fe"]
    if word.endswith("ies"):
        out.append(word[:-3] + "y")
    if word.endswith("men"):
        out.append(word[:-3] + "man")
    if word.endswith(HISSING):
        out.append(word[:-2])
    if word.endswith("s") and not word.endswith("ss"):
        out.append(word[:-1])
    return tuple(out)


def tokens(text: str, cased: bool = False) -> list[str]:
    """Words, in lower case unless `cased`; a comma, full stop or colon stays as a token of its own."""
    plain = re.sub(r"\b([Tt])\. ?(?=[Rr]ex\b)", r"\1-", text.replace("’", "'"))
    return re.findall(r"[^\W_]+(?:['-][^\W_]+)*|[,.;:]", plain if cased else plain.lower())


def hit(table: dict[str, Any], run: list[str]) -> Any:
    """A table's entry for a run of words, its last word in any form."""
    head = " ".join(run[:-1])
    for last in bases(run[-1]):
        found = table.get(f"{head} {last}".strip())
        if found:
            return found
    return table.get(" ".join(run).replace("-", " "))


def named_within(part: list[str], known: Words) -> list[str]:
    """The place inside a phrase that spoke of something else: the city of 'burning city'."""
    spoken = " ".join(part)
    if not (spoken in known.by_table["hours"] or spoken in known.weathers):
        return []
    return [found for word in part if (found := hit(known.by_table["places"], [word]))][:1]


def hours_within(part: list[str], known: Words) -> list[str]:
    """The hour inside a phrase that spoke of something else: the night of 'clear night'."""
    if " ".join(part) in known.by_table["hours"]:
        return []
    hours = known.by_table["hours"]
    return [hours[word] for word in part if word in CLEAR_HOURS and word in hours]


def weathers_within(part: list[str], known: Words) -> tuple[str, ...]:
    """The weather that a phrase for a place or an hour begins with: the snow of 'snowy road', the clouds of 'cloudy day'."""
    spoken = " ".join(part)
    place = (spoken in known.by_table["places"] or spoken in known.by_table["hours"]) and spoken not in known.weathers
    return known.weathers.get(part[0], ()) if place and part[0].endswith("y") else ()

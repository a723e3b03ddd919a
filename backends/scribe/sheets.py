"""The writer's tables beside this file: genres with their lines, places, and what things do in a picture."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from itertools import pairwise
from random import Random
from typing import Any

from backends.scribe.grammar import tag, tokens
from backends.scribe.words import ANIMAL, PERSON, Lexicon

STORIES = (
    "drama", "adventure", "mystery", "wonder", "scifi", "horror", "romance", "comedy", "crime", "action", "documentary",
    "fantasy", "war", "family", "western",
)  # fmt: skip
"""Beat sheets of stories, the default first: one file each in data/sheets."""

NO_WEATHER = re.compile(
    r"\b(?:snow globes?|snow leopards?|snow white|fire (?:brigade|station|truck|escape|alarm|exit)s?|ice[ -]cream|rain (?:check|dance)s?|"
    r"fire (?:dept|department|fighter|engine|hose|house|service|drill|extinguisher|warden|safety)s?|haunted by|ice (?:machine|box|cube|lolly|rink|hockey|skating)s?|"
    r"fog horns?|snowmen|snowman)\b"
)
"""Things whose names have a weather in them."""


@dataclass(frozen=True)
class Sheet:
    """A genre or form: its moods in order of liking, its look, and its lines by beat."""

    name: str
    title: str
    moods: tuple[str, ...]
    place: str
    hour: str
    weather: str
    palette: str
    lines: dict[str, tuple[str, ...]]
    common: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Place:
    """A kind of place: its name in a picture, its hour and weather, and what is seen there without anybody."""

    noun: str
    hour: str
    wide: tuple[str, ...]
    detail: tuple[str, ...]
    fore: tuple[str, ...] = ()
    weather: str = ""
    drawn: str = ""
    """What the embedded painter draws in its stead."""


@dataclass(frozen=True)
class Doing:
    """What a class of subjects does in a picture."""

    calm: tuple[str, ...]
    urgent: tuple[str, ...]


@cache
def sheet(name: str) -> Sheet:
    """The beat sheet of a genre or form."""
    table = _table(f"sheets/{name}.toml")
    lines = _lines(table.pop("lines"))
    common = _lines(_table("sheets/common.toml")["lines"]) if name in STORIES else {}
    return Sheet(name=name, moods=tuple(table.pop("moods")), lines=lines, common=common, **table)


def _lines(rows: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {beat: tuple(lines) for beat, lines in rows.items()}


def with_motifs(sheet: Sheet, text: str, lexicon: Lexicon, random: Random) -> Sheet:
    """The sheet with lines about one thing that the text names — a door, a letter, a storm — before its own hooks."""
    if sheet.name == "scifi":
        return sheet  # its ships sail no sea
    written = tokens(text[:1].lower() + text[1:])
    tags = [*tag(written, lexicon), "."]
    nouns = [
        word
        for word, here, following in zip(written, tags, tags[1:], strict=False)
        if here == "N" and following != "N" and word.islower()  # 'an ice cream van' has no ice
    ]
    words = {word.removesuffix("'s") for word in nouns} | {lexicon.base(word, "noun") for word in nouns}
    rows = [lines for motif, lines in _table("motifs.toml").items() if words & set(motif.split("-"))]
    if not rows:
        return sheet
    return replace(
        sheet, lines={**sheet.lines, "hook": tuple(random.choice(rows))}, common={**sheet.common, "hook": ()}
    )


@cache
def places() -> dict[str, Place]:
    """Kinds of places by the name the word list gives them."""
    tables = _table("places.toml")
    return {name: _place(table) for name, table in tables.items() if "noun" in table}


def _place(table: dict[str, Any]) -> Place:
    return Place(**{**table, **{key: tuple(table[key]) for key in ("wide", "detail", "fore")}})


@cache
def place_words(table: str) -> dict[str, str]:
    """One of the word tables of places.toml: words, hours, weathers, stands_in."""
    rows: dict[str, str] = _table("places.toml")[table]
    return rows


@cache
def class_of_look(look: str) -> str:
    """The class of a look: a 'woman' is a person, what is not listed a thing."""
    looks = _table("doings.toml")["of"]
    return next((name for name, members in looks.items() if look in members.split()), "thing")


@cache
def doing_of(name: str) -> Doing:
    """What a class of subjects does in a picture."""
    row = _table("doings.toml")[name]
    return Doing(calm=tuple(row["calm"]), urgent=tuple(row["urgent"]))


@cache
def kinds_of_place() -> dict[str, str]:
    """Words to kinds of places: our own, which win over the word list."""
    return {word: kind for kind, words in place_words("words").items() for word in words.split()}


@cache
def stands_in() -> frozenset[str]:
    """Places whose kind is not what they are."""
    return frozenset(place_words("stands_in")["words"].split())


def kind_named(phrase: str, lexicon: Lexicon) -> str:
    """The kind of place a phrase names, by its head word first; '' if none."""
    phrase, meant = _without_compounds(phrase, lexicon)
    if meant:
        return meant
    words = [
        word.strip(".,'\"").removesuffix("'s")
        for word in re.sub(r" (?:of|in|with|from|who|that) .*", "", phrase.lower()).split()
    ]
    own, every = kinds_of_place(), [word.strip(".,").removesuffix("'s") for word in phrase.lower().split()]
    for first, second in reversed([*pairwise(every), *pairwise(words)]):
        # 'a radio station' is no station.
        if (pair := f"{first}-{second}") in own:
            return own[pair]
    for word in [*reversed(words), *reversed(every)]:
        for form in (word, lexicon.base(word, "noun")):
            if form in own:
                return "under" if "underwater" in words else own[form]
    # 'the far side of the moon'
    sites = (lexicon.place(part) for part in phrase.split(" of ") if lexicon.kind(part) not in (PERSON, ANIMAL))
    return next((kind for kind in sites if kind in places()), "")


def _without_compounds(phrase: str, lexicon: Lexicon) -> tuple[str, str]:
    """A phrase without the compounds in it that mean no place, and the kind of place that one of them means, or ''."""
    words = phrase.split()
    for first, last, kind in compounds_in(phrase, lexicon):
        if kind:
            return phrase, kind
        words[first:last] = [""] * (last - first)
    return " ".join(filter(None, words)), ""


def compounds_in(text: str, lexicon: Lexicon) -> list[tuple[int, int, str]]:
    """The compounds of a text as (first word, one after the last, kind of place): 'squash court' is a gym, 'limpet mines' are no
    place, which is ''. The longest first."""
    words = [word.strip(".,;:!?'\"“”()").removesuffix("'s") for word in text.lower().replace("’", "'").split()]
    found: list[tuple[int, int, str]] = []
    for size in (3, 2):
        for first in range(len(words) - size + 1):
            last = first + size
            if any(begin < last and first < end for begin, end, _ in found):
                continue
            for end in (words[last - 1], lexicon.base(words[last - 1], "noun")):
                kind = compounds().get(" ".join([*words[first : last - 1], end]).replace("-", " "))
                if kind is not None:
                    found.append((first, last, kind))
                    break
    return found


@cache
def compounds() -> dict[str, str]:
    """Compounds of words for places to the kind of place they mean, '' for those that mean none."""
    text = resources.files("backends.scribe").joinpath("data").joinpath("compounds.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return {words: kind.strip("-") for words, kind in rows}


@cache
def changes() -> dict[str, tuple[str, str]]:
    """Verbs that change a scene: the base form to (whose, how the change is seen)."""
    rows = _table("changes.toml").values()
    return {verb: (row["whose"], row["as"]) for row in rows for verb in row["verbs"].split()}


def props(occasion: str) -> tuple[str, ...]:
    """What a greeting shows for an occasion."""
    rows = _table("occasions.toml")
    return tuple(rows.get(occasion, rows["any"]))


CLOCK = re.compile(
    r"(?<![\d:.])0?([1-7]|12)(?:[:.][0-5]\d)? ?a\.?m\b|(?<![\d:.])(?:9|10|11)(?:[:.][0-5]\d)? ?p\.?m\b", re.IGNORECASE
)
"""Times of the night, and of the early morning."""


SUNLESS = re.compile(r"\bsun (?:goes|went|has gone|had gone) down\b|\bpolar night\b|\bwithout (?:the |any )?sun\b")
"""What says that it is dark."""


def found(text: str, table: str, lexicon: Lexicon) -> str:
    """The row of a word table (`hours`, `weathers`) that the text names first; '' if none."""
    rows = {word: name for name, words in place_words(table).items() for word in words.split()}
    text = text.lower().replace("northern lights", "aurora")
    words: Sequence[str] = re.findall(r"[a-z'-]+", NO_WEATHER.sub(" ", text))
    if table == "weathers":
        # 'who fears fire', 'who started the fire': what somebody did elsewhere is not the film's weather.
        words = re.findall(r"[a-z'-]+", re.sub(r"\bwho [^,.;]*", " ", NO_WEATHER.sub(" ", text)))
    if table == "hours":
        words = [part for word in words for part in word.split("-")]  # 'a night-shift nurse'
    # A knight of the night still rides by night; 'night' beats every other hour.
    if table == "hours" and {"night", "midnight"} & set(words):
        return "night"
    if table == "hours" and SUNLESS.search(text):
        return "night"
    if table == "hours" and (clock := CLOCK.search(text)):
        return "dawn" if clock[1] in ("5", "6", "7") else "night"
    return next(
        (
            rows[form]
            for word in words
            for form in (word, word if word.endswith("ed") else lexicon.base(word, "noun"))
            if form in rows
        ),
        "",
    )


@cache
def _table(path: str) -> dict[str, Any]:
    folder = resources.files("backends.scribe").joinpath("data")
    for part in path.split("/"):
        folder = folder.joinpath(part)
    return tomllib.loads(folder.read_text(encoding="utf-8"))

"""The writer's tables beside this file: genres with their lines, places, and what things do in a picture."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from backends.scribe.words import Lexicon

GENRES = ("adventure", "mystery", "wonder")
"""Beat sheets, the default first: one file each in data/sheets."""


@dataclass(frozen=True)
class Sheet:
    """A genre: the words that vote for it, its moods in order of liking, its look, and its lines by beat."""

    name: str
    title: str
    words: frozenset[str]
    moods: tuple[str, ...]
    place: str
    hour: str
    weather: str
    palette: str
    lines: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Place:
    """A kind of place: its name in a picture, its hour, weather and sound, and what is seen there without anybody."""

    noun: str
    hour: str
    sound: str
    wide: tuple[str, ...]
    detail: tuple[str, ...]
    weather: str = ""


@dataclass(frozen=True)
class Doing:
    """What a class of subjects does in a picture, and how it sounds."""

    calm: tuple[str, ...]
    urgent: tuple[str, ...]
    sound: str


@cache
def sheet(name: str) -> Sheet:
    """The beat sheet of a genre."""
    table = _table(f"sheets/{name}.toml")
    lines = {beat: tuple(lines) for beat, lines in table.pop("lines").items()}
    words = frozenset(table.pop("words").split())
    return Sheet(name=name, words=words, moods=tuple(table.pop("moods")), lines=lines, **table)


@cache
def places() -> dict[str, Place]:
    """Kinds of places by the name the word list gives them."""
    tables = _table("places.toml")
    return {name: _place(table) for name, table in tables.items() if "noun" in table}


def _place(table: dict[str, Any]) -> Place:
    return Place(**{**table, "wide": tuple(table["wide"]), "detail": tuple(table["detail"])})


@cache
def place_words(table: str) -> dict[str, str]:
    """One of the word tables of places.toml: home, hours, weathers, sounds."""
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
    return Doing(calm=tuple(row["calm"]), urgent=tuple(row["urgent"]), sound=row["sound"])


def genre_of(text: str, lexicon: Lexicon) -> Sheet:
    """The genre with most of its words in the text; the first of GENRES where none has any."""
    words = re.findall(r"[a-z'-]+", text.lower())
    forms = [{word, lexicon.base(word), word.removesuffix("'s")} for word in words]
    votes = {name: sum(bool(form & sheet(name).words) for form in forms) for name in GENRES}
    return sheet(max(GENRES, key=lambda name: votes[name]))


def found(text: str, table: str, lexicon: Lexicon) -> str:
    """The row of a word table (`hours`, `weathers`) that the text names first; '' if none."""
    rows = {word: name for name, words in place_words(table).items() for word in words.split()}
    words: Sequence[str] = re.findall(r"[a-z'-]+", text.lower())
    # A knight of the night still rides by night; 'night' beats every other hour.
    if table == "hours" and {"night", "midnight"} & set(words):
        return "night"
    return next((rows[form] for word in words for form in (word, lexicon.base(word)) if form in rows), "")


@cache
def _table(path: str) -> dict[str, Any]:
    folder = resources.files("backends.scribe").joinpath("data")
    for part in path.split("/"):
        folder = folder.joinpath(part)
    return tomllib.loads(folder.read_text(encoding="utf-8"))

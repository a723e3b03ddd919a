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
from backends.scribe.words import Lexicon

STORIES = (
    "drama", "adventure", "mystery", "wonder", "scifi", "horror", "romance", "comedy", "crime", "action", "documentary",
    "fantasy", "war", "family",
)  # fmt: skip
"""Beat sheets of stories, the default first: one file each in data/sheets."""

STRONG = 2.5
"""How much more a genre's surest words count."""

ASIDE = 0.4
"""How much less a word counts that a relative clause tells of somebody: 'trains the thief who stole her medals'."""

NO_WEATHER = re.compile(
    r"\b(?:snow globes?|snow leopards?|snow white|fire (?:brigade|station|truck|escape|alarm|exit)s?|ice[ -]cream|rain (?:check|dance)s?|"
    r"fog horns?|snowmen|snowman)\b"
)
"""Things whose names have a weather in them."""

AS_WRITTEN = ("stolen", "spells")
"""Forms that say less than their verb: a stolen map is no crime story."""

FEW = 1.45
"""Votes that one plain word has at most: a single one makes no genre."""

SKY = frozenset(
    "space planet sun suns orbit galaxy mars jupiter saturn comet asteroid airlock from-now spacecraft starship spaceship colony".split()
)
AFLOAT = frozenset("ship crew captain sailor sail voyage".split())
"""A ship that goes to the sun sails no sea."""

TONE = {"comedy": 1.4, "horror": 1.2, "romance": 1.1, "crime": 1.1}
"""Genres that are told by fewer words than others: a clumsy robot is funny first."""


@dataclass(frozen=True)
class Sheet:
    """A genre or form: the words that vote for it, its moods in order of liking, its look, and its lines by beat."""

    name: str
    title: str
    words: frozenset[str]
    strong: frozenset[str]
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
    words, strong = (frozenset(table.pop(key).split()) for key in ("words", "strong"))
    return Sheet(
        name=name, words=words, strong=strong, moods=tuple(table.pop("moods")), lines=lines, common=common, **table
    )


def _lines(rows: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {beat: tuple(lines) for beat, lines in rows.items()}


def with_motifs(sheet: Sheet, text: str, lexicon: Lexicon, random: Random) -> Sheet:
    """The sheet with lines about one thing that the text names — a door, a letter, a storm — before its own hooks."""
    written = tokens(text[:1].lower() + text[1:])
    nouns = [word for word, here in zip(written, tag(written, lexicon), strict=True) if here == "N" and word.islower()]
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
    """One of the word tables of places.toml: home, work, words, hours, weathers."""
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


def genre_of(text: str, lexicon: Lexicon) -> Sheet:
    """The genre with most of its words in the text, its surest words counting more; the first of STORIES where none has any."""
    text = re.sub(
        r"\b(?:parking|living|open|office|storage|green|breathing) spaces?\b|\bhaunted by\b|\bstarts? a war\b|\b(?:beauty|drag|prom|homecoming) (?:queen|king)s?\b",
        " ",
        text.lower(),
    )
    words = re.findall(r"[a-z0-9'-]+", text)
    told_of = {
        at for clause in re.finditer(r"\b(?:who|that|which|whose)\b[^,.;]*", text) for at in range(*clause.span())
    }
    starts = [found.start() for found in re.finditer(r"[a-z0-9'-]+", text)]
    share = [ASIDE if start in told_of else 1.0 for start in starts]
    forms = [{word, lexicon.base(word), lexicon.base(word, "noun"), word.removesuffix("'s")} for word in words]
    forms = [{word} if word in AS_WRITTEN else form for word, form in zip(words, forms, strict=True)]
    pairs = [f"{before}-{after}" for before, after in pairwise(words)]
    forms += [{pair} for pair in pairs]
    share += share[: len(pairs)]

    skyward = any(form & SKY for form in forms)
    flights = [form for form in forms if form & AFLOAT] if skyward else []
    weighed = [(form, weight) for form, weight in zip(forms, share, strict=True) if form not in flights]

    def votes(name: str) -> float:
        row = sheet(name)
        flown = STRONG * len(flights) if name == "scifi" else 0.0
        return flown + TONE.get(name, 1.0) * sum(
            weight * (STRONG if form & row.strong else 1.0 if form & row.words else 0.0) for form, weight in weighed
        )

    best = max(STORIES, key=votes)
    return sheet(best if votes(best) > FEW else STORIES[0])


@cache
def kinds_of_place() -> dict[str, str]:
    """Words to kinds of places: our own, which win over the word list."""
    return {word: kind for kind, words in place_words("words").items() for word in words.split()}


@cache
def goods() -> dict[str, str]:
    """Things that are sold to the kind of place where they are used."""
    return {word: kind for kind, words in place_words("goods").items() for word in words.split()}


@cache
def stands_in() -> frozenset[str]:
    """Places whose kind is not what they are."""
    return frozenset(place_words("stands_in")["words"].split())


@cache
def workplaces() -> dict[str, str]:
    """Callings and animals to the kind of place where they are at home."""
    return {word: kind for kind, words in place_words("work").items() for word in words.split()}


def kind_named(phrase: str, lexicon: Lexicon) -> str:
    """The kind of place a phrase names, by its head word first; '' if none."""
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
    return next((kind for part in phrase.split(" of ") if (kind := lexicon.place(part)) in places()), "")


@cache
def changes() -> dict[str, tuple[str, str]]:
    """Verbs that change a scene: the base form to (whose, how the change is seen)."""
    rows = _table("changes.toml").values()
    return {verb: (row["whose"], row["as"]) for row in rows for verb in row["verbs"].split()}


def props(occasion: str) -> tuple[str, ...]:
    """What a greeting shows for an occasion."""
    rows = _table("occasions.toml")
    return tuple(rows.get(occasion, rows["any"]))


def found(text: str, table: str, lexicon: Lexicon) -> str:
    """The row of a word table (`hours`, `weathers`) that the text names first; '' if none."""
    rows = {word: name for name, words in place_words(table).items() for word in words.split()}
    words: Sequence[str] = re.findall(r"[a-z'-]+", NO_WEATHER.sub(" ", text.lower()))
    if table == "weathers":
        # 'who fears fire', 'who started the fire': what somebody did elsewhere is not the film's weather.
        words = re.findall(r"[a-z'-]+", re.sub(r"\bwho [^,.;]*", " ", NO_WEATHER.sub(" ", text.lower())))
    # A knight of the night still rides by night; 'night' beats every other hour.
    if table == "hours" and {"night", "midnight"} & set(words):
        return "night"
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

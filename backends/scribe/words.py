"""What the writer knows of English words: how often each is noun, verb, adjective; what it looks like; who is she or he."""

from __future__ import annotations

import gzip
import json
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

PERSON, ANIMAL = 18, 5
ARTEFACT, COMMUNICATION, GROUP, LOCATION, OBJECT = 6, 10, 14, 15, 17
ACT, EVENT, PHENOMENON, STATE = 4, 11, 19, 26
BODY, FOOD, PLANT, SUBSTANCE = 8, 13, 20, 27
"""Lexical classes of a noun's first sense, as WordNet numbers them."""


class Entry(NamedTuple):
    """How often a lemma is each part of speech, and the class of its first noun sense (0: no noun)."""

    noun: int
    verb: int
    adjective: int
    adverb: int
    kind: int


UNKNOWN = Entry(0, 0, 0, 0, 0)


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


DETERMINERS = word_set(
    "a an the this that these those every each some any no another all both one two three four five six seven eight "
    "nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy "
    "eighty ninety hundred thousand"
)
NUMBERS = word_set(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty "
    "thirty forty fifty sixty seventy eighty ninety"
)
POSSESSIVES = word_set("my your his her its our their whose")
PREPOSITIONS = word_set(
    "in on at to into onto under over across through near aboard inside beneath beyond into above from by with without "
    "against of for between among behind around along below during within outside off toward towards upon about like "
    "past amid beside atop throughout"
)
SUBORDINATORS = word_set(
    "when before after until till while as once because if unless where although though since whenever"
)
MODALS = word_set("must will can could should would may might shall cannot")
BE = word_set("is are was were be been being am")
HAVE = word_set("has have had having")
PRONOUNS = word_set(
    "i you he she it we they me him us them who whom anybody anyone none whoever everyone everybody someone somebody nobody no-one nothing "
    "everything something himself herself itself themselves yourself myself ourselves"
)
FUNCTION = (
    DETERMINERS
    | POSSESSIVES
    | PREPOSITIONS
    | SUBORDINATORS
    | MODALS
    | BE
    | HAVE
    | PRONOUNS
    | {
        "and",
        "or",
        "but",
        "to",
        "not",
        "who",
        "which",
        "what",
        "how",
        "why",
        "do",
        "does",
        "did",
        "never",
        "than",
        "so",
    }
)


@dataclass(frozen=True)
class Lexicon:
    """All word knowledge; load it once with `lexicon()`."""

    words: dict[str, Entry]
    things: dict[str, str]
    places: dict[str, str]
    irregular: dict[str, str]
    lists: dict[str, frozenset[str]]

    def base(self, word: str, part: str = "") -> str:
        """A word's base form; `part` 'noun' or 'verb' accepts only forms of that reading."""
        word = word.lower()
        if word in self.irregular:
            return self.irregular[word]
        known = [form for form in _forms(word) if form in self.words and (not part or getattr(self.words[form], part))]
        if known and (word not in self.words or part == "verb" or word.endswith("s")):
            verbal = part == "verb" or word.endswith(("ed", "ing"))
            return max(known, key=lambda form: self.words[form].verb if verbal else self.words[form].noun)
        return word

    def entry(self, word: str) -> Entry:
        """Counts of a word as written, else of its base form."""
        own = self.words.get(word.lower(), UNKNOWN)
        return own if any(own[:4]) else self.words.get(self.base(word), UNKNOWN)

    def knows(self, word: str) -> bool:
        """Whether this is an English word in any form."""
        return word.lower() in self.words or self.base(word) in self.words or word.lower() in FUNCTION

    def plural(self, word: str) -> bool:
        """Whether a noun is written in the plural."""
        low = word.lower()
        if low in ("people", "children", "men", "women", "wolves", "mice"):
            return True
        if not low.endswith("s") or low.endswith(("ss", "us")):
            return False
        unheard = (
            "'" not in low
            and word == low == self.base(low)
            and low not in self.words
            and not low.endswith("is")
            and len(low) > 4
        )
        return self.base(low, "noun") != low or unheard

    def thing(self, phrase: str) -> str:
        """What a noun phrase looks like ('ship', 'woman', 'letter'), by its last known word; '' if unknown."""
        return self._look_up(phrase, self.things) or self._by_class(phrase)

    def place(self, phrase: str) -> str:
        """The kind of place a noun phrase names ('sea', 'street'), '' if unknown."""
        return self._look_up(phrase, self.places)

    def kind(self, phrase: str) -> int:
        """The lexical class of a noun phrase's head."""
        return self.entry(head(phrase)).kind

    def _look_up(self, phrase: str, table: dict[str, str]) -> str:
        words = [word.strip(",.'\"").removesuffix("'s") for word in _before_preposition(phrase.lower()).split()]
        for end in range(len(words), 0, -1):
            for length in (3, 2, 1):
                if end - length < 0:
                    continue
                run = words[end - length : end]
                for form in (" ".join(run), " ".join([*run[:-1], self.base(run[-1], "noun")])):
                    if form in table:
                        return table[form]
        return ""

    def _by_class(self, phrase: str) -> str:
        kind = self.kind(phrase)
        return "man" if kind == PERSON else "bear" if kind == ANIMAL else ""


def head(phrase: str) -> str:
    """The head noun of a noun phrase: the last word before its first preposition."""
    words = _before_preposition(phrase).split()
    return words[-1].strip(",.") if words else ""


def _before_preposition(phrase: str) -> str:
    words = phrase.split()
    stop = next(
        (at for at, word in enumerate(words) if at and word.lower() in PREPOSITIONS | {"who", "that", "and", "named"}),
        None,
    )
    return " ".join(words[:stop])


def _forms(word: str) -> list[str]:
    """Base forms that a regular ending could hide."""
    forms = [word[:-3] + "ize"] if word.endswith("ise") else []
    if word.endswith("ies") and len(word) > 4:
        forms.append(word[:-3] + "y")
    if word.endswith("es"):
        forms += [word[:-1], word[:-2]]
    elif word.endswith("s") and not word.endswith(("ss", "us")):
        forms.append(word[:-1])
    if word.endswith("ied"):
        forms.append(word[:-3] + "y")
    if word.endswith("ed") and len(word) > 3:
        forms += [word[:-1], word[:-2]]
        if len(word) > 4 and word[-3] == word[-4]:
            forms.append(word[:-3])
    if word.endswith("ing") and len(word) > 5:
        forms += [word[:-3] + "e", word[:-3]]
        if word[-4] == word[-5]:
            forms.append(word[:-4])
    return [*forms, *(f"{form[:-3]}ize" for form in forms if form.endswith("ise"))]


@cache
def lexicon() -> Lexicon:
    """The word lists beside this file, loaded on first use (about 40 ms)."""
    words = {word: Entry(*counts) for word, counts in _gzipped("words.json.gz").items()}
    visual = _gzipped("visual.json.gz")
    people = tomllib.loads(_data("people.toml").read_text(encoding="utf-8"))
    irregular = dict(pair.split(":") for pair in people.pop("irregular").split())
    lists = {name: frozenset(text.split()) for name, text in people.items()}
    return Lexicon(words=words, things=visual["subj"], places=visual["set"], irregular=irregular, lists=lists)


def _gzipped(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(gzip.decompress(_data(name).read_bytes()))
    return loaded


def _data(name: str) -> Any:
    return resources.files("backends.scribe").joinpath("data").joinpath(name)

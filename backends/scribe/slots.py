"""Slots: what a stock line may name of a text, and how a phrase stands inside a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from backends.scribe.parts import ALIVE, Parts
from backends.scribe.words import ANIMAL, FUNCTION, PERSON, POSSESSIVES, Lexicon

SLOT = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Slots:
    """What a stock line may name, by slot."""

    values: Mapping[str, str]

    def fill(self, template: str) -> str | None:
        """The line, or None where a slot has no value. Mends capitals."""
        if any(slot.lower() not in self.values for slot in SLOT.findall(template)):
            return None
        line = SLOT.sub(self._slot, template).replace("?.", "?").replace("!.", "!")
        return re.sub(r"(^|[.!?] )([a-zà-ÿ])", lambda found: found[1] + found[2].upper(), line)

    def _slot(self, found: re.Match[str]) -> str:
        value = self.values[found[1].lower()]
        return value[:1].upper() + value[1:] if found[1][0].isupper() else value


def alive(phrase: str, lexicon: Lexicon) -> bool:
    """Whether a phrase names somebody: a person, an animal, a creature."""
    return lexicon.kind(phrase) in (PERSON, ANIMAL) or lexicon.thing(phrase) in ALIVE


def lower(phrase: str, parts: Parts, lexicon: Lexicon) -> str:
    """A phrase as it stands inside a sentence: names and titles keep their capital."""
    first = phrase.split()[0] if phrase else ""
    named = any(first in name.split() for name in parts.names) or bool(re.match(r"I\b|[A-Z]{2}", first))
    titled = parts.name and phrase == parts.hero and first.lower() not in FUNCTION and first not in parts.name
    known = lexicon.knows(first) or first.lower() in FUNCTION
    return phrase if named or titled or not known else phrase[:1].lower() + phrase[1:]


def definite(phrase: str) -> str:
    """A noun phrase at second mention: 'a secret letter' and 'her harbor' are 'the secret letter', 'the harbor'."""
    words = phrase.split()
    if words[1:2] == ["own"]:
        return phrase
    if [word.lower() for word in words[:2]] == ["the", "same"]:
        return " ".join(["the", *words[2:]])
    if words and words[0].lower() in {"a", "an", "one", "another"} | POSSESSIVES:
        return " ".join(["the", *words[1:]])
    return phrase

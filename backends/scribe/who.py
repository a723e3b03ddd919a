"""Who a logline is about: name, pronoun, number, and how the hero is called at second mention."""

from __future__ import annotations

import re
from dataclasses import replace

from backends.scribe.grammar import several as joined
from backends.scribe.parts import ALIVE, PEOPLE, Parts
from backends.scribe.sentence import Sentence, first_names
from backends.scribe.words import (
    ACT,
    ANIMAL,
    ARTEFACT,
    DETERMINERS,
    EVENT,
    FOOD,
    LOCATION,
    NUMBERS,
    OBJECT,
    PERSON,
    PHENOMENON,
    PLANT,
    POSSESSIVES,
    STATE,
    SUBSTANCE,
    head,
    word_set,
)

TITLES = word_set(
    "queen king prince princess captain doctor professor sir lady lord detective sergeant saint aunt uncle mr mrs miss ms dr mr. mrs. ms. dr. prof. "
    "lieutenant commander colonel general major corporal private admiral inspector officer agent nurse father mother sister "
    "brother president senator mayor judge chef coach marshal sheriff bishop cardinal pastor rabbi reverend duke duchess count "
    "baron madame dame grandma grandpa granny"
)
"""What stands before a name and is no part of it."""

CALLED = word_set(
    "blizzard hurricane storm typhoon cyclone tornado ship starship spaceship submarine ferry frigate yacht"
)
"""What has a name and is nobody."""

LIFELESS = (ACT, ARTEFACT, EVENT, FOOD, LOCATION, OBJECT, PHENOMENON, PLANT, STATE, SUBSTANCE)
"""Lexical classes of what no 'she' or 'he' of the text can mean."""

GROUPS = word_set("crew gang family team band choir couple class pack herd flock troop crowd orchestra squad")
"""Many who act as one."""


def hero_of(sentence: Sentence, parts: Parts) -> Parts:
    hero, words = parts.hero, parts.hero.split()
    name = sentence.name
    if not name and words:
        known = next((word for word in words if word in first_names(sentence.lexicon)), "")
        capital = next((phrase for phrase in sentence.names() if phrase in hero and f"{phrase}'s" not in hero), "")
        titled = capital and (sentence.lexicon.kind(words[0]) == PERSON or words[0].lower() in TITLES)
        ends = (
            capital
            and hero.endswith(capital)
            and " of " not in hero
            and not re.search(rf"\b(of|from|in|at|on|for|with|the) {re.escape(capital)}$", hero)
        )
        name = (
            "" if joined(hero) else capital if titled or ends or (capital and words[0] == capital.split()[0]) else known
        )
    pronoun, plural = _pronoun(sentence, parts, name)
    thing = sentence.lexicon.thing(hero)
    maker = not thing and not sentence.lexicon.kind(hero) and re.search(r"(er|or|ist|man|woman|smith)s?$", head(hero))
    called = head(hero).lower() in sentence.lexicon.lists["people_nouns"]
    several = head(hero).lower() in GROUPS
    alive = sentence.lexicon.kind(hero) in (PERSON, ANIMAL) or thing in ALIVE or bool(maker) or called or several
    agent = bool(hero) and not _called(words) and (bool(name) or pronoun in ("she", "he", "i", "we", "you") or alive)
    short = name or _short(sentence, hero)
    return replace(parts, name=name, short=short, pronoun=pronoun, plural=plural, agent=agent)


def _called(words: list[str]) -> bool:
    """Whether this is a storm or a ship, with or without a name of its own."""
    bare = [word.lower() for word in words if word.lower() not in DETERMINERS]
    return bool(bare) and (bare[0] in CALLED or (words[-1][:1].isupper() and bool(CALLED & set(bare))))


def is_titled(hero: str) -> bool:
    """'Lieutenant Park' is somebody, whatever else a park may be."""
    words = hero.split()
    return len(words) > 1 and words[0].lower() in TITLES and words[1][:1].isupper()


def _lifeless(sentence: Sentence, parts: Parts) -> bool:
    thing, noun = sentence.lexicon.thing(parts.hero), head(parts.hero).lower()
    acts = thing in ALIVE or noun in sentence.lexicon.lists["people_nouns"] or noun in GROUPS
    return sentence.lexicon.kind(parts.hero) in LIFELESS and not acts and not re.search(r"(er|or|ist|man|woman)$", noun)


def _pronoun(sentence: Sentence, parts: Parts, name: str) -> tuple[str, bool]:
    hero = parts.hero.lower()
    if hero in ("i", "we", "you"):
        return hero, hero != "i"
    first = (parts.hero.split() or [""])[0].lower()
    many = joined(parts.hero) or first in NUMBERS | {"all", "these", "both"}
    if many or (not name and sentence.lexicon.plural(head(parts.hero))):
        return "they", True
    lists, words = sentence.lexicon.lists, set(re.findall(r"[a-z-]+", re.sub(r"\S+'s?(?=\s)", " ", hero)))
    if _called(parts.hero.split()):
        return "it", False
    given = (name.split() or [""])[0]
    text = f" {parts.text.lower()} "
    for pronoun, names, nouns in (
        ("she", lists["female_names"], lists["female_nouns"]),
        ("he", lists["male_names"], lists["male_nouns"]),
    ):
        if given in names or (words & nouns):
            return pronoun, False
    if not name and _lifeless(sentence, parts):
        return "it", False
    if hint := re.search(r"\b(?:(her|herself|she)|(his|himself|he))\b", text):
        return ("she" if hint[1] else "he"), False
    thing = sentence.lexicon.thing(parts.hero)
    person = sentence.lexicon.kind(parts.hero) == PERSON or thing in PEOPLE or name
    return ("they" if person or not parts.hero else "it"), False


def _short(sentence: Sentence, hero: str) -> str:
    """The hero at second mention: 'A retired astronaut' is 'the astronaut'."""
    words = hero.split()
    if not words:
        return ""
    first = words[0].lower()
    if joined(hero):
        return re.sub(r"[^,]+?(?=,| and |$)", lambda each: _again(sentence, each[0]), hero)
    if first in POSSESSIVES or first in ("i", "we", "you"):
        return hero
    if first in NUMBERS:
        return f"the {first} {_compound(sentence, words, head(hero))}{head(hero)}"
    if first in DETERMINERS or sentence.lexicon.knows(words[0]):
        noun = head(hero)
        if sentence.lexicon.knows(noun) and not any(noun in name.split() for name in sentence.names()):
            noun = noun.lower()
        of = re.search(rf"\b{re.escape(noun)} (of [\w' -]+)", hero)
        compound = _compound(sentence, words, noun)
        owned = of and of.group(1).split()[1].lower() not in DETERMINERS | POSSESSIVES and len(hero) < 34
        return f"the {compound}{noun} {of.group(1)}" if of and owned else f"the {compound}{noun}"
    return hero


def _again(sentence: Sentence, phrase: str) -> str:
    """One of several heroes at second mention: 'a clumsy baker' is 'the baker'; names and 'her dog' stay."""
    lead = re.match(r"(?:\s*and\s+|\s*)", phrase)
    opening, rest = (lead[0], phrase[lead.end() :]) if lead else ("", phrase)
    words = rest.split()
    owned = bool(words) and words[0].lower() in POSSESSIVES and len(words) > 2
    if not words or not (owned or words[0].lower() in ("a", "an", "one")):
        return phrase
    noun = head(rest)
    return f"{opening}{words[0] if owned else 'the'} {_compound(sentence, words, noun)}{noun}"


def _compound(sentence: Sentence, words: list[str], noun: str) -> str:
    """'lighthouse keeper' and 'train driver' stay whole."""
    at = words.index(noun) if noun in words else 0
    if at < 1 or words[at - 1].lower() in DETERMINERS | POSSESSIVES:
        return ""
    entry = sentence.lexicon.entry(words[at - 1])
    pair = sentence.lexicon.entry(words[at - 2]) if at > 1 and words[at - 2].islower() else None
    if (
        pair
        and pair.noun > pair.adjective
        and words[at - 2] not in DETERMINERS | POSSESSIVES
        and entry.noun > entry.adjective
    ):
        # 'a bomb disposal expert'
        return f"{words[at - 2]} {words[at - 1]} "
    whole = entry.noun > entry.adjective and not words[at - 1].lower().endswith(("ed", "ing"))
    return f"{words[at - 1]} " if whole else ""

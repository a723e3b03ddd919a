"""Who a logline is about: name, pronoun, number, and how the hero is called at second mention."""

from __future__ import annotations

import re
from dataclasses import replace

from backends.scribe.parts import ALIVE, PEOPLE, Parts
from backends.scribe.sentence import Sentence, first_names
from backends.scribe.words import ANIMAL, DETERMINERS, NUMBERS, PERSON, POSSESSIVES, head, word_set

TITLES = word_set(
    "queen king prince princess captain doctor professor sir lady lord detective sergeant saint aunt uncle mr mrs miss"
)
"""What stands before a name and is no part of it."""

GROUPS = word_set(
    "crew gang family team band choir couple class pack herd flock troop crowd orchestra village squad colony"
)
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
            ""
            if " and " in hero
            else capital
            if titled or ends or (capital and words[0] == capital.split()[0])
            else known
        )
    pronoun, plural = _pronoun(sentence, parts, name)
    thing = sentence.lexicon.thing(hero)
    maker = not thing and not sentence.lexicon.kind(hero) and re.search(r"(er|or|ist|man|woman|smith)s?$", head(hero))
    called = head(hero).lower() in sentence.lexicon.lists["people_nouns"]
    several = head(hero).lower() in GROUPS
    alive = sentence.lexicon.kind(hero) in (PERSON, ANIMAL) or thing in ALIVE or bool(maker) or called or several
    agent = bool(hero) and (bool(name) or pronoun in ("she", "he", "i", "we", "you") or alive)
    short = name or _short(sentence, hero)
    return replace(parts, name=name, short=short, pronoun=pronoun, plural=plural, agent=agent)


def _pronoun(sentence: Sentence, parts: Parts, name: str) -> tuple[str, bool]:
    hero = parts.hero.lower()
    if hero in ("i", "we", "you"):
        return hero, hero != "i"
    first = (parts.hero.split() or [""])[0].lower()
    many = " and " in hero or first in NUMBERS | {"all", "these", "both"}
    if many or (not name and sentence.lexicon.plural(head(parts.hero))):
        return "they", True
    lists, words = sentence.lexicon.lists, set(re.findall(r"[a-z-]+", hero))
    given = (name.split() or [""])[0]
    text = f" {parts.text.lower()} "
    for pronoun, names, nouns in (
        ("she", lists["female_names"], lists["female_nouns"]),
        ("he", lists["male_names"], lists["male_nouns"]),
    ):
        if given in names or (words & nouns):
            return pronoun, False
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
    if " and " in hero:
        return re.sub(r"[^,]+?(?=,| and |$)", lambda each: _again(sentence, each[0]), hero)
    if first in POSSESSIVES or first in ("i", "we", "you"):
        return hero
    if first in NUMBERS:
        return f"the {first} {head(hero)}"
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

"""Slots: what a stock line may say of a logline, and how a phrase is said at first and at second mention."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from backends.scribe.parts import ALIVE, Parts
from backends.scribe.sheets import kind_named
from backends.scribe.words import (
    ACT,
    ANIMAL,
    ARTEFACT,
    COMMUNICATION,
    EVENT,
    FUNCTION,
    PERSON,
    PHENOMENON,
    POSSESSIVES,
    PRONOUNS,
    STATE,
    Lexicon,
    head,
    word_set,
)

SLOT = re.compile(r"\{(\w+)(?::(\w+))?\}")
VAGUE = re.compile(r"(every|each|any|no|all|some)\b", re.IGNORECASE)
"""Of 'every lie' nothing more can be said."""

COMMAND = re.compile(r"\{Goal\}|^(?:Time|Dare|Help .*) to \{goal\}|^How would you|^The plan")
THEIRS = re.compile(r"\b(?:his|her|their|its|him|them|himself|herself)\b")
"""'Take back her throne' is no command: it speaks of somebody."""

FORMS: dict[str, tuple[str, str, str]] = {
    "she": ("she", "her", "her"),
    "he": ("he", "him", "his"),
    "it": ("it", "it", "its"),
    "they": ("they", "them", "their"),
    "i": ("I", "me", "my"),
    "we": ("we", "us", "our"),
    "you": ("you", "you", "your"),
}
THIRD = {"be": "is", "have": "has", "do": "does", "go": "goes", "carry": "carries", "was": "was"}
ROOMY = word_set("house castle church tent lighthouse turbine tree lander crowd ship train plane rocket car")
"""Looks of things that nobody holds or loses."""

ANIMAL_LOOKS = word_set("wolf cat bear bird whale")
CREATURES = word_set("robot dragon ship")
"""Looks of those who act without being people."""

OPEN = word_set("sea under mountain snow forest desert space mars moonland")
"""Kinds of places where nobody lives."""

HAPPENINGS = (ACT, EVENT, PHENOMENON, STATE)
"""Lexical classes of what comes and passes: a storm, a war, an attack."""

PHRASE = 34
"""Characters of a phrase that still sounds well inside a stock line."""


@dataclass(frozen=True)
class Slots:
    """What templates may use: values by slot name, which of them are plural, and the classes of hero and place.

    `hero` is "person", "animal" or "" for anything else; `place` is its kind, "named" where it has a name of its own.
    """

    values: Mapping[str, str]
    plural: frozenset[str] = frozenset()
    hero: str = ""
    place: str = ""

    def fill(self, template: str) -> str | None:
        """The line, or None where a slot has no value. Agrees verbs, mends a/an and capitals."""
        if any(slot.lower() not in self.values for slot, _ in SLOT.findall(template)):
            return None
        if COMMAND.search(template) and THEIRS.search(self.values["goal"]):
            return None
        if "topic" in template.lower() and VAGUE.match(self.values["topic"]):
            return None
        line = SLOT.sub(self._slot, template)
        line = re.sub(r"\b([Aa]) (?=[aeiouAEIOU](?!ni|se|ne\b|u))", r"\1n ", line)
        return re.sub(r"(^|[.!?] )([a-zà-ÿ])", lambda found: found[1] + found[2].upper(), line)

    def _slot(self, found: re.Match[str]) -> str:
        name, verb = found[1], found[2]
        if verb:
            return self._verb(name.lower(), verb)
        value = self.values[name.lower()]
        return value[:1].upper() + value[1:] if name[0].isupper() else value

    def _verb(self, name: str, verb: str) -> str:
        if self.values[name] in ("I", "me"):
            return {"be": "am"}.get(verb, verb)
        if name in self.plural:
            return {"be": "are", "was": "were"}.get(verb, verb)
        return THIRD.get(verb, f"{verb}es" if verb.endswith(("s", "sh", "ch")) else f"{verb}s")


def slots(parts: Parts, lexicon: Lexicon, *, first: bool = False) -> Slots:
    """The slots of a logline. At `first` mention things have the user's own article, later a definite one."""
    again = unpossessed if first else definite
    he, him, his = FORMS[parts.pronoun]
    values: dict[str, str] = {"he": he, "him": him, "his": his}
    plural = {"hero", "the_hero", "the_person", "the_animal"} if parts.plural or parts.pronoun == "you" else set()
    if parts.hero and parts.agent and not is_nobody(parts):
        values |= _hero(parts, lexicon)
    place = parts.place
    bare = " " not in place and place[:1].islower() and not lexicon.plural(place)
    parts = replace(parts, place=f"the {place}") if bare and place else parts
    if parts.place and len(place := again(short_place(lower(parts.place, parts, lexicon)))) <= PHRASE:
        values |= {"place": place, "in_place": f"{parts.preposition} {place}"}
        ranges = re.match(r"the [A-Z]\w+s$", place)
        if ranges or (lexicon.plural(head(place)) and place[:1].islower()):
            plural.add("place")
    against: tuple[str, ...] = ("threat",)
    if alive(parts.threat, lexicon):
        against = ("threat", "foe")
    elif lexicon.kind(parts.threat) in HAPPENINGS:
        against = ("threat", "force")
    for names, value in ((against, _threat(parts)), (("object",), _thing(parts, lexicon))):
        if value and len(value) <= PHRASE:
            values |= dict.fromkeys(names, again(lower(value, parts, lexicon)))
            if " and " in value or lexicon.plural(head(value)):
                plural |= set(names)
    if parts.hero and not parts.agent and not is_nobody(parts):
        long = len(parts.hero) > PHRASE
        values["topic"] = again(lower(parts.short if long else parts.hero, parts, lexicon))
    if parts.goal and len(parts.goal) <= 44:
        values["goal"] = lower(parts.goal, parts, lexicon)
    hero, place = _hero_class(parts, lexicon), _place_class(parts, lexicon)
    return Slots(values=values, plural=frozenset(plural), hero=hero, place=place)


def _hero_class(parts: Parts, lexicon: Lexicon) -> str:
    if lexicon.kind(parts.hero) == ANIMAL or lexicon.thing(parts.hero) in ANIMAL_LOOKS:
        return "animal" if not parts.name else "person"
    return "person" if parts.agent and lexicon.thing(parts.hero) not in CREATURES else ""


def _place_class(parts: Parts, lexicon: Lexicon) -> str:
    kind = kind_named(parts.place, lexicon)
    return "named" if re.search(r"\b[A-Z]", parts.place) and kind not in OPEN else kind


def _hero(parts: Parts, lexicon: Lexicon) -> dict[str, str]:
    he, him, _ = FORMS[parts.pronoun]
    if parts.hero.split()[0].lower() in ("every", "each", "no", "any"):
        return {}
    personal = parts.pronoun in ("i", "we", "you")
    the_hero = he if personal else lower(parts.short, parts, lexicon)
    if len(the_hero) > PHRASE:
        the_hero = parts.name
    if not the_hero:
        return {}
    values = {"the_hero": the_hero, "the_hero_o": him if personal else the_hero}
    kind = "the_animal" if lexicon.kind(parts.hero) == ANIMAL else "the_person"
    values[kind] = values["the_hero_o"]
    theirs = parts.hero.split()[:1] in (["his"], ["her"], ["its"], ["their"])
    if not personal and not theirs and len(once := introduced(parts, lexicon)) <= 44:
        values["hero"] = once
    if parts.name and " " not in parts.name.strip():
        values["name"] = parts.name
    return values


def _threat(parts: Parts) -> str:
    """The threat, unless it is 'any storm', which no line can call 'the storm'."""
    vague = parts.threat.split()[:1] in (["any"], ["every"], ["some"], ["no"], ["each"])
    return "" if parts.threat == parts.hero or vague else parts.threat


def _thing(parts: Parts, lexicon: Lexicon) -> str:
    """A thing one can hold or lose: the object, or a hero that is a thing."""
    thing = parts.object
    if not parts.agent and not thing and parts.hero != parts.place:
        # A story whose hero is a thing: the lost balloon is what all lines are about.
        thing = parts.hero
    held = lexicon.kind(thing) in (ARTEFACT, COMMUNICATION) and lexicon.thing(thing) not in ROOMY | {""}
    named = any(name in thing for name in parts.names)
    return thing if held and not named and not lexicon.place(thing) and " of " not in thing[12:] else ""


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


def short_place(place: str) -> str:
    """'the garden of a retired schoolteacher' is 'the garden' at second mention; 'the town of Hollow Creek' stays."""
    what, of, whose = place.partition(" of ")
    return what if of and not re.search(r"[A-Z]", whose) else place


def unpossessed(phrase: str) -> str:
    """'her harbor' before anybody is known is 'the harbor'."""
    words = phrase.split()
    return " ".join(["the", *words[1:]]) if words and words[0].lower() in POSSESSIVES else phrase


def is_nobody(parts: Parts) -> bool:
    """Whether the hero is 'someone' or 'everybody', who cannot be named again."""
    return parts.hero.lower() in PRONOUNS and parts.pronoun not in ("i", "we", "you")


def introduced(parts: Parts, lexicon: Lexicon) -> str:
    """The hero at first mention: 'a lighthouse keeper named Ingrid', 'a knight without a kingdom'."""
    hero = lower(parts.hero, parts, lexicon)
    named = f" named {parts.name}" if parts.name and parts.name not in hero else ""
    return f"{hero}{named}{' ' if parts.epithet else ''}{parts.epithet}"

"""Spoken lines: the user's own words first, in their order; stock lines fill what is left and state no facts."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from backends.scribe.grammar import tokens
from backends.scribe.parts import Parts
from backends.scribe.sheets import Sheet
from backends.scribe.words import ANIMAL, DETERMINERS, FUNCTION, GROUP, PERSON, POSSESSIVES, Lexicon, head
from backends.scribe.words import PRONOUNS as PRONOUN_WORDS

SLOT = re.compile(r"\{(\w+)(?::(\w+))?\}")
PRONOUNS: dict[str, tuple[str, str, str]] = {
    "she": ("she", "her", "her"),
    "he": ("he", "him", "his"),
    "it": ("it", "it", "its"),
    "they": ("they", "them", "their"),
    "i": ("I", "me", "my"),
    "we": ("we", "us", "our"),
    "you": ("you", "you", "your"),
}
THIRD = {"be": "is", "have": "has", "do": "does", "go": "goes"}
SAME_SLOT = {"in_place": "place", "the_hero": "hero", "the_hero_o": "hero", "quest": "want"}
SUBORDINATE = re.compile(r"^(when|as|while|once|after)\s+", re.IGNORECASE)

CLAUSE = re.compile(r"\s+(?:that|which|who|whose|where|while|and|but|with|from|through|across|in|on|at|for|by)\s|[,;]")
LONGEST = 100
"""Characters of a line that a narrator says in one breath, about seven seconds."""


@dataclass(frozen=True)
class Slots:
    """What templates may use: values by slot name, and which of them are plural."""

    values: Mapping[str, str]
    plural: frozenset[str] = frozenset()

    def fill(self, template: str) -> str | None:
        """The line, or None where a slot has no value. Agrees verbs, mends a/an and capitals."""
        if any(slot.lower() not in self.values for slot, _ in SLOT.findall(template)):
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
            return {"be": "are"}.get(verb, verb)
        return THIRD.get(verb, verb + "s")


def slots(parts: Parts, lexicon: Lexicon, *, first: bool = False) -> Slots:
    """The slots of a logline. At `first` mention things have the user's own article, later a definite one."""
    again = _unpossessed if first else definite
    he, him, his = PRONOUNS[parts.pronoun]
    values = {"he": he, "him": him, "his": his}
    plural = {name for name in ("hero", "the_hero") if parts.plural or parts.pronoun == "you"}
    if parts.hero and parts.agent and not is_nobody(parts):
        personal = parts.pronoun in ("i", "we", "you")
        the_hero = he if personal else lower(parts.short, parts, lexicon)
        values |= {"the_hero": the_hero, "the_hero_o": him if personal else the_hero}
        if not personal:
            values["hero"] = introduced(parts, lexicon)
    if parts.place:
        place = again(_short_place(lower(parts.place, parts, lexicon)))
        values |= {"place": place, "in_place": f"{parts.preposition} {place}"}
        if lexicon.plural(head(place)) and place[:1].islower():
            plural.add("place")
    lifeless = lexicon.kind(parts.object) not in (PERSON, ANIMAL, GROUP) and len(parts.object) <= 36
    thing = parts.object if lifeless else ""
    if not parts.agent and not thing and parts.hero != parts.place and len(parts.hero) <= 36:
        # A story whose hero is a thing: the lost balloon is what all lines are about.
        thing = parts.hero
    for name, value in (("threat", parts.threat if parts.threat != parts.hero else ""), ("object", thing)):
        if value:
            values[name] = again(lower(value, parts, lexicon))
            if " and " in value or lexicon.plural(head(value)):
                plural.add(name)
    if parts.goal and len(parts.goal) <= 48:
        values["goal"] = lower(parts.goal, parts, lexicon)
    if parts.want and len(parts.want) <= 40 and (parts.modal or parts.verb in lexicon.lists["quest_verbs"]):
        values["quest"] = lower(parts.want, parts, lexicon)
    return Slots(values=values, plural=frozenset(plural))


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
    if words and words[0].lower() in {"a", "an", "one", "another"} | POSSESSIVES:
        return " ".join(["the", *words[1:]])
    return phrase


def _short_place(place: str) -> str:
    """'the garden of a retired schoolteacher' is 'the garden' at second mention; 'the town of Hollow Creek' stays."""
    what, of, whose = place.partition(" of ")
    return what if of and len(place) > 26 and not whose[:1].isupper() else place


def _unpossessed(phrase: str) -> str:
    """'her harbor' before anybody is known is 'the harbor'."""
    words = phrase.split()
    return " ".join(["the", *words[1:]]) if words and words[0].lower() in POSSESSIVES else phrase


def own_lines(parts: Parts, lexicon: Lexicon) -> list[tuple[str, str]]:
    """(kind, line) that tell the story in the user's own words and order."""
    told: list[tuple[str, str]] = []
    the_hero = (
        slots(parts, lexicon).values.get("the_hero")
        or introduced(parts, lexicon)
        or (lower(parts.hero, parts, lexicon))
    )
    first = introduced(parts, lexicon)
    comma = "," if f", {parts.relative}" in parts.text else ""
    relative = f"{comma} {parts.relative}" if parts.relative and len(parts.relative) < 60 else ""
    state = parts.verb == "be" and not parts.modal and not relative
    if parts.lead:
        told.append(("lead", sentence(parts.lead)))
    if parts.turn and parts.turn_leads:
        told.append(("turn", sentence(SUBORDINATE.sub("", parts.turn))))
    if (
        parts.agent
        and parts.pronoun not in ("i", "we", "you")
        and not is_nobody(parts)
        and not state
        and not parts.only
    ):
        told.append(("hero", sentence(first + relative)))
    if parts.predicate:
        refers = parts.pronoun in ("she", "he") or parts.plural
        if told and told[-1] == ("hero", sentence(the_hero)) and not refers:
            # 'The mayor of a small town.' would be said twice.
            told.pop()
        subject = parts.pronoun if refers and told and told[-1][0] == "hero" and not relative else the_hero
        if (state or parts.only) and parts.pronoun not in ("i", "we", "you"):
            subject = f"only {first}" if parts.only else first
        told.append(("action", sentence(f"{subject} {_within(parts.predicate, LONGEST - len(subject))}")))
    again = parts.pronoun if parts.pronoun in ("she", "he") or parts.plural else the_hero
    for tail in parts.tails:
        must = parts.goal_told and tail.endswith(parts.goal)
        told.append(("tail", sentence(f"{again} {tail}" if must else f"And {tail}" if _bare(tail, lexicon) else tail)))
    if parts.goal and not parts.goal_told:
        told.append(("goal", sentence(f"To {parts.goal}")))
    if parts.turn and not parts.turn_leads:
        clause = SUBORDINATE.sub("", parts.turn)
        told.append(("turn", sentence(f"Then {clause}" if clause != parts.turn else parts.turn)))
    if parts.deadline:
        told.append(("deadline", sentence(parts.deadline)))
    told = [(kind, sentence(_within(text, LONGEST))) for kind, text in told]
    before, after = (
        [("own", sentence(breath)) for text in texts for breath in breaths(text)]
        for texts in (parts.before, parts.after)
    )
    return before + told + after


def stock_lines(
    sheet: Sheet, beat: str, known: Slots, used: Sequence[str], random: Random, keep: frozenset[str] = frozenset()
) -> list[tuple[str, str]]:
    """(template, line) of a beat that can be filled, best first: slots not yet heard come before others.

    `used` are templates of this film; `keep` are slots that must not be used.
    """
    heard = [SAME_SLOT.get(slot.lower(), slot.lower()) for template in used for slot, _ in SLOT.findall(template)]
    scored = []
    for template in sheet.lines.get(beat, ()):
        line = known.fill(template)
        names = {SAME_SLOT.get(slot.lower(), slot.lower()) for slot, _ in SLOT.findall(template)} - {"he", "him", "his"}
        if line is None or template in used or names & keep:
            continue
        early = 0.6 if beat == "hook" and "threat" in names else 0.0
        scored.append((sum(heard.count(name) for name in names) + early + random.random() * 0.9, template, line))
    return [(template, line) for _, template, line in sorted(scored)]


def pieces(text: str) -> list[str]:
    """A text that is no story, cut where its own marks cut it."""
    found = re.split(r"(?<=[.!?…。！？])\s*|\s*[,;:、，；：]\s+|\s+[–—-]\s+|、|，", text)
    return [piece.strip() for piece in found if re.search(r"\w", piece)]


def is_nobody(parts: Parts) -> bool:
    """Whether the hero is 'someone' or 'everybody', who cannot be named again."""
    return parts.hero.lower() in PRONOUN_WORDS and parts.pronoun not in ("i", "we", "you")


def _within(predicate: str, length: int) -> str:
    """A predicate cut before a clause or phrase where it is too long to be said in one breath."""
    if len(predicate) <= length:
        return predicate
    cuts = [found.start() for found in CLAUSE.finditer(predicate) if 12 < found.start() <= length]
    return predicate[: cuts[-1]].strip(" ,;") if cuts else breaths(predicate)[0]


def breaths(text: str) -> list[str]:
    """A long text in stretches that can be said in one breath, broken between words."""
    return textwrap.wrap(text, LONGEST, break_long_words=True) or [text]


def sentence(text: str) -> str:
    """Text with a capital at its start and a mark at its end."""
    text = text.strip(" ,;:–—-")
    return f"{text[:1].upper()}{text[1:]}{'' if text[-1:] in '.!?…' else '.'}"


def introduced(parts: Parts, lexicon: Lexicon) -> str:
    """The hero at first mention: 'a lighthouse keeper named Ingrid', 'a knight without a kingdom'."""
    hero = lower(parts.hero, parts, lexicon)
    named = f" named {parts.name}" if parts.name and parts.name not in hero else ""
    return f"{hero}{named}{' ' if parts.epithet else ''}{parts.epithet}"


def _bare(clause: str, lexicon: Lexicon) -> bool:
    """Whether a clause begins with its verb: 'fall in love'."""
    first = (tokens(clause) or [""])[0].lower()
    entry = lexicon.entry(first)
    return first not in DETERMINERS | FUNCTION and entry.verb > entry.noun

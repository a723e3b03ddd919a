"""Spoken lines: the user's own words first, in their order; stock lines fill what is left and state no facts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from backends.scribe.breaks import LONGEST, breaths, halves, sentence, within
from backends.scribe.grammar import tokens
from backends.scribe.parts import Parts
from backends.scribe.sheets import Sheet
from backends.scribe.slots import SLOT, Slots, introduced, is_nobody, lower, slots
from backends.scribe.words import BE, DETERMINERS, FUNCTION, HAVE, MODALS, Lexicon

SENTENCE, LETTER, BREATH = 1.3, 0.036, 0.42
"""Seconds that an unhurried narrator needs for a sentence, for each of its characters, and between lines (measured)."""

SAME_SLOT = {
    "in_place": "place", "the_hero": "hero", "the_hero_o": "hero", "the_person": "hero", "the_animal": "hero", "name": "hero",
    "foe": "threat", "force": "threat",
}  # fmt: skip
FOCUS = {"place": "detail", "hero": "hero", "threat": "threat", "object": "object", "goal": "other"}
"""What a shot looks at while a stock line with this slot is heard."""

SUBORDINATE = re.compile(r"^(when|as|while|once|after)\s+", re.IGNORECASE)
LONGEST_STOCK = 60
"""Characters of a stock line: a longer one is read too fast."""

WILD = ("sea", "under", "mountain", "snow", "forest", "desert", "coast")
HAUNTS: dict[str, tuple[str, ...]] = {
    "adventure": (*WILD, "ruins", "cave"),
    "documentary": WILD,
    "wonder": (*WILD, "plain", "space", "moonland"),
    "fantasy": (*WILD, "ruins", "cave"),
    "scifi": ("space", "mars", "moonland", "planet", "under"),
    "horror": ("room", "forest", "ruins", "cave", "library", "coast", "graveyard", "theatre", "hospital", "prison"),
    "mystery": ("room", "library", "coast", "street"),
    "war": ("war",),
    "comedy": ("room", "library", "office", "shop", "theatre", "classroom", "kitchen", "hospital"),
    "action": ("street",),
}
"""Kinds of places that a genre's own lines fit, besides towns and what has a name."""

HOMELY = 0.2
"""How much a genre's own line is liked better than a common one; a random number up to 0.9 stands beside it."""


@dataclass(frozen=True)
class Line:
    """A spoken line: what it tells ('hero', 'goal', 'rise'…), its words, and the template of a stock line."""

    kind: str
    text: str
    template: str = ""

    @property
    def about(self) -> frozenset[str]:
        """The slots of a stock line, each under one name."""
        return frozenset(SAME_SLOT.get(slot.lower(), slot.lower()) for slot, _ in SLOT.findall(self.template))

    @property
    def focus(self) -> str:
        """What a stock line is about, and so what is seen under it; '' for the user's own lines."""
        return next((FOCUS[slot] for slot in FOCUS if slot in self.about), "") if self.kind in ("rise", "low") else ""

    @property
    def seconds(self) -> float:
        """About how long it takes to say."""
        sentences = len(re.findall(r"[.!?…]+(?=\s|$)", self.text)) or 1
        return SENTENCE * sentences + LETTER * len(self.text) + BREATH


def own_lines(parts: Parts, lexicon: Lexicon) -> list[Line]:
    """Lines that tell the story in the user's own words and order."""
    told: list[tuple[str, str]] = []
    first = introduced(parts, lexicon)
    personal = parts.pronoun in ("i", "we", "you")
    the_hero = slots(parts, lexicon).values.get("the_hero") or first or lower(parts.hero, parts, lexicon)
    comma = "," if f", {parts.relative}" in parts.text else ""
    relative = f"{comma} {parts.relative}" if parts.relative and len(parts.relative) < 60 else ""
    state = parts.verb == "be" and not parts.modal and not relative
    if parts.lead:
        told.append(("lead", parts.lead))
    if parts.turn and parts.turn_leads:
        told.append(("turn", SUBORDINATE.sub("", parts.turn)))
    every = parts.hero.split()[:1] and parts.hero.split()[0].lower() in ("every", "each", "no", "any")
    if parts.agent and not personal and not is_nobody(parts) and not state and not parts.only and not every:
        told.append(("hero", first + relative))
    if parts.predicate:
        refers = parts.pronoun in ("she", "he") or parts.plural
        if told and told[-1][0] == "hero" and not refers and told[-1][1] == the_hero:
            # 'The mayor of a small town.' would be said twice.
            told.pop()
        after_hero = bool(told) and told[-1][0] == "hero"
        subject = parts.pronoun if refers and after_hero and not relative else the_hero
        if not after_hero and not personal:
            subject = f"only {first}" if parts.only else first + relative
        told.append(("action", f"{subject} {within(parts.predicate, LONGEST - len(subject))}"))
    again = parts.pronoun if parts.pronoun in ("she", "he") or parts.plural else the_hero
    for tail in parts.tails:
        must = parts.goal_told and tail.endswith(parts.goal)
        told.append(("tail", f"{again} {tail}" if must else f"and {tail}" if _bare(tail, lexicon) else tail))
    if parts.goal and not parts.goal_told:
        told.append(("goal", f"to {parts.goal}"))
    if parts.turn and not parts.turn_leads:
        clause = SUBORDINATE.sub("", parts.turn)
        follows = re.match(r"(?:when|once|after)\s", parts.turn, re.IGNORECASE)
        told.append(("turn", f"then {clause}" if follows else parts.turn))
    if parts.deadline:
        told.append(("deadline", parts.deadline))
    lines = [line for kind, text in told for line in _broken(kind, within(text, LONGEST), lexicon)]
    before, after = (
        [line for text in texts for breath in breaths(text) for line in _broken("own", breath, lexicon)]
        for texts in (parts.before, parts.after)
    )
    return list(dict.fromkeys([*before, *lines, *after]))


def _broken(kind: str, text: str, lexicon: Lexicon) -> list[Line]:
    """A line, or several where it is long; the first keeps its kind, what follows adds to it."""
    first, *rest = halves(text, lexicon)
    return [
        Line(kind, sentence(first)),
        *(Line("own" if kind == "own" or first.endswith("…") else "tail", sentence(half)) for half in rest),
    ]


def stock_lines(
    sheet: Sheet, beat: str, known: Slots, used: Sequence[Line], random: Random, keep: frozenset[str] = frozenset()
) -> list[Line]:
    """Lines of a beat that can be filled, best first: slots not yet heard come before others, the genre's own before common.

    `used` are this film's stock lines so far; `keep` are slots that must not be used.
    """
    heard = [slot for line in used for slot in line.about]
    spent = {line.template for line in used}
    scored = []
    for rank, templates in enumerate((sheet.lines.get(beat, ()), sheet.common.get(beat, ()))):
        for template in templates:
            text = known.fill(template)
            if text is None or template in spent or len(text) > LONGEST_STOCK:
                continue
            line = Line("button" if beat.endswith("button") else beat, text, template)
            if line.about & keep or (rank == 0 and not _suits(sheet, line, known)):
                continue
            again = sum(heard.count(slot) for slot in line.about)
            scored.append((0.6 * again + HOMELY * rank + random.random() * 0.9, template, line))
    return [line for _, _, line in sorted(scored, key=lambda entry: entry[:2])]


def _suits(sheet: Sheet, line: Line, known: Slots) -> bool:
    """Whether a genre's own line fits whom and where it speaks of: they are written for people and lived-in places."""
    heroes = ("person", "animal") if sheet.name in ("family", "documentary") else ("person",)
    where = ("named", "city", "village", "castle", *HAUNTS.get(sheet.name, ()))
    hero, place = "hero" in line.about, "place" in line.about
    return not (hero and known.hero not in heroes) and not (place and known.place not in where)


def _bare(clause: str, lexicon: Lexicon) -> bool:
    """Whether a clause begins with its verb: 'fall in love', 'has one night'."""
    first = (tokens(clause) or [""])[0].lower()
    entry, base = lexicon.entry(first), lexicon.entry(lexicon.base(first, "verb"))
    return first in HAVE | BE | MODALS or (
        first not in DETERMINERS | FUNCTION and max(entry.verb, base.verb) > entry.noun
    )

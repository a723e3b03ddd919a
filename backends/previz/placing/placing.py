"""Where a shot is as far as it is decided, and how a table of rules decides more of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from backends.previz.evidence import Vote
from backends.previz.itself import named
from backends.previz.outlines import is_person
from backends.previz.reading import Reading, Seen, is_beast
from backends.previz.vocabulary import facts

Names = tuple[str, ...]
"""Places: the first is where one is, the others are seen beside it."""


@dataclass(frozen=True)
class Placing:
    """Where a shot is, as far as the rules have come, and all that they judge by.

    `names` are the places, `prompt` the shot's own words, `style` the film's, `wonders` what nature does there, `lead` who the
    shot is about, `kept` that the film names a place, `came` the places that the table of rules began with.
    """

    names: Names
    prompt: str
    style: str
    wonders: Names
    reading: Reading
    lead: Seen | None
    kept: bool = False
    came: Names = ()

    @property
    def first(self) -> str:
        """Where one is."""
        return self.names[0]

    @property
    def others(self) -> Names:
        """What is seen beside it."""
        return self.names[1:]

    @property
    def text(self) -> str:
        """The shot's words and the film's, which run into one another nowhere."""
        return f"{self.prompt} . {self.style}"

    @property
    def votes(self) -> tuple[Vote, ...]:
        """What names a place for certain."""
        return tuple(vote for vote in self.reading.votes if vote.how == "named")

    @property
    def certain(self) -> frozenset[str]:
        """What two words or more name for certain."""
        return frozenset(vote.words for vote in self.votes if " " in vote.words)

    @property
    def nature(self) -> frozenset[str]:
        """The words that name what nature does there."""
        return frozenset(named(self.text).values())

    @property
    def on_foot(self) -> bool:
        """Whether the shot is about somebody, or an animal."""
        return self.lead is not None and (is_person(self.lead.subject) or is_beast(self.lead.subject))

    @property
    def about_person(self) -> bool:
        """Whether the shot is about somebody, or several."""
        return self.lead is not None and is_person(self.lead.subject)

    @property
    def moves(self) -> str:
        """How the one moves whom the shot is about, or nothing."""
        return str(self.fact("moves", ""))

    def fact(self, name: str, otherwise: object = None) -> Any:
        """A fact of the one whom the shot is about."""
        return otherwise if self.lead is None else facts(self.lead.subject).get(name, otherwise)

    def about(self, *subjects: str) -> bool:
        """Whether the shot is about one of these."""
        return self.lead is not None and self.lead.subject in subjects

    def shows(self, *subjects: str) -> bool:
        """Whether one of these is among what is seen."""
        return any(seen.subject in subjects for seen in self.reading.subjects)

    def others_but(self, *names: str) -> Names:
        """What is seen beside it, without these."""
        return tuple(name for name in self.others if name not in names)

    def moved(self, *names: str) -> Placing:
        """The same shot in other places."""
        return replace(self, names=names)

    def showing(self, subjects: Iterable[Seen]) -> Placing:
        """The same shot of others."""
        return replace(self, reading=replace(self.reading, subjects=tuple(subjects)))

    def without(self, *subjects: str) -> Placing:
        """The same shot without these."""
        return self.showing(seen for seen in self.reading.subjects if seen.subject not in subjects)


Rule = Callable[[Placing], Names | Placing | None]
"""A rule answers with names, the places for good as far as its table goes; with a placing, which goes on to the next rule; or
with nothing, where it has nothing to say."""


def follow(rules: Iterable[Rule], at: Placing) -> Placing:
    """A placing after a table of rules, asked in their order until one answers with names."""
    at = replace(at, came=at.names)
    for rule in rules:
        answer = rule(at)
        if isinstance(answer, tuple):
            return at.moved(*answer)
        at = answer or at
    return at

"""What the studio makes: `check` allows a text, words it differently, or blocks it, by a versioned data file."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple

from pydantic import Field

from studio.backend import Frozen

Action = Literal["allow", "transform", "block"]

LOOKALIKES = str.maketrans("абвгдеіјкмнорстухѕԁԛԝαβεικνορτυχ", "abbrdeijkmhopctyxsdqwabeiknoptux")
"""Cyrillic and Greek letters that pass for Latin ones."""

LEET = str.maketrans("013457@$!|", "oieastasil")
"""Digits and signs that stand for letters inside a word."""

TOKEN = re.compile(r"[^\W_]+(?:[@$!|*][^\W_]+)*|[@$][^\W_]+", re.UNICODE)
INVISIBLE = frozenset({"Cf", "Cc", "Mn"})


class Rule(Frozen):
    """One rule: phrases, or words that must not come near each other."""

    id: str
    category: str
    action: Literal["transform", "block"]
    always: bool = Field(False, description="Cannot be switched off")
    terms: tuple[str, ...] = ()
    near: tuple[tuple[str, ...], ...] = ()
    window: int = Field(12, ge=1)
    exceptions: tuple[str, ...] = Field((), description="Phrases whose words do not count")
    replacement: str = ""
    message: str


class Policy(Frozen):
    """The rules and their version."""

    version: int
    rules: tuple[Rule, ...]

    def without(self, *ids: str) -> Policy:
        """This policy with some rules switched off; those that hold always stay."""
        return self.model_copy(
            update={"rules": tuple(rule for rule in self.rules if rule.always or rule.id not in ids)}
        )


class Verdict(Frozen):
    """What becomes of a text. `text` is what may be used ('' when blocked); `reasons` are for the user."""

    action: Action
    text: str
    reasons: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    version: int


class Token(NamedTuple):
    """A word as it is compared, and where it stands in the text."""

    word: str
    start: int
    end: int


@cache
def shipped() -> Policy:
    """The policy that ships with the studio."""
    table = tomllib.loads(resources.files("studio").joinpath("policy.toml").read_text(encoding="utf-8"))
    return Policy(version=table["version"], rules=tuple(Rule(**rule) for rule in table["rule"]))


def check(text: str, policy: Policy | None = None) -> Verdict:
    """Allow, transform or block a text. Spelling tricks (lookalikes, digits, spaces, invisible signs) do not help."""
    policy = policy or shipped()
    blocked = [rule for rule in policy.rules if rule.action == "block" and any(_hits(rule, text))]
    if blocked:
        return _verdict("block", "", blocked, policy)
    changed = []
    for rule in policy.rules:
        spans = sorted(_hits(rule, text), reverse=True)
        if rule.action == "transform" and spans:
            for start, end in _apart(spans):
                text = text[:start] + rule.replacement + text[end:]
            changed.append(rule)
    return _verdict("transform" if changed else "allow", text, changed, policy)


def _verdict(action: Action, text: str, rules: Sequence[Rule], policy: Policy) -> Verdict:
    return Verdict(
        action=action,
        text=text,
        reasons=tuple(rule.message for rule in rules),
        rules=tuple(rule.id for rule in rules),
        version=policy.version,
    )


def _hits(rule: Rule, text: str) -> Iterator[tuple[int, int]]:
    """Spans of the text that a rule is about."""
    tokens = _tokens(text)
    excused = {
        index
        for phrase in _phrases(rule.exceptions)
        for at in _find(phrase, tokens)
        for index in range(at, at + len(phrase))
    }
    for phrase in _phrases(rule.terms):
        for at in _find(phrase, tokens):
            if not excused.intersection(range(at, at + len(phrase))):
                yield tokens[at].start, tokens[at + len(phrase) - 1].end
    if rule.near:
        places = [
            [index for index, token in enumerate(tokens) if token.word in _words(words) and index not in excused]
            for words in rule.near
        ]
        first, *others = places
        for index in first:
            near = [next((other for other in group if abs(other - index) <= rule.window), None) for group in others]
            found = [index, *(other for other in near if other is not None)]
            if len(found) == len(places):
                yield tokens[min(found)].start, tokens[max(found)].end


def _find(phrase: tuple[str, ...], tokens: Sequence[Token]) -> Iterator[int]:
    for at in range(len(tokens) - len(phrase) + 1):
        if all(tokens[at + index].word == word for index, word in enumerate(phrase)):
            yield at


@cache
def _phrases(terms: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(_fold(word) for word in term.split()) for term in terms)


@cache
def _words(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(_fold, words))


def _tokens(text: str) -> list[Token]:
    """Words in comparable form; letters that stand alone one after another ('p o r n') are one word."""
    joined = _without_invisible(text)
    tokens = [
        Token(_fold(found.group()), *_origin(joined, found)) for found in TOKEN.finditer("".join(c for c, _ in joined))
    ]
    return _spelled(tokens)


def _without_invisible(text: str) -> list[tuple[str, int]]:
    """Characters that show, each with its place in the text."""
    return [
        (char, place)
        for place, char in enumerate(text)
        if char.isspace() or unicodedata.category(char) not in INVISIBLE
    ]


def _origin(joined: Sequence[tuple[str, int]], found: re.Match[str]) -> tuple[int, int]:
    return joined[found.start()][1], joined[found.end() - 1][1] + 1


def _spelled(tokens: Sequence[Token]) -> list[Token]:
    merged: list[Token] = []
    run: list[Token] = []
    for token in [*tokens, None]:
        if token is not None and len(token.word) == 1 and token.word.isalpha():
            run.append(token)
            continue
        if len(run) >= 3:
            # 'a p o r n film': the article may or may not belong to the word that is spelt out.
            starts = (0, 1) if run[0].word in "ai" else (0,)
            for first in starts:
                word = "".join(letter.word for letter in run[first:])
                merged.append(Token(_fold(word), run[first].start, run[-1].end))
        else:
            merged += run
        run = []
        if token is not None:
            merged.append(token)
    return merged


@cache
def _fold(word: str) -> str:
    """A word as it is compared: compatibility form, no case, no accents, lookalikes and digits as letters, no stretching."""
    plain = unicodedata.normalize("NFKC", word).casefold().translate(LOOKALIKES)
    letters = "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))
    if any(char.isalpha() for char in letters):
        letters = letters.translate(LEET)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[^\w]", "", letters))


def _apart(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans from last to first, those that overlap a later one left out."""
    limit = None
    for start, end in spans:
        if limit is None or end <= limit:
            yield start, end
            limit = start

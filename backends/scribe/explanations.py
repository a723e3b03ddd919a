"""Short true answers to what people ask most: 'How do vaccines work?' has three sentences of its own.

data/explanations.tsv holds a topic a line: the words that a question has to hold, `/` between those that do as well, and the
sentences that answer it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from backends.scribe.words import FUNCTION, Lexicon, head, word_set

MOST_ELSE = 2
"""Words of a question that its topic may not name, where it names as many and more than one."""

MORE = 5
"""Such words where the topic is the subject of the question."""

OURS = word_set("our my us ours")
"""Words of a question that only who asks it can answer."""

ASKING = word_set(
    "cause causes work works happen happens mean means get gets become really actually exactly always sometimes often people person everyone human "
    "thing things way make makes made need explain explained explainer kid kids child children simple simply basic basics quick short beginner "
    "beginners guide science secret history story reason best right properly first step steps easy home own use used using turn turns body world today stay stays keep keeps start starts"
)
"""Words of a question that say nothing of its topic."""


@dataclass(frozen=True)
class Topic:
    """What a question has to be about, one of each group of words, and what answers it."""

    groups: tuple[frozenset[str], ...]
    sentences: tuple[str, ...]


@cache
def topics() -> tuple[Topic, ...]:
    """Every topic of the table."""
    table = resources.files("backends.scribe").joinpath("data").joinpath("explanations.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return tuple(
        Topic(tuple(frozenset(group.split("/")) for group in keys.split()), tuple(answer.split(" | ")))
        for keys, answer in rows
    )


def explanation(question: str, lexicon: Lexicon, about: str = "") -> tuple[str, ...]:
    """The sentences that answer a question, () where the table has none: the topic of which it holds the most words. `about`: the
    subject of the question; it may say more of a topic that is its subject: 'How does a vaccine teach the body …?'."""
    question = re.sub(r"\bUS\b", "america", question.replace("’", "'"))
    if OURS & set(re.findall(r"[a-z]+", question.lower())):
        return ()
    asked = [word.removesuffix("'s") for word in re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", question.lower())]
    forms = {
        word: frozenset(form for part in (word, *word.split("-")) for form in _forms(part, lexicon)) for word in asked
    }
    there = frozenset().union(*forms.values())
    subject = frozenset(_forms(head(about).lower(), lexicon)) if about else frozenset()
    best: tuple[int, int, tuple[str, ...]] = (0, 0, ())
    for topic in topics():
        if not all(group & there for group in topic.groups):
            continue
        meant = frozenset().union(*topic.groups)
        beside = sum(not forms[word] & (meant | FUNCTION | ASKING) for word in asked)
        most = min(MOST_ELSE, len(topic.groups)) if len(topic.groups) > 1 else 0
        if subject & meant and (len(topic.groups) > 1 or question.lower().startswith("how")):
            most = MORE
        if beside <= most:
            best = max(best, (len(topic.groups), -beside, topic.sentences), key=lambda found: found[:2])
    return best[2]


def _forms(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """A word and what it may be a form of."""
    bare = (
        re.sub(r"ies$", "y", word)
        if word.endswith("ies")
        else re.sub(r"(?:(?<=[sxz])|(?<=ch)|(?<=sh))es$|(?<!s)s$", "", word)
    )
    return word, bare, lexicon.base(word, "noun"), lexicon.base(word, "verb")

"""What kind of text a logline is: a story that can be taken apart, pieces told as they are, or a foreign language."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from backends.scribe.parts import Parts
from backends.scribe.words import FUNCTION, Lexicon, word_set

Kind = Literal["story", "pieces", "foreign"]

FOREIGN = word_set(
    "der die das und ein eine einer dem den le la les un une et des du el los las una en de que y il lo gli che di wenn "
    "mit für dans sur pour con por para nicht sich von zum auf seine ihre sein ist qui ne pas het een niet och att som är"
)
ENGLISH = word_set("the a an of to and in her his their with who must is our for on at when that")
ADDRESS = re.compile(
    r"^(happy|merry|congratulations|congrats|welcome|thank you|introducing|meet the|announcing|say hello|discover|try|"
    r"buy|order|our (?:new|latest|first)|how|why|what|where|explain|explained|top \d|\d+ )\b|\b(birthday|anniversary|subscribe|on sale)\b",
    re.IGNORECASE,
)
"""Texts that speak to somebody or explain something: their words are kept, not taken apart."""


def kind_of(text: str, parts: Parts, language: str, lexicon: Lexicon) -> Kind:
    """The kind of a text; `language` is what the user said it is."""
    if is_foreign(text, lexicon, language):
        return "foreign"
    address = ADDRESS.search(text) and not re.match(r"how (a|an|one|two|the) \w+", text, re.IGNORECASE)
    return "story" if parts.predicate and parts.hero and not address else "pieces"


def is_foreign(text: str, lexicon: Lexicon, language: str = "en") -> bool:
    """Whether the embedded English voice had better not speak this."""
    letters = [char for char in text if char.isalpha()]
    latin = sum(unicodedata.name(char, "").startswith("LATIN") for char in letters)
    if not letters or latin < 0.7 * len(letters):
        return True
    words = re.findall(r"[^\W\d_]+", text.lower())
    known = sum(lexicon.knows(word) for word in words) / len(words)
    theirs, ours = sum(word in FOREIGN for word in words), sum(word in ENGLISH for word in words)
    strange = len(words) > 2 and known < (0.5 if language.startswith("en") else 0.8)
    return strange or (theirs >= 2 and theirs > ours) or (theirs >= 1 and not ours and not language.startswith("en"))


def speakable(text: str) -> str:
    """A line for the voice: words and marks only, no pictographs."""
    kept = (char if char.isalnum() or char.isspace() or char in ",.;:!?'’\"“”…–—-&%()" else " " for char in text)
    return re.sub(r"\s+([,.!?;:])", r"\1", " ".join("".join(kept).split())).strip()


def has_words(text: str) -> bool:
    """Whether anything is left to say."""
    return any(char.isalnum() for char in text) and bool(set(re.findall(r"\w+", text.lower())) - FUNCTION)

"""What the pictures need of a text in another language: a few dozen of its words, put in English."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from importlib import resources

UNCOUNTED = ("snow", "rain", "winter", "night", "brothers", "fire", "war", "space")
"""Words that take no article."""


@cache
def _words() -> dict[str, str]:
    """Foreign word to English word."""
    text = resources.files("backends.scribe").joinpath("data").joinpath("foreign.toml").read_text(encoding="utf-8")
    return {word: english for english, words in tomllib.loads(text).items() for word in words.split()}


def translated(text: str) -> tuple[str, tuple[str, ...]]:
    """(English words for the pictures, notes on what was understood). Names keep standing for themselves."""
    known = _words()
    found: list[str] = []
    for token in re.findall(r"[^\W\d_]+", text.lower()):
        bare = re.sub(r"^(?:l|d|qu|dell|nell)(?=['’])", "", token)
        english = known.get(bare, "")
        if not english and unicodedata.name(token[0], "").startswith(("CJK", "HIRAGANA", "KATAKANA")):
            # Scripts without spaces: the longest words first.
            found += [
                known[word] for word in sorted(known, key=len, reverse=True) if ord(word[0]) > 0x3000 and word in token
            ]
        if english:
            found.append(english)
    words = list(dict.fromkeys(found))
    if not words:
        return "", ("The pictures follow no word of the text: none of it was understood.",)
    phrases = [word if word in UNCOUNTED else f"{'an' if word[0] in 'aeiou' else 'a'} {word}" for word in words]
    return ", ".join(phrases), (f"For the pictures these words were understood: {', '.join(words)}.",)

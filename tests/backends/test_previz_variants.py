"""What is understood of a phrase stays understood when it is said a little differently."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from support.phrases import doubted, phrases, understood

PLACED = re.compile(r"\b(in|on|at|across|through|along|over) (a|an|the) (?=\w)")

VARIANTS: dict[str, Callable[[str], str]] = {
    "the": lambda text: re.sub(r"^an? ", "the ", text),
    "no article": lambda text: re.sub(r"^(?:an?|the) ", "", text),
    "wide shot": lambda text: f"{text}, wide shot",
    "quiet": lambda text: PLACED.sub(r"\1 \2 quiet ", text, count=1),
    "sentence": lambda text: f"{text[:1].upper()}{text[1:]}.",
    "lone": lambda text: re.sub(r"^an? (?!lone)", "a lone ", text),
}


@cache
def right() -> list[dict[str, Any]]:
    return [phrase for phrase in phrases("maker_phrases")[::2] if understood(phrase)]


@pytest.mark.parametrize("name", VARIANTS)
def test_small_words_change_nothing(name: str) -> None:
    said = [{**phrase, "text": VARIANTS[name](phrase["text"])} for phrase in right()]
    changed = [one for one, phrase in zip(said, right(), strict=True) if one["text"] != phrase["text"]]
    lost = [one for one in changed if not understood(one)]
    silent = [one["text"] for one in lost if not doubted(one)]
    assert len(changed) > 60  # else this would measure nothing
    assert len(lost) <= 0.02 * len(changed), [one["text"] for one in lost]
    assert len(silent) <= 0.005 * len(changed), silent

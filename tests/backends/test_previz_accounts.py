"""The account of a shot's words: what nothing in the picture stands for is told, and what something does is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.painted import reading_of, said
from support.phrases import phrases

from backends.previz.accounts import quiet, unaccounted
from backends.previz.direction import direct


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("grandmother hanging laundry in a windy backyard", "windy"),
        ("a wooden robot in a kitchen", "wooden"),
        ("burger in slow motion, cheese melting", "melting"),
        ("a frog on the edge of a well", "well"),
        ("an abandoned lighthouse on a cliff", "abandoned"),
        ("a wooden crown on the beach", "wooden"),
        ("a violent sunset over a quiet beach", "violent"),
        ("a rusty smile in the forest", "rusty smile"),
    ],
)
def test_what_nothing_stands_for_is_told(words: str, told: str) -> None:
    assert f"“{told}”" in said(words)


@pytest.mark.parametrize(
    "words",
    [
        "a fox crosses a snowy road at night",
        "a lone wolf in the forest",
        "a baker at his oven before dawn",
        "a father and his daughter on the beach at sunset",
        "a camel caravan in the desert at noon",
        "an empty corridor at midnight, lights flickering",
        "a wooden windmill on a hill at night",
        "a baker pulling loaves from a brick oven before dawn",
        "lightning striking a lone tree in a wheat field",
        "a lighthouse in a violent storm",
        "a rusty tractor in a meadow",
        "a ferris wheel over a deserted fairground",
    ],
)
def test_what_something_stands_for_is_not(words: str) -> None:
    assert "Not shown" not in said(words)


def test_a_name_is_nobodys_look() -> None:
    assert "Zara" not in said("Zara walks through the forest") and "zara" not in said("Zara walks through the forest")


def test_no_word_is_told_twice() -> None:
    for phrase in phrases("named_phrases"):
        *rest, last = direct(phrase["text"], "", 1, 64, 36, 2.0)[1].doubts or ("",)
        if last.startswith("Not shown"):
            quoted = [part.split("”")[0] for part in last.split("“")[1:]]
            assert len(quoted) == len(set(quoted)) and not any(f"“{word}”" in one for word in quoted for one in rest)


def test_quiet_words_are_words() -> None:
    assert all(word == word.lower() for word in quiet())
    assert not {"windy", "wooden", "burning", "steep"} & quiet()


def test_a_weather_that_the_shot_has_not_is_told() -> None:
    words = "a horse on a hill in fog"
    seen = reading_of(words)
    clear = replace(seen, weathers=(), votes=())
    assert "fog" not in unaccounted(words, seen, ["horse"], frozenset(), "")
    assert "fog" in unaccounted(words, clear, ["horse"], frozenset(), "")

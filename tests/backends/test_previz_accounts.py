"""The account of a shot's words: what nothing in the picture stands for is told, and what something does is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.painted import reading_of, said
from support.phrases import phrases

from backends.previz.accounts import quiet, unaccounted
from backends.previz.direction import direct
from backends.previz.doubts import doubts
from backends.previz.places import PLACES
from backends.previz.reading import Reading, Seen
from backends.previz.vocabulary import TABLE, words
from backends.previz.wonders import WONDERS


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("grandmother hanging laundry in a windy backyard", "windy"),
        ("a wooden robot in a kitchen", "wooden"),
        ("burger in slow motion, cheese melting", "melting"),
        ("a frog on the edge of a well", "well"),
        ("an abandoned lighthouse on a cliff", "abandoned"),
        ("a wooden crown on the beach", "wooden"),
        ("lightning striking a lone tree in a wheat field", "striking"),
        ("a blacksmith hammering a glowing horseshoe in a dark forge", "glowing horseshoe"),
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
        "a glowing jellyfish in the deep sea",
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


def test_what_shows_something_as_a_matter_of_course_can_be_drawn() -> None:
    names = {*words().facts, *PLACES, *WONDERS, *TABLE["hours"], *TABLE["verbs"], "nobody"}
    assert {name for row in TABLE["of_course"].values() for name in row["by"]} <= names


def test_what_a_word_for_two_things_is_drawn_as_is_told() -> None:
    for word, sense in TABLE["two_meanings"].items():
        subject = words().subjects[word]
        drawn = Reading(place="street", subjects=(Seen(subject, word),))
        assert f"Took “{word}” for {sense}." in doubts(drawn, Reading(place="street"), drawn, word, [subject]), word

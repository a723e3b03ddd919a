"""Words to places: what hints at a place, names of the world, verbs that look like nouns, hours of the clock, what is unknown."""

from __future__ import annotations

import pytest
from phrases import phrases, understood

from backends.previz.direction import direct
from backends.previz.evidence import clocked, hints, is_verb, names
from backends.previz.places import PLACES
from backends.previz.reading import main_subject, merged
from backends.previz.vocabulary import tokens
from backends.previz.words import read

HINTED = phrases("hinted_phrases")


def place(words: str, style: str = "") -> str:
    return direct(words, style, 1, 64, 36, 2.0)[1].place


def test_places_are_read_from_what_is_there() -> None:
    wrong = [phrase["text"] for phrase in HINTED if not understood(phrase)]
    assert len(wrong) <= 3, wrong


def test_every_hint_and_name_speaks_for_a_place_that_can_be_painted() -> None:
    spoken = {name for entry in hints().values() for name, _ in entry} | set(names()[0].values())
    assert spoken <= set(PLACES)
    assert len(hints()) > 3000 and len(names()[0]) > 1000


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("surgeons operate", "hospital"),
        ("surgeons rest on a beach", "beach"),  # what is named outweighs what is hinted at
        ("a fish market in Tokyo", "street"),
        ("a cruise ship lit up like a city", "sea"),
        ("a drowned village beneath the reservoir", "under"),
        ("a seal off Norway", "sea"),
        ("a couple in nice clothes in Nice", "street"),
    ],
)
def test_the_strongest_evidence_wins(words: str, where: str) -> None:
    assert place(words) == where


def test_what_is_only_implied_yields_to_the_film() -> None:
    shot = read("surgeons operate under bright lamps")
    assert (shot.place, shot.implied) == ("", "hospital")
    assert merged(shot, read("the harbour, on the coast", naming=True)).place == "coast"


@pytest.mark.parametrize(
    ("words", "at", "verb"),
    [
        ("first man on the moon plants a flag", "plants", True),
        ("an airship docks at the tower", "docks", True),
        ("shepherds watch the sky", "watch", True),
        ("the plants in a greenhouse", "plants", False),
        ("a boat at the docks", "docks", False),
    ],
)
def test_neighbours_tell_a_verb_from_a_noun(words: str, at: str, verb: bool) -> None:
    run = tokens(words)
    assert is_verb(run, run.index(at), True) is verb


@pytest.mark.parametrize(
    ("words", "hour"),
    [
        ("a programmer at his keyboard, 4 am", "night"),
        ("a nurse in the ward at three in the morning", "night"),
        ("a rower on the river at 6 am", "dawn"),
        ("a duel at 12 o'clock in the afternoon", "day"),
        ("an astronomer on a clear night", "night"),
        ("the station at 23:40", "night"),
    ],
)
def test_hours_of_the_clock_are_read(words: str, hour: str) -> None:
    assert read(words).hour == hour


def test_a_text_without_a_clock_stays_as_it_is() -> None:
    assert clocked("four men in a boat, 3 dogs") == "four men in a boat, 3 dogs"


def test_what_mattered_is_named_and_harmless_words_are_not() -> None:
    reading = read("a zorblax quietly hesitates beside a gleaming quux")
    assert set(reading.unknown) == {"zorblax", "quux"}


def test_a_verb_is_nobody() -> None:
    assert main_subject(read("an old captain steers through a storm")) is not None
    assert all(seen.word != "steers" for seen in read("an old captain steers through a storm").subjects)

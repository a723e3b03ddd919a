"""Words to places: what hints at a place, names of the world, verbs that look like nouns, hours of the clock, what is unknown."""

from __future__ import annotations

import pytest
from phrases import phrases, understood

from backends.previz import vocabulary
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
        ("a fish market in Tokyo", "market"),
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


def cast(words: str) -> set[str]:
    return {seen.subject for seen in direct(words, "", 1, 64, 36, 2.0)[1].subjects}


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("a hotel maid makes the bed", {"woman"}),
        ("a sommelier checks her list", {"waitress"}),
        ("an engineer checks her list", {"woman"}),
        ("a waiter brings her coffee", {"waiter", "mug"}),
        ("a female pilot climbs into the cockpit", {"woman"}),
        ("a woman teacher rests", {"teaching_woman"}),
        ("a child actor bows", {"child"}),
        ("an elderly patient sleeps", {"sleeping_old_man"}),
        ("an old actress looks away", {"old_woman"}),
        ("an old friend returns", {"man"}),
        ("a knight kneels as he prays", {"knight"}),
        ("a man sleeps while she drives", {"man", "woman"}),
        ("he and she dance", {"dancing_pair"}),
    ],
)
def test_age_and_sex_are_read(words: str, who: set[str]) -> None:
    assert cast(words) == who


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("pupils giggle", {"children"}),
        ("peasants march to the gates", {"crowd"}),
        ("two plumbers argue", {"mechanic"}),
        ("glaziers at work", {"friends"}),
        ("three cooks argue", {"chef"}),  # who wears his trade is drawn several times
        ("firemen at work", {"firefighter"}),
    ],
)
def test_several_are_several(words: str, who: set[str]) -> None:
    assert cast(words) >= who and "man" not in cast(words)


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("a baby elephant in the mud", {"elephant"}),
        ("a fox cub howls", {"fox"}),
        ("an alien creature hides", {"alien"}),
        ("a giant spider on the wall", {"spider"}),
        ("a police dog sniffs", {"dog"}),
        ("a robot girl learns to cry", {"android"}),
        ("a toy plane on a string", {"toy_robot"}),
        ("a chocolate rabbit", set()),
        ("a paper plane flies by", set()),
        ("a paper lantern floats up", {"lantern"}),  # a figure of its own
        ("in the same boat", set()),
        ("roots deep beneath the earth", set()),
        ("a comet strikes the earth", {"comet"}),
        ("a rock star bows", {"guitarist"}),
        ("grandpa teaches his grandson chess", {"old_man", "child", "chess_set"}),
    ],
)
def test_the_last_noun_of_a_compound_is_drawn(words: str, what: set[str]) -> None:
    assert cast(words) == what


def test_a_name_is_somebody_and_a_flower_is_not() -> None:
    assert cast("Daisy and Jack run through the rain") == {"woman"}
    assert cast("a daisy in the grass") == {"daisy"}


def test_a_word_belongs_to_one_figure_and_none_to_what_no_figure_shows() -> None:
    listed = [phrase for facts in vocabulary.words().facts.values() for phrase in facts["words"]]
    assert len(listed) == len(set(listed))
    assert not set(listed) & set(vocabulary.words().unseen)


def test_what_no_figure_shows_is_said_and_a_saying_is_not() -> None:
    assert "dragon" in read("a paper dragon").unknown
    assert "boat" not in read("all in the same boat").unknown


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("a dog catches a ball", {"dog", "ball"}),
        ("a glass tower", {"tower"}),
        ("a glass of wine", {"wine_glass"}),
        ("elephants in orange dust", {"elephants"}),
        ("a giant sleeps among the hills", {"giant"}),
        ("a boxer in the corner of the ring", {"boxer"}),
        ("a street musician plays the violin", {"violinist"}),
    ],
)
def test_a_word_that_only_says_how_draws_nothing(words: str, what: set[str]) -> None:
    _, reading = direct(words, "", 1, 64, 36, 2.0)
    assert {seen.subject for seen in reading.subjects} == what


def test_a_fire_engine_does_not_burn_and_a_house_on_fire_is_seen_from_without() -> None:
    assert not read("a fire engine races through the city").burning
    assert read("a house on fire").burning
    assert direct("a house on fire", "", 1, 64, 36, 2.0)[1].place == "village"

"""What the painter surmises: the place that nothing names, who an event implies, and what no figure shows."""

from __future__ import annotations

import pytest
from support.phrases import doubted, phrases, understood

from backends.previz.direction import direct
from backends.previz.evidence import INDOORS
from backends.previz.likely import learned
from backends.previz.places import PLACES
from backends.previz.populated import scenes
from backends.previz.reading import Reading
from backends.previz.vocabulary import words


def read(text: str, style: str = "") -> Reading:
    return direct(text, style, 1, 64, 36, 2.0)[1]


def test_what_was_learned_speaks_of_places_that_exist() -> None:
    assert set(learned()["place"]["labels"]) <= set(PLACES) | {"city"}
    assert {name.rstrip("!") for listed in learned()["homes"].values() for name in listed.split()} <= set(PLACES) | {
        "city"
    }


def test_every_implied_figure_and_stand_in_can_be_drawn() -> None:
    assert set(scenes().values()) <= set(words().facts)
    assert {figure for figure in words().unfigured.values() if figure} <= set(words().facts)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("first date over spaghetti in a little Italian restaurant", "couple"),
        ("kayaking between icebergs in Greenland", "kayak"),
        ("Chicago skyline with lightning", "skyscraper"),
        ("the dead claw their way out of the ground at midnight", "zombie"),
        ("rugby scrum in the mud, pouring rain", "friends"),
        ("a rhino mother drinking at dusk", "rhino"),
        ("tornado bearing down on a red barn on the Kansas plains", "barn"),
    ],
)
def test_somebody_or_something_is_seen(text: str, subject: str) -> None:
    assert subject in [seen.subject for seen in read(text).subjects]


def test_a_film_without_anybody_in_a_shot_keeps_its_own_hero_and_place() -> None:
    style = "a woman, the desert, by day, muted palette, cinematic film still"
    shot = read("wide shot of a selfie at eye level", style)
    assert shot.place == "desert"
    assert [seen.subject for seen in shot.subjects] == ["woman"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a whirlpool in a grey sea", "“whirlpool”"),
        ("a mole in the garden", "Drawn as a mouse: “mole”."),
        ("meatballs on a plate in the kitchen", "“meatballs”"),
    ],
)
def test_what_no_figure_shows_is_said(text: str, said: str) -> None:
    assert any(said in doubt for doubt in read(text).doubts)


def test_what_is_certain_is_not_doubted() -> None:
    assert read("a knight rides through a forest at dawn").doubts == ()


def test_phrases_of_a_stranger_are_mostly_read_right_and_many_others_doubted() -> None:
    rows = phrases("strange_phrases")
    wrong = [phrase for phrase in rows if not understood(phrase)]
    assert len(wrong) <= 0.27 * len(rows), [phrase["text"] for phrase in wrong]
    assert sum(map(doubted, wrong)) >= 0.35 * len(wrong)


def test_phrases_labelled_with_the_names_are_read_right() -> None:
    rows = phrases("named_phrases")
    wrong = [phrase["text"] for phrase in rows if not understood(phrase)]
    assert len(rows) == 216 and len(wrong) <= 0.10 * len(rows), wrong


def test_phrases_of_the_blind_are_read_right() -> None:
    rows = phrases("blind_phrases")
    wrong = [phrase for phrase in rows if not understood(phrase)]
    assert len(rows) == 72 and len(wrong) <= 0.05 * len(rows), [phrase["text"] for phrase in wrong]
    lists = ("blind_phrases", "unseen_phrases", "mended_phrases")
    missed = [phrase for file in lists for phrase in phrases(file) if not understood(phrase)]
    assert sum(map(doubted, missed)) >= 0.7 * len(missed), [phrase["text"] for phrase in missed]


@pytest.mark.parametrize("file", ["unseen_phrases", "mended_phrases", "met_phrases"])
def test_phrases_that_nobody_of_the_program_wrote_are_read_right(file: str) -> None:
    rows = phrases(file)
    wrong = [phrase for phrase in rows if not understood(phrase)]
    assert len(rows) == 108 and len(wrong) <= 0.09 * len(rows), [phrase["text"] for phrase in wrong]
    assert sum(map(doubted, wrong)) >= 0.7 * len(wrong), [phrase["text"] for phrase in wrong]


def test_phrases_of_many_authors_are_read_right() -> None:
    rows = phrases("author_phrases")
    wrong = [phrase for phrase in rows if not understood(phrase)]
    assert len(rows) == 288 and len(wrong) <= 0.07 * len(rows), [phrase["text"] for phrase in wrong]
    assert sum(map(doubted, wrong)) >= 0.75 * len(wrong), [phrase["text"] for phrase in wrong]


def test_phrases_of_seven_authors_are_read_right() -> None:
    rows = phrases("frame_phrases")
    wrong = [phrase for phrase in rows if not understood(phrase)]
    assert len(rows) == 252 and len(wrong) <= 0.10 * len(rows), [phrase["text"] for phrase in wrong]
    assert sum(map(doubted, wrong)) >= 0.8 * len(wrong), [phrase["text"] for phrase in wrong]


def test_phrases_of_eight_more_authors_are_read_right_and_the_others_doubted() -> None:
    rows = phrases("maker_phrases")
    wrong = [phrase for phrase in rows if not understood(phrase)]
    assert len(rows) == 296 and len(wrong) <= 0.08 * len(rows), [phrase["text"] for phrase in wrong]
    assert sum(map(doubted, wrong)) >= 0.95 * len(wrong), [phrase["text"] for phrase in wrong]


def test_tales_and_adverts_are_read_or_doubted() -> None:
    rows = phrases("tale_phrases")
    wrong = [phrase for phrase in rows if not understood(phrase)]
    assert len(rows) == 72 and len(wrong) <= 0.16 * len(rows), [phrase["text"] for phrase in wrong]
    assert sum(map(doubted, wrong)) >= 0.8 * len(wrong), [phrase["text"] for phrase in wrong]


def test_shots_as_users_describe_them_are_read_right() -> None:
    rows = phrases("shot_phrases")
    wrong = [phrase for phrase in rows if not understood(phrase)]
    assert len(wrong) <= 0.15 * len(rows), [phrase["text"] for phrase in wrong]


@pytest.mark.parametrize(
    ("phrase", "place"),
    [
        ("A castaway on a raft stares up at the starry sky", "sea"),
        ("A hacker types furiously in his parents' basement", "cellar"),
        ("a woman looks at the night sky through the bedroom window", "bedroom"),
    ],
)
def test_the_sky_is_seen_under_no_roof_and_a_raft_is_on_the_water(phrase: str, place: str) -> None:
    assert read(phrase).place == place


def test_a_lantern_flies_into_the_sky_outdoors() -> None:
    assert read("Father and son release a paper lantern into the night sky").place not in INDOORS


def test_a_films_hour_and_hero_are_not_guessed_over() -> None:
    shot = read("jockeys on the final straight", "a woman, at night, noir")
    assert shot.hour == "night"
    assert [seen.subject for seen in read("wide shot of a selfie", "a woman, at night, noir").subjects] == ["woman"]


def test_what_is_not_there_is_not_missed() -> None:
    assert not any("tornado" in doubt for doubt in read("a quiet field with no tornado at dawn").doubts)

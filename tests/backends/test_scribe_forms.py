"""What kind of text a line is, where it plays and where it is cut: lines as people type them."""

from __future__ import annotations

import pytest

from backends.scribe.board import write as written
from studio import WriteStory
from studio.story.moods import moods
from studio.story.storyboard import Storyboard


def write(logline: str) -> Storyboard:
    return Storyboard.model_validate(written(WriteStory(logline=logline, seconds=30, moods=tuple(moods())), 1))


def lines(logline: str) -> list[str]:
    return [shot.voice for shot in write(logline).shots if shot.voice]


@pytest.mark.parametrize(
    ("logline", "genre"),
    [
        ("A short guide to how heat pumps work, and why they can warm a house.", "explainer"),
        ("In two minutes we show you how a bill becomes law.", "explainer"),
        ("I gave my cat full control of my weekend, and here is everything that went wrong.", "social clip"),
        ("Indie singer Juniper Vale releases her first album, ten quiet songs by the sea.", "product spot"),
        ("One cup of Morning Harbor coffee turns a grey Monday into the best day of the week.", "product spot"),
        ("A new running shoe made entirely from ocean plastic, light enough to forget.", "product spot"),
        ("Hannah and Daniel met on a delayed train, and this June they are getting married.", "greeting"),
        ("Wishing all our customers a peaceful Christmas from everyone at the garden centre.", "greeting"),
        ("In the winter of 1944, a radio operator and a wounded boy share one cellar in Warsaw.", "war"),
        ("The last engineer aboard the Calypso must choose between her sleeping crew and Earth.", "science fiction"),
        ("A boxer releases his brother from a promise.", "drama"),
    ],
)
def test_forms_and_genres_are_told_apart(logline: str, genre: str) -> None:
    assert write(logline).genre == genre


@pytest.mark.parametrize(
    ("logline", "place"),
    [
        ("The last engineer aboard the Calypso must warn Earth before the sleepers wake in orbit.", "space"),
        ("A pilot flying the night mail over the Andes hears a call from her own plane.", "the mountains"),
        ("An orphan thief steals a crown from the king of Avermoor.", "the castle"),
        ("How a vaccine teaches your body to recognise a virus", "the laboratory"),
        ("How wind turbines turn a breeze into electricity", "open fields"),
        ("Meet the Norvik One, a quiet electric bike that folds in five seconds.", "the street"),
        ("Sleep cooler with the Lumera linen duvet, woven in Portugal and washed for softness.", "the bedroom"),
    ],
)
def test_a_place_fits_what_is_told(logline: str, place: str) -> None:
    assert place in write(logline).style.split(", ")[:3]


@pytest.mark.parametrize(
    ("logline", "line"),
    [
        ("A washed-up boxing coach trains a deaf teenager for one shot at the national title.", "For one shot at the national title."),
        ("A night nurse notices that every patient in room nine describes the same man.", "every patient in room nine"),
        ("In a city where memories are used as money, a poor father sells the day he met his wife.", "used as money"),
        ("Detective Lena Marsh reopens the case that made her famous and learns that she jailed the wrong man.", "And learns that"),
        ("A retired piano teacher with failing hands takes on one last pupil, a boy who cannot read music.", "Takes on one"),
        ("The accountant for a Marseille crime family decides to rob them, one decimal at a time.", "ecides to rob them"),
    ],
)  # fmt: skip
def test_no_line_is_cut_between_somebody_and_what_they_do(logline: str, line: str) -> None:
    assert any(line in said for said in lines(logline)), lines(logline)


def test_a_question_keeps_its_verbs() -> None:
    asked = lines("How a heat pump takes warmth from the air and uses it well")[0]
    assert asked == "How does a heat pump take warmth from the air and use it well?"
    told = lines("How a heat pump takes warmth from cold winter air and uses it to heat your house.")
    assert told[:2] == ["How a heat pump takes warmth from cold winter air.", "And uses it to heat your house."]
    assert lines("How heat pumps work")[0] == "How do heat pumps work?"


def test_a_spot_names_what_it_sells() -> None:
    board = write("Slow roasted in small batches, Harbour Lane coffee brings the quiet back to your kitchen.")
    assert board.title in ("Harbour Lane", "Harbour Lane Coffee")
    assert write('Neon Orchard\'s new single "Paper Summer" drops Friday.').title == "Paper Summer"

"""Briefs: what a film shall end on, what is said to the film maker, and what is made of it."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest

from backends.scribe.board import write as answer
from backends.scribe.closing import closing_of
from backends.scribe.kinds import spelt
from backends.scribe.orders import told_of
from studio import WriteStory
from studio.story.moods import moods
from studio.story.storyboard import Storyboard

BRIEFS = Path(__file__).parents[1] / "data" / "marked_briefs.txt"
"""Eighty briefs by two strangers, the words that are said to the film maker in braces."""


STRANGERS = Path(__file__).parents[1] / "data" / "strangers_loglines.tsv"
"""Author, logline, and what two readers called the storyboard that was written for it then."""

LENGTH = re.compile(
    r"\b(?:\d+|sixty|thirty) ?(?:sec|secs|second spot|seconds? (?:max|long|please|pls))\b", re.IGNORECASE
)


def write(text: str, seconds: float = 30) -> Storyboard:
    return Storyboard.model_validate(answer(WriteStory(logline=text, seconds=seconds, moods=tuple(moods())), 1))


def spoken(board: Storyboard) -> list[str]:
    return [shot.voice for shot in board.shots if shot.voice]


def bare(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('Lumo, the lamp that yawns. Funny, 20 seconds, end with "Sleep is on us."', "Sleep is on us."),
        ("Lumo, the lamp that yawns. Quiet, slogan at the end: Good night, really.", "Good night, really."),
        ('Lumo lamps. Calm, finish with lumo.example and "Try one".', "lumo.example. Try one."),
        ("Lumo lamps from Leeds. Warm tone, close with our phone number 0113 555 0142.", "0113 555 0142."),
        ("Lumo lamps, pls put the phone 0113 496 0182 at the end", "0113 496 0182."),
        ("Lumo lamps. Funny, phone number at the end 0113 496 0182", "0113 496 0182."),
        ("First aid at work. Calm, last line should be the emergency number 112.", "Emergency number 112."),
        ("Lumo lamps, forty years in business. Put our number at the end, 555-0142.", "555-0142."),
        ("Lumo lamps. Honest, website lumo.example at the end.", "lumo.example."),
        (
            "Happy birthday, Henrik. Funny, and finish with all the children's names: Ida, Sofie and little Emil.",
            "Ida, Sofie and little Emil.",
        ),
        ("Lumo lamps, upbeat, end with download it free", "Download it free."),
        ("Lumo lamps. Close on: Even you can sleep. Nobody snores.", "Even you can sleep. Nobody snores."),
    ],
)
def test_what_a_film_shall_end_on_is_said_and_read_last(text: str, line: str) -> None:
    closing = closing_of(text)
    assert closing is not None
    assert closing.line == line
    assert not set(bare(line)) & set(bare(closing.text)) - {"lumo"}
    last = write(text).shots[-1]
    assert (last.beat, last.voice) == ("button", line)
    assert last.title == line.removesuffix(".") if re.search(r"\d\.$|example\.$", line) else line


@pytest.mark.parametrize(
    "text",
    [
        "A war ends with a wedding that nobody was asked to.",
        "At the end of the street a baker hides a king.",
        "Hotel Almadra on the coast. Slow, finish on our logo.",
        "The last words of a dying king start a war.",
    ],
)
def test_what_cannot_be_read_out_is_no_end(text: str) -> None:
    assert closing_of(text) is None


def test_an_end_that_has_no_room_is_a_line_of_its_own() -> None:
    text = 'Lumo, the lamp that yawns. End with "Sleep is on us, and so are the first thirty nights of it."'
    said = spoken(write(text))
    assert any("Sleep is on us" in line for line in said), said


def test_an_end_that_the_text_does_not_hold_is_asked_for() -> None:
    board = write("Meyer Roofing, a family business in Kassel. Serious, 30 seconds, phone number at the end.")
    assert any("end on the phone number" in note for note in board.notes)
    assert not any("phone number" in said for said in spoken(board))
    told = write("Meyer Roofing, a family business in Kassel. Serious, 30 seconds, end with our number 0561 55 01.")
    assert not any("text holds none" in note for note in told.notes)


def test_where_nobody_shall_speak_the_lines_stand_on_cards() -> None:
    text = "KORVA e-bikes. Everyone is stuck in traffic except her. No voice-over, just music and text, slogan: Ride past it."
    board = write(text)
    assert not spoken(board)
    cards = [shot.title for shot in board.shots if shot.title]
    assert "Everyone is stuck in traffic except her." in cards
    assert cards[-1] == "Ride past it."
    assert any("stand on cards" in note for note in board.notes)
    assert spoken(write("KORVA e-bikes. Everyone is stuck in traffic except her."))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("How to repot an orchid, for beginners, two minutes max", "How to repot an orchid"),
        ("Kestra Mini, an electric cargo bike. About 45 seconds, warm and honest, show a rainy Monday morning.", "Kestra Mini, an electric cargo bike."),
        ("Open day at Lindenhof School on 14 May, 10 to 3. Friendly, say that there is cake.", "Open day at Lindenhof School on 14 May, 10 to 3. there is cake."),
        ("Warm, unhurried commercial for Oriel Hearing, hearing aids for people over 60. No pity, please. It should show a grandfather finally getting the joke at the dinner table.", "Oriel Hearing, hearing aids for people over 60."),
        ("happy 70th birthday film for my mum Rosalind, from all 5 of us", "happy 70th birthday for my mum Rosalind, from all 5 of us"),
        ("A musical set in a Lagos bus park, where a conductor's routes become the hit of the summer.", "in a Lagos bus park, where a conductor's routes become the hit of the summer."),
        ("A hip hop musical about garbage collectors in Lagos.", "garbage collectors in Lagos."),
        ("A clerk hears her own voice on a wiretap. Don't give away the ending.", "A clerk hears her own voice on a wiretap."),
        ("Tuckbox brings lunch to school. Talk to stressed mums and dads, warm, max 30s.", "Tuckbox brings lunch to school."),
        ("We clean solar panels with robots. Company name is SunSweep, customers are farmers.", "We clean solar panels with robots. SunSweep"),
        ("Two cooks share one stove, set in Naples", "Two cooks share one stove in Naples"),
        ("explain how a heat pump works to home owners who are scared of the costs", "explain how a heat pump works"),
        ("clip for tiktok, our volunteer fire brigade in Tyrol needs new members", "our volunteer fire brigade in Tyrol needs new members"),
    ],
)  # fmt: skip
def test_what_goes_on_with_a_brief_is_ordered_too(typed: str, told: str) -> None:
    assert bare(told_of(typed)[0]) == bare(told)


@pytest.mark.parametrize(
    "text",
    [
        "Summer 1994, a trailer park outside Winnipeg: thirteen-year-old Dale learns to drive, to lie and to say goodbye.",
        "Rome, 64 AD. As the city burns, a cook must choose between rescuing her master's son and running for freedom.",
        "Summer 1998, two friends in a suburb of Seoul, one video camera, one of them is moving to Canada.",
        "Save the date: Harbour Street Night Market, Saturday 14 June, food from 22 countries.",
    ],
)
def test_a_film_makers_word_inside_a_story_is_told(text: str) -> None:
    assert told_of(text) == (text, ())


def test_briefs_of_strangers_lose_little_and_say_few_orders() -> None:
    lost = extra = words = 0
    for row in BRIEFS.read_text(encoding="utf-8").splitlines():
        typed = re.sub("[{}]", "", row)
        told = bare(re.sub(r"\{[^{}]*\}", " ", row))
        closing = closing_of(typed)
        found = bare(told_of(closing.text if closing else typed)[0]) + bare(closing.line if closing else "")
        words += len(told)
        for kind, a, b, c, d in difflib.SequenceMatcher(None, told, found, autojunk=False).get_opcodes():
            lost += (b - a) * (kind != "equal")
            extra += (d - c) * (kind != "equal")
    assert lost <= 0.03 * words, (lost, words)
    assert extra <= 0.05 * words, (extra, words)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Insta reel for our flea market on sat 14 june, Hall 3, Old Slaughterhouse, 10-4, free entry", "Flea Market"),
        ("neighbourhood cleanup this saturday 10am at Parque Centenario, bring gloves", "Neighbourhood Cleanup"),
        ("Save the date: Harbour Street Night Market, Saturday 14 June, 6 pm till midnight", "Harbour Street Night Market"),
        ("reel for my pottery studio in Lisbon, hands, clay, kiln, finished cups", "Pottery Studio"),
        ("Win back your Sundays with Brightly, the cleaning service you can book by the hour.", "Brightly"),
        ("Wedding of Sofia & Jonas, Aug 23, Lake Como. A short romantic clip to show before the dinner.", "Sofia & Jonas"),
        ("how to descale a coffee machine in 4 steps, for hotel staff, no jokes", "How to Descale a Coffee Machine"),
        ("What to do in the first ten minutes after a snake bite, for hikers in Australia. Serious but not scary.", "After a Snake Bite"),
        ("A widowed postman and a nurse who sends his letters back to the wrong address fall in love.", "The Wrong Address"),
        ("Documentary about the women who dive for abalone on Jeju island.", "Jeju Island"),
        ("A family of five drives from Toronto to Mexico in a camper van that only goes left.", "The Camper Van"),
        ("A 41 yr old goalkeeper from a fishing village in iceland gets called up for one last match agianst Brazil", "The Goalkeeper"),
        ("my dad turns 60 on saturday, he loves fishing, bad jokes and his old volvo", "My Dad Turns 60"),
        ("Thank you to the volunteers of the Oakridge food bank: 312 Saturdays, one broken van.", "Thank You"),
    ],
)  # fmt: skip
def test_a_film_is_called_what_it_is(text: str, title: str) -> None:
    assert write(text).title == title


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        ("What to do if a colleague has a stroke, for warehouse staff.", "explainer"),
        ("Onboarding clip for new warehouse staff: lifting safely, wearing the vest, where to go when the alarm sounds.", "explainer"),
        ("TikTok clip: our shelter dog Bruno, 8 yrs, has been waiting for a home for 600 days. max 20 sec", "product spot"),
        ("Three grandmothers accidentally rob a casino.", "comedy"),
        ("A hospital cook in East Berlin passes messages to the West in the diet plans of a dying minister.", "drama"),
        ("Four students rent a cheap flat in Manila and find out that the tenant upstairs, dead since 2009, pays the bills.", "mystery"),
    ],
)  # fmt: skip
def test_the_kind_of_a_film_is_read_from_what_happens(text: str, genre: str) -> None:
    assert write(text).genre.split(", ")[0] == genre


def test_what_is_typed_short_is_spelt_out_and_addresses_are_not() -> None:
    assert spelt("home bc grandma waits 3 yrs, pls") == "home because grandma waits 3 years, please"
    assert spelt("ur driveway when ur at work") == "your driveway when you're at work"
    assert spelt("sat 4 may, he robs them n runs, rock n roll") == "saturday 4 may, he robs them and runs, rock n roll"
    assert spelt("mail@ur.example or u.example/pls") == "mail@ur.example or u.example/pls"


def test_two_who_marry_are_greeted_once() -> None:
    board = write("wedding video for Priya and Jonas, they met in a laundromat in Berlin, romantic, 45 sec")
    said = spoken(board)
    assert said[0] == "Congratulations, Priya and Jonas."
    assert not any("Jonas, they" in line for line in said)


def test_an_answer_of_the_studios_own_does_not_contradict_the_question() -> None:
    said = " ".join(spoken(write("How to descale a coffee machine with citric acid in four steps")))
    assert "vinegar" not in said
    assert "vinegar" in " ".join(spoken(write("How to descale a coffee machine in four steps")))


def test_one_line_gets_no_stock_line_that_fits_every_story() -> None:
    from backends.scribe.sheets import sheet

    common = sheet("drama").common
    for text in (
        "A welder on Europa hears knocking.",
        "A deaf girl boxes for Kazakhstan.",
        "Nurse adopts the baby nobody claimed.",
    ):
        board = write(text)
        said = [shot.voice for shot in board.shots if shot.voice and shot.beat != "button"]
        assert text in said
        assert len(said) <= 2, said
        assert not set(said) & {*common["hook"], *common["low"]}, said


def test_what_strangers_type_becomes_a_film_that_says_no_length() -> None:
    rows = [row.split("\t") for row in STRANGERS.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 920
    for _, text, *_ in rows[::12]:
        board = write(text)
        said = " ".join(f"{shot.voice} {shot.title}" for shot in board.shots)
        assert board.title, text
        assert sum(bool(shot.voice or shot.title) for shot in board.shots) >= 2, text
        assert not LENGTH.search(said), (text, said)

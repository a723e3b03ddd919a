"""What a text asks of the film maker is not read aloud: examples, and the marks of an author whom the model has not seen."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from backends.scribe.board import write
from backends.scribe.orders import told_of, without
from studio import WriteStory
from studio.story.moods import moods

FILE = Path(__file__).parents[1] / "data" / "ordered_loglines.tsv"


def bare(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def marked() -> list[tuple[str, list[str], bool]]:
    """(what the user typed, the words that are told, whether there are orders)"""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [row[3].replace("|", " ") for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    return [(re.sub("[{}]", "", row), bare(re.sub(r"\{[^{}]*\}", " ", row)), "{" in row) for row in rows]


ROWS = marked()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            "15 second spot for Mossbell, a hand-poured candle. No voice over, please.",
            "Mossbell, a hand-poured candle.",
        ),
        (
            "Two brothers cross the ice to bury their father. documentary",
            "Two brothers cross the ice to bury their father.",
        ),
        ("A baker hears the dough breathe. horror, slow, no music", "A baker hears the dough breathe."),
        (
            "15 second spot for Hollow Pine cold brew, creepy cabin vibe, a guy opens the fridge and the can whispers.",
            "Hollow Pine cold brew, a guy opens the fridge and the can whispers.",
        ),
        (
            "Need a teaser for our app Nudgebee, it reminds shy people to text back. Funny, call to action is download free.",
            "our app Nudgebee, it reminds shy people to text back. download free.",
        ),
        (
            "make a promo for Spoke & Sorrow, we fix what you broke, funny tone please",
            "Spoke & Sorrow, we fix what you broke",
        ),
    ],
)
def test_orders_are_taken_out(typed: str, told: str) -> None:
    assert bare(told_of(typed)[0]) == bare(told)


@pytest.mark.parametrize(
    "text",
    [
        "A blind pianist hides a stranger in a house without a single light.",
        "The music stops at midnight, and nobody dares to move.",
        "Sunlight holds every colour, but air scatters the short blue waves far more than the red ones.",
        "Funny how the quiet ones always leave first.",
    ],
)
def test_a_story_is_left_as_it_is(text: str) -> None:
    assert told_of(text) == (text, ())


def test_a_text_of_orders_alone_is_told() -> None:
    assert told_of("make it funny please")[0] == "make it funny please"


def test_what_is_left_reads_on() -> None:
    text = "promo (vertical) for Ovenly, fast cuts. Bread in minutes."
    spans = [(text.index(cut), text.index(cut) + len(cut)) for cut in ("promo (vertical) for", "fast cuts")]
    assert without(text, spans) == "Ovenly. Bread in minutes."


def test_most_words_of_a_strange_author_are_told_rightly() -> None:
    kept = lost = wrong = said = 0
    for typed, told, _ in ROWS:
        found = bare(told_of(typed)[0])
        kept += sum(min(found.count(word), told.count(word)) for word in set(told))
        lost += sum(max(0, told.count(word) - found.count(word)) for word in set(told))
        wrong += sum(max(0, found.count(word) - told.count(word)) for word in set(found))
        said += len(told)
    assert lost <= 0.08 * said, (lost, said)
    assert wrong <= 0.12 * said, (wrong, said)


def test_a_text_without_orders_is_hardly_ever_touched() -> None:
    touched = [typed for typed, told, has in ROWS if not has and bare(told_of(typed)[0]) != told]
    assert len(touched) <= 0.1 * sum(not has for _, _, has in ROWS), touched


def test_no_order_is_spoken_or_read() -> None:
    text = "Launch trailer for a budgeting app called Pennywren that rounds up your spending. Audience: students. No voice over until the end."
    board = write(WriteStory(logline=text, seconds=30, moods=tuple(moods())), 1)
    said = " ".join(f"{shot['voice']} {shot['title']}" for shot in board["shots"]).lower()
    assert "pennywren" in said
    assert not re.search(r"audience|launch trailer|voice over", said)


def test_the_plan_says_what_was_not_spoken() -> None:
    text = "A baker hears the dough breathe. Audience: students."
    board = write(WriteStory(logline=text, seconds=30, moods=tuple(moods())), 1)
    assert any("“Audience: students”" in note for note in board["notes"])
    assert "students" not in " ".join(f"{shot['voice']} {shot['title']}" for shot in board["shots"])


def test_a_brand_keeps_its_sign_on_the_card_and_is_said_as_a_word() -> None:
    text = "Make a promo for our bike shop Spoke & Sorrow in Leith, open Saturdays, free coffee while you wait, funny tone please"
    board = write(WriteStory(logline=text, seconds=30, moods=tuple(moods())), 1)
    assert board["title"] == "Spoke & Sorrow"
    assert any("Spoke and Sorrow in Leith" in shot["voice"] for shot in board["shots"])
    assert not any("&" in shot["voice"] for shot in board["shots"])

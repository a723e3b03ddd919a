"""Orders to the film maker set the look and the tone; what is not wanted sets nothing."""

from __future__ import annotations

from typing import Any

import pytest

from backends.scribe.asked import Asked, asked
from backends.scribe.board import write
from backends.scribe.words import lexicon
from studio import WriteStory
from studio.story.moods import moods


def board(logline: str, **more: Any) -> dict[str, Any]:
    """The storyboard of a logline."""
    return write(WriteStory(logline=logline, seconds=30, moods=tuple(moods()), **more), 1)


@pytest.mark.parametrize(
    ("orders", "want"),
    [
        (("make it epic, foggy, at dawn",), Asked("epic", "", "dawn", "thick fog")),
        (("funny please",), Asked("comedy", "bright palette")),
        (("dark synth, neon rain, empty motorway",), Asked("", "teal palette", "night", "rain", "road")),
        (("not scary, no neon",), Asked()),
        (("15 second spot for",), Asked()),
    ],
)
def test_what_orders_ask_for(orders: tuple[str, ...], want: Asked) -> None:
    assert asked(orders, lexicon()) == want


def test_an_order_sets_mood_and_hour_and_the_users_choice_rules() -> None:
    told = "Two brothers open a bakery in a village that has no bread."
    plain, ordered = board(told), board(f"{told} make it epic and set it at night")
    assert plain["mood"] != "epic" and "at night" not in plain["style"]
    assert ordered["mood"] == "epic" and "at night" in ordered["style"]
    assert board(f"{told} make it epic", mood="noir")["mood"] == "noir"


def test_what_the_text_says_comes_before_what_is_asked() -> None:
    assert "at dawn" in board("At dawn a baker opens her shop for the last time. dark mood, at night")["style"]


def test_a_spot_stands_where_its_order_says() -> None:
    style = board('promo for the album "Static Psalms" by Vera Kite, empty motorway, neon rain, dark synth')["style"]  # fmt: skip
    assert style.startswith("the road, at night")

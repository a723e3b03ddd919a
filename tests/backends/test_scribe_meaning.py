"""What the writer makes of texts that words alone mislead."""

from __future__ import annotations

import pytest

from backends.scribe.gist import gist_of
from backends.scribe.orders import told_of
from backends.scribe.parse import parse
from backends.scribe.sheets import compounds, kind_named, places
from backends.scribe.words import lexicon


@pytest.mark.parametrize(
    ("text", "genre", "place"),
    [
        ("A court stenographer realises the man in the dock is the brother she was told had drowned.", "drama crime mystery", "courtroom"),
        ("Every morning the robot nanny is wiped, and every morning the child has to teach her who he is again.", "scifi family", "room"),
        ("The night-shift baker in Ghent keeps hearing someone kneading inside the bricked-up oven.", "horror mystery", "bakery"),
        ("Two radio operators on opposite sides of the front play chess in Morse code.", "war", "studio war bunker"),
        ("A widow drives a hearse across Nevada to bury her outlaw brother, and three men with shovels follow.", "western crime adventure", "desert road graveyard"),
        ("Something under the rink at Elkford has been knocking since the ice went in.", "horror mystery", "stadium snow lake"),
    ],
)  # fmt: skip
def test_a_text_is_understood_as_a_whole(text: str, genre: str, place: str) -> None:
    told, orders = told_of(text)
    found = gist_of(text, orders, parse(told, lexicon()), "en", lexicon())
    assert found.genre in genre.split()
    assert next(iter(found.sets)) in place.split()


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [("the squash court", "gym"), ("a pirate radio station", "studio"), ("a church mouse", ""), ("the church", "church"), ("her weather station", "lab"), ("the station", "station")],
)  # fmt: skip
def test_a_compound_is_the_place_that_it_means(phrase: str, kind: str) -> None:
    assert kind_named(phrase, lexicon()) == kind


def test_every_compound_means_a_place_that_is_known_or_none() -> None:
    assert set(compounds().values()) <= {*places(), ""}
    assert all(2 <= len(words.split()) <= 3 for words in compounds())

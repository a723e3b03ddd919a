"""Colours that the words give a subject: read beside its word, worn by somebody, and seen on the figure."""

from __future__ import annotations

import pytest

from backends.previz.direction import direct

SIZE = (256, 144, 2.0)


@pytest.mark.parametrize(
    ("phrase", "hue"),
    [
        ("a red camper van on the coast", "red"), ("a yellow tram in the street", "yellow"), ("a white horse in a meadow", "white"),
        ("a black cat on a sofa", "black"), ("a red fox in the snow", "ginger"), ("a small blue boat on a lake", "blue"),
        ("a girl in a yellow raincoat on the pier", "yellow"), ("a woman in a green dress in the garden", "green"),
        ("a rusty rover on Mars", "rusty"), ("an old tractor rusting in a field", "rusting"),
        ("a woman in a meadow", ""), ("a blue whale in the sea", ""), ("a fox on a green hill", ""), ("a man under a red umbrella", ""),
    ],
)  # fmt: skip
def test_a_subject_has_the_colour_that_the_words_give_it(phrase: str, hue: str) -> None:
    _, reading = direct(phrase, "", 3, *SIZE)
    assert reading.subjects[0].hue == hue


def test_the_colour_is_on_the_figure() -> None:
    red, blue = (
        direct(f"a {hue} car in the street, by day", "", 3, *SIZE)[0].actors[0].body for hue in ("red", "blue")
    )
    assert red[0] > 2 * red[2]
    assert blue[2] > 2 * blue[0]

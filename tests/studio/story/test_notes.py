"""Notes: each sentence once, those of most pictures first, nothing of a backend that reports nonsense."""

from __future__ import annotations

from typing import Any

from boards import asset, board_of

from studio.story.notes import LONGEST, MOST, notes


def said(*unsure: Any) -> tuple[str, ...]:
    return notes(board_of(notes=("The plan.",)), None, [asset("video", unsure=words) for words in unsure])


def test_what_most_pictures_say_comes_first_and_once() -> None:
    assert said(["A barn."], ["Not understood: “quux”.", "The plan."], ["A barn.", "A barn."]) == (
        "The plan.",
        "A barn.",
        "Not understood: “quux”.",
    )


def test_few_sentences_are_enough() -> None:
    assert len(said(*([f"Place {number}."] for number in range(9)))) == 1 + MOST


def test_nonsense_of_a_backend_is_not_shown() -> None:
    assert said("a string", 7, {"a": 1}, [3, None, " "], ["x" * 999]) == ("The plan.", "x" * LONGEST)


def test_a_film_without_a_plan_has_no_notes() -> None:
    assert notes(None, None, []) == ()

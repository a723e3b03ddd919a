"""Captions: readable, in time, complete."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio.edits.captions import LINE, split, spread
from studio.timeline.rate import FILM


def spoken(text: str, start: int = 10, each: int = 8) -> tuple[tuple[str, int, int], ...]:
    return tuple((word, start + at * each, start + at * each + each - 1) for at, word in enumerate(text.split()))


def test_a_short_line_is_one_caption_that_lingers() -> None:
    (caption,) = split(spoken("Before the last storm arrives."), FILM, 1000)
    assert caption.text == "Before the last storm arrives."
    assert (caption.start, caption.end) == (10, 10 + 5 * 8 - 1 + 12)


def test_a_caption_is_gone_before_the_next_line() -> None:
    (caption,) = split(spoken("Before the last storm arrives."), FILM, 52)
    assert caption.end == 52


def test_a_long_line_breaks_after_a_sentence() -> None:
    captions = split(
        spoken("Nobody talks about the secret letter. Somebody in the city knows why that is so."), FILM, 1000
    )
    assert [caption.text.replace("\n", " ") for caption in captions] == [
        "Nobody talks about the secret letter.",
        "Somebody in the city knows why that is so.",
    ]


@given(st.lists(st.text("abcdefgh.", min_size=1, max_size=14), min_size=1, max_size=60))
def test_every_word_is_captioned_once_in_lines_that_fit(words: list[str]) -> None:
    said = spoken(" ".join(words))
    captions = split(said, FILM, said[-1][2] + 30)
    assert " ".join(caption.text for caption in captions).split() == [word for word, _, _ in said]
    end = 0
    for caption in captions:
        assert len(caption.text.split("\n")) <= 2
        assert all(len(line) <= LINE + 14 for line in caption.text.split("\n"))
        assert end <= caption.start < caption.end
        end = caption.end


def test_words_without_times_share_the_line_by_their_letters() -> None:
    words = spread("A lighthouse waits", 100, 90)
    assert words[0][1] == 100 and words[-1][2] == 190
    assert words[1][2] - words[1][1] > words[0][2] - words[0][1]

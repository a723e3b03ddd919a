"""The writer's table of answers: its form, what it answers, and that it keeps out of what it does not know."""

from __future__ import annotations

import pytest

from backends.scribe.board import write
from backends.scribe.explanations import explanation, topics
from backends.scribe.words import lexicon
from studio import WriteStory
from studio.story.moods import moods


def test_every_answer_can_be_said_in_order() -> None:
    for topic in topics():
        assert topic.groups
        assert all(word == word.lower() and word for group in topic.groups for word in group), topic
        assert 2 <= len(topic.sentences) <= 5, topic
        for said in topic.sentences:
            assert 15 <= len(said) <= 66, said
            assert said[0].isupper() or said[0].isdigit(), said
            assert said[-1] in ".!", said
    assert len(topics()) > 1000


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("How do vaccines work?", "germ"),
        ("why is the sky blue", "scatters"),
        ("Why do leaves change colour in autumn?", "chlorophyll"),
        ("how to change a bicycle tyre", "wheel"),
        ("How noise-cancelling headphones work", "opposite"),
        ("Explain compound interest", "interest"),
        ("what is a black hole", "gravity"),
        ("Why do onions make you cry?", "onion"),
        ("how do tides work", "moon"),
    ],
)
def test_a_common_question_is_answered(question: str, word: str) -> None:
    assert word in " ".join(explanation(question, lexicon())).lower()


@pytest.mark.parametrize(
    "question",
    [
        "How does our app split bills?",
        "How does Harbour Lane roast its coffee?",
        "How our volunteers plant ten thousand trees",
        "Why does nobody leave Oldmere?",
        "How to join the Thursday choir",
    ],
)
def test_what_only_the_user_knows_is_left_to_the_user(question: str) -> None:
    assert explanation(question, lexicon()) == ()


def test_a_film_tells_the_answer_and_says_whose_it_is() -> None:
    board = write(WriteStory(logline="How do vaccines work?", seconds=30, moods=tuple(moods())), 1)
    said = [shot["voice"] for shot in board["shots"] if shot["voice"]]
    answer = list(explanation("How do vaccines work?", lexicon()))
    assert [line for line in said if line in answer] == answer
    assert any("own table" in note for note in board["notes"])


def test_an_answer_of_the_users_own_wins() -> None:
    text = "How do vaccines work? They show your body a photo of the burglar."
    board = write(WriteStory(logline=text, seconds=30, moods=tuple(moods())), 1)
    said = " ".join(shot["voice"] for shot in board["shots"])
    assert "photo of the burglar" in said
    assert not any(sentence in said for sentence in explanation("How do vaccines work?", lexicon()))
    assert not any("own table" in note for note in board["notes"])


def test_a_question_may_say_more_of_what_it_is_about_and_no_other_is_answered() -> None:
    question = "How does a vaccine teach the body about an illness it has never met?"
    assert explanation(question, lexicon(), "a vaccine") == explanation("How do vaccines work?", lexicon())
    assert explanation(question, lexicon()) == ()
    assert (
        explanation("Why does a vaccine teach the body about an illness it has never met?", lexicon(), "a vaccine")
        == ()
    )

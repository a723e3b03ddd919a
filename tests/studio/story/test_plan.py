"""A writer's answer becomes a Storyboard, or a plain error."""

from __future__ import annotations

import json
from typing import Any

import pytest

from studio.errors import BackendError
from studio.story.plan import storyboard

GOOD: dict[str, Any] = {
    "title": "North",
    "logline": "A knight rides north.",
    "genre": "adventure",
    "mood": "epic",
    "shots": [{"id": "s01", "beat": "hook", "prompt": "mountains"}, {"id": "s02", "beat": "title", "title": "NORTH"}],
}


def with_shot(**values: Any) -> dict[str, Any]:
    return GOOD | {"shots": [GOOD["shots"][0] | values, GOOD["shots"][1]]}


def test_a_good_answer_is_read() -> None:
    assert storyboard(json.dumps(GOOD)).shots[1].title == "NORTH"


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ("", "no JSON"),
        ("Sure! Here is your storyboard:", "Sure!"),
        ("[]", "not valid"),
        ("null", "not valid"),
        (json.dumps({key: value for key, value in GOOD.items() if key != "shots"}), "shots"),
        (json.dumps(GOOD | {"shots": []}), "shots"),
        (json.dumps(GOOD | {"mood": "jolly"}), "'jolly'"),
        (json.dumps(with_shot(beat="finale")), "shots[0].beat"),
        (json.dumps(with_shot(id="one")), "shots[0].id"),
        (json.dumps(with_shot(id="s02")), "'s02'"),
        (json.dumps(with_shot(prompt="x" * 2001)), "shots[0].prompt"),
        (json.dumps(with_shot(colour="red")), "shots[0].colour"),
        (json.dumps(with_shot(weight=-1)), "shots[0].weight"),
        (json.dumps(with_shot(cues=[{"prompt": "boom", "at": 2}])), "shots[0].cues[0].at"),
        (json.dumps(with_shot(prompt="")), "picture"),
        (json.dumps(with_shot(beat="title")), "'title'"),
    ],
)
def test_rubbish_is_refused_and_named(answer: str, says: str) -> None:
    with pytest.raises(BackendError) as refused:
        storyboard(answer)
    assert says in str(refused.value)
    assert refused.value.todo

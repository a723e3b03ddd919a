"""A prompt rewritten for the picture: the user's words stay, what was added is told."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from recording import Recording

from backends.scribe import Scribe
from studio import BadInput, Request, Task


def rewritten(prompt: str, **more: Any) -> dict[str, Any]:
    recording = Recording()
    Scribe().run(
        Request(task=Task.REWRITE_PROMPT, backend="scribe", version="4", params={"prompt": prompt, **more}, seed=3),
        recording,  # type: ignore[arg-type]
    )
    answer: dict[str, Any] = json.loads(recording.said)
    return answer


def test_a_rewritten_prompt_keeps_the_users_words_and_tells_what_was_added() -> None:
    for prompt in ("a knight on a hill", "two lovers in Paris", "a coffee cup"):
        full = rewritten(prompt)
        assert prompt in full["prompt"] and len(full["added"]) >= 3
        rest = full["prompt"]
        for part in (prompt, *full["added"]):
            assert part in rest
            rest = rest.replace(part, "", 1)
        assert not re.search(r"\w", rest)
    ready = "wide shot of a wolf running through the forest at night, low angle, rain, handheld, cinematic film still"
    assert [part for part in rewritten(ready)["added"] if not part.startswith("seen")] == []


def test_a_prompt_in_another_language_is_left_alone_and_an_empty_one_refused() -> None:
    assert rewritten("Ein Wolf im Wald")["prompt"] == "Ein Wolf im Wald"
    with pytest.raises(BadInput, match="holds no word"):
        rewritten(" !")

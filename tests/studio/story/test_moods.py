"""The mood vocabulary."""

from __future__ import annotations

import pytest

from studio.errors import BadInput
from studio.story.moods import mood, moods


def test_every_mood_has_a_tempo_range_around_its_preferred_tempo() -> None:
    assert moods()
    for name, row in moods().items():
        slowest, fastest, preferred = row.bpm
        assert row.name == name
        assert 40 <= slowest <= preferred <= fastest <= 200
        # Whole beats fill any film of six seconds or more only if the range is wide enough.
        assert fastest / slowest > 1.1


def test_an_unknown_mood_lists_the_known_ones() -> None:
    with pytest.raises(BadInput) as refused:
        mood("jolly")
    assert "'jolly'" in str(refused.value)
    assert all(name in str(refused.value) for name in moods())

"""Transitions of allow-listed packages: there by name, and a broken package is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest

from studio.errors import BadInput
from studio.render import transitions
from studio.render.plan import Segment, key
from studio.timeline.timeline import Timeline

GOOD = """
from studio import hookimpl
from studio.render.transitions import Kind

@hookimpl
def register_transitions():
    return {"bloom": Kind("Through white", "through", colour="white")}
"""


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.syspath_prepend(str(tmp_path))
    with patch.dict(transitions.KINDS):
        yield


def test_a_packages_transition_is_there_by_name(tmp_path: Path) -> None:
    (tmp_path / "brings_bloom.py").write_text(GOOD)
    transitions.admit(["brings_bloom"])
    assert transitions.KINDS["bloom"].colour == "white"
    transitions.admit(["brings_bloom"])  # a second render in one process


@pytest.mark.parametrize(
    ("module", "source", "word"),
    [
        ("raises_at_once", "raise RuntimeError('no luck')", "no luck"),
        ("misspells", GOOD.replace("def register_transitions", "def register_transition"), "register_transition"),
        ("takes_a_name", GOOD.replace('"bloom"', '"dissolve"'), "dissolve"),
        ("brings_words", GOOD.replace('Kind("Through white", "through", colour="white")', '"white"'), "no Kind"),
    ],
)
def test_a_broken_package_is_named(tmp_path: Path, module: str, source: str, word: str) -> None:
    (tmp_path / f"{module}.py").write_text(source)
    with pytest.raises(BadInput) as refused:
        transitions.admit([module])
    assert module in refused.value.what
    assert word in str(refused.value)


def test_a_package_that_is_not_installed_is_named() -> None:
    with pytest.raises(BadInput, match="nobody_has_this"):
        transitions.admit(["nobody_has_this"])


def test_a_kind_that_changed_makes_its_segment_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    timeline = Timeline(width=160, height=90, frames=12)
    segment = Segment(0, 12, (), "dip", 0, 12, ())
    before = key(segment, timeline, "")
    assert key(segment, timeline, "") == before
    monkeypatch.setitem(transitions.KINDS, "dip", replace(transitions.KINDS["dip"], colour="white"))
    assert key(segment, timeline, "") != before

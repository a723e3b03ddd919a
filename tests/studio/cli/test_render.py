"""`studio render`: the example renders from nothing, says how far it is, and finds what it made before."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from studio.cli.render import command
from studio.errors import BadInput
from studio.shelf.probe import probe

EXAMPLE = Path(__file__).parents[3] / "examples" / "timeline.toml"


def run(tmp_path: Path, file: Path, *more: str) -> Result:
    arguments = [str(file), "--data", str(tmp_path / "data"), "--out", str(tmp_path / "film.mp4"), *more]
    return CliRunner().invoke(command, arguments, catch_exceptions=False, standalone_mode=False)


def test_the_example_renders_from_an_empty_data_folder_and_then_from_the_cache(tmp_path: Path) -> None:
    first = [json.loads(line) for line in run(tmp_path, EXAMPLE, "--size", "128x72", "--json").output.splitlines()]
    facts = probe(tmp_path / "film.mp4")
    assert (facts["width"], facts["height"], facts["frames"]) == (128, 72, 318) and first[-1]["frames"] == 318
    assert {line.get("phase") for line in first} >= {"pictures", "sound", "joining"}
    assert abs(first[-1]["loudness"] + 14) <= 0.3
    assert "[wind]" in (tmp_path / "film.srt").read_text() and (tmp_path / "film.jpg").exists()
    again = run(tmp_path, EXAMPLE, "--size", "128x72", "--json").output.splitlines()
    assert json.loads(again[-1])["encoded"] == 0


@pytest.mark.parametrize("text", ["{", '{"frames": 0}', "[]"])
def test_a_json_that_is_no_timeline_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "film.json"
    path.write_text(text)
    with pytest.raises(BadInput, match=r"film\.json"):
        run(tmp_path, path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"gone\.toml"):
        run(tmp_path, tmp_path / "gone.toml")

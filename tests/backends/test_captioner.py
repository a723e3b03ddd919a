"""Captions of what a voice said, at the times it measured."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from studio.cli import app
from studio.datafolder import DataFolder, open_data
from studio.edits.captions import LINE
from studio.errors import BackendError, BadInput
from studio.projects import Projects
from studio.render import captions
from studio.shelf.assets import Shelf
from studio.story.brief import Brief
from studio.timeline.timeline import Sound, Timeline

LINES = "One light still burns over the cold sea. Nobody has lit it for a hundred years, and yet <it> burns tonight."
WORDS = [
    [word, round(0.2 + 0.31 * number, 3), round(0.45 + 0.31 * number, 3)] for number, word in enumerate(LINES.split())
]


def asked(data: DataFolder, out: Path, *words: str) -> str:
    done = CliRunner().invoke(app, ["generate", "caption", *words, "--out", str(out), "--data", str(data.root)])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == 0, done.output
    return out.read_text(encoding="utf-8")


def voice(data: DataFolder, words: list[list[object]]) -> str:
    path = data.tmp / "voice.wav"
    path.write_bytes(json.dumps(words).encode())
    return Shelf(data).commit(path, "audio", recipe={}, facts={"words": words, "seconds": 8.0}).id


@pytest.mark.parametrize("form", ["srt", "vtt"])
def test_a_voice_is_captioned_at_its_own_times(data: DataFolder, tmp_path: Path, form: str) -> None:
    text = asked(data, tmp_path / f"a.{form}", "--input", f"voice={voice(data, WORDS)}", "--set", f"form={form}")
    read = captions.read(tmp_path / f"a.{form}")
    assert " ".join(line.replace("\n", " ") for line, _, _ in read) == LINES
    assert all(len(part) <= LINE for line, _, _ in read for part in line.splitlines())
    starts = {start for _, start, _ in WORDS}
    assert all(start in starts for _, start, _ in read), "each begins with a word"
    assert all(end <= following for (_, _, end), (_, following, _) in itertools.pairwise(read))
    assert read[-1][2] == pytest.approx(float(WORDS[-1][2]) + 0.5)
    assert ("WEBVTT" in text) is (form == "vtt")
    assert ("&lt;it&gt;" in text) is (form == "vtt")


def test_a_film_is_captioned_as_it_is_cut(data: DataFolder, tmp_path: Path) -> None:
    projects = Projects(data)
    project = projects.create(Brief(logline="A fox crosses the sea."))
    lines = (
        Sound(id="s02/voice", asset="b", start=96, words=(("Run.", 4.0, 4.5),)),
        Sound(id="s01/voice", asset="a", start=24, words=(("Wait", 1.0, 1.2), ("here.", 1.2, 1.6))),
    )
    path = data.tmp / "film.mp4"
    path.write_bytes(b"film")
    film = Shelf(data).commit(path, "video", recipe={}, facts={"rate": "24/1"}).id
    with pytest.raises(BadInput, match="no film that a project here has now"):
        asked(data, tmp_path / "a.srt", "--input", f"film={film}")
    timeline = Timeline(width=320, height=180, frames=240, voice=lines)
    projects.update(project.id, film=film, timeline=timeline)
    asked(data, tmp_path / "a.srt", "--input", f"film={film}")
    assert captions.read(tmp_path / "a.srt") == (("Wait here.", 1.0, pytest.approx(2.1)), ("Run.", 4.0, 5.0))


def test_what_nobody_measured_is_refused(data: DataFolder, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="No words with times are known"):
        asked(data, tmp_path / "a.srt", "--input", f"voice={voice(data, [])}")
    with pytest.raises(BadInput, match="need a `voice` or a `film`"):
        asked(data, tmp_path / "a.srt")
    with pytest.raises(BackendError, match="ends before it begins"):
        asked(data, tmp_path / "a.srt", "--set", 'words=[["back", 2.0, 1.0]]')


@pytest.mark.slow
def test_a_spoken_line_is_captioned_end_to_end(tmp_path: Path) -> None:
    data = open_data(tmp_path / "data")
    said = ["generate", "voiceover", "--set", "text=One light still burns. Nobody lit it.", "--json"]
    done = CliRunner().invoke(app, [*said, "--out", str(tmp_path / "v.wav"), "--data", str(data.root)])
    made = json.loads(done.stdout.splitlines()[-1])
    asked(data, tmp_path / "v.srt", "--input", f"voice={tmp_path / 'v.wav'}")
    first, second = captions.read(tmp_path / "v.srt")
    assert (first[0], second[0]) == ("One light still burns.", "Nobody lit it.")
    assert 0 <= first[1] < first[2] <= second[1] < second[2] <= made["facts"]["seconds"] + 0.5

"""Captions of what a voice said, at the times it measured."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import moving
import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image, ImageDraw

from backends.captioner import looking
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
    with pytest.raises(BadInput, match="need a `voice` or a `film`, descriptions"):
        asked(data, tmp_path / "a.srt")
    with pytest.raises(BackendError, match="ends before it begins"):
        asked(data, tmp_path / "a.srt", "--set", 'words=[["back", 2.0, 1.0]]')


def drawn(path: Path, colour: tuple[int, int, int], lamp: tuple[int, int] | None = None) -> Path:
    picture = Image.new("RGB", (192, 108), colour)
    if lamp is not None:
        ImageDraw.Draw(picture).ellipse([lamp[0] - 9, lamp[1] - 9, lamp[0] + 9, lamp[1] + 9], fill=(255, 240, 200))
    picture.save(path)
    return path


@pytest.mark.parametrize(
    ("colour", "lamp", "said"),
    [
        ((8, 12, 60), (30, 20), "A very dark picture, mostly blue, with light at the upper left."),
        ((200, 90, 20), None, "A flat picture, mostly orange."),
        ((245, 245, 245), None, "A very bright, flat picture, mostly white."),
        ((40, 60, 40), (96, 54), "A dark picture, mostly green, with light in the middle."),
    ],
)
def test_a_picture_is_told_in_measured_words(
    data: DataFolder, tmp_path: Path, colour: tuple[int, int, int], lamp: tuple[int, int] | None, said: str
) -> None:
    picture = drawn(tmp_path / "a.png", colour, lamp)
    assert asked(data, tmp_path / "a.txt", "--input", f"picture={picture}").strip() == said


def test_two_colours_are_named_and_a_light_all_over_has_no_place(tmp_path: Path) -> None:
    halves = np.zeros((54, 96, 3), np.uint8)
    halves[:27], halves[27:] = (30, 60, 220), (210, 40, 30)
    assert looking.colours(halves) == ["blue", "red"]
    spots = np.zeros((54, 96))
    spots[::50, ::90] = 1.0
    assert looking.lamp(spots) == ""


def test_a_clip_is_told_with_its_motion_and_its_light(data: DataFolder, tmp_path: Path) -> None:
    still = moving.written([moving.pan(0)] * 12, tmp_path / "still.mp4")
    quick = moving.written([moving.pan(4 * n) for n in range(12)], tmp_path / "quick.mp4")
    dawn = moving.written([np.full((90, 160, 3), 20 + 12 * n, np.uint8) for n in range(12)], tmp_path / "dawn.mp4")
    told = {path.stem: asked(data, tmp_path / "a.txt", "--input", f"clip={path}") for path in (still, quick, dawn)}
    assert "; still." in told["still"]
    assert "; restless." in told["quick"]
    assert told["dawn"].rstrip().endswith("restless, getting brighter.")


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

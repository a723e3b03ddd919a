"""A film's music as a MIDI file, from the facts of its asset to the command line."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from click.testing import CliRunner

from studio.cli import app
from studio.datafolder import DataFolder
from studio.errors import BackendError, BadInput
from studio.interchange.midi import midi
from studio.projects import Projects
from studio.shelf.assets import Shelf
from studio.story.brief import Brief
from studio.timeline.timeline import Sound, Timeline

SCORE = b"MThd\x00\x00\x00\x06\x00\x01\x00\x00\x01\xe0"


def project(data: DataFolder, facts: dict[str, object]) -> str:
    path = data.tmp / "music.wav"
    path.write_bytes(b"RIFF" + repr(facts).encode())
    asset = Shelf(data).commit(path, "audio", recipe={"backend": {"id": "toy"}}, facts=facts)
    timeline = Timeline(width=64, height=36, frames=24, music=(Sound(id="m", asset=asset.id, start=0),))
    projects = Projects(data)
    made = projects.create(Brief(logline="A fox crosses the sea."))
    projects.update(made.id, timeline=timeline.model_dump(mode="json"))
    return made.id


def test_the_command_line_writes_the_score(data: DataFolder, tmp_path: Path) -> None:
    made = project(data, {"midi": base64.b64encode(SCORE).decode()})
    target = tmp_path / "fox.mid"
    arguments = ["project", "midi", made, str(target), "--data", str(data.root)]
    assert CliRunner().invoke(app, arguments, catch_exceptions=False).exit_code == 0
    assert target.read_bytes() == SCORE
    with pytest.raises(BadInput, match="cannot be written"):
        CliRunner().invoke(
            app, [*arguments[:3], str(tmp_path / "no" / "fox.mid"), *arguments[4:]], catch_exceptions=False
        )


def test_music_without_notes_says_what_to_do(data: DataFolder) -> None:
    with pytest.raises(BadInput, match="no music that can be written as MIDI") as refused:
        midi(data, project(data, {"seconds": 1.0}))
    assert "composer" in refused.value.todo


@pytest.mark.parametrize("given", ["not base64!", base64.b64encode(b"RIFF").decode(), 7])
def test_what_is_no_midi_is_refused(data: DataFolder, given: object) -> None:
    with pytest.raises(BackendError, match="'toy'"):
        midi(data, project(data, {"midi": given}))

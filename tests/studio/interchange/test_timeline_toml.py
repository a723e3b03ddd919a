"""Cut lists: seconds become frames, sources are made, and faults are told with file, line and key."""

from __future__ import annotations

from pathlib import Path

import pytest
from counted import clip

from studio.datafolder import DataFolder
from studio.errors import BadInput
from studio.interchange import timeline_toml
from studio.shelf.assets import Asset, Shelf
from studio.timeline.timeline import Timeline

FILM = """
title = "Storm"
size = "128x72"

[[clip]]
source = "colour"
colours = ["#ff0000"]
seconds = 0.5

[[clip]]
source = "test"
seconds = 0.5
gap = 0.25
into = "dip"
into_seconds = 0.25

[[title_card]]
text = "Storm"
at = 1.0
seconds = 0.5
"""


def read(text: str, data: DataFolder, tmp_path: Path, bring: Asset | None = None) -> Timeline:
    path = tmp_path / "film.toml"
    path.write_text(text, encoding="utf-8")

    def brought(file: Path) -> Asset:
        assert bring is not None
        return bring

    return timeline_toml.read(path, Shelf(data), data, brought)[0]


def test_seconds_become_frames_and_clips_lie_in_a_row(data: DataFolder, tmp_path: Path) -> None:
    timeline = read(FILM, data, tmp_path)
    assert [(clip.start, clip.end) for clip in timeline.picture] == [(0, 12), (18, 30)]
    assert (timeline.width, timeline.height, timeline.frames) == (128, 72, 36)
    assert [(join.kind, join.at, join.frames) for join in timeline.transitions] == [("dip", 18, 6)]
    assert timeline.black == ((12, 18), (30, 36))


def test_a_made_source_has_handles_and_is_made_once(data: DataFolder, tmp_path: Path) -> None:
    first = read(FILM, data, tmp_path).picture[0]
    assert (first.source_in, first.source_frames) == (8, 28)
    assert Shelf(data).get(first.asset).facts["frames"] == 28
    read(FILM, data, tmp_path)
    assert set(Shelf(data).made().values()) == {1}


def test_a_file_lies_beside_the_cut_list_and_lasts_to_its_end(data: DataFolder, tmp_path: Path) -> None:
    (tmp_path / "shot.mp4").write_bytes(b"brought in by the caller")
    asset = clip(Shelf(data), 40, frames=24)
    timeline = read('size = "128x72"\n[[clip]]\nfile = "shot.mp4"\nbegin = 0.25', data, tmp_path, asset)
    assert (timeline.frames, timeline.picture[0].source_in, timeline.picture[0].source_frames) == (18, 6, 24)


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (('source = "colour"', 'source = "film"'), 6, "`clip[1].source`"),
        (('colours = ["#ff0000"]', 'colours = ["red; movie=x"]'), 7, "`clip[1].colours[1]`"),
        (("gap = 0.25", "gab = 0.25"), 13, "`clip[2].gab`"),
        (('into = "dip"', 'into = "morph"'), 14, "'morph' is no transition"),
        (('size = "128x72"', 'size = "square"'), 3, "'square' is no shape"),
        (('source = "test"\n', ""), 10, "give either `file` or `source`"),
        (('text = "Storm"', 'text = "Storm"\nstyle = "comic"'), 19, "'comic' is no title style"),
        (('source = "test"', 'file = "gone.mp4"'), 11, "There is no file 'gone.mp4'"),
        (("seconds = 0.5\ngap", "gap"), 10, "no length of its own"),
        (('title = "Storm"', "title = Storm"), 2, "this is no TOML"),
    ],
)
def test_a_fault_names_file_line_and_what_was_expected(
    change: tuple[str, str], line: int, words: str, data: DataFolder, tmp_path: Path
) -> None:
    assert change[0] in FILM
    with pytest.raises(BadInput) as caught:
        read(FILM.replace(*change, 1), data, tmp_path)
    assert f"film.toml, line {line}" in caught.value.what and words in caught.value.what and caught.value.todo


def test_an_empty_cut_list_has_no_length(data: DataFolder, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no length"):
        read('title = "Nothing"', data, tmp_path)

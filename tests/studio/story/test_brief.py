"""Briefs: the door for what a user typed, and for TOML files."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.errors import BadInput
from studio.story.brief import make_brief
from studio.story.brief_toml import read

LINE = "A knight rides north to kill the winter king."


def test_a_logline_alone_is_a_brief() -> None:
    brief = make_brief({"logline": LINE})
    assert (brief.seconds, brief.shape, brief.mood, brief.seed) == (30.0, "16:9", "", 1)


def test_control_and_direction_characters_go_and_white_space_folds() -> None:
    brief = make_brief({"logline": "A\u202e knight\x00\n\n rides\tnorth\u200b.", "title": " The\u0007 North "})
    assert brief.logline == "A knight rides north."
    assert brief.title == "The North"


def test_a_family_emoji_stays_whole() -> None:
    assert make_brief({"logline": "Hi \U0001f468\u200d\U0001f469\u200d\U0001f467"}).logline.count("\u200d") == 2


@pytest.mark.parametrize("logline", ["", "   ", "\x00\x01", "\u200b\u202e", "!!!", "\U0001f680\U0001f680"])
def test_a_logline_without_words_is_refused(logline: str) -> None:
    with pytest.raises(BadInput) as refused:
        make_brief({"logline": logline})
    assert "logline" in str(refused.value) or "holds no word" in str(refused.value)
    assert refused.value.todo


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"logline": "a" * 10_000}, ["'logline'", "10000", "2000"]),
        ({"genre": "thrillr"}, ["'thrillr'", "mystery", "product"]),
        ({"mood": "epik"}, ["'epik'", "epic"]),
        ({"shape": "16:10"}, ["'16:10'", "16:9", "2.39:1"]),
        ({"shape": "641x361"}, ["'641x361'"]),
        ({"seconds": 3}, ["'seconds'", "3"]),
        ({"seconds": "long"}, ["'seconds'", "'long'"]),
        ({"rate": "fast"}, ["'rate'", "'fast'"]),
        ({"rate": "0"}, ["rate"]),
        ({"rate": "24/0"}, ["rate"]),
        ({"seed": -1}, ["'seed'", "-1"]),
        ({"colour": "red"}, ["'colour'", "logline", "shape"]),
        ({"backends": {"musik": "composer"}}, ["'musik'", "music"]),
        ({"logline": 7}, ["logline"]),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_what_can(values: dict[str, object], says: list[str]) -> None:
    with pytest.raises(BadInput) as refused:
        make_brief({"logline": LINE} | values)
    for word in says:
        assert word in str(refused.value)


def test_a_toml_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "film.toml"
    path.write_text(f'logline = "{LINE}"\nseconds = 15\nshape = "9:16"\n\n[backends]\nmusic = "composer"\n')
    brief = read(path)
    assert (brief.seconds, brief.shape, brief.backends) == (15.0, "9:16", {"music": "composer"})


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('logline = "A knight"\nmood = "epik"\n', ["line 2", "'epik'", "epic"]),
        ('logline = "A knight"\n\nlenght = 30\n', ["line 3", "'lenght'", "seconds"]),
        ('logline = "A knight"\nseconds = \n', ["line 2", "no TOML"]),
        ('logline = "A knight\n', ["line 1", "no TOML"]),
        ('logline = "A knight"\n[backends]\nvideo = "x"\n', ["line 2", "'video'", "text_to_video"]),
        ("seconds = 30\n", ["logline is empty"]),
    ],
)
def test_a_broken_file_is_told_with_its_line(tmp_path: Path, text: str, says: list[str]) -> None:
    path = tmp_path / "film.toml"
    path.write_text(text)
    with pytest.raises(BadInput) as refused:
        read(path)
    for word in [str(path), *says]:
        assert word in str(refused.value)


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        read(tmp_path / "absent.toml")
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadInput, match="UTF-8"):
        read(tmp_path / "binary.toml")

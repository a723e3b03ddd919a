"""Caption files say what the timeline says, and are read back exactly."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.errors import BadInput
from studio.render.captions import read, write
from studio.timeline.rate import Rate
from studio.timeline.timeline import Caption, Timeline


def timeline(*captions: Caption, rate: Rate | None = None) -> Timeline:
    return Timeline(rate=rate or Rate(), frames=240, captions=captions)


def test_both_files_hold_the_same_words_at_the_same_times(tmp_path: Path) -> None:
    words = (Caption(text="It was quiet.", start=12, end=48), Caption(text="Too <quiet> &\nfor them", start=48, end=99))
    srt, vtt = write(timeline(*words), tmp_path)
    assert read(srt) == read(vtt) == (("It was quiet.", 0.5, 2.0), ("Too <quiet> &\nfor them", 2.0, 4.125))
    assert vtt.read_text().startswith("WEBVTT\n\n")
    assert srt.read_text().startswith("1\n00:00:00,500 --> 00:00:02,000\nIt was quiet.\n")
    assert "&lt;quiet&gt; &amp;" in vtt.read_text()


def test_times_stay_exact_at_a_fractional_rate_after_an_hour(tmp_path: Path) -> None:
    late = Caption(text="Late.", start=86_400, end=86_424)
    srt, _ = write(timeline(late, rate=Rate(num=24000, den=1001)), tmp_path)
    assert "01:00:03,600 --> 01:00:04,601" in srt.read_text()


def test_an_empty_line_in_a_caption_does_not_end_it(tmp_path: Path) -> None:
    srt, vtt = write(timeline(Caption(text="One\n\ntwo", start=0, end=24)), tmp_path)
    assert read(srt) == read(vtt) == (("One\ntwo", 0.0, 1.0),)


def test_a_film_without_words_has_empty_files(tmp_path: Path) -> None:
    srt, vtt = write(timeline(), tmp_path)
    assert read(srt) == read(vtt) == ()


def test_a_broken_time_is_named_by_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.srt").write_text("1\n00:00:01 --> soon\nHello\n")
    with pytest.raises(BadInput, match="line 2"):
        read(tmp_path / "a.srt")


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"just words\n"])
def test_other_files_are_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.srt").write_bytes(content)
    with pytest.raises(BadInput, match=r"a\.srt"):
        read(tmp_path / "a.srt")

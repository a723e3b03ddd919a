"""What `studio.shelf.probe` reads from our own files, and how it refuses broken ones."""

from __future__ import annotations

import time
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile
from PIL import Image

from studio.errors import BadInput
from studio.shelf.probe import kind_of, probe


def write_clip(path: Path, *, frames: int = 12, rate: Fraction = Fraction(24), sound: bool = False) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=rate)
        stream.width, stream.height, stream.pix_fmt = 64, 36, "yuv420p"
        stream.time_base = 1 / rate
        audio = container.add_stream("aac", rate=48000, layout="stereo") if sound else None
        for index in range(frames):
            frame = av.VideoFrame.from_ndarray(np.full((36, 64, 3), index * 2, np.uint8), format="rgb24")
            frame.pts = index
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
        if audio is not None:
            silence = av.AudioFrame.from_ndarray(np.zeros((2, 24000), np.float32), format="fltp", layout="stereo")
            silence.sample_rate = 48000
            container.mux(audio.encode(silence))
            container.mux(audio.encode())
    return path


def test_a_clip_tells_size_frames_rate_and_sound(tmp_path: Path) -> None:
    facts = probe(write_clip(tmp_path / "clip.mp4", sound=True))
    assert (facts["width"], facts["height"], facts["frames"], facts["rate"]) == (64, 36, 12, "24/1")
    assert facts["seconds"] == 0.5
    assert facts["has_audio"] is True


def test_a_fractional_rate_stays_exact(tmp_path: Path) -> None:
    facts = probe(write_clip(tmp_path / "clip.mp4", rate=Fraction(24000, 1001)))
    assert facts["rate"] == "24000/1001"
    assert facts["has_audio"] is False


def test_frames_are_counted_where_the_container_does_not_tell(tmp_path: Path) -> None:
    assert probe(write_clip(tmp_path / "clip.mkv", frames=7))["frames"] == 7


def test_a_picture_tells_its_size(tmp_path: Path) -> None:
    Image.new("RGB", (30, 20)).save(tmp_path / "still.png")
    assert probe(tmp_path / "still.png") == {"width": 30, "height": 20}


def test_a_sound_tells_rate_channels_and_length(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "line.wav", np.zeros(12000, np.float32), 24000, subtype="FLOAT")
    assert probe(tmp_path / "line.wav") == {"sample_rate": 24000, "channels": 1, "samples": 12000, "seconds": 0.5}


def test_text_is_counted_in_characters(tmp_path: Path) -> None:
    (tmp_path / "story.json").write_text('{"é": 1}', encoding="utf-8")
    assert probe(tmp_path / "story.json") == {"characters": 8}


@pytest.mark.parametrize("name", ["a.mp4", "a.mkv", "a.png", "a.jpg", "a.wav", "a.flac"])
def test_noise_under_any_name_is_refused_plainly(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(np.random.default_rng(1).bytes(4000))
    with pytest.raises(BadInput, match=name):
        probe(path)


@pytest.mark.parametrize("name", ["a.mp4", "a.png", "a.wav"])
def test_an_empty_file_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    with pytest.raises(BadInput, match="empty"):
        probe(tmp_path / name)


def test_broken_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(BadInput):
        probe(tmp_path / "story.txt")


def test_a_truncated_clip_is_refused(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.mp4")
    path.write_bytes(path.read_bytes()[:900])
    with pytest.raises(BadInput):
        probe(path)


def test_a_foreign_suffix_names_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="m3u8"):
        kind_of(tmp_path / "list.m3u8")


def test_a_probe_costs_a_few_milliseconds(tmp_path: Path) -> None:
    path = write_clip(tmp_path / "clip.mp4", frames=120)
    probe(path)
    before = time.process_time()
    for _ in range(10):
        probe(path)
    assert (time.process_time() - before) / 10 < 0.03

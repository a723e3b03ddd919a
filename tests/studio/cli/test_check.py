"""`studio check` prints what it finds and ends with 1 where a film is unfit."""

from __future__ import annotations

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A second of moving picture without sound."""
    path = tmp_path_factory.mktemp("films") / "film.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=24)
        stream.width, stream.height, stream.pix_fmt, stream.time_base = 64, 36, "yuv420p", Fraction(1, 24)
        for index in range(24):
            picture = np.full((36, 64, 3), 60 + index * 5, np.uint8)
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts = index
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


def check(*arguments: str, data: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "studio.cli", "check", *arguments, "--data", str(data)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_an_unfit_film_ends_with_one_and_a_table(film: Path, tmp_path: Path) -> None:
    done = check(str(film), data=tmp_path / "none")
    assert done.returncode == 1
    assert "FAIL  sound" in done.stdout
    assert "ok    frames" in done.stdout
    assert not (tmp_path / "none").exists()


def test_json_holds_measurements_and_findings(film: Path, tmp_path: Path) -> None:
    (tmp_path / "words.srt").write_text("1\n00:00:00,100 --> 00:00:00,900\nHello there.\n")
    done = check(str(film), "--captions", str(tmp_path / "words.srt"), "--json", data=tmp_path)
    told = json.loads(done.stdout)
    assert told["film"]["frames"] == 24
    assert {finding["name"]: finding["state"] for finding in told["findings"]}["captions"] == "ok"


@pytest.mark.parametrize("name", ["missing.mp4", "words.txt"])
def test_what_is_no_film_is_refused_plainly(tmp_path: Path, name: str) -> None:
    done = check(str(tmp_path / name), data=tmp_path)
    assert done.returncode == 1
    assert name in done.stderr
    assert "Traceback" not in done.stderr


def test_a_broken_timeline_names_its_field(film: Path, tmp_path: Path) -> None:
    (tmp_path / "cut.json").write_text('{"frames": 0}')
    done = check(str(film), "--timeline", str(tmp_path / "cut.json"), data=tmp_path)
    assert done.returncode == 1
    assert "frames" in done.stderr

"""The one door to ffmpeg: what it refuses to start with, how it fails in words, and that it never outlives us."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from studio.errors import NotReady, RenderError, StorageError
from studio.jobs import platform
from studio.render import ffmpeg
from studio.settings import Settings
from studio.timeline.rate import Rate


def test_the_ffmpeg_that_is_found_can_do_all_we_need() -> None:
    found = ffmpeg.capabilities(ffmpeg.executable())
    assert found.version and {"libx264", "aac"} <= found.encoders and "xfade" in found.filters


def test_a_named_ffmpeg_must_be_one(tmp_path: Path) -> None:
    with pytest.raises(NotReady, match="is not at"):
        ffmpeg.executable(Settings(ffmpeg=str(tmp_path / "gone")))
    other = tmp_path / "other"
    other.write_text("#!/bin/sh\necho something else\n")
    other.chmod(0o755)
    with pytest.raises(NotReady, match="is no ffmpeg"):
        ffmpeg.capabilities(other)


@pytest.mark.parametrize(
    ("said", "code", "kind", "words"),
    [
        ("x: No space left on device", 1, StorageError, "The disk is full."),
        ("", -signal.SIGXFSZ, StorageError, "The disk is full."),
        ("a.mp4: Invalid data found when processing input", 1, RenderError, "damaged"),
        ("a.mp4: No such file or directory", 1, RenderError, "gone"),
        ("something new", 1, RenderError, "exit code 1"),
    ],
)
def test_what_ffmpeg_says_becomes_one_plain_error(said: str, code: int, kind: type, words: str) -> None:
    error = ffmpeg.translated(said, code)
    assert isinstance(error, kind) and words in error.what and error.todo and said in error.detail


def test_a_hung_ffmpeg_is_stopped(tmp_path: Path) -> None:
    source = ["-re", "-f", "lavfi", "-i", "testsrc2=s=64x36:r=24", "-t", "60", f"file:{tmp_path / 'a.mp4'}"]
    started = time.monotonic()
    with pytest.raises(RenderError, match="took too long"):
        ffmpeg.run(source, timeout=0.5)
    assert time.monotonic() - started < 5


def test_playlists_named_as_films_are_not_opened(tmp_path: Path) -> None:
    secret, trick = tmp_path / "secret.mp4", tmp_path / "film.mp4"
    ffmpeg.run(ffmpeg.generated("test", (), 64, 36, Rate(), 4, secret))
    trick.write_text("ffconcat version 1.0\nfile secret.mp4\n")
    guards = [word for name, value in ffmpeg.SAFE.items() for word in (f"-{name}", str(value))]
    with pytest.raises(RenderError):
        ffmpeg.run([*guards, "-i", f"file:{trick}", "-f", "null", "-"])


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a watchdog does it")
def test_ffmpeg_dies_with_the_process_that_started_it(tmp_path: Path) -> None:
    script = (
        "import sys; from studio.render import ffmpeg\n"
        "ffmpeg.run(['-re','-f','lavfi','-i','testsrc2=s=64x36:r=24','-t','60',f'file:{sys.argv[1]}'])\n"
    )
    target = tmp_path / "a.mp4"
    parent = subprocess.Popen([sys.executable, "-c", script, str(target)])
    deadline = time.monotonic() + 20
    while not target.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    children = [int(pid) for pid in Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text().split()]
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    time.sleep(0.3)
    assert children and not any(platform.alive(child) for child in children)

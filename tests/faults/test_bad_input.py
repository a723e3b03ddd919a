"""What people really type and break: a plain message with the next step, and nothing lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from studio.datafolder import DataFolder, open_data
from studio.projects import Projects
from studio.shelf.assets import Shelf

SMALL = ("--seconds", "6", "--shape", "160x90")
pytestmark = pytest.mark.timeout(600)


def studio(data: Path, *arguments: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("STUDIO_")}
    command = [sys.executable, "-m", "studio.cli", *arguments, "--data", str(data)]
    return subprocess.run(
        command, cwd=folder or data.parent, env=environment, capture_output=True, text=True, timeout=500, check=False
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--logline", ""), ("logline", "empty")),
        (("--logline", "   \u200b\u2060 "), ("logline",)),
        (("--logline", "storm " * 1667), ("2000",)),
        (("--logline", "A fox.", "--mood", "grumpy"), ("'grumpy'", "epic")),
        (("--logline", "A fox.", "--shape", "7:5"), ("'7:5'", "16:9")),
        (("--logline", "A fox.", "--seconds", "3"), ("6",)),
        (("no-such-brief.toml",), ("no-such-brief.toml",)),
    ],
)
def test_a_brief_that_cannot_be_made_is_refused_in_plain_words(
    tmp_path: Path, arguments: tuple[str, ...], words: tuple[str, ...]
) -> None:
    done = studio(tmp_path / "data", "make", *arguments)
    assert done.returncode != 0
    said = done.stdout + done.stderr
    assert "Traceback" not in said
    for word in words:
        assert word.lower() in said.lower(), said


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ('logline = "A fox.\n', ("line 1",)),
        ('logline = "A fox."\nlenght = 30\n', ("lenght", "seconds")),
        ('logline = "A fox."\nseconds = "long"\n', ("seconds", "long")),
        ('logline = "A fox."\n[backends]\nmusic = "nobody"\n', ("nobody", "composer")),
        ('logline = "A fox."\n[backends]\nmusik = "composer"\n', ("musik", "music")),
        ('logline = "A fox."\n[backends]\nmusic = "foley"\n', ("foley", "music")),
    ],
)
def test_a_broken_brief_file_is_named_with_what_was_expected(tmp_path: Path, toml: str, words: tuple[str, ...]) -> None:
    brief = tmp_path / "brief.toml"
    brief.write_text(toml)
    done = studio(tmp_path / "data", "make", str(brief))
    assert done.returncode != 0
    said = done.stdout + done.stderr
    assert "Traceback" not in said
    for word in words:
        assert word in said, said


@pytest.mark.slow
@pytest.mark.parametrize(
    "logline",
    [
        "🐉 A dragon 🔥 burns the last library 📚",
        "Два брата уходят в море и не возвращаются до весны.",
        "أخت تبحث عن أخيها في الصحراء قبل العاصفة",
        "A fox\x00 cross\x07es\u202e the \x1b[31mfrozen\x1b[0m sea\r\n",
        "Eine alte Frau öffnet im Winter die Tür zum Meer.",
    ],
    ids=["emoji", "cyrillic", "right-to-left", "control characters", "german"],
)
def test_any_words_become_a_film(tmp_path: Path, logline: str) -> None:
    logline = logline.replace("\x00", "")  # the operating system itself refuses NUL in an argument
    done = studio(tmp_path / "data", "make", "--logline", logline, *SMALL, "--out", str(tmp_path / "film.mp4"))
    assert done.returncode == 0, done.stderr[-2000:]
    assert (tmp_path / "film.mp4").stat().st_size > 10_000


def test_settings_that_are_broken_name_file_and_line(tmp_path: Path) -> None:
    data = open_data(tmp_path / "data")
    data.settings.write_text("slots = 2\nport = \n")
    done = studio(data.root, "backends", "list")
    assert done.returncode != 0
    assert "studio.toml" in done.stderr and "line 2" in done.stderr


def test_a_data_folder_that_cannot_be_written_is_refused_at_once(tmp_path: Path) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("")
    done = studio(blocked / "data", "make", "--logline", "A fox.", *SMALL, folder=tmp_path)
    assert done.returncode == 1
    assert "cannot be written" in done.stderr and "--data" in done.stderr


def test_a_data_folder_of_a_later_studio_is_left_alone(tmp_path: Path) -> None:
    data = open_data(tmp_path / "data")
    (data.root / "format").write_text("9\n")
    done = studio(data.root, "backends", "list")
    assert done.returncode == 1
    assert "format '9'" in done.stderr


def test_a_full_disk_is_refused_before_work_begins(tmp_path: Path) -> None:
    data = open_data(tmp_path / "data")
    data.settings.write_text("min_free_bytes = 9000000000000000\n")
    done = studio(data.root, "make", "--logline", "A fox crosses the sea.", *SMALL)
    assert done.returncode == 1
    assert "free" in done.stderr


@pytest.mark.slow
def test_a_disk_that_fills_up_in_the_middle_says_so_and_the_film_arrives_after_room_is_made(tmp_path: Path) -> None:
    """A small tmpfs as data folder: the film fails plainly; with more room the same project goes on."""
    home = tmp_path / "small"
    home.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=12m", "none", str(home)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting needs root")
    try:
        data = home / "data"
        open_data(data).settings.write_text("min_free_bytes = 0\n")
        full = studio(data, "make", "--logline", "A fox crosses the sea.", *SMALL, "--out", str(tmp_path / "film.mp4"))
        assert full.returncode == 1
        assert "Traceback" not in full.stderr
        assert "full" in full.stderr.lower() or "space" in full.stderr.lower()
        kept = Shelf(DataFolder(data)).made()
        subprocess.run(["mount", "-o", "remount,size=600m", str(home)], check=True)
        again = studio(data, "make", "--logline", "A fox crosses the sea.", *SMALL, "--out", str(tmp_path / "film.mp4"))
        assert again.returncode == 0, again.stderr[-2000:]
        made = Shelf(DataFolder(data)).made()
        assert all(made[key] == 1 for key in kept)
        assert Projects(DataFolder(data)).all()[0].film
    finally:
        subprocess.run(["umount", "-l", str(home)], check=False)

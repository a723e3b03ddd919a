"""`studio make`: what it writes and says, and what Ctrl-C leaves."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest
from labour import leftovers
from light import light_studio

from studio.datafolder import DataFolder, open_data
from studio.jobs.locks import worker_runs
from studio.jobs.progress import Progress

pytestmark = [pytest.mark.slow, pytest.mark.timeout(180)]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    folder = open_data(tmp_path_factory.mktemp("make") / "data")
    light_studio(folder)
    return folder


def make(data: DataFolder, *arguments: str) -> subprocess.Popen[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("STUDIO_")}
    command = [sys.executable, "-m", "studio.cli", "make", "--shape", "160x90", "--data", str(data.root), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def test_it_writes_film_captions_and_poster_and_says_all_as_json(data: DataFolder, tmp_path: Path) -> None:
    out = tmp_path / "new" / "fox.mp4"
    process = make(data, "--logline", "A fox crosses the sea.", "--seconds", "8", "--json", "--out", str(out))
    said, wrong = process.communicate(timeout=120)
    assert process.returncode == 0, wrong
    assert sorted(path.suffix for path in out.parent.iterdir()) == [".jpg", ".mp4", ".srt", ".vtt"]
    *progress, answer = [json.loads(line) for line in said.splitlines()]
    assert (
        answer["film"] == str(out) and answer["title"] and {check["name"] for check in answer["checks"]} >= {"frames"}
    )
    assert progress[-1]["state"] == "done"
    assert not worker_runs(data)


def test_the_same_brief_again_is_there_at_once(data: DataFolder, tmp_path: Path) -> None:
    arguments = ("--logline", "A fox crosses the sea.", "--seconds", "8", "--out", str(tmp_path / "fox.mp4"))
    process = make(data, *arguments)
    said, wrong = process.communicate(timeout=120)
    assert process.returncode == 0, wrong
    assert str(tmp_path / "fox.mp4") in said and "checks passed" in said


def test_ctrl_c_cancels_the_film_and_leaves_nothing(data: DataFolder, tmp_path: Path) -> None:
    process = make(data, "--logline", "A wolf guards the tower.", "--seconds", "60", "--out", str(tmp_path / "w.mp4"))
    progress = Progress(data)
    deadline = time.monotonic() + 60
    while not any(row.state == "running" for row in progress.jobs(states=("running",))):
        assert time.monotonic() < deadline and process.poll() is None
        time.sleep(0.05)
    below = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "Cancelled" in said
    assert progress.jobs(1)[0].state == "cancelled"
    _, alive = psutil.wait_procs(below, timeout=3)
    assert not alive
    assert leftovers(data) == []
    assert not (tmp_path / "w.mp4").exists()

"""The supervisor: who falls is started again, who falls at once is given up, and nobody is left behind."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from studio.datafolder import DataFolder
from studio.jobs.locks import worker_runs

pytestmark = [pytest.mark.slow, pytest.mark.timeout(120)]
SUPERVISE = "import sys; from studio.jobs.supervisor import supervise; supervise({'worker': sys.argv[1:]})"


def supervisor(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", SUPERVISE, *arguments], stderr=subprocess.PIPE, text=True)


def worker_of(process: subprocess.Popen[str], data: DataFolder) -> psutil.Process:
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline:
        children = psutil.Process(process.pid).children()
        if children and worker_runs(data):
            return children[0]
        time.sleep(0.1)
    raise AssertionError("no worker came up")


def test_a_worker_that_is_killed_is_started_again_and_all_end_together(data: DataFolder) -> None:
    process = supervisor("worker", "--data", str(data.root))
    first = worker_of(process, data)
    first.kill()
    first.wait(5)
    second = worker_of(process, data)
    assert second.pid != first.pid
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=15)
    assert "starts again" in said
    assert not second.is_running()


def test_nobody_outlives_a_supervisor_that_is_killed(data: DataFolder) -> None:
    process = supervisor("worker", "--data", str(data.root))
    worker = worker_of(process, data)
    process.kill()
    process.communicate()
    gone, _ = psutil.wait_procs([worker], timeout=3)
    assert gone


def test_who_falls_at_once_is_given_up_with_the_next_step(tmp_path: Path) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("")
    process = supervisor("worker", "--data", str(blocked / "data"))
    _, said = process.communicate(timeout=100)
    assert process.returncode != 0
    assert "times in a row" in said and "studio worker" in said

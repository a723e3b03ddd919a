"""A worker process of our own, for whoever waits for a job where no worker runs."""

from __future__ import annotations

import subprocess
import sys
import time
from tempfile import TemporaryFile
from typing import IO

from studio.datafolder import DataFolder
from studio.errors import StudioError
from studio.jobs import platform
from studio.jobs.locks import worker_runs

TRIES = 3
"""Falls after which a worker is not started again."""
STOP_GRACE = 5.0


class OwnWorker:
    """Keeps a CPU worker on a data folder for as long as the `with` block lasts: ours where nobody else runs one."""

    def __init__(self, data: DataFolder) -> None:
        self.data = data
        self.process: subprocess.Popen[bytes] | None = None
        self.said: IO[bytes] | None = None
        self.falls = 0
        self.looked = 0.0

    def __enter__(self) -> OwnWorker:
        self.keep()
        return self

    def keep(self) -> None:
        """Start a worker where there is none. StudioError, with its last words, where it falls again and again."""
        if self.process is not None and self.process.poll() is not None:
            self.falls += self.process.returncode != 0
            self.process = None
            if self.falls >= TRIES:
                raise StudioError(
                    f"The worker fell {TRIES} times in a row.",
                    f"Run `studio worker --data {self.data.root}` alone to see why.",
                    self.words(),
                )
        if self.process is None and time.monotonic() - self.looked > 1:
            self.looked = time.monotonic()
            if not worker_runs(self.data):
                self._start()

    def _start(self) -> None:
        if self.said is not None:
            self.said.close()
        self.said = TemporaryFile()  # noqa: SIM115 - lives as long as the process
        command = [sys.executable, "-m", "studio.cli", "worker", "--device", "cpu", "--data", str(self.data.root)]
        self.process = platform.spawn(command, stdout=self.said, stderr=self.said)

    def dismiss(self) -> None:
        """Ask the worker to end; the end of the `with` waits for it."""
        if self.process is not None:
            self.process.terminate()

    def words(self) -> str:
        """The end of what the worker said."""
        if self.said is None:
            return ""
        self.said.seek(0)
        return self.said.read()[-4000:].decode(errors="replace")

    def __exit__(self, *error: object) -> None:
        self.dismiss()
        if self.process is not None:
            try:
                self.process.wait(timeout=STOP_GRACE)
            except subprocess.TimeoutExpired:
                platform.kill_group(self.process.pid)
                self.process.wait()
        if self.said is not None:
            self.said.close()

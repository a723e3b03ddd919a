"""Weights fetched beside the pages: a `studio models pull` of its own each, watched by a thread. It ends with us, and the
next one goes on where it stopped."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import dataclass, replace
from pathlib import Path

from studio.datafolder import DataFolder
from studio.errors import BadInput
from studio.jobs import platform


@dataclass(frozen=True)
class Pull:
    """How far a model's weights are. `what` and `todo` say why it stopped; both '' while it runs."""

    done: int = 0
    total: int = 0
    what: str = ""
    todo: str = ""

    @property
    def runs(self) -> bool:
        """Is it being fetched now?"""
        return not self.what

    @property
    def share(self) -> float:
        """0 to 1."""
        return min(1.0, self.done / self.total) if self.total else 0.0


class Pulls:
    """Those of one data folder, by the model's id. What came to its end is forgotten; what failed stays until the next try."""

    def __init__(self, data: DataFolder) -> None:
        self.data = data
        self.lock = threading.Lock()
        self.found: dict[str, Pull] = {}
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.stopped: set[str] = set()

    def get(self, model: str) -> Pull | None:
        """How a model's fetching stands; None where nothing was asked."""
        with self.lock:
            return self.found.get(model)

    def start(self, model: str) -> None:
        """Begin to fetch, at once; one that runs is left alone."""
        with self.lock:
            known = self.found.get(model)
            if known is not None and known.runs:
                return
            self.found[model] = Pull()
            self.stopped.discard(model)
        # The kernel ties a child's life to the thread that started it: this one lives as long as the child may.
        threading.Thread(target=self._watch, args=(model,), name=f"pull-{model}", daemon=True).start()

    def cancel(self, model: str) -> None:
        """Stop fetching; what came stays for the next time."""
        with self.lock:
            if model in self.found:
                self.stopped.add(model)
                del self.found[model]
            process = self.processes.get(model)
        if process is not None:
            process.terminate()

    def held(self, model: str) -> None:
        """Refuse to touch weights that are being fetched."""
        with self.lock:
            if model in self.processes or ((known := self.found.get(model)) is not None and known.runs):
                raise BadInput(f"The weights of {model!r} are being fetched.", "Cancel that first.")
            self.found.pop(model, None)

    def _watch(self, model: str) -> None:
        command = [sys.executable, "-m", "studio.cli", "models", "pull", model, "--json", "--data", str(self.data.root)]
        error: dict[str, str] = {}
        log = Path(self.data.tmp) / f"pull-{model}.log"
        with log.open("wb") as said:
            process = platform.spawn(command, stdout=subprocess.PIPE, stderr=said)
        with self.lock:
            self.processes[model] = process
            if model in self.stopped:
                process.terminate()
        assert process.stdout is not None
        with process.stdout:
            for line in process.stdout:
                news = json.loads(line)
                error = news.get("error", error)
                with self.lock:
                    if "total" in news and model in self.found:
                        self.found[model] = replace(self.found[model], done=news["done"], total=news["total"])
        code = process.wait()
        with self.lock:
            del self.processes[model]
            known = self.found.pop(model, None)
            if code and known is not None:
                what = error.get("what") or "Fetching ended without an answer."
                self.found[model] = replace(known, what=what, todo=error.get("todo") or "Fetch it again: it goes on.")
        log.unlink(missing_ok=True)

"""A backend's context held in the hand: keeps what is yielded, and stops at a step when told to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np


class Stopped(Exception):
    """What the host raises when somebody asked to stop."""


class HeldContext:
    """Implements `studio.backend.Context` in the test's own process."""

    device = "cpu"
    threads = 1

    def __init__(self, scratch: Path, inputs: dict[str, Path] | None = None, stop_after: int = 0) -> None:
        self.scratch = scratch
        self.inputs = inputs or {}
        self.stop_after = stop_after
        self.frames: list[Any] = []
        self.files: list[Path] = []
        self.facts: dict[str, Any] = {}
        self.steps: list[tuple[int, int, str]] = []
        self.previews: list[Any] = []

    def input(self, name: str) -> Path:
        """A file that was given."""
        return self.inputs[name]

    def image(self, picture: Any) -> None:
        """Keep the picture."""
        self.frames.append(np.array(picture))

    def frame(self, picture: Any) -> None:
        """Keep the frame."""
        self.frames.append(np.array(picture))

    def samples(self, samples: Any, rate: int) -> None:
        """Not asked for here."""
        raise AssertionError("no sound is asked for")

    def text(self, text: str) -> None:
        """Not asked for here."""
        raise AssertionError("no text is asked for")

    def file(self, path: Path) -> None:
        """Keep the path."""
        self.files.append(path)

    def report(self, name: str, value: Any) -> None:
        """Keep the fact."""
        self.facts[name] = value

    def progress(self, done: int, total: int, phase: str = "run") -> None:
        """Keep how far it is; stop after so many steps."""
        self.steps.append((done, total, phase))
        if self.stop_after and phase == "drawing" and done >= self.stop_after:
            raise Stopped

    def preview(self, picture: Any) -> None:
        """Keep the preview."""
        self.previews.append(picture)

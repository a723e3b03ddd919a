"""A context that keeps what a backend yields, for tests that call a backend without its host."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass
class Recording:
    """Everything a backend said, in order."""

    scratch: Path = field(default_factory=lambda: Path("/nonexistent"))
    device: str = "cpu"
    threads: int = 1
    frames: list[NDArray[np.uint8]] = field(default_factory=list)
    blocks: list[NDArray[np.float32]] = field(default_factory=list)
    rate: int = 0
    facts: dict[str, Any] = field(default_factory=dict)
    steps: list[tuple[int, int, str]] = field(default_factory=list)
    said: str = ""

    @property
    def sound(self) -> NDArray[np.float32]:
        """All samples, channels × n."""
        return np.concatenate(self.blocks, axis=1)

    def input(self, name: str) -> Path:
        raise KeyError(name)

    def image(self, picture: NDArray[np.uint8]) -> None:
        self.frames.append(picture.copy())

    def frame(self, picture: NDArray[np.uint8]) -> None:
        self.frames.append(picture.copy())

    def samples(self, samples: NDArray[np.float32], rate: int) -> None:
        assert samples.dtype == np.float32 and samples.ndim == 2
        self.blocks.append(samples.copy())
        self.rate = rate

    def text(self, text: str) -> None:
        self.said = text

    def file(self, path: Path) -> None:
        raise AssertionError(path)

    def report(self, name: str, value: Any) -> None:
        self.facts[name] = value

    def progress(self, done: int, total: int, phase: str = "run") -> None:
        self.steps.append((done, total, phase))

    def preview(self, picture: NDArray[np.uint8]) -> None:
        assert picture.dtype == np.uint8

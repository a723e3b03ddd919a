"""A context that keeps what a backend yields, for tests that call a backend without its host."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


def rgb(planes: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The picture of YUV 4:2:0 planes (3/2 height × width, BT.709, TV range)."""
    rows, width = planes.shape
    height = rows * 2 // 3
    tone = (planes[:height].astype(np.float32) - 16) / 219
    chroma = (planes[height:].reshape(2, height // 2, width // 2).astype(np.float32) - 128) / 224
    blue, red = chroma.repeat(2, axis=1).repeat(2, axis=2)
    r, b = tone + 1.5748 * red, tone + 1.8556 * blue
    g = (tone - 0.2126 * r - 0.0722 * b) / 0.7152
    return np.rint(np.stack((r, g, b), axis=2).clip(0, 1) * 255).astype(np.uint8)


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
        self.frames.append(picture.copy() if picture.ndim == 3 else rgb(picture))

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

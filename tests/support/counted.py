"""Tiny clips whose every frame says by its grey which one it is, and how to read films made of them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import av
import numpy as np
import soundfile

from studio.render import ffmpeg
from studio.shelf.assets import Asset, Shelf
from studio.shelf.probe import probe

WIDTH, HEIGHT = 64, 36


def clip(
    shelf: Shelf, first: int, frames: int = 28, step: int = 3, rate: str = "24", size: tuple[int, int] = (WIDTH, HEIGHT)
) -> Asset:
    """A clip whose frame k has the grey `first + k * step`."""
    path = shelf.data.tmp / f"counted-{first}-{frames}-{step}-{size[0]}.mp4"
    raw = b"".join(bytes([first + index * step]) * (size[0] * size[1] * 3) for index in range(frames))
    subprocess.run(ffmpeg.shot_encoder(*size, rate, path), input=raw, check=True, timeout=60)
    return shelf.commit(path, "video", recipe={}, facts=probe(path))


def tone(shelf: Shelf, seconds: float = 2.0, hertz: float = 440.0) -> Asset:
    """A sine, 48 kHz stereo."""
    path = shelf.data.tmp / f"tone-{hertz}.wav"
    wave = (0.2 * np.sin(2 * np.pi * hertz * np.arange(round(seconds * 48_000)) / 48_000)).astype(np.float32)
    soundfile.write(path, np.repeat(wave[:, None], 2, axis=1), 48_000, subtype="FLOAT")
    return shelf.commit(path, "audio", recipe={}, facts=probe(path))


def frames(path: Path) -> list[np.ndarray]:
    """A film's frames, RGB."""
    with av.open(str(path)) as file:
        return [frame.to_ndarray(format="rgb24") for frame in file.decode(video=0)]


def greys(path: Path) -> list[float]:
    """The mean of each frame of a film."""
    return [float(frame.mean()) for frame in frames(path)]

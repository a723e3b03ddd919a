"""Clips and pictures in and out: read with PyAV and Pillow, fitted to a model's size, and back."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import av
import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

Picture = NDArray[np.uint8]


class Clip(NamedTuple):
    """Facts of one of the studio's own clips."""

    path: Path
    width: int
    height: int
    frames: int
    rate: Fraction

    @property
    def seconds(self) -> float:
        """Its length."""
        return float(self.frames / self.rate)

    def read(self, first: int = 0, last: int | None = None) -> Iterator[Picture]:
        """Frames first <= n < last, uint8 RGB."""
        with av.open(f"file:{self.path}", format="mp4") as container:
            for place, frame in enumerate(container.decode(video=0)):
                if last is not None and place >= last:
                    return
                if place >= first:
                    yield frame.to_ndarray(format="rgb24")


def clip(path: Path) -> Clip:
    """A clip's facts; its frames are counted, not believed."""
    with av.open(f"file:{path}", format="mp4") as container:
        stream = container.streams.video[0]
        frames = stream.frames or sum(1 for packet in container.demux(stream) if packet.size)
        assert stream.average_rate is not None
        return Clip(path, stream.width, stream.height, frames, Fraction(stream.average_rate))


def picture(path: Path) -> Picture:
    """A still, uint8 RGB."""
    with Image.open(path, formats=["PNG"]) as opened:
        return np.asarray(opened.convert("RGB"))


def stretched(frame: Picture, width: int, height: int) -> Picture:
    """A frame at another size, its shape changed where it must be (by less than a multiple of the model's grid)."""
    if frame.shape[1::-1] == (width, height):
        return frame
    smaller = width * height < frame.shape[0] * frame.shape[1]
    way = cv2.INTER_AREA if smaller else cv2.INTER_LANCZOS4
    scaled: Picture = np.asarray(cv2.resize(frame, (width, height), interpolation=way), dtype=np.uint8)
    return scaled


def filled(frame: Picture, width: int, height: int) -> Picture:
    """A frame cropped in its middle to fill another size."""
    tall, wide = frame.shape[:2]
    scale = max(width / wide, height / tall)
    across, down = min(wide, round(width / scale)), min(tall, round(height / scale))
    left, top = (wide - across) // 2, (tall - down) // 2
    return stretched(np.ascontiguousarray(frame[top : top + down, left : left + across]), width, height)


def sized(mask: Picture, width: int, height: int) -> Picture:
    """A mask, height × width, at another size; its edges stay where they are and never overshoot."""
    scaled: Picture = np.asarray(cv2.resize(mask, (width, height), interpolation=cv2.INTER_LINEAR), dtype=np.uint8)
    return scaled

"""A clip with its sound as one file, for models that make both."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import av
import numpy as np
from numpy.typing import NDArray

from backends.diffusion.clips import Picture

BLOCK = 1024


class Sound(NamedTuple):
    """Samples, float32, channels × samples, and their rate."""

    samples: NDArray[np.float32]
    rate: int


def write(path: Path, frames: Iterator[Picture], rate: Fraction, sound: Sound) -> None:
    """H.264 at a fixed quality with short groups, AAC beside it, as long as the pictures."""
    with av.open(f"file:{path}", "w", format="mp4", options={"movflags": "+faststart"}) as container:
        first = next(frames)
        height, width = first.shape[:2]
        video = container.add_stream(
            "libx264", rate=rate, options={"crf": "14", "preset": "veryfast", "g": "12", "threads": "1"}
        )
        video.width, video.height, video.pix_fmt = width, height, "yuv420p"
        audio = container.add_stream("aac", rate=48_000, layout="stereo")
        audio.bit_rate = 192_000
        count = 0
        for picture in chain([first], frames):
            container.mux(video.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
            count += 1
        container.mux(video.encode(None))
        wanted = round(float(count / rate) * 48_000)
        resampler = av.AudioResampler(format="fltp", layout="stereo", rate=48_000)
        samples = sound.samples if sound.samples.shape[0] == 2 else np.repeat(sound.samples[:1], 2, axis=0)
        whole = np.ascontiguousarray(np.clip(np.nan_to_num(samples), -1, 1), dtype=np.float32)
        frame = av.AudioFrame.from_ndarray(whole, format="fltp", layout="stereo")
        frame.sample_rate = sound.rate
        turned = np.concatenate(
            [block.to_ndarray() for part in (frame, None) for block in resampler.resample(part)], axis=1
        )
        turned = np.pad(turned, ((0, 0), (0, max(0, wanted - turned.shape[1]))))[:, :wanted]
        for start in range(0, wanted, BLOCK):
            block = av.AudioFrame.from_ndarray(
                np.ascontiguousarray(turned[:, start : start + BLOCK]), format="fltp", layout="stereo"
            )
            block.sample_rate, block.pts, block.time_base = 48_000, start, Fraction(1, 48_000)
            container.mux(audio.encode(block))
        container.mux(audio.encode(None))

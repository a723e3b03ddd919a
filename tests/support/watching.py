"""Judge a film from outside: decode it, look for black and frozen stretches, hear its loudness. Shares no code with our QC."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

import av
import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Seen:
    """A decoded film: small grey frames, their times, and its sound."""

    grey: NDArray[np.uint8]
    times: list[float]
    sound: NDArray[np.float32]
    codecs: tuple[str, str]
    size: tuple[int, int]

    @property
    def brightness(self) -> NDArray[np.float64]:
        """Mean grey of every frame, 0 to 255."""
        return self.grey.mean(axis=(1, 2))

    @property
    def change(self) -> NDArray[np.float64]:
        """Mean absolute change to the frame before; the first is 255."""
        steps = np.abs(np.diff(self.grey.astype(np.int16), axis=0)).mean(axis=(1, 2))
        return np.concatenate([[255.0], steps])


def watch(path: Path, side: int = 160) -> Seen:
    """Decode every frame and sample of a film."""
    grey, times, blocks = [], [], []
    with av.open(str(path)) as file:
        video, audio = file.streams.video[0], file.streams.audio[0]
        size = (video.codec_context.width, video.codec_context.height)
        resampler = av.AudioResampler("fltp", "stereo", 48_000)
        height = max(2, round(side * size[1] / size[0]))
        for packet in file.demux(video, audio):
            for frame in packet.decode():
                if isinstance(frame, av.VideoFrame):
                    times.append(float(frame.time))
                    grey.append(frame.reformat(side, height, "gray").to_ndarray())
                else:
                    blocks += [block.to_ndarray() for block in resampler.resample(frame)]
        codecs = (video.codec_context.name, audio.codec_context.name)
    return Seen(np.stack(grey), times, np.concatenate(blocks, axis=1), codecs, size)


def stretches(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Runs of True as (first, end)."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], flags.astype(int), [0]])))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def loudness(path: Path) -> tuple[float, float]:
    """Integrated loudness in LUFS and true peak in dBTP, by ffmpeg's EBU R128 meter."""
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(),
        "-nostdin",
        "-i",
        str(path),
        "-map",
        "0:a",
        "-af",
        "ebur128=peak=true",
        "-f",
        "null",
        "-",
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stderr
    summary = said[said.rindex("Summary:") :]
    integrated = re.search(r"I:\s+(-?[\d.]+) LUFS", summary)
    peak = re.search(r"Peak:\s+(-?[\d.]+) dBFS", summary)
    assert integrated and peak
    return float(integrated[1]), float(peak[1])


def onset(sound: NDArray[np.float32], rate: int, around: float, reach: float = 0.25) -> float:
    """Where the sound rises most near a time: seconds of the steepest rise of its 5 ms energy."""
    mono = np.abs(sound).max(axis=0) if sound.ndim == 2 else np.abs(sound)
    hop = rate // 400
    start = max(0, int((around - reach) * rate))
    piece = mono[start : int((around + reach) * rate)]
    energy = np.array(
        [float(np.sqrt(np.mean(piece[i : i + hop] ** 2)) + 1e-6) for i in range(0, len(piece) - hop, hop)]
    )
    rise = np.diff(np.log(energy))
    return (start + (int(np.argmax(rise)) + 1) * hop) / rate

"""Frame stages: what is done to pixels between cutting and encoding. With none, no raw pipe is ever opened."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.errors import BadInput, Cancelled
from studio.jobs import platform
from studio.render import ffmpeg
from studio.render.plan import Segment
from studio.settings import Settings
from studio.timeline.timeline import Timeline

Frame = NDArray[np.uint8]
Stage = Callable[[Frame, int, dict[str, Any]], Frame]
"""Frame (H×W×3 RGB), its number from the stage's own start, the stage's params; answers the new frame."""


def fade(frame: Frame, at: int, params: dict[str, Any]) -> Frame:
    """From black over the first `into` frames and to black over the last `out` frames."""
    level = 1.0
    if params.get("into"):
        level = min(level, (at + 1) / float(params["into"]))
    if params.get("out"):
        level = min(level, (float(params["of"]) - at) / float(params["out"]))
    return frame if level >= 1 else (frame * max(0.0, level)).astype(np.uint8)


def grade(frame: Frame, at: int, params: dict[str, Any]) -> Frame:
    """Saturation, contrast around middle grey, and exposure in stops."""
    picture = frame.astype(np.float32) * 2.0 ** float(params.get("exposure", 0.0))
    grey = picture @ np.array([0.2126, 0.7152, 0.0722], np.float32)
    picture = grey[..., None] + (picture - grey[..., None]) * float(params.get("saturation", 1.0))
    picture = (picture - 118) * float(params.get("contrast", 1.0)) + 118
    graded: Frame = np.clip(picture, 0, 255).astype(np.uint8)
    return graded


STAGES: dict[str, Stage] = {"fade": fade, "grade": grade}


def encode(
    segment: Segment,
    timeline: Timeline,
    cards: dict[str, Path],
    path_of: Callable[[str], Path],
    path: Path,
    settings: Settings,
    heard: Callable[[int], None],
    cancel: threading.Event | None,
) -> None:
    """Decode a segment raw, run its stages on every frame, encode it."""
    for stage in segment.stages:
        if stage.get("name") not in STAGES:
            raise BadInput(f"{stage.get('name')!r} is no frame stage.", f"Choose one of: {', '.join(STAGES)}.")
    size = timeline.width * timeline.height * 3
    tool = str(ffmpeg.executable(settings))
    source = subprocess.Popen(
        [tool, *ffmpeg.QUIET, *ffmpeg.segment(segment, timeline, cards, path_of, None)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=platform.child_setup(),
    )
    sink = subprocess.Popen(
        [tool, *ffmpeg.QUIET[:1], *ffmpeg.QUIET[2:], *ffmpeg.raw_segment(timeline, segment.frames, path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=platform.child_setup(),
    )
    assert source.stdout and sink.stdin and source.stderr and sink.stderr
    try:
        for index in range(segment.frames):
            if cancel is not None and cancel.is_set():
                raise Cancelled("The render was stopped.", "Start it again when you like; finished parts are kept.")
            raw = source.stdout.read(size)
            if len(raw) < size:
                break
            frame: Frame = np.frombuffer(raw, np.uint8).reshape(timeline.height, timeline.width, 3)
            for stage in segment.stages:
                frame = STAGES[str(stage["name"])](frame, int(stage["at"]) + index, stage)
            sink.stdin.write(frame.tobytes())
            heard(index + 1)
        sink.stdin.close()
        for process in (source, sink):
            said = process.stderr.read().decode(errors="replace") if process.stderr else ""
            if process.wait(timeout=60):
                raise ffmpeg.translated(said, process.returncode)
    finally:
        for process in (source, sink):
            if process.poll() is None:
                platform.kill_group(process.pid)
                process.wait()
            for pipe in (process.stdin, process.stdout, process.stderr):
                if pipe is not None and not pipe.closed:
                    pipe.close()

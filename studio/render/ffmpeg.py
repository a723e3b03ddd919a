"""The only file that builds ffmpeg command lines and starts the tool."""

from __future__ import annotations

import functools
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import imageio_ffmpeg

from studio.backend import Frozen
from studio.errors import Cancelled, NotReady, RenderError, StorageError
from studio.jobs import platform
from studio.settings import Settings

ENCODE = ("-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p", "-threads", "1", "-bf", "2")
COLOUR = ("-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709", "-color_range", "tv")
QUIET = ("-hide_banner", "-nostdin", "-loglevel", "error", "-y")


class Capabilities(Frozen):
    """What a found ffmpeg is and can do."""

    version: str
    encoders: frozenset[str]


def executable(settings: Settings | None = None) -> Path:
    """The ffmpeg to use: the settings' path, else the one imageio-ffmpeg brings, else the one on PATH."""
    if settings is not None and settings.ffmpeg:
        chosen = Path(settings.ffmpeg)
        if not chosen.is_file():
            raise NotReady(f"ffmpeg is not at {settings.ffmpeg!r}.", "Mend `ffmpeg` in studio.toml, or leave it empty.")
        return chosen
    try:
        return Path(imageio_ffmpeg.get_ffmpeg_exe())
    except RuntimeError:
        found = shutil.which("ffmpeg")
        if found is None:
            raise NotReady(
                "No ffmpeg was found.", "Install the package imageio-ffmpeg, or name one in studio.toml."
            ) from None
        return Path(found)


@functools.lru_cache(maxsize=4)
def capabilities(path: Path) -> Capabilities:
    """Version and encoders of an ffmpeg; NotReady where libx264 or aac is missing."""
    first = subprocess.run([str(path), "-version"], capture_output=True, text=True, timeout=20, check=False).stdout
    match = re.match(r"ffmpeg version (\S+)", first)
    if match is None:
        raise NotReady(f"{str(path)!r} is no ffmpeg.", "Mend `ffmpeg` in studio.toml, or leave it empty.")
    listed = subprocess.run([str(path), *QUIET, "-encoders"], capture_output=True, text=True, timeout=20, check=False)
    encoders = frozenset(re.findall(r"^ [VAS][.FSXBD]{5} (\S+)", listed.stdout, re.M))
    for needed in ("libx264", "aac"):
        if needed not in encoders:
            raise NotReady(f"ffmpeg {match[1]} cannot encode {needed}.", "Leave `ffmpeg` in studio.toml empty.")
    return Capabilities(version=match[1], encoders=encoders)


def shot_encoder(width: int, height: int, rate: str, path: Path) -> list[str]:
    """Command that reads raw RGB frames on stdin and writes a clip: H.264, a key frame every 12 frames at most."""
    return [
        *(str(executable()), "-hide_banner", "-loglevel", "error", "-y"),
        *("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{height}", "-r", rate, "-i", "pipe:0"),
        *("-vf", "scale=out_color_matrix=bt709:out_range=tv", *ENCODE, "-crf", "16", "-g", "12", *COLOUR),
        *("-an", "-fps_mode", "cfr", "-bitexact", "-movflags", "+faststart", str(path)),
    ]


def picture_encoder(width: int, height: int, path: Path) -> list[str]:
    """Command that reads one raw RGB frame on stdin and writes a PNG."""
    return [
        *(str(executable()), "-hide_banner", "-loglevel", "error", "-y"),
        *("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{height}", "-i", "pipe:0"),
        *("-frames:v", "1", "-bitexact", "-c:v", "png", str(path)),
    ]


def run(
    arguments: Sequence[str],
    *,
    timeout: float = 600,
    progress: Callable[[int], None] | None = None,
    cancel: threading.Event | None = None,
    settings: Settings | None = None,
) -> None:
    """Run ffmpeg with these arguments. `progress` hears frames done; `cancel` or `timeout` kills its whole group."""
    command = [str(executable(settings)), *QUIET, "-progress", "pipe:1", "-stats_period", "0.2", *arguments]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=platform.child_setup(),
    )
    said: list[bytes] = []
    drain = threading.Thread(target=lambda: said.append(process.stderr.read() if process.stderr else b""), daemon=True)
    drain.start()
    watch = threading.Thread(target=_watch, args=(process, time.monotonic() + timeout, cancel), daemon=True)
    watch.start()
    assert process.stdout is not None
    for line in process.stdout:
        if progress is not None and line.startswith(b"frame="):
            progress(int(line[6:]))
    code = process.wait()
    drain.join()
    if cancel is not None and cancel.is_set():
        raise Cancelled("The render was stopped.", "Start it again when you like; finished parts are kept.")
    if code:
        raise translated(b"".join(said).decode(errors="replace"), code)


def _watch(process: subprocess.Popen[bytes], deadline: float, cancel: threading.Event | None) -> None:
    while process.poll() is None:
        if (cancel is not None and cancel.is_set()) or time.monotonic() > deadline:
            platform.kill_group(process.pid)
            return
        time.sleep(0.02)


STDERR: tuple[tuple[str, str, str], ...] = (
    ("No space left on device", "The disk is full.", "Free space in the data folder and start again."),
    ("File too large", "The disk is full.", "Free space in the data folder and start again."),
    ("Permission denied", "A file may not be read or written.", "Check the rights of the data folder."),
    ("No such file or directory", "A file of the film is gone.", "Make the missing part again."),
    ("Invalid data found", "A file of the film is damaged.", "Make that part again, or bring the file in again."),
)
"""What ffmpeg says, what it means, what to do."""


def translated(said: str, code: int) -> StorageError | RenderError:
    """ffmpeg's words as one plain error; the original is kept in `detail`."""
    for needle, what, todo in STDERR:
        if needle in said:
            kind = StorageError if "disk" in what else RenderError
            return kind(what, todo, said[-4000:])
    why = "it was killed or ran out of time" if code < 0 else f"exit code {code}"
    return RenderError(
        f"ffmpeg could not finish: {why}.", "Start again; `studio doctor` looks at ffmpeg.", said[-4000:]
    )

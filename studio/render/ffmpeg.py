"""The only file that builds ffmpeg command lines and starts the tool."""

from __future__ import annotations

import dataclasses
import functools
import re
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ffmpeg
import imageio_ffmpeg

from studio.backend import Frozen
from studio.errors import Cancelled, NotReady, RenderError, StorageError
from studio.jobs import platform
from studio.render.transitions import KINDS
from studio.settings import Settings
from studio.timeline.rate import Rate

if TYPE_CHECKING:
    from studio.render.plan import Overlay, Segment, Source
    from studio.timeline.timeline import Timeline

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


SAFE: dict[str, Any] = {
    "protocol_whitelist": "file,pipe",
    "format_whitelist": "mov,matroska,webm,avi,wav,mp3,flac,ogg,aac",
    "max_pixels": 35_389_440,
}
"""Before every input: no playlist, no device, no network, no bomb."""


def timescale(rate: Rate) -> int:
    """Ticks a second of a film's video track: whole ticks a frame at every rate."""
    return rate.num if rate.den > 1 else rate.num * 512


def segment(
    part: Segment, timeline: Timeline, cards: dict[str, Path], path_of: Callable[[str], Path], path: Path | None
) -> list[str]:
    """Arguments that make one segment: an H.264 file, or raw RGB frames on stdout where `path` is None."""
    rate = timeline.rate
    if len(part.sources) == 2:
        picture = _joined(part, timeline, path_of)
    else:
        source = part.sources[0] if part.sources else None
        picture = _clip(source, part.frames, timeline, path_of)
    for overlay in part.overlays:
        picture = _overlaid(picture, overlay, part.frames, rate, cards[overlay.digest])
    picture = picture.filter("trim", end_frame=part.frames)
    if path is None:
        picture = picture.filter("scale", in_color_matrix="bt709", in_range="tv").filter("format", "rgb24")
        output = ffmpeg.output(picture, "pipe:1", f="rawvideo", **{"frames:v": part.frames})
        return [*output.get_args(), "-filter_complex_threads", "1"]
    picture = picture.filter("format", "yuv420p").filter(
        "setparams", range="tv", color_primaries="bt709", color_trc="bt709", colorspace="bt709"
    )
    arguments: list[str] = ffmpeg.output(picture, f"file:{path}").get_args()
    return ["-filter_complex_threads", "1", *arguments[:-1], *_encoding(rate, part.frames), arguments[-1]]


def raw_segment(timeline: Timeline, frames: int, path: Path) -> list[str]:
    """Arguments that encode raw RGB frames on stdin as a segment."""
    size = f"{timeline.width}x{timeline.height}"
    return [
        *("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", size, "-r", str(timeline.rate), "-i", "pipe:0"),
        *(
            "-vf",
            "scale=out_color_matrix=bt709:out_range=tv",
            *COLOUR,
            *_encoding(timeline.rate, frames),
            f"file:{path}",
        ),
    ]


def _encoding(rate: Rate, frames: int) -> list[str]:
    """The one encoder profile of every segment, so that they can be joined by copying."""
    return [
        *ENCODE,
        *("-crf", "18", "-g", "48", "-x264-params", "stitchable=1", "-video_track_timescale", str(timescale(rate))),
        *("-an", "-fps_mode", "cfr", "-r", str(rate), "-frames:v", str(frames), "-bitexact"),
    ]


def _joined(part: Segment, timeline: Timeline, path_of: Callable[[str], Path]) -> Any:
    """Two clips through a transition; a piece of one is cut out of the whole, so that pieces fit together."""
    kind = KINDS[part.join]
    rate, whole = timeline.rate, part.whole
    half = whole // 2
    before, after = (_moved(source, -part.offset) for source in part.sources)
    if kind.join == "blend":
        pair = [_clip(source, whole, timeline, path_of) for source in (before, after)]
        seconds = float(rate.seconds(whole))
        picture = ffmpeg.filter(pair, "xfade", transition=kind.xfade, duration=f"{seconds:.9f}", offset=0)
    else:
        down = _clip(before, half, timeline, path_of)
        up = _clip(_moved(after, half), whole - half, timeline, path_of)
        down = down.filter("fade", t="out", s=0, n=max(1, half), color=kind.through)
        up = up.filter("fade", t="in", s=0, n=max(1, whole - half), color=kind.through)
        picture = ffmpeg.filter([down, up], "concat", n=2, v=1, a=0)
    picture = _timed(picture, rate)
    if part.offset or part.frames != whole:
        picture = picture.filter("trim", start_frame=part.offset, end_frame=part.offset + part.frames)
        picture = _timed(picture, rate)
    return picture


def _moved(source: Source, frames: int) -> Source:
    return dataclasses.replace(source, first=source.first + frames)


def _clip(source: Source | None, frames: int, timeline: Timeline, path_of: Callable[[str], Path]) -> Any:
    """So many frames of a source at the film's size and rate; the end frames are held where the source has no more."""
    rate, width, height = timeline.rate, timeline.width, timeline.height
    if source is None or not source.asset:
        seconds = float(rate.seconds(frames + 1))
        black = ffmpeg.input(f"color=c=black:s={width}x{height}:r={rate}", f="lavfi", t=f"{seconds:.6f}")
        return _timed(black.filter("trim", end_frame=frames), rate)
    path = f"file:{path_of(source.asset)}"
    if source.still:
        picture = _fitted(ffmpeg.input(path, f="png_pipe"), source.fit, width, height)
        return _timed(picture.filter("loop", loop=frames - 1, size=1), rate)
    first = max(0, source.first)
    seek = {"ss": f"{float(rate.seconds(1)) * (first - 0.5):.6f}"} if first else {}
    taken = float(rate.seconds(frames + 2))
    picture = ffmpeg.input(path, **SAFE, **seek, t=f"{taken:.6f}")["v"]
    if not source.exact:
        picture = _fitted(picture, source.fit, width, height).filter("fps", fps=str(rate), round="near")
    held = {"start": -source.first, "start_mode": "clone"} if source.first < 0 else {}
    if source.first + frames > source.has:
        held |= {"stop": source.first + frames - source.has + 2, "stop_mode": "clone"}
    if held:
        picture = _timed(picture, rate).filter("tpad", **held)
    return _timed(picture.filter("trim", end_frame=frames), rate)


def _timed(picture: Any, rate: Rate) -> Any:
    """Frames numbered 0, 1, 2… in a time base of one frame."""
    return picture.filter("settb", f"{rate.den}/{rate.num}").filter("setpts", "N").filter("fps", fps=str(rate))


def _fitted(picture: Any, fit: str, width: int, height: int) -> Any:
    """Scaled into the film's shape: filling it, or whole with black beside it; square pixels, BT.709, TV range."""
    how = "increase" if fit == "fill" else "decrease"
    colour = {"out_range": "tv", "out_color_matrix": "bt709"}
    picture = picture.filter(
        "scale", w=width, h=height, force_original_aspect_ratio=how, force_divisible_by=2, **colour
    )
    picture = picture.filter("crop", width, height) if fit == "fill" else picture.filter("pad", width, height, -1, -1)
    return picture.filter("setsar", 1)


def _overlaid(picture: Any, overlay: Overlay, frames: int, rate: Rate, card: Path) -> Any:
    """A title card over a picture, faded by its alpha. Only the part of the title inside the segment is drawn."""
    first, last = max(0, overlay.start), min(frames, overlay.end)
    length = overlay.end - overlay.start
    shown = ffmpeg.input(f"file:{card}", f="png_pipe").filter("format", "yuva420p")
    shown = shown.filter("loop", loop=last - first - 1, size=1).filter("settb", f"{rate.den}/{rate.num}")
    shown = shown.filter("setpts", f"N+{first - overlay.start}")
    if overlay.fade_in:
        shown = shown.filter("fade", t="in", st=0, d=_seconds(rate, overlay.fade_in), alpha=1)
    if overlay.fade_out:
        shown = shown.filter(
            "fade", t="out", st=_seconds(rate, length - overlay.fade_out), d=_seconds(rate, overlay.fade_out), alpha=1
        )
    shown = shown.filter("setpts", f"N+{first}")
    return picture.overlay(shown, x=overlay.x, y=overlay.y, eof_action="pass")


def _seconds(rate: Rate, frames: int) -> str:
    return f"{float(rate.seconds(frames)):.6f}"


def sound(master: Path, path: Path) -> list[str]:
    """Arguments that encode a mix as AAC: 48 kHz stereo, 192 kbit/s."""
    return ["-i", f"file:{master}", "-vn", "-c:a", "aac", "-b:a", "192k", "-ar", "48000", "-bitexact", f"file:{path}"]


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

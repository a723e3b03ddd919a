"""The only file that builds ffmpeg's command lines and starts the tool; `joining` brings the graphs of transitions."""

from __future__ import annotations

import contextlib
import dataclasses
import functools
import re
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ffmpeg
import imageio_ffmpeg

from studio.backend import Frozen
from studio.errors import Cancelled, NotReady, RenderError, StorageError
from studio.jobs import platform
from studio.render import joining
from studio.render.joining import TV, seconds, timed
from studio.render.transitions import KINDS
from studio.settings import Settings
from studio.timeline.rate import Rate

if TYPE_CHECKING:
    from studio.render.plan import Overlay, Segment, Source
    from studio.render.titles import Drawn
    from studio.timeline.timeline import Timeline

ENCODE = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-threads", "1")
FILM = "stitchable=1:aq-mode=1:mbtree=1:rc-lookahead=6:cabac=1:8x8dct=1:partitions=i8x8:no-deblock=0"
"""What pays for a finished film on top of the quickest preset. On a painted film with grain, at crf 20.5, it takes a third
of the work of `veryfast` at crf 20 for the same PSNR and SSIM and 3 % more bytes: finer search finds nothing in grain."""
MEZZANINE = (*ENCODE, "-tune", "fastdecode", "-g", "12")
"""Of what will be cut again: near key frames, a third of the work to encode and less to decode, at the same PSNR for a
third more bytes (measured on painted shots with grain)."""
SAID = "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709"
"""Without a word of what raw planes are, ffmpeg takes them for something else and converts them."""
COLOUR = ("-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709", "-color_range", "tv")
QUIET = ("-hide_banner", "-nostdin", "-loglevel", "error", "-y")


class Capabilities(Frozen):
    """What a found ffmpeg is and can do."""

    version: str
    encoders: frozenset[str]
    filters: frozenset[str]


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


NEEDED = {
    "encoders": ("libx264", "aac", "png"),
    "filters": tuple(
        "xfade overlay tpad blend geq loop fade gblur hstack vstack crop zoompan chromashift noise split".split()
    ),
}
"""What the renderer uses of ffmpeg."""


@functools.lru_cache(maxsize=4)
def capabilities(path: Path) -> Capabilities:
    """Version, encoders and filters of an ffmpeg; NotReady where one that the renderer needs is missing."""
    match = re.match(r"ffmpeg version (\S+)", _answer(path, "-version"))
    if match is None:
        raise NotReady(f"{str(path)!r} is no ffmpeg.", "Mend `ffmpeg` in studio.toml, or leave it empty.")
    found = {
        "encoders": frozenset(re.findall(r"^ [VAS][.FSXBD]{5} (\S+)", _answer(path, "-encoders"), re.M)),
        "filters": frozenset(re.findall(r"^ [.TSC]{2,3} (\S+)", _answer(path, "-filters"), re.M)),
    }
    for kind, names in NEEDED.items():
        missing = [name for name in names if name not in found[kind]]
        if missing:
            raise NotReady(
                f"ffmpeg {match[1]} at {str(path)!r} lacks the {kind} {', '.join(missing)}.",
                "Leave `ffmpeg` in studio.toml empty: the package imageio-ffmpeg brings one that has them.",
            )
    return Capabilities(version=match[1], **found)


def _answer(path: Path, question: str) -> str:
    try:
        return subprocess.run([str(path), question], capture_output=True, text=True, timeout=20, check=False).stdout
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotReady(
            f"{str(path)!r} cannot be run: {error}.", "Mend `ffmpeg` in studio.toml, or leave it empty."
        ) from error


def shot_encoder(width: int, height: int, rate: str, path: Path, pixels: str = "rgb24") -> list[str]:
    """Command that reads raw frames on stdin, RGB or (`yuv420p`) finished planes, and writes a clip: H.264, a key frame
    every 12 frames at most."""
    made = "scale=out_color_matrix=bt709:out_range=tv" if pixels == "rgb24" else SAID
    return [
        *(str(executable()), "-hide_banner", "-loglevel", "error", "-y"),
        *("-f", "rawvideo", "-pix_fmt", pixels, "-s", f"{width}x{height}", "-r", rate, "-i", "pipe:0"),
        *("-vf", made, *MEZZANINE, "-crf", "18", *COLOUR),
        *("-an", "-fps_mode", "cfr", "-bitexact", "-movflags", "+faststart", str(path)),
    ]


def with_sound(picture: Path, source: Path, seconds: float, path: Path) -> list[str]:
    """Arguments that give a clip the sound of another one of ours, both copied as they are, at most as long as the clip."""
    return [
        *("-i", f"file:{picture}", "-t", f"{seconds:.6f}", "-i", f"file:{source}", "-map", "0:v:0", "-map", "1:a:0"),
        *("-c", "copy", "-map_metadata", "-1", "-bitexact", "-movflags", "+faststart", f"file:{path}"),
    ]


FADE = 0.25
"""Seconds over which a clip's sound comes up before its own part of a longer one, and dies away after it."""


def with_sound_inside(
    picture: Path, source: Path, begins: float, lasts: float, seconds: float, path: Path
) -> list[str]:
    """Arguments that give a clip the sound of the one it was extended from: under its own part, from `begins` on for
    `lasts` seconds. Beside it the sound's own ends, played backwards, come up and die away: nothing breaks off."""
    lead, tail = min(FADE, begins, lasts), max(0.0, min(FADE, seconds - begins - lasts, lasts))
    first = f"[early]atrim=end={lead:.6f},areverse,afade=t=in:d={lead:.6f}[lead]"
    last = f"[late]atrim=start={lasts - tail:.6f},asetpts=PTS-STARTPTS,areverse,afade=t=out:d={tail:.6f}[tail]"
    parts = [("early", "[lead]", first)] * (lead > 0) + [("late", "[tail]", last)] * (tail > 0)
    names = "".join(f"[{name}]" for name, _, _ in parts)
    joined = "".join(["[lead]"] * (lead > 0) + ["[own]"] + ["[tail]"] * (tail > 0))
    graph = [
        f"[1:a:0]apad,atrim=end={lasts:.6f},asetpts=PTS-STARTPTS,asplit={len(parts) + 1}[own]{names}",
        *(made for _, _, made in parts),
        f"{joined}concat=n={len(parts) + 1}:v=0:a=1,adelay={1000 * (begins - lead):.0f}:all=1[heard]",
    ]
    return [
        *("-i", f"file:{picture}", "-i", f"file:{source}", "-filter_complex", ";".join(graph)),
        *("-map", "0:v:0", "-map", "[heard]", "-c:v", "copy", "-c:a", "aac", "-b:a", "192k", "-ar", "48000"),
        *("-map_metadata", "-1", "-bitexact", "-movflags", "+faststart", f"file:{path}"),
    ]


SAFE: dict[str, Any] = {
    "protocol_whitelist": "file,pipe",
    "format_whitelist": "mov,matroska,webm,avi,wav,mp3,flac,ogg,aac",
    "max_pixels": 35_389_440,
}
"""Before every input: no playlist, no device, no network, no bomb."""

STILLS = {".png": "png_pipe", ".jpg": "jpeg_pipe", ".jpeg": "jpeg_pipe", ".webp": "webp_pipe"}
"""Suffix of a picture to the demuxer that is forced on it."""


def timescale(rate: Rate) -> int:
    """Ticks a second of a film's video track: whole ticks a frame at every rate."""
    return rate.num if rate.den > 1 else rate.num * 512


def segment(
    part: Segment, timeline: Timeline, cards: Mapping[str, Drawn], path_of: Callable[[str], Path], path: Path | None
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
        output = ffmpeg.output(picture, "pipe:1", f="rawvideo", **{"frames:v": part.frames, "threads": 1})
        return ["-filter_complex_threads", "1", *output.get_args()]
    picture = picture.filter("format", "yuv420p").filter(
        "setparams", range="tv", color_primaries="bt709", color_trc="bt709", colorspace="bt709"
    )
    arguments: list[str] = ffmpeg.output(picture, f"file:{path}").get_args()
    return ["-filter_complex_threads", "1", *arguments[:-1], *_encoding(rate, part.frames), arguments[-1]]


def raw_segment(timeline: Timeline, frames: int, path: Path, *, lossless: bool = False) -> list[str]:
    """Arguments that encode raw RGB frames on stdin as a segment, or as an intermediate that loses nothing."""
    size = f"{timeline.width}x{timeline.height}"
    encoding = _encoding(timeline.rate, frames)
    if lossless:
        encoding += ["-qp", "0", "-g", "12", "-x264-params", "stitchable=1"]
    return [
        *("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", size, "-r", str(timeline.rate), "-i", "pipe:0"),
        *("-vf", "scale=out_color_matrix=bt709:out_range=tv", *COLOUR, *encoding, f"file:{path}"),
    ]


def profile() -> str:
    """The encoder profile in words: part of every segment's key."""
    return " ".join(_encoding(Rate(), 0))


def _encoding(rate: Rate, frames: int) -> list[str]:
    """The one encoder profile of every segment, so that they can be joined by copying."""
    return [
        *ENCODE,
        *("-crf", "20.5", "-g", "48", "-x264-params", FILM),
        *("-video_track_timescale", str(timescale(rate))),
        *("-an", "-fps_mode", "cfr", "-r", str(rate), "-frames:v", str(frames), "-bitexact"),
    ]


def _joined(part: Segment, timeline: Timeline, path_of: Callable[[str], Path]) -> Any:
    """Two clips through a transition; a piece of one is cut out of the whole, so that pieces fit together."""
    first, second = (_moved(source, -part.offset) for source in part.sources)
    pair = joining.Pair(
        before=lambda skip, frames: _clip(_moved(first, skip), frames, timeline, path_of),
        after=lambda skip, frames: _clip(_moved(second, skip), frames, timeline, path_of, second=True),
        blank=lambda colour, frames: _blank(colour, frames, timeline),
        frames=part.whole,
        width=timeline.width,
        height=timeline.height,
        rate=timeline.rate,
    )
    picture = timed(joining.joined(KINDS[part.join], pair), timeline.rate)
    if part.offset or part.frames != part.whole:
        picture = picture.filter("trim", start_frame=part.offset, end_frame=part.offset + part.frames)
        picture = timed(picture, timeline.rate)
    return picture


def _moved(source: Source, frames: int) -> Source:
    return dataclasses.replace(source, first=source.first + frames)


def _clip(
    source: Source | None, frames: int, timeline: Timeline, path_of: Callable[[str], Path], *, second: bool = False
) -> Any:
    """So many frames of a source at the film's size and rate; the end frames are held where the source has no more.

    The graph's library takes equal inputs for one: the `second` of two equal stills is read at a rate of its own, which
    changes nothing that is seen.
    """
    rate, width, height = timeline.rate, timeline.width, timeline.height
    if source is None or not source.asset:
        return _blank("black", frames, timeline)
    path = path_of(source.asset)
    if source.still:
        own = {"framerate": 24} if second else {}
        demuxer = STILLS.get(path.suffix, "png_pipe")
        still = ffmpeg.input(f"file:{path}", f=demuxer, max_pixels=SAFE["max_pixels"], **own)
        return timed(_fitted(still, source.fit, width, height).filter("loop", loop=frames - 1, size=1), rate)
    first = max(0, min(source.first, source.has - 1))
    early, late = max(0, -source.first), max(0, source.first + frames - source.has)
    seek = {"ss": f"{float(rate.seconds(1)) * (first - 0.5):.6f}"} if first else {}
    picture = ffmpeg.input(f"file:{path}", **SAFE, **seek, t=seconds(rate, frames + 2), threads=1)["v"]
    if not source.plain:
        picture = _fitted(picture, source.fit, width, height).filter("fps", fps=str(rate), round="near")
    if early or late:
        held = {"start": early, "start_mode": "clone", "stop": late + 2, "stop_mode": "clone"}
        picture = timed(picture, rate).filter("tpad", **held)
    return timed(picture.filter("trim", end_frame=frames), rate)


def _blank(colour: str, frames: int, timeline: Timeline) -> Any:
    """So many frames of one colour."""
    source = f"color=c={colour}:s={timeline.width}x{timeline.height}:r={timeline.rate}"
    lasts = seconds(timeline.rate, frames + 1)
    picture = ffmpeg.input(source, f="lavfi", t=lasts).filter("format", "yuv420p")
    return timed(picture.filter("trim", end_frame=frames), timeline.rate)


def _fitted(picture: Any, fit: str, width: int, height: int) -> Any:
    """Scaled into the film's shape: filling it, or whole with black beside it; square pixels, BT.709, TV range."""
    how = "increase" if fit == "fill" else "decrease"
    picture = picture.filter(
        "scale", w=width, h=height, force_original_aspect_ratio=how, force_divisible_by=2, reset_sar=1, **TV
    )
    picture = picture.filter("format", "yuv420p")
    picture = picture.filter("crop", width, height) if fit == "fill" else picture.filter("pad", width, height, -1, -1)
    return picture.filter("setsar", 1)


def _overlaid(picture: Any, overlay: Overlay, frames: int, rate: Rate, card: Drawn) -> Any:
    """A title card over a picture, faded by its alpha. Only the part of the title inside the segment is drawn."""
    first, last = max(0, overlay.start), min(frames, overlay.end)
    length = overlay.end - overlay.start
    shown = ffmpeg.input(f"file:{card.path}", f="png_pipe").filter("scale", **TV).filter("format", "yuva420p")
    shown = shown.filter("loop", loop=last - first - 1, size=1).filter("settb", f"{rate.den}/{rate.num}")
    # Counted from one, so that a fade's first frame is already seen: a title that is a hit is there on its frame.
    shown = shown.filter("setpts", f"N+{first - overlay.start + 1}")
    if overlay.fade_in:
        shown = shown.filter("fade", t="in", st=0, d=seconds(rate, overlay.fade_in + 1), alpha=1)
    if overlay.fade_out:
        start, lasts = seconds(rate, length - overlay.fade_out), seconds(rate, overlay.fade_out + 1)
        shown = shown.filter("fade", t="out", st=start, d=lasts, alpha=1)
    shown = shown.filter("setpts", f"N+{first}")
    x, y = (
        f"{place}{offset:+d}*pow(max(0,1-(n{-overlay.start:+d})/{overlay.settles}),3)" if offset else place
        for place, offset in zip((card.x, card.y), overlay.motion, strict=True)
    )
    return picture.overlay(shown, x=x, y=y, eof_action="pass")


def generated(
    kind: str, colours: Sequence[str], width: int, height: int, rate: Rate, frames: int, path: Path
) -> list[str]:
    """Arguments that make a clip out of nothing: a `colour`, a slow `gradient` with grain, or a moving `test` picture.

    Colours are `#rrggbb`; whoever calls has checked them. The clip is as those of picture backends.
    """
    size, plain = f"{width}x{height}", [colour.replace("#", "0x") for colour in colours]
    named = ":".join(f"c{number}={colour}" for number, colour in enumerate(plain[:8]))
    ends = f"x0={width // 3}:y0=0:x1={width * 2 // 3}:y1={height}"
    graphs = {
        "colour": f"color=c={plain[0] if plain else 'black'}:s={size}:r={rate}",
        "gradient": f"gradients=s={size}:r={rate}:n={max(2, len(plain))}:{named}:speed=0.006:{ends}",
        "test": f"testsrc2=s={size}:r={rate}",
    }
    # A little grain on the luma keeps a gradient from showing bands.
    grain = ",noise=c0s=4:c0f=t:c0_seed=1" if kind == "gradient" else ""
    return [
        *("-f", "lavfi", "-i", graphs[kind]),
        *("-vf", f"scale=out_color_matrix=bt709:out_range=tv,format=yuv420p{grain}"),
        *("-frames:v", str(frames), *MEZZANINE, "-crf", "16", *COLOUR, "-an", "-bitexact", f"file:{path}"),
    ]


def hum(kind: str, hertz: float, seconds: float, path: Path) -> list[str]:
    """Arguments that make a sound out of nothing: a `tone` with two softer overtones, or soft `noise`; float WAV."""
    swell = "(0.6+0.4*sin(0.7*t))"
    graphs = {
        "tone": f"aevalsrc=exprs={swell}*(0.20*sin(2*PI*{hertz}*t)+0.10*sin(3.004*PI*{hertz}*t)+0.05*sin(4.01*PI*{hertz}*t))"
        f":s=48000:d={seconds:.6f}",
        "noise": f"anoisesrc=c=brown:a=0.4:r=48000:seed=7:d={seconds:.6f}",
    }
    return ["-f", "lavfi", "-i", graphs[kind], "-ac", "2", "-c:a", "pcm_f32le", "-bitexact", f"file:{path}"]


def sound(master: Path, path: Path) -> list[str]:
    """Arguments that encode a mix as AAC: 48 kHz stereo, 256 kbit/s.

    ffmpeg's `fast` coder, twice as fast as `twoloop`. At 192 kbit/s it raised the true peak of a film by 0.9 dB, at this rate by 0.2.
    """
    encode = ["-c:a", "aac", "-aac_coder", "fast", "-b:a", "256k", "-ar", "48000"]
    return ["-i", f"file:{master}", "-vn", *encode, "-bitexact", f"file:{path}"]


TO_SDR = "zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=bt709,tonemap=mobius:desat=0,zscale=t=bt709:m=bt709:r=tv,"
"""Tone mapping before everything else, for PQ and HLG pictures."""


def _outside(source: Path, form: str, seconds: float) -> list[str]:
    """Input options for a file from outside: one reader, no other files, no bombs, no endless ones."""
    safe = [word for name, value in SAFE.items() if name != "format_whitelist" for word in (f"-{name}", str(value))]
    return [*safe, "-f", form, "-t", f"{seconds:.3f}", "-i", f"file:{source}"]


def conform_picture(
    source: Path, form: str, seconds: float, path: Path, *, stream: int, rate: str, hdr: bool, sound: bool
) -> list[str]:
    """Arguments that make a film from outside our own: upright, even sides, square pixels, constant rate, SDR."""
    shape = "scale=w='max(2,trunc(iw*sar/2)*2)':h='max(2,trunc(ih/2)*2)':out_color_matrix=bt709:out_range=tv,setsar=1"
    heard = ["-map", "0:a:0", "-c:a", "aac", "-b:a", "192k", "-ar", "48000", "-ac", "2"] if sound else ["-an"]
    return [
        *_outside(source, form, seconds),
        *("-map", f"0:{stream}", *heard, "-vf", f"{TO_SDR if hdr else ''}{shape},format=yuv420p"),
        *(*MEZZANINE, "-crf", "14", *COLOUR, "-fps_mode", "cfr", "-r", rate),
        *("-sn", "-dn", "-map_metadata", "-1", "-bitexact", "-movflags", "+faststart", f"file:{path}"),
    ]


def conform_sound(source: Path, form: str, seconds: float, path: Path) -> list[str]:
    """Arguments that make a sound from outside our own: 48 kHz stereo float WAV."""
    return [
        *(*_outside(source, form, seconds), "-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1"),
        *("-ar", "48000", "-ac", "2", "-c:a", "pcm_f32le", "-bitexact", f"file:{path}"),
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
    tool = str(executable(settings))
    command = [tool, *QUIET, "-progress", "pipe:1", "-stats_period", "0.2", *arguments]
    with _started(command, subprocess.DEVNULL, timeout, cancel) as running:
        assert running.process.stdout is not None
        for line in running.process.stdout:
            if progress is not None and line.startswith(b"frame="):
                progress(int(line[6:]))
        running.finish()


def through(
    source: Sequence[str],
    sink: Sequence[str],
    size: int,
    work: Callable[[bytes], bytes],
    *,
    timeout: float = 600,
    cancel: threading.Event | None = None,
    settings: Settings | None = None,
) -> None:
    """Pipe raw frames of `size` bytes from one ffmpeg through `work` into another one."""
    tool = str(executable(settings))
    sinking = [tool, *(word for word in QUIET if word != "-nostdin"), *sink]
    with (
        _started([tool, *QUIET, *source], subprocess.DEVNULL, timeout, cancel) as reader,
        _started(sinking, subprocess.PIPE, timeout, cancel) as writer,
    ):
        assert reader.process.stdout is not None and writer.process.stdin is not None
        try:
            while len(raw := reader.process.stdout.read(size)) == size:
                writer.process.stdin.write(work(raw))
            writer.process.stdin.close()
        except BrokenPipeError:
            writer.finish()
        reader.finish()
        writer.finish()


class _Running:
    """A started ffmpeg: its words are gathered, its time is watched, and nothing of it outlives the `with`."""

    def __init__(self, process: subprocess.Popen[bytes], timeout: float, cancel: threading.Event | None) -> None:
        self.process = process
        self.cancel = cancel
        self.late = False
        self.said: list[bytes] = []
        self.threads = [
            threading.Thread(target=self._listen, daemon=True),
            threading.Thread(target=self._watch, args=(time.monotonic() + timeout,), daemon=True),
        ]
        for thread in self.threads:
            thread.start()

    def _listen(self) -> None:
        assert self.process.stderr is not None
        self.said.append(self.process.stderr.read())

    def _watch(self, deadline: float) -> None:
        while self.process.poll() is None:
            self.late = time.monotonic() > deadline
            if self.late or (self.cancel is not None and self.cancel.is_set()):
                platform.kill_group(self.process.pid)
                return
            time.sleep(0.05)

    def finish(self) -> None:
        """Wait for its end; raise what it said where it failed, Cancelled where it was stopped."""
        code = self.process.wait()
        for thread in self.threads:
            thread.join()
        if self.cancel is not None and self.cancel.is_set():
            raise Cancelled("The render was stopped.", "Start it again when you like; finished parts are kept.")
        if self.late:
            raise RenderError("ffmpeg took too long and was stopped.", "Start again when the machine has less to do.")
        if code:
            raise translated(b"".join(self.said).decode(errors="replace"), code)


@contextlib.contextmanager
def _started(command: list[str], stdin: int, timeout: float, cancel: threading.Event | None) -> Iterator[_Running]:
    prefix, how = platform.launcher()
    try:
        process = subprocess.Popen(
            [*prefix, *command], stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **how
        )
    except OSError as error:
        raise NotReady(
            f"ffmpeg at {command[0]!r} could not be started: {error.strerror}.", "`studio doctor` looks at ffmpeg."
        ) from error
    running = _Running(process, timeout, cancel)
    try:
        yield running
    finally:
        if process.poll() is None:
            platform.kill_group(process.pid)
        process.wait()
        for thread in running.threads:
            thread.join()
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()


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
    if code == -signal.SIGXFSZ:
        said += " File too large"
    for needle, what, todo in STDERR:
        if needle in said:
            kind = StorageError if "disk" in what else RenderError
            return kind(what, todo, said[-4000:])
    why = "it was killed or ran out of time" if code < 0 else f"exit code {code}"
    return RenderError(
        f"ffmpeg could not finish: {why}.", "Start again; `studio doctor` looks at ffmpeg.", said[-4000:]
    )

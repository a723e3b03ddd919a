"""Measure a finished film: black, still, silent and clipped stretches, loudness, counts and clocks.

Of a film that begins anew every two seconds and at every cut, as ours do, only the first two pictures of each such group
are decoded, and all of those groups whose pictures or packets might belong to a black or still stretch. Nothing is judged here; `studio.analysis.findings` compares these measurements with what was asked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from studio.analysis.kept import kept
from studio.analysis.loudness import MILLISECOND, SAMPLE_RATE, Measured, Meter
from studio.backend import Frozen
from studio.errors import BadInput
from studio.shelf.probe import BROKEN, CONTAINERS

SCHEMA = 1
"""Part of the cache's names: count it up when a measurement changes its meaning."""

BLACK_LUMA, BLACK_SHARE = 32, 0.98
"""A frame is black where this share of its picture lies at or below this luma (TV range: 16 is black)."""

STILL_DIFFERENCE = 0.4
"""Mean luma steps under which a picture still counts as the one that a still stretch began with."""

SHORTEST = Fraction(1, 4)
"""Seconds; shorter black or still stretches are not even noted."""

SILENT_POWER = 1e-6
"""Mean power of a tenth of a second (about -60 LUFS) under which a film is silent."""

CLIP_LEVEL, CLIP_RUN = 0.999, 3
"""So many neighbouring samples of one channel at this level are a clip."""

GRID = 160
"""Columns a frame's luma is thinned out to."""

GROUP = 2
"""Seconds a group of pictures may last (and one picture more); a longer one is decoded whole."""

EMPTY = 200
"""Pixels a byte: a picture packed tighter than that may hold nothing new."""

BLOCK = SAMPLE_RATE
"""Samples of sound that are measured in one go."""

Spans = tuple[tuple[int, int], ...]


class Measurements(Frozen):
    """What a look at a film says. Spans are frames, end exclusive; `silent` is in milliseconds."""

    width: int
    height: int
    rate: str
    codec: str
    pixel_format: str
    sample_aspect: str
    frames: int
    irregular: int
    start: float
    end: float
    black: Spans
    still: Spans
    has_audio: bool
    audio_start: float
    audio_end: float
    sample_rate: int
    channels: int
    loudness: float
    true_peak: float
    clipped: int
    silent: Spans


class Stretches:
    """Collects runs of frames for which something holds."""

    def __init__(self, shortest: int) -> None:
        self.shortest = shortest
        self.spans: list[tuple[int, int]] = []
        self._since: int | None = None

    def see(self, frame: int, holds: bool) -> None:
        if holds and self._since is None:
            self._since = frame
        if not holds:
            self.end(frame)

    def end(self, frame: int) -> None:
        if self._since is not None and frame - self._since >= self.shortest:
            self.spans.append((self._since, frame))
        self._since = None


class _Picture:
    """Watches frames go by."""

    def __init__(self, rate: Fraction) -> None:
        self.rate = rate
        self.black = Stretches(max(1, round(SHORTEST * rate)))
        self.still = Stretches(max(1, round(SHORTEST * rate)))
        self.frames = 0
        self.irregular = 0
        self.start: Fraction | None = None
        self.last = Fraction(0)
        self._anchor: NDArray[np.int16] | None = None

    def see(self, frame: Any) -> None:
        luma = thin_luma(frame)
        self.black.see(self.frames, is_black(luma))
        same = (
            self._anchor is not None
            and self._anchor.shape == luma.shape
            and float(np.abs(luma - self._anchor).mean()) < STILL_DIFFERENCE
        )
        if not same:
            self._anchor = luma
            self.still.end(self.frames)
        self.still.see(self.frames, True)
        self._clock(frame)
        self.frames += 1

    def skip(self, packet: Any) -> None:
        """A frame that is known to be neither black nor still."""
        self.finish()
        self._anchor = None
        self._clock(packet)
        self.frames += 1

    def _clock(self, frame: Any) -> None:
        """Count frames (or their packets) that do not lie one frame after the one before."""
        if frame.pts is None:
            self.irregular += 1
            return
        now = frame.pts * Fraction(frame.time_base)
        if self.start is None:
            self.start = now
        elif abs(now - self.last - 1 / self.rate) > 1 / self.rate / 4:
            self.irregular += 1
        self.last = now

    def finish(self) -> None:
        self.black.end(self.frames)
        self.still.end(self.frames)


class _Sound:
    """Listens to a film's sound as 48 kHz stereo."""

    def __init__(self) -> None:
        self.meter = Meter()
        self.clipped = 0
        self.samples = 0
        self.start: float | None = None
        self._resampler = av.AudioResampler(format="fltp", layout="stereo", rate=SAMPLE_RATE)
        self._held: list[NDArray[np.float32]] = []

    def hear(self, frame: Any) -> None:
        if self.start is None:
            self.start = float(frame.time or 0)
        self._held += [part.to_ndarray() for part in self._resampler.resample(frame)]
        if sum(part.shape[1] for part in self._held) >= BLOCK:
            self._measure()

    def finish(self) -> Measured:
        self._measure()
        return self.meter.finish()

    def _measure(self) -> None:
        if self._held:
            block = np.ascontiguousarray(np.concatenate(self._held, axis=1).T)
            self._held = []
            self.samples += len(block)
            self.clipped += clips(block)
            self.meter.feed(block)


def measure(path: Path, cache: Path | None = None) -> Measurements:
    """Measure a film file; with a `cache` folder, a file of the same bytes is never decoded twice.

    Raises BadInput where the file holds no picture or cannot be decoded.
    """
    if path.suffix.lower() not in CONTAINERS:
        raise BadInput(f"{path.name!r} is no film.", f"Give a file that ends in one of {', '.join(CONTAINERS)}.")
    if not path.is_file():
        raise BadInput(f"{str(path)!r} is no file.", "Check the path.")
    if cache is None:
        return _decode(path)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return kept(cache / "quality" / f"{digest}-{SCHEMA}.json", Measurements, lambda: _decode(path))


def _decode(path: Path) -> Measurements:
    try:
        with ThreadPoolExecutor(1, thread_name_prefix="sound") as thread:
            sound = thread.submit(_listen, path)
            pictures = _watch(path)
            return Measurements(**pictures, **sound.result())
    except BROKEN as error:
        raise BadInput(
            f"{path.name!r} cannot be decoded.", "It is damaged or unfinished: render it again.", str(error)
        ) from error


def _opened(path: Path) -> Any:
    return av.open(f"file:{path}", format=CONTAINERS[path.suffix.lower()])


def _dull(stream: Any) -> set[int] | None:
    """Groups of pictures, by their number, that must be decoded whole; None: all, for this film is made another way.

    A stretch longer than a group holds the first two pictures of one, a shorter one is seen by its packets. So a group is
    decoded whole where its first picture is black or like its second, where a quarter of a second of its packets may hold
    nothing new, where it is long, and where it lies beside such a one.
    """
    codec = stream.codec_context
    if codec.name != "h264" or codec.has_b_frames or stream.width < GRID * 2:
        return None
    codec.thread_type, codec.thread_count = "SLICE", 1
    rate, dull = Fraction(stream.average_rate or stream.guessed_rate), set[int]()
    for number, group in enumerate(_groups(stream)):
        looked = [thin_luma(frame) for packet in group[:2] for frame in packet.decode()]
        if len(looked) < min(2, len(group)):
            return None
        alike = len(looked) < 2 or float(np.abs(looked[1] - looked[0]).mean()) < 2 * STILL_DIFFERENCE
        empty = sum(packet.size * EMPTY < stream.width * stream.height for packet in group) >= SHORTEST * rate
        if alike or empty or len(group) > GROUP * rate + 1 or is_black(looked[0]):
            dull |= {number - 1, number, number + 1}
    return dull


def _groups(stream: Any) -> Iterator[list[Any]]:
    """A stream's packets, from each picture that stands alone to before the next one, at least two pictures a group."""
    group: list[Any] = []
    for packet in stream.container.demux(stream):
        if packet.size and packet.is_keyframe and len(group) > 1:
            yield group
            group = []
        if packet.size:
            group.append(packet)
    if group:
        yield group


def _watch(path: Path) -> dict[str, Any]:
    """What Measurements say of a film's pictures."""
    with _opened(path) as film:
        if not film.streams.video:
            raise ValueError("no picture stream")
        dull = _dull(film.streams.video[0])
    with _opened(path) as film:
        stream = film.streams.video[0]
        stream.thread_type = "AUTO"
        rate = Fraction(stream.average_rate or stream.guessed_rate)
        picture, end = _Picture(rate), av.Packet()
        end.stream, end.time_base = stream, stream.time_base
        for number, group in enumerate(_groups(stream)):
            if dull is None or number in dull:
                for packet in group:
                    _see(picture, packet.decode())
                continue
            # Pictures that are still in the decoder's hands come before those that are skipped.
            _see(picture, end.decode())
            stream.codec_context.flush_buffers()
            for packet in group:
                picture.skip(packet)
        _see(picture, end.decode())
        picture.finish()
        if not picture.frames:
            raise ValueError("no frames")
        aspect = stream.sample_aspect_ratio
        return {
            "width": stream.width,
            "height": stream.height,
            "rate": f"{rate.numerator}/{rate.denominator}",
            "codec": stream.codec_context.name,
            "pixel_format": stream.codec_context.pix_fmt or "",
            "sample_aspect": f"{aspect.numerator}:{aspect.denominator}" if aspect else "1:1",
            "frames": picture.frames,
            "irregular": picture.irregular,
            "start": float(picture.start or 0),
            "end": float(picture.last + 1 / rate),
            "black": tuple(picture.black.spans),
            "still": tuple(picture.still.spans),
        }


def _see(picture: _Picture, frames: Iterable[Any]) -> None:
    for frame in frames:
        picture.see(frame)


def _listen(path: Path) -> dict[str, Any]:
    """What Measurements say of a film's sound."""
    with _opened(path) as film:
        stream, sound = next(iter(film.streams.audio), None), _Sound()
        if stream is not None:
            for frame in film.decode(stream):
                sound.hear(frame)
        measured = sound.finish()
        return {
            "has_audio": stream is not None,
            "audio_start": sound.start or 0.0,
            "audio_end": _audio_end(stream, sound),
            "sample_rate": stream.rate if stream else 0,
            "channels": stream.codec_context.channels if stream else 0,
            "loudness": measured.loudness,
            "true_peak": measured.true_peak,
            "clipped": sound.clipped,
            "silent": silences(measured.energies),
        }


def _audio_end(stream: Any, sound: _Sound) -> float:
    """Seconds at which the sound ends: what the container says, for the last block of a codec is padded."""
    if stream is None:
        return 0.0
    decoded = (sound.start or 0.0) + sound.samples / SAMPLE_RATE
    if not stream.duration:
        return decoded
    return min(decoded, float(((stream.start_time or 0) + stream.duration) * stream.time_base))


def is_black(luma: NDArray[Any]) -> bool:
    """Is nearly all of a picture as dark as black?"""
    return bool((luma <= BLACK_LUMA).mean() >= BLACK_SHARE)


def thin_luma(frame: Any) -> NDArray[np.int16]:
    """A frame's luma (TV range), every n-th pixel of it."""
    if not frame.format.name.startswith(("yuv4", "nv12", "gray")) or frame.format.components[0].bits != 8:
        frame = frame.reformat(format="yuv420p")
    plane = frame.planes[0]
    rows = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)[: frame.height, : frame.width]
    step = max(1, frame.width // GRID)
    return rows[::step, ::step].astype(np.int16)


def clips(block: NDArray[np.float32]) -> int:
    """How many clips a block (n x 2) holds."""
    if float(np.abs(block).max(initial=0)) < CLIP_LEVEL:
        return 0
    full = np.abs(block) >= CLIP_LEVEL
    run = full.copy()
    for shift in range(1, CLIP_RUN):
        run[shift:] &= full[:-shift]
        run[:shift] = False
    return int((run[1:] & ~run[:-1]).sum() + run[:1].sum())


def silences(energies: NDArray[np.float64]) -> Spans:
    """Stretches in milliseconds, half a second and longer, in which nothing can be heard."""
    stretches = Stretches(5)
    tenths = energies[: len(energies) // 100 * 100].reshape(-1, 100).sum(axis=1) / (100 * MILLISECOND)
    for index, power in enumerate(tenths):
        stretches.see(index, bool(power < SILENT_POWER))
    stretches.end(len(tenths))
    return tuple((first * 100, last * 100) for first, last in stretches.spans)

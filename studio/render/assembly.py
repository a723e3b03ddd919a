"""Assembly: join segments by copying packets with exact timestamps, mux the sound, check the file."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from studio.errors import RenderError, StorageError
from studio.render.ffmpeg import timescale
from studio.timeline.rate import Rate


def join(
    segments: Sequence[Path],
    lengths: Sequence[int],
    rate: Rate,
    sound: Path,
    target: Path,
    recipe: dict[str, Any],
    title: str = "",
) -> None:
    """One MP4 of these segments and this AAC file, checked before it gets its name.

    A packet's time is its frame's number, never a sum of seconds. The recipe goes into the file's comment.
    """
    part = target.with_name(f".{target.stem}.{os.getpid()}.{threading.get_ident()}.mp4")
    tick = timescale(rate) * rate.den // rate.num
    try:
        with (
            av.open(str(part), "w", options={"movflags": "+faststart"}) as out,
            av.open(str(sound)) as heard,
            av.open(str(segments[0])) as first,
        ):
            out.metadata.update({"title": title, "comment": json.dumps(recipe, sort_keys=True, separators=(",", ":"))})
            video = out.add_stream_from_template(first.streams.video[0])
            video.time_base = Fraction(1, timescale(rate))
            audio = out.add_stream_from_template(heard.streams.audio[0])
            pictures = _pictures(segments, lengths, tick)
            packets = (packet for packet in heard.demux(heard.streams.audio[0]) if packet.size)
            for packet in _interleaved(pictures, packets):
                packet.stream = video if isinstance(packet.stream, av.VideoStream) else audio
                out.mux(packet)
        verify(part, sum(lengths), rate)
        os.replace(part, target)
    except OSError as error:
        raise StorageError(
            f"The film could not be written: {error.strerror or error}.",
            "Free space in the data folder and render again.",
        ) from error
    finally:
        part.unlink(missing_ok=True)


def _pictures(segments: Sequence[Path], lengths: Sequence[int], tick: int) -> Iterator[Any]:
    base = 0
    for path, frames in zip(segments, lengths, strict=True):
        with av.open(str(path)) as file:
            for packet in file.demux(file.streams.video[0]):
                if packet.size:
                    packet.pts += base * tick
                    packet.dts += base * tick
                    yield packet
        base += frames


def _interleaved(pictures: Iterator[Any], sounds: Iterator[Any]) -> Iterator[Any]:
    """Both streams' packets in the order of their decoding times."""
    picture, sound = next(pictures, None), next(sounds, None)
    while picture is not None or sound is not None:
        if sound is None or (picture is not None and picture.dts * picture.time_base <= sound.dts * sound.time_base):
            yield picture
            picture = next(pictures, None)
        else:
            yield sound
            sound = next(sounds, None)


def verify(path: Path, frames: int, rate: Rate) -> None:
    """Refuse a film whose frame count is off, or whose sound ends more than a frame from its picture."""
    with av.open(str(path)) as file:
        video, audio = file.streams.video[0], file.streams.audio[0]
        found = sum(1 for packet in file.demux(video) if packet.size)
        assert audio.duration is not None and audio.time_base is not None
        sound = Fraction(audio.duration * audio.time_base)
    if found != frames:
        raise RenderError(f"The film has {found} frames where {frames} were planned.", "Render again.")
    if abs(sound - rate.seconds(frames)) > rate.seconds(1) + Fraction(1024, 48_000):
        raise RenderError(
            f"The film's sound lasts {float(sound):.3f} s, its picture {float(rate.seconds(frames)):.3f} s.",
            "Render again.",
        )

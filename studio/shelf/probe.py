"""Facts of one of our own media files, read in-process without decoding it.

Files from outside go through `studio.shelf.preflight` first; nothing here defends against hostile input.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import soundfile
from PIL import Image

from studio.errors import BadInput
from studio.tasks import Kind

Facts = dict[str, Any]

CONTAINERS: dict[str, str] = {".mp4": "mp4", ".mov": "mov", ".m4v": "mp4", ".mkv": "matroska", ".webm": "matroska"}
"""Suffix of a video file to the demuxer that must read it; the content never chooses one by itself."""

PICTURES: dict[str, str] = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}
SOUNDS = (".wav", ".flac", ".ogg", ".mp3")
TEXTS = (".json", ".txt", ".toml", ".srt", ".vtt")

KINDS: dict[str, Kind] = {
    **dict.fromkeys(CONTAINERS, "video"),
    **dict.fromkeys(PICTURES, "image"),
    **dict.fromkeys(SOUNDS, "audio"),
    **dict.fromkeys(TEXTS, "text"),
}

BROKEN = (OSError, ValueError, ArithmeticError, EOFError, SyntaxError, av.FFmpegError, soundfile.SoundFileError)
"""What the three readers raise on damaged files."""


def kind_of(path: Path) -> Kind:
    """Kind of asset a file of ours is, by its suffix. Raises BadInput for a suffix we never write."""
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise BadInput(
            f"{path.name!r} has the ending {path.suffix!r}, which is no media file of the studio.",
            f"Use one of {', '.join(KINDS)}.",
        )
    return kind


def probe(path: Path) -> Facts:
    """Facts of a file of ours; which ones depends on its kind.

    video: width, height, frames, rate ("24/1"), seconds, codec, pixel_format, has_audio
    image: width, height
    audio: sample_rate, channels, samples, seconds
    text: characters

    Raises BadInput where the file is empty, damaged or of another kind than its suffix says.
    """
    kind = kind_of(path)
    if not path.is_file():
        raise BadInput(f"{path.name!r} is no file.", "Check the path.")
    if path.stat().st_size == 0:
        raise BadInput(f"{path.name!r} is empty.", "Make or copy it again.")
    try:
        return READERS[kind](path)
    except BROKEN as error:
        raise BadInput(
            f"{path.name!r} cannot be read as {kind}.", "It is damaged: make or copy it again.", str(error)
        ) from error


def _video(path: Path) -> Facts:
    with av.open(f"file:{path}", format=CONTAINERS[path.suffix.lower()]) as container:
        if not container.streams.video:
            raise ValueError("no picture stream")
        stream = container.streams.video[0]
        rate = stream.average_rate or stream.guessed_rate
        frames = stream.frames or sum(1 for packet in container.demux(stream) if packet.size)
        if not rate or not frames:
            raise ValueError("no frames")
        return {
            "width": stream.width,
            "height": stream.height,
            "frames": frames,
            "rate": f"{rate.numerator}/{rate.denominator}",
            "seconds": float(frames / rate),
            "codec": stream.codec_context.name,
            "pixel_format": stream.codec_context.pix_fmt,
            "has_audio": bool(container.streams.audio),
        }


def _image(path: Path) -> Facts:
    with Image.open(path, formats=[PICTURES[path.suffix.lower()]]) as picture:
        picture.verify()
        return {"width": picture.width, "height": picture.height}


def _audio(path: Path) -> Facts:
    info = soundfile.info(str(path))
    if info.frames <= 0:
        raise ValueError("no samples")
    return {
        "sample_rate": info.samplerate,
        "channels": info.channels,
        "samples": info.frames,
        "seconds": info.frames / info.samplerate,
    }


def _text(path: Path) -> Facts:
    return {"characters": len(path.read_text(encoding="utf-8"))}


READERS: dict[Kind, Callable[[Path], Facts]] = {"video": _video, "image": _image, "audio": _audio, "text": _text}

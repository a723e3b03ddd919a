"""Caption files: SRT and WebVTT of a timeline's captions."""

from __future__ import annotations

import html
import os
from fractions import Fraction
from pathlib import Path

from studio.timeline.timeline import Timeline


def write(timeline: Timeline, folder: Path) -> tuple[Path, Path]:
    """Write `captions.srt` and `captions.vtt` into a folder; their paths. A film without words gets empty ones."""
    srt, vtt = [], ["WEBVTT\n"]
    for number, caption in enumerate(timeline.captions, 1):
        start, end = timeline.rate.seconds(caption.start), timeline.rate.seconds(caption.end)
        srt.append(f"{number}\n{stamp(start, ',')} --> {stamp(end, ',')}\n{caption.text}\n")
        vtt.append(f"{stamp(start, '.')} --> {stamp(end, '.')}\n{html.escape(caption.text, quote=False)}\n")
    paths = folder / "captions.srt", folder / "captions.vtt"
    for path, text in zip(paths, ("\n".join(srt), "\n".join(vtt)), strict=True):
        part = path.with_suffix(f"{path.suffix}.part")
        part.write_text(text, encoding="utf-8")
        os.replace(part, path)
    return paths


def stamp(seconds: Fraction, comma: str) -> str:
    """hh:mm:ss,mmm of exact seconds."""
    whole = round(seconds * 1000)
    minutes, millis = divmod(whole, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{millis // 1000:02d}{comma}{millis % 1000:03d}"

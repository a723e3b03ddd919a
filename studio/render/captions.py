"""Caption files: SRT and WebVTT of a timeline's captions, and reading them back."""

from __future__ import annotations

import html
import re
from fractions import Fraction
from pathlib import Path

from studio.errors import BadInput
from studio.render import cache
from studio.timeline.timeline import Timeline

Timed = tuple[str, float, float]
"""Text, start and end in seconds."""

CLOCK = r"(?:(\d+):)?(\d{2}):(\d{2})[,.](\d{3})"
TIMES = re.compile(rf"^{CLOCK} --> {CLOCK}")


def write(timeline: Timeline, folder: Path) -> tuple[Path, Path]:
    """Write `captions.srt` and `captions.vtt` into a folder; their paths. A film without words gets empty ones."""
    srt, vtt = [], ["WEBVTT\n"]
    for number, caption in enumerate(timeline.captions, 1):
        start, end = timeline.rate.seconds(caption.start), timeline.rate.seconds(caption.end)
        # An empty line would end a caption early in either format.
        text = "\n".join(line for line in caption.text.splitlines() if line.strip())
        srt.append(f"{number}\n{stamp(start, ',')} --> {stamp(end, ',')}\n{text}\n")
        vtt.append(f"{stamp(start, '.')} --> {stamp(end, '.')}\n{html.escape(text, quote=False)}\n")
    paths = folder / "captions.srt", folder / "captions.vtt"
    for path, text in zip(paths, ("\n".join(srt), "\n".join(vtt)), strict=True):
        with cache.published(path) as part:
            part.write_text(text, encoding="utf-8")
    return paths


def stamp(seconds: Fraction, comma: str) -> str:
    """hh:mm:ss,mmm of exact seconds."""
    whole = round(seconds * 1000)
    minutes, millis = divmod(whole, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{millis // 1000:02d}{comma}{millis % 1000:03d}"


def read(path: Path) -> tuple[Timed, ...]:
    """Captions of an SRT or WebVTT file, in the file's order. Raises BadInput, naming file and line."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"{str(path)!r} cannot be read as captions.", "Give an SRT or WebVTT file in UTF-8.") from error
    web = path.suffix.lower() == ".vtt"
    captions: list[Timed] = []
    for number, line in enumerate(lines):
        if "-->" not in line:
            continue
        match = TIMES.match(line.strip())
        if match is None:
            raise BadInput(
                f"{path.name}, line {number + 1}: {line[:60]!r} is no pair of times.",
                "Write 00:00:01,000 --> 00:00:02,500.",
            )
        text = "\n".join(_until_empty(lines[number + 1 :]))
        times = match.groups()
        captions.append((html.unescape(text) if web else text, _seconds(times[:4]), _seconds(times[4:])))
    if not captions and any(line.strip() and line.strip() != "WEBVTT" for line in lines):
        raise BadInput(f"{path.name!r} holds no captions.", "Give an SRT or WebVTT file.")
    return tuple(captions)


def _until_empty(lines: list[str]) -> list[str]:
    end = next((index for index, line in enumerate(lines) if not line.strip()), len(lines))
    return lines[:end]


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, millis = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + seconds + millis / 1000

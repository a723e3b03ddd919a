"""Lettering: which shipped font draws a text, how it is broken into lines, and its ink as a grey picture."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONTS = Path(__file__).parent / "fonts"
FALLBACK = "NotoSans"
"""Latin, Greek, Cyrillic, Hebrew and Arabic in one file."""
MOST_LINES = 4
MOST_LETTERS = 400
LEADING = 1.16
SMALLEST = 10.0
"""Pixels: a text that would have to be smaller is shortened instead."""
JOINERS = "\u200c"
"""Control characters that spelling needs (Persian)."""


@lru_cache(maxsize=8)
def letters_of(font: str) -> frozenset[int]:
    """Code points a shipped font has glyphs for."""
    ranges = json.loads((FONTS / "letters.json").read_text())[font]
    return frozenset(code for first, last in ranges for code in range(first, last + 1))


@lru_cache(maxsize=1)
def fonts_digest() -> str:
    """Hash of every shipped font file: part of a card's name."""
    files = sorted(FONTS.glob("*.ttf"))
    return hashlib.sha256(b"".join(hashlib.sha256(path.read_bytes()).digest() for path in files)).hexdigest()


def clean(text: str, font: str) -> tuple[str, str]:
    """What of a text can be drawn, and which letters were left out because no shipped font has them.

    Control characters and those that override the direction of writing go without a word; every kind of white space
    becomes one space. A text of more than 400 characters is cut.
    """
    known = letters_of(font) | letters_of(FALLBACK)
    kept: list[str] = []
    lost: list[str] = []
    for letter in unicodedata.normalize("NFC", text[:MOST_LETTERS]):
        if letter.isspace():
            kept.append(" ")
        elif unicodedata.category(letter).startswith("C") and letter not in JOINERS:
            continue
        elif ord(letter) in known:
            kept.append(letter)
        elif not 0xFE00 <= ord(letter) <= 0xFE0F and letter not in lost:
            lost.append(letter)
    return " ".join("".join(kept).split()), "".join(lost)


def font_for(text: str, font: str) -> str:
    """The style's font where it has every letter of a text, else the one that has most scripts: never a mixture."""
    return font if all(ord(letter) in letters_of(font) for letter in text if letter != " ") else FALLBACK


def joined_script(text: str) -> bool:
    """Is this written right to left? Such a line is shaped as a whole: its letters may join and must not be spaced."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


@lru_cache(maxsize=64)
def face(font: str, size: int) -> ImageFont.FreeTypeFont:
    """A shipped font at a size in pixels."""
    return ImageFont.truetype(FONTS / f"{font}.ttf", max(4, size))


def fit(
    text: str, font: str, size: float, tracking: float, width: float, height: float
) -> tuple[tuple[str, ...], float]:
    """Break a text into at most four balanced lines and shrink it until it fits; a text too long for that is cut."""
    words = text.split()
    if not words:
        return (), size
    while size >= SMALLEST:
        lines = _balanced(words, font, size, tracking, width)
        if lines and len(lines) <= MOST_LINES and len(lines) * size * LEADING <= height:
            return lines, size
        size *= 0.94
    size = SMALLEST
    words = [_shortened(word, font, size, tracking, width) for word in words]
    lines = _wrapped(words, font, size, tracking, width)
    room = max(1, min(MOST_LINES, int(height / (size * LEADING))))
    if len(lines) > room:
        lines = (*lines[: room - 1], _shortened(lines[room - 1] + "…", font, size, tracking, width))
    return lines, size


def measure(line: str, font: str, size: float, tracking: float) -> float:
    """Width of a line in pixels, without space after its last letter."""
    plain = face(font, 100).getlength(line) * size / 100
    return plain if joined_script(line) else plain + (len(_clusters(line)) - 1) * tracking * size


def ink(line: str, font: str, size: float, tracking: float, scale: int) -> Image.Image:
    """A line's letters as a grey picture, `scale` times larger than life, its baseline at 1.2 of its height in pixels."""
    large = round(size * scale)
    type_face = face(font, large)
    wide = round(measure(line, font, size, tracking) * scale) + 2 * large
    picture = Image.new("L", (wide, round(2 * large)), 0)
    pen = ImageDraw.Draw(picture)
    base = round(1.2 * large)
    if joined_script(line):
        pen.text((large, base), line, font=type_face, fill=255, anchor="ls")
        return picture
    x = float(large)
    clusters = _clusters(line)
    for index, cluster in enumerate(clusters):
        pen.text((round(x), base), cluster, font=type_face, fill=255, anchor="ls")
        after = clusters[index + 1] if index + 1 < len(clusters) else ""
        x += type_face.getlength(cluster + after) - (type_face.getlength(after) if after else 0) + tracking * large
    return picture


def _clusters(line: str) -> list[str]:
    """Letters with the marks that sit on them."""
    clusters: list[str] = []
    for letter in line:
        if clusters and unicodedata.combining(letter):
            clusters[-1] += letter
        else:
            clusters.append(letter)
    return clusters


def _balanced(words: list[str], font: str, size: float, tracking: float, width: float) -> tuple[str, ...]:
    """As few lines as possible, as even as possible; none where one word alone is too wide."""
    if any(measure(word, font, size, tracking) > width for word in words):
        return ()
    fewest = len(_wrapped(words, font, size, tracking, width))
    low, high = 0.0, width
    for _ in range(8):
        middle = (low + high) / 2
        lines = _wrapped(words, font, size, tracking, middle)
        if len(lines) <= fewest and all(measure(line, font, size, tracking) <= width for line in lines):
            high = middle
        else:
            low = middle
    return _wrapped(words, font, size, tracking, high)


def _wrapped(words: list[str], font: str, size: float, tracking: float, width: float) -> tuple[str, ...]:
    lines: list[str] = []
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if line and measure(longer, font, size, tracking) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return (*lines, line)


def _shortened(text: str, font: str, size: float, tracking: float, width: float) -> str:
    """A text cut to a width, with an ellipsis where something was cut."""
    if measure(text, font, size, tracking) <= width:
        return text
    text = text.rstrip("…")
    while len(text) > 1 and measure(text + "…", font, size, tracking) > width:
        text = text[:-1]
    return text.rstrip() + "…"

"""Titles as pictures: shaped by Pillow from fonts that ship with the studio; no user text ever enters a filter graph."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont, features

from studio.errors import BadInput
from studio.timeline.timeline import Title

FONTS = Path(__file__).parent / "fonts"
FALLBACK = ("NotoSans", "NotoSansHebrew", "NotoSansArabic")
RIGHT_TO_LEFT = ("R", "AL")
SAFE_WIDTH, SAFE_HEIGHT = 0.84, 0.7
"""Share of the frame that a card may fill: the title-safe area of every shape."""
MOST_LINES = 4


@dataclass(frozen=True)
class Style:
    """A designed look of a title card. Sizes are shares of the frame's shorter side; tracking of the type size."""

    font: str
    size: float
    tracking: float
    upper: bool
    colour: tuple[int, int, int]
    glow: tuple[int, int, int]
    glow_strength: float
    rules: bool
    subfont: str
    description: str


STYLES: dict[str, Style] = {
    "epic": Style(
        "BebasNeue", 0.150, 0.16, True, (246, 240, 228), (255, 178, 92), 0.75, True, "BebasNeue",
        "Wide-tracked condensed capitals with a warm glow between two thin rules",
    ),
    "serif": Style(
        "Cinzel", 0.098, 0.06, True, (240, 236, 228), (150, 178, 220), 0.35, False, "Cinzel",
        "Roman capitals, quietly spaced, with a cool halo",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Card:
    """A drawn title: RGBA, cropped to what is seen, and where its top left corner lies in the frame (even)."""

    picture: Image.Image
    x: int
    y: int

    @property
    def digest(self) -> str:
        """SHA-256 of pixels and place."""
        return hashlib.sha256(self.picture.tobytes() + f"{self.picture.size}{self.x},{self.y}".encode()).hexdigest()


def draw(title: Title, width: int, height: int) -> Card | None:
    """A title's card for a frame size; None where nothing of its text can be shown."""
    if title.style not in STYLES:
        raise BadInput(f"{title.style!r} is no title style.", f"Choose one of: {', '.join(STYLES)}.")
    style = STYLES[title.style]
    text, subtext = clean(title.text), clean(title.subtext)
    if not text and not subtext:
        return None
    side = min(width, height)
    layer = Image.new("L", (width, height), 0)
    lines, size = _fit(text, style, style.font, style.size * side, width * SAFE_WIDTH, height * SAFE_HEIGHT)
    sublines, subsize = _fit(subtext, style, style.subfont, style.size * side * 0.34, width * SAFE_WIDTH, height * 0.2)
    block = len(lines) * size * 1.12 + (len(sublines) * subsize * 1.3 + size * 0.35 if sublines else 0)
    y = (height - block) / 2
    pen = ImageDraw.Draw(layer)
    widest = 0.0
    for line in lines:
        widest = max(widest, _line(pen, line, style.font, size, style.tracking, width / 2, y + size * 0.56))
        y += size * 1.12
    if sublines:
        y += size * 0.35
    for line in sublines:
        _line(pen, line, style.subfont, subsize, style.tracking * 1.5, width / 2, y + subsize * 0.65)
        y += subsize * 1.3
    if style.rules and lines:
        reach, thick = min(widest * 0.5, width * 0.36), max(1, round(side / 480))
        top, bottom = (height - block) / 2 - size * 0.22, (height + block) / 2 + size * 0.16
        for level in (top, bottom):
            pen.rectangle((width / 2 - reach, level, width / 2 + reach, level + thick), fill=150)
    return _compose(layer, style, side)


def _compose(layer: Image.Image, style: Style, side: int) -> Card | None:
    glow = layer.filter(ImageFilter.GaussianBlur(side * 0.018))
    halo = layer.filter(ImageFilter.GaussianBlur(side * 0.05))
    shade = layer.filter(ImageFilter.GaussianBlur(side * 0.03))
    card = Image.new("RGBA", layer.size, (0, 0, 0, 0))
    for mask, colour, strength in (
        (shade, (0, 0, 0), 0.85),
        (halo, style.glow, style.glow_strength * 0.7),
        (glow, style.glow, style.glow_strength * 0.6),
        (layer, style.colour, 1.0),
    ):
        ink = Image.new("RGBA", layer.size, (*colour, 255))
        ink.putalpha(mask.point(_scaled(strength)))
        card = Image.alpha_composite(card, ink)
    box = card.getchannel("A").point(lambda value: 255 if value > 2 else 0).getbbox()
    if box is None:
        return None
    left, top = box[0] // 2 * 2, box[1] // 2 * 2
    right, bottom = min(layer.width, -(-box[2] // 2) * 2), min(layer.height, -(-box[3] // 2) * 2)
    return Card(card.crop((left, top, right, bottom)), left, top)


def _scaled(strength: float) -> Callable[[float], float]:
    return lambda value: min(255, value * strength)


def clean(text: str) -> str:
    """Text without control and bidi-override characters, and without what no shipped font can draw."""
    kept = []
    for character in unicodedata.normalize("NFC", text[:400]):
        if character in "\n\t":
            kept.append(" ")
        elif unicodedata.category(character)[0] != "C" and (character.isspace() or font_for(character)):
            kept.append(character)
    return " ".join("".join(kept).split())


@lru_cache(maxsize=2048)
def font_for(character: str, first: str = "NotoSans") -> str | None:
    """Name of the first shipped font that has a glyph for a character."""
    return next((name for name in (first, *FALLBACK) if ord(character) in _covered(name)), None)


@lru_cache(maxsize=8)
def _covered(name: str) -> frozenset[int]:
    """The characters a font has: those whose picture differs from its missing glyph."""
    font = ImageFont.truetype(FONTS / f"{name}.ttf", 24, layout_engine=ImageFont.Layout.BASIC)
    missing = font.getmask("\U0010fffd").getbbox(), bytes(font.getmask("\U0010fffd"))
    covered = set()
    for code in (
        *range(0x20, 0x250),
        *range(0x370, 0x530),
        *range(0x590, 0x780),
        *range(0x1E00, 0x2000),
        *range(0x2010, 0x2070),
        0x20AC,
        0x2122,
    ):
        mask = font.getmask(chr(code))
        if chr(code).isspace() or (mask.getbbox(), bytes(mask)) != missing:
            covered.add(code)
    return frozenset(covered)


def _font(name: str, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"{name}.ttf", max(4, round(size)))


def _fit(text: str, style: Style, font: str, size: float, width: float, height: float) -> tuple[list[str], float]:
    """Break a text into at most four lines and shrink it until it fits; long texts end in an ellipsis."""
    if not text:
        return [], size
    words = (text.upper() if style.upper else text).split()
    while True:
        lines = _wrap(words, font, size, style.tracking, width)
        if lines and len(lines) <= MOST_LINES and len(lines) * size * 1.12 <= height:
            return lines, size
        if size < 14:
            lines = _wrap(
                [_cut(word, font, size, style.tracking, width) for word in words], font, size, style.tracking, width
            )
            if len(lines) > MOST_LINES:
                lines = [*lines[: MOST_LINES - 1], lines[MOST_LINES - 1][:-1].rstrip() + "…"]
            return lines, size
        size *= 0.92


def _cut(word: str, font: str, size: float, tracking: float, width: float) -> str:
    while len(word) > 1 and _width(word, font, size, tracking) > width:
        word = word[: int(len(word) * 0.8)]
    return word


def _wrap(words: list[str], font: str, size: float, tracking: float, width: float) -> list[str]:
    """Lines of balanced length; empty where one word alone is too wide."""
    if any(_width(word, font, size, tracking) > width for word in words):
        return []
    total = _width(" ".join(words), font, size, tracking)
    goal = width if total <= width else total / -(-total // width) * 1.12
    lines, line = list[str](), ""
    for word in words:
        longer = f"{line} {word}".strip()
        if line and _width(longer, font, size, tracking) > min(goal, width):
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]


def _runs(line: str, font: str) -> list[tuple[str, str]]:
    """Stretches of a line with the font each is drawn in; a right-to-left line is one run, so that it is shaped whole."""
    if any(unicodedata.bidirectional(character) in RIGHT_TO_LEFT for character in line):
        name = next(
            (font_for(character, font) for character in line if unicodedata.bidirectional(character) in RIGHT_TO_LEFT),
            None,
        )
        return [(line, name or FALLBACK[0])]
    runs: list[tuple[str, str]] = []
    for character in line:
        name = font_for(character, font) or FALLBACK[0]
        if runs and (runs[-1][1] == name or character == " "):
            runs[-1] = (runs[-1][0] + character, runs[-1][1])
        else:
            runs.append((character, name))
    return runs


def _spaced(run: str) -> bool:
    """Letters of this run may stand apart: not those of a script that joins, nor of one shaped as a whole."""
    return not any(unicodedata.bidirectional(character) in RIGHT_TO_LEFT for character in run)


def _width(line: str, font: str, size: float, tracking: float) -> float:
    return sum(
        _font(name, size).getlength(run) + (len(run) * tracking * size if _spaced(run) else 0)
        for run, name in _runs(line, font)
    )


def _line(
    pen: ImageDraw.ImageDraw, line: str, font: str, size: float, tracking: float, centre: float, middle: float
) -> float:
    """Draw a line centred on (centre, middle); its width."""
    width = _width(line, font, size, tracking)
    x = centre - (width - tracking * size) / 2
    for run, name in _runs(line, font):
        face = _font(name, size)
        if not _spaced(run):
            direction = "rtl" if features.check("raqm") else None
            pen.text((x, middle), run, font=face, fill=255, anchor="lm", direction=direction)
            x += face.getlength(run)
            continue
        for index, character in enumerate(run):
            pen.text((x, middle), character, font=face, fill=255, anchor="lm")
            pair = run[index : index + 2]
            kern = face.getlength(pair) - face.getlength(pair[1:]) if len(pair) == 2 else face.getlength(character)
            x += kern + tracking * size
    return width

"""Titles as pictures: styles and cards, drawn by Pillow from shipped fonts; no user text ever enters a filter graph."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw, ImageFilter, features
from PIL.PngImagePlugin import PngImageFile, PngInfo

from studio.errors import BadInput, StorageError
from studio.render import cache
from studio.render.lettering import LEADING, clean, fit, font_for, fonts_digest, ink
from studio.timeline.timeline import Title

SCHEMA = 1
"""Bumped when the same title would be drawn otherwise."""
SAFE_WIDTH, SAFE_HEIGHT = 0.82, 0.62
"""Share of the frame that a card's words may fill: inside the title-safe area of every shape."""
SCALE = 3
"""Letters are set so many times larger than they are shown: even spacing, smooth edges."""

BAND = 64
"""Rows that are painted at a time: a whole card in floats would take 100 MB."""

Colour = tuple[int, int, int]
Plane = NDArray[np.float32]


@dataclass(frozen=True)
class Style:
    """A designed look of a title card. Sizes are shares of the frame's shorter side; tracking of the type size."""

    description: str
    font: str
    size: float
    tracking: float
    upper: bool
    top: Colour
    bottom: Colour
    glow: Colour
    glow_strength: float
    ornament: Literal["rules", "diamond"]
    sub_size: float
    sub_tracking: float


STYLES: dict[str, Style] = {
    "epic": Style(
        description="Wide-tracked condensed capitals with a warm glow between two thin rules",
        font="BebasNeue", size=0.158, tracking=0.20, upper=True,
        top=(255, 252, 244), bottom=(238, 214, 176), glow=(255, 164, 74), glow_strength=0.50,
        ornament="rules", sub_size=0.30, sub_tracking=0.42,
    ),
    "serif": Style(
        description="Roman capitals, quietly spaced, with a cool halo and a small diamond above the second line",
        font="Cinzel", size=0.112, tracking=0.09, upper=True,
        top=(252, 250, 246), bottom=(206, 212, 224), glow=(128, 168, 226), glow_strength=0.38,
        ornament="diamond", sub_size=0.34, sub_tracking=0.24,
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Card:
    """A title laid out for a frame size, not yet drawn. `digest` names all that makes its pixels and its place."""

    text: str
    subtext: str
    style: str
    width: int
    height: int

    @property
    def digest(self) -> str:
        """SHA-256 of words, style, size, fonts and the drawing library's build."""
        build = [SCHEMA, fonts_digest(), features.version("freetype2"), features.version("raqm")]
        text = json.dumps([asdict(self), asdict(STYLES[self.style]), build], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Drawn:
    """A card's picture: RGBA, cropped to what is seen, and where its top left corner lies in the frame (even)."""

    path: Path
    x: int
    y: int


def card(title: Title, width: int, height: int) -> tuple[Card | None, tuple[str, ...]]:
    """A title's card for a frame size, None where nothing of it can be shown; and what had to be left out."""
    if title.style not in STYLES:
        raise BadInput(f"{title.style!r} is no title style.", f"Choose one of: {', '.join(STYLES)}.")
    style = STYLES[title.style]
    notes: list[str] = []
    words: list[str] = []
    for text in (title.text, title.subtext):
        kept, lost = clean(text.upper() if style.upper else text, style.font)
        words.append(kept)
        if lost:
            notes.append(f"Title {title.id!r} is shown without {lost!r}: no shipped font has it.")
    if not any(words):
        return None, (*notes, f"Title {title.id!r} has no letters that can be shown.")
    return Card(words[0], words[1], title.style, width, height), tuple(notes)


def draw(card: Card, folder: Path) -> Drawn:
    """A card's PNG in a folder, drawn where it is not there yet; its place is kept inside the file."""
    path = folder / f"{card.digest}.png"
    try:
        if not path.exists():
            picture, x, y = paint(card)
            folder.mkdir(parents=True, exist_ok=True)
            notes = PngInfo()
            notes.add_text("place", f"{x} {y}")
            with cache.published(path) as part:
                picture.save(part, format="PNG", compress_level=3, pnginfo=notes)
        with Image.open(path, formats=["PNG"]) as file:
            assert isinstance(file, PngImageFile)
            x, y = (int(number) for number in str(file.text["place"]).split())
    except OSError as error:
        raise StorageError(
            f"A title card could not be written: {error.strerror or error}.", "Free space in the data folder."
        ) from error
    return Drawn(path, x, y)


def paint(card: Card) -> tuple[Image.Image, int, int]:
    """Draw a card: RGBA cropped to what is seen, and the place of its top left corner."""
    style, side = STYLES[card.style], min(card.width, card.height)
    letters, gradient = _letters(card, style, side)
    region = _around(letters, round(side * 0.2))
    letters, gradient = letters.crop(region), gradient[region[1] : region[3]]
    blurred = {blur: letters.filter(ImageFilter.GaussianBlur(side * blur)) for blur in (0.008, 0.022, 0.060)}
    pixels = np.empty((letters.height, letters.width, 4), np.uint8)
    for top in range(0, letters.height, BAND):
        rows = slice(top, top + BAND)
        mask, near, middle, wide = (_shares(plane, rows) for plane in (letters, *blurred.values()))
        pixels[rows] = _layered(
            (np.minimum(1, wide * 1.8) * 0.72, (0, 0, 0)),
            (np.minimum(1, middle * 1.5) * 0.60, (0, 0, 0)),
            (np.minimum(1, wide * 1.6) * style.glow_strength * 0.55, style.glow),
            (np.minimum(1, middle * 1.2) * style.glow_strength * 0.60, style.glow),
            (np.minimum(1, near) * style.glow_strength * 0.70, style.glow),
            (mask, gradient[rows]),
        )
    picture, x, y = _cropped(Image.fromarray(pixels, "RGBA"))
    return picture, x + region[0], y + region[1]


def _layered(*layers: tuple[NDArray[Any], NDArray[Any] | Colour]) -> NDArray[np.uint8]:
    """Layers of a cover (0 to 1) and a colour, painted over nothing in this order: RGBA, not premultiplied."""
    colour = np.zeros((*layers[0][0].shape, 3), np.float32)
    alpha = np.zeros(layers[0][0].shape, np.float32)
    for cover, paint_colour in layers:
        colour = colour * (1 - cover[..., None]) + np.asarray(paint_colour, np.float32) * cover[..., None]
        alpha = alpha * (1 - cover) + cover
    straight = colour / np.maximum(alpha, 1e-4)[..., None]
    return np.clip(np.dstack([straight, alpha * 255]) + 0.5, 0, 255).astype(np.uint8)


def _shares(plane: Image.Image, rows: slice) -> Plane:
    """Rows of a grey picture, 0 to 1."""
    band = plane.crop((0, rows.start, plane.width, min(rows.stop, plane.height)))
    shares: Plane = np.asarray(band, np.float32) / np.float32(255)
    return shares


def _letters(card: Card, style: Style, side: int) -> tuple[Image.Image, Plane]:
    """Words and ornament in grey, centred by what is seen, and the colour of every row (height × 1 × 3)."""
    wide, high = card.width * SAFE_WIDTH, card.height * SAFE_HEIGHT
    sub_high = high * 0.28 if card.subtext else 0
    font, sub_font = font_for(card.text, style.font), font_for(card.subtext, style.font)
    lines, size = fit(card.text, font, style.size * side, style.tracking, wide, high - sub_high)
    sub_start = max(size * style.sub_size if lines else style.size * side * 0.5, side * 0.028)
    sublines, sub_size = fit(card.subtext, sub_font, sub_start, style.sub_tracking, wide, max(sub_high, high * 0.2))
    sheet = Image.new("L", (card.width, card.height * 2), 0)
    shades: list[tuple[int, int]] = []
    y = card.height * 0.5
    for line in lines:
        y += size * (LEADING if shades else 1.0)
        shades.append(_set(sheet, line, font, size, style.tracking, y))
    if sublines:
        if style.ornament == "diamond" and lines:
            y += size * 0.50
            _diamond(sheet, round(y), round(wide * 0.16), side)
            y += size * 0.06
        y += max(size * 0.44, side * 0.045) if lines else 0
    for number, line in enumerate(sublines):
        y += sub_size * (LEADING + 0.2 if number else 1.0)
        shades.append(_set(sheet, line, sub_font, sub_size, style.sub_tracking, y))
    box = sheet.getbbox() or (0, 0, card.width, 1)
    if style.ornament == "rules" and lines:
        reach = min((box[2] - box[0]) * 0.5, card.width * 0.40)
        gap = max(size * 0.30, side * 0.028)
        for level in (box[1] - gap, box[3] + gap):
            _rule(sheet, round(level), reach, side)
    shift = round((box[1] + box[3]) / 2 - card.height / 2)
    return sheet.crop((0, shift, card.width, shift + card.height)), _gradient(card.height, shades, shift, style)


def _set(sheet: Image.Image, line: str, font: str, size: float, tracking: float, baseline: float) -> tuple[int, int]:
    """Set a line, centred by its ink, on a baseline; its first and last row."""
    large = ink(line, font, size, tracking, SCALE)
    box = large.getbbox()
    if box is None:
        return round(baseline), round(baseline)
    # Cropped on the grid of shown pixels, so that shrinking moves no baseline.
    origin = round(1.2 * round(size * SCALE))
    above = -(-(origin - box[1]) // SCALE) + 1
    below = max(1, -(-(box[3] - origin) // SCALE) + 1)
    width = -(-(box[2] - box[0]) // SCALE) + 2
    middle = (box[0] + box[2]) // 2
    left = middle - width * SCALE // 2
    cut = large.crop((left, origin - above * SCALE, left + width * SCALE, origin + below * SCALE))
    small = cut.resize((width, above + below), Image.Resampling.BOX)
    place = (round((sheet.width - width) / 2), round(baseline) - above)
    region = (*place, place[0] + small.width, place[1] + small.height)
    sheet.paste(ImageChops.lighter(sheet.crop(region), small), place)
    return place[1], place[1] + above


def _rule(sheet: Image.Image, level: int, reach: float, side: int) -> None:
    """A thin level line that fades towards both ends."""
    thick = max(1, round(side / 420))
    x = np.arange(sheet.width) - (sheet.width - 1) / 2
    ramp = np.clip((reach - np.abs(x)) / max(1.0, reach * 0.55), 0, 1)
    row = (ramp * ramp * (3 - 2 * ramp) * 190).astype(np.uint8)
    sheet.paste(Image.fromarray(np.repeat(row[None], thick, axis=0)), (0, level - thick // 2))


def _diamond(sheet: Image.Image, level: int, reach: int, side: int) -> None:
    """A small diamond between two thin lines."""
    _rule(sheet, level, reach, side)
    half = max(2, round(side / 130))
    middle = sheet.width // 2
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((middle - 2 * half, level - half, middle + 2 * half, level + half), fill=0)
    pen.polygon([(middle - half, level), (middle, level - half), (middle + half, level), (middle, level + half)], 230)


def _gradient(height: int, shades: list[tuple[int, int]], shift: int, style: Style) -> Plane:
    """The ink's colour row by row: every line runs from the style's top colour to its bottom colour."""
    rows = np.full((height, 3), style.bottom, np.float32)
    rows[:] = (np.asarray(style.top, np.float32) + np.asarray(style.bottom, np.float32)) / 2
    for first, last in shades:
        for y in range(max(0, first - shift), min(height, last - shift)):
            share = (y - first + shift) / max(1, last - first)
            rows[y] = [a + (b - a) * share for a, b in zip(style.top, style.bottom, strict=True)]
    return rows[:, None, :]


def _around(letters: Image.Image, margin: int) -> tuple[int, int, int, int]:
    """The even part of the frame that the letters and their glow can reach."""
    left, top, right, bottom = letters.getbbox() or (0, 0, 2, 2)
    return (
        max(0, left - margin) // 2 * 2,
        max(0, top - margin) // 2 * 2,
        min(letters.width, right + margin),
        min(letters.height, bottom + margin),
    )


def _cropped(picture: Image.Image) -> tuple[Image.Image, int, int]:
    box = picture.getchannel("A").point([0, 0, *[255] * 254]).getbbox() or (0, 0, 2, 2)
    left, top = box[0] // 2 * 2, box[1] // 2 * 2
    right, bottom = min(picture.width, -(-box[2] // 2) * 2), min(picture.height, -(-box[3] // 2) * 2)
    return picture.crop((left, top, right, bottom)), left, top

"""Titles as pictures: cards, drawn by Pillow from shipped fonts; no user text ever enters a filter graph."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, features
from PIL.PngImagePlugin import PngImageFile, PngInfo

from studio.errors import StorageError
from studio.render import cache
from studio.render.title_layout import Plane, lay
from studio.render.title_styles import Area, Colour, Style, style
from studio.render.typefaces import clean, digest, runs, spelled, stack_for
from studio.timeline.timeline import Title

SCHEMA = 2
"""Bumped when the same title would be drawn otherwise."""


@dataclass(frozen=True)
class Card:
    """A title laid out for a frame size, not yet drawn. `digest` names all that makes its pixels and its place."""

    text: str
    subtext: str
    style: str
    width: int
    height: int
    lift: int = 0

    @property
    def digest(self) -> str:
        """SHA-256 of words, style, size, fonts and the drawing library's build."""
        look = style(self.style)
        pairs = (self.text, look.font), (self.subtext, look.sub_font or look.font)
        used = {run.font for words, font in pairs for run in runs(words, stack_for(words, font))}
        build = [SCHEMA, *sorted(map(digest, used)), features.version("freetype2"), features.version("raqm")]
        text = json.dumps([asdict(self), look.model_dump(), build], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Drawn:
    """A card's picture: RGBA, cropped to what is seen, and where its top left corner lies in the frame (even)."""

    path: Path
    x: int
    y: int


def card(title: Title, width: int, height: int, lift: int = 0) -> tuple[Card | None, tuple[str, ...]]:
    """A title's card for a frame size, None where nothing of it can be shown; and what had to be left out.

    `lift` moves it up by so many pixels.
    """
    look = style(title.style)
    notes: list[str] = []
    words: list[str] = []
    for text, font in ((title.text, look.font), (title.subtext, look.sub_font or look.font)):
        kept, lost = clean(spelled(text).upper() if look.upper else text, font)
        words.append(kept)
        if lost:
            notes.append(f"Title {title.id!r} is shown without {lost!r}: no shipped font has it.")
    if not any(words):
        return None, (*notes, f"Title {title.id!r} has no letters that can be shown.")
    return Card(words[0], words[1], title.style, width, height, lift), tuple(notes)


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
    look, side = style(card.style), min(card.width, card.height)
    laid = lay(card.text, card.subtext, look, card.width, card.height, card.lift)
    region = _around(laid.letters, laid.ornament, laid.plate, round(side * 0.2))
    letters, colours = laid.letters.crop(region), laid.colours[region[1] : region[3]]
    if look.wear:
        end = laid.words_end + round(laid.size * 0.3) - region[1]
        letters.paste(_worn(letters.crop((0, 0, letters.width, end)), look.wear, laid.size), (0, 0))
    cover = _Cover(letters.size)
    if laid.plate:
        cover.over(_plate(laid.plate, region, side) * np.float32(look.plate), (10, 10, 12))
    if look.dim or look.glow_strength:
        _lit(cover, letters, look, side)
    if any(look.shadow):
        cover.over(_plane(_moved(letters, look.shadow, side)), look.shadow_colour)
    if look.outline:
        rim = _rim(letters, look.outline * look.size * side)
        if any(look.shadow):
            cover.over(_plane(_moved(rim, look.shadow, side)), look.shadow_colour)
        cover.over(_plane(rim), look.outline_colour)
    if laid.ornament is not None and look.accent:
        cover.over(_plane(laid.ornament.crop(region)), look.accent)
    cover.over(_plane(letters), colours)
    picture, x, y = _cropped(cover.picture())
    return picture, x + region[0], y + region[1]


class _Cover:
    """Colour and opacity, layer over layer."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.colour = np.zeros((size[1], size[0], 3), np.float32)
        self.alpha = np.zeros((size[1], size[0]), np.float32)

    def over(self, cover: NDArray[Any], colour: NDArray[Any] | Colour) -> None:
        """Lay a colour over all, as opaque as `cover` says."""
        self.colour = self.colour * (1 - cover[..., None]) + np.asarray(colour, np.float32) * cover[..., None]
        self.alpha = self.alpha * (1 - cover) + cover

    def picture(self) -> Image.Image:
        """RGBA, colours not multiplied by their opacity."""
        straight = self.colour / np.maximum(self.alpha, 1e-4)[..., None]
        pixels = np.dstack([straight, self.alpha * 255])
        return Image.fromarray(np.clip(pixels + 0.5, 0, 255).astype(np.uint8), "RGBA")


def _lit(cover: _Cover, letters: Image.Image, look: Style, side: int) -> None:
    """Darkness around the letters, so that they are read on every picture, and their own light on it."""
    soft = {blur: _blurred(letters, side * blur) for blur in (0.022, 0.060)}
    dim, strength = look.dim, look.glow_strength
    cover.over(np.minimum(1, soft[0.060] * 1.8 * dim) * 0.76, (0, 0, 0))
    cover.over(np.minimum(1, soft[0.022] * 1.5 * dim) * 0.70, (0, 0, 0))
    if strength:
        cover.over(np.minimum(1, soft[0.060] * 1.6) * strength * 0.55, look.glow)
        cover.over(np.minimum(1, soft[0.022] * 1.2) * strength * 0.60, look.glow)
        cover.over(np.minimum(1, _blurred(letters, side * 0.008)) * strength * 0.50, look.glow)


def _worn(letters: Image.Image, wear: float, size: float) -> Image.Image:
    """Letters rubbed away in patches and at their edges; the same letters are worn in the same way."""
    random = np.random.default_rng(letters.width * 7919 + letters.height)
    grain = np.zeros((letters.height, letters.width), np.float32)
    for share, weight in ((0.03, 0.5), (0.10, 0.7), (0.40, 0.4)):
        cell = max(1.0, size * share)
        rough = random.standard_normal((round(letters.height / cell) + 2, round(letters.width / cell) + 2))
        sheet = Image.fromarray(rough.astype(np.float32)).resize(letters.size, Image.Resampling.BICUBIC)
        grain += np.asarray(sheet) * weight
    edge = _blurred(letters, size * 0.014)
    kept = np.clip((grain + 3.4 * edge - 2.55 * wear) / 0.45, 0, 1)
    return Image.fromarray((np.asarray(letters) * kept).astype(np.uint8))


def _rim(letters: Image.Image, width: float) -> Image.Image:
    """Letters made fatter all round, their edge kept smooth."""
    soft = letters.filter(ImageFilter.GaussianBlur(width * 0.62))
    return soft.point([min(255, max(0, round((value - 14) * 6.4))) for value in range(256)])


def _moved(letters: Image.Image, shadow: tuple[float, float], side: int) -> Image.Image:
    """A copy moved right and down by shares of a tenth of the shorter side."""
    place = max(1, round(shadow[0] * side * 0.16)), max(1, round(shadow[1] * side * 0.16))
    sheet = Image.new("L", letters.size, 0)
    sheet.paste(letters, place)
    return sheet


def _plate(plate: Area, region: tuple[int, int, int, int], side: int) -> Plane:
    """A rectangle with slightly round corners."""
    sheet = Image.new("L", (region[2] - region[0], region[3] - region[1]), 0)
    corners = (plate.left - region[0], plate.top - region[1], plate.right - region[0], plate.bottom - region[1])
    ImageDraw.Draw(sheet).rounded_rectangle(corners, radius=max(2, round(side * 0.008)), fill=255)
    return _plane(sheet)


def _around(
    letters: Image.Image, ornament: Image.Image | None, plate: Area | None, margin: int
) -> tuple[int, int, int, int]:
    """The even part of the frame that letters, ornament and glow can reach."""
    boxes = [letters.getbbox() or (0, 0, 2, 2)]
    boxes = [(box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin) for box in boxes]
    if ornament is not None and (box := ornament.getbbox()):
        boxes.append(box)
    if plate:
        boxes.append((plate.left - 1, plate.top - 1, plate.right + 1, plate.bottom + 1))
    left, top, right, bottom = (pick(box[side] for box in boxes) for side, pick in enumerate((min, min, max, max)))
    return (max(0, left) // 2 * 2, max(0, top) // 2 * 2, min(letters.width, right), min(letters.height, bottom))


def _blurred(letters: Image.Image, radius: float) -> Plane:
    return _plane(letters.filter(ImageFilter.GaussianBlur(radius)))


def _plane(sheet: Image.Image) -> Plane:
    return np.asarray(sheet, np.float32) / np.float32(255)


def _cropped(picture: Image.Image) -> tuple[Image.Image, int, int]:
    box = picture.getchannel("A").point([0, 0, *[255] * 254]).getbbox() or (0, 0, 2, 2)
    left, top = box[0] // 2 * 2, box[1] // 2 * 2
    right, bottom = min(picture.width, -(-box[2] // 2) * 2), min(picture.height, -(-box[3] // 2) * 2)
    return picture.crop((left, top, right, bottom)), left, top

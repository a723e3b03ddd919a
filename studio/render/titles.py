"""Titles as pictures: cards, drawn by Pillow from shipped fonts; no user text ever enters a filter graph."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter, features
from PIL.PngImagePlugin import PngImageFile, PngInfo

from studio.errors import StorageError
from studio.render import cache
from studio.render.title_layout import Laid, Plane, lay
from studio.render.title_styles import Area, Colour, Style, look
from studio.render.typefaces import clean, digest, runs, shapes, spelled, stack_for
from studio.timeline.timeline import Title

SCHEMA = 2
"""Bumped when the same title would be drawn otherwise."""
BAND = 64
"""Rows that are painted at a time: a whole card in floats would take 100 MB."""


@dataclass(frozen=True)
class Card:
    """A title laid out for a frame size, not yet drawn. `digest` names all that makes its pixels and its place."""

    text: str
    subtext: str
    look: Style
    width: int
    height: int
    lift: int = 0

    @property
    def digest(self) -> str:
        """SHA-256 of words, style, size, fonts and the drawing library's build."""
        look = self.look
        pairs = (self.text, look.font), (self.subtext, look.sub_font or look.font)
        used = {run.font for words, font in pairs for run in runs(words, stack_for(words, font))}
        build = [SCHEMA, *sorted(map(digest, used)), features.version("freetype2"), features.version("raqm")]
        words = [self.text, self.subtext, self.width, self.height, self.lift]
        text = json.dumps([words, look.model_dump(), build], sort_keys=True)
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
    chosen = look(title)
    notes: list[str] = []
    words: list[str] = []
    for text, font in ((title.text, chosen.font), (title.subtext, chosen.sub_font or chosen.font)):
        kept, lost = clean(spelled(text).upper() if chosen.upper else text, font)
        words.append(kept)
        if lost:
            why = "no shipped font has it" if shapes() else "no shipped font has it, or it needs libfribidi0 installed"
            notes.append(f"Title {title.id!r} is shown without {lost!r}: {why}.")
    if not any(words):
        return None, (*notes, f"Title {title.id!r} has no letters that can be shown.")
    return Card(words[0], words[1], chosen, width, height, lift), tuple(notes)


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
    look, side = card.look, min(card.width, card.height)
    laid = lay(card.text, card.subtext, look, card.width, card.height, card.lift)
    region = _around(laid.letters, laid.ornament, laid.plate, round(side * 0.2))
    letters, colours = laid.letters.crop(region), laid.colours[region[1] : region[3]]
    if look.wear:
        end = laid.words_end + round(laid.size * 0.3) - region[1]
        letters.paste(_worn(letters.crop((0, 0, letters.width, end)), look.wear, laid.size), (0, 0))
    pixels = np.empty((letters.height, letters.width, 4), np.uint8)
    layers = tuple(_layers(laid, letters, region, look, side))
    for top in range(0, letters.height, BAND):
        rows = slice(top, top + BAND)
        pixels[rows] = _painted(rows, layers, colours)
    picture, x, y = _cropped(Image.fromarray(pixels, "RGBA"))
    return picture, x + region[0], y + region[1]


@dataclass(frozen=True)
class Layer:
    """A grey sheet as cover: `gain` times its grey, 1 at most, times `strength`. No colour: that of the letters' rows."""

    sheet: Image.Image
    colour: Colour | None
    gain: float = 1.0
    strength: float = 1.0


def _layers(
    laid: Laid, letters: Image.Image, region: tuple[int, int, int, int], look: Style, side: int
) -> Iterator[Layer]:
    """What lies under the letters, from the ground up, and the letters themselves."""
    if laid.plate:
        yield Layer(_plate(laid.plate, region, side), (10, 10, 12), strength=look.plate)
    if look.dim or look.glow_strength:
        yield from _lit(letters, look, side)
    shadow = any(look.shadow)
    if shadow and not look.outline:
        yield Layer(_moved(letters, look.shadow, side), look.shadow_colour)
    if look.outline:
        rim = _rim(letters, look.outline * look.size * side)
        if shadow:
            yield Layer(_moved(rim, look.shadow, side), look.shadow_colour)
        yield Layer(rim, look.outline_colour)
    if laid.ornament is not None and look.accent:
        yield Layer(laid.ornament.crop(region), look.accent)
    yield Layer(letters, None)


def _lit(letters: Image.Image, look: Style, side: int) -> Iterator[Layer]:
    """Darkness around the letters, so that they are read on every picture, and their own light on it."""
    middle, wide = (letters.filter(ImageFilter.GaussianBlur(side * blur)) for blur in (0.022, 0.060))
    yield Layer(wide, (0, 0, 0), 1.8 * look.dim, 0.76)
    yield Layer(middle, (0, 0, 0), 1.5 * look.dim, 0.70)
    if look.glow_strength:
        yield Layer(wide, look.glow, 1.6, look.glow_strength * 0.55)
        yield Layer(middle, look.glow, 1.2, look.glow_strength * 0.60)
        near = letters.filter(ImageFilter.GaussianBlur(side * 0.008))
        yield Layer(near, look.glow, 1.0, look.glow_strength * 0.50)


def _painted(rows: slice, layers: Iterable[Layer], colours: Plane) -> NDArray[np.uint8]:
    """Some rows of a card: its layers over each other. RGBA, not premultiplied."""
    colour = alpha = np.float32(0)
    for layer in layers:
        sheet = layer.sheet.crop((0, rows.start, layer.sheet.width, min(rows.stop, layer.sheet.height)))
        cover = np.minimum(1, np.asarray(sheet, np.float32) * np.float32(layer.gain / 255)) * np.float32(layer.strength)
        paint = colours[rows] if layer.colour is None else np.asarray(layer.colour, np.float32)
        colour = colour * (1 - cover[..., None]) + paint * cover[..., None]
        alpha = alpha * (1 - cover) + cover
    straight = colour / np.maximum(alpha, np.float32(1e-4))[..., None]
    return np.clip(np.dstack([straight, alpha * 255]) + 0.5, 0, 255).astype(np.uint8)


def _worn(letters: Image.Image, wear: float, size: float) -> Image.Image:
    """Letters rubbed away in patches and at their edges; the same letters are worn in the same way."""
    random = np.random.default_rng(letters.width * 7919 + letters.height)
    grain = np.zeros((letters.height, letters.width), np.float32)
    for share, weight in ((0.03, 0.5), (0.10, 0.7), (0.40, 0.4)):
        cell = max(1.0, size * share)
        rough = random.standard_normal((round(letters.height / cell) + 2, round(letters.width / cell) + 2))
        sheet = Image.fromarray(rough.astype(np.float32)).resize(letters.size, Image.Resampling.BICUBIC)
        grain += np.asarray(sheet) * weight
    edge = np.asarray(letters.filter(ImageFilter.GaussianBlur(size * 0.014)), np.float32) / 255
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


def _plate(plate: Area, region: tuple[int, int, int, int], side: int) -> Image.Image:
    """A rectangle with slightly round corners."""
    sheet = Image.new("L", (region[2] - region[0], region[3] - region[1]), 0)
    corners = (plate.left - region[0], plate.top - region[1], plate.right - region[0], plate.bottom - region[1])
    ImageDraw.Draw(sheet).rounded_rectangle(corners, radius=max(2, round(side * 0.008)), fill=255)
    return sheet


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


def _cropped(picture: Image.Image) -> tuple[Image.Image, int, int]:
    box = picture.getchannel("A").point([0, 0, *[255] * 254]).getbbox() or (0, 0, 2, 2)
    left, top = box[0] // 2 * 2, box[1] // 2 * 2
    right, bottom = min(picture.width, -(-box[2] // 2) * 2), min(picture.height, -(-box[3] // 2) * 2)
    return picture.crop((left, top, right, bottom)), left, top

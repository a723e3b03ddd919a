"""A title's words set for a frame: letters and ornament as grey sheets, and the colour of every row of letters."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops

from studio.render import ornaments
from studio.render.lettering import LEADING, SMALLEST, fit, ink
from studio.render.title_styles import Area, Colour, Style, safe
from studio.render.typefaces import Stack, stack_for

SCALE = 3
"""Letters are set so many times larger than they are shown: even spacing, smooth edges."""
LEAST = 0.036
"""Share of the shorter side: the smallest type of a title, for whoever watches on a phone."""
FILL: dict[str, tuple[float, float]] = {
    "centre": (0.82, 0.62),
    "low": (0.78, 0.30),
    "lower": (0.72, 0.24),
    "foot": (0.84, 0.22),
}
"""By place: the share of the frame's width and height that words may fill."""

Plane = NDArray[np.float32]


@dataclass(frozen=True)
class Shade:
    """Rows of one line of letters, and the colours from its first to its last."""

    first: int
    last: int
    top: Colour
    bottom: Colour


@dataclass(frozen=True)
class Laid:
    """Sheets of the frame's size: letters, and the ornament that has a colour of its own (None without one).

    `colours` is height × 1 × 3; `plate` the area of the dark plate behind, None without one; `words_end` the last
    baseline of the first text, `size` its type size.
    """

    letters: Image.Image
    ornament: Image.Image | None
    colours: Plane
    plate: Area | None
    words_end: int
    size: float


def lay(text: str, subtext: str, style: Style, width: int, height: int, lift: int = 0) -> Laid:
    """Set cleaned words in a style; `lift` moves words at the foot up by so many pixels."""
    side, area = min(width, height), safe(width, height)
    wide, high = (share * length for share, length in zip(FILL[style.place], (width, height), strict=True))
    wide = min(wide, area.width)
    fonts, sub_fonts = stack_for(text, style.font), stack_for(subtext, style.sub_font or style.font)
    least = max(SMALLEST, side * LEAST * min(1.0, style.size / 0.1))
    sub_high = high * 0.28 if subtext else 0
    lines, size = fit(text, fonts, style.size * side, style.tracking, wide, high - sub_high, least, style.leading)
    sub_start = max(size * style.sub_size if lines else style.size * side * 0.5, side * 0.028)
    sub_least = min(least, sub_start)
    sublines, sub_size = fit(
        subtext, sub_fonts, sub_start, style.sub_tracking, wide, max(sub_high, high * 0.2), sub_least
    )
    setter = _Setter(style, width, height, area.left + round(side * 0.05) if style.place == "lower" else None)
    y = height * 0.5
    for number, line in enumerate(lines):
        y += size * (style.leading if number else 1.0)
        setter.line(line, fonts, size, style.tracking, y)
    setter.words_end = y
    if sublines:
        if style.ornament == "diamond" and lines:
            y += size * 0.50
            ornaments.diamond(setter.sheet, round(y), round(wide * 0.16), side)
            y += size * 0.06
        y += max(size * 0.44, side * 0.045) if lines and style.place != "lower" else 0
    for number, line in enumerate(sublines):
        y += sub_size * (LEADING + 0.2 if number or style.place == "lower" else 1.0)
        setter.line(line, sub_fonts, sub_size, style.sub_tracking, y, style.sub_colour)
    return setter.laid(lines, size, area, lift)


class _Setter:
    """Sets line under line on a sheet, then moves all of it to its place in the frame."""

    def __init__(self, style: Style, width: int, height: int, left: int | None) -> None:
        self.style, self.width, self.height, self.left = style, width, height, left
        self.sheet = Image.new("L", (width, height * 2), 0)
        self.shades: list[Shade] = []
        self.words_end = 0.0

    def line(
        self, line: str, fonts: Stack, size: float, tracking: float, baseline: float, colour: Colour | None = None
    ) -> None:
        """Set a line, centred by its ink or begun at the left margin, on a baseline."""
        large = ink(line, fonts, size, tracking, SCALE)
        origin = round(1.2 * round(size * SCALE))
        if self.style.slant:
            large = _slanted(large, origin, self.style.slant)
        box = large.getbbox()
        top, bottom = (colour, colour) if colour else (self.style.top, self.style.bottom)
        if box is None:
            self.shades.append(Shade(round(baseline), round(baseline), top, bottom))
            return
        # Cropped on the grid of shown pixels, so that shrinking moves no baseline.
        above = -(-(origin - box[1]) // SCALE) + 1
        below = max(1, -(-(box[3] - origin) // SCALE) + 1)
        width = -(-(box[2] - box[0]) // SCALE) + 2
        left = (box[0] + box[2]) // 2 - width * SCALE // 2
        cut = large.crop((left, origin - above * SCALE, left + width * SCALE, origin + below * SCALE))
        small = cut.resize((width, above + below), Image.Resampling.BOX)
        across = round((self.sheet.width - width) / 2) if self.left is None else self.left
        place = (across, round(baseline) - above)
        region = (*place, place[0] + small.width, place[1] + small.height)
        self.sheet.paste(ImageChops.lighter(self.sheet.crop(region), small), place)
        self.shades.append(Shade(place[1], place[1] + above, top, bottom))

    def laid(self, lines: tuple[str, ...], size: float, area: Area, lift: int) -> Laid:
        """The frame: ornament added, everything moved to where the style stands."""
        side = min(self.width, self.height)
        box = self.sheet.getbbox() or (0, 0, self.width, 1)
        if self.style.ornament == "rules" and lines:
            ornaments.rules(self.sheet, box, max(size * 0.30, side * 0.028), side)
            box = self.sheet.getbbox() or box
        shift = round(self._shift(box, area)) + lift
        frame = (0, shift, self.width, shift + self.height)
        letters = self.sheet.crop(frame)
        draw = ornaments.ACCENTS.get(self.style.ornament)
        words = (box[0], box[1] - shift, box[2], box[3] - shift)
        ornament = draw(letters.size, words, self.words_end - shift, side) if draw and lines else None
        plate = None
        if self.style.plate:
            pad = round(side * (0.032 if self.style.place == "lower" else 0.018))
            start = words[0] - (2 * pad if self.style.place == "lower" else round(1.4 * pad))
            plate = Area(start, words[1] - pad, words[2] + round(1.4 * pad), words[3] + pad)
        return Laid(letters, ornament, self._colours(shift), plate, round(self.words_end) - shift, size)

    def _shift(self, box: tuple[int, int, int, int], area: Area) -> float:
        """Rows by which the sheet is moved up."""
        match self.style.place:
            case "centre":
                return (box[1] + box[3]) / 2 - self.height / 2
            case "low":
                return box[3] - (area.bottom - self.height * 0.03)
            case _:
                return box[3] - (area.bottom - min(self.width, self.height) * 0.02)

    def _colours(self, shift: int) -> Plane:
        """The letters' colour row by row: every line runs from its top colour to its bottom colour."""
        rows = np.full((self.height, 3), self.style.bottom, np.float32)
        rows[:] = (np.asarray(self.style.top, np.float32) + np.asarray(self.style.bottom, np.float32)) / 2
        for shade in self.shades:
            for y in range(max(0, shade.first - shift), min(self.height, shade.last - shift)):
                share = (y - shade.first + shift) / max(1, shade.last - shade.first)
                rows[y] = [a + (b - a) * share for a, b in zip(shade.top, shade.bottom, strict=True)]
            if shade.top == shade.bottom:
                # What hangs below the baseline of a plain line.
                hang = max(0, shade.last - shift)
                rows[hang : hang + max(1, (shade.last - shade.first) // 2)] = shade.bottom
        return rows[:, None, :]


def _slanted(picture: Image.Image, baseline: int, degrees: float) -> Image.Image:
    """A line of letters leaning to the right over its baseline."""
    lean = math.tan(math.radians(degrees))
    return picture.transform(
        picture.size, Image.Transform.AFFINE, (1, lean, -lean * baseline, 0, 1, 0), Image.Resampling.BILINEAR
    )

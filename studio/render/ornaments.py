"""Ornaments of titles: rules, stars, bars and streaks of light, drawn on grey sheets around a block of words."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import numpy as np
from PIL import Image, ImageDraw

Box = tuple[int, int, int, int]
Drawn = Callable[[tuple[int, int], Box, float, int], Image.Image]
"""Takes the frame's size, the words' box, the title's last baseline and the frame's shorter side; answers a sheet."""

FINE = 4
"""Slanted and round shapes are drawn so many times larger, then shrunk."""


def rules(sheet: Image.Image, box: Box, gap: float, side: int) -> None:
    """Thin lines above and below, fading towards both ends."""
    reach = min((box[2] - box[0]) * 0.5, sheet.width * 0.40)
    for level in (box[1] - gap, box[3] + gap):
        rule(sheet, round(level), reach, side)


def rule(sheet: Image.Image, level: int, reach: float, side: int) -> None:
    """A thin level line that fades towards both ends."""
    thick = max(1, round(side / 420))
    x = np.arange(sheet.width) - (sheet.width - 1) / 2
    ramp = np.clip((reach - np.abs(x)) / max(1.0, reach * 0.55), 0, 1)
    row = (ramp * ramp * (3 - 2 * ramp) * 190).astype(np.uint8)
    sheet.paste(Image.fromarray(np.repeat(row[None], thick, axis=0)), (0, level - thick // 2))


def diamond(sheet: Image.Image, level: int, reach: int, side: int) -> None:
    """A small diamond between two thin lines."""
    rule(sheet, level, reach, side)
    half = max(2, round(side / 130))
    middle = sheet.width // 2
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((middle - 2 * half, level - half, middle + 2 * half, level + half), fill=0)
    pen.polygon([(middle - half, level), (middle, level - half), (middle + half, level), (middle, level + half)], 230)


def _flare(size: tuple[int, int], box: Box, baseline: float, side: int) -> Image.Image:
    """A streak of light under the title, as a wide lens throws it."""
    width, height = size
    x = (np.arange(width, dtype=np.float32) - (box[0] + box[2]) / 2) / (width * 0.30)
    y = np.arange(height, dtype=np.float32) - baseline - side * 0.020
    thin = np.exp(-((y / max(1.0, side * 0.0032)) ** 2)) + 0.22 * np.exp(-((y / (side * 0.016)) ** 2))
    return Image.fromarray((np.outer(thin, np.exp(-(x**2) * 1.6)) * 150).clip(0, 255).astype(np.uint8))


def _star(size: tuple[int, int], box: Box, baseline: float, side: int) -> Image.Image:
    """A four-pointed star above the words, with a halo of rays."""
    width, height = size
    middle, level = width / 2, max(side * 0.06, box[1] - side * 0.105)
    x = (np.arange(width, dtype=np.float32) - middle) / side
    y = ((np.arange(height, dtype=np.float32) - level) / side)[:, None]
    reach = np.sqrt(np.abs(x) * 0.9 + 1e-6) + np.sqrt(np.abs(y) * 0.62 + 1e-6)
    star = np.clip((0.185 - reach) / 0.030, 0, 1)
    halo = np.exp(-(((x / 0.05) ** 2 + (y / 0.05) ** 2) ** 0.5) * 2.2) * 0.30
    rays = np.exp(-np.abs(y) / 0.0028) * np.exp(-np.abs(x) / 0.055) + np.exp(-np.abs(x) / 0.0028) * np.exp(
        -np.abs(y) / 0.055
    )
    return Image.fromarray((np.clip(star + halo + rays * 0.65, 0, 1) * 245).astype(np.uint8))


def _hairline(size: tuple[int, int], box: Box, baseline: float, side: int) -> Image.Image:
    """A hairline under the words."""
    sheet = Image.new("L", size, 0)
    rule(sheet, min(size[1] - 2, box[3] + round(side * 0.042)), size[0] * 0.17, side)
    return sheet


def _steps(size: tuple[int, int], box: Box, baseline: float, side: int) -> Image.Image:
    """Three stepped lines above and below, as on a picture palace."""
    sheet = Image.new("L", size, 0)
    pen = ImageDraw.Draw(sheet)
    thick, gap = max(1, round(side / 360)), max(3, round(side * 0.014))
    reach = max(side * 0.16, (box[2] - box[0]) * 0.5)
    for step, share in enumerate((1.0, 0.62, 0.30)):
        for level in (box[1] - round(side * 0.05) - step * gap, box[3] + round(side * 0.05) + step * gap):
            ends = round(size[0] / 2 - reach * share), round(size[0] / 2 + reach * share)
            pen.rectangle((ends[0], level, ends[1], level + thick - 1), fill=235 - 45 * step)
    return sheet


def _slash(size: tuple[int, int], box: Box, baseline: float, side: int) -> Image.Image:
    """A slanted bar under the words, sharpening to the right."""
    high, gap = side * 0.014, side * 0.030
    left, right, level = box[0] - side * 0.01, box[2] + side * 0.03, box[3] + gap
    points = [(left, level + high), (left + high, level), (right, level), (right - side * 0.10, level + high * 0.7)]
    return _fine(size, lambda pen: pen.polygon([(x * FINE, y * FINE) for x, y in points], fill=255))


def _stroke(size: tuple[int, int], box: Box, baseline: float, side: int) -> Image.Image:
    """A short bright line under the words."""
    sheet = Image.new("L", size, 0)
    half, level, thick = side * 0.055, box[3] + round(side * 0.045), max(2, round(side * 0.008))
    middle = size[0] / 2
    ImageDraw.Draw(sheet).rectangle((middle - half, level, middle + half, level + thick - 1), fill=255)
    return sheet


def _corners(size: tuple[int, int], box: Box, baseline: float, side: int) -> Image.Image:
    """Four corner marks around the words, as of a viewfinder, and a tick between them."""
    sheet = Image.new("L", size, 0)
    pen = ImageDraw.Draw(sheet)
    pad, arm, thick = round(side * 0.055), max(2, round(side * 0.045)), max(1, round(side / 330))
    left, top = max(round(side * 0.05), box[0] - pad), box[1] - pad
    right, bottom = min(size[0] - round(side * 0.05), box[2] + pad), box[3] + pad
    for x, toward in ((left, 1), (right, -1)):
        for y, down in ((top, 1), (bottom, -1)):
            pen.rectangle((min(x, x + toward * arm), y, max(x, x + toward * arm), y + thick - 1), fill=225)
            pen.rectangle((x, min(y, y + down * arm), x + thick - 1, max(y, y + down * arm)), fill=225)
    for y in (top, bottom):
        pen.rectangle((size[0] / 2 - arm / 4, y, size[0] / 2 + arm / 4, y + thick - 1), fill=150)
    return sheet


def _bar(size: tuple[int, int], box: Box, baseline: float, side: int) -> Image.Image:
    """An upright bar at the left of the words."""
    sheet = Image.new("L", size, 0)
    left, pad = box[0] - round(side * 0.034), round(side * 0.012)
    wide = max(2, round(side * 0.008))
    ImageDraw.Draw(sheet).rectangle((left, box[1] - pad, left + wide - 1, box[3] + pad), fill=255)
    return sheet


def _confetti(size: tuple[int, int], box: Box, baseline: float, side: int) -> Image.Image:
    """Paper scraps over and beside the words, never on them."""
    random = Random(size[0] * 4099 + size[1])
    middle, reach = size[0] / 2, max(side * 0.42, (box[2] - box[0]) * 0.62)

    def scatter(pen: ImageDraw.ImageDraw) -> None:
        for _ in range(64):
            x = middle + random.uniform(-1, 1) * reach
            y = random.choice((box[1] - side * random.uniform(0.02, 0.16), box[3] + side * random.uniform(0.02, 0.12)))
            long, wide = side * random.uniform(0.006, 0.013), side * random.uniform(0.003, 0.006)
            turn = random.uniform(0, np.pi)
            across = np.array([np.cos(turn), np.sin(turn)]) * long
            along = np.array([-np.sin(turn), np.cos(turn)]) * wide
            ends = [across + along, across - along, -across - along, -across + along]
            corners = [((x + end[0]) * FINE, (y + end[1]) * FINE) for end in ends]
            pen.polygon(corners, fill=random.choice((120, 180, 255)))

    return _fine(size, scatter)


def _fine(size: tuple[int, int], draw: Callable[[ImageDraw.ImageDraw], None]) -> Image.Image:
    """A sheet with smooth edges."""
    large = Image.new("L", (size[0] * FINE, size[1] * FINE), 0)
    draw(ImageDraw.Draw(large))
    return large.resize(size, Image.Resampling.BOX)


ACCENTS: dict[str, Drawn] = {
    "flare": _flare,
    "star": _star,
    "hairline": _hairline,
    "steps": _steps,
    "slash": _slash,
    "stroke": _stroke,
    "corners": _corners,
    "bar": _bar,
    "confetti": _confetti,
}
"""Ornaments in a colour of their own, by name."""

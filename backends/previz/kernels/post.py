"""From linear light to film: rays, bloom, tone curve, split tone, grain, vignette, 8 bit, RGB or planes."""

from __future__ import annotations

import math

import numpy as np

from backends.previz.kernels.lookup import SMALLER, Array, Picture, between_rows, stretch, stretched_row
from backends.previz.kernels.single import kernel

CURVE_TERMS = 7
"""Coefficients of the contrast curve, a polynomial in the square root of a tone."""


@kernel
def radial_blur(source: Array, out: Array, x: float, y: float, steps: int, decay: float, reach: float) -> None:
    """Smear a picture toward (x, y): what is bright throws rays away from there."""
    rows, columns = source.shape
    for row in range(rows):
        for column in range(columns):
            px = float(column)
            py = float(row)
            dx = (x - px) * reach / float(steps)
            dy = (y - py) * reach / float(steps)
            total = 0.0
            weight = 1.0
            for _ in range(steps):
                i = int(px)
                j = int(py)
                if 0 <= i < columns and 0 <= j < rows:
                    total += source[j, i] * weight
                weight *= decay
                px += dx
                py += dy
            out[row, column] = total / float(steps)


@kernel
def glow(light: Array, soft: Array, start: float, bright: Array, source: Array) -> None:
    """What blooms of a picture and of the `soft` light upon it, at a quarter: all above `start` and a trace of the rest (`bright`).

    Rows of `light` are red, green, blue, red and so on. `source` is what is bright enough to throw rays, 0..2.5.
    """
    rows, columns = soft.shape[0], soft.shape[1]
    band = np.zeros(max(light.shape[1], columns * SMALLER * 3), np.float32)
    end = light.shape[0] - 1
    for row in range(rows):
        one, two = light[min(row * SMALLER, end)], light[min(row * SMALLER + 1, end)]
        three, four = light[min(row * SMALLER + 2, end)], light[min(row * SMALLER + 3, end)]
        for i in range(light.shape[1]):
            band[i] = (one[i] + two[i] + three[i] + four[i]) * 0.0625
        for column in range(columns):
            at = column * SMALLER * 3
            red = band[at] + band[at + 3] + band[at + 6] + band[at + 9]
            green = band[at + 1] + band[at + 4] + band[at + 7] + band[at + 10]
            blue = band[at + 2] + band[at + 5] + band[at + 8] + band[at + 11]
            red = min(red, 12.0) + soft[row, column, 0]
            green = min(green, 12.0) + soft[row, column, 1]
            blue = min(blue, 12.0) + soft[row, column, 2]
            over = min(max((max(red, max(green, blue)) - start) * 1.25, 0.015), 1.0)
            bright[row, column, 0] = red * over
            bright[row, column, 1] = green * over
            bright[row, column, 2] = blue * over
            source[row, column] = min(max((red + green + blue) * 0.33333333 - 1.7, 0.0), 2.5)


@kernel
def develop(
    light: Array,
    soft: Array,
    out: Picture,
    planes: Picture,
    bar: int,
    exposure: float,
    vignette: float,
    saturation: float,
    shadow: Array,
    highlight: Array,
    curve: Array,
    grain: Array,
    grain_at: int,
    grain_gain: float,
) -> None:
    """Write the finished frame to `out` as RGB and to `planes` as YUV 4:2:0, BT.709, TV range; either may have no room.

    `soft` is quarter-size light to add: bloom, rays, lamps, shafts. `bar` rows at the top and the bottom are black.
    The three pictures are rows of red, green, blue, red and so on: their neighbours are known to the compiler, which makes
    vectors of the straight loops. The film curve is the usual rational fit of a print.
    """
    rows, columns = light.shape[0], light.shape[1] // 3
    side = grain.shape[0]
    fall = np.empty(columns, np.float32)
    for column in range(columns):
        vx = (float(column) - float(columns) * 0.5) / float(columns)
        fall[column] = vx * vx
    upper = stretched_row(soft)
    lower = stretched_row(soft)
    lit = np.empty(columns * 3, np.float32)
    stretched = -1
    red = np.empty(columns, np.float32)
    green = np.empty(columns, np.float32)
    blue = np.empty(columns, np.float32)
    noise = np.empty(columns, np.float32)
    kept_red = np.empty(columns, np.float32)
    kept_green = np.empty(columns, np.float32)
    kept_blue = np.empty(columns, np.float32)
    half = columns // 2
    s0, s1, s2 = shadow[0], shadow[1], shadow[2]
    h0, h1, h2 = highlight[0], highlight[1], highlight[2]
    c0, c1, c2, c3, c4, c5, c6 = curve[0], curve[1], curve[2], curve[3], curve[4], curve[5], curve[6]
    for row in range(rows):
        vy = (float(row) - float(rows) * 0.5) / float(columns)
        above, b = between_rows(soft.shape[0], row)
        if above != stretched:
            stretch(soft, above, upper)
            stretch(soft, above + 1, lower)
            stretched = above
        for i in range(columns * 3):
            lit[i] = light[row, i] + upper[i] + (lower[i] - upper[i]) * b
        line = grain[(row + grain_at) & (side - 1)]
        at = 0
        start = (grain_at * 7) & (side - 1)
        while at < columns:
            count = min(side - start, columns - at)
            for i in range(count):
                noise[at + i] = line[start + i]
            at += count
            start = 0
        for column in range(columns):
            gain = exposure * (1.0 - vignette * min(fall[column] + vy * vy, 0.3) * 2.6)
            r = max(lit[column * 3] * gain, 0.0)
            g = max(lit[column * 3 + 1] * gain, 0.0)
            bl = max(lit[column * 3 + 2] * gain, 0.0)
            r = r * (2.51 * r + 0.03) / (r * (2.43 * r + 0.59) + 0.14)
            g = g * (2.51 * g + 0.03) / (g * (2.43 * g + 0.59) + 0.14)
            bl = bl * (2.51 * bl + 0.03) / (bl * (2.43 * bl + 0.59) + 0.14)
            luma = min(0.25 * r + 0.65 * g + 0.10 * bl, 1.0)
            high = luma * (2.0 - luma)
            dark = 1.0 - high
            r = math.sqrt(min(max((luma + (r - luma) * saturation) * (s0 * dark + h0 * high), 0.0), 1.0))
            g = math.sqrt(min(max((luma + (g - luma) * saturation) * (s1 * dark + h1 * high), 0.0), 1.0))
            bl = math.sqrt(min(max((luma + (bl - luma) * saturation) * (s2 * dark + h2 * high), 0.0), 1.0))
            speck = noise[column] * grain_gain * (0.35 + 1.3 * math.sqrt(luma) * (1.15 - luma))
            r = c0 + r * (c1 + r * (c2 + r * (c3 + r * (c4 + r * (c5 + r * c6))))) + speck
            g = c0 + g * (c1 + g * (c2 + g * (c3 + g * (c4 + g * (c5 + g * c6))))) + speck
            bl = c0 + bl * (c1 + bl * (c2 + bl * (c3 + bl * (c4 + bl * (c5 + bl * c6))))) + speck
            red[column] = min(max(r, 0.0), 255.0)
            green[column] = min(max(g, 0.0), 255.0)
            blue[column] = min(max(bl, 0.0), 255.0)
        if row < bar or row >= rows - bar:
            for column in range(columns):
                red[column] = 0.0
                green[column] = 0.0
                blue[column] = 0.0
        if out.size > 0:
            for column in range(columns):
                out[row, column * 3] = np.uint8(red[column])
                out[row, column * 3 + 1] = np.uint8(green[column])
                out[row, column * 3 + 2] = np.uint8(blue[column])
        if planes.size > 0:
            tones = planes[row * columns : (row + 1) * columns]
            for column in range(columns):
                tones[column] = np.uint8(
                    16.5 + red[column] * 0.182586 + green[column] * 0.614231 + blue[column] * 0.062007
                )
            if row & 1 == 0:
                for column in range(columns):
                    kept_red[column] = red[column]
                    kept_green[column] = green[column]
                    kept_blue[column] = blue[column]
            else:
                for column in range(columns):
                    red[column] += kept_red[column]
                    green[column] += kept_green[column]
                    blue[column] += kept_blue[column]
                first = rows * columns + row // 2 * half
                blues = planes[first : first + half]
                first += rows // 2 * half
                reds = planes[first : first + half]
                for column in range(half):
                    r = red[column * 2] + red[column * 2 + 1]
                    g = green[column * 2] + green[column * 2 + 1]
                    bl = blue[column * 2] + blue[column * 2 + 1]
                    blues[column] = np.uint8(128.5 - r * 0.025161 - g * 0.084643 + bl * 0.109804)
                    reds[column] = np.uint8(128.5 + r * 0.109804 - g * 0.0997355 - bl * 0.0100685)

"""From linear light to film: bloom, sun rays, tone curve, split tone, grain, vignette, 8 bit."""

from __future__ import annotations

import math

import numpy as np

from backends.previz.kernels.lookup import Array, Picture, kernel

TONES = 4096
"""Steps of the contrast curve that `develop` looks up."""


@kernel
def radial_blur(source: Array, out: Array, x: float, y: float, steps: int, decay: float, reach: float) -> None:
    """Smear a picture toward (x, y): what is bright throws rays away from there."""
    rows, columns = source.shape
    for row in range(rows):
        for column in range(columns):
            dx = (x - column) * reach / steps
            dy = (y - row) * reach / steps
            px = float(column)
            py = float(row)
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
            out[row, column] = total / steps


@kernel
def film_curve(light: float) -> float:
    """Linear light to 0..1, soft in the highlights (the usual rational fit of a film print)."""
    return light * (2.51 * light + 0.03) / (light * (2.43 * light + 0.59) + 0.14)


@kernel
def develop(
    light: Array,
    bloom: Array,
    rays: Array,
    out: Picture,
    exposure: float,
    bloom_gain: float,
    ray_colour: Array,
    vignette: float,
    saturation: float,
    shadow: Array,
    highlight: Array,
    curve: Array,
    grain: Array,
    grain_at: int,
    grain_gain: float,
) -> None:
    """Write the finished frame to `out`. `bloom` and `rays` are quarter size; `curve` maps sqrt(tone) to 0..255."""
    rows, columns = light.shape[0], light.shape[1]
    small_rows, small_columns = bloom.shape[0], bloom.shape[1]
    side = grain.shape[0]
    one = np.float32(1)
    for row in range(rows):
        vy = (row - rows * 0.5) / columns
        v = (row + 0.5) * small_rows / rows - 0.5
        j = min(max(int(math.floor(v)), 0), small_rows - 2)
        b = np.float32(min(max(v - j, 0.0), 1.0))
        for column in range(columns):
            vx = (column - columns * 0.5) / columns
            u = (column + 0.5) * small_columns / columns - 0.5
            i = min(max(int(math.floor(u)), 0), small_columns - 2)
            a = np.float32(min(max(u - i, 0.0), 1.0))
            w00 = (one - a) * (one - b)
            w10 = a * (one - b)
            w01 = (one - a) * b
            w11 = a * b
            ray = rays[j, i] * w00 + rays[j, i + 1] * w10 + rays[j + 1, i] * w01 + rays[j + 1, i + 1] * w11
            gain = np.float32(exposure * (1.0 - vignette * min(vx * vx + vy * vy, 0.3) * 2.6))
            red = light[row, column, 0] + ray * ray_colour[0]
            green = light[row, column, 1] + ray * ray_colour[1]
            blue = light[row, column, 2] + ray * ray_colour[2]
            halo = np.float32(bloom_gain)
            red += halo * (
                bloom[j, i, 0] * w00
                + bloom[j, i + 1, 0] * w10
                + bloom[j + 1, i, 0] * w01
                + bloom[j + 1, i + 1, 0] * w11
            )
            green += halo * (
                bloom[j, i, 1] * w00
                + bloom[j, i + 1, 1] * w10
                + bloom[j + 1, i, 1] * w01
                + bloom[j + 1, i + 1, 1] * w11
            )
            blue += halo * (
                bloom[j, i, 2] * w00
                + bloom[j, i + 1, 2] * w10
                + bloom[j + 1, i, 2] * w01
                + bloom[j + 1, i + 1, 2] * w11
            )
            red = max(red * gain, np.float32(0))
            green = max(green * gain, np.float32(0))
            blue = max(blue * gain, np.float32(0))
            c251, c003 = np.float32(2.51), np.float32(0.03)
            c243, c059, c014 = np.float32(2.43), np.float32(0.59), np.float32(0.14)
            red = red * (c251 * red + c003) / (red * (c243 * red + c059) + c014)
            green = green * (c251 * green + c003) / (green * (c243 * green + c059) + c014)
            blue = blue * (c251 * blue + c003) / (blue * (c243 * blue + c059) + c014)
            luma = min(np.float32(0.25) * red + np.float32(0.65) * green + np.float32(0.10) * blue, one)
            high = luma * (np.float32(2) - luma)
            dark = one - high
            strong = np.float32(saturation)
            red = (luma + (red - luma) * strong) * (shadow[0] * dark + highlight[0] * high)
            green = (luma + (green - luma) * strong) * (shadow[1] * dark + highlight[1] * high)
            blue = (luma + (blue - luma) * strong) * (shadow[2] * dark + highlight[2] * high)
            noise = grain[(row + grain_at) & (side - 1), (column + grain_at * 7) & (side - 1)]
            noise *= np.float32(grain_gain) * (
                np.float32(0.35) + np.float32(1.3) * math.sqrt(max(luma, np.float32(0))) * (np.float32(1.15) - luma)
            )
            red = curve[int(math.sqrt(min(max(red, np.float32(0)), one)) * TONES)] + noise
            green = curve[int(math.sqrt(min(max(green, np.float32(0)), one)) * TONES)] + noise
            blue = curve[int(math.sqrt(min(max(blue, np.float32(0)), one)) * TONES)] + noise
            out[row, column, 0] = np.uint8(min(max(red, np.float32(0)), np.float32(255)))
            out[row, column, 1] = np.uint8(min(max(green, np.float32(0)), np.float32(255)))
            out[row, column, 2] = np.uint8(min(max(blue, np.float32(0)), np.float32(255)))

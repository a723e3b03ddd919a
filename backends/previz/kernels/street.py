"""A street at night: two rows of facades cast ray by ray, shops, signs, and a wet ground that mirrors them."""

from __future__ import annotations

import math

from backends.previz.kernels.lookup import Array, decay, hashed, smooth, texel
from backends.previz.kernels.single import kernel, part


@part
def _facade(side: int, y: float, z: float, footprint: float, behind: int, day: float) -> tuple[float, float, float]:
    """Colour of a facade at height y and place z; red below 0 where the building does not reach so high.

    Where a pixel's `footprint` (metres) is wider than a window, windows fade to their mean: else they crawl.
    """
    number = int(math.floor(z / 17.0))
    height = 16.0 + 46.0 * hashed(number * 7 + side * 131 + behind * 977, 3) + 26.0 * float(behind)
    if y > height:
        return -1.0, 0.0, 0.0
    along = z - float(number) * 17.0
    tone = hashed(number, side + 5 + behind * 3)
    lit = day * (0.20 if side == 0 else 0.085)
    hue = hashed(number * 5 + behind, side + 21)
    red = 0.012 + 0.012 * tone + lit * (0.75 + 0.6 * tone)
    green = 0.014 + 0.010 * tone + lit * (0.70 + 0.45 * tone - 0.10 * hue)
    blue = 0.022 + 0.012 * tone + lit * (0.68 + 0.30 * tone - 0.25 * hue)
    ledge = smooth(0.42, 0.48, abs(y / 3.0 - math.floor(y / 3.0)) - 0.5)
    red *= 1.0 - 0.4 * ledge
    green *= 1.0 - 0.4 * ledge
    blue *= 1.0 - 0.4 * ledge
    width = 1.5 + 0.9 * tone
    ci = int(math.floor(along / width))
    cj = int(math.floor(y / 3.0))
    u = along / width - float(ci)
    v = y / 3.0 - float(cj)
    density = 0.20 + 0.22 * tone
    fine = min(max(1.0 - footprint / width * 1.6, 0.0), 1.0)
    on = hashed(ci + number * 31 + side * 17 + behind * 59, cj * 13 + number)
    lit = 0.0
    if on < density:
        lit = 0.30 + 0.9 * hashed(ci * 3 + 1, cj + number * 5)
    pane = smooth(0.012, 0.03, abs(u - 0.5)) * (0.55 + 0.45 * smooth(0.25, 0.6, v + 0.3 * hashed(ci, cj + 5)))
    pane *= smooth(0.20, 0.26, u) * smooth(0.80, 0.74, u) * smooth(0.26, 0.32, v) * smooth(0.82, 0.76, v)
    dark = day * smooth(0.20, 0.26, u) * smooth(0.80, 0.74, u) * smooth(0.26, 0.32, v) * smooth(0.82, 0.76, v) * 0.6
    red *= 1.0 - dark
    green *= 1.0 - dark
    blue *= 1.0 - dark * 0.8
    light = (lit * pane * fine + density * 0.24 * (1.0 - fine)) * (1.0 - 0.85 * day)
    hue = hashed(cj + number * 3, ci + side)
    if y < 3.6:
        shop = 2.9
        si = int(math.floor(along / shop))
        su = along / shop - float(si)
        frame = smooth(0.03, 0.06, su) * smooth(0.97, 0.94, su) * smooth(0.45, 0.6, y) * smooth(3.1, 2.9, y)
        goods = 0.25 + 0.75 * smooth(0.9, 2.6, y + hashed(int(along * 3), number) * 1.2)
        is_open = hashed(number * 11 + si, side + 3) < 0.6
        light = ((0.75 * frame * goods if is_open else 0.05 * frame) * fine + 0.28 * (1.0 - fine)) * (1.0 - 0.7 * day)
        hue = hashed(number * 5 + side + si * 7, 9)
    if hue < 0.76:
        red += light
        green += light * 0.60
        blue += light * 0.26
    elif hue < 0.92:
        red += light * 0.35
        green += light * 0.75
        blue += light
    else:
        red += light
        green += light * 0.22
        blue += light * 0.62
    if behind == 0 and 0.2 < along < 1.5:
        bottom = 5.0 + 5.0 * hashed(number, side + 40)
        top = bottom + 5.0 + 9.0 * hashed(number + 3, side + 41)
        if bottom < y < top:
            kind = hashed(number * 3 + side, 77)
            bars = abs(y * 0.75 - math.floor(y * 0.75) - 0.5) * 2.0
            glow = (0.35 + 0.65 * smooth(0.25, 0.4, bars)) * (1.0 - 0.8 * day)
            if kind < 0.35:
                red += glow * 6.0
                green += glow * 0.5
                blue += glow * 2.6
            elif kind < 0.7:
                red += glow * 0.3
                green += glow * 3.6
                blue += glow * 5.0
            else:
                red += glow * 5.0
                green += glow * 2.2
                blue += glow * 0.3
    return red, green, blue


@part
def _wall_at(x: float, dx: float, half: float) -> float:
    if dx > 0.0:
        return (half - x) / dx
    if dx < 0.0:
        return (-half - x) / dx
    return 1e6


@kernel
def paint_street(
    out: Array,
    depth: Array,
    focal: float,
    horizon: float,
    yaw: float,
    eye_x: float,
    eye_y: float,
    eye_z: float,
    time: float,
    low: Array,
    slope: Array,
    fog: Array,
    density: float,
    zenith: Array,
    sky_low: Array,
    half: float,
    wet: float,
    day: float,
) -> None:
    """Paint every second row of a street and its depth, the street of half-width `half` metres along z.

    `wet` 0..1 is how much the ground mirrors, `day` how much daylight there is.
    """
    rows, columns = out.shape[0], out.shape[1]
    cos_yaw = math.cos(yaw)
    sin_yaw = math.sin(yaw)
    for row in range(0, rows, 2):
        for column in range(columns):
            u = (float(column) + 0.5 - float(columns) * 0.5) / focal
            dx = u * cos_yaw + sin_yaw
            dz = cos_yaw - u * sin_yaw
            dy = (horizon - float(row) - 0.5) / focal
            x = eye_x
            y = eye_y
            z = eye_z
            share = 1.0
            base_r = 0.0
            base_g = 0.0
            base_b = 0.0
            behind_us = 0.0
            wall = _wall_at(x, dx, half)
            if dy < 0.0:
                floor = -y / dy
                if floor < wall:
                    x += dx * floor
                    z += dz * floor
                    y = 0.0
                    depth[row, column] = floor
                    fade = 1.0 / (1.0 + floor * 0.14)
                    ripple = (texel(slope, x * 0.11, z * 0.11) - 0.5) * 3.0
                    ripple += (texel(slope, x * 0.47 + time * 0.05, z * 0.47 - time * 0.07) - 0.5) * 2.4
                    ripple *= fade
                    puddle = smooth(0.35, 0.62, texel(low, x * 0.021, z * 0.021))
                    kerb = 1.0 if abs(x) < half - 3.2 else 0.45
                    mirror = wet * (0.16 + 0.55 * puddle) * (0.35 + 0.65 * (1.0 - min(-dy * 2.2, 1.0))) * kerb
                    tar = (0.010 + 0.012 * texel(low, x * 0.4, z * 0.4)) * (1.0 + 7.0 * day)
                    fogged = 1.0 - decay(floor * density)
                    base_r = tar * (1.0 - fogged) + fog[0] * fogged
                    base_g = tar * 1.05 * (1.0 - fogged) + fog[1] * fogged
                    base_b = tar * 1.3 * (1.0 - fogged) + fog[2] * fogged
                    share = mirror * (1.0 - fogged)
                    dy = -dy + ripple * 0.022 * (1.15 - puddle)
                    dx += ripple * 0.022 * (1.2 - puddle)
                    behind_us = floor
                    wall = _wall_at(x, dx, half)
            side = 1 if dx > 0.0 else 0
            red = -1.0
            green = 0.0
            blue = 0.0
            reach = wall
            for behind in range(2):
                reach = wall + (15.0 * float(behind) / abs(dx) if behind > 0 else 0.0)
                if reach * dz > 520.0:
                    break
                footprint = (reach + behind_us) / focal / max(abs(dx), 0.05)
                red, green, blue = _facade(side, y + dy * reach, z + dz * reach, footprint, behind, day)
                if red >= 0.0:
                    if behind > 0:
                        red *= 0.5
                        green *= 0.5
                        blue *= 0.55
                    break
            if red >= 0.0:
                fogged = 1.0 - decay((reach + behind_us) * density)
                red += (fog[0] - red) * fogged
                green += (fog[1] - green) * fogged
                blue += (fog[2] - blue) * fogged
                if behind_us == 0.0:
                    depth[row, column] = reach
            else:
                fall = decay(min(max(dy * 1.6, 0.0), 1.0) * 3.0)
                cloud = 0.5 + texel(low, dx / (abs(dy) + 0.25) * 0.06 + time * 0.003, dz / (abs(dy) + 0.25) * 0.06)
                red = zenith[0] * cloud + (sky_low[0] - zenith[0]) * fall
                green = zenith[1] * cloud + (sky_low[1] - zenith[1]) * fall
                blue = zenith[2] * cloud + (sky_low[2] - zenith[2]) * fall
            out[row, column, 0] = base_r + red * share
            out[row, column, 1] = base_g + green * share
            out[row, column, 2] = base_b + blue * share

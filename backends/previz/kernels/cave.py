"""Caves cast ray by ray: a tunnel of rough rock whose far end is open to the light."""

from __future__ import annotations

import math

from backends.previz.kernels.lookup import Array, bearing, decay, smooth, texel
from backends.previz.kernels.room import L_RED, L_X, L_Y, L_Z
from backends.previz.kernels.single import kernel


@kernel
def paint_cave(
    out: Array,
    depth: Array,
    focal: float,
    horizon: float,
    yaw: float,
    eye_x: float,
    eye_y: float,
    eye_z: float,
    time: float,
    half: float,
    ceiling: float,
    length: float,
    rock: Array,
    ambient: Array,
    mouth: Array,
    lamps: Array,
    low: Array,
    fine: Array,
) -> None:
    """Paint every second pixel of a tunnel and its depth: a tunnel of rock whose far end is open to the light (`mouth`)."""
    rows, columns = out.shape[0], out.shape[1]
    cos_yaw = math.cos(yaw)
    sin_yaw = math.sin(yaw)
    middle = ceiling * 0.30
    tall = ceiling - middle
    for row in range(rows):
        dy = (horizon - float(row) - 0.5) / focal
        for column in range(row & 1, columns, 2):
            u = (float(column) + 0.5 - float(columns) * 0.5) / focal
            dx = u * cos_yaw + sin_yaw
            dz = cos_yaw - u * sin_yaw
            ex = eye_x / half
            ey = (eye_y - middle) / tall
            vx = dx / half
            vy = dy / tall
            a = vx * vx + vy * vy + 0.0000001
            b = ex * vx + ey * vy
            c = ex * ex + ey * ey - 1.0
            reach = (-b + math.sqrt(max(b * b - a * c, 0.0))) / a
            x = eye_x + dx * reach
            y = eye_y + dy * reach
            z = eye_z + dz * reach
            angle = bearing(y - middle, x) * 0.6
            smooth_z = z + (texel(low, angle * 0.9, 0.37) - 0.5) * 9.0
            bulge = texel(low, angle * 0.55 + 0.1, z * 0.021) - 0.5
            bulge += (texel(low, angle * 1.3, z * 0.06) - 0.5) * 0.5
            reach *= 1.0 - min(max(bulge, -0.45), 0.45) * 0.75
            x = eye_x + dx * reach
            y = eye_y + dy * reach
            z = eye_z + dz * reach
            floor = 0
            if dy < 0.0:
                ground = (texel(low, x * 0.03, z * 0.03) - 0.5) * 0.35
                flat = (ground - eye_y) / dy
                if 0.0 < flat < reach:
                    reach = flat
                    x = eye_x + dx * reach
                    y = 0.0
                    z = eye_z + dz * reach
                    floor = 1
            if smooth_z > length or reach > 400.0:
                rise = decay(max(dy, 0.0) * 4.0)
                for k in range(3):
                    out[row, column, k] = mouth[k] * (0.55 + 0.45 * rise)
                depth[row, column] = max((length - eye_z) / max(dz, 0.05), 1.0)
                continue
            if floor == 1:
                relief = texel(low, x * 0.11, z * 0.11) - texel(low, x * 0.11, z * 0.11 + 0.02)
                grain = texel(fine, x * 0.3, z * 0.3)
            else:
                relief = texel(low, angle * 1.1, z * 0.07) - texel(low, angle * 1.1 + 0.015, z * 0.07 + 0.015)
                relief += 0.7 * (texel(low, angle * 3.1, z * 0.23) - texel(low, angle * 3.1 + 0.012, z * 0.23 + 0.012))
                grain = texel(fine, angle * 1.5, z * 0.12)
            left = length - z
            inward = decay(left * 0.055)
            tone = (0.78 + 0.44 * grain) * min(max(1.0 + relief * 4.2, 0.25), 2.2)
            edge = smooth(0.25, 0.0, relief * -3.0 + 0.12) * inward
            for k in range(3):
                light = ambient[k] + mouth[k] * (inward * inward * 0.55 + edge * 0.18)
                for lamp in range(lamps.shape[0]):
                    lx = lamps[lamp, L_X] - x
                    ly = lamps[lamp, L_Y] - y
                    lz = lamps[lamp, L_Z] - z
                    light += lamps[lamp, L_RED + k] / (0.35 + lx * lx + ly * ly + lz * lz)
                murk = decay(reach * 0.02)
                out[row, column, k] = rock[k] * tone * light * murk + mouth[k] * 0.10 * inward * (1.0 - murk)
            depth[row, column] = reach

"""Water that mirrors what is already painted above the horizon, with sun glitter and ice; light falling into the deep."""

from __future__ import annotations

import math

import numpy as np

from backends.previz.kernels.lookup import Array, bearing, decay, smooth, texel, texel_pair
from backends.previz.kernels.single import kernel, part

NEAR_STEP = 0.06
"""Metres between two pixels that are painted where a wave of 1 is near: the finest ripples' own step."""


@kernel
def fill_row(out: Array, depth: Array, row: int, first: int, step: int, z: float) -> None:
    """Fill a row between its painted pixels, every `step`th from `first`, where nothing nearer than `z` stands."""
    columns = out.shape[1]
    for start in range(first - step, columns, step):
        left = start
        right = start + step
        if left < 0 or depth[row, left] != z:
            left = right
        if right >= columns or depth[row, right] != z:
            right = left
        if left >= columns or left < 0:
            continue
        for i in range(1, step):
            column = start + i
            if column < 0 or column >= columns or depth[row, column] < z:
                continue
            share = float(i) / float(step)
            for k in range(3):
                out[row, column, k] = out[row, left, k] + (out[row, right, k] - out[row, left, k]) * share
            depth[row, column] = z


@part
def fill_clear_row(out: Array, depth: Array, row: int, first: int, step: int, z: float) -> None:
    """`fill_row` where nothing nearer than `z` stands in the whole row."""
    columns = out.shape[1]
    line = out[row]
    count = (columns - first + step - 1) // step
    if step == 2:
        for q in range(count - 1):
            left = first + q * 2
            for k in range(3):
                line[left + 1, k] = (line[left, k] + line[left + 2, k]) * 0.5
    else:
        for q in range(count - 1):
            left = first + q * 4
            for k in range(3):
                here = line[left, k]
                rise = (line[left + 4, k] - here) * 0.25
                line[left + 1, k] = here + rise
                line[left + 2, k] = here + rise * 2.0
                line[left + 3, k] = here + rise * 3.0
    for column in range(first):
        for k in range(3):
            line[column, k] = line[first, k]
    last = first + (count - 1) * step
    for column in range(last + 1, columns):
        for k in range(3):
            line[column, k] = line[last, k]
    for column in range(columns):
        depth[row, column] = z


@kernel
def paint_sea(
    out: Array,
    depth: Array,
    mirror: Array,
    focal: float,
    horizon: float,
    yaw: float,
    eye_x: float,
    eye_y: float,
    eye_z: float,
    time: float,
    waves: Array,
    far_waves: Array,
    deep: Array,
    sun_colour: Array,
    sun: Array,
    glitter: float,
    rough: float,
    wave: float,
    foam: float,
    ice: float,
    low: Array,
    fog: Array,
    density: float,
) -> None:
    """Paint water below the horizon where nothing nearer stands. `mirror` is a smaller copy of the picture so far.

    `eye_y` is the eye's height over the water. `foam` 0..1 whitens crests, `ice` 0..1 lets sheets of ice close it.
    """
    rows, columns = out.shape[0], out.shape[1]
    mirror_rows, mirror_columns = mirror.shape[0], mirror.shape[1]
    cos_yaw = math.cos(yaw)
    sin_yaw = math.sin(yaw)
    sun_x, sun_y, sun_z = sun[0], sun[1], sun[2]
    shrink = float(mirror_columns) / float(columns)
    low_edge = max(min(horizon * shrink - 1.0, float(mirror_rows) - 2.001), 0.0)
    right_edge = float(mirror_columns) - 2.001
    most = columns // 2 + 1
    slope_x = np.zeros(most, np.float32)
    slope_z = np.zeros(most, np.float32)
    across = np.zeros(most, np.float32)
    down = np.zeros(most, np.float32)
    shine = np.zeros(most, np.float32)
    gains = np.zeros(most, np.float32)
    middle = float(columns) * 0.5
    per_wave = 1.0 / wave
    ways = np.empty((columns, 2), np.float32)
    for column in range(columns):
        u = (float(column) + 0.5 - middle) / focal
        ways[column, 0] = u * cos_yaw + sin_yaw
        ways[column, 1] = cos_yaw - u * sin_yaw
    for row in range(max(int(horizon) + 1, 0), rows):
        sy = (float(row) + 0.5 - horizon) / focal
        z = eye_y / sy
        swell = 1.0 / (1.0 + z * 0.012 * per_wave)
        ripple = 0.6 / (1.0 + z * 0.05 * per_wave)
        sharp = 420.0 * swell + 70.0 * (1.0 - swell)
        fogged = 1.0 - decay(z * density)
        bright = glitter * (0.35 + 0.65 * swell)
        tile = waves if z * z / (eye_y * focal) * 256.0 * 0.0085 < 3.0 else far_waves
        step = 4 if z * 4.0 < NEAR_STEP * wave * focal else 2
        first = (row & 1) * step // 2
        count = (columns - first + step - 1) // step
        nearest = z
        for column in range(columns):
            nearest = min(nearest, depth[row, column])
        # What is looked up, what is computed and what is written go in loops of their own: the second becomes vectors.
        for q in range(count):
            column = first + q * step
            if depth[row, column] < z:
                continue
            wx = (eye_x + ways[column, 0] * z) * per_wave
            wz = (eye_z + ways[column, 1] * z) * per_wave
            ax, az = texel_pair(tile, wx * 0.0085 + time * 0.006, wz * 0.0085 + time * 0.010)
            bx, bz = texel_pair(tile, wz * 0.021 - time * 0.013 + 0.37, wx * 0.021 + time * 0.009)
            nx = (ax + 0.75 * bx) * swell
            nz = (az + 0.75 * bz) * swell
            if ripple > 0.024:
                cx, cz = texel_pair(waves, wx * 0.067 - time * 0.024, wz * 0.067 + time * 0.030 + 0.2)
                nx += cx * ripple
                nz += cz * ripple
            slope_x[q] = nx
            slope_z[q] = nz
        for q in range(count):
            u = (float(first + q * step) + 0.5 - middle) / focal
            nx = slope_x[q] * rough
            nz = slope_z[q] * rough
            length = 1.0 / math.sqrt(1.0 + u * u + sy * sy)
            dx = (u * cos_yaw + sin_yaw) * length
            dy = -sy * length
            dz = (cos_yaw - u * sin_yaw) * length
            ny = 1.0 / math.sqrt(1.0 + nx * nx + nz * nz)
            nx *= ny
            nz *= ny
            along = min(dx * nx + dy * ny + dz * nz, -0.02)
            rx = dx - 2.0 * along * nx
            ry = abs(dy - 2.0 * along * ny)
            rz = dz - 2.0 * along * nz
            forward = focal / max(rz * cos_yaw + rx * sin_yaw, 0.15)
            across[q] = min(max((middle + (rx * cos_yaw - rz * sin_yaw) * forward) * shrink, 0.0), right_edge)
            down[q] = max(min((horizon - ry * forward) * shrink, low_edge), 0.0)
            shine[q] = 0.03 + 0.87 * (1.0 + along) * (1.0 + along)
            near = max(rx * sun_x + ry * sun_y + rz * sun_z, 0.0)
            gains[q] = bright * decay((1.0 - near) * sharp)
        for q in range(count):
            column = first + q * step
            if depth[row, column] < z:
                continue
            px = across[q]
            py = down[q]
            left = int(px)
            top = int(py)
            a = px - float(left)
            b = py - float(top)
            i = np.uint64(left)
            j = np.uint64(top)
            i1 = np.uint64(left + 1)
            j1 = np.uint64(top + 1)
            gain = gains[q]
            white = 0.0
            solid = 0.0
            frost = 0.0
            if foam > 0.0 or ice > 0.0:
                wx = (eye_x + ways[column, 0] * z) * per_wave
                wz = (eye_z + ways[column, 1] * z) * per_wave
                if foam > 0.0:
                    streak = 0.25 + 0.75 * texel(low, wx * 0.11, wz * 0.11 + time * 0.01)
                    white = smooth(1.2, 2.6, slope_z[q]) * foam * streak
                    gain += white * 0.30
                if ice > 0.0:
                    plate = texel(low, wx * 0.016, wz * 0.016) * 0.75 + texel(low, wx * 0.10, wz * 0.10) * 0.25
                    solid = smooth(1.02 - ice * 1.1, 1.10 - ice * 1.1, plate)
                    crack = abs(texel(low, wx * 0.045 + 0.3, wz * 0.045) - 0.5)
                    frost = 0.55 + 0.45 * smooth(0.004, 0.03, crack)
            for k in range(3):
                above = mirror[j, i, k] + (mirror[j, i1, k] - mirror[j, i, k]) * a
                below = mirror[j1, i, k] + (mirror[j1, i1, k] - mirror[j1, i, k]) * a
                seen = above + (below - above) * b
                water = deep[k] + (seen - deep[k]) * shine[q] + sun_colour[k] * gain + fog[k] * white
                sheet = (fog[k] * 0.95 + sun_colour[k] * 0.24 + seen * 0.20 + 0.02) * frost
                water += (sheet - water) * solid
                out[row, column, k] = water + (fog[k] - water) * fogged
            depth[row, column] = z
        if nearest < z:
            fill_row(out, depth, row, first, step, z)
        else:
            fill_clear_row(out, depth, row, first, step, z)


@kernel
def paint_deep(
    out: Array,
    light_column: float,
    light_row: float,
    time: float,
    low: Array,
    fine: Array,
    top: Array,
    bottom: Array,
    ray_colour: Array,
    amount: float,
) -> None:
    """Water seen from within: brighter above, with shafts of light that fan out from a point over the picture."""
    rows, columns = out.shape[0], out.shape[1]
    for row in range(rows):
        v = float(row) / float(rows)
        fade = decay(v * 2.3)
        for column in range(columns):
            ux = (float(column) - light_column) / float(columns)
            uy = (float(row) - light_row) / float(columns)
            radius = math.sqrt(ux * ux + uy * uy)
            angle = bearing(ux, uy)
            wide = texel(low, angle * 0.33 + time * 0.006, time * 0.009 + radius * 0.02)
            thin = texel(fine, angle * 0.75 - time * 0.009, 0.5 + time * 0.013 + radius * 0.015)
            shaft = smooth(0.42, 0.95, wide * 0.62 + thin * 0.5) * amount
            shaft *= decay(radius * 2.1) * smooth(1.5, 0.5, abs(angle))
            light = shaft + decay(radius * radius * 7.0) * 0.8 + decay(radius * 3.2) * 0.45
            if v < 0.16:
                plane = 0.06 / (v + 0.012)
                one = texel(fine, ux * plane * 0.7 + time * 0.03, plane * 0.22 + time * 0.05)
                two = texel(fine, ux * plane * 1.1 - time * 0.04, plane * 0.4)
                light += smooth(0.5, 0.62, 0.5 * (one + two)) * smooth(0.16, 0.0, v) * decay(abs(ux) * 1.2)
            for k in range(3):
                out[row, column, k] = bottom[k] + (top[k] - bottom[k]) * fade + ray_colour[k] * light

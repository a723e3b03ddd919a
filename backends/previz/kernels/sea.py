"""Water that mirrors what is already painted above the horizon, with sun glitter; and light falling into the deep."""

from __future__ import annotations

import math

from backends.previz.kernels.lookup import Array, kernel, smooth, texel


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
    slope_x: Array,
    slope_z: Array,
    deep: Array,
    sun_colour: Array,
    sun: Array,
    glitter: float,
    rough: float,
    wave: float,
    fog: Array,
    density: float,
) -> None:
    """Paint water below the horizon where nothing nearer stands. `mirror` is a half-size copy of the picture so far."""
    rows, columns = out.shape[0], out.shape[1]
    mirror_rows, mirror_columns = mirror.shape[0], mirror.shape[1]
    cos_yaw = math.cos(yaw)
    sin_yaw = math.sin(yaw)
    low_edge = min(horizon * 0.5 - 1.0, mirror_rows - 2.0)
    for row in range(max(int(horizon) + 1, 0), rows):
        z = eye_y * focal / (row + 0.5 - horizon)
        swell = 1.0 / (1.0 + z * 0.012 / wave)
        ripple = 1.0 / (1.0 + z * 0.05 / wave)
        sharp = 420.0 * swell + 70.0 * (1.0 - swell)
        fogged = 1.0 - math.exp(-z * density)
        sy = (row + 0.5 - horizon) / focal
        for column in range(columns):
            if depth[row, column] < z:
                continue
            u = (column + 0.5 - columns * 0.5) / focal
            wx = (eye_x + (u * cos_yaw + sin_yaw) * z) / wave
            wz = (eye_z + (cos_yaw - u * sin_yaw) * z) / wave
            au = wx * 0.0085 + time * 0.006
            av = wz * 0.0085 + time * 0.010
            bu = wz * 0.021 - time * 0.013 + 0.37
            bv = wx * 0.021 + time * 0.009
            cu = wx * 0.067 - time * 0.024
            cv = wz * 0.067 + time * 0.030 + 0.2
            nx = (texel(slope_x, au, av) + 0.75 * texel(slope_x, bu, bv)) * swell + texel(
                slope_x, cu, cv
            ) * ripple * 0.6
            nz = (texel(slope_z, au, av) + 0.75 * texel(slope_z, bu, bv)) * swell + texel(
                slope_z, cu, cv
            ) * ripple * 0.6
            nx *= rough
            nz *= rough
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
            graze = (1.0 + along) * (1.0 + along)
            fresnel = 0.03 + 0.87 * graze * graze
            forward = max(rz * cos_yaw + rx * sin_yaw, 0.15)
            sideways = rx * cos_yaw - rz * sin_yaw
            px = min(max((columns * 0.5 + sideways / forward * focal) * 0.5, 0.0), mirror_columns - 2.0)
            py = max(min((horizon - ry / forward * focal) * 0.5, low_edge), 0.0)
            i = int(px)
            j = int(py)
            a = px - i
            b = py - j
            near = max(rx * sun[0] + ry * sun[1] + rz * sun[2], 0.0)
            spark = glitter * math.pow(near, sharp) * (0.35 + 0.65 * swell)
            for k in range(3):
                above = mirror[j, i, k] * (1 - a) + mirror[j, i + 1, k] * a
                below = mirror[j + 1, i, k] * (1 - a) + mirror[j + 1, i + 1, k] * a
                seen = above * (1 - b) + below * b
                water = deep[k] + (seen - deep[k]) * fresnel + sun_colour[k] * spark
                out[row, column, k] = water + (fog[k] - water) * fogged
            depth[row, column] = z


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
        v = row / rows
        fade = math.exp(-v * 2.3)
        for column in range(columns):
            ux = (column - light_column) / columns
            uy = (row - light_row) / columns
            radius = math.sqrt(ux * ux + uy * uy)
            angle = math.atan2(ux, uy)
            wide = texel(low, angle * 0.33 + time * 0.006, time * 0.009 + radius * 0.02)
            thin = texel(fine, angle * 0.75 - time * 0.009, 0.5 + time * 0.013 + radius * 0.015)
            shaft = smooth(0.42, 0.95, wide * 0.62 + thin * 0.5) * amount
            shaft *= math.exp(-radius * 2.1) * smooth(1.5, 0.5, abs(angle))
            light = shaft + math.exp(-radius * radius * 7.0) * 0.8 + math.exp(-radius * 3.2) * 0.45
            if v < 0.16:
                plane = 0.06 / (v + 0.012)
                one = texel(fine, ux * plane * 0.7 + time * 0.03, plane * 0.22 + time * 0.05)
                two = texel(fine, ux * plane * 1.1 - time * 0.04, plane * 0.4)
                light += smooth(0.5, 0.62, 0.5 * (one + two)) * smooth(0.16, 0.0, v) * math.exp(-abs(ux) * 1.2)
            for k in range(3):
                out[row, column, k] = bottom[k] + (top[k] - bottom[k]) * fade + ray_colour[k] * light

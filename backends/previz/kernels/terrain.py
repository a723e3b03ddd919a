"""The ground: a height map marched column by column from the eye outward, with exact coverage at every edge."""

from __future__ import annotations

import math

from backends.previz.kernels.lookup import Array, decay, smooth, texel
from backends.previz.kernels.single import kernel


@kernel
def soften_shadows(height: Array, sun_x: float, sun_z: float, slope: float, cell: float, out: Array) -> None:
    """How much sun reaches each cell (0..1), by marching toward a sun of this `slope` (rise over run)."""
    side = height.shape[0]
    for j in range(side):
        for i in range(side):
            light = 1.0
            ground = height[j, i]
            distance = 0.0
            for _ in range(40):
                distance += 2.0 + distance * 0.03
                other = height[
                    int(float(j) + sun_z * distance) & (side - 1), int(float(i) + sun_x * distance) & (side - 1)
                ]
                clear = (ground + distance * cell * slope - other) / (distance * cell * 0.06 + 1.0)
                light = min(light, clear)
                if light < -0.6:
                    break
            out[j, i] = smooth(-0.6, 0.7, light)


@kernel
def march_ground(
    out: Array,
    depth: Array,
    covered: Array,
    focal: float,
    horizon: float,
    yaw: float,
    eye_x: float,
    eye_y: float,
    eye_z: float,
    height: Array,
    colour: Array,
    bumps: Array,
    mottle: Array,
    scale: float,
    bump: float,
    detail: float,
    fog: Array,
    sun_colour: Array,
    sun: Array,
    density: float,
    fog_fall: float,
    far: float,
    cloak: Array,
    cloaked: float,
) -> None:
    """Add the ground to every second column of `out`, its distance to `depth`, its share of each pixel to `covered`.

    `scale` is one over the tile's side in metres; fog thins with height by `fog_fall` and warms toward the sun; `cloak`
    is a colour that spreads over the ground in patches, `cloaked` 0..1 of it: snow, frost, ash, moss.
    """
    rows, columns = out.shape[0], out.shape[1]
    side = colour.shape[0]
    cos_yaw = math.cos(yaw)
    sin_yaw = math.sin(yaw)
    for column in range(0, columns, 2):
        u = (float(column) + 0.5 - float(columns) * 0.5) / focal
        dx = u * cos_yaw + sin_yaw
        dz = cos_yaw - u * sin_yaw
        toward = max((dx * sun[0] + dz * sun[2]) / math.sqrt(dx * dx + dz * dz), 0.0)
        toward = toward * toward * toward
        warm = toward * toward * 0.55
        fog_r = fog[0] + sun_colour[0] * warm
        fog_g = fog[1] + sun_colour[1] * warm
        fog_b = fog[2] + sun_colour[2] * warm
        z = 1.2
        edge = float(rows)
        last_r = 0.0
        last_g = 0.0
        last_b = 0.0
        fresh = True
        while z < far and edge > 0.0:
            x = eye_x + dx * z
            y = eye_z + dz * z
            tu = x * scale + 0.5
            tv = y * scale + 0.5
            ground = texel(height, tu, tv)
            if z < 400.0:
                ground += bump / (1.0 + z * 0.02) * texel(bumps, x * 0.021, y * 0.021)
            row = horizon - (ground - eye_y) * focal / z
            if row < edge or fresh:
                px = tu * float(side)
                py = tv * float(side)
                left = int(math.floor(px))
                top = int(math.floor(py))
                a = px - float(left)
                b = py - float(top)
                i = left & (side - 1)
                j = top & (side - 1)
                i1 = (left + 1) & (side - 1)
                j1 = (top + 1) & (side - 1)
                w00 = (1.0 - a) * (1.0 - b)
                w10 = a * (1.0 - b)
                w01 = (1.0 - a) * b
                w11 = a * b
                coarse = texel(mottle, x * 0.0043, y * 0.0043) - 0.5
                grain = coarse * 0.9 / (1.0 + z * 0.003)
                if z < 500.0:
                    grain += (texel(mottle, x * 0.021, y * 0.021) - 0.5) * 2.2 / (1.0 + z * 0.02)
                    if z < 60.0:
                        grain += (texel(mottle, x * 0.17, y * 0.17) - 0.5) * 2.2 / (1.0 + z * 0.14)
                grain = max(1.0 + detail * grain, 0.1)
                fogged = 1.0 - decay(z * density * (0.35 + 1.3 * decay(max(ground, 0.0) * fog_fall)))
                own_r = (
                    colour[j, i, 0] * w00 + colour[j, i1, 0] * w10 + colour[j1, i, 0] * w01 + colour[j1, i1, 0] * w11
                )
                own_g = (
                    colour[j, i, 1] * w00 + colour[j, i1, 1] * w10 + colour[j1, i, 1] * w01 + colour[j1, i1, 1] * w11
                )
                own_b = (
                    colour[j, i, 2] * w00 + colour[j, i1, 2] * w10 + colour[j1, i, 2] * w01 + colour[j1, i1, 2] * w11
                )
                if cloaked > 0.0:
                    patch = smooth(0.75 - cloaked * 1.5, 1.0 - cloaked * 1.5, coarse + grain * 0.25)
                    own_r += (cloak[0] - own_r) * patch
                    own_g += (cloak[1] - own_g) * patch
                    own_b += (cloak[2] - own_b) * patch
                clear = grain * (1.0 - fogged)
                red = own_r * clear + fog_r * fogged
                green = own_g * clear + fog_g * fogged
                blue = own_b * clear + fog_b * fogged
                if fresh:
                    last_r = red
                    last_g = green
                    last_b = blue
                    fresh = False
                if row < edge:
                    top_edge = max(row, 0.0)
                    span = edge - row
                    at = int(math.ceil(edge)) - 1
                    while at >= 0 and float(at) + 1.0 > top_edge:
                        place = float(at)
                        share = min(edge, place + 1.0) - max(top_edge, place)
                        t = 1.0
                        if span > 1.0:
                            t = min(max((edge - place - 0.5) / span, 0.0), 1.0)
                        out[at, column, 0] += share * (last_r + (red - last_r) * t)
                        out[at, column, 1] += share * (last_g + (green - last_g) * t)
                        out[at, column, 2] += share * (last_b + (blue - last_b) * t)
                        covered[at, column] += share
                        if share > 0.3:
                            depth[at, column] = z
                        at -= 1
                    edge = row
                last_r = red
                last_g = green
                last_b = blue
            else:
                fresh = True
            z += max(0.12, z * 0.0115)


@kernel
def fill_ground(
    out: Array,
    depth: Array,
    covered: Array,
    focal: float,
    yaw: float,
    eye_x: float,
    eye_z: float,
    mottle: Array,
    detail: float,
) -> None:
    """Fill the columns between, and give the ground near the eye its grain, pixel by pixel."""
    rows, columns = out.shape[0], out.shape[1]
    cos_yaw = math.cos(yaw)
    sin_yaw = math.sin(yaw)
    for row in range(rows):
        for column in range(1, columns, 2):
            left = column - 1
            right = min(column + 1, ((columns - 1) // 2) * 2)
            share = (covered[row, left] + covered[row, right]) * 0.5
            if share <= 0.0:
                continue
            covered[row, column] = share
            for k in range(3):
                out[row, column, k] = (out[row, left, k] + out[row, right, k]) * 0.5
            depth[row, column] = min(depth[row, left], depth[row, right])
        for column in range(columns):
            z = depth[row, column]
            if z < 70.0:
                u = (float(column) + 0.5 - float(columns) * 0.5) / focal
                x = eye_x + (u * cos_yaw + sin_yaw) * z
                y = eye_z + (cos_yaw - u * sin_yaw) * z
                fine = (texel(mottle, x * 0.53, y * 0.53) - 0.5) * (70.0 - z) * 0.0143
                gain = 1.0 + detail * fine * 1.5
                for k in range(3):
                    out[row, column, k] *= gain

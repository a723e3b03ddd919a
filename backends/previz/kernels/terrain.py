"""The ground: a height map marched column by column from the eye outward, with exact coverage at every edge."""

from __future__ import annotations

import math

from backends.previz.kernels.lookup import Array, kernel, smooth, texel


@kernel
def soften_shadows(height: Array, sun_x: float, sun_z: float, slope: float, cell: float, out: Array) -> None:
    """How much sun reaches each cell (0..1), by marching toward a sun of this `slope` (rise over run)."""
    side = height.shape[0]
    for j in range(side):
        for i in range(side):
            light = 1.0
            ground = height[j, i]
            for step in range(1, 60):
                distance = step * 2.0
                other = height[int(j + sun_z * distance) & (side - 1), int(i + sun_x * distance) & (side - 1)]
                clear = (ground + distance * cell * slope - other) / (distance * cell * 0.06 + 1.0)
                light = min(light, clear)
                if light < -1.0:
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
) -> None:
    """Add the ground to `out`, its distance to `depth`, and the share of each pixel it fills to `covered`.

    `scale` is one over the tile's side in metres; fog thins with height by `fog_fall` and warms toward the sun.
    """
    rows, columns = out.shape[0], out.shape[1]
    side = colour.shape[0]
    cos_yaw = math.cos(yaw)
    sin_yaw = math.sin(yaw)
    for column in range(columns):
        u = (column + 0.5 - columns * 0.5) / focal
        dx = u * cos_yaw + sin_yaw
        dz = cos_yaw - u * sin_yaw
        toward = max((dx * sun[0] + dz * sun[2]) / math.sqrt(dx * dx + dz * dz), 0.0)
        toward = toward * toward * toward
        warm = toward * toward * 0.55
        z = 1.2
        edge = float(rows)
        last_r = 0.0
        last_g = 0.0
        last_b = 0.0
        fresh = True
        while z < far and edge > 0:
            x = eye_x + dx * z
            y = eye_z + dz * z
            tu = x * scale + 0.5
            tv = y * scale + 0.5
            fade = 1.0 / (1.0 + z * 0.02)
            ground = texel(height, tu, tv) + bump * fade * texel(bumps, x * 0.021, y * 0.021)
            row = horizon - (ground - eye_y) * focal / z
            if row < edge or fresh:
                px = tu * side
                py = tv * side
                left = math.floor(px)
                top = math.floor(py)
                a = px - left
                b = py - top
                i = int(left) & (side - 1)
                j = int(top) & (side - 1)
                i1 = (i + 1) & (side - 1)
                j1 = (j + 1) & (side - 1)
                w00 = (1 - a) * (1 - b)
                w10 = a * (1 - b)
                w01 = (1 - a) * b
                w11 = a * b
                grain = 1.0 + detail * (
                    (texel(mottle, x * 0.021, y * 0.021) - 0.5) * fade * 2.2
                    + (texel(mottle, x * 0.17, y * 0.17) - 0.5) * 2.2 / (1.0 + z * 0.14)
                    + (texel(mottle, x * 0.0043, y * 0.0043) - 0.5) * 0.9 / (1.0 + z * 0.003)
                )
                grain = max(grain, 0.1)
                fogged = 1.0 - math.exp(-z * density * (0.35 + 1.3 * math.exp(-max(ground, 0.0) * fog_fall)))
                clear = grain * (1.0 - fogged)
                red = (
                    colour[j, i, 0] * w00 + colour[j, i1, 0] * w10 + colour[j1, i, 0] * w01 + colour[j1, i1, 0] * w11
                ) * clear + (fog[0] + sun_colour[0] * warm) * fogged
                green = (
                    colour[j, i, 1] * w00 + colour[j, i1, 1] * w10 + colour[j1, i, 1] * w01 + colour[j1, i1, 1] * w11
                ) * clear + (fog[1] + sun_colour[1] * warm) * fogged
                blue = (
                    colour[j, i, 2] * w00 + colour[j, i1, 2] * w10 + colour[j1, i, 2] * w01 + colour[j1, i1, 2] * w11
                ) * clear + (fog[2] + sun_colour[2] * warm) * fogged
                if fresh:
                    last_r = red
                    last_g = green
                    last_b = blue
                    fresh = False
                if row < edge:
                    top_edge = max(row, 0.0)
                    span = edge - row
                    at = int(math.ceil(edge)) - 1
                    while at >= 0 and at + 1 > top_edge:
                        share = min(edge, at + 1.0) - max(top_edge, float(at))
                        t = 1.0
                        if span > 1:
                            t = min(max((edge - at - 0.5) / span, 0.0), 1.0)
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

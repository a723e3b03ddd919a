"""The sky: gradient, sun glow, moon or planet, aurora, nebula and one lit layer of clouds."""

from __future__ import annotations

import math

from backends.previz.kernels.lookup import Array, kernel, smooth, texel

AURORA_LAYERS = 12


@kernel
def _cloud(x: float, z: float, time: float, warp: float, low: Array, fine: Array) -> float:
    drift = time * 0.002
    return (
        0.56 * texel(low, x * 0.09 + warp * 0.12, z * 0.09 + warp * 0.10)
        + 0.28 * texel(fine, x * 0.23 - drift, z * 0.23)
        + 0.16 * texel(fine, x * 0.61, z * 0.61 + drift * 2.0)
    )


@kernel
def paint_sky(
    out: Array,
    focal: float,
    horizon: float,
    yaw: float,
    colours: Array,
    sun: Array,
    time: float,
    cover: float,
    wind: float,
    cloud_scale: float,
    disc: float,
    glow: float,
    falloff: float,
    moon: float,
    phase: float,
    aurora: float,
    nebula: float,
    flash: float,
    low: Array,
    fine: Array,
) -> None:
    """Fill `out` (rows x columns x 3) with sky. `colours`: zenith, horizon, sun, lit cloud, shaded cloud.

    `moon` is the disc's angular radius in radians, 0 for a sun; `sun` the unit direction to either.
    """
    rows, columns = out.shape[0], out.shape[1]
    cos_yaw = math.cos(yaw)
    sin_yaw = math.sin(yaw)
    flat_sun = math.sqrt(sun[0] * sun[0] + sun[2] * sun[2] + 1e-6)
    for row in range(rows):
        for column in range(columns):
            sx = (column + 0.5 - columns * 0.5) / focal
            sy = (horizon - row - 0.5) / focal
            length = 1.0 / math.sqrt(sx * sx + sy * sy + 1.0)
            x = (sx * cos_yaw + sin_yaw) * length
            z = (cos_yaw - sx * sin_yaw) * length
            y = max(sy * length, -0.02)
            up = max(y, 0.0)
            gradient = math.exp(-up * falloff)
            near = max(x * sun[0] + y * sun[1] + z * sun[2], 0.0)
            toward = max((x * sun[0] + z * sun[2]) / (math.sqrt(x * x + z * z + 1e-6) * flat_sun), 0.0)
            near2 = near * near
            near6 = near2 * near2 * near2
            halo = glow * (0.30 * near6 + 0.55 * math.pow(near, 40.0) + 1.2 * math.pow(near, 400.0))
            base = gradient * (0.62 + 0.38 * toward * toward)
            red = colours[0, 0] + (colours[1, 0] - colours[0, 0]) * base + colours[2, 0] * halo
            green = colours[0, 1] + (colours[1, 1] - colours[0, 1]) * base + colours[2, 1] * halo
            blue = colours[0, 2] + (colours[1, 2] - colours[0, 2]) * base + colours[2, 2] * halo
            if nebula > 0:
                mist = texel(low, x * 0.55 + 0.2, y * 0.7 + z * 0.2)
                knots = texel(fine, x * 0.8 + mist * 0.25, y * 0.9 + mist * 0.3)
                band = math.exp(-((y - 0.35 - x * 0.5 + (mist - 0.5) * 0.5) ** 2) * 14.0)
                cloud = nebula * band * smooth(0.35, 0.95, mist * 0.6 + knots * 0.5)
                red += cloud * (0.10 + 0.16 * knots)
                green += cloud * (0.05 + 0.09 * mist)
                blue += cloud * (0.20 - 0.04 * knots)
            if aurora > 0 and y > 0.02:
                for layer in range(AURORA_LAYERS):
                    high = layer / AURORA_LAYERS
                    px = x / (y + 0.12) * (1.0 + 0.62 * high)
                    pz = z / (y + 0.12) * (1.0 + 0.62 * high)
                    ridge = texel(low, px * 0.045 + time * 0.004, pz * 0.02 + time * 0.0023)
                    ridge = 1.0 - abs(ridge * 2.0 - 1.0) * 2.2
                    if ridge > 0:
                        ridge = ridge * ridge
                        rays = 0.35 + 1.3 * texel(fine, px * 0.35 + time * 0.012, pz * 0.3)
                        light = ridge * ridge * rays * aurora * (1.0 - high) * smooth(0.02, 0.16, y) * 1.16
                        red += light * (0.01 + 0.10 * high)
                        green += light * (0.17 - 0.12 * high)
                        blue += light * (0.055 + 0.10 * high)
            if moon > 0:
                inside = math.cos(moon)
                if near > inside - 0.0006:
                    mx = (x * sun[2] - z * sun[0]) / flat_sun / math.sin(moon)
                    my = (y - sun[1]) / math.sin(moon)
                    edge = mx * mx + my * my
                    alpha = smooth(1.02, 0.95, edge)
                    facing = math.sqrt(max(1.0 - edge, 0.0))
                    ground = texel(low, mx * 0.13 + 0.3, my * 0.13 + 0.6)
                    lit = min(max(facing * 0.55 + mx * phase + 0.25, 0.0), 1.0)
                    light = disc * (0.5 + 0.75 * ground) * lit
                    red += (light * colours[2, 0] - red * 0.5) * alpha
                    green += (light * colours[2, 1] - green * 0.5) * alpha
                    blue += (light * colours[2, 2] - blue * 0.5) * alpha
            elif disc > 0:
                light = disc * smooth(0.99955, 0.99978, near)
                red += light * colours[2, 0]
                green += light * (colours[2, 1] * 0.8 + 0.2 * colours[2, 0])
                blue += light * (colours[2, 2] * 0.7 + 0.2 * colours[2, 0])
            if cover > 0 and y > 0:
                plane = cloud_scale / (y + 0.10)
                px = x * plane + time * wind
                pz = z * plane
                warp = texel(low, px * 0.031 + 0.3, pz * 0.031)
                density = _cloud(px, pz, time, warp, low, fine)
                threshold = 0.80 - 0.55 * cover
                alpha = smooth(threshold, threshold + 0.26, density) * smooth(0.0, 0.10, y)
                if alpha > 0:
                    behind = _cloud(px + sun[0] * 0.35, pz + sun[2] * 0.35, time, warp, low, fine)
                    lit = (density - behind) * 3.2 + 0.42 - 0.35 * (density - threshold)
                    lit = min(max(lit, 0.02), 1.3)
                    near14 = near6 * near6 * near2
                    lining = glow * near14 * 1.3 * (1.05 - alpha)
                    spark = flash * (0.25 + near2 * near2) * lit
                    far = gradient * gradient * 0.55
                    alpha *= 0.94
                    cr = colours[4, 0] + (colours[3, 0] - colours[4, 0]) * lit + colours[2, 0] * lining + spark
                    cg = colours[4, 1] + (colours[3, 1] - colours[4, 1]) * lit + colours[2, 1] * lining + spark * 1.05
                    cb = colours[4, 2] + (colours[3, 2] - colours[4, 2]) * lit + colours[2, 2] * lining + spark * 1.25
                    red += (cr + (colours[1, 0] - cr) * far - red) * alpha
                    green += (cg + (colours[1, 1] - cg) * far - green) * alpha
                    blue += (cb + (colours[1, 2] - cb) * far - blue) * alpha
            out[row, column, 0] = red
            out[row, column, 1] = green
            out[row, column, 2] = blue


@kernel
def put_sky_behind(out: Array, covered: Array, sky: Array) -> None:
    """Add the half-size sky where the ground covers a pixel only in part or not at all."""
    rows, columns = out.shape[0], out.shape[1]
    sky_rows, sky_columns = sky.shape[0], sky.shape[1]
    for row in range(rows):
        v = max(row * 0.5 - 0.25, 0.0)
        j = min(int(v), sky_rows - 1)
        b = v - j
        j1 = min(j + 1, sky_rows - 1)
        for column in range(columns):
            share = 1.0 - covered[row, column]
            if share > 0:
                u = max(column * 0.5 - 0.25, 0.0)
                i = min(int(u), sky_columns - 1)
                a = u - i
                i1 = min(i + 1, sky_columns - 1)
                for k in range(3):
                    above = sky[j, i, k] * (1 - a) + sky[j, i1, k] * a
                    below = sky[j1, i, k] * (1 - a) + sky[j1, i1, k] * a
                    out[row, column, k] += share * (above * (1 - b) + below * b)

"""The sky: gradient, sun glow, aurora, nebula and one lit layer of clouds; and the disc of a sun, a moon or a planet."""

from __future__ import annotations

import math

from backends.previz.kernels.lookup import SMALLER, Array, between_rows, decay, smooth, stretch, stretched_row, texel
from backends.previz.kernels.single import kernel, part

AURORA_LAYERS = 12


@part
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
    veil: Array,
    focal: float,
    horizon: float,
    yaw: float,
    colours: Array,
    sun: Array,
    time: float,
    cover: float,
    wind: float,
    cloud_scale: float,
    glow: float,
    falloff: float,
    aurora: float,
    nebula: float,
    flash: float,
    low: Array,
    fine: Array,
    last: int,
) -> None:
    """Fill the rows of `out` above `last` with sky and `veil` with how much of it clouds hide (0..1).

    `colours`: zenith, horizon, sun, lit cloud, shaded cloud; `sun` the unit direction to sun or moon.
    """
    rows, columns = out.shape[0], out.shape[1]
    cos_yaw = math.cos(yaw)
    sin_yaw = math.sin(yaw)
    flat_sun = math.sqrt(sun[0] * sun[0] + sun[2] * sun[2] + 0.000001)
    for row in range(min(rows, last)):
        sy = (horizon - float(row) - 0.5) / focal
        for pair in range(columns // 2 + 1):  # sky is soft: every second column is looked up
            column = min(pair * 2, columns - 1)
            sx = (float(column) + 0.5 - float(columns) * 0.5) / focal
            length = 1.0 / math.sqrt(sx * sx + sy * sy + 1.0)
            x = (sx * cos_yaw + sin_yaw) * length
            z = (cos_yaw - sx * sin_yaw) * length
            y = max(sy * length, -0.02)
            gradient = decay(max(y, 0.0) * falloff)
            near = max(x * sun[0] + y * sun[1] + z * sun[2], 0.0)
            toward = max((x * sun[0] + z * sun[2]) / (math.sqrt(x * x + z * z + 0.000001) * flat_sun), 0.0)
            near2 = near * near
            near4 = near2 * near2
            near6 = near4 * near2
            near8 = near4 * near4
            near16 = near8 * near8
            near40 = near16 * near16 * near8
            near80 = near40 * near40
            near400 = near80 * near80
            near400 = near400 * near400 * near80
            halo = glow * (0.30 * near6 + 0.55 * near40 + 1.2 * near400)
            base = gradient * (0.62 + 0.38 * toward * toward)
            red = colours[0, 0] + (colours[1, 0] - colours[0, 0]) * base + colours[2, 0] * halo
            green = colours[0, 1] + (colours[1, 1] - colours[0, 1]) * base + colours[2, 1] * halo
            blue = colours[0, 2] + (colours[1, 2] - colours[0, 2]) * base + colours[2, 2] * halo
            hidden = 0.0
            if nebula > 0.0:
                mist = texel(low, x * 0.55 + 0.2, y * 0.7 + z * 0.2)
                knots = texel(fine, x * 0.8 + mist * 0.25, y * 0.9 + mist * 0.3)
                off = y - 0.35 - x * 0.5 + (mist - 0.5) * 0.5
                cloud = nebula * decay(off * off * 14.0) * smooth(0.35, 0.95, mist * 0.6 + knots * 0.5)
                red += cloud * (0.10 + 0.16 * knots)
                green += cloud * (0.05 + 0.09 * mist)
                blue += cloud * (0.20 - 0.04 * knots)
            if aurora > 0.0 and y > 0.02:
                for layer in range(AURORA_LAYERS):
                    high = float(layer) * 0.0833
                    px = x / (y + 0.12) * (1.0 + 0.62 * high)
                    pz = z / (y + 0.12) * (1.0 + 0.62 * high)
                    ridge = texel(low, px * 0.045 + time * 0.004, pz * 0.02 + time * 0.0023)
                    ridge = 1.0 - abs(ridge * 2.0 - 1.0) * 2.2
                    if ridge > 0.0:
                        ridge = ridge * ridge
                        rays = 0.35 + 1.3 * texel(fine, px * 0.35 + time * 0.012, pz * 0.3)
                        light = ridge * ridge * rays * aurora * (1.0 - high) * smooth(0.02, 0.16, y) * 1.16
                        red += light * (0.01 + 0.10 * high)
                        green += light * (0.17 - 0.12 * high)
                        blue += light * (0.055 + 0.10 * high)
            if cover > 0.0 and y > 0.0:
                plane = cloud_scale / (y + 0.10)
                px = x * plane + time * wind
                pz = z * plane
                warp = texel(low, px * 0.031 + 0.3, pz * 0.031)
                density = _cloud(px, pz, time, warp, low, fine)
                threshold = 0.80 - 0.55 * cover
                alpha = smooth(threshold, threshold + 0.26, density) * smooth(0.0, 0.10, y)
                if alpha > 0.0:
                    behind = _cloud(px + sun[0] * 0.35, pz + sun[2] * 0.35, time, warp, low, fine)
                    lit = (density - behind) * 3.2 + 0.42 - 0.35 * (density - threshold)
                    lit = min(max(lit, 0.02), 1.3)
                    lining = glow * near8 * near6 * 1.3 * (1.05 - alpha)
                    spark = flash * (0.25 + near2 * near2) * lit
                    far = gradient * gradient * 0.55
                    alpha *= 0.94
                    hidden = alpha
                    cr = colours[4, 0] + (colours[3, 0] - colours[4, 0]) * lit + colours[2, 0] * lining + spark
                    cg = colours[4, 1] + (colours[3, 1] - colours[4, 1]) * lit + colours[2, 1] * lining + spark * 1.05
                    cb = colours[4, 2] + (colours[3, 2] - colours[4, 2]) * lit + colours[2, 2] * lining + spark * 1.25
                    red += (cr + (colours[1, 0] - cr) * far - red) * alpha
                    green += (cg + (colours[1, 1] - cg) * far - green) * alpha
                    blue += (cb + (colours[1, 2] - cb) * far - blue) * alpha
            out[row, column, 0] = red
            out[row, column, 1] = green
            out[row, column, 2] = blue
            veil[row, column] = hidden
        for column in range(1, columns - 1, 2):
            one, two, three, four = max(column - 3, 0), column - 1, column + 1, min(column + 3, columns - 1)
            for k in range(3):
                near, far = out[row, two, k] + out[row, three, k], out[row, one, k] + out[row, four, k]
                out[row, column, k] = max(near * 0.5625 - far * 0.0625, 0.0)
            near, far = veil[row, two] + veil[row, three], veil[row, one] + veil[row, four]
            veil[row, column] = min(max(near * 0.5625 - far * 0.0625, 0.0), 1.0)


@kernel
def put_sky_behind(out: Array, covered: Array, sky: Array) -> None:
    """Add the smaller sky where the ground covers a pixel only in part or not at all.

    Rows of `out` and `sky` are red, green, blue, red and so on; a row without ground is overwritten.
    """
    columns = covered.shape[1]
    upper = stretched_row(sky)
    lower = stretched_row(sky)
    stretched = -1
    for row in range(covered.shape[0]):
        most = 0.0
        least = 1.0
        for column in range(columns):
            most = max(most, covered[row, column])
            least = min(least, covered[row, column])
        if least >= 0.999:
            continue
        above, b = between_rows(sky.shape[0], row)
        if above != stretched:
            stretch(sky, above, upper)
            stretch(sky, above + 1, lower)
            stretched = above
        line = out[row]
        if most <= 0.0:
            for i in range(columns * 3):
                line[i] = upper[i] + (lower[i] - upper[i]) * b
        else:
            for column in range(columns):
                share = max(1.0 - covered[row, column], 0.0)
                for k in range(3):
                    i = column * 3 + k
                    line[i] += share * (upper[i] + (lower[i] - upper[i]) * b)


@kernel
def paint_disc(
    out: Array,
    covered: Array,
    veil: Array,
    x: float,
    y: float,
    radius: float,
    light: float,
    colour: Array,
    shade: Array,
    kind: int,
    phase: float,
    turn: float,
    low: Array,
) -> None:
    """A disc in the sky behind ground and clouds, at full size: 0 a sun, 1 a moon, 2 a banded planet, 3 with a ring, 4 the Earth,
    5 the dark moon before the sun."""
    rows, columns = out.shape[0], out.shape[1]
    reach = radius * (3.2 if kind == 5 else 2.5 if kind == 3 else 1.08) + 2.0
    for row in range(max(int(y - reach), 0), min(int(y + reach) + 1, rows)):
        for column in range(max(int(x - reach), 0), min(int(x + reach) + 1, columns)):
            share = 1.0 - covered[row, column]
            if share <= 0.0:
                continue
            share *= 1.0 - veil[row // SMALLER, column // SMALLER] * 0.92
            u = (float(column) + 0.5 - x) / radius
            v = (y - float(row) - 0.5) / radius
            square = u * u + v * v
            soft = 1.6 / radius
            if kind == 5:
                edge = math.sqrt(square)
                beyond = min(max((3.2 - edge) / 2.2, 0.0), 1.0)
                streak = 0.55 + 0.9 * texel(low, u / (edge + 0.1) * 0.6 + 0.3, v / (edge + 0.1) * 0.6)
                crown = beyond * beyond * beyond * beyond * streak * 0.8 + 2.2 * smooth(1.16, 1.0, edge)
                lit = smooth(1.0 - soft, 1.0 + soft, edge)
                for k in range(3):
                    body = out[row, column, k] * lit + light * crown * lit * (0.75 + 0.25 * colour[k])
                    out[row, column, k] += (body - out[row, column, k]) * share
                continue
            if square < 1.0 + 3.0 * soft:
                edge = math.sqrt(square)
                alpha = smooth(1.0 + soft, 1.0 - soft, edge) * share
                if alpha > 0.0:
                    if kind == 0:
                        for k in range(3):
                            out[row, column, k] += light * colour[k] * alpha * (1.0 - 0.25 * square)
                    else:
                        facing = math.sqrt(max(1.0 - square, 0.0))
                        lit = min(max(facing * 0.55 + u * phase + v * 0.18 + 0.25, 0.0), 1.0)
                        if kind == 1:
                            ground = texel(low, u * 0.13 + 0.3, v * 0.13 + 0.6)
                            tone = light * (0.45 + 0.85 * ground) * lit
                            for k in range(3):
                                out[row, column, k] += (tone * colour[k] - out[row, column, k] * 0.5) * alpha
                        elif kind == 4:
                            across = u / (0.35 + facing)
                            rim = smooth(0.78, 1.0, edge) * (0.2 + 0.8 * lit)
                            land = texel(low, across * 0.16 + turn + 0.3, v * 0.21 + 0.1)
                            shore = smooth(0.53, 0.57, land)
                            cloud = texel(low, across * 0.33 + turn * 2.0, v * 0.5 + land * 0.12)
                            white = smooth(0.52, 0.78, cloud) * 0.85
                            for k in range(3):
                                sea = 0.03 + 0.09 * float(k)
                                dry = 0.20 - 0.05 * float(k)
                                body = sea + (dry - sea) * shore
                                body += (0.85 - body) * white
                                tone = light * (body * lit * 1.3 + (0.06 + 0.12 * float(k)) * rim)
                                out[row, column, k] += (tone - out[row, column, k]) * alpha
                        else:
                            across = u / (0.35 + facing)
                            swirl = texel(low, across * 0.10 + turn, v * 0.35)
                            belt = texel(low, 0.37, v * 1.7 + swirl * 0.10)
                            rim = smooth(0.80, 1.0, edge) * (0.2 + 0.8 * lit)
                            for k in range(3):
                                body = shade[k] + (colour[k] - shade[k]) * smooth(0.1, 0.9, belt * 0.6 + swirl * 0.4)
                                tone = light * (body * lit * (0.7 + 0.3 * facing) + colour[k] * rim * 0.22)
                                out[row, column, k] += (tone - out[row, column, k]) * alpha
            if kind == 3:
                ru = u * 0.96 - v * 0.28
                rv = (v * 0.96 + u * 0.28) * 3.6
                ring = math.sqrt(ru * ru + rv * rv)
                if 1.28 < ring < 2.35 and (square > 1.0 or rv < 0.0):
                    grooves = texel(low, ring * 0.9, 0.21)
                    dark = 0.25 if (square > 1.0 and ru * phase < 0.0 and abs(rv) < 1.0 and rv > 0.0) else 1.0
                    ink = smooth(1.28, 1.34, ring) * smooth(2.35, 2.2, ring) * smooth(0.02, 0.05, abs(ring - 1.86))
                    ink *= (0.25 + 0.6 * grooves) * share
                    for k in range(3):
                        tone = light * (0.6 * colour[k] + 0.4 * shade[k]) * dark * 0.8
                        out[row, column, k] += (tone - out[row, column, k]) * ink

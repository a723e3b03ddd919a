"""What streams along a column (water, lava, smoke, a whirlwind), a rainbow, and leaves that tumble."""

from __future__ import annotations

import math

from backends.previz.kernels.lookup import Array, smooth, texel
from backends.previz.kernels.single import kernel

S_X, S_FOOT, S_TOP, S_HALF, S_FLARE, S_LEAN, S_KIND, S_SEED, S_TALL, S_WIDE, S_NEAR, S_AWAY, S_BRIGHT = range(13)
S_DIM, S_COLUMNS = S_BRIGHT + 3, S_BRIGHT + 6
"""Columns of a row of `paint_streams`: pixels but for TALL and WIDE (metres), NEAR (what is nearer hides it) and AWAY
(metres); BRIGHT and DIM are colours of three columns each."""

FALL, LAVA, SMOKE, WHIRL, JET = range(5)
"""The kinds of streams."""

L_X, L_Y, L_LONG, L_TURN, L_FLAT, L_DISTANCE, L_RED, L_GREEN, L_BLUE, L_COLUMNS = range(10)
"""Columns of a row of `paint_leaves`."""


@kernel
def paint_streams(out: Array, depth: Array, streams: Array, low: Array, fine: Array, time: float) -> None:
    """Lay streams over the picture, in the order of their rows; what is dense of them hides what comes later and is farther."""
    rows, columns = out.shape[0], out.shape[1]
    for s in range(streams.shape[0]):
        kind = int(streams[s, S_KIND])
        foot = streams[s, S_FOOT]
        high = max(foot - streams[s, S_TOP], 1.0)
        seed = streams[s, S_SEED]
        tall = streams[s, S_TALL]
        wide = streams[s, S_WIDE]
        quick = 3.0 if kind == JET else 1.0
        for row in range(max(int(streams[s, S_TOP]), 0), min(int(foot) + 1, rows)):
            up = min(max((foot - float(row) - 0.5) / high, 0.0), 1.0)
            down = 1.0 - up
            bend = up
            if kind in (SMOKE, WHIRL):
                bend = up * up
            middle = streams[s, S_X] + streams[s, S_LEAN] * bend
            half = streams[s, S_HALF] + (streams[s, S_FLARE] - streams[s, S_HALF]) * up
            if kind == WHIRL:
                half = streams[s, S_HALF] + (streams[s, S_FLARE] - streams[s, S_HALF]) * up * math.sqrt(up)
                middle += math.sin(up * 5.0 + time * 1.1 + seed * 9.0) * half * 0.35
            if kind == LAVA:
                middle += math.sin(up * 7.0 + seed * 31.0) * half * 0.8
            half = max(half, 0.6)
            for column in range(max(int(middle - half), 0), min(int(middle + half) + 1, columns)):
                if depth[row, column] < streams[s, S_NEAR]:
                    continue
                u = (float(column) + 0.5 - middle) / half
                rim = 1.0 - u * u
                if rim <= 0.0:
                    continue
                alpha = 0.0
                tone = 0.0
                if kind == FALL:
                    # Falling water grows faster: equal times lie ever farther apart.
                    run = math.sqrt(down + 0.02) * tall * 0.030 - time * 0.55
                    strand = texel(fine, u * wide * 0.045 + seed, run * 0.55)
                    body = texel(low, u * wide * 0.03 + seed * 3.0, run * 0.30)
                    spray = texel(low, u * 0.2 + seed, up * 0.35 - time * 0.05)
                    tone = 0.30 + 0.55 * smooth(0.25, 0.80, 0.6 * strand + 0.5 * body) + 0.35 * smooth(0.35, 0.0, up)
                    alpha = smooth(0.0, 0.35, rim - 0.35 + 0.9 * strand) * (1.0 - 0.5 * smooth(0.12, 0.0, up) * spray)
                elif kind == LAVA:
                    crust = texel(low, u * 0.09 + seed, down * tall * 0.0022 - time * 0.012)
                    crack = texel(fine, u * 0.12 + seed, down * tall * 0.0030 - time * 0.016)
                    tone = smooth(0.30, 0.72, crust * 0.55 + crack * 0.55) * (0.55 + 0.45 * up)
                    alpha = smooth(0.0, 0.5, rim) * smooth(0.0, 0.05, down + 0.02)
                elif kind == WHIRL:
                    turn = u * (1.0 + 0.57 * u * u * 0.6)
                    body = texel(low, turn * 0.14 - time * 0.22 + up * 0.3 + seed, up * 0.55 - time * 0.05)
                    hair = texel(fine, turn * 0.22 - time * 0.36 + up * 0.6, up * 0.35 + seed)
                    tone = 0.15 + 0.55 * smooth(0.25, 0.8, 0.6 * body + 0.5 * hair) + 0.22 * u
                    alpha = smooth(0.02, 0.42, rim * (0.45 + 0.75 * body)) * (0.97 - 0.2 * up)
                    alpha *= smooth(0.0, 0.12, down)
                else:
                    beside = u * half / high * 0.62
                    swirl = texel(low, beside * 0.8 + seed, up * 0.45 - time * 0.025) - 0.5
                    body = texel(low, beside + swirl * 0.16 + seed, up * 0.62 - time * 0.045 * quick)
                    hair = texel(fine, beside * 1.5 + swirl * 0.3, up * 0.95 - time * 0.080 * quick)
                    tone = smooth(0.25, 0.85, 0.65 * body + 0.4 * hair + 0.12 * u)
                    alpha = (
                        smooth(0.12, 0.62, rim * (0.35 + 0.9 * body))
                        * smooth(0.0, 0.3, down)
                        * smooth(0.0, 0.12, up + 0.02)
                    )
                if alpha < 0.004:
                    continue
                for k in range(3):
                    colour = streams[s, S_DIM + k] + (streams[s, S_BRIGHT + k] - streams[s, S_DIM + k]) * tone
                    if kind == LAVA:
                        colour += streams[s, S_BRIGHT + k] * tone * tone * 1.6
                    out[row, column, k] += (colour - out[row, column, k]) * alpha
                if alpha > 0.5:
                    depth[row, column] = min(depth[row, column], streams[s, S_AWAY])


@kernel
def paint_rainbow(
    out: Array, depth: Array, x: float, y: float, radius: float, broad: float, light: float, nearest: float
) -> None:
    """Add an arc of spectral colours around (x, y) where nothing nearer than `nearest` stands; pixels."""
    rows, columns = out.shape[0], out.shape[1]
    for row in range(max(int(y - radius - broad), 0), min(int(y + radius), rows)):
        dy = float(row) + 0.5 - y
        for column in range(columns):
            if depth[row, column] < nearest:
                continue
            dx = float(column) + 0.5 - x
            t = (math.sqrt(dx * dx + dy * dy) - radius) / broad + 0.5
            if t <= 0.0 or t >= 1.0:
                continue
            edge = (
                smooth(0.0, 0.22, t)
                * smooth(1.0, 0.78, t)
                * light
                * smooth(0.0, 0.35, (y + radius * 0.35 - float(row)) / radius)
            )
            out[row, column, 0] += edge * (smooth(0.35, 0.80, t) + 0.35 * smooth(0.28, 0.05, t))
            out[row, column, 1] += edge * 0.85 * smooth(0.12, 0.42, t) * smooth(0.90, 0.58, t)
            out[row, column, 2] += edge * 1.15 * smooth(0.58, 0.22, t)


@kernel
def paint_leaves(out: Array, depth: Array, leaves: Array) -> None:
    """Lay small pointed leaves over the picture; `L_FLAT` 0..1 is how broad each is seen as it tumbles."""
    rows, columns = out.shape[0], out.shape[1]
    for n in range(leaves.shape[0]):
        long = leaves[n, L_LONG]
        cos_turn = math.cos(leaves[n, L_TURN])
        sin_turn = math.sin(leaves[n, L_TURN])
        broad = max(long * 0.55 * leaves[n, L_FLAT], 0.5)
        for row in range(max(int(leaves[n, L_Y] - long) - 1, 0), min(int(leaves[n, L_Y] + long) + 2, rows)):
            for column in range(max(int(leaves[n, L_X] - long) - 1, 0), min(int(leaves[n, L_X] + long) + 2, columns)):
                if depth[row, column] < leaves[n, L_DISTANCE]:
                    continue
                px = float(column) + 0.5 - leaves[n, L_X]
                py = float(row) + 0.5 - leaves[n, L_Y]
                along = (px * cos_turn + py * sin_turn) / long
                across = abs(py * cos_turn - px * sin_turn)
                if along < -1.0 or along > 1.0:
                    continue
                alpha = min(max(broad * (1.0 - along * along) - across + 0.5, 0.0), 1.0)
                vein = 1.0 - 0.25 * smooth(broad * 0.35, 0.0, across)
                for k in range(3):
                    out[row, column, k] += (leaves[n, L_RED + k] * vein - out[row, column, k]) * alpha

"""Points and streaks of light (rain, snow, embers, stars, lamps), flames, and the lighthouse's beam."""

from __future__ import annotations

import math

from backends.previz.kernels.lookup import Array, decay, smooth, texel
from backends.previz.kernels.single import kernel

P_X, P_Y, P_DX, P_DY, P_RADIUS, P_LIGHT, P_RED, P_GREEN, P_BLUE, P_DISTANCE, P_COLUMNS = range(11)
"""Columns of a row of `paint_points`; a distance of 0 lies before everything."""

F_X, F_Y, F_WIDTH, F_HEIGHT, F_SEED, F_LIGHT, F_DISTANCE, F_COLUMNS = range(8)
"""Columns of a row of `paint_fires`."""


@kernel
def paint_points(out: Array, depth: Array, points: Array, tests: bool) -> None:
    """Add soft dots, drawn out to streaks along (dx, dy). `tests`: dots behind something nearer are hidden."""
    rows, columns = out.shape[0], out.shape[1]
    for p in range(points.shape[0]):
        x = points[p, P_X]
        y = points[p, P_Y]
        dx = points[p, P_DX]
        dy = points[p, P_DY]
        radius = max(points[p, P_RADIUS], 0.0) + 0.55
        length = dx * dx + dy * dy
        light = points[p, P_LIGHT]
        x0 = max(int(min(x, x + dx) - radius * 2), 0)
        x1 = min(int(max(x, x + dx) + radius * 2) + 2, columns)
        y0 = max(int(min(y, y + dy) - radius * 2), 0)
        y1 = min(int(max(y, y + dy) + radius * 2) + 2, rows)
        inverse = 1.0 / (radius * radius)
        shorter = 1.0 / length if length > 0.01 else 0.0
        reach = radius * 2.0
        for row in range(y0, y1):
            py = float(row) + 0.5 - y
            first, last = x0, x1
            if abs(dy) > 1.0:  # of a streak, only what lies beside this row
                one = dx * min(max((py - reach) / dy, 0.0), 1.0)
                other = dx * min(max((py + reach) / dy, 0.0), 1.0)
                first = max(int(x + min(one, other) - reach), x0)
                last = min(int(x + max(one, other) + reach) + 2, x1)
            for column in range(first, last):
                px = float(column) + 0.5 - x
                t = min(max((px * dx + py * dy) * shorter, 0.0), 1.0)
                qx = px - dx * t
                qy = py - dy * t
                near = (qx * qx + qy * qy) * inverse
                if near > 4.0:
                    continue
                if tests and points[p, P_DISTANCE] > depth[row, column]:
                    continue
                fall = 1.0 - near * 0.25
                fall *= fall * light
                out[row, column, 0] += fall * points[p, P_RED]
                out[row, column, 1] += fall * points[p, P_GREEN]
                out[row, column, 2] += fall * points[p, P_BLUE]


@kernel
def paint_fires(out: Array, depth: Array, fires: Array, low: Array, fine: Array, time: float) -> None:
    """Add flames: two scrolling look-ups times the shape of a flame, white-yellow within, red at the rim."""
    rows, columns = out.shape[0], out.shape[1]
    for f in range(fires.shape[0]):
        height = fires[f, F_HEIGHT]
        foot = fires[f, F_Y]
        seed = fires[f, F_SEED]
        for row in range(max(int(foot - height), 0), min(int(foot) + 1, rows)):
            v = (foot - float(row)) / height
            if v < 0.0 or v > 1.0:
                continue
            half = fires[f, F_WIDTH] * (1.0 - 0.35 * v)
            for column in range(max(int(fires[f, F_X] - half), 0), min(int(fires[f, F_X] + half) + 1, columns)):
                if depth[row, column] < fires[f, F_DISTANCE] * 0.93:
                    continue
                u = (float(column) - fires[f, F_X]) / half
                warp = texel(low, u * 0.10 + seed, v * 0.16 - time * 0.19 + seed) - 0.5
                body = texel(low, u * 0.16 + warp * 0.3 + seed * 3.0, v * 0.22 - time * 0.33)
                lick = texel(fine, u * 0.30 + warp * 0.4, v * 0.34 - time * 0.52 + seed * 5.0)
                shape = (1.0 - u * u) * (1.0 - v * 0.92) * smooth(0.0, 0.09, v)
                heat = smooth(0.22, 0.85, shape * (0.35 + 0.75 * body + 0.45 * lick) - 0.25 * v)
                if heat > 0.004:
                    light = heat * heat * fires[f, F_LIGHT] * 3.0
                    out[row, column, 0] += light * 1.25
                    out[row, column, 1] += light * (0.30 + 0.42 * heat)
                    out[row, column, 2] += light * (0.04 + 0.20 * heat * heat)


@kernel
def paint_beam(out: Array, x: float, y: float, angle: float, scale: float, light: float, colour: Array) -> None:
    """Add a turning lamp's two beams and its glow, seen from the side; `scale` is pixels to a 536-row picture's."""
    rows, columns = out.shape[0], out.shape[1]
    facing = math.pow(abs(math.sin(angle)), 14.0)
    for row in range(rows):
        py = (float(row) + 0.5 - y) / scale
        for column in range(columns):
            px = (float(column) + 0.5 - x) / scale
            square = px * px + py * py
            total = decay(square / 162.0) * (1.5 + 7.0 * facing)
            total += decay(math.sqrt(square) / 55.0) * (0.10 + 0.6 * facing)
            for half in range(2):
                turn = angle + float(half) * 3.14159265
                dx = math.cos(turn)
                dy = math.sin(turn) * 0.10 - 0.02
                length = math.sqrt(dx * dx + dy * dy)
                short = max(abs(dx), 0.15)
                along = (px * dx + py * dy) / length
                if along > 0.0:
                    across = (-px * dy + py * dx) / length
                    width = 5.0 + along * 0.049 / short
                    edge = across / width
                    if edge * edge < 9.0:
                        beam = decay(edge * edge) * decay(along / (620.0 * short + 60.0))
                        total += light * beam * math.sqrt(5.0 / width) * (1.6 if math.sin(turn) > 0.0 else 1.0)
            for k in range(3):
                out[row, column, k] += total * colour[k]


@kernel
def paint_lamp(out: Array, x: float, y: float, ground: float, metre: float, light: float, colour: Array) -> None:
    """Add a lamp: its glow, a faint cone below it, and a pool on the ground. `metre` is pixels to a metre."""
    rows, columns = out.shape[0], out.shape[1]
    drop = max(ground - y, 1.0)
    reach = 7.0 * metre
    for row in range(max(int(y - reach), 0), min(int(max(ground + 2.0 * metre, y + reach)) + 1, rows)):
        py = (float(row) + 0.5 - y) / metre
        down = (float(row) + 0.5 - y) / drop
        for column in range(max(int(x - reach), 0), min(int(x + reach) + 1, columns)):
            px = (float(column) + 0.5 - x) / metre
            distance = math.sqrt(px * px + py * py)
            rim = max(1.0 - distance / 7.0, 0.0)
            total = decay(distance * distance * 20.0) * 6.0 + 0.30 * decay(distance * 0.65) * rim
            if 0.0 < down < 1.0:
                wide = 0.25 + down * 1.9
                cone = px / wide
                total += decay(cone * cone) * (1.0 - down * 0.75) * 0.16 * min(down * 8.0, 1.0)
            pool = px / 2.6
            flat = (float(row) + 0.5 - ground) / metre / 0.55
            total += decay(pool * pool + flat * flat) * 0.26
            for k in range(3):
                out[row, column, k] += total * light * colour[k]

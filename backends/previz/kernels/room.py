"""Rooms cast ray by ray: a box with windows, shelves, panels or columns, lit by sun through its windows and by lamps."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from backends.previz.kernels.lookup import Array, decay, hashed, smooth, texel
from backends.previz.kernels.single import kernel, part

(
    HALF,
    CEILING,
    LENGTH,
    PERIOD,
    LOW,
    HIGH,
    RIGHT,
    LEFT,
    END_HALF,
    END_LOW,
    END_HIGH,
    ARCHED,
    GLOSS,
    MURK,
    PANES,
    RUSH,
    POOL_LEFT,
    POOL_RIGHT,
    POOL_NEAR,
    NUMBERS,
) = range(20)
"""A room's measures, metres: half width, ceiling, end wall; windows' period, sill and top, how bright to either side; the
end wall's opening; whether it is arched; how glossy the floor and how murky the air is; whether windows have bars; how fast (metres a second) the land outside goes by; where in the
floor a basin of water is, from a place on to the end but for a walk."""

WALL, FLOOR, ROOF, TRIM, SUN, AMBIENT, OUTSIDE_LOW, OUTSIDE_HIGH, TINTS = range(9)
"""Rows of a room's colours."""

BEYOND = 400.0
"""How far away what is seen through a window is taken to be, in metres."""

PLASTER, SHELVES, METAL, PANELS, COLUMNS, STONE, BOARDS, TILED, GLASS = range(9)
"""What walls are made of."""

PLANKS, TILES, CONCRETE, CARPET, MATT = range(5)
"""What floors are made of."""

L_X, L_Y, L_Z, L_RED, L_GREEN, L_BLUE, L_COLUMNS = range(7)
"""Columns of a row of lamps."""

B_LEFT, B_RIGHT, B_BOTTOM, B_TOP, B_NEAR, B_FAR, B_RED, B_GREEN, B_BLUE, B_SHINE, B_COLUMNS = range(11)
"""Columns of a row of `paint_boxes`: two corners, colour, and how much of it shines by itself."""


@kernel
def _fraction(x: float) -> float:
    return x - math.floor(x)


@part
def _window(y: float, z: float, room: Array, soft: float) -> float:
    """How open the side wall is at height y and place z."""
    if y < room[LOW] - 0.3 or y > room[HIGH] + 0.3:
        return 0.0
    u = _fraction(z / room[PERIOD])
    top = room[HIGH]
    if room[ARCHED] > 0.0:
        bow = (u - 0.5) * 4.2
        top -= bow * bow * 0.8
    jamb = 0.28 if room[RUSH] <= 0.0 else 0.11  # vehicles are mostly window
    across = smooth(jamb - soft, jamb + soft, u) * smooth(1.0 - jamb + soft, 1.0 - jamb - soft, u)
    return (
        across
        * smooth(room[LOW] - soft * 4.0, room[LOW] + soft * 4.0, y)
        * smooth(top + soft * 4.0, top - soft * 4.0, y)
    )


@kernel
def _bars(across: float, up: float) -> float:
    u = abs(_fraction(across) - 0.5)
    v = abs(_fraction(up) - 0.5)
    return smooth(0.49, 0.43, u) * smooth(0.49, 0.43, v)


@part
def _end_window(x: float, y: float, room: Array, soft: float) -> float:
    half = room[END_HALF]
    top = room[END_HIGH]
    if room[ARCHED] > 0.0:
        top -= x * x / half * 0.9
    return (
        smooth(half + soft, half - soft, abs(x))
        * smooth(room[END_LOW] - soft, room[END_LOW] + soft, y)
        * smooth(top + soft, top - soft, y)
    )


@kernel
def light_room(
    lit: Array,
    shafts: Array,
    focal: float,
    horizon: float,
    yaw: float,
    eye_x: float,
    eye_y: float,
    eye_z: float,
    time: float,
    room: Array,
    tints: Array,
    lamps: Array,
    toward: Array,
    amount: float,
    low: Array,
) -> None:
    """Light that falls on what each small pixel sees (`lit`), and light scattered on the way there (`shafts`, by fours).

    `toward` is the direction the sun's light travels; `amount` how dusty the air is.
    """
    rows, columns = lit.shape[0], lit.shape[1]
    half = room[HALF]
    ceiling = room[CEILING]
    length = room[LENGTH]
    cos_yaw = math.cos(yaw)
    sin_yaw = math.sin(yaw)
    for row in range(rows):
        dy = (horizon - float(row) - 0.5) / focal
        for column in range(columns):
            u = (float(column) + 0.5 - float(columns) * 0.5) / focal
            dx = u * cos_yaw + sin_yaw
            dz = cos_yaw - u * sin_yaw
            wall = 1000.0
            if dx > 0.0:
                wall = (half - eye_x) / dx
            elif dx < 0.0:
                wall = (-half - eye_x) / dx
            flat = 1000.0
            if dy < 0.0:
                flat = -eye_y / dy
            elif dy > 0.0:
                flat = (ceiling - eye_y) / dy
            end = (length - eye_z) / max(dz, 0.05)
            reach = min(wall, min(flat, end))
            x = eye_x + dx * reach
            y = eye_y + dy * reach
            z = eye_z + dz * reach
            corner = min(min(y, ceiling - y) + 0.3, min(half - abs(x), length - z) + 0.3)
            dim = 0.30 + 0.70 * smooth(0.0, half * 0.55, corner)
            near_end = decay(max(length - z, 0.0) * 0.16) * room[END_HALF] * 0.5
            red = tints[AMBIENT, 0] * dim * (0.75 + near_end)
            green = tints[AMBIENT, 1] * dim * (0.75 + near_end)
            blue = tints[AMBIENT, 2] * dim * (0.75 + near_end)
            if room[RIGHT] > 0.0 and x < half - 0.05:
                s = (half - x) / max(-toward[0], 0.05)
                open = _window(y - toward[1] * s, z - toward[2] * s, room, 0.04) * room[RIGHT]
                red += tints[SUN, 0] * open * 0.75
                green += tints[SUN, 1] * open * 0.75
                blue += tints[SUN, 2] * open * 0.75
            for lamp in range(lamps.shape[0]):
                lx = lamps[lamp, L_X] - x
                ly = lamps[lamp, L_Y] - y
                lz = lamps[lamp, L_Z] - z
                gain = 1.0 / (0.25 + lx * lx + ly * ly + lz * lz)
                red += lamps[lamp, L_RED] * gain
                green += lamps[lamp, L_GREEN] * gain
                blue += lamps[lamp, L_BLUE] * gain
            lit[row, column, 0] = red
            lit[row, column, 1] = green
            lit[row, column, 2] = blue
            if ((row | column) & 1) == 1:
                continue
            glow = 0.0
            if amount > 0.0:
                step = reach / 14.0
                at = hashed((column >> 1) & 7, (row >> 1) & 7) * step
                for _ in range(14):
                    px = eye_x + dx * at
                    py = eye_y + dy * at
                    pz = eye_z + dz * at
                    s = (half - px) / max(-toward[0], 0.05)
                    open = _window(py - toward[1] * s, pz - toward[2] * s, room, 0.05)
                    if open > 0.0:
                        dust = 0.45 + 1.1 * texel(low, pz * 0.05 + time * 0.004, py * 0.07 + px * 0.05 - time * 0.003)
                        glow += open * dust * decay(at * 0.03)
                    at += step
                glow *= step * amount
            for beside in range(4):
                for k in range(3):
                    shafts[min(row + (beside >> 1), rows - 1), min(column + (beside & 1), columns - 1), k] = (
                        glow * tints[SUN, k]
                    )


@kernel
def paint_room(
    out: Array,
    depth: Array,
    lit: Array,
    focal: float,
    horizon: float,
    yaw: float,
    eye_x: float,
    eye_y: float,
    eye_z: float,
    time: float,
    room: Array,
    tints: Array,
    wall_kind: int,
    floor_kind: int,
    strip: float,
    low: Array,
    fine: Array,
) -> None:
    """Paint every second pixel of a room and its depth. `strip` is how bright the lights along the ceiling are."""
    rows, columns = out.shape[0], out.shape[1]
    half = room[HALF]
    ceiling = room[CEILING]
    length = room[LENGTH]
    cos_yaw = math.cos(yaw)
    sin_yaw = math.sin(yaw)
    down = float(lit.shape[0]) / float(rows)
    aside = float(lit.shape[1]) / float(columns)
    ways = np.empty((columns, 4), np.float32)
    for column in range(columns):
        u = (float(column) + 0.5 - float(columns) * 0.5) / focal
        dx = u * cos_yaw + sin_yaw
        dz = cos_yaw - u * sin_yaw
        wall = 1000.0
        if dx > 0.0:
            wall = (half - eye_x) / dx
        elif dx < 0.0:
            wall = (-half - eye_x) / dx
        ways[column, 0] = dx
        ways[column, 1] = dz
        ways[column, 2] = wall
        ways[column, 3] = (length - eye_z) / max(dz, 0.05)
    small = lit.shape[1]
    light = np.empty((small, 3), np.float32)
    for row in range(rows):
        dy = (horizon - float(row) - 0.5) / focal
        flat = 1000.0
        if dy < 0.0:
            flat = -eye_y / dy
        elif dy > 0.0:
            flat = (ceiling - eye_y) / dy
        lv = min(max((float(row) + 0.5) * down - 0.5, 0.0), float(lit.shape[0]) - 1.001)
        lj = int(lv)
        lb = lv - float(lj)
        for i in range(small):
            for k in range(3):
                light[i, k] = lit[lj, i, k] + (lit[lj + 1, i, k] - lit[lj, i, k]) * lb
        for column in range(row & 1, columns, 2):
            dx = ways[column, 0]
            dz = ways[column, 1]
            wall = ways[column, 2]
            end = ways[column, 3]
            reach = min(wall, min(flat, end))
            x = eye_x + dx * reach
            y = eye_y + dy * reach
            z = eye_z + dz * reach
            footprint = reach / focal
            red = tints[WALL, 0]
            green = tints[WALL, 1]
            blue = tints[WALL, 2]
            shine_r = 0.0
            shine_g = 0.0
            shine_b = 0.0
            open = 0.0
            if min(end, wall) <= flat:
                on_end = reach == end
                along = x if on_end else z
                if on_end:
                    frame = _end_window(x, y, room, 0.05)
                    open = frame * max(_bars(x * 0.9 + 0.5, y * 0.62), 1.0 - room[PANES])
                    trim = _end_window(x * 0.94, y * 0.97, room, 0.05) - frame
                else:
                    bright = room[RIGHT] if dx > 0.0 else room[LEFT]
                    frame = _window(y, z, room, 0.012) if bright > 0.0 else 0.0
                    open = frame * bright
                    if room[RUSH] <= 0.0:
                        open *= _bars(z / room[PERIOD] * 9.0, y * 1.1)
                    trim = 0.0
                if wall_kind == GLASS:
                    door = on_end and abs(x) < room[END_HALF] and y < room[END_HIGH]
                    open = smooth(0.66, 0.70, y) * _bars(along * 0.75 + 0.5, y * 0.55 + 0.25)
                    if door:
                        open = smooth(0.05, 0.08, y) * _bars(x * 1.1, y * 0.9)
                    leaf = texel(low, along * 0.11, y * 0.13) + 0.35 * texel(fine, along * 0.1, y * 0.1)
                    open *= 1.0 - 0.55 * smooth(0.62, 0.78, leaf) * smooth(room[HIGH], room[LOW], y)
                    trim = 0.0
                tone = 0.82 + 0.36 * texel(low, along * 0.06, y * 0.06)
                if wall_kind == SHELVES and y < room[LOW] - 0.4:
                    shelf = int(math.floor(y / 0.62))
                    vy = y / 0.62 - float(shelf)
                    book = int(math.floor(along / 0.115))
                    ub = along / 0.115 - float(book)
                    side = 3 if dx > 0.0 else 0
                    tall = 0.62 + 0.26 * hashed(book + 9, shelf)
                    clear = min(max(1.25 - footprint / max(abs(dx), 0.1) * 7.0, 0.0), 1.0)
                    spine = smooth(0.02, 0.12, ub) * smooth(0.98, 0.88, ub) * smooth(tall + 0.04, tall - 0.02, vy)
                    spine = spine * smooth(0.05, 0.09, vy) * clear + 0.6 * (1.0 - clear)
                    hue = hashed(book, shelf + side)
                    board = smooth(0.05, 0.02, vy)
                    red = (0.10 + 0.34 * hue) * spine + 0.02 + board * 0.12
                    green = (0.06 + 0.17 * hashed(book + 51, shelf)) * spine + 0.012 + board * 0.07
                    blue = (0.03 + 0.10 * hashed(book, shelf + 77)) * spine + 0.008 + board * 0.035
                    tone = 1.0
                elif wall_kind == METAL:
                    rust = texel(fine, along * 0.03, y * 0.09)
                    stain = smooth(0.5, 0.75, rust)
                    red += 0.10 * stain
                    green += 0.03 * stain
                    rib = smooth(0.46, 0.5, abs(_fraction(along * 0.5) - 0.5))
                    tone *= (0.7 + 0.5 * rust) * (1.0 - 0.4 * rib)
                elif wall_kind == PANELS:
                    seam = smooth(0.475, 0.495, abs(_fraction(along * 0.5) - 0.5))
                    seam = max(seam, smooth(0.46, 0.49, abs(_fraction(y * 0.8) - 0.5)))
                    kind = hashed(int(math.floor(along * 0.5)), int(math.floor(y * 0.8)))
                    tone *= (0.85 + 0.3 * kind) * (1.0 - 0.75 * seam)
                    stripe = smooth(0.05, 0.02, abs(y - 1.05)) * strip * 0.5
                    shine_r += tints[TRIM, 0] * stripe
                    shine_g += tints[TRIM, 1] * stripe
                    shine_b += tints[TRIM, 2] * stripe
                elif wall_kind == BOARDS:
                    board = int(math.floor(along * 4.2))
                    ub = abs(_fraction(along * 4.2) - 0.5)
                    across = abs(dz) if on_end else abs(dx)
                    clear = min(max(1.35 - footprint / max(across, 0.06) * 9.0, 0.0), 1.0)
                    gap = smooth(0.45, 0.485, ub) * clear
                    grain = texel(fine, along * 0.9, y * 0.05)
                    tone *= (0.70 + 0.55 * hashed(board, 3) * clear + 0.27 * (1.0 - clear)) * (0.78 + 0.44 * grain)
                    tone *= 1.0 - 0.75 * gap
                    rail = max(smooth(0.16, 0.13, abs(y - 0.42 * ceiling)), smooth(0.16, 0.13, abs(y - 0.84 * ceiling)))
                    red += (tints[TRIM, 0] - red) * rail
                    green += (tints[TRIM, 1] - green) * rail
                    blue += (tints[TRIM, 2] - blue) * rail
                    tone += (0.85 + 0.3 * grain - tone) * rail
                    leak = (
                        smooth(0.465, 0.495, ub)
                        * clear
                        * (1.0 - rail)
                        * (1.0 - open)
                        * float(hashed(board, 9) > 0.62)
                        * 0.5
                    )
                    shine_r += tints[OUTSIDE_LOW, 0] * leak
                    shine_g += tints[OUTSIDE_LOW, 1] * leak
                    shine_b += tints[OUTSIDE_LOW, 2] * leak
                elif wall_kind == TILED:
                    across = abs(dz) if on_end else abs(dx)
                    clear = min(max(1.35 - footprint / max(across, 0.06) * 14.0, 0.0), 1.0)
                    joint = max(
                        smooth(0.44, 0.48, abs(_fraction(along * 5.0) - 0.5)),
                        smooth(0.44, 0.48, abs(_fraction(y * 5.0) - 0.5)),
                    )
                    tile = hashed(int(math.floor(along * 5.0)), int(math.floor(y * 5.0)))
                    tone *= 1.0 + clear * (0.16 * tile - 0.08 - 0.42 * joint)
                    band = smooth(0.11, 0.09, abs(y - 1.3))
                    red += (tints[TRIM, 0] - red) * band
                    green += (tints[TRIM, 1] - green) * band
                    blue += (tints[TRIM, 2] - blue) * band
                elif wall_kind in (COLUMNS, STONE):
                    course = int(math.floor(y * 1.4))
                    brick = along * 0.7 + 0.5 * float(course & 1)
                    joint = max(
                        smooth(0.46, 0.49, abs(_fraction(brick) - 0.5)),
                        smooth(0.45, 0.485, abs(_fraction(y * 1.4) - 0.5)),
                    )
                    tone *= 0.8 + 0.4 * hashed(int(math.floor(brick)), course) - 0.35 * joint
                elif wall_kind == PLASTER:
                    low_part = smooth(1.02, 0.98, y)
                    board = smooth(0.47, 0.495, abs(_fraction(along * 1.6) - 0.5)) * low_part
                    rail = smooth(0.05, 0.03, abs(y - 1.0))
                    red += (tints[TRIM, 0] - red) * (low_part * 0.8 + rail * 0.2)
                    green += (tints[TRIM, 1] - green) * (low_part * 0.8 + rail * 0.2)
                    blue += (tints[TRIM, 2] - blue) * (low_part * 0.8 + rail * 0.2)
                    tone *= 1.0 - 0.4 * board + 0.3 * rail
                if not on_end and wall_kind != PLASTER and wall_kind != PANELS and wall_kind < TILED:
                    uz = _fraction(z / room[PERIOD])
                    pillar = smooth(0.12, 0.095, min(uz, 1.0 - uz))
                    round = 0.55 + 0.45 * smooth(0.12, 0.0, min(uz, 1.0 - uz))
                    red += (tints[TRIM, 0] * round - red) * pillar
                    green += (tints[TRIM, 1] * round - green) * pillar
                    blue += (tints[TRIM, 2] * round - blue) * pillar
                grey = max(trim, 0.0)
                red = red * tone * (1.0 - grey) + tints[TRIM, 0] * grey
                green = green * tone * (1.0 - grey) + tints[TRIM, 1] * grey
                blue = blue * tone * (1.0 - grey) + tints[TRIM, 2] * grey
                if open > 0.0:
                    high = smooth(room[END_LOW], room[END_HIGH], y) if on_end else smooth(room[LOW], room[HIGH], y)
                    haze = 0.8 + 0.4 * texel(low, along * 0.05 + time * 0.002, y * 0.09)
                    if room[RUSH] > 0.0 and not on_end:
                        by = along * 0.30 + time * room[RUSH] * 0.30
                        rise = room[HIGH] - room[LOW]
                        edge = room[LOW] + rise * (
                            0.16 + 0.34 * texel(low, by * 0.05, 0.3) + 0.16 * texel(low, by * 0.23, 0.7)
                        )
                        land = smooth(edge + 0.03, edge - 0.03, y)
                        haze *= 1.0 - 0.86 * land
                        spot = int(math.floor(by * 9.0))
                        storey = int(math.floor(y * 16.0))
                        there = hashed((spot * 37 + storey * 11) & 1023, (spot * 5 + storey * 71) & 1023)
                        dot = land * smooth(0.42, 0.30, abs(_fraction(by * 9.0) - 0.5))
                        dot *= smooth(0.42, 0.30, abs(_fraction(y * 16.0) - 0.5))
                        if there > 0.93 and tints[OUTSIDE_LOW, 1] < 0.5:
                            shine_r += open * dot * 0.9
                            shine_g += open * dot * 0.6
                            shine_b += open * dot * 0.3
                    shine_r += (
                        open * haze * (tints[OUTSIDE_LOW, 0] + (tints[OUTSIDE_HIGH, 0] - tints[OUTSIDE_LOW, 0]) * high)
                    )
                    shine_g += (
                        open * haze * (tints[OUTSIDE_LOW, 1] + (tints[OUTSIDE_HIGH, 1] - tints[OUTSIDE_LOW, 1]) * high)
                    )
                    shine_b += (
                        open * haze * (tints[OUTSIDE_LOW, 2] + (tints[OUTSIDE_HIGH, 2] - tints[OUTSIDE_LOW, 2]) * high)
                    )
                    red *= 1.0 - open
                    green *= 1.0 - open
                    blue *= 1.0 - open
            elif dy < 0.0:
                red = tints[FLOOR, 0]
                green = tints[FLOOR, 1]
                blue = tints[FLOOR, 2]
                gloss = room[GLOSS]
                tone = 0.75 + 0.5 * texel(low, x * 0.09, z * 0.09)
                clear = min(max(1.3 - footprint * 22.0 / max(-dy, 0.05) * 0.12, 0.0), 1.0)
                if floor_kind == PLANKS:
                    plank = int(math.floor(x * 5.0))
                    piece = int(math.floor(z * 0.4 + 0.37 * float(plank)))
                    gap = smooth(0.45 - min(footprint * 10.0, 0.2), 0.49, abs(_fraction(x * 5.0) - 0.5)) * clear
                    tone *= (0.72 + 0.55 * hashed(plank, piece)) * (1.0 - 0.6 * gap)
                elif floor_kind == TILES:
                    i = int(math.floor(x * 1.25))
                    j = int(math.floor(z * 1.25))
                    dark = float((i + j) & 1) * clear + 0.5 * (1.0 - clear)
                    seam = max(
                        smooth(0.47, 0.495, abs(_fraction(x * 1.25) - 0.5)),
                        smooth(0.47, 0.495, abs(_fraction(z * 1.25) - 0.5)),
                    )
                    tone *= (1.0 - 0.42 * dark) * (1.0 - 0.4 * seam * clear)
                elif floor_kind == CONCRETE:
                    puddle = smooth(0.5, 0.66, texel(low, x * 0.035 + 0.2, z * 0.035))
                    tone *= 1.0 - 0.35 * puddle
                    gloss *= 0.25 + puddle
                elif floor_kind == CARPET:
                    runner = smooth(1.25, 1.2, abs(x))
                    red += (0.20 - red) * runner
                    green += (0.025 - green) * runner
                    blue += (0.03 - blue) * runner
                    gloss *= 1.0 - runner
                    plank = int(math.floor(x * 5.0))
                    tone *= 0.8 + 0.4 * hashed(plank, int(math.floor(z * 0.4 + 0.37 * float(plank))))
                if floor_kind == MATT:
                    tone = 0.80 + 0.25 * texel(low, x * 0.11, z * 0.11) + 0.15 * texel(fine, x * 0.35, z * 0.35)
                red *= tone
                green *= tone
                blue *= tone
                basin = room[POOL_LEFT] < x < room[POOL_RIGHT] and room[POOL_NEAR] < z < length - 1.6
                if basin:
                    wave = texel(fine, x * 0.16 + time * 0.011, z * 0.16) - texel(
                        fine, x * 0.15, z * 0.15 - time * 0.013
                    )
                    bx = x + wave * 0.28 - dx * 0.4
                    lane = smooth(0.10, 0.07, abs(_fraction(bx * 0.42) - 0.5))
                    web = smooth(0.10, 0.0, abs(texel(low, x * 0.10 + time * 0.008, z * 0.10 + wave * 0.05) - 0.5))
                    cord = smooth(0.035, 0.025, abs(_fraction(x * 0.42) - 0.02)) * (
                        0.6 + 0.4 * float(int(math.floor(z * 2.0)) & 1)
                    )
                    red = 0.015 + 0.03 * web + 0.55 * cord
                    green = (0.20 + 0.14 * web) * (1.0 - 0.6 * lane) * (1.0 - cord) + 0.10 * cord
                    blue = (0.30 + 0.14 * web) * (1.0 - 0.5 * lane) * (1.0 - cord) + 0.06 * cord
                    rim = min(min(x - room[POOL_LEFT], room[POOL_RIGHT] - x), z - room[POOL_NEAR])
                    shade = smooth(0.0, 0.30, rim)
                    red *= shade
                    green *= shade
                    blue *= shade
                    gloss = 1.0
                    shine_r += 0.01 * shade
                    shine_g += (0.07 + 0.05 * web) * shade
                    shine_b += (0.10 + 0.06 * web) * shade
                if gloss > 0.0:
                    wobble = (texel(fine, x * 0.4, z * 0.4) - 0.5) * 0.03
                    if basin:
                        wobble = (texel(low, x * 0.5 + time * 0.02, z * 0.22 - time * 0.015) - 0.5) * 0.22
                        gloss = 0.7
                    mx = dx + wobble
                    over = 1000.0
                    if mx > 0.0:
                        over = (half - x) / mx
                    elif mx < 0.0:
                        over = (-half - x) / mx
                    mirror = 0.0
                    if z + dz * over < length:
                        bright = room[RIGHT] if mx > 0.0 else room[LEFT]
                        mirror = _window(-dy * over, z + dz * over, room, 0.05) * bright
                    else:
                        over = (length - z) / max(dz, 0.05)
                        mirror = _end_window(x + mx * over, -dy * over, room, 0.25)
                    mirror *= gloss * (1.0 - min(-dy * 1.5, 0.9)) * 0.7
                    shine_r += mirror * tints[OUTSIDE_LOW, 0]
                    shine_g += mirror * tints[OUTSIDE_LOW, 1]
                    shine_b += mirror * tints[OUTSIDE_LOW, 2]
                    if strip > 0.0:
                        top = ceiling / max(-dy, 0.02)
                        sx = x + dx * top
                        bar = smooth(0.35, 0.2, abs(sx)) * smooth(
                            0.30, 0.24, abs(_fraction((z + dz * top) * 0.25) - 0.5)
                        )
                        bar *= gloss * strip * 0.5
                        shine_r += bar * tints[TRIM, 0]
                        shine_g += bar * tints[TRIM, 1]
                        shine_b += bar * tints[TRIM, 2]
            else:
                red = tints[ROOF, 0]
                green = tints[ROOF, 1]
                blue = tints[ROOF, 2]
                beam = smooth(0.40, 0.44, abs(_fraction(z / room[PERIOD]) - 0.5))
                tone = (0.75 + 0.4 * texel(low, x * 0.08, z * 0.08)) * (1.0 - 0.45 * beam)
                red *= tone
                green *= tone
                blue *= tone
                if wall_kind == GLASS:
                    open = _bars(x * 0.75 + 0.5, z * 0.5)
                    red *= 1.0 - open
                    green *= 1.0 - open
                    blue *= 1.0 - open
                    haze = (0.75 + 0.5 * texel(low, x * 0.06, z * 0.06)) * open
                    shine_r += haze * tints[OUTSIDE_HIGH, 0]
                    shine_g += haze * tints[OUTSIDE_HIGH, 1]
                    shine_b += haze * tints[OUTSIDE_HIGH, 2]
                if strip > 0.0:
                    bar = smooth(0.24, 0.20, abs(x)) * smooth(0.30, 0.28, abs(_fraction(z * 0.25) - 0.5)) * strip
                    shine_r += bar * tints[TRIM, 0] * 3.0
                    shine_g += bar * tints[TRIM, 1] * 3.0
                    shine_b += bar * tints[TRIM, 2] * 3.0
            lu = min(max((float(column) + 0.5) * aside - 0.5, 0.0), float(small) - 1.001)
            li = int(lu)
            la = lu - float(li)
            red *= light[li, 0] + (light[li + 1, 0] - light[li, 0]) * la
            green *= light[li, 1] + (light[li + 1, 1] - light[li, 1]) * la
            blue *= light[li, 2] + (light[li + 1, 2] - light[li, 2]) * la
            seen = decay(reach * room[MURK])
            out[row, column, 0] = (red + shine_r) * seen + tints[AMBIENT, 0] * 0.16 * (1.0 - seen)
            out[row, column, 1] = (green + shine_g) * seen + tints[AMBIENT, 1] * 0.16 * (1.0 - seen)
            out[row, column, 2] = (blue + shine_b) * seen + tints[AMBIENT, 2] * 0.16 * (1.0 - seen)
            depth[row, column] = BEYOND if open > 0.5 else reach


@kernel
def paint_boxes(
    out: Array,
    depth: Array,
    focal: float,
    horizon: float,
    yaw: float,
    eye_x: float,
    eye_y: float,
    eye_z: float,
    boxes: Array,
    bounds: NDArray[np.int64],
    ambient: Array,
    sun: Array,
    lamps: Array,
    low: Array,
) -> None:
    """Draw boxes that stand in the room (tables, beds, crates), each within its `bounds` (rows and columns)."""
    cos_yaw = math.cos(yaw)
    sin_yaw = math.sin(yaw)
    columns = out.shape[1]
    ways = np.empty((columns, 2), np.float32)
    enters = np.empty((columns, 2), np.float32)
    leaves = np.empty(columns, np.float32)
    for column in range(columns):
        u = (float(column) + 0.5 - float(columns) * 0.5) / focal
        dx = u * cos_yaw + sin_yaw
        ways[column, 0] = dx if abs(dx) > 0.00001 else 0.00001
        ways[column, 1] = cos_yaw - u * sin_yaw
    for b in range(boxes.shape[0]):
        for column in range(bounds[b, 2], bounds[b, 3]):
            dx = ways[column, 0]
            dz = ways[column, 1]
            x0 = (boxes[b, B_LEFT] - eye_x) / dx
            x1 = (boxes[b, B_RIGHT] - eye_x) / dx
            z0 = (boxes[b, B_NEAR] - eye_z) / dz
            z1 = (boxes[b, B_FAR] - eye_z) / dz
            enters[column, 0] = min(x0, x1)
            enters[column, 1] = min(z0, z1)
            leaves[column] = min(max(x0, x1), max(z0, z1))
        for row in range(bounds[b, 0], bounds[b, 1]):
            dy = (horizon - float(row) - 0.5) / focal
            dy = dy if abs(dy) > 0.00001 else 0.00001
            y0 = (boxes[b, B_BOTTOM] - eye_y) / dy
            y1 = (boxes[b, B_TOP] - eye_y) / dy
            enter_y = min(y0, y1)
            leave_y = max(y0, y1)
            for column in range(bounds[b, 2], bounds[b, 3]):
                enter_x = enters[column, 0]
                enter = max(enter_x, max(enter_y, enters[column, 1]))
                leave = min(leaves[column], leave_y)
                if enter < leave and 0.1 < enter < depth[row, column]:
                    dx = ways[column, 0]
                    dz = ways[column, 1]
                    x = eye_x + dx * enter
                    y = eye_y + dy * enter
                    z = eye_z + dz * enter
                    facing = 0.45
                    from_sun = 0.05
                    if enter == enter_y:
                        facing = 1.0
                        from_sun = 0.30
                    elif enter == enter_x:
                        facing = 0.6
                        from_sun = 0.35 if dx < 0.0 else 0.0
                    tone = 0.8 + 0.4 * texel(low, (x + z) * 0.15, y * 0.4 + z * 0.1)
                    foot = 0.55 + 0.45 * smooth(0.0, 0.5, y)
                    for k in range(3):
                        light = ambient[k] * facing * foot + sun[k] * from_sun
                        for lamp in range(lamps.shape[0]):
                            lx = lamps[lamp, L_X] - x
                            ly = lamps[lamp, L_Y] - y
                            lz = lamps[lamp, L_Z] - z
                            light += lamps[lamp, L_RED + k] * facing / (0.25 + lx * lx + ly * ly + lz * lz)
                        own = boxes[b, B_RED + k]
                        out[row, column, k] = own * tone * light + own * boxes[b, B_SHINE]
                    depth[row, column] = enter

"""The ground: a height map marched column by column from the eye outward, with exact coverage at every edge."""

from __future__ import annotations

import math

import numpy as np

from backends.previz.kernels.lookup import Array, decay, smooth, texel
from backends.previz.kernels.single import kernel, part


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


FINE_TO = 70.0
"""Metres to which the ground gets its fine grain, pixel by pixel."""

FLAT = 0.5
"""Rows that a step climbs where the ground is so flat that the next step is left out."""


NEAR_ROWS = 6.0
"""Rows of level ground between two looks near the eye: more of them would show as streaks."""


W_KIND, W_AT, W_TURN, W_BEND, W_HALF, W_ACROSS, W_COLOUR, W_MARK, W_COLUMNS = 0, 1, 2, 3, 4, 5, 6, 9, 12
"""What a way is: its kind (0 for none), where its middle is beside the eye (metres), how that grows with the distance and its
square, half its width, whether it runs across the picture, the colour it has in this light, and its marks'."""

ROAD, LANE, RAILS, ROWS = range(1, 5)
"""Kinds of ways: asphalt with lines, wheel tracks in earth, sleepers with rails, rows of what is sown."""

SOWN = 2.4
"""Metres from a row of what is sown to the next."""


@part
def _stripe(x: float, from_middle: float, half: float, pixel: float) -> float:
    """How much of a pixel lies on a stripe of this half width."""
    return min(max((half - abs(x - from_middle)) / pixel + 0.5, 0.0), 1.0) * min(2.0 * half / pixel, 1.0)


@part
def _repeated(x: float, every: float) -> float:
    """How far from the middle of what comes again `every` so many metres."""
    return (abs(x / every - math.floor(x / every) - 0.5)) * every


@kernel
def _way(x: float, ahead: float, z: float, focal: float, way: Array, worn: float) -> tuple[float, float]:
    """How much of a pixel at (x, ahead) metres lies on a way, and how much of that is marked. `worn` is a noise, -0.5..0.5."""
    pixel = z / focal
    along = ahead
    aside = x
    if way[W_ACROSS] > 0.0:
        along = x
        aside = ahead
        pixel = z * z / (focal * 1.7)
    kind = int(way[W_KIND])
    if kind == ROWS:
        gone = smooth(150.0, 50.0, z)
        off = _repeated(aside + 0.012 * along, SOWN)
        sown = min(max((0.72 + worn * 0.5 - off) / max(pixel, 0.1) + 0.5, 0.0), 1.0)
        return 1.0, (0.62 + (sown - 0.62) * gone) * (0.8 + 0.5 * worn)
    off = aside - way[W_AT] - along * (way[W_TURN] + along * way[W_BEND])
    half = way[W_HALF]
    ragged = worn * (1.6 if kind == LANE else 0.15)
    share = min(max((half + ragged - abs(off)) / max(pixel, 0.12) + 0.5, 0.0), 1.0)
    mark = 0.0
    if share > 0.0:
        if kind == ROAD:
            dash = min(max((1.6 - _repeated(along, 9.0)) / max(z * z / (focal * 3.0), 0.1) + 0.5, 0.0), 1.0)
            far = smooth(30.0, 90.0, z)
            mark = _stripe(off, 0.0, 0.09, pixel) * (dash + (0.35 - dash) * far)
            mark = max(mark, _stripe(abs(off), half - 0.35, 0.07, pixel))
        elif kind == LANE:
            mark = min(max((0.42 + worn * 0.5 - abs(off)) / max(pixel, 0.15) + 0.5, 0.0), 1.0)
        else:
            mark = _stripe(abs(off), 0.72, 0.06, pixel)
            sleeper = min(max((0.14 - _repeated(along, 0.62)) / max(z * z / (focal * 3.0), 0.06) + 0.5, 0.0), 1.0)
            if mark <= 0.0 and abs(off) < 1.3 and z < 40.0:
                share *= 1.0 - 0.55 * sleeper * smooth(40.0, 15.0, z)
    return share, mark


@part
def _height(relief: Array, u: float, v: float) -> float:
    side = relief.shape[0]
    i = int(math.floor(u * float(side))) & (side - 1)
    j = int(math.floor(v * float(side))) & (side - 1)
    return float(relief[j, i, 3])


@part
def _fill_ground(
    out: Array, depth: Array, covered: Array, eye_x: float, eye_z: float, ways: Array, mottle: Array, detail: float
) -> None:
    """Fill the columns between, and give the ground near the eye its grain, pixel by pixel."""
    rows, columns = out.shape[0], out.shape[1]
    pairs = (columns - 1) // 2
    gain = 1.5 * detail * (1.0 / FINE_TO)
    for row in range(rows):
        line, away, shares = out[row], depth[row], covered[row]
        most = 0.0
        least = 1.0
        for pair in range(pairs + 1):
            most = max(most, shares[pair * 2])
            least = min(least, shares[pair * 2])
        if most <= 0.0:
            continue
        if least > 0.0:
            for pair in range(pairs):
                at = pair * 2 + 1
                shares[at] = (shares[at - 1] + shares[at + 1]) * 0.5
                away[at] = min(away[at - 1], away[at + 1])
            for pair in range(pairs):
                at = pair * 2 + 1
                for k in range(3):
                    line[at, k] = (line[at - 1, k] + line[at + 1, k]) * 0.5
        else:
            for pair in range(pairs):
                at = pair * 2 + 1
                share = (shares[at - 1] + shares[at + 1]) * 0.5
                if share <= 0.0:
                    continue
                shares[at] = share
                for k in range(3):
                    line[at, k] = (line[at - 1, k] + line[at + 1, k]) * 0.5
                away[at] = min(away[at - 1], away[at + 1])
        if columns & 1 == 0:
            shares[columns - 1] = shares[columns - 2]
            away[columns - 1] = away[columns - 2]
            for k in range(3):
                line[columns - 1, k] = line[columns - 2, k]
        nearest = FINE_TO
        for column in range(columns):
            nearest = min(nearest, away[column])
        if nearest >= FINE_TO:
            continue
        for column in range(columns):
            z = away[column]
            if z < FINE_TO:
                x = eye_x + ways[column, 0] * z
                y = eye_z + ways[column, 1] * z
                fine = 1.0 + (texel(mottle, x * 0.53, y * 0.53) - 0.5) * (FINE_TO - z) * gain
                for k in range(3):
                    line[column, k] *= fine


@kernel
def paint_ground(
    out: Array,
    depth: Array,
    covered: Array,
    focal: float,
    horizon: float,
    yaw: float,
    eye_x: float,
    eye_y: float,
    eye_z: float,
    relief: Array,
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
    steep: float,
    way: Array,
) -> None:
    """Add the ground to every second column of `out`, its distance to `depth`, its share of each pixel to `covered`.

    `relief` holds colour and height (metres), `scale` is one over its side in metres; fog thins with height by `fog_fall`
    and warms toward the sun; `cloak` is a colour that spreads over the ground in patches, `cloaked` 0..1 of it: snow,
    frost, ash, moss; `way` is a road, rails or rows on it. No ground rises faster than `steep` (over run): what that rules out is not looked at. All columns go
    outward together, so that what they look up lies side by side.
    """
    rows, columns = out.shape[0], out.shape[1]
    side = relief.shape[0]
    wrap = np.uint64(side - 1)
    cos_yaw = math.cos(yaw)
    sin_yaw = math.sin(yaw)
    edges = np.full(columns, float(rows), np.float32)
    clear_to = np.zeros(columns, np.float32)
    last = np.zeros((columns, 3), np.float32)
    fresh = np.ones(columns, np.uint8)
    warm = np.empty(columns, np.float32)
    ways = np.empty((columns, 2), np.float32)
    for column in range(columns):
        u = (float(column) + 0.5 - float(columns) * 0.5) / focal
        dx = u * cos_yaw + sin_yaw
        dz = cos_yaw - u * sin_yaw
        ways[column, 0] = dx
        ways[column, 1] = dz
        toward = max((dx * sun[0] + dz * sun[2]) / math.sqrt(dx * dx + dz * dz), 0.0)
        toward = toward * toward * toward
        warm[column] = toward * toward * 0.55
    over = 0.3
    least = 1.0
    for beside in range(-1, 2):
        u, v = eye_x + float(beside) * 2.0, eye_z + 3.0
        above = eye_y - _height(relief, u * scale + 0.5, v * scale + 0.5)
        over = max(over, above)
        least = min(least, above - bump)
    below = 0.5 * focal / max(float(rows) - horizon, 1.0)
    z = max(1.2, below * over)
    if least * below < 1.2:  # an eye so low sees what lies right before it
        z = max(least * below, 0.3)
    while z < far:
        step = min(z * z * NEAR_ROWS / (focal * over), max(0.12, z * 0.0115))
        rough = bump / (1.0 + z * 0.02) if z < 400.0 else 0.0
        coarse_gain = 0.9 / (1.0 + z * 0.003)
        middle_gain = 2.2 / (1.0 + z * 0.02) if z < 500.0 else 0.0
        fine_gain = 2.2 / (1.0 + z * 0.14) if z < 60.0 else 0.0
        tall = focal / z
        for column in range(0, columns, 2):
            edge = edges[column]
            if z < clear_to[column] or edge <= 0.0:
                continue
            x = eye_x + ways[column, 0] * z
            y = eye_z + ways[column, 1] * z
            px = (x * scale + 0.5) * float(side)
            py = (y * scale + 0.5) * float(side)
            left = int(math.floor(px))
            top = int(math.floor(py))
            a = px - float(left)
            b = py - float(top)
            i = np.uint64(left) & wrap
            j = np.uint64(top) & wrap
            i1 = np.uint64(left + 1) & wrap
            j1 = np.uint64(top + 1) & wrap
            w00 = (1.0 - a) * (1.0 - b)
            w10 = a * (1.0 - b)
            w01 = (1.0 - a) * b
            w11 = a * b
            ground = relief[j, i, 3] * w00 + relief[j, i1, 3] * w10 + relief[j1, i, 3] * w01 + relief[j1, i1, 3] * w11
            if rough > 0.0:
                ground += rough * texel(bumps, x * 0.021, y * 0.021)
            row = horizon - (ground - eye_y) * tall
            hidden = row >= edge
            if hidden and (z > FINE_TO or edge >= float(rows)):
                fresh[column] = 1
                if z > FINE_TO:
                    clear_to[column] = z + (row - edge) * z / (focal * steep + max(edge - horizon, 0.0))
                continue
            coarse = texel(mottle, x * 0.0043, y * 0.0043) - 0.5
            grain = coarse * coarse_gain
            if middle_gain > 0.0:
                grain += (texel(mottle, x * 0.021, y * 0.021) - 0.5) * middle_gain
                if fine_gain > 0.0:
                    grain += (texel(mottle, x * 0.17, y * 0.17) - 0.5) * fine_gain
            grain = max(1.0 + detail * grain, 0.1)
            fogged = 1.0 - decay(z * density * (0.35 + 1.3 * decay(max(ground, 0.0) * fog_fall)))
            red = relief[j, i, 0] * w00 + relief[j, i1, 0] * w10 + relief[j1, i, 0] * w01 + relief[j1, i1, 0] * w11
            green = relief[j, i, 1] * w00 + relief[j, i1, 1] * w10 + relief[j1, i, 1] * w01 + relief[j1, i1, 1] * w11
            blue = relief[j, i, 2] * w00 + relief[j, i1, 2] * w10 + relief[j1, i, 2] * w01 + relief[j1, i1, 2] * w11
            if cloaked > 0.0:
                patch = smooth(0.75 - cloaked * 1.5, 1.0 - cloaked * 1.5, coarse + grain * 0.25)
                red += (cloak[0] - red) * patch
                green += (cloak[1] - green) * patch
                blue += (cloak[2] - blue) * patch
            if way[W_KIND] > 0.0 and z < 600.0:
                on, marked = _way(x, y, z, focal, way, coarse * 0.4 + (grain - 1.0) * 0.4)
                red += (way[W_COLOUR] + (way[W_MARK] - way[W_COLOUR]) * marked - red) * on
                green += (way[W_COLOUR + 1] + (way[W_MARK + 1] - way[W_COLOUR + 1]) * marked - green) * on
                blue += (way[W_COLOUR + 2] + (way[W_MARK + 2] - way[W_COLOUR + 2]) * marked - blue) * on
            grain *= 1.0 - fogged
            red = red * grain + (fog[0] + sun_colour[0] * warm[column]) * fogged
            green = green * grain + (fog[1] + sun_colour[1] * warm[column]) * fogged
            blue = blue * grain + (fog[2] + sun_colour[2] * warm[column]) * fogged
            if hidden or fresh[column] == 1:
                last[column, 0] = red
                last[column, 1] = green
                last[column, 2] = blue
                fresh[column] = 0
                if hidden:  # near the eye, what comes into sight next begins with the colour of what hides there
                    continue
            upper = max(row, 0.0)
            slope = 1.0 / max(edge - row, 1.0)
            at = int(math.ceil(edge)) - 1
            while at >= 0 and float(at) + 1.0 > upper:
                place = float(at)
                share = min(edge, place + 1.0) - max(upper, place)
                t = min(max((edge - place - 0.5) * slope, 0.0), 1.0) if slope < 1.0 else 1.0
                out[at, column, 0] += share * (last[column, 0] + (red - last[column, 0]) * t)
                out[at, column, 1] += share * (last[column, 1] + (green - last[column, 1]) * t)
                out[at, column, 2] += share * (last[column, 2] + (blue - last[column, 2]) * t)
                covered[at, column] += share
                if share > 0.3:
                    depth[at, column] = z
                at -= 1
            edges[column] = row
            if edge - row < FLAT:
                clear_to[column] = z + 1.6 * step
            last[column, 0] = red
            last[column, 1] = green
            last[column, 2] = blue
        z += step
    _fill_ground(out, depth, covered, eye_x, eye_z, ways, mottle, detail)

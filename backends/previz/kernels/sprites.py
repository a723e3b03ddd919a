"""Flat figures with a thin lit edge, their ground shadows, and sheets of fog between them."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from backends.previz.kernels.lookup import Array, between_rows, smooth, stretch, stretched_row, texel
from backends.previz.kernels.single import kernel

(
    X,
    FOOT,
    WIDTH,
    HEIGHT,
    OFFSET,
    TEXELS_X,
    TEXELS_Y,
    FLIP,
    LEAN,
    BODY,
    BODY_G,
    BODY_B,
    RIM,
    RIM_G,
    RIM_B,
    LIGHT_X,
    LIGHT_Y,
    HAZE,
    DISTANCE,
    EMISSION,
    GLOW,
    GLOW_G,
    GLOW_B,
    FADE,
    GONE,
    LAPPED,
    LAP,
    COLUMNS,
) = range(28)
"""Columns of a row of `paint_sprites`: pixels for place and size, linear light for colours; GONE 0..1 is how much of it has
vanished; LAPPED is how far water laps up and down its foot, of its distance, and LAP where in that it is, in radians."""

Texels = NDArray[np.int16]
TEXEL = 1 / 32767
"""What a texel's number is counted in: half as much to fetch as fractions would be."""

ONE, TWO, THREE = np.uint64(1), np.uint64(2), np.uint64(3)

FOG_STEP = 8
"""Columns between two look-ups of fog."""

S_X, S_Y, S_RADIUS, S_FLAT, S_DARK, S_DISTANCE, S_COLUMNS = range(7)
"""Columns of a row of `paint_shadows`."""


@kernel
def paint_shadows(out: Array, depth: Array, shadows: Array) -> None:
    """Darken a soft ellipse under each figure."""
    rows, columns = out.shape[0], out.shape[1]
    for s in range(shadows.shape[0]):
        cx = shadows[s, S_X]
        cy = shadows[s, S_Y]
        rx = shadows[s, S_RADIUS]
        ry = shadows[s, S_FLAT]
        for row in range(max(int(cy - ry), 0), min(int(cy + ry) + 1, rows)):
            v = (float(row) - cy) / ry
            for column in range(max(int(cx - rx), 0), min(int(cx + rx) + 1, columns)):
                if depth[row, column] < shadows[s, S_DISTANCE] * 0.8:
                    continue
                u = (float(column) - cx) / rx
                inside = 1.0 - u * u - v * v
                if inside > 0.0:
                    keep = 1.0 - shadows[s, S_DARK] * inside * inside
                    for k in range(3):
                        out[row, column, k] *= keep


@kernel
def paint_sprites(out: Array, depth: Array, atlas: Texels, sprites: Array, fog: Array) -> None:
    """Draw figures in the order given (far to near). They test the depth but do not write it.

    `atlas` is flat: coverage, normal x, normal y, inner light for each texel of a picture in steps of TEXEL, then the span
    of each row in texels.
    """
    rows, columns = out.shape[0], out.shape[1]
    fog_r, fog_g, fog_b = fog[0], fog[1], fog[2]
    most = 1
    for s in range(sprites.shape[0]):
        most = max(most, int(sprites[s, TEXELS_X]))
    line = np.zeros((most + 1) * 4, np.float32)
    for s in range(sprites.shape[0]):
        foot = sprites[s, FOOT]
        height = sprites[s, HEIGHT]
        width = sprites[s, WIDTH]
        tall = int(sprites[s, TEXELS_Y])
        wide = int(sprites[s, TEXELS_X])
        offset = int(sprites[s, OFFSET])
        haze = sprites[s, HAZE]
        limit = sprites[s, DISTANCE] * 0.97 - 0.5
        lapped = sprites[s, LAPPED]
        lap = sprites[s, LAP]
        lowest, highest = limit * (1.0 - lapped), limit * (1.0 + lapped)
        flip = sprites[s, FLIP] > 0.0
        light_x = sprites[s, LIGHT_X] * (-1.0 if flip else 1.0)
        light_y = sprites[s, LIGHT_Y]
        here = 1.0 - sprites[s, GONE]
        body_r, body_g, body_b = sprites[s, BODY], sprites[s, BODY_G], sprites[s, BODY_B]
        rim_r, rim_g, rim_b = sprites[s, RIM], sprites[s, RIM_G], sprites[s, RIM_B]
        glow_r = sprites[s, GLOW] * sprites[s, EMISSION]
        glow_g = sprites[s, GLOW_G] * sprites[s, EMISSION]
        glow_b = sprites[s, GLOW_B] * sprites[s, EMISSION]
        step = float(wide) / width
        for row in range(max(int(math.ceil(foot - height - 0.5)), 0), min(int(math.ceil(foot - 0.5)), rows)):
            v = (float(row) + 0.5 - (foot - height)) / height
            left = sprites[s, X] - width * 0.5 + sprites[s, LEAN] * (1.0 - v) * (1.0 - v) * height
            ty = v * float(tall) - 0.5
            j = min(max(int(math.floor(ty)), 0), tall - 1)
            b = min(max(ty - float(j), 0.0), 1.0)
            below = min(j + 1, tall - 1)
            soft = here
            if sprites[s, FADE] > 0.0:
                soft *= min((foot - float(row)) / sprites[s, FADE], 1.0)
            spans = offset + tall * wide * 4
            start = float(atlas[spans + j * 2])
            stop = float(atlas[spans + j * 2 + 1])
            if stop <= 0.0:
                start = float(wide)
            if atlas[spans + below * 2 + 1] > 0:
                start = min(start, float(atlas[spans + below * 2]))
                stop = max(stop, float(atlas[spans + below * 2 + 1]))
            if flip:
                start, stop = float(wide) - stop, float(wide) - start
            begin = left + max(start - 1.0, 0.0) / step
            end = left + min(stop + 1.0, float(wide)) / step
            first = max(int(begin + 0.5), 0)
            last = min(int(end + 0.5), columns)
            if first >= last:
                continue
            # Texels are blended down the row first, in a straight loop that becomes vectors, and then across it.
            one = (float(first) + 0.5 - left) * step
            other = (float(last) - 0.5 - left) * step
            if flip:
                one, other = float(wide) - other, float(wide) - one
            lowest_texel = min(max(int(one - 0.5), 0), wide - 1)
            texels = min(max(int(other - 0.5), 0) + 2, wide) - lowest_texel
            upper = atlas[offset + (j * wide + lowest_texel) * 4 :]
            lower = atlas[offset + (below * wide + lowest_texel) * 4 :]
            lit = line[lowest_texel * 4 :]
            for i in range(texels * 4):
                above = float(upper[i])
                lit[i] = (above + (float(lower[i]) - above) * b) * TEXEL
            for k in range(4):
                lit[texels * 4 + k] = lit[texels * 4 - 4 + k]
            pixels = out[row, first:last]
            depths = depth[row, first:last]
            for column in range(last - first):
                tx = (float(first + column) + 0.5 - left) * step
                if flip:
                    tx = float(wide) - tx
                place = min(max(tx - 0.5, 0.0), float(wide) - 1.0)
                i = int(place)
                a = place - float(i)
                p0 = np.uint64(i * 4)
                p1 = np.uint64(i * 4 + 4)
                alpha = (line[p0] + (line[p1] - line[p0]) * a) * soft
                away = depths[column]
                if alpha < 0.004 or away < lowest:
                    continue
                if away < highest:
                    u = place / float(wide)
                    wave = 0.6 * math.sin(u * 23.0 + lap) + 0.4 * math.sin(u * 61.0 - 1.7 * lap)
                    beyond = (away - limit * (1.0 + lapped * wave)) / (0.02 * limit)
                    if beyond <= 0.0:
                        continue
                    alpha *= min(beyond, 1.0)
                nx = line[p0 + ONE] + (line[p1 + ONE] - line[p0 + ONE]) * a
                ny = line[p0 + TWO] + (line[p1 + TWO] - line[p0 + TWO]) * a
                inner = line[p0 + THREE] + (line[p1 + THREE] - line[p0 + THREE]) * a
                edge = max(nx * light_x + ny * light_y, 0.0)
                edge *= edge
                fill = 0.75 - 0.4 * ny + inner * 0.25
                red = body_r * fill + rim_r * edge
                green = body_g * fill + rim_g * edge
                blue = body_b * fill + rim_b * edge
                red += (fog_r - red) * haze + glow_r * inner
                green += (fog_g - green) * haze + glow_g * inner
                blue += (fog_b - blue) * haze + glow_b * inner
                pixels[column, 0] += (red - pixels[column, 0]) * alpha
                pixels[column, 1] += (green - pixels[column, 1]) * alpha
                pixels[column, 2] += (blue - pixels[column, 2]) * alpha


@kernel
def paint_fog_sheet(
    out: Array,
    depth: Array,
    distance: float,
    top: float,
    bottom: float,
    low: Array,
    drift: float,
    time: float,
    colour: Array,
    amount: float,
) -> None:
    """Lay a drifting sheet of fog between the rows `top` and `bottom`, in front of all that lies beyond `distance`.

    Rows of `out` are red, green, blue, red and so on.
    """
    rows, columns = depth.shape[0], depth.shape[1]
    across = 1.3 / float(columns)
    alphas = np.zeros(columns + FOG_STEP, np.float32)
    red, green, blue = colour[0], colour[1], colour[2]
    for row in range(max(int(top), 0), min(int(bottom), rows)):
        v = (float(row) - top) / (bottom - top)
        profile = 4.0 * v * (1.0 - v)
        profile *= profile * amount * 1.6
        if profile < 0.004:
            continue
        sv = float(row) * across
        ahead = 0.0
        for block in range(-FOG_STEP, columns, FOG_STEP):
            # Fog is soft: it is looked up at every few columns and drawn straight between them.
            behind = ahead
            u = float(block + FOG_STEP) * across + drift * 1.3
            wide = texel(low, u * 0.25 + time * 0.006, sv * 0.55)
            thin = texel(low, u * 0.6 + 0.4 + time * 0.011, sv * 1.4 - time * 0.003)
            ahead = min(profile * smooth(0.25, 0.85, wide * 0.65 + thin * 0.35), 0.97)
            if block < 0:
                continue
            slope = (ahead - behind) * 0.125
            for step in range(FOG_STEP):
                alphas[block + step] = behind + slope * float(step)
        for column in range(columns):
            alpha = alphas[column] if depth[row, column] >= distance else 0.0
            out[row, column * 3] += (red - out[row, column * 3]) * alpha
            out[row, column * 3 + 1] += (green - out[row, column * 3 + 1]) * alpha
            out[row, column * 3 + 2] += (blue - out[row, column * 3 + 2]) * alpha


@kernel
def soften_beyond(out: Array, depth: Array, soft: Array, near: float, far: float) -> None:
    """Lay a blurred smaller copy over what lies beyond `near` metres, whole from `far` on: a lens's depth of field.

    Rows of `out` and `soft` are red, green, blue, red and so on.
    """
    rows, columns = depth.shape[0], depth.shape[1]
    upper = stretched_row(soft)
    lower = stretched_row(soft)
    stretched = -1
    gain = 1.0 / (far - near)
    for row in range(rows):
        above, b = between_rows(soft.shape[0], row)
        if above != stretched:
            stretch(soft, above, upper)
            stretch(soft, above + 1, lower)
            stretched = above
        for column in range(columns):
            share = min(max((depth[row, column] - near) * gain, 0.0), 1.0)
            for k in range(3):
                i = column * 3 + k
                out[row, i] += (upper[i] + (lower[i] - upper[i]) * b - out[row, i]) * share

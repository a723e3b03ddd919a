"""Flat figures with a thin lit edge, their ground shadows, and sheets of fog between them."""

from __future__ import annotations

import math

from backends.previz.kernels.lookup import Array, kernel, smooth, texel

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
    COLUMNS,
) = range(25)
"""Columns of a row of `paint_sprites`: pixels for place and size, linear light for colours."""

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
            v = (row - cy) / ry
            for column in range(max(int(cx - rx), 0), min(int(cx + rx) + 1, columns)):
                if depth[row, column] < shadows[s, S_DISTANCE] * 0.8:
                    continue
                u = (column - cx) / rx
                inside = 1.0 - u * u - v * v
                if inside > 0:
                    keep = 1.0 - shadows[s, S_DARK] * inside * inside
                    for k in range(3):
                        out[row, column, k] *= keep


@kernel
def paint_sprites(out: Array, depth: Array, atlas: Array, sprites: Array, fog: Array) -> None:
    """Draw figures in the order given (far to near). They test the depth but do not write it.

    `atlas` is flat: coverage, normal x, normal y, inner light for each texel of every picture.
    """
    rows, columns = out.shape[0], out.shape[1]
    for s in range(sprites.shape[0]):
        foot = sprites[s, FOOT]
        height = sprites[s, HEIGHT]
        width = sprites[s, WIDTH]
        tall = int(sprites[s, TEXELS_Y])
        wide = int(sprites[s, TEXELS_X])
        offset = int(sprites[s, OFFSET])
        haze = sprites[s, HAZE]
        limit = sprites[s, DISTANCE] * 0.97 - 0.5
        flip = sprites[s, FLIP] > 0
        turn = -1.0 if flip else 1.0
        for row in range(max(int(math.ceil(foot - height - 0.5)), 0), min(int(math.ceil(foot - 0.5)), rows)):
            v = (row + 0.5 - (foot - height)) / height
            shear = sprites[s, LEAN] * (1.0 - v) * (1.0 - v) * height
            left = sprites[s, X] - width * 0.5 + shear
            ty = v * tall - 0.5
            j = min(max(int(math.floor(ty)), 0), tall - 1)
            b = min(max(ty - j, 0.0), 1.0)
            j1 = min(j + 1, tall - 1)
            soft = 1.0
            if sprites[s, FADE] > 0:
                soft = min((foot - row) / sprites[s, FADE], 1.0)
            for column in range(max(int(left), 0), min(int(left + width) + 1, columns)):
                u = (column + 0.5 - left) / width
                if u <= 0 or u >= 1:
                    continue
                if depth[row, column] < limit:
                    continue
                if flip:
                    u = 1.0 - u
                tx = u * wide - 0.5
                i = min(max(int(math.floor(tx)), 0), wide - 1)
                a = min(max(tx - i, 0.0), 1.0)
                i1 = min(i + 1, wide - 1)
                p00 = offset + (j * wide + i) * 4
                p10 = offset + (j * wide + i1) * 4
                p01 = offset + (j1 * wide + i) * 4
                p11 = offset + (j1 * wide + i1) * 4
                w00 = (1 - a) * (1 - b)
                w10 = a * (1 - b)
                w01 = (1 - a) * b
                w11 = a * b
                alpha = (atlas[p00] * w00 + atlas[p10] * w10 + atlas[p01] * w01 + atlas[p11] * w11) * soft
                if alpha < 0.004:
                    continue
                nx = atlas[p00 + 1] * w00 + atlas[p10 + 1] * w10 + atlas[p01 + 1] * w01 + atlas[p11 + 1] * w11
                ny = atlas[p00 + 2] * w00 + atlas[p10 + 2] * w10 + atlas[p01 + 2] * w01 + atlas[p11 + 2] * w11
                inner = atlas[p00 + 3] * w00 + atlas[p10 + 3] * w10 + atlas[p01 + 3] * w01 + atlas[p11 + 3] * w11
                edge = max(nx * turn * sprites[s, LIGHT_X] + ny * sprites[s, LIGHT_Y], 0.0)
                edge *= edge
                fill = 0.75 - 0.4 * ny + inner * 0.25
                shine = inner * sprites[s, EMISSION]
                for k in range(3):
                    colour = sprites[s, BODY + k] * fill + sprites[s, RIM + k] * edge
                    colour += (fog[k] - colour) * haze + sprites[s, GLOW + k] * shine
                    out[row, column, k] += (colour - out[row, column, k]) * alpha


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
    """Lay a drifting sheet of fog between the rows `top` and `bottom`, in front of all that lies beyond `distance`."""
    rows, columns = out.shape[0], out.shape[1]
    for row in range(max(int(top), 0), min(int(bottom), rows)):
        v = (row - top) / (bottom - top)
        profile = 4.0 * v * (1.0 - v)
        profile *= profile * amount * 1.6
        sv = row / columns * 1.3
        for column in range(columns):
            if depth[row, column] < distance:
                continue
            u = (column / columns + drift) * 1.3
            wide = texel(low, u * 0.25 + time * 0.006, sv * 0.55)
            thin = texel(low, u * 0.6 + 0.4 + time * 0.011, sv * 1.4 - time * 0.003)
            alpha = min(profile * smooth(0.25, 0.85, wide * 0.65 + thin * 0.35), 0.97)
            for k in range(3):
                out[row, column, k] += (colour[k] - out[row, column, k]) * alpha

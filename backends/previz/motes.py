"""Points of light at a moment: rain, snow, embers, dust, stars, fireworks and a bolt of lightning."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from backends.previz.camera import View
from backends.previz.changes import Burst
from backends.previz.ground import Land
from backends.previz.kernels import particles as at
from backends.previz.kernels import streams as streaming
from backends.previz.kernels.lookup import SMALLER
from backends.previz.scene import Scene, Weather

Array = NDArray[np.float32]
MOST = 2000
AIRBORNE = 6.0
"""Metres over the ground from which what blows up does so in the air."""


def seeds(seed: int) -> Array:
    """Eight random numbers 0..1 for each of MOST points."""
    return np.random.default_rng(seed).random((MOST, 8)).astype(np.float32)


def scale_of(view: View) -> float:
    """Pixels of this picture to those of the picture (1280 x 536) that sizes were chosen on."""
    return math.sqrt(view.width * view.height) / 828


def weather(kind: Weather, random: Array, view: View, time: float) -> Array:
    """Rows of `paint_points` for what falls or floats, nearer ones larger and faster."""
    r = random[: min(kind.count, MOST)]
    width, height, size = view.width, view.height, scale_of(view)
    away = 0.6 + r[:, 4] ** 1.6 * 9
    near = view.focal / away
    drift = (-view.x * near * 0.5 - view.yaw * view.focal) / width * 0.3
    out = np.zeros((len(r), at.P_COLUMNS), np.float32)
    light = np.full(len(r), kind.light * min(0.25 + 0.8 * size, 1.0), np.float32)
    if kind.kind == "rain":
        speed = 8.5
        x = (r[:, 0] * 2 + drift + time * kind.slant * speed * near / width * 0.5) % 1.15 - 0.07
        y = (r[:, 1] + time * speed * near / height * 0.55 * (0.9 + 0.2 * r[:, 2])) % 1.3 - 0.2
        length = speed * near * 0.010
        out[:, at.P_DX], out[:, at.P_DY] = length * kind.slant, length
        out[:, at.P_RADIUS] = np.clip(near * 0.0008 - 0.3, -0.2, 0.9)
        light *= np.clip(3 / away, 0.4, 2.2)
    elif kind.kind == "snow":
        x = (r[:, 0] + drift + time * 0.25 * near / width * 0.4 + 0.02 * np.sin(time * 1.3 + r[:, 3] * 20)) % 1.1 - 0.05
        y = (r[:, 1] + time * 0.9 * near / height * 0.5 * (0.7 + 0.6 * r[:, 2])) % 1.1 - 0.05
        out[:, at.P_DX], out[:, at.P_DY] = 0.6, 1.0
        out[:, at.P_RADIUS] = np.clip(near * 0.0055 - 0.4, 0.1, 5 * size)
        light /= 1 + 0.25 * np.maximum(out[:, at.P_RADIUS], 0) ** 1.5
    elif kind.kind == "ember":
        phase = r[:, 5] * 6.28
        sway = 0.018 * np.sin(time * 2.1 + phase) + 0.008 * np.sin(time * 5.3 + phase * 3)
        x = (r[:, 0] + drift + time * 0.35 * near / width * (0.4 + r[:, 2]) + sway) % 1.1 - 0.05
        y = (r[:, 1] - time * 1.2 * near / height * 0.5 * (0.5 + r[:, 3])) % 1.15 - 0.07
        out[:, at.P_DX] = 2.0 * size * np.cos(time * 2.1 + phase)
        out[:, at.P_DY] = -np.clip(near * 0.006, 0.6 * size, 4 * size)
        out[:, at.P_RADIUS] = np.clip(near * 0.0022 - 0.35, -0.1, 1.3 * size)
        light *= 0.55 + 0.45 * np.sin(time * 7 + phase * 5)
    else:
        x = (r[:, 0] + drift + 0.012 * np.sin(time * 0.5 + r[:, 3] * 20) + time * 0.008 * (r[:, 2] - 0.5)) % 1.1 - 0.05
        y = (r[:, 1] + time * 0.012 * (r[:, 5] - 0.65) + 0.01 * np.sin(time * 0.6 + r[:, 6] * 20)) % 1.1 - 0.05
        out[:, at.P_RADIUS] = np.clip(near * 0.0022 - 0.2, 0.05, 3.5 * size)
        light *= (0.7 + 0.3 * np.sin(time * 1.1 + r[:, 7] * 12.6)) / (1 + 0.6 * out[:, at.P_RADIUS] ** 1.6)
    out[:, at.P_X], out[:, at.P_Y] = x * width, y * height
    out[:, at.P_LIGHT] = light
    out[:, at.P_RED : at.P_BLUE + 1] = kind.colour
    return out


LEAF_HUES = np.array(((0.62, 0.24, 0.04), (0.72, 0.40, 0.06), (0.50, 0.12, 0.04), (0.58, 0.46, 0.10)), np.float32)

PETAL_HUES = np.array(((0.80, 0.50, 0.56), (0.86, 0.66, 0.68), (0.74, 0.40, 0.50), (0.88, 0.76, 0.76)), np.float32)

CONFETTI_HUES = np.array(((0.90, 0.16, 0.22), (0.98, 0.74, 0.12), (0.18, 0.52, 0.92), (0.30, 0.78, 0.36)), np.float32)

HUES = {"leaf": LEAF_HUES, "petal": PETAL_HUES, "confetti": CONFETTI_HUES}


def leaves(kind: Weather, random: Array, view: View, time: float) -> Array:
    """Rows of `paint_leaves`, for leaves, petals and confetti: they sway and tumble as they fall."""
    r = random[: min(kind.count, MOST)]
    away = 1.6 + r[:, 4] ** 1.3 * 15
    near = view.focal / away
    drift = (-view.x * near * 0.5 - view.yaw * view.focal) / view.width * 0.3
    sway = np.sin(time * (1.1 + r[:, 2]) + r[:, 3] * 20)
    out = np.zeros((len(r), streaming.L_COLUMNS), np.float32)
    across = (r[:, 0] + drift + time * 0.30 * near / view.width + 0.30 * sway * near / view.width) % 1.1 - 0.05
    down = (r[:, 1] + time * (0.55 + 0.5 * r[:, 6]) * near / view.height) % 1.15 - 0.08
    out[:, streaming.L_X], out[:, streaming.L_Y] = across * view.width, down * view.height
    out[:, streaming.L_LONG] = np.clip(near * (0.062 if kind.kind == "leaf" else 0.036), 1.2, 26 * scale_of(view))
    out[:, streaming.L_TURN] = r[:, 5] * 6.28 + 0.9 * sway + time * (r[:, 7] - 0.5) * 2.4
    out[:, streaming.L_FLAT] = 0.2 + 0.8 * np.abs(np.cos(time * (1.4 + 2.2 * r[:, 2]) + r[:, 7] * 9))
    out[:, streaming.L_DISTANCE] = away
    hues = HUES[kind.kind][(r[:, 3] * 4).astype(int) % 4]
    tumbling = (0.7 + 0.5 * out[:, streaming.L_FLAT])[:, None]
    out[:, streaming.L_RED : streaming.L_BLUE + 1] = hues * np.array(kind.colour, np.float32) * tumbling * 2.2
    return out


STREAMS = {
    "fall": streaming.FALL,
    "lava": streaming.LAVA,
    "smoke": streaming.SMOKE,
    "whirl": streaming.WHIRL,
    "jet": streaming.JET,
}

NEAREST = 0.2
"""Metres from which a stream is seen: the steam of a cup is near."""


def streams(scene: Scene, land: Land | None, view: View) -> Array:
    """Rows of `paint_streams`, far to near."""
    out = []
    for number, stream in enumerate(sorted(scene.streams, key=lambda stream: -stream.z)):
        stands = float(land.at(np.float32(stream.x), np.float32(stream.z))) if land and stream.on_ground else 0.0  # type: ignore[arg-type]
        x, foot, away = view.point(stream.x, stands + stream.y, stream.z)
        if away < NEAREST:
            continue
        metre = view.focal / away
        out.append(
            (
                x, foot, foot - stream.height * metre, stream.half * metre, stream.flare * metre, stream.lean * metre, STREAMS[stream.kind],
                number * 0.37 + 0.11, stream.height, stream.half + stream.flare, away * stream.before * 0.97, away, *stream.bright, *stream.dim,
            )
        )  # fmt: skip
    return np.array(out, np.float32).reshape(-1, streaming.S_COLUMNS)


def stars(count: int, light: float, random: Array, view: View, time: float, veil: Array) -> Array:
    """Stars that turn with the eye and twinkle, dimmed by the clouds of `veil` (0..1, of the small sky)."""
    r = np.tile(random, (2, 1))[:count]
    r = r + np.where(np.arange(count)[:, None] < MOST, 0, np.roll(r, 3, 1) * 0.37) if count > MOST else r
    bearing = (r[:, 0] % 1 - 0.5) * 2.6 - view.yaw
    rise = (r[:, 1] % 1) ** 0.8 * 1.15 + 0.01
    bright = (r[:, 2] % 1) ** 9
    forward = np.maximum(np.cos(bearing), 0.05)
    x = view.width / 2 + view.focal * np.sin(bearing) / forward
    y = view.horizon - view.focal * np.tan(rise) / forward
    twinkle = 0.75 + 0.25 * np.sin(time * (3 + 5 * r[:, 3]) + r[:, 3] * 90)
    out = np.zeros((len(r), at.P_COLUMNS), np.float32)
    out[:, at.P_X], out[:, at.P_Y] = x, y
    out[:, at.P_RADIUS] = (0.10 + bright * 1.1) * scale_of(view)
    out[:, at.P_LIGHT] = (0.10 + 2.6 * bright) * twinkle * light * np.clip(rise * 6, 0, 1)
    out[:, at.P_RED], out[:, at.P_GREEN], out[:, at.P_BLUE] = 0.9 + 0.2 * r[:, 3], 0.95, 1.15 - 0.2 * r[:, 3]
    seen = (np.cos(bearing) > 0.05) & (x > 0) & (x < view.width) & (y > 0) & (y < view.height)
    shown: Array = out[seen]
    down, across = (shown[:, at.P_Y] / SMALLER).astype(int), (shown[:, at.P_X] / SMALLER).astype(int)
    shown[:, at.P_LIGHT] *= 1 - veil[down, across]
    return shown


def flash(scene: Scene, time: float) -> float:
    """How bright lightning is now: two strokes, gone within half a second."""
    total = 0.0
    for start in scene.lightning:
        since = time - start
        if since >= 0:
            total += math.exp(-since * 9) + (0.7 * math.exp(-(since - 0.16) * 7) if since > 0.16 else 0.0)
    return total


def bolt(seed: int, view: View, light: float) -> Array:
    """One bolt with its branches, from the picture's top to the horizon."""
    random = np.random.default_rng(seed)
    size = scale_of(view)
    x, y = random.uniform(0.55, 0.82) * view.width, 0.0
    out: list[list[float]] = []
    while y < view.horizon * 0.95:
        x2, y2 = x + random.normal(0, 14 * size), y + random.uniform(8, 20) * size
        out.append([x, y, x2 - x, y2 - y, 1.0 * size, 6 * light, 0.8, 0.9, 1.2, 0])
        x, y = x2, y2
        if random.random() < 0.12:
            bx, by = x, y
            way = 1 if random.random() < 0.7 else -1
            for _ in range(7):
                cx, cy = bx + random.normal(8 * way, 10) * size, by + random.uniform(6, 14) * size
                out.append([bx, by, cx - bx, cy - by, 0.3 * size, 2 * light, 0.8, 0.9, 1.2, 0])
                bx, by = cx, cy
    return np.array(out, np.float32)


def fireworks(scene: Scene, view: View, time: float) -> Array:
    """Bursts that open, fall and go out; each entry is (start s, column, row of the picture, colour)."""
    rows: list[Array] = []
    short = min(view.width, view.height)
    for number, (start, across, down, colour) in enumerate(scene.fireworks):
        since = time - start
        if since < -0.7 or since > 3.0:
            continue
        if since < 0:
            rows.append(
                np.array(
                    [[across * view.width, (down - since * 0.75) * view.height, 0, 18, 0.5, 2, 1, 0.7, 0.4, 0]],
                    np.float32,
                )
            )
            continue
        random = np.random.default_rng(number + 3)
        count = 240
        turn, height = random.uniform(0, 2 * math.pi, count), random.uniform(-1, 1, count)
        reach = random.uniform(0.85, 1.1, count) * short * 0.55
        open_now, open_before = ((1 - math.exp(-max(since - lag, 0) * 2.1)) / 2.1 for lag in (0.0, 0.12))
        vx, vy = np.cos(turn) * np.sqrt(1 - height**2) * reach, np.sin(turn) * np.sqrt(1 - height**2) * reach
        fall_now, fall_before = (0.045 * short * max(since - lag, 0) ** 2 for lag in (0.0, 0.12))
        out = np.zeros((count, at.P_COLUMNS), np.float32)
        out[:, at.P_X], out[:, at.P_Y] = (
            across * view.width + vx * open_now,
            down * view.height + vy * open_now + fall_now,
        )
        out[:, at.P_DX], out[:, at.P_DY] = (
            vx * (open_before - open_now),
            vy * (open_before - open_now) + fall_before - fall_now,
        )
        out[:, at.P_RADIUS] = 0.35
        fade = math.exp(-since * 1.15) * np.clip(1 - (since - 1.2) * 0.6 * (random.random(count) + 0.3), 0, 1)
        sparkle = 0.6 * np.sin(time * 40 + random.random(count) * 99) if since > 0.8 else 0.0
        out[:, at.P_LIGHT] = 5.5 * fade * (0.7 + sparkle)
        out[:, at.P_RED : at.P_BLUE + 1] = colour
        rows.append(out)
        rows.append(
            np.array(
                [
                    [
                        across * view.width,
                        down * view.height,
                        0,
                        0,
                        short * 0.4,
                        0.22 * math.exp(-since * 2.6),
                        *colour,
                        0,
                    ]
                ],
                np.float32,
            )
        )
    return np.concatenate(rows) if rows else np.zeros((0, at.P_COLUMNS), np.float32)


def burst(bursts: Sequence[Burst], random: Array, view: View) -> Array:
    """Sparks that fly from where something blew up, fall and go out."""
    out = []
    for number, blown in enumerate(bursts):
        x, y, away = view.point(blown.x, blown.y, blown.z)
        if away < 0.5 or blown.since < 0:
            continue
        r = np.roll(random[:420], number * 31, 0)
        metre = view.focal / away
        turn, tall = r[:, 0] * 2 * math.pi, r[:, 1] ** 1.5 * 1.3
        speed = blown.size * (0.5 + 2.2 * r[:, 2])

        def place(
            since: float, *, tall: Array = tall, turn: Array = turn, speed: Array = speed, blown: Burst = blown
        ) -> tuple[Array, Array]:
            reach = (1 - math.exp(-since * 1.6)) / 1.6
            if blown.y > AIRBORNE:  # nothing below it: sparks fly to all sides
                return np.cos(turn) * speed * reach, np.sin(turn) * speed * reach
            return np.cos(turn) * speed * reach, tall * speed * reach - 2.2 * since * since

        now_x, now_y = place(blown.since)
        old_x, old_y = place(max(blown.since - 0.05, 0.0))
        rows = np.zeros((len(r), at.P_COLUMNS), np.float32)
        rows[:, at.P_X], rows[:, at.P_Y] = x + now_x * metre, y - now_y * metre
        rows[:, at.P_DX], rows[:, at.P_DY] = (old_x - now_x) * metre, (now_y - old_y) * metre
        rows[:, at.P_RADIUS] = 0.6 * scale_of(view)
        rows[:, at.P_LIGHT] = 4.0 * np.clip(1 - blown.since * (0.35 + 0.5 * r[:, 3]), 0, 1)
        rows[:, at.P_RED : at.P_BLUE + 1] = blown.colour
        out.append(rows)
    return np.concatenate(out) if out else np.zeros((0, at.P_COLUMNS), np.float32)

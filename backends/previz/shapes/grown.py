"""What is grown from a seed: trees, stones, grass and city blocks; plants and a web of many small parts."""

from __future__ import annotations

import math
from random import Random

from backends.previz.drawing import Outline, Part, box, curve, flat, limb, line, oval


def conifer(seed: int) -> Outline:
    """A fir; every seed another."""
    r = Random(seed)
    tiers = r.randint(11, 15)
    right: list[tuple[float, float]] = [(0.5, 0.0)]
    left: list[tuple[float, float]] = []
    for i in range(tiers):
        t = (i + 1) / tiers
        low = 0.03 + 0.90 * t
        for side, points in ((1, right), (-1, left)):
            wide = 0.03 + 0.21 * t**0.9 * r.uniform(0.75, 1.15)
            points.append((0.5 + side * wide, low + r.uniform(0, 0.02)))
            points.append((0.5 + side * wide * 0.42, low - 0.012))
    return Outline((flat((0.485, 1.0), (0.49, 0.1), (0.51, 0.1), (0.515, 1.0)), Part(tuple(right + left[::-1]))))


def bare_tree(seed: int) -> Outline:
    """A leafless tree."""
    r = Random(seed)
    parts: list[Part] = []

    def branch(x: float, y: float, angle: float, length: float, thick: float, depth: int) -> None:
        x2, y2 = x + math.sin(angle) * length, y - math.cos(angle) * length
        parts.extend(limb((x, y, thick), (x2, y2, thick * 0.6)))
        if depth:
            for _ in range(r.randint(2, 3)):
                branch(x2, y2, angle + r.uniform(-0.75, 0.75), length * r.uniform(0.6, 0.82), thick * 0.6, depth - 1)

    branch(0.5, 1.0, r.uniform(-0.06, 0.06), 0.26, 0.022, 5)
    return Outline(tuple(parts))


def leaf_tree(seed: int) -> Outline:
    """A broad-leaved tree: a trunk, boughs and clumps of leaves with ragged rims."""
    r = Random(seed)
    parts: list[Part] = [*limb((0.5, 1.0, 0.035), (0.5, 0.70, 0.026), (0.49, 0.45, 0.018))]
    for _ in range(5):
        parts += limb((0.5, r.uniform(0.5, 0.7), 0.014), (0.5 + r.uniform(-0.24, 0.24), r.uniform(0.25, 0.45), 0.006))
    for _ in range(26):
        a, d = r.uniform(0, 2 * math.pi), math.sqrt(r.random())
        x, y, size = 0.5 + 0.29 * d * math.cos(a), 0.32 + 0.21 * d * math.sin(a), r.uniform(0.05, 0.10)
        parts.append(
            Part(
                tuple(
                    (
                        x + size * r.uniform(0.75, 1.15) * math.cos(k / 7 * math.pi),
                        y + size * 0.85 * r.uniform(0.75, 1.15) * math.sin(k / 7 * math.pi),
                    )
                    for k in range(14)
                )
            )
        )
    return Outline(tuple(parts))


def rock(seed: int) -> Outline:
    """A stone."""
    r = Random(seed)
    rim = [(math.pi * (1.02 + 0.96 * i / 7), r.uniform(0.80, 1.0)) for i in range(8)]
    return Outline(
        (
            flat(
                (0.02, 1.02),
                *((0.5 + 0.48 * math.cos(a) * k, 1 + 0.55 * math.sin(a) * k) for a, k in rim),
                (0.98, 1.02),
            ),
        ),
        round=0.13,
    )


def grass(seed: int) -> Outline:
    """A tuft of long grass."""
    r = Random(seed)
    parts = []
    for _ in range(26):
        x = 0.5 + r.gauss(0, 0.13)
        tip, height = x + r.gauss(0.04, 0.13), r.uniform(0.35, 0.98)
        parts.append(
            curve(
                (x - 0.010, 1.0),
                (x - 0.006 + (tip - x) * 0.3, 1 - height * 0.55),
                (tip, 1 - height),
                (x + 0.006 + (tip - x) * 0.3, 1 - height * 0.55),
                (x + 0.010, 1.0),
            )
        )
    return Outline(tuple(parts))


def tower_block(seed: int) -> Outline:
    """A city building with lit windows."""
    r = Random(seed)
    wide = r.uniform(0.20, 0.36)
    left, right, top = 0.5 - wide / 2, 0.5 + wide / 2, r.uniform(0.10, 0.2)
    parts = [box(left, top, right, 1.0)]
    if r.random() < 0.6:
        inset = wide * r.uniform(0.12, 0.3)
        parts.append(box(left + inset, top - 0.05, right - inset, top + 0.01))
    if r.random() < 0.5:
        parts.append(line((0.5, top), (0.5, 0.0), 0.003))
    step = r.uniform(0.018, 0.026)
    lights = []
    for row in range(int((0.97 - top) / (step * 1.5))):
        share = 0.34 * (0.4 + 1.2 * r.random())
        for column in range(int((wide - 0.02) / step)):
            if r.random() < share:
                x, y = left + 0.012 + column * step, top + 0.02 + row * step * 1.5
                lights.append(box(x, y, x + step * 0.6, y + step * 0.8))
    return Outline(tuple(parts), tuple(lights))


def bamboo(seed: int) -> Outline:
    """Three canes with their joints, and narrow leaves that hang from the upper ones."""
    r = Random(seed)
    parts: list[Part] = []
    for x, lean, top, thick in ((0.36, -0.09, 0.10, 0.013), (0.48, 0.02, 0.0, 0.016), (0.61, 0.10, 0.06, 0.014)):
        last = (x, 1.0)
        for joint in range(1, 12):
            t = joint / 11
            at = (x + lean * t * t, 1 - (1 - top) * t)
            wide = thick * (1 - 0.5 * t)
            parts.append(line(last, (at[0], at[1] + 0.004), wide))
            parts.append(line((at[0] - 1.4 * wide, at[1]), (at[0] + 1.4 * wide, at[1]), 0.004))
            for side in (-1, 1) if joint > 3 else ():
                if r.random() < 0.3 + 0.06 * joint:
                    end = (at[0] + side * r.uniform(0.12, 0.24), at[1] - r.uniform(0.0, 0.05))
                    parts.append(line(at, end, 0.003))
                    for share in (0.4, 0.7, 1.0):
                        parts += [_leaf(at, end, share, side * r.uniform(0.2, 1.0)) for _ in range(2)]
            last = at
    return Outline(tuple(parts), round=0.008)


def _leaf(root: tuple[float, float], end: tuple[float, float], share: float, turn: float) -> Part:
    """A narrow leaf that hangs from a twig."""
    x, y = root[0] + (end[0] - root[0]) * share, root[1] + (end[1] - root[1]) * share
    dx, dy = 0.065 * math.sin(turn), 0.065 * math.cos(turn)
    return flat(
        (x, y),
        (x + dx / 2 + 0.15 * dy, y + dy / 2 - 0.15 * dx),
        (x + dx, y + dy),
        (x + dx / 2 - 0.15 * dy, y + dy / 2 + 0.15 * dx),
    )


CROWN = (
    (0.50, 0.20, 0.20), (0.30, 0.26, 0.16), (0.70, 0.25, 0.17), (0.14, 0.38, 0.13), (0.87, 0.37, 0.14), (0.38, 0.38, 0.12), (0.62, 0.38, 0.12), (0.22, 0.48, 0.10),
    (0.79, 0.48, 0.10), (0.03, 0.48, 0.09), (0.98, 0.47, 0.09),
)  # fmt: skip
"""x, y and size of the clouds of blossom on a tree."""


def blossom_tree() -> Outline:
    """A cherry tree in blossom: a crooked trunk, boughs, and clouds of blossom with single flowers that catch the light."""
    r = Random(7)
    wood = (
        *limb((0.51, 1.0, 0.060), (0.50, 0.80, 0.040), (0.52, 0.62, 0.034), (0.50, 0.40, 0.022)),
        *limb((0.51, 0.70, 0.030), (0.38, 0.55, 0.022), (0.22, 0.44, 0.014)),
        *limb((0.52, 0.64, 0.028), (0.66, 0.52, 0.020), (0.82, 0.44, 0.013)),
    )
    clouds, flowers = [], []
    for x, y, size in CROWN:
        rims = [(math.pi * k / 8, size * (1.12 if k % 2 else 0.96) * r.uniform(0.95, 1.05)) for k in range(16)]
        clouds.append(curve(*((x + 1.05 * rim * math.cos(a), y + 0.8 * rim * math.sin(a)) for a, rim in rims)))
        for _ in range(int(90 * size)):
            a, away = r.uniform(0, 2 * math.pi), 0.9 * size * math.sqrt(r.random())
            flowers.append(oval(x + away * math.cos(a), y + 0.8 * away * math.sin(a), 0.010, 0.008))
    low = limb((0.51, 1.0, 0.060), (0.50, 0.80, 0.040), (0.515, 0.66, 0.034))
    return Outline((*wood, *clouds), (*low, *flowers))


def dandelion() -> Outline:
    """A dandelion clock on its stalk, and seeds that the wind takes."""
    x, y = 0.40, 0.27
    clock: list[Part] = []
    for ring, (count, away) in enumerate(((14, 0.14), (30, 0.235))):
        for k in range(count):
            a = 2 * math.pi * (k + 0.5 * ring) / count
            clock += _seed((x, y), (x + away * math.cos(a), y + away * math.sin(a)), 0.05, 3)
    for u, v, size in ((0.80, 0.22, 1.0), (0.97, 0.38, 0.9), (1.06, 0.13, 0.85), (1.24, 0.28, 0.8), (0.86, 0.03, 0.75)):
        foot = (u - 0.07 * size, v + 0.10 * size)
        clock += [*_seed(foot, (u, v), 0.075 * size, 7), oval(foot[0], foot[1], 0.009, 0.016, 0.6)]
    leaves = (
        curve((0.40, 0.99), (0.30, 0.93), (0.22, 0.84), (0.16, 0.90), (0.08, 0.84), (0.02, 0.92), (0.14, 0.97), (0.28, 1.0)),
        curve((0.40, 0.99), (0.50, 0.92), (0.58, 0.82), (0.66, 0.88), (0.74, 0.83), (0.80, 0.92), (0.66, 0.97), (0.52, 1.0)),
    )  # fmt: skip
    stalk = limb((x, 0.28, 0.010), (0.41, 0.55, 0.011), (0.39, 0.80, 0.012), (0.40, 1.0, 0.013))
    return Outline((*stalk, oval(x, y, 0.042, 0.040), *leaves, *clock), tuple(clock))


def _seed(foot: tuple[float, float], top: tuple[float, float], long: float, hairs: int) -> list[Part]:
    """A seed's stalk and the hairs that fan out of its top."""
    a = math.atan2(top[1] - foot[1], top[0] - foot[0])
    turns = [a + 0.42 * (k - (hairs - 1) / 2) for k in range(hairs)]
    fan = [line(top, (top[0] + long * math.cos(b), top[1] + long * math.sin(b)), 0.003) for b in turns]
    return [line(foot, top, 0.0035), *fan]


def spider_web() -> Outline:
    """A web with drops on its threads, between two stems and a twig."""
    r, x, y, rays = Random(4), 0.5, 0.46, 12
    turns = [2 * math.pi * k / rays + 0.10 + 0.06 * (k * 7 % 3 - 1) for k in range(rays)]
    threads: list[Part] = []
    drops: list[Part] = []
    for k, a in enumerate(turns):
        long = min((0.47 if u > 0 else 0.45) / max(abs(u), 1e-6) for u in (math.cos(a), math.sin(a)))
        threads.append(line((x, y), (x + long * math.cos(a), y + long * math.sin(a)), 0.0042))
        b = turns[(k + 1) % rays] + (2 * math.pi if k == rays - 1 else 0)
        for away in (0.055 * n for n in range(1, 8)):
            points = [(x + s * away * math.cos(t), y + s * away * math.sin(t)) for t, s in ((a, 1.0), ((a + b) / 2, 0.9), (b, 1.0))]  # fmt: skip
            threads += [line(points[0], points[1], 0.0036), line(points[1], points[2], 0.0036)]
            drops += [oval(u, v, 0.0085, 0.0085) for u, v in points[:2] if away > 0.06 and r.random() < 0.75]
    stems = (
        *limb((-0.02, 1.0, 0.022), (0.01, 0.70, 0.020), (-0.02, 0.40, 0.018), (0.03, 0.0, 0.014)),
        *limb((1.02, 1.0, 0.022), (0.99, 0.66, 0.020), (1.02, 0.36, 0.018), (0.96, 0.0, 0.014)),
        *limb((0.0, 0.08, 0.014), (0.30, 0.0, 0.013), (0.62, 0.015, 0.012), (0.99, 0.05, 0.012)),
    )
    leaves = [
        oval(u, v, 0.07, 0.030, turn)
        for u, v, turn in ((-0.07, 0.55, 0.6), (1.08, 0.44, -0.7), (0.30, -0.03, -0.6), (-0.05, 0.20, 0.9), (1.07, 0.74, -0.5), (0.66, -0.02, 0.5))
    ]  # fmt: skip
    return Outline((*stems, *leaves, *threads), (*threads, *drops), round=0.008)

"""Scenery that is grown from a seed: trees, stones, grass and city blocks."""

from __future__ import annotations

import math
from random import Random

from backends.previz.drawing import Outline, Part, box, curve, flat, limb, line


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

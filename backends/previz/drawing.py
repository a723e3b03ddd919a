"""How outlines are drawn: closed shapes, limbs and strokes in a unit square, y down, everything facing right."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

Point = tuple[float, float]
Joint = tuple[float, float, float]
"""x, y and half the limb's thickness there."""


class Part(NamedTuple):
    """One filled shape; a smooth one is a closed spline through its points."""

    points: tuple[Point, ...]
    smooth: bool = False


@dataclass(frozen=True)
class Outline:
    """What a sprite is cut from: its dark parts, the parts that shine, and how round its lit edge is (of its size)."""

    parts: tuple[Part, ...]
    lights: tuple[Part, ...] = ()
    round: float = 0.024


def flat(*points: Point) -> Part:
    """A shape with corners."""
    return Part(points)


def curve(*points: Point) -> Part:
    """A shape without corners."""
    return Part(points, smooth=True)


def box(left: float, top: float, right: float, bottom: float) -> Part:
    """A rectangle."""
    return Part(((left, top), (right, top), (right, bottom), (left, bottom)))


def oval(x: float, y: float, rx: float, ry: float, turn: float = 0.0) -> Part:
    """An ellipse, turned by `turn` radians."""
    c, s = math.cos(turn), math.sin(turn)
    ring = [(rx * math.cos(a / 16 * math.pi), ry * math.sin(a / 16 * math.pi)) for a in range(32)]
    return Part(tuple((x + c * u - s * v, y + s * u + c * v) for u, v in ring))


def limb(*joints: Joint) -> tuple[Part, ...]:
    """A chain of round joints with tapered flesh between them."""
    parts = [oval(x, y, r, r) for x, y, r in joints]
    for (x0, y0, r0), (x1, y1, r1) in pairwise(joints):
        length = math.hypot(x1 - x0, y1 - y0) or 1e-6
        nx, ny = -(y1 - y0) / length, (x1 - x0) / length
        parts.append(
            flat(
                (x0 + nx * r0, y0 + ny * r0),
                (x1 + nx * r1, y1 + ny * r1),
                (x1 - nx * r1, y1 - ny * r1),
                (x0 - nx * r0, y0 - ny * r0),
            )
        )
    return tuple(parts)


def line(a: Point, b: Point, width: float) -> Part:
    """A straight stroke."""
    length = math.hypot(b[0] - a[0], b[1] - a[1]) or 1e-6
    nx, ny = -(b[1] - a[1]) / length * width, (b[0] - a[0]) / length * width
    return flat((a[0] + nx, a[1] + ny), (b[0] + nx, b[1] + ny), (b[0] - nx, b[1] - ny), (a[0] - nx, a[1] - ny))


def bent(x: float, y: float, *steps: tuple[float, float, float], start: float) -> tuple[Part, ...]:
    """A limb by (angle from straight down, length, thickness at its end) a segment; positive angles lean right."""
    joints = [(x, y, start)]
    for angle, length, thick in steps:
        x, y = x + math.sin(angle) * length, y + math.cos(angle) * length
        joints.append((x, y, thick))
    return limb(*joints)


def placed(parts: Iterable[Part], x: float = 0.0, y: float = 0.0, scale: float = 1.0) -> tuple[Part, ...]:
    """Parts shrunk toward the origin and moved."""
    return tuple(Part(tuple((x + u * scale, y + v * scale) for u, v in part.points), part.smooth) for part in parts)


def mirrored(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Parts facing left."""
    return tuple(Part(tuple((1 - u, v) for u, v in part.points), part.smooth) for part in parts)


def spline(points: Sequence[Point], steps: int = 8) -> list[Point]:
    """A closed Catmull-Rom curve through the points."""
    count = len(points)
    out: list[Point] = []
    for i in range(count):
        p0, p1, p2, p3 = points[i - 1], points[i], points[(i + 1) % count], points[(i + 2) % count]
        for k in range(steps):
            t = k / steps
            weights = (
                -0.5 * t + t * t - 0.5 * t**3,
                1 - 2.5 * t * t + 1.5 * t**3,
                0.5 * t + 2 * t * t - 1.5 * t**3,
                -0.5 * t * t + 0.5 * t**3,
            )
            x = sum(w * p[0] for w, p in zip(weights, (p0, p1, p2, p3), strict=True))
            y = sum(w * p[1] for w, p in zip(weights, (p0, p1, p2, p3), strict=True))
            out.append((x, y))
    return out

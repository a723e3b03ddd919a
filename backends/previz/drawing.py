"""How outlines are drawn: closed shapes, limbs and strokes in a unit square, y down, everything facing right.

Outlines at rest are written as text, a shape a line (`parts`):

    curve 0.1,0.2 0.4,0.1 ...        a closed shape without corners
    flat 0.1,0.2 0.4,0.1 ...         one with corners
    box left,top right,bottom
    oval x,y rx,ry [turn]            `turn` in radians
    ring x,y outer,inner
    line width x,y x,y ...           a stroke of this half width
    limb x,y,r x,y,r ...             round joints with flesh between them

A `-` before a shape cuts it out of what was drawn before it; `mirror` draws it and its mirror image about the axis;
`half` closes the points of a left half with their mirror image.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Point = tuple[float, float]
Joint = tuple[float, float, float]
"""x, y and half the limb's thickness there."""


class Part(NamedTuple):
    """One filled shape; a smooth one is a closed spline through its points; a hole is cut out of those before it."""

    points: tuple[Point, ...]
    smooth: bool = False
    hole: bool = False


@dataclass(frozen=True)
class Outline:
    """What a sprite is cut from: its dark parts, the parts that shine, and how round its lit edge is (of its size).

    Each of `front` is a group of parts before the others, far to near, with a lit edge of its own. `skin` is what of faces
    and hands the light falls on.
    """

    parts: tuple[Part, ...]
    lights: tuple[Part, ...] = ()
    round: float = 0.024
    front: tuple[tuple[Part, ...], ...] = ()
    skin: tuple[Part, ...] = ()

    @property
    def everything(self) -> tuple[Part, ...]:
        """All dark parts, those in front too."""
        return (*self.parts, *(part for group in self.front for part in group))


def flat(*points: Point) -> Part:
    """A shape with corners."""
    return Part(points)


def curve(*points: Point) -> Part:
    """A shape without corners."""
    return Part(points, smooth=True)


def box(left: float, top: float, right: float, bottom: float) -> Part:
    """A rectangle."""
    return Part(((left, top), (right, top), (right, bottom), (left, bottom)))


ROUND = tuple((math.cos(a / 16 * math.pi), math.sin(a / 16 * math.pi)) for a in range(32))


def oval(x: float, y: float, rx: float, ry: float, turn: float = 0.0) -> Part:
    """An ellipse, turned by `turn` radians."""
    if not turn:
        return Part(tuple((x + rx * u, y + ry * v) for u, v in ROUND))
    c, s = math.cos(turn), math.sin(turn)
    return Part(tuple((x + c * rx * u - s * ry * v, y + s * rx * u + c * ry * v) for u, v in ROUND))


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


def stroke(width: float, *points: Point) -> tuple[Part, ...]:
    """A stroke through points, `width` on either side of it."""
    return limb(*((x, y, width) for x, y in points))


def ring(x: float, y: float, outer: float, inner: float) -> Part:
    """A round rim."""
    out, hole = oval(x, y, outer, outer).points, oval(x, y, inner, inner).points
    return Part((*out, out[0], hole[0], *hole[::-1]))


def bent(x: float, y: float, *steps: tuple[float, float, float], start: float) -> tuple[Part, ...]:
    """A limb by (angle from straight down, length, thickness at its end) a segment; positive angles lean right."""
    joints = [(x, y, start)]
    for angle, length, thick in steps:
        x, y = x + math.sin(angle) * length, y + math.cos(angle) * length
        joints.append((x, y, thick))
    return limb(*joints)


def moved(
    parts: Iterable[Part], x: float = 0.0, y: float = 0.0, scale: float = 1.0, turn: float = 0.0
) -> tuple[Part, ...]:
    """Parts turned by `turn` radians (clockwise on the picture) and shrunk about the origin, then moved."""
    c, s = math.cos(turn) * scale, math.sin(turn) * scale
    return tuple(
        part._replace(points=tuple((x + c * u - s * v, y + s * u + c * v) for u, v in part.points)) for part in parts
    )


def mirrored(parts: Iterable[Part], axis: float = 0.5) -> tuple[Part, ...]:
    """Parts facing left."""
    return tuple(part._replace(points=tuple((2 * axis - u, v) for u, v in part.points)) for part in parts)


def bent_by(parts: Iterable[Part], way: Callable[[float, float], Point]) -> tuple[Part, ...]:
    """Parts with every point led through `way`."""
    return tuple(part._replace(points=tuple(way(x, y) for x, y in part.points)) for part in parts)


def wholly(outline: Outline, change: Callable[[tuple[Part, ...]], tuple[Part, ...]]) -> Outline:
    """An outline with `change` done to all its parts."""
    return replace(
        outline,
        parts=change(outline.parts),
        lights=change(outline.lights),
        front=tuple(change(group) for group in outline.front),
        skin=change(outline.skin),
    )


def parts(text: str, axis: float = 0.5) -> tuple[Part, ...]:
    """The parts that a text in this module's notation says; `axis` is the x of its mirror. Raises ValueError with the line that it cannot read."""
    return tuple(part for row in text.splitlines() if row.strip() for part in _row(row.strip(), axis))


def _row(row: str, axis: float) -> tuple[Part, ...]:
    if row.startswith("-"):
        return tuple(part._replace(hole=True) for part in _row(row[1:].strip(), axis))
    kind, *words = row.split()
    if kind == "mirror":
        drawn = _row(" ".join(words), axis)
        return drawn + mirrored(drawn, axis)
    if kind == "half":
        drawn = _row(" ".join(words), axis)
        return tuple(
            part._replace(points=part.points + tuple((2 * axis - x, y) for x, y in part.points[::-1])) for part in drawn
        )
    numbers = [tuple(float(number) for number in word.split(",")) for word in words]
    points = [(group[0], group[1]) for group in numbers if len(group) > 1]
    match kind:
        case "curve" | "flat":
            return (Part(tuple(points), kind == "curve"),)
        case "box":
            return (box(*points[0], *points[1]),)
        case "oval":
            return (oval(*points[0], *points[1], *(numbers[2] if len(numbers) > 2 else ())),)
        case "ring":
            return (ring(*points[0], *points[1]),)
        case "line":
            return stroke(numbers[0][0], *points)
        case "limb":
            return limb(*((group[0], group[1], group[2]) for group in numbers))
    raise ValueError(f"no shape is called {kind!r} in {row!r}")


STEPS = 8
"""Points of a curve to each of its corners."""


def _weights() -> NDArray[np.float64]:
    """How much each of four neighbouring corners counts, at each step between the middle two (Catmull-Rom)."""
    t = np.arange(STEPS) / STEPS
    return np.array(
        (
            -0.5 * t + t * t - 0.5 * t**3,
            1 - 2.5 * t * t + 1.5 * t**3,
            0.5 * t + 2 * t * t - 1.5 * t**3,
            -0.5 * t * t + 0.5 * t**3,
        )
    ).T


WEIGHTS = _weights()


def spline(points: Sequence[Point]) -> NDArray[np.float64]:
    """A closed Catmull-Rom curve through the points."""
    corners = np.array((points[-1], *points, points[0], points[1]))
    near = np.stack((corners[:-3], corners[1:-2], corners[2:-1], corners[3:]), axis=1)
    return np.asarray((WEIGHTS @ near).reshape(-1, 2))


def contour(part: Part) -> NDArray[np.float64]:
    """The corners of a part's edge."""
    return spline(part.points) if part.smooth else np.asarray(part.points, float)

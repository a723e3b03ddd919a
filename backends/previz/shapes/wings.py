"""What flies with beating wings: a drawn body and two wings of two bones; the outer one lags and folds on the way up."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from backends.previz.drawing import Outline, Part, Point, curve, flat, moved, parts

TABLE = Path(__file__).with_name("wings.toml")


@dataclass(frozen=True)
class Flyer:
    """A body as text, the wings' root from front to back, their span and chord in the body's units, and their kind."""

    body: str
    root: tuple[float, float, float]
    span: float
    chord: float
    wing: str = "feather"
    beat: float = 0.95
    raised: float = 0.30
    fingers: int = 5
    before: str = ""
    lights: str = ""
    heave: float = 0.03
    feet: bool = False


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def names() -> tuple[str, ...]:
    """Every flyer."""
    return tuple(_table())


@cache
def flyer(name: str) -> Flyer:
    """A row of the table; `as` takes over from another row."""
    row = dict(_table()[name])
    if "as" in row:
        row = {**vars(flyer(row.pop("as"))), **row}
    row["root"] = tuple(row["root"])
    return Flyer(**row)


def _wing(row: Flyer, near: bool, inner: float, outer: float, fold: float) -> Part:
    """One wing from above its root; `inner` and `outer` are the bones' angles over the horizon."""
    front, back, y = row.root
    lean, drop = (-0.42, 0.34) if near else (0.30, -0.30)
    size = 1.0 if near else 0.86
    first, second = row.span * 0.45 * size, row.span * 0.60 * size * (1 - 0.35 * fold)

    def out(start: Point, angle: float, length: float, lean: float) -> Point:
        return start[0] + math.cos(angle) * length * lean, start[1] + (
            math.cos(angle) * drop - math.sin(angle)
        ) * length

    shoulder = (front, y)
    wrist = out(shoulder, inner, first, lean + 0.22)
    tip = out(wrist, outer, second, lean - (0.30 if near else 0.25) - 0.5 * fold)
    chord = row.chord * size
    rear = (back, y + 0.01)
    wrist_rear = (wrist[0] - chord * 0.95, wrist[1] + chord * 0.16)
    if row.wing == "skin":
        ribs = [((1 - t) * tip[0] + t * rear[0] - chord * 0.35 * math.sin(math.pi * t), (1 - t) * tip[1] + t * rear[1] + chord * 0.25 * math.sin(math.pi * t)) for t in (0.0, 0.33, 0.64, 1.0)]  # fmt: skip
        rim: list[Point] = []
        for (x0, y0), (x1, y1) in pairwise(ribs):
            for t in (0.0, 0.25, 0.5, 0.75):
                toward = 0.62 * math.sin(math.pi * t) * 0.35
                x, v = x0 + (x1 - x0) * t, y0 + (y1 - y0) * t
                rim.append((x + (wrist[0] - x) * toward, v + (wrist[1] - v) * toward))
        claw = (wrist[0] + chord * 0.10, wrist[1] - chord * 0.10)
        return flat(shoulder, (wrist[0] + 0.012, wrist[1] + 0.012), claw, wrist, *rim, rear)
    if row.wing == "point":
        return curve(shoulder, ((shoulder[0] + wrist[0]) / 2 + chord * 0.12, (shoulder[1] + wrist[1]) / 2), wrist, ((wrist[0] + tip[0]) / 2 + chord * 0.06, (wrist[1] + tip[1]) / 2), tip, ((wrist_rear[0] + tip[0]) / 2 + chord * 0.20, (wrist_rear[1] + tip[1]) / 2), (wrist_rear[0] + chord * 0.2, wrist_rear[1]), rear)  # fmt: skip
    rim = []
    for finger in range(row.fingers):
        t = finger / row.fingers
        end = (tip[0] + (wrist_rear[0] - tip[0]) * t, tip[1] + (wrist_rear[1] - tip[1]) * t)
        spread = chord * 0.30 * (1 - t)
        rim.append((end[0] - spread * 0.5 * finger / row.fingers, end[1] + spread * 0.2))
        notch = (end[0] + (wrist[0] - end[0]) * 0.24 + (wrist_rear[0] - tip[0]) * 0.10, end[1] + (wrist[1] - end[1]) * 0.24 + (wrist_rear[1] - tip[1]) * 0.10)  # fmt: skip
        rim.append(notch)
    return flat(shoulder, ((shoulder[0] + wrist[0]) / 2 + chord * 0.10, (shoulder[1] + wrist[1]) / 2), wrist, ((wrist[0] + tip[0]) / 2 + chord * 0.05, (wrist[1] + tip[1]) / 2), *rim, wrist_rear, ((wrist_rear[0] + rear[0]) / 2, (wrist_rear[1] + rear[1]) / 2 + chord * 0.05), rear)  # fmt: skip


def flying(name: str, phase: float | None = None) -> Outline:
    """A flyer with its wings spread, or at a phase 0..1 of a wing beat that starts with the wings up."""
    row = flyer(name)
    if phase is None:
        inner, outer, fold, heave = 1.15, 0.85, 0.0, 0.0
    else:
        swing = 2 * math.pi * phase
        inner = row.raised + row.beat * math.cos(swing)
        outer = row.raised + row.beat * 1.05 * math.cos(swing - 0.75) - 0.15
        fold = max(0.0, -math.sin(swing)) * 0.8
        heave = row.heave * math.sin(swing - 0.5)
    lift = partial(moved, y=-heave)
    far, near = (lift((_wing(row, side, inner, outer, fold),)) for side in (False, True))
    front = lift(parts(row.body)), (*near, *lift(parts(row.before)))
    return Outline(far, lift(parts(row.lights)), front=front)

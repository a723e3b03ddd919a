"""Things drawn in tables: most stand still; some have groups that turn, rock, beat or wave in a cycle.

A row has `shape` and maybe `lights`, `front` (groups before the shape, each with its own lit edge), `round`, `wheels`
(x, y, radius, spokes) and `moves`. A move has a `kind`, a point `at`, an `amount` and its own `shape`, `lights` or both:

    turn    a full turn times `amount` a cycle, about the point
    rock    to and fro by `amount` radians about the point
    beat    squeezed across toward the point by up to `amount` of its width: a tail or a rotor seen from the side
    flap    squeezed and thrown over down the point's height, from 1 to 1 - `amount`: wings seen from the front
    wave    up and down, growing with the distance across from the point: flags, snakes, tails
    sweep   across, growing with the distance down or up from the point: weed, tentacles, flames
    pulse   grown and shrunk by `amount` about the point
    hop     lifted by `amount` once a cycle

A row that is `like` another has what that one has, its own keys instead, and what it `adds` to the shape. A move without a shape of its own moves the whole row.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from backends.previz.drawing import Outline, Part, Point, bent_by, parts, ring, stroke, wholly

TABLES = (
    "vehicles",
    "ships",
    "aircraft",
    "buildings",
    "landmarks",
    "plants",
    "products",
    "props",
    "scenery",
    "creatures",
)
FOLDER = Path(__file__).parent
Way = Callable[[float, float], Point]


@cache
def _table() -> dict[str, dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = {}
    for table in TABLES:
        rows |= tomllib.loads((FOLDER / f"{table}.toml").read_text(encoding="utf-8"))
    for name, row in rows.items():
        if "like" in row:
            base = rows[row["like"]]
            rows[name] = base | row | {"shape": f"{base['shape']}\n{row['adds']}"}
    return rows


def names() -> tuple[str, ...]:
    """Every row."""
    return tuple(_table())


def moves(name: str) -> bool:
    """Whether a row has a cycle."""
    row = _table()[name]
    return bool(row.get("moves") or row.get("wheels"))


def roll(name: str) -> float:
    """How far the first wheel of a row rolls in one cycle; 0 for what has no wheels."""
    wheels = _table()[name].get("wheels")
    return 2 * math.pi * wheels[0][2] / max(wheels[0][3], 2) if wheels else 0.0


def _way(move: Mapping[str, Any], phase: float) -> Way:
    """Where a point of a moving group is at a phase."""
    (ax, ay), amount, swing = move["at"], float(move["amount"]), 2 * math.pi * phase
    match move["kind"]:
        case "turn" | "rock":
            angle = swing * amount if move["kind"] == "turn" else amount * math.sin(swing)
            c, s = math.cos(angle), math.sin(angle)
            return lambda x, y: (ax + c * (x - ax) - s * (y - ay), ay + s * (x - ax) + c * (y - ay))
        case "beat":
            wide = 1 - amount * (1 - math.cos(swing)) / 2
            return lambda x, y: (ax + (x - ax) * wide, y)
        case "flap":
            high = 1 - amount * (1 - math.cos(swing)) / 2
            return lambda x, y: (x, ay + (y - ay) * high)
        case "wave":
            return lambda x, y: (x, y + amount * abs(x - ax) * math.sin(swing - 7 * abs(x - ax)))
        case "sweep":
            return lambda x, y: (x + amount * abs(y - ay) * math.sin(swing - 5 * abs(y - ay)), y)
        case "pulse":
            size = 1 + amount * math.sin(swing)
            return lambda x, y: (ax + (x - ax) * size, ay + (y - ay) * size)
        case "hop":
            lift = amount * max(0.0, math.sin(swing))
            return lambda x, y: (x, y - lift)
    raise ValueError(f"nothing moves by {move['kind']!r}; one of turn, rock, beat, flap, wave, sweep, pulse, hop")


def _wheel(x: float, y: float, radius: float, spokes: float) -> tuple[Part, ...]:
    """A tyre with its hub and spokes; with no spokes a plain disc with a bright hub cut out."""
    if spokes < 1:
        return parts(f"oval {x},{y} {radius},{radius}\n-oval {x + radius * 0.3},{y} {radius * 0.16},{radius * 0.16}\n-oval {x - radius * 0.3},{y} {radius * 0.16},{radius * 0.16}")  # fmt: skip
    rays: list[Part] = []
    for spoke in range(int(spokes)):
        angle = 2 * math.pi * spoke / spokes
        rays += stroke(
            radius * (0.06 if spokes < 8 else 0.025),
            (x, y),
            (x + radius * 0.9 * math.cos(angle), y + radius * 0.9 * math.sin(angle)),
        )
    return (
        ring(x, y, radius, radius * (0.80 if spokes < 8 else 0.89)),
        *parts(f"oval {x},{y} {radius * 0.14},{radius * 0.14}"),
        *rays,
    )


def _motions(row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The row's moves; its wheels as turns by one spoke, after which a wheel looks as before."""
    wheels = [
        {"kind": "turn", "at": (x, y), "amount": 1 / max(spokes, 2), "parts": _wheel(x, y, radius, spokes)}
        for x, y, radius, spokes in row.get("wheels", ())
    ]
    return [*row.get("moves", ()), *wheels]


def thing(name: str, phase: float | None = None) -> Outline:
    """A row's outline at rest, or at a phase 0..1 of its cycle."""
    row = _table()[name]
    at = phase or 0.0
    behind: tuple[Part, ...] = ()
    fronts = [parts(text) for text in row.get("front", ())]
    lights = parts(row.get("lights", ""))
    whole: list[Way] = []
    for move in _motions(row):
        way = _way(move, at)
        own = move.get("parts") or parts(move.get("shape", ""))
        if not own and "lights" not in move:
            whole.append(way)
            continue
        lights += bent_by(parts(move.get("lights", "")), way)
        if move.get("behind"):
            behind += bent_by(own, way)
        elif own:
            fronts.append(bent_by(own, way))
    drawn = Outline((*behind, *parts(row["shape"])), lights, row.get("round", 0.024), tuple(fronts))
    for way in whole:
        drawn = wholly(drawn, lambda group, way=way: bent_by(group, way))  # type: ignore[misc]
    return drawn

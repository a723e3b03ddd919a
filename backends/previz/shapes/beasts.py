"""Four-legged animals: a drawn body on four jointed legs, whose feet are led along the ground by a gait (beasts.toml).

Footfalls, as shares of a cycle in the order near hind, near fore, far hind, far fore, and the share of the cycle that a
foot stays down: the walk in four beats, the trot on diagonal pairs, the amble on lateral pairs, the gallop with a
moment in the air, the hop on both hind legs at once. `wolf@sleep` is the wolf in a posture: POSTURES has them.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from backends.previz.drawing import Joint, Outline, Part, Point, bent_by, limb, moved, oval, parts, wholly

TABLE = Path(__file__).with_name("beasts.toml")
GROUND = 1.0


class Gait(NamedTuple):
    """Footfalls, the share of a cycle on the ground, how high a foot is lifted (of the leg), bob, pitch and leap."""

    falls: tuple[float, float, float, float]
    down: float
    lift: float
    bob: float = 0.0
    pitch: float = 0.0
    leap: float = 0.0


GAITS = {
    "walk": Gait((0.0, 0.25, 0.5, 0.75), 0.62, 0.16, bob=0.006),
    "amble": Gait((0.0, 0.10, 0.5, 0.60), 0.62, 0.16, bob=0.006),
    "trot": Gait((0.0, 0.5, 0.5, 0.0), 0.46, 0.26, bob=0.016),
    "gallop": Gait((0.0, 0.42, 0.12, 0.54), 0.27, 0.34, pitch=0.075, leap=0.045),
    "hop": Gait((0.0, 0.46, 0.04, 0.50), 0.30, 0.30, pitch=0.16, leap=0.14),
}

POSTURES = ("drink", "eat", "sleep", "lie", "fight", "rear", "leap")
"""What an animal does in its place: its head to the ground, on its belly, on its hind legs, in the air."""
HORNED = (
    "deer",
    "ram",
    "goat",
    "bull",
    "buffalo",
    "bison",
    "rhino",
    "moose",
    "ibex",
    "wildebeest",
    "gazelle",
    "elephant",
    "mammoth",
    "hippo",
    "yak",
    "cow",
)
STIFF = ("giraffe", "camel", "llama")
"""Who fights head down, and who is not drawn with it on the ground."""
DEEPEST = 1.75
"""How far a head is bent down at most, in radians."""


@dataclass(frozen=True)
class Beast:
    """A body as text; where its legs hang; `leg` is half their thickness at top, middle and foot; `reach` half a stride."""

    body: str
    fore: Point
    hind: Point
    leg: Joint
    gait: str = "walk"
    reach: float = 0.15
    hoof: float = 0.03
    straight: float = 0.0
    tail: tuple[Joint, ...] = ()
    wag: float = 0.03
    before: str = ""
    lights: str = ""
    apart: float = 0.03


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


@cache
def beast(name: str) -> Beast:
    """A row of the table; `as` takes over from another row, `add` draws more on its body."""
    row = dict(_table()[name])
    if "as" in row:
        row = {**vars(beast(row.pop("as"))), **row}
    row["body"] = row["body"] + "\n" + row.pop("add", "")
    for key in ("fore", "hind", "leg"):
        row[key] = tuple(row[key])
    row["tail"] = tuple(tuple(joint) for joint in row.get("tail", ()))
    return Beast(**row)


def names() -> tuple[str, ...]:
    """All animals of the table."""
    return tuple(_table())


def known(name: str) -> bool:
    """Whether an animal is of the table, in whatever posture."""
    one, _, posture = name.partition("@")
    return (
        one in _table() and posture in ("", *POSTURES) and not (one in STIFF and posture in ("drink", "eat", "sleep"))
    )


def stride(name: str) -> float:
    """How far the body goes in one cycle, in units of its outline, for feet that do not slide."""
    return 2 * beast(name).reach / GAITS[beast(name).gait].down


def _step(phase: float, gait: Gait) -> tuple[float, float]:
    """Where a foot is along its stride, -1 to 1, and how high it is lifted, 0 to 1."""
    if phase < gait.down:
        return 1 - 2 * phase / gait.down, 0.0
    swing = (phase - gait.down) / (1 - gait.down)
    return -math.cos(math.pi * swing), math.sin(math.pi * swing**0.85)


def _between(a: Point, b: Point, first: float, second: float, way: float) -> Point:
    """The joint of two bones from a to b, bent to the right (1) or to the left (-1); straight where b is too far."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    far = math.hypot(dx, dy) or 1e-6
    reach = min(far, first + second - 1e-4)
    along = (first**2 - second**2 + reach**2) / (2 * reach)
    off = math.sqrt(max(first**2 - along**2, 0.0)) * way
    ux, uy = dx / far, dy / far
    return a[0] + ux * along + uy * off, a[1] + uy * along - ux * off


def _leg(animal: Beast, at: Point, fore: bool, step: tuple[float, float] | None, gait: Gait) -> tuple[Part, ...]:
    """One leg from its joint on the body to the ground."""
    top, middle, low = animal.leg
    high = GROUND - (animal.fore if fore else animal.hind)[1]
    along, lifted = step or (0.12 if fore else -0.25, 0.0)
    base = (animal.fore if fore else animal.hind)[0]
    foot = (base + along * animal.reach, GROUND - animal.hoof - lifted * gait.lift * high)
    bend = 1 - animal.straight
    if fore:
        upper, lower = high * 0.50, high * (0.53 - animal.hoof / max(high, 0.01))
        joint = _between(at, foot, upper, lower, bend)
        chain: tuple[Joint, ...] = ((*at, top), (*joint, middle), (*foot, low))
        tilt = -1.1 * lifted * bend
    else:
        lean = 0.20 * bend + 0.45 * lifted * bend - 0.22 * along
        length = high * 0.34
        hock = (foot[0] - math.sin(lean) * length, foot[1] - math.cos(lean) * length)
        upper = lower = max(high * 0.40, math.dist(at, hock) / 2 * 1.002)
        knee = _between(at, hock, upper, lower, bend)
        chain = ((*at, top * 1.3), (*knee, top * 0.95), (*hock, middle * 0.9), (*foot, low))
        tilt = -0.9 * lifted * bend
    toe = animal.hoof
    tip = (
        foot[0] + math.cos(tilt) * toe * 0.8 - math.sin(tilt) * -toe * 0.2,
        foot[1] + toe * 0.45 - math.sin(tilt) * toe,
    )
    heel = (foot[0] - toe * 0.2, foot[1] + toe * 0.45)
    hoof = limb((*foot, low), (*heel, toe * 0.55), (*tip, toe * 0.5))
    return limb(*chain) + hoof


def carriage(name: str, phase: float) -> tuple[float, float]:
    """How high the trunk is lifted and how far its fore end is raised, at a phase."""
    gait, swing = GAITS[beast(name).gait], 2 * math.pi * phase
    leap = gait.leap * max(0.0, math.cos(swing - 2 * math.pi * 0.9))
    return leap + gait.bob * math.cos(2 * swing), gait.pitch * math.cos(swing - 1.0)


def animal(name: str, phase: float | None = None) -> Outline:
    """An animal standing, or at a phase 0..1 of its gait; in a posture, at a phase of what it does there."""
    one, _, posture = name.partition("@")
    if posture:
        return _postured(one, posture, phase)
    row = beast(name)
    gait = GAITS[row.gait]
    swing = 0.0 if phase is None else 2 * math.pi * phase
    rise, pitch = (0.0, 0.0) if phase is None else carriage(name, phase)
    middle = ((row.fore[0] + row.hind[0]) / 2, (row.fore[1] + row.hind[1]) / 2)

    def carried(x: float, y: float) -> Point:
        u, v = x - middle[0], y - middle[1]
        return middle[0] + u + v * pitch, middle[1] + v - u * pitch - rise

    legs: list[tuple[Part, ...]] = []
    for fall, (x, y), fore, near in zip(
        gait.falls, (row.hind, row.fore) * 2, (False, True) * 2, (True, True, False, False), strict=True
    ):
        at = carried(x, y)
        aside = row.apart * (0.5 if near else -0.5)
        step = None if phase is None else _step((phase - fall) % 1, gait)
        if step is None and not near:
            step = (-0.10 if fore else 0.30, 0.0)
        leg = _leg(row, (at[0], at[1]), fore, step, gait)
        legs.append(bent_by(leg, lambda u, v, aside=aside: (u + aside, v)))  # type: ignore[misc]
    tail: tuple[Part, ...] = ()
    if row.tail:
        count = len(row.tail)
        tail = limb(
            *(
                (x, y + row.wag * (index / (count - 1)) * math.sin(swing - index * 0.7) * (phase is not None), r)
                for index, (x, y, r) in enumerate(row.tail)
            )
        )
    trunk = bent_by((*tail, *parts(row.body)), carried)
    before = (bent_by(parts(row.before), carried),) if row.before else ()
    lights = bent_by(parts(row.lights), carried) if row.lights else ()
    return Outline((*legs[2], *legs[3]), lights, front=(legs[0] + legs[1], trunk, *before))


def _postured(name: str, posture: str, phase: float | None) -> Outline:
    """An animal with its head to the ground, on its belly, on its hind legs or in the air."""
    row, sway = beast(name), math.sin(2 * math.pi * (phase or 0.0))
    if posture in ("sleep", "lie"):
        return _lying(row, posture == "sleep", sway)
    if posture in ("rear", "leap") or (posture == "fight" and name not in HORNED):
        pitch = -0.30 if posture == "leap" else -0.72 + 0.06 * sway
        standing = animal(name, 0.22 if posture == "leap" else None)
        return wholly(standing, partial(_turned, about=(row.hind[0], GROUND), turn=pitch))
    standing = animal(name)
    legs, trunk, *before = standing.front
    deep = 0.42 + 0.05 * sway if posture == "fight" else _deep(row, trunk) - 0.05 * (1 + sway)
    bow = partial(bent_by, way=partial(_bowed, about=row.fore, turn=deep, back=_back(row, trunk)))
    return Outline(
        standing.parts, bow(standing.lights), standing.round, (legs, bow(trunk), *(bow(part) for part in before))
    )


def _turned(drawn: tuple[Part, ...], about: Point, turn: float) -> tuple[Part, ...]:
    return moved(moved(drawn, x=-about[0], y=-about[1]), x=about[0], y=about[1], turn=turn)


def _back(row: Beast, trunk: tuple[Part, ...]) -> float:
    """How high the back is: what stands over it, fore, is neck, mane and antlers."""
    middle = (row.fore[0] + row.hind[0]) / 2
    return min((y for part in trunk for x, y in part.points if row.hind[0] < x < middle), default=0.0)


def _bowed(x: float, y: float, about: Point, turn: float, back: float) -> Point:
    """A point of the body where neck and head are bent about the shoulder."""
    share = min(max((x - about[0] + 0.06) / 0.16, (back - 0.08 - y) / 0.10, 0.0), 1.0)
    angle = turn * share * share * (3 - 2 * share)
    u, v = x - about[0], y - about[1] + 0.06
    return (
        about[0] + u * math.cos(angle) - v * math.sin(angle),
        about[1] - 0.06 + u * math.sin(angle) + v * math.cos(angle),
    )


def _deep(row: Beast, trunk: tuple[Part, ...]) -> float:
    """How far a head is bent until it reaches the ground."""
    back = _back(row, trunk)
    for step in range(1, 26):
        turn = DEEPEST * step / 25
        if any(
            _bowed(*point, about=row.fore, turn=turn, back=back)[1] > GROUND - 0.015
            for part in trunk
            for point in part.points
        ):
            return turn
    return DEEPEST


def _lying(row: Beast, asleep: bool, sway: float) -> Outline:
    """An animal on its belly, its legs folded, asleep with its head on the ground."""
    body = parts(row.body)
    across = [y for part in body for x, y in part.points if row.hind[0] < x < row.fore[0]]
    low = GROUND - 0.02 - max(across, default=0.7)
    sunk = moved(body, y=low + 0.004 * sway)
    (fore_x, _), (hind_x, hind_y) = row.fore, row.hind
    thick, foot = row.leg[0], max(row.leg[2], 0.02)
    shoulder = (fore_x, row.fore[1] + low)
    deep = _deep(replace(row, fore=shoulder), sunk) if asleep else 0.0
    bow = partial(bent_by, way=partial(_bowed, about=shoulder, turn=deep, back=_back(row, sunk)))
    ground = GROUND - foot
    near = (
        *limb((fore_x - 0.02, GROUND - thick - 0.04, thick), (fore_x + 0.10, ground, foot * 1.3), (fore_x + 0.30, ground, foot)),
        oval(hind_x + 0.06, min(hind_y + low + 0.12, GROUND - 0.10), 0.13, 0.11),
        *limb((hind_x + 0.02, ground - 0.01, foot * 1.2), (hind_x + 0.26, ground, foot)),
    )  # fmt: skip
    tail = limb(*((x, min(y + low, GROUND - r), r) for x, y, r in row.tail)) if row.tail else ()
    before = (bow(moved(parts(row.before), y=low)),) if row.before else ()
    return Outline((), bow(moved(parts(row.lights), y=low)), front=((*tail, *bow(sunk)), near, *before))

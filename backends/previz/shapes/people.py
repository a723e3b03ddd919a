"""People: one body of joints, posed by angles, dressed by a table (people.toml, poses.toml).

A body is measured in its own height. Angles are radians from straight down and positive to the right, where everybody
looks; knees bend back and elbows forward. What is worn or held is written in tenths of the height about its anchor:
the head's middle, the neck, a hand. What somebody does, `soldier@kneel`, lays a row of the deeds in poses.toml over what
he wears.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any

from backends.previz.drawing import Outline, Part, Point, curve, flat, limb, moved, oval, parts

FOLDER = Path(__file__).parent
TABLES = ("people.toml", "poses.toml")
TENTH = 0.1
FACE = "curve 0.34,-0.30 0.46,-0.10 0.60,0.13 0.47,0.17 0.47,0.42 0.28,0.54 0.06,0.34 0.10,-0.26\n-oval 0.33,-0.06 0.045,0.055"
FRONT_FACE = "curve 0.02,-0.33 0.0,-0.12 -0.07,0.13 -0.01,0.18 -0.04,0.30 0.02,0.47 0.20,0.38 0.32,0.12 0.31,-0.10 0.20,-0.28\n-oval 0.15,-0.045 0.068,0.030\n-flat 0.0,0.275 0.11,0.262 0.10,0.285 0.0,0.295\nflat 0.0,0.56 0.12,0.50 0.19,0.80 0.02,1.06"
"""What of a bare head shows skin, from the side and from the front: there the half that the light falls on."""
HAND = "oval 0.0,0.14 0.17,0.20"
THIGH, SHIN, SOLE = 0.245, 0.225, 0.028
UPPER_ARM, FOREARM = 0.155, 0.145
NECK, SHOULDER = -0.322, -0.283
TRUNK = (
    # height over the hip; half widths: back and front from the side, and from the front
    (-0.345, 0.024, 0.022, 0.026),
    (-0.322, 0.046, 0.034, 0.064),
    (-0.290, 0.060, 0.052, 0.102),
    (-0.215, 0.060, 0.062, 0.092),
    (-0.110, 0.044, 0.050, 0.068),
    (-0.010, 0.058, 0.048, 0.074),
    (0.045, 0.048, 0.042, 0.066),
)
Pair = tuple[float, float]
"""A value of the near and of the far limb."""


@dataclass(frozen=True)
class Pose:
    """Angles of a body; `turn` is 0 seen from the side and 1 from the front, `rise` how far both feet are off the ground."""

    lean: float = 0.0
    tilt: float = 0.0
    hips: Pair = (0.0, 0.0)
    knees: Pair = (0.0, 0.0)
    feet: Pair = (0.0, 0.0)
    arms: Pair = (0.0, 0.0)
    elbows: Pair = (0.2, 0.2)
    turn: float = 0.0
    rise: float = 0.0


@dataclass(frozen=True)
class Wear:
    """Build and clothes: scales of head, girth and legs; hems in heights below the hip; texts for what is worn and held.

    `carry` keeps the arms (near, far) and elbows (near, far) where what is held needs them, whatever the gait.
    """

    head: float = 1.0
    girth: float = 1.0
    legs: float = 1.0
    shoulders: float = 1.0
    arm: float = 1.0
    coat: Pair | None = None
    cape: Pair | None = None
    on_head: str = ""
    behind: str = ""
    on_chest: str = ""
    strapped: str = ""
    beard: str = ""
    held: str = ""
    held_far: str = ""
    wielded: str = ""
    under: str = ""
    lights: str = ""
    head_lights: str = ""
    held_lights: str = ""
    bare_face: bool = True
    at_rest: str = "stand"
    gait: str = "walk"
    carry: tuple[float, float, float, float] | None = None
    pose: Mapping[str, Any] = field(default_factory=dict)


def _bump(phase: float, middle: float, wide: float) -> float:
    """A soft hill of height 1 on the circle of phases."""
    away = (phase - middle + 0.5) % 1 - 0.5
    return math.exp(-((away / wide) ** 2))


def walk(phase: float) -> Pose:
    """A walk: the near heel strikes at phase 0, legs and arms in opposite swing."""
    hips, knees, feet, arms, elbows = [], [], [], [], []
    for side in (0.0, 0.5):
        p = (phase + side) % 1
        swing = math.cos(2 * math.pi * p)
        hips.append(0.44 * swing + 0.05 + 0.12 * _bump(p, 0.80, 0.12))
        knees.append(0.06 + 0.14 * _bump(p, 0.12, 0.09) + 1.02 * _bump(p, 0.73, 0.13))
        feet.append(0.28 * _bump(p, 0.98, 0.07) - 0.75 * _bump(p, 0.62, 0.10) - 0.25 * _bump(p, 0.76, 0.1))
        arms.append(-0.46 * swing)
        elbows.append(0.22 + 0.22 * max(0.0, -swing))
    return Pose(0.03, 0.0, _pair(hips), _pair(knees), _pair(feet), _pair(arms), _pair(elbows))


def run(phase: float) -> Pose:
    """A run: the knee driven high, the heel folded under, both feet off the ground twice a cycle."""
    hips, knees, feet, arms, elbows = [], [], [], [], []
    for side in (0.0, 0.5):
        p = (phase + side) % 1
        swing = math.cos(2 * math.pi * p)
        hips.append(0.20 + 0.72 * math.cos(2 * math.pi * (p + 0.06)))
        knees.append(0.32 + 0.15 * _bump(p, 0.15, 0.1) + 1.55 * _bump(p, 0.66, 0.15) + 0.35 * _bump(p, 0.85, 0.10))
        feet.append(0.1 * _bump(p, 0.02, 0.07) - 0.8 * _bump(p, 0.45, 0.12) - 0.5 * _bump(p, 0.65, 0.15))
        arms.append(-0.80 * swing - 0.12)
        elbows.append(1.35 + 0.3 * max(0.0, -swing))
    rise = 0.05 * max(0.0, math.cos(4 * math.pi * (phase - 0.46)))
    return Pose(0.20, -0.08, _pair(hips), _pair(knees), _pair(feet), _pair(arms), _pair(elbows), 0.0, rise)


def stoop_walk(phase: float) -> Pose:
    """An old walk: bent, with short steps, a hand on the stick."""
    steps = walk(phase)
    hips = steps.hips[0] * 0.55, steps.hips[1] * 0.55
    knees = 0.12 + steps.knees[0] * 0.5, 0.12 + steps.knees[1] * 0.5
    arms = 0.42 + steps.arms[0] * 0.25, -0.1 + steps.arms[1] * 0.4
    return replace(steps, lean=0.34, tilt=-0.1, hips=hips, knees=knees, arms=arms, elbows=(0.55, 0.4))


def bound(phase: float) -> Pose:
    """A walk under little weight: slow, springing, the arms held off."""
    steps = walk(phase)
    arms = 0.35 + steps.arms[0] * 0.5, 0.25 + steps.arms[1] * 0.5
    return replace(steps, lean=0.12, arms=arms, rise=0.035 * max(0.0, math.cos(4 * math.pi * (phase - 0.2))))


def umbrella_walk(phase: float) -> Pose:
    """A walk with the near hand held up."""
    steps = walk(phase)
    return replace(steps, arms=(0.45 + steps.arms[0] * 0.08, steps.arms[1]), elbows=(1.7, steps.elbows[1]))


def staff_walk(phase: float) -> Pose:
    """A slow walk with a staff, which is set forward once in a stride."""
    steps = walk(phase)
    return replace(steps, arms=(0.85 + steps.arms[0] * 0.10, steps.arms[1] * 0.5), elbows=(0.58, 0.3))


GAITS = {
    "walk": walk,
    "run": run,
    "stoop_walk": stoop_walk,
    "bound": bound,
    "umbrella_walk": umbrella_walk,
    "staff_walk": staff_walk,
}


def _pair(values: list[float]) -> Pair:
    return values[0], values[1]


@dataclass(frozen=True)
class Body:
    """A posed body with its anchors (x, y, angle)."""

    far: tuple[Part, ...]
    leg: tuple[Part, ...]
    trunk: tuple[Part, ...]
    arm: tuple[Part, ...]
    head: tuple[float, float, float]
    neck: tuple[float, float, float]
    hand: tuple[float, float, float]
    hand_far: tuple[float, float, float]
    hip: Point
    lowest: float
    knees: tuple[tuple[Point, ...], tuple[Point, ...]]


def _turned(x: float, y: float, angle: float) -> Point:
    """A point turned about the origin so that a positive angle leans what is above it to the right."""
    c, s = math.cos(angle), math.sin(angle)
    return x * c - y * s, y * c + x * s


def _body(pose: Pose, wear: Wear) -> Body:
    """The joints of a pose with the hip at the origin."""
    girth, turn = wear.girth, pose.turn
    legs, chains, lows = [], [], []
    for index, way in ((0, 1.0), (1, -1.0)):
        angle, knee = pose.hips[index], pose.hips[index] - pose.knees[index]
        hip = (0.036 * turn * way, 0.0)
        joint = (hip[0] + math.sin(angle) * THIGH * wear.legs, math.cos(angle) * THIGH * wear.legs)
        ankle = (joint[0] + math.sin(knee) * SHIN * wear.legs, joint[1] + math.cos(knee) * SHIN * wear.legs)
        pitch = pose.feet[index]
        out = -1.0 if turn > 0.6 and way < 0 else 1.0
        long = 1.0 - 0.42 * turn
        foot = curve(
            *(
                (ankle[0] + u * out, ankle[1] + v)
                for u, v in (
                    _turned(x, y, -pitch)
                    for x, y in ((-0.026, 0.0), (-0.03, SOLE), (0.03 * long, SOLE), (0.088 * long, SOLE), (0.08 * long, 0.012), (0.02, -0.018))
                )
            )
        )  # fmt: skip
        lows.append(max(y for _, y in foot.points))
        flesh = limb(
            (*hip, 0.050 * girth), (hip[0] * 0.6 + joint[0] * 0.4, joint[1] * 0.4, 0.046 * girth), (*joint, 0.033 * girth),
            (joint[0] * 0.6 + ankle[0] * 0.4, joint[1] * 0.6 + ankle[1] * 0.4, 0.031 * girth), (*ankle, 0.020 * girth),
        )  # fmt: skip
        legs.append((*flesh, foot))
        chains.append((hip, joint, ankle))
    arms, hands = [], []
    for index, way in ((0, 1.0), (1, -1.0)):
        shoulder = _turned(0.080 * turn * way * wear.shoulders, SHOULDER, pose.lean)
        angle, fore = pose.arms[index], pose.arms[index] + pose.elbows[index]
        upper, lower = UPPER_ARM * wear.arm, FOREARM * wear.arm
        joint = (shoulder[0] + math.sin(angle) * upper, shoulder[1] + math.cos(angle) * upper)
        hand = (joint[0] + math.sin(fore) * lower, joint[1] + math.cos(fore) * lower)
        tip = (hand[0] + math.sin(fore) * 0.028, hand[1] + math.cos(fore) * 0.028)
        arms.append(
            limb(
                (*shoulder, 0.031 * girth),
                (*joint, 0.025 * girth),
                (*hand, 0.018 * girth),
                (*tip, 0.014),
            )
        )
        hands.append((*hand, fore))
    wide = [
        (back + (front - back) * turn, side + (front - side) * turn, y)
        for y, back, side, front in TRUNK
    ]  # fmt: skip
    rim = [(right * (wear.shoulders if y < -0.25 else girth), y) for _, right, y in wide]
    rim += [(-left * (wear.shoulders if y < -0.25 else girth), y) for left, _, y in wide[::-1]]
    trunk = curve(*(_turned(x, y, pose.lean) for x, y in rim))
    neck = _turned(0.0, NECK, pose.lean)
    nod = pose.lean * 0.45 + pose.tilt
    step = _turned(0.012 * (1 - turn), -0.092 * (0.35 + 0.65 * wear.head), nod)
    middle = (neck[0] + step[0], neck[1] + step[1])
    head: tuple[Part, ...] = limb((*neck, 0.033), (neck[0] + step[0] * 0.6, neck[1] + step[1] * 0.6, 0.027))
    face = [oval(0, 0, 0.045, 0.056)]
    if turn < 0.6 and wear.bare_face:
        face += [flat((0.034, -0.022), (0.062, 0.014), (0.038, 0.016)), curve((0.0, 0.03), (0.04, 0.02), (0.048, 0.044), (0.03, 0.06), (0.0, 0.05))]  # fmt: skip
    head += moved(face, *middle, wear.head, nod)
    return Body(
        arms[1] + legs[1], legs[0], (trunk, *head), arms[0], (*middle, nod), (*neck, pose.lean), hands[0], hands[1], (0.0, 0.0),
        max(lows), (chains[0], chains[1]),
    )  # fmt: skip


def _at(chain: tuple[Point, ...], y: float) -> float:
    """Where a leg is at a height."""
    for (x0, y0), (x1, y1) in pairwise(chain):
        if y0 <= y <= y1:
            return x0 + (x1 - x0) * (y - y0) / max(y1 - y0, 1e-6)
    return chain[-1][0]


def _coat(body: Body, wear: Wear, pose: Pose, sway: float) -> tuple[Part, ...]:
    """A coat or skirt from the waist to its hem, as wide as the stride below it."""
    if not wear.coat:
        return ()
    low, wide = wear.coat
    spread = [_at(chain, low * 0.8) for chain in body.knees]
    left, right = min(spread) - wide * 0.62, max(spread) + wide * 0.62
    left, right = min(left, -wide) + sway, max(right, wide) + sway
    waist = 0.056 + 0.020 * pose.turn
    top = _turned(0.0, -0.15, pose.lean)
    return (
        curve(
            (top[0] - waist, top[1]), (top[0], top[1] - 0.012), (top[0] + waist, top[1]), (waist + 0.018, -0.01), (right * 0.75 + 0.01, low * 0.55), (right, low - 0.012),
            ((left + right) / 2, low + 0.006), (left, low), (left * 0.75 - 0.01, low * 0.55), (-waist - 0.02, -0.01),
        ),
    )  # fmt: skip


def _cape(body: Body, wear: Wear, pose: Pose, sway: float) -> tuple[Part, ...]:
    """A cape from the shoulders, blown back by `trail`."""
    if not wear.cape:
        return ()
    low, trail = wear.cape
    x, y, _ = body.neck
    half = 0.05 + 0.062 * pose.turn
    return (
        curve(
            (x + half * 0.9, y + 0.016), (x, y - 0.02), (x - half * 0.8, y + 0.006), (x - half - 0.03 - trail * 0.3, (y + low) * 0.35), (x - half - 0.05 - trail * 0.7, (y + low) * 0.9 + 0.03),
            (-half - 0.05 - trail + sway, low), (-half * 0.3 - trail * 0.5 + sway, low + 0.008), (half * (0.3 + 1.3 * pose.turn) - trail * 0.25 + sway * 0.5, low - 0.01),
            (half * (0.6 + 0.9 * pose.turn), (y + low) / 2), (x + half * (0.7 + 0.5 * pose.turn), y + 0.08),
        ),
    )  # fmt: skip


def _worn(text: str, anchor: tuple[float, float, float], scale: float = 1.0, follow: float = 1.0) -> tuple[Part, ...]:
    return moved(parts(text, 0.0), anchor[0], anchor[1], TENTH * scale, anchor[2] * follow) if text else ()


def dressed(pose: Pose, wear: Wear, phase: float = 0.0, ground: bool = True) -> Outline:
    """A person in a pose, the lower foot on y = 1, or the hip at the origin where there is no ground."""
    body = _body(pose, wear)
    sway = 0.014 * math.sin(4 * math.pi * phase) if phase else 0.0
    head = (*body.head[:2], body.head[2])
    behind = _cape(body, wear, pose, sway * 1.5) + _worn(wear.behind, body.neck)
    upper = (
        _coat(body, wear, pose, sway)
        + body.trunk
        + _worn(wear.on_head, head, wear.head)
        + _worn(wear.on_chest, body.neck)
    )
    strapped = _worn(wear.strapped, body.neck, follow=0.0) + _worn(wear.beard, head, wear.head)
    near = body.arm + _worn(wear.held, body.hand, follow=0.0)
    near += moved(parts(wear.wielded, 0.0), body.hand[0], body.hand[1], TENTH, -body.hand[2]) if wear.wielded else ()
    low = (*body.far, *_worn(wear.held_far, body.hand_far, follow=0.0))
    under = moved(parts(wear.under, 0.0), 0.0, body.lowest, TENTH) if wear.under else ()
    face = "" if not wear.bare_face else FACE if pose.turn < 0.6 else FRONT_FACE
    hairy = tuple(part._replace(hole=True) for part in _worn(wear.beard, head, wear.head))
    bare = _worn(face, head, wear.head) + hairy + (_worn(HAND, body.hand, follow=0.0) if wear.bare_face else ())
    lights = (
        _worn(wear.lights, body.neck)
        + _worn(wear.head_lights, head, wear.head)
        + _worn(wear.held_lights, body.hand, follow=0.0)
    )
    raised = max((y for part in under for _, y in part.points), default=body.lowest) if under else body.lowest
    x, y = (0.5, 1.0 - raised - pose.rise) if ground else (0.0, 0.0)
    shift = partial(moved, x=x, y=y)
    return Outline(
        shift(behind + low + under),
        shift(lights),
        front=tuple(shift(group) for group in (body.leg, upper, strapped, near) if group),
        skin=shift(bare),
    )


@cache
def _table() -> dict[str, Any]:
    tables = [tomllib.loads((FOLDER / name).read_text(encoding="utf-8")) for name in TABLES]
    return {key: value for table in tables for key, value in table.items()}


def _frozen(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}


@cache
def wear(name: str) -> Wear:
    """What a person of the table has on; `as` takes over from another one, a deed's `hem` is the longest coat for it."""
    who, _, deed = name.rpartition("@")
    if who:
        done = {
            key: value
            for key, value in _table()["deeds"][deed].items()
            if key not in ("moves", "has", "shows", "hem", "shines", "lifted")
        }
        base, hem = wear(who), _table()["deeds"][deed].get("hem")
        if hem is not None and base.coat:
            base = replace(base, coat=(min(hem, base.coat[0]), base.coat[1]))
        return replace(base, **_frozen(done))
    row = dict(_table()["people"][name])
    base = wear(row.pop("as")) if "as" in row else Wear()
    return replace(base, **_frozen(row))


@cache
def pose(name: str) -> Pose:
    """A pose of the table."""
    return Pose(**_frozen(_table()["poses"][name]))


def _between(first: Pose, second: Pose, share: float) -> Pose:
    """A pose between two."""
    values: dict[str, Any] = {}
    for key, start in vars(first).items():
        end = getattr(second, key)
        if isinstance(start, tuple):
            values[key] = tuple(a + (b - a) * share for a, b in zip(start, end, strict=True))
        else:
            values[key] = start + (end - start) * share
    return Pose(**values)


def posed(kind: str, phase: float | None) -> Pose:
    """A gait's or a table's pose; a table's pose with a `to` swings to and fro between the two in one cycle."""
    if kind in GAITS:
        return GAITS[kind](phase or 0.0)
    names = _table()["swings"].get(kind, [kind])
    if phase is None or len(names) == 1:
        return pose(names[0])
    at = phase * len(names)
    share = (1 - math.cos(math.pi * (at % 1))) / 2
    return _between(pose(names[int(at) % len(names)]), pose(names[(int(at) + 1) % len(names)]), share)


def person(name: str, phase: float | None = None) -> Outline:
    """A person of the table at rest, or at a phase 0..1 of the cycle."""
    who = wear(name)
    body = posed(who.at_rest, None) if phase is None else posed(who.gait, phase)
    if who.carry:
        near, far, near_elbow, far_elbow = who.carry
        body = replace(body, arms=(near, far), elbows=(near_elbow, far_elbow))
    return dressed(body, who, phase or 0.0)


@cache
def stride(name: str) -> float:
    """How far a walker or runner goes in one cycle, in units of the outline; 0 for who stays in place."""
    who = wear(name)
    if who.gait not in GAITS:
        return 0.0
    ankles = []
    for phase in (0.02, 0.40):
        pose = posed(who.gait, phase)
        thigh, shin = pose.hips[0], pose.hips[0] - pose.knees[0]
        ankles.append((math.sin(thigh) * THIGH + math.sin(shin) * SHIN) * who.legs)
    return (ankles[0] - ankles[1]) / 0.38


def names() -> tuple[str, ...]:
    """All people of the table."""
    return tuple(_table()["people"])


def known(name: str) -> bool:
    """Whether somebody is of the table, whatever he does."""
    return name.partition("@")[0] in _table()["people"]


def deed(name: str) -> dict[str, Any]:
    """How somebody doing so `moves`, and what he `has` in his hands."""
    row: dict[str, Any] = _table()["deeds"][name]
    return row

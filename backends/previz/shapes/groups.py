"""Several figures as one: crowds, packs, flocks and fleets whose members keep their own phase, and riders on mounts (groups.toml).

A group has `rows`, far to near, each of members (outline, x, foot's y, size, below zero for who looks left, and how far
it is ahead in its cycle).
A row's members share one lit edge; a row stands before the rows behind it. A mounted figure has a `mount`, a `rider`
from people.toml or none where the mount bears a load, the rider's `pose` or gait, and the saddle's place and the rider's
size in the mount's units; what `swings` (a point and an angle) goes to and fro about it with all that is `behind` and
`before` the rider. `friends#3` are three of them beside each other, `children@run` all of them doing so,
`soldier&child@hug` two who are told apart, `bear+2` is one with two young.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from backends.previz.drawing import Outline, Part, mirrored, moved, parts
from backends.previz.shapes import beasts, people, things, wings

TABLE = Path(__file__).with_name("groups.toml")
FOOT = 1.0
FREE = {"hiker": "man"}
"""Who lays down what he carries in a group that does something."""
FACING = {"hug": 0.62, "talk": 1.15, "quarrel": 2.3, "seat": 1.9, "sit": 1.9, "dine": 2.3, "toast": 1.1, "fight": 2.5}
"""Deeds at which those on the right turn to those on the left, and how far apart they are then, of what they were."""
SIZES = {"woman": 0.94, "old_woman": 0.88, "old_man": 0.94, "child": 0.64, "nurse": 0.94}
"""Who is smaller than a man beside him."""
YOUNG = {"bear": ("bear_cub", 0.55), "lioness": ("lion_cub", 0.55), "lion": ("lion_cub", 0.5), "horse": ("foal", 0.64), "doe": ("fawn", 0.62), "deer": ("fawn", 0.55), "cow": ("calf", 0.66), "leopard": ("lion_cub", 0.5), "tiger": ("lion_cub", 0.5)}  # fmt: skip
"""What the young of an animal are drawn as that are not only smaller, and how large."""
ABREAST = 0.40
"""How far from each other those of a group of a number stand, in their heights."""


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def names() -> tuple[str, ...]:
    """Every group and mounted figure."""
    return tuple(_table())


def moves(name: str) -> bool:
    """Whether anybody in it has a cycle."""
    row = _row(name)
    return "mount" in row or any(_figure(member[0])[1] for line in row["rows"] for member in line)


def known(name: str) -> bool:
    """Whether a figure is a group or mounted, of however many, whatever they do."""
    return "#" in name or "&" in name or "+" in name or name.partition("@")[0] in _table()


def _row(name: str) -> dict[str, Any]:
    """A group's row in the table, with as many in it as `#` says, doing what `@` says."""
    kind, *deeds = name.split("@")
    one, _, number = kind.partition("#")
    pair = one.split("&")
    if "+" in one:
        return _family(*one.split("+"))
    row: dict[str, Any] = _abreast(one, int(number)) if number else _pair(*pair) if len(pair) > 1 else _table()[one]
    if not deeds:
        return row
    doing = "".join(f"@{deed}" for deed in deeds)
    apart, faces = next(((FACING[deed], True) for deed in deeds if deed in FACING), (1.0, False))
    apart = 1.75 if "fight" in deeds and pair[0] not in beasts.HORNED else apart  # who rears is nearer
    rows = [
        [
            [FREE.get(who, who) + doing, 0.5 + apart * (x - 0.5), y, -size if faces and x > 0.51 else size, ahead]
            if people.known(who)
            else [
                who + doing if beasts.known(who + doing) else who,
                0.5 + apart * (x - 0.5),
                y,
                -size if faces and x > 0.51 else size,
                ahead,
            ]
            for who, x, y, size, ahead in line
        ]
        for line in row["rows"]
    ]
    return {"rows": [*rows, [["dinner_table", 0.5, 1, 0.62, 0]]] if "dine" in deeds else rows}


def _abreast(kind: str, number: int) -> dict[str, Any]:
    """So many of a group, or of one figure, beside each other in two rows."""
    members = [(kind, 1.0)]
    if kind in _table():
        members = [(who, abs(size)) for line in _table()[kind]["rows"][::-1] for who, _, _, size, _ in line]
    rows: list[list[list[Any]]] = [[], []]
    for at in range(number):
        who, size = members[at % len(members)]
        back = number > 2 and at % 2 == 1
        x, own = 0.5 + ABREAST * (at - (number - 1) / 2) * size, size * (0.96 + 0.04 * (at * 5 % 3 - 1))
        rows[0 if back else 1].append([who, x, 0.975 if back else 1, own, at * 0.37 % 1])
    return {"rows": [line for line in rows if line]}


def _family(mother: str, young: str) -> dict[str, Any]:
    """Somebody with so many young behind, as large as they look beside who bore them."""
    small, size = YOUNG.get(mother, (mother, 0.5))
    near, beside = [[small, -0.05, 1, size, 0.5]], [[mother, 0.95, 1, 1, 0]]
    near += [[small, -0.05 - 0.85 * size * 1.3 * at, 0.99, size * 0.94, 0.15 + 0.3 * at] for at in range(1, int(young))]
    return {"rows": [beside, near]}


def _pair(first: str, second: str) -> dict[str, Any]:
    """Two of different kinds beside each other."""
    return {
        "rows": [
            [[first, 0.5 - ABREAST / 2, 1, SIZES.get(first, 1.0), 0]],
            [[second, 0.5 + ABREAST / 2, 1, SIZES.get(second, 1.0), 0.1]],
        ]
    }


@cache
def _figure(name: str) -> tuple[Callable[[float | None], Outline], bool]:
    """How a single figure is drawn, and whether it moves."""
    if people.known(name):
        return partial(people.person, name), True
    if beasts.known(name):
        return partial(beasts.animal, name), True
    if name in wings.names():
        return partial(wings.flying, name), True
    if name in things.names():
        return partial(things.thing, name), things.moves(name)
    return partial(mounted, name), True


def is_several(name: str) -> bool:
    """Whether a row is a group, not a rider."""
    return "rows" in _row(name)


def leader(name: str) -> str:
    """Who goes first in a group, or what a rider rides."""
    row = _row(name)
    return str(row["rows"][-1][0][0]) if "rows" in row else str(row["mount"])


def stride(name: str) -> float:
    """How far a group or a mount goes in one cycle, in units of the outline; 0 where nobody walks or rolls."""
    row, first = _row(name), leader(name)
    size = abs(float(row["rows"][-1][0][3])) if "rows" in row else 1.0
    if people.known(first):
        return people.stride(first) * size
    if first in beasts.names():
        return beasts.stride(first) * size
    if first in names():
        return stride(first) * size
    return things.roll(first) * size if first in things.names() else 0.0


def group(name: str, phase: float | None = None) -> Outline:
    """A group standing, or at a phase 0..1 of its common cycle."""
    row = _row(name)
    if "mount" in row:
        return mounted(name, phase)
    layers: list[tuple[Part, ...]] = []
    lights: tuple[Part, ...] = ()
    skin: tuple[Part, ...] = ()
    for line in row["rows"]:
        layer: tuple[Part, ...] = ()
        for member, x, y, size, ahead in line:
            draw, moving = _figure(member)
            drawn = draw((phase + ahead) % 1 if phase is not None and moving else None)
            wide = abs(size)
            place = partial(moved, x=x - 0.5 * wide, y=y - FOOT * wide, scale=wide)
            turn = mirrored if size < 0 else tuple
            body = place(turn(drawn.everything))
            layer += body
            # Who stands before a face hides it.
            hidden = tuple(part._replace(hole=True) for part in body if not part.hole)
            lights += hidden + place(turn(drawn.lights))
            skin += hidden + place(turn(drawn.skin))
        layers.append(layer)
    return Outline(layers[0], lights, front=tuple(layers[1:]), skin=skin)


def _pedalling(phase: float) -> people.Pose:
    """The body of a cyclist, a foot on each end of the cranks."""
    turn = 2 * math.pi * phase
    hips = 0.98 + 0.32 * math.cos(turn), 0.98 - 0.32 * math.cos(turn)
    knees = 1.05 + 0.42 * math.cos(turn - 0.6), 1.05 - 0.42 * math.cos(turn - 0.6)
    return people.Pose(lean=0.62, tilt=-0.3, hips=hips, knees=knees, arms=(1.15, 1.05), elbows=(0.15, 0.2))


def mounted(name: str, phase: float | None = None) -> Outline:
    """A rider on a mount: an animal, a cycle, a broom."""
    row = _table()[name]
    x, y = row["saddle"]
    size, mount = float(row["size"]), str(row["mount"])
    draw, moving = _figure(mount) if mount else (None, False)
    base = draw(phase if moving else None) if draw else Outline(())
    person = Outline(())
    if row["rider"]:
        pose = _pedalling(phase or 0.0) if row["pose"] == "pedal" else people.posed(row["pose"], phase)
        person = people.dressed(pose, people.wear(row["rider"]), phase or 0.0, ground=False)
    lift = turn = 0.0
    if phase is not None and mount in beasts.names():
        lift, turn = beasts.carriage(mount, phase)
    seat = partial(moved, x=x, y=y - lift, scale=size, turn=-turn)
    under, over = (moved(parts(row.get(key, "")), y=-lift) for key in ("behind", "before"))
    body, lights, skin = seat(person.everything), seat(person.lights), seat(person.skin)
    if "swings" in row and phase is not None:
        under, over, body, lights, skin = (
            _swung(part, row["swings"], phase) for part in (under, over, body, lights, skin)
        )
    front = (*base.front, *(group for group in (body, over) if group))
    return Outline((*under, *base.parts), base.lights + lights, base.round, front, skin)


def _swung(drawn: tuple[Part, ...], swings: Sequence[float], phase: float) -> tuple[Part, ...]:
    """Parts turned about the point that they hang from, forward at phase 0 and back half a cycle later."""
    x, y, amount = swings
    hung = moved(drawn, x=-x, y=-y)
    return moved(hung, x=x, y=y, turn=-amount * math.cos(2 * math.pi * phase))

"""All outlines by name: those that stand still, and those with a cycle of poses."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from backends.previz.drawing import Outline
from backends.previz.shapes import beasts, groups, grown, people, things, wings

POSES = 12
"""Pictures in one cycle of a mover."""

GROWN: tuple[tuple[str, Callable[[int], Outline], tuple[int, ...]], ...] = (
    ("fir", grown.conifer, tuple(range(5))),
    ("bare", grown.bare_tree, (3, 8, 11)),
    ("oak", grown.leaf_tree, tuple(range(3))),
    ("rock", grown.rock, tuple(range(1, 6))),
    ("grass", grown.grass, tuple(range(4))),
    ("block", grown.tower_block, tuple(range(12))),
    ("bamboo", grown.bamboo, tuple(range(3))),
)
"""What is grown from a seed: its kind, and the seeds of its numbers."""
BUILT_UP: dict[str, Callable[[], Outline]] = {
    "blossom_tree": grown.blossom_tree,
    "dandelion": grown.dandelion,
    "spider_web": grown.spider_web,
}
"""What is put together from many small parts, one of each."""

Draw = Callable[[float | None], Outline]


@cache
def _drawn() -> dict[str, tuple[Draw, bool]]:
    """How each is drawn for a phase 0..1 or at rest, and whether it has a cycle."""
    found: dict[str, tuple[Draw, bool]] = {}
    for name in people.names():
        found[name] = (partial(people.person, name), True)
    for name in beasts.names():
        found[name] = (partial(beasts.animal, name), True)
    for name in wings.names():
        found[name] = (partial(wings.flying, name), True)
    for name in things.names():
        found[name] = (partial(things.thing, name), things.moves(name))
    for name in groups.names():
        found[name] = (partial(groups.group, name), groups.moves(name))
    for kind, draw, seeds in GROWN:
        for number, seed in enumerate(seeds):
            found[f"{kind}{number}"] = (partial(_grown, draw, seed), False)
    for name, build in BUILT_UP.items():
        found[name] = (partial(_built_up, build), False)
    return found


def _grown(draw: Callable[[int], Outline], seed: int, phase: float | None) -> Outline:
    return draw(seed)


def _built_up(build: Callable[[], Outline], phase: float | None) -> Outline:
    return build()


def names() -> tuple[str, ...]:
    """Every outline."""
    return tuple(_drawn())


def _draw(name: str) -> tuple[Draw, bool]:
    """How a figure is drawn, also doing something or in a number: `man@kneel`, `friends#3`."""
    if name in _drawn():
        return _drawn()[name]
    if groups.known(name):
        return partial(groups.group, name), groups.moves(name)
    return partial(beasts.animal if beasts.known(name) else people.person, name), True


@cache
def outline(name: str) -> Outline:
    """The outline called `name`; `wolf~3` is the wolf's pose 3 of POSES."""
    base, moving, pose = name.partition("~")
    draw, _ = _draw(base)
    return draw(int(pose) / POSES if moving else None)


def poses(name: str) -> tuple[str, ...]:
    """The names of a mover's cycle; nothing for what cannot move."""
    return tuple(f"{name}~{pose}" for pose in range(POSES)) if _draw(name)[1] else ()


@cache
def box(name: str) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of an outline at rest, in its own units."""
    points = [point for part in outline(name).everything if not part.hole for point in part.points]
    across, down = zip(*points, strict=True)
    return min(across), min(down), max(across), max(down)


def breadth(name: str) -> float:
    """How wide a figure is for its height."""
    left, top, right, bottom = box(name)
    return (right - left) / (bottom - top)


def stride(name: str) -> float:
    """How far a figure goes in one cycle for its feet or wheels not to slide, in its heights; 0 for what has neither."""
    _, top, _, bottom = box(name)
    if people.known(name):
        return people.stride(name) / (bottom - top)
    if name in beasts.names():
        return beasts.stride(name) / (bottom - top)
    if groups.known(name):
        return groups.stride(name) / (bottom - top)
    return things.roll(name) / (bottom - top) if name in things.names() else 0.0


def is_group(name: str) -> bool:
    """Whether an outline is several figures already."""
    return groups.known(name) and groups.is_several(name)


def is_person(name: str) -> bool:
    """Whether an outline is a person or several on foot."""
    leader = groups.leader(name) if is_group(name) else name
    return people.known(leader)


def has_face(name: str) -> bool:
    """Whether somebody's face is seen: a person, a group on foot, who rides."""
    return is_person(name) or (groups.known(name) and not groups.is_several(name))


def body_share(name: str) -> float:
    """How much of a person's height is the body: the rest is a hat, a staff, a raised sword."""
    _, top, _, bottom = box(name)
    return min(0.97 / (bottom - top), 1.0) if people.known(name) else 1.0

"""All outlines by name: those that stand still, and those with a cycle of poses."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from backends.previz import figures, objects
from backends.previz.drawing import Outline
from backends.previz.figures import POSES

STILL: dict[str, Callable[[], Outline]] = {
    "man": figures.man,
    "woman": figures.woman,
    "child": figures.child,
    "detective": figures.detective,
    "hooded": figures.hooded,
    "soldier": figures.soldier,
    "astronaut": figures.astronaut,
    "couple": figures.couple,
    "crowd": figures.crowd,
    "robot": figures.robot,
    "horse": figures.horse,
    "rider": figures.rider,
    "wolf": figures.wolf,
    "wolf_howling": figures.wolf_howling,
    "deer": figures.deer,
    "bear": figures.bear,
    "cat": figures.cat,
    "camel": figures.camel,
    "fish": figures.fish,
    "whale": figures.whale,
    "dragon": figures.dragon,
    "bird": figures.bird,
    "ship": objects.ship,
    "boat": objects.boat,
    "rowing_boat": objects.rowing_boat,
    "car": objects.car,
    "train": objects.train,
    "plane": objects.plane,
    "rocket": objects.rocket,
    "spaceship": objects.spaceship,
    "ufo": objects.ufo,
    "lander": objects.lander,
    "lighthouse": objects.lighthouse,
    "castle": objects.castle,
    "ruin": objects.ruin,
    "house": objects.house,
    "church": objects.church,
    "windmill": objects.windmill,
    "turbine": objects.turbine,
    "tent": objects.tent,
    "grave": objects.grave,
    "lamp_post": objects.lamp_post,
    "railing": objects.railing,
    "spear": objects.spear,
    "book": objects.book,
    "crown": objects.crown,
    "sword": objects.sword,
    "candle": objects.candle,
    "mug": objects.mug,
    "device": objects.device,
    "bottle": objects.bottle,
    "clock": objects.clock,
    "gift": objects.gift,
    "cake": objects.cake,
    "door": objects.door,
    "piano": objects.piano,
    "orb": objects.orb,
    **{f"fir{i}": partial(objects.conifer, i) for i in range(5)},
    **{f"bare{i}": partial(objects.bare_tree, seed) for i, seed in enumerate((3, 8, 11))},
    **{f"oak{i}": partial(objects.leaf_tree, i) for i in range(3)},
    **{f"rock{i}": partial(objects.rock, i + 1) for i in range(5)},
    **{f"grass{i}": partial(objects.grass, i) for i in range(4)},
    **{f"block{i}": partial(objects.tower_block, i) for i in range(12)},
}

MOVING: dict[str, Callable[[float | None], Outline]] = {
    "man": figures.man,
    "woman": figures.woman,
    "child": figures.child,
    "detective": figures.detective,
    "hooded": figures.hooded,
    "soldier": figures.soldier,
    "astronaut": figures.astronaut,
    "robot": figures.robot,
    "horse": figures.horse,
    "rider": figures.rider,
    "wolf": figures.wolf,
    "deer": figures.deer,
    "bear": figures.bear,
    "camel": figures.camel,
    "fish": figures.fish,
    "whale": figures.whale,
    "dragon": figures.dragon,
    "bird": figures.bird,
    "turbine": objects.turbine,
}


def outline(name: str) -> Outline:
    """The outline called `name`; `wolf~3` is the wolf's pose 3 of POSES."""
    base, moving, pose = name.partition("~")
    return MOVING[base](int(pose) / POSES) if moving else STILL[base]()


def poses(name: str) -> tuple[str, ...]:
    """The names of a mover's cycle; nothing for what cannot move."""
    return tuple(f"{name}~{pose}" for pose in range(POSES)) if name in MOVING else ()

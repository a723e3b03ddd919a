"""Who is on top of something, where the words say so: a cat on a piano, a raven on a gravestone, an owl or a child in a tree."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from backends.previz.atlas import Window
from backends.previz.camera import focal_length
from backends.previz.evidence import DETERMINERS, ENDS, WAYS
from backends.previz.light import Colour
from backends.previz.motions import motion
from backends.previz.outlines import box, breadth, is_person, outline
from backends.previz.reading import Reading, Seen, is_beast
from backends.previz.scene import Scene, Sprite
from backends.previz.scenery import clothed, rim_of, tint
from backends.previz.shapes import people
from backends.previz.sightlines import lamp_beside
from backends.previz.tabled import off_table
from backends.previz.vocabulary import bases, facts, is_thing, tokens

ON = frozenset("on onto upon atop".split())
TOPS = frozenset("top roof back lid bonnet hood edge shoulder head tip".split())
"""What is said of where on something one is: on top of, on the roof of."""
STANDS = frozenset(
    "stand sit sleep asleep lie rest perch crouch kneel balance pose jump leap land climb dance bask sunbathe nap doze curl wait settle squat"
    " howl sing roost alone curled perched standing sitting lying seated stranded high still".split()
)
"""What a person does there who does not use it: who plays on a piano sits before it."""
CRAGS = ("cliff", "peak", "summit", "ledge", "precipice")
"""Where a place of its own shows people."""
SITS = frozenset("sit sits sat sitting seated perched perches".split())
SUPPORTS: dict[str, tuple[str, float, Colour]] = {
    "rock": ("rock2", 0.8, (0.30, 0.28, 0.26)),
    "boulder": ("rock2", 1.0, (0.30, 0.28, 0.26)),
    "stone": ("rock2", 0.6, (0.34, 0.32, 0.30)),
    "crag": ("rock2", 1.6, (0.30, 0.28, 0.26)),
    "outcrop": ("rock2", 1.4, (0.30, 0.28, 0.26)),
    **dict.fromkeys(CRAGS, ("rock2", 1.6, (0.30, 0.28, 0.26))),
    "log": ("fallen_log", 0.6, (0.26, 0.17, 0.10)),
    "stump": ("tree_stump", 0.6, (0.30, 0.20, 0.12)),
    "wall": ("stone_wall", 1.1, (0.40, 0.36, 0.31)),
    "post": ("wooden_post", 1.2, (0.34, 0.24, 0.15)),
    "pole": ("wooden_post", 1.6, (0.34, 0.24, 0.15)),
    "table": ("plain_table", 0.8, (0.32, 0.19, 0.10)),
    **dict.fromkeys(("sofa", "couch", "settee"), ("sofa_front", 1.15, (0.44, 0.14, 0.12))),
    "armchair": ("sofa_seat", 1.1, (0.40, 0.16, 0.12)),
    "bed": ("bed_side", 0.85, (0.36, 0.30, 0.34)),
    **dict.fromkeys(("sill", "windowsill"), ("window_sill", 2.3, (0.50, 0.46, 0.40))),
    "chimney": ("chimney_stack", 1.3, (0.42, 0.20, 0.14)),
    "column": ("stone_column", 2.2, (0.48, 0.45, 0.40)),
    "pillar": ("stone_column", 2.2, (0.48, 0.45, 0.40)),
    "pedestal": ("stone_column", 1.6, (0.48, 0.45, 0.40)),
    "cushion": ("floor_cushion", 0.3, (0.46, 0.08, 0.12)),
    "pillow": ("floor_cushion", 0.3, (0.66, 0.62, 0.58)),
}
"""What nobody is about, by its word: its outline, metres high, colour."""
LAID = ("table", "rock", "boulder", "stone")
"""What things are laid on by `hands.py` and `staging.py`."""
MADE = ("bed", "sofa", "couch", "settee", "armchair", "table")
"""What who sits or lies there may be drawn with."""
SEATS = {"window_sill": 0.295, "wooden_chair": 0.41, "sofa_front": 0.27, "sofa_seat": 0.40, "bed_side": 0.47}
"""How high the seat of what has a back is, in its heights."""
CARRYING = frozenset("shoulder shoulders head arm".split())
SHOULDER = (-0.10, 0.80)
"""Where a shoulder is, from the middle and over the feet, in heights."""
SILLS = frozenset("sill windowsill".split())
BY = ("from", "by", "at")
"""How one is on a sill too."""
BOUGHS = frozenset("branch bough limb tree treetop".split())
BOUGH = "bough"
BARK: Colour = (0.20, 0.14, 0.09)
LEAVES: Colour = (0.12, 0.24, 0.08)
PERCHES = {
    "raven": "crow_perched",
    "bird": "bird_perched",
    "eagle": "eagle_perched",
}
"""Flyers as they sit."""
ROOMY = (
    "swing",
    "stage",
    "throne",
    "hammock",
    "ladder",
    "stairs",
    "escalator",
    "bridge",
    "seesaw",
    "slide",
    "sledge",
    "skis",
)
"""What a figure of its own shows somebody on."""
ABREAST, LEAST = 0.66, 0.17
"""Share of the picture's height that both take together at most, and who is on top takes at least, whatever is cut off below."""
BROAD = 0.92
"""Share of the picture's width that what is below takes at most, where the other does not become too small."""
TALL, SUMMIT, TOP_SHOWN, HIGHEST = 5.0, 2.6, 1.6, 24.0
"""How many times higher than who stands on it something may be to be seen from its foot; how high its top alone is drawn and how much of both is
seen, in heights of who stands on it, and how many metres over the ground at most."""
ROOFED = frozenset("house cottage cabin barn farmhouse hut shack church temple chapel home school shop".split())
"""What has a ridge and no battlements."""
FOOT, HEAD = 0.93, 0.10
"""Where in the picture's height both end."""
SAT = 0.34
"""How high over the feet of who sits the seat is, in his heights."""
LOW = 0.62
"""Where feet on a bough are."""
SEATS_IN = 0.16
"""How wide a place to sit is, of an outline's breadth."""
GRAIN = 96
"""Texels of one unit in which tops are looked for."""


class Perch(NamedTuple):
    """Who is on what: the word, the subject it names or none where it is a support that nobody is about; whether he sits, the words
    as they stand in the text."""

    upper: Seen
    word: str
    lower: Seen | None
    sits: bool
    told: str


def perches(text: str, subjects: Sequence[Seen]) -> list[Perch]:
    """Who is said to be on top of something, with what; the words as they stand in the text."""
    run = tokens(text)
    ends = {seen: _end(seen, run) for seen in subjects}
    found = []
    for at, word in enumerate(run):
        near = run[at + 1 : at + 5]
        if word not in ON and not (word == "in" and BOUGHS.intersection(near)) and not (word in BY and SILLS.intersection(near)):  # fmt: skip
            continue
        rest = _after(run, at + 1)
        lower = next((seen for seen in subjects if at < ends[seen] <= at + 1 + rest), None)
        named = _support(run[at + 1 : at + 1 + rest], word)
        upper = max((seen for seen in subjects if 0 <= ends[seen] < at), key=ends.__getitem__, default=None)
        if (
            upper is None
            or (is_thing(upper.subject) and named in LAID)
            or (lower is None and not named and not CARRYING.intersection(run[at + 1 : at + 1 + rest]))
            or not _may_be(upper, run[ends[upper] + 1 : at], run[at + 1 : at + 4], word)
        ):
            continue
        sits = is_person(upper.subject) and bool(SITS.intersection(run[ends[upper] + 1 : at]))
        told = " ".join(run[at : at + 1 + rest])
        if named in BOUGHS or (lower is not None and _is_tree(lower.subject)):
            found.append(Perch(upper, "tree", lower, sits, told))
        elif lower is not None and (_bears(lower.subject, upper, run[at + 1 : at + 3]) or _carries(lower.subject, upper, run[at + 1 :])):  # fmt: skip
            found.append(Perch(upper, lower.word, lower, sits, told))
        elif lower is None and not named:
            found.append(Perch(upper, "", None, sits, told))  # on a boy's shoulder
        elif (
            named in SUPPORTS
            and not (named in MADE and _rests(upper.subject))
            and not (named in CRAGS and is_person(upper.subject))
        ):
            found.append(Perch(upper, named, None, sits, told))
    return found


def _end(seen: Seen, run: Sequence[str]) -> int:
    """Where the last of a subject's words stands in the text, or -1."""
    last = seen.word.split()[-1]
    return next((at for at, word in enumerate(run) if last in (word, *bases(word))), -1)


def _after(run: Sequence[str], start: int) -> int:
    """How many words behind a preposition are what it speaks of."""
    count, of = 0, False
    for word in run[start : start + 7]:
        if word in ENDS or (word in WAYS and word != "of") or (word in ("and", "of") and (word == "and" or not of)):
            break
        of = word in TOPS
        count += 1
    return count


def _support(part: Sequence[str], way: str) -> str:
    """The last word of a part that somebody can be on and nobody is about."""
    for word in reversed(part):
        for base in bases(word):
            if base in BOUGHS or (way != "in" and base in SUPPORTS):
                return base
    return ""


def _may_be(upper: Seen, between: Sequence[str], after: Sequence[str], way: str) -> bool:
    """Whether who is named before 'on' is on top of what follows."""
    if facts(upper.subject).get("moves") in ("drive", "sail", "paddle"):
        return False
    if not is_person(upper.subject):
        return len(between) <= 5
    told = not between or any(
        base in STANDS
        for word in between
        for base in (*bases(word), word.removesuffix("s"), word.removesuffix("ting"), word.removesuffix("ing"))
    )
    return told and (way == "in" or bool(DETERMINERS.union(("top",)).intersection(after)))


def _rests(subject: str) -> bool:
    """Whether somebody is drawn in a bed, on a sofa or at a table already."""
    posed = subject.split("@")[1:]
    return any(deed in ("bed", "doze", "sleep", "meal", "dine") for deed in posed) or (
        bool({"sofa", "bed", "armchair"}.intersection(facts(subject).get("has", ()))) and "@" not in subject
    )


def _is_tree(subject: str) -> bool:
    return bool(BOUGHS.intersection(word.split()[-1] for word in facts(subject)["words"]))


def _bears(lower: str, upper: Seen, after: Sequence[str]) -> bool:
    """Whether one can stand on a subject: what stands still, a larger animal, a vehicle's roof."""
    fact = facts(lower)
    if is_person(lower) or lower in ROOMY or (is_person(upper.subject) and "ridden" in fact):
        return False
    if is_beast(lower):
        return float(facts(upper.subject)["height"]) < 0.7 * float(fact["height"])
    if fact.get("moves") in ("sail", "glide", "float", "fly"):
        return False
    if fact.get("moves") == "drive":
        return not is_person(upper.subject) or bool(TOPS.intersection(after))
    return not (is_thing(lower) and is_person(upper.subject) and float(fact["height"]) < 0.6)


def _carries(lower: str, upper: Seen, after: Sequence[str]) -> bool:
    """Whether somebody has a small animal on a shoulder or on the head."""
    return people.known(lower) and is_beast(upper.subject) and float(facts(upper.subject)["height"]) < 1.0 and bool(CARRYING.intersection(after))  # fmt: skip


@cache
def top_of(shape: str) -> tuple[float, float]:
    """Where on an outline one can stand: how far from its middle to the right, and how high, in its heights. Flat and high
    places before others, the middle before the ends."""
    if shape in SEATS:
        return 0.1, SEATS[shape]
    if people.known(shape):
        return SHOULDER
    tops, tall = _tops(shape)
    wide = len(tops)
    span = max(round(SEATS_IN * wide), 3)
    best, where = math.inf, (0.0, 1.0)
    for start in range(0, wide - span + 1):
        part = tops[start : start + span]
        middle = start + span / 2 - wide / 2
        cost = part.mean() + 0.8 * (part.max() - part.min()) + 0.25 * abs(middle)
        if cost < best:
            best, where = cost, (middle / tall, 1 - float(np.median(part)) / tall)
    return where


@cache
def _tops(shape: str) -> tuple[NDArray[np.float64], int]:
    """How far under its highest point each column of an outline begins, and how high it is, in texels."""
    left, up, right, low = box(shape)
    wide, tall = max(round((right - left) * GRAIN), 8), max(round((low - up) * GRAIN), 8)
    mask = Window(left, up, GRAIN, wide, tall).fill(outline(shape).everything) > 0.5
    return np.where(mask.any(0), mask.argmax(0), tall).astype(float), tall


def perched(scene: Scene, reading: Reading, text: str, width: int, height: int) -> tuple[Scene, tuple[str, ...], tuple[str, ...]]:  # fmt: skip
    """The scene with who is on top of something there, the words that it shows so, and those for what nobody is seen on."""
    shown: list[str] = []
    left: list[str] = []
    for perch in perches(text, reading.subjects):
        put = _on_bough(scene, perch, width, height) if perch.word == "tree" else _on_top(scene, perch, width, height)
        (left if put is None else shown).append(perch.told)
        scene = put or scene
    return scene, tuple(shown), tuple(left)


def _sitting(sprite: Sprite, sits: bool) -> Sprite | None:
    """A figure as it stands on something, or nothing for what stays in the air."""
    move = str(facts(sprite.shape).get("moves", ""))
    who, *deeds = sprite.shape.split("@")
    if sits or (deeds and deeds[0] in ("seat", "sit")):
        sprite = replace(sprite, shape=f"{who}@perch")
    if sprite.shape in PERCHES:
        tall = 0.7 * sprite.height
        sprite = replace(sprite, shape=PERCHES[sprite.shape], height=tall)
    elif motion(move).floats and move != "climb":
        return None
    return replace(sprite, speed_x=0.0, bob=0.0, cycles=0.0, foot=0.0, sink=0.02, shadow=0.0)


def at_rest(sprite: Sprite) -> Sprite:
    """A flyer that sits where there is no air to fly in; any other figure as it is."""
    return replace(sprite, shape=PERCHES[sprite.shape], lift=0.0, cycles=0.0, bob=0.0, speed_x=0.0) if sprite.shape in PERCHES else sprite  # fmt: skip


def _over(sprite: Sprite) -> float:
    """How high a figure reaches over what it sits or stands on, in metres."""
    return sprite.height * (1 - SAT if "@perch" in sprite.shape else 1.0)


def _on_top(scene: Scene, perch: Perch, width: int, height: int) -> Scene | None:
    """Somebody on what is drawn below him, both whole in the picture; on what is much higher, only its top."""
    if not perch.word:
        return None
    uppers = [sprite for sprite in (*scene.actors, *scene.sprites) if sprite.shape == perch.upper.subject]
    if not uppers:
        return None
    first = _sitting(uppers[0], perch.sits)
    lower = next(
        (sprite for sprite in (*scene.actors, *scene.sprites) if perch.lower and sprite.shape == perch.lower.subject),
        None,
    )
    if first is None or (perch.lower is not None and lower is None):
        return None
    if lower is None:
        shape, high, colour = SUPPORTS[perch.word]
        high = max(high, 0.45 * first.height) if shape != "floor_cushion" else 0.3 * first.height
        lower = replace(
            first,
            shape=shape,
            height=high,
            lift=0.0,
            body=clothed(scene.light, colour),
            rim=rim_of(scene.light, 0.4),
            emission=0.7,
            glow=scene.room.outside_high if scene.room is not None else scene.light.horizon,
            inked=False,
            stands_out=False,
            sink=0.02,
        )
    elif lower.height > TALL * first.height and not is_beast(lower.shape):
        if scene.room is not None or scene.decks:
            return scene if scene.decks else None
        shape = "roof_ridge" if any(word in ROOFED for word in perch.word.split()) else "battlement"
        lower = replace(
            lower,
            shape=shape,
            height=SUMMIT * first.height,
            lift=min(lower.height, HIGHEST),
            on_ground=False,
            emission=0.0,
        )
    across, over = top_of(lower.shape)
    summit = lower.shape in ("roof_ridge", "battlement")
    total = over * lower.height + _over(first) if not summit else TOP_SHOWN * first.height
    focal = focal_length(width, height, scene.camera.lens)
    wide = 0.0 if summit else breadth(lower.shape) * lower.height
    away = max(first.z, focal * total / (ABREAST * height), focal * wide / (BROAD * width))
    away = min(away, max(focal * first.height / (LEAST * height), 1.5))
    scale = 1.0
    if scene.room is not None and away > scene.room.length - 1.0:
        scale = (scene.room.length - 1.0) / away
        away *= scale
    if scene.room is not None and wide:
        scale = min(scale, 0.7 * width * away / focal / wide)
    x = scene.camera.x + (first.x - scene.camera.x) * away / first.z
    free = max(0.46 * width * away / focal - 0.5 * wide * scale, 0.0)
    x = min(max(x, scene.camera.x - free), scene.camera.x + free)
    ground = first.on_ground
    base = 0.0 if ground or scene.sea is None else scene.sea.level
    base, ground = (lower.lift, False) if summit else (base, ground)
    way = -1.0 if lower.faces_left else 1.0
    below = replace(
        lower,
        x=x,
        z=away * 1.002,
        height=lower.height * scale,
        lift=base if lower.lift >= 0 else lower.lift,
        speed_x=0.0,
        cycles=0.0,
        bob=0.0,
        on_ground=ground,
        shadow=0.5 if ground else 0.0,
    )
    top = below.lift + over * below.height
    seat = x + way * across * below.height
    up = []
    for number, sprite in enumerate(uppers):
        sat = _sitting(sprite, perch.sits)
        if sat is not None:
            beside = (sprite.x - uppers[0].x) * away / sprite.z
            up.append(
                replace(
                    sat,
                    x=seat + beside,
                    z=away * (1 + 0.001 * number),
                    height=sat.height * scale,
                    lift=top - (sat.height - _over(sat)) * scale,
                    on_ground=ground,
                )
            )
    camera = scene.camera
    unit = away * height / focal
    eye = top + 0.5 * first.height if summit else min(camera.y, base + (FOOT - camera.horizon) * unit)
    eye = max(eye, top + _over(first) * scale - (camera.horizon - HEAD) * unit)
    camera = replace(camera, y=eye, rise=0.0, truck=camera.truck * 0.4, dolly=min(camera.dolly, 0.2))
    gone = (*uppers, lower)
    actors = tuple(sprite for sprite in scene.actors if sprite not in gone)
    sprites = tuple(sprite for sprite in scene.sprites if sprite not in gone)
    lamps = (
        tuple(lamp_beside(lamp, below, camera, 0.0) for lamp in scene.lamps) if scene.room is not None else scene.lamps
    )
    scene = off_table(scene) if is_thing(perch.upper.subject) else scene
    return replace(scene, camera=camera, actors=(*actors, below, *up), sprites=sprites, lamps=lamps)


def _on_bough(scene: Scene, perch: Perch, width: int, height: int) -> Scene | None:
    """Somebody on a bough that reaches in from the edge of the picture."""
    if scene.stage not in ("open", "street"):
        return None
    first = next((sprite for sprite in scene.actors if sprite.shape == perch.upper.subject), None)
    sat = _sitting(first, perch.sits) if first is not None else None
    if first is None or sat is None:
        return None
    if {"branch", "bough", "tree"}.intersection(facts(first.shape).get("shows", ())):
        return scene
    camera = scene.camera
    focal = focal_length(width, height, camera.lens)
    unit = first.z * height / focal
    top = camera.y + (camera.horizon - LOW) * unit
    left, up, right, low = box(BOUGH)
    side = 1.0 if first.x >= camera.x else -1.0
    edge = camera.x + side * 0.56 * width * first.z / focal
    reach = abs(edge - first.x) + 0.16 * width * first.z / focal
    size = reach / (right - left) * (low - up)
    x = edge - side * reach / 2
    tops, tall = _tops(BOUGH)
    over = 1 - float(tops[round(abs(edge - first.x) / reach * (len(tops) - 1))]) / tall
    look = replace(
        sat,
        shape=BOUGH,
        x=x,
        z=first.z * 1.003,
        height=size,
        lift=top - over * size,
        faces_left=side > 0,
        body=clothed(scene.light, BARK),
        rim=rim_of(scene.light, 0.4),
        emission=0.6,
        glow=tint(clothed(scene.light, LEAVES), 1.2),
        inked=False,
        stands_out=False,
        on_ground=False,
    )
    on = replace(sat, lift=top - (sat.height - _over(sat)), on_ground=False)
    actors = tuple(sprite for sprite in scene.actors if sprite is not first)
    return replace(scene, camera=replace(camera, rise=0.0, truck=camera.truck * 0.4), actors=(*actors, look, on))

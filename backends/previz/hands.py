"""A thing in a hand that is seen from near, or on a table or a stone under the open sky, where the words say so."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from backends.previz.light import Colour
from backends.previz.outlines import box, breadth, is_person
from backends.previz.reading import Reading, Seen
from backends.previz.scene import Scene, Sprite
from backends.previz.scenery import clothed, rim_of, tint
from backends.previz.staging import LIT_UP
from backends.previz.tabled import off_table
from backends.previz.vocabulary import is_thing

HOLDER = re.compile(
    r"\bhands? (?:is |are )?(?:gently |slowly |carefully )?(?:hold|lift|rais|offer|grab|pick|present|reach)(?:s|es|ing)?\b"
    r"|\bheld (?:up|in|by|high)\b|\bhold(?:s|ing) up\b|\bin (?:(?:a|an|one|the|his|her|my|your|both|two|somebody's|someone's|\w+'s) )?(?:[\w']+ )?(?:hands?|palms?|fingers)\b(?! luggage)",
    re.IGNORECASE,
)
"""Who says so shows a hand with a thing in it."""
LAID = re.compile(
    r"\bon (?:an?|the|his|her|our|their)? ?(?:[\w-]+ ){0,2}(?:(table|bench|counter|desk|tray)|(stones?|rocks?|boulder))\b",
    re.IGNORECASE,
)
"""What a thing stands on outside."""
WATERS = {
    "splash_crown": re.compile(r"\bsplash\w*", re.IGNORECASE),
    "ice_cubes": re.compile(r"\b(?:(?:with|on|over|and|of) (?:crushed )?ice|ice[- ]cubes?)\b(?! cream)", re.IGNORECASE),
}
WATER: Colour = (0.80, 1.25, 1.50)
FOAM: Colour = (1.6, 1.8, 1.9)
SKIN: Colour = (0.90, 0.50, 0.34)
WOOD: Colour = (0.30, 0.17, 0.09)
STONE: Colour = (0.34, 0.32, 0.30)
FIST, PALM = 0.30, 0.62
"""How wide fist and palm are, of their outlines' unit."""
NARROW = 0.72
"""What is broader, by its height, lies on a palm."""
RAISED = 0.07
"""How much higher a thing in a hand is seen, in its heights."""


def laid(scene: Scene, reading: Reading, lead: Seen | None, place: str, text: str) -> Scene:
    """The scene with its first subject, a thing, in a hand or on what it stands on outside."""
    if lead is None or not is_thing(lead.subject) or any(is_person(seen.subject) for seen in reading.subjects):
        return scene
    thing = next((actor for actor in scene.actors if actor.shape == lead.subject), None)
    if thing is None:
        return scene
    scene = _splashed(scene, thing, text)
    if HOLDER.search(text):
        raised = replace(
            thing,
            lift=thing.lift + RAISED * (3 if place == "stage" else 1) * thing.height,
            on_ground=False,
            shadow=0.0,
            foot=0.0,
            sink=0.0,
        )
        others = tuple(actor for actor in scene.actors if not actor.shape.startswith("rock") and actor is not thing)
        return replace(off_table(scene), actors=(*others, *_hand(raised, scene, place)))
    on = LAID.search(text)
    if on is None or place == "stage" or scene.room is not None or scene.cave is not None:
        return scene
    others = tuple(actor for actor in scene.actors if actor is not thing)
    company = {seen.subject for seen in reading.subjects if is_thing(seen.subject)}
    beside = tuple(sprite for sprite in scene.sprites if sprite.shape in company and sprite.z < 2.0 * thing.z)
    rest = tuple(sprite for sprite in scene.sprites if sprite not in beside)
    return replace(scene, sprites=rest, actors=(*others, *_stood(thing, beside, scene, bool(on[2]))))


def _splashed(scene: Scene, thing: Sprite, text: str) -> Scene:
    """The scene with water that splashes up about a thing, and ice at its foot, where the words say so."""
    found = [shape for shape, told in WATERS.items() if told.search(text)]
    wide = max(breadth(thing.shape), 0.45) * thing.height
    look = replace(thing, stands_out=False, body=clothed(scene.light, WATER), rim=rim_of(scene.light, 0.6), emission=0.8, glow=clothed(scene.light, FOAM), inked=False, faces_left=False)  # fmt: skip
    unit = {"splash_crown": min(0.8 * wide, 0.7 * thing.height), "ice_cubes": 0.6 * wide}
    parts = (_part(look, shape, unit[shape], thing.lift + 0.98 * unit[shape], 0.996) for shape in found)
    return replace(scene, actors=(*scene.actors, *parts))


def _hand(thing: Sprite, scene: Scene, place: str) -> tuple[Sprite, ...]:
    """A thing with the hand that holds it: a fist about what is narrow, a palm under what is broad."""
    wide = breadth(thing.shape) * thing.height
    look = replace(thing, stands_out=False, body=tint(clothed(scene.light, SKIN), LIT_UP if place == "stage" and scene.light.glow > 0.0 else 1.0), rim=rim_of(scene.light, 0.5), emission=0.0, inked=False, faces_left=False)  # fmt: skip
    if breadth(thing.shape) < NARROW:
        unit = min(max(wide / FIST, 0.95 * thing.height), 1.9 * thing.height)
        knuckles = thing.lift + 0.28 * thing.height + 0.14 * unit
        return _part(look, "hand_arm", unit, knuckles, 1.002), thing, _part(look, "hand_fingers", unit, knuckles, 0.998)
    unit = wide / PALM
    return _part(look, "hand_palm", unit, thing.lift + 0.11 * unit, 1.002), thing


def _stood(thing: Sprite, beside: tuple[Sprite, ...], scene: Scene, stone: bool) -> tuple[Sprite, ...]:
    """A thing, and what is with it, on a table or on a stone before the eye."""
    flat: dict[str, Any] = {"lift": thing.lift + 0.30 * thing.height, "on_ground": False, "shadow": 0.0, "foot": 0.0, "sink": 0.0, "speed_x": 0.0}  # fmt: skip
    up = [replace(thing, **flat)]
    for sprite in beside:
        near = thing.z * 1.001 / sprite.z
        x = scene.camera.x + (sprite.x - scene.camera.x) * near
        up.append(replace(sprite, x=x, z=thing.z * 1.001, height=sprite.height * near, **flat))
    edges = [(one.x - half, one.x + half) for one in up for half in (0.5 * breadth(one.shape) * one.height,)]
    left, right = min(edges)[0], max(edge[1] for edge in edges)
    unit = max(0.8 * thing.height, (right - left) / (0.9 if len(up) == 1 else 1.6))
    pale = clothed(scene.light, (0.44, 0.42, 0.40) if stone else (0.40, 0.24, 0.13))
    look = replace(up[0], x=(left + right) / 2, body=clothed(scene.light, STONE if stone else WOOD), rim=rim_of(scene.light, 0.3), emission=0.4, inked=False, glow=pale)  # fmt: skip
    return *up, _part(look, "stand_stone" if stone else "stand_table", unit, up[0].lift + 0.04 * unit, 1.003)


def _part(look: Sprite, shape: str, unit: float, top: float, behind: float) -> Sprite:
    """An outline `unit` metres to its unit, its y = 0 at the height `top`, its middle at the sprite's."""
    left, high, right, low = box(shape)
    x = look.x + unit * ((left + right) / 2 - 0.5)
    return replace(look, shape=shape, x=x, z=look.z * behind, height=unit * (low - high), lift=top - unit * low)

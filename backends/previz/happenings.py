"""What the verbs of a shot do to its scene: who is taken away, where it burns, when it begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from backends.previz.outlines import is_person
from backends.previz.reading import Seen, is_beast
from backends.previz.scene import Change, ChangeKind, Scene, Sprite

TAKES_AWAY = ("vanish", "collapse", "explode")
SUDDEN: dict[str, tuple[float, float]] = {
    "explode": (0.30, 0.5),
    "collapse": (0.2, 0.75),
    "burn": (0.05, 0.7),
    "darken": (0.16, 0.6),
}
"""When a change begins and is whole, 0..1 of the shot; the others take from 0.12 to 0.88."""
KINDS: tuple[ChangeKind, ...] = (
    "freeze", "burn", "vanish", "flood", "explode", "collapse", "bloom", "darken", "brighten", "rain", "snow", "melt", "flicker",
)  # fmt: skip
BURNS = r"(?:(?:is|are|was|were) )?(?:still )?(?:burn(?:s|ing)?\b(?! (?:his|her|their|its|the|a|an)\b)|on fire|in flames|ablaze|aflame|catch\w* fire|goes up in flames|bursts? into flames)"
"""How one is said to be on fire."""
EXPLODES = r"explod(?:es?|ing)|blows? up|blowing up|detonates?|bursts? apart"
"""How one is said to be blown up."""
FARTHER = 3.2
"""How many times farther away blows up what does so behind somebody."""
OF_FIRE = ("candle", "lantern", "campfire", "bonfire", "torch", "volcano")
"""What is meant to burn."""
BUILT = 20.0
"""Metres away from which scenery counts as what a place is made of, when a place itself falls or vanishes."""


def alight(subjects: Sequence[Seen], text: str) -> str:
    """The figure of the thing or building that is said to burn itself, whatever is around it: 'a burning piano', 'a barn burns
    down while the farmer watches'; else nothing."""
    for seen in subjects:
        word = re.escape(seen.word)
        told = rf"\b(?:burning|flaming|blazing) (?:\w+ )?{word}\b|\b{word} {BURNS}"
        alive = is_person(seen.subject) or is_beast(seen.subject)
        if not alive and seen.subject not in OF_FIRE and re.search(told, text, re.IGNORECASE):
            return seen.subject
    return ""


def bursts_behind(lead: Seen | None, text: str) -> bool:
    """Whether what explodes does so behind somebody: a petrol station as he walks away."""
    if lead is None or not (is_person(lead.subject) or is_beast(lead.subject)):
        return False
    return not re.search(rf"\b{re.escape(lead.word)} (?:\w+ )?(?:{EXPLODES})\b", text, re.IGNORECASE)


def changed(scene: Scene, verbs: tuple[str, ...], burnt: str = "", behind: bool = False) -> Scene:
    """The scene with its changes. What vanishes, falls or blows up is the subject, else all that stands in the distance; what
    burns is `burnt`, where that figure is in it; `behind`: it blows up behind the subject."""
    kinds = [kind for kind in KINDS if kind in verbs]
    if not kinds:
        return scene
    first: Sprite | None = scene.actors[0] if scene.actors else None
    fuel = next((sprite for sprite in (*scene.actors, *scene.sprites) if burnt and sprite.shape == burnt), None)
    if any(kind in TAKES_AWAY for kind in kinds) and first is None:
        far = tuple(sprite for sprite in scene.sprites if sprite.z >= BUILT)
        near = tuple(sprite for sprite in scene.sprites if sprite.z < BUILT)
        scene = replace(scene, sprites=near, actors=far)
    changes = []
    for kind in kinds:
        start, end = SUDDEN.get(kind, (0.12, 0.88))
        lead = fuel if kind == "burn" and fuel is not None else first
        x, z, size = (
            (lead.x, lead.z, lead.height)
            if lead
            else (0.0, 34.0 if scene.stage == "open" else 7.0, 7.0 if scene.stage == "open" else 1.6)
        )
        if kind == "explode" and behind and first is not None:
            x, z, size = -0.4 * first.x, FARTHER * first.z, 0.7 * FARTHER * first.height
        changes.append(
            Change(kind, start, end, x, lead.lift if lead else 0.0, z * (1.01 if kind != "explode" else 0.98), size)
        )
    return replace(scene, changes=tuple(changes))

"""What the verbs of a shot do to its scene: who is taken away, where it burns, when it begins."""

from __future__ import annotations

import re
from dataclasses import replace

from backends.previz.reading import Seen, is_beast
from backends.previz.outlines import is_person
from backends.previz.scene import Change, ChangeKind, Scene, Sprite
from backends.previz.vocabulary import facts

TAKES_AWAY = ("vanish", "collapse", "explode")
SUDDEN: dict[str, tuple[float, float]] = {"explode": (0.30, 0.5), "collapse": (0.2, 0.75), "burn": (0.05, 0.7)}
"""When a change begins and is whole, 0..1 of the shot; the others take from 0.12 to 0.88."""
KINDS: tuple[ChangeKind, ...] = (
    "freeze", "burn", "vanish", "flood", "explode", "collapse", "bloom", "darken", "brighten", "rain", "snow", "melt", "flicker",
)  # fmt: skip
TOWERING = 4.0
"""Metres from which what burns has fires at its foot."""
BUILT = 20.0
"""Metres away from which scenery counts as what a place is made of, when a place itself falls or vanishes."""


def alight(seen: Seen, text: str) -> bool:
    """Whether a thing itself is said to burn, and not what is around it: 'a burning piano', 'a car on fire'."""
    if is_person(seen.subject) or is_beast(seen.subject) or float(facts(seen.subject)["height"]) >= TOWERING:
        return False
    word = re.escape(seen.word)
    burns = rf"\b(?:burning|flaming|blazing) (?:\w+ )?{word}\b|\b{word} (?:(?:is|are|was|were) )?(?:still )?(?:burn(?:s|ing)\b|on fire|in flames|ablaze|aflame|catch\w* fire)"
    return re.search(burns, text, re.IGNORECASE) is not None


def changed(scene: Scene, verbs: tuple[str, ...]) -> Scene:
    """The scene with its changes. What vanishes, falls or blows up is the subject, else all that stands in the distance."""
    kinds = [kind for kind in KINDS if kind in verbs]
    if not kinds:
        return scene
    lead: Sprite | None = scene.actors[0] if scene.actors else None
    if any(kind in TAKES_AWAY for kind in kinds) and lead is None:
        far = tuple(sprite for sprite in scene.sprites if sprite.z >= BUILT)
        near = tuple(sprite for sprite in scene.sprites if sprite.z < BUILT)
        scene = replace(scene, sprites=near, actors=far)
    changes = []
    for kind in kinds:
        start, end = SUDDEN.get(kind, (0.12, 0.88))
        x, z, size = (
            (lead.x, lead.z, lead.height)
            if lead
            else (0.0, 34.0 if scene.stage == "open" else 7.0, 7.0 if scene.stage == "open" else 1.6)
        )
        changes.append(
            Change(kind, start, end, x, lead.lift if lead else 0.0, z * (1.01 if kind != "explode" else 0.98), size)
        )
    return replace(scene, changes=tuple(changes))

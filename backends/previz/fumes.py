"""What smokes or steams, where the words say so: a wreck, a chimney, a hot cup, a grating in a street."""

from __future__ import annotations

import re
from dataclasses import replace

from backends.previz.light import Colour
from backends.previz.motions import motion
from backends.previz.outlines import breadth, is_person
from backends.previz.placing.water import RAILED
from backends.previz.reading import Seen, is_beast
from backends.previz.scene import Scene, Sprite, Stream
from backends.previz.scenery import tint
from backends.previz.vocabulary import facts, tokens

SMOKES = re.compile(
    r"\b(?:smok(?:es|ing)|smou?lder(?:s|ing)|billowing|billows"
    r"|smoke (?:(?:is )?(?:rising|curling|coming|pouring|drifting|rises|curls|pours) )?(?:from|out of) (?:an?|the|its) \w+)\b",
    re.IGNORECASE,
)
"""What a thing or a building that does so is seen to do from afar."""
STEAMS = re.compile(
    r"\b(?:steaming|steams|steam (?:(?:is )?(?:rising|curling|coming|pouring|drifting|rises|curls|pours|drifts) )?(?:from|off|over|out of)"
    r"|(?:hot|fresh) (?:\w+ )?(?:coffee|tea|cocoa|chocolate|soup|ramen|noodles)|whistling kettle|kettle whistl\w+|kettle boil\w*)\b",
    re.IGNORECASE,
)
"""What is hot is seen to be."""
VENTS = re.compile(
    r"\bsteam(?:ing)?\b[^.]{0,30}\b(?:manholes?|grates?|gratings?|sewers?|vents?|drains?)\b", re.IGNORECASE
)
"""Through what steam comes up in a street."""
BEHIND = re.compile(
    r"\b(?:smoke|smoking ruins?)\b[^.,]{0,24}\b(?:behind (?:them|him|her|it|the|a|an)|in the (?:distance|background)|on the horizon|over the (?:rooftops|roofs|city|town|village|hills))\b",
    re.IGNORECASE,
)
"""What smokes far off."""
LAMPLIT: Colour = (0.34, 0.32, 0.30)
"""Steam by lamps."""
FAR = 90.0
"""Metres to what smokes far off."""
GRATING = (1.3, 8.5)
"""Where a street has one: metres aside and ahead."""


def fuming(scene: Scene, lead: Seen | None, wonders: tuple[str, ...], text: str) -> tuple[Scene, frozenset[str]]:
    """The scene with what smokes or steams there, and the words that it shows so. `lead` is its first subject."""
    shown: set[str] = set()
    if scene.stage == "open" and (far := BEHIND.search(text)):
        scene, shown = _smoke_far(scene), set(tokens(far[0]))
    vents = VENTS.search(text)
    if vents and scene.stage == "street":
        scene, shown = _vented(scene), shown | set(tokens(vents[0]))
    if lead is None or not scene.actors or not _stands_there(lead):
        return scene, frozenset(shown)
    it = next((actor for actor in scene.actors if actor.shape == lead.subject), scene.actors[0])
    smokes = [word for told in SMOKES.findall(text) for word in tokens(told)]
    if smokes and scene.stage == "open" and "volcano" not in wonders:  # which has its own
        scene, shown = _smoking(scene, it), shown | {*smokes, "smoke"}
    steams = STEAMS.search(text)
    framed = any(actor.shape == "window_sill" for actor in scene.actors)  # it would hide the steam
    if steams and not vents and not framed:
        scene, shown = _steaming(scene, it), shown | {*tokens(steams[0]), "steam"}
    return scene, frozenset(shown)


def _stands_there(seen: Seen) -> bool:
    """Whether a subject is no one who lives, nothing that flies, and no train, which has its own smoke."""
    alive = is_person(seen.subject) or is_beast(seen.subject)
    return not alive and seen.subject not in RAILED and not motion(str(facts(seen.subject).get("moves", ""))).floats


def _smoking(scene: Scene, it: Sprite) -> Scene:
    """A scene with the smoke that rises from a wreck or a house, up the sky and with the wind."""
    tall, fog = it.height, scene.light.fog
    smoke = Stream(
        "smoke", it.x, it.lift + 0.55 * tall, it.z * 1.02, 2.6 * tall, 0.14 * tall, 0.62 * tall, lean=0.9 * tall,
        bright=tint(fog, 0.62), dim=tint(fog, 0.22), on_ground=it.on_ground,
    )  # fmt: skip
    return replace(scene, streams=(*scene.streams, smoke))


def _steaming(scene: Scene, it: Sprite) -> Scene:
    """A scene with the steam that curls up from something hot, paler than what is behind it."""
    tall, wide = it.height, breadth(it.shape) * it.height
    pale = tint(scene.light.fog, 0.6) if scene.stage == "open" else LAMPLIT
    steam = Stream(
        "smoke", it.x, it.lift + 0.92 * tall, it.z * 0.995, 0.9 * tall, 0.10 * wide, 0.30 * wide, lean=0.16 * tall,
        bright=pale, dim=tint(pale, 0.55), on_ground=it.on_ground,
    )  # fmt: skip
    return replace(scene, streams=(*scene.streams, steam))


def _smoke_far(scene: Scene) -> Scene:
    """A scene with a column of smoke far behind it."""
    fog = scene.light.fog
    tall = 0.5 * FAR
    smoke = Stream(
        "smoke", -0.22 * FAR, 0.0, FAR, tall, 0.05 * tall, 0.22 * tall, lean=0.3 * tall,
        bright=tint(fog, 0.5), dim=tint(fog, 0.16), on_ground=True,
    )  # fmt: skip
    return replace(scene, streams=(*scene.streams, smoke))


def _vented(scene: Scene) -> Scene:
    """A street with the steam that comes up through a grating."""
    aside, ahead = GRATING
    steam = Stream("smoke", aside, 0.0, ahead, 3.4, 0.30, 1.3, lean=0.7, bright=LAMPLIT, dim=tint(LAMPLIT, 0.5))
    return replace(scene, streams=(*scene.streams, steam))

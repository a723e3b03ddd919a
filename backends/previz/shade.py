"""Who is under a tree, where the words say so: its boughs are over him, and it stands close behind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from backends.previz.light import Colour
from backends.previz.outlines import breadth
from backends.previz.reading import Seen
from backends.previz.scene import Scene
from backends.previz.scenery import clothed, rim_of
from backends.previz.vocabulary import facts

TREES = ("oak0", "blossom_tree", "palm", "bare0", "fir0")
UNDER_TREE = re.compile(
    r"\b(?:under|beneath|below|underneath|against|in the shade of) (?:an?|the|his|her|their|its|some|that) (?:(?!christmas|xmas|family)[\w-]+ ){0,2}(?:tree|trees|oak|willow|maple|elm|palm|sycamore)\b",
    re.IGNORECASE,
)
"""What is so has its boughs overhead."""
OVER, LEAST, MOST = 2.7, 4.2, 6.5
"""How high the tree is, in heights of who is under it, and in metres at least and at most."""
BARK: Colour = (0.20, 0.14, 0.09)
"""Its colour where a tree has none of its own."""
BEHIND = 1.10
"""How much farther off it stands."""


def shaded(scene: Scene, subjects: Sequence[Seen], text: str) -> Scene:
    """The scene with a tree over its first figure, if the words say that this is under one: the one of `subjects`, else an oak."""
    if scene.stage != "open" or not scene.actors or not scene.actors[0].on_ground or not UNDER_TREE.search(text):
        return scene
    first, *others = scene.actors
    shape = next((seen.subject for seen in subjects if seen.subject in TREES), TREES[0])
    tall = min(max(OVER * first.height, LEAST), MOST)
    side = 1.0 if first.x <= 0 else -1.0
    tree = replace(
        first,
        shape=shape,
        x=first.x * BEHIND + side * 0.16 * breadth(shape) * tall,
        z=first.z * BEHIND,
        height=tall,
        lift=0.0,
        speed_x=0.0,
        bob=0.0,
        cycles=0.0,
        body=clothed(scene.light, facts(shape).get("colour", BARK)),
        rim=rim_of(scene.light, 0.4),
        emission=0.0,
        stands_out=False,
        inked=bool(facts(shape).get("inked")),
    )
    far = next((sprite for sprite in reversed(scene.sprites) if sprite.shape == shape and sprite.on_ground), None)
    named = any(seen.subject == shape for seen in subjects)
    rest = tuple(sprite for sprite in scene.sprites if not (named and sprite is far))
    return replace(scene, sprites=rest, actors=(first, *others, tree))

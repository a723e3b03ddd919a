"""Shots painted from words alone, and what is found in them."""

from __future__ import annotations

import numpy as np

from backends.previz.direction import direct
from backends.previz.painter import Canvas, Painter
from backends.previz.reading import Reading
from backends.previz.scene import Scene, Sprite

WIDTH, HEIGHT, SECONDS = 320, 180, 2.0


def shot_of(words: str) -> tuple[Scene, Reading]:
    return direct(words, "", 3, WIDTH, HEIGHT, SECONDS)


def scene_of(words: str) -> Scene:
    return shot_of(words)[0]


def reading_of(words: str) -> Reading:
    return shot_of(words)[1]


def said(words: str) -> str:
    """What the plan says of a shot."""
    return " ".join(reading_of(words).doubts)


def figure(scene: Scene, shape: str) -> Sprite:
    """The first figure whose name begins so, actors before the rest."""
    return next(sprite for sprite in (*scene.actors, *scene.sprites) if sprite.shape.startswith(shape))


def frame(scene: Scene, time: float = 1.0) -> np.ndarray:
    """A frame of a scene as whole numbers, which may be subtracted."""
    return Painter(scene, WIDTH, HEIGHT, SECONDS).frame(time, Canvas(WIDTH, HEIGHT)).astype(int)

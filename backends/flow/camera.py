"""A camera before a still: a guess at what is near and what is far, and moves in which they part."""

from __future__ import annotations

import re
from math import cos, pi, sin

import cv2
import numpy as np

from backends.flow.clips import Picture, Plane
from studio import Frozen


class Move(Frozen):
    """A camera move: zoom from and to, and how far it goes across and down, as shares of the picture; `circles` once."""

    words: tuple[str, ...]
    zoom: tuple[float, float] = (1.0, 1.0)
    across: float = 0.0
    down: float = 0.0
    circles: bool = False


MOVES: dict[str, Move] = {
    "push in": Move(words=("push", "zoom in", "dolly in", "move closer", "move in"), zoom=(1.0, 1.22)),
    "pull out": Move(words=("pull", "zoom out", "dolly out", "move out", "back away"), zoom=(1.22, 1.0)),
    "pan left": Move(words=("pan left", "to the left", "move left", "track left"), zoom=(1.12, 1.12), across=-1.0),
    "pan right": Move(
        words=("pan right", "pan", "to the right", "move right", "track right"), zoom=(1.12, 1.12), across=1.0
    ),
    "rise": Move(words=("tilt up", "crane up", "rising camera", "camera rises"), zoom=(1.12, 1.12), down=-1.0),
    "sink": Move(words=("tilt down", "crane down", "sinking camera", "camera sinks"), zoom=(1.12, 1.12), down=1.0),
    "orbit": Move(words=("orbit", "arc shot", "circling", "camera circles"), zoom=(1.1, 1.1), across=1.0, circles=True),
    "still": Move(words=("static", "locked", "tripod", "no movement", "still camera"), zoom=(1.0, 1.015)),
}
SLIDE = 0.045
"""How far the camera goes sideways at most, as a share of the picture, before the overscan shows."""


def chosen(prompt: str) -> str:
    """The move that a prompt names, by its longest name; a slow push in where it names none."""
    text = " ".join(re.findall(r"[a-z]+", prompt.lower()))
    found = [
        (-len(word), match.start(), name)
        for name, move in MOVES.items()
        for word in move.words
        if (match := re.search(rf"\b{word}(s|es|ing)?\b", text))
    ]
    return min(found)[2] if found else "push in"


def filling(picture: Picture, width: int, height: int) -> Picture:
    """A picture cropped in the middle to a shape; not shrunk below 1.25 times the size that is wanted."""
    rows, columns = picture.shape[:2]
    scale = max(width / columns, height / rows)
    wide, high = min(columns, round(width / scale)), min(rows, round(height / scale))
    left, top = (columns - wide) // 2, (rows - high) // 2
    part = picture[top : top + high, left : left + wide]
    if scale < 0.8:
        size = (round(width * 1.25), round(height * 1.25))
        part = cv2.resize(part, size, interpolation=cv2.INTER_AREA)
    return np.ascontiguousarray(part)


def nearness(picture: Picture) -> Plane:
    """A guess at how near each part is, 0 to 1, on 160 px: low in the picture, or dark and unlike its rim; lights are far."""
    scale = 160 / max(picture.shape[:2])
    size = (max(8, round(picture.shape[1] * scale)), max(8, round(picture.shape[0] * scale)))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    lab = cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2LAB)
    rows, columns = lab.shape[:2]
    rim = np.concatenate(
        [
            lab[: rows // 8].reshape(-1, 3),
            lab[:, : columns // 12].reshape(-1, 3),
            lab[:, -columns // 12 :].reshape(-1, 3),
        ]
    )
    apart = lab - rim.mean(0)
    unlike = np.sqrt(np.maximum((apart @ np.linalg.inv(np.cov(rim.T) + np.eye(3) * 6) * apart).sum(2), 0))
    unlike = np.clip(unlike / max(3.0, float(np.percentile(unlike, 97))), 0, 1)
    glows = np.clip((lab[..., 0] - np.median(rim[:, 0]) - 4) / 16, 0, 1)
    unlike = unlike * (1 - glows)
    down = np.linspace(0, 1, rows, dtype=np.float32)[:, None]
    middle = 1 - np.abs(np.linspace(-1, 1, columns, dtype=np.float32))[None] ** 2
    guess = (0.55 * down**1.3 + 0.45 * unlike * (0.4 + 0.6 * middle)).astype(np.float32)
    light = (lab[..., 0] / 100).astype(np.float32)
    calm = cv2.GaussianBlur(_guided(light, guess, 10, 1e-3), (0, 0), 2.0)
    low, high = np.percentile(calm, (2, 98))
    return np.asarray(np.clip((calm - low) / max(float(high - low), 1e-3), 0, 1), np.float32)


def _guided(guide: Plane, values: Plane, radius: int, least: float) -> Plane:
    """The guided filter (He, Sun & Tang 2010): values smoothed within the edges of a guide."""
    size = (2 * radius + 1, 2 * radius + 1)
    mean, value = cv2.blur(guide, size), cv2.blur(values, size)
    slope = (cv2.blur(guide * values, size) - mean * value) / (cv2.blur(guide * guide, size) - mean * mean + least)
    rest = value - slope * mean
    return np.asarray(cv2.blur(slope, size) * guide + cv2.blur(rest, size), np.float32)


class Still:
    """A still before a moving camera. `depth` 0 to 1: how far near and far part; `amount` 0 to 1: how far it goes."""

    def __init__(self, picture: Picture, width: int, height: int, move: str, depth: float, amount: float) -> None:
        self.picture = filling(picture, width, height)
        self.move, self.depth, self.amount = MOVES[move], depth, 2 * amount
        near = cv2.resize(nearness(self.picture), (width, height), interpolation=cv2.INTER_CUBIC)
        self.near = np.clip(near, 0, 1) - 0.4
        rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
        self.x, self.y = (columns + 0.5) / width - 0.5, (rows + 0.5) / height - 0.5

    def at(self, share: float) -> Picture:
        """The picture `share` 0 to 1 of the way through the move."""
        eased = 0.5 * share + 0.5 * (0.5 - 0.5 * cos(pi * share))
        start, end = self.move.zoom
        zoom = 1 + (start + (end - start) * eased - 1) * self.amount
        room = min(SLIDE * self.amount, (zoom - 1) / 2 / (1 + self.depth))
        way = eased * 2 - 1
        across, down = self.move.across * way * room, self.move.down * way * room
        if self.move.circles:
            across, down = sin(2 * pi * share) * room, 0.3 * (1 - cos(2 * pi * share)) * room
        # What is near grows faster as the camera comes, and slides farther as it passes.
        scale = 1 / (zoom * (1 + 0.5 * self.depth * (zoom - 1) * self.near))
        slide = 1 + self.depth * 1.6 * self.near
        x = self.x * scale + across * slide + 0.5
        y = self.y * scale + down * slide + 0.5
        height, width = self.picture.shape[:2]
        found = cv2.remap(
            self.picture, x * width - 0.5, y * height - 0.5, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101
        )
        return np.asarray(found, np.uint8)

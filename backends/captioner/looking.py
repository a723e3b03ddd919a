"""A picture or a clip in measured words: light, contrast, colours, where the light is, motion. Nothing is recognised."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt
from PIL import Image

Picture = npt.NDArray[np.uint8]

SMALL = (96, 54)
FRAMES = 240
"""Frames of a clip that are looked at, from its start."""
MAIN = 0.12
"""Share of a picture from which a colour is named."""
COLOURED, LIT = 0.22, 0.12
"""Saturation, and value, from which something has a colour."""
LAMP = 0.3
"""How much lighter than the whole its lightest hundredth must be to be a light."""
PLACES = (
    ("at the upper left", "at the top", "at the upper right"),
    ("at the left", "in the middle", "at the right"),
    ("at the lower left", "at the bottom", "at the lower right"),
)


@functools.cache
def table() -> dict[str, list[dict[str, Any]]]:
    """The words by what they measure."""
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


def word(of: str, value: float) -> str:
    """The word for a measure."""
    rows = table()[of]
    return str(next((row["word"] for row in rows if value < row["up_to"]), rows[-1]["word"]))


def picture(path: Path) -> str:
    """A picture in a sentence."""
    with Image.open(path) as opened:
        return f"{_looks(_small(opened.convert('RGB')), 'picture')}."


def clip(path: Path) -> str:
    """A clip in a sentence: how it looks in the middle, how it moves, how its light changes."""
    frames = list(_frames(path))
    changes = [float(np.abs(one.astype(np.int16) - other).mean()) for one, other in pairwise(frames)]
    moves = word("motion", float(np.median(changes)) if changes else 0.0)
    lights = [float(_lightness(frames[number]).mean()) for number in (0, -1)]
    turns = (
        "getting brighter" if lights[1] - lights[0] > 0.08 else "getting darker" if lights[0] - lights[1] > 0.08 else ""
    )
    return f"{_looks(frames[len(frames) // 2], 'clip')}; {', '.join(part for part in (moves, turns) if part)}."


def _frames(path: Path) -> Iterator[Picture]:
    with av.open(f"file:{path}", format="mp4") as film:
        for number, frame in enumerate(film.decode(video=0)):
            if number == FRAMES:
                return
            yield _small(frame.to_image())


def _small(opened: Image.Image) -> Picture:
    return np.asarray(opened.resize(SMALL, Image.Resampling.BOX), np.uint8)


def _lightness(shown: Picture) -> npt.NDArray[np.float64]:
    return np.asarray(shown @ np.array([0.2126, 0.7152, 0.0722]) / 255)


def _looks(shown: Picture, what: str) -> str:
    light = _lightness(shown)
    marks = [word("light", float(light.mean())), word("contrast", float(light.std()))]
    named = " ".join(["A", ", ".join(mark for mark in marks if mark), what]).replace("  ", " ")
    parts = [named, f"mostly {' and '.join(colours(shown))}"]
    if place := lamp(light):
        parts.append(f"with light {place}")
    return ", ".join(parts)


def colours(shown: Picture) -> list[str]:
    """Names of the one or two colours that most of a picture has."""
    hue, saturation, value = np.moveaxis(np.asarray(Image.fromarray(shown).convert("HSV"), np.float64) / 255, 2, 0)
    count: dict[str, int] = {}
    plain = (saturation < COLOURED) | (value < LIT)
    for turn, without, light in zip(hue.ravel(), plain.ravel(), _lightness(shown).ravel(), strict=True):
        name = word("grey", light) if without else word("hue", 360 * turn)
        count[name] = count.get(name, 0) + 1
    ranked = sorted(count, key=lambda name: (-count[name], name))
    return ranked[:1] + [name for name in ranked[1:2] if count[name] >= MAIN * hue.size]


def lamp(light: npt.NDArray[np.float64]) -> str:
    """Where the lightest hundredth of a picture is, such as 'at the upper left'; '' where nothing stands out or it lies all over."""
    bound = float(np.quantile(light, 0.99))
    rows, columns = np.nonzero(light >= bound)
    if bound < light.mean() + LAMP or max(rows.std() / light.shape[0], columns.std() / light.shape[1]) > 0.2:
        return ""
    down, across = (min(2, int(3 * at.mean() / side)) for at, side in zip((rows, columns), light.shape, strict=True))
    return PLACES[down][across]

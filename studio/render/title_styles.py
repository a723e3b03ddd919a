"""The looks of titles and captions: rows of title_styles.toml, and where in the frame words may stand."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import BeforeValidator

from studio.backend import Frozen
from studio.errors import BadInput
from studio.render.lettering import LEADING
from studio.timeline.timeline import Title


def _colour(text: object) -> object:
    return tuple(bytes.fromhex(text.removeprefix("#"))) if isinstance(text, str) else text


Colour = Annotated[tuple[int, int, int], BeforeValidator(_colour)]
"""Red, green and blue; in the table as #rrggbb."""
Place = Literal["centre", "low", "lower", "foot"]
Motion = Literal["none", "rise", "slide"]


class Style(Frozen):
    """A designed look of a title. Sizes are shares of the frame's shorter side; tracking of the type size."""

    description: str
    font: str
    size: float
    tracking: float
    upper: bool
    top: Colour
    bottom: Colour
    glow: Colour
    glow_strength: float
    sub_size: float
    sub_tracking: float
    sub_font: str = ""
    sub_colour: Colour | None = None
    ornament: str = ""
    accent: Colour | None = None
    leading: float = LEADING
    dim: float = 1.0
    outline: float = 0.0
    outline_colour: Colour = (0, 0, 0)
    shadow: tuple[float, float] = (0.0, 0.0)
    shadow_colour: Colour = (0, 0, 0)
    plate: float = 0.0
    wear: float = 0.0
    slant: float = 0.0
    place: Place = "centre"
    motion: Motion = "none"


MOTIONS: dict[Motion, tuple[float, float, float]] = {
    "none": (0.0, 0.0, 0.0),
    "rise": (0.0, 0.030, 0.5),
    "slide": (-0.14, 0.0, 0.45),
}
"""How a title comes in: from so many shares of the shorter side beside and below its place, in so many seconds."""


@dataclass(frozen=True)
class Area:
    """Pixels of a frame in which words may stand."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top


MARGINS: tuple[tuple[float, tuple[float, float, float, float]], ...] = (
    (0.7, (0.08, 0.12, 0.12, 0.20)),
    (1.2, (0.07, 0.08, 0.07, 0.09)),
    (9.9, (0.07, 0.08, 0.07, 0.08)),
)
"""Up to which width over height: shares that stay free at left, top, right and bottom. On tall frames players lay their
buttons over the right edge and the foot."""


def safe(width: int, height: int) -> Area:
    """The title-safe area of a frame."""
    left, top, right, bottom = next(margins for most, margins in MARGINS if width / height <= most)
    return Area(round(width * left), round(height * top), round(width * (1 - right)), round(height * (1 - bottom)))


def look(title: Title) -> Style:
    """A title's style, at the size and place it asks for."""
    found = style(title.style)
    return found.model_copy(update={"size": found.size * title.scale, "place": title.place or found.place})


def captions() -> tuple[str, ...]:
    """Styles that captions can be burned in with, the usual one first."""
    return tuple(name for name, found in styles().items() if found.place == "foot")


@cache
def styles() -> Mapping[str, Style]:
    """Every style by name, in the order of title_styles.toml."""
    text = resources.files("studio.render").joinpath("title_styles.toml").read_text(encoding="utf-8")
    return MappingProxyType({name: Style.model_validate(row) for name, row in tomllib.loads(text).items()})


def style(name: str) -> Style:
    """The style of this name, or BadInput that lists the known ones."""
    try:
        return styles()[name]
    except KeyError:
        raise BadInput(f"{name!r} is no title style.", f"Choose one of: {', '.join(styles())}.") from None

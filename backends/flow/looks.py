"""Words to looks: what a prompt and a style ask of a picture, by the table in looks.toml."""

from __future__ import annotations

import functools
import re
import tomllib
from pathlib import Path
from typing import Literal

from studio import BadInput, Frozen

Colour = tuple[float, float, float]
PLAIN = frozenset(
    """a an the and or of in on at to with into from by for it its is as like make turn this that more very slightly
    scene shot clip picture film look style set take place now time during under over same but then""".split()
)


class Look(Frozen):
    """One look: what it does to a picture; looks.toml says what the numbers mean."""

    words: tuple[str, ...]
    exposure: float = 0.0
    gamma: float = 1.0
    contrast: float = 1.0
    saturation: float = 1.0
    tint: Colour = (1.0, 1.0, 1.0)
    shadows: Colour = (0.0, 0.0, 0.0)
    lights: Colour = (0.0, 0.0, 0.0)
    warm: float = 0.0
    sky: float = 0.0
    lamps: float = 0.0
    bloom: float = 0.0
    vignette: float = 0.0
    soft: float = 0.0
    grain: float = 0.0
    fog: float = 0.0
    fog_colour: Colour | None = None
    weather: Literal["", "rain", "snow", "embers", "dust"] = ""
    amount: float = 0.0
    paint: Literal["", "oil", "watercolour", "pencil", "comic"] = ""


class Reading(Frozen):
    """What was understood of the words: names of looks in their order, and the words that mean nothing here."""

    names: tuple[str, ...]
    unknown: tuple[str, ...]


@functools.cache
def table() -> dict[str, Look]:
    """All looks by name."""
    rows = tomllib.loads((Path(__file__).parent / "looks.toml").read_text(encoding="utf-8"))
    return {name: Look.model_validate(row) for name, row in rows.items()}


@functools.cache
def _called() -> dict[str, str]:
    return {word: name for name, look in table().items() for word in look.words}


def read(text: str) -> Reading:
    """Looks that a text calls for; the longest phrase wins (`day to night` is night, not day)."""
    words = re.findall(r"[\w'-]+", text.lower())
    called, names, unknown = _called(), [], []
    at = 0
    while at < len(words):
        for size in (3, 2, 1):
            phrase = " ".join(words[at : at + size])
            if len(words[at : at + size]) == size and phrase in called:
                names.append(called[phrase])
                at += size
                break
        else:
            if words[at] not in PLAIN:
                unknown.append(words[at])
            at += 1
    return Reading(names=tuple(dict.fromkeys(names)), unknown=tuple(dict.fromkeys(unknown)))


def asked(prompt: str, style: str, *, needed: bool) -> tuple[tuple[Look, ...], Reading]:
    """The looks of a prompt and a style. BadInput where some are `needed` and no word is known."""
    reading = read(f"{prompt} . {style}")
    if needed and not reading.names:
        raise BadInput(
            f"No look is known in {(prompt or style)[:60]!r}." if prompt or style else "No look is asked for.",
            f"Name one or more of: {', '.join(table())}; or bring a picture as `reference`.",
        )
    return tuple(table()[name] for name in reading.names), reading

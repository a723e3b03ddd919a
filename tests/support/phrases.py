"""Whether the painter reads from a phrase what a viewer should see."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from backends.previz.direction import direct

DATA = Path(__file__).parents[1] / "data"


def phrases(file: str) -> list[dict[str, Any]]:
    """The labelled phrases of a list in tests/data."""
    found: list[dict[str, Any]] = tomllib.loads((DATA / f"{file}.toml").read_text(encoding="utf-8"))["phrase"]
    return found


def understood(phrase: dict[str, Any]) -> bool:
    """Whether the place and all that the label names are read; a list holds what is also right."""
    _, reading = direct(phrase["text"], "", 1, 64, 36, 2.0)
    found = {
        "hour": [reading.hour],
        "weather": reading.weathers,
        "subject": [seen.subject for seen in reading.subjects],
        "happens": reading.verbs,
        "beside": reading.dressing,
    }
    wanted = {key: value if isinstance(value, list) else [value] for key, value in phrase.items() if key in found}
    return reading.place in phrase["place"] and all(set(found[key]) & set(wanted[key]) for key in wanted)

"""Whether the painter reads from a phrase what a viewer should see."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from backends.previz.direction import direct
from backends.previz.evidence import hints, stems
from backends.previz.roles import STANDING
from backends.previz.vocabulary import TABLE, bases, tokens, words

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
        "subject": [*(seen.subject for seen in reading.subjects), *reading.wonders, *STANDING.get(reading.place, ())],
        "happens": reading.verbs,
        "beside": [*reading.dressing, *("sea" for name in reading.wonders if name in ("river", "lake"))],
    }
    wanted = {key: value if isinstance(value, list) else [value] for key, value in phrase.items() if key in found}
    called = TABLE["called"][reading.place].removeprefix("a ").removeprefix("an ").removeprefix("the ")
    here = {reading.place, called, *TABLE["drawn_for"].get(reading.place, ())}
    return any(place in phrase["place"] for place in here) and all(set(found[key]) & set(wanted[key]) for key in wanted)


def doubted(phrase: dict[str, Any]) -> bool:
    """Whether anything is said of what is unsure."""
    return bool(direct(phrase["text"], "", 1, 64, 36, 2.0)[1].doubts)


def without_its_words(phrase: dict[str, Any]) -> list[tuple[dict[str, Any], str, Any]]:
    """Take from the painter's tables all words of a phrase that speak for its right place; `put_back` returns them."""
    places, spoken, run = words().by_table["places"], hints(), tokens(phrase["text"])
    taken: list[tuple[dict[str, Any], str, Any]] = []
    for at in range(len(run)):
        for part in (run[at:end] for end in range(at + 1, min(at + 4, len(run)) + 1)):
            forms = {" ".join([*part[:-1], last]) for last in (*bases(part[-1]), *stems(part[-1]))}
            forms |= {" ".join([first, *part[1:]]) for first in stems(part[0])}
            for form in forms:
                if places.get(form) in phrase["place"]:
                    taken.append((places, form, places.pop(form)))
                if {place for place, _ in spoken.get(form, ())} & set(phrase["place"]):
                    taken.append((spoken, form, spoken.pop(form)))
    return taken


def put_back(taken: list[tuple[dict[str, Any], str, Any]]) -> None:
    """Return what `without_its_words` took."""
    for table, form, meaning in taken:
        table[form] = meaning

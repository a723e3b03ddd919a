"""Colours that the words give a subject: a red van, a white horse, a girl in a yellow raincoat."""

from __future__ import annotations

import re
from dataclasses import replace

from backends.previz.light import Colour
from backends.previz.outlines import is_person
from backends.previz.reading import Seen, is_beast

HUES: dict[str, Colour] = {
    "red": (0.72, 0.06, 0.05), "scarlet": (0.74, 0.05, 0.05), "crimson": (0.58, 0.04, 0.08), "orange": (0.84, 0.34, 0.05),
    "yellow": (0.86, 0.66, 0.07), "green": (0.10, 0.42, 0.13), "turquoise": (0.08, 0.52, 0.52), "blue": (0.10, 0.24, 0.66),
    "purple": (0.38, 0.13, 0.54), "violet": (0.38, 0.13, 0.54), "pink": (0.84, 0.40, 0.52), "brown": (0.34, 0.20, 0.11),
    "white": (1.10, 1.09, 1.05), "black": (0.045, 0.045, 0.05), "grey": (0.38, 0.38, 0.39), "gray": (0.38, 0.38, 0.39),
    "silver": (0.60, 0.61, 0.63), "golden": (0.76, 0.54, 0.14), "ginger": (0.70, 0.34, 0.12),
}  # fmt: skip
NAMED = "|".join(HUES)
POURED = frozenset("coffee tea wine bread chocolate beer rum pepper rice sugar juice smoke hole whale bear".split())
"""What a colour says the kind of, or fills something with."""
WORN = re.compile(
    rf"\b(?:in|wearing|wears|with) (?:a |an |his |her |their |the )?(?:\w+ )?({NAMED}) (?:\w+ )?"
    r"(?:dress|gown|coat|raincoat|cloak|cape|jacket|jumper|sweater|shirt|suit|uniform|robe|robes|sari|kimono|tunic|overalls|hoodie|hood)\b",
    re.IGNORECASE,
)
"""What somebody is dressed in."""


CLAD = re.compile(
    rf"\b(?:dressed |all |clad )?in ({NAMED})\b(?! and white| [a-z-]+)(?=[,.;]|$)|\bin (black|white|red) (?=\w+ing\b|at\b|on\b|by\b|with\b|in\b|under\b|before\b|waits\b|stands\b|walks\b|runs\b|weeps\b)",
    re.IGNORECASE,
)
"""The same without what it is: a widow in black."""


def coloured(subjects: tuple[Seen, ...], text: str) -> tuple[Seen, ...]:
    """The subjects with the colours that stand before their words, and whoever comes first in what is worn."""
    found = []
    worn = WORN.search(text) or CLAD.search(text)
    for seen in subjects:
        hue = ""
        first, *_, last = seen.word.split() if " " in seen.word else ("", seen.word)
        if is_person(seen.subject):
            if worn:
                hue, worn = next(filter(None, worn.groups())).lower(), None
        elif last and last not in POURED:
            before = re.search(rf"\b({NAMED}) (?:[a-z-]+ )?{re.escape(seen.word)}", text, re.IGNORECASE)
            hue = before[1].lower() if before else first if first in HUES and first != "golden" else ""
            if hue in ("red", "orange") and is_beast(seen.subject):  # no fur is
                hue = "ginger"
        found.append(replace(seen, hue=hue) if hue else seen)
    return tuple(found)

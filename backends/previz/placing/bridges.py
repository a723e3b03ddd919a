"""Rules of bridges: who is on one sees the water far below, a train goes over arches, and under one it is the place."""

from __future__ import annotations

import re
from dataclasses import replace

from backends.previz.itself import sets
from backends.previz.placing.placing import Names, Placing
from backends.previz.placing.water import RAILED
from backends.previz.vocabulary import words

BRIDGED = ("plain", "meadow", "street", "city", "village", "river", "coast")
"""Where a bridge is the place, for who goes over it."""

ON_BRIDGE = re.compile(
    r"\b(?:on|across|over|crossing) (?:an?|the) (?:(?!small|little|wooden|rope|stone)[\w-]+ ){0,2}bridge\b(?! over| of)",
    re.IGNORECASE,
)
"""Where who is there is high over the water."""


def on_bridge(at: Placing) -> Placing | None:
    """Who is on a bridge stands on its span, and sees no other: unless it is a canal's, or hangs on ropes of its own."""
    if (
        (at.on_foot or (at.moves == "drive" and not at.about(*RAILED)))
        and at.first in BRIDGED
        and ON_BRIDGE.search(at.prompt)
        and "suspension_bridge" not in at.wonders
        and "canal" not in sets(at.prompt)
    ):
        return at.moved("span", *at.others).without("bridge")
    return None


OVER = re.compile(
    r"\b(?:[Cc]ross(?:es|ed|ing)?|[Aa]cross|[Oo]ver|[Oo]n) (?:the )?"
    r"(?:(?:[A-Z]\w+ ){1,3}[Bb]ridge|(?:brooklyn|westminster|golden gate|tower|london|manhattan|charles|harbou?r) bridge)\b"
)
"""A great bridge by its name, and somebody on it."""


def on_great_bridge(at: Placing) -> Names | None:
    """Who is on a great bridge that is named stands on its span."""
    if at.first in ("street", "city", "rooftop", "coast", "sea", "plain") and OVER.search(at.text):
        return ("span", *at.others_but("rooftop"))
    return None


SMALL_BRIDGE = re.compile(r"\b(?:stone|wooden|arched|old|ancient|mossy|red|little|small|foot) ?bridge\b", re.IGNORECASE)
"""One that goes over water."""


def over_water(at: Placing) -> Names | None:
    """A bridge that only its land or what grows there is named with is over a river, and in a city that is called by its name
    over a canal."""
    if not at.about("bridge") or at.first not in ("meadow", "plain", "mountain", "street", "city") or at.kept:
        return None
    lands, nature = words().lands, (*at.nature, "bridge", "bridges")
    told = [
        vote
        for vote in at.reading.votes
        if vote.how != "hint" and vote.words not in lands and not any(vote.words in told for told in nature)
    ]
    if not SMALL_BRIDGE.search(at.prompt) or any(vote.place != "city" or "city" in vote.words for vote in told):
        return None
    return ("canal" if told else "river", *at.others_but("meadow", "plain"))


def river_under_bridge(at: Placing) -> Placing | None:
    """A bridge over a river has a river under it."""
    if at.about("bridge") and at.first == "river":
        return replace(at, wonders=tuple(dict.fromkeys((*at.wonders, "river"))))
    return None


STONE_BRIDGE = re.compile(
    r"\b(?:across|over|crossing|crosses|on) (?:an?|the) (?:[\w-]+ ){0,2}(?:stone|old|ancient|roman|medieval|arched|mossy) (?:[\w-]+ ){0,2}bridge\b",
    re.IGNORECASE,
)
"""What has arches under who crosses it."""


def viaduct(at: Placing) -> Placing | None:
    """A train on a bridge, and who crosses one of stone, is on a viaduct."""
    spans = at.shows("bridge") and at.first in (*BRIDGED, "mountain", "snow", "forest")
    arched = at.on_foot and spans and STONE_BRIDGE.search(at.prompt) is not None
    if arched or (at.about(*RAILED) and (at.first == "span" or spans)):
        return at.moved("viaduct", *at.others).without("bridge")
    return None

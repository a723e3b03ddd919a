"""Rules of water: by a river without the sea, on a road along the coast, in the streets of a flooded town, in the pool."""

from __future__ import annotations

import re
from dataclasses import replace

from backends.previz.itself import named, sets
from backends.previz.places import OPEN
from backends.previz.placing.lands import STREETS
from backends.previz.placing.placing import Names, Placing
from backends.previz.staging import AFLOAT
from backends.previz.vocabulary import facts, is_thing, words

SOAKED = ("sea", "coast", "beach", "swamp")
"""Places whose water is the wonder's own: by a river there is no sea."""
RAILED = ("train", "express_train", "freight_train", "tram")
"""What rolls on rails."""

ACROSS = re.compile(r"\b(?:river|harbou?r|bay|lake|waterfront|thames|seine|hudson)\b", re.IGNORECASE)
"""What a city is seen over."""


def fireworks_over_water(at: Placing) -> Placing | None:
    """Fireworks of a city by the water are seen over the water."""
    if at.first in ("city", "rooftop") and "fireworks" in at.reading.weathers and ACROSS.search(at.prompt):
        return at.moved("coast", "city")
    return None


FJORD = re.compile(r"\b(?:f[ij]ords?|milford sound|geiranger\w*)\b", re.IGNORECASE)
"""Water between steep mountains."""


def fjord(at: Placing) -> Names | None:
    """A fjord is a coast between mountains."""
    if at.first in ("coast", "sea") and FJORD.search(at.text):
        return ("coast", "mountain", *at.others_but("mountain", "coast", "sea"))
    return None


SINKING = re.compile(
    r"\b(?:s[aiu]nk\w*|plung\w+|drown\w*|submerged|float\w*|into (?:an?|the) (?:\w+ ){0,2}(?:sea|water|lake|river|ocean)|off (?:an?|the) cliff|ferry)\b",
    re.IGNORECASE,
)
"""What does so has left its road."""


def coast_road(at: Placing) -> Names | None:
    """What drives by the sea is on a road along it."""
    if at.first in ("coast", "sea") and at.moves == "drive" and not at.about(*RAILED) and not SINKING.search(at.text):
        return ("coast_road", *at.others)
    return None


def flooded_roofs(at: Placing) -> Names | None:
    """A roof over a flooded street is seen from the water."""
    if at.first == "rooftop" and "flooded_street" in sets(at.text):
        return ("flooded_street", *at.others)
    return None


WADES = re.compile(
    r"\b(?:ankle|knee|waist|hip|chest)[- ]deep (?:in )?(?:[\w-]+ ){0,2}water\b"
    r"|\bflood(?:s|ing|ed)? (?:into |through |over )?(?:an?|the) (?:\w+ ){0,2}(?:streets?|town|village|city|high street)\b",
    re.IGNORECASE,
)
"""What is so deep, and floods them, stands in the streets of a town, where there is one."""


def waded_streets(at: Placing) -> Names | None:
    """Who wades in a town is in its flooded streets."""
    town = at.first in STREETS or (at.first in ("swamp", "under") and set(STREETS).intersection(at.others))
    if town and WADES.search(at.text):
        return ("flooded_street", *at.others_but(*STREETS, "swamp", "under"))
    return None


FLOODED = re.compile(
    r"\bflooded (?:[\w-]+ ){0,2}(?:streets?|alley|alleys|lane|town|village|avenue|road)\b", re.IGNORECASE
)
"""A street that is so, whatever else it is."""


def flooded_way(at: Placing) -> Names | None:
    """A flooded street of cobbles is no other flooded street."""
    if at.first in (*STREETS, "old_street", "suburb") and FLOODED.search(at.text):
        return ("flooded_street", *at.others_but(*STREETS))
    return None


HILL_BY_SEA = re.compile(
    r"\b(?:hill|hills|hillside|meadow|field|fields|headland) (?:by|above|over|beside|overlooking|near) the (?:sea|ocean|coast)\b",
    re.IGNORECASE,
)
"""Land that one stands on, and not in the sea beside it."""


def hill_by_sea(at: Placing) -> Names | None:
    """Who is on a hill by the sea is on land, and does not stand in the sea."""
    if at.first in ("plain", "meadow") and "sea" in at.others and HILL_BY_SEA.search(at.text):
        return (at.first, *at.others_but("sea", "coast", "beach"))
    return None


DIVES = re.compile(r"\b(?:s[aiu]nk\w*|div(?:es?|ing)|descend\w*|submerg\w*|deep)\b", re.IGNORECASE)
"""What does so is under water."""


def diving_submarine(at: Placing) -> Names | None:
    """A submarine that dives is under water."""
    if at.first in ("sea", "coast") and at.about("submarine") and DIVES.search(at.text):
        return ("under", *at.others_but(*SOAKED))
    return None


def among_kelp(at: Placing) -> Placing | None:
    """What floats is on the water in which the kelp grows, and not under it: an otter on its back."""
    grows = {told for key, told in named(at.text).items() if key == "kelp"}
    if at.first != "under" or at.moves != "paddle" or at.fact("sunken") or not grows:
        return None
    told = {word for words in grows for word in words.split()}
    if any(vote.place == "under" and not told.issuperset(vote.words.split()) for vote in at.votes):
        return None
    return replace(
        at.moved("sea", *at.others_but(*SOAKED, "forest")), wonders=tuple(name for name in at.wonders if name != "kelp")
    )


SURF = re.compile(r"\b(?:through|in|into) (?:the )?(?:shallow water|shallows|surf|breakers|sea spray)\b", re.IGNORECASE)
"""Where what runs is at the edge of the sea."""


def edge_of_sea(at: Placing) -> Names | None:
    """What is in the surf or in shallow water is where the land ends."""
    if (at.first in OPEN or at.first in SOAKED) and SURF.search(at.text):
        return ("beach" if "surf" in at.text.lower() else "shallows", *at.others_but(*SOAKED))
    return None


SEASIDE = re.compile(r"\b(?:seaside|coastal) (?:village|town)\b", re.IGNORECASE)
"""Houses on a coast, and no bathers' beach."""


def seaside_village(at: Placing) -> Names | None:
    """A seaside village stands on the coast."""
    if at.first == "beach" and at.shows("village") and SEASIDE.search(at.text):
        return ("coast", *at.others_but(*SOAKED))
    return None


BESIDE_CANALS = ("meadow", "plain", "street", "city", "village", "coast", "sea")
"""What a canal's words, and what grows and is built beside it, lead to."""


def canal(at: Placing) -> Names | None:
    """A canal is the place where no other word than its own and nature's names the one that its words lead to."""
    if at.first not in BESIDE_CANALS or "canal" not in sets(at.text):
        return None
    own = at.nature | {sets(at.text)["canal"]}
    firm = any(vote.place == at.first and vote.words not in own for vote in at.votes)
    return None if firm else ("canal", *at.others_but(*SOAKED))


def towns_river(at: Placing) -> Names | None:
    """The river of a town is a canal, unless the sea is there; a river that no town is named beside is a river."""
    if at.first in ("street", "city") and "river" in at.wonders and "sea" not in at.others:
        town = any(vote.place in STREETS and vote.how != "hint" for vote in at.reading.votes)
        return ("canal" if town or at.kept else "river", *at.others)
    return None


WAVES = re.compile(r"\b(?:waves?|paddl(?:es|ing) out|rid(?:es|ing)|barrel|swell)\b", re.IGNORECASE)
"""Where a surfer is in the water."""


def surfer_in_waves(at: Placing) -> Placing | None:
    """A surfer in the waves is on the sea and not on its shore."""
    if at.about("surfer") and at.first in ("beach", "coast") and WAVES.search(at.text):
        return at.moved("sea", *at.others)
    return None


def waterfall(at: Placing) -> Placing | None:
    """Who is under a waterfall is not under the sea."""
    return at.moved("forest", *at.others) if at.first == "under" and "waterfall" in at.wonders else None


def fresh_water(at: Placing) -> Placing | None:
    """By a river or a lake there is no sea: what is open beside it is where one is, else the water."""
    water = _fresh(at)
    if not water:
        return None
    first, others = at.first, at.others
    dry = at.others_but(*SOAKED)
    if first in SOAKED and dry and dry[0] in OPEN:
        first, others = dry[0], dry[1:]
    elif first in OPEN:
        others = dry
    return at.moved(water if first in ("sea", "coast", "beach", "under") else first, *others)


WATERED = re.compile(
    r"\b(?:down|along|on|in|up|across|crossing|crosses|through|into) (?:an?|the) (?:[\w-]+ ){0,2}(?:river|stream|brook|lake|pond)\b",
    re.IGNORECASE,
)
"""Where what is seen is on the water, or beside it."""


OVER_WATER = re.compile(r"\b(?:above|over) (?:an?|the) (?:[\w-]+ ){0,2}(?:river|stream|lake|pond)\b", re.IGNORECASE)
"""Where what is in the air is seen above the water."""


def on_fresh_water(at: Placing) -> Placing | None:
    """What goes along a river or a lake, or flies over it, is there, unless the open land beside it is named."""
    water = _fresh(at)
    there = WATERED.search(at.text) or (at.moves in ("float", "fly", "flock", "rise") and OVER_WATER.search(at.text))
    lands = words().lands  # in Patagonia one may be on a river
    land = (
        vote
        for vote in at.votes
        if vote.place == at.first and vote.words not in lands and not any(vote.words in told for told in at.nature)
    )
    if water and at.first in OPEN and there and not any(land):
        return at.moved(water, *at.others)
    return None


def _fresh(at: Placing) -> str:
    """The river or the lake that is there, or nothing."""
    return next((name for name in ("river", "lake") if name in at.wonders), "")


def afloat(at: Placing) -> bool:
    """Whether the one whom the shot is about is on the water, or a thing of it is in the water."""
    return at.moves in AFLOAT or any(
        facts(seen.subject).get("in_water") for seen in at.reading.subjects if seen is at.lead or is_thing(seen.subject)
    )


def pool_with_water(at: Placing) -> Placing | None:
    """The floor of an indoor pool is dry: what floats is in the pool."""
    return at.moved("pool", *at.others) if at.first == "indoor_pool" and afloat(at) else None


def flood_alone(at: Placing) -> Placing | None:
    """The river that floods a street has no banks of its own there."""
    if at.first != "flooded_street":
        return None
    return replace(at, wonders=tuple(name for name in at.wonders if name not in ("river", "lake", "flooded_field")))

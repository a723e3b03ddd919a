"""Rules of open land and of the sky over it: who looks down on clouds, whose land it is, what snow only falls on."""

from __future__ import annotations

import re
from dataclasses import replace

from backends.previz.itself import as_itself, sets
from backends.previz.places import INDOORS
from backends.previz.placing.placing import Names, Placing
from backends.previz.rooms import HEARTHS
from backends.previz.shade import UNDER_TREE
from backends.previz.vocabulary import TABLE, is_built

STREETS = ("street", "city", "village")
"""Where people have streets."""


def astronauts_ship(at: Placing) -> Placing | None:
    """The ship of astronauts and aliens does not sail."""
    if not at.shows("astronaut", "alien"):
        return None
    return at.showing(
        replace(seen, subject="spaceship") if seen.subject == "ship" else seen for seen in at.reading.subjects
    )


GRAND = (
    "waterfall", "volcano", "lava", "tornado", "geyser", "rainbow", "avalanche", "fjord",
    "eclipse", "blood_moon", "great_moon", "two_moons", "three_moons", "two_suns", "double_rainbow",
)  # fmt: skip
"""What no room or cave shows."""


def open_for_wonders(at: Placing) -> Placing | None:
    """What no room shows is seen out of doors where nothing names a place: over a village if something is built there."""
    closed = at.first in INDOORS or at.first in ("city", "street", "rooftop")
    if at.reading.vague and closed and any(name in GRAND for name in at.wonders) and not at.kept:
        return at.moved("village" if any(is_built(seen.subject) for seen in at.reading.subjects) else "meadow")
    return None


def sky_without_peaks(at: Placing) -> Placing | None:
    """Who is said to be in the sky, and on no mountain, is in the sky."""
    if at.first != "mountain" or "sky" not in sets(at.text):
        return None
    nature = at.nature
    peaks = any(
        vote.place == "mountain" and "cloud" not in vote.words and vote.how != "hint" and vote.words not in nature
        for vote in at.reading.votes
    )
    return None if peaks else at.moved("sky", *at.others)


SEA_OF_CLOUDS = re.compile(r"\bsea of (?:\w+ )?clouds\b", re.IGNORECASE)
CLOUDED = re.compile(rf"\b(?:above|over) the clouds\b|{SEA_OF_CLOUDS.pattern}", re.IGNORECASE)
"""Where who is on a mountain looks down on them."""


def above_clouds(at: Placing) -> Names | None:
    """Who looks down on the clouds sees nothing of the land, nor is what floats above them on the sea."""
    if at.first in ("mountain", "coast") and at.about_person and CLOUDED.search(at.text):
        return ("sky",)
    return ("sky",) if at.first in ("sea", "coast") and SEA_OF_CLOUDS.search(at.text) else None


def town_under_volcano(at: Placing) -> Names | None:
    """What a volcano breaks out over is the town under it."""
    if at.first == "mountain" and {"volcano", "lava"}.intersection(at.wonders) and set(STREETS).intersection(at.others):
        return ("village", "mountain")
    return None


def volcano_by_sea(at: Placing) -> Names | None:
    """A volcano by the sea is on the coast, and one that ships lie before is seen over the water."""
    if at.first != "mountain" or not {"volcano", "lava"}.intersection(at.wonders):
        return None
    if {"coast", "sea", "beach"}.intersection(at.others):
        return ("coast", "mountain", *at.others_but("coast", "sea", "beach", "mountain"))
    return ("sea", *at.others) if at.moves == "sail" else None


RED_LAND = re.compile(
    r"\bred (?:[\w-]+ ){0,2}(?:planet|plains?|deserts?|rocks?|dunes?|dust|soil|sand|hills?|canyon)\b", re.IGNORECASE
)
"""What an astronaut walks on."""


def red_planet(at: Placing) -> Names | None:
    """An astronaut on a red land is on Mars."""
    if at.about("astronaut") and at.first in ("plain", "meadow", "mountain", "moonland") and RED_LAND.search(at.prompt):
        return ("mars",)
    return None


def moons_over_land(at: Placing) -> Names | None:
    """Two moons rise over the land that is named; only where none is, they are another planet's."""
    if at.first != "mars" or not at.others or at.about("astronaut", "alien", "spaceship", "rover"):
        return None
    by_moons = all("moons" in vote.words for vote in at.votes if vote.place == "mars" and vote.how != "hint")
    return at.others if by_moons else None


PORTHOLE = re.compile(r"\b(?:window|porthole|cupola|viewport|windscreen)\b", re.IGNORECASE)
"""Through what who is aboard sees the stars."""


def spaceships_bridge(at: Placing) -> Names | None:
    """Who sees space through a window is aboard."""
    if at.first in ("space", "planet") and at.about_person and PORTHOLE.search(at.text):
        return ("bridge", *at.others_but("space"))
    return None


SNOWED = re.compile(r"\b(?:in|under|through) (?:the |falling |deep |heavy |fresh |light )*snow\b", re.IGNORECASE)
"""What is only the weather of the place beside it."""


def snow_as_weather(at: Placing) -> Placing | None:
    """Snow that falls on a place drawn as itself is not the place."""
    if at.first != "snow" or not at.others or not SNOWED.search(at.text):
        return None
    under = as_itself(at.others[0], at.text)
    return at.moved(under, "snow") if under != at.others[0] else None


def own_land(at: Placing) -> Names | None:
    """An animal is in its own land where nothing names another: an elephant on the savanna."""
    land = str(at.fact("land", ""))
    if not land or at.first not in TABLE["drawn_for"][land]:
        return None
    nature = at.nature
    return None if any(vote.words not in nature for vote in at.votes) else (land, *at.others)


AIRBORNE = re.compile(
    r"\b(?:(?:through|among|amid|in) (?:the )?(?:[\w-]+ ){0,2}(?:clouds|skies|air)"
    r"|(?:sw[ai]m|float|fl[iye]|glid|drift|soar)\w* (?:in|through|across|over|above) (?:the )?(?:[\w-]+ ){0,2}(?:clouds|sky|city|town|rooftops))\b",
    re.IGNORECASE,
)
"""Where even a whale is in the sky."""


SKY = re.compile(
    r"\b(?:through|in|from|across|out of) (?:an?|the) (?:[\w-]+ ){0,2}(?:sky|skies|clouds|air)\b", re.IGNORECASE
)
"""Where parachutes are."""


def airborne(at: Placing) -> Names | None:
    """What swims through the air is over the city, if one is named, or in the sky; so is who falls through it."""
    if at.about("parachute", "skydiver") and not at.votes and SKY.search(at.prompt):
        return ("sky", *at.others)
    if at.moves == "swim" and at.first in ("under", "sea") and AIRBORNE.search(at.text):
        over_town = any(vote.place in ("city", "street") for vote in at.votes)
        return ("city" if over_town else "sky", *at.others)
    return None


def tree_of_its_own(at: Placing) -> Placing | None:
    """Who is under a tree is in no forest and in no room that nothing else names."""
    if not UNDER_TREE.search(at.prompt):
        return None
    wooded = any(vote.place == "forest" and not UNDER_TREE.search(f"under a {vote.words}") for vote in at.votes)
    if (at.first == "forest" and not wooded) or (at.first in INDOORS and not at.votes):
        return at.moved("lake" if "lake" in at.wonders else "meadow", *at.others_but("meadow"))
    return None


def round_fire(at: Placing) -> Placing | None:
    """Who sits round a fire that nothing places sits out of doors."""
    indoors = at.first in INDOORS and at.first not in HEARTHS and not at.votes
    return at.moved("forest") if indoors and at.shows("campfire_circle") else None

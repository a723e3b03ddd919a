"""Rules of rooms: in which one is, what makes one go out of doors, and what is not seen inside."""

from __future__ import annotations

import re
from dataclasses import replace

from backends.previz.itself import entered, outside, sets
from backends.previz.outlines import is_group
from backends.previz.places import INDOORS, OPEN
from backends.previz.placing.placing import Names, Placing
from backends.previz.roles import SEATED
from backends.previz.rooms import HEARTHS
from backends.previz.vocabulary import is_built


def under_string_lights(at: Placing) -> Names | None:
    """Strings of lights hang in a garden, where nothing names a room."""
    return ("garden",) if "string_lights" in at.wonders and at.first in INDOORS and not at.votes else None


def certain_room(at: Placing) -> Placing | None:
    """Of several rooms, the one that two words or more name for certain is where one is."""
    certain = at.certain
    room = next((vote.place for vote in at.reading.votes if vote.words in certain and vote.place in INDOORS), "")
    return at.moved(room, *at.others) if room and at.first in INDOORS else None


RIDING = re.compile(
    r"\b(?:on|aboard|inside|in) (?:an?|the|his|her|their|our|my) (?:\w+ ){0,2}?(?:bus|train|tram)\b"
    r"(?! (?:tracks?|platforms?|stations?|stops?|roof|lines?|rides?|conductor|driver|shelter|lane|set|queue|depot|wreck|tunnel|entrance|steps|stairs))",
    re.IGNORECASE,
)
"""Who does so is inside, and the street goes by."""
OF_RIDES = (
    "street",
    "city",
    "village",
    "suburb",
    "station",
    "corridor",
    "plain",
    "rooftop",
    "hospital",
    "office",
    "room",
)
"""Where the words for trains and buses, and for who rides in them, lead."""


def aboard(at: Placing) -> Names | None:
    """Who rides on a bus or a train is in its carriage."""
    if at.first in OF_RIDES and at.on_foot and RIDING.search(at.text):
        return ("carriage", *at.others)
    return None


def certain_set(at: Placing) -> Names | None:
    """A room drawn as itself that two words or more name for certain is where one is, unless one is before it: in a subway
    car, and not in its street."""
    certain = at.certain
    rooms = ((key, words) for key, words in sets(at.text).items() if words in certain and key in INDOORS)
    room = next((key for key, words in rooms if not outside(words, at.text)), "")
    return (room, *at.came) if room else None


MIDDLE = re.compile(r"\bin the middle of (?:an?|the|nowhere)\b", re.IGNORECASE)
"""Where furniture is that stands in no room."""


LAID = re.compile(
    r"\b(?:tables?|feast|banquet|dinner|supper)\b.*\b(?:in|among) (?:an?|the) (?:[\w-]+ ){0,2}(?:grove|orchard|vineyard|garden|meadow|field|forest|clearing|olive trees)\b",
    re.IGNORECASE,
)
"""What is eaten out of doors."""


def furniture_outside(at: Placing) -> Placing | None:
    """A sofa in the middle of a field is in no room, nor is a table laid in a grove."""
    open_land = next((name for name in at.others if name in OPEN), "")
    if at.first in INDOORS and open_land and (MIDDLE.search(at.prompt) or LAID.search(at.prompt)):
        return at.moved(open_land, *at.others_but(open_land))
    return None


def home_workshop(at: Placing) -> Names | None:
    """Who works in a garage is in no factory that only his trade hints at."""
    hinted = not any(vote.place == "factory" for vote in at.votes)
    return ("garage", *at.others) if at.first == "factory" and at.fact("home") == "garage" and hinted else None


def room_entered(at: Placing) -> Names | None:
    """Who is out of doors and said to be in a room drawn as itself is in it: in a greenhouse on Mars."""
    if at.first in INDOORS:
        return None
    room = entered(at.text)
    return (room, *at.came) if room else None


FALLS = re.compile(r"\b(?:rain|snow|storm|drizzl|downpour|shower|sleet|hail|flakes|windows?\b)", re.IGNORECASE)
"""What falls, while a thing may be wet or frosty without."""


def window_for_weather(at: Placing) -> Placing | None:
    """Rain and snow that fall are seen at the window of a room, where nothing names a table."""
    laid_out = any(vote.place == "stage" for vote in at.votes)
    falls = {"rain", "snow"}.intersection(at.reading.weathers) and FALLS.search(at.text)
    if at.first == "stage" and not laid_out and falls:
        return at.moved("room", *at.others)
    return None


def no_buildings_inside(at: Placing) -> Placing | None:
    """No building is seen in a room."""
    if at.first not in INDOORS:
        return None
    return at.showing(seen for seen in at.reading.subjects if not is_built(seen.subject))


def skated_stairs(at: Placing) -> Placing | None:
    """Somebody on a board goes down steps out of doors."""
    if at.first in ("stairwell", "staircase", "corridor") and at.about("skateboarder"):
        return at.moved("skatepark")
    return None


AUDIENCE = ("crowd", "friends", "crowd_surfer", "companions", "couple", "children")
"""Who is at a concert to hear it."""


def before_stage(at: Placing) -> Placing | None:
    """Who listens to a concert is before the stage."""
    if at.first == "concert" and at.lead is not None and is_group(at.lead.subject) and at.about(*AUDIENCE):
        return at.moved("festival", *at.others)
    return None


def on_lawn(at: Placing) -> Placing | None:
    """A bouncy castle or a trampoline stands in no room and no street."""
    if at.shows("bouncy_castle", "trampoline") and (at.first in INDOORS or at.first == "street"):
        return at.moved("garden", *at.others)
    return None


def players_alone(at: Placing) -> Placing | None:
    """Who plays a concert is on the stage, and not who hears it."""
    return at.without(*AUDIENCE) if at.first == "concert" else None


def throne_hall(at: Placing) -> Placing | None:
    """Thrones stand inside of a castle."""
    return at.moved("hall", *at.others) if at.first == "castle" and SEATED.search(at.prompt) else None


def buildings_behind(at: Placing) -> Placing | None:
    """A building that somebody is said to be before is not seen beside him."""
    if at.first in INDOORS:
        return None
    return at.showing(
        seen for seen in at.reading.subjects if is_built(seen.subject) or not outside(seen.word, at.prompt)
    )


def bowl_in_room(at: Placing) -> Placing | None:
    """A goldfish bowl is not under the sea."""
    return at.moved("room") if at.first == "under" and at.shows("goldfish_bowl") else None


ABLAZE = re.compile(r"\b(?:on fire|ablaze|in flames|catch\w* fire|burn(?:s|ed|ing)? (?:down|to))\b", re.IGNORECASE)
"""What does so is a fire where none should be."""


def fire_in_hearth(at: Placing) -> Placing | None:
    """What burns in a room with a hearth is its hearth, and before a fire breather his breath."""
    if (at.first not in HEARTHS and not at.shows("fire_breather")) or ABLAZE.search(at.prompt):
        return None
    verbs = tuple(verb for verb in at.reading.verbs if verb != "burn")
    return replace(at, reading=replace(at.reading, burning=False, verbs=verbs))

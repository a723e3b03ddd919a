"""Rules of towns: from where a city is seen, which street it is, what is ruined, and where cowboys are at home."""

from __future__ import annotations

import re
from dataclasses import replace

from backends.previz.itself import TRAFFIC, as_itself, sets
from backends.previz.motions import motion
from backends.previz.outlines import is_group, is_person
from backends.previz.places import INDOORS
from backends.previz.placing.lands import STREETS
from backends.previz.placing.placing import Names, Placing
from backends.previz.placing.water import SOAKED
from backends.previz.reading import Seen
from backends.previz.vocabulary import facts, is_thing, words

FROM_ROOF = re.compile(
    r"\bfrom (?:an?|the|our|his|her|their) (?:[\w-]+ ){0,2}(?:roof|rooftop|roof terrace)\b", re.IGNORECASE
)
"""From where a town's sights are seen."""


HIGH_UP = re.compile(
    r"\bhigh up (?:on|in)\b|\bon (?:an?|the) (?:[\w-]+ ){0,2}(?:skyscraper|skyscraper frame|scaffold|scaffolding|girder|steel beam)\b",
    re.IGNORECASE,
)
"""Who is so is over the streets."""


def high_up(at: Placing) -> Placing | None:
    """Who is high up on a building is over the streets."""
    if at.first in ("city", "street") and at.lead is not None and HIGH_UP.search(at.prompt):
        return at.moved("rooftop", *at.others_but("city", "street"))
    return None


def city_from(at: Placing) -> Placing | None:
    """A city is seen from where its subject is; somebody is in its streets, unless a film shows it over the roofs, or he climbs,
    flies or is on a floor high up."""
    if at.first != "city" or at.lead is None:
        return None
    if FROM_ROOF.search(at.prompt) and at.fact("sight"):
        return at.moved("rooftop", *at.others)
    high = at.about("climber") or any(vote.words.endswith("floor") for vote in at.reading.votes)
    streets = at.about_person and not (at.style or high or at.moves == "fly")
    return at.moved("street" if streets else _in_city(at.lead.subject), *at.others)


def _in_city(subject: str) -> str:
    """Where in a city a subject is: people over its roofs, what is built or flies before the skyline, the rest in a street."""
    fact = facts(subject)
    if fact.get("home") == "street" or (is_group(subject) and is_person(subject)):
        return "street"
    if is_person(subject) or is_thing(subject):
        return "rooftop"
    if float(fact["height"]) >= 6.0 or motion(str(fact.get("moves", ""))).floats:
        return "city"
    return "street"


FIREWORKS = re.compile(r"\b(?:fireworks?|rockets)\b", re.IGNORECASE)
"""What is seen in the sky, and not only celebrated."""


def fireworks_over_roofs(at: Placing) -> Placing | None:
    """The houses of a street would hide fireworks: who watches them is on a roof, or in a square that is named."""
    if at.first == "street" and "fireworks" in at.reading.weathers and FIREWORKS.search(at.text):
        if "square" in sets(at.text):  # which is wide enough
            return at.moved("square", *at.others_but("city"))
        return at.moved("rooftop" if at.about_person else "city", *at.others)
    return None


ROOF_OF = re.compile(
    r"\b(?:roof|chimney) (?:of|on) (?:an?|the|his|her|their|our|my) (?:[\w-]+ ){0,2}(?:house|cottage|barn|hut|farmhouse|church|cabin|chapel)\b"
)
"""What is so is a ridge over a village."""


def village_roof(at: Placing) -> Placing | None:
    """The roof of a house is a ridge over a village."""
    if at.first == "rooftop" and ROOF_OF.search(at.prompt.lower()):
        return at.moved("village", *at.others_but("village"))
    return None


FALLEN = re.compile(
    r"\b(?:ruined|ruins of (?:an?|the)|crumbling|roofless|collapsed) (?:[\w-]+ ){0,2}(?:church|cathedral|abbey|monastery|chapel|palace|castle|temple|mosque)\b",
    re.IGNORECASE,
)
"""What has no roof any more."""


def fallen_walls(at: Placing) -> Names | None:
    """A church or a castle in ruins is no room."""
    if at.first in ("church", "castle", "hall", "prayer") and FALLEN.search(at.text):
        return ("ruins", *at.others)
    return None


RAILWAY = re.compile(r"\b(?:train|railway|railroad|rail|country) stations?\b", re.IGNORECASE)
"""Where trains stop under the sky."""
HALLS = re.compile(
    r"\b(?:hall|concourse|ticket|ticket office|waiting room|lost property|lockers?|clock|escalators?|booth|kiosk|inside)\b",
    re.IGNORECASE,
)
"""What is in a station and not at its rails."""


def railway_platform(at: Placing) -> Names | None:
    """Who is at a railway station, and not in its hall, is on the platform."""
    if at.first == "station" and RAILWAY.search(at.text) and not HALLS.search(at.text):
        return ("platform", *at.others_but("station"))
    return None


def trench(at: Placing) -> Names | None:
    """Who is at war in a trench sees the trench."""
    return ("trench", *at.others) if at.first == "war" and "trench" in sets(at.text) else None


def cowboys_town(at: Placing) -> Names | None:
    """A cowboy's town in the desert is a western town."""
    if _cowboy(at) and at.first == "desert" and set(STREETS).intersection(at.others):
        return ("frontier", *at.others_but(*STREETS))
    return None


MODERN = re.compile(
    r"\b(?:city|neon|downtown|new york|times square|manhattan|las vegas|skyscrapers?|skyline|subway|taxi|modern|roof(?:top)?)\b",
    re.IGNORECASE,
)
"""Where a cowboy is in no western town."""


def cowboys_street(at: Placing) -> Names | None:
    """A cowboy's street is a western town's, unless the words tell of a modern one."""
    towns = ("city", "street", "rooftop")
    if at.first in towns and _cowboy(at) and not MODERN.search(at.text) and "frontier" not in at.came:
        return ("frontier", *at.others_but(*towns))
    return None


def _cowboy(at: Placing) -> bool:
    """Whether the shot is about a cowboy."""
    return at.lead is not None and at.lead.subject.startswith("cowboy")


def town_square(at: Placing) -> Names | None:
    """What is at home in a square is in one, unless in a market, or said to be in a street."""
    if (
        at.first in ("street", "city")
        and at.fact("home") == "square"
        and not any("street" in vote.words.split() for vote in at.votes)
        and not {"market", "old_market"}.intersection(sets(at.text))
    ):
        return ("square", *at.others)
    return None


CHURCHYARD = re.compile(
    r"\b(?:outside|in front of|opposite|across from|before) (?:an?|the|his|her|their|our) (?:[\w-]+ ){0,2}(?:church|chapel)\b",
    re.IGNORECASE,
)
"""Where a church is seen with whoever is there."""


def before_church(at: Placing) -> Names | None:
    """Who is outside a church is in its village, unless a street or a city is named."""
    urban = any({"street", "city"}.intersection(vote.words.split()) for vote in at.votes)
    if at.first in STREETS and CHURCHYARD.search(at.text) and not urban:
        return ("village", *at.others_but("village"))
    return None


def jammed_highway(at: Placing) -> Names | None:
    """A highway with its traffic is the place."""
    if at.first in ("street", "city", "plain") and TRAFFIC.search(at.text) and "highway" in sets(at.text):
        return ("highway", *at.others_but("plain", "street"))
    return None


MOTORWAY = re.compile(
    r"\b(?:motorways?|freeways?|interstates?|autobahns?|expressways?|dual carriageways?)\b", re.IGNORECASE
)
"""A road that no houses stand by."""


def empty_motorway(at: Placing) -> Names | None:
    """No houses stand by a motorway."""
    if at.first in ("street", "city") and MOTORWAY.search(at.text):
        return ("plain", *at.others_but("plain", "street"))
    return None


RUINED = re.compile(
    r"\b(?:ruined|destroyed|bombed(?:[- ]out)?|shelled|burn(?:t|ed)[- ]out|devastated|wrecked) (?:[\w-]+ ){0,2}(?:village|town|buildings?|houses?|streets?)\b",
    re.IGNORECASE,
)
"""Houses that a war has gone over."""


AFTERMATH = re.compile(
    r"\bafter (?:the|an|a) (?:[\w-]+ ){0,2}(?:earthquake|quake|bombing|air raid|bombardment|shelling|blast)\b",
    re.IGNORECASE,
)
"""What leaves no house standing."""


def ruined_village(at: Placing) -> Names | None:
    """A village that a war has gone over is seen in the war; a town that fell is a dead one."""
    if at.first in (*STREETS, "old_street", "suburb") and AFTERMATH.search(at.prompt):
        return ("dead_city",)
    if at.first in ("village", "war") and RUINED.search(at.text):
        return ("war", "village", *at.others_but("war", "village"))
    return None


def old_market(at: Placing) -> Names | None:
    """The market of an old street is an old one, and that of a square, whose stalls are seen and not only its houses."""
    found = sets(at.text)
    in_square = "market" in found and "square" in found and at.first in STREETS
    return ("old_market", *at.others) if in_square or (at.first == "old_street" and "market" in found) else None


def balcony(at: Placing) -> Names | None:
    """A balcony is over the sea where there is one, and over no roofs."""
    if _itself(at) != "balcony":
        return None
    if set(SOAKED).isdisjoint(at.names):
        return ("balcony", *at.others_but("rooftop"))
    return ("sea_balcony", *at.others_but("rooftop", *SOAKED))


def lonely_fuel(at: Placing) -> Names | None:
    """No town is behind a petrol station in a desert, a forest or the mountains."""
    lonely = any(vote.place in ("desert", "mountain", "forest") for vote in at.votes)
    return ("fuel", *at.others_but("street", "city")) if lonely and _itself(at) == "fuel" else None


def old_street(at: Placing) -> Names | None:
    """The street of a village that is named is an old one."""
    old = any(vote.place == "village" for vote in at.votes)
    return ("old_street", *at.others) if old and _itself(at) == "street" else None


def itself(at: Placing) -> Names:
    """Else a place is drawn as itself where there is such a scene: a barn for a hall."""
    return (_itself(at), *at.others)


def _itself(at: Placing) -> str:
    """The place that the words mean where one is, as itself."""
    return as_itself(at.first, at.text, (*at.others, *at.wonders))


def low_houses(at: Placing) -> Placing | None:
    """No skyscrapers stand behind towns of low houses."""
    if at.first in ("village", "old_street", "old_market", "frontier"):
        return at.moved(at.first, *at.others_but("city"))
    return None


def hidden_ruin(at: Placing) -> Placing | None:
    """A shot of nobody, with ruins in it, is about what is hidden there: in the jungle."""
    if at.lead is not None or "ruins" not in at.reading.dressing or at.first == "ruins" or at.first in INDOORS:
        return None
    told = next((vote.words for vote in at.votes if vote.place == "ruins"), "")
    return at.showing((Seen("temple" if "temple" in told else "ruin", told),) if told else ())


def market_stall(at: Placing) -> Placing | None:
    """In a market the goods are what is seen first, and its town's sight behind them."""
    towns = words().lands | words().by_table["places"].keys()
    if at.first not in ("market", "old_market") or at.lead is None or at.lead.word not in towns or not at.fact("sight"):
        return None
    stall = Seen("market_stall", "market")
    return replace(at.showing((stall, *at.reading.subjects)), lead=stall)

"""What fits a subject: the rules of where it must be and of what cannot be beside it, in the order in which they are asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from backends.previz.outlines import is_person
from backends.previz.places import INDOORS
from backends.previz.reading import Reading, Seen, is_beast, main_subject
from backends.previz.roles import WATERS, together
from backends.previz.vocabulary import facts, is_built, is_thing

GATES = ("factory", "station", "bunker", "cave", "ship")
"""Rooms that a car or a train gets into."""
ROAD = 1.4
"""Metres from which what drives stays out of other rooms."""
TOWNS = ("", "city", "street", "rooftop")
"""Where a bridge is that nothing places, though it spans water."""
HOMES = ("house", "cottage", "villa", "mansion")
"""What stands in no row of shops."""
LANDED = re.compile(
    r"\b(?:land(?:s|ed|ing)|touch(?:es|ed|ing) down|crash\w*|stands|standing|wreck\w*)\b", re.IGNORECASE
)
"""What does so is on the ground, and not in orbit."""
PARKED = re.compile(r"\b(?:parked|parking|stopped|camping)\b", re.IGNORECASE)
"""What drives and is so stands on no causeway over the water."""
STRANDED = re.compile(
    r"\b(?:strand(?:ed|s)|beached|aground|washed (?:up|ashore)|low tide|(?:on to|onto|up) the (?:sand|beach|shingle))\b",
    re.IGNORECASE,
)
"""What is so lies on the beach."""
OVER_BRIDGE = re.compile(r"\b(?:across|over|crossing|crosses|on) (?:an?|the) (?:\w+ ){0,2}bridge\b", re.IGNORECASE)
"""Where what is crossed is water, whoever crosses it."""


@dataclass(frozen=True)
class Fitting:
    """A reading as far as the rules have come, the shot's words, whom it is about, and whether the film is `placed`."""

    reading: Reading
    text: str
    lead: Seen | None
    placed: bool = False

    @property
    def place(self) -> str:
        """Where one is."""
        return self.reading.place

    @property
    def indoors(self) -> bool:
        """Whether that is a room."""
        return self.place in INDOORS

    @property
    def named(self) -> bool:
        """Whether a word names the place for certain."""
        return any(vote.how == "named" for vote in self.reading.votes)

    @property
    def rolls(self) -> bool:
        """Whether something drives there that is no toy."""
        return any(
            facts(seen.subject).get("moves") == "drive" and float(facts(seen.subject)["height"]) >= ROAD
            for seen in self.reading.subjects
        )

    def fact(self, name: str) -> Any:
        """A fact of the one whom the shot is about, or nothing."""
        return None if self.lead is None else facts(self.lead.subject).get(name)

    def about(self, *subjects: str) -> bool:
        """Whether the shot is about one of these."""
        return self.lead is not None and self.lead.subject in subjects

    def shows(self, *subjects: str) -> bool:
        """Whether one of these is there."""
        return any(seen.subject in subjects for seen in self.reading.subjects)

    def at(self, place: str, dressing: tuple[str, ...] | None = None) -> Reading:
        """The same in another place, beside the same or other ones."""
        return replace(self.reading, place=place, dressing=self.reading.dressing if dressing is None else dressing)


Rule = Callable[[Fitting], Reading | None]
"""A rule answers with a reading, or with nothing where it has nothing to say."""


def follow(rules: Iterable[Rule], at: Fitting) -> Fitting:
    """What all the rules make of a reading, each of what the one before it made."""
    for rule in rules:
        at = replace(at, reading=rule(at) or at.reading)
    return at


def castle_told(at: Fitting) -> Reading | None:
    """What is placed at a castle is there."""
    castle = any(seen.subject == "castle" and seen.placed for seen in at.reading.subjects)
    return at.at("castle") if castle and not at.place else None


def house_on_fire(at: Fitting) -> Reading | None:
    """A house on fire is seen from without, among houses."""
    inside = at.indoors and any(is_built(seen.subject) for seen in at.reading.subjects)
    among_shops = at.place in TOWNS and at.shows(*HOMES)
    burns = at.reading.burning or "burn" in at.reading.verbs
    return at.at("village") if at.reading.vague and burns and (inside or among_shops) else None


def swims(at: Fitting) -> Reading | None:
    """What swims is in the water, under ice where it is cold."""
    if at.fact("moves") != "swim" or at.place in WATERS or at.indoors:
        return None
    return at.at("floes" if "snow" in (at.place, *at.reading.dressing, *at.reading.weathers) else "under")


def station_in_space(at: Fitting) -> Reading | None:
    """No train calls at a space station."""
    if at.fact("home") != "space" or at.place != "station":
        return None
    return at.at("planet" if "planet" in at.reading.dressing else "space")


def ship_by_city(at: Fitting) -> Reading | None:
    """What sails in a city is on the water before it."""
    sails = any(facts(seen.subject).get("moves") == "sail" for seen in at.reading.subjects)
    return (
        at.at("coast", ("city", *at.reading.dressing)) if sails and at.place in ("city", "street", "rooftop") else None
    )


def flies_over_roofs(at: Fitting) -> Reading | None:
    """What flies over the roofs is seen before the city."""
    flies = at.fact("moves") in ("glide", "float") and at.lead is not None and not is_person(at.lead.subject)
    above = any(vote.place == "rooftop" and vote.words.startswith(("over", "above")) for vote in at.reading.votes)
    return at.at("city") if at.place == "rooftop" and flies and above else None


def diver(at: Fitting) -> Reading | None:
    """A diver is under water."""
    return at.at("under") if at.about("diver") and at.place == "sea" else None


def rover(at: Fitting) -> Reading | None:
    """A rover is on no meadow."""
    return at.at("mars") if at.about("rover") and at.place == "plain" else None


def drives_by_sea(at: Fitting) -> Reading | None:
    """What rolls, rolls along the shore."""
    return at.at("coast") if at.fact("moves") == "drive" and at.place == "sea" else None


def drives_outside(at: Fitting) -> Reading | None:
    """No car is in a church."""
    large = at.fact("moves") == "drive" and float(at.fact("height")) >= ROAD
    return at.at("street", ()) if large and at.indoors and at.place not in GATES else None


def sold_from_van(at: Fitting) -> Reading | None:
    """What is sold out of a van is sold in the street."""
    return at.at("street", ()) if at.rolls and at.place in ("shop", "restaurant", "bar") and not at.named else None


def left_by_car(at: Fitting) -> Reading | None:
    """A car that somebody leaves home in is before the house."""
    return at.at("suburb", ()) if at.rolls and at.place in ("room", "bedroom", "kitchen") and not at.named else None


def fireworks_outside(at: Fitting) -> Reading | None:
    """Fireworks that nothing places are over a village."""
    lone = not at.reading.subjects and at.indoors and at.reading.vague
    return at.at("village") if lone and "fireworks" in at.reading.weathers else None


def earth_from_afar(at: Fitting) -> Reading | None:
    """The earth is seen from afar."""
    return at.at("space") if at.about("earth") and not at.named else None


def comet_by_earth(at: Fitting) -> Reading | None:
    """A comet that threatens the earth is seen beside it."""
    return at.at("planet") if at.about("comet") and at.shows("earth") else None


def ship_in_orbit(at: Fitting) -> Reading | None:
    """A spaceship that has not landed is over the planet."""
    landed = bool(LANDED.search(at.text))
    return at.at("planet") if at.fact("home") == "space" and at.place in ("mars", "moonland") and not landed else None


def thing_shown(at: Fitting) -> Reading | None:
    """A thing that nobody holds is where the words say; from near, or where they say nothing, in a studio."""
    carried = any(not is_thing(seen.subject) and not seen.placed for seen in at.reading.subjects)
    if at.lead is None or not is_thing(at.lead.subject) or at.reading.size == "tiny" or carried:
        return None
    if at.place in ("", "stage") and at.reading.size != "close":
        return at.at(str(at.fact("out") or "") or ("kitchen" if at.place and at.reading.size else "stage"))
    return at.at(at.place or "stage")


def beached(at: Fitting) -> Reading | None:
    """What is stranded or parked by the sea is on the beach."""
    parked = at.fact("moves") == "drive" and PARKED.search(at.text)
    by_sea = (at.place == "coast" and parked) or (at.place in ("sea", "coast") and STRANDED.search(at.text))
    return at.at("beach") if by_sea else None


def lone_bridge(at: Fitting) -> Reading | None:
    """A bridge that nothing places is over a river."""
    return at.at("river") if at.about("bridge") and at.reading.vague and not at.placed and at.place in TOWNS else None


def ship_in_ice(at: Fitting) -> Reading | None:
    """A ship in the snow is stuck in the ice, and an oil rig stands in it."""
    return at.at("pack_ice") if at.place == "snow" and (at.fact("moves") == "sail" or at.about("oil_rig")) else None


def snowman(at: Fitting) -> Reading | None:
    """A snowman that nothing places stands in the snow."""
    lone = at.shows("snowman") and "snow" not in at.reading.dressing and not at.indoors
    return at.at("snow") if lone and not at.named else None


def crossed_bridge(at: Fitting) -> Reading | None:
    """A bridge that somebody crosses is over a river."""
    crossed = at.shows("bridge") and OVER_BRIDGE.search(at.text)
    return at.at("river") if crossed and not at.placed and at.place in (*TOWNS, "war") and not at.named else None


TOLD: tuple[Rule, ...] = (castle_told, house_on_fire)
"""Before it is known who is there."""
FIT: tuple[Rule, ...] = (
    swims,
    station_in_space,
    ship_by_city,
    flies_over_roofs,
    diver,
    rover,
    drives_by_sea,
    drives_outside,
    sold_from_van,
    left_by_car,
    fireworks_outside,
    earth_from_afar,
    comet_by_earth,
    ship_in_orbit,
    thing_shown,
)
"""Where the one must be whom the shot is about."""
LIES: tuple[Rule, ...] = (beached, lone_bridge, ship_in_ice, snowman, crossed_bridge)
"""Where it lies by its words; the first that says so is right."""


def fitting(reading: Reading, text: str) -> Reading:
    """A reading in the place where its subject must be, without what cannot be there."""
    told = follow(TOLD, Fitting(replace(reading, subjects=together(reading)), text, None)).reading
    kept, lead = _kept(told)
    return follow(FIT, Fitting(replace(told, subjects=kept), text, lead)).reading


def lying(reading: Reading, text: str, *, placed: bool) -> Reading:
    """A reading with the place where its subject lies by its words; `placed`: the film names a place."""
    lead = main_subject(reading)
    if lead is None:
        return reading
    at = Fitting(reading, text, lead, placed)
    return next((found for rule in LIES if (found := rule(at)) is not None), reading)


def _kept(reading: Reading) -> tuple[tuple[Seen, ...], Seen | None]:
    """Who and what can be there, and whom the shot is about: no house inside its attic, no second castle, no guess beside
    what is known, no eye of somebody who is seen."""
    subjects = reading.subjects
    if any(is_person(seen.subject) or is_beast(seen.subject) for seen in subjects):
        subjects = tuple(seen for seen in subjects if seen.subject != "eye")
    lead = main_subject(replace(reading, subjects=subjects))
    first = next((seen for seen in subjects[:1] if facts(seen.subject).get("moves") and not seen.placed), None)
    indoors = reading.place in INDOORS
    kept = tuple(
        seen
        for seen in subjects
        if not (indoors and is_built(seen.subject))
        and not (reading.place == "castle" and seen.subject == "castle" and seen.placed)
        and not (seen.guessed and lead is not None and not lead.guessed and seen is not first)
        and not (seen.guessed and is_thing(seen.subject) and lead is not None and not is_thing(lead.subject))
    )
    return kept, lead

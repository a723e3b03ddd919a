"""Who and what is shown as what: riders on their backs, rowers in their boats, swimmers in the water, what a place shows itself."""

from __future__ import annotations

import re
from dataclasses import replace

from backends.previz.outlines import has_face, is_group, is_person
from backends.previz.places import INDOORS, WET
from backends.previz.reading import ONE_OF, WOMEN, Reading, Seen, in_their_number
from backends.previz.vocabulary import facts, words

WATERS = ("under", "floes", "grotto", "sea", "coast", "beach", "swamp")
"""Where what swims is at home."""
BROUGHT = {
    "lighthouse": ("sea", "coast"), "ship": ("sea", "coast"), "car": ("street", "desert", "plain"),
    "truck": ("street", "desert", "plain", "snow", "fuel", "parking"),
    "train": ("desert", "plain", "meadow", "mountain", "snow", "village"),
}  # fmt: skip
"""Where what somebody brings along can be seen in the distance."""
ROWED = re.compile(
    r"\b(?:row(?:s|ed|ing)|paddl\w+|(?:in|from) (?:his|her|their|a|an|the) (?:\w+ )?(?:boat|canoe|kayak|skiff))\b",
    re.IGNORECASE,
)
"""Who does so is on the water."""
SWUM = re.compile(
    r"\b(?:in (?:a|an|the|his|her|their) (?:(?!indoor|empty|drained)\w+ ){0,2}pool|swims?|swam|swimming(?! (?:pool|hall|bath|costume|trunk|lesson|gala|club|race))|treads? water|treading water)\b",
    re.IGNORECASE,
)
"""Who does so is in it."""
CLOSED = 1.3
"""Metres from which what drives has its driver inside."""
DRIVEN = re.compile(r"\b(?:driv(?:e|es|ing)|drove) (?:an?|the|his|her|their|its|our|my|\w+ed)\b", re.IGNORECASE)
"""Who does so sits in what is driven."""
ROWING = ("sea", "coast", "river", "lake", "canal", "flooded_street", "harbour")
"""Where somebody may."""
SWIMMING = (*WATERS, "river", "lake", "pool", "indoor_pool", "canal", "flooded_street")
"""Where somebody may."""
DEEDS = {
    "duel": re.compile(r"\b(?:fight|fought|duel|battl(?:e[sd]?|ing)\b|clash|spar(?:s|ring)\b|sword ?fight|cross(?:ing)? swords)", re.IGNORECASE),
    "fighting": re.compile(r"\b(?:fight|fought|duel|battl(?:es|ing)\b|attack|slay|charg(?:es|ing)\b)", re.IGNORECASE),
    "shooting": re.compile(r"\b(?:shoot(?:s|ing)|fir(?:es|ing)|draws? (?:his|her|a) (?:gun|pistol|revolver))\b", re.IGNORECASE),
    "flying": re.compile(r"\b(?:fl(?:y|ies|ying|ew)|soar(?:s|ing)?)\b", re.IGNORECASE),
    "digging": re.compile(r"\b(?:dig(?:s|ging)?|dug|bury(?:ing)?|buries)\b", re.IGNORECASE),
    "mining": re.compile(r"\b(?:mines|mining|digs?|digging)\b", re.IGNORECASE),
    "casting": re.compile(r"\b(?:cast(?:s|ing)?|spells?|magic|conjur\w+|summon\w*|fireballs?)\b", re.IGNORECASE),
    "balloon": re.compile(r"\bballoons?\b", re.IGNORECASE),
    "enthroned": re.compile(r"\b(?:sit(?:s|ting)?|sat|seated|rul(?:es|ing)|on (?:his|her|the|a|an)(?: \w+){0,2} throne)\b", re.IGNORECASE),
}  # fmt: skip
"""What somebody is told to do, for those who have a figure of their own that does so, called by both names: a duel needs two."""
ALONE = {**ONE_OF, "army": "knight", "troops": "soldier"}
"""Who each of two is that are drawn as a group."""
SEATED = re.compile(r"\bthrone\b(?! room| hall)", re.IGNORECASE)
"""What a ruler sits on."""
PLAYERS = {"violin": "violinist", "cello": "cellist", "drum": "drummer", "piano": "pianist"}
"""Who plays an instrument, where all that is told is that somebody is a musician."""
ALOFT = ("space", "planet", "moonland", "mars")
"""Where fleets are of spaceships."""
SHORES = ("coast", "beach", "lake", "river", "harbour", "pier")
"""Where one is beside the water."""
STANDING: dict[str, tuple[str, ...]] = {
    "ring": ("ring",),
    "yard": ("schoolhouse",),
    "big_top": ("circus", "crowd", "crowd_cheering"),
    "span": ("bridge", "suspension_bridge"),
    "castle": ("castle",),
    "festival": ("device", "speaker"),
    "fairground": ("ferris_wheel", "carousel", "roller_coaster", "circus"),
    "manor": ("haunted_house", "house"),
    "saloon": ("piano", "door"),
    "butchery": ("sausages",),
    "meeting": ("television",),
    "scrapyard": ("harbour_crane",),
    "suburb": ("house",),
    "viaduct": ("bridge",),
    "cockpit": ("man", "friends", "crowd", "two_men", "companions", "plane", "jet"),
    "airliner": ("plane", "jet"),
    "compartment": ("train", "express_train"),
    "submarine_inside": ("submarine",),
    "car_inside": (
        "man",
        "woman",
        "driver",
        "trucker",
        "car",
        "taxi",
        "truck",
        "limousine",
        "traveller",
        "businessman",
    ),
    "carriage": ("bus", "train", "tram", "express_train"),
    "highway": ("traffic_jam", "car", "truck", "bus"),
    "back_seat": ("car", "taxi", "limousine", "driver", "van", "police_car"),
    "lobby": ("desk_lamp", "luggage_trolley"),
}
"""What a place shows itself, whatever its words mean elsewhere: a boxer's ring is for no finger."""
ADRIFT = ("space", "planet")
"""Where an astronaut floats on a tether."""


def together(reading: Reading) -> tuple[Seen, ...]:
    """Two whose trade is all that is known as a pair; who rides on the back of what is ridden."""
    pair = "couple" if reading.grade == "dream" else "companions"
    played = next((PLAYERS[seen.subject] for seen in reading.subjects if seen.subject in PLAYERS), "")
    found = [
        replace(seen, subject=played)
        if played and seen.word.endswith(("musician", "busker"))
        else replace(seen, subject=pair, many=False)
        if seen.two and is_person(seen.subject) and ((seen.guessed and seen.subject == "man") or pair == "couple")
        else seen
        for seen in reading.subjects
        if not (
            played
            and seen.subject in PLAYERS
            and any(who.word.endswith(("musician", "busker")) for who in reading.subjects)
        )
    ]
    if any(
        facts(seen.subject).get("moves") == "drive" and (has_face(seen.subject) or seen.subject == "biker_gang")
        for seen in found
    ):
        found = [seen for seen in found if seen.subject != "rider"]  # who rides a cycle is drawn on it
    mount = next((seen for seen in found if "ridden" in facts(seen.subject)), None)
    at = next((at for at, seen in enumerate(found) if seen.subject == "rider"), -1)
    who = next((seen for seen in found[: max(at, 0)] if is_person(seen.subject)), None)
    sits = at >= 0 and mount is not None and found[at].word == mount.word  # only told by what somebody is on
    if at < 0 or (who is None and (mount is None or sits)):
        return tuple(seen for seen in found if not (sits and seen is found[at]))
    if who is not None and (mount is None or mount.subject in ("horse", "herd")):
        return (_mounted(who), *(seen for seen in found if seen.subject != "rider" and seen not in (who, mount)))
    assert mount is not None
    nearest = next((seen for seen in found[at - 1 :: -1] if is_person(seen.subject)), who) if at > 0 else who
    several = nearest is not None and not mount.many and (nearest.many or is_group(nearest.subject))
    if nearest is not None and several and f"{facts(mount.subject)['ridden']}_several" not in words().facts:
        return (nearest, *(seen for seen in found if seen is not nearest and seen.subject != "rider"))
    up = replace(mount, subject=_on(mount, nearest), placed=False)
    return (
        up,
        *(seen for seen in found if seen is not mount and seen.subject != "rider" and not is_person(seen.subject)),
    )


def _on(mount: Seen, who: Seen | None) -> str:
    """What is ridden with whoever it is on it, where such a one is drawn."""
    up = str(facts(mount.subject)["ridden"])
    if who is None:
        return up
    several = (who.many and not mount.many) or is_group(who.subject)
    kind = "several" if several else "woman" if who.subject in WOMEN else "child" if who.subject == "child" else "man"
    return own if (own := f"{up}_{kind}") in words().facts else up


def _mounted(who: Seen) -> Seen:
    """Somebody on a horse, several as cavalry."""
    if (who.many and not who.two) or is_group(who.subject):
        return replace(who, subject="cavalry", many=False, placed=False)
    return replace(who, subject=str(facts(who.subject).get("mounted", "rider")), placed=False)


def shown_in(reading: Reading, place: str, text: str) -> Reading:
    """The reading with its subjects as this place shows them, by what the words say they do there."""
    if place in SWIMMING and SWUM.search(text):
        reading = replace(reading, subjects=tuple(map(_swimming, reading.subjects)))
    rowed = bool(ROWED.search(text))
    if rowed and place in ROWING:
        reading = replace(reading, subjects=_rowing(_aboard(reading.subjects)))
    if DRIVEN.search(text):
        reading = replace(reading, subjects=_at_the_wheel(reading.subjects))
    reading = replace(reading, subjects=tuple(_doing(seen, text) for seen in reading.subjects))
    return _as_here(reading, place, rowed)


def _at_the_wheel(subjects: tuple[Seen, ...]) -> tuple[Seen, ...]:
    """The vehicle without those before it in the words, who sit in it; who is known by sitting on one stays."""
    at = next((at for at, seen in enumerate(subjects) if facts(seen.subject).get("moves") == "drive"), 0)
    if not at or float(facts(subjects[at].subject)["height"]) < CLOSED:
        return subjects
    return (
        replace(subjects[at], placed=False),
        *(seen for seen in subjects[:at] if not is_person(seen.subject)),
        *subjects[at + 1 :],
    )


def _doing(seen: Seen, text: str) -> Seen:
    """Somebody as the figure that does what the words tell, where there is one: a superhero in flight, two knights in a duel."""
    for deed, told in DEEDS.items():
        two = seen.two or seen.subject in ONE_OF
        own = f"{ALONE.get(seen.subject, seen.subject) if two else seen.subject}_{deed}"
        several = seen.many or is_group(seen.subject)
        if own not in words().facts or not told.search(text) or (deed == "duel" and not several):
            continue
        if deed == "enthroned" and not SEATED.search(text):
            continue
        both = two and not is_group(own)
        return replace(seen, subject=own, many=(seen.many or both) and deed != "duel", count=2 if both else seen.count)
    return seen


def _as_here(reading: Reading, place: str, rowed: bool) -> Reading:
    """The subjects as this place shows them: a fisherman at sea in his boat, and what they bring along in the distance;
    what another holds already is not shown again.
    `rowed`: the words say that somebody is in a boat."""
    boat = any(facts(seen.subject).get("moves") == "sail" for seen in reading.subjects)
    shown_as = "aloft" if place in ALOFT else "afloat" if _on_water(place, boat, rowed) else ""
    shown_as = shown_as or ("ashore" if place in SHORES else "sunken" if place == "under" else "")
    shown_as = shown_as or ("indoors" if place in INDOORS else "")
    found = [replace(seen, subject=str(facts(seen.subject).get(shown_as, seen.subject))) for seen in reading.subjects]
    if place in ADRIFT:
        found = [replace(seen, subject=str(facts(seen.subject).get("adrift", seen.subject))) for seen in found]
    held = {name for seen in found for name in facts(seen.subject).get("has", ())}
    found = [in_their_number(seen, found) for seen in found if seen.subject not in held]
    if place == "bridge":  # of the ship, which is not seen from within
        found = [seen for seen in found if facts(seen.subject).get("home") != "space"]
    if place in INDOORS:  # the sights of a town are not seen in its rooms
        found = [seen for seen in found if not facts(seen.subject).get("sight")]
    if place == "deck":
        found = [seen for seen in found if facts(seen.subject).get("moves") != "sail"]
    found = [seen for seen in found if seen.subject not in STANDING.get(place, ())]
    if place == "village":  # its houses have them
        found = [seen for seen in found if not (seen.subject == "door" and seen.many)]
    if place == "classroom":  # its board hangs there
        found = [seen for seen in found if not (seen.subject == "map" and seen.word.endswith("board"))]
    if place in ("classroom", "office"):  # its desks stand there
        found = [seen for seen in found if not (seen.subject == "laptop" and seen.word.startswith("desk"))]
    if place == "subway":
        found = [replace(seen, subject="express_train") if seen.subject == "train" else seen for seen in found]
    shown = {seen.subject for seen in found}
    for seen in tuple(found):
        brought = str(facts(seen.subject).get("brings", ""))
        driven = any(facts(other.subject).get("moves") in ("drive", "sail") for other in found)
        fits = place in BROUGHT.get(brought, ()) and not driven
        if fits and brought not in shown:
            found.append(Seen(brought, seen.word, placed=True))
    return replace(reading, subjects=tuple(found))


def _rowing(subjects: tuple[Seen, ...]) -> tuple[Seen, ...]:
    """Who rows as a rowing boat, where no other boat is told of."""
    lead = next((seen for seen in subjects if is_person(seen.subject) and not seen.placed), None)
    if (
        lead is None
        or "afloat" in facts(lead.subject)
        or any(facts(seen.subject).get("moves") == "sail" for seen in subjects)
    ):
        return subjects
    return tuple(replace(seen, subject="rowing_boat", many=False) if seen is lead else seen for seen in subjects)


def _aboard(subjects: tuple[Seen, ...]) -> tuple[Seen, ...]:
    """People in a rowing boat as the boat with them in it: nobody stays ashore."""
    boat = next((seen for seen in subjects if seen.subject == "rowing_boat"), None)
    crew = [seen for seen in subjects if is_person(seen.subject)]
    if boat is None or not crew or any("afloat" in facts(seen.subject) for seen in crew):
        return subjects
    several = len(crew) > 1 or crew[0].many or is_group(crew[0].subject)
    boat = replace(boat, subject="rowing_pair" if several else "rowing_boat", many=False, placed=False)
    return (boat, *(seen for seen in subjects if seen.subject != "rowing_boat" and seen not in crew))


def _swimming(seen: Seen) -> Seen:
    """Somebody on foot as a swimmer."""
    return (
        replace(seen, subject="swimmer", many=seen.many or is_group(seen.subject))
        if is_person(seen.subject) and facts(seen.subject).get("moves") == "walk" and not seen.placed
        else seen
    )


def _on_water(place: str, boat: bool, rowed: bool) -> bool:
    """Whether who may be in a boat is."""
    return (place in WET and (boat or place != "coast")) or (place in ("river", "lake") and (boat or rowed))

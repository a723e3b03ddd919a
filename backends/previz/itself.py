"""Wonders and places drawn as themselves, found in the words: a waterfall in a forest, a barn for a hall, a canal for a coast."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache

from backends.previz.evidence import is_verb
from backends.previz.outlines import is_group, is_person
from backends.previz.pieces import PIECES
from backends.previz.places import INDOORS, OPEN
from backends.previz.reading import WOMEN, Reading, Seen, is_beast, main_subject
from backends.previz.shapes import people
from backends.previz.vocabulary import TABLE, facts, hit, tokens
from backends.previz.vocabulary import words as vocabulary

LONGEST = 4
"""Words of a phrase of the table at most."""
SOAKED = frozenset(("sea", "coast", "beach", "swamp"))
"""Places whose water is the wonder's own: by a river there is no sea."""
WAVES = re.compile(r"\b(?:waves?|rid(?:es|ing)|barrel|swell)\b", re.IGNORECASE)
"""Where a surfer is in the water."""


WATERED = re.compile(
    r"\b(?:down|along|on|in|up|across|crossing|crosses|through|into) (?:an?|the) (?:\w+ )?(?:river|stream|brook|lake|pond)\b",
    re.IGNORECASE,
)
"""Where what is seen is on the water, or beside it."""
SURF = re.compile(r"\b(?:through|in|into) (?:the )?(?:shallow water|shallows|surf|breakers|sea spray)\b", re.IGNORECASE)
"""Where what runs is at the edge of the sea."""
WADES = re.compile(r"\b(?:ankle|knee|waist|hip|chest)[- ]deep (?:in )?(?:\w+ )?water\b", re.IGNORECASE)
"""What is so deep stands in the streets of a town, where there is one."""
PORTHOLE = re.compile(r"\b(?:window|porthole|cupola|viewport|windscreen)\b", re.IGNORECASE)
"""Through what who is aboard sees the stars."""
RAILWAY = re.compile(r"\b(?:train|railway|railroad|rail|country) stations?\b", re.IGNORECASE)
"""Where trains stop under the sky."""
FALLEN = re.compile(
    r"\b(?:ruined|ruins of (?:an?|the)|crumbling|roofless|collapsed) (?:\w+ )?(?:church|cathedral|abbey|monastery|chapel|palace|castle|temple|mosque)\b",
    re.IGNORECASE,
)
"""What has no roof any more."""
DIVES = re.compile(r"\b(?:s[aiu]nk\w*|div(?:es?|ing)|descend\w*|submerg\w*|deep)\b", re.IGNORECASE)
"""What does so is under water."""
HALLS = re.compile(
    r"\b(?:hall|concourse|ticket|ticket office|waiting room|lost property|lockers?|clock|escalators?|booth|kiosk|inside)\b",
    re.IGNORECASE,
)
"""What is in a station and not at its rails."""
RIDING = re.compile(
    r"\b(?:on|aboard|inside|in) (?:an?|the|his|her|their|our|my) (?:\w+ ){0,2}?(?:bus|train|tram)\b"
    r"(?! (?:tracks?|platforms?|stations?|stops?|roof|lines?|rides?|conductor|driver|shelter|lane|set|queue|depot|wreck|tunnel|entrance|steps|stairs))",
    re.IGNORECASE,
)
"""Who does so is inside, and the street goes by."""
SINKING = re.compile(
    r"\b(?:s[aiu]nk\w*|plung\w+|drown\w*|submerged|float\w*|into (?:an?|the) (?:\w+ ){0,2}(?:sea|water|lake|river|ocean)|off (?:an?|the) cliff|ferry)\b",
    re.IGNORECASE,
)
"""What does so has left its road."""
RAILED = ("train", "express_train", "tram")
"""What rolls on rails."""
STREETS = (
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
TOWNS = ("street", "city", "village")
"""Where people have streets."""
BESIDE_CANALS = ("meadow", "plain", "street", "city", "village", "coast", "sea")
"""What a canal's words, and what grows and is built beside it, lead to."""
SNOWED = re.compile(r"\b(?:in|under|through) (?:the |falling |deep |heavy |fresh |light )*snow\b", re.IGNORECASE)
"""What is only the weather of the place beside it."""
INSIDE = r"\bin(?:side)? (?:an?|the|his|her|their|its|our|my) (?:\w+ )?"
"""What stands before the room that one is in."""
BEFORE = r"\b(?:outside|in front of|opposite|across from)(?: (?:an?|the|his|her|their|its|our|my))?(?: \w+)? "
"""What stands before the building that one is not in."""
MODERN = re.compile(
    r"\b(?:city|neon|downtown|new york|times square|manhattan|las vegas|skyscrapers?|skyline|subway|taxi|modern|roof(?:top)?)\b",
    re.IGNORECASE,
)
"""Where a cowboy is in no western town."""
MOTORWAY = re.compile(
    r"\b(?:motorways?|freeways?|interstates?|autobahns?|expressways?|dual carriageways?)\b", re.IGNORECASE
)
"""A road that no houses stand by."""
TRAFFIC = re.compile(
    r"\b(?:traffic|jams?|rush hour|gridlock\w*|congest\w+|queues?|lanes?|bumper|cars)\b", re.IGNORECASE
)
"""What fills it."""
OVER = re.compile(
    r"\b(?:[Cc]ross(?:es|ed|ing)?|[Aa]cross|[Oo]ver|[Oo]n) (?:the )?"
    r"(?:(?:[A-Z]\w+ ){1,3}[Bb]ridge|(?:brooklyn|westminster|golden gate|tower|london|manhattan|charles|harbou?r) bridge)\b"
)
"""A great bridge by its name, and somebody on it."""
AIRBORNE = re.compile(
    r"\b(?:(?:through|among|amid|in) (?:the )?(?:\w+ )?(?:clouds|skies|air)"
    r"|(?:sw[ai]m|float|fl[iye]|glid|drift|soar)\w* (?:in|through|across|over|above) (?:the )?(?:\w+ )?(?:clouds|sky|city|town|rooftops))\b",
    re.IGNORECASE,
)
"""Where even a whale is in the sky."""
RUINED = re.compile(
    r"\b(?:ruined|destroyed|bombed(?:[- ]out)?|shelled|burn(?:t|ed)[- ]out|devastated|wrecked) (?:\w+ )?(?:village|town|buildings?|houses?|streets?)\b",
    re.IGNORECASE,
)
"""Houses that a war has gone over."""
CLOUDED = re.compile(r"\b(?:above|over) (?:the|a sea of) clouds\b|\bsea of clouds\b", re.IGNORECASE)
"""Where who is on a mountain looks down on them."""
FJORD = re.compile(r"\b(?:f[ij]ords?|milford sound|geiranger\w*)\b", re.IGNORECASE)
"""Water between steep mountains."""


@cache
def _table(name: str) -> dict[str, str]:
    return {phrase: key for key, phrases in TABLE[name].items() for phrase in phrases}


def named(text: str) -> dict[str, str]:
    """The wonders in a text, each with the words that name it."""
    return _found("wonders", text)


def sets(text: str) -> dict[str, str]:
    """The places drawn as themselves that a text names, each with its words."""
    return _found("drawn_as", text)


def spoken(text: str, shown: Collection[str]) -> frozenset[str]:
    """All words that name a wonder or a place drawn as itself that is shown."""
    hits = [*_hits("wonders", text), *_hits("drawn_as", text)]
    return frozenset(word for key, words in hits if key in shown for word in words.split())


def _found(name: str, text: str) -> dict[str, str]:
    first: dict[str, str] = {}
    for key, words in _hits(name, text):
        first.setdefault(key, words)
    if "arena" in first:  # of gladiators, which is not indoors
        first.pop("sports_arena", None)
    return first


def _hits(name: str, text: str) -> list[tuple[str, str]]:
    """Each entry of a table in a text, with the words that name it, in their order."""
    run = tokens(text)
    table = _table(name)
    found: list[tuple[str, str]] = []
    end = 0  # of the last phrase, whose words mean nothing more: a senate hall is no hall
    for at in range(len(run)):
        for length in range(min(LONGEST, len(run) - at), 0, -1):
            key = hit(table, run[at : at + length])
            if key and at + length > end and not (length == 1 and is_verb(run, at, True)):
                found.append((key, " ".join(run[at : at + length])))
                end = at + length
                break
    return found


def outside(words: str, text: str) -> bool:
    """Whether somebody is said to be before what the words name, and not in it."""
    return re.search(BEFORE + re.escape(words) + r"\b", text, re.IGNORECASE) is not None


def as_itself(place: str, text: str, others: Sequence[str] = ()) -> str:
    """The place that the words mean where `place` only is of its kind, else `place`: no rink beside a lake, no ring where
    the words name the gym too."""
    named_so = sets(text)
    if place in named_so:
        return place
    drawn_for, apart = TABLE["drawn_for"], TABLE["never_beside"]
    found = [
        key
        for key in named_so
        if place in drawn_for.get(key, ())
        and not (key in INDOORS and outside(named_so[key], text))
        and not set(others) & set(apart.get(key, ()))
        and (key != "highway" or TRAFFIC.search(text))
    ]
    within = (
        key
        for key in found
        if re.search(INSIDE + re.escape(named_so[key].removeprefix("in the ")) + r"\b", text, re.IGNORECASE)
    )
    return next(within, found[0] if found else place)


def themselves(names: tuple[str, ...], text: str, wonders: tuple[str, ...], reading: Reading) -> tuple[str, ...]:
    """Places with the first drawn as itself where there is such a scene: a barn for a hall; by a river without the sea.
    What two words or more name for certain is where one is: in a subway car, and not in its street."""
    first, *others = names
    told = {vote.words for vote in reading.votes if vote.how == "named" and " " in vote.words}
    nature = set(named(text).values())
    peaks = any(
        vote.place == "mountain" and "cloud" not in vote.words and vote.how != "hint" and vote.words not in nature
        for vote in reading.votes
    )
    if first == "mountain" and not peaks and "sky" in sets(text):
        first = "sky"
    if "string_lights" in wonders and first in INDOORS and not any(vote.how == "named" for vote in reading.votes):
        return ("garden",)
    if (
        first in ("mountain", "coast")
        and (walker := main_subject(reading)) is not None
        and is_person(walker.subject)
        and CLOUDED.search(text)
    ):
        return ("sky",)
    if first in ("coast", "sea") and FJORD.search(text):
        return ("coast", "mountain", *(name for name in others if name not in ("mountain", "coast", "sea")))
    room = next((vote.place for vote in reading.votes if vote.words in told and vote.place in INDOORS), "")
    if room and first in INDOORS and room != first:
        first = room
    lead = main_subject(reading)
    if (
        lead is not None
        and first in STREETS
        and (is_person(lead.subject) or is_beast(lead.subject))
        and RIDING.search(text)
    ):
        return ("carriage", *others)
    if (
        first in ("coast", "sea")
        and lead is not None
        and facts(lead.subject).get("moves") == "drive"
        and lead.subject not in RAILED
        and not SINKING.search(text)
    ):
        return ("coast_road", *others)
    if first == "mountain" and not {"volcano", "lava"}.isdisjoint(wonders) and set(TOWNS).intersection(others):
        return ("village", "mountain")  # the town under it
    if "flooded_street" in sets(text) and first == "rooftop":
        return ("flooded_street", *others)
    if WADES.search(text) and (first in TOWNS or (first in ("swamp", "under") and set(TOWNS).intersection(others))):
        return ("flooded_street", *(name for name in others if name not in (*TOWNS, "swamp", "under")))
    if first in ("space", "planet") and lead is not None and is_person(lead.subject) and PORTHOLE.search(text):
        return ("bridge", *(name for name in others if name != "space"))
    if first in ("church", "castle", "hall", "prayer") and FALLEN.search(text):
        return ("ruins", *others)
    if first in ("sea", "coast") and lead is not None and lead.subject == "submarine" and DIVES.search(text):
        return ("under", *(name for name in others if name not in SOAKED))
    if first == "station" and RAILWAY.search(text) and not HALLS.search(text):
        return ("platform", *(name for name in others if name != "station"))
    if first in (*OPEN, *SOAKED) and SURF.search(text):
        return ("beach" if "surf" in text.lower() else "shallows", *(name for name in others if name not in SOAKED))
    if first == "war" and "trench" in sets(text):
        return ("trench", *others)
    own = nature | {sets(text).get("canal")}
    firm = any(vote.how == "named" and vote.place == first and vote.words not in own for vote in reading.votes)
    if "canal" in sets(text) and first in BESIDE_CANALS and not firm:
        return ("canal", *(name for name in others if name not in SOAKED))
    if first in ("street", "city") and "river" in wonders and "sea" not in others:
        return ("canal", *others)
    rooms = ((key, words) for key, words in sets(text).items() if words in told and key in INDOORS)
    if sure := next((key for key, words in rooms if not outside(words, text)), ""):
        return (sure, *names)
    if lead is not None and lead.subject == "surfer" and first in ("beach", "coast") and WAVES.search(text):
        first = "sea"
    if first == "snow" and others and SNOWED.search(text) and (under := as_itself(others[0], text)) != others[0]:
        first, others = under, ["snow"]
    land = str(facts(lead.subject).get("land", "")) if lead is not None else ""
    if (
        land
        and first in TABLE["drawn_for"][land]
        and not any(vote.how == "named" and vote.words not in nature for vote in reading.votes)
    ):
        return (land, *others)
    swims = lead is not None and facts(lead.subject).get("moves") == "swim"
    if swims and first in ("under", "sea") and AIRBORNE.search(text):
        towns = {vote.place for vote in reading.votes if vote.how == "named"} & {"city", "street"}
        return ("city" if towns else "sky", *others)
    if first == "under" and "waterfall" in wonders:
        first = "forest"
    if first in ("street", "city", "rooftop", "coast", "sea", "plain") and OVER.search(text):
        return ("span", *(name for name in others if name != "rooftop"))
    if lead is not None and lead.subject.startswith("cowboy") and first == "desert" and set(TOWNS).intersection(others):
        return ("frontier", *(name for name in others if name not in TOWNS))
    western = lead is not None and lead.subject.startswith("cowboy") and not MODERN.search(text)
    if first in ("street", "city", "rooftop") and western and "frontier" not in names:
        return ("frontier", *(name for name in others if name not in ("city", "street", "rooftop")))
    if (
        first in ("street", "city")
        and lead is not None
        and facts(lead.subject).get("home") == "square"
        and not {"market", "old_market"}.intersection(sets(text))
    ):
        return ("square", *others)
    if first in ("street", "city", "plain") and "highway" in sets(text) and TRAFFIC.search(text):
        return ("highway", *(name for name in others if name not in ("plain", "street")))
    if first in ("street", "city") and MOTORWAY.search(text):
        return ("plain", *(name for name in others if name not in ("plain", "street")))
    if first in ("village", "war") and RUINED.search(text):
        return ("war", "village", *(name for name in others if name not in ("war", "village")))
    if first not in INDOORS and (room := _entered(text)):
        return (room, *names)
    water = next((name for name in ("river", "lake") if name in wonders), "")
    if water:
        dry = [name for name in others if name not in SOAKED]
        if first in SOAKED and dry and dry[0] in OPEN:
            first, others = dry[0], dry[1:]
        elif first in OPEN:
            others = dry
        first = water if first in (*SOAKED, "under") and first != "swamp" else first
    if (
        water
        and first in OPEN
        and WATERED.search(text)
        and not any(vote.how == "named" and vote.place == first for vote in reading.votes)
    ):
        first = water
    if first == "old_street" and "market" in sets(text):
        return ("old_market", *others)
    itself = as_itself(first, text, (*others, *wonders))
    if itself == "balcony":
        watery = not SOAKED.isdisjoint((first, *others))
        kept = (name for name in others if name != "rooftop" and not (watery and name in SOAKED))
        return ("sea_balcony" if watery else itself, *kept)
    if itself == "fuel" and any(
        vote.place in ("desert", "mountain", "forest") and vote.how == "named" for vote in reading.votes
    ):
        others = [name for name in others if name not in ("street", "city")]
    old = any(vote.place == "village" and vote.how == "named" for vote in reading.votes)
    return ("old_street" if itself == "street" and old else itself, *others)


def _entered(text: str) -> str:
    """The room drawn as itself that the words say one is in: 'in a greenhouse on Mars'; else nothing."""
    every = [words for _, words in _hits("drawn_as", text)]
    found = (
        (key, words)
        for key, words in sets(text).items()
        if key in INDOORS and not any(longer.endswith(f" {words}") for longer in every)
    )
    return next(
        (key for key, words in found if re.search(INSIDE + re.escape(words) + r"\b(?! of )", text, re.IGNORECASE)), ""
    )


def told_as(reading: Reading, text: str, place: str) -> tuple[Reading, frozenset[str]]:
    """The reading with each figure as the words tell it, a surfer in his wave, and the words that told it; what is done in
    some places only is not told in this one if it is none of them."""
    run = tokens(text)
    told: set[str] = set()
    held: set[str] = set()
    found = list(reading.subjects)
    for key, row in TABLE["told_as"].items():
        words = [phrase for phrase in row["words"] if _within(phrase, run)]
        if not words or place not in row.get("where", (place,)):
            continue
        if any(word.startswith(tuple(row["not"].split())) for word in run if "not" in row):
            continue
        at = _whose(words[0], run, found, row["of"])
        if at is None or found[at].subject in held:
            continue
        key = _done_by(key, found[at].subject)
        several = found[at].many and not PIECES.get(key) and not is_group(key)
        found[at] = replace(
            found[at],
            subject=key,
            word=found[at].word if people.known(key) else facts(key)["words"][0],
            many=several,
            guessed=False,
        )
        held.update(facts(key).get("has", ()))
        told.update(word for phrase in words for word in phrase.split())
    kept = tuple(
        seen for at, seen in enumerate(found) if seen.subject not in {one.subject for one in found[:at]} | held
    )
    return (replace(reading, subjects=kept), frozenset(told)) if told else (reading, frozenset())


def _whose(phrase: str, run: Sequence[str], found: Sequence[Seen], of: Sequence[str]) -> int | None:
    """Of whom among `of` a phrase says it: who is named right after it ('a sleeping child'), else last before it."""
    parts = phrase.split()
    start = next(at for at in range(len(run)) if list(run[at : at + len(parts)]) == parts)
    may = [at for at, seen in enumerate(found) if seen.subject in of]
    named_at = {at: _place_of(found[at].word, run) for at in may}
    after = (at for at in may if named_at[at] == start + len(parts))
    before = [at for at in may if 0 <= named_at[at] < start + len(parts)]
    return next(after, max(before, key=named_at.__getitem__) if before else next(iter(may), None))


def _place_of(word: str, run: Sequence[str]) -> int:
    """Where a run names a figure, by the last of its word; -1 where it does in other words."""
    last = word.split()[-1] if word else ""
    return next((at for at, one in enumerate(run) if one in (last, f"{last}s")), -1)


def _done_by(key: str, who: str) -> str:
    """A figure as whoever does it, where such a one is drawn: a woman ironing."""
    kinds = (f"{key}_{who}", f"{key}_{'woman' if who in WOMEN else 'man'}")
    return next((kind for kind in kinds if kind in vocabulary().facts), key)


def _within(phrase: str, run: Sequence[str]) -> bool:
    """Whether a phrase is in a run of words."""
    parts = phrase.split()
    return any(list(run[at : at + len(parts)]) == parts for at in range(len(run) - len(parts) + 1))


def without(reading: Reading, drawn: frozenset[str]) -> Reading:
    """A reading that finds nothing lacking in words that a wonder or a place of its own is drawn for."""

    def rest(words: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(word for word in words if not set(word.split()) <= drawn)

    return replace(
        reading, unknown=rest(reading.unknown), missed=rest(reading.missed), nameless=rest(reading.nameless), undrawn=rest(reading.undrawn)
    )  # fmt: skip

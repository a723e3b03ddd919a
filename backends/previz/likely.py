"""Where and when a picture most likely is, as learned from marked phrases: a linear model over what the tables understood and the words.

`scripts/train_painter.py` makes the file beside this from scripts/marked_phrases.tsv and scripts/word_labels.tsv.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from math import exp
from pathlib import Path
from typing import Any

from backends.previz.evidence import INDOORS, names_place, stems
from backends.previz.itself import sets
from backends.previz.outlines import is_person
from backends.previz.reading import Reading
from backends.previz.vocabulary import facts, hit, is_built, tokens, words
from studio.analysis.meaning import meaning_of

VOTE = 3.0
"""What a strong vote of the tables weighs, which counts as one here."""

SURER, NAMED = 1.3, 14.0
"""How many times likelier another place has to be than the one that the tables found, and than one that is named."""

UNTAUGHT = 50.0
"""How much likelier than all others a place is that the tables found, and that no marked phrase has."""

MEANT, UNLIKELY = 1.2, -6.0
"""How much what the whole phrase means counts beside its words, and the least log probability of a place by that."""

LEAST = 0.25
"""Odds of a place below which it is no better than any."""

AFAR = ("space", "mars", "moonland", "planet")
"""Where what may be among the stars is at home."""
AMONG = re.compile(
    r"\b(?:among|amid|amongst|through|between|past|across|to|toward\w*|float\w*|drift\w*|fly\w*|flies) (?:the )?(?:\w+ )?stars\b",
    re.IGNORECASE,
)
"""What is no longer under them."""
HELD = 5.0
"""Weight from which a place that no preposition stands before is as good as named: 'his parents' basement'."""

SKY = re.compile(r"\b(?:sky|skies|starry|horizon|aurora|northern lights|under the (?:stars|moon|sun))\b", re.IGNORECASE)
"""What is seen under no roof."""

FRAMED = re.compile(
    r"\b(?:windows?|skylight|painting|ceiling|dome|screen|telescope|observatory|planetarium)\b", re.IGNORECASE
)
"""Through what it is seen all the same."""

INDOOR = re.compile(
    r"\b(?:on|to|from|at|across|along|under|up|over|down) (?:the|her|his|their|its|a|an) (?:\w+ )?(?:ceiling|wallpaper|carpet|floorboards|mantelpiece|wardrobe|bedspread|skirting board)\b",
    re.IGNORECASE,
)
"""What is in a room."""
BEFORE = re.compile(
    r"\b(?:outside|in front of|opposite|across from) (?:of )?(?:an?|the|his|her|their|our|my|its) (?!(?:\w+ )?(?:window|mirror|fire|camera|judge|class(?:room)?|jury|audience|stove|oven|screen|tv|television|hearth|crowd|king|queen|christmas|desk|altar|piano)\b)",
    re.IGNORECASE,
)
"""Who is so is not inside."""

ROOFED = 0.01
"""What is left of the odds of a room where the sky is seen."""

AFLOAT = re.compile(
    r"\bon (?:an? |the |his |her |their )?(?:[a-z]+ )?(?:raft|dinghy|lifeboat|rowing boat|rowboat|fishing boat|sailboat|sailing boat|yacht)\b",
    re.IGNORECASE,
)
"""What is on the water, with whoever is on it."""

SURE = 0.75
"""Odds from which an hour that nothing names is the picture's."""

Votes = Mapping[str, Mapping[str, float]]
"""By place, how strongly each kind of vote speaks for it."""


@cache
def _framing() -> re.Pattern[str]:
    """How a shot is framed, which says nothing of where it is: 'wide shot of'."""
    tables = words().by_table
    named = (phrase for name in ("sizes", "angles", "moves") for phrase in tables[name])
    shots = sorted((phrase for phrase in named if re.search("shot$|^(?:extreme )?close.?up$", phrase)), key=len)
    return re.compile(rf",? ?\b(?:{'|'.join(map(re.escape, reversed(shots)))})\b(?: of\b)?", re.IGNORECASE)


@cache
def learned() -> dict[str, Any]:
    """The models, and where words are at home."""
    loaded: dict[str, Any] = json.loads(gzip.decompress((Path(__file__).parent / "learned.json.gz").read_bytes()))
    return loaded


def features(text: str, reading: Reading, homes: Mapping[str, str]) -> tuple[list[str], Votes]:
    """What stands in a phrase, and what it says for places. `homes` are places by word, '!' behind a sure one."""
    votes: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
    for vote in reading.votes:
        votes[vote.place][vote.how] += vote.weight / VOTE
    firm = any(vote.how == "named" and vote.place == reading.place for vote in reading.votes)
    for name, place in (("firm" if firm else "place", reading.place), ("implied", reading.implied)):
        if place:
            votes[place][name] = 1.0
    for beside in reading.dressing:
        votes[beside]["beside"] = 1.0
    run = [token for token in tokens(text) if token[0].isalnum()]
    found: set[str] = set()
    for at, word in enumerate(run):
        pairs = [f"{run[at - 1]}-{form}" for form in stems(word)] if at else []
        found.update(f"w:{form}" for form in stems(word))
        found.update([f"p:{run[at - 1]} {word}"] if at else [f"p:^ {word}"])
        for forms in (stems(word), pairs):
            known = next((homes[form] for form in forms if form in homes), "")
            for rank, name in enumerate(known.split()):
                how = "home!" if name.endswith("!") else "home" if rank == 0 else "home too"
                votes[name.rstrip("!")][how] += 1.0
    for seen in reading.subjects:
        found.add(f"k:{seen.subject}")
        if home := str(facts(seen.subject).get("home", "")):
            votes[home]["subject"] = 1.0
    return sorted(found), votes


def odds(model: str, names: Iterable[str], votes: Votes) -> dict[str, float]:
    """The probability of each label of a model: `place` or `hour`."""
    table = learned()[model]
    labels, shared = table["labels"], table["votes"]
    sums = list(table["bias"])
    for name in names:
        packed = [int(number) for number in table["weights"].get(name, "").split()]
        for label, weight in zip(packed[::2], packed[1::2], strict=True):
            sums[label] += weight / 100
    for name, its in votes.items():
        if name in labels:
            sums[labels.index(name)] += sum(shared.get(how, 0.0) * value for how, value in its.items())
    most = max(sums)
    grown = [exp(value - most) for value in sums]
    return {label: value / sum(grown) for label, value in zip(labels, grown, strict=True)}


def _before_building(text: str) -> bool:
    """Whether somebody is before a building or a room, and not before somebody."""
    found = BEFORE.search(text)
    known = words()
    after = tokens(text[found.end() :])[:3] if found else []
    return any(
        bool(hit(known.by_table["places"], [word]))
        or bool((figure := hit(known.subjects, [word])) and is_built(figure))
        for word in after
    )


def _under_stars(reading: Reading, text: str) -> bool:
    """Whether who is at home on the ground is under the stars, and not among them."""
    if not reading.subjects or AMONG.search(text):
        return False
    if any(facts(seen.subject).get("home") in AFAR or seen.subject == "alien" for seen in reading.subjects):
        return False
    return all(vote.place not in ("space", "planet") or vote.words.rstrip("s") == "star" for vote in reading.votes)


def surmised(reading: Reading, text: str, *, timed: bool = False) -> Reading:
    """A reading whose place is the likeliest, where that is surer than what the tables say, and whose hour is where they say
    none and it is sure; with the odds of all places. `timed`: the film has an hour of its own."""
    text = _framing().sub("", text).strip()
    names, votes = features(text, reading, learned()["homes"])
    places, meant = odds("place", names, votes), meaning_of(text).whole["scene"]
    places = {name: value * exp(MEANT * max(UNLIKELY, meant.get(name, UNLIKELY))) for name, value in places.items()}
    whole = sum(places.values())
    places = {name: value / whole for name, value in places.items()}
    if any(is_person(seen.subject) for seen in reading.subjects):
        places["stage"] = min(places["stage"], LEAST / 2)  # on a dark table there are things
    if not any(vote.place == "mind" for vote in reading.votes):
        places["mind"] = min(places["mind"], LEAST / 2)  # nobody dreams who is not said to
    below = _under_stars(reading, text)
    if below:
        places["space"] = places["planet"] = 0.0
    strong = any(vote.how == "loose" and vote.weight >= HELD and vote.place == reading.place for vote in reading.votes)
    found = reading.place if strong else reading.implied or reading.place
    outside = SKY.search(text) or (below and "stars" in reading.weathers)
    if outside and not FRAMED.search(text) and not strong:
        places = {name: value * (ROOFED if name in INDOORS else 1.0) for name, value in places.items()}
    if INDOOR.search(text) and not any(vote.how == "named" for vote in reading.votes):
        places = {name: value * (1.0 if name in INDOORS else ROOFED) for name, value in places.items()}
    before = _before_building(text) and not strong
    if before:
        places = {name: 0.0 if name in INDOORS else value for name, value in places.items()}
    if AFLOAT.search(text) and not any(vote.how == "named" for vote in reading.votes):
        places["sea"] = max(places.values()) * NAMED
    if reading.place and reading.place not in places:
        places[reading.place] = max(places.values()) * UNTAUGHT
        found = reading.place
    whole = sum(places.values())
    places = {name: value / whole for name, value in places.items()}
    best = max(places, key=places.__getitem__)
    if (before and found in INDOORS) or (below and found == "space"):
        found = best
    named = strong or any(names_place(vote) and vote.place == found for vote in reading.votes)
    named = named or any(seen.placed and seen.subject == found for seen in reading.subjects)  # 'in a castle'
    own = set(sets(text).values())  # the words of a place with a scene of its own
    told = [vote for vote in reading.votes if vote.how != "hint"]
    if told and all(vote.how == "named" and vote.place == found and vote.words in own for vote in told):
        best = found  # nothing else is named
    surer = NAMED if named else SURER
    if named and found == "under":
        best = found  # who is beneath the water sees no village from its street
    if found != best and places[best] >= LEAST and places[best] >= surer * places.get(found, 0.0):
        found = best
    hours = odds("hour", names, {})
    late = max(hours, key=hours.__getitem__)
    late = "" if late == "fire" and {"fog", "snow"}.intersection(reading.weathers) else late
    hour = reading.hour or (late if late and hours[late] >= SURE and not timed else "")
    return replace(reading, implied="" if found == reading.place else found, hour=hour, odds=places, meant=meant)

"""What words imply: the place that things, jobs and deeds belong to, parts of speech from the neighbours, hours of the clock."""

from __future__ import annotations

import gzip
import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LONGEST = 4
STRENGTHS = {"strong": 3.0, "fair": 1.6}
PHRASE = 1.0
"""How much more a phrase says than a word."""
FAINT = 1.2
"""What a word says whose kind WordNet knows."""
NEARNESS = 0.6
"""What a preposition before a hint adds: one is 'by the stove'."""
AT = frozenset(
    "in on at by into onto inside behind under near through across along beside from below beneath aboard around".split()
)
LOOSE = 2.9
"""What a loose place word weighs: a little less than one strong hint."""
GROWN = 2.4
"""What a place weighs that only the lexicon knows."""
INDOORS = (
    "attic hospital shop restaurant library hall church theatre factory station corridor bunker lab ship room bedroom kitchen bakery office classroom bar cellar "
    "prison lift prayer gym studio court cave"
).split()
WATERS = frozenset("lake river pond canal loch reservoir lagoon".split())
BESIDE = frozenset("by beside near at alongside overlooking".split())
BELOW = frozenset("below beneath underneath".split())
BUILT = ("castle", "hall", "church", "house", "theatre", "room", "bar", "restaurant", "library")
OUTSIDE = frozenset("outside above over opposite beyond past".split())
OUTER = {
    **dict.fromkeys("square gate gates steps stairs facade façade forecourt railings entrance doorstep spire spires dome domes minaret minarets belfry".split(), "street"),
    **dict.fromkeys("roof rooftop rooftops".split(), "rooftop"), **dict.fromkeys(("gardens", "lawn", "lawns"), "meadow"),
}  # fmt: skip
"""Parts of a building that are seen from outside: the cathedral square, the roof of a hospital."""
ENDS = ",.;:"
DETERMINERS = frozenset(
    "a an the his her its their my our your this that these those him them me us itself himself herself".split()
)
WAYS = frozenset(
    "to into onto at in on over under through across around along for from with towards toward against past down up off out away "
    "by behind between among as while when until and about above below beneath inside outside like without slowly".split()
)
MOTION = frozenset(("across", "past", "down", "through", "into", "towards", "over"))
BOTH_SENSES = frozenset(("thunder", "storm", "rain", "flood", "fire", "rush", "rocket", "snake", "ghost"))
CLOCK = re.compile(
    r"\b(\d{1,2})(?:[:.]\d\d)?\s*(?:(a\.?m\b\.?|p\.?m\b\.?)|o'clock(?: (?:in the|at) (morning|afternoon|evening|night))?)",
    re.I,
)
SPOKEN = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})(?: o'clock)?"
    r" (?:in the (morning|afternoon|evening)|at (night))\b",
    re.I,
)
TWENTY_FOUR = re.compile(r"\b([01]?\d|2[0-3]):[0-5]\d\b")
HISSING = ("ses", "xes", "zes", "ches", "shes", "oes")
"""How plurals end that take an e: boxes are no 'boxe', and stares are no stars."""
SHORT = re.compile(r"[^aeiou]*[aeiou][bdgklmnprtv]$")
"""Stems that would double their last letter: who stares is staring, a film is starring somebody."""
NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()
HOURS = (
    (5, "midnight"),
    (8, "dawn"),
    (11, "morning"),
    (15, "noon"),
    (18, "afternoon"),
    (20, "sunset"),
    (22, "dusk"),
    (25, "midnight"),
)


def clocked(text: str) -> str:
    """The text with hours of the clock turned to words that the tables know."""

    def said(match: re.Match[str]) -> str:
        number, *halves = match.groups()
        hour = int(number) if number.isdigit() else NUMBERS.index(number.lower())
        half = next((one.lower().replace(".", "") for one in halves if one), "")
        late = half in ("pm", "afternoon", "evening") or (half == "night" and hour >= 6)
        hour = hour % 12 + 12 * late if half and hour <= 12 else hour
        return ", " + next(word for until, word in HOURS if hour < until) + " ,"

    for pattern in (SPOKEN, CLOCK, TWENTY_FOUR):
        text = pattern.sub(said, text)
    return text


def stems(word: str) -> tuple[str, ...]:
    """A word and the base forms that it may come from, of nouns and of verbs."""
    out = [word]
    if word.endswith("'s"):
        word = word[:-2]
        out.append(word)
    for ending, instead in (
        ("ies", "y"),
        ("ves", "f"),
        ("ves", "fe"),
        ("men", "man"),
        ("es", ""),
        ("s", ""),
        ("ied", "y"),
    ):
        odd = word.endswith("ss") or (ending == "es" and not word.endswith(HISSING))
        if word.endswith(ending) and len(word) - len(ending) > 1 and not odd:
            out.append(word[: -len(ending)] + instead)
    for ending in ("ing", "ed"):
        root = word[: -len(ending)]
        if word.endswith(ending) and len(root) > 2:
            out += [root + "e"] if SHORT.match(root) else [root, root + "e"]
            if root[-1] == root[-2]:
                out.append(root[:-1])
    return tuple(dict.fromkeys(out))


@cache
def hints() -> dict[str, tuple[tuple[str, float], ...]]:
    """Word or phrase -> the places it hints at, with weights."""
    out: dict[str, tuple[tuple[str, float], ...]] = {}
    files = sorted((HERE / "hints").glob("*.toml"))
    tables = [tomllib.loads(file.read_text(encoding="utf-8")).items() for file in files]
    for strength, places in chain.from_iterable(tables):
        for place, listed in places.items():
            for phrase in dict.fromkeys(word.strip() for word in listed.split(",")):
                weight = STRENGTHS[strength] + PHRASE * (" " in phrase)
                out[phrase] = (*out.get(phrase, ()), (place, weight))
    for phrase, place in grown()["hint"].items():
        out.setdefault(phrase, ((place, FAINT),))
    return out


@cache
def grown() -> dict[str, Any]:
    """The lexicon grown from WordNet."""
    loaded: dict[str, Any] = json.loads(gzip.decompress((HERE / "lexicon.json.gz").read_bytes()))
    return loaded


@cache
def names() -> tuple[dict[str, str], frozenset[str]]:
    """The gazetteer: name -> kind of place, and the names that need a capital."""
    table = tomllib.loads((HERE / "gazetteer.toml").read_text(encoding="utf-8"))
    known: dict[str, str] = {}
    for place, listed in table["names"].items():
        for name in listed.split(","):
            known.setdefault(name.strip(), place)
    return known, frozenset(name.strip() for name in table["capital"].split(","))


@cache
def speech() -> dict[str, frozenset[str]]:
    """Words that are `mostly`, `often` or `seldom` verbs, `adjectives`, and `things` that one could see."""
    return {name: frozenset(grown()[name].split()) for name in ("mostly", "often", "seldom", "adjectives", "things")}


def is_deed(word: str) -> bool:
    """Whether a word is a verb's form or an adjective more than a noun's."""
    kinds = speech()
    degree = {word[:-3], word[:-2], word[:-3] + "y", word[:-4] + "y"} if word.endswith("est") else {word}
    if degree & kinds["adjectives"] or (word.endswith("ly") and word[:-2] in kinds["adjectives"]):
        return True
    if word.endswith(("ing", "ed")) and len(word) > 5:
        return any(stem in kinds[name] for stem in stems(word)[1:] for name in ("mostly", "often", "seldom"))
    return any(stem in kinds["mostly"] for stem in stems(word))


def may_be_seen(word: str) -> bool:
    """Whether a word, or what it is the plural of, mostly means something one could see: a lamp, no lunch."""
    things = speech()["things"]
    return word in things or (word.endswith("s") and not things.isdisjoint(stems(word)))


SHORTEST = 5
"""Letters of a noun at least that is told to have given nothing: shorter words mean too many things."""


def is_noun(word: str) -> bool:
    """Whether a word is most likely a thing: no verb's form, no adjective, no preposition, no short word of many meanings."""
    describes = word in speech()["adjectives"] or word in WAYS or word in OUTSIDE
    return len(word) >= SHORTEST and not describes and not is_deed(word)


def can_be_verb(word: str) -> bool:
    """Whether a word ending in s may be what somebody does."""
    return word.endswith("s") and any(
        stem in speech()[name] for stem in stems(word) for name in ("mostly", "often", "seldom")
    )


def is_verb(run: list[str], at: int, exact: bool, person: bool = False) -> bool:
    """Whether the neighbours make a verb of a word that may be a noun: 'plants a flag', 'shepherds watch the sky'.

    `exact`: the very form is a name of something in the tables, which only a determiner after it overrules, or a
    `person` before it.
    """
    word, before = run[at], run[at - 1] if at else ""
    after = run[at + 1] if at + 1 < len(run) else ""
    if not before or before == "of" or before in DETERMINERS or not before[0].isalpha():
        return False
    if before in WAYS:
        return before == "to" and after in DETERMINERS
    if word in BOTH_SENSES and after in MOTION:
        return True
    kinds = speech()
    if before in kinds["adjectives"] or before.endswith("ly"):
        return False
    plural = (before.endswith("s") and not before.endswith(("ss", "'s", "is", "us"))) or before in (
        "people",
        "children",
        "men",
        "women",
        "they",
        "we",
        "i",
        "you",
    )
    single = not plural and word.endswith("s") and not word.endswith("ss")
    if not (plural or single) or before.endswith(("ing", "ed")):
        return False
    base = stems(word)
    if (
        single and not before.endswith("'s") and {"a", "an"} & set(_phrase(run, at))
    ):  # 'an airship docks': no plural can follow
        return any(stem in kinds[name] for stem in base for name in ("mostly", "often", "seldom"))
    if after in DETERMINERS:
        return any(stem in kinds[name] for stem in base for name in ("mostly", "often", "seldom"))
    return (
        (person or not exact)
        and after in WAYS
        and any(stem in kinds[name] for stem in base for name in ("mostly", "often", *["seldom"] * (person and plural)))
    )


def _phrase(run: list[str], at: int) -> list[str]:
    """The up to three words before a word's left neighbour, back to the last preposition or stop."""
    out: list[str] = []
    for word in reversed(run[max(0, at - 4) : at - 1]):
        if word in WAYS or not word[0].isalnum():
            break
        out.append(word)
    return out


@dataclass(frozen=True)
class Vote:
    """A word or phrase that speaks for a place, how much, and how: it is `named`, `loose` (may mean
    something else), `looked` at, `grown` (known to the lexicon only) or a `hint`."""

    place: str
    words: str
    weight: float
    how: str


def names_place(vote: Vote) -> bool:
    """Whether a word names a place, surely or behind a preposition."""
    return vote.how == "named" or (vote.how == "loose" and vote.weight > LOOSE)


def summed(votes: Iterable[Vote]) -> defaultdict[str, float]:
    """How much speaks for each place."""
    found: defaultdict[str, float] = defaultdict(float)
    for vote in votes:
        found[vote.place] += vote.weight
    return found


def implied(run: list[str], skip: frozenset[int]) -> tuple[list[Vote], set[int]]:
    """What the words hint at, and where the hinting words stand. `skip`: words that count for nothing."""
    table = hints()
    found: list[Vote] = []
    used: set[int] = set()
    said: set[str] = set()
    i = 0
    while i < len(run):
        for length in range(min(LONGEST, len(run) - i), 0, -1):
            part = run[i : i + length]
            if length == 1 and i in skip:
                break
            head = " ".join(part[:-1])
            first = (*stems(part[0])[1:],) if length > 1 else ()
            tries = [f"{head} {stem}".strip() for stem in stems(part[-1])]
            tries += [" ".join((stem, *part[1:])) for stem in first] + [" ".join(part).replace("-", " ")]
            key = next((one for one in tries if one in table), "")
            if key:
                used.update(range(i, i + length))
                faint = length == 1 and table[key][0][1] == FAINT and is_deed(run[i])
                stands = NEARNESS * bool(AT.intersection(run[max(0, i - 2) : i]))
                found += [
                    Vote(place, " ".join(part), weight + stands, "hint")
                    for place, weight in (() if key in said or faint else table[key])
                ]
                said.add(key)
                i += length - 1
                break
        i += 1
    return found, used


def from_here(place: str, part: list[str], before: list[str], after: str) -> str:
    """A place as it is seen from where the words stand: by the lake is a shore, above a palace is out of doors.

    `after`: the next word; over a kitchen table one is in the kitchen.
    """
    if place == "sea" and BELOW.intersection(before[-2:]):
        return "under"
    if place == "sea" and part[-1] in WATERS and BESIDE.intersection(before[-2:]):
        return "coast"
    if place in INDOORS or place in ("castle", "hall"):
        lead = next(
            (at for at in range(len(before) - 1, 0, -1) if before[at] in WAYS or before[at] in ("of", *ENDS)), 0
        )
        part_of = before[lead - 1] if lead and before[lead] == "of" else ""
        outer = OUTER.get(after, "") or OUTER.get(part_of, "") or OUTER.get(part_of.removesuffix("s"), "")
        if place == "lab" and "dome" in (after, part_of):
            outer = ""  # an observatory's dome is seen from inside
        if outer and place not in ("room", "bedroom", "cave", "bunker", "ship"):
            return "castle" if place == "castle" and outer == "street" else outer
    ends = not after or after in ENDS or after in WAYS or after in MOTION
    lead = next(
        (at for at in range(len(before) - 1, -1, -1) if before[at] in WAYS or before[at] in (*OUTSIDE, "of")), 0
    )
    near = before[max(0, lead - 1) : lead + 1] if not set(ENDS).intersection(before[lead:]) else []
    if place == "classroom" and near == ["front", "of"] and part[-1] in ("class", "classroom"):
        return place  # a teacher in front of a class
    if place in INDOORS and ends and (OUTSIDE.intersection(near[-1:]) or near == ["front", "of"]):
        return "city" if {"above", "over"}.intersection(before[-2:]) else "street"
    if ends and place in ("coast", "beach") and "off" in before[-2:]:
        return "sea"
    if part[-1] == "mountain" and {"inside", "into"} & set(before[-2:]):
        return "cave"
    if BELOW.intersection(before[-2:]):
        return {"city": "bunker", "street": "bunker", **dict.fromkeys(BUILT, "cellar")}.get(place, place)
    return place


STANDS = frozenset("on above overlooking atop beside by among amid near under beneath at".split())
LANDS = frozenset(
    "hill hills hilltop hillside cliff cliffs clifftop island rock ridge mountain mountains mountainside shore coast bluff slope slopes plain field fields"
    " meadow moor moors valley woods desert lake river sea ocean peak trees pines stars crossroads roadside road".split()
)
WITHIN = frozenset("in inside into within through at of".split())


def stands_out(run: list[str], start: int, end: int) -> bool:
    """Whether a building is told by the land that it stands on, and so is seen from outside: 'a chapel on a green hill'."""
    if WITHIN.intersection(run[max(0, start - 3) : start]) or run[end : end + 1] == [] or run[end] not in STANDS:
        return False
    told: list[str] = []
    for word in run[end + 1 : end + 5]:
        if word in ENDS or word in WAYS:
            break
        told.append(word)
    return bool(LANDS.intersection(told))


def is_loose(part: list[str]) -> bool:
    """Whether a phrase names a place only by chance."""
    if part[-1] in ("window", "windows"):
        return True
    return " ".join(part).removesuffix("s") in (
        "by the fire",
        "blue light",
        "neon light",
        "black water",
    )


BASINS = frozenset("kitchen bathroom marble steel metal ceramic porcelain stone laundry dirty full".split())
"""What a sink is that nothing sinks in."""


def bare_verb(run: list[str], i: int, happens: dict[str, str]) -> list[str]:
    """What happens, of a verb without an ending: 'houses burn', 'watches the barn burn'."""
    last = i + 1 == len(run) or run[i + 1] in ENDS
    if (
        not i
        or (run[i] == "sink" and run[i - 1] in BASINS)
        or not run[i - 1][0].isalpha()
        or run[i - 1] in (*DETERMINERS, "to")
        or not (last or run[i - 1].endswith("s"))
    ):
        return []
    found = happens.get(run[i] + "s", "") or happens.get(run[i] + "es", "")
    return [found] if found and run[i] not in ("light", "rain", "snow", "bloom", "dawn", "glow") else []


def land_named(run: list[str], places: dict[str, str]) -> str:
    """The kind of place of the first name of the world in the words."""
    gazetteer = names()[0]
    for i in range(len(run)):
        for length in range(3, 0, -1):
            found = gazetteer.get(" ".join(run[i : i + length]))
            if found and found == places.get(" ".join(run[i : i + length])):
                return found
    return ""

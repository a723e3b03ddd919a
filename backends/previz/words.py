"""Reads a shot's words and the film's style: place, hour, weather, look, subjects, shot size and camera move.

The shot's own words win over the style's. Own tables (words.toml, subjects.toml) come first; a lexicon grown from WordNet
(lexicon.json.gz, see WORDNET-LICENSE.txt; scripts/grow_lexicon.py) knows 24,575 more nouns and 6,489 more places.
"""

from __future__ import annotations

import gzip
import json
import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TABLES = ("sizes", "angles", "moves", "hours", "weathers", "grades", "places", "verbs")
LONGEST = 4
PLACING = frozenset(
    "in on at near through over across above under beneath into onto inside within behind beside against toward towards between along around past from before among by".split()
)
AHEAD = frozenset(("before", "toward", "towards", "to", "facing"))
"""After these a place lies in the distance."""
QUIET = frozenset(
    "a an the of and or with to for as is are was were be being been it its his her their our my your this that these those who which where "
    "when while there here some any all no not very slowly slow quickly quietly still then them him us we you i they one two three lone "
    "small big large great little huge tiny old new young dark bright wide long far low high deep cinematic film still shot view scene "
    "movie frame picture camera palette style light looking standing walking running turning holding falling moving blowing rising "
    "coming going away up down out off back around again last first only own him itself half whole open empty sky wind horizon world "
    "thousand hundred many few under over left right slow firm alone around together past forward backward seen light-filled soft "
    "clear air between behind everything nothing something only just also into him her still ready waiting watching sitting "
    "closer endless white black dead country looking listening breathing entering leaving facing thick thin heavy warm cool pale deep broad narrow vast quiet silent".split()
)
LEXICON_SUBJECTS = {
    "pair": "couple", "astro": "astronaut", "galleon2": "ship", "oak": "oak0", "bike": "bicycle", "desklamp": "desk_lamp", "lamp": "desk_lamp",
    "gadget": "device", "letter": "book", "chart": "orb", "shoe": "sneaker", "tree": "oak0", "cat": "cat_sitting",
}  # fmt: skip
INDOORS = (
    "attic hospital shop restaurant library hall church theatre factory station corridor bunker lab ship room bedroom kitchen bakery office classroom bar cellar "
    "prison cave"
).split()
GROUND = (
    *INDOORS, "grotto", "floes", "under", "mars", "moonland", "planet", "space", "war", "rooftop", "street", "swamp", "graveyard", "zoo", "beach", "coast", "sea", "village",
    "forest", "castle", "desert", "meadow", "mountain", "snow", "plain", "ruins", "city", "mind", "stage",
)  # fmt: skip
"""Which of several places one stands in; the others dress it: in 'a city by the sea' one sees the city over the water."""
OUTDOORS = frozenset(
    (
        "desert",
        "snow",
        "mountain",
        "plain",
        "meadow",
        "forest",
        "sea",
        "coast",
        "beach",
        "village",
        "swamp",
        "ruins",
        "war",
    )
)
"""Places from which another is seen in the distance."""
MOST_PLACES = 3
UNSTEADY = ("storm", "fire", "haze")
"""Hours that are weather: a shot's word for them does not change the light of a film that has an hour."""
PEOPLE = frozenset("woman man child couple crowd detective hooded soldier astronaut".split())
SETTINGS = frozenset((*INDOORS, "village", "ruins", "city", "rooftop"))
"""Places that are named by what stands there: 'in a bakery' draws the inside, not a bakery; a city's sight is seen in it."""
TRADE = re.compile(
    r"(?:[bcdfglmnprstvk](?:er|or|ist|ian)|man|smith|wright|ess|medic|monger|herd|ster|eer|ologist|grapher)s?$"
)
"""How words for people end that no table knows: florist, mapmaker, blacksmith, babysitter."""
NOT_TRADES = frozenset(
    "water weather winter summer river flower paper silver copper letter matter corner power number tower center centre after never ever "
    "under over other another either whether better later former inner outer upper lower danger anger hunger finger answer order border "
    "leather feather shelter spider tiger mirror terror horror error color colour floor door motor doctor humor tumor armor list mist fist "
    "twist ghost christmas human german roman ocean indian garden easter monster disaster master sister rooster cluster dinner hammer "
    "ladder thunder wonder shoulder computer fever lever laser layer timer trailer sticker poster counter filter meter lantern minor major "
    "harbor mother father brother daughter together silence guess less press dress mess process success business darkness fitness illness".split()
)
ENDS = ",.;:"
SOMEBODY = frozenset(("man", "woman", "lone figure", "figure", "person", "young woman", "young man"))
"""Words that say no more of somebody than that he is there."""
MANY = re.compile(r"^(?:two|both|three|four|five|many|several|some|dozens|hundreds|thousands|pack|flock|herd|group)$")


@dataclass(frozen=True)
class Seen:
    """A subject in the words: what it is, the word, whether there are several (`two`: just two), whether it stands behind a
    preposition, whether only the lexicon knew it."""

    subject: str
    word: str
    many: bool = False
    placed: bool = False
    guessed: bool = False
    two: bool = False


@dataclass(frozen=True)
class Reading:
    """What was understood. Empty strings where the words say nothing.

    `dressing` are the places beside `place`, `verbs` what happens, `stand_ins` pairs of a word and what is drawn for it,
    `vague` that only the lexicon knew the place, `ahead` that it is where somebody goes to or stands before.
    """

    size: str = ""
    angle: str = ""
    move: str = ""
    hour: str = ""
    weathers: tuple[str, ...] = ()
    grade: str = ""
    place: str = ""
    subjects: tuple[Seen, ...] = ()
    burning: bool = False
    dressing: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    place_word: str = ""
    vague: bool = False
    ahead: bool = False
    stand_ins: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Words:
    """The tables, turned to phrase -> meaning."""

    by_table: dict[str, dict[str, str]]
    weathers: dict[str, tuple[str, ...]]
    subjects: dict[str, str]
    facts: dict[str, dict[str, Any]]
    lexicon: dict[str, str]
    settings: dict[str, str]


@cache
def words() -> Words:
    """Load the tables once."""
    table = tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))
    by_table = {name: {phrase: key for key, phrases in table[name].items() for phrase in phrases} for name in TABLES}
    weathers: dict[str, tuple[str, ...]] = {}
    for key, phrases in table["weathers"].items():
        for phrase in phrases:
            weathers[phrase] = (*weathers.get(phrase, ()), key)
    cast = tomllib.loads((HERE / "subjects.toml").read_text(encoding="utf-8"))["subjects"]
    subjects = {phrase: key for key, facts in cast.items() for phrase in facts["words"]}
    grown = json.loads(gzip.decompress((HERE / "lexicon.json.gz").read_bytes()))
    lexicon = {word: LEXICON_SUBJECTS.get(concept, concept) for word, concept in grown["subj"].items()}
    return Words(by_table, weathers, subjects, cast, lexicon, grown["set"])


def facts(subject: str) -> dict[str, Any]:
    """Height in metres, `moves`, `home` and `shines` of a subject."""
    return words().facts[subject]


def is_hero(subject: str) -> bool:
    """Whether a subject can stand for a film: somebody or something that moves by itself, not what is built."""
    fact = facts(subject)
    return (bool(fact.get("moves")) and not fact.get("sight")) or float(fact["height"]) < 2.7


def bases(word: str) -> tuple[str, ...]:
    """A word and what it may be a form of."""
    out = [word]
    if word.endswith("'s"):
        out.append(word[:-2])
    if word.endswith("ves"):
        out += [word[:-3] + "f", word[:-3] + "fe"]
    if word.endswith("ies"):
        out.append(word[:-3] + "y")
    if word.endswith("men"):
        out.append(word[:-3] + "man")
    if word.endswith("es"):
        out.append(word[:-2])
    if word.endswith("s") and not word.endswith("ss"):
        out.append(word[:-1])
    return tuple(out)


def tokens(text: str) -> list[str]:
    """Lower-case words; a comma, full stop or colon stays as a token of its own."""
    return re.findall(r"[^\W_]+(?:['’-][^\W_]+)*|[,.;:]", text.lower().replace("’", "'"))


def _hit(table: dict[str, Any], run: list[str]) -> Any:
    """A table's entry for a run of words, its last word in any form."""
    head = " ".join(run[:-1])
    for last in bases(run[-1]):
        found = table.get(f"{head} {last}".strip())
        if found:
            return found
    return table.get(" ".join(run).replace("-", " "))


def read(text: str, naming: bool = False) -> Reading:
    """Understand one text. Phrases are matched longest first; a word may speak for several tables.

    `naming`: the text is a list that names a place, an hour, a look, so that a bare noun may be a place.
    """
    known = words()
    run = tokens(text)
    stand_ins: list[tuple[str, str]] = []
    place_word = ""
    far_places: list[str] = []  # known by the lexicon only
    meanings: dict[str, list[str]] = {name: [] for name in TABLES}
    subjects: list[Seen] = []
    unknown: list[str] = []
    placed = naming
    several = two = framing = goal = ahead = False
    owner: Seen | None = None
    comma = named = 0  # the last comma, and where the last subject ended
    i = 0
    before = (-1, 0, 0)  # where the last match ended, and how many guessed subjects and free places it brought
    while i < len(run):
        token = run[i]
        if token in ENDS:
            placed, several, two, framing, goal = naming, False, False, False, False
            comma, i = i, i + 1
            continue
        step = 0
        counted = len(subjects), len(meanings["places"])
        for length in range(min(LONGEST, len(run) - i), 0, -1):
            part = run[i : i + length]
            found = False
            for name in TABLES:
                table: dict[str, Any] = known.weathers if name == "weathers" else known.by_table[name]
                entry = _hit(table, part)
                if entry and not (framing and name == "places"):
                    meanings[name] += entry if isinstance(entry, tuple) else [entry]
                    found = True
                    place_word = place_word or (" ".join(part) if name == "places" else "")
            subject = _hit(known.subjects, part)
            if (
                subject
                and part[-1].endswith("'s")
                and run[i + length : i + length + 1] not in ([], *([end] for end in ENDS))
            ):
                owner = owner or Seen(subject, " ".join(part))  # whose it is, is not who it is: "the king's horse"
                subject = ""
            if subject and subjects and (framing or (named == comma == i - 2 and " ".join(part) in SOMEBODY)):
                subject = ""  # "seen through a doorway" is the frame; "a medic, a lone figure" is one
                found = True
            setting = SETTINGS.intersection(meanings["places"][counted[1] :])
            sight = bool(subject) and not setting.intersection(INDOORS) and known.facts[subject].get("sight", False)
            if subject and (sight or not setting):
                plural = part[-1] not in known.subjects and " ".join(part) not in known.subjects
                subjects.append(Seen(subject, " ".join(part), several or plural, placed or bool(setting), two=two))
                found = True
                if naming and subject in ("castle", "house"):
                    meanings["places"].append("castle" if subject == "castle" else "room")
            if not found and length > 1:
                place = known.settings.get(" ".join(part), "")
                if place:
                    far_places.append(place)
                    stand_ins.append((" ".join(part), place))
                    found = True
            if found:
                if length > 1 and len(subjects) == counted[0] and len(meanings["places"]) == counted[1]:
                    meanings["places"] += _named_within(part, known)
                step = length
                break
        if not step:
            step = 1
            if token.endswith("'s"):
                pass
            elif token == "seen":
                framing = True
            elif token in PLACING:
                placed, several, two, goal = True, False, False, token in AHEAD
            elif token in AHEAD:
                goal = True
            elif MANY.match(token):
                several, two = True, token in ("two", "both")
            elif token not in QUIET and not token.isdigit():
                guess = next((known.lexicon[base] for base in bases(token) if base in known.lexicon), "")
                place = (
                    next((known.settings[base] for base in bases(token) if base in known.settings), "")
                    if placed and not framing
                    else ""
                )
                if place:
                    far_places.append(place)
                    stand_ins.append((token, place))
                elif guess not in PEOPLE and TRADE.search(token) and token not in NOT_TRADES:
                    subjects.append(Seen("man", token, several or token.endswith("s"), placed, guessed=True, two=two))
                    stand_ins.append((token, "man"))
                elif guess in known.facts and not token.endswith(("ing", "ed", "ly")):
                    subjects.append(Seen(guess, token, several or token.endswith("s"), placed, guessed=True, two=two))
                    stand_ins.append((token, guess))
                else:
                    unknown.append(token)
        ahead = ahead or (goal and len(meanings["places"]) > counted[1])
        known_subjects, known_places = len(subjects), len(meanings["places"])
        i += step
        if known_subjects > counted[0]:
            named = i
            if before[0] == i - step:  # "a deaf rescuer", "a mountain rescuer": the last noun is who it is
                del subjects[counted[0] - before[1] : counted[0]]
                del meanings["places"][counted[1] - before[2] : counted[1]]
            guessed = sum(seen.guessed for seen in subjects[-(known_subjects - counted[0]) :])
            before = (i, guessed, 0)
        elif known_places > counted[1] and not placed:
            chained = before if before[0] == i - step else (-1, 0, 0)
            before = (i, chained[1], chained[2] + known_places - counted[1])
        else:
            before = (-1, 0, 0)
    if owner and not subjects:
        subjects.append(owner)
    burning = bool({"burning", "fire", "flames", "blaze", "inferno"} & set(run))

    place, dressing = arranged(meanings["places"] or far_places)

    def first(name: str) -> str:
        return meanings[name][0] if meanings[name] else ""

    return Reading(
        size=first("sizes"),
        angle=first("angles"),
        move=first("moves"),
        hour=_hour(meanings["hours"]),
        weathers=tuple(dict.fromkeys(meanings["weathers"])),
        grade=first("grades"),
        place=place,
        subjects=tuple(subjects),
        burning=burning,
        dressing=dressing,
        verbs=tuple(dict.fromkeys(meanings["verbs"])),
        place_word=place_word,
        vague=not meanings["places"],
        ahead=ahead,
        stand_ins=tuple((word, what) for word, what in dict.fromkeys(stand_ins) if word != what),
        unknown=tuple(dict.fromkeys(unknown)),
    )


def _named_within(part: list[str], known: Words) -> list[str]:
    """The place inside a phrase that spoke of something else: the city of 'burning city'."""
    spoken = " ".join(part)
    if not (spoken in known.by_table["hours"] or spoken in known.weathers):
        return []
    return [found for word in part if (found := _hit(known.by_table["places"], [word]))][:1]


def arranged(found: list[str]) -> tuple[str, tuple[str, ...]]:
    """The place that one stands in, and the others that are seen from there."""
    kept = list(dict.fromkeys(found))[: MOST_PLACES + 1]
    if not kept:
        return "", ()
    if "sea" in kept and ("coast" in kept or "mountain" in kept or "village" in kept):
        kept = ["coast", *(place for place in kept if place not in ("sea", "coast"))]
    first = min(kept, key=GROUND.index)
    if first in ("sea", "coast") and "forest" in kept:
        first = "forest"
    return first, tuple(place for place in kept if place != first)[: MOST_PLACES - 1]


def _hour(found: list[str]) -> str:
    """Night wins over everything, a storm over fair hours; else the first."""
    return next((hour for hour in ("night", "storm") if hour in found), found[0] if found else "")


def main_subject(reading: Reading) -> Seen | None:
    """Who the shot is about: first what is named freely, then what stands behind a preposition; known before guessed."""
    ranked = sorted(reading.subjects, key=lambda seen: (seen.placed, seen.guessed))
    return ranked[0] if ranked else None


def merged(shot: Reading, style: Reading) -> Reading:
    """The shot's words over the film's. Where the shot names nobody, the film's hero is seen in it from afar."""
    silent = not (shot.subjects or shot.place)
    hero = next((seen for seen in style.subjects if is_hero(seen.subject)), None)
    alone = hero is not None and not shot.subjects
    same = shot.place and (
        (shot.vague and style.place)
        or (shot.ahead and style.place in OUTDOORS)
        or shot.place in (style.place, *style.dressing)
        or {shot.place, style.place} == {"sea", "coast"}
    )
    place = shot.place if shot.place and not same else style.place or shot.place
    beyond = (shot.place,) if same and shot.ahead else ()
    own = shot.dressing if shot.place and not same else (*beyond, *style.dressing, *shot.dressing)
    return Reading(
        size="wide" if alone and not silent and shot.size != "tiny" else shot.size or style.size,
        angle=shot.angle,
        move=shot.move or style.move,
        hour=style.hour if style.hour and shot.hour in UNSTEADY else shot.hour or style.hour,
        weathers=tuple(dict.fromkeys((*shot.weathers, *style.weathers))),
        grade=shot.grade or style.grade,
        place=place,
        subjects=shot.subjects or (style.subjects if silent else (hero,) if hero else ()),
        burning=shot.burning,
        dressing=tuple(dict.fromkeys(name for name in own if name != place))[: MOST_PLACES - 1],
        verbs=shot.verbs,
        place_word=shot.place_word if shot.place and not same else style.place_word,
        stand_ins=shot.stand_ins,
        unknown=shot.unknown,
    )

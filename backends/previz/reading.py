"""What was understood of a shot's words, and the shot's reading laid over the film's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from backends.previz.evidence import DETERMINERS, ENDS, INDOORS, WAYS, Vote
from backends.previz.outlines import is_group, is_person
from backends.previz.shapes import people
from backends.previz.vocabulary import bases, facts, hit, is_hero, is_thing, words

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

ON_FOOT = ("walk", "dance", "play", "fight", "run", "climb")
KINDS = ("woman", "child", "old_man", "old_woman")
"""Who stays so in any trade."""
AGED = {"man": "old_man", "woman": "old_woman"}
GROUPS = {"man": "friends", "child": "children"}
"""What several of them are drawn as, who are not all alike."""
GROUPING = frozenset(
    "flock herd pack school shoal pod swarm pride convoy column fleet squadron formation litter brood gaggle colony group pair row line"
    " troop string team".split()
)
"""Of what follows, these only say that there are several."""
RIDES = frozenset("ride rides rode riding".split())
CARRIERS = frozenset(
    "elevator lift escalator subway metro tube rails wave waves surf coaster rollercoaster carousel swing".split()
)
AWAY_ON_BACK = frozenset(
    "into through across over along toward towards past out off away down up home to from alone hard fast side beside together".split()
)
"""Where who only 'rides' goes on a horse."""
NUMBERS = {
    **{word: number for number, word in enumerate("two three four five six seven eight".split(), 2)},
    **{str(number): number for number in range(2, 9)},
    "both": 2,
}
FEW = frozenset("two both three four five six seven several few".split())
PAIRS = ("crowd", "friends", "companions", "two_women", "two_men")
"""Several of whom two may be meant."""
TOLD = ("climber", "hooded", "hoodie_man")
"""Who is told by what he wears or hangs on: a hacker in a hoodie."""
TOGETHER = {
    "couple": frozenset("kiss kisses kissing smooch cuddle cuddling embrace embracing elope".split()),
    "dancing_pair": frozenset("waltz waltzing tango".split()),
}
"""What two do together, and as what they are drawn then."""
DANCES = frozenset("dance dances danced dancing".split())
ONE_OF = {"two_men": "man", "companions": "man", "two_women": "woman"}
"""Who each of two is that are drawn as a pair."""
WOMEN = frozenset("woman old_woman nurse queen princess bride witch ballerina two_women".split())
HERS = {"man": "woman", "old_man": "old_woman", "businessman": "woman", "waiter": "waitress", "singer_man": "singer"}
FEMALE = re.compile(
    r"(?:maid|maiden|woman|women|lady|wife|wives|ess|girl|mother|aunt|ette|heroine|daughter|bride|girlfriend)s?$|ladies$"
)
MALE = re.compile(
    r"(?:(?<!wo)m[ae]n|boy|father|brother|lord|uncle|nephew|husband)s?$"
    r"|\b(?:prince|guy|son|lad|king|groom|bridegroom|he|himself|butler|bloke|dad|waiter|actor|monk)s?$"
)
GIVING = frozenset("brings gives hands offers tells shows sends serves pours teaches buys promises asks".split())
"""What is done for her is not hers: a waiter brings her coffee."""
EMPTY = frozenset("cub calf pup chick hatchling creature beast animal being".split())
"""What these are is said before them: a whale calf, an alien creature."""
HIGH = 20.0
"""Metres."""
BEINGS = frozenset(("robot", "skeleton", "ghost", "zombie", "alien", "vampire", "monster"))
"""Whoever is one and has a trade, a robot drummer, is drawn as its trade alone, and that is told."""
PRACTISED = frozenset("skateboarding cycling surfing skiing snowboarding kayaking canoeing weightlifting".split())
KIN = frozenset("mother father mum mom baby family parent couple pair mate newborn infant".split())
"""Whose they are is said before them: a rhino mother, a hedgehog family."""
GAITS = (
    "trot",
    "gallop",
    "walk",
    "fly",
    "swim",
    "hop",
    "waddle",
    "paddle",
    "lumber",
    "slither",
    "flutter",
    "sway",
    "stomp",
)
DRESSED = frozenset("robot alien zombie vampire ghost ninja pirate samurai viking cowboy clown skeleton".split())
"""Who is seen to be so at any age: a robot girl."""


MOST = 6
"""As many are drawn one by one as a number says; more are a group."""


@dataclass(frozen=True)
class Seen:
    """A subject in the words: what it is, the word, whether there are several (`count`: how many, 0 where no number says),
    whether it stands behind a preposition, whether only the lexicon knew it, the colour that the words give it."""

    subject: str
    word: str
    many: bool = False
    placed: bool = False
    guessed: bool = False
    count: int = 0
    hue: str = ""

    @property
    def two(self) -> bool:
        """Whether there are just two."""
        return self.count == 2


@dataclass(frozen=True)
class Reading:
    """What was understood. Empty strings where the words say nothing.

    `alight` the figure that itself burns, `blizzard` that snow hides the land, `waves` that the sea runs high; `dressing` are the places beside `place`, `verbs` what happens, `stand_ins` pairs of a word and what is drawn for it,
    `implied` the place that what is there speaks for where none is firmly named, `vague` that no table names the place,
    `ahead` that it is where somebody goes to or stands before, `unknown` the words that gave nothing, things before the rest,
    `undrawn` things that no figure shows, `wonders` what nature does there, `odds` how likely each place is, `meant` its log probability by what the phrase means.
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
    alight: str = ""
    blizzard: bool = False
    waves: bool = False
    dressing: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    place_word: str = ""
    vague: bool = False
    implied: str = ""
    ahead: bool = False
    stand_ins: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()
    votes: tuple[Vote, ...] = ()
    missed: tuple[str, ...] = ()
    nameless: tuple[str, ...] = ()
    undrawn: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    odds: Mapping[str, float] = field(default_factory=dict)
    meant: Mapping[str, float] = field(default_factory=dict)
    wonders: tuple[str, ...] = ()


def arranged(found: list[str], firm: list[str] | None = None) -> tuple[str, tuple[str, ...]]:
    """The place that one stands in, of the `firm` ones if any, and the others that are seen from there."""
    kept = list(dict.fromkeys(found))[: MOST_PLACES + 1]
    if not kept:
        return "", ()
    if "sea" in kept and ("coast" in kept or "mountain" in kept or "village" in kept):
        kept = ["coast", *(place for place in kept if place not in ("sea", "coast"))]
    sure = set(firm or ()) & set(kept)
    first = min(sure or kept, key=GROUND.index)
    if first in ("sea", "coast") and "forest" in kept:
        first = "forest"
    return first, tuple(place for place in kept if place != first)[: MOST_PLACES - 1]


OVERHEAD = ("sky_lanterns",)
"""What hangs in the air over whoever is there."""


def main_subject(reading: Reading) -> Seen | None:
    """Who the shot is about: what is named freely before what stands behind a preposition, somebody before a thing, known before
    guessed or built high."""
    ranked = sorted(
        reading.subjects,
        key=lambda seen: (
            seen.placed,
            is_thing(seen.subject),
            seen.guessed or _towers(seen.subject) or seen.subject in OVERHEAD,
        ),
    )
    return ranked[0] if ranked else None


def _towers(subject: str) -> bool:
    """Whether a subject is a building before which whoever else is there would vanish."""
    fact = facts(subject)
    return not is_hero(subject) and float(fact["height"]) >= HIGH and fact.get("home") not in ("city", "street")


def says_more(first: Seen, last: Seen) -> bool:
    """Whether a noun says more than the noun right after it."""
    kind = last.subject in (*KINDS, "man") and first.subject in DRESSED
    kin = KIN.intersection(bases(last.word)) or set(last.word.split()) <= KIN | {"and", "with", "her"}
    kind = kind or (is_beast(first.subject) and bool(kin))
    return not first.guessed and (kind or bool(EMPTY.intersection(bases(last.word))))


def in_their_number(seen: Seen, among: Sequence[Seen]) -> Seen:
    """Somebody who does what several `among` others are told to do, as many as they are: two girls who skip are not one."""
    has = facts(seen.subject).get("has", ())
    doers = [one for one in among if {one.subject, ONE_OF.get(one.subject)}.intersection(has)]
    several = [one for one in doers if one.many or is_group(one.subject)]
    if seen.many or not several or not people.known(seen.subject):
        return seen
    return replace(seen, many=True, count=max(2 if one.subject in ONE_OF else one.count for one in several))


def is_beast(subject: str) -> bool:
    """Whether a subject is an animal, alone or several, and nobody on its back."""
    moves = facts(subject).get("moves") in GAITS and facts(subject).get("home") != "stage"
    return moves and not is_person(subject) and not subject.endswith(("rider", "cavalry", "couple"))


def may_be(seen: Seen, pronoun: str) -> bool:
    """Whether he, or she, may be somebody already named."""
    if pronoun in ("she", "herself"):
        return not MALE.search(seen.word)
    return seen.word != "she" and seen.subject not in WOMEN


def gendered(subjects: list[Seen], run: list[str]) -> list[Seen]:
    """Somebody of whom a word behind says that she is a woman: 'a pilot checks her watch'."""
    people = [seen for seen in subjects if facts(seen.subject).get("moves") in ON_FOOT]
    people = [seen for seen in people if not seen.guessed] or people
    people = [seen for seen in people if seen.subject not in (*PAIRS, "children", "family")] or people
    if len(people) != 1 or people[0].many or people[0].subject not in HERS or MALE.search(people[0].word):
        return subjects
    word = people[0].word.split()[-1]
    rest = run[run.index(word) + 1 :] if word in run else []
    hers = {"she", "herself"}.intersection(rest) or any(
        own == "her" and verb not in GIVING and follows not in WAYS | DETERMINERS | {"and", "or", *ENDS}
        for verb, own, follows in zip(["", *rest], rest, rest[1:], strict=False)
    )
    if not hers or {"he", "his", "him", "himself"}.intersection(rest):
        return subjects
    return [replace(seen, subject=HERS[seen.subject]) if seen is people[0] else seen for seen in subjects]


def grouped(seen: Seen) -> Seen:
    """Several who are not all men as a mixed group."""
    if not seen.many or MALE.search(seen.word):
        return seen
    if seen.two and not seen.guessed:
        pair = {"man": "companions", "woman": "two_women", "child": "children"}.get(seen.subject, "")
        return replace(seen, subject=pair, many=False) if pair else seen
    if 0 < seen.count <= MOST and not (seen.guessed and seen.subject == "man"):
        return seen
    return replace(seen, subject=GROUPS.get(seen.subject, seen.subject), many=seen.subject not in GROUPS)


def heads_group(run: list[str], at: int) -> str:
    """What a word like 'pack' is followed by that it only counts: a pack of dogs, a fleet of taxis; else nothing."""
    if run[at] not in GROUPING or run[at + 1 : at + 2] != ["of"] or hit(words().subjects, run[at : at + 3]):
        return ""
    for end in range(at + 2, min(at + 5, len(run))):
        for begin in range(at + 2, end + 1):
            found: str = hit(words().subjects, run[begin : end + 1]) or ""
            if found:
                return found if facts(found).get("moves") not in ON_FOOT or is_beast(found) else ""
    return ""


def rides(run: list[str], at: int) -> bool:
    """Whether a form of 'ride' is done on a back, not in a bus: 'rides through the valley', 'rides his horse'."""
    rest: list[str] = []
    for word in run[at + 1 : at + 6]:
        if word in ENDS:
            break
        rest.append(word)
    told = [facts(found) for word in rest if (found := hit(words().subjects, [word]))]
    if any("ridden" in fact for fact in told):
        return True
    if any(fact.get("moves") in ("drive", "sail", "glide", "float", "swing") for fact in told) or CARRIERS.intersection(
        rest
    ):
        return False
    return rest[0] in AWAY_ON_BACK if rest else run[at] in ("riding", "ride")


def scorches(run: list[str], at: int) -> bool:
    """Whether 'burning' is what somebody does to a thing: dad burning the sausages."""
    if not at or run[at - 1] in WAYS or run[at + 1 : at + 2] == [] or run[at + 1] not in DETERMINERS:
        return False
    return any((found := hit(words().subjects, [word])) and is_thing(found) for word in run[at + 2 : at + 4])


def on_back(mount: str, before: list[str]) -> bool:
    """Whether somebody sits on what is ridden: 'on a horse', 'astride his old grey mare', 'in a wheelchair'."""
    hows = ("on", "upon", "astride", *facts(mount).get("how", ()))
    last = next((one for one in reversed(before) if one in WAYS or one in ENDS or one in hows), "")
    return "ridden" in facts(mount) and last in hows


def of_vehicle(run: list[str], at: int) -> bool:
    """Whether a roof is that of something that moves: 'of a parked car', 'of the train'."""
    if run[at : at + 1] != ["of"]:
        return False
    told = [facts(found) for word in run[at + 1 : at + 5] if (found := hit(words().subjects, [word]))]
    return bool(told) and told[0].get("moves") in ("drive", "sail", "glide")


def number_of(subject: str, word: str, before: list[str]) -> str:
    """A group that is only a few, by the numeral before it: two students are no crowd, three neighbours are friends."""
    if "of" in before and {"school", "shoal"}.intersection(before) and facts(subject).get("moves") == "swim":
        return "school"
    number = next((one for one in reversed(before) if one in FEW or one in WAYS), "")
    if subject not in ("crowd", "friends") or number not in FEW:
        return subject
    if number in ("two", "both"):
        return "two_women" if FEMALE.search(word) else "two_men" if MALE.search(word) else "companions"
    return "friends"


def paired(subjects: list[Seen], run: list[str]) -> list[Seen]:
    """Two who kiss, as a couple, and two who waltz, as a pair of dancers; who dangles from a rope, as a climber."""
    told = next((seen for seen in subjects if seen.subject in TOLD and " " in seen.word), None)
    if (
        told
        and subjects[0] is not told
        and subjects[0].subject in ("man", "woman", "child", "friends", "two_men", "companions")
    ):
        several = subjects[0].many or subjects[0].subject not in ("man", "woman", "child")
        return [replace(told, many=several, placed=False), *(seen for seen in subjects[1:] if seen is not told)]
    subjects = _dancing(_practising(subjects, run), run)
    deed, pair = next(
        ((at, pair) for at, word in enumerate(run) for pair, deeds in TOGETHER.items() if word in deeds), (0, "")
    )
    if not pair:
        return subjects
    people = [seen for seen in subjects if seen.subject in (*KINDS, *PAIRS, "man", "children") and not seen.placed]
    groups = [seen for seen in people if seen.two or (seen.subject in PAIRS and seen.word.split()[-1] == run[deed - 1])]
    single = [seen for seen in people if not seen.many and seen.subject in (*KINDS, "man") and seen.subject != "child"]
    if not groups and (len(single) != 2 or len({seen.subject for seen in single}) != 2):
        return subjects
    gone = groups[:1] or single
    same = pair == "couple" and gone[0].subject in ("two_men", "two_women")
    first = replace(gone[0], subject=gone[0].subject if same else pair, many=False)
    return [first if seen is gone[0] else seen for seen in subjects if seen is gone[0] or seen not in gone]


def _practising(subjects: list[Seen], run: list[str]) -> list[Seen]:
    """Somebody of whom it is said what they practise, as who does: teenagers skateboarding, a postman cycling."""
    deed = next((word for word in run if word in PRACTISED), "")
    who = next(
        (
            seen
            for seen in subjects
            if seen.subject in (*KINDS, *PAIRS, "man", "friends", "children")
            or (is_person(seen.subject) and facts(seen.subject).get("moves") == "walk" and not seen.guessed)
        ),
        None,
    )
    if not deed or who is None or who.word.split()[-1] not in run[: run.index(deed)]:
        return subjects
    does = str(hit(words().subjects, [deed]))
    doing = replace(who, subject=does, many=who.many or who.subject in (*PAIRS, "friends", "children"))
    return [doing if seen is who else seen for seen in subjects if seen is who or seen.subject != does]


def _dancing(subjects: list[Seen], run: list[str]) -> list[Seen]:
    """Somebody of whom it is said that they dance, as who they are: a couple as a pair of dancers, a woman as a dancer."""
    deed = next((seen for seen in subjects[1:] if seen.word.split()[-1] in DANCES), None)
    who = next((seen for seen in subjects if seen is not deed and facts(seen.subject).get("moves") in ON_FOOT), None)
    who = who or next((seen for seen in subjects if seen is not deed and seen.subject == "couple"), None)
    danced = {"dancing", "dances", "danced"}.intersection(run) and who is not None and who.subject == "couple"
    if (deed is None and not danced) or who is None or who.placed:
        return subjects
    if who.subject in BEINGS:
        return [seen for seen in subjects if seen is not deed]
    pair = [seen for seen in subjects if seen.subject in ("man", "woman") and not (seen.many or seen.placed)]
    if len(pair) == 2 and pair[0].subject != pair[1].subject:
        both = replace(pair[0], subject="dancing_pair")
        return [both if seen is pair[0] else seen for seen in subjects if seen is not deed and seen is not pair[1]]
    paired_off = who.subject == "couple" or (who.two and who.subject != "children")
    shown = "dancing_pair" if paired_off else "dancer" if who.subject == "woman" and not who.many else who.subject
    dancing = replace(who, subject=shown, many=who.many and not paired_off)
    return [dancing if seen is who else seen for seen in subjects if seen is not deed]


def merged(shot: Reading, style: Reading) -> Reading:
    """The shot's words over the film's. Where the shot names nobody, the film's hero is seen in it from afar."""
    if shot.implied and not style.place:
        others = (shot.place, *shot.dressing)
        beside = others if shot.implied in others else ("city",) if shot.place == "city" else ()
        beside = tuple(name for name in beside if name and name != shot.implied)
        shot = replace(shot, place=shot.implied, dressing=beside)
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
        vague=shot.vague,
        implied=shot.implied,
        odds=shot.odds,
        meant=shot.meant,
        undrawn=shot.undrawn,
        unknown=shot.unknown,
        votes=shot.votes,
        missed=shot.missed,
        nameless=shot.nameless,
    )

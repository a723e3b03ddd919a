"""What people are said to do and to carry, as how they are drawn: who kneels, waits, runs or waves, how many they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from backends.previz.outlines import is_group, is_person
from backends.previz.pieces import PIECES
from backends.previz.places import INDOORS
from backends.previz.reading import Reading, Seen
from backends.previz.roles import DEEDS
from backends.previz.shapes import groups, people
from backends.previz.vocabulary import TABLE, facts, plain, tokens

LONGEST = 5
"""Words of a phrase of the table at most."""
LEAPS = ("skier", "snowboarder", "skateboarder", "skater", "hockey_player", "dancer", "ballerina")
"""Who leaps as what he is."""
ABLE = ("walk", "run", "")
"""Whose move leaves room for a deed: a violinist plays already."""
LURKS = ("robber",)
"""Who creeps only as long as he does nothing else."""
SEATS = re.compile(
    r"\b(?:chairs?|stools?|armchairs?|sofa|couch|throne|tables?|desk|bar|counter|pew|box|crate|suitcase|steps|step|stairs?|wall|log|rock|edge)\b",
    re.IGNORECASE,
)
"""What one sits on higher than the ground."""
BEDS = re.compile(r"\b(?:bed|hammock|mattress|bunk|cot)\b", re.IGNORECASE)
GARMENTS = ("trench coat", "tuxedo", "dinner jacket", "hoodie")
"""What tells who wears it: a man in a trench coat."""
CROWDS = ("crowd", "friends", "children", "couple")
"""Several who are told twice: by their number and by who they are."""
OF_PLACE = {"under": "drift", "festival": "cheer"}
"""What people do in a place where the words say nothing else: under water they float, a crowd before a stage cheers."""
PAIRS = {"couple": "man&woman", "companions": "man&woman", "two_men": "man&man", "two_women": "woman&woman", "mother_child": "woman&child", "father_child": "man&child", "old_couple": "old_man&old_woman"}  # fmt: skip
"""Two who do something together, by who they are."""
HOLDING = ("with_umbrella", "with_balloon")
"""Who stands for what somebody holds, and holds it already."""
PLAYED = ("violin", "guitar", "cello", "saxophone", "accordion", "flute")
"""What one has in one's hands and plays."""
TOGETHER = ("hug", "quarrel", "talk")
"""What takes two."""
GIVING = frozenset("give gives giving gave bring brings bringing hand hands handing offer offers offering present presents surprise surprises".split())  # fmt: skip
GIFTS = {
    **dict.fromkeys("flowers bouquet roses tulips rose flower daisies".split(), "bouquet"),
    **dict.fromkeys("present presents gift gifts".split(), "present"),
}
"""What is in the hands of who gives it to somebody."""
BOARD = re.compile(r"\b(?:\w*board|wall|mirror|sand)\b", re.IGNORECASE)
"""What one writes on standing."""


@cache
def _table() -> dict[str, str]:
    return {phrase: deed for deed, phrases in TABLE["deeds"].items() for phrase in phrases}


RODE = ("carriage", "compartment", "airliner")
"""Where passengers sit."""
CREW = ("stewardess", "waiter", "waitress", "policeman", "policewoman", "cleaner", "child")
"""Who does not."""
AFOOT = re.compile(
    r"\b(?:walk|run|stand|danc|fight|chas|search|board|enter|leav|busk|play|sing|stagger|push|squeez|crowd|pack)\w*",
    re.IGNORECASE,
)
"""What nobody does who sits there."""


def doing(reading: Reading, place: str, text: str) -> Reading:
    """The reading with its people doing what the words say of them, in the number that they say; without what is in their hands."""
    run = tokens(text)
    reading = _once(reading, text)
    at = {seen: _where(seen, run) for seen in reading.subjects if is_person(seen.subject)}
    who = {seen: index for seen, index in at.items() if index >= 0 and _able(seen.subject)}
    found = {seen: [] for seen in who}  # type: dict[Seen, list[str]]
    for index, deed in _deeds(run):
        doer = _doer(index, who, at)
        if doer is None or deed in found[doer]:
            continue
        for one in (doer, *_with(doer, who, run)):
            found[one].append(_fitting(deed, place, text))
    for seen, deeds in found.items():
        both = next((deed for deed in deeds if deed in TOGETHER), "")
        other = next((one for one in who if who[one] > who[seen] and _alone(one)), None)
        if both and other is not None and _alone(seen):
            two = replace(seen, subject=f"{seen.subject}&{other.subject}@{both}", placed=False)
            reading = replace(
                reading, subjects=tuple(two if one is seen else one for one in reading.subjects if one is not other)
            )
            return reading
    for seen, deeds in found.items():
        if place in OF_PLACE and is_group(seen.subject) >= (place == "festival"):
            deeds[:] = [deed for deed in deeds if deed not in ("stand", "run", "jump")] or [OF_PLACE[place]]
        if (
            place in RODE
            and not deeds
            and people.known(seen.subject)
            and seen.subject not in CREW
            and not AFOOT.search(text)
        ):
            deeds.append("seat")
    shown = {seen: _counted(_shown(seen, deeds)) for seen, deeds in found.items()}
    held = {name for seen in shown.values() if "@" in seen.subject for name in facts(seen.subject).get("has", ())}
    shown |= {seen: _counted(seen) for seen, index in at.items() if seen not in shown and index >= 0}
    subjects = tuple(
        shown.get(seen, seen)
        for seen in reading.subjects
        if seen.subject not in held or (seen in shown and "@" in shown[seen].subject)
    )
    if any(deed == "jump" for _, deed in _deeds(run)):
        subjects = tuple(
            replace(seen, subject=f"{seen.subject}@air") if seen.subject in LEAPS else seen for seen in subjects
        )
    return replace(reading, subjects=subjects)


def _once(reading: Reading, text: str) -> Reading:
    """The reading without who is only told by what he wears, and without a couple that only the deed tells of, beside those who do it."""
    someone = [seen for seen in reading.subjects if is_person(seen.subject)]
    spare = [seen for seen in someone[1:] if seen.subject == "couple" and seen.word in _table()]
    if any(seen.word in GARMENTS and _worn(seen.word, text) for seen in someone[1:]):
        spare += [seen for seen in someone[:1] if seen.subject in ("man", "woman")]
    if any(seen.subject not in ("couple_umbrella", *PAIRS) for seen in someone):  # whoever shares it
        spare += [seen for seen in someone if seen.subject == "couple_umbrella"]
    names = [seen.subject for seen in someone]
    spare += [
        seen for at, seen in enumerate(someone) if seen.subject in CROWDS and seen.subject in names[:at]
    ]  # a crowd of protesters
    if someone and someone[0].subject in PAIRS:  # a couple breaks up, she cries
        spare += [seen for seen in someone[1:] if seen.word in ("he", "she")]
    return replace(reading, subjects=tuple(seen for seen in reading.subjects if seen not in spare))


def _worn(word: str, text: str) -> bool:
    """Whether somebody is said to be in a piece of clothing."""
    return bool(re.search(rf"\b(?:in|with|wearing|wears) (?:[\w'-]+ ){{0,4}}{re.escape(word)}\b", text, re.IGNORECASE))


def _alone(seen: Seen) -> bool:
    """Whether somebody is one person."""
    return people.known(seen.subject) and not seen.many


def _able(subject: str) -> bool:
    """Whether somebody is free to do something."""
    if subject in PAIRS:
        return True
    if subject in HOLDING:
        return False
    if subject in PIECES or subject.rpartition("_")[2] in DEEDS:
        return False  # does something already
    alone = people.known(subject) or (groups.known(subject) and is_group(subject))
    return alone and (subject in LURKS or facts(subject).get("moves", "") in ABLE)


def _where(seen: Seen, run: Sequence[str]) -> int:
    last = seen.word.split()[-1]
    return next((at for at, word in enumerate(run) if word == last), -1)


def _deeds(run: Sequence[str]) -> list[tuple[int, str]]:
    """Where a deed stands in the words, and which."""
    table, found, at = _table(), [], 0
    while at < len(run):
        long = next((long for long in range(LONGEST, 0, -1) if " ".join(run[at : at + long]) in table), 0)
        if long:
            found.append((at, table[" ".join(run[at : at + long])]))
        elif run[at] in GIVING:
            found += [(at, GIFTS[word]) for word in run[at + 1 : at + 1 + LONGEST] if word in GIFTS][:1]
        at += max(long, 1)
    return found


def _doer(index: int, who: dict[Seen, int], everybody: dict[Seen, int]) -> Seen | None:
    """Whoever is named last before the deed, else first after it; nobody where that one does something of his own."""
    qualified = next((seen for seen, at in who.items() if at == index + 1), None)
    if qualified is not None:  # a dancing crowd
        return qualified
    before = [seen for seen, at in everybody.items() if 0 <= at < index]
    free = [seen for seen in before if not seen.placed] or before
    one = max(free, key=everybody.__getitem__) if free else min(who, key=who.__getitem__, default=None)
    return one if one in who else None


def _with(doer: Seen, who: dict[Seen, int], run: Sequence[str]) -> list[Seen]:
    """Who does the same: a boy and a girl."""
    return [seen for seen, at in who.items() if 0 < who[doer] - at <= 4 and "and" in run[at : who[doer]]]


def _fitting(deed: str, place: str, text: str) -> str:
    """A deed as this place has it: on a chair, in bed."""
    if deed == "sit" and (place in INDOORS or SEATS.search(text)):
        return "seat"
    if deed == "write" and BOARD.search(text):
        return "chalk"
    if deed == "sleep" and (place in RODE or SEATS.search(text)):
        return "doze"
    if deed == "sleep" and (BEDS.search(text) or place in ("bedroom", "room", "hospital")):
        return "bed"
    return deed


def _shown(seen: Seen, deeds: Sequence[str]) -> Seen:
    """A subject doing all that is said of it; two who hug as one."""
    subject = seen.subject
    both = next((deed for deed in TOGETHER if deed in deeds), "")
    if both and (subject in PAIRS or (seen.two and people.known(subject))):
        return replace(seen, subject=f"{PAIRS.get(subject, f'{subject}&{subject}')}@{both}", many=False)
    deeds = [deed for deed in deeds if deed != "hug"]  # nobody hugs the air
    if not is_group(subject):
        deeds = ["meal" if deed == "dine" else deed for deed in deeds]
    posed = [deed for deed in deeds if "moves" in people.deed(deed)]
    posed = ([deed for deed in posed if deed != "stand"] or posed)[-1:]
    posed = [deed for deed in deeds if deed in PLAYED][:1] or posed  # who sings to a guitar plays it
    carried = [deed for deed in deeds if "moves" not in people.deed(deed)][:1]
    if posed and posed[0] not in ("run", "stand", "kneel", "jump"):
        carried = []
    if posed == ["run"]:  # who runs with flowers runs
        posed, carried = carried, posed
    return replace(seen, subject="@".join((subject, *posed, *carried)))


def _counted(seen: Seen) -> Seen:
    """As many as the words say, from three on."""
    kind = plain(seen.subject)
    several = (seen.many and people.known(kind)) or kind in ("children", "friends", "crowd", "musicians")
    if seen.count < 3 or not several or "&" in seen.subject:
        return seen
    kind = "friends" if kind == "crowd" else kind
    _, *deeds = seen.subject.split("@")
    return replace(seen, subject="@".join((f"{kind}#{seen.count}", *deeds)), many=False)

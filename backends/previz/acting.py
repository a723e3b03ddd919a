"""What a subject does where a figure shows it: a cat that sleeps, an owl in flight, a deer that drinks, a bear with her cubs, two stags at war."""

from __future__ import annotations

import re
from dataclasses import replace

from backends.previz.outlines import is_group, is_person
from backends.previz.reading import NUMBERS, Seen
from backends.previz.shapes import beasts, groups
from backends.previz.vocabulary import facts

BETWEEN = r"(?: [a-z'-]+){0,4}"
POSTURES = {
    "sleep": "sleep asleep nap doz snooz curled curls slumber hibernat",
    "drink": "drink quench laps lapping",
    "eat": "eat graz munch devour chew feed nibbl",
    "fight": "fight clash duel wrestl spar boxing brawl battl",
    "rear": "rears rearing reared",
    "leap": "leap pounc jump bounds bounding",
    "lie": "lies lying lie rests resting lounging basking basks laze lazing",
}
"""How the words for what an animal does in its place begin, by the posture that shows it."""
YOUNG = "cubs?|cal(?:f|ves)|foals?|fawns?|pups?|kits?|kittens?|chicks?|joeys?|lambs?|offspring|ducklings?|goslings?|piglets?"
ANYBODYS = "babies|baby|young|infants?|kids?|little ones?"
"""Words for the young of people too: whose they are, the words must say."""
YOUNGER = {**{word: min(number, 4) for word, number in NUMBERS.items()}, "twin": 2}
"""How many young are drawn."""
FAMILY = (
    r"(?P<many>(?: (?:[a-z'-]+)){0,5}?)"
    rf" (?P<whose>(?:her|his|its|their|and|with|two|three|four|twin|a|the)(?: [a-z'-]+)? (?=(?:{YOUNG})\b)|(?:her|his|its|their) (?:[a-z'-]+ )?)"
    rf"(?P<young>{YOUNG}|{ANYBODYS})\b"
)
"""What follows the word for who has young beside it."""
MOTHERS = ("mother", "father", "mum", "mama", "baby", "parent")
ALIKE = 0.7, 1.4
"""How much taller one is than another whom it fights, at least and at most."""


def acting(subjects: tuple[Seen, ...], text: str) -> tuple[Seen, ...]:
    """The subjects as what they are doing: `does` names figures, each with how the words for it begin."""
    subjects = _with_young(subjects, text)
    done = tuple(replace(seen, subject=_as_done(seen, text)) for seen in subjects)
    changed = {new.subject: new for new, seen in zip(done, subjects, strict=True) if new.subject != seen.subject}
    done = tuple(seen for seen in done if changed.get(seen.subject, seen) is seen)
    return _at_war(done)


def _as_done(seen: Seen, text: str) -> str:
    for figure, stems in facts(seen.subject).get("does", {}).items():
        if _told(seen, stems, text):
            return str(figure)
    if _poses(seen.subject):
        for posture, stems in POSTURES.items():
            if _told(seen, stems, text) and _bends(seen.subject, posture):
                return f"{seen.subject}@{posture}"
    return seen.subject


def _bends(subject: str, posture: str) -> bool:
    """Whether an animal can be drawn so."""
    first = groups.leader(subject) if groups.known(subject) else subject
    return beasts.known(f"{first}@{posture}")


def _told(seen: Seen, stems: str, text: str) -> bool:
    """Whether the words say of somebody what begins so."""
    deed, word = rf"(?:{'|'.join(stems.split())})[a-z]*", re.escape(seen.word)
    said = rf"\b{word}(?:e?s)?\b{BETWEEN} {deed}\b|\b{deed} (?:[a-z'-]+ )?{word}\b"
    return bool(re.search(said, text, re.IGNORECASE))


def _poses(subject: str) -> bool:
    """Whether an animal, or each of several, is drawn in postures."""
    if subject in beasts.names():
        return True
    return groups.known(subject) and is_group(subject) and groups.leader(subject) in beasts.names()


def _with_young(subjects: tuple[Seen, ...], text: str) -> tuple[Seen, ...]:
    """An animal with the young that the words give it, which are no subjects of their own then."""
    for seen in subjects:
        if is_person(seen.subject) or is_group(seen.subject) or not facts(seen.subject).get("moves"):
            continue
        kind = seen.subject in beasts.names() or facts(seen.subject)["moves"] in ("swim", "waddle", "hop", "sway")
        found = re.search(rf"\b{re.escape(seen.word)}{FAMILY}", text, re.IGNORECASE) if kind else None
        if found is None or seen.many:
            continue
        number = next((YOUNGER[word] for word in f"{found['many']} {found['whose']}".split() if word in YOUNGER), 0)
        several = found["young"].endswith(("s", "ves")) or found["young"] in ("young", "offspring")
        gone = {*found["young"].lower().split(), found["young"].lower().rstrip("s"), *MOTHERS}
        family = replace(seen, subject=f"{seen.subject}+{number or (2 if several else 1)}")
        return tuple(
            family if one is seen else one
            for one in subjects
            if one is seen or not gone.intersection(one.word.lower().split())
        )
    return subjects


def _at_war(subjects: tuple[Seen, ...]) -> tuple[Seen, ...]:
    """Two who fight as one figure, face to face."""
    fighting = [seen for seen in subjects if seen.subject.endswith("@fight")]
    if not fighting:
        return subjects
    one = fighting[0]
    own = one.subject.partition("@")[0]
    several = groups.known(own)
    own = groups.leader(own) if several else own
    rivals = [seen for seen in subjects if seen is not one and seen.subject.partition("@")[0] in beasts.names()]
    tall = float(facts(own)["height"])
    for rival in rivals:
        other = rival.subject.partition("@")[0]
        if ALIKE[0] < float(facts(other)["height"]) / tall < ALIKE[1]:
            two = replace(one, subject=f"{own}&{other}@fight", many=False, count=0)
            return tuple(two if seen is one else seen for seen in subjects if seen is not rival)
    if several or one.many or one.two:
        two = replace(one, subject=f"{own}&{own}@fight", many=False, count=0)
        return tuple(two if seen is one else seen for seen in subjects)
    return subjects

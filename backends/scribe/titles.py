"""A title from the user's own words: two or three of them, from the object, place, threat or hero."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from backends.scribe.parts import Parts
from backends.scribe.words import DETERMINERS, NUMBERS, POSSESSIVES, word_set

GRAND = re.compile(
    r"\b(last|lost|silent|forgotten|hidden|stolen|secret|ghost|final|first|burning|frozen|empty|broken|haunted|winter)\b",
    re.IGNORECASE,
)
WEAK = word_set(
    "i we you he she it they home world time love life nothing everything what own voice final town city man woman house phone ice "
    "people way hearing sky air one something end course name names piece pieces part parts side kind sense question answer row body "
    "bodies game job thing things night day year hour minute week word words idea news number place reason chance"
)
ARTICLED = word_set("last first final same only other whole wrong right")
"""Words that want their article even before several of a kind."""

ASKS = re.compile(r"(what|why|how|where|who|when|if|introducing|is|are|do|does)\b", re.IGNORECASE)
JOINS = re.compile(r"(and|but|now|then|so|or|yet)\b", re.IGNORECASE)
STOP = re.compile(r"\b(?:who|that|which|when|where|in|on|at|from|with|for|named|called|through|to|twice|once|again)\b")
HEADS_END = word_set("in on under beneath beyond at of")
LONGEST = 28


def title_of(parts: Parts, pieces: Sequence[str], phrases: Sequence[str], random: Random, *, story: bool) -> str:
    """A title in title case, at most LONGEST characters where the text allows it.

    A story gives its object, place, threat or hero; any other text its pieces and the things it names.
    """
    told = re.search(r"\b(?:called|titled|entitled)\s+[\"“]?((?:[A-Z][\w']*\s?)+)", parts.text)
    quoted = re.search(r"[\"“]([^\"”]{3,40})[\"”]", parts.text)
    if given := told or quoted:
        return given[1].strip()
    sources = [(parts.object, 2.0), (parts.place, 1.6), (parts.threat, 1.8), (parts.hero, 1.5), (parts.name, 1.2)]
    sources += [(parts.short, 0.0 if _bare(parts.hero) else 1.4), *((phrase, 1.3) for phrase in phrases)]
    if not story:
        sources = [
            (piece, 1.8 - 0.2 * at) for at, piece in enumerate(pieces) if not (ASKS.match(piece) or JOINS.match(piece))
        ]
        sources += [(phrase, 1.4 - 0.2 * at) for at, phrase in enumerate(phrases)]
    else:
        sources += [(placed, 2.2) for placed in _placed(parts)]
    ranked = [
        (weight + _charm(bare) + random.random() * 0.3, bare) for phrase, weight in sources if (bare := _bare(phrase))
    ]
    if ranked:
        return title_case(_with_article(max(ranked)[1]))
    if named := next(filter(None, map(_bare, phrases)), ""):
        return title_case(_with_article(named))
    words = (pieces[0] if pieces else parts.text).strip(" .,!?").split()
    short: list[str] = []
    while words and len(" ".join([*short, words[0]])) <= LONGEST:
        short.append(words.pop(0))
    if words and (last := max((at for at, word in enumerate(short) if at > 1 and STOP.fullmatch(word)), default=0)):
        short = short[:last]
    return title_case(" ".join(short)) or "Untitled"


def title_case(text: str) -> str:
    """Capitals on all words but small ones inside."""
    small = {"a", "an", "of", "and", "in", "on", "to", "the", "for", "from", "with", "at"}
    words = text.split()
    return " ".join(
        word if word.lower() in small and at and word.islower() else word[:1].upper() + word[1:]
        for at, word in enumerate(words)
    )


def _placed(parts: Parts) -> list[str]:
    """'a door in the sea', where the text says so itself."""
    if not parts.object:
        return []
    found = re.search(
        rf"{re.escape(parts.object)} (in|on|under|beneath|beyond|at) ((?:the |an? |[A-Z])[\w' ]{{2,16}})(?=[,.!?]|$)",
        parts.text,
    )
    return [f"{parts.object}|{found[1]} {found[2]}"] if found else []


def _bare(phrase: str) -> str:
    """A phrase without article and what trails behind it; '' if it is no title."""
    phrase, _, place = phrase.partition("|")
    words = STOP.split(phrase)[0].strip(" ,.!?").split()
    weak = (DETERMINERS | POSSESSIVES | {"own", "so", "real"}) - NUMBERS - {"last", "first"}
    while words and words[0].lower() in weak:
        if words.pop(0).lower() in POSSESSIVES and words[1:] and words[0].islower() and words[0].endswith("'s"):
            words.pop(0)
    words += place.split()
    if (of := re.search(r" of (?:the|a|an|his|her|their) [a-z]", " ".join(words))) and not place:
        words = " ".join(words)[: of.start()].split()
    if len(words) > 4 and "of" in words and not place:
        words = words[: words.index("of")]
    bare = "" if words and words[-1].endswith("'s") else " ".join(words)
    fits = (
        1 <= len(words) <= (5 if place else 4)
        and 3 <= len(bare) <= LONGEST
        and bare.lower() not in WEAK
        and "," not in bare
    )
    return bare if fits else ""


def _charm(bare: str) -> float:
    return (1.2 if len(bare.split()) in (2, 3, 4, 5) else 0.0) + (1.0 if GRAND.search(bare) else 0.0)


def _with_article(bare: str) -> str:
    """'Winter king' is 'The Winter King'; names, numbers and several of a kind stand by themselves."""
    bare = re.sub(r" and an? ", " and the ", bare)
    words = bare.split()
    placed = next((at for at, word in enumerate(words) if at and word in HEADS_END), len(words))
    last = words[placed - 1]
    owner = words[0].endswith("'s") and not words[0][0].isupper()
    several = "of" not in words and last.endswith("s") and not last.endswith(("ss", "us", "is"))
    single = last[0].isupper() or words[0][0].isupper() or words[0][0].isdigit()
    return (
        bare
        if (several and not owner and words[0].lower() not in ARTICLED) or single or words[0].lower() in NUMBERS
        else f"The {bare}"
    )


def foreign_title(own: Sequence[str]) -> str:
    """The first words of a foreign text, in its own case; a script without spaces gives its first signs."""
    words = own[0].split()[:3]
    while len(words) > 1 and len(" ".join(words)) > 24:
        words.pop()
    while len(words) > 1 and len(words[-1]) < 4 and words[-1].isalpha():
        words.pop()
    return " ".join(words)[:24].strip(" ,.;:!?。、，")

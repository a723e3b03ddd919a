"""Where a logline plays: the place to draw, the place to name, and how it is named again."""

from __future__ import annotations

import re

from backends.scribe.grammar import join, noun_phrase_end
from backends.scribe.sentence import TIME, Sentence, first_names
from backends.scribe.sheets import kinds_of_place
from backends.scribe.who import TITLES, is_titled
from backends.scribe.words import ANIMAL, ARTEFACT, GROUP, LOCATION, OBJECT, PERSON, head, word_set

NO_PLACE = re.compile(
    r"\b(time|life|love|death|danger|debt|order|war|trouble|secret|peace|past|hour|minutes|days?|years?|week|mind|head|"
    r"dreams?|hearts?|way|fact|end|search|front|expedition|trial|parade|mission|marathon|hearing|interview|audition)$",
    re.IGNORECASE,
)
ABSTRACT = re.compile(
    r"(?:middle|midst|end|start|beginning|course|name|eyes|arms|hands|face|wake|hope|case|light) of\b"
)
"""What is no place, whatever it is of."""

PLACE_PREPOSITIONS = word_set(
    "in on at under across through near aboard inside beneath beyond into above to over outside behind around along "
    "throughout within atop from between beside"
)
MOVES = word_set("return come go travel walk ride sail move fly drive run flee escape journey drift")

STANDS = {
    "through": "in",
    "throughout": "in",
    "across": "in",
    "to": "in",
    "into": "in",
    "from": "in",
    "along": "on",
    "behind": "in",
    "around": "in",
    "outside": "near",
}
"""The preposition with which a place is named again: 'races through Shanghai' happens in Shanghai."""

ON = word_set("mars moonland war planet")
HIGH = re.compile(
    r"\b(mountain|peak|summit|hill|volcano|ridge|roof|rooftops?|roofs|deck|bridge|stage|glacier)$", re.IGNORECASE
)
SHORES = re.compile(r"\b(islands?|isle|beach|shore|coast|pier|cliffs?)$", re.IGNORECASE)
"""Kinds of places one is on rather than in."""


def place_of(sentence: Sentence, hero: str) -> tuple[str, str, str]:
    """The place, the preposition it is named with, and the proper name of a place if there is one."""
    scored: list[tuple[int, int, str, str, bool]] = []
    for at in range(len(sentence.words) - 1):
        preposition = sentence.words[at].lower()
        if preposition not in PLACE_PREPOSITIONS or sentence.tags[at] not in "IT" or sentence.tags[at + 1] == "V":
            continue
        end = noun_phrase_end(sentence.words, sentence.tags, at + 1)
        if end > at + 1:
            phrase = _without_its_name(sentence, join(sentence.words[at + 1 : end]))
            named = sentence.tags[end - 1] == "P" and phrase.split()[0] not in first_names(sentence.lexicon)
            scored.append(
                (
                    _score(sentence, phrase, preposition, named) + _arrival(sentence, at, named),
                    -at,
                    preposition,
                    phrase,
                    named,
                )
            )
    good = [entry for entry in scored if entry[0] >= 2]
    if good:
        # Of 'the cellar of a hospital in Warsaw' the common noun is drawn, the proper noun is named.
        drawn = max((entry for entry in good if not entry[4]), default=max(good))
        best = drawn if drawn[0] >= max(good)[0] - 1 else max(good)
        named_place = next((entry[3] for entry in sorted(good, reverse=True) if entry[4]), "")
        return best[3], _stands(sentence, best[2], best[3]), named_place
    several = sentence.lexicon.plural(head(hero)) if hero else False
    if is_titled(hero):
        return _named_after(sentence)
    if (
        not several
        and sentence.lexicon.place(hero)
        and sentence.lexicon.kind(hero) not in (PERSON, ANIMAL)
        and (sentence.lexicon.kind(hero) != GROUP or " of " in hero)
    ):
        return hero, _default(sentence, hero), ""
    for phrase in sentence.phrases():
        if is_titled(phrase[:1].upper() + phrase[1:]):
            continue
        if sentence.lexicon.place(phrase) and sentence.lexicon.kind(phrase) in (LOCATION, OBJECT):
            return phrase, _default(sentence, phrase), ""
    return _named_after(sentence)


def _named_after(sentence: Sentence) -> tuple[str, str, str]:
    """The place that is named only beside something else: 'the carnival of Venice', 'the bridge to Oldmere'."""
    people = first_names(sentence.lexicon)
    for at, word in enumerate(sentence.words[:-1]):
        name = sentence.words[at + 1]
        known = sentence.lexicon.places.get(name.lower(), "") or kinds_of_place().get(name.lower(), "")
        titled = name in people or name.lower() in TITLES
        if word.lower() in ("of", "to", "from") and sentence.tags[at + 1] == "P" and known and not titled:
            return name, _stands(sentence, "in", name), name
    return "", "in", ""


def _without_its_name(sentence: Sentence, phrase: str) -> str:
    """'the neon rain of Shanghai' happens in Shanghai; 'the port of Hamburg' stays what it is."""
    what, of, name = phrase.partition(" of ")
    named = of and name[:1].isupper()
    return name if named and not sentence.lexicon.places.get(sentence.lexicon.base(head(what), "noun")) else phrase


def _score(sentence: Sentence, phrase: str, preposition: str, named: bool) -> int:
    kind = sentence.lexicon.kind(phrase)
    bare = re.sub(r"^(the|a|an|one)\s+", "", phrase, flags=re.IGNORECASE)
    inside = preposition in ("in", "at", "inside", "aboard", "under", "beneath")
    score = 3 if sentence.lexicon.place(phrase) else 0
    score += 2 if kind == LOCATION else 1 if kind in (ARTEFACT, OBJECT) and inside else 0
    score += 2 if named and preposition in ("in", "at", "to", "through", "across", "on", "from", "into") else 0
    score += 1 if preposition in ("in", "on", "at", "aboard", "inside", "beneath", "across") else 0
    score -= 2 if preposition in ("from", "to", "over", "between", "behind") else 0
    score -= 9 if phrase.split()[0].lower() in ("every", "each", "any", "no", "his", "her") and kind != LOCATION else 0
    score -= 4 if TIME.fullmatch(bare) else 0
    score -= 9 if ABSTRACT.match(bare) else 0
    nobody = kind in (PERSON, GROUP) and not named and not sentence.lexicon.place(phrase)
    score -= 3 if NO_PLACE.search(phrase) or nobody else 0
    return score


def _arrival(sentence: Sentence, at: int, named: bool) -> int:
    """Whoever 'returns to Blackwater' is there for the rest of the film."""
    moves = at > 0 and sentence.lexicon.base(sentence.words[at - 1], "verb") in MOVES
    return 2 if named and moves and sentence.words[at].lower() in ("to", "into") else 0


def _default(sentence: Sentence, place: str) -> str:
    """The preposition of a place that the text names without one."""
    return "on" if HIGH.search(place) else _stands(sentence, "in", place)


def _stands(sentence: Sentence, preposition: str, place: str) -> str:
    kind = sentence.lexicon.place(place)
    if place.startswith("Cape "):
        return "at"
    if kind == "sea" and preposition in ("in", "across", "to", "into", "through"):
        return "on"
    if preposition in ("in", "from") and re.search(r"\b(rooftops?|roofs)\b", place):
        return "on"
    if preposition == "in" and SHORES.search(place):
        return "on"
    if kind in ON and preposition in ("in", "to", "across", "from", "into"):
        return "on"
    return STANDS.get(preposition, preposition)

"""A title from the user's own words: two or three of them, from the object, place, threat or hero."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from backends.scribe import naming
from backends.scribe.parts import Parts
from backends.scribe.sentence import TIMES
from backends.scribe.words import (
    DETERMINERS,
    FUNCTION,
    GROUP,
    NUMBERS,
    PERSON,
    POSSESSIVES,
    PRONOUNS,
    Lexicon,
    word_set,
)
from studio.analysis.meaning import is_strange

GRAND = re.compile(
    r"\b(last|lost|silent|forgotten|hidden|stolen|secret|ghost|final|first|burning|frozen|empty|broken|haunted|winter|sinking|"
    r"dying|missing|invisible|midnight|drowned|sleeping|wrong|oldest|youngest|impossible|singing|flying)\b",
    re.IGNORECASE,
)
WEAK = word_set(
    "i we you he she it they home world time love life nothing everything what own voice final town city man woman house phone ice "
    "people way hearing sky air one something end course name names piece pieces part parts side kind sense question answer row body "
    "bodies game job thing things night day year hour minute week word words idea news number place reason chance boy girl "
    "half rest story film tale son daughter mother father wife husband hand hands dark turn middle strike mistake purpose person somebody couple"
)
"""What is no title alone."""

CONTRACTED = re.compile(r"(?:it|he|she|that|there|what|who|i|you|we|they)'(?:s|m|re|ve|d|ll)$", re.IGNORECASE)
"""What is a verb, and nobody's."""

EMPTY = word_set("time times person portrait kind sort class bit lot documentary anywhere nobody somebody vs versus")
"""What no title ends in."""

KIN = word_set("dads mums moms mothers fathers grandads grandpas grandmas nans brothers sisters")
"""Owners that are typed without their mark: 'their dads piano'."""

TOWARDS = word_set("east west north south home away back")
"""Where something goes, which is no part of its name: 'coins east'."""

NEXT = word_set("next last same whole")
"""Words that make a time of a time: 'the next week' is no title."""

ARTICLED = word_set("last first final only whole wrong right oldest youngest")
"""Words that want their article even before several of a kind."""

NAMED_AFTER = word_set("island lake beach bay street square")
"""What has its name before it, and no article."""

ASKS = re.compile(r"(what|why|how|where|who|when|if|introducing|is|are|do|does)\b", re.IGNORECASE)
STOP = re.compile(
    r"\b(?:who|that|which|when|where|in|on|at|from|with|without|for|named|called|through|to|twice|once|again|over|near|(?<!-)than|as)\b(?!-)"
)
HEADS_END = word_set("in on under beneath beyond at of over near from")
VAGUE = re.compile(r"(?:every|each|no|any|some)\b", re.IGNORECASE)
SPOTS = "in|on|under|beneath|beyond|at|over"
RARE = 10
"""Times that a word is a noun in the word list below which a verb is rather a verb."""

LONGEST, LONGEST_QUESTION = 28, 40

STRANGE = 0.6
"""How much less a phrase counts with a word that nobody knows: it may be mistyped."""

BESIDE = 0.9
"""How much less somebody counts who is not the hero."""

LEARNED = 0.8
"""How much what authors like counts beside what a phrase is in its sentence."""


def title_of(
    parts: Parts, pieces: Sequence[str], phrases: Sequence[str], lexicon: Lexicon, random: Random, *, story: bool
) -> str:
    """A title in title case, at most LONGEST characters where the text allows it: a thing, a place or somebody it names."""
    told = re.search(r"\b(?:called|titled|entitled)\s+[\"“]?((?:[A-Z][\w']*\s?)+)", parts.text)
    quoted = re.search(r"[\"“]([^\"”]{3,40})[\"”]", parts.text)
    if given := told or quoted:
        return title_case(given[1].strip())
    if story and (pair := _two(parts)) and len(pair) <= LONGEST:
        return pair
    told_of = parts.text.lower().find(parts.relative.lower()) if parts.relative else -1
    sources = [
        (parts.hero, 1.6),
        (parts.name, 1.2),
        (parts.named_place, 1.0 if " " in parts.named_place else 0.5),
        (parts.short * (not VAGUE.match(parts.hero)), 1.3),
    ] * story
    sources += [
        (parts.object, 2.0),
        (parts.threat, 1.8),
        (parts.place * (parts.preposition not in ("between", "from")), 1.1),
    ] * story
    counted = parts.hero.split(" ", 1)
    if story and len(parts.hero) > LONGEST and counted[0].lower() in NUMBERS:
        sources.append((counted[1], 1.4))  # '(two) rival wedding photographers'
    called = re.match(r"[A-Z][\w']+ the [a-z][\w-]+", parts.text)
    named = called and called[0].split()[0] in parts.hero.split() and not lexicon.knows(called[0].split()[0])
    sources += [(called[0], 2.2)] if called and (named or parts.hero == called[0].split()[0]) else []
    epithet = parts.epithet if parts.epithet.startswith(("with ", "without ")) else ""
    sources += [(f"{parts.hero}|{epithet}", 1.4)] * bool(story and epithet)
    sources += [
        (placed, 1.9) for phrase in (parts.object, parts.hero) for placed in _placed(phrase, parts.text, lexicon)
    ]
    for at, phrase in enumerate(phrases):
        place = parts.text.lower().find(phrase.lower())
        aside = told_of >= 0 and 0 <= place - told_of < len(parts.relative)
        aside = (
            aside
            or place < parts.text.find(parts.hero)
            or parts.text[:place].lower().endswith((" with ", " without ", " full of ", " for ", " since ", " after "))
        )
        sources += [(part, 1.3 - 0.1 * at - 0.6 * (story and aside)) for part in (phrase, *phrase.split(" of ")[1:])]
    trusted = (parts.hero, parts.short, called[0] if called else "")

    def titled(phrase: str) -> str:
        """The bare phrase; one word for several keeps its article: 'the actors'."""
        bare = bare_title(phrase, lexicon, whole=phrase.partition("|")[0] in trusted)
        several = phrase.lower().startswith("the ") and " " not in bare and lexicon.plural(bare)
        return f"the {bare}" if bare and several else bare

    liked = {
        run.text.lower(): score for score, run in naming.ranked(parts.text, "story" if story else "product", lexicon)
    }
    usual = sorted(liked.values())[len(liked) // 2] if liked else 0.0
    ranked = [
        (
            weight
            + _charm(bare, parts.text)
            + LEARNED * liked.get(bare.lower(), usual)
            - STRANGE * any(map(is_strange, re.findall(r"(?<![\w'-])[a-z]{4,}", bare)))
            - BESIDE * (story and _is_beside(bare, parts, lexicon))
            + random.random() * 0.2,
            bare,
        )
        for phrase, weight in sources
        if (bare := titled(phrase)) and not _is_torn(bare, parts.text, lexicon)
    ]
    if ranked:
        best = max(ranked)[1]
        named = best.split()[-1] in NAMED_AFTER and not lexicon.knows(best.split()[0])  # 'jeju island'
        return title_case(best if named else _with_article(best))
    if pieces and pieces[0].endswith("?") and len(pieces[0]) <= LONGEST_QUESTION:
        return title_case(pieces[0])
    plain = [piece for piece in pieces if not ASKS.match(piece)] or list(pieces) or [parts.text]
    words = plain[0].strip(" .,!?").split()
    short: list[str] = []
    while words and len(" ".join([*short, words[0]])) <= LONGEST:
        short.append(words.pop(0))
    if words and (last := max((at for at, word in enumerate(short) if at > 1 and STOP.fullmatch(word)), default=0)):
        short = short[:last]
    asks = "?" * (plain[0].endswith("?") and bool(short))
    return title_case(" ".join(short).strip(" ,.!?") + asks) or "Untitled"


def _is_torn(bare: str, text: str, lexicon: Lexicon) -> bool:
    """Whether a title would be the beginning of a longer name: 'badminton' of 'the badminton doubles', 'county' of 'the county final'."""
    if re.search(rf"\b{re.escape(bare)} in love\b|\bdies? of {re.escape(bare)}\b|\b{re.escape(bare)} and \d", text):
        return True
    found = re.search(rf"\b(?:the|an?|his|her|their) {re.escape(bare)} ([a-z]+)\b", text)
    following = lexicon.entry(found[1]) if found and found[1] not in FUNCTION else None
    if following is None or not found:
        return False
    plural = found[1].endswith("s")
    return following.noun * 2 >= following.verb > 0 if plural else following.noun > max(5, following.verb)


def _two(parts: Parts) -> str:
    """'Deniz and Callum', where a text begins with one and goes on with the other: 'Deniz repairs clocks and Callum is late.'"""
    single = [name for name in parts.names if name.isalpha() and name != parts.named_place]
    first = next((name for name in single if parts.text.startswith(name)), "")
    other = (name for name in single if name != first)
    acts = (
        name for name in other if re.search(rf"(?: and|, but|[.;]) {name} (?:is|was|has|had|[a-z]+s)\b", parts.text)
    )
    return f"{first} and {second}" if first and (second := next(acts, "")) else ""


def _is_beside(bare: str, parts: Parts, lexicon: Lexicon) -> bool:
    """Whether a title would name somebody else than the hero, plainly: 'the teenage granddaughter', not 'the last pupil'."""
    person = lexicon.kind(bare) in (PERSON, GROUP) and bare.islower()
    return person and bare.lower() not in parts.hero.lower() and not GRAND.search(bare)


SMALL = word_set("a an of and in on to the for from with at over near under by de la von van du")
"""Words that have no capital inside a title."""

LETTERS = word_set("dj tv ufo cv dna usa uk nasa gps vhs")
"""Words that are letters."""


def title_case(text: str) -> str:
    """Capitals on all words but small ones inside."""
    words = text.split()
    return " ".join(
        word.upper()
        if word.lower() in LETTERS
        else word
        if at and word in SMALL and at + 1 < len(words)
        else word[:1].upper() + word[1:]
        for at, word in enumerate(words)
    )


def _placed(phrase: str, text: str, lexicon: Lexicon) -> list[str]:
    """'a door in the sea', 'the fog over Inverness', where the text says so itself."""
    if not phrase:
        return []
    found = re.search(
        rf"{re.escape(phrase)} ({SPOTS}) (the ([a-z]{{2,14}})|[A-Z][\w']+(?: [A-Z][\w']+)*)([,.!?]|$| \w+)", text
    )
    if not found or (found[3] and not lexicon.place(found[3]) and not re.fullmatch(r"[,.!?]?", found[4])):
        return []
    return [f"{phrase}|{found[1]} {found[2]}"]


def bare_title(phrase: str, lexicon: Lexicon, *, whole: bool = False) -> str:
    """A phrase without article and what trails behind it; '' if it is no title. What is `whole` has no verb at its end."""
    if VAGUE.match(phrase):
        return ""
    phrase, _, place = phrase.partition("|")
    words = STOP.split(phrase)[0].strip(" ,.!?").split()
    if len(words) > 2 and words[0].lower() in POSSESSIVES and words[-1][0].isupper() and words[-2].islower():
        # 'my dog Biscuit'
        words = words[-1:]
    weak = (
        (DETERMINERS | POSSESSIVES | {"own", "so", "real", "same", "very", "such", "more", "most"})
        - NUMBERS
        - {"last", "first"}
    )
    if len(words) > 1 and words[0].lower() == "other" and not words[1].endswith("'s"):
        words = words[1:]
    if len(words) > 1 and words[0].lower().endswith("-year-old") and words[1][0].isupper():
        words = words[1:]  # 'sixteen-year-old Anjali'
    while words and words[0].lower() in weak:
        owned = words.pop(0).lower() in POSSESSIVES and words[1:] and words[0].islower()
        if owned and (words[0].endswith("'s") or words[0] in KIN):
            words.pop(0)
    if len(words) > 2 and words[0].endswith("'s") and words[-1][0].isupper() and words[-2].islower():
        words = words[-1:]  # 'goatherd's daughter Sanya'
    if len(words) > 1 and words[0].lower() in KIN:
        words[0] = f"{words[0][:-1]}'s"  # 'dads ashes'
    if len(words) > 3 and words[0].isdigit() and words[1] in ("year", "yr") and words[2] == "old":
        words = words[3:]  # '41 year old goalkeeper'
    if words and not whole and _ends_in_verb(words, lexicon):
        return ""
    while words and words[-1].lower() in ("and", "of", "the"):
        words.pop()
    words += place.split()
    if (of := re.search(r" of (?:(?:a|an|his|her|their|my|our|its|your) |people$)", " ".join(words))) and not place:
        words = " ".join(words)[: of.start()].split()
    if len(" ".join(words)) > LONGEST and "of" in words and not place:
        words = words[: words.index("of")]
    bare = "" if words and words[-1].endswith("'s") else " ".join(words)
    fits = (
        words
        and len(words) <= 6
        and 3 <= len(bare) <= LONGEST
        and bare.lower() not in WEAK | PRONOUNS
        and not (len(words) == 2 and words[0].lower() in NUMBERS and words[-1] in WEAK)
        and not set(re.sub(r"(?<=Mrs)\.|(?<=Mr)\.|(?<=Dr)\.|(?<=St)\.", "", bare)) & set(",.!?")
        and words[0].lower() not in ("and", "or", "not")
        and words[-1].lower() not in EMPTY
        and not (words[0].lower().endswith("-year-old") and (not words[1:] or words[1] in HEADS_END))
        and not any(re.fullmatch(r"1\d{3}|20\d\d", word) for word in words[:-1])
        and not (words[1:] and words[-1] in TOWARDS)
        and not (words[0].lower() in NEXT and TIMES.search(words[-1]))
        and not CONTRACTED.match(words[0])
        and not (words[1:] and re.fullmatch(r"1\d{3}|20\d\d", words[0]))
        and not (words[:-1] and words[-2][0].isupper() and words[-1].islower() and lexicon.entry(words[-1]).verb)
        and not words[-1].lower().endswith(("n't", "'d", "'ll", "'ve", "-"))
    )
    return bare if fits else ""


def _ends_in_verb(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a phrase's last word is rather a verb: 'the queen lie', 'the got'."""
    word = words[-1]
    low = word.lower()
    before = words[-2].lower() if len(words) > 1 else ""
    people = lexicon.lists["female_nouns"] | lexicon.lists["male_nouns"]
    acts = before in people | {"person", "people"} or lexicon.entry(before).kind == PERSON
    entry, base = lexicon.words.get(low), lexicon.entry(lexicon.base(low, "verb"))
    past = low in lexicon.irregular and not (entry and entry.noun) and base.verb > base.noun
    known = entry or lexicon.entry(low)
    return word.islower() and (past or (known.verb > 5 * known.noun and (acts or known.noun < RARE)))


def _charm(bare: str, text: str) -> float:
    counted = bare.split()[0].lower() in NUMBERS and TIMES.search(bare)
    several = len(bare.removeprefix("the ").split()) > 1
    # 'The last women who hand-paint billboards' are no last women.
    told = re.search(rf"\b{re.escape(bare)}(?: (?:in|of|on|at) [^,.;]{{2,24}})? (?:who|that|to)\b", text, re.IGNORECASE)
    grand = several and GRAND.search(bare) is not None
    return -0.4 if counted else 0.6 * several + (-1.0 if told else 1.0) * grand


def _with_article(bare: str) -> str:
    """'Winter king' is 'The Winter King'; names, numbers and several of a kind stand by themselves."""
    if bare.startswith("the ") or bare.split()[0].lower().replace("'", "") in KIN:
        return bare
    bare = bare if bare.split()[0].lower() in NUMBERS else re.sub(r" and an? ", " and the ", bare)
    words = bare.split()
    placed = next((at for at, word in enumerate(words) if at and word in HEADS_END), len(words))
    last = words[placed - 1]
    if any(word.endswith("'s") and word[0].isupper() for word in words):
        return bare  # 'Grandpa Teo's Barn'
    owner = words[0].endswith("'s") and not words[0][0].isupper()
    several = words[0].lower() == "other" or (
        "of" not in words and last.endswith("s") and not last.endswith(("ss", "us", "is"))
    )
    single = (
        last[0].isupper()
        or (words[0][0].isupper() and last in NAMED_AFTER)  # 'Jeju Island'
        or words[0][0].isdigit()
        or words[-1].isdigit()
        or re.search(r"^[A-Z]\w+ the ", bare) is not None
    )
    return (
        bare
        if (several and not owner and words[0].lower() not in ARTICLED)
        or single
        or words[0].lower() in NUMBERS
        or words[-1].lower() in NUMBERS
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

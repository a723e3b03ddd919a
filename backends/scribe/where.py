"""Where a logline plays: the place to draw, the place to name, and how it is named again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from backends.scribe.grammar import join, noun_phrase_end
from backends.scribe.sentence import TIME, Sentence, first_names
from backends.scribe.sheets import kind_named, kinds_of_place
from backends.scribe.who import TITLES, is_titled
from backends.scribe.words import (
    ANIMAL,
    ARTEFACT,
    COMMUNICATION,
    FUNCTION,
    GROUP,
    LOCATION,
    OBJECT,
    PERSON,
    Lexicon,
    head,
    word_set,
)

NO_PLACE = re.compile(
    r"\b(directions?|numbers?|birthday|anniversary|eve|funeral|wedding|festival|accident|blackout|day|night|morning|time|life|love|death|danger|debt|order|war|trouble|secret|peace|past|hour|minutes|days?|years?|week|mind|head|"
    r"west|east|north|south|dreams?|hearts?|way|fact|end|search|front|expedition|trial|parade|mission|marathon|hearing|interview|audition|seat|seats|place|strike|drought|silence|charge|secret|private|public|famine|flood|siege|heat|dark|rain|cold|film|movie|tune|colour|color|advance|return|law|tears|pieces|stock)$",
    re.IGNORECASE,
)
ABSTRACT = re.compile(
    r"(?:(?:\w+ )?(?:day|night|eve|morning|evening|hour|year|week) of\b)|(?:opposite sides|both sides|middle|midst|end|start|beginning|course|name|eyes|arms|hands|face|wake|hope|case|light) of\b"
)
"""What is no place, whatever it is of."""

PLACE_PREPOSITIONS = word_set(
    "in on onto at under across through near aboard inside beneath beyond into above to over outside behind around along "
    "throughout within atop from between beside"
)
MOVES = word_set("return come go travel walk ride sail move fly drive run flee escape journey drift")

GOALS = word_set("reach find get see return go come travel fly visit make deliver bring")
"""Deeds whose place lies at the end of the way."""

SKY = word_set("moon sun star stars sky comet")
"""What is a place only where somebody is on it."""

CARRY = word_set("bring carry deliver take lead drive smuggle guide escort send")
"""Deeds that end where something is brought."""

VAGUE = word_set("every each any no")

AROUND = word_set("of over near from above outside around behind beyond")
"""Prepositions before a name that nobody knows which make it a place: 'the choir of Arles'."""

ROOMY = word_set("house castle church tent ship boat train plane rocket car lighthouse lander turbine")
"""Looks of what one can be in."""

RIDES = word_set("train tram bus coach ship boat ferry liner plane yacht raft")
"""What one is on, and in."""

VEHICLES = word_set("train ship boat car plane rocket")
"""Looks of what goes to a place and is not there."""

MADE_OF = word_set(
    "fan son daughter wife widow husband mother father brother sister death life works story legend sword curse reign army"
)
"""What is of somebody, not of a place."""

STANDS = {
    "through": "in",
    "throughout": "in",
    "across": "in",
    "to": "in",
    "into": "in",
    "onto": "on",
    "from": "in",
    "along": "on",
    "behind": "in",
    "around": "in",
    "outside": "near",
}
"""The preposition with which a place is named again: 'races through Shanghai' happens in Shanghai."""

MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
MONTHS = re.compile(rf"(?:{MONTH}|christmas|easter|ramadan|diwali|hanukkah|halloween|thanksgiving)\b", re.IGNORECASE)

ON = word_set("mars moonland war planet")
HIGH = re.compile(
    r"\b(mountain|peak|summit|hill|volcano|ridge|roof|rooftops?|roofs|deck|bridge|stage|glacier)$", re.IGNORECASE
)
SHORES = re.compile(r"\b(islands?|isle|beach|shore|coast|pier|cliffs?)$", re.IGNORECASE)
"""Kinds of places one is on rather than in."""


def place_of(sentence: Sentence, hero: str) -> tuple[str, str, str]:
    """The place, the preposition it is named with, and the proper name of a place if there is one."""
    if route := _route(sentence):
        return route[1], route[0], ""
    aims = _aims(sentence)
    scored: list[tuple[int, int, str, str, bool]] = []
    for at in range(len(sentence.words) - 1):
        preposition = sentence.words[at].lower()
        if at in aims and preposition in ("to", "into", "for", "from", "of"):
            continue
        if [word.lower() for word in sentence.words[at : at + 3]] == ["in", "front", "of"]:
            end = noun_phrase_end(sentence.words, sentence.tags, at + 3)
            phrase = join(sentence.words[at + 3 : end])
            if sentence.lexicon.kind(phrase) in (ARTEFACT, LOCATION, OBJECT):
                scored.append((3, -at, "in front of", phrase, False))
            continue
        if sentence.words[at + 1].lower() in ("front", "spite", "case", "charge", "search", "love"):
            continue
        if preposition not in PLACE_PREPOSITIONS or sentence.tags[at] not in "IT" or sentence.tags[at + 1] == "V":
            continue
        end = noun_phrase_end(sentence.words, sentence.tags, at + 1)
        if end > at + 1:
            phrase = _without_its_name(sentence, join(sentence.words[at + 1 : end]))
            if MONTHS.match(phrase):
                continue
            named = sentence.tags[end - 1] == "P" and phrase.split()[0] not in first_names(sentence.lexicon)
            scored.append(
                (
                    _score(sentence, at, phrase, preposition, named)
                    + (0 if at in aims else _arrival(sentence, at, named)),
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
        within = drawn[2] in ("in", "inside", "aboard") and is_own(drawn[3])  # 'in Naples get stuck in a lift'
        best = drawn if drawn[0] >= max(good)[0] - 1 - 2 * within else max(good)
        named_place = next((entry[3] for entry in sorted(good, reverse=True) if entry[4]), "")
        return best[3], _stands(sentence, best[2], best[3]), named_place
    several = bool(hero) and sentence.lexicon.plural(head(hero))
    if (
        not is_titled(hero)
        and not _somebody(sentence, hero)
        and "," not in hero
        and not several
        and (sentence.lexicon.place(head(hero)) or is_own(hero))
        and sentence.lexicon.kind(hero) not in (PERSON, ANIMAL)
        and (sentence.lexicon.kind(hero) != GROUP or " of " in hero or is_own(hero))
    ):
        return hero, _default(sentence, hero), ""
    for at, phrase in sentence.phrases_at():
        if is_titled(phrase[:1].upper() + phrase[1:]) or at in aims:
            continue
        if NO_PLACE.search(phrase) or ABSTRACT.match(re.sub(r"^(the|a|an)\s+", "", phrase)):
            continue
        if at and sentence.words[at - 1].lower() in ("until", "before", "after", "since"):
            continue
        if head(phrase).lower() in SKY:
            continue
        building = head(phrase).lower() in kinds_of_place() and head(phrase).lower() != "mine" and phrase != hero
        open_air = sentence.lexicon.place(phrase) and sentence.lexicon.kind(phrase) in (LOCATION, OBJECT)
        if _somebody(sentence, phrase):
            continue
        if (open_air or (building and head(phrase).islower())) and phrase.split()[0].lower() not in VAGUE:
            return phrase, _default(sentence, phrase), _named_after(sentence)[2]
    return _named_after(sentence)


LED = (
    r"\b(?:in|on|at|to|near|off|up|down|through|across|around|over|under|downtown|of|cross|crosses|sail|sails) "
    r"(?:(?:the|an?) (?:\w+ ){0,2})?"
)
"""What leads to the name of a place: 'out of downtown Manila', 'in the big La Paz parade'."""


def is_led(name: str, text: str) -> bool:
    """Whether a name stands where a place stands, or a text begins with it and a year: 'Naples, 1974.'"""
    return bool(re.search(rf"{LED}{re.escape(name)}\b|^{re.escape(name)}, (?:\w+ )?\d{{4}}\b", text))


SURELY_LED = re.compile(r"\b(?:in|across|out of|sails?|cross(?:es)?) (?:(?:the|an?) (?:\w+ ){0,2})?$")
"""What leads to the name of a place that nobody knows."""


SHORTEST = 3
"""Letters of a place: 'in B flat' names none."""


def place_named(names: Iterable[str], text: str, lexicon: Lexicon) -> str:
    """The first of a text's names that stands where a place stands, '' if none does: nobody's, no month's."""
    people = first_names(lexicon)
    for name in names:
        words = name.lower().split()
        if (
            len(name) < SHORTEST
            or words[0].capitalize() in people
            or set(words) & TITLES
            or MONTHS.match(name)
            or "'" in name
        ):
            continue
        before = text[: text.find(name)]
        known = (
            words[-1] in lexicon.places or name.lower() in lexicon.places or bool(set(words) & set(kinds_of_place()))
        )
        following = re.match(r" ([a-z]+)", text[len(before) + len(name) :])
        word = lexicon.entry(following[1]) if following and following[1] not in FUNCTION else None
        names_more = word is not None and word.noun > word.verb  # 'in Morse code'
        if not names_more and ((known and is_led(name, text)) or SURELY_LED.search(before)):
            return name
    return ""


def is_own(phrase: str) -> bool:
    """Whether a phrase is headed by a place of our own table: 'a confession box', not 'a church organ'."""
    words = re.sub(r" (?:of|in|with|from) .*", "", phrase.lower()).split()
    return bool(words) and bool({words[-1], "-".join(words[-2:])} & set(kinds_of_place()))


def _somebody(sentence: Sentence, phrase: str) -> bool:
    """Whether a phrase with a name is a person whatever else is in it: 'the mountain guide Ilse'."""
    words = phrase.split()
    named = bool(words) and words[-1][:1].isupper() and " of " not in phrase
    return named and any(sentence.lexicon.entry(word.lower()).kind == PERSON for word in words[:-1])


def _route(sentence: Sentence) -> tuple[str, str] | None:
    """('between', 'Cork and Galway') or ('from', 'Gdansk to Calais') of a journey between two named places."""
    name = r"([A-Z][\w']+(?: [A-Z][\w']+)*)"
    if found := re.search(rf"\bbetween {name} and {name}", sentence.text):
        return "between", f"{found[1]} and {found[2]}"
    if found := re.search(rf"\bfrom {name} (?:[^,.;]* )?to {name}", sentence.text):
        people = first_names(sentence.lexicon)
        if not {found[1].split()[0], found[2].split()[0]} & people:
            return "from", f"{found[1]} to {found[2]}"
    known = sentence.lexicon.places
    typed = re.search(r"\bfrom ([a-z]{3,}) to ([a-z]{3,})\b", sentence.text)
    if typed and all(known.get(name) == "city" for name in typed.groups()):
        return "from", f"{typed[1]} to {typed[2]}"
    return None


def _aims(sentence: Sentence) -> set[int]:
    """Tokens that say where somebody wants to be, and is not yet: 'to reach the sea', 'set out for the sea'."""
    found: set[int] = set()
    for start, end in sentence.rest():
        if sentence.words[start].lower() == "to":
            deed = sentence.lexicon.base(sentence.words[start + 1], "verb") if start + 1 < end else ""
            found |= set(range(start, end)) if deed in GOALS else set()
    for at, word in enumerate(sentence.words[:-1]):
        carries = sentence.verb is not None and at > sentence.verb
        carries = carries and sentence.lexicon.base(sentence.words[sentence.verb or 0], "verb") in CARRY
        rides = at > 0 and sentence.lexicon.thing(sentence.words[at - 1]) in VEHICLES
        moves = (carries and not rides) or (at > 0 and sentence.lexicon.base(sentence.words[at - 1], "verb") in MOVES)
        if at and word.lower() == "to" and sentence.tags[at - 1] in "NP" and not moves:
            # 'the train to Samarkand', 'on the way to the sea'
            found |= set(range(at, noun_phrase_end(sentence.words, sentence.tags, at + 1)))
        verb = sentence.lexicon.base(sentence.words[at - 1], "verb") if at else ""
        if word.lower() in ("for", "of") and (
            verb in ("head", "leave", "out", "look", "search", "dream", "wait", "off", "bound") or word.lower() == "for"
        ):
            found |= set(range(at, noun_phrase_end(sentence.words, sentence.tags, at + 1)))
    return found


def aims_of(sentence: Sentence) -> tuple[str, ...]:
    """The places that somebody wants to reach, as the text names them."""
    aims = _aims(sentence)
    return tuple(phrase for at, phrase in sentence.phrases_at() if at in aims)


def _named_after(sentence: Sentence) -> tuple[str, str, str]:
    """The place that is named only beside something else: 'the carnival of Venice', 'the bridge to Oldmere'."""
    people, aims = first_names(sentence.lexicon), _aims(sentence)
    for at, word in enumerate(sentence.words[:-1]):
        name = sentence.words[at + 1]
        known = sentence.lexicon.places.get(name.lower(), "") or kinds_of_place().get(name.lower(), "")
        titled = name.split("'")[0] in people or name.lower() in TITLES or name.isupper() or name.endswith("'s")
        titled = titled or bool(MONTHS.match(name))
        before = sentence.words[at - 1].lower() if at else ""
        of_there = word.lower() in AROUND and not (
            word.lower() == "of" and (before in MADE_OF or sentence.lexicon.kind(before) in (COMMUNICATION, ARTEFACT))
        )
        named = sentence.tags[at + 1] == "P" and not titled and at not in aims
        if named and (of_there or (known and word.lower() in ("of", "to", "from"))):
            end = noun_phrase_end(sentence.words, sentence.tags, at + 1)
            name = join(sentence.words[at + 1 : end])
            stands = word.lower() if word.lower() in ("over", "near", "above", "outside") else "in"
            return name, _stands(sentence, stands, name), name
    return "", "in", ""


def _without_its_name(sentence: Sentence, phrase: str) -> str:
    """'the neon rain of Shanghai' happens in Shanghai; 'the port of Hamburg' stays what it is."""
    what, of, name = phrase.partition(" of ")
    named = of and name[:1].isupper() and sentence.lexicon.base(head(what), "noun") not in kinds_of_place()
    return name if named and not sentence.lexicon.places.get(sentence.lexicon.base(head(what), "noun")) else phrase


def _score(sentence: Sentence, at: int, phrase: str, preposition: str, named: bool) -> int:
    kind = sentence.lexicon.kind(phrase)
    bare = re.sub(r"^(the|a|an|one)\s+", "", phrase, flags=re.IGNORECASE)
    inside = preposition in ("in", "at", "inside", "aboard", "under", "beneath")
    held = is_own(phrase) and not named and preposition in ("in", "inside", "aboard")
    score = 3 if sentence.lexicon.place(phrase) or held else 0
    roomy = sentence.lexicon.thing(phrase) in ROOMY or is_own(phrase)
    aboard = preposition in ("on", "onto") and head(phrase).lower() in RIDES
    score += 2 if kind == LOCATION else 1 if (kind == OBJECT or roomy) and (inside or aboard) else 0
    score -= 3 if preposition == "from" and at == sentence.hero_end else 0
    score += 2 if named and preposition in ("in", "at", "to", "through", "across", "on", "from", "into") else 0
    score += 1 if preposition in ("in", "on", "onto", "at", "aboard", "inside", "beneath", "across") else 0
    score += 2 if at < sentence.opened and not sentence.turn and kind != PERSON else 0
    score -= 4 if named and preposition == "on" and not sentence.lexicon.place(phrase) and kind != LOCATION else 0
    known = named and preposition == "over" and sentence.lexicon.base(head(phrase).lower(), "noun") in kinds_of_place()
    score -= 2 if preposition in ("from", "to", "over", "between", "behind") and not known else 0
    score += 3 if named and (known or preposition == "aboard") else 0
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


GONE = re.compile(
    r"\b(sea|ocean|moon|river|lake|forest|island|village|town|sun|snow)s? (?:(?:has|have|had|is|are|was|were) )?(?:simply |suddenly |just )?"
    r"(?:gone|go away|goes away|went away|vanish\w*|disappear\w*|withdr\w+|retreat\w*|reced\w+|drain\w* away|stolen|missing|dr(?:y|ies|ied) up)\b|\bsteals? (?:away )?the (\w+)",
    re.IGNORECASE,
)
"""What says of a place that it is there no more."""

EBBS = re.compile(r"\btide (?:goes|went|has gone|is) out\b", re.IGNORECASE)
"""What leaves the ground of the sea dry."""

INSIDE = 0.3
"""Odds from which a film whose text names a town alone is shot at a place in it."""


def left_of(text: str, sets: Mapping[str, float], lexicon: Lexicon) -> Mapping[str, float]:
    """The sets without a place that is there no more: 'One day the sea went away.'"""
    gone = gone_from(text, lexicon)
    left = {name: odd for name, odd in sets.items() if name not in gone}
    return left or ({"beach": 1.0} if "sea" in gone else {})


def gone_from(text: str, lexicon: Lexicon) -> set[str]:
    """The kinds of places that a text says are there no more; without the sea its ground is dry."""
    gone = {kind_named(found[1] or found[2], lexicon) for found in GONE.finditer(text)}
    return gone | ({"sea", "under"} if "sea" in gone or EBBS.search(text) else set())


def is_a_place(phrase: str, lexicon: Lexicon) -> bool:
    """Whether a phrase is headed by a word that means a place: 'the subway', no 'plain sight'."""
    kind = kind_named(phrase, lexicon)
    pair = "-".join(phrase.lower().split()[-2:])  # 'a cable car'
    own = is_own(phrase) or (bool(kind) and (kind_named(head(phrase), lexicon) == kind or pair in kinds_of_place()))
    return own and lexicon.kind(phrase) not in (PERSON, ANIMAL)


def is_within(town: str, likely: str, sets: Mapping[str, float]) -> bool:
    """Whether a film in a town is shot somewhere in it or near it: 'a baker in Ghent' in the bakery."""
    return town in ("city", "village", "street", "") and sets.get(likely, 0.0) >= max(INSIDE, 2 * sets.get(town, 0.0))


def is_where(phrase: str, lexicon: Lexicon) -> bool:
    """Whether a picture may be said to be there: no 'zoo's last hippo', no 'eighteen holes', no 'world'."""
    bare = re.sub(r"^(?:the|an?|her|his|their|its|my|our) ", "", phrase.lower())
    somebody = lexicon.kind(phrase) in (PERSON, ANIMAL) and not phrase[:1].isupper()
    own = {head(phrase).lower(), lexicon.base(head(phrase), "noun")} & set(kinds_of_place())
    several = (lexicon.plural(head(phrase)) and not kind_named(head(phrase), lexicon)) or ("'s " in phrase and not own)
    return (
        bool(phrase)
        and not somebody
        and not several
        and not ABSTRACT.match(bare)
        and not re.match(
            r"(?:one |two |the )?(?:same |last |first |next )*(?:world|corner|route|way|journey|trail|job|round|time)$",
            bare,
        )
    )

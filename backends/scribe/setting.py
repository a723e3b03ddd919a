"""Where a film is set: the kind of place that its text names, else the likeliest of the sets where such a film is shot."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from backends.scribe.grammar import join, phrase_spans, tag, tokens
from backends.scribe.parts import Parts
from backends.scribe.sheets import (
    Sheet,
    kind_named,
    kinds_of_place,
    places,
    stands_in,
)
from backends.scribe.slots import lower
from backends.scribe.where import (
    ABSTRACT,
    NO_PLACE,
    SKY,
    gone_from,
    is_a_place,
    is_led,
    is_within,
)
from backends.scribe.who import is_titled
from backends.scribe.words import (
    ARTEFACT,
    GROUP,
    LOCATION,
    NUMBERS,
    OBJECT,
    Lexicon,
    head,
    word_set,
)

STANDS_ON = word_set("sea lake river road coast mars war moonland stage planet beach island farm bridge rooftop")

WATER = word_set("sea lake river")

ROOMS = word_set(
    "library factory lab room stage cave prison shop theatre hospital station office kitchen bar classroom restaurant church "
    "airport spaceship bedroom cellar attic hotel palace temple books museum courtroom gym corridor police studio workshop "
    "barn mine bunker bakery lift"
)

COUNTRIES = word_set("italy spain france germany japan china korea india mexico england europe denmark")
"""Countries, which are drawn as a city where the text names nothing in them."""

UNLIKELY = 0.25
"""Share of the likeliest place's odds below which a place that a word names is not where the film plays."""

ABOARD = dict.fromkeys(word_set("boat ferry raft steamer trawler yacht dinghy lifeboat"), "sea") | {
    "train": "train",
    "carriage": "train",
}
"""What one is aboard of, and where that is."""

SUNK = re.compile(
    r"\b(?:is|are|lies|lie|stands?) (?:now |all )?under ?water\b|\b(?:div\w+|bombs?|charges?) [^.]*\b(?:under|beneath) an? (?:ferry|ship|boat)\b",
    re.IGNORECASE,
)
"""What says that a film plays under water."""

UNWARLIKE = word_set("kitchen train studio shop office bar restaurant classroom theatre workshop bakery stage")
"""Sets of a war film that names none, which is shot at the front."""

LONG_AGO, MODERN = (
    re.compile(r"\b1[0-7]\d\d\b"),
    word_set("lab office studio station airport police factory gym stadium lift"),
)
"""A year of before the machines, and what came with them."""

WIDE = word_set("kingdom country city town world land empire state district county republic")
"""Words for what has many places in it."""

SURELY = 0.5
"""Odds from which a journey is seen from inside a train, or on the road."""

PASSING = 0.1
"""Odds from which a place that somebody's purpose lies in is where the film plays."""

TOWNS = word_set("city street village")
"""Kinds of towns."""

DOUBTFUL = word_set(
    "dock docks mine mines court courts bar bars bank banks ring stage ward wards cell cells bay port ports square plant plants well wells "
    "station stations tower towers set track field pitch border bridge park ocean sea town colony camp base school table"
)
"""Words for places that often mean something else."""

HARDLY = 0.01
"""Share below which such a word does not mean its place."""

TOWN = 0.4
"""Share of a village's odds from which a name that nobody knows is a town."""

JOURNEYS = ("between", "from")
"""Prepositions of a way between two named places."""

VESSELS = word_set("ship boat rocket plane train whale car")


def vessel_of(parts: Parts, lexicon: Lexicon) -> str:
    """'The crew of the starship Halcyon': the ship is what one sees from afar."""
    crew, of, vessel = lower(parts.hero, parts, lexicon).partition(" of ")
    return vessel if of and lexicon.kind(crew) == GROUP and lexicon.thing(vessel) in VESSELS else ""


def without_a_slip(parts: Parts, sets: Mapping[str, float], lexicon: Lexicon) -> Parts:
    """Without a place that only the grammar took for one: 'in plain sight', 'takes on a school bus driver'."""
    if re.sub(r"-.*", "", parts.place.lower()) in NUMBERS:
        return replace(parts, place="", preposition="in")  # 'at sixty-one'
    kind = kind_named(parts.place, lexicon)
    share = sets.get(kind, 0.0) / max(sets.values(), default=1.0)
    odd = bool(kind) and share < UNLIKELY
    sure = parts.place == parts.named_place or bool(re.search(r"\b[A-Z]", parts.place))
    doubtful = head(parts.place).lower() in DOUBTFUL and share < HARDLY  # 'the man in the dock' of a court
    sure = sure or (not doubtful and is_a_place(parts.place, lexicon))
    return parts if sure or not odd or parts.preposition in JOURNEYS else replace(parts, place="", preposition="in")


def setting_of(parts: Parts, sheet: Sheet, sets: Mapping[str, float], lexicon: Lexicon) -> tuple[str, str]:
    """The kind of place, and a note where it is a guess: of the likely `sets`, where the text names none that is known."""
    known = places()
    likely = next((name for name in sets if name in known), sheet.place)
    most = max(sets.values(), default=0.0)
    if parts.preposition in JOURNEYS:
        return likely if likely in ("train", "road") and most >= SURELY else _on_the_way(parts, lexicon), ""
    if likely == "spaceship" and (vessel_of(parts, lexicon) or lexicon.thing(parts.hero) in VESSELS):
        likely = "space"  # a ship that is the hero is seen from outside
    if likely == "sea" and sheet.name == "scifi":
        likely = "spaceship"
    if sheet.name == "war" and likely in UNWARLIKE:
        likely = "war"
    if LONG_AGO.search(parts.text) and likely in MODERN:
        likely = next((name for name in sets if name in known and name not in MODERN), sheet.place)
    if parts.verb == "sail" and "sea" in sets and likely not in WATER:
        return "sea", ""
    if SUNK.search(parts.text):
        return "under", ""
    if parts.preposition in ("on", "in") and (vessel := ABOARD.get(head(parts.place).lower(), "")):
        return vessel, ""
    for phrase in filter(None, (parts.place, parts.named_place)):
        named = kind_named(phrase, lexicon)
        if named in gone_from(parts.text, lexicon):
            continue
        narrower = _narrower(parts, phrase, lexicon)
        typed = named == "city" and phrase in lexicon.places and not is_a_place(phrase, lexicon)  # 'in perth'
        region = phrase[:1].isupper() or bool(re.search(r" [A-Z]", phrase)) or typed
        if narrower and (phrase.lower() in COUNTRIES or (region and narrower == likely)):
            named = narrower
        if region and named == "city" and parts.preposition == "near":
            named = next(
                (name for name in sets if name in known and name not in TOWNS | ROOMS), named
            )  # 'outside Monterrey'
        if region and named not in sets and likely not in ROOMS:
            named = likely  # 'rural Portugal' has more than a coast
        wide = head(phrase).lower() in WIDE
        if (region or wide) and is_within("" if wide else named, likely, sets):
            named = likely
        if named == "mars" and parts.preposition in ("above", "around", "near", "over", "from"):
            named = "space"
        if named and (region or is_a_place(phrase, lexicon) or sets.get(named, 0.0) >= UNLIKELY * most):
            return named, ""
    if mentioned := next(
        (
            kind
            for phrase in noun_phrases(parts, lexicon)
            if sets.get(kind := _mentioned(phrase, parts, lexicon), 0.0) >= max(UNLIKELY * most, 1e-9)
        ),
        "",
    ):
        return mentioned, ""
    passing = (kind_named(phrase, lexicon) for phrase in noun_phrases(parts, lexicon) if _comes_to(phrase, parts))
    if mentioned := next((kind for kind in passing if sets.get(kind, 0.0) >= PASSING), ""):
        return mentioned, ""
    if mentioned := next(
        (kind for name in parts.names if is_led(name, parts.text) and (kind := _mentioned(name, parts, lexicon))), ""
    ):
        return mentioned, ""
    if parts.place:
        if re.match(r"(?:the )?[A-Z]", parts.place):
            # A name that nobody knows is a town or a land, no room.
            open_air = [name for name in sets if name in known and name not in ROOMS | {"train", "stage"}]
            likely = next(iter(open_air), "village")
            towns = (
                name for name in ("city", "street", "market") if sets.get(name, 0.0) >= TOWN * sets.get(likely, 0.0)
            )
            likely = next(towns, likely) if likely == "village" else likely
        return likely, f"{parts.place!r} is drawn as {known[likely].noun}."
    ways = (
        aim
        for aim in parts.aims
        if re.search(rf"\b(?:to|reach|towards?|out for|heads? for) {re.escape(aim)}", parts.text)
    )
    if goal := next((aim for aim in ways if kind_named(aim, lexicon) or aim[:1].isupper()), ""):
        return likely, f"The way leads to {goal}: the film shows {known[likely].noun}."
    if strange := _strange(parts, lexicon):
        return likely, f"{strange!r} is not known as a place: the film shows {known[likely].noun}."
    if any(kind_named(phrase, lexicon) for phrase in noun_phrases(parts, lexicon)):
        return likely, f"The film shows {known[likely].noun}."
    return likely, f"No place is named: the film shows {known[likely].noun}."


def _comes_to(phrase: str, parts: Parts) -> bool:
    """Whether somebody's purpose lies in a place, and no way leads there: 'signs up for the night watch of the forest'."""
    return phrase in parts.aims and bool(re.search(rf"\bfor {re.escape(phrase)}", parts.text, re.IGNORECASE))


def _mentioned(phrase: str, parts: Parts, lexicon: Lexicon) -> str:
    """The kind of place that a phrase names in passing; '' for the hero, for where somebody wants to be, and for the sky."""
    titled = is_titled(phrase[:1].upper() + phrase[1:])
    loose = phrase in parts.aims or titled or NO_PLACE.search(phrase) or head(phrase).lower() in SKY
    kind = kind_named(phrase, lexicon)
    loose = loose or phrase == lower(parts.hero, parts, lexicon) or kind in gone_from(parts.text, lexicon)
    return "" if loose else kind


def stand_in(parts: Parts, kind: str, lexicon: Lexicon) -> str:
    """A note where the place that the text names is drawn as another."""
    for phrase in dict.fromkeys(filter(None, (parts.place, *noun_phrases(parts, lexicon)))):
        words = re.sub(r" (?:of|in|with|from|who|that) .*", "", phrase.lower()).split()
        nouns = {lexicon.base(words[-1], "noun"), words[-1], "-".join(words[-2:])}
        drawn = places()[kind].drawn or (places()[kind].noun if nouns & stands_in() else "")
        if drawn and kind_named(phrase, lexicon) == kind:
            return f"{phrase!r} is drawn as {drawn}."
    return ""


def _strange(parts: Parts, lexicon: Lexicon) -> str:
    """What the text names as a place and no list knows: 'in the yurt'; '' if nothing."""
    for phrase in noun_phrases(parts, lexicon):
        led = re.search(rf"\b(?:in|at|inside|into|through|to) {re.escape(phrase)}\b", parts.text, re.IGNORECASE)
        some = phrase.split()[0] in ("a", "an", "the") and lexicon.kind(phrase) in (ARTEFACT, LOCATION, OBJECT, 0)
        seen = lexicon.thing(phrase) or head(phrase).lower() in SKY
        if led and some and not seen and not NO_PLACE.search(phrase) and not ABSTRACT.match(phrase.split(" ", 1)[1]):
            return phrase
    return ""


def _narrower(parts: Parts, country: str, lexicon: Lexicon) -> str:
    """What is meant in a country: villages, where the text says 'six villages in Spain'."""
    own = kinds_of_place()
    every = (part for phrase in noun_phrases(parts, lexicon) for part in (phrase, *phrase.split(" of ")[1:]))
    others = (phrase for phrase in every if phrase != country and phrase.islower())
    return next((own[base] for each in others if (base := lexicon.base(head(each), "noun")) in own), "")


def _on_the_way(parts: Parts, lexicon: Lexicon) -> str:
    """What lies between two places: the sea for a ship or where the text names it, else the land."""
    phrases = noun_phrases(parts, lexicon)
    looks = [lexicon.thing(phrase) for phrase in phrases]
    wet = any(look in ("ship", "boat") for look in looks) or parts.verb in ("sail", "row", "swim")
    if wet or any(kind_named(phrase, lexicon) == "sea" for phrase in phrases if phrase.islower()):
        return "sea"
    return "plain" if "train" in looks else "road"


def noun_phrases(parts: Parts, lexicon: Lexicon) -> Sequence[str]:
    """Noun phrases of the whole text in reading order, as they stand inside a sentence."""
    words = tokens(parts.text)
    tags = tag(words, lexicon)
    spans = (span for span in phrase_spans(words, tags) if "N" in tags[slice(*span)])
    return [lower(join(words[start:stop]), parts, lexicon) for start, stop in spans]

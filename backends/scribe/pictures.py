"""What each shot shows, in words that painters and video models both understand; and the style that holds for all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from backends.scribe.asked import Asked
from backends.scribe.grammar import join, noun_phrase_end, phrase_spans, tag, tokens
from backends.scribe.kinds import Kind
from backends.scribe.parts import ALIVE, Parts
from backends.scribe.sheets import (
    Place,
    Sheet,
    class_of_look,
    found,
    kind_named,
    kinds_of_place,
    places,
    props,
    stands_in,
)
from backends.scribe.slots import definite, lower
from backends.scribe.where import (
    ABSTRACT,
    NO_PLACE,
    SKY,
    gone_from,
    is_a_place,
    is_led,
    is_own,
    is_where,
    is_within,
    left_of,
)
from backends.scribe.who import is_titled
from backends.scribe.words import (
    ANIMAL,
    ARTEFACT,
    BODY,
    COMMUNICATION,
    FOOD,
    GROUP,
    LOCATION,
    NUMBERS,
    OBJECT,
    PERSON,
    PLANT,
    POSSESSIVES,
    PRONOUNS,
    SUBSTANCE,
    Lexicon,
    head,
    word_set,
)

WET = {
    "desert": "dusty air",
    "space": "clear air full of stars",
    "mars": "blowing dust",
    "snow": "falling snow",
    "cave": "mist in the light",
}
"""What the air is like where a rainy genre's rain does not fall."""

HOURS = {
    "night": "at night",
    "dawn": "at dawn",
    "sunset": "at sunset",
    "dusk": "at dusk",
    "golden": "in golden light",
    "day": "by day",
}
STANDS_ON = word_set("sea lake river road coast mars war moonland stage planet beach island farm bridge rooftop")
WATER = word_set("sea lake river")
ROOMS = word_set(
    "library factory lab room stage cave prison shop theatre hospital station office kitchen bar classroom restaurant church "
    "airport spaceship bedroom cellar attic hotel palace temple books museum courtroom gym corridor police studio workshop "
    "barn mine bunker bakery lift"
)
INDOORS = "dust in the light"
"""What the air is like where it neither rains nor blows."""

FIGURES = {"she": "a woman", "he": "a man", "we": "a small group of people", "they": "a lone figure"}
MADE_IN = re.compile(
    r"\b(?:made|woven|built|designed|grown|brewed|roasted|produced|crafted|sewn|handmade|knitted|bottled) (?:by hand )?in (?=[A-Z])"
)
"""Where a thing comes from is not where it is shown."""

NOBODY = {"he": "a man", "she": "a woman", "they": "a small group of people", "everyone": "a small group of people"}
"""Heroes that the text does not name; of all others one sees whoever else is in it."""

VISIBLE = word_set(
    "ride walk run climb sail carry hunt race cross fly dig search dance play sing open steal build fight chase follow "
    "return travel drive swim deliver protect guard plant bake paint hide land drift row march burn hold pull push "
    "share watch repair plays rob escape"
)
"""Verbs that a picture can show."""

QUIET = word_set("drama romance documentary wonder family question")
"""Genres in which nobody runs unless the user says so."""

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

NOTHING = Asked()

JOURNEYS = ("between", "from")
"""Prepositions of a way between two named places."""

DARK = ("horror",)
"""Genres that play at their own hour, wherever they play."""

SOLID = (0, ANIMAL, ARTEFACT, BODY, FOOD, GROUP, OBJECT, PERSON, PLANT, SUBSTANCE)
"""Lexical classes of what can be seen; 0 is a word without a class."""

STORMS = word_set(
    "storm sandstorm thunderstorm hurricane tornado typhoon volcano fire wildfire blizzard avalanche lightning tempest"
)
"""Weather that is a sight of its own; rain and fog are in every shot already."""

VESSELS = word_set("ship boat rocket plane train whale car")

ANIMALS = word_set("wolf cat bear bird whale dragon robot")


@dataclass(frozen=True)
class World:
    """What holds for the whole film, and who is in it. Phrases as a picture names them."""

    style: str
    where: str
    place: Place
    kind: str
    weather: str
    hero: str
    hero_look: str
    hero_class: str
    threat: str = ""
    object: str = ""
    others: tuple[str, ...] = ()
    action: str = ""
    second: Place | None = None
    goal: str = ""
    form: Kind = "story"
    hour: str = ""
    brisk: bool = True
    notes: tuple[str, ...] = ()


def world_of(
    parts: Parts,
    sheet: Sheet,
    sets: Mapping[str, float],
    lexicon: Lexicon,
    form: Kind = "story",
    topic: str = "",
    asked: Asked = NOTHING,
) -> World:
    """The film's world: the place that the text names, else the likeliest of the `sets` where such a film is shot; hour,
    weather and palette as the text says, else as they are `asked` for, else the genre's.

    A text that is no story shows its `topic`: a spot its product on a table, a greeting what belongs to its occasion.
    """
    sets = left_of(parts.text, sets, lexicon)
    look = _look(parts, lexicon)
    meant = list(sets)[: 1 if form == "greeting" else None]
    stays = (
        form == "product" and is_own(parts.place) and re.search("[A-Z]", parts.place) and not MADE_IN.search(parts.text)
    )
    if form == "explainer" and not is_a_place(parts.place, lexicon):
        parts = replace(parts, place="", preposition="in")  # 'change a bike tyre in 5 steps'
    if form != "story" and not stays and kind_named(parts.place, lexicon) not in meant:
        parts = replace(parts, place="", preposition="in")
    parts = _unlikely(parts, sets, lexicon)
    kind, why = _kind_of_place(parts, sheet, sets, lexicon)
    if form == "product" and MADE_IN.search(parts.text):
        parts = replace(parts, place="", named_place="", preposition="in")
    if form == "greeting":
        parts = replace(parts, named_place="")  # 'the cousins from Fremantle' are elsewhere
    if form in ("product", "greeting") and not kind_named(parts.place, lexicon):
        kind, why = asked.place or next((name for name in sets if name in places()), sheet.place), ""
    if sheet.name == "war" and kind == "plain":
        kind = "war"
    place = places()[kind]
    why = why or _stand_in(parts, kind, lexicon)
    usual = sheet.hour if sheet.name in DARK else place.hour or sheet.hour
    said = "" if form == "greeting" else parts.text  # 'only two small fires' are long ago
    hour = found(said, "hours", lexicon) or asked.hour or usual
    own_weather = (
        INDOORS if kind in ROOMS else WET.get(kind, sheet.weather) if sheet.weather == "rain" else sheet.weather
    )
    weather = found(said, "weathers", lexicon) or asked.weather or place.weather or own_weather
    if "stars" in weather and hour not in ("night", "dusk"):
        weather = "clear air"  # no stars by day
    if kind in ROOMS and weather not in ("fire and embers", "thick fog"):
        weather = INDOORS
    named = " ".join(lower(parts.place, parts, lexicon).split()[-9:])[-90:] if is_where(parts.place, lexicon) else ""
    named = definite(named) if _owned(named) or named.startswith(("one ", "the same ")) else named
    where = f"{parts.preposition} {named}" if named else f"{'on' if kind in STANDS_ON else 'in'} {place.noun}"
    if named[:1].isupper() and place.noun.split()[-1] not in named.lower():
        # 'in the street in Chicago': painters that know no Chicago still know the street.
        where = f"{'on' if kind in STANDS_ON else 'in'} {place.noun} in {named}"
    if parts.preposition in JOURNEYS and named:
        named = f"{parts.preposition} {named}"
        where = f"{'on' if kind in STANDS_ON else 'in'} {place.noun} {named}"
    known = (
        ""
        if (named and kind in ("room", "factory") and not named[:1].isupper())
        or place.noun.split()[-1] in named.lower().split()
        else place.noun
    )
    spot = dict.fromkeys(filter(None, (named, "" if parts.named_place in named else parts.named_place[-90:], known)))
    style = ", ".join([*spot, HOURS[hour], weather, asked.palette or sheet.palette, "cinematic film still"])
    things = [phrase for phrase in noun_phrases(parts, lexicon) if is_visible(phrase, lexicon)]
    others = tuple(thing for thing in things if thing not in (named, lower(parts.hero, parts, lexicon)))
    hero = _figure(parts, lexicon)
    if parts.hero and not parts.agent and lower(parts.hero, parts, lexicon).split()[-1] in named.split():
        # 'A city hides the girl': the place is not its own figure, whoever is in it is.
        hero = next((pictured(thing) for thing in others if class_of("", thing, lexicon) in ("person", "animal")), "")
        look = ""
    if form == "story" and (not parts.agent or not hero) and (not hero or class_of("", hero, lexicon) == "weather"):
        # 'Cyclone Wanda strands eleven bridesmaids': whoever is in it is seen.
        living = (pictured(thing) for thing in others if class_of("", thing, lexicon) in ("person", "animal"))
        hero = next(living, hero)
    if form == "greeting":
        hero, *rest = props(topic)
        others, look = tuple(rest), ""
    elif form != "story" and kind_named(parts.hero, lexicon):
        # 'Five hidden beaches': the film shows the place, not a thing in it.
        hero, look = "", ""
    if form == "product":
        hero = _unbranded(hero, parts, lexicon)
        others = (hero, *(other for other in others if other != hero))
    if form == "story" and kind in WATER and parts.verb == "sail":
        others = ("a sailing ship", *others)
    notes = [why] if why else []
    if (
        parts.hero
        and parts.agent
        and not lexicon.thing(parts.hero)
        and not parts.name
        and parts.hero.lower() not in PRONOUNS
    ):
        notes.append(f"{parts.hero!r} is drawn as a figure.")
    return World(
        style=style,
        where=where,
        place=place,
        kind=kind,
        weather=weather,
        hero=hero,
        hero_look=look,
        hero_class=class_of(look, hero, lexicon),
        threat=pictured(lower(parts.threat, parts, lexicon)),
        object=pictured(lower(parts.object, parts, lexicon)) if is_visible(parts.object, lexicon) else "",
        others=tuple(map(pictured, others)),
        action=_action(parts, lexicon) if hero and look else "",
        goal=_goal(parts, kind, lexicon) if form == "story" else "",
        second=places()[away] if (away := _elsewhere(parts, kind, lexicon)) else None,
        form=form,
        hour=hour,
        brisk=sheet.name not in QUIET,
        notes=tuple(notes),
    )


def _unbranded(phrase: str, parts: Parts, lexicon: Lexicon) -> str:
    """'the Norrland hiking boots' as a picture names them: 'hiking boots'."""
    words = [word for word in phrase.split() if not any(word in name.split() for name in parts.names)]
    bare = " ".join(words[1:] if words and words[0].lower() in ("a", "an", "the") else words)
    if not bare:
        return phrase
    return bare if lexicon.plural(bare.split()[-1]) else f"{'an' if bare[0].lower() in 'aeiou' else 'a'} {bare}"


def _elsewhere(parts: Parts, kind: str, lexicon: Lexicon) -> str:
    """The kind of another place that the text names, '' if it names none."""
    for phrase in sorted(noun_phrases(parts, lexicon), key=lambda each: each not in parts.aims):
        other = kind_named(phrase, lexicon)
        if other and other != kind and lexicon.kind(phrase) in (LOCATION, OBJECT) and phrase != parts.place:
            return other
    return ""


def _goal(parts: Parts, kind: str, lexicon: Lexicon) -> str:
    """The place that somebody wants to reach as a picture names it, '' where it is the film's own or none is named."""
    found_kinds = (kind_named(phrase, lexicon) for phrase in parts.aims if lexicon.kind(phrase) in (LOCATION, OBJECT))
    return next((places()[goal].noun for goal in found_kinds if goal and goal != kind), "")


def named_things(told: str, world: World, lexicon: Lexicon) -> list[str]:
    """What a picture can show of the user's own words, in their order; the hero as the film shows it."""
    words = tokens(told)
    words = [words[0][:1].lower() + words[0][1:], *words[1:]] if words and lexicon.knows(words[0]) else words
    tags = tag(words, lexicon)
    shown = []
    for start, stop in phrase_spans(words, tags):
        phrase = join(words[start:stop]) if "N" in tags[start:stop] else ""
        if (
            phrase
            and lexicon.entry(lexicon.base(phrase.split()[0], "verb")).verb > lexicon.entry(phrase.split()[0]).noun
        ):
            phrase = phrase.partition(" ")[2]
        if phrase and is_visible(phrase, lexicon):
            is_hero = bool(world.hero) and head(phrase).lower() == head(world.hero.partition(",")[0]).lower()
            shown.append(world.hero if is_hero else pictured(phrase))
    return shown


def is_visible(phrase: str, lexicon: Lexicon) -> bool:
    """Whether a picture can show a noun phrase: somebody, a thing, a storm; no hour, no hearing, no footsteps."""
    noun = head(phrase)
    if noun.endswith("'s"):
        return False
    if class_of("", phrase, lexicon) == "weather":
        return lexicon.base(noun, "noun") in STORMS
    written = lexicon.kind(phrase) == COMMUNICATION and lexicon.thing(phrase) in ("letter", "chart")
    base = lexicon.irregular.get(noun.lower(), "")
    if lexicon.entry(base).verb > lexicon.entry(base).noun and noun.lower() != base:
        return False
    return bool(lexicon.thing(phrase)) and (lexicon.kind(phrase) in SOLID or written) and not kind_named(noun, lexicon)


def where_of(told: str, world: World, lexicon: Lexicon) -> str:
    """The place that the user's own words name, as 'in the cellar'; '' where they name none but the film's."""
    words = tokens(told)
    tags = tag(words, lexicon)
    for at, here in enumerate(tags[:-1]):
        end = noun_phrase_end(words, tags, at + 1) if here == "I" else 0
        phrase = join(words[at + 1 : end]) if end > at + 1 else ""
        if phrase and words[at].lower() in ("in", "on", "at", "under", "inside", "aboard", "near", "through", "across"):
            kind = kind_named(phrase, lexicon)
            if kind and phrase not in world.where:
                return f"{'in' if words[at].lower() in ('through', 'across') else words[at].lower()} {pictured(phrase)}"
    return ""


def class_of(look: str, subject: str, lexicon: Lexicon) -> str:
    """The class of a subject, by its look or its own word; whoever is a person is no thing ('fisherman', 'pilot')."""
    if not look and found(subject, "weathers", lexicon) and lexicon.kind(subject) not in (PERSON, ANIMAL):
        return "weather"
    look = look or lexicon.thing(subject)
    return "person" if lexicon.kind(subject) == PERSON and look not in ANIMALS else class_of_look(look)


def _look(parts: Parts, lexicon: Lexicon) -> str:
    """What the hero looks like, as the word list names it."""
    bare = parts.hero.replace(parts.name, "").strip() if parts.name else parts.hero
    if vessel := _vessel(parts, lexicon):
        return lexicon.thing(vessel)
    look = lexicon.thing(bare) if bare else ""
    person = parts.agent and lexicon.kind(bare) not in (ANIMAL,) and look not in ALIVE
    look = "" if person else look
    if parts.pronoun == "she" and look in ("", "man"):
        return "woman"
    return look or ("man" if parts.agent else "")


def _figure(parts: Parts, lexicon: Lexicon) -> str:
    """The hero as a picture names her: without her name, 'I' as a figure."""
    if parts.pronoun in ("i", "you"):
        return "a lone figure"
    if not parts.hero or parts.pronoun == "we":
        return "a small group of people" if parts.pronoun == "we" else ""
    if parts.hero.lower() in PRONOUNS:
        return NOBODY.get(parts.hero.lower(), "")
    hero = lower(parts.hero, parts, lexicon)
    if vessel := _vessel(parts, lexicon):
        return vessel
    if parts.name and parts.name in hero:
        bare = hero.replace(parts.name, "").strip(" ,").lower()
        if not parts.agent:
            return hero
        if not re.search(r"[a-z]{3}", bare):
            return FIGURES.get(parts.pronoun, "a lone figure")
        return bare if bare.split()[0] in ("a", "an", "the") else f"{'an' if bare[0] in 'aeiou' else 'a'} {bare}"
    shown = pictured(hero)
    if parts.agent and not parts.plural and lexicon.kind(hero) != ANIMAL and lexicon.thing(hero) not in ALIVE:
        # 'a babysitter, a woman': painters that do not know a calling still draw somebody.
        shown = f"{shown}, {FIGURES.get(parts.pronoun, 'a lone figure')}"
    return shown


def _vessel(parts: Parts, lexicon: Lexicon) -> str:
    """'The crew of the starship Halcyon': the ship is what one sees from afar."""
    crew, of, vessel = lower(parts.hero, parts, lexicon).partition(" of ")
    return vessel if of and lexicon.kind(crew) == GROUP and lexicon.thing(vessel) in VESSELS else ""


def pictured(phrase: str) -> str:
    """A thing as a picture names it, short and without an owner: 'her daughter' is 'a daughter'."""
    phrase = " ".join(phrase.split()[-9:])[-90:]
    if owner := re.match(r"(?:an?|the|my|your|his|her|its|our|their) [a-z ]+(?:'s|s') (?=[a-z])", phrase):
        # 'her husband's trombone' is no husband.
        phrase = f"the {phrase[owner.end() :]}"
    if not _owned(phrase):
        return phrase
    thing = phrase.split(" ", 1)[1]
    last = thing.split()[-1]
    if last.endswith("s") and not last.endswith(("ss", "us", "is")) and last[0].islower():
        return thing
    return f"{'an' if thing[0].lower() in 'aeiou' else 'a'} {thing}"


def _owned(phrase: str) -> bool:
    return " " in phrase and phrase.split()[0].lower() in POSSESSIVES


def _unlikely(parts: Parts, sets: Mapping[str, float], lexicon: Lexicon) -> Parts:
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


def _kind_of_place(parts: Parts, sheet: Sheet, sets: Mapping[str, float], lexicon: Lexicon) -> tuple[str, str]:
    """The kind of place, and a note where it is a guess: of the likely `sets`, where the text names none that is known."""
    known = places()
    likely = next((name for name in sets if name in known), sheet.place)
    most = max(sets.values(), default=0.0)
    if parts.preposition in JOURNEYS:
        return likely if likely in ("train", "road") and most >= SURELY else _on_the_way(parts, lexicon), ""
    if likely == "spaceship" and (_vessel(parts, lexicon) or lexicon.thing(parts.hero) in VESSELS):
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


def _stand_in(parts: Parts, kind: str, lexicon: Lexicon) -> str:
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


def _action(parts: Parts, lexicon: Lexicon) -> str:
    """'carrying a secret letter across the battlefield', where a picture can show the verb."""
    words = parts.want.split()
    if not words or parts.verb not in VISIBLE or len(words) > 9:
        return ""
    return " ".join([gerund(words[0]), *words[1:]])


def gerund(verb: str) -> str:
    """'ride' to 'riding', 'run' to 'running'."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    short = re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]", verb)
    return verb + (verb[-1] if short else "") + "ing"

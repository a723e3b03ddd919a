"""What each shot shows, in words that painters and video models both understand; and the style that holds for all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from backends.scribe.asked import Asked
from backends.scribe.grammar import join, noun_phrase_end, phrase_spans, tag, tokens
from backends.scribe.kinds import Kind
from backends.scribe.parts import ALIVE, Parts
from backends.scribe.setting import (
    JOURNEYS,
    ROOMS,
    STANDS_ON,
    WATER,
    noun_phrases,
    setting_of,
    stand_in,
    vessel_of,
    without_a_slip,
)
from backends.scribe.sheets import (
    Place,
    Sheet,
    class_of_look,
    found,
    kind_named,
    places,
    props,
)
from backends.scribe.slots import definite, lower
from backends.scribe.where import (
    is_a_place,
    is_own,
    is_where,
    left_of,
)
from backends.scribe.words import (
    ANIMAL,
    ARTEFACT,
    BODY,
    COMMUNICATION,
    FOOD,
    GROUP,
    LOCATION,
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

NOTHING = Asked()

DARK = ("horror",)
"""Genres that play at their own hour, wherever they play."""

SOLID = (0, ANIMAL, ARTEFACT, BODY, FOOD, GROUP, OBJECT, PERSON, PLANT, SUBSTANCE)
"""Lexical classes of what can be seen; 0 is a word without a class."""

STORMS = word_set(
    "storm sandstorm thunderstorm hurricane tornado typhoon volcano fire wildfire blizzard avalanche lightning tempest"
)
"""Weather that is a sight of its own; rain and fog are in every shot already."""

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
    parts = without_a_slip(parts, sets, lexicon)
    kind, why = setting_of(parts, sheet, sets, lexicon)
    if form == "product" and MADE_IN.search(parts.text):
        parts = replace(parts, place="", named_place="", preposition="in")
    if form == "greeting":
        parts = replace(parts, named_place="")  # 'the cousins from Fremantle' are elsewhere
    if form in ("product", "greeting") and not kind_named(parts.place, lexicon):
        kind, why = asked.place or next((name for name in sets if name in places()), sheet.place), ""
    if sheet.name == "war" and kind == "plain":
        kind = "war"
    place = places()[kind]
    why = why or stand_in(parts, kind, lexicon)
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
    if vessel := vessel_of(parts, lexicon):
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
    if vessel := vessel_of(parts, lexicon):
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

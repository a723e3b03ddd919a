"""What each shot shows, in words that painters and video models both understand; and the style that holds for all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from random import Random

from backends.scribe.grammar import join, noun_phrase_end, tag, tokens
from backends.scribe.lines import definite, lower
from backends.scribe.parts import Parts
from backends.scribe.sheets import Place, Sheet, class_of_look, doing_of, found, place_words, places
from backends.scribe.words import ANIMAL, PERSON, POSSESSIVES, Lexicon, word_set

HOURS = {
    "night": "at night",
    "dawn": "at dawn",
    "sunset": "at sunset",
    "dusk": "at dusk",
    "golden": "in golden light",
    "day": "by day",
}
STANDS_ON = word_set("sea coast mars war moonland stage")
ROOMS = word_set("library factory room stage")
INDOORS = "dust in the light"
"""What the air is like where it neither rains nor blows."""

FIGURES = {"she": "a woman", "he": "a man", "we": "a small group of people", "they": "a lone figure"}
VISIBLE = word_set(
    "ride walk run climb sail carry hunt race cross fly dig search dance play sing open steal build fight chase follow "
    "return travel drive swim deliver protect guard plant bake paint hide land drift row march burn hold pull push "
    "share watch repair plays rob escape"
)
"""Verbs that a picture can show."""

ANIMALS = word_set("wolf cat bear bird whale dragon robot")

VIEWS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "hero": (
        ("medium shot", "at eye level", "slow push-in"),
        ("wide shot", "low angle", "slow pan right"),
        ("close-up", "from behind", "slow push-in"),
        ("extreme wide shot", "from above", "slow pull-back"),
        ("medium shot", "from the side", "tracking left"),
    ),
    "thing": (
        ("close-up", "at eye level", "slow push-in"),
        ("medium shot", "low angle", "slow pan left"),
        ("wide shot", "from above", "slow push-in"),
    ),
    "threat": (
        ("wide shot", "low angle", "slow push-in"),
        ("medium shot", "at eye level", "handheld"),
        ("extreme wide shot", "from above", "slow pan left"),
    ),
    "place": (
        ("extreme wide shot", "at eye level", "slow push-in"),
        ("wide shot", "from above", "slow pan right"),
        ("extreme wide shot", "low angle", "crane up"),
    ),
    "detail": (
        ("close-up", "at eye level", "slow pan left"),
        ("wide shot", "low angle", "slow push-in"),
        ("close-up", "from above", "slow pan right"),
    ),
}
"""Size, angle and camera move for what is shown, in the order in which a film uses them."""


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
    notes: tuple[str, ...] = ()


def world_of(parts: Parts, sheet: Sheet, lexicon: Lexicon) -> World:
    """The film's world: the place that the text names, else where its hero is at home, else the genre's."""
    look = _look(parts, lexicon)
    kind, why = _kind_of_place(parts, look, sheet, lexicon)
    place = places()[kind]
    hour = found(parts.text, "hours", lexicon) or place.hour or sheet.hour
    own_weather = INDOORS if kind in ROOMS else sheet.weather
    weather = found(parts.text, "weathers", lexicon) or place.weather or own_weather
    named = " ".join(lower(parts.place, parts, lexicon).split()[-9:])[-90:]
    named = definite(named) if _owned(named) else named
    where = f"{parts.preposition} {named}" if named else f"{'on' if kind in STANDS_ON else 'in'} {place.noun}"
    spot = dict.fromkeys(filter(None, (named, parts.named_place[-90:], place.noun)))
    style = ", ".join([*spot, HOURS[hour], weather, sheet.palette, "cinematic film still"])
    things = [phrase for phrase in noun_phrases(parts, lexicon) if lexicon.thing(phrase)]
    others = tuple(thing for thing in things if thing not in (named, lower(parts.hero, parts, lexicon)))
    hero = _figure(parts, lexicon)
    if parts.hero and not parts.agent and lower(parts.hero, parts, lexicon).split()[-1] in named.split():
        # 'A city hides the girl': the place is not its own figure, whoever is in it is.
        hero = next((pictured(thing) for thing in others if class_of("", thing, lexicon) in ("person", "animal")), "")
        look = ""
    notes = [why] if why else []
    if parts.hero and not lexicon.thing(parts.hero) and not parts.name and parts.agent:
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
        object=pictured(lower(parts.object, parts, lexicon)),
        others=tuple(map(pictured, others)),
        action=_action(parts, lexicon) if hero and look else "",
        notes=tuple(notes),
    )


def focus_of(kind: str, beat: str, turn: int) -> str:
    """What a shot looks at: the line's own subject, and where nothing is said a change from hero to world."""
    by_line = {
        "hook": "place",
        "lead": "place",
        "hero": "hero",
        "action": "action",
        "goal": "other",
        "turn": "threat",
        "tail": "object",
        "deadline": "threat",
        "low": "hero",
        "rise": "threat",
        "own": "hero",
        "piece": "other",
    }
    by_beat = {
        "hook": ("place",),
        "world": ("hero", "detail"),
        "disturb": ("threat", "object"),
        "want": ("hero", "object"),
        "rise": ("detail", "hero", "threat", "object"),
        "low": ("hero", "detail"),
        "climax": ("threat", "hero", "detail", "other", "hero"),
        "title": ("place",),
        "button": ("hero",),
    }
    if beat in ("climax", "title", "button") or kind not in by_line:
        options = by_beat[beat]
        return options[turn % len(options)]
    return by_line[kind]


class Camera:
    """Gives each shot its view, never the same subject, size and angle twice in a row."""

    def __init__(self, world: World, lexicon: Lexicon, random: Random) -> None:
        self.world = world
        self.lexicon = lexicon
        self.turn = random.randrange(4)
        self.views = {name: cycle(views) for name, views in VIEWS.items()}
        offset = random.randrange(3)
        details, wides = world.place.detail, world.place.wide
        self.details = cycle([*details[offset:], *details[:offset], *wides])
        names = set(world.hero.split()) - {"a", "an", "the"}
        # The hero's own place is seen first: a lighthouse keeper's lighthouse.
        self.wides = cycle(sorted([*wides[offset:], *wides[:offset]], key=lambda view: not names & set(view.split())))
        self.others = cycle(world.others or (world.object or world.hero,))
        self.last: tuple[str, str, str] | None = None

    def shot(self, focus: str, beat: str) -> str:
        """The prompt of the next shot."""
        urgent = beat in ("low", "climax")
        name, subject, doing, where = self._subject(focus, urgent)
        size, angle, move = next(self.views[name])
        while (subject, size, angle) == self.last:
            size, angle, move = next(self.views[name])
        self.last = (subject, size, angle)
        if beat == "title":
            size, move = "extreme wide shot", "slow pull-back"
        light = self.world.weather if urgent else ""
        scene = " ".join(filter(None, (f"{size} of {subject}", doing, where)))
        return ", ".join(filter(None, (scene, angle, light, move)))

    def _subject(self, focus: str, urgent: bool) -> tuple[str, str, str, str]:
        """(views, subject, what it does, where)."""
        world = self.world
        if focus == "action" and world.action:
            within = world.where.split(" ", 1)[1] in world.action
            return "hero", world.hero, world.action, "" if within else world.where
        if focus == "threat" and world.threat:
            return "threat", world.threat, self._doing(world.threat, urgent), self._where(world.threat)
        if focus == "object" and world.object:
            return "thing", world.object, self._doing(world.object, urgent), world.where
        if focus == "other":
            other = next(self.others)
            if other and other != world.hero:
                return "thing", other, self._doing(other, urgent), self._where(other)
        if focus == "place":
            return "place", next(self.wides), "", ""
        if focus == "detail" or not world.hero:
            return "detail", next(self.details), "", ""
        return "hero", world.hero, self._doing(world.hero, urgent), self._where(world.hero)

    def _where(self, subject: str) -> str:
        """Where a subject stands: nobody stands in the sea."""
        if self._class(subject) == "weather":
            return f"over {self.world.place.noun}"
        on_foot = self._class(subject) in ("person", "animal")
        return "on a rock by the sea" if on_foot and self.world.kind == "sea" else self.world.where

    def _doing(self, subject: str, urgent: bool) -> str:
        doing = doing_of(self._class(subject))
        options = doing.urgent if urgent else doing.calm
        self.turn += 1
        return options[self.turn % len(options)]

    def _class(self, subject: str) -> str:
        world = self.world
        return class_of(world.hero_look if subject == world.hero else "", subject, self.lexicon)


def class_of(look: str, subject: str, lexicon: Lexicon) -> str:
    """The class of a subject, by its look or its own word; whoever is a person is no thing ('fisherman', 'pilot')."""
    if not look and found(subject, "weathers", lexicon) and lexicon.kind(subject) not in (PERSON, ANIMAL):
        return "weather"
    look = look or lexicon.thing(subject)
    return "person" if lexicon.kind(subject) == PERSON and look not in ANIMALS else class_of_look(look)


def _look(parts: Parts, lexicon: Lexicon) -> str:
    """What the hero looks like, as the word list names it."""
    bare = parts.hero.replace(parts.name, "").strip() if parts.name else parts.hero
    look = lexicon.thing(bare) if bare else ""
    if parts.pronoun == "she" and look in ("", "man"):
        return "woman"
    return look or ("man" if parts.agent else "")


def _figure(parts: Parts, lexicon: Lexicon) -> str:
    """The hero as a picture names her: without her name, 'I' as a figure."""
    if parts.pronoun in ("i", "you"):
        return "a lone figure"
    if not parts.hero or parts.pronoun == "we":
        return "a small group of people" if parts.pronoun == "we" else ""
    hero = lower(parts.hero, parts, lexicon)
    if parts.name and parts.name in hero:
        bare = hero.replace(parts.name, "").strip(" ,").lower()
        if not re.search(r"[a-z]{3}", bare):
            return FIGURES.get(parts.pronoun, "a lone figure")
        return bare if bare.split()[0] in ("a", "an", "the") else f"{'an' if bare[0] in 'aeiou' else 'a'} {bare}"
    return pictured(hero)


def pictured(phrase: str) -> str:
    """A thing as a picture names it, short and without an owner: 'her daughter' is 'a daughter'."""
    phrase = " ".join(phrase.split()[-9:])[-90:]
    if not _owned(phrase):
        return phrase
    thing = phrase.split(" ", 1)[1]
    return f"{'an' if thing[0].lower() in 'aeiou' else 'a'} {thing}"


def _owned(phrase: str) -> bool:
    return " " in phrase and phrase.split()[0].lower() in POSSESSIVES


def _kind_of_place(parts: Parts, look: str, sheet: Sheet, lexicon: Lexicon) -> tuple[str, str]:
    """The kind of place, and a note where it is a guess."""
    known = places()
    named = lexicon.place(parts.place) if parts.place else ""
    hints = [lexicon.places.get(word, "") for word in parts.hero.lower().split()]
    if named in known:
        return ("coast" if named == "sea" and "coast" in hints else named), ""
    home = place_words("home").get(look, "")
    for phrase in noun_phrases(parts, lexicon):
        kind = lexicon.place(phrase)
        if kind in known and phrase != lower(parts.hero, parts, lexicon) and lexicon.kind(phrase) != PERSON:
            return kind, ""
    if parts.place:
        kind = home or "plain"
        return kind, f"{parts.place!r} is drawn as {known[kind].noun}."
    kind = next((hint for hint in hints if hint in known), "") or home or sheet.place
    return kind, f"No place is named: the film shows {known[kind].noun}."


def noun_phrases(parts: Parts, lexicon: Lexicon) -> Sequence[str]:
    """Noun phrases of the whole text in reading order, as they stand inside a sentence."""
    words = tokens(parts.text)
    tags = tag(words, lexicon)
    found_phrases, at = [], 0
    while at < len(words):
        end = noun_phrase_end(words, tags, at) if tags[at] in "DJNP#" else at
        if end > at:
            phrase = lower(join(words[at:end]), parts, lexicon)
            if "N" in tags[at:end]:
                found_phrases.append(phrase)
        at = max(end, at + 1)
    return found_phrases


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

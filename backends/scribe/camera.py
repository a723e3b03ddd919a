"""Gives each shot its view: size, angle, what stands before the lens, the moment, the camera's move."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import cycle
from random import Random

from backends.scribe.changes import changed
from backends.scribe.pictures import World, class_of, named_things, where_of
from backends.scribe.setting import WATER
from backends.scribe.sheets import doing_of
from backends.scribe.where import ROOMY
from backends.scribe.words import Lexicon

VIEWS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "hero": (
        ("medium shot", "at eye level", "slow push-in"),
        ("wide shot", "low angle", "slow pan right"),
        ("close-up", "from behind", "slow push-in"),
        ("extreme wide shot", "from above", "slow pull-back"),
        ("medium shot", "from the side", "tracking left"),
        ("close-up", "at eye level", "slow push-in"),
        ("wide shot", "from behind", "slow push-in"),
        ("medium shot", "low angle", "handheld"),
        ("extreme wide shot", "at eye level", "slow pan left"),
        ("wide shot", "from the side", "tracking right"),
        ("close-up", "low angle", "handheld"),
    ),
    "thing": (
        ("close-up", "at eye level", "slow push-in"),
        ("medium shot", "low angle", "slow pan left"),
        ("wide shot", "from above", "slow push-in"),
        ("close-up", "from above", "slow pan right"),
        ("medium shot", "from the side", "tracking right"),
        ("close-up", "low angle", "slow pull-back"),
        ("wide shot", "at eye level", "slow pan right"),
        ("medium shot", "from above", "slow push-in"),
        ("close-up", "from the side", "tracking left"),
        ("wide shot", "low angle", "slow push-in"),
        ("medium shot", "at eye level", "static"),
    ),
    "threat": (
        ("wide shot", "low angle", "slow push-in"),
        ("medium shot", "at eye level", "handheld"),
        ("extreme wide shot", "from above", "slow pan left"),
        ("close-up", "low angle", "slow push-in"),
        ("wide shot", "from behind", "tracking right"),
    ),
    "place": (
        ("extreme wide shot", "at eye level", "slow push-in"),
        ("wide shot", "from above", "slow pan right"),
        ("extreme wide shot", "low angle", "crane up"),
        ("wide shot", "at eye level", "slow pan left"),
    ),
    "detail": (
        ("close-up", "at eye level", "slow pan left"),
        ("medium shot", "low angle", "slow push-in"),
        ("close-up", "from above", "slow pan right"),
        ("medium shot", "at eye level", "static"),
        ("close-up", "low angle", "slow push-in"),
        ("medium shot", "from above", "slow pull-back"),
    ),
}
"""Size, angle and camera move for what is shown, in the order in which a film uses them."""

FORE = 3
"""Every third shot of somebody or something is seen past what stands nearer."""

SHARED = ("rise", "climax")
"""Beats in which the hero is seen with what the story is about."""

FAR = "extreme wide shot"
"""From where nobody is known: not at the climax."""

LAND = ("car", "train", "bike")
"""Looks of vehicles that nobody sees on the water."""

HASTY = ("running", "moving fast", "flying fast")
"""What nobody does in a quiet genre."""

SUNNY = re.compile(r"\b(sun|golden)\b")
NIGHTLY = re.compile(r"\b(moon|moons|stars|night|dark sky)\b")
"""Words of a view that belong to the day or to the night."""

MOMENTS = {"low": "the light fading", "button": "in the last light"}
"""What the light does at a beat, whatever the hour."""


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
        "rise": "hero",
        "own": "hero",
        "piece": "other",
    }
    by_beat = {
        "hook": ("place", "detail"),
        "world": ("hero", "other", "place", "detail"),
        "disturb": ("threat", "object", "hero"),
        "want": ("hero", "object", "place", "detail"),
        "rise": ("hero", "detail", "hero", "object", "threat", "place", "other"),
        "low": ("hero", "place", "detail"),
        "climax": ("threat", "hero", "object", "both", "hero", "detail", "other"),
        "title": ("place",),
        "button": ("hero",),
    }
    if beat == "hook" and turn == 0 and kind != "piece":
        return "place"  # where it is comes first, whoever is spoken of
    if beat in ("climax", "title", "button") or kind not in by_line:
        options = by_beat[beat]
        return options[turn % len(options)]
    return by_line[kind]


def _at_hour(views: Sequence[str], hour: str) -> tuple[str, ...]:
    """The views that do not speak of another hour than the film's."""
    wrong = SUNNY if hour == "night" else NIGHTLY if hour in ("day", "golden", "dawn", "sunset") else None
    return tuple(view for view in views if not (wrong and wrong.search(view))) or tuple(views)


class Camera:
    """Gives each shot its view, never the same subject, size and angle twice in a row."""

    def __init__(self, world: World, lexicon: Lexicon, random: Random) -> None:
        self.world = world
        self.lexicon = lexicon
        self.turn = random.randrange(4)
        self.shots = 0
        self.views = {name: cycle(views) for name, views in VIEWS.items()}
        offset = random.randrange(3)
        details, wides = _at_hour(world.place.detail, world.hour), _at_hour(world.place.wide, world.hour)
        away = _at_hour(world.second.wide, world.hour)[:1] if world.second else ()
        inserts = [*(("detail", view) for view in details[offset:]), *(("place", view) for view in away)]
        inserts += [*(("detail", view) for view in details[:offset]), *(("place", view) for view in wides)]
        self.details = cycle(inserts)
        names = set(world.hero.split()) - {"a", "an", "the"}
        # The hero's own place is seen first: a lighthouse keeper's lighthouse.
        self.wides = cycle(sorted([*wides[offset:], *wides[:offset]], key=lambda view: not names & set(view.split())))
        self.others = cycle(world.others or (world.object or world.hero,))
        self.fore = cycle(world.place.fore or ("",))
        self.seen: set[tuple[str, str, str]] = set()
        self.last: tuple[str, str, str] | None = None

    def shot(self, focus: str, beat: str, told: str = "") -> str:
        """The prompt of the next shot; `told` are the user's own words that are heard meanwhile."""
        story = self.world.form in ("story", "list", "question", "foreign")
        urgent = story and beat in ("low", "climax")
        told = told if self.world.form != "greeting" else ""
        name, subject, doing, where = self._told(told, urgent) or self._subject(focus, urgent)
        if story and beat in SHARED and name in ("hero", "thing") and (both := self._shared(subject, urgent)):
            name, where, (subject, doing) = "hero", where or self.world.where, both
        size, angle, move = self._view(name, subject, beat)
        self.shots += 1
        near = next(self.fore) if name in ("hero", "thing", "threat") and self.shots % FORE == 0 else ""
        light = (self.world.weather if beat == "climax" else MOMENTS.get(beat, "")) if story else ""
        scene = " ".join(filter(None, (f"{size} of {subject}", doing, where)))
        return ", ".join(filter(None, (scene, angle, near, light, move)))

    def _shared(self, other: str, urgent: bool) -> tuple[str, str] | None:
        """The hero with a thing or beside somebody, and what they do; None where they are not to be seen together."""
        world, kind = self.world, self._class(other)
        hero = world.hero.partition(",")[0]
        alone = world.hero_class not in ("person", "animal") or hero in other or other == world.threat
        if alone or kind in ("weather", "flyer", "swimmer") or other == world.place.noun:
            return None
        held = kind == "thing" and self.lexicon.thing(other) not in ROOMY
        return f"{hero} {'with' if held else 'beside'} {other}", self._doing(world.hero, urgent)

    def _view(self, name: str, subject: str, beat: str) -> tuple[str, str, str]:
        """The next view of this kind in which the subject was not seen yet; where all were, any but the last."""
        options = [next(self.views[name]) for _ in VIEWS[name]]
        if beat == "title":
            options = [("extreme wide shot", angle, "slow pull-back") for _, angle, _ in options]
        near = [view for view in options if not (name == "hero" and beat == "climax" and view[0] == FAR)]
        fresh = [view for view in near if (subject, *view[:2]) not in self.seen]
        other = [view for view in near if (subject, *view[:2]) != self.last]
        size, angle, move = (fresh or other)[0]
        for _ in range(options.index((size, angle, move)) + 1):
            next(self.views[name])
        self.last = (subject, size, angle)
        self.seen.add(self.last)
        return size, angle, move

    def _told(self, told: str, urgent: bool) -> tuple[str, str, str, str] | None:
        """What the user's own words name: a change of the scene first, then a thing, weather or somebody."""
        if not told:
            return None
        world = self.world
        if change := changed(told, world, self.lexicon):
            subject, seen = change
            return "threat", subject, seen, "" if world.where.split(" ", 1)[-1] in subject else world.where
        things = named_things(told, world, self.lexicon)
        if not things or (things[0] == world.hero and len(things) == 1):
            return None
        thing = next((thing for thing in things if thing != world.hero), "")
        if not thing:
            return None
        if (
            world.hero
            and world.hero_class in ("person", "animal")
            and self._class(thing) in ("person", "animal")
            and told.startswith("The ")
        ):
            return "hero", world.hero, f"facing {thing}", self._where(world.hero)
        if world.hero in things and world.action and told.lower().find(world.action.split()[-1].lower()) >= 0:
            return None
        kind = "hero" if self._class(thing) in ("person", "animal", "vessel", "flyer", "swimmer") else "thing"
        place = where_of(told, world, self.lexicon)
        return kind, thing, self._doing(thing, urgent), place or self._where(thing)

    def _subject(self, focus: str, urgent: bool) -> tuple[str, str, str, str]:
        """(views, subject, what it does, where)."""
        world = self.world
        if focus == "action" and world.action:
            within = world.where.split(" ", 1)[1] in world.action
            return "hero", world.hero, world.action, "" if within else world.where
        if focus == "both" and world.threat and world.hero and world.threat != world.hero:
            return "hero", world.hero, f"facing {world.threat}", self._where(world.hero)
        if focus in ("threat", "both") and world.threat:
            return "threat", world.threat, self._doing(world.threat, urgent), self._where(world.threat)
        if focus in ("object", "threat", "both") and world.object:
            return "thing", world.object, self._doing(world.object, urgent), world.where
        if focus in ("other", "both"):
            other = next(self.others)
            if other and other != world.hero:
                return "thing", other, self._doing(other, urgent), self._where(other)
        if focus == "goal":
            return "hero", world.hero or world.place.noun, f"before {world.goal}", ""
        if focus == "place":
            return "place", next(self.wides), "", ""
        if focus == "detail" or not world.hero:
            name, view = next(self.details)
            return name, view, "", ""
        name = "thing" if self._class(world.hero) in ("thing", "scene") else "hero"
        return name, world.hero, self._doing(world.hero, urgent), self._where(world.hero)

    def _where(self, subject: str) -> str:
        """Where a subject stands: nobody stands in the sea, no table stands in a street."""
        if self.world.form == "greeting" or " on a " in subject or " in " in subject or " with " in subject:
            return ""
        if self._class(subject) == "weather":
            return f"over {self.world.place.noun}"
        on_foot = self._class(subject) in ("person", "animal")
        drives = self.lexicon.thing(subject) in LAND
        if (on_foot or drives) and self.world.kind in WATER:
            return f"on the shore of {self.world.place.noun}"
        return self.world.where

    def _doing(self, subject: str, urgent: bool) -> str:
        if self.world.form == "greeting":
            return ""
        doing = doing_of(self._class(subject))
        options = doing.urgent if urgent else doing.calm
        if urgent and not self.world.brisk:
            options = tuple(option for option in options if option not in HASTY) or options
        self.turn += 1
        return options[self.turn % len(options)]

    def _class(self, subject: str) -> str:
        world = self.world
        return class_of(world.hero_look if subject == world.hero else "", subject, self.lexicon)

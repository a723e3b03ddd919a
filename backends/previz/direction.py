"""Direction: words to a Scene. The film's style gives place, hour and weather; the shot's words bend them and put the subject in."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random
from zlib import crc32

from backends.previz.acting import acting
from backends.previz.air import ablaze, tinted, weathered
from backends.previz.deeds import doing
from backends.previz.doubts import doubts
from backends.previz.fumes import fuming
from backends.previz.hands import laid
from backends.previz.happenings import alight, bursts_behind, changed
from backends.previz.hues import HUES, coloured, lit_in
from backends.previz.itself import named, outside, sets, spoken, told_as, without
from backends.previz.light import GRADES, HOURS
from backends.previz.likely import surmised
from backends.previz.outlines import is_group, is_person
from backends.previz.perched import at_rest, perched
from backends.previz.places import INDOORS, OPEN, PLACES, build
from backends.previz.placing.fitting import OVER_BRIDGE, fitting, lying
from backends.previz.placing.lands import GRAND
from backends.previz.placing.placing import Placing, follow
from backends.previz.placing.tables import BUILT, FIGURES, LAST, placed
from backends.previz.placing.water import afloat
from backends.previz.populated import populated, settled
from backends.previz.reading import Reading, Seen, is_beast, main_subject, merged
from backends.previz.roles import shown_in
from backends.previz.scene import FALLING, Scene
from backends.previz.scenery import Spot
from backends.previz.shade import shaded
from backends.previz.staging import COMPANY, cast
from backends.previz.towns import OLD_TOWNS, low_roofs
from backends.previz.venues import on_its_bridge
from backends.previz.vocabulary import TABLE, facts, is_thing, plain
from backends.previz.ways import FLOWERS, under
from backends.previz.wonders import added
from backends.previz.words import read

MOVES: dict[str, dict[str, float]] = {
    "push": {"dolly": 2.4}, "pull": {"dolly": -1.6, "rise": 0.25}, "pan_left": {"pan": -0.035, "dolly": 0.3}, "pan_right": {"pan": 0.035, "dolly": 0.3},
    "truck_left": {"truck": -2.4}, "truck_right": {"truck": 2.4}, "rise": {"rise": 1.3, "dolly": 0.9}, "sink": {"rise": -0.35, "dolly": 0.9},
    "orbit": {"orbit": 0.075, "truck": 0.0, "dolly": 0.1}, "tilt_up": {"tilt": 0.045, "dolly": 0.25}, "tilt_down": {"tilt": -0.045, "dolly": 0.25},
    "hand": {"hand": 3.0, "dolly": 1.1}, "still": {"hand": 0.25, "dolly": 0.25, "truck": 0.0},
}  # fmt: skip
SOMEWHERE = ("room", "street", "rooftop", "meadow", "coast", "hall", "forest", "village", "station", "bar")
"""Where people are when the words name no place; a film keeps one of them."""
NOWHERE = ("mountain", "sea", "meadow", "coast", "desert", "mind")
OWN_HOURS = {
    "mars": ("mars",), "swamp": ("dusk", "haze", "dawn"), "war": ("fire",), "street": ("night",), "bar": ("night",), "cellar": ("night",),
    "bunker": ("night",), "rooftop": ("dusk", "night", "sunset"), "space": ("night",), "planet": ("night",), "moonland": ("night",),
    "mind": ("night",), "ship": ("night",), "cave": ("golden", "dawn", "day"), "desert": ("golden", "sunset", "day"), "room": ("dusk", "golden", "night"),
    "pack_ice": ("day", "haze", "dawn"), "bedroom": ("night", "dusk", "dawn"), "meadow": ("golden", "day", "dawn"), "stage": ("golden",),
    "festival": ("night", "dusk"), "beach": ("day", "golden", "sunset"), "graveyard": ("dusk", "haze", "night"), "zoo": ("day", "golden"), "attic": ("night", "dusk", "golden"),
    "market": ("day", "golden", "sunset"), "old_market": ("day", "golden", "sunset"), "hospital": ("day", "haze", "night"), "shop": ("day", "golden"), "restaurant": ("dusk", "night"),
}  # fmt: skip
HOURS_OF_WEATHER = {
    "aurora": ("night",), "stars": ("night",), "fireworks": ("night",), "lightning": ("storm",), "rain": ("storm", "haze", "dusk"),
    "snow": ("dawn", "haze", "dusk", "day"), "fog": ("dawn", "haze", "dusk"), "ember": ("fire", "dusk"),
}  # fmt: skip
ROOFS = 20.0
"""Metres from which a town's sight is seen over its roofs."""
BURSTS = frozenset(("explosion", "mushroom_cloud"))
"""Where what bursts is drawn, and the subject stays."""
POLAR = ("penguin", "penguins", "polar_bear", "seal", "walrus", "igloo", "iceberg")
"""What lives where nothing grows."""
PARTS = re.compile(r"\b(?:hands|fingers|lips|eyes|bare feet|faces?)\b")
"""What is nobody's where nobody is drawn."""
CROWDED = re.compile(
    r"\b(?:(crowded|packed|bustling|teeming)(?! lunch| bag| suitcase) [a-z]+"
    r"|(busy) (?:[\w']+ )?(?:markets?|bazaar|streets?|stations?|restaurant|bar|cafe|café|airport|square|shop|pub|diner|terminal|crossing))",
    re.IGNORECASE,
)
BUSY = (
    "fairground",
    "nightclub",
    "festival",
    "concert",
    "stadium",
    "arena",
    "sports_arena",
    "highway",
    "beer_tent",
    "big_top",
)
"""Where a crowd is already."""
HIGH_SEAS = re.compile(
    r"\b(?:(?:big|huge|high|giant|massive|rough|towering|enormous|crashing|stormy|heavy|wild|raging|choppy|monster) (?:waves?|seas?|surf|swells?|water|ocean)|waves? (?:crash|smash|batter|pound|break|hit)\w*)\b",
    re.IGNORECASE,
)
"""What no calm sea shows."""
BLIZZARD = re.compile(
    r"\b(?:blizzards?|white-?out|snow ?storms?|(?:ant)?arctic storms?|polar storms?|driving snow)\b", re.IGNORECASE
)
"""What snow falls so thick in that hardly anything else is seen."""
WIDE_FIRE = re.compile(
    r"\b(?:(?:forest|bush|brush|wild) ?fires?|burning (?:\w+ )?(?:forest|woods?|city|town|village|fields?|houses|buildings|streets?|skyline|hills?))\b",
    re.IGNORECASE,
)
"""What burns as far as one sees."""
CONFETTI = re.compile(r"\binto (?:\w+ )?confetti\b", re.IGNORECASE)
"""What bursts into it does so though there are fireworks."""
FAIR = ("day", "golden")
"""Hours without a storm."""
NIGHTLY = frozenset(("two_moons", "three_moons", "great_moon", "blood_moon", "telescope"))
"""What is up, and looked through, at night."""
TIMED = re.compile(r"\b(?:noon|midday|day|daytime|daylight|morning|afternoon|golden hour|sun\w*)\b", re.IGNORECASE)
"""Words that say so of an hour."""
EARLY = re.compile(r"\b(?:before|just before|until) (?:sun ?rise|dawn|daybreak|sun ?up|first light)\b", re.IGNORECASE)
"""When no sun is up yet."""
MILKY = 1.4
"""How brightly the Milky Way shines."""
PLAYING = ("children", "child", "child_cyclist", "scooter_rider", "ice_cream_van")
"""Who is in a street by day, where no hour is named."""
ANY_HOUR = ("golden", "dawn", "sunset", "dusk", "day", "haze")


def direct(
    prompt: str, style: str, seed: int, width: int, height: int, seconds: float, letterbox: float = 0.0
) -> tuple[Scene, Reading]:
    """The scene of a shot, and what was understood. Place, hour and light carry through a film; the seed only varies the shot."""
    own, film_words, reading = _understood(prompt, style)
    lead = main_subject(reading)
    film, shot = Random(crc32((style or prompt).encode())), Random(seed)
    place = _place(reading, film)
    hour = _hour(reading, place, film)
    side = 1 if shot.random() < 0.5 else -1
    names = (place, *reading.dressing) if reading.place else (place,)
    words_of = named(f"{prompt} . {style}")

    at = placed(Placing(names, prompt, style, tuple(words_of), reading, lead, bool(film_words.place)))
    if at.first in TABLE["drawn_for"] and at.first not in INDOORS:  # a market is no street at night
        hour = _hour(at.reading, at.first, Random(crc32((style or prompt).encode())))
    at = follow(BUILT, at)
    reading, told = told_as(shown_in(at.reading, at.first, prompt), at.text, at.first)
    at = follow(FIGURES, replace(at, reading=reading))
    stood_for = told | _shown_with(at)
    at = follow(LAST, replace(at, lead=main_subject(at.reading)))

    spot = _spot(at, hour, side, film)
    scene = build(at.names, spot)
    if scene.stage == "open":
        scene = replace(scene, light=tinted(scene.light, film))
    scene = lit_in(scene, prompt)
    if EARLY.search(prompt):
        scene = replace(scene, light=replace(scene.light, disc=0.0), rays=0.0)
    if at.first == "canal" and not afloat(at) and OVER_BRIDGE.search(prompt):
        scene, at = on_its_bridge(scene), at.without("bridge")
    scene, wonders = added(scene, spot, at.wonders)
    if scene.stage != "open":
        hidden = tuple(told for name, told in words_of.items() if name in GRAND and name not in wonders)
        own = replace(own, undrawn=(*own.undrawn, *hidden))
    field = {word for name in (*FLOWERS, "confetti") if name in wonders for word in words_of[name].split()}
    reading = _setting_in(_besides(at.reading, scene, at.first, field), scene, prompt, style)
    scene = weathered(scene, reading, film, at.first)
    if scene.stage == "open" and scene.stars and "milky way" in prompt.lower():
        scene = _under_milky_way(scene)
    if reading.grade in GRADES:
        scene = replace(scene, grade=GRADES[reading.grade])
    scene = _camera(scene, reading, at.first)

    reading, own = _present(reading, own, at.first, prompt)
    lead = main_subject(reading)
    if at.first in ("city", "rooftop") and any(seen.subject in OLD_TOWNS for seen in reading.subjects):
        scene = low_roofs(scene)
    acted = doing(reading, at.first, prompt)
    borne: tuple[str, ...] = ()
    unborne: tuple[str, ...] = ()
    wide = lead is not None and reading.burning and WIDE_FIRE.search(prompt) is not None
    if wide or (lead is None and reading.burning and "lava" not in wonders):
        scene = ablaze(scene, film)
    if lead is not None:
        who = main_subject(acted)
        scene = under(cast(scene, acted, who or lead, at.first, side, shot, width, height, seconds))
        scene = laid(scene, acted, who, at.first, prompt)
        if wide:  # nothing burns before who is seen
            scene = replace(scene, fires=tuple(fire for fire in scene.fires if fire.z > scene.actors[0].z))
        if at.first == "stage":
            scene = replace(scene, actors=tuple(map(at_rest, scene.actors)))
        scene = shaded(scene, acted.subjects, prompt)
        scene, borne, unborne = perched(scene, acted, prompt, width, height)
    scene, fumes = fuming(scene, main_subject(acted) or lead, wonders, prompt)
    stood_for |= fumes
    scene, reading = _happening(scene, reading, at.first, prompt, changing=lead is not None or "lava" not in wonders)

    stood_for |= {word for phrase in borne for word in phrase.split()} | set(borne)
    stood_for |= spoken(prompt, (*at.names, *wonders))
    place = "highway" if at.first == "plain" and "road" in wonders and "highway" in sets(at.text) else at.first
    used = replace(reading, place=place, hour=hour, dressing=at.others, wonders=wonders)
    unsure = doubts(
        without(own, stood_for),
        film_words,
        replace(used, dressing=used.dressing if scene.stage == "open" else ()),
        prompt,
        [seen.subject for seen in acted.subjects],
        unborne,
        bool(borne),
        stood_for,
    )
    subjects = tuple(replace(seen, subject=plain(seen.subject)) for seen in used.subjects)
    return replace(scene, seed=seed % 10**6 + 1, letterbox=letterbox), replace(used, doubts=unsure, subjects=subjects)


def _understood(prompt: str, style: str) -> tuple[Reading, Reading, Reading]:
    """The reading of the shot's own words, of the film's, and of both together, without what cannot be."""
    own, film_words = read(prompt), read(style, naming=True)
    own = replace(own, subjects=acting(coloured(own.subjects, prompt), prompt))
    if not film_words.place:
        own = surmised(own, prompt, timed=bool(film_words.hour))
        own = own if film_words.subjects else populated(own, prompt)
    reading = fitting(merged(own, film_words), prompt)
    if "lightning" in reading.weathers and reading.hour in FAIR and not TIMED.search(f"{prompt} {style}"):
        reading = replace(reading, hour="storm")  # though it is summer, or harvest
    if burnt := alight(reading.subjects, prompt):  # seen best where all else is dark
        reading = replace(reading, alight=burnt, hour="dusk" if reading.hour == "fire" else reading.hour)
    reading = lying(reading, prompt, placed=bool(film_words.place))
    lead = main_subject(reading)
    if lead is not None and not own.votes and not film_words.place and is_group(lead.subject):
        reading = replace(reading, place=str(facts(lead.subject).get("home", "")) or reading.place)
    return own, film_words, reading


def _shown_with(at: Placing) -> frozenset[str]:
    """Words that are drawn with who is there, with any colour, and with the place."""
    shown = {word for seen in at.reading.subjects for word in facts(seen.subject).get("shows", ())}
    return frozenset(shown | HUES.keys() | set(TABLE["furnished"].get(at.first, ())))


def _spot(at: Placing, hour: str, side: int, film: Random) -> Spot:
    """What a place is built for."""
    spanned = at.about("bridge") and "river" in at.wonders
    return Spot(
        hour,
        side,
        Random(film.random()),
        "snow" in at.reading.weathers,
        _said_of(at.reading, at.lead),
        afloat(at) or spanned,
        at.lead is not None and (at.moves == "drive" or at.first == "viaduct"),
    )


def _besides(reading: Reading, scene: Scene, place: str, field: set[str]) -> Reading:
    """Without what the place itself shows: where flowers are a field, none of them stands alone; an earth that fills the sky."""
    subjects = tuple(seen for seen in reading.subjects if not set(seen.word.split()) <= field)
    if place == "planet" and scene.disc == "earth" and len(subjects) > 1:
        subjects = tuple(seen for seen in subjects if seen.subject != "earth")
    return replace(reading, subjects=subjects)


def _setting_in(reading: Reading, scene: Scene, prompt: str, style: str) -> Reading:
    """The reading with its weather as it is seen here: what begins to fall is seen at the windows of a room."""
    if scene.room is not None:
        falls = (kind for kind in FALLING if kind in reading.verbs)
        reading = replace(reading, weathers=tuple(dict.fromkeys((*reading.weathers, *falls))))
    blizzard = "snow" in reading.weathers and BLIZZARD.search(f"{prompt} {style}") is not None
    return replace(reading, blizzard=blizzard, waves=HIGH_SEAS.search(prompt) is not None)


def _under_milky_way(scene: Scene) -> Scene:
    """A scene under a clear sky that the Milky Way fills."""
    camera = replace(scene.camera, horizon=max(scene.camera.horizon, 0.70))
    return replace(scene, nebula=MILKY, stars=2600, cover=0.0, moon=0.0, camera=camera)


def _present(reading: Reading, own: Reading, place: str, prompt: str) -> tuple[Reading, Reading]:
    """The reading with all whom the picture shows, and the shot's own, which tells what of its things is left out."""
    lead = main_subject(reading)
    crowded = CROWDED.search(prompt)
    if crowded and not any(is_group(seen.subject) for seen in reading.subjects) and place not in BUSY:
        word = (crowded[1] or crowded[2]).lower()
        stalls = place in ("market", "old_market")  # whose goods would hide it
        crowd = (Seen("crowd", word, placed=not stalls),)
        reading = replace(reading, subjects=crowd + reading.subjects if stalls else reading.subjects + crowd)
    reading, own = _within_sight(reading, own, lead, prompt)
    reading = settled(reading, place, prompt)
    seen_words = {seen.word for seen in reading.subjects}
    fronts = (told for key, told in sets(prompt).items() if key in INDOORS and outside(told, prompt))
    return reading, replace(own, undrawn=(*own.undrawn, *(told for told in fronts if told not in seen_words)))


def _happening(scene: Scene, reading: Reading, place: str, prompt: str, *, changing: bool) -> tuple[Scene, Reading]:
    """A scene with what happens to it, if it is one that may be `changing`, and the reading with what is told of that."""
    bursts = BURSTS.intersection(seen.subject for seen in reading.subjects)
    idle = ""
    if ("fireworks" in reading.weathers and not CONFETTI.search(prompt)) or bursts:
        idle = "explode"
    elif place == "stage":
        idle = "melt"  # cheese melts, no table
    reading = replace(reading, verbs=tuple(verb for verb in reading.verbs if verb != idle))
    beyond = FALLING if scene.room is not None else ()  # it falls there, and not on who is inside
    changes = tuple(verb for verb in reading.verbs if verb not in beyond)
    scene = changed(scene, changes if changing else (), reading.alight, bursts_behind(main_subject(reading), prompt))
    begun = {"burn": reading.burning, "flood": place == "flooded_street"}  # from the first frame on
    verbs = dict.fromkeys((*reading.verbs, *(verb for verb, so in begun.items() if so)))
    falls = tuple(kind for kind in FALLING if kind in reading.verbs)
    weathers = dict.fromkeys((*reading.weathers, *falls))
    return scene, replace(reading, verbs=tuple(verbs), weathers=tuple(weathers))


def _within_sight(reading: Reading, own: Reading, lead: Seen | None, text: str) -> tuple[Reading, Reading]:
    """The reading with as many subjects as a picture holds, and the shot's own, which tells what of its things is left out."""
    others = [seen for seen in reading.subjects if lead is not None and seen.subject != lead.subject]
    first: dict[str, Seen] = {}
    for seen in reading.subjects:
        if seen not in others[COMPANY:]:
            first.setdefault(seen.subject, seen)
    kept = tuple(first.values())
    told = {seen.word for seen in kept}  # who brings his lighthouse names it
    named_by = {word for vote in own.votes if vote.how != "hint" for word in vote.words.split()}
    shown = {seen.subject for seen in kept}
    dropped = [seen for seen in own.subjects if seen.guessed and is_thing(seen.subject) and seen.subject not in shown]
    parts = () if any(is_person(seen.subject) or is_beast(seen.subject) for seen in kept) else PARTS.findall(text)
    left = (
        seen.word
        for seen in (*others[COMPANY:], *dropped)
        if seen.word not in told and not named_by & set(seen.word.split())
    )
    return replace(reading, subjects=kept), replace(own, undrawn=tuple(dict.fromkeys((*own.undrawn, *left, *parts))))


def _said_of(reading: Reading, lead: Seen | None) -> str:
    """The words that name the place, its own first; and that it is a land of ice where what lives on ice is."""
    told = (reading.place_word, *(vote.words for vote in reading.votes if vote.how == "named"))
    seen = ("planet earth",) if any(one.subject == "earth" for one in reading.subjects) else ()
    return " ".join((*told, *seen, "polar" if lead is not None and lead.subject in POLAR else ""))


def _place(reading: Reading, film: Random) -> str:
    """The named place, else where the subject is at home, else one that the film keeps."""
    lead = main_subject(reading)
    guessed = lead is not None and lead.guessed and is_person(lead.subject)
    home = str(facts(lead.subject).get("home", "")) if lead and not guessed else ""
    people = film.choice(SOMEWHERE)
    nobody = film.choice(NOWHERE)
    place = people if lead is not None else nobody
    if reading.place in PLACES:
        place = reading.place
    elif home in PLACES:
        place = home
    elif "snow" in reading.weathers:
        place = "snow"
    fact = facts(lead.subject) if lead is not None else {}
    if place == "street" and fact.get("sight") and float(fact["height"]) >= ROOFS:
        return "city"  # seen over the roofs, and not behind its houses
    return place


def _hour(reading: Reading, place: str, film: Random) -> str:
    """The named hour, else the weather's, else the place's, else one that the film keeps."""
    dice = film.random()

    def pick(hours: tuple[str, ...]) -> str:
        return hours[int(dice * len(hours))]

    if place == "mars" and reading.hour != "night":
        return "mars"
    if reading.hour in HOURS:
        return reading.hour
    if NIGHTLY.intersection((*reading.wonders, *(seen.subject for seen in reading.subjects))) and place not in INDOORS:
        return "night"
    for weather in ("aurora", "stars", "fireworks", "lightning"):
        if weather in reading.weathers:
            return HOURS_OF_WEATHER[weather][0]
    if place == "street" and ("dust" in reading.weathers or any(seen.subject in PLAYING for seen in reading.subjects)):
        return pick(("day", "golden"))
    if place == "war" and {"fog", "snow"}.intersection(reading.weathers):
        return "haze"  # its fires would be all that is seen
    if place in OWN_HOURS:
        return pick(OWN_HOURS[place])
    for weather in reading.weathers:
        if weather in HOURS_OF_WEATHER:
            return pick(HOURS_OF_WEATHER[weather])
    return pick(ANY_HOUR)


def _camera(scene: Scene, reading: Reading, place: str) -> Scene:
    """The eye's height and move; every shot moves at least a little."""
    camera = scene.camera
    narrow = place in INDOORS
    if reading.size == "tiny" and place in (*OPEN, "sea", "coast", "swamp", "mars", "moonland"):
        camera = replace(camera, y=camera.y + 5.0, horizon=max(0.36, camera.horizon - 0.12))
    if reading.angle == "low" and place not in ("space", "planet", "stage"):
        base = scene.sea.level if scene.sea is not None and scene.ground is not None else 0.0
        camera = replace(
            camera,
            y=base + max(0.7, (camera.y - base) * 0.5),
            horizon=min(0.8, camera.horizon + (0.05 if narrow else 0.08)),
        )
    elif reading.angle == "high" and place not in ("space", "planet", "stage", "under", "floes", "grotto"):
        up = 0.7 if narrow else 3.0
        camera = replace(camera, y=camera.y + up, horizon=max(0.32, camera.horizon - 0.14))
    scale = 0.06 if place == "stage" else 0.22 if narrow else 1.0
    moves = {
        name: value * (scale if name in ("dolly", "truck", "rise") else 1.0)
        for name, value in MOVES.get(reading.move, {}).items()
    }
    return replace(scene, camera=replace(camera, **moves))


def describe(reading: Reading) -> dict[str, object]:
    """What was understood, as facts of the asset."""
    return {
        "place": reading.place, "beside": list(reading.dressing), "hour": reading.hour, "weather": list(reading.weathers), "size": reading.size,
        "move": reading.move, "subjects": [seen.subject for seen in reading.subjects], "happens": list(reading.verbs),
        "stands_in": dict(reading.stand_ins), "shows": [name for name in reading.wonders if name != reading.place],
    }  # fmt: skip

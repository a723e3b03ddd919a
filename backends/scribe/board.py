"""From a logline to a storyboard: the beats a film of this length has room for, their lines, pictures and sounds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from backends.scribe import telling
from backends.scribe.asked import Asked, asked
from backends.scribe.breaks import pieces
from backends.scribe.camera import Camera, focus_of
from backends.scribe.closing import closing_of
from backends.scribe.foreign import translated
from backends.scribe.forms import FORMS, Told, reread, told
from backends.scribe.gist import Gist, gist_of
from backends.scribe.kinds import Kind, double_quoted, is_foreign, speakable, spelt, with_its_signs
from backends.scribe.layout import cards_of, layout, place_cards, place_echoes, place_last, place_lines, place_numbers
from backends.scribe.lines import Line
from backends.scribe.orders import FEWEST, told_of
from backends.scribe.parse import parse
from backends.scribe.parts import Parts
from backends.scribe.pictures import NOTHING, World, is_visible, world_of
from backends.scribe.setting import noun_phrases
from backends.scribe.sheets import STORIES, Sheet, kind_named, sheet
from backends.scribe.slots import alive
from backends.scribe.sounds import with_sounds
from backends.scribe.titles import foreign_title, title_of
from backends.scribe.words import ANIMAL, Lexicon, head, lexicon
from studio import BadInput, WriteStory

WITH_ANIMALS = {"crime": "comedy", "war": "comedy", "drama": "family"}
"""Genres that are another with an animal as their hero."""

SILENT = re.compile(
    r"\b(?:no|without|zero) (?:any )?(?:voice|vo\b|narrat|spoken|talking|speech|speaker)|\b(?:only|just) (?:music and )?text\b|\bmusic only\b|\bno dialog(?:ue)?\b|\btext only\b",
    re.IGNORECASE,
)
"""Orders after which nobody speaks: the words stand on cards."""

WANTED = re.compile(
    r"\b(phone number|number|website(?: name)?|web site|web address|url|address|e-?mail|hashtag)\b(?: only)? (?:at|in) the (?:very )?end\b|"
    r"\b(?:end|ends|finish|close)(?: \w+)? (?:on|with) (?:the|our|my|its) (?:\w+ )?(phone number|number|website(?: name)?|web address|url|address|e-?mail|hashtag)\b",
    re.IGNORECASE,
)
"""Orders for an end that the text does not hold."""

UNSPOKEN = "Nobody speaks, as you asked: the words stand on cards."

CARD_STYLE = "serif"
"""How cards with a text's own words are set; the film's title follows its mood."""


@dataclass(frozen=True)
class Script:
    """What is heard and read in a film, before it has pictures."""

    kind: Kind
    sheet: Sheet
    parts: Parts
    title: str
    lines: list[Line]
    cards: dict[int, str]
    topic: str = ""
    asked: Asked = NOTHING
    sets: Mapping[str, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    beside: str = ""
    """The genre that the story may be as well."""
    silent: bool = False
    """Whether what would be spoken stands on cards."""


def write(params: WriteStory, seed: int) -> dict[str, Any]:
    """A storyboard as plain JSON-able data. Raises BadInput for a logline without words."""
    text = clean(params.logline)
    if not any(char.isalnum() for char in text):
        raise BadInput(
            f"The logline {params.logline[:40]!r} holds no word.", "Write in a sentence what the film is about."
        )
    known = lexicon()
    random = Random(f"{seed}|{text}|{params.seconds:g}")
    beats = layout(params.seconds, params.shot_seconds)
    script = _script(text, params, beats, known, random)
    world = world_of(script.parts, script.sheet, script.sets, known, script.kind, script.topic, script.asked)
    mood = params.mood or _mood(script.sheet, script.asked, params.moods)
    return {
        "title": script.title,
        "logline": text,
        "genre": ", ".join(filter(None, (script.sheet.title, script.beside))),
        "mood": mood,
        "style": world.style,
        "language": "und" if script.kind == "foreign" and params.language == "en" else params.language,
        "shots": with_sounds(_shots(beats, script, world, known, random), world.kind, world.style, mood),
        "notes": [*world.notes, *script.notes],
    }


def _script(text: str, params: WriteStory, beats: list[str], known: Lexicon, random: Random) -> Script:
    """The words of the film, told as the text's kind wants it."""
    said, orders, last = (text, (), "") if is_foreign(text, known, params.language) else _asked_and_told(text)
    parts = parse(speakable(said), known)
    gist = gist_of(text, orders, parts, params.language, known)
    kind, text = _kind(gist, params), said
    own = pieces(text if kind == "foreign" else speakable(text)) or [text]
    given = clean(params.title)
    if kind == "foreign":
        cards = place_cards(beats, cards_of(own))
        title = given or foreign_title(own)
        seen, understood = translated(text)
        notes = (*_foreign_notes(params.language), *understood)
        glimpse = gist_of(seen, (), parse(seen, known), "en", known)
        return Script(
            kind, sheet(glimpse.genre), _glimpsed(seen, known), title, [], cards, sets=glimpse.sets, notes=notes
        )
    wish, silent = asked(orders, known), any(SILENT.search(order) for order in orders)
    if kind == "story":
        parts = replace(parts, text=text) if "“" in text or '"' in text else parts
        wished = params.genre if params.genre in STORIES else wish.genre
        row = sheet(wished or gist.genre)
        if not wished and _is_animal(parts, known):
            row = sheet(WITH_ANIMALS.get(row.name, row.name))
        beside = gist.beside if row.name == gist.genre and not wished else ""
        title = given or title_of(parts, own, noun_phrases(parts, known), known, random, story=True)
        lines = telling.story(speakable(text), title, row, beats, params.seconds, known, random, last=last)
        lines = telling.covered(lines, [*parts.names, parts.named_place], title)
        cards = place_echoes(beats, telling.echoes(lines, params.seconds)) | place_last(beats, last)
        return Script(
            kind,
            row,
            parts,
            title,
            lines,
            cards,
            asked=wish,
            sets=gist.sets,
            notes=_unspoken(orders, silent=silent),
            beside=sheet(beside).title if beside else "",
            silent=silent,
        )
    phrases = list(noun_phrases(parts, known))
    form = told(kind, speakable(text), orders, phrases, parts, known)
    form = form if form.lines else Told((Line("piece", own[0]),), form.slots)
    row = sheet(gist.genre if kind == "list" else kind)
    row = sheet(params.genre) if kind == "list" and params.genre in STORIES else row
    row = replace(row, lines={"button": row.lines["unanswered"]}) if form.asks else row
    title = given or form.title or title_of(parts, own, phrases, known, random, story=False)
    title = title.replace("Number ", "No. ") if "No. " in text else title
    missing = _missing(orders, last)
    row = replace(row, lines={**row.lines, "button": ()}) if missing else row
    spoken = telling.text(form, row, beats, params.seconds, random, last=last)
    lines = telling.covered(spoken, parts.names, title)
    pictured = replace(reread(speakable(text), known), hero=form.topic if kind != "greeting" else "")
    cards = place_numbers(beats, list(form.cards)) | place_last(beats, last)
    notes = (*form.notes, *_unspoken(orders, silent=silent), *missing)
    return Script(kind, row, pictured, title, lines, cards, form.topic, wish, gist.sets, notes, silent=silent)


def _asked_and_told(text: str) -> tuple[str, tuple[str, ...], str]:
    """What is told of a text, its orders, and what the film is ordered to end on, or ''."""
    text = double_quoted(with_its_signs(text))
    closing = closing_of(text)
    if closing is None or len(closing.text.split()) < FEWEST:
        said, orders = told_of(text)
        return spelt(said), orders, ""
    said, orders = told_of(closing.text)
    return spelt(said), (*orders, closing.order), closing.line


def _unspoken(orders: Sequence[str], *, silent: bool) -> tuple[str, ...]:
    """Notes on what the text says to the film maker, which is neither spoken nor read."""
    quoted = ", ".join(f"“{order.strip(' ,.:;')}”" for order in orders)
    said = (f"Taken as said to the film maker, and not spoken: {quoted}.",) if quoted else ()
    return (*said, UNSPOKEN) if silent else said


def _missing(orders: Sequence[str], last: str) -> tuple[str, ...]:
    """A note on what the film shall end on and the text does not hold: 'phone number at the end'."""
    found = next(filter(None, map(WANTED.search, orders)), None)
    if last or found is None:
        return ()
    return (
        f"The film is to end on the {found[1] or found[2]}, and the text holds none: write it, and it is said and shown.",
    )


def _is_animal(parts: Parts, known: Lexicon) -> bool:
    """Whether an animal is the hero; a queen is none, nor a drone, whatever flies in a hive."""
    people = known.lists["female_nouns"] | known.lists["male_nouns"]
    animal = known.kind(parts.hero) == ANIMAL and known.thing(parts.hero) != "robot"
    return parts.agent and animal and head(parts.hero).lower() not in people


def _glimpsed(seen: str, known: Lexicon) -> Parts:
    """What the pictures of a foreign text are about: the first of its known words that is somebody or something."""
    parts = parse(seen, known)
    phrases = [phrase for phrase in noun_phrases(parts, known) if not kind_named(phrase, known)]
    hero = next((phrase for phrase in phrases if is_visible(phrase, known)), "")
    places = [phrase for phrase in noun_phrases(parts, known) if kind_named(phrase, known)]
    preposition = "on" if places and places[0].endswith("island") else "in"
    return Parts(
        text=seen,
        hero=hero,
        agent=bool(hero) and alive(hero, known),
        place=(places or [""])[0],
        preposition=preposition,
    )


def _kind(gist: Gist, params: WriteStory) -> Kind:
    """The kind of the text; a form that the user chose rules."""
    if gist.kind == "foreign":
        return gist.kind
    if params.genre in FORMS:
        chosen: Kind = params.genre  # type: ignore[assignment]
        return chosen
    return "story" if params.genre in STORIES and gist.kind not in ("list", "question") else gist.kind


def clean(text: str) -> str:
    """One line of text without control and direction characters."""
    kept = (" " if char.isspace() else char for char in unicodedata.normalize("NFC", text))
    shown = (char for char in kept if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return " ".join("".join(shown).split())


def _mood(row: Sheet, asked: Asked, allowed: tuple[str, ...]) -> str:
    """The mood that is asked for, else the genre's favourite among those that may be chosen."""
    if asked.mood in allowed:
        return asked.mood
    return next((mood for mood in row.moods if mood in allowed), allowed[0] if allowed else row.moods[0])


def _shots(beats: list[str], script: Script, world: World, known: Lexicon, random: Random) -> list[dict[str, Any]]:
    camera = Camera(world, known, random)
    placed = place_lines(beats, script.lines)
    turns: dict[str, int] = {}
    shots = []
    last = max(at for at, beat in enumerate(beats) if beat == "climax")
    for at, beat in enumerate(beats):
        line = placed.get(at)
        name = "climax" if beat == "black" else beat
        turn = turns[beat] = turns.get(beat, -1) + 1
        own = line.text if line and not line.template else ""
        focus = focus_of(line.kind if line else "", name, turn)
        focus = "goal" if at == last and world.goal else focus
        prompt = "" if beat == "black" else camera.shot(focus, name, own)
        card = "" if beat == "black" else script.cards.get(at, "")
        voice = line.text.replace(" & ", " and ") if line and not script.silent else ""
        card = card or (line.text if line and script.silent and beat != "title" else "")
        shots.append(
            {
                "id": f"s{at + 1:02d}",
                "beat": name,
                "prompt": prompt,
                "voice": voice,
                "weight": 1.25 if beat == "hook" else 1.0,
                "title": script.title.upper() if beat == "title" else card,
                "title_style": CARD_STYLE if card and beat != "title" else "",
            }
        )
    return shots


def _foreign_notes(language: str) -> tuple[str, ...]:
    return (
        f"The embedded voice speaks English only: nothing is spoken, the words (language {language!r}) stand on cards. "
        "A voice-over backend such as elevenlabs or transformers could speak them.",
    )

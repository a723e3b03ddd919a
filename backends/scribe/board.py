"""From a logline to a storyboard: the beats a film of this length has room for, their lines, pictures and sounds."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from random import Random
from typing import Any

from backends.scribe.kinds import ADDRESS, has_words, kind_of, speakable
from backends.scribe.lines import (
    LONGEST,
    Slots,
    breaths,
    introduced,
    is_nobody,
    own_lines,
    pieces,
    sentence,
    slots,
    stock_lines,
)
from backends.scribe.parse import parse
from backends.scribe.parts import Parts
from backends.scribe.pictures import Camera, World, focus_of, noun_phrases, world_of
from backends.scribe.sheets import Sheet, genre_of
from backends.scribe.sounds import with_sounds
from backends.scribe.titles import title_of
from backends.scribe.words import FUNCTION, Lexicon, lexicon
from studio import BadInput, WriteStory

SHOT = 2.2
"""Seconds a shot, on average."""

SENTENCE, LETTER, BREATH = 1.3, 0.036, 0.42
"""Seconds that an unhurried narrator needs for a sentence, for each of its characters, and between lines (measured)."""

CARD = 34
"""Characters of a card with a foreign text's own words."""

CARD_STYLE = "serif"
"""How those cards are set; the film's title follows its mood."""

WORTH = {
    "action": 0,
    "own": 1,
    "goal": 1,
    "lead": 2,
    "turn": 1,
    "piece": 1,
    "tail": 2,
    "deadline": 2,
    "hero": 3,
    "hook": 4,
    "low": 4,
    "rise": 5,
}
"""Which lines are kept where there is no room for all: the user's own before stock."""


FOCUS = {
    "place": "detail",
    "in_place": "detail",
    "the_hero": "hero",
    "the_hero_o": "hero",
    "threat": "threat",
    "object": "object",
    "goal": "other",
}
"""What a shot looks at while a stock line with this slot is heard."""


@dataclass(frozen=True)
class Line:
    """A spoken line: what it tells ('hero', 'goal', 'rise'…), its words, and the template of a stock line."""

    kind: str
    text: str
    template: str = ""

    @property
    def focus(self) -> str:
        """What a stock line is about, and so what is seen under it; '' for the user's own lines."""
        slots_used = re.findall(r"\{(\w+)", self.template.lower()) if self.kind in ("rise", "low") else []
        return next((FOCUS[slot] for slot in slots_used if slot in FOCUS), "")

    @property
    def seconds(self) -> float:
        """About how long it takes to say."""
        sentences = len(re.findall(r"[.!?…]+(?=\s|$)", self.text)) or 1
        return SENTENCE * sentences + LETTER * len(self.text) + BREATH


def write(params: WriteStory, seed: int) -> dict[str, Any]:
    """A storyboard as plain JSON-able data. Raises BadInput for a logline without words."""
    text = clean(params.logline)
    if not any(char.isalnum() for char in text):
        raise BadInput(
            f"The logline {params.logline[:40]!r} holds no word.", "Write in a sentence what the film is about."
        )
    known = lexicon()
    parts = parse(speakable(text), known)
    kind = kind_of(text, parts, params.language, known)
    if kind == "story" and (
        is_nobody(parts) or len(parts.hero) > LONGEST or not has_words(f"{parts.hero} {parts.predicate}")
    ):
        kind = "pieces"
    if kind != "story":
        parts = _without_story(parts, kind, known)
    sheet = genre_of(text, known)
    random = Random(f"{seed}|{text}|{params.seconds:g}")
    own = pieces(text if kind == "foreign" else speakable(text)) or [text]
    title = clean(params.title) or (
        foreign_title(own)
        if kind == "foreign"
        else title_of(parts, own, noun_phrases(parts, known), random, story=kind == "story")
    )
    world = world_of(parts, sheet, known)
    beats = layout(params.seconds, params.shot_seconds)
    notes = list(world.notes)
    if kind == "foreign":
        lines: list[Line] = []
        cards = cards_of(own)
        notes += _foreign_notes(params.language)
    else:
        lines = _lines(kind, parts, own, sheet, beats, params.seconds, known, random)
        cards = []
        lines = _cover(lines, parts, title)
        if kind == "pieces":
            notes.append("The text is no story with a hero and a deed: its own pieces are told as they stand.")
    shots = _shots(beats, lines, cards, title, world, sheet, parts, own, kind, known, random)
    mood = params.mood or _mood(sheet, params.moods)
    return {
        "title": title,
        "logline": text,
        "genre": sheet.title,
        "mood": mood,
        "style": world.style,
        "language": "und" if kind == "foreign" and params.language == "en" else params.language,
        "shots": with_sounds(shots, world.kind, world.style, mood),
        "notes": notes,
    }


def _without_story(parts: Parts, kind: str, known: Lexicon) -> Parts:
    """The parts of a text that is no story: its first thing takes the hero's place in the pictures, if it has one."""
    things = [phrase for phrase in noun_phrases(parts, known) if known.thing(phrase)] if kind == "pieces" else []
    return Parts(
        text=parts.text,
        hero=things[0] if things else "",
        place=parts.place if kind == "pieces" else "",
        preposition=parts.preposition,
        names=parts.names,
    )


def clean(text: str) -> str:
    """One line of text without control and direction characters."""
    kept = (" " if char.isspace() else char for char in unicodedata.normalize("NFC", text))
    shown = (char for char in kept if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return " ".join("".join(shown).split())


def layout(seconds: float, shot: float = SHOT) -> list[str]:
    """The beats of a film of this length, one a shot; 'black' is the breath of darkness before the title."""
    count = min(100, max(4, round(seconds / shot)))
    tail = ["black"] * (seconds >= 12) + ["title"] + ["button"] * (seconds >= 8)
    free = count - len(tail)
    climax = max(1, round(0.38 * free))
    story = max(2, free - climax)
    if story <= 6:
        order = ["hook", "world", "disturb", "want", "rise", "low"]
        left = {2: (0, 3), 3: (0, 2, 5), 4: (0, 1, 3, 5), 5: (0, 1, 2, 3, 5), 6: range(6)}[story]
        beats = [order[at] for at in left]
    else:
        share = max(1, story // 7)
        fixed = {
            "hook": max(1, story // 9),
            "world": share,
            "disturb": max(1, story // 9),
            "want": share,
            "low": max(1, story // 9),
        }
        rise = story - sum(fixed.values())
        beats = [beat for beat in ("hook", "world", "disturb", "want") for _ in range(fixed[beat])]
        beats += ["rise"] * rise + ["low"] * fixed["low"]
    return [*beats, *["climax"] * climax, *tail]


def _mood(sheet: Sheet, allowed: tuple[str, ...]) -> str:
    """The genre's favourite among the moods that may be chosen."""
    return next((mood for mood in sheet.moods if mood in allowed), allowed[0] if allowed else sheet.moods[0])


def _lines(
    kind: str,
    parts: Parts,
    own: list[str],
    sheet: Sheet,
    beats: list[str],
    seconds: float,
    known: Lexicon,
    random: Random,
) -> list[Line]:
    """The film's lines in order: as many as its story shots and its length have room for. The last is the button's."""
    story = [beat for beat in beats if beat not in ("climax", "black", "title", "button")]
    own_words = [Line(name, text) for name, text in own_lines(parts, known)] if kind == "story" else _told(own)
    told = list(dict.fromkeys(own_words))
    stock = _stock(kind, parts, own, sheet, len(story), known, random)
    if parts.lead and kind == "story":
        stock = [line for line in stock if line.kind != "hook"]
    room = 0.92 * _story_seconds(beats, seconds)
    most = min(len(story), len(beats) // 2)
    kept: list[Line] = []
    for line in sorted([*told, *stock], key=lambda line: WORTH.get(line.kind, 9)):
        if line.kind in WORTH and len(kept) < most and sum(other.seconds for other in kept) + line.seconds <= room:
            kept.append(line)
    by_kind = {name: [line for line in stock if line.kind == name] for name in ("hook", "rise", "low", "button")}
    ordered = [line for line in [*by_kind["hook"], *told, *by_kind["rise"], *by_kind["low"]] if line in kept]
    if kind == "story" and not any(line.kind == "hero" for line in ordered):
        ordered = [_introducing(line, parts, known) for line in ordered]
    last = [line for line in by_kind["button"] if "button" in beats and line.seconds <= max(2.4, 0.15 * seconds)]
    return [*ordered, *last[:1]]


def _stock(
    kind: str, parts: Parts, own: list[str], sheet: Sheet, count: int, known: Lexicon, random: Random
) -> list[Line]:
    """Stock lines, as many of each kind as may be wanted; none for a text that speaks to somebody."""
    if kind == "story":
        first, later = slots(parts, known, first=True), slots(parts, known)
    else:
        first = later = topic_slots(parts, own, known)
    used: list[str] = []
    found: list[Line] = []
    for name, most in (("hook", 1), ("low", 1), ("rise", count)):
        beat = "topic" if kind == "pieces" else name
        keep = frozenset({"hero"}) if name == "hook" else frozenset()
        for _ in range(most):
            if choice := stock_lines(sheet, beat, first if name == "hook" else later, used, random, keep):
                used.append(choice[0][0])
                found.append(Line(name, choice[0][1], choice[0][0]))
    # Of the button's all are given, best first: the length decides which one has room.
    buttons = stock_lines(sheet, "button", later, used[:2], random)
    return [*found, *(Line("button", line, template) for template, line in buttons)]


def _story_seconds(beats: list[str], seconds: float) -> float:
    """About how long the film is before its climax."""
    climax = sum(1.35 for beat in beats if beat == "climax")
    tail = max(1.6, min(3.2, 0.13 * seconds)) + (min(2.6, 0.08 * seconds) if "button" in beats else 0.0)
    return seconds - climax - tail - 0.64 * ("black" in beats)


def _told(own: list[str]) -> list[Line]:
    return [Line("piece", sentence(breath)) for piece in own for breath in breaths(piece)]


def topic_slots(parts: Parts, own: list[str], known: Lexicon) -> Slots:
    """The slot of a list or a question: the first thing it names. A text that speaks to somebody has none."""
    if ADDRESS.search(parts.text) and not parts.text.rstrip().endswith("?"):
        return Slots({})
    things = [phrase for phrase in noun_phrases(parts, known) if len(phrase) <= 32 and phrase.lower() not in FUNCTION]
    return Slots({"topic": things[0]} if things else {})


def _introducing(line: Line, parts: Parts, known: Lexicon) -> Line:
    """The action with the hero's first mention, where no line before it introduces the hero."""
    if line.kind != "action" or parts.only or parts.pronoun in ("i", "we", "you"):
        return line
    return Line("action", sentence(f"{introduced(parts, known)} {parts.predicate}"))


def _cover(lines: list[Line], parts: Parts, title: str) -> list[Line]:
    """Every name and place is heard or read: a stock line gives way to each that is missing."""
    covered = list(lines)
    for name in dict.fromkeys([*parts.names, *filter(None, [parts.named_place])]):
        heard = f"{title} {' '.join(line.text for line in covered)}".lower()
        if name.lower() in heard:
            continue
        stock = next(
            (at for at, line in enumerate(covered) if line.template and line.kind in ("hook", "rise", "low")), None
        )
        if stock is not None:
            covered[stock] = Line(covered[stock].kind, sentence(name))
    return covered


def _shots(
    beats: list[str],
    lines: list[Line],
    cards: list[str],
    title: str,
    world: World,
    sheet: Sheet,
    parts: Parts,
    own: list[str],
    kind: str,
    known: Lexicon,
    random: Random,
) -> list[dict[str, Any]]:
    camera = Camera(world, known, random)
    placed = _place(beats, lines)
    carded = _place_cards(beats, cards)
    turns: dict[str, int] = {}
    shots = []
    for at, beat in enumerate(beats):
        line = placed.get(at)
        name = "climax" if beat == "black" else beat
        turn = turns[beat] = turns.get(beat, -1) + 1
        focus = (line.focus if line else "") or focus_of(line.kind if line else "", name, turn)
        prompt = "" if beat == "black" else camera.shot(focus, name)
        shots.append(
            {
                "id": f"s{at + 1:02d}",
                "beat": name,
                "prompt": prompt,
                "voice": line.text if line else "",
                "weight": 1.25 if beat == "hook" else 1.0,
                "title": title.upper() if beat == "title" else carded.get(at, ""),
                "title_style": CARD_STYLE if at in carded else "",
            }
        )
    return shots


def _place(beats: list[str], lines: list[Line]) -> dict[int, Line]:
    """Shot to line: the hook opens, the low point closes, all others are spread between, in order."""
    story = [at for at, beat in enumerate(beats) if beat not in ("climax", "black", "title", "button")]
    placed: dict[int, Line] = {}
    told = list(lines)
    if told and told[-1].kind == "button":
        placed[beats.index("button")] = told.pop()
    if told and told[-1].kind == "low" and len(told) > 1:
        placed[story.pop()] = told.pop()
    if told and told[0].kind in ("hook", "lead"):
        placed[story.pop(0)] = told.pop(0)
    for index, line in enumerate(told):
        placed[story[index * len(story) // len(told)]] = line
    return placed


def _place_cards(beats: list[str], cards: list[str]) -> dict[int, str]:
    """Shot to card: a foreign text's own pieces, spread over the story; what does not fit goes together."""
    story = [at for at, beat in enumerate(beats) if beat not in ("climax", "black", "title", "button")]
    count = min(len(cards), max(1, len(story) // 2 + 1))
    groups = [cards[len(cards) * index // count : len(cards) * (index + 1) // count] for index in range(count)]
    return (
        {story[index * len(story) // count]: " ".join(group)[:200] for index, group in enumerate(groups)}
        if cards
        else {}
    )


def cards_of(own: list[str]) -> list[str]:
    """A foreign text's pieces, long ones broken between words so that a card holds them."""
    cards: list[str] = []
    for piece in own:
        for word in piece.split():
            if cards and cards[-1] and len(cards[-1]) + 1 + len(word) <= CARD:
                cards[-1] += f" {word}"
            else:
                cards.append(word)
        cards.append("")
    return [card for card in cards if card]


def foreign_title(own: list[str]) -> str:
    """The first words of a foreign text, in its own case; a script without spaces gives its first signs."""
    words = own[0].split()[:3]
    while len(words) > 1 and len(" ".join(words)) > 24:
        words.pop()
    return " ".join(words)[:24].strip(" ,.;:!?。、，")


def _foreign_notes(language: str) -> list[str]:
    return [
        f"The embedded voice speaks English only: nothing is spoken, the words (language {language!r}) stand on cards. "
        "A voice-over backend such as elevenlabs or transformers could speak them.",
    ]

"""A shot's words made fuller for painters and video models: size, angle, hour, weather, move; what was added is told."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random
from typing import Any

from backends.scribe.camera import VIEWS
from backends.scribe.kinds import is_foreign, speakable
from backends.scribe.parse import parse
from backends.scribe.pictures import HOURS, INDOORS, class_of
from backends.scribe.setting import ROOMS, noun_phrases
from backends.scribe.sheets import doing_of, found, kind_named, places
from backends.scribe.words import lexicon
from studio import BadInput, RewritePrompt

SIZE = re.compile(r"\b(shot|close-?up|close up|wide|medium|aerial|macro|portrait|panorama|vista)\b", re.IGNORECASE)
ANGLE = re.compile(
    r"\b(angle|eye level|from (?:above|below|behind|the side)|overhead|bird'?s[- ]eye|worm'?s[- ]eye)\b", re.IGNORECASE
)
MOVE = re.compile(
    r"\b(push-?in|pull-?(?:back|out)|pan(?:ning)?|track(?:ing)?|truck|dolly|crane|zoom|handheld|static|orbit|tilt|locked)\b",
    re.IGNORECASE,
)
LIGHT = re.compile(
    r"\b(light|lit|dawn|dusk|night|sunset|sunrise|day|noon|morning|evening|golden|dark|sunny|twilight)\b", re.IGNORECASE
)
FILM = re.compile(r"\b(cinematic|film|photograph|painting|illustration|drawing|anime|render)\b", re.IGNORECASE)


def rewrite(params: RewritePrompt, seed: int) -> dict[str, Any]:
    """{`prompt`, `added`, `notes`}: the user's words first and unchanged, then what they leave open, part by part.

    What the film's style says already is not added again. Raises BadInput for a prompt without words.
    """
    text = " ".join(params.prompt.split()).strip(" ,.")
    if not any(char.isalnum() for char in text):
        raise BadInput(f"The prompt {params.prompt[:40]!r} holds no word.", "Write what the picture shows.")
    known = lexicon()
    whole = f"{text}, {params.style}"
    if is_foreign(speakable(text), known):
        note = "The prompt is not in English: nothing was added, because its words were not understood."
        return {"prompt": text, "added": [], "notes": [note]}
    random = Random(f"{seed}|{text}")
    parts = replace(parse(speakable(text), known), text=speakable(text))
    phrases = noun_phrases(parts, known)
    kind = next((name for phrase in phrases if (name := kind_named(phrase, known))), "")
    subject = next((phrase for phrase in phrases if known.thing(phrase) and not kind_named(phrase, known)), "")
    shown = class_of("", subject, known) if subject else ""
    views = VIEWS["hero" if shown in ("person", "animal") else "thing" if subject else "place"]
    size, angle, move = random.choice(views[:6])
    place = places().get(kind)
    before, after = [], []
    if not SIZE.search(text):
        before.append(f"{size} of")
    if subject and not parts.predicate and not re.search(r"\w{3,}ing\b", text):
        after.append(random.choice(doing_of(shown).calm))
    if not ANGLE.search(text):
        after.append(angle)
    if place and place.fore and shown not in ("", "weather"):
        after.append(random.choice(place.fore))
    if place and not LIGHT.search(whole):
        after.append(HOURS[place.hour])
    if not found(whole, "weathers", known) and place and not params.style:
        after.append(place.weather or (INDOORS if kind in ROOMS else "drifting mist"))
    if not MOVE.search(text):
        after.append(move)
    if not FILM.search(whole):
        after.append("cinematic film still")
    notes = [] if kind or params.style else ["No place was understood: hour and weather were left open."]
    notes += [] if subject or kind else ["Nobody and nothing was understood: only the view was added."]
    opened = " ".join(
        [*before, text if not before else text[:1].lower() + text[1:] if known.knows(text.split()[0]) else text]
    )
    return {"prompt": ", ".join([opened, *after])[:2000], "added": [*before, *after], "notes": notes}

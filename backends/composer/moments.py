"""What happens where the film strikes: layers that lead to a hit or start on it, struck roots, bells, the last chord."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from backends.composer.form import Form
from backends.composer.layers import LAYERS
from backends.composer.moods import Mood
from backends.composer.score import Layer, Note, Score

STRIKE, BELL, CRASH, STING = 90, 91, 92, 93
"""Part numbers of what no part of the mood plays."""

CRASHES = (49, 57)


@dataclass(frozen=True)
class Use:
    """When a layer is used, its seconds, the MIDI number it adds the key to, its velocity at strong and other hits."""

    when: Literal["climax", "strong", "other", "all"]
    seconds: float
    base: int
    strong: int
    other: int


USES: dict[str, Use] = {
    "riser": Use("climax", 4.5, 48, 100, 100),
    "swell": Use("other", 0.9, 48, 96, 74),
    "cymbal": Use("strong", 2.2, 48, 90, 74),
    "scrape": Use("all", 1.4, 48, 90, 74),
    "boom": Use("all", 3.0, 36, 112, 84),
    "braam": Use("strong", 3.2, 36, 112, 90),
    "subdrop": Use("strong", 2.5, 36, 90, 80),
    "shimmer": Use("all", 2.5, 84, 84, 70),
    "ding": Use("all", 1.0, 84, 90, 80),
    "great_drum": Use("all", 1.6, 28, 122, 108),
    "anvil": Use("strong", 1.1, 64, 104, 90),
    "clap": Use("all", 0.3, 60, 110, 96),
}


def moments(mood: Mood, form: Form, score: Score) -> None:
    """Write what sounds at every hit of the film, and the button's sting; whoever plays on a hit plays exactly on it."""
    cut = {until: quiet for quiet, until in form.silences}
    climax = form.start_of("climax")
    for hit in form.hits:
        strong = hit in form.strong
        kinds = {"all", "strong" if strong else "other"}
        if climax is not None and abs(hit - climax) < 0.06:
            kinds.add("climax")
        for name in mood.hits.layers:
            if USES[name].when in kinds:
                _layer(name, hit, cut.get(hit, hit), strong, score)
        _strike(mood, hit, strong, score)
    score.notes[:] = [
        replace(note, tight=True) if any(abs(note.start - hit) < 0.02 for hit in form.hits) else note
        for note in score.notes
    ]
    if mood.loud and climax is not None:
        score.notes += [Note(CRASH, "kit", climax, 3.0, key, 116, tight=True) for key in CRASHES]
    button = form.start_of("button")
    if button is not None and button < form.length - 0.25:
        _sting(mood, form, button, score)


def _layer(name: str, hit: float, quiet: float, strong: bool, score: Score) -> None:
    use = USES[name]
    pitch = use.base + score.key - (12 if name == "braam" and score.key >= 7 else 0)
    velocity = use.strong if strong else use.other
    if LAYERS[name].rises:
        length = min(use.seconds, quiet * 0.6)
        if length > 0.2:
            score.layers.append(Layer(name, quiet - length, length, pitch, velocity))
    else:
        score.layers.append(Layer(name, hit, use.seconds, pitch, velocity))


def _strike(mood: Mood, hit: float, strong: bool, score: Score) -> None:
    root = 36 + score.key - (12 if score.key > 6 else 0)
    for instrument in mood.hits.strike if strong else mood.hits.strike[:1]:
        velocity = (118 if mood.loud else 104) if strong else 94
        score.notes.append(Note(STRIKE, instrument, hit, 2.0, root, velocity, 1.0, tight=True))
        if not mood.loud and strong:
            score.notes.append(Note(STRIKE, instrument, hit, 2.0, root + 12, velocity - 4, 1.0, tight=True))
    if strong and mood.hits.bell:
        for pitch in (root + 48, root + 55):
            score.notes.append(Note(BELL, mood.hits.bell, hit, 2.2, pitch, 102, 1.0, tight=True))


def _sting(mood: Mood, form: Form, at: float, score: Score) -> None:
    voicing, loud = score.voicings[-1], mood.loud
    for pitch in (voicing.bass, *voicing.upper):
        score.notes.append(Note(STING, mood.hits.sting, at, 0.5, pitch, 96 if loud else 80, tight=True))
    if loud:
        score.layers.append(Layer("boom", at, min(2.0, form.length - at), 36 + score.key, 92))

"""Sound cues: the place under every shot, what is seen and done in it, and the hits of the form. Tables in sounds.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any, TypedDict

from backends.scribe.setting import ROOMS

PLACE_DB, SPOT_DB = -4.0, -6.0
"""Gain of the sound under a shot, and of what is heard in it."""

LONGEST = 20
"""So many shots at most under one stretch of a place's sound; a longer stay is made of several, over each other."""

REST = 2
"""Shots before what was heard is heard again."""

FEET, HOOVES = ("footsteps", "running feet"), ("a galloping horse",)
"""What treads on the ground; nobody hears feet between the hits of the climax."""

URGENT = frozenset({"low", "climax"})
"""Beats in which the weather breaks."""

Shot = dict[str, Any]


class Cue(TypedDict):
    """A cue as the storyboard holds it."""

    prompt: str
    at: float
    seconds: float | None
    gain_db: float
    shots: int


AIRLESS = frozenset(("hall", "space", "moonland", "under"))
"""Where no weather is heard, besides in rooms."""


def with_sounds(shots: Sequence[Shot], kind: str, weather: str, mood: str) -> list[Shot]:
    """The shots with their cues. `kind` is the film's place, `weather` what the pictures say of it."""
    places = [_place(shot, kind, weather) for shot in shots]
    found: list[list[Cue]] = [[] for _ in shots]
    for first, last in _stretches(places):
        found[first].append(cue(places[first], gain_db=PLACE_DB, shots=last - first))
    heard: list[str] = []
    turns: dict[str, int] = {}
    for at, shot in enumerate(shots):
        if not shot["prompt"]:
            heard.append("")
            continue
        turn = turns[shot["beat"]] = turns.get(shot["beat"], -1) + 1
        last = not any(other["beat"] == shot["beat"] for other in shots[at + 1 : at + 2])
        hits = _hits(shot["beat"], turn, last, mood)
        spot = "" if shot["beat"] == "title" else _spot(shot, heard[-REST:])
        others = _words(" ".join([places[at], *(hit["prompt"] for hit in hits)]))
        if spot and not (_words(spot) & others) - _set(_table("scenery")["small"]):
            ground = _table("ground").get(_kind(shot, kind), "") if spot in FEET + HOOVES else ""
            found[at].append(cue(f"{spot} {ground}".strip(), gain_db=SPOT_DB))
            heard.append(spot)
        else:
            heard.append("")
        found[at] += hits
    return [{**shot, "cues": cues} for shot, cues in zip(shots, found, strict=True)]


def cue(prompt: str, *, at: float = 0.0, seconds: float | None = None, gain_db: float = 0.0, shots: int = 1) -> Cue:
    """A cue with its defaults: from the shot's first frame to its last."""
    return Cue(prompt=prompt, at=at, seconds=seconds, gain_db=gain_db, shots=shots)


def _place(shot: Shot, kind: str, weather: str) -> str:
    """What a shot's place sounds like; '' in the dark, and under the title, which stands alone."""
    if not shot["prompt"] or shot["beat"] == "title":
        return ""
    kind = _kind(shot, kind)
    night = "night" in _words(shot["prompt"]) | _words(weather)
    sound = (_table("nights").get(kind, "") if night else "") or _table("places").get(kind, "room tone")
    outside = kind not in ROOMS | AIRLESS
    falling = next((name for name, words in _table("weathers").items() if _words(weather) & _set(words)), "")
    if outside and falling and not _words(falling) & _words(sound):
        # Before the story turns, the weather is only on its way.
        sound = f"{falling} and {sound}" if shot["beat"] in URGENT else f"{sound}, {falling} far away"
    return str(sound)


def _kind(shot: Shot, kind: str) -> str:
    """The kind of place that a shot shows: the film's, if its own words do not say another."""
    seen = _words(shot["prompt"])
    return next((name for name, words in _table("elsewhere").items() if seen & _set(words)), kind)


def _stretches(places: Sequence[str]) -> list[tuple[int, int]]:
    """First shot and the one after the last of every stretch that sounds alike."""
    found: list[tuple[int, int]] = []
    for at, place in enumerate(places):
        if found and found[-1][1] == at and places[at - 1] == place and at - found[-1][0] < LONGEST:
            found[-1] = (found[-1][0], at + 1)
        elif place:
            found.append((at, at + 1))
    return found


def _spot(shot: Shot, heard: Sequence[str]) -> str:
    """What is heard of a shot's own doing: its picture's verbs, its line's verbs, then who is seen."""
    scene = _in_order(shot["prompt"].split(",")[0].partition(" of ")[2])
    lifeless = bool(set(scene[:3]) & _set(_table("scenery")["lifeless"]))
    told = _in_order(shot["voice"])
    for table, words in (("verbs", [] if lifeless else scene), ("subjects", scene), ("verbs", told)):
        for word in words:
            sound = _sounds(table).get(word, "")
            quiet = shot["beat"] == "climax" and sound in FEET
            if sound and sound not in heard and not quiet:
                return sound
    return ""


def _hits(beat: str, turn: int, last: bool, mood: str) -> list[Cue]:
    """The hits of a beat: all of them where it begins, one after another in the climax's later shots."""
    form = _table("form")["default"] | _table("form").get(mood, {})
    if beat == "climax":
        rows = form["climax_first"] if turn == 0 else form["climax"][(turn - 1) % len(form["climax"]) :][:1]
    elif beat == "button":
        rows = form["button"] if last else []
    else:
        rows = form.get(beat, []) if turn == 0 else []
    return [cue(prompt, seconds=seconds or None, gain_db=float(gain)) for prompt, seconds, gain in rows]


@cache
def _set(words: str) -> frozenset[str]:
    return frozenset(map(_base, words.split()))


def _words(text: str) -> frozenset[str]:
    return frozenset(_in_order(text))


def _in_order(text: str) -> list[str]:
    return [_base(word) for word in re.findall(r"[a-z]+", text.lower())]


@cache
def _sounds(table: str) -> dict[str, str]:
    """A table of sounds turned round: word to sound."""
    return {_base(word): sound for sound, words in reversed(_table(table).items()) for word in words.split()}


@cache
def _base(word: str) -> str:
    """A word without its ending, the same for the tables and the texts: 'gallops' and 'galloping' are 'gallop'."""
    for ending in ("ing", "ed", "es", "s"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= 3 and re.search("[aeiouy]", base) and not base.endswith("s"):
            word = base
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word


@cache
def _table(name: str) -> dict[str, Any]:
    text = resources.files("backends.scribe").joinpath("data", "sounds.toml").read_text(encoding="utf-8")
    table: dict[str, Any] = tomllib.loads(text)[name]
    return table

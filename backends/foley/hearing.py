"""From words to recipes: which sounds a prompt asks for, how far, how strong and of what they are."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any, Literal, NamedTuple

from studio.backend import Frozen

Shape = Literal["strike", "swell", "rise", "steady", "events", "pulses"]
"""How a sound goes: hit and die away; come and pass; build to its end; fill evenly, with events, or in a beat."""

FILLS: frozenset[Shape] = frozenset({"steady", "events", "pulses"})
"""Shapes that last as long as they are asked to."""

LAYERS = 3
"""So many sounds at most are heard in one prompt."""

SHORT = 1.5
"""Seconds: what is not understood becomes an accent below this length, and an empty room above it."""

DISTANCE, INTENSITY = 0.3, 0.55
"""What holds where the words say nothing."""


class Recipe(Frozen):
    """A sound that can be made, and what it must measure."""

    title: str
    words: tuple[str, ...]
    shape: Shape
    centroid: tuple[float, float]
    level: float | None = None
    """Loudest momentary loudness in LUFS; None: its shape's."""
    rate: tuple[float, float] | None = None
    """Beats a second at any intensity, of a sound in pulses."""
    materials: tuple[str, ...] = ()
    """What it can be made of, what it is made of without a word first."""

    @property
    def fills(self) -> bool:
        """Whether it sounds as long as it is asked to."""
        return self.shape in FILLS


class Heard(NamedTuple):
    """One sound as it was understood. `word` is the phrase that led to it, '' where it stands in for the unknown."""

    recipe: str
    word: str
    distance: float
    intensity: float
    material: str


class Understood(NamedTuple):
    """All of a prompt: its sounds, the first in front, and the words that mean nothing here."""

    layers: tuple[Heard, ...]
    unknown: tuple[str, ...]


class Vocabulary(Frozen):
    """What else words can say. Tables of words to a value."""

    distance: dict[str, float]
    intensity: dict[str, float]
    material: dict[str, str]
    clauses: frozenset[str]
    prepositions: frozenset[str]
    silent: frozenset[str]


@cache
def recipes() -> dict[str, Recipe]:
    """Every recipe by name."""
    return {name: Recipe(**row) for name, row in _table("recipes.toml").items()}


@cache
def vocabulary() -> Vocabulary:
    """Words of distance, force and material; words that part a prompt; words without a sound."""
    rows = _table("words.toml")

    def turned(table: str) -> dict[str, str]:
        return {stem(word): value for value, words in rows[table].items() for word in words.split()}

    return Vocabulary(
        distance={word: float(value) for word, value in turned("distance").items()},
        intensity={word: float(value) for word, value in turned("intensity").items()},
        material=turned("material"),
        clauses=frozenset(rows["clauses"].split()),
        prepositions=frozenset(rows["prepositions"].split()),
        silent=frozenset(map(stem, rows["silent"].split())),
    )


@cache
def phrases() -> dict[tuple[str, ...], tuple[str, str]]:
    """Stems of every phrase to its recipe and its spelling."""
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for name, recipe in recipes().items():
        for phrase in recipe.words:
            found.setdefault(tuple(map(stem, tokens(phrase))), (name, phrase))
    return found


@cache
def _exact() -> dict[tuple[str, ...], tuple[str, str]]:
    return {tuple(tokens(phrase)): (name, phrase) for name, row in recipes().items() for phrase in row.words}


def tokens(text: str) -> list[str]:
    """Words and the marks that part clauses."""
    return re.findall(r"[a-z]+(?:'[a-z]+)?|[,;.&+/:]", text.lower().replace("-", " "))


def stem(word: str) -> str:
    """A word without its ending: 'galloping', 'gallops' and 'gallop' are one."""
    word = word.removesuffix("'s")
    for ending in ("ies", "ing", "ied", "ed", "es", "s"):
        base = word.removesuffix(ending)
        if base != word and len(base) >= 3 and re.search("[aeiouy]", base) and not (ending == "s" and base[-1] in "su"):
            word = base + "y" if ending in ("ies", "ied") else base
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsze":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 3 else word


def understand(prompt: str, seconds: float = 2.0) -> Understood:
    """What to make for some words. In each clause the longest known phrase wins, what stands before a preposition first.

    A clause that names no sound describes its neighbour. Where nothing is known, a short cue becomes a whoosh and a
    long one the tone of an empty room, and the words are given back as unknown.
    """
    layers: list[Heard] = []
    unknown: list[str] = []
    waiting: list[str] = []
    for clause in _clauses(tokens(prompt)):
        found = _match(clause)
        words = [stem(word) for word in clause]
        if found is None:
            waiting += words
            unknown += _strange(clause, words)
            if layers:
                layers[-1] = _described(layers[-1], words)
                waiting = []
            continue
        name, phrase, first, last = found
        rest = words[:first] + words[last:]
        unknown += _strange(clause[:first] + clause[last:], rest)
        heard = _described(_described(neutral(name, phrase), waiting), [*rest, *words[first:last]])
        waiting = []
        if all(name != layer.recipe for layer in layers):
            layers.append(heard)
        else:
            layers = [_described(layer, rest) if layer.recipe == name else layer for layer in layers]
    if not layers:
        layers = [_described(neutral("whoosh" if seconds < SHORT else "roomtone", ""), waiting)]
    return Understood(tuple(layers[:LAYERS]), tuple(dict.fromkeys(unknown)))


def neutral(name: str, phrase: str = "") -> Heard:
    """A recipe as it is without a further word."""
    materials = recipes()[name].materials
    return Heard(name, phrase, DISTANCE, INTENSITY, materials[0] if materials else "")


def _clauses(words: list[str]) -> list[list[str]]:
    """The words between 'and', 'with' and commas; a phrase that holds one of these stays whole."""
    clauses: list[list[str]] = [[]]
    for word in words:
        if word in vocabulary().clauses or not word[0].isalpha():
            clauses.append([])
        else:
            clauses[-1].append(word)
    return [clause for clause in clauses if clause]


def _match(clause: list[str]) -> tuple[str, str, int, int] | None:
    """(recipe, phrase, first, last) of the phrase that wins in a clause."""
    stems = [stem(word) for word in clause]
    core = next((at for at, word in enumerate(clause) if word in vocabulary().prepositions), len(clause))
    longest = max(map(len, phrases()))
    best: tuple[tuple[bool, bool, int, int], tuple[str, str, int, int]] | None = None
    for first in range(len(clause)):
        for last in range(first + 1, min(len(clause), first + longest) + 1):
            exact = _exact().get(tuple(clause[first:last]))
            name, phrase = exact or phrases().get(tuple(stems[first:last]), ("", ""))
            if name:
                rank = (first < core or core == 0, len(phrase.split()) > 1, len(phrase), -first)
                if best is None or rank > best[0]:
                    best = rank, (name, phrase, first, last)
    return best[1] if best else None


def _described(heard: Heard, words: list[str]) -> Heard:
    """A sound with what further words say of it. The strongest word counts."""
    known = vocabulary()
    far = [known.distance[word] for word in words if word in known.distance]
    force = [known.intensity[word] for word in words if word in known.intensity]
    made_of = [known.material[word] for word in words if known.material.get(word) in recipes()[heard.recipe].materials]
    return heard._replace(
        distance=max(far, key=lambda value: abs(value - DISTANCE), default=heard.distance),
        intensity=max(force, key=lambda value: abs(value - INTENSITY), default=heard.intensity),
        material=made_of[-1] if made_of else heard.material,
    )


def _strange(clause: list[str], stems: list[str]) -> list[str]:
    """Words that are neither a sound nor say anything of one."""
    known = vocabulary()
    meant = known.silent | known.distance.keys() | known.intensity.keys() | known.material.keys() | known.prepositions
    heard = {part for phrase in phrases() for part in phrase}
    return [word for word, base in zip(clause, stems, strict=True) if base not in meant | heard and word not in meant]


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("backends.foley").joinpath(name).read_text(encoding="utf-8"))

"""What an English text means: a small transformer, read in numpy, that says what a film is, what a picture shows and which words do what.

The encoder is all-MiniLM-L6-v2 (6 layers of 384, 12 heads; Apache-2.0) with the word pieces that English needs, taught on marked
loglines and phrases by `scripts/train_meaning.py`, its weights in few bits a number beside this.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from io import BytesIO
from math import sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

MOST = 256
"""Word pieces that are read; what follows is not."""

LONGEST_WORD = 60
"""Characters of a word that is spelt in pieces."""

MOST_OF_WORD = 2
"""Pieces of a word that is known, or put together of two that are."""

HEADS, TINY = 12, 1e-12

PIECES = "pieces"
"""The head that is asked of every piece."""


@dataclass(frozen=True)
class Meaning:
    """What a text is taken for.

    `whole`: the log probability of each label of a question about the text: `genre` (or form) and `set` of a film, `scene` and
    `hour` of a picture. `pieces`: by the character at which a piece of the text begins, the log odds that a narrator pauses before
    it (`pause`), that it is said to the film maker alone (`order`), and that it is in the film's title (`title`).
    """

    whole: dict[str, dict[str, float]]
    pieces: dict[str, dict[int, float]]


@lru_cache(maxsize=64)
def meaning_of(text: str) -> Meaning:
    """What a text means. Some ten milliseconds a sentence."""
    net = _net()
    pieces, starts = _pieces(text, net.pieces)
    last = _encoded(net, pieces)
    mean, odds = last.mean(axis=0), _applied(net, PIECES, last)
    return Meaning(
        whole={
            head: dict(zip(labels, _log_softmax(_applied(net, head, mean)).tolist(), strict=True))
            for head, labels in net.labels.items()
            if head != PIECES
        },
        pieces={
            head: {at: float(value) for at, value in zip(starts, column, strict=True) if at >= 0}
            for head, column in zip(net.labels[PIECES], odds.T, strict=True)
        },
    )


@dataclass(frozen=True)
class Net:
    """The weights by name (`layer.0.attend` …), float32, and what the numbers of pieces and labels stand for."""

    weights: dict[str, Array]
    words: NDArray[np.int8]
    scales: Array
    pieces: dict[str, int]
    labels: dict[str, tuple[str, ...]]
    """By head, what its numbers stand for; those of `pieces` are asked of every piece."""


def _packed() -> dict[str, NDArray[Any]]:
    folder = resources.files("studio.analysis").joinpath("data")
    with np.load(BytesIO(folder.joinpath("meaning.npz").read_bytes())) as file:
        return {name: file[name] for name in file.files}


@cache
def _net() -> Net:
    packed = _packed()
    names = json.loads(bytes(packed.pop("names")).decode())
    words, scales = packed.pop("words"), packed.pop("words.scale").astype(np.float32)
    weights = {
        name: table.astype(np.float32) * packed[f"{name}.scale"].astype(np.float32)[:, None]
        if f"{name}.scale" in packed
        else table.astype(np.float32)
        for name, table in packed.items()
        if not name.endswith(".scale")
    }
    pieces = {piece: number for number, piece in enumerate(names["pieces"])}
    return Net(weights, words, scales, pieces, {head: tuple(labels) for head, labels in names["labels"].items()})


def _pieces(text: str, known: dict[str, int]) -> tuple[list[int], list[int]]:
    """The numbers of a text's word pieces, and the character of the text at which each begins (-1 for the frame)."""
    numbers, starts = [known["[CLS]"]], [-1]
    for word, places in _words(text):
        found = _spelt(word, known)
        numbers += [number for number, _ in found]
        starts += [places[at] for _, at in found]
    return [*numbers[: MOST - 1], known["[SEP]"]], [*starts[: MOST - 1], -1]


def is_strange(word: str) -> bool:
    """Whether a word is none that the encoder knows, nor two of them in one: 'everyhting', not 'postwoman'."""
    known = _net().pieces
    return len(_spelt(word.lower(), known)) > MOST_OF_WORD


def _words(text: str) -> list[tuple[str, list[int]]]:
    """The words and marks of a text in small letters without accents, each with where its letters stand in the text."""
    found: list[tuple[str, list[int]]] = []
    joins = False
    for at, char in enumerate(text):
        plain = [part for part in unicodedata.normalize("NFD", char.lower()) if unicodedata.category(part) != "Mn"]
        for part in plain:
            if part.isspace() or unicodedata.category(part) in ("Cc", "Cf"):
                joins = False
            elif unicodedata.category(part)[0] == "P" or part in "$+<=>^`|~" or ord(part) >= 0x3000:
                found.append((part, [at]))
                joins = False
            elif joins:
                found[-1] = found[-1][0] + part, [*found[-1][1], at]
            else:
                found.append((part, [at]))
                joins = True
    return found


def _spelt(word: str, known: dict[str, int]) -> list[tuple[int, int]]:
    """A word as the longest pieces from its left, each with its first letter's place in the word; one unknown if it has none."""
    found, begin = [], 0
    while begin < len(word):
        prefix = "##" if begin else ""
        end = next(
            (end for end in range(min(len(word), LONGEST_WORD), begin, -1) if prefix + word[begin:end] in known), begin
        )
        if end == begin:
            return [(known["[UNK]"], 0)]
        found.append((known[prefix + word[begin:end]], begin))
        begin = end
    return found


def _encoded(net: Net, pieces: list[int]) -> Array:
    """The last layer, pieces x 384."""
    rows = np.asarray(pieces)
    state = net.words[rows].astype(np.float32) * net.scales[rows, None] + net.weights["places"][: len(rows)]
    state = _normed(net, "first", state)
    layer = 0
    while f"layer.{layer}.attend" in net.weights:
        name = f"layer.{layer}"
        asked, offered, given = np.split(_applied(net, f"{name}.attend", state), 3, axis=1)
        split = (len(rows), HEADS, -1)
        asked, offered, given = (part.reshape(split).transpose(1, 0, 2) for part in (asked, offered, given))
        seen = np.exp(_log_softmax(asked @ offered.transpose(0, 2, 1) / sqrt(asked.shape[2]))) @ given
        seen = _applied(net, f"{name}.join", seen.transpose(1, 0, 2).reshape(len(rows), -1))
        state = _normed(net, f"{name}.joined", state + seen)
        inner = _gelu(_applied(net, f"{name}.widen", state))
        state = _normed(net, f"{name}.narrowed", state + _applied(net, f"{name}.narrow", inner))
        layer += 1
    return state


def _applied(net: Net, name: str, state: Array) -> Array:
    out: Array = state @ net.weights[name].T + net.weights[f"{name}.bias"]
    return out


def _normed(net: Net, name: str, state: Array) -> Array:
    mean = state.mean(axis=1, keepdims=True)
    spread = np.sqrt(((state - mean) ** 2).mean(axis=1, keepdims=True) + TINY)
    out: Array = (state - mean) / spread * net.weights[name] + net.weights[f"{name}.bias"]
    return out


def _gelu(state: Array) -> Array:
    """The Gaussian error linear unit; its error function after Abramowitz and Stegun, 7.1.26, right to 2e-7."""
    size = np.abs(state) / np.float32(sqrt(2))
    step = 1 / (1 + np.float32(0.3275911) * size)
    tail = step * (
        0.254829592 + step * (-0.284496736 + step * (1.421413741 + step * (-1.453152027 + step * 1.061405429)))
    )
    share = np.where(state < 0, tail * np.exp(-size * size), 2 - tail * np.exp(-size * size))
    out: Array = (0.5 * state * share).astype(np.float32)
    return out


def _log_softmax(odds: Array) -> Array:
    odds = odds - odds.max(axis=-1, keepdims=True)
    out: Array = odds - np.log(np.exp(odds).sum(axis=-1, keepdims=True))
    return out

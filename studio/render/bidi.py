"""Which way each part of a line is read: the Unicode Bidirectional Algorithm (UAX #9) without explicit embeddings."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
STRONG = ("L", "R", "AL")


def levels(text: str) -> tuple[int, ...]:
    """The embedding level of every letter: odd ones are read from right to left. The first strong letter leads."""
    kinds = [unicodedata.bidirectional(letter) or "ON" for letter in text]
    base = next((int(kind != "L") for kind in kinds if kind in STRONG), 0)
    neutral_as = "R" if base else "L"
    kinds = _neutrals(_numbers(kinds, neutral_as), neutral_as)
    deeper = {"L": (0, 1), "R": (1, 0), "EN": (2, 1), "AN": (2, 1)}
    return tuple(base + deeper[kind][base] for kind in kinds)


def reordered(parts: Sequence[tuple[int, T]]) -> tuple[T, ...]:
    """Parts with their levels, from left to right as they stand on the screen (rule L2)."""
    shown = list(parts)
    for level in range(max((level for level, _ in shown), default=0), 0, -1):
        at = 0
        while at < len(shown):
            end = at
            while end < len(shown) and shown[end][0] >= level:
                end += 1
            shown[at:end] = reversed(shown[at:end])
            at = max(end, at + 1)
    return tuple(part for _, part in shown)


def _numbers(kinds: list[str], before: str) -> list[str]:
    """Rules W1 to W7: marks go with their letters, numbers with their signs and with the script around them."""
    found = list(kinds)
    strong = last = before
    for at, kind in enumerate(found):
        if kind in ("NSM", "BN"):
            found[at] = last
        elif kind == "EN" and strong == "AL":
            found[at] = "AN"
        if found[at] in STRONG:
            strong = found[at]
        last = found[at]
    for at in range(1, len(found) - 1):
        left, kind, right = found[at - 1 : at + 2]
        if left == right and ((kind == "ES" and left == "EN") or (kind == "CS" and left in ("EN", "AN"))):
            found[at] = left
    for order in (range(len(found)), range(len(found) - 1, -1, -1)):
        near = ""
        for at in order:
            if found[at] == "ET" and near == "EN":
                found[at] = "EN"
            near = found[at]
    strong = before
    for at, kind in enumerate(found):
        if kind in STRONG:
            found[at] = strong = "L" if kind == "L" else "R"
        elif kind == "EN" and strong == "L":
            found[at] = "L"
        elif kind not in ("EN", "AN"):
            found[at] = "ON"
    return found


def _neutrals(kinds: list[str], base: str) -> list[str]:
    """Rules N1 and N2: what has no direction takes that of both its neighbours, or else the line's."""
    found = list(kinds)
    at = 0
    while at < len(found):
        end = at
        while end < len(found) and found[end] == "ON":
            end += 1
        if end > at:
            left = "L" if at and found[at - 1] == "L" else "R" if at else base
            right = "L" if end < len(found) and found[end] == "L" else "R" if end < len(found) else base
            found[at:end] = [left if left == right else base] * (end - at)
        at = max(end, at + 1)
    return found

"""Typefaces: the shipped fonts, which of them draws which letters of a text, and what none of them has."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from PIL import ImageFont, features

from studio.render.bidi import levels, reordered

FONTS = Path(__file__).parent / "fonts"
ALPHABETS = "NotoSans"
"""Latin, Greek, Cyrillic, Hebrew and Arabic in one file, so that a line of them is shaped as a whole."""
SCRIPTS = ("NotoDevanagari", "NotoThai")
HAN = ("NotoChinese", "NotoJapanese", "NotoKorean")
"""Share many characters and draw them in their own ways: the writing around them decides."""
EMOJI = "NotoEmoji"
JOINERS = "\u200c\u200d"
"""Control characters that spelling (Persian, Hindi) and emoji need."""
EMOJI_STYLE, KEYCAP = "\ufe0f", "\u20e3"
MOST_LETTERS = 400
JOINED = ("ARABIC", "SYRIAC", "DEVANAGARI", "THAI")
"""Scripts whose letters touch, stack or reorder: a run of them is shaped as a whole and never spaced out."""

Stack = tuple[str, ...]
"""Fonts in the order in which they are asked for a letter."""


@dataclass(frozen=True)
class Run:
    """Letters of a line that one font draws in one direction. `loose`: the share of a line's tracking they take."""

    text: str
    font: str
    right_to_left: bool
    loose: float


@lru_cache(maxsize=1)
def shapes() -> bool:
    """Can letters be joined, stacked and turned here? Pillow brings what does it, but the system's FriBiDi is needed too."""
    return bool(features.check("raqm"))


@lru_cache(maxsize=32)
def letters_of(font: str) -> frozenset[int]:
    """Code points a shipped font has glyphs for."""
    return frozenset(code for first, last in _listed()[font] for code in range(first, last + 1))


@lru_cache(maxsize=1)
def _listed() -> dict[str, list[list[int]]]:
    listed: dict[str, list[list[int]]] = json.loads((FONTS / "letters.json").read_text())
    return listed


@lru_cache(maxsize=32)
def digest(font: str) -> str:
    """Hash of a shipped font's file."""
    return hashlib.sha256((FONTS / f"{font}.ttf").read_bytes()).hexdigest()


@lru_cache(maxsize=64)
def face(font: str, size: int) -> ImageFont.FreeTypeFont:
    """A shipped font at a size in pixels."""
    return ImageFont.truetype(FONTS / f"{font}.ttf", max(4, size), layout_engine=ImageFont.Layout.RAQM)


def stack_for(text: str, font: str) -> Stack:
    """The fonts that draw a text: the style's own where it has every letter of its alphabets, else never a mixture."""
    alphabet = [
        letter for letter in text if letter.isalpha() and ord(letter) in letters_of(ALPHABETS) and ord(letter) > 127
    ]
    own = () if any(ord(letter) not in letters_of(font) for letter in alphabet) else (font,)
    names = {unicodedata.name(letter, "").split(" ")[0] for letter in text}
    first = "NotoJapanese" if names & {"HIRAGANA", "KATAKANA"} else "NotoKorean" if "HANGUL" in names else HAN[0]
    han = (first, *(name for name in HAN if name != first))
    return tuple(dict.fromkeys((*own, ALPHABETS, *SCRIPTS, *han, EMOJI)))


def clean(text: str, font: str) -> tuple[str, str]:
    """What of a text can be drawn, and which letters were left out because no shipped font has them.

    A letter that no font has is spelled by plainer ones where Unicode says how. Control characters and those that
    override the direction of writing go without a word; every kind of white space becomes one space. A text of more
    than 400 characters is cut.
    """
    text = spelled(text)
    stack = stack_for(text, font)
    kept: list[str] = []
    lost: list[str] = []
    for cluster in clusters(text):
        if cluster.isspace():
            kept.append(" ")
            continue
        shown = "".join(letter for letter in cluster if not _silent(letter))
        drawn = shown
        while drawn and drawer(drawn, stack) is None:
            drawn = drawn[:-1]
        kept.append(drawn)
        lost += [letter for letter in shown[len(drawn) :] if not _ignorable(letter) and letter not in lost]
    return " ".join("".join(kept).split()), "".join(lost)


def spelled(text: str) -> str:
    """The first 400 characters of a text; a letter that no font has is spelled by plainer ones that mean the same."""
    return "".join(map(_spelled, unicodedata.normalize("NFC", text[:MOST_LETTERS])))


def clusters(text: str) -> list[str]:
    """Letters with the marks that sit on them, emoji with what joins, colours or boxes them."""
    found: list[str] = []
    for letter in text:
        last = found[-1] if found else ""
        mark = unicodedata.category(letter).startswith("M") or letter in JOINERS or 0x1F3FB <= ord(letter) <= 0x1F3FF
        flag = _indicator(letter) and len(last) == 1 and _indicator(last)
        if last and not last.isspace() and (mark or flag or last[-1] == "\u200d"):
            found[-1] += letter
        else:
            found.append(letter)
    return found


def drawer(cluster: str, stack: Stack, before: str = "") -> str | None:
    """The font of a stack that has all of a cluster; one without a script of its own stays with the font before it.

    None, too, for a script that cannot be set without being shaped where nothing shapes it.
    """
    needed = {ord(letter) for letter in cluster if not _ignorable(letter)}
    if not needed:
        return before or stack[0]
    if not shapes() and unicodedata.name(cluster[0], "").split(" ")[0] in JOINED:
        return None
    if EMOJI_STYLE in cluster or KEYCAP in cluster:
        stack = (EMOJI, *stack)
    elif before and before != EMOJI and not cluster[0].isalpha():
        stack = (before, *stack)
    return next((font for font in stack if needed <= letters_of(font)), None)


@lru_cache(maxsize=512)
def runs(line: str, stack: Stack) -> tuple[Run, ...]:
    """A line's runs from left to right as they stand on the screen."""
    read = levels(line)
    font = ""
    pieces: list[tuple[tuple[str, int, bool], str]] = []
    position = 0
    for cluster in clusters(line):
        font = drawer(cluster, stack, font) or stack[0]
        pieces.append(((font, read[position], _joined(cluster, font)), cluster))
        position += len(cluster)
    grouped = [
        (level, Run("".join(cluster for _, cluster in group), font, level % 2 == 1, _loose(font, level, joined)))
        for (font, level, joined), group in groupby(_settled(pieces), key=lambda piece: piece[0])
    ]
    return reordered(grouped)


def _settled(
    pieces: list[tuple[tuple[str, int, bool], str]],
) -> Iterator[tuple[tuple[str, int, bool], str]]:
    """Spaces and signs inside a run of joined letters belong to it."""
    joined = False
    for (font, level, touches), cluster in pieces:
        joined = (touches and font != EMOJI) or (joined and not cluster[0].isalpha())
        yield (font, level, joined or touches), cluster


def _loose(font: str, level: int, joined: bool) -> float:
    """None where letters join or run to the left; square characters bring space of their own."""
    return 0.0 if joined or level % 2 else 0.3 if font in HAN else 1.0


def _joined(cluster: str, font: str) -> bool:
    return font == EMOJI or unicodedata.name(cluster[0], "").split(" ")[0] in JOINED


def _spelled(letter: str) -> str:
    """A letter no font has, by the plainer ones that mean the same."""
    if any(ord(letter) in letters_of(font) for font in (ALPHABETS, *SCRIPTS, *HAN, EMOJI)) or _ignorable(letter):
        return letter
    plain = unicodedata.normalize("NFKC", letter)
    if plain == letter:
        plain = unicodedata.normalize("NFD", letter)
    return plain if plain != letter else letter


def _silent(letter: str) -> bool:
    """Control, format and private characters: not drawn, and not missed."""
    return unicodedata.category(letter).startswith("C") and letter not in JOINERS and not _unknown(letter)


def _unknown(letter: str) -> bool:
    return unicodedata.category(letter) == "Cn" and ord(letter) > 0xFFFF


def _ignorable(letter: str) -> bool:
    return letter in JOINERS or 0xFE00 <= ord(letter) <= 0xFE0F


def _indicator(letter: str) -> bool:
    return len(letter) == 1 and 0x1F1E6 <= ord(letter) <= 0x1F1FF

"""Letters: every one drawn by a font that has it, scripts shaped and ordered right, lines broken where they may be."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageDraw, ImageFont

from studio.render import lettering, typefaces
from studio.render.bidi import levels
from studio.render.lettering import fit, ink, measure
from studio.render.title_styles import styles
from studio.render.titles import card, paint
from studio.render.typefaces import clean, face, letters_of, runs, stack_for
from studio.timeline.timeline import Title

SCRIPTS = {
    "latin": "Storm Łódź",
    "cyrillic": "Война и море",
    "greek": "Ωmega Æther",
    "hebrew": "אחות in London",
    "arabic": "أخت تبحث",
    "persian": "نمی‌خواهم",
    "hindi": "आख़िरी तूफ़ान",
    "thai": "พายุครั้งสุดท้าย",
    "chinese": "最后的风暴 龍",
    "japanese": "最後の嵐",
    "korean": "마지막 폭풍",
    "emoji": "👩‍🚀👍🏽 🇩🇪 ❤️ 1️⃣",
}
NOWHERE = "\U0010fffd"
"""A code point that no font has: what it draws is the font's empty box."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Every (text, font) that is drawn."""
    found: list[tuple[str, str]] = []
    true = ImageDraw.ImageDraw.text

    def text(self: Any, place: Any, words: str, *more: Any, **how: Any) -> None:
        found.append((words, str(how["font"].path).rsplit("/", 1)[-1].removesuffix(".ttf")))
        true(self, place, words, *more, **how)

    monkeypatch.setattr(ImageDraw.ImageDraw, "text", text)
    return found


@pytest.mark.parametrize("text", [*SCRIPTS.values(), "ქართული \ue000 \U0001fae8 x̂ ﬁ ①", "a\u202eb\x07"])
@pytest.mark.parametrize("style", styles())
def test_no_empty_box_is_ever_drawn(text: str, style: str, asked: list[tuple[str, str]]) -> None:
    found, _ = card(Title(id="t", text=text, subtext=text, style=style, start=0, frames=9), 160, 90)
    assert found is not None
    paint(found)
    assert asked
    for words, font in asked:
        for letter in words:
            silent = letter in typefaces.JOINERS or 0xFE00 <= ord(letter) <= 0xFE0F
            assert silent or ord(letter) in letters_of(font), (letter, font)


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=24))
def test_any_text_is_drawn_whole_or_what_is_left_out_is_said(text: str) -> None:
    kept, lost = clean(text, "Cinzel")
    stack = stack_for(kept, "Cinzel")
    drawn = "".join(run.text for run in runs(kept, stack))
    assert sorted(drawn) == sorted(kept)
    for run in runs(kept, stack):
        needed = {
            ord(letter) for letter in run.text if not (letter in "\u200c\u200d" or "\ufe00" <= letter <= "\ufe0f")
        }
        assert needed <= letters_of(run.font)
    for letter in lost:
        assert letter in unicodedata.normalize("NFC", text) or letter in unicodedata.normalize("NFKD", text)


@pytest.mark.parametrize("font", typefaces._listed())
def test_the_letters_listed_are_those_the_fonts_have(font: str) -> None:
    shapes = face(font, 24)
    box = bytes(shapes.getmask(NOWHERE))
    marks = [code for code in sorted(letters_of(font)) if unicodedata.category(chr(code))[0] in "LNS"]
    for code in marks[:: max(1, len(marks) // 60)]:
        assert bytes(shapes.getmask(chr(code))) != box, f"{font} U+{code:04X}"


@pytest.mark.parametrize("text", SCRIPTS.values(), ids=SCRIPTS.keys())
def test_a_texts_ink_is_as_wide_as_it_was_measured(text: str) -> None:
    kept, lost = clean(text, "BebasNeue")
    stack = stack_for(kept, "BebasNeue")
    assert not lost
    seen = np.flatnonzero(np.asarray(ink(kept, stack, 40, 0.1, 1)).max(axis=0))
    assert seen[-1] - seen[0] <= measure(kept, stack, 40, 0.1) + 3
    assert seen[-1] - seen[0] >= 0.8 * measure(kept, stack, 40, 0.1) - 12


def test_right_to_left_words_begin_on_the_right() -> None:
    one = np.asarray(ink("אב", ("NotoSans",), 40, 0, 1))
    first = np.asarray(ink("א", ("NotoSans",), 40, 0, 1))
    width = np.flatnonzero(first.max(axis=0)).size
    columns = np.flatnonzero(one.max(axis=0))
    right = one[:, columns[-1] - width + 1 : columns[-1] + 1]
    assert abs(float(right.sum()) - float(first.sum())) < 0.1 * float(first.sum())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("abc אבג", "abc|אבג"),
        ("אבג abc", "abc|אבג"),
        ("אב 12 גד", "גד|12|אב"),
        ("(אב) x", "x|(אב)"),
        ("א🐉ב", "ב|🐉|א"),
    ],
)
def test_parts_of_a_mixed_line_stand_where_the_standard_puts_them(text: str, shown: str) -> None:
    found = [run.text.strip() for run in runs(text, stack_for(text, "NotoSans"))]
    assert "|".join(part for part in found if part) == shown


def test_levels_of_a_price_in_hebrew() -> None:
    assert levels("אב 1,5%") == (1, 1, 1, 2, 2, 2, 2)


def test_arabic_letters_join() -> None:
    apart = sum(measure(letter, ("NotoSans",), 40, 0) for letter in "تبحث")
    assert measure("تبحث", ("NotoSans",), 40, 0.2) < 0.95 * apart


def test_the_writing_around_them_decides_how_shared_characters_are_drawn() -> None:
    for text, font in (("直す", "NotoJapanese"), ("直接", "NotoChinese"), ("한국直", "NotoKorean")):
        assert stack_for(text, "Cinzel").index(font) < 7 and font == next(
            name for name in stack_for(text, "Cinzel") if name in typefaces.HAN
        )


def test_chinese_and_japanese_break_between_letters_but_never_before_a_stop() -> None:
    text = "最後の嵐が来る、その前に灯台の扉を閉じろ。"
    lines, _ = fit(text, stack_for(text, "Cinzel"), 40, 0, 260, 200)
    assert len(lines) > 1 and "".join(lines) == text
    assert all(line[0] not in "、。" for line in lines)


def test_a_word_too_long_for_a_line_is_broken_not_cut() -> None:
    lines, size = fit("x" * 60, ("Cinzel",), 60, 0, 300, 200, least=14)
    assert size == 14 and "".join(lines) == "x" * 60


def test_control_and_direction_marks_go() -> None:
    assert clean("ab\u202edc \u2066x\u2069\x00\x1b", "BebasNeue") == ("abdc x", "")


def test_a_system_that_shapes_no_letters_still_sets_those_that_stand_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small systems lack FriBiDi: Latin and Hebrew are set, Hebrew from the right; Arabic is left out and named."""
    basic = ImageFont.truetype

    def plain(path: Path, size: int, layout_engine: int) -> ImageFont.FreeTypeFont:
        return basic(path, size, layout_engine=ImageFont.Layout.BASIC)

    typefaces.face.cache_clear()
    monkeypatch.setattr(ImageFont, "truetype", plain)
    for room in (typefaces, lettering):
        monkeypatch.setattr(room, "shapes", lambda: False)
    try:
        stack = typefaces.stack_for("שלום Ship", "BebasNeue")
        assert typefaces.clean("Ship سفينة", "BebasNeue")[1]
        drawn = [np.asarray(lettering.ink(word, stack, 40, 0.0, 1)) for word in ("אב", "Ship")]
        assert all(picture.max() > 200 for picture in drawn)
        letters = [np.asarray(lettering.ink(letter, stack, 40, 0.0, 1)) for letter in "אב"]
        inked = [np.flatnonzero(picture.any(axis=0)) for picture in (drawn[0], *letters)]
        width = inked[1][-1] - inked[1][0] + 1
        right = drawn[0][:, inked[0][-1] - width + 1 : inked[0][-1] + 1]
        assert np.array_equal(right > 128, letters[0][:, inked[1][0] : inked[1][-1] + 1] > 128)
    finally:
        typefaces.face.cache_clear()

"""Title cards: inside the safe area, hostile words tamed, no empty boxes, no letter without a font."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from studio.errors import BadInput
from studio.render import lettering
from studio.render.titles import STYLES, Card, card, draw, paint
from studio.timeline.shape import SHAPES
from studio.timeline.timeline import Title

HOSTILE = {
    "quote": 'It\'s "over", they said: 100%',
    "expansion": "%{localtime} %{e\\:1}",
    "override": "ab\u202edc\u2066x\u2069",
    "emoji": "🐉 fire",
    "hebrew": "אחות מחפשת את אחיה",
    "arabic": "أخت تبحث عن أخيها",
    "long": "storm " * 1000,
    "one word": "x" * 5000,
    "controls": "a\x00b\x1b[31mc\nd",
}


def made(text: str, width: int = 320, height: int = 180, **more: str) -> Card | None:
    return card(Title(id="t", text=text, start=0, frames=24, **more), width, height)[0]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("style", STYLES)
def test_the_letters_stay_inside_the_safe_area_of_every_shape(shape: str, style: str) -> None:
    width, height = (side // 4 * 2 for side in SHAPES[shape])
    found = made("A keeper who must close the door in the sea before the last storm", width, height, style=style)
    assert found is not None
    picture, x, y = paint(found)
    solid = np.argwhere(np.asarray(picture)[..., 3] > 200)
    (top, left), (bottom, right) = solid.min(axis=0), solid.max(axis=0)
    assert x + left >= width * 0.05 and x + right <= width * 0.95
    assert y + top >= height * 0.08 and y + bottom <= height * 0.92


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("style", STYLES)
def test_hostile_titles_are_drawn_and_fit(text: str, style: str) -> None:
    found = made(text, style=style)
    assert found is not None
    picture, x, y = paint(found)
    assert x >= 0 and y >= 0 and x + picture.width <= 320 and y + picture.height <= 180
    assert (x, y) == (x // 2 * 2, y // 2 * 2)


def test_control_and_direction_marks_go() -> None:
    assert lettering.clean("ab\u202edc \u2066x\u2069\x00\x1b", "BebasNeue") == ("abdc x", "")


def test_letters_no_font_has_are_left_out_and_named() -> None:
    found, notes = card(Title(id="t", text="🐉 Fire", start=0, frames=24), 320, 180)
    assert found is not None and found.text == "FIRE"
    assert notes == ("Title 't' is shown without '🐉': no shipped font has it.",)


def test_a_title_of_nothing_but_unknown_letters_is_no_card() -> None:
    found, notes = card(Title(id="t", text="龍 🐉", start=0, frames=24), 320, 180)
    assert found is None and "no letters that can be shown" in notes[-1]


@pytest.mark.parametrize("text", ["Storm", "Война и море", "אחות in London", "أخت تبحث", "Ωmega Æther"])
def test_the_font_of_a_text_has_every_letter_of_it(text: str) -> None:
    font = lettering.font_for(text, "Cinzel")
    assert {ord(letter) for letter in text} <= lettering.letters_of(font) | {32}
    box = np.asarray(lettering.ink(text, font, 20, 0.1, 1))
    missing = np.asarray(lettering.ink("\U0010fffd" * len(text), font, 20, 0.1, 1))
    assert box.shape != missing.shape or not np.array_equal(box, missing)


def test_the_letters_listed_are_those_the_fonts_have() -> None:
    face = lettering.face("NotoSans", 30)
    empty = bytes(face.getmask("\U0010fffd"))
    for code in (0x41, 0x416, 0x3A9, 0x5D0, 0x627, 0x1E9E):
        assert code in lettering.letters_of("NotoSans") and bytes(face.getmask(chr(code))) != empty


def test_right_to_left_words_begin_on_the_right() -> None:
    one = np.asarray(lettering.ink("אב", "NotoSans", 40, 0, 1))
    first = np.asarray(lettering.ink("א", "NotoSans", 40, 0, 1))
    width = np.flatnonzero(first.max(axis=0)).size
    columns = np.flatnonzero(one.max(axis=0))
    right = one[:, columns[-1] - width + 1 : columns[-1] + 1]
    assert abs(float(right.sum()) - float(first.sum())) < 0.1 * float(first.sum())


def test_a_card_is_drawn_once_and_named_by_what_it_shows(tmp_path: Path) -> None:
    first, second = made("Storm"), made("Calm")
    assert first is not None and second is not None and first.digest != second.digest
    drawn = draw(first, tmp_path)
    stamp = drawn.path.stat().st_mtime_ns
    assert draw(first, tmp_path) == drawn and drawn.path.stat().st_mtime_ns == stamp
    assert [path.name for path in tmp_path.iterdir()] == [f"{first.digest}.png"]


def test_an_unknown_style_is_refused() -> None:
    with pytest.raises(BadInput, match="'comic' is no title style"):
        made("Storm", style="comic")

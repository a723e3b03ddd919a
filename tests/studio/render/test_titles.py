"""Title cards: inside the safe area, read on every picture, hostile and foreign words right, as golden pictures show."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from studio.errors import BadInput
from studio.render import titles
from studio.render.title_styles import captions, safe, styles
from studio.render.titles import Card, card, draw, paint
from studio.timeline.shape import SHAPES
from studio.timeline.timeline import Title

GOLDEN = Path(__file__).parent / "golden" / "titles"
WORDS: dict[str, tuple[str, str, str]] = {
    "quotes": ("epic", 'It\'s "over", they said: 100%', "C:\\fonts; drop=1"),
    "expansion": ("steel", "%{localtime} %{e\\:1}", "{\\fs80}x"),
    "override": ("report", "ab\u202edc\u2066x\u2069 a\x00b\x1b[31m", ""),
    "hebrew": ("serif", "אחות 2 London (מחפשת)", "חורף 2026"),
    "arabic": ("epic", "أخت تبحث عن أخيها", "شتاء 2026"),
    "chinese": ("dread", "最后的风暴", "龍與虎"),
    "japanese": ("tension", "最後の嵐が来る、その前に灯台の扉を閉じろ。", "この冬"),
    "korean": ("orbit", "마지막 폭풍 2026", "올겨울"),
    "hindi": ("festive", "आख़िरी तूफ़ान", "सर्दियों में"),
    "thai": ("deco", "พายุครั้งสุดท้าย", ""),
    "emoji": ("bubble", "👩‍🚀 Rocket 👍🏽 1️⃣ 🇩🇪", "❤️ fire 🐉"),
    "marks": ("romance", "Tiếng Việt, Łódź, Ǻrø, Ёлка", "Ὀδύσσεια"),
    "spelled": ("starlight", "ﬁre 𝐁𝐨𝐥𝐝 ① ქართული storm", ""),
    "long": ("clean", "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz " * 3, "x" * 300),
}


def made(text: str, width: int = 320, height: int = 180, **more: str) -> Card | None:
    return card(Title(id="t", text=text, start=0, frames=24, **more), width, height)[0]


def over(found: Card, ground: tuple[int, int, int]) -> NDArray[np.float32]:
    """A card as it is seen over one colour."""
    picture, x, y = paint(found)
    frame = Image.new("RGB", (found.width, found.height), ground)
    frame.paste(picture, (x, y), picture)
    return np.asarray(frame, np.float32)


@pytest.mark.parametrize("name", WORDS)
def test_hostile_and_foreign_titles_look_as_the_golden_pictures(name: str) -> None:
    style, text, sub = WORDS[name]
    found = made(text, style=style, subtext=sub)
    assert found is not None
    seen, path = over(found, (58, 64, 74)), GOLDEN / f"{name}.png"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        Image.fromarray(seen.astype(np.uint8)).save(path)
        pytest.fail(f"{path} was missing: it is written now. Look at it, then keep it.")
    with Image.open(path) as picture:
        golden = np.asarray(picture, np.float32)
    # Another build of the font library may move an edge by a part of a pixel, but no letter.
    difference = np.abs(_coarse(seen) - _coarse(golden))
    assert difference.mean() < 1.0 and difference.max() < 60, f"If the change is meant, delete {path} and run again."


def _coarse(frame: NDArray[np.float32]) -> NDArray[np.float32]:
    height, width, _ = frame.shape
    blocks: NDArray[np.float32] = frame.reshape(height // 2, 2, width // 2, 2, 3).mean(axis=(1, 3))
    return blocks


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("style", styles())
def test_the_letters_stay_inside_the_safe_area_of_every_shape(shape: str, style: str) -> None:
    width, height = (side // 4 * 2 for side in SHAPES[shape])
    found = made(
        "A keeper who must close the door in the sea before the last storm", width, height, style=style, subtext="Soon"
    )
    assert found is not None
    letters = titles.lay(found.text, found.subtext, styles()[style], width, height).letters.getbbox()
    assert letters is not None
    area = safe(width, height)
    assert letters[0] >= area.left - 1 - width * 0.02 and letters[2] <= area.right + 1 + width * 0.05
    assert letters[1] >= area.top - 1 and letters[3] <= area.bottom + 1


@pytest.mark.parametrize("style", styles())
@pytest.mark.parametrize("text", ["The Last Storm", "Der Sturm über der See und die letzte Nacht der Wärter"])
def test_letters_are_read_on_a_bright_picture_and_on_a_black_one(style: str, text: str) -> None:
    found = made(text, 640, 360, style=style)
    assert found is not None
    laid = titles.lay(found.text, found.subtext, styles()[style], 640, 360)
    solid = np.asarray(laid.letters) > 200
    ring = (np.asarray(laid.letters.filter(ImageFilter.MaxFilter(7))) > 200) & (np.asarray(laid.letters) < 3)
    # A title stands on a bright sky for seconds; a caption must be read at once, on anything.
    least = 4.5 if style in captions() else 2.5
    for ground in ((232, 236, 240), (0, 0, 0)):
        light = _luminance(over(found, ground))
        pair = sorted((float(np.median(light[solid])) + 0.05, float(np.median(light[ring])) + 0.05))
        assert pair[1] / pair[0] >= least, f"{style} on {ground}"


def _luminance(frame: NDArray[np.float32]) -> NDArray[np.float32]:
    """Relative luminance, as WCAG 2 defines it."""
    share = frame / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    weighed: NDArray[np.float32] = linear @ np.array([0.2126, 0.7152, 0.0722], np.float32)
    return weighed


def test_styles_look_unlike_each_other() -> None:
    seen = {}
    for style in styles():
        found = made("The Last Storm", style=style)
        assert found is not None
        seen[style] = over(found, (58, 64, 74))
    names = list(seen)
    for at, name in enumerate(names):
        for other in names[at + 1 :]:
            assert np.abs(seen[name] - seen[other]).mean() > 0.4, (name, other)
    assert len(names) - len(captions()) >= 6


@pytest.mark.parametrize("shape", ["16:9", "9:16", "1:1"])
@pytest.mark.parametrize("style", captions())
def test_captions_stand_below_every_face(shape: str, style: str) -> None:
    width, height = SHAPES[shape]
    found = made("Nobody talks about the secret letter that came", width, height, style=style)
    assert found is not None
    box = titles.lay(found.text, "", styles()[style], width, height).letters.getbbox()
    assert box is not None
    assert box[1] > 0.66 * height and box[3] <= safe(width, height).bottom


def test_a_long_title_stays_large_enough_to_read() -> None:
    text = "The unbelievably long and winding story of a keeper and the door that he should never have opened"
    found = made(text, 1280, 720)
    assert found is not None
    assert titles.lay(found.text, "", styles()["epic"], 1280, 720).size >= 0.036 * 720


def test_a_title_of_nothing_but_unknown_letters_is_no_card() -> None:
    found, notes = card(Title(id="t", text="ქართული", start=0, frames=24), 320, 180)
    assert found is None and "no letters that can be shown" in notes[-1]


def test_letters_no_font_has_are_left_out_and_named() -> None:
    found, notes = card(Title(id="t", text="Ქ Fire", start=0, frames=24), 320, 180)
    assert found is not None and found.text == "FIRE"
    assert notes == ("Title 't' is shown without 'Ქ': no shipped font has it.",)


def test_a_card_is_drawn_once_and_named_by_what_it_shows(tmp_path: Path) -> None:
    first, second = made("Storm"), made("Calm")
    assert first is not None and second is not None and first.digest != second.digest
    drawn = draw(first, tmp_path)
    stamp = drawn.path.stat().st_mtime_ns
    assert draw(first, tmp_path) == drawn and drawn.path.stat().st_mtime_ns == stamp
    assert [path.name for path in tmp_path.iterdir()] == [f"{first.digest}.png"]
    assert (drawn.x, drawn.y) == (drawn.x // 2 * 2, drawn.y // 2 * 2)


def test_an_unknown_style_is_refused() -> None:
    with pytest.raises(BadInput, match="'crayon' is no title style"):
        made("Storm", style="crayon")

"""Captions burned in: only where they are asked for, in time, below every face, above a lower third."""

from __future__ import annotations

import numpy as np
import pytest
from counted import clip, frames

from studio.datafolder import DataFolder
from studio.errors import BadInput
from studio.render.burned import burned
from studio.render.film import render
from studio.render.plan import Media, plan
from studio.render.title_layout import lay
from studio.render.title_styles import styles
from studio.render.titles import card, paint
from studio.settings import Settings
from studio.shelf.assets import Shelf
from studio.timeline.timeline import Caption, Clip, Timeline, Title

LINES = (Caption(text="They said the light\nwould never go out.", start=4, end=20),)


def film(**changes: object) -> Timeline:
    values: dict[str, object] = {
        "width": 320, "height": 180, "frames": 48, "captions": LINES, "caption_style": "caption_plain",
    }  # fmt: skip
    return Timeline.model_validate(values | changes)


def test_without_being_asked_no_caption_is_in_the_picture() -> None:
    assert burned(film(caption_style="")) == ()


def test_a_caption_is_in_the_picture_while_it_is_said(data: DataFolder) -> None:
    shelf = Shelf(data)
    ground = clip(shelf, 60, 56, 0, size=(320, 180))
    picture = (Clip(id="c", asset=ground.id, start=0, frames=48, source_in=4, source_frames=56),)
    timeline = film(picture=picture)
    seen = frames(render(timeline, shelf, data=data, settings=Settings(), recipe={}).path)
    lit = [int((frame[120:] > 200).sum()) for frame in seen]
    assert lit[3] == 0 and lit[20] == 0 and min(lit[6:18]) > 500
    assert max(int((frame[:118] > 100).sum()) for frame in seen) == 0


def test_captions_cut_no_segment_of_their_own() -> None:
    timeline = film()
    found = plan(timeline, {"caption1": "digest"}, lambda asset: Media(320, 180, "24"))
    assert len(found.segments) == 1
    (overlay,) = found.segments[0].overlays
    assert (overlay.start, overlay.end, overlay.fade_in, overlay.fade_out) == (4, 20, 2, 2)


@pytest.mark.parametrize("size", [(320, 180), (180, 320), (180, 180)])
@pytest.mark.parametrize("style", ["caption_plain", "caption_plate", "caption_bold"])
def test_a_caption_stands_above_a_lower_third_and_still_below_the_middle(size: tuple[int, int], style: str) -> None:
    third = Title(id="t", text="Anna Rey", subtext="Rescuer", style="lower", start=0, frames=24)
    timeline = film(width=size[0], height=size[1], titles=(third,), caption_style=style)
    ((shown, lift),) = burned(timeline)
    found, _ = card(shown, *size, lift)
    plate, _ = card(third, *size)
    assert found is not None and plate is not None and lift > 0
    _, _, top = paint(plate)
    words = lay(found.text, "", styles()[style], *size, lift).letters.getbbox()
    assert words is not None
    assert words[3] <= top + 2 and words[1] >= 0.45 * size[1]


def test_a_title_in_the_middle_moves_no_caption() -> None:
    title = Title(id="t", text="Storm", start=0, frames=24)
    ((_, lift),) = burned(film(titles=(title,)))
    assert lift == 0


def test_words_that_a_title_shows_already_are_not_said_twice() -> None:
    title = Title(id="t", text="THEY SAID THE LIGHT WOULD NEVER GO OUT", start=0, frames=24)
    assert burned(film(titles=(title,))) == ()


def test_a_style_that_is_none_of_captions_is_refused() -> None:
    with pytest.raises(BadInput, match="'epic' is no style of captions"):
        burned(film(caption_style="epic"))


def test_a_title_that_slides_in_comes_to_rest_on_its_place(data: DataFolder) -> None:
    shelf = Shelf(data)
    title = Title(id="t", text="Anna Rey", style="lower", start=0, frames=40, fade_in=0, fade_out=0)
    timeline = film(titles=(title,), captions=(), caption_style="")
    seen = frames(render(timeline, shelf, data=data, settings=Settings(), recipe={}).path)
    lefts = [int(np.flatnonzero((frame > 120).any(axis=(0, 2)))[0]) for frame in (seen[1], seen[5], seen[14], seen[30])]
    assert lefts[0] < lefts[1] < lefts[2] == lefts[3]

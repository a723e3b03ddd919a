"""Every transition, rendered tiny: the cut stays where it is, and its middle frames look as its name says."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from counted import HEIGHT, WIDTH, clip, frames, greys
from numpy.typing import NDArray
from PIL import Image

from studio.datafolder import DataFolder
from studio.render.film import render
from studio.render.joining import GRAPHS
from studio.render.transitions import KINDS
from studio.settings import Settings
from studio.shelf.assets import Asset, Shelf
from studio.shelf.probe import probe
from studio.timeline.timeline import Clip, Timeline, Transition

Frames = list[NDArray[np.float32]]
LENGTH, AT = 12, 24
"""Frames of a transition, and where its cut lies."""


@pytest.fixture
def shelf(data: DataFolder) -> Shelf:
    return Shelf(data)


def chequered(shelf: Shelf, colour: tuple[int, int, int]) -> Asset:
    """A still of bars and a square in its middle, in one colour and half of it."""
    picture = np.zeros((72, 128, 3), np.uint8)
    picture[:] = colour
    picture[:, ::8] //= 2
    picture[::8] //= 2
    picture[30:42, 58:70] = 255
    path = shelf.data.tmp / f"still-{colour[0]}.png"
    Image.fromarray(picture).save(path)
    return shelf.commit(path, "image", recipe={}, facts=probe(path))


def seen(shelf: Shelf, kind: str) -> Frames:
    """A film of a red still and a blue one, joined by a transition of a kind."""
    picture = tuple(
        Clip(id=f"c{n}", asset=chequered(shelf, colour).id, start=n * 24, frames=24)
        for n, colour in enumerate(((180, 60, 40), (40, 70, 170)))
    )
    joins = (Transition(kind=kind, at=AT, frames=LENGTH),)
    timeline = Timeline(width=128, height=72, frames=48, picture=picture, transitions=joins)
    film = render(timeline, shelf, data=shelf.data, settings=Settings(), recipe={})
    found = [frame.astype(np.float32) for frame in frames(film.path)]
    assert len(found) == 48
    return found


def red(frame: NDArray[np.float32]) -> float:
    """How much of a frame is the first clip: 1 all, 0 nothing."""
    tone = frame.reshape(-1, 3).mean(axis=0)
    return float(np.clip((tone[0] - tone[2] + 120) / 240, 0, 1))


def detail(frame: NDArray[np.float32]) -> float:
    """Mean step from a pixel to its right neighbour."""
    return float(np.abs(np.diff(frame.mean(axis=2), axis=1)).mean())


@pytest.mark.parametrize("kind", [name for name in KINDS if name != "cut"])
def test_nothing_outside_a_transition_changes_and_no_cut_moves(shelf: Shelf, kind: str) -> None:
    found = seen(shelf, kind)
    before, after = found[0], found[47]
    for index in range(AT - LENGTH // 2):
        assert np.abs(found[index] - before).mean() < 2.5, index
    for index in range(AT + LENGTH // 2, 48):
        assert np.abs(found[index] - after).mean() < 2.5, index
    inside = found[AT - LENGTH // 2 : AT + LENGTH // 2]
    assert any(np.abs(frame - before).mean() > 8 and np.abs(frame - after).mean() > 8 for frame in inside)


def test_every_way_of_joining_is_used_and_there_are_ten_and_more() -> None:
    assert {kind.how for kind in KINDS.values()} - {"cut"} == set(GRAPHS)
    assert len(KINDS) >= 12


def dissolved(found: Frames) -> None:
    assert 0.3 < red(found[AT]) < 0.7


def flashed(found: Frames) -> None:
    assert found[AT].min() > 245 and red(found[AT - 3]) > 0.5 > red(found[AT + 4])


def slammed(found: Frames) -> None:
    assert max(frame.max() for frame in found[AT - 6 : AT]) < 6
    assert np.abs(found[AT] - found[47]).mean() < 4


def warm(found: Frames) -> None:
    tone = found[AT].reshape(-1, 3).mean(axis=0)
    assert tone[0] > tone[1] > tone[2] and tone[0] > 200


def cold(found: Frames) -> None:
    tone = found[AT].reshape(-1, 3).mean(axis=0)
    assert tone[2] > tone[1] > tone[0] and tone[2] > 200


def pushed(found: Frames) -> None:
    middle = found[AT]
    assert red(middle[:, :40]) > 0.75 and red(middle[:, -40:]) < 0.25
    assert detail(middle) > 0.6 * detail(found[0])


def whipped(found: Frames) -> None:
    middle = found[AT]
    assert red(middle[:, :30]) > 0.65 and red(middle[:, -30:]) < 0.35
    assert detail(middle) < 0.5 * detail(found[0])


def rolled(found: Frames) -> None:
    middle = min(found[AT - 2 : AT + 3], key=lambda frame: float(frame.mean(axis=(1, 2)).min()))
    rows = middle.mean(axis=(1, 2))
    bar = int(rows.argmin())
    assert rows[bar] < 40 and 0 < bar < 71
    assert red(middle[: max(1, bar - 4)]) > 0.6 and red(middle[bar + 5 :]) < 0.4


def punched(found: Frames) -> None:
    white = [int((frame.min(axis=2) > 200).sum()) for frame in found]
    assert white[AT - 1] > 2 * white[0] and red(found[AT - 1]) > 0.6
    assert red(found[AT]) < 0.4 and white[AT] > 1.2 * white[47]
    assert all(not 0.45 < red(frame) < 0.55 for frame in found)


def closed(found: Frames) -> None:
    late, soon = found[AT - 3], found[AT + 3]
    assert late[:8, :8].mean() < 30 < late[30:42, 50:78].mean() and red(late[28:44, 50:78]) > 0.5
    assert soon[:8, :8].mean() < 30 < soon[30:42, 50:78].mean()
    assert found[AT].mean() < 30 and found[AT - 1].mean() < 30


def wiped(found: Frames) -> None:
    shares = [red(found[AT][:, start : start + 16]) for start in range(0, 128, 16)]
    assert shares[0] > shares[-1] + 0.4 and shares == sorted(shares, reverse=True)


def torn(found: Frames) -> None:
    inside = found[AT - 5 : AT + 5]
    jumps = np.abs(np.diff([red(frame) for frame in inside]))
    assert (jumps > 0.3).sum() >= 3
    assert max(np.abs(frame[11:40] - found[0][11:40]).mean() for frame in inside[:2]) > 10


def refocused(found: Frames) -> None:
    sharp = detail(found[0])
    assert detail(found[AT]) < 0.5 * sharp
    assert 0.35 < red(found[AT]) < 0.65
    assert detail(found[AT - 6]) > detail(found[AT - 3]) > detail(found[AT - 1])
    assert detail(found[AT + 5]) > detail(found[AT + 1])


LOOKS: dict[str, Callable[[Frames], None]] = {
    "dissolve": dissolved,
    "flash": flashed,
    "smash": slammed,
    "burn": warm,
    "aurora": cold,
    "sunburst": warm,
    "push": pushed,
    "whip": whipped,
    "roll": rolled,
    "punch": punched,
    "iris": closed,
    "wipe": wiped,
    "glitch": torn,
    "focus": refocused,
}


@pytest.mark.parametrize("kind", LOOKS)
def test_the_middle_of_a_transition_looks_as_its_name_says(shelf: Shelf, kind: str) -> None:
    LOOKS[kind](seen(shelf, kind))


@pytest.mark.parametrize("kind", ["push", "glitch", "focus", "wipe", "whip"])
def test_both_clips_run_on_under_a_transition(shelf: Shelf, kind: str) -> None:
    clips = tuple(
        Clip(id=f"c{n}", asset=clip(shelf, first).id, start=n * 12, frames=12, source_in=8, source_frames=28)
        for n, first in enumerate((40, 140))
    )
    timeline = Timeline(
        width=WIDTH, height=HEIGHT, frames=24, picture=clips, transitions=(Transition(kind=kind, at=12, frames=8),)
    )
    film = render(timeline, shelf, data=shelf.data, settings=Settings(), recipe={})
    seen = greys(film.path)
    assert np.abs(np.array(seen[:8]) - [64 + 3 * n for n in range(8)]).max() < 1.5
    assert np.abs(np.array(seen[16:]) - [164 + 3 * n for n in range(4, 12)]).max() < 1.5
    for index in range(8, 16):
        assert 64 + 3 * index - 8 < seen[index] < 164 + 3 * (index - 12) + 8


@pytest.mark.parametrize("kind", ["punch", "iris", "smash", "flash"])
def test_what_shows_one_clip_at_a_time_needs_no_handles(shelf: Shelf, kind: str) -> None:
    clips = tuple(
        Clip(id=f"c{n}", asset=clip(shelf, first, 12).id, start=n * 12, frames=12, source_frames=12)
        for n, first in enumerate((40, 140))
    )
    timeline = Timeline(
        width=WIDTH, height=HEIGHT, frames=24, picture=clips, transitions=(Transition(kind=kind, at=12, frames=8),)
    )
    film = render(timeline, shelf, data=shelf.data, settings=Settings(), recipe={})
    assert film.report["notes"] == [] and abs(greys(film.path)[16] - 152) < 2


def test_two_equal_stills_can_be_joined(shelf: Shelf) -> None:
    still = chequered(shelf, (180, 60, 40))
    picture = tuple(Clip(id=f"c{n}", asset=still.id, start=n * 12, frames=12) for n in range(2))
    for kind in ("dissolve", "push"):
        joins = (Transition(kind=kind, at=12, frames=8),)
        timeline = Timeline(width=128, height=72, frames=24, picture=picture, transitions=joins)
        assert render(timeline, shelf, data=shelf.data, settings=Settings(), recipe={}).path.exists()

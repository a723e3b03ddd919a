"""What kernels leave out and fill in: straight light stays straight, edges stay edges, near ground has no streaks."""

from __future__ import annotations

import operator
from typing import Any

import numpy as np
import pytest
from numba import types
from numba.core.registry import cpu_target
from numba.core.types import functions
from numpy.typing import NDArray

from backends.previz.atlas import Atlas
from backends.previz.direction import direct
from backends.previz.kernels import between, lookup, sea, sky, sprites
from backends.previz.kernels.single import kernel
from backends.previz.painter import Canvas, Painter

Array = NDArray[np.float32]
HALF = 0.5


@kernel
def halved(x: float) -> float:
    """A kernel that multiplies by its module's own fraction."""
    return x * HALF


def test_a_modules_own_fraction_is_single_precision_in_its_kernels() -> None:
    assert halved(3.0) == 1.5
    (signature,) = halved.signatures  # type: ignore[attr-defined]
    assert halved.overloads[signature].signature.return_type == types.float32  # type: ignore[attr-defined]


def test_what_an_operator_gives_for_its_types_is_looked_up_once(monkeypatch: pytest.MonkeyPatch) -> None:
    context = cpu_target.typing_context
    context.refresh()
    added = context.resolve_value_type(operator.add)
    searched: list[Any] = []
    search = functions._ResolutionFailures  # type: ignore[attr-defined]

    def counted(*args: Any, **kws: Any) -> Any:
        searched.append(args)
        return search(*args, **kws)

    monkeypatch.setattr(functions, "_ResolutionFailures", counted)
    for left, right, given in (
        (types.float32, types.int16, types.float32),
        (types.float32, types.int16, types.float32),
        (types.int16, types.int16, types.int64),
    ):
        assert added.get_call_type(context, (left, right), {}).return_type == given
    assert len(searched) == 2


def slope(rows: int, columns: int) -> Array:
    """Light that rises evenly to the right and downward."""
    down, right = np.mgrid[:rows, :columns]
    return np.ascontiguousarray(np.repeat((0.01 * right + 0.02 * down)[..., None], 3, 2), np.float32)


def test_pixels_between_painted_ones_continue_straight_light() -> None:
    whole = slope(9, 13)
    half = whole.copy()
    half[np.add(*np.mgrid[:9, :13]) % 2 == 1] = 9
    depth = np.ones((9, 13), np.float32)
    between.fill_pixels(half, depth)
    assert np.abs(half - whole)[1:-1, 1:-1].max() < 1e-5


@pytest.mark.parametrize("across", [True, False])
def test_pixels_between_painted_ones_keep_an_edge(across: bool) -> None:
    whole = np.zeros((10, 12, 3), np.float32)
    whole[:, 6:] = 1
    whole = whole if across else np.ascontiguousarray(whole[:, :10].transpose(1, 0, 2))
    half = whole.copy()
    half[np.add(*np.mgrid[: len(half), : half.shape[1]]) % 2 == 1] = 9
    between.fill_pixels(half, np.ones(half.shape[:2], np.float32))
    assert np.abs(half - whole)[1:-1, 1:-1].max() < 0.05


def test_rows_between_painted_ones_continue_straight_light_and_take_the_nearer_depth() -> None:
    whole = slope(9, 5)
    half, depth = whole.copy(), np.repeat(np.arange(9, dtype=np.float32)[:, None], 5, 1)
    half[1::2], depth[1::2] = 9, 99
    between.fill_rows(half, depth)
    assert np.abs(half - whole).max() < 1e-5
    assert depth[1::2, 0].tolist() == [0, 2, 4, 6]


@pytest.mark.parametrize("step", [2, 4])
def test_water_between_painted_pixels_stops_at_what_stands_before_it(step: int) -> None:
    out, depth = slope(1, 17), np.full((1, 17), 50, np.float32)
    whole = out.copy()
    depth[0, ::step] = 7
    out[0, np.arange(17) % step != 0] = 9
    out[0, 9], depth[0, 9] = 3, 2
    sea.fill_row(out, depth, 0, 0, step, 7.0)
    assert out[0, 9, 0] == 3 and depth[0, 9] == 2
    assert np.abs(np.delete(out - whole, 9, 1)).max() < 1e-5
    assert (np.delete(depth, 9, 1) == 7).all()


@pytest.mark.parametrize(("rows", "columns"), [(16, 24), (17, 27)])
def test_a_soft_layer_is_drawn_straight_between_its_pixels(rows: int, columns: int) -> None:
    small = slope(rows // 4 + 2, columns // 4 + 2)
    out = np.zeros((rows, columns, 3), np.float32)
    covered = np.zeros((rows, columns), np.float32)
    covered[rows // 2 :] = 1
    covered[rows // 2 - 1, 3] = 0.25
    sky.put_sky_behind(out.reshape(rows, -1), covered, small.reshape(len(small), -1))
    down, right = (np.mgrid[:rows, :columns] + 0.5) / lookup.SMALLER - 0.5
    wanted = 0.01 * right.clip(0) + 0.02 * down.clip(0)
    wanted[rows // 2 :] = 0
    wanted[rows // 2 - 1, 3] *= 0.75
    assert np.abs(out[..., 1] - wanted).max() < 1e-5


@pytest.mark.parametrize("faces_left", [0.0, 1.0])
def test_leaving_out_a_sprites_air_changes_nothing(faces_left: float) -> None:
    atlas = Atlas(["fir1", "keeper"])
    for name in ("fir1", "keeper"):
        cut = atlas.cuts[name]
        level = cut.levels[1]
        row = np.zeros((1, sprites.COLUMNS), np.float32)
        row[0, [sprites.X, sprites.FOOT, sprites.WIDTH, sprites.HEIGHT]] = 60, 110, 90 * cut.wide / cut.tall, 90
        row[0, [sprites.OFFSET, sprites.TEXELS_X, sprites.TEXELS_Y]] = level
        row[0, [sprites.FLIP, sprites.LEAN, sprites.DISTANCE]] = faces_left, 0.1, 10
        row[0, sprites.BODY : sprites.BODY + 3] = 1, 0.5, 0.2
        fog = np.zeros(3, np.float32)
        pictures = []
        for whole in (False, True):
            texels = atlas.texels.copy()
            if whole:
                spans = level.offset + level.width * level.height * 4
                texels[spans : spans + level.height * 2] = np.tile([0, level.width], level.height)
            picture = np.zeros((120, 120, 3), np.float32)
            sprites.paint_sprites(picture, np.full((120, 120), 1e5, np.float32), texels, row, fog)
            pictures.append(picture)
        assert pictures[0].max() > 0.3
        assert np.abs(pictures[0] - pictures[1]).max() < 0.004


def waterline(lapped: float, lap: float) -> np.ndarray:
    """Lowest painted row of each column of a rock that stands in a plane of water."""
    atlas = Atlas(["rock1"])
    cut = atlas.cuts["rock1"]
    row = np.zeros((1, sprites.COLUMNS), np.float32)
    row[0, [sprites.X, sprites.FOOT, sprites.WIDTH, sprites.HEIGHT]] = 80, 115, 100 * cut.wide / cut.tall, 100
    row[0, [sprites.OFFSET, sprites.TEXELS_X, sprites.TEXELS_Y]] = cut.levels[0]
    row[0, [sprites.DISTANCE, sprites.LAPPED, sprites.LAP]] = 60, lapped, lap
    row[0, sprites.BODY : sprites.BODY + 3] = 1
    water = np.broadcast_to(5000 / np.maximum(np.arange(120.0) - 10, 1e-3)[:, None], (120, 160)).astype(np.float32)
    picture = np.zeros((120, 160, 3), np.float32)
    sprites.paint_sprites(picture, water.copy(), atlas.texels, row, np.zeros(3, np.float32))
    painted = picture[..., 1] > 0.05
    return np.where(painted.any(0), 119 - painted[::-1].argmax(0), 0)[60:100]


def test_water_laps_up_and_down_a_rock() -> None:
    flat, still, later = waterline(0.0, 0.0), waterline(0.12, 0.0), waterline(0.12, 1.5)
    assert np.ptp(flat) == 0
    assert 5 <= np.ptp(still) <= 30
    assert abs(float(np.mean(still)) - flat[0]) < 6
    assert np.abs(still - later).max() >= 3


@pytest.mark.parametrize(
    "words", ["close-up of a girl in the snow at dawn", "close-up of a rider in the desert at noon"]
)
def test_ground_near_the_eye_changes_downward_as_it_does_across(words: str) -> None:
    scene, _ = direct(words, words, 3, 640, 360, 3.0)
    canvas = Canvas(640, 360)
    Painter(scene, 640, 360, 3.0).paint(1.0, canvas)
    near = canvas.light[-50:, :160, 1]
    down, across = (float(np.abs(np.diff(near, axis=axis)).mean()) for axis in (0, 1))
    assert down > 0.5 * across


def test_ground_right_before_a_low_eye_has_no_streaks() -> None:
    """A mouse's eye lies a hand above the snow: the last rows show ground, and not one row drawn out to the picture's rim."""
    scene, _ = direct("a mother penguin on the ice, by day", "", 3, 320, 180, 2.0)
    canvas = Canvas(320, 180)
    Painter(scene, 320, 180, 2.0).paint(0.0, canvas)
    last = canvas.light[-14:, :, 1] - canvas.light[-14:, :, 1].mean(axis=1, keepdims=True)
    alike = [np.corrcoef(one, other)[0, 1] for one, other in zip(last[:-6], last[6:], strict=True)]
    assert max(alike) < 0.9, np.round(alike, 2)

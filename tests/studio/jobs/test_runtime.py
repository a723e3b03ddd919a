"""What a host does with what its backend yields."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio.jobs import runtime

SHAPES = ((1, 1), (3, 1), (1, 5), (37, 64), (200, 131))


class NoEncoder:
    """A host that may be asked for nothing."""

    def encoder(self, width: int, height: int) -> tuple[list[str], str]:
        """A picture needs none."""
        raise AssertionError("a picture asked for an encoder")


@pytest.fixture
def context(tmp_path: Path) -> runtime.Context:
    message = {"device": "cpu", "threads": 1, "scratch": str(tmp_path), "inputs": {}}
    return runtime.Context(NoEncoder(), message)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("order", ["plain", "flipped", "columns first"])
def test_a_picture_is_written_pixel_by_pixel_without_a_process(
    context: runtime.Context, shape: tuple[int, int], order: str
) -> None:
    picture = np.random.default_rng(1).integers(0, 256, (*shape, 3), dtype=np.uint8)
    picture = {"plain": picture, "flipped": picture[::-1, ::-1], "columns first": np.asfortranarray(picture)}[order]
    before = picture.copy()
    context.image(picture)
    (file,) = context.finish()
    with Image.open(file["path"], formats=["PNG"]) as opened:
        opened.load()
        assert opened.mode == "RGB"
        assert np.array_equal(np.asarray(opened), before)
    assert np.array_equal(picture, before), "the backend's own array was changed"


def test_flat_and_soft_pictures_are_packed_small(context: runtime.Context) -> None:
    ramp = np.broadcast_to(np.linspace(0, 255, 512).astype(np.uint8)[:, None, None], (512, 512, 3))
    context.image(ramp)
    (file,) = context.finish()
    assert Path(file["path"]).stat().st_size < ramp.size / 50


def test_a_second_picture_is_refused(context: runtime.Context) -> None:
    context.image(np.zeros((4, 4, 3), np.uint8))
    with pytest.raises(ValueError, match="more than one picture"):
        context.image(np.zeros((4, 4, 3), np.uint8))


@pytest.mark.parametrize(
    "wrong", [np.zeros((4, 4, 3), np.float32), np.zeros((4, 4), np.uint8), np.zeros((4, 4, 4), np.uint8)]
)
def test_what_is_no_picture_is_refused_in_words(context: runtime.Context, wrong: np.ndarray) -> None:
    for yielded in (context.image, context.frame):
        with pytest.raises(ValueError, match="must be uint8 and height x width x 3"):
            yielded(wrong)
    with pytest.raises(ValueError, match="without yielding anything"):
        context.finish()

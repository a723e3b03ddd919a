"""A preview shows the shapes of the picture to come, whatever order a model keeps its latents in."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from backends.diffusion.preview import preview

WIDE, TALL, MOMENTS = 24, 14, 5


class Latents:
    """As much of a tensor as a preview asks for."""

    def __init__(self, values: NDArray[np.float32]) -> None:
        self.values = values

    def __getitem__(self, place: int) -> Latents:
        return Latents(self.values[place])

    def detach(self) -> Latents:
        return self

    float = cpu = detach

    def numpy(self) -> NDArray[np.float32]:
        return self.values


def shape() -> NDArray[np.float64]:
    """A disc left of the middle: 1 inside, 0 outside."""
    down, across = np.mgrid[0:TALL, 0:WIDE]
    return ((down - 6) ** 2 + (across - 8) ** 2 < 20).astype(float)


def latents(channels: int, noise: float = 0.3) -> NDArray[np.float32]:
    """channels × moments × height × width: the disc in every channel with a weight of its own, and noise."""
    random = np.random.default_rng(1)
    weights = random.normal(size=channels)
    clip = weights[:, None, None, None] * shape()[None, None] + noise * random.normal(
        size=(channels, MOMENTS, TALL, WIDE)
    )
    return clip.astype(np.float32)


LAYOUTS: dict[str, Any] = {
    "B×C×H×W": lambda clip: clip[None, :, 2],
    "B×C×F×H×W": lambda clip: clip[None],
    "B×F×C×H×W": lambda clip: np.moveaxis(clip, 0, 1)[None],
    "B×tokens×C of a still": lambda clip: clip[:, 2].reshape(len(clip), -1).T[None],
    "B×tokens×C of a clip": lambda clip: clip.reshape(len(clip), -1).T[None],
}


@pytest.mark.parametrize("channels", [4, 16, 128])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_shape_is_seen(layout: str, channels: int) -> None:
    picture = preview(Latents(LAYOUTS[layout](latents(channels))), WIDE * 8, TALL * 8)
    assert picture is not None
    assert picture.dtype == np.uint8
    assert picture.shape == (TALL * 8, WIDE * 8, 3)
    likeness = np.corrcoef(picture[::8, ::8].mean(2).ravel(), shape().ravel())[0, 1]
    assert abs(likeness) > 0.6


def test_noise_alone_shows_no_shape_and_numbers_that_are_none_show_nothing() -> None:
    noise = np.random.default_rng(2).normal(size=(1, 16, TALL, WIDE)).astype(np.float32)
    picture = preview(Latents(noise), WIDE, TALL)
    assert picture is not None
    assert abs(np.corrcoef(picture[::8, ::8].mean(2).ravel(), shape().ravel())[0, 1]) < 0.3
    assert preview(Latents(noise * np.nan), WIDE, TALL) is None
    assert preview(Latents(np.zeros((1, 7), np.float32)), WIDE, TALL) is None

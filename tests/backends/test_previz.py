"""Painted scenes: exact, steady, moving, with the subject in the picture; never black, never broken."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from recording import Recording

from backends.previz import Previz
from backends.previz.words import main_subject, merged, read
from studio import Request, Task

FAMILIES = {
    "sea": "a pirate ship on a golden sea, slow push-in",
    "mountain": "wide shot of a rider in the mountains at dawn",
    "snow": "a climber on a glacier at dawn",
    "desert": "a lone rider in the dunes at sunset",
    "street": "a detective in a neon street at night",
    "mars": "an astronaut on mars",
    "under": "a whale in the deep sea",
    "space": "a spaceship in deep space",
}


@pytest.fixture(scope="module")
def previz(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Previz]:
    before = os.environ.get("NUMBA_CACHE_DIR")
    os.environ["NUMBA_CACHE_DIR"] = before or str(tmp_path_factory.mktemp("kernels"))
    backend = Previz()
    backend.setup("cpu")
    yield backend
    if before is None:
        del os.environ["NUMBA_CACHE_DIR"]


def paint(
    previz: Previz, prompt: str, seed: int = 3, threads: int = 1, task: Task = Task.TEXT_TO_VIDEO, **more: object
) -> Recording:
    recording = Recording(threads=threads)
    length = {} if task is Task.TEXT_TO_IMAGE else {"seconds": 0.5}
    params = {"prompt": prompt, "width": 192, "height": 108, **length, **more}
    previz.run(Request(task=task, backend="previz", version="1", params=params, seed=seed), recording)
    return recording


def grey(recording: Recording) -> np.ndarray:
    return np.stack(recording.frames).astype(np.float64).mean(axis=3)


@pytest.mark.parametrize("family", list(FAMILIES))
def test_a_scene_family_is_lit_moving_and_steady(previz: Previz, family: str) -> None:
    frames = grey(paint(previz, FAMILIES[family]))
    assert frames.shape == (12, 108, 192)
    assert 30 < frames.mean() < 180
    assert (frames > 250).mean() < 0.03
    assert frames[0].std() > 8
    change = np.abs(np.diff(frames, axis=0)).mean()
    assert 0.3 < change < 12
    flicker = np.abs(frames[2:] - 2 * frames[1:-1] + frames[:-2]).mean() / 2
    assert flicker < 8
    assert all(not np.array_equal(first, second) for first, second in pairwise(frames))


def test_the_same_request_paints_the_same_frames_with_one_thread_or_two(previz: Previz) -> None:
    one, two = (paint(previz, FAMILIES["sea"], threads=threads).frames for threads in (1, 2))
    assert all(np.array_equal(first, second) for first, second in zip(one, two, strict=True))


def test_another_seed_and_another_prompt_look_different(previz: Previz) -> None:
    base = grey(paint(previz, FAMILIES["mountain"]))[0]
    assert np.abs(grey(paint(previz, FAMILIES["mountain"], seed=9))[0] - base).mean() > 1
    assert np.abs(grey(paint(previz, FAMILIES["under"]))[0] - base).mean() > 15


@pytest.mark.parametrize(("width", "height"), [(64, 64), (108, 192), (256, 108), (100, 58)])
def test_every_shape_comes_out_at_its_own_size(previz: Previz, width: int, height: int) -> None:
    recording = paint(previz, FAMILIES["sea"], task=Task.TEXT_TO_IMAGE, width=width, height=height)
    assert [frame.shape for frame in recording.frames] == [(height, width, 3)]


@pytest.mark.parametrize("prompt", ["", "🐉🔥", "qwertz asdf", "freedom", "A" * 2000, "море"])
def test_words_nobody_knows_still_make_a_picture(previz: Previz, prompt: str) -> None:
    recording = paint(previz, prompt, style="the sea, at dawn", task=Task.TEXT_TO_IMAGE)
    assert 25 < grey(recording).mean() < 190
    assert recording.facts["understood"]["place"] == "sea"


def test_what_was_not_understood_is_said(previz: Previz) -> None:
    recording = paint(previz, "a zorblax on the sea", task=Task.TEXT_TO_IMAGE)
    assert "zorblax" in recording.facts["not_understood"]


def test_a_style_holds_where_the_shot_says_nothing() -> None:
    shot = merged(read("close-up of a woman, slow push-in"), read("a forest at night, rain"))
    assert (shot.place, shot.hour, shot.size, shot.move) == ("forest", "night", "close", "push")


@pytest.mark.parametrize(
    ("words", "subject", "place"),
    [
        ("a deaf mountain rescuer in the snow", "man", "snow"),
        ("a lost brother standing in the snow", "man", "snow"),
        ("a pirate ship on a golden sea", "ship", "sea"),
        ("a lighthouse keeper on a cliff", "man", "coast"),
        ("an old robot in a neon street", "robot", "street"),
    ],
)
def test_the_last_noun_says_who_it_is(words: str, subject: str, place: str) -> None:
    reading = read(words)
    seen = main_subject(reading)
    assert seen is not None and seen.subject == subject
    assert reading.place == place


def test_progress_is_told_for_every_frame_and_compiling_is_announced(previz: Previz) -> None:
    steps = paint(previz, FAMILIES["sea"]).steps
    assert "once" in steps[0][2]
    assert steps[-1][:2] == (12, 12)


def test_a_subject_stands_out_from_what_is_around_it(previz: Previz) -> None:
    """The same scene without its subject differs where the subject stands."""
    with_ship = grey(paint(previz, "a ship on a golden sea", task=Task.TEXT_TO_IMAGE, style="the sea, golden"))[0]
    without = grey(paint(previz, "a golden sea", task=Task.TEXT_TO_IMAGE, style="the sea, golden"))[0]
    difference = np.abs(with_ship - without)
    assert (difference > 25).mean() > 0.003

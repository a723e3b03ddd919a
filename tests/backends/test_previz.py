"""Painted scenes: exact, steady, moving, with the subject in the picture; never black, never broken."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pytest
from numba import types
from phrases import phrases, understood
from recording import Recording, rgb

from backends.previz import Previz
from backends.previz.direction import direct
from backends.previz.painter import Canvas, Painter
from backends.previz.reading import main_subject, merged
from backends.previz.words import read
from studio import BadInput, Request, Task

FAMILIES = {
    "sea": "a pirate ship on a golden sea, slow push-in",
    "coast": "a lighthouse on the coast at night",
    "mountain": "wide shot of a rider in the mountains at dawn",
    "snow": "a climber on a glacier at dawn",
    "forest": "wolves in a forest at dusk",
    "desert": "a lone rider in the dunes at sunset",
    "meadow": "a child in a meadow at noon",
    "swamp": "a hooded figure in a swamp at dusk",
    "ruins": "a monk in ancient ruins at dawn",
    "village": "a village at dusk",
    "war": "a knight on a battlefield",
    "street": "a detective in a neon street at night",
    "city": "a city at dusk",
    "rooftop": "two lovers on a rooftop at night",
    "library": "a woman in a library",
    "factory": "an old robot in a factory",
    "room": "a woman in a living room at night",
    "corridor": "a nurse in a hospital corridor",
    "lab": "a scientist in a laboratory",
    "cave": "a miner in a cave",
    "mars": "an astronaut on mars",
    "moonland": "an astronaut on the moon",
    "under": "a whale in the deep sea",
    "space": "a spaceship in deep space",
    "planet": "a spaceship in orbit",
    "mind": "a woman in a dream",
    "stage": "a bottle of perfume on a table",
    "beach": "a couple on a beach at noon",
    "graveyard": "a gravedigger in a graveyard at night",
    "zoo": "a child in a zoo by day",
    "floes": "a whale under the ice",
    "grotto": "a diver in an underwater cave",
    "attic": "a woman in an attic at night",
    "hospital": "a nurse in a hospital, by day",
    "shop": "an old woman in a shop",
    "restaurant": "a couple in a restaurant, evening",
}

DATA = Path(__file__).parents[1] / "data"
STEADINESS = tomllib.loads((DATA / "steadiness.toml").read_text(encoding="utf-8"))

CHANGES = {
    "freeze": "the sea freezes over, at dawn",
    "burn": "a castle in the mountains burns down, at dusk",
    "vanish": "a ship on the sea vanishes, golden",
    "flood": "water rises in the tunnel",
    "explode": "a house in the fields explodes, at dusk",
    "collapse": "a church in the fields collapses, at noon",
    "bloom": "the desert blooms, at noon",
    "darken": "a village, the lights go out, at noon",
    "brighten": "the sun rises over the mountains",
    "rain": "a storm breaks over the fields, golden",
    "snow": "snow falls on the forest, by day",
    "melt": "the ice melts on the glacier, by day",
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
def test_a_scene_family_is_recognised_lit_moving_and_steady(previz: Previz, family: str) -> None:
    recording = paint(previz, FAMILIES[family])
    frames = grey(recording)
    assert recording.facts["understood"]["place"] == family
    assert frames.shape == (12, 108, 192)
    assert 24 < frames.mean() < 180
    assert (frames > 250).mean() < 0.04
    assert (frames < 6).mean() < 0.55
    assert frames[0].std() > 8
    smooth = np.stack([cv2.GaussianBlur(frame, (0, 0), 1.5) for frame in frames])
    least, most = STEADINESS[family]["motion"]
    assert least < np.abs(np.diff(smooth, axis=0)).mean() < most
    assert np.abs(smooth[2:] - 2 * smooth[1:-1] + smooth[:-2]).mean() / 2 < STEADINESS[family]["flicker"]
    assert all(not np.array_equal(first, second) for first, second in pairwise(frames))


def test_a_trembling_picture_and_a_dead_one_are_outside_their_limits() -> None:
    """The limits can fail: the same frames shaken by one pixel, and one frame held, are both refused in every family."""
    assert set(STEADINESS) == set(FAMILIES)
    frame = np.random.default_rng(1).normal(90, 45, (108, 192))
    frame = cv2.GaussianBlur(frame, (0, 0), 2.0) * 4 - 3 * frame.mean()
    shaken = np.stack([np.roll(frame, index % 2 * 2, axis=1) for index in range(12)])
    for family, limits in STEADINESS.items():
        assert np.abs(shaken[2:] - 2 * shaken[1:-1] + shaken[:-2]).mean() / 2 > limits["flicker"], family
        assert limits["motion"][0] > 0.3, family


@pytest.mark.parametrize("kind", list(CHANGES))
def test_what_a_verb_says_is_seen_while_the_shot_runs(previz: Previz, kind: str) -> None:
    """The change moves the picture further from its first frame than the same shot without the change."""
    recording = paint(previz, CHANGES[kind], seconds=2.0, rate="6", style="plain tale")
    assert kind in recording.facts["understood"]["happens"]
    frames = np.stack(recording.frames).astype(np.float64)
    scene, _ = direct(CHANGES[kind], "plain tale", 3, 192, 108, 2.0)
    still = Painter(replace(scene, changes=()), 192, 108, 2.0, 6.0)
    canvas = Canvas(192, 108)
    without = [cv2.blur(still.frame(time, canvas).astype(np.float64), (5, 5)) for time in (0.0, 11 / 6)]
    changed = [cv2.blur(frame, (5, 5)) for frame in (frames[0], frames[-1])]
    drift = np.abs(without[1] - without[0]).mean()
    assert np.abs(changed[1] - changed[0]).mean() > 1.25 * drift + 1.0


def test_a_close_up_loses_its_background_and_a_wide_shot_does_not(previz: Previz) -> None:
    close, _ = direct("close-up of a woman in a meadow at noon", "", 3, 192, 108, 2.0)
    wide, _ = direct("wide shot of a woman in a meadow at noon", "", 3, 192, 108, 2.0)
    assert close.focus > 0 and wide.focus == 0


def test_letterbox_bars_are_black_and_the_rest_is_not(previz: Previz) -> None:
    (frame,) = paint(previz, FAMILIES["sea"], task=Task.TEXT_TO_IMAGE, letterbox=2.39).frames
    bar = round((108 - 192 / 2.39) / 2)
    assert frame[:bar].max() == 0 and frame[-bar:].max() == 0
    assert frame[bar + 1 : -bar - 1].mean() > 25


def test_a_clip_of_odd_sides_is_refused_in_words_and_a_still_is_not(previz: Previz) -> None:
    with pytest.raises(BadInput, match="65 x 36"):
        paint(previz, FAMILIES["sea"], width=65, height=36)
    (still,) = paint(previz, FAMILIES["sea"], task=Task.TEXT_TO_IMAGE, width=65, height=37).frames
    assert still.shape == (37, 65, 3)


def test_the_planes_for_an_encoder_are_the_picture_that_is_shown() -> None:
    scene, _ = direct(FAMILIES["coast"], "", 3, 192, 108, 2.0, 2.39)
    planes, shown = Painter(scene, 192, 108, 2.0).film(0.5, Canvas(192, 108), shown=True)
    assert shown is not None and planes.shape == (162, 192)
    levels = shown.astype(np.float64)
    wanted = 16 + levels @ (0.182586, 0.614231, 0.062007)
    assert np.abs(planes[:108] - wanted).max() < 1.6  # half a level of its own and what the picture's levels cut off
    again = rgb(planes).astype(np.float64)
    blocks = np.abs(cv2.blur(again, (2, 2)) - cv2.blur(levels, (2, 2)))[1::2, 1::2]
    assert blocks.mean() < 1.5
    bar = round((108 - 192 / 2.39) / 2)
    assert (planes[:bar] == 16).all() and (planes[108 - bar : 108] == 16).all()


@pytest.mark.parametrize("family", ["sea", "mountain", "street", "library"])
def test_a_frame_is_sharper_than_half_a_frame_scaled_up(family: str) -> None:
    def picture(width: int, height: int) -> np.ndarray:
        scene, _ = direct(FAMILIES[family], "", 3, width, height, 2.0)
        return cv2.cvtColor(Painter(scene, width, height, 2.0).frame(0.5, Canvas(width, height)), cv2.COLOR_RGB2GRAY)

    whole, half = picture(1280, 720), picture(640, 360)
    scaled = cv2.resize(half, (1280, 720), interpolation=cv2.INTER_CUBIC)
    assert cv2.Laplacian(whole, cv2.CV_64F).var() >= 2 * cv2.Laplacian(scaled, cv2.CV_64F).var()


@pytest.mark.parametrize(
    ("words", "place", "beside"),
    [
        ("a city by the sea", "sea", "city"),
        ("ruins in the desert", "desert", "ruins"),
        ("a forest in snow", "forest", "snow"),
        ("a village in the mountains", "village", "mountain"),
    ],
)
def test_a_second_place_dresses_the_first(words: str, place: str, beside: str) -> None:
    scene, reading = direct(words, "", 3, 192, 108, 2.0)
    alone, _ = direct(words.split(" ")[0] + " the " + place, "", 3, 192, 108, 2.0)
    assert (reading.place, reading.dressing) == (place, (beside,))
    assert scene != alone


@pytest.mark.parametrize("file", ["phrases", "fresh_phrases", "later_phrases"])
def test_phrases_written_after_the_tables_were_frozen_are_understood(file: str) -> None:
    """The share at their freezes was 62 of 70 and 56 of 64; the lists are for measuring, not for tuning on."""
    listed = phrases(file)
    wrong = [phrase["text"] for phrase in listed if not understood(phrase)]
    assert 1 - len(wrong) / len(listed) >= 0.85, wrong


def test_phrases_of_somebody_who_knew_only_names_are_mostly_understood() -> None:
    """55 of 66 at its freeze, below the 0.85 that the other lists reach; 64 places."""
    listed = phrases("outside_phrases")
    wrong = [phrase["text"] for phrase in listed if not understood(phrase)]
    assert len(listed) == 66 and 1 - len(wrong) / len(listed) >= 0.8, wrong


def test_films_look_apart_and_the_shots_of_one_film_alike(previz: Previz) -> None:
    """Perceptual hashes of 64 bits: films differ in 20 and more, shots of one film share their place and hour."""
    hashes = []
    for words in FAMILIES.values():
        (frame,) = paint(previz, words, task=Task.TEXT_TO_IMAGE).frames
        hashes.append(perceptual_hash(frame))
    distances = [int((one != other).sum()) for index, one in enumerate(hashes) for other in hashes[:index]]
    assert np.median(distances) >= 20
    style = "the harbour, on the coast, at dusk, light rain, faded palette"
    shots = [
        direct(words, style, seed, 192, 108, 2.0)[0]
        for seed, words in enumerate(("a woman", "close-up of a dog", "an old boat", ""))
    ]
    assert len({(shot.light, shot.grade) for shot in shots}) == 1


def perceptual_hash(frame: np.ndarray) -> np.ndarray:
    """The signs of the 64 lowest frequencies of a small grey copy."""
    small = cv2.resize(cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY), (32, 32), interpolation=cv2.INTER_AREA).astype(
        np.float32
    )
    low = cv2.dct(small)[:8, :8].ravel()
    return np.asarray(low > np.median(low[1:]))


def test_kernels_compute_in_single_precision() -> None:
    """A single 64 bit number in a kernel would make all that follows it slow; nothing named may be one, but parameters."""
    from backends.previz.kernels.lookup import smooth, texel

    for function in (smooth, texel):
        function.compile(
            (types.float64,) * 3 if function is smooth else (types.float32[:, ::1], types.float64, types.float64)
        )
        assert all(
            signature.return_type == types.float32
            for signature in (one.signature for one in function.overloads.values())
        )


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
        ("a lighthouse keeper on a cliff", "keeper", "coast"),
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

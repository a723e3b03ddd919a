"""Takes with one planted fault each are told from good ones; a good one has nothing said of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from PIL import Image
from small_films import COLOURS, clip

from studio.analysis import takes
from studio.analysis.takes import ALIKE, Measures, Wanted, distance, measure, measured, twin, words
from studio.datafolder import DataFolder
from studio.errors import BadInput
from studio.shelf.assets import Shelf
from studio.shelf.probe import probe

RATE, FRAMES = 24, 48
WIDTH, HEIGHT = 640, 360
Picture = np.ndarray
Scene = Callable[[int], Picture]


def land(seed: int = 1, width: int = 1600) -> Picture:
    """A wide landscape with hard edges: blocks of light and dark over soft hills."""
    random = np.random.default_rng(seed)
    soft = cv2.resize(
        random.uniform(40, 160, (5, 12)).astype(np.float32), (width, HEIGHT), interpolation=cv2.INTER_CUBIC
    )
    for _ in range(60):
        x, y, size = random.integers(0, width - 90), random.integers(0, HEIGHT - 90), random.integers(10, 90)
        soft[y : y + size, x : x + size] = random.uniform(20, 235)
    return soft.clip(16, 235)


def pan(ground: Picture, speed: float = 2.0) -> Scene:
    """A camera that moves `speed` pixels a frame over a landscape."""
    return lambda index: ground[:, round(speed * index) : round(speed * index) + WIDTH]


def film(
    path: Path, scene: Scene, *, frames: int = FRAMES, size: tuple[int, int] = (WIDTH, HEIGHT), crf: int = 18
) -> Path:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=RATE, options={"crf": str(crf), "g": "12", "preset": "veryfast"})
        stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
        stream.time_base = Fraction(1, RATE)
        for index in range(frames):
            grey = cv2.resize(scene(index), size, interpolation=cv2.INTER_AREA).clip(0, 255).astype(np.uint8)
            frame = av.VideoFrame.from_ndarray(np.repeat(grey[..., None], 3, axis=2), format="rgb24")
            frame.pts = index
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Measures:
    return measure(film(tmp_path_factory.mktemp("good") / "good.mp4", pan(land())))


def test_nothing_is_said_of_a_good_take(good: Measures) -> None:
    assert words(good) == ()
    assert (good.frames, good.black, good.frozen) == (FRAMES, 0.0, 0.0)
    assert good.flicker < 0.5
    assert good.sharpness > 0.6


def test_motion_is_percent_of_the_width_a_second(tmp_path: Path, good: Measures) -> None:
    """Two pixels of 640 a frame are 7.5 % a second."""
    slow = measure(film(tmp_path / "slow.mp4", pan(land(), 0.25)))
    assert good.motion == pytest.approx(7.5, rel=0.1)
    assert slow.motion == pytest.approx(7.5 / 8, rel=0.15)
    assert words(slow) == ()


def test_black_frames_are_counted(tmp_path: Path) -> None:
    view = pan(land())
    found = measure(film(tmp_path / "a.mp4", lambda i: np.full((HEIGHT, WIDTH), 4.0) if i >= 36 else view(i)))
    assert found.black == pytest.approx(12 / 48, abs=0.03)
    assert words(found) == ("dark",)


def test_a_take_that_freezes_is_still(tmp_path: Path) -> None:
    view = pan(land())
    found = measure(film(tmp_path / "a.mp4", lambda i: view(min(i, 12))))
    assert found.frozen == pytest.approx(35 / 48, abs=0.05)
    assert words(found) == ("still",)


def test_a_take_in_which_hardly_anything_moves_is_still_though_its_grain_dances(tmp_path: Path) -> None:
    ground, random = land()[:, :WIDTH], np.random.default_rng(3)
    found = measure(film(tmp_path / "a.mp4", lambda i: ground + random.normal(0, 3, ground.shape)))
    assert found.motion < 0.1 * 7.5
    assert "flickers" not in words(found)
    assert "soft" not in words(found)


def test_flicker_is_heard_through_a_moving_camera(tmp_path: Path) -> None:
    view = pan(land())
    always = measure(film(tmp_path / "a.mp4", lambda i: view(i) * (1.03 if i % 2 else 0.97)))
    third = measure(film(tmp_path / "b.mp4", lambda i: view(i) + (5 if i % 2 and 16 <= i < 32 else 0)))
    assert words(always) == words(third) == ("flickers",)


def test_what_moves_or_fades_does_not_flicker(tmp_path: Path) -> None:
    view = pan(land())

    def flapping(index: int) -> Picture:
        picture = view(0).copy()
        if index % 3 == 0:
            picture[100:180, 200:330] = 235
        return picture

    def flash(index: int) -> Picture:
        return view(index) + (60 if index == 20 else 0)

    scenes = {"bird": flapping, "flash": flash, "fade": lambda i: view(i) * (0.3 + i / 70), "fast": pan(land(), 16)}
    found = {name: measure(film(tmp_path / f"{name}.mp4", scene)).flicker for name, scene in scenes.items()}
    assert {name for name, value in found.items() if value > 1.0} == set(), found


def test_a_blurred_take_is_soft_whatever_its_contrast(tmp_path: Path, good: Measures) -> None:
    view = pan(land())
    found = [
        measure(
            film(tmp_path / f"{number}.mp4", lambda i, s=sigma, c=contrast: c * cv2.GaussianBlur(view(i), (0, 0), s))
        )
        for number, (sigma, contrast) in enumerate(((1.0, 1.0), (4.0, 1.0), (4.0, 0.6)))
    ]
    assert good.sharpness > found[0].sharpness > found[1].sharpness
    assert [words(one) for one in found] == [(), ("soft",), ("soft",)]
    assert found[1].sharpness == pytest.approx(found[2].sharpness, abs=0.04)


def test_measures_do_not_depend_on_the_size(tmp_path: Path) -> None:
    sharp, soft = pan(land()), pan(cv2.GaussianBlur(land(), (0, 0), 4.0))
    for scene in (sharp, soft):
        small = measure(film(tmp_path / "small.mp4", scene, frames=24))
        large = measure(film(tmp_path / "large.mp4", scene, frames=24, size=(1280, 720)))
        assert large.sharpness == pytest.approx(small.sharpness, abs=0.12)
        assert large.motion == pytest.approx(small.motion, rel=0.1)
        assert distance(small, large) <= 2


def test_the_same_take_in_other_bytes_is_found_and_another_is_not(tmp_path: Path, good: Measures) -> None:
    again = measure(film(tmp_path / "a.mp4", lambda i: 1.05 * pan(land())(i) + 3, size=(480, 270), crf=30))
    other = measure(film(tmp_path / "b.mp4", pan(land(seed=2))))
    assert distance(good, again) <= ALIKE < 20 < distance(good, other)
    assert (twin(again, [other, good]), twin(other, [again, good]), twin(good, [])) == (1, None, None)


def test_a_picture_is_measured_without_what_only_clips_have(tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    Image.fromarray(land()[:, :WIDTH].astype(np.uint8)).save(path)
    found = measure(path)
    assert (found.frames, found.frozen, found.flicker, found.motion, words(found)) == (1, 0.0, 0.0, 0.0, ())
    Image.new("RGB", (64, 36)).save(path)
    assert words(measure(path)) == ("dark",)


def test_takes_pass_within_the_bounds_that_are_asked() -> None:
    found = Measures(frames=9, black=0.1, frozen=0.0, flicker=1.0, motion=2.0, sharpness=0.5, hashes=("0" * 16,) * 3)
    assert Wanted().passes(found)
    assert Wanted(max_black=0.1, max_flicker=1.0, min_motion=2.0, min_sharpness=0.5, max_frozen=0).passes(found)
    tight = ({"max_black": 0.05}, {"max_flicker": 0.9}, {"min_motion": 2.1}, {"min_sharpness": 0.6})
    assert not any(Wanted(**bound).passes(found) for bound in tight)


def test_a_take_is_measured_once(data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(data)
    asset = clip(shelf, "one", COLOURS[1], 0.5)
    first = measured(shelf, asset)
    monkeypatch.setattr(takes, "measure", lambda path: pytest.fail("measured twice"))
    assert measured(shelf, asset) == first


def test_what_shows_nothing_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"\0" * 500)
    with pytest.raises(BadInput, match="cannot be decoded"):
        measure(broken)
    with pytest.raises(BadInput, match="neither a clip nor a picture"):
        measure(tmp_path / "sound.wav")


def test_three_seconds_at_720p_cost_half_a_second_and_say_the_same_twice(tmp_path: Path) -> None:
    path = film(tmp_path / "a.mp4", pan(land()), frames=72, size=(1280, 720))
    assert probe(path)["seconds"] == pytest.approx(3.0)
    first = measure(path)
    spent: list[float] = []
    for _ in range(3):
        started = time.process_time()
        assert measure(path) == first
        spent.append(time.process_time() - started)
    assert min(spent) < 0.5

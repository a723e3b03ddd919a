"""Looks and camera moves of the flow backend: words to looks, what they do to colours, and that nothing shimmers."""

from __future__ import annotations

import cv2
import moving
import numpy as np
import pytest
from moving import Picture, change, changes, sharpness

from backends.flow import camera, looks
from backends.flow.grading import Grade
from backends.flow.looks import table
from studio import BadInput


def grade(*names: str, strength: float = 1.0, reference: Picture | None = None, of: Picture | None = None) -> Grade:
    """Looks made ready for the pan, as small as it is."""
    small = cv2.resize(moving.pan(0) if of is None else of, (96, 54), interpolation=cv2.INTER_AREA)[None]
    chosen = tuple(table()[name] for name in names)
    return Grade(chosen, reference, small, moving.WIDTH, moving.HEIGHT, strength, 1, 24.0)


def test_words_call_looks_and_the_longest_phrase_wins() -> None:
    assert looks.read("from day to night, in heavy rain").names == ("night", "rain")
    assert looks.read("from day to night, in heavy rain").unknown == ("heavy",)
    assert looks.read("A film noir with Zebras").names == ("noir",)
    assert looks.read("an oil painting of a snowy morning").names == ("oil", "snow", "dawn")
    assert looks.read("").names == ()


def test_every_word_of_the_table_calls_its_own_look() -> None:
    words = [word for look in table().values() for word in look.words]
    assert len(words) == len(set(words))
    for name, look in table().items():
        assert all(looks.read(word).names == (name,) for word in look.words), name


def test_words_without_a_look_are_refused_with_those_that_there_are() -> None:
    with pytest.raises(BadInput, match=r"No look is known in 'a zebra'.*night.*watercolour"):
        looks.asked("a zebra", "", needed=True)
    with pytest.raises(BadInput, match="No look is asked for"):
        looks.asked("", "", needed=True)
    assert looks.asked("a zebra", "", needed=False)[0] == ()


def test_strength_goes_from_nothing_to_all() -> None:
    picture = moving.pan(3)
    assert np.array_equal(grade("night", strength=0.0).frame(picture, 3), picture)
    steps = [change(grade("night", strength=s).frame(picture, 3), picture) for s in (0.2, 0.5, 1.0)]
    assert 0 < steps[0] < steps[1] < steps[2]


def test_night_is_darker_and_bluer_and_its_lamps_stay_lit() -> None:
    picture = moving.pan(3)
    picture[90:100, 100:110] = 255
    made = grade("night").frame(picture, 3)
    assert made.mean() < 0.5 * picture.mean()
    assert made[..., 2].mean() > 1.15 * made[..., 0].mean()
    assert made[92:98, 102:108].mean() > 2.5 * made.mean()


def test_day_is_brighter_noir_has_no_colour_and_sunset_is_red() -> None:
    picture = moving.pan(3)
    assert grade("day").frame(picture, 3).mean() > 1.2 * picture.mean()
    noir = grade("noir").frame(picture, 3).astype(int)
    assert np.abs(noir[..., 0] - noir[..., 2]).max() <= 1
    sunset = grade("sunset").frame(picture, 3)
    warmth = [float(p[..., 0].mean() / p[..., 2].mean()) for p in (picture, sunset)]
    assert warmth[1] > 1.4 * warmth[0]


def test_a_reference_gives_its_palette_and_not_its_shapes() -> None:
    picture = moving.pan(3)
    rust = np.asarray(np.clip(moving.texture(90, 160, 5) * [0.8, 0.45, 0.2], 0, 255), np.uint8)
    made = grade(reference=rust, of=picture).frame(picture, 3)
    near = [np.abs(np.mean(p, (0, 1)) - np.mean(rust, (0, 1))).mean() for p in (picture, made)]
    assert near[1] < 0.45 * near[0]
    grey, its = (cv2.cvtColor(p, cv2.COLOR_RGB2GRAY).ravel() for p in (picture, made))
    assert np.corrcoef(grey, its)[0, 1] > 0.9


@pytest.mark.parametrize("name", ["oil", "watercolour", "pencil", "comic"])
def test_paint_does_not_shimmer(name: str) -> None:
    """A picture that stands still but for its grain changes less when it is painted, or hardly more."""
    chance = np.random.default_rng(2)
    still = moving.pan(0).astype(np.float32)
    grainy = [np.clip(still + chance.normal(0, 4, still.shape), 0, 255).astype(np.uint8) for _ in range(4)]
    ready = grade(name)
    painted = [ready.frame(picture, number) for number, picture in enumerate(grainy)]
    assert np.mean(changes(painted)) < 1.3 * np.mean(changes(grainy))
    assert change(painted[0], grainy[0]) > 2 * np.mean(changes(painted))


@pytest.mark.parametrize("name", ["rain", "snow", "fire", "dust"])
def test_weather_moves_evenly_over_a_picture_that_stands(name: str) -> None:
    ready = grade(name)
    still = moving.pan(0)
    made = [ready.frame(still, number) for number in range(8)]
    steps = changes(made)
    assert min(steps) > 0.02
    assert max(steps) < 2.5 * min(steps)
    assert np.array_equal(ready.frame(still, 5), made[5])


@pytest.mark.parametrize("name", list(table()))
def test_every_look_changes_a_picture_and_keeps_it_readable(name: str) -> None:
    picture = moving.crossing(3)
    made = grade(name, strength=0.7, of=picture).frame(picture, 3)
    assert made.shape == picture.shape and made.dtype == np.uint8
    assert change(made, picture) > 4
    grey, its = (cv2.cvtColor(p, cv2.COLOR_RGB2GRAY).ravel() for p in (picture, made))
    assert np.corrcoef(grey, its)[0, 1] > 0.55
    assert its.std() > 8


@pytest.mark.parametrize(
    ("prompt", "move"),
    [
        ("", "push in"),
        ("a ship at sea", "push in"),
        ("slow pan to the left", "pan left"),
        ("the camera pulls back", "pull out"),
        ("orbiting the tower", "orbit"),
        ("tilt up to the sky", "rise"),
        ("he walks down the street and turns left", "push in"),
        ("static shot", "still"),
    ],
)
def test_words_choose_a_move(prompt: str, move: str) -> None:
    assert camera.chosen(prompt) == move


def test_a_push_begins_with_the_picture_itself_and_ends_closer() -> None:
    picture = moving.pan(0)
    still = camera.Still(picture, moving.WIDTH, moving.HEIGHT, "push in", 0.6, 0.5)
    assert change(still.at(0.0), picture) < 1
    assert change(still.at(1.0), picture) > 5


@pytest.mark.parametrize("move", list(camera.MOVES))
def test_a_move_is_smooth_and_sharp(move: str) -> None:
    still = camera.Still(moving.GROUND, moving.WIDTH, moving.HEIGHT, move, 0.6, 0.5)
    made = [still.at(number / 47) for number in range(48)]
    steps = changes(made)
    assert max(steps) < 3 * np.median(steps) + 0.2
    # Coming 11 % closer spreads every edge over as much more.
    assert min(sharpness(picture) for picture in made) > 0.7 * sharpness(made[0])


def test_what_is_near_moves_more_than_what_is_far() -> None:
    """A dark post before a bright wall: the post goes farther across the picture than the wall's marks."""
    scene = np.full((144, 256, 3), 170, np.uint8)
    scene[20:24, 40:44] = 250
    scene[40:144, 120:136] = 20
    still = camera.Still(scene, 256, 144, "pan right", 1.0, 1.0)
    first, last = still.at(0.0), still.at(1.0)

    def where(picture: Picture, dark: bool) -> float:
        row = picture[100, :, 0] if dark else picture[14:32, :100, 0].max(0)
        cover = np.clip(120.0 - row, 0, None) if dark else np.clip(row - 200.0, 0, None)
        return float((cover * np.arange(len(row))).sum() / cover.sum())

    post, mark = (abs(where(last, dark) - where(first, dark)) for dark in (True, False))
    assert post > 1.2 * mark > 0


def test_a_picture_of_another_shape_is_cropped_not_squeezed() -> None:
    tall = np.zeros((400, 200, 3), np.uint8)
    cv2.circle(tall, (100, 200), 40, (255, 255, 255), -1)
    made = camera.Still(tall, 256, 144, "still", 0.0, 0.5).at(0.0)
    rows, columns = np.nonzero(made[..., 0] > 128)
    assert np.ptp(rows) == pytest.approx(np.ptp(columns), abs=3)

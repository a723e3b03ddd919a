"""Who is on top of something: what is drawn below him, how high he is, and that it is told where nobody is seen there."""

from __future__ import annotations

import numpy as np
import pytest
from support.painted import HEIGHT, SECONDS, WIDTH, figure, said, scene_of

from backends.previz.camera import view_at
from backends.previz.direction import direct
from backends.previz.highways import BED, RAIL
from backends.previz.outlines import names
from backends.previz.painter import Canvas, Painter
from backends.previz.perched import PERCHES, SAT, SUPPORTS, perches, top_of
from backends.previz.scene import Scene, Sprite


def rows(scene: Scene, sprite: Sprite) -> tuple[float, float]:
    """Where the foot and the head of a figure are at the end of a shot, in picture heights from the top."""
    view = view_at(scene.camera, SECONDS, SECONDS, 0.0, WIDTH, HEIGHT)
    foot, head = (view.point(sprite.x, sprite.lift + up, sprite.z)[1] / HEIGHT for up in (0.0, sprite.height))
    return foot, head


@pytest.mark.parametrize(
    ("words", "upper", "lower"),
    [
        ("a cat asleep on a grand piano in a concert hall", "cat_sleeping", "piano"),
        ("a raven on a gravestone in the fog", "crow_perched", "grave"),
        ("goats on a ruined wall", "goat", "stone_wall"),
        ("a monkey sits on an elephant in the jungle", "monkey", "elephant"),
        ("a hen on a tractor in the yard of a farm", "hen", "tractor"),
        ("a cat on the roof of a car at night", "cat", "car"),
        ("a dancer on a table in a bar", "dancer", "plain_table"),
        ("a boy sits on a wall in a village", "child@perch", "stone_wall"),
        ("a woman sits on the edge of a bed", "woman@perch", "bed_side"),
        ("a cat watches the rain from a window sill", "cat", "window_sill"),
        ("a parrot sings on the shoulder of an old sailor", "parrot", "old_man"),
        ("a knight stands on top of a castle tower", "knight", "battlement"),
        ("a cat on the roof of a house at night", "cat", "roof_ridge"),
    ],
)
def test_somebody_is_seen_on_top_of_something(words: str, upper: str, lower: str) -> None:
    scene = scene_of(words)
    high, low = figure(scene, upper), figure(scene, lower)
    _, over = top_of(low.shape)
    seat = SAT * high.height if "@perch" in high.shape else 0.0
    assert high.lift + seat == pytest.approx(low.lift + over * low.height)
    assert high.z <= low.z and not high.speed_x and not low.speed_x
    foot, head = rows(scene, high)
    assert head > 0.0 and foot < 1.0
    assert "Not shown" not in said(words)


def test_a_bough_is_under_who_is_in_a_tree() -> None:
    for words, upper in (("a leopard rests in an acacia tree at noon", "leopard"), ("a girl sits in a tree", "child")):
        scene = scene_of(words)
        bough, high = figure(scene, "bough"), figure(scene, upper)
        seat = SAT * high.height if "@perch" in high.shape else 0.0
        assert bough.lift < high.lift + seat <= bough.lift + bough.height
        assert abs(high.x - bough.x) < 0.6 * bough.height / 0.2


@pytest.mark.parametrize(
    "words",
    [
        "a girl plays a song on the piano",
        "a king on a black horse",
        "a man on the phone in a cafe",
        "a woman on a train to Paris",
        "two men on a boat",
        "a boy on a bike in the rain",
        "a band on stage at night",
        "a cup of coffee on a table in a kitchen",
        "a family on a picnic blanket",
    ],
)
def test_on_does_not_always_mean_on_top(words: str) -> None:
    assert not perches(words, direct(words, "", 3, WIDTH, HEIGHT, SECONDS)[1].subjects)
    supports = {shape for shape, _, _ in SUPPORTS.values()}
    assert not supports & {sprite.shape for sprite in scene_of(words).actors}


def test_it_is_told_that_nobody_is_seen_on_something() -> None:
    assert "“on the auditor's head”" in said("a monkey on the auditor's head")


def test_whoever_flies_sits_down_first() -> None:
    assert set(PERCHES.values()) <= set(names())
    assert {shape for shape, _, _ in SUPPORTS.values()} <= set(names())
    assert figure(scene_of("an eagle on a cliff"), "eagle_perched").height > 0
    assert any(sprite.shape == "eagle" for sprite in scene_of("an eagle over the mountains").actors)


def test_a_flat_high_place_is_found_to_stand_on() -> None:
    assert top_of("plain_table")[1] == pytest.approx(1.0, abs=0.03)
    assert top_of("stone_column")[1] == pytest.approx(1.0, abs=0.03)
    assert abs(top_of("scarecrow")[0]) < 0.3


def test_a_train_stands_on_its_rails_and_who_waits_on_the_platform() -> None:
    train = figure(scene_of("a train arrives at the platform in the rain"), "train")
    assert (train.z, train.lift) == (RAIL, BED)
    assert direct("a woman waits on an empty train platform", "", 3, WIDTH, HEIGHT, SECONDS)[1].place == "platform"
    assert figure(scene_of("a woman waits on an empty train platform"), "woman").lift == 0.0


def test_a_fog_hides_what_is_far() -> None:
    def contrast(words: str) -> float:
        scene = scene_of(words)
        frame = Painter(scene, WIDTH, HEIGHT, SECONDS).frame(1.0, Canvas(WIDTH, HEIGHT)).mean(2)
        horizon = round(scene.camera.horizon * HEIGHT)
        far = frame[horizon - HEIGHT // 6 : horizon, : WIDTH // 3]
        return float(np.abs(np.diff(far, axis=0)).mean() + np.abs(np.diff(far, axis=1)).mean())

    for place in ("a forest", "the mountains"):
        assert contrast(f"thick fog in {place} by day") < 0.75 * contrast(f"{place} by day"), place


def test_what_is_crowded_has_a_crowd() -> None:
    assert any(sprite.shape.startswith("crowd") for sprite in scene_of("a waiter in a crowded restaurant").sprites)
    assert not any(sprite.shape.startswith("crowd") for sprite in scene_of("a waiter in a restaurant").sprites)
    assert "crowded" in said("a pizza chef tosses dough in a crowded trattoria")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("an old tram in a steep street", "“steep street”"),
        ("a tattered rover on Mars", "“tattered rover”"),
        ("a bloody knife in a bathroom", "“bloody knife”"),
        ("a waiter drops a tray", "“drops”"),
        ("a car sinks into a lake", "“sinks”"),
    ],
)
def test_how_something_is_said_to_be_and_is_not_is_told(words: str, told: str) -> None:
    assert told in said(words)


def test_what_is_seen_to_be_so_is_not_told() -> None:
    for words in ("a ruined city at dawn", "a masked thief in a museum", "waves crash against a lighthouse"):
        assert "Not shown" not in said(words), words

"""Fire, water and weather where the words put them: on what burns, in the street, before the windows; and who is where for it."""

from __future__ import annotations

import numpy as np
import pytest
from support.painted import HEIGHT, figure, frame, reading_of, said, scene_of, shot_of


@pytest.mark.parametrize(
    ("words", "burnt"),
    [
        ("a burning piano on the beach", "piano"),
        ("a car on fire on an empty road at night", "car"),
        ("a man watches his burning car from a hill", "car"),
        ("a house on fire while a woman watches from the street", "house"),
    ],
)
def test_what_is_said_to_burn_carries_the_flames(words: str, burnt: str) -> None:
    scene, reading = shot_of(words)
    its = figure(scene, burnt)
    assert scene.fires and all(abs(fire.x - its.x) < 1.5 * its.height for fire in scene.fires)
    assert "burn" in reading.verbs and reading.hour != "fire"


def test_a_barn_burns_and_not_its_farmer() -> None:
    scene, _ = shot_of("an old barn burns down while the farmer watches")
    burn = next(change for change in scene.changes if change.kind == "burn")
    assert burn.z == pytest.approx(figure(scene, "barn").z, rel=0.05)


def test_a_wheat_field_burns_all_over() -> None:
    scene, _ = shot_of("a girl running through a burning wheat field")
    spots = [fire.x for fire in scene.fires]
    assert len(spots) >= 4 and max(spots) - min(spots) > 4.0


def test_a_flooded_street_stands_in_water_and_nobody_on_a_rock() -> None:
    scene, reading = shot_of("a taxi stuck in a flooded street")
    assert reading.place == "flooded_street" and "flood" in reading.verbs and scene.sea is not None
    assert figure(scene, "taxi").lift < scene.sea.level - 0.3
    assert not any(sprite.shape.startswith("rock") for sprite in scene.actors)
    assert reading_of("a rickshaw pushed through knee-deep water in the streets of a city").place == "flooded_street"


def test_what_floats_lies_on_the_water() -> None:
    scene = scene_of("a paper boat on a pond")
    assert scene.sea is not None and figure(scene, "paper_boat").lift == pytest.approx(scene.sea.level, abs=0.05)


def test_a_tractor_drives_through_a_flooded_field_and_over_no_viaduct() -> None:
    scene = scene_of("a red tractor crossing a flooded field")
    assert scene.sea is not None and scene.ground is not None
    assert not any(sprite.shape == "viaduct" for sprite in scene.actors)


def test_rain_is_seen_through_the_windows_and_falls_in_no_room() -> None:
    dry, wet = scene_of("a cup of coffee in a cafe at night"), scene_of("a cup of coffee in a cafe on a rainy night")
    assert any(kind.kind == "rain" for kind in wet.weather) and not any(kind.kind == "rain" for kind in dry.weather)
    moved = np.abs(frame(wet, 0.5) - frame(wet, 0.7)).sum(2) > 40
    assert 5 < moved.sum() < 0.2 * moved.size, "streaks in the panes, and nowhere else"
    floor = moved[int(0.85 * HEIGHT) :]
    assert floor.sum() < 0.05 * moved.sum()


def test_a_rainy_window_lets_no_sun_in() -> None:
    sunny, rainy = scene_of("a classroom in the afternoon"), scene_of("a classroom on a rainy afternoon")
    assert sunny.room is not None and rainy.room is not None
    assert max(rainy.room.sun) < 0.2 * max(sunny.room.sun) and max(rainy.room.outside_low) < 0.3


def test_a_blizzard_hides_the_sun_and_the_land() -> None:
    blizzard, flurry = scene_of("penguins in a blizzard"), scene_of("penguins in the snow")
    assert blizzard.light.disc == 0.0 and blizzard.density > 2 * flurry.density
    assert sum(kind.count for kind in blizzard.weather if kind.kind == "snow") > 1000


def test_fog_takes_what_is_far_and_who_stands_in_it() -> None:
    fog, clear = scene_of("viking ships in thick fog"), scene_of("viking ships at dawn")
    assert fog.actors[0].haze > 4 * clear.actors[0].haze and fog.sea is not None and fog.sea.density > 0.01


def test_waves_run_high_where_they_are_said_to() -> None:
    high, calm = scene_of("a lighthouse with huge waves"), scene_of("a lighthouse by the sea")
    assert high.sea is not None and calm.sea is not None and high.sea.rough > 1.5 * calm.sea.rough


def test_confetti_falls_in_a_street_that_fireworks_would_not_be_seen_from() -> None:
    scene, reading = shot_of("a street carnival in rio with dancers and confetti")
    assert reading.place == "street" and any(kind.kind == "confetti" for kind in scene.weather)
    assert "confetti" not in said("a street carnival in rio with dancers and confetti")


def test_lights_flicker() -> None:
    scene, reading = shot_of("an empty corridor at midnight, lights flickering")
    assert "flicker" in reading.verbs
    bright = [frame(scene, time).mean() for time in np.arange(0.2, 2.0, 0.15)]
    assert max(bright) > 1.5 * min(bright)


def test_who_rides_sits_in_a_carriage() -> None:
    scene, reading = shot_of("a tired nurse on the last bus home")
    assert reading.place == "carriage" and figure(scene, "nurse").shape == "nurse@seat"
    assert reading_of("a child looks at the bus stop").place != "carriage"


def test_who_is_outside_is_not_inside() -> None:
    assert reading_of("a bride in the rain outside a country church").place in ("village", "street")
    assert reading_of("a man waiting outside a casino").place == "street"
    assert "Not drawn: “casino”." in said("a man waiting outside a casino")
    assert reading_of("a man in a casino").place == "casino"


def test_a_stone_bridge_is_under_who_crosses_it() -> None:
    scene, reading = shot_of("roman soldiers marching across a stone bridge")
    walkers = [actor for actor in scene.actors if actor.shape == "legionary"]
    arches = [actor for actor in scene.actors if actor.shape == "viaduct"]
    assert reading.place == "viaduct" and len(walkers) >= 3 and arches
    assert all(walker.lift == walkers[0].lift > arches[0].lift for walker in walkers)


def test_a_bridge_in_venice_is_over_its_canal() -> None:
    scene, reading = shot_of("a violin player on a bridge in venice")
    assert reading.place == "canal" and [seen.subject for seen in reading.subjects] == ["violinist"]
    assert any(deck.right - deck.left > 100 and 0.7 < deck.top < 1.0 for deck in scene.decks)


def test_whose_hair_is_cut_is_there_too() -> None:
    assert {seen.subject for seen in reading_of("a robot combing an old man's hair").subjects} >= {"old_man"}
    assert [seen.subject for seen in reading_of("the king's horse at dawn").subjects] == ["horse"]


def test_black_marble_is_drawn() -> None:
    scene = scene_of("a perfume bottle on black marble")
    assert len(scene.decks) > 100 and "marble" not in said("a perfume bottle on black marble")


def test_whoever_was_a_welder_is_at_no_work() -> None:
    assert reading_of("a retired welder and his granddaughter").place != "factory"


def test_an_empty_place_is_left_empty_and_whoever_is_named_is_there() -> None:
    assert not reading_of("the empty stadium before the big match").subjects
    assert reading_of("teenagers skateboarding in an empty swimming pool").subjects
    assert [seen.subject for seen in reading_of("a boxer alone in an empty gym").subjects] == ["boxer"]


def test_what_goes_out_is_seen_too() -> None:
    assert [seen.subject for seen in reading_of("candles go out one by one in a chapel").subjects] == ["candle"]


def test_who_stands_before_somebody_may_be_in_a_room() -> None:
    assert reading_of("a businessman slips on a banana peel in front of his boss").place == "office"

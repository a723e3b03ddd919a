"""The writer's sound cues: a place under every shot, what is done and seen in it, hits that fit the mood."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import Any

import pytest

from backends.foley.hearing import understand
from backends.scribe.board import write
from backends.scribe.sounds import with_sounds
from studio import WriteStory
from studio.story.moods import moods
from studio.story.storyboard import Storyboard

TABLES: dict[str, Any] = tomllib.loads(
    resources.files("backends.scribe").joinpath("data", "sounds.toml").read_text(encoding="utf-8")
)

LOGLINES = (
    "A lighthouse keeper finds a door in the sea and must close it before the last storm.",
    "A young knight rides through the burning kingdom to save her sister from a dragon.",
    "In a rainy city at night, a detective hunts a killer who leaves no shadow.",
    "A retired astronaut returns to Mars to find the crew she left behind.",
)


def shot(prompt: str, beat: str = "world", voice: str = "") -> dict[str, Any]:
    return {"id": "s01", "beat": beat, "prompt": prompt, "voice": voice}


def heard(prompt: str, kind: str = "plain", weather: str = "", mood: str = "epic", **more: str) -> list[str]:
    return [cue["prompt"] for cue in with_sounds([shot(prompt, **more)], kind, weather, mood)[0]["cues"]]


@pytest.mark.parametrize("logline", LOGLINES)
@pytest.mark.parametrize("seconds", [15, 60, 240])
def test_every_shot_lies_over_the_sound_of_its_place(logline: str, seconds: float) -> None:
    board = Storyboard.model_validate(write(WriteStory(logline=logline, seconds=seconds), 1))
    under: set[int] = set()
    for at, one in enumerate(board.shots):
        for cue in one.cues:
            if cue.gain_db == -4.0:
                assert not under & set(range(at, at + cue.shots)), "two places at once"
                under |= set(range(at, at + cue.shots))
    seen = {at for at, one in enumerate(board.shots) if one.prompt and one.beat != "title"}
    assert under == seen


def test_a_place_goes_on_under_the_shots_that_it_holds() -> None:
    shots = [shot("wide shot of dunes"), shot("close-up of a bare tree"), shot(""), shot("wide shot of dunes")]
    cues = [one["cues"] for one in with_sounds(shots, "desert", "", "epic")]
    assert (cues[0][0]["shots"], cues[0][0]["prompt"]) == (2, "desert wind and blowing sand")
    assert not cues[1] and not cues[2]
    assert cues[3][0]["shots"] == 1


@pytest.mark.parametrize(
    ("scene", "recipe"),
    [
        ("wide shot of a rider galloping over the plain", "hooves"),
        ("wide shot of an old ship in the waves", "creak"),
        ("medium shot of a dragon over the mountains", "wings"),
        ("wide shot of a burning village", "fire"),
        ("medium shot of a car that explodes", "explosion"),
        ("wide shot of a wolf on a hill", "wolf"),
        ("close-up of a woman opening a door", "creak"),
        ("medium shot of a robot looking up", "beeps"),
    ],
)
def test_what_is_done_and_seen_is_heard(scene: str, recipe: str) -> None:
    spots = [understand(prompt).layers[0].recipe for prompt in heard(f"{scene}, at eye level, slow push-in")[1:]]
    assert recipe in spots


def test_a_line_is_heard_where_the_picture_is_still() -> None:
    assert "ice cracking" in heard("close-up of a face, low angle", voice="Then the river freezes.")


def test_feet_tread_on_the_ground_of_their_place_and_clouds_have_none() -> None:
    assert "footsteps in snow" in heard("wide shot of a man walking away, low angle", "snow")
    assert not any("feet" in prompt for prompt in heard("wide shot of clouds running over a peak, low angle"))


def test_weather_is_far_until_the_story_turns() -> None:
    calm = heard("wide shot of roofs, low angle", "city", "at night, rain")[0]
    worst = heard("wide shot of roofs, low angle", "city", "at night, rain", beat="climax")[0]
    assert "rain" in calm and "far away" in calm
    assert worst.startswith("rain")
    assert understand(worst).layers[0].recipe == "rain"


def test_inside_nobody_hears_the_rain_of_the_street_as_loud() -> None:
    assert not any("rain" in prompt for prompt in heard("wide shot of a kitchen, low angle", "room", "rain"))


@pytest.mark.parametrize("mood", list(moods()))
def test_every_mood_has_its_title_hit_on_the_title(mood: str) -> None:
    hits = with_sounds([shot("wide shot of hills", "title")], "plain", "", mood)[0]["cues"]
    assert len(hits) >= 2
    assert understand(hits[0]["prompt"]).layers[0].recipe == "riser"
    assert all(hit["gain_db"] <= 0 and hit["seconds"] for hit in hits)


def test_gentle_moods_are_spared_the_deep_booms() -> None:
    for mood in ("comedy", "romance", "celebration", "spot"):
        for beat in ("disturb", "low", "climax", "button"):
            hits = with_sounds([shot("wide shot of hills", beat)], "plain", "", mood)[0]["cues"][1:]
            assert "boom" not in {understand(hit["prompt"]).layers[0].recipe for hit in hits}


def test_every_sound_of_the_tables_is_one_that_the_foley_can_make() -> None:
    prompts = [prompt for table in ("places", "nights") for prompt in TABLES[table].values()]
    prompts += [prompt for table in ("weathers", "verbs", "subjects") for prompt in TABLES[table]]
    prompts += [row[0] for form in TABLES["form"].values() for rows in form.values() for row in rows]
    for prompt in prompts:
        understood = understand(prompt)
        assert all(layer.word for layer in understood.layers), prompt
        assert not understood.unknown, (prompt, understood.unknown)

"""What the plan shows: whose story it is, where it plays, and what it says of a place that is drawn as another."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from backends.scribe.board import write as board_of
from backends.scribe.gist import gist_of
from backends.scribe.parse import parse
from backends.scribe.pictures import World, world_of
from backends.scribe.sheets import places, sheet, stands_in
from backends.scribe.words import lexicon
from studio import WriteStory
from studio.story.storyboard import Storyboard

DATA = Path(__file__).parents[1] / "data"
MANY = (DATA / "many_loglines.txt").read_text(encoding="utf-8").splitlines()
LOGLINES = [row["text"] for row in tomllib.loads((DATA / "loglines.toml").read_text(encoding="utf-8"))["logline"]]


def write(logline: str) -> Storyboard:
    return Storyboard.model_validate(board_of(WriteStory(logline=logline, seconds=30), 1))


def world(logline: str) -> World:
    parts = parse(logline, lexicon())
    gist = gist_of(logline, (), parts, "en", lexicon())
    return world_of(parts, sheet(gist.genre), gist.sets, lexicon())


def stories() -> list[tuple[str, Storyboard]]:
    """Films about somebody: how the hero is called in a picture, and the storyboard."""
    found = []
    for logline in (*MANY, *LOGLINES):
        of = world(logline)
        hero = of.hero.partition(",")[0]
        board = write(logline)
        if of.hero_class in ("person", "animal") and any(hero in shot.prompt for shot in board.shots):
            found.append((hero, board))
    return found


def test_the_hero_is_seen_in_most_shots_of_rise_and_climax() -> None:
    shares = []
    for hero, board in stories():
        shots = [shot.prompt for shot in board.shots if shot.beat in ("rise", "climax") and shot.prompt]
        shares.append(sum(hero in prompt for prompt in shots) / len(shots))
    assert len(shares) > 60
    assert sum(shares) / len(shares) >= 0.7
    assert sum(share >= 0.5 for share in shares) >= 0.9 * len(shares)


def test_the_hero_stands_in_no_establishing_shot() -> None:
    seen = [hero in shot.prompt for hero, board in stories() for shot in board.shots if shot.beat == "title"]
    assert not any(seen)
    hooks = [hero in shot.prompt for hero, board in stories() for shot in board.shots if shot.beat == "hook"]
    assert sum(hooks) <= 0.15 * len(hooks)


def test_nobody_is_too_far_to_be_known_at_the_climax() -> None:
    far = [
        shot.prompt
        for hero, board in stories()
        for shot in board.shots
        if shot.beat == "climax" and hero in shot.prompt and re.match(r"extreme wide shot of (?:an?|the) ", shot.prompt)
    ]
    assert far == []


def test_a_thing_is_in_the_heros_hands_and_a_house_beside_them() -> None:
    prompts = [shot.prompt for shot in write("A busker in Berlin finds a violin that plays the future.").shots]
    assert any("a busker with a violin" in prompt for prompt in prompts)
    prompts = [shot.prompt for shot in write("A widow repairs an old boat in a harbour before winter.").shots]
    assert any("a widow beside an old boat" in prompt for prompt in prompts)


@pytest.mark.parametrize(
    ("logline", "note"),
    [
        ("A retired boxer returns to the gym to train his daughter.", ""),
        ("In an airport, a cleaner finds a suitcase full of letters.", ""),
        (
            "In a police station, a cleaner finds a suitcase full of letters.",
            "'a police station' is drawn as an office.",
        ),
        ("A nurse hides a letter in a laboratory.", ""),
        ("A nurse hides a letter in a cathedral.", ""),
        ("A nurse drops a letter into a well.", "'a well' is not known as a place: the film shows the hospital."),
        ("A nurse hides a letter.", "No place is named: the film shows the hospital."),
    ],
)
def test_the_plan_says_where_a_place_is_drawn_as_another(logline: str, note: str) -> None:
    places_said = [said for said in write(logline).notes if "drawn as" in said or "place" in said]
    assert places_said == ([note] if note else [])


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("a cathedral", "church"), ("a mosque", "temple"), ("a barn", "barn"), ("a gym", "gym"), ("the subway", "station"),
        ("a casino", "bar"), ("a suburb", "village"), ("a dock", "harbour"), ("a gallery", "museum"), ("an aquarium", "under"),
        ("a sewer", "bunker"), ("a canteen", "restaurant"), ("a balcony", "rooftop"), ("a stadium", "stadium"), ("an arena", "theatre"),
    ],
)  # fmt: skip
def test_common_places_reach_a_fitting_kind(place: str, kind: str) -> None:
    assert world(f"A nurse hides a letter in {place}.").kind == kind


def test_what_stands_in_is_known_as_a_place() -> None:
    for word in stands_in():
        assert world(f"A nurse hides a letter in a {word.replace('-', ' ')}.").kind in places()

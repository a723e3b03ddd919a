"""`studio takes` lists what is there, filters it by what is measured, and refuses what makes no sense."""

from __future__ import annotations

import json
from collections.abc import Callable

import counted
import pytest
from click.testing import CliRunner, Result
from small_films import finished, texture

from studio.cli import app
from studio.datafolder import DataFolder
from studio.errors import BadInput, NotFound
from studio.projects import Project, Projects
from studio.shelf.assets import Shelf

Ask = Callable[..., Result]


@pytest.fixture
def film(data: DataFolder) -> Project:
    """A film whose second shot has a flat take, a picture, a black take, and a clip in which nothing moves."""
    project, shelf = finished(data), Shelf(data)
    for asset in (texture(shelf), counted.clip(shelf, 16, step=0), counted.clip(shelf, 90, step=0)):
        Projects(data).add_take(project.id, "s02", asset.id, asset.id, choose=False)
    return project


@pytest.fixture
def ask(data: DataFolder, film: Project) -> Ask:
    """Runs `studio takes` on that film."""

    def run(*words: str) -> Result:
        return CliRunner().invoke(app, ["takes", film.id, *words, "--data", str(data.root)])

    return run


def numbers(answer: Result) -> list[int]:
    """Numbers of the takes in a JSON answer."""
    assert answer.exit_code == 0, answer.output
    return [json.loads(line)["number"] for line in answer.output.splitlines()]


def test_every_shot_is_listed_with_its_chosen_take(ask: Ask) -> None:
    rows = ask().output.splitlines()
    assert rows[0].split() == ["shot", "take", "seed", "black", "frozen", "flicker", "motion", "sharp"]
    assert [row.split()[:3] for row in rows[1:5]] == [
        ["s01", "1", "*"],
        ["s02", "1", "*"],
        ["s02", "2", "-"],
        ["s02", "3", "-"],
    ]
    assert rows[3].endswith("0.0   1.00")
    assert rows[4].endswith("dark, like take 1")
    assert len(rows) == 1 + 6 + 3


def test_takes_are_filtered_by_what_is_measured(ask: Ask) -> None:
    assert numbers(ask("s02", "--json")) == [1, 2, 3, 4]
    assert numbers(ask("s02", "--json", "--max-black", "0.1")) == [1, 2, 4]
    assert numbers(ask("s02", "--json", "--no-duplicates")) == [1, 2]
    assert numbers(ask("s02", "--json", "--min-motion", "0.1")) == []
    assert numbers(ask("s02", "--json", "--max-frozen", "0.5")) == [2]
    assert numbers(ask("s02", "--json", "--min-sharpness", "0.5")) == [2]
    assert "2 of 4 takes left out." in ask("s02", "--no-duplicates", "--max-black", "0.1").output


def test_what_makes_no_sense_is_refused(ask: Ask) -> None:
    assert isinstance(ask("--make", "2").exception, BadInput)
    assert isinstance(ask("s99").exception, NotFound)
    assert isinstance(ask("s02", "--choose", "9").exception, NotFound)
    assert ask("s02", "--make", "99").exit_code == 2

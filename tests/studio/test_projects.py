"""Takes of a project: one of each slot is chosen, whatever comes beside it."""

from __future__ import annotations

import pytest
from counted import clip

from studio.datafolder import DataFolder
from studio.errors import NotFound
from studio.projects import Projects
from studio.shelf.assets import Shelf
from studio.story.brief import Brief


def test_one_take_of_a_slot_is_chosen(data: DataFolder) -> None:
    projects, shelf = Projects(data), Shelf(data)
    project = projects.create(Brief(logline="A fox crosses the frozen sea.")).id
    one, two, three = (clip(shelf, grey, frames=4).id for grey in (20, 60, 100))
    projects.add_take(project, "s01", "a", one, choose=False)
    assert projects.takes(project) == {"s01": one}, "the first one is chosen"
    projects.add_take(project, "s01", "b", two, choose=False)
    projects.add_take(project, "s02", "a", three)
    assert projects.takes(project) == {"s01": one, "s02": three}
    projects.choose_take(project, "s01", "b")
    assert projects.takes(project) == {"s01": two, "s02": three}
    projects.add_take(project, "s01", "b", two, choose=False)
    projects.add_take(project, "s01", "a", one, choose=False)
    assert projects.takes(project)["s01"] == two, "made again beside, the choice stays"
    projects.add_take(project, "s01", "c", three)
    assert projects.takes(project)["s01"] == three
    assert [(take.key, take.chosen) for take in projects.all_takes(project, "s01")] == [
        ("a", False),
        ("b", False),
        ("c", True),
    ]


def test_a_take_that_is_not_there_cannot_be_chosen(data: DataFolder) -> None:
    projects, shelf = Projects(data), Shelf(data)
    project = projects.create(Brief(logline="A fox crosses the frozen sea.")).id
    asset = clip(shelf, 20, frames=4).id
    projects.add_take(project, "s01", "a", asset)
    with pytest.raises(NotFound, match="no such take"):
        projects.choose_take(project, "s01", "z")
    assert projects.takes(project) == {"s01": asset}

"""A project folder goes out and comes in whole; one that was tampered with does not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio.datafolder import DataFolder, open_data
from studio.errors import BadInput
from studio.interchange.project_folder import export_project, import_project
from studio.projects import Projects
from studio.shelf.assets import Shelf
from studio.story.brief import Brief


@pytest.fixture
def folder(data: DataFolder, tmp_path: Path) -> Path:
    """An exported project with a picture and a text."""
    projects, shelf = Projects(data), Shelf(data)
    project = projects.create(Brief(logline="A fox crosses the sea.", title="Fox"))
    for slot, name, bytes_ in (("s01", "a.png", b"\x89PNG picture"), ("story", "b.json", b'{"a": 1}')):
        path = data.tmp / name
        path.write_bytes(bytes_)
        asset = shelf.commit(path, "image" if slot == "s01" else "text", key=slot, recipe={"of": slot}, facts={"n": 1})
        projects.add_take(project.id, slot, slot, asset.id)
    return export_project(data, project.id, tmp_path / "fox")


def test_a_project_goes_out_and_comes_in_whole(data: DataFolder, folder: Path, tmp_path: Path) -> None:
    other = open_data(tmp_path / "other")
    project = import_project(other, folder)
    assert (project.title, project.brief) == ("Fox", Projects(data).all()[0].brief)
    takes, shelf = Projects(other).takes(project.id), Shelf(other)
    assert takes == Projects(data).takes(Projects(data).all()[0].id)
    assert shelf.open_local(takes["s01"]).read_bytes() == b"\x89PNG picture"
    assert shelf.get(takes["s01"]).recipe == {"of": "s01"}
    assert shelf.made() == {}, "another studio's claims are no answers to requests"
    assert list(other.tmp.iterdir()) == []


@pytest.mark.parametrize("chosen", [0, 1, 2])
def test_the_takes_come_back_in_their_order_with_the_same_one_chosen(
    data: DataFolder, tmp_path: Path, chosen: int
) -> None:
    projects, shelf = Projects(data), Shelf(data)
    project = projects.create(Brief(logline="A fox crosses the sea."))
    for number, key in enumerate(("ccc", "aaa", "bbb")):
        path = data.tmp / f"{key}.png"
        path.write_bytes(b"\x89PNG" + key.encode())
        asset = shelf.commit(path, "image", recipe={}, facts={})
        projects.add_take(project.id, "s01", key, asset.id, choose=number == 0)
    projects.choose_take(project.id, "s01", ("ccc", "aaa", "bbb")[chosen])
    other = open_data(tmp_path / "other")
    back = import_project(other, export_project(data, project.id, tmp_path / "fox"))
    assert Projects(other).all_takes(back.id, "s01") == projects.all_takes(project.id, "s01")
    assert Projects(other).takes(back.id) == projects.takes(project.id)


def test_it_never_overwrites(data: DataFolder, folder: Path) -> None:
    with pytest.raises(BadInput, match="is there already"):
        export_project(data, Projects(data).all()[0].id, folder)


def picture(folder: Path) -> Path:
    return next((folder / "assets").glob("*.png"))


def tamper(folder: Path, **values: object) -> None:
    file = folder / "project.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), **values}))


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        (lambda folder: picture(folder).write_bytes(b"\x89PNG other"), "damaged"),
        (lambda folder: picture(folder).write_bytes(b"#EXTM3U\n"), "no .png file"),
        (lambda folder: picture(folder).unlink(), "no plain file"),
        (lambda folder: tamper(folder, format=2), "format 2"),
        (lambda folder: tamper(folder, assets=[]), "does not bring it"),
        (lambda folder: tamper(folder, surprise=1), "surprise"),
        (lambda folder: (folder / "project.json").write_text('{"format": 1,\n'), "line 2"),
        (lambda folder: (folder / "project.json").unlink(), "cannot be read"),
    ],
    ids=["changed", "playlist", "missing", "later format", "unnamed", "unknown key", "cut off", "no project"],
)
def test_a_folder_that_is_not_right_is_refused_and_nothing_comes_in(
    folder: Path, tmp_path: Path, harm: object, words: str
) -> None:
    harm(folder)  # type: ignore[operator]
    other = open_data(tmp_path / "other")
    with pytest.raises(BadInput, match=words):
        import_project(other, folder)
    assert Projects(other).all() == []
    assert list(other.assets.iterdir()) == []


def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    path = picture(folder)
    secret = tmp_path / "secret.png"
    secret.write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(secret)
    with pytest.raises(BadInput, match="no plain file"):
        import_project(open_data(tmp_path / "other"), folder)

"""A shot's takes on the film page: what is said of each, what a click does, and what is refused in words."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import counted
import pytest
from small_films import texture
from visiting import visit

from pages import components
from studio.jobs.progress import OPEN, Progress


@pytest.fixture
def film(place: Any, films: Any) -> Any:
    """A film whose second shot has a picture and a black clip beside its own take."""
    for asset in (texture(place.shelf), counted.clip(place.shelf, 16, step=0)):
        place.projects.add_take(films.done.id, "s02", asset.id, asset.id, choose=False)
    return films.done


def test_each_take_has_a_still_and_plain_words(client: Any, film: Any) -> None:
    told = client.get(f"/live/takes/{film.id}/s02").json()
    assert (told["title"], told["more"]) == ("Takes of shot 2", True)
    assert [(take["title"], take["chosen"], take["words"], take["fault"]) for take in told["takes"]] == [
        ("Take 1", True, "still, soft", True),
        ("Take 2", False, "clear", False),
        ("Take 3", False, "dark, like take 1", True),
    ]
    assert [client.get(take["picture"]).headers["content-type"] for take in told["takes"]] == ["image/jpeg"] * 3
    assert [client.get(take["clip"]).status_code for take in told["takes"] if take["clip"]] == [200, 200]


def test_takes_that_are_being_made_or_failed_stand_beside_them(client: Any, place: Any, film: Any) -> None:
    progress = Progress(place.data)
    for name in ("old", "broken", "waits", "runs", "elsewhere"):
        shot = "s01" if name == "elsewhere" else "s02"
        progress.begin(name, project=film.id, kind="take", label=shot)
    progress.end("old", "done")
    progress.end("broken", "failed", what="Shot 2: the lamp broke.")
    progress.start("runs")
    progress.update("runs", force=True, done=400, total=1000)
    rows = client.get(f"/live/takes/{film.id}/s02").json()["takes"][3:]
    assert [(row["id"], row["state"], row["words"]) for row in rows] == [
        ("broken", "failed", "Shot 2: the lamp broke."),
        ("waits", "making", "waits for its turn"),
        ("runs", "making", "40%"),
    ]
    progress.begin("later", project=film.id, kind="take", label="s02")
    progress.end("later", "done")
    rows = client.get(f"/live/takes/{film.id}/s02").json()["takes"][3:]
    assert [row["id"] for row in rows] == ["waits", "runs"]


def test_takes_of_nothing_are_not_there(client: Any, film: Any) -> None:
    for path in (f"{film.id}/s99", f"{film.id}/music", "nobody/s01"):
        assert client.get(f"/live/takes/{path}").status_code == 404


def press(monkeypatch: Any, **event: str) -> None:
    """Let the film's part send an event on the page's next run, once."""
    draw, sent = components.draw, list[str]()

    def drawn(name: str, *given: Any, **more: Any) -> Any:
        answer = draw(name, *given, **more)
        if name != "film":
            return answer
        now = {} if sent else event
        sent.append(name)
        return SimpleNamespace(**{"take": None, "more": None, **now})

    monkeypatch.setattr(components, "draw", drawn)


def said(test: Any) -> list[str]:
    """What the page's short news say."""
    return [row["words"] for row in test.session_state["shell.toasts"]]


def test_a_click_on_a_take_chooses_it(place: Any, film: Any, monkeypatch: Any) -> None:
    press(monkeypatch, take="s02 2")
    test = visit("film", project=film.id)
    assert [take.chosen for take in place.projects.all_takes(film.id, "s02")] == [False, True, False]
    assert said(test) == ["Take 2 goes into the film. Every cut stays where it is."]


def test_two_more_takes_are_queued(place: Any, film: Any, monkeypatch: Any) -> None:
    press(monkeypatch, more="s02")
    visit("film", project=film.id)
    jobs = [row for row in Progress(place.data).jobs(states=OPEN) if row.kind == "take"]
    assert [(row.project, row.label) for row in jobs] == [(film.id, "s02")] * 2


def test_what_cannot_be_chosen_is_said_and_changes_nothing(place: Any, film: Any, monkeypatch: Any) -> None:
    press(monkeypatch, take="s02 9")
    test = visit("film", project=film.id)
    assert said(test)[0].startswith("Shot 's02' has no take 9: it has 3.")
    assert [take.chosen for take in place.projects.all_takes(film.id, "s02")] == [True, False, False]


def test_a_take_that_did_not_get_into_the_film_is_told_above_it(place: Any, film: Any, monkeypatch: Any) -> None:
    progress, job = Progress(place.data), f"recut-{film.id}"
    progress.begin(job, project=film.id, kind="recut", label=film.title)
    progress.end(job, "failed", what="The disk is full.", todo="Free space.")
    place.projects.update(film.id, job=job)
    shown = dict[str, Any]()
    draw = components.draw

    def drawn(name: str, data: Any, **more: Any) -> Any:
        shown[name] = data
        answer = draw(name, data, **more)
        return SimpleNamespace(chosen="again") if name == "message" else answer

    monkeypatch.setattr(components, "draw", drawn)
    visit("film", project=film.id)
    assert shown["message"]["head"] == "The disk is full."
    again = place.projects.get(film.id).job
    assert again != job
    assert (progress.get(again).kind, progress.get(again).state) == ("recut", "waiting")

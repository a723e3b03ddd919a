"""Every page runs without an exception, in every state a film can be in; drafts survive; names clash with nothing."""

from __future__ import annotations

import importlib.machinery
import sys
from pathlib import Path
from typing import Any

import pytest
from visiting import visit

import pages
from pages import components, drafts
from pages.posters import picture
from pages.shell import PAGES
from studio.jobs.progress import Progress
from studio.timeline.timeline import Clip, Timeline, Title

HERE = Path(pages.__file__).parent


@pytest.mark.parametrize("path", [path for path, _, _, _ in PAGES])
def test_every_page_opens_in_an_empty_studio(place: Any, path: str) -> None:
    visit(path)


@pytest.mark.parametrize("path", [path for path, _, _, _ in PAGES])
def test_every_page_opens_with_films(place: Any, films: Any, path: str) -> None:
    visit(path, project=films.done.id)


def stand(place: Any, project: Any, state: str, **words: str) -> None:
    """Put a film's job into a state."""
    progress, job = Progress(place.data), f"film-{project.id}"
    place.projects.update(project.id, job=job)
    progress.begin(job, project=project.id, kind="film", label=project.title)
    progress.begin(f"{job}/s03", project=project.id, kind="pictures", label="s03", parent=job)
    if state == "running":
        progress.start(job)
        progress.start(f"{job}/s03")
        progress.update(f"{job}/s03", force=True, done=400, total=1000)
        progress.update(job, force=True, done=1, total=4, eta_s=50.0)
    elif state != "waiting":
        progress.end(f"{job}/s03", state)  # type: ignore[arg-type]
        progress.end(job, state, **words)  # type: ignore[arg-type]


@pytest.mark.parametrize("state", ["waiting", "running", "failed", "cancelled"])
def test_the_film_page_opens_in_every_state(place: Any, films: Any, state: str) -> None:
    stand(place, films.half, state, what="Shot 3 broke.", todo="Try again.", detail="Traceback")
    test = visit("film", project=films.half.id)
    assert [title.value for title in test.title] == ["The Door Below"]
    assert bool([button for button in test.button if button.label == "Cancel"]) is (state in ("waiting", "running"))
    visit("queue")


def test_the_shelf_shows_the_shot_of_the_films_poster(place: Any, films: Any) -> None:
    clips = tuple(Clip(id=name, asset=name * 64, start=start, frames=20) for name, start in (("a", 0), ("b", 20)))
    for start, asset in ((19, "a" * 64), (20, "b" * 64)):
        words = Title(id="poster", text="-", start=start, frames=1)
        made = place.projects.update(films.done.id, timeline=Timeline(frames=40, picture=clips, poster=words))
        assert picture(place, made).endswith(asset)
    assert picture(place, films.half)


def test_an_unknown_film_is_said_so(place: Any) -> None:
    test = visit("film", project="nobody")
    assert not test.title


def test_a_logline_that_holds_no_words_is_refused_in_words(place: Any) -> None:
    test = visit("")
    test.text_area(key="home.logline").set_value("…").run()
    test.button(key="make").click().run()
    assert not test.exception
    assert place.projects.all() == []


def test_one_click_makes_a_project_and_queues_its_film(place: Any) -> None:
    test = visit("", logline="A fox crosses the frozen sea.", seconds="8", shape="160x90")
    test.button(key="make").click().run()
    assert not test.exception, test.exception
    (project,) = place.projects.all()
    assert project.brief.logline == "A fox crosses the frozen sea."
    assert project.job is not None
    assert Progress(place.data).get(project.job).state == "waiting"
    assert drafts.read(place, "home") == {}


def test_cut_and_captions_are_chosen_on_the_form(place: Any) -> None:
    test = visit("", logline="A fox crosses the frozen sea.", cut="slow_burn")
    assert test.session_state["home.cut"] == "slow_burn"
    test.button_group(key="home.cut").set_value("tease").run()
    test.button_group(key="home.captions").set_value("plate").run()
    test.button(key="make").click().run()
    assert not test.exception, test.exception
    (project,) = place.projects.all()
    assert (project.brief.cut, project.brief.captions) == ("tease", "plate")


def test_a_page_that_breaks_says_so_and_writes_it_down(place: Any, monkeypatch: Any, caplog: Any) -> None:
    monkeypatch.setattr("pages.composer.price", lambda *_: 1 / 0)
    visit("")
    assert "division by zero" in caplog.text


def test_what_was_typed_is_there_after_a_reload(place: Any) -> None:
    first = visit("")
    first.text_area(key="home.logline").set_value("A fox crosses the frozen sea.").run()
    first.button_group(key="home.shape").set_value("9:16").run()
    assert drafts.read(place, "home")["logline"] == "A fox crosses the frozen sea."
    again = visit("")
    assert again.text_area(key="home.logline").value == "A fox crosses the frozen sea."
    assert again.session_state["home.shape"] == "9:16"


def test_a_damaged_draft_does_no_harm(place: Any) -> None:
    drafts.write(place, "home", {"logline": "A fox.", "mood": "no such mood", "seconds": 7, "shape": "round"})
    assert visit("").text_area(key="home.logline").value == "A fox."


def test_a_link_may_carry_a_brief(place: Any) -> None:
    test = visit("", logline="A fox crosses the frozen sea.", seconds="8", shape="160x90", mood="epic")
    assert test.text_area(key="home.logline").value == "A fox crosses the frozen sea."
    state = test.session_state
    assert (state["home.seconds"], state["home.shape"], state["home.mood"]) == (8.0, "160x90", "epic")


def test_a_link_that_asks_for_nonsense_gets_the_usual_form(place: Any) -> None:
    test = visit("", logline="A fox.", seconds="-3", shape="round")
    assert test.text_area(key="home.logline").value == "A fox."
    assert test.session_state["home.seconds"] == 30.0


def test_no_file_of_the_pages_bears_the_name_of_a_module() -> None:
    """Streamlit puts the entry script's folder on the path: `queue.py` there would be everybody's `queue`."""
    names = {path.stem for path in HERE.glob("*.py")} | {path.name for path in HERE.iterdir() if path.is_dir()}
    names -= {"__init__", "__pycache__"}
    assert names & set(sys.stdlib_module_names) == set()
    tests = Path(__file__).parents[1]
    here = [HERE, tests, tests / "support"]
    outside = [entry for entry in sys.path if Path(entry or ".").resolve() not in here]
    clashes = [name for name in sorted(names) if importlib.machinery.PathFinder.find_spec(name, outside) is not None]
    assert clashes == []


def test_every_part_has_its_script_and_style_and_never_writes_markup() -> None:
    for name in components.PARTS:
        script, style = components.source(name)
        assert "export default function" in script
        for banned in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("):
            assert banned not in script
        assert "prefers-reduced-motion" in style


def test_pages_are_thin() -> None:
    for path in HERE.glob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 200, path.name

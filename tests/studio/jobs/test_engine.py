"""Films as durable jobs: what is made once, what is made again, what happens on failure, cancel, retry and stop."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from labour import BOARD, arrive, labour, leftovers, spoilt, told
from light import light_studio

from studio import settings
from studio.backend import Request
from studio.datafolder import DataFolder, open_data
from studio.errors import BadInput
from studio.jobs.engine import Engine
from studio.shelf.assets import Shelf
from studio.story.brief import Brief
from studio.tasks import Task

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    folder = open_data(tmp_path_factory.mktemp("jobs") / "data")
    light_studio(folder)
    return folder


@pytest.fixture(scope="module")
def engine(data: DataFolder) -> Iterator[Engine]:
    engine = Engine(*settings.load(data.root))
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def _worker(data: DataFolder) -> Iterator[None]:
    with labour(data):
        yield


@pytest.mark.usefixtures("_worker")
def test_a_film_is_made_and_every_part_tells_how_it_went(data: DataFolder, engine: Engine) -> None:
    project = engine.projects.create(Brief(logline="A fox crosses the frozen sea.", seconds=8, shape="160x90"))
    job = engine.submit_film(project.id)
    assert arrive(engine, job).state == "done"
    film = engine.progress.film(job)
    assert [(state, share) for _, state, share in film.phases] == [("done", 1.0)] * 8
    assert film.film.ended and film.film.started and film.film.started - film.film.created < 1.0
    made = engine.projects.get(project.id)
    assert made.film and made.storyboard and made.cutplan and made.timeline
    assert {"film/film", "film/poster", "film/srt", "film/vtt", "story", "music"} <= set(engine.projects.takes(made.id))
    assert leftovers(data) == []


@pytest.mark.usefixtures("_worker")
def test_one_changed_prompt_makes_only_that_shot_again(data: DataFolder, engine: Engine) -> None:
    project = told(engine, seed=2)
    assert arrive(engine, engine.submit_film(project.id, keep_story=True)).state == "done"
    before, takes = Shelf(data).made(), engine.projects.takes(project.id)
    engine.projects.update(project.id, storyboard=spoilt(BOARD, "s02", "wide shot of a red balloon"))
    assert arrive(engine, engine.submit_film(project.id, keep_story=True)).state == "done"
    after, again = Shelf(data).made(), engine.projects.takes(project.id)
    changed = {slot for slot in again if again[slot] != takes[slot]}
    assert changed == {"s02", "film/film", "film/poster"} or changed == {"s02", "film/film"}
    recipes = [Shelf(data).find(key).recipe for key in after.keys() - before.keys()]  # type: ignore[union-attr]
    generated = [recipe["request"]["params"]["prompt"] for recipe in recipes if "request" in recipe]
    assert generated == ["wide shot of a red balloon"]
    assert set(after.values()) == {1}


@pytest.mark.usefixtures("_worker")
def test_the_same_film_again_makes_nothing(data: DataFolder, engine: Engine) -> None:
    project = told(engine, seed=2)
    first = arrive(engine, engine.submit_film(project.id, keep_story=True))
    made = Shelf(data).made()
    second = arrive(engine, engine.submit_film(project.id, keep_story=True))
    assert first.state == second.state == "done"
    assert Shelf(data).made() == made


@pytest.mark.usefixtures("_worker")
def test_a_death_between_a_renders_files_repeats_none_of_them(data: DataFolder, engine: Engine) -> None:
    project, shelf = told(engine, seed=2), Shelf(data)
    assert arrive(engine, engine.submit_film(project.id, keep_story=True)).state == "done"
    made, film = shelf.made(), engine.projects.get(project.id).film
    (key,) = [key for key in made if (asset := shelf.find(key)) is not None and asset.id == film]
    shelf.forget(key)  # poster and captions had their rows when the worker died
    assert arrive(engine, engine.submit_film(project.id, keep_story=True)).state == "done"
    assert shelf.made() == made
    assert engine.projects.get(project.id).film == film


@pytest.mark.usefixtures("_worker")
def test_a_broken_shot_fails_the_film_in_plain_words_and_a_retry_goes_on(data: DataFolder, engine: Engine) -> None:
    project = told(engine, spoilt(BOARD, "s03", "the lamp breaks"), seed=3)
    row = arrive(engine, job := engine.submit_film(project.id, keep_story=True))
    assert row.state == "failed"
    assert row.what.startswith("Shot 3: Backend 'light' failed") and "the lamp broke" in row.what
    assert "kept" in row.todo and "Traceback" in row.detail
    states = {part.label: part.state for part in engine.progress.film(job).parts}
    assert states["s03"] == "failed" and states["s01"] == states["s02"] == states["music"] == "done"
    assert engine.projects.get(project.id).film is None
    kept = Shelf(data).made()
    engine.projects.update(project.id, storyboard=BOARD)
    # A retry writes a new story; this film keeps its own.
    assert arrive(engine, engine.submit_film(project.id, keep_story=True)).state == "done"
    assert all(Shelf(data).made()[key] == 1 for key in kept)


@pytest.mark.usefixtures("_worker")
def test_two_who_ask_for_one_film_get_one_job(data: DataFolder, engine: Engine) -> None:
    project = told(engine, spoilt(BOARD, "s01", "treacle on a wide sea"), seed=4)
    other = Engine(*settings.load(data.root))
    try:
        first = engine.submit_film(project.id, keep_story=True)
        assert other.submit_film(project.id) == first
        with pytest.raises(BadInput, match="still at work"):
            engine.retry(first)
    finally:
        other.close()
    engine.cancel(first)
    assert engine.submit_film(project.id) != first
    engine.cancel(engine.projects.get(project.id).job or "")


@pytest.mark.usefixtures("_worker")
def test_a_single_request_becomes_a_take(engine: Engine) -> None:
    project = told(engine, seed=5)
    params = {"prompt": "a bell", "seconds": 1.0}
    request = Request(task=Task.SOUND_EFFECT, backend="light", version="1", params=params)
    job = engine.submit_request(project.id, "s01/cue0", request)
    assert arrive(engine, job).state == "done"
    assert "s01/cue0" in engine.projects.takes(project.id)


@pytest.mark.usefixtures("_worker")
def test_what_needs_the_card_waits_for_it_in_a_queue_of_its_own_and_holds_no_core(engine: Engine) -> None:
    project = told(engine, seed=6, backends={"text_to_video": "diffusers"})
    film = engine.submit_film(project.id, keep_story=True)
    row = arrive(engine, film)
    assert row.state == "failed"
    assert "weights" in row.what or "Not installed" in row.what
    parts = [part.job for part in engine.progress.film(film).parts]
    found = engine.client.list_workflows(workflow_ids=parts, load_input=False, load_output=False)
    queues = {status.workflow_id.partition("/")[2]: status.queue_name for status in found}
    assert {name: queue for name, queue in queues.items() if name.startswith("s0")} == {
        shot.id: "card" for shot in BOARD.shots if shot.prompt
    }
    assert {queues[name] for name in ("voice", "music", "effects")} == {"cpu"}
    request = Request(task=Task.TEXT_TO_IMAGE, backend="diffusers", version="1", params={"model": "sdxl"})
    take = engine.submit_request(project.id, "s01", request)
    assert "sdxl" in arrive(engine, take).what or "Not installed" in arrive(engine, take).what
    (found_take,) = engine.client.list_workflows(workflow_ids=[take], load_input=False, load_output=False)
    assert found_take.queue_name == "card"

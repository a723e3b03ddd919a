"""The worker's own life: cancel, stop, the lock, and jobs whose worker or client died."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import psutil
import pytest
from labour import BOARD, arrive, encoders, family, labour, leftovers, spoilt, start_worker, stop_worker, told
from light import light_studio

from studio import settings
from studio.datafolder import DataFolder, open_data
from studio.errors import BadInput, NotFound
from studio.jobs.engine import Engine, run_worker
from studio.jobs.locks import worker_runs
from studio.jobs.worker import OwnWorker

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


def test_cancel_stops_everything_within_two_seconds(data: DataFolder, engine: Engine) -> None:
    project = told(engine, spoilt(spoilt(BOARD, "s01", "treacle sea"), "s02", "treacle sky"), seed=6, seconds=20)
    with labour(data) as worker:
        job = engine.submit_film(project.id, keep_story=True)
        deadline = time.monotonic() + 60
        while len(encoders(worker)) < 2:
            assert time.monotonic() < deadline
            time.sleep(0.02)
        encoding = encoders(worker)
        drawing = {process.ppid() for process in encoding}
        doomed = [*encoding, *(process for process in family(worker) if process.pid in drawing)]
        begun = time.monotonic()
        engine.cancel(job)
        _, alive = psutil.wait_procs(doomed, timeout=8)
        took = time.monotonic() - begun
        assert not alive
        assert took < 4.0  # the bar is 2 s on a free machine; benchmarks/jobs.py measures it
        assert engine.progress.get(job).state == "cancelled"
        assert not [part for part in engine.progress.film(job).parts if part.state in ("running", "loading", "waiting")]
        time.sleep(0.3)
        assert leftovers(data) == []
        again = engine.retry(job)
        assert again != job
        engine.cancel(again)


def test_a_worker_that_is_ended_leaves_nothing_and_the_next_one_goes_on(data: DataFolder, engine: Engine) -> None:
    project = told(engine, spoilt(BOARD, "s01", "treacle slowly"), seed=7)
    worker = start_worker(data)
    job = engine.submit_film(project.id, keep_story=True)
    while not encoders(worker):
        time.sleep(0.02)
    below = family(worker)
    stop_worker(worker)
    assert worker.returncode == 0
    _, alive = psutil.wait_procs(below, timeout=2)
    assert not alive
    assert leftovers(data) == []
    assert engine.progress.get(job).state == "running"
    with labour(data):
        assert arrive(engine, job).state == "done"


def test_a_second_worker_on_one_folder_is_refused(data: DataFolder) -> None:
    assert not worker_runs(data)
    with labour(data):
        assert worker_runs(data)
        with pytest.raises(BadInput, match="already works"):
            run_worker(*settings.load(data.root))


def test_who_waits_has_a_worker_and_takes_it_along(data: DataFolder, engine: Engine) -> None:
    project = told(engine, seed=8)
    job = engine.submit_film(project.id, keep_story=True)
    with OwnWorker(data) as own:
        assert own.process is not None
        os.kill(own.process.pid, 9)
        own.process.wait()
        deadline = time.monotonic() + 60
        while engine.progress.get(job).state != "done":
            own.keep()
            assert time.monotonic() < deadline
            time.sleep(0.1)
    assert not worker_runs(data)


def test_a_waiting_film_can_be_moved_and_an_unknown_job_is_named(engine: Engine) -> None:
    project = told(engine, seed=9)
    job = engine.submit_film(project.id, keep_story=True)
    moved = engine.set_priority(job, 1)
    assert moved != job and engine.progress.get(job).state == "cancelled"
    engine.cancel(moved)
    with pytest.raises(BadInput, match="does not wait"):
        engine.set_priority(moved, 2)
    with pytest.raises(NotFound, match="'film-none'"):
        engine.cancel("film-none")
    with pytest.raises(BadInput, match="101"):
        engine.submit_film(project.id, priority=101)


def test_a_job_cancelled_in_the_dark_is_closed_by_the_next_worker(data: DataFolder, engine: Engine) -> None:
    project = told(engine, seed=10)
    job = engine.submit_film(project.id, keep_story=True)
    engine.client.cancel_workflow(job)  # whoever cancelled died before it could write the row
    assert engine.progress.get(job).state == "waiting"
    engine.mend()
    assert engine.progress.get(job).state == "cancelled"


def test_a_film_cancelled_at_any_moment_runs_no_part_afterwards(data: DataFolder, engine: Engine) -> None:
    board = spoilt(spoilt(BOARD, "s01", "treacle sea"), "s05", "treacle sky")
    with labour(data) as worker:
        jobs = []
        for number in range(6):
            jobs.append(engine.submit_film(told(engine, board, seed=40 + number).id, keep_story=True))
            time.sleep(0.12 * number)
            engine.cancel(jobs[-1])
        time.sleep(2.5)
        assert not encoders(worker)
        for job in jobs:
            film = engine.progress.film(job)
            assert {row.state for row in (film.film, *film.parts)} <= {"cancelled", "done"}
            assert film.film.state == "cancelled"
    assert leftovers(data) == []

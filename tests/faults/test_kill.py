"""kill -9 of worker, host and web at seeded moments: nothing finished is lost or made again, and the film arrives."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from labour import arrive, family, hosts, leftovers, start_worker, stop_worker
from light import light_studio

from studio import settings
from studio.datafolder import DataFolder, open_data
from studio.jobs.engine import Engine
from studio.shelf.assets import Shelf
from studio.story.brief import Brief

VICTIMS = ("worker", "worker", "worker", "host", "web")
ROUNDS = 50
pytestmark = [pytest.mark.slow, pytest.mark.timeout(1800)]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """A data folder whose films take a second or two."""
    folder = open_data(tmp_path_factory.mktemp("kill") / "data")
    light_studio(folder)
    return folder


@pytest.fixture(scope="module")
def engine(data: DataFolder) -> Iterator[Engine]:
    engine = Engine(*settings.load(data.root))
    yield engine
    engine.close()


class Scene:
    """The processes of a studio, and what was on the shelf when one of them was killed."""

    def __init__(self, data: DataFolder) -> None:
        self.data = data
        self.shelf = Shelf(data)
        self.worker = start_worker(data)
        self.web: subprocess.Popen[bytes] | None = None
        self.took = 3.0
        self.hit: dict[str, int] = {}

    def kill(self, victim: str, rng: random.Random) -> None:
        """kill -9 of one of them; who had a worker above it is gone with it."""
        if victim == "host" and hosts(self.worker):
            rng.choice(hosts(self.worker)).kill()
        elif victim == "web" and self.web is not None:
            self.web.kill()
            self.web.wait()
            self.web = None
        else:
            victim = "worker"
            below = family(self.worker)
            self.worker.kill()
            self.worker.wait()
            _, alive = psutil.wait_procs(below, timeout=2)
            assert not [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]
            assert self.worker.stdout is not None
            self.worker.stdout.close()
            self.worker = start_worker(self.data)
        self.hit[victim] = self.hit.get(victim, 0) + 1

    def browse(self) -> None:
        """The pages, as `studio web` serves them."""
        if self.web is None:
            command = [sys.executable, "-m", "studio.cli", "web", "--port", "0", "--data", str(self.data.root)]
            self.web = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def committed(self) -> set[str]:
        """Keys on the shelf whose file is there."""
        return {key for key in self.shelf.made() if self.shelf.find(key) is not None}

    def repeated(self) -> list[dict[str, Any]]:
        """Recipes of what was made more than once."""
        keys = [key for key, count in self.shelf.made().items() if count > 1]
        return [asset.recipe for key in keys if (asset := self.shelf.find(key)) is not None]

    def end(self) -> None:
        """End all of them."""
        stop_worker(self.worker)
        if self.web is not None:
            self.web.kill()
            self.web.wait()


def test_no_kill_loses_or_repeats_anything(data: DataFolder, engine: Engine) -> None:
    rng = random.Random(7)
    scene = Scene(data)
    try:
        for number in range(ROUNDS):
            victim = rng.choice(VICTIMS)
            if victim == "web":
                scene.browse()
            _round(scene, engine, rng, victim, number)
    finally:
        scene.end()
    assert scene.hit["worker"] >= 20 and scene.hit["host"] >= 5, scene.hit
    assert leftovers(data) == []


def _round(scene: Scene, engine: Engine, rng: random.Random, victim: str, number: int) -> None:
    brief = Brief(logline="A fox crosses the frozen sea.", seconds=16, shape="160x90", seed=number)
    project = engine.projects.create(brief)
    job = engine.submit_film(project.id)
    begun = time.monotonic()
    moment = rng.random() * scene.took
    time.sleep(moment)
    before = scene.committed()
    scene.kill(victim, rng)
    row = arrive(engine, job)
    where = f"round {number}: {victim} killed after {moment:.2f} s"
    assert row.state == "done", f"{where}: {row.what} {row.detail}"
    made = engine.projects.get(project.id)
    assert made.film is not None, where
    assert scene.shelf.open_local(made.film).stat().st_size > 1000, where
    assert before <= scene.committed(), where
    assert scene.repeated() == [], where
    assert made.storyboard is not None and sum(bool(shot.prompt) for shot in made.storyboard.shots) >= 6
    if victim == "web":
        scene.took = 0.5 * scene.took + 0.5 * (time.monotonic() - begun)


def test_a_false_done_cannot_be_read(data: DataFolder, engine: Engine, tmp_path: Path) -> None:
    """While films are made and their worker is killed, whoever reads 'done' finds the film."""
    project = engine.projects.create(Brief(logline="A door opens in the sea.", seconds=6, shape="160x90", seed=99))
    job = engine.submit_film(project.id)
    for _ in range(3):
        worker = start_worker(data)
        deadline = time.monotonic() + 1.5
        while time.monotonic() < deadline:
            if engine.progress.get(job).state == "done":
                assert engine.projects.get(project.id).film
            time.sleep(0.01)
        worker.kill()
        worker.wait()
        assert worker.stdout is not None
        worker.stdout.close()
    worker = start_worker(data)
    try:
        assert arrive(engine, job).state == "done"
        assert engine.projects.get(project.id).film
    finally:
        stop_worker(worker)


def test_the_embedded_backends_survive_three_kills(tmp_path: Path) -> None:
    """One film by the real painter, voice, foley and composer; its worker is killed three times on the way."""
    data = open_data(tmp_path / "data")
    engine, rng = Engine(*settings.load(data.root)), random.Random(3)
    brief = Brief(logline="A lighthouse keeper finds a door in the sea.", seconds=10, shape="160x90")
    project = engine.projects.create(brief)
    scene = Scene(data)
    try:
        job = engine.submit_film(project.id)
        for _ in range(3):
            time.sleep(1 + 8 * rng.random())
            before = scene.committed()
            scene.kill("worker", rng)
            assert before <= scene.committed()
        row = arrive(engine, job, 400)
        assert row.state == "done", f"{row.what} {row.detail}"
        assert engine.projects.get(project.id).film
        assert scene.repeated() == []
    finally:
        scene.end()
        engine.close()
    assert leftovers(data) == []

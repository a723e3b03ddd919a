"""The jobs' own bars: enqueue to start on a free slot, cancel to silence, what an idle worker takes, start to ready."""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from labour import BOARD, arrive, family, leftovers, spoilt, start_worker, stop_worker, told
from light import light_studio

from studio import settings
from studio.backend import Request
from studio.datafolder import DataFolder, open_data
from studio.jobs.engine import Engine
from studio.tasks import Task

STARTS, CANCELS = 40, 10


def start_times(engine: Engine) -> list[float]:
    """Seconds from enqueue to start, on a worker that has nothing else to do."""
    project = told(engine)
    took: list[float] = []
    for number in range(STARTS):
        params = {"prompt": "a bell", "seconds": 0.2}
        request = Request(task=Task.SOUND_EFFECT, backend="light", version="1", params=params, seed=number)
        row = arrive(engine, engine.submit_request(project.id, "s01/cue0", request))
        assert row.state == "done" and row.started is not None, row
        took.append(row.started - row.created)
    return took


def cancel_times(data: DataFolder, engine: Engine, worker: int) -> list[float]:
    """Seconds from cancel until no encoder and no file of the film is left."""
    took: list[float] = []
    board = spoilt(spoilt(BOARD, "s01", "treacle sea"), "s02", "treacle sky")
    for number in range(CANCELS):
        job = engine.submit_film(told(engine, board, seed=1000 + number, seconds=20).id, keep_story=True)
        while sum("ffmpeg" in child.name() for child in psutil.Process(worker).children(recursive=True)) < 2:
            time.sleep(0.02)
        begun = time.monotonic()
        engine.cancel(job)
        while leftovers(data) or any(
            "ffmpeg" in child.name() for child in psutil.Process(worker).children(recursive=True)
        ):
            time.sleep(0.01)
        took.append(time.monotonic() - begun)
    return took


def main() -> None:
    """Print each figure beside its bar."""
    with tempfile.TemporaryDirectory() as folder:
        data = open_data(Path(folder) / "data")
        light_studio(data)
        engine = Engine(*settings.load(data.root))
        begun = time.monotonic()
        worker = start_worker(data)
        print(f"worker: start to ready {time.monotonic() - begun:.2f} s")
        try:
            starts = sorted(start_times(engine))
            median, most = statistics.median(starts) * 1000, starts[int(0.95 * len(starts))] * 1000
            print(f"enqueue to start, free slot: median {median:.0f} ms, p95 {most:.0f} ms (bar 100 ms)")
            cancels = cancel_times(data, engine, worker.pid)
            print(
                f"cancel to nothing left: median {statistics.median(cancels):.2f} s, "
                f"longest {max(cancels):.2f} s (bar 2 s)"
            )
            process = psutil.Process(worker.pid)
            before, begun = process.cpu_times(), time.monotonic()
            time.sleep(10)
            after, took = process.cpu_times(), time.monotonic() - begun
            share = (after.user + after.system - before.user - before.system) / took
            print(
                f"idle worker: {share:.1%} of a core, {process.memory_info().rss / 1e6:.0f} MB, {len(family(worker))} warm hosts"
            )
        finally:
            stop_worker(worker)
            engine.close()


if __name__ == "__main__":
    main()

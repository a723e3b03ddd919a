"""The durable engine: films and their parts as workflows. The only module that knows dbos."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import logging
import os
import secrets
import shutil
import signal
import sqlite3
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

from dbos import DBOS, DBOSClient, DBOSConfig, DBOSPortableJSONSerializer, SetEnqueueOptions, SetWorkflowID

from studio.datafolder import DataFolder
from studio.errors import BadInput, StudioError
from studio.jobs.estimate import Estimates
from studio.jobs.film import FilmRoom, Slots, failure
from studio.jobs.generate import Workshop
from studio.jobs.progress import OPEN, JobProgress, Progress
from studio.projects import Projects
from studio.settings import Settings

NAME = "studio"
VERSION = "1"
"""Bumped only when the order of a workflow's steps changes; jobs queued under another version are never started."""
POLL = 0.05
"""Seconds between looks at a queue: a free slot starts its job within 100 ms."""
PLAN, CPU = "plan", "cpu"
PARTS = ("voice", "pictures", "effects", "music")
LONG = 6 * 3600.0


def url(data: DataFolder, settings: Settings) -> str:
    """The engine's database: the settings' Postgres, else SQLite in the data folder, in WAL mode and for us alone."""
    if settings.database_url:
        return settings.database_url
    if not data.jobs.exists():
        connection = sqlite3.connect(data.jobs, timeout=10)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.close()
        data.jobs.chmod(0o600)
    return f"sqlite:///{data.jobs}"


class Engine:
    """The client side: submit, look, cancel, try again. Works whether or not a worker runs."""

    def __init__(self, data: DataFolder, settings: Settings) -> None:
        self.data = data
        self.settings = settings
        self.projects = Projects(data)
        self.progress = Progress(data)
        quiet()
        with _alone(data, "migrate", wait=True):
            DBOS.migrate(url(data, settings))
        self.client = DBOSClient(
            system_database_url=url(data, settings),
            serializer=DBOSPortableJSONSerializer(),
            application_name=NAME,
            lazy=True,
        )

    def close(self) -> None:
        """Let go of the database."""
        self.client.destroy()

    def submit_film(self, project_id: str, *, priority: int = 10, keep_story: bool = False) -> str:
        """Queue a film of a project; its job. A project that is being made already keeps its job: nothing runs twice.

        `priority` 1 is first. `keep_story` takes the project's storyboard as it is instead of writing a new one.
        """
        project = self.projects.get(project_id)
        if not 1 <= priority <= 100:
            raise BadInput(f"Priority {priority} is out of range.", "Choose 1 (first) to 100.")
        if project.job and (open_job := self.status(project.job)) and open_job.state in OPEN:
            return project.job
        job = f"film-{project_id}-{secrets.token_hex(3)}"
        self.progress.begin(job, project=project_id, kind="film", label=project.title)
        self.projects.update(project_id, job=job)
        self.client.enqueue(
            {"workflow_name": "film", "queue_name": PLAN, "workflow_id": job, "priority": priority},
            job,
            project_id,
            priority,
            keep_story,
        )
        return job

    def status(self, job: str) -> JobProgress | None:
        """A job's progress, or None where there is no such job."""
        with contextlib.suppress(StudioError):
            return self.progress.get(job)
        return None

    def jobs(self, limit: int = 50) -> list[JobProgress]:
        """Films, newest first."""
        return self.progress.jobs(limit)

    def cancel(self, job: str) -> None:
        """Stop a film and all its parts. What is finished is kept."""
        self.progress.get(job)
        self.client.cancel_workflow(job, cancel_children=True)
        self.progress.close_open(job, "cancelled")

    def retry(self, job: str) -> str:
        """Make a film that failed or was cancelled again; what is on the shelf is not made again. The new job."""
        row = self.progress.get(job)
        if row.state in OPEN:
            raise BadInput(f"Job {job!r} is still running.", "Wait for it, or cancel it first.")
        return self.submit_film(row.project)


def quiet() -> None:
    """The engine logs only what went wrong."""
    logging.getLogger("dbos").setLevel(logging.CRITICAL)


@contextmanager
def _alone(data: DataFolder, what: str, *, wait: bool = False) -> Iterator[None]:
    """Hold a lock of the data folder; BadInput where another process holds it (unless it is waited for)."""
    with (data.root / f".{what}.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError as error:
            raise BadInput(
                f"A worker for {what.removeprefix('worker-')!r} already works on {str(data.root)!r}.",
                "Let it work, or end it first.",
            ) from error
        yield


def worker_runs(data: DataFolder, device: str = "cpu") -> bool:
    """Is there a worker for this device on this data folder?"""
    try:
        with _alone(data, f"worker-{device.replace(':', '-')}"):
            return False
    except BadInput:
        return True


def run_worker(
    data: DataFolder, settings: Settings, device: str = "cpu", ready: Callable[[], None] | None = None
) -> None:
    """Work off jobs on a device until SIGTERM or SIGINT. Raises BadInput where another worker does it already."""
    with _alone(data, f"worker-{device.replace(':', '-')}"):
        sweep(data)
        cores = os.cpu_count() or 1
        slots = settings.slots or cores
        workshop = Workshop(data, settings, device=device, threads=max(1, cores // slots))
        shop = FilmRoom(workshop)
        estimates = Estimates(shop, slots)
        stop: list[int] = []
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda got, frame: stop.append(got))
        quiet()
        config: DBOSConfig = {
            "name": NAME,
            "system_database_url": url(data, settings),
            "application_version": VERSION,
            "executor_id": f"{data.node}:{device}",
            "serializer": DBOSPortableJSONSerializer(),
            "notification_listener_polling_interval_sec": 0.25,
            "log_level": "CRITICAL",
        }
        DBOS(config=config)
        _workflows(shop, estimates)
        DBOS.listen_queues([PLAN, CPU])
        try:
            DBOS.launch()
            DBOS.register_queue(PLAN, worker_concurrency=8, polling_interval_sec=POLL)
            DBOS.register_queue(CPU, worker_concurrency=slots, polling_interval_sec=POLL)
            if ready is not None:
                ready()
            while not stop:
                time.sleep(0.2)
                estimates.write()
        finally:
            workshop.close()
            DBOS.destroy()


def sweep(data: DataFolder) -> None:
    """Remove what a killed worker left in tmp: nobody else works here, the lock says so."""
    for entry in data.tmp.iterdir():
        if entry.name.startswith(("film-", "hosts", "contract", "warm")):
            shutil.rmtree(entry, ignore_errors=True)


def _workflows(shop: FilmRoom, estimates: Estimates) -> None:
    """Register the workflows of this process. A film's job id is its parts' prefix, so a restart finds them again."""
    progress = shop.progress

    def step(name: str, work: Callable[..., Any]) -> Callable[..., Awaitable[Any]]:
        """A short step on a thread, so that the loop goes on."""

        @DBOS.step(name=name)
        async def run(*arguments: Any) -> Any:
            return await asyncio.to_thread(work, *arguments)

        return run

    story_slot = step("story_slot", shop.story_slot)
    voice_slots = step("voice_slots", shop.voice_slots)
    told_slots = step("told_slots", shop.told_slots)
    part_slots = step("part_slots", shop.part_slots)
    assemble = step("assemble", shop.timeline)
    finish = step("finish", shop.finish)

    @DBOS.step(name="make", preemptible=True, timeout_seconds=LONG)
    async def make(slot: dict[str, Any], job: str, project_id: str, before: int, of: int) -> str:
        return await shop.make(slot, job=job, project_id=project_id, before=before, of=of)

    @DBOS.step(name="render", preemptible=True, timeout_seconds=LONG)
    async def render(project_id: str, job: str) -> dict[str, str]:
        return await shop.render(project_id, job=job)

    @DBOS.workflow(name="part", max_recovery_attempts=20)
    async def part(job: str, project_id: str, slots: Slots) -> dict[str, str]:
        made: dict[str, str] = {}
        with _told(progress, job):
            for index, slot in enumerate(slots):
                made[slot["name"]] = await make(slot, job, project_id, index, len(slots))
        return made

    async def start(film: str, project_id: str, kind: str, name: str, slots: Slots, priority: int) -> Any:
        job = f"{film}/{name}"
        await asyncio.to_thread(progress.begin, job, project=project_id, kind=kind, label=name, parent=film)
        estimates.expect(film, job, slots)
        with SetWorkflowID(job), SetEnqueueOptions(priority=priority):
            return await DBOS.enqueue_workflow_async(CPU, part, job, project_id, slots)

    async def phase(film: str, project_id: str, kind: str, work: Awaitable[Any]) -> Any:
        """A phase that runs in the film's own job."""
        job = f"{film}/{kind}"
        await asyncio.to_thread(progress.begin, job, project=project_id, kind=kind, label=kind, parent=film)
        await asyncio.to_thread(progress.start, job)
        with _told(progress, job):
            return await work

    @DBOS.workflow(name="film", max_recovery_attempts=20)
    async def film(job: str, project_id: str, priority: int, keep_story: bool) -> str:
        await asyncio.to_thread(progress.start, job)
        estimates.film(job, project_id)
        with _told(progress, job, whole=True):
            if keep_story:
                voices = await phase(job, project_id, "story", told_slots(project_id))
            else:
                (slot,) = await story_slot(project_id)
                story = await phase(job, project_id, "story", make(slot, f"{job}/story", project_id, 0, 1))
                voices = await voice_slots(project_id, story)
            spoken = await start(job, project_id, "voice", "voice", voices, priority)
            assets: dict[str, str] = dict(await spoken.get_result(polling_interval_sec=POLL))
            parts = await phase(job, project_id, "cut", part_slots(project_id, assets))
            running = [await start(job, project_id, "music", "music", parts["music"], priority)]
            running += [
                await start(job, project_id, "pictures", slot["name"], [slot], priority) for slot in parts["pictures"]
            ]
            running.append(await start(job, project_id, "effects", "effects", parts["effects"], priority))
            for handle in running:
                assets.update(await handle.get_result(polling_interval_sec=POLL))
            await assemble(project_id, assets)
            files = await phase(job, project_id, "render", render(project_id, f"{job}/render"))
            done = await phase(job, project_id, "finish", finish(project_id, files))
        estimates.forget(job)
        return cast(str, done)


@contextmanager
def _told(progress: Progress, job: str, *, whole: bool = False) -> Iterator[None]:
    """Write how a job ended. A film that fails takes over the words of the part that failed, and stops the others."""
    try:
        yield
    except asyncio.CancelledError:
        progress.end(job, "cancelled")
        raise
    except BaseException as error:
        if "Cancelled" in type(error).__name__:
            progress.close_open(job, "cancelled") if whole else progress.end(job, "cancelled")
            raise
        words = failure(error)
        if whole:
            failed = [row for row in progress.film(job).parts if row.state == "failed"]
            words = {"what": failed[0].what, "todo": failed[0].todo, "detail": failed[0].detail} if failed else words
            for row in progress.film(job).parts:
                if row.state in OPEN:
                    DBOS.cancel_workflow(row.job)
            progress.close_open(job, "cancelled")
        progress.end(job, "failed", **words)
        raise
    progress.end(job, "done")

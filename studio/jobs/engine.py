"""The durable engine: films and their parts as workflows. The only module that knows dbos."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import secrets
import signal
import sqlite3
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, NoReturn, cast

import psutil
from dbos import (
    DBOS,
    DBOSClient,
    DBOSConfig,
    DBOSPortableJSONSerializer,
    EnqueueOptions,
    SetEnqueueOptions,
    SetWorkflowID,
)

from studio.backend import Request
from studio.datafolder import DataFolder
from studio.errors import BadInput, StudioError
from studio.jobs import card, platform
from studio.jobs.locks import alone, sweep, working
from studio.jobs.progress import OPEN, JobProgress, Progress
from studio.jobs.words import failure, place
from studio.plugins import manifests
from studio.projects import Projects
from studio.settings import Settings

if TYPE_CHECKING:
    from studio.jobs.estimate import Estimates
    from studio.jobs.film import FilmRoom, Slots

NAME = "studio"
VERSION = "2"
"""Bumped only when the order of a workflow's steps changes; jobs queued under another version are never started."""
POLL = 0.08
"""Seconds between looks at the queue of parts: a free slot starts its job within 100 ms."""
UNHURRIED = 0.2
"""Seconds between looks at a part whose end is waited for."""
PATIENT = 0.4
"""Seconds between looks at the queue of films: each costs nine milliseconds of a core, all day."""
SELDOM = 1.0
"""Seconds between looks at the queue for the card: what is drawn there takes longer."""
PLAN, CPU, CARD = "plan", "cpu", "card"
"""Queues: films, parts that need a core, parts that need the card. The last ones hold no core while they wait for it, and
enough of them wait there for the loaded model's to be found."""
LONG = 6 * 3600.0
"""Seconds after which a step is stopped."""
ENDING = 3.0
"""Seconds a job may take from its last word to its end; after that its worker was killed in between."""
MOST_TAKES = 16
"""Takes that may be asked for in one go."""
RECOVERIES = 5
"""Times a part is started again after its worker died under it."""


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
        with alone(data, "migrate", wait=True):
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
        if project.job and (known := self.status(project.job)) and known.state in OPEN:
            return project.job
        job = self._enqueue("film", project_id, priority, project_id, priority, keep_story)
        self.progress.begin(job, project=project_id, kind="film", label=project.title, keep=True)
        self.projects.update(project_id, job=job)
        return job

    def submit_recut(self, project_id: str, *, priority: int = 5) -> str:
        """Queue the film of a project's timeline as it stands: nothing is generated, only what has changed is rendered
        again. Its job; that of the film where it is being made."""
        project = self.projects.get(project_id)
        job = self._enqueue("recut", project_id, priority, project_id)
        self.progress.begin(job, project=project_id, kind="recut", label=project.title, keep=True)
        self.projects.update(project_id, job=job)
        return job

    def _enqueue(self, workflow: str, project_id: str, priority: int, *arguments: Any) -> str:
        """Queue a new job; two who ask at the same moment get the same one. A job that has just told its end, and is
        not yet over for the engine, is waited for: it knows nothing of what is asked now."""
        job = f"{workflow}-{project_id}-{secrets.token_hex(3)}"
        options: EnqueueOptions = {
            "workflow_name": workflow,
            "queue_name": PLAN,
            "workflow_id": job,
            "priority": priority,
            "deduplication_id": project_id,
            "duplication_policy": "return-existing",
        }
        deadline = time.monotonic() + ENDING
        while True:
            handle: Any = self.client.enqueue(options, job, *arguments)
            found = str(handle.get_workflow_id())
            known = self.status(found)
            if found == job or known is None or known.state in OPEN:
                return found
            if time.monotonic() > deadline:
                self.client.cancel_workflow(found)
            time.sleep(POLL)

    def submit_request(self, project_id: str, slot: str, request: Request, *, priority: int = 5) -> str:
        """Queue one request as a new take of a project's slot, beside the chosen one; its job."""
        self.projects.get(project_id)
        job = f"one-{project_id}-{request.key[:8]}-{secrets.token_hex(2)}"
        self.progress.begin(job, project=project_id, kind="take", label=slot, keep=True)
        slots = [{"name": slot, "request": request.model_dump(mode="json"), "beside": True}]
        queue = CARD if card.needed(manifests(self.data, self.settings), slots) else CPU
        self.client.enqueue(
            {"workflow_name": "part", "queue_name": queue, "workflow_id": job, "priority": priority},
            job,
            project_id,
            slots,
        )
        return job

    def make_takes(self, project_id: str, shot: str, count: int) -> list[str]:
        """Queue `count` more takes of a shot, what the film asks for with other seeds; their jobs."""
        from studio.jobs import takes

        if not 1 <= count <= MOST_TAKES:
            raise BadInput(f"{count} takes at once are out of range.", f"Choose 1 to {MOST_TAKES}.")
        project = self.projects.get(project_id)
        taken = {take.key for take in self.projects.all_takes(project_id, shot)}
        queued = {row.job.rpartition("-")[0] for row in self.progress.jobs(1000, states=OPEN) if row.kind == "take"}
        fresh = (
            request
            for request in takes.variants(project, shot, self.data, self.settings)
            if request.key not in taken and f"one-{project_id}-{request.key[:8]}" not in queued
        )
        return [self.submit_request(project_id, shot, request) for request in islice(fresh, count)]

    def choose_take(self, project_id: str, shot: str, number: int) -> str:
        """Put another take of a shot into the film at the same cut. The job that renders what depends on it; '' where
        there is no film yet, or nothing changes.

        BadInput where the film is being made, NotFound for a take that is not there, and BadInput for one that is
        shorter than its shot; nothing has changed then.
        """
        from studio.jobs import takes
        from studio.shelf.assets import Shelf

        project = self.projects.get(project_id)
        last = self.status(project.job) if project.job else None
        if last is not None and last.state in OPEN:
            raise BadInput(f"“{project.title}” is being made.", f"Wait, or `studio jobs cancel {project.job}` first.")
        take = takes.numbered(self.projects, project_id, shot, number)
        timeline = takes.recut(project, self.projects, Shelf(self.data), take, number)
        self.projects.choose_take(project_id, shot, take.key)
        shown = timeline == project.timeline and (last is None or last.state == "done")
        if timeline is None or project.film is None or shown:
            return ""
        self.projects.update(project_id, timeline=timeline)
        return self.submit_recut(project_id)

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
            raise BadInput(f"Job {job!r} is still at work.", "Wait for it, or cancel it first.")
        if row.kind == "recut":
            return self.submit_recut(row.project)
        if row.kind == "take":
            again = f"Ask for another one: `studio takes {row.project} {row.label} --make 1`."
            raise BadInput(f"Job {job!r} was one take.", again)
        if row.kind != "film":
            raise BadInput(f"Job {job!r} is a part of a film.", f"Retry the film: `studio jobs retry {row.parent}`.")
        return self.submit_film(row.project)

    def set_priority(self, job: str, priority: int) -> str:
        """Queue a film that still waits anew, with another priority; its new job. BadInput once it has begun."""
        row = self.progress.get(job)
        if row.kind != "film" or row.state != "waiting":
            raise BadInput(f"Job {job!r} does not wait any more.", "Only films that wait can be moved.")
        (found,) = self.client.list_workflows(workflow_ids=[job], load_output=False)
        keep_story = bool(found.input["args"][3]) if found.input else False
        self.cancel(job)
        return self.submit_film(row.project, priority=priority, keep_story=keep_story)

    def mend(self) -> None:
        """Close rows whose jobs ended without a word: the worker, or who cancelled them, was killed in between."""
        rows = self.progress.jobs(1000, states=OPEN)
        found = self.client.list_workflows(workflow_ids=[row.job for row in rows], load_input=False, load_output=False)
        ended = {status.workflow_id: status.status for status in found} if rows else {}
        for row in rows:
            status = ended.get(row.job, "missing")
            if status == "CANCELLED":
                self.progress.close_open(row.job, "cancelled")
            elif status not in ("PENDING", "ENQUEUED", "DELAYED", "SUCCESS"):
                self.progress.close_open(row.job, "failed")
                self.progress.end(row.job, "failed", what="The job was lost.", todo=f"`studio jobs retry {row.job}`")


def quiet() -> None:
    """The engine logs only what went wrong."""
    logging.getLogger("dbos").setLevel(logging.CRITICAL)


def run_worker(
    data: DataFolder, settings: Settings, device: str = "cpu", ready: Callable[[], None] | None = None
) -> None:
    """Work off jobs on a device until SIGTERM or SIGINT ends the process. BadInput where another worker does it."""
    # Who only submits and looks needs no renderer in its memory.
    from studio.jobs.estimate import Estimates
    from studio.jobs.film import FilmRoom
    from studio.jobs.generate import Workshop
    from studio.render import transitions

    transitions.admit(settings.plugins)
    with working(data, device):
        sweep(data, device)
        stop: list[int] = []
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda got, frame: stop.append(got))
        cores = os.cpu_count() or 1
        slots = settings.slots or cores
        workshop = Workshop(data, settings, device=device, threads=max(1, cores // slots))
        shop = FilmRoom(workshop)
        estimates = Estimates(shop, slots)
        engine = Engine(data, settings)
        engine.mend()
        # The engine looks for queues when it is launched, and then once a second: they are there before.
        for queue, most, pause in ((PLAN, 8, PATIENT), (CPU, slots, POLL), (CARD, card.RUN, SELDOM)):
            engine.client.register_queue(
                queue, worker_concurrency=most, polling_interval_sec=pause, on_conflict="always_update"
            )
        engine.close()
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
        _workflows(shop, estimates, stop)
        DBOS.listen_queues([PLAN, CPU, CARD])
        DBOS.launch()
        if ready is not None:
            ready()
        while not stop:
            time.sleep(0.1)
            estimates.write()
        _leave(data, device)


def _leave(data: DataFolder, device: str) -> NoReturn:
    """End this process and all it started, at once. What was running is resumed by the next worker, as after a crash:
    there is one way to end, and it is the one that is tested."""
    for child in psutil.Process().children(recursive=True):
        platform.kill_group(child.pid)
    sweep(data, device)
    sys.stdout.flush()
    os._exit(0)


def _workflows(shop: FilmRoom, estimates: Estimates, stop: list[int]) -> None:
    """Register the workflows of this process. A film's job id is its parts' prefix, so a restart finds them again."""
    progress = shop.progress
    background: set[asyncio.Task[None]] = set()

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
        return str(await _unless(stop, shop.make(slot, job=job, project_id=project_id, before=before, of=of)))

    @DBOS.step(name="render", preemptible=True, timeout_seconds=LONG)
    async def render(project_id: str, job: str) -> dict[str, str]:
        return dict(await _unless(stop, shop.render(project_id, job=job)))

    @DBOS.workflow(name="part", max_recovery_attempts=RECOVERIES)
    async def part(job: str, project_id: str, slots: Slots) -> dict[str, str]:
        made: dict[str, str] = {}
        film, is_part, _ = job.partition("/")
        if is_part and (await asyncio.to_thread(progress.get, film)).state == "cancelled":
            # It was queued while its film was being cancelled: nobody waits for it.
            await asyncio.to_thread(progress.end, job, "cancelled")
            return made
        with _told(progress, job):
            for index, slot in enumerate(slots):
                made[slot["name"]] = await make(slot, job, project_id, index, len(slots))
        return made

    async def start(film: str, project_id: str, kind: str, name: str, slots: Slots, priority: int) -> Any:
        job = f"{film}/{name}"
        await asyncio.to_thread(progress.begin, job, project=project_id, kind=kind, label=name, parent=film)
        drawn = card.needed(shop.workshop.registry.manifests, slots)
        estimates.expect(film, job, slots, at_once=not drawn)
        with SetWorkflowID(job), SetEnqueueOptions(priority=priority):
            return await DBOS.enqueue_workflow_async(CARD if drawn else CPU, part, job, project_id, slots)

    async def gather(handles: dict[str, Any]) -> dict[str, str]:
        """What all parts made. One that failed stops none of the others: a second try then lacks only that one."""
        made: dict[str, str] = {}
        failed: list[Exception] = []
        for name, handle in handles.items():
            try:
                made.update(await handle.get_result(polling_interval_sec=UNHURRIED))
            except Exception as error:
                if is_cancel(error) or is_lost(error):
                    raise
                if "MaxRecovery" in type(error).__name__:
                    await asyncio.to_thread(progress.end, handle.workflow_id, "failed", **fatal(name))
                failed.append(error)
        if failed:
            raise failed[0]
        return made

    async def phase(film: str, project_id: str, kind: str, work: Awaitable[Any]) -> Any:
        """A phase that runs in the film's own job."""
        job = f"{film}/{kind}"
        await asyncio.to_thread(progress.begin, job, project=project_id, kind=kind, label=kind, parent=film)
        await asyncio.to_thread(progress.start, job)
        with _told(progress, job):
            return await work

    async def show(job: str, project_id: str) -> str:
        """The film of the project's timeline, rendered and put into the project; its id."""
        files = await phase(job, project_id, "render", render(project_id, f"{job}/render"))
        return cast(str, await phase(job, project_id, "finish", finish(project_id, files)))

    # A film does no dangerous work itself: only its parts can take a worker down, and they are counted on their own.
    @DBOS.workflow(name="film", max_recovery_attempts=1000)
    async def film(job: str, project_id: str, priority: int, keep_story: bool) -> str:
        title = (await asyncio.to_thread(shop.projects.get, project_id)).title
        await asyncio.to_thread(progress.begin, job, project=project_id, kind="film", label=title)
        await asyncio.to_thread(progress.start, job)
        await asyncio.to_thread(estimates.film, job, project_id)
        with _told(progress, job, film=True):
            if keep_story:
                voices = await phase(job, project_id, "story", told_slots(project_id))
            else:
                (slot,) = await story_slot(project_id)
                told = asyncio.Event()
                preparing = asyncio.create_task(shop.prepare(project_id, told))
                background.add(preparing)
                preparing.add_done_callback(background.discard)
                try:
                    story = await phase(job, project_id, "story", make(slot, f"{job}/story", project_id, 0, 1))
                finally:
                    told.set()
                voices = await voice_slots(project_id, story)
            spoken = {"voice": await start(job, project_id, "voice", "voice", voices, priority)}
            assets = await gather(spoken)
            parts = await phase(job, project_id, "cut", part_slots(project_id, assets))
            # What cannot be split comes first, so that no core is idle while the last part is made.
            running = {
                kind: await start(job, project_id, kind, kind, parts[kind], priority) for kind in ("music", "effects")
            }
            for slot in parts["pictures"]:
                name = slot["name"]
                running[name] = await start(job, project_id, "pictures", name, [slot], priority)
            assets |= await gather(running)
            await assemble(project_id, assets)
            done = await show(job, project_id)
        estimates.forget(job)
        return done

    @DBOS.workflow(name="recut", max_recovery_attempts=1000)
    async def recut(job: str, project_id: str) -> str:
        title = (await asyncio.to_thread(shop.projects.get, project_id)).title
        await asyncio.to_thread(progress.begin, job, project=project_id, kind="recut", label=title)
        await asyncio.to_thread(progress.start, job)
        with _told(progress, job, film=True):
            return await show(job, project_id)


async def _unless(stop: list[int], work: Awaitable[Any]) -> Any:
    """The work's result. Where this worker is ending, its children die first: that is no failure and is never recorded."""
    try:
        return await work
    except Exception:
        if stop:
            await asyncio.Event().wait()
        raise


def is_cancel(error: BaseException) -> bool:
    """Did somebody stop it? The engine has several errors for that, and rebuilds them as portable ones."""
    words = f"{type(error).__name__} {getattr(error, 'name', '')}"
    return isinstance(error, asyncio.CancelledError) or "Cancelled" in words


def is_lost(error: BaseException) -> bool:
    """Was the job taken from this worker, by a cancel or by another worker? Then how it ends is not for us to say."""
    return "WorkflowConflictID" in f"{type(error).__name__} {getattr(error, 'name', '')}"


def fatal(name: str) -> dict[str, str]:
    """What is said of a part that took the worker down each time."""
    return {
        "what": f"{place(name)} took the worker down {RECOVERIES} times and is not tried again.",
        "todo": "Choose another backend for it, or a smaller film; then try again.",
    }


@contextmanager
def _told(progress: Progress, job: str, *, film: bool = False) -> Iterator[None]:
    """Write how a job ended. A film that fails takes over the words of the part that failed."""
    try:
        yield
    except BaseException as error:
        if is_cancel(error):
            progress.close_open(job, "cancelled")
        elif not is_lost(error):
            words = _of_parts(progress, job) if film else None
            progress.end(job, "failed", **(words or failure(error)))
        raise
    progress.end(job, "done")


def _of_parts(progress: Progress, film: str) -> dict[str, str] | None:
    """A failed film's words: those of its first failed part, and how much is kept."""
    parts = progress.film(film).parts
    failed = [row for row in parts if row.state == "failed"]
    if not failed:
        return None
    done = sum(row.state == "done" for row in parts)
    kept = f"{done} of {len(parts)} parts are finished and kept."
    return {"what": failed[0].what, "todo": f"{failed[0].todo} {kept}".strip(), "detail": failed[0].detail}

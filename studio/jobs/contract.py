"""The contract, run against a backend: what every plugin must keep, and the words when it does not."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from typing import Any

from studio.backend import Frozen, Request, TaskSpec
from studio.errors import BackendError, StudioError
from studio.jobs import platform
from studio.jobs.generate import Event, Workshop, check, generate, plan
from studio.tasks import TASKS, Task

SMALL: dict[Task, dict[str, Any]] = {
    Task.WRITE_STORY: {"logline": "A lighthouse keeper finds a door in the sea.", "seconds": 12},
    Task.REWRITE_PROMPT: {"prompt": "a lighthouse in a storm"},
    Task.TEXT_TO_IMAGE: {"prompt": "a ship on a calm sea at sunset", "width": 128, "height": 72},
    Task.TEXT_TO_VIDEO: {"prompt": "a ship on a calm sea at sunset", "width": 128, "height": 72, "seconds": 0.5},
    Task.VOICEOVER: {"text": "One light still burns."},
    Task.SOUND_EFFECT: {"prompt": "a deep boom", "seconds": 1},
    Task.MUSIC: {"seconds": 8},
}
"""Small requests that a laptop makes in seconds."""


class Finding(Frozen):
    """One promise of the contract, and whether it was kept."""

    task: str
    promise: str
    kept: bool
    words: str = ""


async def findings(backend: str, workshop: Workshop) -> AsyncIterator[Finding]:
    """Go through the contract with one backend, task by task."""
    manifest, _ = workshop.registry.get(backend)
    readiness = await check(backend, workshop)
    ready = readiness.state == "ready"
    yield Finding(
        task="", promise="says whether it can work", kept=bool(ready or readiness.mend), words=readiness.sentence
    )
    for spec in manifest.tasks:
        for promise in undescribed(spec):
            yield Finding(task=spec.task, promise="describes every parameter", kept=False, words=promise)
        if ready and spec.task in SMALL:
            async for finding in _task(backend, manifest.version, spec.task, workshop):
                yield finding


def undescribed(spec: TaskSpec) -> list[str]:
    """Params of a task that lack a description or a default."""
    fields = spec.params.get("properties", {})
    return [
        f"{name} has no {lack}"
        for name, field in fields.items()
        for lack, there in (("description", "description" in field), ("default", "default" in field))
        if not there
    ]


async def _task(backend: str, version: str, task: Task, workshop: Workshop) -> AsyncIterator[Finding]:
    def request(seed: int, **more: Any) -> Request:
        return Request(task=task, backend=backend, version=version, params={**SMALL[task], **more}, seed=seed)

    def finding(promise: str, kept: bool, words: str = "") -> Finding:
        return Finding(task=task, promise=promise, kept=kept, words=words)

    try:
        estimate = await plan(request(1), workshop)
        yield finding("plans with legal parameters and a time", estimate.seconds > 0 and bool(estimate.params))
        events: list[Event] = []
        first = await generate(request(1), workshop=workshop, job="contract", on_event=events.append)
        yield finding("makes what the task makes", first.kind == TASKS[task].makes, f"{first.bytes} bytes")
        yield finding("says how far it is", any(event.kind == "progress" for event in events))
    except StudioError as error:
        yield finding("makes what the task makes", False, str(error))
        return
    again = await generate(request(1), workshop=await _forgetful(workshop, request(1).key), job="contract")
    yield finding("makes the same from the same seed", again.id == first.id)
    try:
        await generate(request(1, a_parameter_nobody_knows=1), workshop=workshop, job="contract")
        yield finding("refuses parameters it does not know", False, "it took `a_parameter_nobody_knows`")
    except BackendError as error:
        yield finding("refuses parameters it does not know", error.kind == "bad_input", error.what)
    yield await _cancelled(request(2, **LONG.get(task, {})), workshop)


LONG: dict[Task, dict[str, Any]] = {
    Task.TEXT_TO_VIDEO: {"seconds": 30, "width": 1280, "height": 720},
    Task.MUSIC: {"seconds": 240},
    Task.SOUND_EFFECT: {"seconds": 60},
    Task.VOICEOVER: {"text": "One light still burns over the cold sea. " * 100},
}


async def _cancelled(request: Request, workshop: Workshop) -> Finding:
    """Cancel right after the work began: everything of it must be gone within two seconds."""
    started = asyncio.Event()
    task = asyncio.create_task(
        generate(request, workshop=workshop, job="contract-cancel", on_event=lambda event: started.set())
    )
    waiting = asyncio.create_task(started.wait())
    await asyncio.wait({task, waiting}, timeout=60, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if task.done() and not task.cancelled() and task.exception() is None:
        return Finding(task=request.task, promise="can be stopped within 2 s", kept=True, words="was done before")
    pids = [host.pid for host in workshop.pool.busy]
    begun = time.monotonic()
    task.cancel()
    await asyncio.wait({task})
    took = time.monotonic() - begun
    # Who had answered before the cancel is idle again and may live on.
    idle = {host.pid for hosts in workshop.pool.idle.values() for host in hosts}
    left = [pid for pid in pids if pid not in idle and platform.alive(pid)]
    gone = not left and not list(workshop.data.tmp.glob("contract-cancel*"))
    return Finding(
        task=request.task, promise="can be stopped within 2 s", kept=gone and took < 2, words=f"{took:.2f} s"
    )


async def _forgetful(workshop: Workshop, key: str) -> Workshop:
    """The same workshop after the shelf forgot a request, so that it is made again."""
    await asyncio.to_thread(workshop.shelf.forget, key)
    return workshop

"""The contract, run against a backend: what every plugin must keep, and the words when it does not."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from PIL import Image

from studio.backend import Frozen, Request, TaskSpec
from studio.errors import BackendError, BadInput, StudioError
from studio.jobs import platform
from studio.jobs.generate import Event, Workshop, check, generate, plan
from studio.render import ffmpeg
from studio.shelf.probe import probe
from studio.tasks import TASKS, Kind, Task
from studio.timeline.rate import Rate

SMALL: dict[Task, dict[str, Any]] = {
    Task.WRITE_STORY: {"logline": "A lighthouse keeper finds a door in the sea.", "seconds": 12},
    Task.REWRITE_PROMPT: {"prompt": "a lighthouse in a storm"},
    Task.CAPTION: {"words": [["One", 0.1, 0.3], ["light", 0.3, 0.6], ["burns.", 0.6, 1.0]]},
    Task.TEXT_TO_IMAGE: {"prompt": "a ship on a calm sea at sunset", "width": 128, "height": 72},
    Task.TEXT_TO_VIDEO: {"prompt": "a ship on a calm sea at sunset", "width": 128, "height": 72, "seconds": 0.5},
    Task.IMAGE_TO_IMAGE: {"prompt": "at night in the rain"},
    Task.IMAGE_TO_VIDEO: {"prompt": "slow push in", "width": 128, "height": 72, "seconds": 0.5},
    Task.VIDEO_TO_VIDEO: {"prompt": "at night in the rain"},
    Task.EXTEND: {"seconds": 0.5},
    Task.BRIDGE: {"seconds": 0.5},
    Task.LOOP: {"seconds": 1, "blend": 0.25},
    Task.INTERPOLATE: {"slow": 2},
    Task.UPSCALE: {"factor": 2},
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
            async for finding in _task(backend, manifest.version_for(spec.task), spec, workshop):
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


async def given(spec: TaskSpec, workshop: Workshop) -> dict[str, str]:
    """Ids of small files for every input that a task must have: moving pictures and stills of two looks."""
    needed = [taken for taken in spec.inputs if taken.required]
    looks = ("test", "gradient")
    return {
        taken.name: await asyncio.to_thread(_sample, taken.kinds[0], looks[number % 2], workshop)
        for number, taken in enumerate(needed)
    }


def _sample(kind: Kind, look: str, workshop: Workshop) -> str:
    """A made-up file on the shelf: a clip of 36 frames or a still, 128x72."""
    key = f"contract {kind} {look}"
    known = workshop.shelf.find(key)
    if known is not None:
        return known.id
    if kind not in ("video", "image"):
        raise BadInput(f"The contract has no {kind} to try a backend with.", "Make that input optional.")
    with tempfile.TemporaryDirectory(prefix="contract", dir=workshop.data.tmp) as folder:
        path = Path(folder) / ("sample.mp4" if kind == "video" else "sample.png")
        if kind == "video":
            ffmpeg.run(ffmpeg.generated(look, ("#203050", "#c08040"), 128, 72, Rate(num=24, den=1), 36, path))
        else:
            Image.effect_mandelbrot((128, 72), (-2.2, -1.1, 1.0, 1.1), 60).convert("RGB").save(path)
        return workshop.shelf.commit(path, kind, key=key, recipe={"sample": look}, facts=probe(path)).id


async def _task(backend: str, version: str, spec: TaskSpec, workshop: Workshop) -> AsyncIterator[Finding]:
    task = spec.task
    files = await given(spec, workshop)

    def request(seed: int, **more: Any) -> Request:
        params = {**SMALL[task], **more}
        return Request(task=task, backend=backend, version=version, params=params, inputs=files, seed=seed)

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
    Task.IMAGE_TO_VIDEO: {"seconds": 30, "width": 1280, "height": 720},
    Task.EXTEND: {"seconds": 60},
    Task.BRIDGE: {"seconds": 60},
    Task.INTERPOLATE: {"slow": 16, "rate": "120"},
    Task.UPSCALE: {"side": 2048},
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

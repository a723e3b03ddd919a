"""Prepare every embedded backend once: kernels compiled, samples decoded, so that the first film starts at once."""

from __future__ import annotations

import asyncio
import os
import time

from studio.backend import Request
from studio.datafolder import DataFolder
from studio.errors import StudioError
from studio.jobs.contract import SMALL
from studio.jobs.generate import Workshop, generate
from studio.settings import Settings
from studio.tasks import Task

WARMED: dict[Task, tuple[dict[str, object], ...]] = {
    Task.TEXT_TO_VIDEO: (
        {"prompt": "close-up of a woman in a burning library"},
        {"prompt": "a neon city street in the rain at night"},
        {"prompt": "a ship on a stormy sea at night"},
        {"prompt": "a volcano erupts by day, falling leaves, a rainbow"},
        {"prompt": "a whale in the deep sea"},
        {"prompt": "a miner in a cave"},
        {"prompt": "a lighthouse on the coast at night, fog, fireworks"},
        {"prompt": "a rider crosses snowy mountains at dawn"},
        {"prompt": "two lovers on a rooftop"},
    ),
    Task.MUSIC: ({},),
    Task.VOICEOVER: ({},),
    Task.SOUND_EFFECT: ({},),
}
"""Small requests that between them need everything that must be prepared, what takes longest first; so ordered that two
hosts side by side seldom compile the same kernel."""


async def warm_up(data: DataFolder, settings: Settings) -> list[str]:
    """Make the small requests, as many side by side as there are cores; a line for each backend with the seconds from its first start to its last end."""
    workshop = Workshop(data, settings)
    free = asyncio.Semaphore(os.cpu_count() or 1)

    async def one(task: Task, more: dict[str, object]) -> None:
        backend, version = choose(task)
        request = Request(task=task, backend=backend, version=version, params={**SMALL[task], **more})
        async with free:
            started = time.monotonic()
            try:
                await generate(request, workshop=workshop, job="warm", learn=False)
            except StudioError as error:
                lines.append(f"{backend} could not be prepared: {error}")
            spans[backend] = (spans.get(backend, (started,))[0], time.monotonic())

    lines: list[str] = []
    spans: dict[str, tuple[float, ...]] = {}
    try:
        choose = workshop.choose()
        await asyncio.gather(*(one(task, more) for task, variants in WARMED.items() for more in variants))
    finally:
        workshop.close()
    return lines + [f"{backend:<10} prepared in {end - start:.1f} s" for backend, (start, end) in spans.items()]

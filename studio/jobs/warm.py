"""Prepare every embedded backend once: kernels compiled, samples decoded, so that the first film starts at once."""

from __future__ import annotations

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
        {"prompt": "a ship on a stormy sea at night"},
        {"prompt": "a rider crosses snowy mountains at dawn"},
        {"prompt": "a neon city street in the rain at night"},
        {"prompt": "a lighthouse on the coast at night, fog, fireworks"},
        {"prompt": "close-up of a woman in a burning library"},
        {"prompt": "a miner in a cave"},
        {"prompt": "a whale in the deep sea"},
        {"prompt": "two lovers on a rooftop"},
    ),
    Task.MUSIC: ({},),
    Task.VOICEOVER: ({},),
    Task.SOUND_EFFECT: ({},),
}
"""One small request for each thing that has something to prepare."""


async def warm_up(data: DataFolder, settings: Settings) -> list[str]:
    """Make the small requests; a line for each with the seconds it took."""
    workshop = Workshop(data, settings)
    lines: list[str] = []
    try:
        choose = workshop.choose()
        for task, variants in WARMED.items():
            backend, version = choose(task)
            started = time.monotonic()
            for more in variants:
                request = Request(task=task, backend=backend, version=version, params={**SMALL[task], **more})
                try:
                    await generate(request, workshop=workshop, job="warm", learn=False)
                except StudioError as error:
                    lines.append(f"{backend} could not be prepared: {error}")
            lines.append(f"{backend:<10} prepared in {time.monotonic() - started:.1f} s")
    finally:
        workshop.close()
    return lines

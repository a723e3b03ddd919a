"""What the tiny models are asked for, and a workshop that knows them."""

from __future__ import annotations

import asyncio
import importlib.util
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import tiny_rows
from PIL import Image

from studio.backend import Request
from studio.datafolder import open_data
from studio.jobs.generate import Event, Workshop, generate
from studio.render import ffmpeg
from studio.settings import Settings
from studio.shelf.assets import Asset
from studio.shelf.probe import probe
from studio.tasks import Task
from studio.timeline.rate import Rate

needs_torch = pytest.mark.skipif(
    importlib.util.find_spec("torch") is None, reason="torch is not installed: `make .venv/local` installs it"
)


@dataclass(frozen=True)
class Case:
    """One architecture at one task: what is asked, and the size and frames that must come out."""

    model: str
    task: Task
    params: dict[str, Any] = field(default_factory=dict)
    size: tuple[int, int] = (48, 32)
    frames: int = 0
    sound: bool = False

    @property
    def name(self) -> str:
        """For the test's name."""
        return f"{self.model}-{self.task.value}"

    @property
    def inputs(self) -> tuple[str, ...]:
        """Names of the files it takes."""
        return {
            Task.IMAGE_TO_IMAGE: ("picture",),
            Task.IMAGE_TO_VIDEO: ("picture",),
            Task.VIDEO_TO_VIDEO: ("clip",),
            Task.EXTEND: ("clip",),
            Task.LOOP: ("clip",),
            Task.BRIDGE: ("first", "second"),
        }.get(self.task, ())


STILL = {"width": 48, "height": 32}
CLIP = {**STILL, "seconds": 0.25}
OWN = (64, 36)

CASES = (
    Case("sd", Task.TEXT_TO_IMAGE, STILL),
    Case("sd", Task.IMAGE_TO_IMAGE, size=OWN),
    Case("sdxl", Task.TEXT_TO_IMAGE, STILL),
    Case("sd3", Task.TEXT_TO_IMAGE, STILL),
    Case("flux", Task.TEXT_TO_IMAGE, STILL),
    Case("flux", Task.IMAGE_TO_IMAGE, size=OWN),
    Case("flux2_klein", Task.TEXT_TO_IMAGE, STILL, size=(64, 64)),
    Case("z_image", Task.TEXT_TO_IMAGE, {"width": 50, "height": 30}, size=(48, 32)),
    Case("qwen_image", Task.TEXT_TO_IMAGE, STILL),
    Case("sana", Task.TEXT_TO_IMAGE, STILL, size=(64, 32)),
    Case("chroma", Task.TEXT_TO_IMAGE, STILL),
    Case("animatediff", Task.TEXT_TO_VIDEO, CLIP, frames=6),
    Case("wan", Task.TEXT_TO_VIDEO, CLIP, frames=6),
    Case("wan", Task.VIDEO_TO_VIDEO, size=OWN, frames=24),
    Case("wan_image", Task.IMAGE_TO_VIDEO, CLIP, frames=6),
    Case("wan_image", Task.EXTEND, {"seconds": 0.25}, size=OWN, frames=30),
    Case("wan_image", Task.BRIDGE, {"seconds": 0.25}, size=OWN, frames=54),
    Case("wan_image", Task.LOOP, {"seconds": 0.75, "blend": 0.25}, size=OWN, frames=18),
    Case("wan_vace", Task.EXTEND, {"seconds": 0.25, "direction": "backward"}, size=OWN, frames=30),
    Case("ltx", Task.TEXT_TO_VIDEO, CLIP, size=(64, 32), frames=6),
    Case("ltx", Task.IMAGE_TO_VIDEO, CLIP, size=(64, 32), frames=6),
    Case("ltx", Task.EXTEND, {"seconds": 0.25, "whole": False}, size=OWN, frames=6),
    Case("ltx2", Task.TEXT_TO_VIDEO, CLIP, size=(64, 32), frames=6, sound=True),
    Case("cogvideox", Task.TEXT_TO_VIDEO, CLIP, frames=6),
    Case("cogvideox", Task.VIDEO_TO_VIDEO, size=OWN, frames=24),
    Case("sana_video", Task.TEXT_TO_VIDEO, CLIP, size=(64, 32), frames=6),
    Case("helios", Task.TEXT_TO_VIDEO, CLIP, frames=6),
    Case("mochi", Task.TEXT_TO_VIDEO, CLIP, frames=6),
)


@dataclass
class Room:
    """A workshop with the tiny models, two sample files, and one loop for all that is asked of it."""

    workshop: Workshop
    run: Callable[..., Any]
    files: dict[str, str]

    def request(self, case: Case, seed: int = 1, **more: Any) -> Request:
        """What a case asks for."""
        manifest, _ = self.workshop.registry.get("diffusers")
        params = {"prompt": "a ship on a calm sea", "model": f"tiny-{case.model}", **case.params, **more}
        files = {name: self.files["picture" if name == "picture" else "clip"] for name in case.inputs}
        return Request(
            task=case.task, backend="diffusers", version=manifest.version, params=params, inputs=files, seed=seed
        )

    def make(self, request: Request, heard: Callable[[Event], None] | None = None) -> Asset:
        """The studio's own way from a request to an asset."""
        asset: Asset = self.run(generate(request, workshop=self.workshop, job="tiny", on_event=heard))
        return asset

    def again(self, request: Request) -> Asset:
        """The same, made once more."""
        self.workshop.shelf.forget(request.key)
        return self.make(request)


@contextmanager
def room(root: Path, models: tuple[str, ...]) -> Iterator[Room]:
    """Build these models, write their rows, open a workshop."""
    import tiny_models

    data = open_data(root / "data")
    folders = {name: tiny_models.save(name, root) for name in models}
    (data.root / "models.toml").write_text(tiny_rows.text(folders))
    workshop = Workshop(data, Settings(min_free_bytes=0))
    with asyncio.Runner() as runner:
        try:
            yield Room(workshop, runner.run, samples(workshop))
        finally:
            workshop.close()


def samples(workshop: Workshop) -> dict[str, str]:
    """A moving clip of a second and a still, 64x36, on the shelf."""
    clip, still = workshop.data.tmp / "sample.mp4", workshop.data.tmp / "sample.png"
    ffmpeg.run(ffmpeg.generated("test", ("#203050", "#c08040"), 64, 36, Rate(num=24, den=1), 24, clip))
    Image.effect_mandelbrot((64, 36), (-2.2, -1.1, 1.0, 1.1), 60).convert("RGB").save(still)
    return {
        name: workshop.shelf.commit(path, kind, recipe={}, facts=probe(path)).id
        for name, path, kind in (("clip", clip, "video"), ("picture", still, "image"))
    }

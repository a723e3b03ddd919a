"""What the studio adds to a bare pipeline call, warm, on the card where there is one, else on the CPU: tiny models with
random weights, the best of alternating runs. Bar: 3 % or 50 ms."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "support"))

import diffusers  # noqa: E402
import tiny_models  # noqa: E402
import tiny_rows  # noqa: E402
from held_context import HeldContext  # noqa: E402

from backends.diffusion import Diffusers  # noqa: E402
from studio.backend import Request  # noqa: E402
from studio.datafolder import DataFolder, open_data  # noqa: E402
from studio.jobs.generate import Workshop, generate  # noqa: E402
from studio.settings import Settings  # noqa: E402
from studio.tasks import Task  # noqa: E402

RUNS = 12
DEVICE = Diffusers.loader_device("cpu")
BAR_SHARE, BAR_SECONDS = 0.03, 0.050
CASES = {
    "sd, 64x64, 40 steps": ("sd", "StableDiffusionPipeline", Task.TEXT_TO_IMAGE, {"width": 64, "height": 64}, 40),
    "wan, 48x32, 17 frames, 40 steps": ("wan", "WanPipeline", Task.TEXT_TO_VIDEO, {"width": 48, "height": 32, "seconds": 1.0, "rate": "16"}, 40),
}  # fmt: skip


def bare(folder: Path, pipeline: str, params: dict[str, Any], steps: int) -> Callable[[int], object]:
    """The pipeline's own call, as the library's examples write it, by seed."""
    torch.set_num_threads(1)
    pipe = (
        getattr(diffusers, pipeline)
        .from_pretrained(folder, dtype=torch.float32 if DEVICE == "cpu" else torch.bfloat16)
        .to(DEVICE)
    )
    pipe.set_progress_bar_config(disable=True)
    call = {"prompt": "a ship", "width": params["width"], "height": params["height"], "num_inference_steps": steps}
    if "seconds" in params:
        call["num_frames"] = 17
        pipe.vae.enable_tiling()

    def run(seed: int) -> object:
        with torch.inference_mode():
            return pipe(**call, generator=torch.Generator("cpu").manual_seed(seed), output_type="np")

    return run


def whole(
    shop: Workshop, model: str, task: Task, params: dict[str, Any], steps: int, loop: asyncio.Runner
) -> Callable[[int], object]:
    """From a request to its asset on the shelf, by seed."""

    def run(seed: int) -> object:
        asked = {"prompt": "a ship", "model": f"tiny-{model}", "steps": steps, **params}
        request = Request(task=task, backend="diffusers", version="1", params=asked, seed=seed)
        return loop.run(generate(request, workshop=shop, job="bench"))

    return run


def alone(data: DataFolder, model: str, task: Task, params: dict[str, Any], steps: int) -> Callable[[int], object]:
    """The backend in this process, without encoder, probe and shelf, by seed."""
    os.environ["STUDIO_DATA"] = str(data.root)
    backend = Diffusers()
    backend.setup("cpu")

    def run(seed: int) -> object:
        asked = {"prompt": "a ship", "model": f"tiny-{model}", "steps": steps, **params}
        request = Request(task=task, backend="diffusers", version="1", params=asked, seed=seed)
        return backend.run(request, HeldContext(data.tmp))

    return run


def seconds(run: Callable[[int], object], seed: int) -> float:
    """How long a run takes."""
    begun = time.perf_counter()
    run(seed)
    return time.perf_counter() - begun


def main() -> int:
    """Print each case; 1 where the bar is missed."""
    missed = False
    with tempfile.TemporaryDirectory() as place, asyncio.Runner() as runner:
        data = open_data(Path(place) / "data")
        folders = {name: tiny_models.save(name, Path(place)) for name in ("sd", "wan")}
        rows = tiny_rows.text(folders).replace("max_pixels = 4096", "max_pixels = 262144")
        (data.root / "models.toml").write_text(rows)
        workshop = Workshop(data, Settings(min_free_bytes=0))
        workshop.pool.nice = 0
        try:
            for name, (model, pipeline, task, params, steps) in CASES.items():
                runs = (
                    bare(folders[model], pipeline, params, steps),
                    alone(data, model, task, params, steps),
                    whole(workshop, model, task, params, steps, runner),
                )
                took = [[seconds(run, seed) for run in runs] for seed in range(RUNS + 1)][1:]  # the first one loads
                plain, backend, ours = (min(column) for column in zip(*took, strict=True))
                added = ours - plain
                kept = added <= max(BAR_SHARE * plain, BAR_SECONDS)
                missed |= not kept
                print(
                    json.dumps(
                        {
                            "case": name,
                            "bare_s": round(plain, 3),
                            "studio_s": round(ours, 3),
                            "backend_ms": round((backend - plain) * 1000),
                            "added_ms": round(added * 1000),
                            "kept": kept,
                        }
                    )
                )
        finally:
            workshop.close()
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())

"""What the studio adds to a bare pipeline call, warm, on the CPU: a tiny model with random weights. Bar: 3 % or 50 ms."""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import torch

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "support"))

import diffusers  # noqa: E402
import tiny_models  # noqa: E402
import tiny_rows  # noqa: E402

from studio.backend import Request  # noqa: E402
from studio.datafolder import open_data  # noqa: E402
from studio.jobs.generate import Workshop, generate  # noqa: E402
from studio.settings import Settings  # noqa: E402
from studio.tasks import Task  # noqa: E402

RUNS = 5
BAR_SHARE, BAR_SECONDS = 0.03, 0.050
CASES = {
    "sd, 128x128, 40 steps": ("sd", "StableDiffusionPipeline", Task.TEXT_TO_IMAGE, {"width": 128, "height": 128}, 40),
    "wan, 64x64, 17 frames, 40 steps": ("wan", "WanPipeline", Task.TEXT_TO_VIDEO, {"width": 64, "height": 64, "seconds": 1.0, "rate": "16"}, 40),
}  # fmt: skip


def bare(folder: Path, pipeline: str, params: dict[str, object], steps: int) -> list[float]:
    """Seconds of the pipeline's own call, warm, as the library's examples write it."""
    torch.set_num_threads(1)
    pipe = getattr(diffusers, pipeline).from_pretrained(folder)
    pipe.set_progress_bar_config(disable=True)
    call = {"prompt": "a ship", "width": params["width"], "height": params["height"], "num_inference_steps": steps}
    if "seconds" in params:
        call["num_frames"] = 17
        pipe.vae.enable_tiling()
    took = []
    for seed in range(RUNS + 1):
        begun = time.perf_counter()
        with torch.inference_mode():
            pipe(**call, generator=torch.Generator("cpu").manual_seed(seed), output_type="np")
        took.append(time.perf_counter() - begun)
    return took[1:]


def whole(
    workshop: Workshop, model: str, task: Task, params: dict[str, object], steps: int, runner: asyncio.Runner
) -> list[float]:
    """Seconds from a request to its asset on the shelf, warm."""
    took = []
    for seed in range(RUNS + 1):
        asked = {"prompt": "a ship", "model": f"tiny-{model}", "steps": steps, **params}
        request = Request(task=task, backend="diffusers", version="1", params=asked, seed=seed)
        begun = time.perf_counter()
        runner.run(generate(request, workshop=workshop, job="bench"))
        took.append(time.perf_counter() - begun)
    return took[1:]


def main() -> int:
    """Print each case; 1 where the bar is missed."""
    missed = False
    with tempfile.TemporaryDirectory() as place, asyncio.Runner() as runner:
        data = open_data(Path(place) / "data")
        folders = {name: tiny_models.save(name, Path(place)) for name in ("sd", "wan")}
        rows = tiny_rows.text(folders).replace("max_pixels = 4096", "max_pixels = 262144")
        (data.root / "models.toml").write_text(rows)
        workshop = Workshop(data, Settings(min_free_bytes=0))
        try:
            for name, (model, pipeline, task, params, steps) in CASES.items():
                plain = median(bare(folders[model], pipeline, params, steps))
                ours = median(whole(workshop, model, task, params, steps, runner))
                added = ours - plain
                kept = added <= max(BAR_SHARE * plain, BAR_SECONDS)
                missed |= not kept
                print(
                    json.dumps(
                        {
                            "case": name,
                            "bare_s": round(plain, 3),
                            "studio_s": round(ours, 3),
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

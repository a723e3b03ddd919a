"""What full-size models take on this machine's card: the catalogue's rows, random weights, every way to lie in memory.
Predicted and real graphics memory, seconds a step, and how far a picture is from that of the whole model. Weights of the
trained model change none of the figures but the last. `card.py [ROW ...] [WAY ...]`; needs a CUDA card and 40 GB of disk.
Bar: what was reckoned before loading is no less than what is used, and at most 1.5 times as much."""

from __future__ import annotations

import gc
import json
import os
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import torch

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests" / "support"))

import full_models  # noqa: E402
from held_context import HeldContext  # noqa: E402

from backends.diffusion import Diffusers  # noqa: E402
from backends.diffusion.loader import Levers  # noqa: E402
from backends.diffusion.memory import LADDER, OVERHEAD  # noqa: E402
from studio.backend import Request  # noqa: E402
from studio.datafolder import open_data  # noqa: E402
from studio.tasks import Task  # noqa: E402

STEPS = 4
ASKED: dict[str, tuple[Task, dict[str, Any]]] = {
    "wan-2.1-1.3b": (Task.TEXT_TO_VIDEO, {"width": 832, "height": 480, "seconds": 5.0, "rate": "16"}),
    "z-image-turbo": (Task.TEXT_TO_IMAGE, {"width": 1024, "height": 1024}),
}


def drawn(
    backend: Diffusers, row: Any, folder: Path, task: Task, params: dict[str, Any], **more: Any
) -> dict[str, Any]:
    """One request worked off twice, the second time warm: seconds, the card's memory at its fullest, the first frame."""
    took: list[float] = []
    for prompt in ("a ship on a calm sea", "a fox in the snow"):
        context = HeldContext(backend.data.tmp)  # type: ignore[union-attr]
        asked = {"prompt": prompt, "model": row.id, "steps": STEPS, **params, **more}
        request = Request(task=task, backend="diffusers", version="1", params=asked, seed=1)
        torch.cuda.synchronize()
        torch.cuda.reset_peak_memory_stats()
        marks = [time.perf_counter()]
        told = context.progress

        def progress(done: int, total: int, phase: str = "run", marks: list[float] = marks, told: Any = told) -> None:
            if phase == "drawing":
                torch.cuda.synchronize()
                marks.append(time.perf_counter())
            told(done, total, phase)

        context.progress = progress  # type: ignore[method-assign]
        backend.maker.make(request, backend.params(request), row, folder, None, context)
        torch.cuda.synchronize()
        took.append(time.perf_counter() - marks[0])
    steps = [after - before for before, after in pairwise(marks[1:])] or [marks[-1] - marks[0]]
    free, total = torch.cuda.mem_get_info()
    return {
        "cold_s": round(took[0], 2),
        "warm_s": round(took[1], 2),
        "step_s": round(sorted(steps)[len(steps) // 2], 3),
        "peak": torch.cuda.max_memory_allocated(),
        "reserved": torch.cuda.max_memory_reserved(),
        "context": total - free - torch.cuda.memory_reserved(),
        "frames": context.frames,
        "made": context.facts["made_with"],
        "degraded": context.facts.get("degraded", []),
    }


def main() -> int:
    """Print each row's ways; 1 where the bar is missed, 2 without a card."""
    if not torch.cuda.is_available():
        print("No CUDA card here: nothing was measured.")
        return 2
    missed = False
    print(json.dumps({"card": torch.cuda.get_device_name(), "torch": torch.__version__}))
    with tempfile.TemporaryDirectory() as place:
        data = open_data(Path(place) / "data")
        os.environ["STUDIO_DATA"] = str(data.root)
        named = [word for word in sys.argv[1:] if word in ASKED] or list(ASKED)
        ways = [word for word in sys.argv[1:] if word in LADDER] or list(LADDER)
        for name in named:
            task, params = ASKED[name]
            folder = full_models.save(name, Path(place))
            backend = Diffusers()
            backend.setup("cuda:0")
            row = backend.catalogue().rows[name].model_copy(update={"repo": "", "folder": str(folder), "sha256": {}})
            loader, plain = backend.maker.loader, None
            for policy in ways:
                backend.maker.measured = None  # what was reckoned beforehand, not what was seen
                seen = drawn(backend, row, folder, task, params, memory=policy)
                order = params["width"] * params["height"] * len(seen["frames"])
                need = loader.need(row, row.tasks[task], folder, round(order * row.activation))
                first = np.asarray(seen["frames"][0], int)
                plain = first if plain is None else plain
                real, reckoned = seen["peak"] + OVERHEAD, need.card(policy)
                kept = real <= reckoned <= 1.5 * real and not seen["degraded"]
                missed |= not kept
                report = {
                    "model": name,
                    "frames": len(seen["frames"]),
                    "policy": policy,
                    "reckoned_gb": round(reckoned / 1e9, 2),
                    "peak_gb": round(seen["peak"] / 1e9, 2),
                    "reserved_gb": round(seen["reserved"] / 1e9, 2),
                    "context_gb": round(seen["context"] / 1e9, 2),
                    **{key: seen[key] for key in ("cold_s", "warm_s", "step_s", "degraded")},
                    "attention": seen["made"].get("attention"),
                    "away": round(float(np.abs(first - plain).mean()), 2),
                    "spread": round(float(first.std()), 1),
                    "kept": kept,
                }
                if policy == "resident":
                    work = seen["peak"] - sum(need.components.values())
                    report["activation"] = round(work / order)
                print(json.dumps(report), flush=True)
            for lever in ({"attention": "native"}, {"compile": True}, {"cache": 0.1}):
                seen = drawn(backend, row, folder, task, params, memory="resident", **lever)
                away = round(float(np.abs(np.asarray(seen["frames"][0], int) - plain).mean()), 2)
                told = {key: seen["made"].get(key) for key in Levers._fields}
                print(json.dumps({"model": name, "lever": lever, "used": told, "step_s": seen["step_s"], "warm_s": seen["warm_s"], "away": away}), flush=True)  # fmt: skip
            backend.close()
            del backend, loader
            gc.collect()
            torch.cuda.empty_cache()
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())

"""A request worked off: its weights held to their record, its task drawn, and how it was made reported."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import diffusers
import torch

from backends.diffusion.asked import Drawn as Asked
from backends.diffusion.drawing import Order
from backends.diffusion.job import Job, Shot, drafted
from backends.diffusion.loader import Loader
from backends.diffusion.measured import Measured
from backends.diffusion.rows import Row
from backends.diffusion.ways import WAYS
from studio import weights as store
from studio.backend import Context, Request
from studio.datafolder import DataFolder
from studio.errors import NotReady


class Maker:
    """The loader, and a way to work off each task."""

    def __init__(self, device: str, data: DataFolder | None) -> None:
        self.loader = Loader(device)
        self.cache = data.cache if data else None
        self.measured = Measured(data.cache) if data else None
        self.hashes: dict[str, dict[str, Any]] = {}  # of what is loaded
        self.whole_only: set[str] = set()  # rows of whose model no step can be skipped
        torch.set_grad_enabled(False)

    def activation(self, row: Row) -> float:
        """Work memory in bytes a pixel: measured here, else the row's."""
        seen = self.measured.activation(row.id, self.loader.device) if self.measured else None
        return seen or row.activation

    def watch(self) -> None:
        """Begin to measure a generation."""
        if self.loader.device.startswith("cuda"):
            torch.cuda.reset_peak_memory_stats(self.loader.device)
            self.before = torch.cuda.memory_allocated(self.loader.device)

    def learn(self, row: Row, pixels: int, seconds: float, steps: int) -> None:
        """Remember what a generation took."""
        if self.measured is None or not steps:
            return
        run = {"step": seconds / steps / (pixels / 1e6)}
        if self.loader.device.startswith("cuda"):
            peak = torch.cuda.max_memory_allocated(self.loader.device) - self.before
            run["activation"] = peak / pixels if "resident" in self.loader.key else 0.0
        self.measured.add(row.id, self.loader.device, **run)

    def make(self, request: Request, asked: Asked, row: Row, folder: Path, lora: Path | None, context: Context) -> None:
        """Work a request off and report how. The weights are held to their record first."""
        torch.set_num_threads(max(1, context.threads))
        context.progress(0, 1, "looking at the weights")
        hashes = self.weights(row, folder)
        if hashes != self.hashes:  # another model, or one whose files have changed under it
            self.loader.free()
            self.hashes = hashes
        values = asked.model_dump(mode="json")
        job = Job(self, row, folder, lora, asked, context)
        use = row.tasks[request.task]
        strength = values.get("strength")
        order = Order(
            row,
            use,
            *row.size,
            prompt=", ".join(part for part in (values.get("prompt", ""), values.get("style", "")) if part),
            negative=asked.negative,
            steps=asked.steps or (drafted(use.steps or row.steps) if asked.draft else 0),
            guidance=asked.guidance,
            strength=strength if "strength" in asked.model_fields_set or not use.strength else use.strength,
            seed=request.seed,
        )
        WAYS[request.task](Shot(request, values, row, order, job, context))
        made = {
            "model": row.id,
            "weights": row.repo or row.folder,
            "revision": folder.name if row.repo else "",
            "sha256": {name: found["sha256"] for name, found in hashes.items()},
            "licence": row.licence,
            "commercial": row.commercial,
            "policy": job.policy,
            "dtype": self.loader.dtype(row),
            "torch": torch.__version__,
            "diffusers": diffusers.__version__,
            **job.facts,
        }
        context.report("made_with", made)
        if asked.cache and "cache" not in job.facts:
            job.dropped.add("cache")
        if job.dropped:
            context.report("ignored", sorted(job.dropped))
        if job.degraded:
            context.report("degraded", job.degraded)

    def weights(self, row: Row, folder: Path) -> dict[str, dict[str, Any]]:
        """Size and hash of every weight file; NotReady where one is not what it must be."""
        cache = (self.cache or folder) / "weights"
        wrong = store.broken(folder, row.sha256, cache)
        if wrong:
            raise NotReady(
                f"The weights of {row.id!r} are not what they must be: {wrong}",
                f"Fetch them again: `studio models rm {row.id}`, `studio models pull {row.id}`.",
            )
        return store.record(folder, cache)

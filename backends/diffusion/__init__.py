"""diffusers: open models for pictures and film on the local GPU, each a row of a catalogue. Nothing is fetched here."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backends.diffusion import rows
from backends.diffusion.asked import PARAMS, Drawn
from backends.diffusion.folder import components, dtype_of
from backends.diffusion.measured import Measured
from backends.diffusion.memory import choose, need
from studio import Backend, Context, Estimate, Request, Task, frame_count, hookimpl
from studio import weights as store
from studio.backend import Manifest, Model, Needs, Part, Readiness
from studio.datafolder import DataFolder
from studio.errors import NotReady
from studio.tasks import TASKS

if TYPE_CHECKING:
    from backends.diffusion.maker import Maker

PACKAGES = ("torch", "diffusers", "transformers", "accelerate", "safetensors")
INSTALL = "Install them: `pip install 'trailer-studio[local]'` (from the source folder: `pip install -e '.[local]'`)."


class Diffusers(Backend):
    """One backend for every model that has a row."""

    id = "diffusers"
    version = "1"
    title = "Open models"
    description = "Pictures and film from open models on this machine's GPU: from words, pictures and clips."
    tasks = dict(PARAMS)
    capabilities = frozenset({"seed", "preview", "negative prompt", "offline"})
    needs = Needs(packages=PACKAGES, vram_bytes=8_000_000_000)
    licence = "each model's own; `studio models list` shows it"
    commercial = "conditional"

    def __init__(self) -> None:
        root = os.environ.get("STUDIO_DATA")
        self.data = DataFolder(Path(root)) if root else None

    def catalogue(self) -> rows.Catalogue:
        """The shipped rows and the user's, read anew: they may have changed since."""
        return rows.load(self.data.root / "models.toml" if self.data else None)

    def manifest(self) -> Manifest:
        """The base's, with every row as a model and its name as a choice of the tasks that it does."""
        catalogue = self.catalogue()
        told = super().manifest()
        specs = []
        for spec in told.tasks:
            names = [row.id for row in catalogue.able(spec.task)]
            field = {**spec.params["properties"]["model"], "enum": ["", *names]}
            params = {**spec.params, "properties": {**spec.params["properties"], "model": field}}
            specs.append(spec.model_copy(update={"params": params}))
        models = tuple(card(row) for row in catalogue.rows.values())
        return told.model_copy(update={"tasks": tuple(specs), "models": models})

    def row(self, task: Task, name: str) -> rows.Row:
        """The row a request means: the named one, else the default for this machine."""
        catalogue = self.catalogue()
        if name:
            return catalogue.get(name, task)
        return catalogue.default(task, vram_bytes() / 1e9, [row.id for row in catalogue.able(task) if self.folder(row)])

    def folder(self, row: rows.Row) -> Path | None:
        """Where a row's weights lie, or None."""
        if row.folder:
            return Path(row.folder).expanduser() if Path(row.folder).expanduser().is_dir() else None
        return store.find(self.data.models, pipeline_part(row)) if self.data else None

    def check(self) -> Readiness:
        """Packages, then the user's rows, then whether any weights are here."""
        lacking = [name for name in PACKAGES if find_spec(name) is None]
        if lacking:
            return Readiness(state="needs packages", sentence=f"Not installed: {', '.join(lacking)}.", mend=INSTALL)
        catalogue = self.catalogue()
        if catalogue.faults:
            return Readiness(state="broken", sentence=catalogue.faults[0], mend="Mend that row of models.toml.")
        here = [row for row in catalogue.rows.values() if self.folder(row)]
        if not here:
            first = catalogue.default(Task.TEXT_TO_IMAGE, vram_bytes() / 1e9)
            return Readiness(
                state="needs weights",
                sentence="No model's weights are here.",
                mend=f"`studio models pull {first.id}` fetches {first.download_gb:.0f} GB; `studio models list` shows all.",
            )
        card_words = f"{vram_bytes() / 1e9:.0f} GB of graphics memory" if vram_bytes() else "no GPU found: very slow"
        return Readiness(sentence=f"{', '.join(row.id for row in here)}; {card_words}.")

    def plan(self, request: Request) -> Estimate:
        """Legal size and length; memory from the files' headers where they are here, else from the row; seconds and
        work memory from what was measured on this machine, else a guess."""
        params = self.params(request)
        assert isinstance(params, Drawn)
        row = self.row(request.task, params.model)
        asked = params.model_dump(mode="json")
        values = {**asked, "model": row.id}
        width, height = row.snapped(asked.get("width", row.size[0]), asked.get("height", row.size[1]))
        if "width" in asked:
            values.update(width=width, height=height)
        frames = 1
        if TASKS[request.task].makes == "video":
            frames = max(1, frame_count(asked.get("seconds") or 4.0, str(round(row.fps) or 24)))
        device = "cuda:0" if vram_bytes() else "cpu"
        measured = Measured(self.data.cache) if self.data else None
        step = (measured.step(row.id, device) if measured else None) or (0.15 if vram_bytes() else 60.0)
        work = (measured.activation(row.id, device) if measured else None) or row.activation
        return Estimate(
            params=values,
            seconds=20
            + (params.steps or row.tasks[request.task].steps or row.steps) * step * width * height * frames / 1e6,
            bytes=frames * width * height // 8,
            vram_bytes=self._card(row, params, round(work * width * height * min(frames, row.window))),
        )

    def _card(self, row: rows.Row, params: Drawn, work: int) -> int:
        """Graphics memory of a request under the first policy that fits; without weights or a card the row's word."""
        folder = self.folder(row)
        fitting = [size for size in row.vram_gb.values() if size * 1e9 <= vram_bytes()]
        if folder is None or not vram_bytes():
            return round(max(fitting or row.vram_gb.values(), default=0) * 1e9)
        _, found = components(folder, row.variant)
        parts = {name: part for name, part in found.items() if part.tensors}
        taken = need(parts, {name: dtype_of(row, name, row.dtype) for name in parts}, work)
        asked = None if params.memory == "auto" else params.memory
        return taken.card(choose(taken, vram_bytes(), taken.main("group"), asked)[0])

    def setup(self, device: str) -> None:
        """Import torch and diffusers; a model is loaded by the first request that asks for it."""
        lacking = [name for name in PACKAGES if find_spec(name) is None]
        if lacking:
            raise NotReady(f"Not installed: {', '.join(lacking)}.", INSTALL)
        from backends.diffusion.maker import Maker

        self.maker: Maker = Maker(self.loader_device(device), self.data)

    @staticmethod
    def loader_device(device: str) -> str:
        """The device itself; the worker's 'cpu' is the first GPU where there is one."""
        return "cuda:0" if device == "cpu" and vram_bytes() else device

    def run(self, request: Request, context: Context) -> None:
        """Make what is asked for; the facts say by which model, how it lay in memory, and what was left out."""
        params = self.params(request)
        assert isinstance(params, Drawn)
        row = self.row(request.task, params.model)
        folder = self.folder(row)
        if folder is None:
            where = row.folder or row.repo
            mend = (
                f"Put them into {row.folder}."
                if row.folder
                else f"`studio models pull {row.id}` ({row.download_gb:.0f} GB)."
            )
            raise NotReady(f"The weights of {row.id!r} ({where}) are not here.", mend)
        lora = store.find(self.data.models, card(row).parts[1]) if row.lora and self.data else None
        if row.lora and lora is None:
            raise NotReady(f"The weights that {row.id!r} adds are not here.", f"`studio models pull {row.id}`.")
        self.maker.make(request, params, row, folder, lora, context)

    def close(self) -> None:
        """Free the card."""
        if hasattr(self, "maker"):
            self.maker.loader.free()


def pipeline_part(row: rows.Row) -> Part:
    """The repo of a row's pipeline."""
    return Part(repo=row.repo, revision=row.revision, branch=row.branch, variant=row.variant)


def card(row: rows.Row) -> Model:
    """A row as the studio shows it."""
    parts = [pipeline_part(row)] if row.repo else []
    if row.lora:
        parts.append(Part(repo=row.lora.repo, revision=row.lora.revision, files=(row.lora.weight,)))
    return Model(
        id=row.id,
        title=row.title,
        note=row.note,
        tasks=tuple(row.tasks),
        parts=tuple(parts),
        bytes=round(row.download_gb * 1e9),
        vram_bytes=round(min(row.vram_gb.values(), default=0) * 1e9),
        licence=row.licence,
        commercial=row.commercial,
        gated=row.gated,
        default=row.default_from_gb > 0,
        digest=row.digest,
    )


@functools.cache
def vram_bytes() -> int:
    """Memory of the largest NVIDIA card as its driver says it; 0 without one. Needs no torch."""
    tool = shutil.which("nvidia-smi")
    if tool is None:
        return 0
    try:
        said: Any = subprocess.run(
            [tool, "--query-gpu=memory.total", "--format=csv,noheader,nounits"],
            capture_output=True, text=True, timeout=10, stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip
        return max((int(line) for line in said.stdout.split()), default=0) * 1024 * 1024
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return 0


@hookimpl
def register_backends() -> list[type[Backend]]:
    """What this plugin brings."""
    return [Diffusers]

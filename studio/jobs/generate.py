"""Request → Asset: shelf first, then policy, a host, the probe, the commit. The worker alone names, probes and records."""

from __future__ import annotations

import asyncio
import json
import secrets
import shutil
import time
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import sqlalchemy as sa
from PIL import Image

from studio import database as db
from studio import policy
from studio.backend import Estimate, Manifest, Readiness, Request
from studio.datafolder import DataFolder
from studio.errors import BackendError, BadInput, StorageError
from studio.jobs import asked
from studio.jobs.card import Card
from studio.jobs.hosts import Message, Pool
from studio.plugins import Plugin, Registry, environment_python, registry
from studio.render import ffmpeg
from studio.settings import Settings
from studio.shelf.assets import Asset, Shelf
from studio.shelf.probe import probe
from studio.tasks import TASKS, Kind, Task

WORDS = ("prompt", "style", "text", "logline", "title")
"""Params that hold a person's words: policy looks at them."""


@dataclass(frozen=True)
class Event:
    """Something a running request says: how far it is, a preview picture, that it loads."""

    kind: Literal["load", "progress", "preview"]
    done: int = 0
    total: int = 0
    phase: str = ""
    path: Path | None = None


@dataclass
class Workshop:
    """What a device's worker works with."""

    data: DataFolder
    settings: Settings
    device: str = "cpu"
    threads: int = 1
    shelf: Shelf = field(init=False)
    pool: Pool = field(init=False)
    registry: Registry = field(init=False)
    card: Card = field(init=False, default_factory=Card)

    def __post_init__(self) -> None:
        self.shelf = Shelf(self.data)
        self.registry = registry(self.data, self.settings)
        self.pool = Pool(self.data.tmp, cache=self.data.cache, python=lambda name: environment_python(self.data, name))

    def choose(self, overrides: dict[str, str] | None = None) -> Callable[[Task], tuple[str, str]]:
        """Task to (backend id, version): the brief's overrides, else the settings; checked against the manifests, which
        are looked at anew: the user's models may have changed since."""
        self.registry = registry(self.data, self.settings)

        def chosen(task: Task) -> tuple[str, str]:
            manifest, _ = self.registry.get(self.settings.backend_for(task, overrides))
            if manifest.spec(task) is None:
                able = [name for name, other in self.registry.manifests.items() if other.spec(task)]
                raise BadInput(
                    f"Backend {manifest.id!r} cannot do {task.value!r}.", f"Choose one of: {', '.join(able) or 'none'}."
                )
            return manifest.id, manifest.version_for(task)

        return chosen

    def close(self) -> None:
        """End every host."""
        self.pool.close()


async def generate(
    request: Request,
    *,
    workshop: Workshop,
    job: str,
    on_event: Callable[[Event], None] | None = None,
    learn: bool = True,
) -> Asset:
    """The asset of a request: from the shelf where its key is known, else made, probed and committed.

    `learn`: its seconds count in the next estimates. A cancelled task kills the backend's process with all it started and leaves no file behind.
    """
    key = request.key
    found = await asyncio.to_thread(workshop.shelf.find, key)
    if found is not None:
        return found
    request = allowed(request)
    manifest, plugin = workshop.registry.get(request.backend)
    given = await asyncio.to_thread(asked.inputs, request, manifest, workshop.shelf)
    room(workshop)
    scratch = workshop.data.tmp / job.replace("/", "_") / f"{key[:12]}-{secrets.token_hex(3)}"
    scratch.mkdir(parents=True)
    try:
        done = await _run(request, given, manifest, plugin, workshop, scratch, on_event or (lambda event: None))
        asset = await asyncio.to_thread(_commit, request, given, key, manifest, workshop, done)
        if learn:
            await asyncio.to_thread(_learn, request, given, workshop, done)
        return asset
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        _remove_empty(scratch.parent)


async def prepare(backend: str, workshop: Workshop) -> None:
    """Set an embedded backend up before its first request; others may be too heavy to be loaded on suspicion."""
    manifest, plugin = workshop.registry.get(backend)
    if manifest.embedded:
        message = {"op": "prepare", "module": plugin.module, "backend": backend, "device": workshop.device}
        given = _secrets(workshop.data, manifest)
        await workshop.pool.prepare(backend, message, environment=plugin.environment, secrets=given)


async def check(backend: str, workshop: Workshop) -> Readiness:
    """Ask a backend whether it can work."""
    _, plugin = workshop.registry.get(backend)
    message = {"op": "check", "module": plugin.module, "backend": backend}
    answer = await workshop.pool.ask(backend, message, environment=plugin.environment)
    return Readiness.model_validate_json(answer)


async def plan(request: Request, workshop: Workshop) -> Estimate:
    """Ask a backend for the legal params nearest to a request, and what they cost."""
    _, plugin = workshop.registry.get(request.backend)
    message = {"op": "plan", "module": plugin.module, "backend": request.backend, "request": request.model_dump_json()}
    answer = await workshop.pool.ask(request.backend, message, environment=plugin.environment)
    return Estimate.model_validate_json(answer)


def allowed(request: Request) -> Request:
    """The request after policy: unchanged, or with words replaced; BackendError of kind safety where it is blocked."""
    params = dict(request.params)
    for name in WORDS:
        if isinstance(params.get(name), str) and params[name]:
            verdict = policy.check(params[name])
            if verdict.action == "block":
                raise BackendError(
                    f"The {name} is not allowed here: {'; '.join(verdict.reasons)}.",
                    "Change those words.",
                    kind="safety",
                )
            params[name] = verdict.text
    return request.model_copy(update={"params": params})


def room(workshop: Workshop) -> None:
    """Refuse work on a disk that is nearly full."""
    free = shutil.disk_usage(workshop.data.root).free
    if free < workshop.settings.min_free_bytes:
        raise StorageError(
            f"Only {free / 1e9:.1f} GB are free in the data folder; new work needs {workshop.settings.min_free_bytes / 1e9:.1f} GB.",
            "Free space, or lower `min_free_bytes` in studio.toml. Everything finished is kept.",
        )


async def _run(
    request: Request,
    given: asked.Inputs,
    manifest: Manifest,
    plugin: Plugin,
    workshop: Workshop,
    scratch: Path,
    on_event: Callable[[Event], None],
) -> Message:
    rate = asked.rate(request, given)

    def encoder(width: int, height: int, pixels: str) -> tuple[list[str], str]:
        path = scratch / "clip.mp4"
        return ffmpeg.shot_encoder(width, height, rate, path, pixels), str(path)

    def heard(message: Message) -> None:
        if message["ev"] == "progress":
            on_event(Event("progress", message["done"], message["total"], message["phase"]))
        elif message["ev"] == "load":
            on_event(Event("load"))
        elif message["ev"] == "preview":
            path = Path(message["path"]).with_suffix(".jpg")
            with Image.open(message["path"], formats=["PPM"]) as picture:
                picture.save(path, quality=80)
            on_event(Event("preview", path=path))

    # Models share one card: they are drawn with one after the other, by one warm host.
    async with workshop.card.turn(request) if manifest.needs.vram_bytes else nullcontext():
        return await workshop.pool.run(
            request.backend,
            {
                "op": "run",
                "module": plugin.module,
                "backend": request.backend,
                "request": request.model_dump_json(),
                "inputs": {name: str(workshop.shelf.open_local(asset)) for name, asset in request.inputs.items()},
                "scratch": str(scratch),
                "device": workshop.device,
                "threads": workshop.threads,
            },
            encoder=encoder,
            on_message=heard,
            environment=plugin.environment,
            secrets=_secrets(workshop.data, manifest),
        )


def _secrets(data: DataFolder, manifest: Manifest) -> dict[str, str]:
    """The secrets a backend asks for and was given: one file each, read on demand."""
    files = {name: data.secrets / name for name in manifest.needs.secrets}
    return {name: file.read_text().strip() for name, file in files.items() if file.is_file()}


def _commit(
    request: Request, given: asked.Inputs, key: str, manifest: Manifest, workshop: Workshop, done: Message
) -> Asset:
    reported = json.loads(done["facts"])
    if len(done["files"]) != 1:
        raise _wrong(request, f"it yielded {len(done['files'])} files where one is asked for")
    path = Path(done["files"][0]["path"])
    makes: Kind = TASKS[request.task].makes
    facts = {**reported, **probe(path)}
    facts.pop("yielded_frames", None)
    _verify(request, given, makes, facts, reported)
    heard = asked.sound(request, given)
    if heard is not None and not facts["has_audio"]:
        path, silent = path.with_name("heard.mp4"), path
        source, lasts, seconds = workshop.shelf.open_local(heard.id), heard.facts["seconds"], facts["seconds"]
        if request.task is Task.EXTEND:
            begins = seconds - lasts if request.params.get("direction") == "backward" else 0.0
            arguments = ffmpeg.with_sound_inside(silent, source, begins, lasts, seconds, path)
        else:
            arguments = ffmpeg.with_sound(silent, source, seconds, path)
        ffmpeg.run(arguments, settings=workshop.settings)
        facts |= probe(path)
    return workshop.shelf.commit(path, makes, key=key, recipe=recipe(request, manifest), facts=facts)


def _learn(request: Request, given: asked.Inputs, workshop: Workshop, done: Message) -> None:
    """Remember how long it took, for the next estimate."""
    with workshop.shelf.engine.begin() as connection:
        connection.execute(
            sa.insert(db.timing).values(
                backend=request.backend,
                task=request.task.value,
                device=workshop.device,
                work=work(request, given),
                load_s=done["load_s"],
                run_s=done["run_s"],
                created=time.time(),
            )
        )


def recipe(request: Request, manifest: Manifest) -> dict[str, Any]:
    """How an asset was made. Holds no time, job or host, so the same request has the same recipe."""
    return {
        "request": request.model_dump(mode="json"),
        "key": request.key,
        "backend": {
            "id": manifest.id,
            "title": manifest.title,
            "version": manifest.version,
            "licence": manifest.licence,
            "commercial": manifest.commercial,
            "embedded": manifest.embedded,
        },
    }


def work(request: Request, given: asked.Inputs | None = None) -> float:
    """Size of a request, to scale learned times by: megapixels drawn, seconds of sound, characters of text."""
    params = request.params
    makes = TASKS[request.task].makes
    if makes in ("image", "video"):
        frames = (asked.frames(request, given or {}) or 1) if makes == "video" else 1
        width, height = asked.size(request, given or {}) or (1280, 720)
        return frames * width * height / 1e6
    if request.task is Task.VOICEOVER:
        return float(len(params.get("text", ""))) or 1.0
    return float(params.get("seconds", 1.0))


def _verify(
    request: Request, given: asked.Inputs, makes: Kind, facts: dict[str, Any], reported: dict[str, Any]
) -> None:
    """Refuse what is not what was asked for: a wrong size, a wrong number of frames, an empty sound."""
    if makes in ("image", "video"):
        wanted, got = asked.size(request, given), (facts.get("width"), facts.get("height"))
        if wanted is not None and wanted != got and "snaps_size" not in reported:
            raise _wrong(request, f"it made {got[0]}x{got[1]} px where {wanted[0]}x{wanted[1]} were asked for")
    if makes == "video":
        frames = asked.frames(request, given)
        if frames is not None and facts.get("frames") != frames and "snaps_length" not in reported:
            raise _wrong(request, f"it made {facts.get('frames')} frames where {frames} were asked for")
    if makes == "audio" and not float(facts.get("seconds", 0)) > 0:
        raise _wrong(request, "it made an empty sound")


def _wrong(request: Request, why: str) -> BackendError:
    return BackendError(
        f"Backend {request.backend!r} answered {request.task.value!r} wrongly: {why}.",
        f"Run `studio backends check {request.backend}`, or choose another backend in Settings.",
    )


def _remove_empty(folder: Path) -> None:
    try:
        folder.rmdir()
    except OSError:
        return

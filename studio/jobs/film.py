"""A film, step by step: each function is one step of its parent job. Knows no engine; the engine calls these in a row."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import shutil
import threading
import time
from collections import defaultdict
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from studio import database as db
from studio.analysis import takes
from studio.backend import Request
from studio.edits.assemble import assemble
from studio.edits.pace import pace
from studio.errors import BackendError, BadInput, HostDied, StudioError
from studio.jobs import card
from studio.jobs.generate import Event, Workshop, generate, prepare, room, work
from studio.jobs.progress import Progress
from studio.jobs.words import place
from studio.projects import Project, Projects
from studio.shelf.assets import Asset
from studio.shelf.probe import probe
from studio.story import requests
from studio.story.plan import storyboard
from studio.story.requests import Slot
from studio.tasks import Kind, Task

if TYPE_CHECKING:
    from studio.render.film import Rendered

Slots = list[dict[str, Any]]
"""Slots as JSON, frozen into the job that works them off."""

FILES: dict[str, Kind] = {"poster": "image", "srt": "text", "vtt": "text", "film": "video"}
"""What a render gives the shelf, the film last."""

GUESS = {"text": 0.01, "audio": 0.1, "video": 0.2, "image": 0.4}
"""Seconds a unit of work, until this machine has been measured."""


class FilmRoom:
    """What the steps of films need: the workshop, the projects, the progress."""

    def __init__(self, workshop: Workshop) -> None:
        self.workshop = workshop
        self.projects = Projects(workshop.data)
        self.progress = Progress(workshop.data)
        self.shelf = workshop.shelf
        self.making: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    def story_slot(self, project_id: str) -> Slots:
        """What the writer is asked for. Refuses a disk that is nearly full, and backends that cannot do their task."""
        room(self.workshop)
        brief = self.projects.get(project_id).brief
        return dump((requests.story(brief, self.workshop.choose(brief.backends)),))

    async def prepare(self, project_id: str, told: asyncio.Event) -> None:
        """Set up the backends of a film that is made for the first time: the voice while its story is written, the others
        one by one when it is `told`. What is wrong with one is said by its requests."""
        brief = self.projects.get(project_id).brief
        choose = self.workshop.choose(brief.backends)

        async def ready(*tasks: Task) -> None:
            for task in tasks:
                with contextlib.suppress(StudioError, TimeoutError):
                    await prepare(choose(task)[0], self.workshop)

        if self.shelf.find(requests.story(brief, choose).request.key) is None:
            voice = asyncio.create_task(ready(Task.VOICEOVER))
            await told.wait()
            await ready(Task.MUSIC, Task.SOUND_EFFECT, Task.TEXT_TO_VIDEO)
            await voice

    def voice_slots(self, project_id: str, story: str) -> Slots:
        """Check the writer's answer into the project; one slot a voice line."""
        project = self.projects.get(project_id)
        board = storyboard(self.shelf.open_local(story).read_text(encoding="utf-8"))
        self.projects.update(project_id, storyboard=board, title=project.brief.title or board.title)
        return dump(requests.voices(project.brief, board, self.workshop.choose(project.brief.backends)))

    def told_slots(self, project_id: str) -> Slots:
        """The voice lines of the storyboard that the project already has."""
        project = self.projects.get(project_id)
        if project.storyboard is None:
            raise BadInput(
                f"Project {project_id!r} has no storyboard yet.", "Make the film once, or write a new story."
            )
        return dump(requests.voices(project.brief, project.storyboard, self.workshop.choose(project.brief.backends)))

    def part_slots(self, project_id: str, voices: dict[str, str]) -> dict[str, Slots]:
        """Pace the film to its voices; the slots of pictures, the longest first, effects and music."""
        project = self.projects.get(project_id)
        assert project.storyboard is not None
        board, brief = project.storyboard, project.brief
        lines = {slot.partition("/")[0]: self.shelf.get(asset) for slot, asset in voices.items()}
        cut = pace(brief, board, lines)
        self.projects.update(project_id, cutplan=cut)
        choose = self.workshop.choose(brief.backends)
        pictures = sorted(requests.pictures(brief, board, cut, choose), key=lambda slot: -work(slot.request))
        return {
            "pictures": dump(self.as_chosen(project_id, pictures)),
            "effects": dump(requests.effects(brief, board, cut, choose)),
            "music": dump((requests.music(brief, board, cut, choose),)),
        }

    def as_chosen(self, project_id: str, slots: Iterable[Slot]) -> tuple[Slot, ...]:
        """The slots with the seeds of their chosen takes, as long as nothing but the seed has changed since."""
        chosen = {take.slot: take for take in self.projects.all_takes(project_id) if take.chosen}
        kept: list[Slot] = []
        for slot in slots:
            take = chosen.get(slot.name)
            if take is not None and take.key != slot.request.key:
                seed = self.shelf.get(take.asset).recipe.get("request", {}).get("seed", slot.request.seed)
                request = slot.request.model_copy(update={"seed": seed})
                slot = slot.model_copy(update={"request": request}) if request.key == take.key else slot
            kept.append(slot)
        return tuple(kept)

    def timeline(self, project_id: str, assets: dict[str, str]) -> int:
        """Assemble what was made into the project's timeline; its length in frames."""
        project = self.projects.get(project_id)
        assert project.storyboard is not None and project.cutplan is not None
        made = {slot: self.shelf.get(asset) for slot, asset in assets.items()}
        timeline = assemble(project.brief, project.storyboard, project.cutplan, made)
        self.projects.update(project_id, timeline=timeline)
        return timeline.frames

    async def make(self, slot: dict[str, Any], *, job: str, project_id: str, before: int = 0, of: int = 1) -> str:
        """Make one slot's asset and put it into the project; its id. Memory errors and dead hosts are tried again.

        A slot with `beside` is one more take: it does not replace the chosen one, and it is measured.
        """
        name, request = slot["name"], Request.model_validate(slot["request"])
        key = request.key
        attempts = {"oom": 2, "internal": 1}

        loading = False
        begun = not card.needed(self.workshop.registry.manifests, (slot,))  # what needs the card may wait for it

        def heard(event: Event) -> None:
            nonlocal loading, begun
            if event.kind == "load":
                self.progress.start(job, loading=True)
                loading = begun = True
            elif event.kind == "progress":
                share = event.done / event.total if event.total else 0.0
                if loading or not begun:
                    self.progress.start(job)
                    loading, begun = False, True
                self.progress.update(job, phase=event.phase, done=round(1000 * (before + share)), total=1000 * of)
            elif event.path is not None:
                self.progress.update(job, force=True, preview=str(event.path))

        while True:
            if begun:
                self.progress.start(job)
            try:
                # Two films of one brief at once: the second waits, and finds the first one's asset on the shelf.
                async with self.making[key]:
                    asset = await generate(request, workshop=self.workshop, job=job, on_event=heard)
                break
            except BackendError as error:
                again = error.kind == "oom" or isinstance(error, HostDied)
                if not again or attempts.get(error.kind, 0) == 0:
                    what = error.what if request.backend in error.what else f"Backend {request.backend!r}: {error.what}"
                    raise type(error)(f"{place(name)}: {what}", error.todo, error.detail, error.kind) from error
                attempts[error.kind] -= 1
        beside = bool(slot.get("beside"))
        await asyncio.to_thread(self.projects.add_take, project_id, name, key, asset.id, choose=not beside)
        if beside and asset.kind in ("image", "video"):
            with contextlib.suppress(StudioError):
                await asyncio.to_thread(takes.measured, self.shelf, asset)
        self.progress.update(job, force=True, done=1000 * (before + 1), total=1000 * of)
        return asset.id

    async def render(self, project_id: str, *, job: str) -> dict[str, str]:
        """Render the project's timeline; ids of film, poster and captions. Cancelling stops every tool it started."""
        cancel = threading.Event()
        self.progress.start(job)

        def heard(phase: str, done: int, total: int) -> None:
            self.progress.update(job, phase=phase, done=done, total=total)

        working = asyncio.ensure_future(asyncio.to_thread(self._render, project_id, cancel, heard))
        try:
            return await asyncio.shield(working)
        except asyncio.CancelledError:
            cancel.set()
            await asyncio.wait({working}, timeout=5)
            raise

    def _render(self, project_id: str, cancel: threading.Event, heard: Any) -> dict[str, str]:
        project = self.projects.get(project_id)
        assert project.timeline is not None
        made = film_recipe(project, self.projects.takes(project_id), self.workshop)
        key = digest([project.timeline.model_dump(mode="json"), made, version("trailer-studio")])
        found = {name: self.shelf.find(digest([key, name])) for name in FILES}
        if all(found.values()):
            return {name: asset.id for name, asset in found.items() if asset is not None}
        # A worker is ready sooner when its first render, not its start, waits for the renderer's imports.
        from studio.render.film import render

        started = time.monotonic()
        film = render(
            project.timeline,
            self.shelf,
            data=self.workshop.data,
            settings=self.workshop.settings,
            recipe=made,
            progress=heard,
            cancel=cancel,
        )
        if film.report["encoded"] == film.report["segments"]:
            self._learn(project.brief.seconds, time.monotonic() - started)
        return self._commit(film, made, key, found)

    def _learn(self, seconds: float, took: float) -> None:
        """Remember how long a whole render took, for the next estimate."""
        values = {"backend": "render", "task": "render", "device": "cpu", "work": seconds, "load_s": 0.0}
        with self.shelf.engine.begin() as connection:
            connection.execute(sa.insert(db.timing).values(**values, run_s=took, created=time.time()))

    def _commit(self, film: Rendered, made: dict[str, Any], key: str, found: dict[str, Asset | None]) -> dict[str, str]:
        """The ids of a render's files; what a worker that died between them had put on the shelf is `found`."""
        paths = {"poster": film.poster, "srt": film.srt, "vtt": film.vtt, "film": film.path}
        ids: dict[str, str] = {}
        for name, kind in FILES.items():
            asset = found[name]
            if asset is None:
                # Captions of a film in which nobody speaks are an empty file.
                spoken = kind != "text" or paths[name].stat().st_size > 0
                facts = probe(paths[name]) if spoken else {"characters": 0}
                facts |= film.report if name == "film" else {}
                asset = self.shelf.commit(
                    copied(paths[name]), kind, key=digest([key, name]), recipe={**made, "part": name}, facts=facts
                )
            ids[name] = asset.id
        return ids

    def finish(self, project_id: str, files: dict[str, str]) -> str:
        """Write the finished film into the project; its id."""
        for name, asset in files.items():
            self.projects.add_take(project_id, f"film/{name}", asset, asset)
        self.projects.update(project_id, film=files["film"])
        return files["film"]

    def seconds(self, slots: Slots) -> float:
        """Seconds that slots still take on one core, from what this machine has taken before."""
        total = 0.0
        for slot in slots:
            request = Request.model_validate(slot["request"])
            if self.shelf.find(request.key) is None:
                total += work(request) * self.pace_of(request)
        return total

    def pace_of(self, request: Request) -> float:
        """Seconds a unit of work: the last 20 runs of this backend and task together, else a guess."""
        query = (
            sa.select(db.timing.c.run_s, db.timing.c.work)
            .where(db.timing.c.backend == request.backend, db.timing.c.task == request.task.value)
            .order_by(db.timing.c.id.desc())
            .limit(20)
        )
        with self.shelf.engine.connect() as connection:
            rows = connection.execute(query).all()
        kind = (
            "video"
            if "video" in request.task
            else "audio"
            if request.task in ("voiceover", "music", "sound_effect")
            else "text"
        )
        return sum(row.run_s for row in rows) / max(sum(row.work for row in rows), 1e-6) if rows else GUESS[kind]


def digest(value: Any) -> str:
    """SHA-256 of a value's canonical JSON."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def dump(slots: tuple[Slot, ...]) -> Slots:
    """Slots as JSON."""
    return [slot.model_dump(mode="json") for slot in slots]


def film_recipe(project: Project, takes: dict[str, str], workshop: Workshop) -> dict[str, Any]:
    """How the film was made: brief and the recipes' keys of what is in it; no time, job or host."""
    parts: dict[str, Any] = {}
    timeline = project.timeline
    used: set[str] = set()
    if timeline is not None:
        used = {clip.asset for clip in timeline.picture}
        used |= {sound.asset for sound in (*timeline.voice, *timeline.effects, *timeline.music)}
    for slot, asset_id in sorted(takes.items()):
        if asset_id not in used and slot != "story":
            continue
        made = workshop.shelf.get(asset_id).recipe
        parts[slot] = {
            "asset": asset_id,
            "backend": made["backend"]["id"],
            "version": made["backend"]["version"],
            "key": made["key"],
        }
    return {"studio": "trailer-studio", "brief": project.brief.model_dump(mode="json"), "parts": parts}


def copied(path: Path) -> Path:
    """A copy beside a file, for the shelf to take; the cache keeps its own."""
    twin = path.with_name(f"{path.stem}.shelf{path.suffix}")
    shutil.copyfile(path, twin)
    return twin

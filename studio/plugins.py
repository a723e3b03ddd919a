"""Plugins by name: built-ins from a tuple, outsiders by entry point inside their own environment. Manifests cached by hash."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from studio.backend import Manifest
from studio.datafolder import DataFolder
from studio.errors import BadInput, StudioError
from studio.jobs.hosts import Pool
from studio.settings import Settings

BUILT_IN = (
    "backends.scribe",
    "backends.previz",
    "backends.hibari",
    "backends.foley",
    "backends.composer",
    "backends.flow",
    "backends.captioner",
    "backends.diffusion",
)


@dataclass(frozen=True)
class Plugin:
    """A plugin module and the environment it lives in ('' is the studio's own interpreter)."""

    module: str
    environment: str = ""


@dataclass(frozen=True)
class Broken:
    """A plugin that could not be described, with the reason and the traceback."""

    plugin: Plugin
    what: str
    detail: str


@dataclass(frozen=True)
class Registry:
    """Every backend that could be described, where it lives, and what is broken."""

    manifests: dict[str, Manifest]
    plugins: dict[str, Plugin]
    broken: tuple[Broken, ...] = ()

    def get(self, backend: str) -> tuple[Manifest, Plugin]:
        """Manifest and plugin of a backend id, or BadInput that lists the known ones."""
        if backend not in self.manifests:
            raise BadInput(
                f"There is no backend {backend!r}.",
                f"Known: {', '.join(sorted(self.manifests))}. `studio backends list` shows what each can do.",
            )
        return self.manifests[backend], self.plugins[backend]


def environment_python(data: DataFolder, environment: str) -> str:
    """The interpreter of a backend environment; '' is ours."""
    return str(data.envs / environment / "bin" / "python") if environment else sys.executable


def plugins(data: DataFolder, settings: Settings) -> tuple[Plugin, ...]:
    """Built-ins, the settings' allow-list, and one for each installed environment (`envs/<name>/plugin.json`)."""
    found = [Plugin(module) for module in (*BUILT_IN, *settings.plugins)]
    if data.envs.is_dir():
        for description in sorted(data.envs.glob("*/plugin.json")):
            module = str(json.loads(description.read_text())["module"])
            found.append(Plugin(module, description.parent.name))
    return tuple(found)


def registry(data: DataFolder, settings: Settings) -> Registry:
    """Describe every plugin, from the cache where its source has not changed, else in its own host process."""
    described: list[tuple[Plugin, list[Manifest]]] = []
    cold: list[Plugin] = []
    broken: list[Broken] = []
    for plugin in plugins(data, settings):
        cached = _cache(data, plugin)
        if cached.is_file():
            described.append((plugin, [Manifest.model_validate(row) for row in json.loads(cached.read_text())]))
        else:
            cold.append(plugin)
    for plugin, answer in _described(data, cold) if cold else []:
        if isinstance(answer, StudioError):
            broken.append(Broken(plugin, answer.what, answer.detail))
            continue
        described.append((plugin, answer))
        cached = _cache(data, plugin)
        cached.parent.mkdir(parents=True, exist_ok=True)
        temporary = cached.with_suffix(f".{os.getpid()}")
        temporary.write_text(json.dumps([manifest.model_dump(mode="json") for manifest in answer]))
        os.replace(temporary, cached)
    manifests: dict[str, Manifest] = {}
    homes: dict[str, Plugin] = {}
    for plugin, answers in sorted(described, key=lambda pair: (pair[0].module not in BUILT_IN, pair[0].module)):
        for manifest in answers:
            if manifest.id in manifests:
                first = homes[manifest.id].module
                broken.append(
                    Broken(
                        plugin,
                        f"Two plugins bring a backend {manifest.id!r}: {first} and {plugin.module}. Uninstall one.",
                        "",
                    )
                )
                continue
            manifests[manifest.id] = manifest
            homes[manifest.id] = plugin
    return Registry(manifests, homes, tuple(broken))


def manifests(data: DataFolder, settings: Settings) -> dict[str, Manifest]:
    """Every describable backend's manifest by id."""
    return registry(data, settings).manifests


def _described(data: DataFolder, cold: list[Plugin]) -> list[tuple[Plugin, list[Manifest] | StudioError]]:
    """Describe on a thread of its own, so that callers with and without a running loop may ask."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(_describe(data, cold))).result()


async def _describe(data: DataFolder, cold: list[Plugin]) -> list[tuple[Plugin, list[Manifest] | StudioError]]:
    pool = Pool(data.tmp, cache=data.cache, python=lambda name: environment_python(data, name))
    answers: list[tuple[Plugin, list[Manifest] | StudioError]] = []
    try:
        for plugin in cold:
            try:
                rows = await pool.ask(
                    f"describe {plugin.environment}",
                    {"op": "describe", "module": plugin.module},
                    environment=plugin.environment,
                )
                answers.append((plugin, [Manifest.model_validate_json(row) for row in rows]))
            except StudioError as error:
                answers.append((plugin, error))
            except (TimeoutError, ValueError) as error:
                answers.append((plugin, StudioError(f"Plugin {plugin.module!r} gave no valid manifest: {error}")))
    finally:
        pool.close()
    return answers


def _cache(data: DataFolder, plugin: Plugin) -> Path:
    """Where a plugin's manifests are cached: named by the hash of its source, the contract's, and the interpreter."""
    digest = hashlib.sha256(f"{plugin} {sys.version}".encode())
    contract = find_spec("studio.backend")
    sources = [Path(contract.origin)] if contract and contract.origin else []
    home = data.envs / plugin.environment / "plugin.json" if plugin.environment else _source(plugin.module)
    if home is not None and home.is_dir():
        sources += [path for path in sorted(home.rglob("*")) if path.suffix in (".py", ".toml", ".json")]
    elif home is not None:
        sources.append(home)
    if (rows := data.root / "models.toml").is_file():
        sources.append(rows)  # the user's own models are part of what a backend says it can do
    for path in sources:
        stat = path.stat()
        digest.update(f"{path.name} {stat.st_size} {stat.st_mtime_ns}".encode())
    return data.cache / "manifests" / f"{digest.hexdigest()[:32]}.json"


def _source(module: str) -> Path | None:
    """A module's file, or its package's folder, without importing it."""
    parent, _, name = module.rpartition(".")
    spec = find_spec(parent) if parent else None
    for root in (spec.submodule_search_locations or []) if spec else []:
        for path in (Path(root) / name, Path(root) / f"{name}.py"):
            if path.exists():
                return path
    top = find_spec(module) if not parent else None
    return Path(top.origin).parent if top and top.origin else None

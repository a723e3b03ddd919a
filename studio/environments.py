"""Environments of outside backends: a folder each under `envs/`, locked by hashes, with the contract and nothing else of ours."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
import venv
from importlib.metadata import distribution, requires
from pathlib import Path

import studio
from studio.datafolder import DataFolder
from studio.errors import BadInput, NotReady

CONTRACT = (
    "__init__.py",
    "backend.py",
    "errors.py",
    "hookspecs.py",
    "tasks.py",
    "jobs/__init__.py",
    "jobs/platform.py",
    "story/__init__.py",
    "story/storyboard.py",
)
"""What a backend may import of the studio. Needs pydantic only."""

ENTRY_POINT = (
    "import importlib.metadata, json;"
    "print(json.dumps([point.value for point in importlib.metadata.entry_points(group='trailer_studio')]))"
)


def install(data: DataFolder, folder: Path) -> str:
    """Install an outside backend from its source folder; the name of its environment.

    The folder holds `pyproject.toml` (with an entry point in the group `trailer_studio`) and `requirements.lock`
    (hashes for everything but torch). The environment appears whole or not at all.
    """
    project = folder / "pyproject.toml"
    lock = folder / "requirements.lock"
    for needed in (project, lock):
        if not needed.is_file():
            raise BadInput(f"{folder} holds no {needed.name}.", "See examples/sample_plugin for a complete one.")
    points = tomllib.loads(project.read_text()).get("project", {}).get("entry-points", {}).get("trailer_studio", {})
    if len(points) != 1:
        raise BadInput(
            f"{project} names {len(points)} entry points in `trailer_studio`.", "Name exactly one plugin module."
        )
    name = str(next(iter(points)))
    if not re.fullmatch(r"[a-z][a-z0-9_-]{0,40}", name):
        raise BadInput(f"{name!r} is no name for an environment.", "Use lower case letters, digits, - and _.")
    home = data.envs / name
    making = data.envs / f".making-{name}"
    shutil.rmtree(making, ignore_errors=True)
    try:
        venv.EnvBuilder(with_pip=True, symlinks=True).create(making)
        python = making / "bin" / "python"
        _pip(python, "--require-hashes", "--no-deps", "-r", str(lock))
        _pip(python, "--no-deps", *(f"{package}=={version}" for package, version in pydantic().items()))
        _pip(python, "--no-deps", str(folder.resolve()))
        _copy_contract(python)
        (module,) = json.loads(_run([str(python), "-I", "-c", ENTRY_POINT]))
        (making / "plugin.json").write_text(json.dumps({"module": module, "name": name}))
        shutil.rmtree(home, ignore_errors=True)
        making.rename(home)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return name


def remove(data: DataFolder, name: str) -> None:
    """Take an environment away; its assets stay."""
    home = data.envs / name
    if not (home / "plugin.json").is_file() or home.parent != data.envs:
        raise BadInput(f"There is no environment {name!r}.", "`studio backends list` shows what is installed.")
    shutil.rmtree(home)


def pydantic() -> dict[str, str]:
    """pydantic and what it needs, at the studio's own versions."""
    found: dict[str, str] = {}
    wanted = ["pydantic"]
    while wanted:
        package = wanted.pop()
        if package not in found:
            found[package] = distribution(package).version
            plain = [need for need in requires(package) or [] if "extra ==" not in need and ";" not in need]
            wanted += [re.split(r"[^A-Za-z0-9_.-]", need)[0] for need in plain]
    return found


def _copy_contract(python: Path) -> None:
    ours = Path(studio.__file__).parent
    site = Path(_run([str(python), "-I", "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])"]).strip())
    for name in CONTRACT:
        target = site / "studio" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ours / name, target)


def _pip(python: Path, *arguments: str) -> None:
    _run([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments])


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=1800, stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        raise NotReady(
            f"`{' '.join(Path(word).name for word in command[:5])} …` failed while the environment was made.",
            "Check the network and the lock file, then install again; nothing was changed.",
            done.stderr[-4000:],
        )
    return done.stdout

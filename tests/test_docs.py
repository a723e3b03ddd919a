"""The docs name what is there, and every example is run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from studio import hookspecs
from studio.cli import VERBS
from studio.settings import Settings
from studio.story import brief_toml
from studio.tasks import Task

ROOT = Path(__file__).parents[1]
PAGES = {path.name: path.read_text() for path in sorted((ROOT / "docs").glob("*.md"))}


@pytest.mark.parametrize("task", list(Task))
def test_every_task_is_mentioned(task: Task) -> None:
    assert f"`{task.value}`" in PAGES["backends.md"]


@pytest.mark.parametrize("name", list(Settings.model_fields))
def test_every_setting_is_mentioned(name: str) -> None:
    assert f"`{name}`" in PAGES["settings.md"]


@pytest.mark.parametrize("verb", list(VERBS))
def test_every_command_is_mentioned(verb: str) -> None:
    assert f"`studio {verb}`" in PAGES["cli.md"]


@pytest.mark.parametrize("hook", [name for name in vars(hookspecs) if name.startswith("register_")])
def test_every_hook_is_mentioned(hook: str) -> None:
    assert f"`{hook}`" in PAGES["04-writing-a-backend.md"]


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", *(f"docs/{name}" for name in PAGES)])
def test_links_and_named_files_are_there(page: str) -> None:
    text = (ROOT / page).read_text()
    for link in re.findall(r"\]\(([^)#:]+)\)", text):
        assert ((ROOT / page).parent / link).exists(), link
    for name in re.findall(r"`((?:studio|backends|pages|examples|scripts|tests)/[\w./-]+)`", text):
        assert (ROOT / name).exists(), name


def test_every_example_brief_reads() -> None:
    briefs = [path for path in (ROOT / "examples").glob("*.toml") if "logline" in path.read_text()]
    assert briefs
    assert all(brief_toml.read(path).logline for path in briefs)


def test_no_registry_host_and_no_machine_path_is_named() -> None:
    names = [*ROOT.glob("*.lock"), ROOT / "pyproject.toml", ROOT / "Dockerfile", ROOT / "Makefile"]
    for path in names:
        assert not re.search(r"https?://(?!127\.0\.0\.1)", path.read_text()), path

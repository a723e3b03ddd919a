"""Print docs/cli.md, docs/settings.md and docs/backends.md from the code; `--check` fails where they are out of date."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from studio import plugins
from studio.cli import VERBS, app
from studio.cli.backends import parameters
from studio.datafolder import open_data
from studio.settings import Settings
from studio.tasks import TASKS

DOCS = Path(__file__).parents[1] / "docs"
PRINTED = "<!-- Printed by scripts/print_docs.py: edit the code, then `make docs`. -->\n\n"


def cli() -> str:
    """`--help` of every command."""
    text = f"# The command line\n\n{PRINTED}"
    context = click.Context(app, info_name="studio", terminal_width=100, max_content_width=100)
    for name in VERBS:
        command = app.get_command(context, name)
        assert command is not None
        for path, sub in _walk(f"studio {name}", command):
            help_text = sub.get_help(click.Context(sub, info_name=path, terminal_width=100, max_content_width=100))
            text += f"## `{path}`\n\n```text\n{help_text}\n```\n\n"
    return text.rstrip() + "\n"


def _walk(path: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name, sub in command.commands.items():
            yield from _walk(f"{path} {name}", sub)


def settings() -> str:
    """Every setting with its default and its variable."""
    text = f"# Settings\n\n{PRINTED}"
    text += "They stand in `studio.toml` in the data folder. A variable `STUDIO_<NAME>` overrides one for a single start.\n\n"
    text += "| setting | default | what it does |\n|---|---|---|\n"
    for name, field in Settings.model_fields.items():
        default = field.get_default(call_default_factory=True)
        shown = (
            ", ".join(f"{task.value} = {backend}" for task, backend in default.items())
            if isinstance(default, dict)
            else repr(default)
        )
        unit = (field.json_schema_extra or {}).get("unit", "") if isinstance(field.json_schema_extra, dict) else ""
        text += f"| `{name}` | {shown or '`()`'} {unit} | {field.description} |\n"
    return text


def backends() -> str:
    """Every built-in backend with its parameters."""
    text = f"# Backends\n\n{PRINTED}"
    with tempfile.TemporaryDirectory() as folder:
        found = plugins.registry(open_data(Path(folder)), Settings())
    for broken in found.broken:
        sys.exit(f"{broken.plugin.module} is broken: {broken.what}\n{broken.detail}")
    text += "| task | backends |\n|---|---|\n"
    for task, info in TASKS.items():
        able = [f"`{manifest.id}`" for manifest in found.manifests.values() if manifest.spec(task)]
        text += f"| `{task.value}` {info.title} | {', '.join(able) or '–'} |\n"
    for manifest in found.manifests.values():
        text += f"\n## {manifest.title} (`{manifest.id}` {manifest.version})\n\n{manifest.description}\n\n"
        text += f"Licence {manifest.licence}. May films be sold: {manifest.commercial}. Price: {manifest.price}.\n"
        for spec in manifest.tasks:
            text += (
                f"\n### `{spec.task.value}`\n\n```text\n" + "\n".join(parameters(manifest, spec.task.value)) + "\n```\n"
            )
    return text


def main() -> int:
    """Write or check the three files."""
    os.environ.pop("STUDIO_DATA", None)
    stale = []
    for name, page in (("cli.md", cli), ("settings.md", settings), ("backends.md", backends)):
        path, text = DOCS / name, page()
        if path.exists() and path.read_text() == text:
            continue
        if "--check" in sys.argv:
            stale.append(name)
        else:
            path.write_text(text)
            print(f"printed {path.name}")
    if stale:
        print(f"Out of date: {', '.join(stale)}. Run `make docs`.", file=sys.stderr)
    return int(bool(stale))


if __name__ == "__main__":
    sys.exit(main())

"""The `studio` command: one file a verb, loaded only when it is called."""

from __future__ import annotations

import importlib
import json
import sys

import click

from studio.errors import StudioError

VERBS: dict[str, str] = {
    "make": "One line in, a finished trailer out",
    "generate": "Make one picture, clip, sound or text with any backend",
    "takes": "List, judge, make and choose the takes of a film's shots",
    "render": "Render a timeline (TOML or JSON) to a film",
    "check": "Judge a finished film: black, frozen, silent, clipped, loudness, captions",
    "backends": "List, show and check backends",
    "remake": "Make an asset again from its recipe, and say whether it came out the same",
    "models": "List, fetch and remove the weights of models",
    "doctor": "Look at this machine and say what is missing",
    "jobs": "List, follow, cancel and retry jobs",
    "project": "List, export and import projects",
    "worker": "Work off jobs on one device",
    "web": "Serve the pages",
    "serve": "Serve the pages and work off jobs",
}


class Verbs(click.Group):
    """Loads `studio.cli.<verb>` when it is asked for; the command in it is called `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        command: click.Command = importlib.import_module(f"studio.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))


@click.command(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="trailer-studio", prog_name="studio")
def app() -> None:
    """One line of text in, a finished trailer out."""


def main() -> None:
    """Run the command line; a StudioError becomes one plain message and exit code 1."""
    try:
        app(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except StudioError as error:
        if "--json" in sys.argv:
            click.echo(json.dumps({"error": {"kind": type(error).__name__, "what": error.what, "todo": error.todo}}))
        click.secho(error.what, fg="red", err=True)
        if error.todo:
            click.echo(error.todo, err=True)
        sys.exit(1)

"""`studio web`: serve the pages."""

from __future__ import annotations

import importlib
from pathlib import Path

import click

from studio import settings as studio_settings


@click.command()
@click.option("--host", help="Address to listen on; 127.0.0.1 unless the settings say otherwise.")
@click.option(
    "--port", type=click.IntRange(1, 65535), help="Port to listen on; 8501 unless the settings say otherwise."
)
@click.option("--data", type=click.Path(path_type=Path), envvar="STUDIO_DATA", help="Data folder.")
@click.option("--i-know", is_flag=True, help="Listen on an address that other machines reach, without a sign-in.")
@click.option("--name", "names", multiple=True, help="Host name the pages answer to, behind a proxy. May be repeated.")
def command(host: str | None, port: int | None, data: Path | None, i_know: bool, names: tuple[str, ...]) -> None:
    """Serve the pages. Films are made by `studio worker`; `studio serve` starts both."""
    folder, settings = studio_settings.load(data)
    changed = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    settings = settings.model_copy(update=changed)
    server = importlib.import_module("pages.server")
    server.check_address(settings, i_know)
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    click.echo(f"Trailer Studio: http://{shown}:{settings.port}{settings.base_path}/")
    server.serve(folder, settings, i_know=i_know, names=names)

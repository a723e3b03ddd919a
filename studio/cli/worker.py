"""`studio worker`: work off jobs on one device."""

from __future__ import annotations

import os
from pathlib import Path

import click

from studio import settings


@click.command()
@click.option("--device", default="cpu", show_default=True, help="cpu or cuda:0.")
@click.option("--data", type=click.Path(path_type=Path), envvar="STUDIO_DATA", help="Data folder.")
@click.option("--say", is_flag=True, help="Say when it is ready.")
def command(device: str, data: Path | None, say: bool) -> None:
    """Work off jobs on one device until it is ended."""
    from studio.jobs.engine import run_worker

    folder, values = settings.load(data)
    run_worker(folder, values, device, (lambda: click.echo(f"Worker {os.getpid()} is ready.")) if say else None)

"""`studio serve`: the pages and one worker, restarted when they fall."""

from __future__ import annotations

from pathlib import Path

import click

from studio import settings


@click.command()
@click.option("--host", help="Address; default 127.0.0.1.")
@click.option("--port", type=int, help="Port; default 8501.")
@click.option("--data", type=click.Path(path_type=Path), envvar="STUDIO_DATA", help="Data folder.")
@click.option("--i-know", is_flag=True, help="Listen on other addresses although there is no login.")
def command(host: str | None, port: int | None, data: Path | None, i_know: bool) -> None:
    """Serve the pages and work off jobs, until Ctrl-C."""
    from studio.jobs.supervisor import supervise

    folder, values = settings.load(data)
    web = ["web", "--data", str(folder.root), "--host", host or values.host, "--port", str(port or values.port)]
    if i_know:
        web.append("--i-know")
    supervise({"web": web, "worker": ["worker", "--device", "cpu", "--data", str(folder.root)]})

"""Trailers made by the command line without network, and everything they were made from."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from watching import Seen

from studio.datafolder import DataFolder, open_data
from studio.projects import Project, Projects
from studio.shelf.assets import Shelf

LOGLINE = "A deaf mountain rescuer must cross the frozen pass before dawn to find her lost brother."


@dataclass(frozen=True)
class Trailer:
    """A finished film and all that it was made from."""

    path: Path
    data: DataFolder
    project: Project
    seen: Seen
    said: str

    @property
    def shelf(self) -> Shelf:
        """The shelf it was made on."""
        return Shelf(self.data)


def make(folder: Path, *arguments: str, data: Path | None = None) -> tuple[Path, DataFolder, Project, str]:
    """Run `studio make` with no network at all, in an empty folder."""
    out = folder / "film.mp4"
    home = data or folder / "data"
    command = [sys.executable, "-m", "studio.cli", "make", *arguments, "--out", str(out), "--data", str(home)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("STUDIO_")}
    done = subprocess.run(
        [*offline(), *command], cwd=folder, env=environment, capture_output=True, text=True, timeout=900, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    opened = open_data(home)
    return out, opened, Projects(opened).all()[0], done.stdout


def offline() -> list[str]:
    """A prefix that takes the network away, where the kernel lets us."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return []
    prefix = [unshare, "-n"] if os.geteuid() == 0 else [unshare, "-r", "-n"]
    able = subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0
    return prefix if able else []

"""Settings: defaults, then the data folder's studio.toml, then STUDIO_* variables. Read once, frozen into jobs."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

import platformdirs
from pydantic import Field, ValidationError

from studio.backend import Frozen
from studio.datafolder import DataFolder, open_data
from studio.errors import BadInput
from studio.tasks import Task

DEFAULT_BACKENDS: dict[Task, str] = {
    Task.WRITE_STORY: "scribe",
    Task.CAPTION: "captioner",
    Task.TEXT_TO_IMAGE: "previz",
    Task.TEXT_TO_VIDEO: "previz",
    Task.IMAGE_TO_IMAGE: "flow",
    Task.IMAGE_TO_VIDEO: "flow",
    Task.VIDEO_TO_VIDEO: "flow",
    Task.EXTEND: "flow",
    Task.BRIDGE: "flow",
    Task.LOOP: "flow",
    Task.INTERPOLATE: "flow",
    Task.UPSCALE: "flow",
    Task.VOICEOVER: "hibari",
    Task.SOUND_EFFECT: "foley",
    Task.MUSIC: "composer",
}


class Settings(Frozen):
    """Every setting, with its default. `docs/settings.md` is printed from here."""

    backends: dict[Task, str] = Field(default_factory=lambda: dict(DEFAULT_BACKENDS), description="Task to backend")
    plugins: tuple[str, ...] = Field((), description="Allow-list of installed packages whose plugins may be loaded")
    slots: int = Field(0, ge=0, le=64, description="Jobs at once on the CPU; 0: as many as cores")
    host: str = Field("127.0.0.1", description="Address the pages listen on")
    port: int = Field(8501, ge=1, le=65535, description="Port the pages listen on")
    base_path: str = Field("", pattern=r"^(/[a-z0-9_-]+)*$", description="Path the pages live under, behind a proxy")
    cache_bytes: int = Field(
        20_000_000_000, ge=0, description="Segments kept at most", json_schema_extra={"unit": "bytes"}
    )
    min_free_bytes: int = Field(
        500_000_000, ge=0, description="Refuse new jobs below this free space", json_schema_extra={"unit": "bytes"}
    )
    loudness: float = Field(-14.0, ge=-31, le=-8, description="Programme loudness", json_schema_extra={"unit": "LUFS"})
    offline: bool = Field(False, description="Fetch no weights from the network")
    database_url: str = Field("", description="Postgres URL for several machines; empty: SQLite in the data folder")
    ffmpeg: str = Field("", description="Path of ffmpeg; empty: the one imageio-ffmpeg brings")

    def backend_for(self, task: Task, overrides: dict[str, str] | None = None) -> str:
        """Id of the backend that does a task: the brief's choice, else the settings', else the default."""
        chosen = (overrides or {}).get(task.value) or self.backends.get(task) or DEFAULT_BACKENDS.get(task)
        if chosen is None:
            raise BadInput(f"No backend is chosen for {task.value!r}.", "Name one under [backends] in studio.toml.")
        return chosen


def default_data() -> Path:
    """STUDIO_DATA, else the platform's folder for user data."""
    return Path(os.environ.get("STUDIO_DATA") or platformdirs.user_data_dir("trailer-studio"))


def load(root: Path | None = None) -> tuple[DataFolder, Settings]:
    """Open the data folder and read its settings."""
    data = open_data(root or default_data())
    values: dict[str, Any] = {}
    if data.settings.exists():
        try:
            values = tomllib.loads(data.settings.read_text())
        except tomllib.TOMLDecodeError as error:
            raise BadInput(
                f"{data.settings}: {error}.", "Mend that line, or move the file away for defaults."
            ) from error
    for name in Settings.model_fields:
        value = os.environ.get(f"STUDIO_{name.upper()}")
        if value is not None and name not in ("backends", "plugins"):
            values[name] = value
    try:
        return data, Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadInput(
            f"{data.settings}: {where}: {first['msg']}, not {first['input']!r}.", "Mend that setting."
        ) from error

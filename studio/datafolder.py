"""The data folder: where everything of a studio lives, and the checks when it is opened."""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from studio.errors import StorageError

FORMAT = 1


@dataclass(frozen=True)
class DataFolder:
    """Paths inside one data folder. `open_data` makes and checks it."""

    root: Path

    @property
    def database(self) -> Path:
        """Projects, requests, assets, ledger."""
        return self.root / "studio.sqlite"

    @property
    def progress(self) -> Path:
        """Progress of running jobs; a file of its own, so that its writes queue behind nothing."""
        return self.root / "progress.sqlite"

    @property
    def jobs(self) -> Path:
        """The job engine's own database."""
        return self.root / "dbos.sqlite"

    @property
    def assets(self) -> Path:
        """Immutable media files, `ab/<sha256>.<suffix>`."""
        return self.root / "assets"

    @property
    def cache(self) -> Path:
        """May be deleted blindly: segments, manifests, thumbs, compiled kernels."""
        return self.root / "cache"

    @property
    def tmp(self) -> Path:
        """May be deleted blindly when nothing runs."""
        return self.root / "tmp"

    @property
    def envs(self) -> Path:
        """Locked environments of backends."""
        return self.root / "envs"

    @property
    def models(self) -> Path:
        """Weights."""
        return Path(os.environ["HF_HOME"]) if os.environ.get("HF_HOME") else self.root / "models"

    @property
    def secrets(self) -> Path:
        """Keys, one file each, mode 0600."""
        return self.root / "secrets"

    @property
    def settings(self) -> Path:
        """The user's settings."""
        return self.root / "studio.toml"

    @property
    def node(self) -> str:
        """Stable name of this machine's worker, never the hostname."""
        return (self.root / "node.id").read_text().strip()


def open_data(root: Path) -> DataFolder:
    """Make the data folder where it is missing, check that it can be written and that its format is ours."""
    data = DataFolder(root.expanduser().resolve())
    try:
        data.root.mkdir(parents=True, exist_ok=True)
        data.root.chmod(0o700)
        for folder in (data.assets, data.cache, data.tmp, data.secrets):
            folder.mkdir(exist_ok=True)
        data.secrets.chmod(0o700)
        _once(data.root / "format", str(FORMAT))
        _once(data.root / "node.id", "node-" + secrets.token_hex(6))
        probe = data.tmp / f".writable-{os.getpid()}"
        probe.write_text("")
        probe.unlink()
    except OSError as error:
        raise StorageError(
            f"The data folder {str(data.root)!r} cannot be written: {error.strerror}.",
            "Free or unlock it, or name another one with --data or STUDIO_DATA.",
        ) from error
    found = (data.root / "format").read_text().strip()
    if found != str(FORMAT):
        raise StorageError(
            f"The data folder {str(data.root)!r} has format {found!r}; this studio reads {FORMAT}.",
            "Use the studio version that made it, or name another folder with --data.",
        )
    return data


def _once(path: Path, text: str) -> None:
    if not path.exists():
        temporary = path.with_name(f"{path.name}.{os.getpid()}")
        temporary.write_text(text + "\n")
        try:
            os.link(temporary, path)
        except FileExistsError:
            pass
        finally:
            temporary.unlink()

"""Commit, find and open assets. The database is the truth; a file is there before its row is."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from pydantic import Field
from sqlalchemy.dialects.sqlite import insert

from studio import database as db
from studio.backend import Frozen
from studio.datafolder import DataFolder
from studio.errors import NotFound, StorageError
from studio.tasks import Kind


class Asset(Frozen):
    """An immutable media file. `facts`: what the probe and the backend say of it (width, frames, seconds, words…)."""

    id: str
    kind: Kind
    suffix: str
    bytes: int
    facts: dict[str, Any] = Field(default_factory=dict)
    recipe: dict[str, Any] = Field(default_factory=dict)


class Shelf:
    """All assets of a data folder."""

    def __init__(self, data: DataFolder) -> None:
        self.data = data
        self.engine = db.database(data)

    def path(self, asset: Asset) -> Path:
        """Where an asset's file lies."""
        return self.data.assets / asset.id[:2] / f"{asset.id}{asset.suffix}"

    def get(self, asset_id: str) -> Asset:
        """The asset of this id, or NotFound."""
        with self.engine.connect() as connection:
            row = connection.execute(sa.select(db.asset).where(db.asset.c.id == asset_id)).mappings().first()
        if row is None:
            raise NotFound(f"No asset {asset_id!r} is on the shelf.", "Look it up with `studio assets`.")
        return _asset(row)

    def open_local(self, asset_id: str) -> Path:
        """The only way to an asset's path on this machine."""
        path = self.path(self.get(asset_id))
        if not path.is_file():
            raise NotFound(f"The file of asset {asset_id!r} is gone.", "Make it again, or restore the data folder.")
        return path

    def find(self, key: str) -> Asset | None:
        """What a request of this key made, if its file is still there."""
        join = sa.select(db.asset).join(db.request, db.request.c.asset == db.asset.c.id).where(db.request.c.key == key)
        with self.engine.connect() as connection:
            row = connection.execute(join).mappings().first()
        if row is None or not self.path(_asset(row)).is_file():
            return None
        return _asset(row)

    def commit(self, path: Path, kind: Kind, *, key: str = "", recipe: dict[str, Any], facts: dict[str, Any]) -> Asset:
        """Move a finished file on to the shelf: hash, fsync, rename, then one row for it and one for its request.

        The same bytes twice are one asset. A key that is already there is counted once more and means the new asset.
        """
        try:
            digest = _sha256(path)
            asset = Asset(
                id=digest, kind=kind, suffix=path.suffix, bytes=path.stat().st_size, facts=facts, recipe=recipe
            )
            target = self.path(asset)
            target.parent.mkdir(parents=True, exist_ok=True)
            if not target.exists():
                _publish(path, target)
        except OSError as error:
            raise StorageError(
                f"{path.name!r} could not be put on the shelf: {error.strerror}.",
                "Free space in the data folder and start the job again; nothing finished is lost.",
            ) from error
        with self.engine.begin() as connection:
            connection.execute(
                insert(db.asset)
                .values(**asset.model_dump(), created=time.time())
                .on_conflict_do_nothing(index_elements=["id"])
            )
            if key:
                connection.execute(
                    insert(db.request)
                    .values(key=key, asset=digest)
                    .on_conflict_do_update(
                        index_elements=["key"], set_={"made": db.request.c.made + 1, "asset": digest}
                    )
                )
        return asset

    def forget(self, key: str) -> None:
        """Let a request be made again; the asset stays."""
        with self.engine.begin() as connection:
            connection.execute(sa.delete(db.request).where(db.request.c.key == key))

    def made(self) -> dict[str, int]:
        """How often each request key was generated (1 each, unless something was made twice)."""
        with self.engine.connect() as connection:
            rows = connection.execute(sa.select(db.request.c.key, db.request.c.made))
            return {row.key: row.made for row in rows}


def _asset(row: Any) -> Asset:
    return Asset(**{name: row[name] for name in Asset.model_fields})


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _publish(source: Path, target: Path) -> None:
    """Rename into place, durably; a source on another file system is copied first."""
    temporary = target.with_name(f".{target.name}.{os.getpid()}.{time.monotonic_ns()}")
    try:
        try:
            os.replace(source, temporary)
        except OSError:
            shutil.copyfile(source, temporary)
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        os.replace(temporary, target)
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    finally:
        temporary.unlink(missing_ok=True)

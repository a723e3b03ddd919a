"""The recipe inside a file that leaves the studio: backend, model, weights, params, seed and versions, as JSON in its comment.

An asset on the shelf is pictures or sound and nothing else, so that equal ones are one; its recipe stands beside it, and
goes into the copy that leaves. It holds no time, host, path or secret.
"""

from __future__ import annotations

import contextlib
import filecmp
import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from studio.backend import Request
from studio.errors import BadInput, NotFound
from studio.provenance import comments
from studio.shelf.assets import Asset, Shelf

FOLDER = re.compile(r"^(?:[/~\\]|[A-Za-z]:[\\/])")
"""How a place on a disk begins."""


class Carried(BaseModel):
    """What a file says of its making. `asset`: the SHA-256 that it has without what it says."""

    model_config = ConfigDict(frozen=True)

    studio: Literal["trailer-studio"]
    asset: str = Field(pattern=r"^[0-9a-f]{64}$")
    request: Request
    backend: dict[str, Any] = Field(default_factory=dict)
    made_with: dict[str, Any] = Field(default_factory=dict)


def copied(asset: Asset, source: Path, target: Path) -> None:
    """Copy an asset's file out with its recipe in it; as it is where nothing made it, where it is a whole film (which
    carries its own), or where its kind of file holds no words. The same asset gives the same bytes."""
    text = told(asset)
    if not text or not comments.write(source, target, text):
        shutil.copyfile(source, target)


def told(asset: Asset) -> str:
    """An asset's recipe as ASCII JSON; '' where no single request made it."""
    if "request" not in asset.recipe:
        return ""
    made = {
        name: "a folder" if isinstance(value, str) and FOLDER.match(value) else value
        for name, value in asset.facts.get("made_with", {}).items()
    }
    values = {"studio": "trailer-studio", "asset": asset.id, **asset.recipe, "made_with": made}
    return json.dumps(values, sort_keys=True, separators=(",", ":"))


def original(path: Path, shelf: Shelf) -> Asset | None:
    """The asset of which a file is a copy, byte for byte, as it lies on the shelf or as it left; None where it is none."""
    if not path.is_file():
        return None
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    for asset_id in _claims(path, digest):
        try:
            asset = shelf.get(asset_id)
            source = shelf.open_local(asset_id)
        except NotFound:
            continue
        if asset.id == digest:
            return asset
        with TemporaryDirectory(prefix="original-", dir=shelf.data.tmp) as folder:
            twin = Path(folder) / f"twin{asset.suffix}"
            copied(asset, source, twin)
            if filecmp.cmp(path, twin, shallow=False):
                return asset
    return None


def _claims(path: Path, digest: str) -> Iterator[str]:
    """Ids of the assets that a file may be: the one of its own hash, and the one it names."""
    yield digest
    with contextlib.suppress(BadInput):
        yield read(path).asset


def read(path: Path) -> Carried:
    """The recipe that a file carries. BadInput where it carries none, that of a whole film, or one that cannot be right."""
    text = comments.read(path)
    try:
        values = json.loads(text) if text else None
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict) or values.get("studio") != "trailer-studio":
        raise BadInput(
            f"{path.name!r} carries no recipe.",
            "Give a file that `studio generate` or a download wrote; other tools often drop what a file says of itself.",
        )
    if "brief" in values:
        raise BadInput(
            f"{path.name!r} is a whole film: it was made from many recipes.",
            "Make it again with `studio make`, or give one of its shots or sounds.",
        )
    try:
        return Carried.model_validate(values)
    except (ValidationError, RecursionError) as error:
        raise BadInput(
            f"The recipe in {path.name!r} cannot be right.", "Give the file as a studio wrote it."
        ) from error

"""The recipe inside a file that leaves the studio: backend, model, weights, params, seed and versions, as JSON in its comment.

An asset on the shelf is pictures or sound and nothing else, so that equal ones are one; its recipe stands beside it, and
goes into the copy that leaves. It holds no time, host, path or secret.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from studio.backend import Request
from studio.errors import BadInput
from studio.provenance import comments
from studio.shelf.assets import Asset

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

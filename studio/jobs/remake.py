"""An asset made again from its recipe, and how near the new one is: identical, close or changed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any, Literal

import av
import numpy as np
import soundfile
import sqlalchemy as sa
from numpy.typing import NDArray
from PIL import Image

from studio import database as db
from studio.backend import Frozen, Request
from studio.errors import BadInput, NotFound
from studio.jobs.generate import Event, Workshop, generate
from studio.provenance import recipe
from studio.shelf.assets import Asset
from studio.shelf.preflight import admit
from studio.tasks import Kind

CLOSE_DB = 36.0
"""Peak signal to noise from which two pictures are close: differences that only a meter sees."""


class Remade(Frozen):
    """What came of making an asset again."""

    verdict: Literal["identical", "close", "changed"]
    asset: str
    words: str
    differs: tuple[str, ...] = ()


async def remake(asset_id: str, workshop: Workshop, on_event: Callable[[Event], None] | None = None) -> Remade:
    """Make an asset again and compare. The shelf keeps both; the request still means the first one."""
    first = workshop.shelf.get(asset_id)
    if "request" not in first.recipe:
        whole = "brief" in first.recipe
        raise BadInput(
            f"Asset {asset_id[:12]} is part of a whole film: it was made from many recipes."
            if whole
            else f"Asset {asset_id[:12]} was brought, not made: it has no recipe.",
            "Choose one that a backend made.",
        )
    request = Request.model_validate(first.recipe["request"])
    second = await _again(request, first.id, workshop, on_event)
    if second.id == first.id:
        return Remade(verdict="identical", asset=second.id, words="the same bytes")
    return judged(compare(workshop, first, second), first, second, workshop)


async def remake_file(path: Path, workshop: Workshop, on_event: Callable[[Event], None] | None = None) -> Remade:
    """Make a file again from the recipe that it carries, wherever it was made, and compare.

    BadInput where it carries none, or where it was made from files that are not on this shelf.
    """
    carried = recipe.read(path)
    before = await asyncio.to_thread(workshop.shelf.find, carried.request.key)
    second = await _again(carried.request, before.id if before else "", workshop, on_event)
    same = await asyncio.to_thread(recipe.original, path, workshop.shelf)
    if same is not None and same.id == second.id:
        return Remade(verdict="identical", asset=second.id, words="the same bytes")
    # The file comes from outside: both go through the one door, and what comes in is compared.
    own = workshop.shelf.open_local(second.id)
    pair = [await asyncio.to_thread(admit, one, workshop.shelf, workshop.data, name=one.name) for one in (path, own)]
    likeness = compare(workshop, *pair) if pair[0].kind == pair[1].kind else None
    first = second.model_copy(
        update={"recipe": {"backend": carried.backend}, "facts": {"made_with": carried.made_with}}
    )
    return judged(likeness, first, second, workshop)


async def _again(request: Request, keeps: str, workshop: Workshop, on_event: Callable[[Event], None] | None) -> Asset:
    """Make a request that the shelf may know; afterwards it means the asset `keeps` again, or with '' the new one."""
    for name, needed in request.inputs.items():
        try:
            workshop.shelf.open_local(needed)
        except NotFound as error:
            raise NotFound(
                f"It was made from {name!r}, which is not on this shelf: asset {needed[:12]}.",
                "Restore the data folder, or bring the file that it was made from and make it anew.",
            ) from error
    key = request.key
    await asyncio.to_thread(workshop.shelf.forget, key)
    try:
        return await generate(request, workshop=workshop, job=f"remake-{key[:12]}", on_event=on_event, learn=False)
    finally:
        if keeps:
            await asyncio.to_thread(_restore, workshop, key, keeps)


def judged(likeness: float | None, first: Asset, second: Asset, workshop: Workshop) -> Remade:
    """The verdict on two that are not the same bytes."""
    close = likeness is not None and likeness >= CLOSE_DB
    words = "other frames, size or length" if likeness is None else f"{likeness:.1f} dB from the first"
    request = Request.model_validate(second.recipe["request"])
    manifest, _ = workshop.registry.get(request.backend)
    return Remade(
        verdict="close" if close else "changed",
        asset=second.id,
        words="the same pictures or samples in other bytes" if likeness == float("inf") else words,
        differs=differences(first, second, manifest.version_for(request.task, request.params)),
    )


def _restore(workshop: Workshop, key: str, asset_id: str) -> None:
    with workshop.shelf.engine.begin() as connection:
        changed = connection.execute(sa.update(db.request).where(db.request.c.key == key).values(asset=asset_id))
        if not changed.rowcount:
            connection.execute(sa.insert(db.request).values(key=key, asset=asset_id))


def differences(first: Asset, second: Asset, version: str) -> tuple[str, ...]:
    """What of the making is not as it was: the backend, its model, its weights, its libraries."""
    then, now = first.facts.get("made_with", {}), second.facts.get("made_with", {})
    told = [
        f"{name}: {then.get(name)} then, {now.get(name)} now"
        for name in sorted({*then, *now})
        if then.get(name) != now.get(name) and name != "sha256"
    ]
    weights = {**then.get("sha256", {}), **now.get("sha256", {})}
    told += [
        f"weights {name} are others"
        for name in sorted(weights)
        if then.get("sha256", {}).get(name) != now.get("sha256", {}).get(name)
    ]
    was = first.recipe.get("request", {}).get("version", version)
    return tuple([f"backend version: {was} then, {version} now"] * (was != version) + told)


def compare(workshop: Workshop, first: Asset, second: Asset) -> float | None:
    """Peak signal to noise in dB of two assets of one kind, or None where they cannot be laid over each other."""
    squares, count = 0.0, 0
    read = READERS[first.kind]
    pairs = zip_longest(*(read(workshop.shelf.open_local(asset.id)) for asset in (first, second)))
    for one, other in pairs:
        if one is None or other is None or one.shape != other.shape:
            return None
        squares += float(np.square(one.astype(np.float64) - other).sum())
        count += one.size
    error = squares / max(count, 1)
    return float("inf") if error == 0 else float(10 * np.log10(1 / error))


Block = NDArray[Any]


def _video(path: Path) -> Iterator[Block]:
    with av.open(f"file:{path}", format="mp4") as container:
        for frame in container.decode(video=0):
            yield frame.to_ndarray(format="rgb24") / np.float32(255)


def _image(path: Path) -> Iterator[Block]:
    with Image.open(path, formats=["PNG"]) as picture:
        yield np.asarray(picture.convert("RGB")) / np.float32(255)


def _audio(path: Path) -> Iterator[Block]:
    yield soundfile.read(str(path), dtype="float32")[0]


def _text(path: Path) -> Iterator[Block]:
    yield np.frombuffer(path.read_bytes(), np.uint8)


READERS: dict[Kind, Callable[[Path], Iterator[Block]]] = {
    "video": _video,
    "image": _image,
    "audio": _audio,
    "text": _text,
}

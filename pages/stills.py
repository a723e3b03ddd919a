"""Small pictures of our own assets for strips and posters: one decoded frame each, kept in the cache folder."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from studio.datafolder import DataFolder
from studio.errors import NotFound
from studio.shelf.assets import Asset

WIDTH = 640
WHERE = 0.45
"""Where in a clip the still is taken, as a share of its length: past fades, before the end."""

_one_at_a_time = threading.Lock()


def still(data: DataFolder, asset: Asset, path: Path) -> Path:
    """JPEG of a picture or of one frame of a clip, at most 640 px wide. NotFound where an asset shows nothing."""
    if asset.kind not in ("video", "image"):
        raise NotFound(f"Asset {asset.id!r} is {asset.kind}: there is nothing to see.")
    target = data.cache / "stills" / f"{asset.id}-{WIDTH}.jpg"
    if target.is_file():
        return target
    with _one_at_a_time:
        if not target.is_file():
            _make(asset, path, target)
    return target


def _make(asset: Asset, path: Path, target: Path) -> None:
    from PIL import Image

    target.parent.mkdir(parents=True, exist_ok=True)
    if asset.kind == "image":
        with Image.open(path, formats=["PNG", "JPEG"]) as opened:
            picture = opened.convert("RGB")
    else:
        picture = _frame(path, float(asset.facts.get("seconds") or 0) * WHERE)
    picture.thumbnail((WIDTH, WIDTH))
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    picture.save(temporary, "JPEG", quality=82)
    os.replace(temporary, target)


def _frame(path: Path, seconds: float):  # type: ignore[no-untyped-def]
    """The frame of a clip at or just before `seconds`, as a Pillow image. PyAV is loaded at the first still."""
    import av

    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        stream.thread_count = 1
        if seconds > 0 and stream.time_base:
            container.seek(int(seconds / stream.time_base), stream=stream)
        for frame in container.decode(stream):
            return frame.to_image()
    raise NotFound(f"{path.name!r} holds no picture.")

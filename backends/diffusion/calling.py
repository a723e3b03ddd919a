"""A pipeline called with what it understands: our names mapped to its own, the rest left out and named."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from backends.diffusion.rows import Row, Use

Picture = NDArray[np.uint8]
FRAMES = ("frames", "videos", "video", "images")
SOUNDS = ("audio", "sound", "audios")


class Call(NamedTuple):
    """Arguments of one call, and ours that the pipeline does not know."""

    arguments: dict[str, Any]
    dropped: list[str]


def call(run: Callable[..., Any], row: Row, use: Use, ours: dict[str, Any]) -> Call:
    """Map our arguments to those of a pipeline's `__call__`: by the row's and the use's `arg_map`, guidance by
    `cfg_param`, frames a second by `fps_param`. None is not given."""
    known = inspect.signature(run).parameters
    names = {
        "guidance": row.cfg_param,
        **({"fps": row.fps_param} if row.fps_param else {}),
        **row.arg_map,
        **use.arg_map,
    }
    arguments: dict[str, Any] = {}
    dropped: list[str] = []
    for name, value in ours.items():
        theirs = names.get(name, name)
        if value is None:
            continue
        if theirs in known:
            arguments[theirs] = value
        else:
            dropped.append(name)
    extra = {name: value for name, value in {**row.extra, **use.extra}.items() if name in known}
    return Call({**extra, **arguments}, dropped)


def pictures(result: Any) -> Iterator[Picture]:
    """The frames (or the one picture) of a pipeline's answer, as uint8 RGB, one by one."""
    batch = next((getattr(result, name) for name in FRAMES if getattr(result, name, None) is not None), None)
    if batch is None:
        raise TypeError(f"{type(result).__name__} holds none of {', '.join(FRAMES)}")
    first = batch[0]
    still = getattr(first, "ndim", 0) == 3 or hasattr(first, "getbands")
    for frame in [first] if still else first:
        yield _bytes(frame)


def _bytes(frame: Any) -> Picture:
    values = np.asarray(frame.detach().float().cpu() if hasattr(frame, "detach") else frame)
    if values.ndim == 3 and values.shape[0] == 3 and values.shape[2] != 3:
        values = np.moveaxis(values, 0, -1)
    if values.dtype == np.uint8:
        return np.ascontiguousarray(values)
    if not np.isfinite(values).all():
        raise ArithmeticError("the model made pixels that are not numbers; try another dtype in its row")
    turned: Picture = np.rint(np.clip(values, 0, 1) * 255).astype(np.uint8)
    return turned


def sound(result: Any) -> NDArray[np.float32] | None:
    """The sound of a pipeline's answer, channels × samples, if it made one."""
    found = next((getattr(result, name) for name in SOUNDS if getattr(result, name, None) is not None), None)
    if found is None:
        return None
    first = found[0]
    values = np.asarray(first.detach().float().cpu() if hasattr(first, "detach") else first, dtype=np.float32)
    return np.atleast_2d(values)[:2]

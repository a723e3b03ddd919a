"""What a request must come out as: its inputs, and the rate, size and frames that follow from them and its params."""

from __future__ import annotations

from collections.abc import Mapping

from studio.backend import Manifest, Request, frame_count, interpolated_count, upscaled_size
from studio.errors import BadInput
from studio.shelf.assets import Asset, Shelf
from studio.tasks import TASKS, Task

Inputs = Mapping[str, Asset]
KEEPS_SIZE = frozenset(
    {Task.IMAGE_TO_IMAGE, Task.VIDEO_TO_VIDEO, Task.EXTEND, Task.BRIDGE, Task.LOOP, Task.INTERPOLATE}
)
"""Tasks whose result is as wide and high as what they were given."""


def sound(request: Request, given: Inputs) -> Asset | None:
    """The clip whose sound belongs to what comes out, where its time runs on unchanged; None where there is none."""
    params = request.params
    kept = (
        request.task in (Task.VIDEO_TO_VIDEO, Task.UPSCALE)
        or (request.task is Task.INTERPOLATE and params.get("slow", 1.0) == 1)
        or (request.task is Task.EXTEND and params.get("whole", True))
    )
    return next((asset for asset in _clips(given) if kept and asset.facts.get("has_audio")), None)


def inputs(request: Request, manifest: Manifest, shelf: Shelf) -> dict[str, Asset]:
    """The request's files by name. BadInput where one is missing, unknown to the task, or of another kind."""
    spec = manifest.spec(request.task)
    if spec is None:
        raise BadInput(
            f"Backend {manifest.id!r} cannot do {request.task.value!r}.",
            f"It does: {', '.join(other.task.value for other in manifest.tasks)}.",
        )
    known = {taken.name: taken for taken in spec.inputs}
    title = f"{TASKS[request.task].title!r}"
    for name in request.inputs:
        if name not in known:
            raise BadInput(f"{title} takes no input {name!r}.", f"It takes: {', '.join(known) or 'none'}.")
    for taken in spec.inputs:
        if taken.required and taken.name not in request.inputs:
            raise BadInput(f"{title} needs the input {taken.name!r}.", f"Bring it: {_what(taken.kinds)}.")
    found = {name: shelf.get(asset) for name, asset in request.inputs.items()}
    for name, asset in found.items():
        if asset.kind not in known[name].kinds:
            raise BadInput(
                f"{title} cannot take {_what((asset.kind,))} as {name!r}.", f"Bring {_what(known[name].kinds)}."
            )
    return found


KIND_WORDS = {"image": "a picture", "video": "a clip", "audio": "a sound", "text": "a text"}


def _what(kinds: tuple[str, ...]) -> str:
    return " or ".join(KIND_WORDS[kind] for kind in kinds)


def rate(request: Request, given: Inputs) -> str:
    """Frames a second of what comes out: the asked ones, else those of the first clip that goes in, else 24."""
    own = next((str(asset.facts["rate"]) for asset in _clips(given)), "24")
    return str(request.params.get("rate") or own)


def size(request: Request, given: Inputs) -> tuple[int, int] | None:
    """Width and height of what comes out, or None where the backend is free."""
    params = request.params
    own = next((asset.facts for asset in given.values() if "width" in asset.facts), None)
    if request.task is Task.UPSCALE and own is not None:
        return upscaled_size(own["width"], own["height"], params.get("factor", 2.0), params.get("side", 0))
    if request.task in KEEPS_SIZE and own is not None:
        return own["width"], own["height"]
    if "width" in params and "height" in params:
        return params["width"], params["height"]
    return None


def frames(request: Request, given: Inputs) -> int | None:
    """Frames of what comes out, or None where the backend is free."""
    params, clips, shown = request.params, [asset.facts for asset in _clips(given)], rate(request, given)
    asked = frame_count(float(params["seconds"]), shown) if params.get("seconds") else None
    own = next(iter(clips), None)
    if own is not None and request.task in (Task.VIDEO_TO_VIDEO, Task.UPSCALE):
        return int(own["frames"])
    if own is not None and request.task is Task.INTERPOLATE:
        return interpolated_count(own["frames"], own["rate"], shown, params.get("slow", 1.0))
    if request.task in (Task.EXTEND, Task.BRIDGE) and asked and params.get("whole", True):
        return asked + sum(interpolated_count(clip["frames"], clip["rate"], shown) for clip in clips)
    return asked


def _clips(given: Inputs) -> list[Asset]:
    return [given[name] for name in sorted(given) if given[name].kind == "video"]

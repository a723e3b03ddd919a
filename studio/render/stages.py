"""Frame stages: what is done to pixels between cutting and encoding. With none, no raw pipe is ever opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.errors import BadInput
from studio.timeline.timeline import Curve

Frame = NDArray[np.uint8]
Numbers = Mapping[str, float]


@dataclass(frozen=True)
class Stage:
    """One thing done to every frame.

    `work` takes a frame (H×W×3 RGB), its number from the stage's own start (negative inside a handle), the length of
    what the stage covers, and the stage's params; it answers the new frame. `version` is bumped when it would answer
    other pixels.
    """

    description: str
    version: int
    params: Mapping[str, float]
    work: Callable[[Frame, int, int, Numbers], Frame]


def fade(frame: Frame, at: int, of: int, params: Numbers) -> Frame:
    """From black over the first `into` frames and to black over the last `out` frames."""
    level = 1.0
    if params["into"]:
        level = min(level, (at + 1) / (params["into"] + 1))
    if params["out"]:
        level = min(level, (of - at) / (params["out"] + 1))
    return frame if level >= 1 else (frame * max(0.0, level) + 0.5).astype(np.uint8)


def grade(frame: Frame, at: int, of: int, params: Numbers) -> Frame:
    """Exposure in stops, saturation, and contrast around middle grey."""
    picture = frame.astype(np.float32) * 2.0 ** params["exposure"]
    grey = (picture @ np.array([0.2126, 0.7152, 0.0722], np.float32))[..., None]
    picture = grey + (picture - grey) * params["saturation"]
    picture = (picture - 118) * params["contrast"] + 118
    graded: Frame = np.clip(picture + 0.5, 0, 255).astype(np.uint8)
    return graded


STAGES: dict[str, Stage] = {
    "fade": Stage("From black and to black", 1, {"into": 0, "out": 0}, fade),
    "grade": Stage("Exposure, saturation, contrast", 1, {"exposure": 0.0, "saturation": 1.0, "contrast": 1.0}, grade),
}


def resolved(
    stage: Mapping[str, str | int | float], curves: Mapping[str, Curve], *, at: int, of: int
) -> dict[str, Any]:
    """A stage of a timeline as the plan holds it: name, version, every param, its curves, and where it stands.

    A clip's curve named `grade.exposure` drives the param `exposure` of its stage `grade`.
    """
    name = str(stage.get("name", ""))
    known = STAGES.get(name)
    if known is None:
        raise BadInput(f"{name!r} is no frame stage.", f"Choose one of: {', '.join(STAGES)}.")
    params = dict(known.params)
    for param, value in stage.items():
        if param in ("name", "version"):
            continue
        if param not in params or isinstance(value, str):
            raise BadInput(
                f"The frame stage {name!r} has no number {param!r} = {value!r}.", f"It takes: {', '.join(params)}."
            )
        params[param] = float(value)
    driven = {
        param: [list(point) for point in curves[f"{name}.{param}"]] for param in params if f"{name}.{param}" in curves
    }
    return {"name": name, "version": known.version, "params": params, "curves": driven, "at": at, "of": of}


def apply(stages: Sequence[Mapping[str, Any]], frame: Frame, index: int) -> Frame:
    """Run resolved stages, in order, on the frame `index` of a segment."""
    for stage in stages:
        at = int(stage["at"]) + index
        params = dict(stage["params"])
        for param, points in stage["curves"].items():
            params[param] = float(np.interp(at, [frame for frame, _ in points], [value for _, value in points]))
        frame = STAGES[str(stage["name"])].work(frame, at, int(stage["of"]), params)
    return frame

"""One generation of a pipeline: what is known of the clip placed the way its row says, steps shown, stop obeyed."""

from __future__ import annotations

import inspect
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import torch
from PIL import Image

from backends.diffusion import calling
from backends.diffusion.clips import Picture
from backends.diffusion.film import Sound
from backends.diffusion.loader import Loaded
from backends.diffusion.preview import preview
from backends.diffusion.rows import Row, Use
from studio.backend import Context
from studio.errors import BadInput

GREY = 128
PREVIEW_EVERY = 0.5
"""Seconds between previews at least: each waits for the card and costs a few milliseconds."""


class Known(NamedTuple):
    """Frames of a clip that are given, and the index at which they stand."""

    at: int
    frames: list[Picture]


class Drawn(NamedTuple):
    """What came out: frames, uint8 RGB, one by one, and sound where the model makes it."""

    frames: Iterator[Picture]
    sound: Sound | None


@dataclass
class Steps:
    """How far all generations of a request are, in steps."""

    context: Context
    windows: int = 1
    done: int = 0
    total: int = 1
    shown: float = float("-inf")

    def phase(self, words: str) -> None:
        """Say what happens now; raises when somebody asked to stop."""
        self.context.progress(self.done, max(self.total, self.done, 1), words)


@dataclass(frozen=True)
class Order:
    """What is asked of one generation."""

    row: Row
    use: Use
    width: int
    height: int
    frames: int = 1
    prompt: str = ""
    negative: str = ""
    steps: int = 0
    guidance: float | None = None
    strength: float | None = None
    seed: int = 1
    known: tuple[Known, ...] = ()
    mask: Picture | None = None
    reference: Picture | None = None


def draw(loaded: Loaded, order: Order, steps: Steps, dropped: set[str], device: str) -> Drawn:
    """Call the pipeline. Arguments that it does not know are added to `dropped` by name."""
    row, use, pipe = order.row, order.use, loaded.pipe
    moving = row.fps > 0 and order.frames > 1
    count = order.steps or use.steps or row.steps
    counted = {"at": 0}

    def stepped(pipeline: Any, index: int, moment: Any, values: dict[str, Any]) -> dict[str, Any]:
        counted["at"] += 1
        own = max(int(getattr(pipeline, "num_timesteps", 0) or 0), counted["at"])
        steps.done += 1
        steps.total = max(steps.total, steps.done + (own - counted["at"]) + own * (steps.windows - 1))
        steps.phase("drawing")
        latents = values.get("latents")
        if latents is not None and time.monotonic() - steps.shown > PREVIEW_EVERY:
            steps.shown = time.monotonic()
            shown = preview(latents, order.width, order.height)
            if shown is not None:
                steps.context.preview(shown)
        return {}

    ours: dict[str, Any] = {
        "prompt": order.prompt,
        "negative_prompt": order.negative or None,
        "width": order.width,
        "height": order.height,
        "num_frames": order.frames if moving else None,
        "num_inference_steps": count,
        "guidance": row.guidance if order.guidance is None else order.guidance,
        "fps": row.fps if moving and row.fps_param else None,
        "strength": order.strength,
        "reference_images": [_pil(order.reference)] if order.reference is not None else None,
        "generator": torch.Generator(device if row.noise_on == "device" else "cpu").manual_seed(order.seed),
        "output_type": "np",
        "callback_on_step_end": stepped,
        **_placed(order, type(pipe)),
    }
    called = calling.call(pipe.__call__, row, use, ours)
    quiet = {"width", "height", "num_frames", "callback_on_step_end", "output_type", "num_inference_steps", "fps"}
    dropped |= set(called.dropped) - quiet
    if order.negative and not row.negative:
        dropped.add("negative_prompt")
    steps.windows = max(steps.windows, 1)
    try:
        with torch.inference_mode():
            result = pipe(**called.arguments)
    finally:
        pipe.maybe_free_model_hooks()
    steps.windows -= 1
    made = calling.sound(result) if row.sound else None
    rate = int(getattr(getattr(getattr(pipe, "vocoder", None), "config", None), "output_sampling_rate", 24_000))
    return Drawn(calling.pictures(result), Sound(made, rate) if made is not None else None)


def _placed(order: Order, kind: type) -> dict[str, Any]:
    """What is known of the clip, as arguments of this way."""
    way, known = order.use.way, order.known
    if way == "words":
        return {}
    if way in ("image", "mask"):
        if len(known) != 1 or known[0].at:
            raise BadInput(f"The model {order.row.id!r} can only go on from one picture.", "Choose another model.")
        placed: dict[str, Any] = {"image": _pil(known[0].frames[-1])}
        return {**placed, "mask_image": Image.fromarray(order.mask)} if order.mask is not None else placed
    if way == "first_last":
        ends = [one for one in known if one.at]
        last = {"last_image": _pil(ends[0].frames[0])} if ends else {}
        return {"image": _pil(known[0].frames[-1]), **last}
    if way == "video":
        return {"video": [_pil(frame) for frame in known[0].frames]}
    if way == "conditions":
        return {"conditions": [_condition(kind, one) for one in known]} if known else {}
    video = [Image.new("RGB", (order.width, order.height), (GREY, GREY, GREY))] * order.frames
    mask = [Image.new("L", (order.width, order.height), 255)] * order.frames
    for one in known:
        for place, frame in enumerate(one.frames, one.at):
            video[place], mask[place] = _pil(frame), Image.new("L", (order.width, order.height), 0)
    return {"video": video, "mask": mask}


def _condition(kind: type, known: Known) -> Any:
    """The library's condition class of this pipeline, whose fields are named differently from model to model."""
    classes = [
        value
        for base in kind.__mro__
        for name, value in vars(sys.modules[base.__module__]).items()
        if name.endswith("VideoCondition") and inspect.isclass(value)
    ]
    if not classes:
        raise BadInput(f"{kind.__name__} takes no conditions.", "Mend `way` in the model's row.")
    fields = inspect.signature(classes[0]).parameters
    frames = [_pil(frame) for frame in known.frames]
    values: dict[str, Any] = {"index" if "index" in fields else "frame_index": known.at}
    if "frames" in fields:
        values["frames"] = frames if len(frames) > 1 else frames[0]
    elif len(frames) > 1:
        values["video"] = frames
    else:
        values["image"] = frames[0]
    return classes[0](**values)


def _pil(frame: Picture) -> Image.Image:
    return Image.fromarray(np.ascontiguousarray(frame))


Draw = Callable[[Order], Drawn]

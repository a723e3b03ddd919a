"""What can be asked of the models: the studio's own params of each task, and what all models understand beside them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from studio import (
    Bridge,
    Extend,
    ImageToImage,
    ImageToVideo,
    Loop,
    Params,
    Task,
    TextToImage,
    TextToVideo,
    VideoToVideo,
    hint,
)
from studio.backend import Input


class Drawn(Params):
    """Common to every task of a model."""

    model: str = Field("", max_length=60, description="Model; empty: the default for this machine's graphics memory")
    negative: str = Field(
        "", max_length=1000, description="What shall not be seen; models that do not listen to it say so"
    )
    draft: bool = Field(
        False, description="Quicker and rougher: half the steps, and those that change little are skipped"
    )
    steps: int = Field(0, ge=0, le=200, description="Steps; 0: the model's own", json_schema_extra=hint(advanced=True))
    guidance: float | None = Field(
        None,
        ge=0,
        le=30,
        description="How closely it keeps to the words; empty: the model's own",
        json_schema_extra=hint(advanced=True),
    )
    memory: Literal["auto", "resident", "offload", "fp8", "quantized", "group"] = Field(
        "auto",
        description="How it lies in graphics memory; auto: the first that fits",
        json_schema_extra=hint(advanced=True),
    )
    attention: Literal["auto", "_flash_3", "flash", "sage", "xformers", "native"] = Field(
        "auto",
        description="Attention kernel; auto: the quickest that is installed",
        json_schema_extra=hint(advanced=True),
    )
    cache: float = Field(
        0.0,
        ge=0,
        le=0.5,
        description="Skip steps that change less than this in the first block; 0.08 is about a third quicker; 0: none",
        json_schema_extra=hint(advanced=True),
    )
    compile: bool = Field(
        False, description="Compile the model: slow at first, then quicker", json_schema_extra=hint(advanced=True)
    )


MASK = Input(
    name="mask",
    kinds=("image",),
    required=False,
    description="White where the picture is painted anew, black elsewhere",
)


class StillFromWords(Drawn, TextToImage):
    """A still from words, at the legal size nearest to the asked one."""


class StillFromStill(Drawn, ImageToImage):
    """A still in a new setting or style; with a `mask`, only within it."""

    inputs = (*ImageToImage.inputs, MASK)  # type: ignore[assignment]


class ClipFromWords(Drawn, TextToVideo):
    """A clip from words, at the legal size nearest to the asked one, of exactly the asked length and rate."""


class ClipFromStill(Drawn, ImageToVideo):
    """A clip that begins with a picture."""


class ClipFromClip(Drawn, VideoToVideo):
    """A clip in a new setting or style."""


class Longer(Drawn, Extend):
    """A clip that goes on."""


class Joined(Drawn, Bridge):
    """What lies between two clips."""


class Looped(Drawn, Loop):
    """A clip that ends where it begins."""


PARAMS: dict[Task, type[Drawn]] = {
    Task.TEXT_TO_IMAGE: StillFromWords,
    Task.IMAGE_TO_IMAGE: StillFromStill,
    Task.TEXT_TO_VIDEO: ClipFromWords,
    Task.IMAGE_TO_VIDEO: ClipFromStill,
    Task.VIDEO_TO_VIDEO: ClipFromClip,
    Task.EXTEND: Longer,
    Task.BRIDGE: Joined,
    Task.LOOP: Looped,
}

"""The catalogue: one row a model, from `catalogue.toml` and the user's `models.toml`, each checked when it is read."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from functools import cache
from math import log
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import Field, ValidationError, field_validator, model_validator

from studio.backend import Frozen
from studio.errors import BadInput
from studio.tasks import TASKS, Task

NEAR = 0.2
"""What a model's own size is worth against another that keeps the asked shape better: about 4 % of a side."""
TOLD = {"title", "note", "download_gb", "licence", "commercial", "gated", "default_from_gb", "vram_gb", "activation"}
"""Keys of a row that say something about a model and change nothing of what it makes."""
SHIPPED = Path(__file__).parent / "catalogue.toml"

Dtype = Literal["float32", "float16", "bfloat16"]
Way = Literal["words", "image", "video", "first_last", "conditions", "mask", "vace"]
"""How a task's pictures reach the pipeline.

words: it takes none. image: one still (`image`). video: a clip (`video`). first_last: two stills (`image`, `last_image`).
conditions: clips at frame indices (`conditions`). mask: a still and a mask. vace: a clip with the unknown part masked.
"""


class Use(Frozen):
    """How a row does one task; what is empty is taken from the row."""

    pipeline: str = Field(pattern=r"^[A-Za-z][A-Za-z0-9]+$", description="Class of diffusers")
    way: Way = "words"
    steps: int = Field(0, ge=0, le=200)
    strength: float = Field(0.0, ge=0, le=1)
    overlap: int = Field(1, ge=1, le=64, description="Frames handed on from a window to the next")
    repeats: bool = Field(True, description="What was handed on stands in front of what comes out")
    backward: bool = Field(False, description="`extend` may also make what came before")
    arg_map: dict[str, str] = Field(default_factory=dict, description="Our name of an argument to the pipeline's")
    extra: dict[str, Any] = Field(default_factory=dict, description="Arguments given as they stand")


class Scheduler(Frozen):
    """Another scheduler than the model's own, such as a distilled variant needs."""

    name: str = Field(pattern=r"^[A-Za-z][A-Za-z0-9]+Scheduler$")
    args: dict[str, Any] = {}


class Lora(Frozen):
    """Weights added to the model's, such as a distillation to few steps."""

    repo: str = Field(pattern=r"^[\w.-]+/[\w.-]+$")
    weight: str = Field(pattern=r"^[\w./-]+\.safetensors$")
    revision: str = Field("", pattern=r"^([0-9a-f]{40})?$")
    scale: float = Field(1.0, gt=0, le=2)


class FramesRule(NamedTuple):
    """Legal lengths: `step`·n + `first` frames."""

    step: int
    first: int

    def up(self, frames: int) -> int:
        """The smallest legal length that holds `frames`."""
        return self.first + -(-max(0, frames - self.first) // self.step) * self.step

    def down(self, frames: int) -> int:
        """The largest legal length within `frames`, at least the shortest."""
        return self.first + max(0, frames - self.first) // self.step * self.step


class Row(Frozen):
    """One model: where its weights lie, what it may be used for, and how its pipeline wants to be called."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]{1,60}$")
    title: str = Field(max_length=80)
    note: str = Field("", max_length=400)
    repo: str = Field("", pattern=r"^([\w.-]+/[\w.-]+)?$")
    revision: str = Field(
        "", pattern=r"^([0-9a-f]{40})?$", description="Commit; empty: `models pull` resolves `branch`"
    )
    branch: str = Field("main", pattern=r"^[\w./-]+$")
    variant: str = Field("", pattern=r"^[a-z0-9]*$", description="Suffix of the weight files, such as fp16")
    folder: str = Field("", description="A folder with the weights instead of a repo")
    sha256: dict[str, str] = Field(default_factory=dict, description="File to the hash it must have")
    download_gb: float = Field(0.0, ge=0)
    licence: str = Field(min_length=2)
    commercial: Literal["yes", "no", "conditional"]
    gated: bool = False
    default_from_gb: float = Field(0.0, ge=0, description="VRAM from which it may be a default; 0: never")
    vram_gb: dict[Literal["resident", "offload", "group"], float] = {}
    activation: float = Field(30.0, gt=0, description="Bytes of work memory a pixel of a window")
    dtype: Dtype = "bfloat16"
    component_dtypes: dict[str, Dtype] = {}
    steps: int = Field(30, ge=1, le=200)
    guidance: float = Field(5.0, ge=0, le=30)
    cfg_param: str = "guidance_scale"
    negative: bool = Field(True, description="It listens to a negative prompt")
    size: tuple[int, int] = Field((1024, 1024), description="Its own size, width x height")
    size_multiple: int = Field(16, ge=1, le=128)
    min_side: int = Field(16, ge=8)
    max_pixels: int = Field(0, ge=0, description="Largest picture; 0: its own size")
    window: int = Field(1, ge=1, le=2000, description="Frames of one generation")
    frames_rule: str = Field("n", pattern=r"^(\d*n|\d+n\+\d+)$")
    lost: int = Field(0, ge=0, le=16, description="Frames of the asked ones that may not come out")
    fps: float = Field(0.0, ge=0, le=120)
    fps_param: str = ""
    sound: bool = Field(False, description="It makes the clip's sound too")
    arg_map: dict[str, str] = {}
    extra: dict[str, Any] = {}
    scheduler: Scheduler | None = None
    lora: Lora | None = None
    noise_on: Literal["cpu", "device"] = Field("cpu", description="Where the noise is drawn; cpu: alike on every card")
    tasks: dict[Task, Use] = Field(min_length=1)
    inpaint: Use | None = Field(None, description="How `image_to_image` paints only within a mask")

    @field_validator("size")
    @classmethod
    def _sides(cls, size: tuple[int, int]) -> tuple[int, int]:
        if not all(8 <= side <= 4096 for side in size):
            raise ValueError("both sides must lie between 8 and 4096 px")
        return size

    @model_validator(mode="after")
    def _whole(self) -> Row:
        if bool(self.repo) == bool(self.folder):
            raise ValueError("give either `repo` or `folder`")
        if any(TASKS[task].makes == "video" for task in self.tasks) and not self.fps:
            raise ValueError("a row that makes film needs `fps`")
        if any(side % self.size_multiple for side in self.size):
            raise ValueError(f"`size` {self.size} is no multiple of `size_multiple` {self.size_multiple}")
        if self.rule.down(self.window) != self.window:
            raise ValueError(f"`window` {self.window} breaks `frames_rule` {self.frames_rule!r}")
        if self.default_from_gb and (self.commercial != "yes" or self.gated):
            raise ValueError("`default_from_gb` is for models that anybody may get and use; this one is not")
        return self

    @property
    def rule(self) -> FramesRule:
        """The legal lengths."""
        step, _, first = self.frames_rule.partition("n")
        return FramesRule(int(step or 1), int(first.lstrip("+") or int(step or 1)))

    @property
    def digest(self) -> str:
        """Of all that changes what it makes: its terms, its words and its needs do not."""
        return hashlib.sha256(self.model_dump_json(exclude=TOLD).encode()).hexdigest()[:16]

    @property
    def pixels(self) -> int:
        """Pixels of the largest picture it makes."""
        return self.max_pixels or self.size[0] * self.size[1]

    def snapped(self, width: int, height: int) -> tuple[int, int]:
        """The legal size nearest to width x height: sides are multiples, the area is bounded; of those the one that
        keeps its shape and its area best, the shape counting three times, the model's own size taken where it is near."""
        multiple = self.size_multiple
        least = -(-self.min_side // multiple) * multiple
        most = max(self.pixels, least * least)
        area = min(width * height, most)

        def loss(size: tuple[int, int]) -> float:
            own = NEAR if size in (self.size, self.size[::-1]) else 0.0
            return 3 * abs(log(size[0] / size[1] / (width / height))) + abs(log(size[0] * size[1] / area)) - own

        legal = [
            (wide, max(least, tall))
            for wide in range(least, 2 * max(width, least) + multiple, multiple)
            for exact in (wide * height / width / multiple,)
            for tall in (int(exact) * multiple, (int(exact) + 1) * multiple)
            if wide * max(least, tall) <= most
        ]
        return min(legal, key=loss)


class Catalogue(NamedTuple):
    """Rows by id, and what is wrong with the user's."""

    rows: dict[str, Row]
    faults: tuple[str, ...] = ()

    def able(self, task: Task) -> list[Row]:
        """Rows that do a task."""
        return [row for row in self.rows.values() if task in row.tasks]

    def get(self, name: str, task: Task) -> Row:
        """The row of this name, able to do this task; BadInput says which are."""
        able = self.able(task)
        row = self.rows.get(name)
        if row is None or task not in row.tasks:
            why = "is not in the catalogue" if row is None else f"cannot do {task.value!r}"
            listed = ", ".join(other.id for other in able) or "none"
            fault = f" Your models.toml: {self.faults[0]}" if row is None and self.faults else ""
            raise BadInput(f"The model {name!r} {why}.{fault}", f"Choose one of: {listed}.")
        return row

    def default(self, task: Task, vram_gb: float, here: Iterable[str] = ()) -> Row:
        """The row that does a task where none is named: of those allowed to be a default and fitting the VRAM the
        largest, one whose weights are here before one that must be fetched; without a fitting one the smallest."""
        allowed = [row for row in self.able(task) if row.default_from_gb]
        if not allowed:
            able = ", ".join(row.id for row in self.able(task))
            raise BadInput(
                f"No model is a default for {task.value!r}.", f"Name one: {able or 'add a row to models.toml'}."
            )
        fitting = [row for row in allowed if row.default_from_gb <= vram_gb]
        pulled = [row for row in fitting or allowed if row.id in set(here)]
        if fitting or pulled:
            return max(pulled or fitting, key=lambda row: row.default_from_gb)
        return min(allowed, key=lambda row: row.default_from_gb)


@cache
def shipped() -> dict[str, Row]:
    """The rows that come with the studio, by id."""
    tables = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))["model"]
    return {row.id: row for row in map(Row.model_validate, tables)}


def load(user: Path | None = None) -> Catalogue:
    """The shipped rows, then the user's; a row of the same id replaces ours. A faulty row of the user's is left out
    and named with its key in `faults`."""
    rows = dict(shipped())
    faults: list[str] = []
    if user is None or not user.is_file():
        return Catalogue(rows)
    try:
        tables = tomllib.loads(user.read_text(encoding="utf-8")).get("model", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        return Catalogue(rows, (f"{user.name}: {error}.",))
    if not isinstance(tables, list):
        return Catalogue(rows, (f"{user.name}: write [[model]], not [model].",))
    seen: set[str] = set()
    for number, table in enumerate(tables, 1):
        name = str(table.get("id", "")) or f"number {number}"
        try:
            row = Row.model_validate(table)
        except ValidationError as error:
            faults += [f"{user.name}: model {name}: {words}" for words in _said(error)]
            continue
        if row.id in seen:
            faults.append(f"{user.name}: model {name}: `id` stands there twice.")
            continue
        seen.add(row.id)
        rows[row.id] = row
    return Catalogue(rows, tuple(faults))


def _said(error: ValidationError) -> list[str]:
    """A model's faults as words: key, what is wrong, what was found."""
    said = []
    for fault in error.errors():
        key = ".".join(str(part) for part in fault["loc"] if part != "[key]")
        message = fault["msg"].removeprefix("Value error, ")
        if fault["type"] == "missing":
            said.append(f"`{key}` is missing.")
        elif fault["type"] == "extra_forbidden":
            said.append(f"`{key}` is no key of a row.")
        elif key:
            said.append(f"`{key}`: {message}, not {fault['input']!r}.")
        else:
            said.append(f"{message}.")
    return said

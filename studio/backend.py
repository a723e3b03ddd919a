"""The backend contract: what a plugin declares, is asked for and answers. Needs pydantic and nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar, Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field

from studio.tasks import TASKS, Kind, Task


class Frozen(BaseModel):
    """Data that never changes; an edit makes a new value. Unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def hint(unit: str = "", *, advanced: bool = False, multiline: bool = False, **more: Any) -> dict[str, Any]:
    """Form hints of a Params field, for `json_schema_extra`: its unit, and how to show it."""
    return {"unit": unit, "advanced": advanced, "multiline": multiline, **more}


class Input(Frozen):
    """A file that a task works on: its name in `Request.inputs` and the kinds of asset that it may be."""

    name: str
    kinds: tuple[Kind, ...]
    required: bool = True
    description: str = ""


class Params(Frozen):
    """What one task takes. Every field has a description, bounds, and a default that works on a laptop."""

    inputs: ClassVar[tuple[Input, ...]] = ()
    """The files it takes; the studio checks that they are there and of these kinds before a backend hears of them."""


class WriteStory(Params):
    """A line of text to a storyboard."""

    logline: str = Field(
        "", max_length=2000, description="The film in one line", json_schema_extra=hint(multiline=True)
    )
    title: str = Field("", max_length=80, description="The film's title; empty: the writer finds one")
    mood: str = Field("", max_length=40, description="The film's mood; empty: the writer chooses")
    moods: tuple[str, ...] = Field(
        (), description="The moods a writer may choose from", json_schema_extra=hint(advanced=True)
    )
    genre: str = Field(
        "", max_length=40, description="The film's genre or form; empty: the writer reads it from the text"
    )
    seconds: float = Field(30.0, ge=6, le=240, description="Length of the film", json_schema_extra=hint("s"))
    shot_seconds: float = Field(
        2.2, ge=0.8, le=10, description="Length of a shot on average", json_schema_extra=hint("s", advanced=True)
    )
    language: str = Field("en", max_length=8, description="Language of the words, ISO 639-1")


class RewritePrompt(Params):
    """A shot's words to fuller ones; the answer is JSON: `prompt`, what was `added`, and `notes`."""

    prompt: str = Field(
        "", max_length=2000, description="What the picture shows", json_schema_extra=hint(multiline=True)
    )
    style: str = Field("", max_length=1000, description="What holds for the whole film: nothing of it is added again")


class Picture(Params):
    """Common to everything that makes a picture from words."""

    prompt: str = Field(
        "", max_length=2000, description="What the picture shows", json_schema_extra=hint(multiline=True)
    )
    style: str = Field("", max_length=1000, description="What holds for the whole film: place, hour, weather, palette")
    width: int = Field(1280, ge=16, le=2048, description="Width", json_schema_extra=hint("px"))
    height: int = Field(720, ge=16, le=2048, description="Height", json_schema_extra=hint("px"))


class TextToImage(Picture):
    """A still from words."""


class TextToVideo(Picture):
    """A clip from words."""

    seconds: float = Field(4.0, ge=0.1, le=60, description="Length", json_schema_extra=hint("s"))
    rate: str = Field("24", pattern=r"^\d+(/\d+)?$", description="Frames a second, 24 or 24000/1001")


CLIP = Input(name="clip", kinds=("video",), description="The clip")
PICTURE = Input(name="picture", kinds=("image",), description="The picture")
REFERENCE = Input(
    name="reference", kinds=("image",), required=False, description="A picture whose colours and style are taken over"
)


class Restyle(Params):
    """Common to everything that gives what is there a new setting or style."""

    prompt: str = Field(
        "",
        max_length=2000,
        description="The new setting or style; empty: only the reference speaks",
        json_schema_extra=hint(multiline=True),
    )
    style: str = Field("", max_length=1000, description="What holds for the whole film: place, hour, weather, palette")
    strength: float = Field(0.7, ge=0, le=1, description="How far from what is there; 0 changes nothing")


class ImageToImage(Restyle):
    """A picture in a new setting or style, of its own size. Takes `picture`, and a `reference`."""

    inputs = (PICTURE, REFERENCE)


class VideoToVideo(Restyle):
    """A clip in a new setting or style: its own size, rate, length and sound. Takes `clip`, and a `reference`."""

    inputs = (CLIP, REFERENCE)


class ImageToVideo(TextToVideo):
    """A clip that begins with a picture, cropped to fill the asked size. Takes `picture`, and a `last` one to end with."""

    inputs = (
        PICTURE,
        Input(name="last", kinds=("image",), required=False, description="The picture that the clip ends with"),
    )


class Extend(Params):
    """A clip that goes on, at its own size and rate. Takes `clip`."""

    inputs = (CLIP,)

    prompt: str = Field("", max_length=2000, description="What happens", json_schema_extra=hint(multiline=True))
    seconds: float = Field(2.0, ge=0.1, le=60, description="How much is added", json_schema_extra=hint("s"))
    direction: Literal["forward", "backward"] = Field("forward", description="After its end, or before its start")
    whole: bool = Field(True, description="The clip with what was added; off: only what was added")


class Bridge(Params):
    """What lies between two clips of one size, at the first one's rate. Takes `first` and `second`."""

    inputs = (
        Input(name="first", kinds=("video",), description="The clip before"),
        Input(name="second", kinds=("video",), description="The clip after"),
    )

    prompt: str = Field("", max_length=2000, description="What happens", json_schema_extra=hint(multiline=True))
    seconds: float = Field(1.0, ge=0.1, le=60, description="Length of the bridge", json_schema_extra=hint("s"))
    whole: bool = Field(True, description="Both clips with the bridge between them; off: only the bridge")


class Loop(Params):
    """A clip that ends where it begins, at its own size and rate. Takes `clip`."""

    inputs = (CLIP,)

    prompt: str = Field("", max_length=2000, description="What happens", json_schema_extra=hint(multiline=True))
    seconds: float = Field(
        0.0, ge=0, le=60, description="Length of the loop; 0: where the clip loops best", json_schema_extra=hint("s")
    )
    blend: float = Field(0.5, ge=0, le=5, description="Length of the seam", json_schema_extra=hint("s"))


class Interpolate(Params):
    """More frames between a clip's own: slow motion, another rate, or both. Takes `clip`."""

    inputs = (CLIP,)

    slow: float = Field(1.0, ge=1, le=16, description="Slow motion: times as long", json_schema_extra=hint("×"))
    rate: str = Field("", pattern=r"^(\d+(/\d+)?)?$", description="Frames a second; empty: the clip's own")


class Upscale(Params):
    """A larger clip, at most 2048 px on its longest side. Takes `clip`."""

    inputs = (CLIP,)

    factor: float = Field(2.0, ge=1, le=8, description="Times as wide and high", json_schema_extra=hint("×"))
    side: int = Field(
        0, ge=0, le=2048, description="Longest side instead of a factor; 0: by the factor", json_schema_extra=hint("px")
    )


class Caption(Params):
    """What is said, as a caption file, or what is shown, as a text. Takes a `voice` or a `film` that was made here (the
    studio fills in their words), a `picture` or a `clip`."""

    inputs = (
        Input(name="voice", kinds=("audio",), required=False, description="A voice-over that was made here"),
        Input(name="film", kinds=("video",), required=False, description="A film that was made here"),
        Input(name="picture", kinds=("image",), required=False, description="A picture to describe"),
        Input(name="clip", kinds=("video",), required=False, description="A clip to describe"),
    )

    words: tuple[tuple[str, float, float], ...] = Field(
        (),
        description="What is said: word, start, end; empty: what is said in the voice or the film",
        json_schema_extra=hint("s", advanced=True),
    )
    form: Literal["srt", "vtt"] = Field("srt", description="Kind of caption file")


class Voiceover(Params):
    """Words to speech."""

    text: str = Field("", max_length=5000, description="What is said", json_schema_extra=hint(multiline=True))
    voice: str = Field("", max_length=40, description="Voice preset; empty: the backend's narrator")
    language: str = Field("en", max_length=8, description="Language of the text, ISO 639-1")


class SoundEffect(Params):
    """A sound from words."""

    prompt: str = Field("", max_length=500, description="What is heard")
    seconds: float = Field(2.0, ge=0.1, le=60, description="Length", json_schema_extra=hint("s"))


class Section(Frozen):
    """A part of the film's form, in seconds."""

    name: Literal["intro", "build", "climax", "title", "button"]
    start: float
    end: float


class TempoSpan(Frozen):
    """A stretch of the film with evenly spaced beats, in seconds; the first beat lies on its start."""

    start: float
    end: float
    beats: int = Field(ge=1)


class Music(Params):
    """Music of an exact length, composed to a film's moments where the backend can."""

    prompt: str = Field("", max_length=500, description="What the music is like")
    mood: str = Field("epic", max_length=40, description="Mood")
    seconds: float = Field(30.0, ge=2, le=600, description="Length", json_schema_extra=hint("s"))
    sections: tuple[Section, ...] = Field((), description="The film's form", json_schema_extra=hint(advanced=True))
    tempo: tuple[TempoSpan, ...] = Field(
        (), description="Beat grid to follow; empty: the backend finds its own", json_schema_extra=hint(advanced=True)
    )
    meter: int = Field(4, ge=2, le=7, description="Beats a bar", json_schema_extra=hint(advanced=True))
    hits: tuple[float, ...] = Field((), description="Moments to hit", json_schema_extra=hint("s", advanced=True))
    voice: tuple[tuple[float, float], ...] = Field(
        (), description="Where a voice speaks: leave room", json_schema_extra=hint("s", advanced=True)
    )


BASE_PARAMS: dict[Task, type[Params]] = {
    Task.WRITE_STORY: WriteStory,
    Task.REWRITE_PROMPT: RewritePrompt,
    Task.CAPTION: Caption,
    Task.TEXT_TO_IMAGE: TextToImage,
    Task.IMAGE_TO_IMAGE: ImageToImage,
    Task.TEXT_TO_VIDEO: TextToVideo,
    Task.IMAGE_TO_VIDEO: ImageToVideo,
    Task.VIDEO_TO_VIDEO: VideoToVideo,
    Task.EXTEND: Extend,
    Task.BRIDGE: Bridge,
    Task.LOOP: Loop,
    Task.INTERPOLATE: Interpolate,
    Task.UPSCALE: Upscale,
    Task.VOICEOVER: Voiceover,
    Task.SOUND_EFFECT: SoundEffect,
    Task.MUSIC: Music,
}
"""What every backend of a task understands; a backend's own Params extend these."""


class Request(Frozen):
    """Task, backend, frozen params, inputs and seed. Its key names the result before it exists."""

    task: Task
    backend: str
    version: str
    params: dict[str, Any]
    inputs: dict[str, str] = Field(default_factory=dict, description="Name to asset id")
    seed: int = Field(1, ge=0, lt=2**32)

    @property
    def key(self) -> str:
        """SHA-256 of the canonical JSON of this request, backend's version included."""
        text = json.dumps(self.model_dump(mode="json"), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def frame_count(seconds: float, rate: str) -> int:
    """Whole frames nearest to `seconds` at a rational rate such as '24' or '24000/1001'; at least one."""
    return max(1, round(Fraction(seconds).limit_denominator(10**9) * Fraction(rate)))


def interpolated_count(frames: int, own: str, rate: str, slow: float = 1.0) -> int:
    """Frames of a clip of so many at its `own` rate, `slow` times as long, shown at `rate` (empty: its own)."""
    return max(1, round(frames * Fraction(slow).limit_denominator(10**6) * Fraction(rate or own) / Fraction(own)))


def upscaled_size(width: int, height: int, factor: float, side: int) -> tuple[int, int]:
    """Width and height, both even, of a picture enlarged by a factor or to its longest side; at most 2048."""
    longest = min(2048, side or factor * max(width, height))
    scale = longest / max(width, height)
    return max(2, 2 * round(width * scale / 2)), max(2, 2 * round(height * scale / 2))


class TaskSpec(Frozen):
    """One task in a Manifest: the JSON schema of its Params, form hints inside, and the files that it takes."""

    task: Task
    makes: Kind
    params: dict[str, Any]
    inputs: tuple[Input, ...] = ()


class Needs(Frozen):
    """What must be there before a backend can work."""

    packages: tuple[str, ...] = ()
    environment: str = Field("", description="Name of a locked environment; empty: the studio's own interpreter")
    weights_bytes: int = 0
    vram_bytes: int = 0
    secrets: tuple[str, ...] = ()
    network: bool = False


class Part(Frozen):
    """A repo of a model hub that belongs to a model."""

    repo: str = Field(pattern=r"^[\w.-]+/[\w.-]+$")
    revision: str = Field(
        "", pattern=r"^([0-9a-f]{40})?$", description="Commit; empty: what `branch` means when pulled"
    )
    branch: str = "main"
    variant: str = ""
    files: tuple[str, ...] = Field((), description="Patterns of the files to fetch; empty: what a pipeline reads")


class Model(Frozen):
    """Weights that a backend can work with: what they are called, where they come from, and on what terms."""

    id: str
    title: str
    note: str = ""
    tasks: tuple[Task, ...]
    parts: tuple[Part, ...] = Field((), description="Where to fetch it; empty: the user put it into a folder")
    bytes: int = Field(0, description="Size of the download")
    vram_bytes: int = Field(0, description="What it needs at least")
    licence: str
    commercial: Literal["yes", "no", "conditional"]
    gated: bool = False
    default: bool = Field(False, description="May be meant where none is named")
    digest: str = Field("", description="Of all about it that changes what it makes")


class Manifest(Frozen):
    """All that the studio knows of a backend without importing it."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]{1,40}$")
    version: str
    title: str
    description: str = ""
    tasks: tuple[TaskSpec, ...]
    capabilities: frozenset[str] = frozenset()
    needs: Needs = Needs()
    models: tuple[Model, ...] = ()
    licence: str = ""
    commercial: Literal["yes", "no", "conditional"] = "yes"
    price: str = "free"
    embedded: bool = False

    def spec(self, task: Task) -> TaskSpec | None:
        """The task's entry, or None where the backend cannot do it."""
        return next((spec for spec in self.tasks if spec.task == task), None)

    def version_for(self, task: Task, params: Mapping[str, Any] | None = None) -> str:
        """The version that a request names: the backend's, and the digest of the model that is meant, or of all that may
        be where none is named. So what is asked of a model that has changed since has another key."""
        named = (params or {}).get("model", "")
        meant = [
            model.digest
            for model in self.models
            if model.digest and task in model.tasks and (model.id == named if named else model.default)
        ]
        digest = hashlib.sha256(" ".join(sorted(meant)).encode()).hexdigest()[:8]
        return f"{self.version}.{digest}" if meant else self.version


class Readiness(Frozen):
    """Answer of `check`: a state, one plain sentence, and the mend."""

    state: Literal["ready", "needs key", "needs GPU", "needs weights", "needs packages", "broken"] = "ready"
    sentence: str = ""
    mend: str = ""


class Estimate(Frozen):
    """Answer of `plan`: the legal params nearest to what was asked, and what they cost."""

    params: dict[str, Any]
    seconds: float = Field(1.0, ge=0, description="Time to make it on this device", json_schema_extra=hint("s"))
    bytes: int = 0
    vram_bytes: int = 0
    cost: str = ""


class Context(Protocol):
    """A backend's side of a running request. Pictures are uint8 H×W×3 RGB, sound is float32 channels × samples."""

    device: str
    threads: int
    scratch: Path

    def input(self, name: str) -> Path:
        """Local path of an input asset."""

    def image(self, picture: Any) -> None:
        """Yield the one picture of this request."""

    def frame(self, picture: Any) -> None:
        """Yield the next frame of a clip; all of one size, as many as `frame_count` says.

        Instead of RGB it may be what an encoder takes, which saves the conversion: uint8 3/2 H × W, the planes of YUV 4:2:0
        (BT.709, TV range) one after the other, H and W even.
        """

    def samples(self, samples: Any, rate: int) -> None:
        """Yield the sound, whole or in blocks of one rate, within ±1 by convention (not clipped)."""

    def text(self, text: str) -> None:
        """Yield the text (UTF-8; JSON where the task says so)."""

    def file(self, path: Path) -> None:
        """Yield a finished media file that lies in `scratch`."""

    def report(self, name: str, value: Any) -> None:
        """Say a fact about the result, as JSON: `words` [[word, start s, end s]], `beats` [s], `bpm`…"""

    def progress(self, done: int, total: int, phase: str = "run") -> None:
        """Say how far it is. Raises Cancelled when somebody asked to stop."""

    def preview(self, picture: Any) -> None:
        """Show a picture of what is being made; may be called often, is thinned out."""


class Backend:
    """Base of every backend. Heavy imports belong into `setup`; a module is imported just to describe it."""

    id: ClassVar[str]
    version: ClassVar[str]
    title: ClassVar[str]
    description: ClassVar[str] = ""
    tasks: ClassVar[dict[Task, type[Params]]]
    capabilities: ClassVar[frozenset[str]] = frozenset()
    needs: ClassVar[Needs] = Needs()
    licence: ClassVar[str] = ""
    commercial: ClassVar[Literal["yes", "no", "conditional"]] = "yes"
    price: ClassVar[str] = "free"
    embedded: ClassVar[bool] = False

    def manifest(self) -> Manifest:
        """This backend as JSON-able data."""
        specs = tuple(
            TaskSpec(task=task, makes=TASKS[task].makes, params=params.model_json_schema(), inputs=params.inputs)
            for task, params in self.tasks.items()
        )
        return Manifest(
            id=self.id,
            version=self.version,
            title=self.title,
            description=self.description,
            tasks=specs,
            capabilities=self.capabilities,
            needs=self.needs,
            licence=self.licence,
            commercial=self.commercial,
            price=self.price,
            embedded=self.embedded,
        )

    def params(self, request: Request) -> Params:
        """The request's params, validated by this backend's own model."""
        return self.tasks[request.task].model_validate(request.params)

    def check(self) -> Readiness:
        """Can it work now, and if not, what mends it? Cheap: no weights are loaded."""
        return Readiness()

    def plan(self, request: Request) -> Estimate:
        """Snap params to legal values and say what they cost. Cheap."""
        return Estimate(params=self.params(request).model_dump(mode="json"))

    def setup(self, device: str) -> None:
        """Import and load what `run` needs on `device` ('cpu', 'cuda:0'). Called once per process."""

    def run(self, request: Request, context: Context) -> None:
        """Make what the request asks for and yield it to `context`."""
        raise RuntimeError(f"{self.id} does not say how to run {request.task}")

    def close(self) -> None:
        """Let go of everything."""

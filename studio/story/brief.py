"""Brief: what the user asks for, and the door through which the user's own values become one."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field, ValidationError

from studio.backend import Frozen, hint
from studio.errors import BadInput
from studio.story.cutting import cut_style
from studio.story.genres import genre
from studio.story.moods import mood
from studio.tasks import Task
from studio.timeline.rate import Rate
from studio.timeline.shape import size_of


class Brief(Frozen):
    """What the user asks for. Everything but the logline has a default that works."""

    logline: str = Field(
        min_length=1, max_length=2000, description="The film in one line", json_schema_extra=hint(multiline=True)
    )
    title: str = Field("", max_length=80, description="Title; empty: the writer finds one")
    kind: Literal["trailer"] = Field("trailer", description="Kind of film")
    genre: str = Field("", max_length=40, description="Genre or form; empty: read from the logline")
    mood: str = Field("", max_length=40, description="Mood; empty: the writer chooses")
    seconds: float = Field(30.0, ge=6, le=240, description="Length", json_schema_extra=hint("s"))
    shape: str = Field("16:9", description="Shape, or a size such as 640x360")
    rate: str = Field("24", pattern=r"^\d+(/\d+)?$", description="Frames a second")
    cut: str = Field("balanced", max_length=40, description="Cut: balanced, slow_burn, action, tease or music_led")
    captions: Literal["", "plain", "plate", "bold"] = Field(
        "", description="Captions in the picture: plain, plate or bold; empty: only beside the film"
    )
    language: str = Field("en", max_length=8, description="Language of the words")
    voice: str = Field("", max_length=40, description="Voice preset; empty: the narrator")
    seed: int = Field(1, ge=0, lt=2**32, description="The same seed makes the same film")
    backends: dict[str, str] = Field(
        default_factory=dict, description="Task to backend, where it differs from the settings"
    )


class BriefFault(BadInput):
    """A value of a brief that cannot be used; `key` is its name."""

    def __init__(self, key: str, what: str, todo: str = "") -> None:
        super().__init__(what, todo)
        self.key = key


def make_brief(values: Mapping[str, Any]) -> Brief:
    """Brief from what a user typed, every value checked; the first that cannot be used raises BriefFault.

    The logline and title are cleaned: control and direction characters go, runs of white space become one space.
    """
    cleaned = {key: clean(value) if key in ("logline", "title") else value for key, value in values.items()}
    _check_words(cleaned.get("logline"))
    try:
        brief = Brief.model_validate(cleaned)
    except ValidationError as error:
        raise _fault(error) from error
    if brief.genre:
        _named("genre", genre, brief.genre)
    if brief.mood:
        _named("mood", mood, brief.mood)
    _named("cut", cut_style, brief.cut)
    _named("shape", size_of, brief.shape)
    _named("rate", _rate, brief.rate)
    for task in brief.backends:
        if task not in set(Task):
            raise BriefFault("backends", f"{task!r} is no task.", f"Choose from: {', '.join(Task)}.")
    return brief


def clean(text: object) -> object:
    """Text without control and direction characters, white space folded; anything else is returned as it is."""
    if not isinstance(text, str):
        return text
    kept = (" " if char.isspace() else char for char in unicodedata.normalize("NFC", text))
    # Zero-width joiners shape emoji and several scripts: they are format characters (Cf) that stay.
    shown = (char for char in kept if char in "\u200c\u200d" or unicodedata.category(char) not in ("Cc", "Cf", "Cs"))
    return " ".join("".join(shown).split())


def _check_words(logline: object) -> None:
    if not isinstance(logline, str) or not logline:
        raise BriefFault("logline", "The logline is empty.", "Write in one sentence what the film is about.")
    if not any(char.isalnum() for char in logline):
        raise BriefFault("logline", f"{logline[:40]!r} holds no word.", "Write what the film is about in words.")


def _rate(text: str) -> None:
    rate = Rate.parse(text).fraction
    if not 12 <= rate <= 120:
        raise BadInput(f"A rate of {text!r} frames a second makes no film.", "Write 24, 25, 30 or 24000/1001.")


def _named(key: str, lookup: Any, value: str) -> None:
    try:
        lookup(value)
    except BadInput as error:
        raise BriefFault(key, error.what, error.todo) from error


def _fault(error: ValidationError) -> BriefFault:
    """The first fault of a validation, in plain words."""
    first = error.errors()[0]
    key = str(first["loc"][0]) if first["loc"] else ""
    value, context = first.get("input"), first.get("ctx", {})
    match first["type"]:
        case "extra_forbidden":
            return BriefFault(key, f"{key!r} is no key of a brief.", f"Known keys: {', '.join(Brief.model_fields)}.")
        case "missing":
            return BriefFault(key, f"{key!r} is missing.", "Every brief needs it.")
        case "string_too_long":
            limit = context.get("max_length", 0)
            return BriefFault(key, f"{key!r} is {len(str(value))} characters long.", f"At most {limit} fit.")
        case _:
            return BriefFault(key, f"{key!r} cannot be {value!r}.", f"{first['msg']}.")

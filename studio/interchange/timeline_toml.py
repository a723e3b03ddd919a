"""A Timeline from a TOML cut list, whose clips name files beside it or pictures and sounds that the studio makes."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Callable, Mapping
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import Field, StringConstraints, ValidationError, model_validator

from studio.backend import Frozen
from studio.datafolder import DataFolder
from studio.errors import BadInput, StudioError
from studio.render import ffmpeg
from studio.render.title_styles import styles
from studio.render.transitions import KINDS
from studio.shelf.assets import Asset, Shelf
from studio.shelf.probe import probe
from studio.timeline.rate import Rate
from studio.timeline.shape import size_of
from studio.timeline.timeline import Caption, Clip, Levels, Sound, Timeline, Title, Transition

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
Seconds = Annotated[float, Field(ge=0, le=3600)]
T = TypeVar("T")
SPARE = 8
"""Spare frames that a made source has before its first and after its last used frame."""
Bring = Callable[[Path], Asset]
"""Takes a file from outside on to the shelf."""


class _FileOrSource(Frozen):
    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (getattr(self, "file", "") == "") == (getattr(self, "source", None) is None):
            raise ValueError("give either `file` or `source`")
        return self


class ClipTable(_FileOrSource):
    """A clip, laid after the one before it. `into` says how the film gets into it."""

    file: str = ""
    source: Literal["colour", "gradient", "test"] | None = None
    colours: tuple[Colour, ...] = Field(("#16202c", "#c98d5a"), min_length=1, max_length=8)
    seconds: Seconds = Field(0.0, description="Length; 0: to the file's end")
    begin: Seconds = Field(0.0, description="Seconds into the file")
    gap: Seconds = Field(0.0, description="Seconds of black before it")
    into: str = "cut"
    into_seconds: Seconds = 0.5
    fit: Literal["fill", "contain"] = "fill"
    stages: tuple[dict[str, str | int | float], ...] = ()


class TitleTable(Frozen):
    """Words on the picture, or on black."""

    text: str
    subtext: str = ""
    style: str = "epic"
    at: Seconds
    seconds: Seconds = 2.0
    fade_in: Seconds = 0.25
    fade_out: Seconds = 0.25


class SoundTable(_FileOrSource):
    """A sound."""

    file: str = ""
    source: Literal["tone", "noise"] | None = None
    hertz: float = Field(110.0, ge=20, le=8000)
    at: float = Field(0.0, ge=-60, le=3600)
    seconds: Seconds = Field(0.0, description="Length; 0: to its end")
    begin: Seconds = 0.0
    gain_db: float = Field(0.0, ge=-60, le=24)
    fade_in: Seconds = 0.0
    fade_out: Seconds = 0.0


class CaptionTable(Frozen):
    """A line of the caption file."""

    text: str
    at: Seconds
    seconds: Seconds


class FilmTable(Frozen):
    """The whole file."""

    title: str = ""
    size: str = Field("16:9", description="A shape such as 16:9, or a size such as 640x360")
    rate: str = "24"
    seconds: Seconds = Field(0.0, description="Length of the film; 0: to the end of its last clip and title")
    clip: tuple[ClipTable, ...] = ()
    titles: tuple[TitleTable, ...] = Field((), alias="title_card")
    voice: tuple[SoundTable, ...] = ()
    effect: tuple[SoundTable, ...] = ()
    music: tuple[SoundTable, ...] = ()
    caption: tuple[CaptionTable, ...] = ()
    levels: Levels = Levels()
    stages: tuple[dict[str, str | int | float], ...] = ()


def read(path: Path, shelf: Shelf, data: DataFolder, bring: Bring, *, size: str = "") -> tuple[Timeline, str]:
    """The timeline in a TOML file, and its title. Its media come on to the shelf; `size` wins over the file's.

    Raises BadInput that names the file, the line, the key and what was expected.
    """
    text, film = parse(path)
    width, height = size_of(size) if size else _at(path, text, ("size",), lambda: size_of(film.size))
    rate = _at(path, text, ("rate",), lambda: Rate.parse(film.rate))
    make = _Maker(path, text, shelf, data, bring, (width, height), rate)
    clips, transitions, end = make.picture(film.clip)
    titles = tuple(make.title(number, table) for number, table in enumerate(film.titles))
    frames = rate.frames(film.seconds) or max([end, *(title.end for title in titles)], default=0)
    if frames < 1:
        raise BadInput(f"{path}: the film has no length.", "Add a [[clip]], or `seconds`.")
    sounds = {
        stem: tuple(make.sound(stem, number, table, frames) for number, table in enumerate(getattr(film, stem)))
        for stem in ("voice", "effect", "music")
    }
    captions = tuple(
        Caption(text=line.text, start=rate.frames(line.at), end=rate.frames(line.at + line.seconds))
        for line in film.caption
    )
    filled = [(0, 0), *((clip.start, clip.end) for clip in clips), (frames, frames)]
    timeline = _at(
        path,
        text,
        ("clip",),
        lambda: Timeline(
            rate=rate,
            width=width,
            height=height,
            frames=frames,
            picture=clips,
            transitions=transitions,
            titles=titles,
            voice=sounds["voice"],
            effects=sounds["effect"],
            music=sounds["music"],
            captions=captions,
            levels=film.levels,
            stages=film.stages,
            black=tuple((before[1], after[0]) for before, after in pairwise(filled) if after[0] > before[1]),
        ),
    )
    return timeline, film.title


def parse(path: Path) -> tuple[str, FilmTable]:
    """The file's text and tables, checked but with no media read."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BadInput(f"{path} is no text in UTF-8.", "Save it as UTF-8.") from error
    except OSError as error:
        raise BadInput(
            f"{path} cannot be read: {error.strerror}.", "Name a TOML file that holds a timeline."
        ) from error
    try:
        return text, FilmTable.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        where = f"line {line.group(1)}" if line else "its end"
        raise BadInput(
            f"{path}, {where}: this is no TOML ({error}).", 'Write one `key = value` a line, words in "quotes".'
        ) from error
    except ValidationError as error:
        first = error.errors()[0]
        raise _wrong(path, text, tuple(first["loc"]), first["msg"].removeprefix("Value error, "), first) from error


def _wrong(path: Path, text: str, where: tuple[int | str, ...], what: str, first: Any = None) -> BadInput:
    name = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in where).lstrip(".")
    known = _keys(where) if first is not None and first["type"] == "extra_forbidden" else ""
    todo = f"Known keys: {known}." if known else "Mend that line; examples/timeline.toml shows every key."
    return BadInput(f"{path}{_line(text, where)}: `{name}`: {what}.", todo)


def _keys(where: tuple[int | str, ...]) -> str:
    tables: dict[str | int, type[Frozen]] = {
        "clip": ClipTable, "title_card": TitleTable, "caption": CaptionTable, "levels": Levels,
        "voice": SoundTable, "effect": SoundTable, "music": SoundTable,
    }  # fmt: skip
    table = tables.get(where[0], FilmTable) if len(where) > 1 else FilmTable
    return ", ".join(field.alias or name for name, field in table.model_fields.items())


def _line(text: str, where: tuple[int | str, ...]) -> str:
    """', line 4' where a key, or else the table it belongs in, stands in the file."""
    lines = text.splitlines()
    names = [part for part in where if isinstance(part, str)]
    index = next((part for part in where if isinstance(part, int)), 0)
    if not names:
        return ""
    heads = [n for n, line in enumerate(lines) if re.match(rf"^\s*\[\[?\s*{re.escape(names[0])}\s*\]", line)]
    start = heads[index] if index < len(heads) else 0
    for number in range(start, len(lines)):
        if number > start and heads and lines[number].lstrip().startswith("["):
            break
        if re.match(rf'^\s*"?{re.escape(names[-1])}"?\s*=', lines[number]):
            return f", line {number + 1}"
    return f", line {start + 1}" if index < len(heads) else ""


def _at(path: Path, text: str, where: tuple[int | str, ...], make: Callable[[], T]) -> T:
    """What `make` answers; its StudioErrors get the file and line in front."""
    try:
        return make()
    except StudioError as error:
        raise type(error)(f"{path}{_line(text, where)}: {error.what}", error.todo, error.detail) from error


class _Maker:
    """Turns tables into nouns of the timeline, and their media into assets."""

    def __init__(
        self, path: Path, text: str, shelf: Shelf, data: DataFolder, bring: Bring, size: tuple[int, int], rate: Rate
    ) -> None:
        self.path, self.text, self.shelf, self.data, self.bring = path, text, shelf, data, bring
        self.size, self.rate = size, rate

    def picture(self, tables: tuple[ClipTable, ...]) -> tuple[tuple[Clip, ...], tuple[Transition, ...], int]:
        """Clips in a row, the transitions between them, and the frame after the last."""
        clips: list[Clip] = []
        transitions: list[Transition] = []
        position = 0
        for number, table in enumerate(tables):
            where = ("clip", number)
            position += self.rate.frames(table.gap)
            _at(self.path, self.text, (*where, "into"), partial(_known, table.into, KINDS, "transition"))
            if table.into != "cut" and position:
                frames = self.rate.frames(table.into_seconds)
                transitions.append(Transition(kind=table.into, at=position, frames=frames))
            clip = _at(
                self.path,
                self.text,
                (*where, "file" if table.file else "seconds"),
                partial(self._clip, number, table, position),
            )
            clips.append(clip)
            position = clip.end
        return tuple(clips), tuple(transitions), position

    def _clip(self, number: int, table: ClipTable, at: int) -> Clip:
        frames = self.rate.frames(table.seconds)
        if table.file:
            asset = self._file(table.file)
            has = 0 if asset.kind == "image" else self.rate.frames(float(asset.facts.get("seconds", 0)))
            begin = self.rate.frames(table.begin)
            if asset.kind not in ("image", "video"):
                raise BadInput(f"{table.file!r} is {asset.kind}, no picture.", "Name a clip or an image.")
            if has and begin >= has:
                raise BadInput(
                    f"`begin` = {table.begin} lies after the end of {table.file!r} ({has / float(self.rate.fraction):.2f} s).",
                    "Make it smaller.",
                )
            frames = frames or has - begin
        else:
            if frames:
                asset = self._generated(table, frames + 2 * SPARE)
            has, begin = frames + 2 * SPARE, SPARE
        if not frames:
            raise BadInput("This clip has no length of its own.", "Give it `seconds`.")
        return Clip(
            id=f"clip{number + 1}",
            asset=asset.id,
            start=at,
            frames=frames,
            source_in=0 if has == 0 else begin,
            source_frames=has,
            fit=table.fit,
            stages=table.stages,
        )

    def title(self, number: int, table: TitleTable) -> Title:
        """A title card."""
        where = ("title_card", number, "style")
        _at(self.path, self.text, where, lambda: _known(table.style, styles(), "title style"))
        return Title(
            id=f"title{number + 1}",
            text=table.text,
            subtext=table.subtext,
            style=table.style,
            start=self.rate.frames(table.at),
            frames=max(1, self.rate.frames(table.seconds)),
            fade_in=self.rate.frames(table.fade_in),
            fade_out=self.rate.frames(table.fade_out),
        )

    def sound(self, stem: str, number: int, table: SoundTable, film: int) -> Sound:
        """A sound of a stem; one that the studio makes lasts to the film's end unless told otherwise."""
        frames = self.rate.frames(table.seconds) or None
        if table.file:
            asset = _at(self.path, self.text, (stem, number, "file"), lambda: self._file(table.file))
            if asset.kind != "audio" and not asset.facts.get("has_audio"):
                raise _wrong(self.path, self.text, (stem, number, "file"), f"{table.file!r} has no sound")
        else:
            frames = frames or max(1, film - self.rate.frames(table.at))
            asset = self._hum(table, float(self.rate.seconds(frames)))
        return Sound(
            id=f"{stem}{number + 1}",
            asset=asset.id,
            start=self.rate.frames(table.at),
            frames=frames,
            source_in=table.begin,
            gain_db=table.gain_db,
            fade_in=table.fade_in,
            fade_out=table.fade_out,
        )

    def _file(self, name: str) -> Asset:
        """A file named relative to the TOML file, on the shelf."""
        path = Path(name)
        path = path if path.is_absolute() else self.path.parent / path
        if not path.exists():
            raise BadInput(f"There is no file {name!r} beside {self.path.name!r}.", "Check the name, or copy it there.")
        return self.bring(path)

    def _generated(self, table: ClipTable, frames: int) -> Asset:
        made = {
            "source": table.source, "colours": table.colours, "size": self.size, "rate": str(self.rate), "frames": frames
        }  # fmt: skip
        return self._made(
            made,
            "video",
            ".mp4",
            lambda path: ffmpeg.generated(str(table.source), table.colours, *self.size, self.rate, frames, path),
        )

    def _hum(self, table: SoundTable, seconds: float) -> Asset:
        made = {"source": table.source, "hertz": table.hertz, "seconds": seconds}
        return self._made(made, "audio", ".wav", lambda path: ffmpeg.hum(str(table.source), table.hertz, seconds, path))

    def _made(
        self, made: dict[str, Any], kind: Literal["video", "audio"], suffix: str, how: Callable[[Path], list[str]]
    ) -> Asset:
        """What ffmpeg makes of nothing, once."""
        key = hashlib.sha256(json.dumps(["generated", 2, made], sort_keys=True).encode()).hexdigest()
        known = self.shelf.find(key)
        if known is not None:
            return known
        path = self.data.tmp / f"generated-{key[:24]}{suffix}"
        try:
            ffmpeg.run(how(path), timeout=600)
            return self.shelf.commit(path, kind, key=key, recipe={"generated": made}, facts=probe(path))
        finally:
            path.unlink(missing_ok=True)


def _known(name: str, table: Mapping[str, Any], what: str) -> None:
    if name not in table:
        raise BadInput(f"{name!r} is no {what}.", f"Choose one of: {', '.join(table)}.")

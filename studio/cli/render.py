"""`studio render`: a timeline (TOML or JSON) to a film."""

from __future__ import annotations

import json
import shutil
import sys
import time
from pathlib import Path

import click
from pydantic import ValidationError

from studio import settings
from studio.datafolder import DataFolder
from studio.errors import BadInput, StorageError
from studio.shelf.assets import Shelf
from studio.timeline.shape import size_of
from studio.timeline.timeline import Timeline

WORDS = {"pictures": "Cutting", "sound": "Mixing", "joining": "Joining"}


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="Where the film goes; default out/<name>.mp4.")
@click.option("--size", default="", help="Another shape or size, such as 9:16 or 640x360.")
@click.option("--data", type=click.Path(path_type=Path), envvar="STUDIO_DATA", help="Data folder.")
@click.option("--json", "as_json", is_flag=True, help="Say everything as lines of JSON.")
def command(file: Path, out: Path | None, size: str, data: Path | None, as_json: bool) -> None:
    """Render a timeline to a film.

    FILE is a cut list in TOML (see examples/timeline.toml), whose clips name files beside it, or a timeline in JSON
    whose assets are on the shelf. Captions and poster go beside the film. Rendered again, only what changed is made.
    """
    from studio.render import transitions
    from studio.render.film import render

    folder, values = settings.load(data)
    transitions.admit(values.plugins)
    shelf = Shelf(folder)
    timeline, title = read(file, shelf, folder, size)
    progress = Progress(as_json)
    started = time.monotonic()
    film = render(
        timeline, shelf, data=folder, settings=values, recipe={"title": title or file.stem}, progress=progress
    )
    progress.close()
    target = out or Path("out") / f"{file.stem}.mp4"
    beside = {film.path: target, film.poster: target.with_suffix(".jpg"), film.srt: target.with_suffix(".srt")}
    beside[film.vtt] = target.with_suffix(".vtt")
    for source, place in beside.items():
        copy(source, place)
    seconds = float(timeline.rate.seconds(timeline.frames))
    if as_json:
        click.echo(json.dumps({"film": str(target), "seconds": seconds, "frames": timeline.frames, **film.report}))
        return
    for note in film.report["notes"]:
        click.echo(f"Note: {note}")
    click.echo(
        f"{target}: {timeline.width}x{timeline.height}, {seconds:.2f} s, {film.report['encoded']} of "
        f"{film.report['segments']} segments made, {film.report['loudness']} LUFS, "
        f"in {time.monotonic() - started:.1f} s"
    )


def read(file: Path, shelf: Shelf, data: DataFolder, size: str = "") -> tuple[Timeline, str]:
    """The timeline in a TOML or JSON file and its title; files that a TOML names come on to the shelf."""
    if file.suffix.lower() != ".json":
        from studio.interchange import timeline_toml
        from studio.shelf.preflight import admit

        return timeline_toml.read(file, shelf, data, lambda path: admit(path, shelf, data, name=path.name), size=size)
    try:
        timeline = Timeline.model_validate_json(file.read_bytes())
    except OSError as error:
        raise BadInput(f"{str(file)!r} cannot be read: {error.strerror}.", "Check the path.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadInput(f"{file.name}: {where}: {first['msg']}.", "Give the timeline as the studio wrote it.") from error
    if size:
        width, height = size_of(size)
        timeline = timeline.model_copy(update={"width": width, "height": height})
    return timeline, ""


def copy(source: Path, target: Path) -> None:
    """Copy a file to where the user wants it: complete, or not at all."""
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, part)
        part.replace(target)
    except OSError as error:
        raise StorageError(
            f"{str(target)!r} cannot be written: {error.strerror}.", "Name another place with --out."
        ) from error
    finally:
        part.unlink(missing_ok=True)


class Progress:
    """Tells how far the render is: a line that is written over on a terminal, else a line a tenth; or JSON."""

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json
        self.live = sys.stderr.isatty() and not as_json
        self.last = ("", -1)

    def __call__(self, phase: str, done: int, total: int) -> None:
        """Hear phase, done and total."""
        tenth = done * (100 if self.live else 10) // max(1, total)
        if (phase, tenth) == self.last:
            return
        self.last = (phase, tenth)
        if self.as_json:
            click.echo(json.dumps({"phase": phase, "done": done, "total": total}))
        elif self.live:
            click.echo(f"\r{WORDS.get(phase, phase):<10} {done * 100 // max(1, total):3d} %", nl=False, err=True)
        elif done == total:
            click.echo(f"{WORDS.get(phase, phase)}: done", err=True)

    def close(self) -> None:
        """Clear the live line."""
        if self.live:
            click.echo("\r" + " " * 20 + "\r", nl=False, err=True)

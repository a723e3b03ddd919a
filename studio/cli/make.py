"""`studio make`: one line in, a finished trailer out, without a browser."""

from __future__ import annotations

import importlib
import json
import shutil
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from studio import settings
from studio.datafolder import DataFolder
from studio.errors import BackendError, BadInput, Cancelled, StudioError
from studio.settings import Settings

if TYPE_CHECKING:
    from studio.analysis.findings import Finding
    from studio.jobs.engine import Engine
    from studio.jobs.progress import FilmProgress
    from studio.jobs.worker import OwnWorker
    from studio.projects import Project
    from studio.story.brief import Brief

WORDS = {
    "story": "Writing the story",
    "voice": "Recording the voice",
    "cut": "Laying the cut",
    "pictures": "Painting the shots",
    "effects": "Making the effects",
    "music": "Scoring",
    "render": "Cutting and mixing",
    "finish": "Finishing",
}


@click.command()
@click.argument("brief_file", required=False, type=click.Path(path_type=Path))
@click.option("--logline", help="The film in one line.")
@click.option("--title", help="Title; without one the writer finds it.")
@click.option("--seconds", type=float, help="Length, 6 to 240.")
@click.option("--genre", help="Genre, or product, greeting, explainer, social; without one the logline tells.")
@click.option("--mood", help="Mood; without one the writer chooses.")
@click.option("--shape", help="16:9, 9:16, 1:1, 4:5, 2.39:1 or a size such as 640x360.")
@click.option("--rate", help="Frames a second, 24 or 24000/1001.")
@click.option("--cut", help="Cut: balanced, slow_burn, action, tease or music_led.")
@click.option("--captions", help="Captions in the picture: plain, plate or bold; without it only beside the film.")
@click.option("--voice", help="Voice preset.")
@click.option("--language", help="Language of the words, ISO 639-1.")
@click.option("--seed", type=int, help="The same seed makes the same film.")
@click.option("--out", type=click.Path(path_type=Path), help="Where the film goes; default out/<name>.mp4.")
@click.option("--data", type=click.Path(path_type=Path), envvar="STUDIO_DATA", help="Data folder.")
@click.option("--json", "as_json", is_flag=True, help="Say everything as lines of JSON.")
def command(brief_file: Path | None, out: Path | None, data: Path | None, as_json: bool, **words: Any) -> None:
    """One line in, a finished trailer out.

    Takes a BRIEF_FILE (TOML) or --logline; options win over the file. The same brief again finds what is on the shelf.
    """
    brief = read_brief(brief_file, {name: value for name, value in words.items() if value is not None})
    folder, values = settings.load(data)
    from studio.jobs.worker import OwnWorker

    # The worker imports its engine while this process looks at backends and imports its own.
    with OwnWorker(folder) as worker:
        _check_backends(folder, values, brief)
        from studio.jobs.engine import Engine

        with closing(Engine(folder, values)) as engine:
            project = next((p for p in engine.projects.all() if p.brief == brief and p.owner == "local"), None)
            project = project or engine.projects.create(brief)
            target = (out or Path("out") / f"{project.id}.mp4").resolve()
            job = engine.submit_film(project.id, priority=5)
            follow(engine, worker, job, as_json)
            worker.dismiss()
            deliver(engine, project.id, target, as_json)


def read_brief(path: Path | None, words: dict[str, Any]) -> Brief:
    """The brief of a file, of options, or of both."""
    from studio.story import brief_toml
    from studio.story.brief import make_brief

    if path is None and "logline" not in words:
        raise BadInput("There is no logline.", 'Write one: studio make --logline "A fox crosses the frozen sea."')
    if path is None:
        return make_brief(words)
    if not path.is_file():
        raise BadInput(f"There is no brief {str(path)!r}.", "See examples/brief.toml for one with every key.")
    return make_brief({**brief_toml.read(path).model_dump(mode="json"), **words}) if words else brief_toml.read(path)


def _check_backends(data: DataFolder, values: Settings, brief: Brief) -> None:
    """Name a backend that is unknown or cannot do its task before anything is queued."""
    from studio.plugins import registry
    from studio.tasks import Task

    found = registry(data, values)
    for name in (*brief.backends, *(task.value for task in values.backends)):
        if name not in list(Task):
            raise BadInput(f"{name!r} is no task.", f"Tasks are: {', '.join(task.value for task in Task)}.")
        task = Task(name)
        manifest, _ = found.get(values.backend_for(task, brief.backends))
        if manifest.spec(task) is None:
            able = [other.id for other in found.manifests.values() if other.spec(task)]
            raise BadInput(
                f"Backend {manifest.id!r} cannot do {name!r}.", f"Choose one of: {', '.join(able) or 'none'}."
            )


def follow(engine: Engine, worker: OwnWorker, job: str, as_json: bool) -> None:
    """Show progress until the film is done; raise what stopped it. Ctrl-C cancels it."""
    said = ""
    try:
        # While others work there is time to import what will judge the film.
        importlib.import_module("studio.analysis.quality")
        while True:
            worker.keep()
            film = engine.progress.film(job)
            line = json_line(film) if as_json else text_line(film)
            if line != said and (as_json or sys.stderr.isatty()):
                click.echo(line if as_json else f"\r\x1b[K{line}", nl=as_json, err=not as_json)
            elif line.partition("  ")[0] != said.partition("  ")[0]:
                click.echo(line, err=True)
            said = line
            if film.film.state == "done":
                break
            if film.film.state == "failed":
                raise BackendError(
                    film.film.what,
                    f"{film.film.todo} Finished parts are kept: run the same command again.",
                    film.film.detail,
                )
            if film.film.state == "cancelled":
                raise Cancelled("The film was cancelled.", "Finished parts are kept: run the same command again.")
            time.sleep(0.2)
    except KeyboardInterrupt:
        engine.cancel(job)
        click.echo("\nCancelled. Finished parts are kept: run the same command again.", err=True)
        raise
    finally:
        if not as_json and sys.stderr.isatty():
            click.echo("", err=True)


def text_line(film: FilmProgress) -> str:
    """One line: what is being done, how far, how long to go."""
    if film.film.state == "done":
        return "100%  Done"
    running = [(WORDS[phase], share) for phase, state, share in film.phases if state in ("running", "loading")]
    what = ", ".join(f"{name} {share:.0%}" for name, share in running) or "Waiting for a worker"
    left = f"  about {int(film.film.eta_s) // 60}:{int(film.film.eta_s) % 60:02d} to go" if film.film.eta_s else ""
    return f"{film.film.share:4.0%}  {what}{left}"


def json_line(film: FilmProgress) -> str:
    """The same as JSON."""
    phases = {phase: {"state": state, "share": round(share, 3)} for phase, state, share in film.phases}
    return json.dumps(
        {
            "job": film.film.job,
            "state": film.film.state,
            "eta_s": film.film.eta_s and round(film.film.eta_s, 1),
            "phases": phases,
        }
    )


def deliver(engine: Engine, project_id: str, target: Path, as_json: bool) -> None:
    """Copy film, captions and poster out of the shelf, judge the film, say where it is."""
    from studio.shelf.assets import Shelf
    from studio.story.notes import notes

    shelf, takes = Shelf(engine.data), engine.projects.takes(project_id)
    project = engine.projects.get(project_id)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        files = {"film": target, "srt": target.with_suffix(".srt"), "vtt": target.with_suffix(".vtt")}
        files["poster"] = target.with_suffix(shelf.get(takes["film/poster"]).suffix)
        for name, path in files.items():
            part = path.with_name(f".{path.name}.part")
            shutil.copyfile(shelf.open_local(takes[f"film/{name}"]), part)
            part.replace(path)
    except OSError as error:
        raise StudioError(
            f"The film could not be written to {str(target)!r}: {error.strerror}.",
            "It is on the shelf: name another --out and run again.",
        ) from error
    findings = _judge(engine, target, files["srt"], project)
    if as_json:
        answer = {"film": str(target), "project": project_id, "title": project.title}
        click.echo(json.dumps({**answer, "checks": [finding.model_dump() for finding in findings]}))
        return
    click.echo(f"{project.title}: {target}")
    shots = project.storyboard.shots if project.storyboard else ()
    shown = [shelf.get(takes[shot.id]) for shot in shots if shot.id in takes]
    for note in notes(project.storyboard, project.cutplan, shown):
        click.echo(f"  {note}")
    faults = [finding for finding in findings if finding.state == "fail"]
    for finding in faults:
        click.secho(f"  {finding.name}: {finding.sentence}", fg="red")
    passed = len(findings) - len(faults)
    click.echo(f"{passed} of {len(findings)} checks passed.")


def _judge(engine: Engine, film: Path, captions: Path, project: Project) -> tuple[Finding, ...]:
    """What `studio check` says of the finished film."""
    from studio.analysis.findings import Asked, Line, judge
    from studio.analysis.quality import measure
    from studio.render.captions import read

    lines = tuple(Line(text=text, start=start, end=end) for text, start, end in read(captions))
    loudness = project.timeline.levels.loudness if project.timeline else engine.settings.loudness
    asked = Asked(timeline=project.timeline, captions=lines, loudness=loudness)
    return judge(measure(film, engine.data.cache), asked)

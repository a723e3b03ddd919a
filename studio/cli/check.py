"""`studio check`: judge a finished film and print a table."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click
from pydantic import ValidationError

from studio.analysis.findings import Asked, Finding, Line, judge
from studio.analysis.quality import measure
from studio.errors import BadInput
from studio.render import captions as caption_files
from studio.settings import default_data, load
from studio.timeline.timeline import Timeline

MARKS = {"ok": ("ok", "green"), "note": ("note", "yellow"), "fail": ("FAIL", "red")}


@click.command(help="Judge a finished film: black, still, silent, clipped, lengths, loudness, captions.")
@click.argument("film", type=click.Path(path_type=Path))
@click.option("--captions", "words", type=click.Path(path_type=Path), help="SRT or WebVTT file to judge with it.")
@click.option("--timeline", "plan", type=click.Path(path_type=Path), help="Timeline the film was rendered from.")
@click.option("--loudness", type=click.FloatRange(-31, -8), help="Loudness asked, LUFS. [default: timeline's, or -14]")
@click.option("--data", type=click.Path(path_type=Path), help="Data folder whose cache keeps measurements.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(
    film: Path, words: Path | None, plan: Path | None, loudness: float | None, data: Path | None, as_json: bool
) -> None:
    """Exit code 1 where a check fails."""
    timeline = read_timeline(plan) if plan else None
    found = measure(film, _cache(data))
    asked = Asked(
        timeline=timeline,
        captions=_lines(words, timeline),
        loudness=loudness if loudness is not None else timeline.levels.loudness if timeline else -14.0,
    )
    findings = judge(found, asked)
    if as_json:
        click.echo(json.dumps({"film": found.model_dump(mode="json"), "findings": [f.model_dump() for f in findings]}))
    else:
        _table(findings)
    if any(finding.state == "fail" for finding in findings):
        sys.exit(1)


def read_timeline(path: Path) -> Timeline:
    """A timeline from JSON, or from TOML as `studio render` reads it."""
    try:
        if path.suffix.lower() == ".json":
            return Timeline.model_validate_json(path.read_bytes())
    except OSError as error:
        raise BadInput(f"{str(path)!r} cannot be read: {error.strerror}.", "Check the path.") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadInput(f"{path.name}: {where}: {first['msg']}.", "Give the timeline as the studio wrote it.") from error
    raise BadInput(f"{path.name!r} is no timeline.", "Give the timeline's JSON file.")


def _lines(words: Path | None, timeline: Timeline | None) -> tuple[Line, ...]:
    """Captions of the file, else of the timeline."""
    if words is not None:
        return tuple(Line(text=text, start=start, end=end) for text, start, end in caption_files.read(words))
    if timeline is None:
        return ()
    seconds = timeline.rate.seconds
    return tuple(
        Line(text=caption.text, start=float(seconds(caption.start)), end=float(seconds(caption.end)))
        for caption in timeline.captions
    )


def _cache(data: Path | None) -> Path | None:
    """The data folder's cache, where there is a data folder: judging a film makes none."""
    root = data or default_data()
    return load(root)[0].cache if (root / "format").exists() else None


def _table(findings: tuple[Finding, ...]) -> None:
    width = max(len(finding.name) for finding in findings)
    for finding in findings:
        mark, colour = MARKS[finding.state]
        click.echo(f"{click.style(f'{mark:4}', fg=colour)}  {finding.name:{width}}  {finding.sentence}")

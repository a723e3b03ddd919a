"""`studio project`: list, show, export, import and remove projects."""

from __future__ import annotations

import time
from pathlib import Path

import click

from studio import settings
from studio.cli.jobs import data_option
from studio.errors import BadInput
from studio.projects import Project, Projects


@click.group()
def command() -> None:
    """List, export and import projects."""


@command.command("list")
@data_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def list_projects(data: Path | None, as_json: bool) -> None:
    """Every project, newest first."""
    folder, _ = settings.load(data)
    projects = Projects(folder).all()
    for project in projects:
        click.echo(project.model_dump_json() if as_json else line(project))
    if not projects and not as_json:
        click.echo('There are no projects. Make one: studio make --logline "A fox crosses the frozen sea."')


@command.command("show")
@data_option
@click.argument("project")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def show(data: Path | None, project: str, as_json: bool) -> None:
    """One project: its brief, its shots and its film."""
    from studio.shelf.assets import Shelf

    folder, _ = settings.load(data)
    found = Projects(folder).get(project)
    if as_json:
        click.echo(found.model_dump_json())
        return
    click.echo(line(found))
    click.echo(f"  {found.brief.logline}")
    starts = {shot.shot: shot for shot in found.cutplan.shots} if found.cutplan else {}
    for shot in found.storyboard.shots if found.storyboard else ():
        planned = starts.get(shot.id)
        when = f"{float(found.cutplan.rate.seconds(planned.start)):6.2f} s" if planned and found.cutplan else " " * 8
        click.echo(f"  {shot.id}  {when}  {shot.beat:<8}  {shot.title or shot.prompt}")
    if found.film:
        click.echo(f"  film: {Shelf(folder).open_local(found.film)}")


@command.command("export")
@data_option
@click.argument("project")
@click.argument("folder", type=click.Path(path_type=Path))
def export(data: Path | None, project: str, folder: Path) -> None:
    """Write a project with all its takes to a new FOLDER."""
    from studio.interchange.project_folder import export_project

    opened, _ = settings.load(data)
    click.echo(export_project(opened, project, folder))


@command.command("import")
@data_option
@click.argument("folder", type=click.Path(path_type=Path))
def take_in(data: Path | None, folder: Path) -> None:
    """Take a FOLDER in that `studio project export` wrote, as a new project."""
    from studio.interchange.project_folder import import_project

    opened, _ = settings.load(data)
    click.echo(import_project(opened, folder).id)


@command.command("midi")
@data_option
@click.argument("project")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def midi(data: Path | None, project: str, file: Path) -> None:
    """Write the notes of a project's music to FILE (.mid), its bars and tempo those of the film."""
    from studio.interchange.midi import midi

    opened, _ = settings.load(data)
    score = midi(opened, project)
    try:
        file.write_bytes(score)
    except OSError as error:
        raise BadInput(f"{str(file)!r} cannot be written: {error.strerror}.", "Name another file.") from error
    click.echo(file)


@command.command("rm")
@data_option
@click.argument("project")
@click.option("--yes", is_flag=True, help="Do not ask.")
def remove(data: Path | None, project: str, yes: bool) -> None:
    """Remove a project. Its film, where you saved it, stays."""
    from studio.jobs.progress import OPEN, Progress

    opened, _ = settings.load(data)
    found = Projects(opened).get(project)
    at_work = [row for row in Progress(opened).jobs(1000, states=OPEN) if row.project == project]
    if at_work:
        raise BadInput(
            f"Project {project!r} is being made.", f"Cancel it first: `studio jobs cancel {at_work[0].job}`."
        )
    if not yes:
        click.confirm(f"Remove {found.title!r}?", abort=True)
    Projects(opened).delete(project)
    click.echo(f"Removed {project}.")


def line(project: Project) -> str:
    """A project in one line."""
    made = time.strftime("%Y-%m-%d %H:%M", time.localtime(project.created))
    return f"{project.id:<36}  {made}  {project.brief.seconds:5.1f} s  {'film' if project.film else '-':<4}  {project.title}"

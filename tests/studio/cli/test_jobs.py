"""`studio jobs` and `studio project` at the command line."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from studio.cli import app
from studio.datafolder import DataFolder
from studio.errors import BadInput, NotFound
from studio.jobs.progress import Progress
from studio.projects import Projects
from studio.story.brief import Brief


def said(data: DataFolder, *arguments: str) -> str:
    done = CliRunner().invoke(app, [*arguments, "--data", str(data.root)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture
def project(data: DataFolder) -> str:
    project = Projects(data).create(Brief(logline="A fox crosses the sea.", title="Fox"))
    progress = Progress(data)
    progress.begin("film-fox", project=project.id, kind="film", label="Fox")
    progress.begin("film-fox/s01", project=project.id, kind="pictures", label="s01", parent="film-fox")
    return project.id


def test_jobs_are_listed_shown_and_followed(data: DataFolder, project: str) -> None:
    progress = Progress(data)
    progress.end("film-fox/s01", "failed", what="Shot 1: it broke.", todo="Mend it.")
    progress.end("film-fox", "failed", what="Shot 1: it broke.", todo="Mend it.")
    assert "failed" in said(data, "jobs", "list") and "film-fox" in said(data, "jobs", "list")
    assert said(data, "jobs", "list", "--state", "running") == "There are no jobs.\n"
    assert json.loads(said(data, "jobs", "list", "--json"))["what"] == "Shot 1: it broke."
    shown = said(data, "jobs", "show", "film-fox")
    assert "s01" in shown and "Mend it." in shown
    with pytest.raises(BadInput, match="it broke"):
        said(data, "jobs", "watch", "film-fox")


def test_an_unknown_job_is_named(data: DataFolder) -> None:
    with pytest.raises(NotFound, match="'nope'"):
        said(data, "jobs", "cancel", "nope")
    with pytest.raises(NotFound, match="'nope'"):
        said(data, "jobs", "retry", "nope")


def test_a_project_at_work_is_not_removed(data: DataFolder, project: str) -> None:
    with pytest.raises(BadInput, match="jobs cancel film-fox"):
        said(data, "project", "rm", project, "--yes")
    Progress(data).close_open("film-fox", "cancelled")
    assert said(data, "project", "rm", project, "--yes") == f"Removed {project}.\n"
    assert "no projects" in said(data, "project", "list")


def test_a_project_is_listed_and_shown(data: DataFolder, project: str) -> None:
    assert project in said(data, "project", "list")
    assert "A fox crosses the sea." in said(data, "project", "show", project)
    assert json.loads(said(data, "project", "show", project, "--json"))["title"] == "Fox"

"""A film: its making while it is made, and the finished film in the same place."""

from __future__ import annotations

import streamlit as st

from pages import actions, film_views, live, shell
from pages.components import draw
from pages.standing import Standing
from pages.workplace import workplace
from studio.errors import StudioError
from studio.projects import Project


def heading(project: Project) -> None:
    """Title and one line about the film."""
    with st.container(width="stretch", gap=None):
        st.title(project.title, anchor=False)
        st.caption(film_views.subtitle(project))


def head(project: Project) -> None:
    """Heading, and the button that stops the making."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="filmhead"):
        heading(project)
        if st.button("Cancel", key="film.cancel"):
            actions.cancel(workplace(), project)
            shell.say(f"Stopped “{project.title}”. What is finished is kept.")
            st.rerun()


def interrupted(project: Project, now: Standing) -> None:
    """Why what was asked for last is not there, what was kept, and the next step."""
    place = workplace()
    words = film_views.stopped(place, project, now)
    if draw("message", words, key="film.stopped", on_chosen_change=lambda: None).chosen == "again":
        actions.start(place, project)
        st.rerun()


def stopped(project: Project, now: Standing) -> None:
    """A film that is not there: why, and what was made of it."""
    heading(project)
    interrupted(project, now)
    draw("making", film_views.making(workplace(), project, now), key="film.kept")


def finished(project: Project, now: Standing) -> None:
    """The player, the shots with their takes, and the download; above them, why it is not yet as it was last asked for."""
    place = workplace()
    heading(project)
    if now.state != "done":
        interrupted(project, now)
    data = film_views.finished(place, project, st.session_state.get(f"film.shot.{project.id}", ""))
    answer = draw("film", data, key="film.finished", on_take_change=lambda: None, on_more_change=lambda: None)
    try:
        if answer.more:
            actions.engine(place).make_takes(project.id, answer.more, 2)
            shell.say("Two more takes are being made. They will stand beside the others.")
            st.rerun()
        if answer.take:
            shot, _, number = answer.take.partition(" ")
            st.session_state[f"film.shot.{project.id}"] = shot
            actions.engine(place).choose_take(project.id, shot, int(number))
            shell.say(f"Take {number} goes into the film. Every cut stays where it is.")
            st.rerun()
    except StudioError as error:
        shell.say(f"{error.what} {error.todo}".strip())


found = shell.nothing_here(str(st.query_params.get("project", "")))
if found is not None:
    now = actions.standing(workplace(), found)
    if now.live:
        head(found)
        draw("making", live.film(workplace(), found.id), key="film.making", on_changed_change=lambda: None)
    elif found.film:
        finished(found, now)
    else:
        stopped(found, now)

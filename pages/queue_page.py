"""Queue: what runs, what waits, what needs you, what is done."""

from __future__ import annotations

import streamlit as st

from pages import actions, queue_views, shell
from pages.components import draw
from pages.workplace import workplace


@st.fragment(run_every=1)
def rows() -> None:
    """The live list."""
    place = workplace()
    groups = queue_views.groups(place)
    if not groups:
        gone = draw(
            "empty",
            {
                "head": "Nothing is being made",
                "body": "Films that run, wait or stopped stand here.",
                "button": "Make a trailer",
            },
            key="queue.empty",
            on_chosen_change=lambda: None,
        )
        if gone.chosen:
            st.switch_page(shell.page_file(""), query_params={})
        return
    answer = draw("queue_list", {"groups": groups}, key="queue.list", on_chosen_change=lambda: None)
    if answer.chosen:
        verb, _, project_id = answer.chosen.partition(" ")
        project = place.projects.get(project_id)
        match verb:
            case "cancel":
                actions.cancel(place, project)
            case "again":
                actions.start(place, project)
            case _:
                shell.open_film(project_id)
        st.rerun()


st.title("Queue", anchor=False)
rows()

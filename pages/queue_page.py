"""Queue: what runs, what waits, what needs you, what is done."""

from __future__ import annotations

import streamlit as st

from pages import actions, live, shell
from pages.components import draw
from pages.posters import mine
from pages.workplace import workplace

place = workplace()
st.title("Queue", anchor=False)
if mine(place):
    answer = draw("queue_list", live.queue(place), key="queue.list", on_chosen_change=lambda: None)
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
else:
    empty = {
        "head": "Nothing is being made",
        "body": "Films that run, wait or stopped stand here.",
        "button": "Make a trailer",
    }
    gone = draw("empty", empty, key="queue.empty", on_chosen_change=lambda: None)
    if gone.chosen:
        st.switch_page(shell.page_file(""), query_params={})

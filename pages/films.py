"""Films: every project as a poster."""

from __future__ import annotations

import streamlit as st

from pages import live, shell
from pages.components import draw
from pages.posters import mine
from pages.workplace import workplace

place = workplace()
st.title("Films", anchor=False)
if mine(place):
    answer = draw("shelf", live.films(place), key="films.shelf", on_opened_change=lambda: None)
    if answer.opened:
        shell.open_film(answer.opened)
else:
    gone = draw(
        "empty",
        {
            "head": "No films yet",
            "body": "Every trailer you make stands here, with all its shots, voices and sounds, so that any part can be changed.",
            "button": "Make a trailer",
        },
        key="films.empty",
        on_chosen_change=lambda: None,
    )
    if gone.chosen:
        st.switch_page(shell.page_file(""), query_params={})

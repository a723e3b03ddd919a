"""Films: every project as a poster."""

from __future__ import annotations

import streamlit as st

from pages import shell
from pages.components import draw
from pages.posters import mine, posters
from pages.workplace import workplace

place = workplace()
films = mine(place)
st.title("Films", anchor=False)
if films:
    answer = draw(
        "shelf",
        {"name": "Newest first", "count": len(films), "films": posters(place, films), "more": "", "wide": True},
        key="films.shelf",
        on_opened_change=lambda: None,
    )
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

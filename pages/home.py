"""Home: one line in, one button, and the films that are there."""

from __future__ import annotations

import streamlit as st

from pages import actions, composer, drafts, live, shell
from pages.components import draw
from pages.posters import mine, picture
from pages.workplace import workplace

place = workplace()
films = mine(place)
backdrop = next(
    (found for film in films if film.film and (found := picture(place, film))), f"{place.base}/look/first.webp"
)

with st.container(key="hero"):
    draw("backdrop", {"picture": backdrop}, key="backdrop")
    with st.container(key="composer"):
        st.html("<h1>What’s the film?</h1>")
        values = composer.fields(place)
        with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
            # A run that another one breaks off has lost its button's press, but not what a callback wrote down.
            st.button(
                "Make my trailer",
                type="primary",
                icon=":material/movie:",
                shortcut="Mod+Enter",
                key="make",
                on_click=lambda: st.session_state.update({"home.wanted": True}),
            )
            st.html(f"<p class='price'>{composer.price(place, values)}</p>")
        brief = composer.checked(values) if st.session_state.pop("home.wanted", False) else None

if brief is not None:
    project = actions.make_film(place, brief)
    drafts.forget(place, "home")
    shell.say(f"Queued “{project.title}”.")
    shell.open_film(project.id)

if films:
    answer = draw("shelf", live.shelf(place), key="home.shelf", on_opened_change=lambda: None)
    if answer.opened == "*":
        st.switch_page(shell.page_file("films"), query_params={})
    elif answer.opened:
        shell.open_film(answer.opened)

draw("checklist", live.checklist(place), key="home.checklist")

"""Backends: who does what, every backend with its state, licence and needs, and the models with their weights."""

from __future__ import annotations

import streamlit as st

from pages import live, model_views, shell
from pages.components import draw
from pages.workplace import workplace
from studio.errors import StudioError

place = workplace()
st.title("Backends", anchor=False)
draw("backend_cards", live.backends(place), key="backends.cards")
answer = draw("models", live.models(place), key="backends.models", on_chosen_change=lambda: None)
if answer.chosen:
    verb, _, name = answer.chosen.partition(" ")
    try:
        shell.say(model_views.act(place, verb, name))
    except StudioError as error:
        shell.say(str(error))
    st.rerun()

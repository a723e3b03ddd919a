"""Backends: who does what, and every backend with its state, licence and needs."""

from __future__ import annotations

import streamlit as st

from pages import backend_views
from pages.components import draw
from pages.survey import survey
from pages.workplace import workplace


@st.fragment(run_every=2)
def cards() -> None:
    """Drawn again while the backends are asked, so that answers appear by themselves."""
    place = workplace()
    found = survey(place)
    if not found.manifests and not found.broken:
        st.caption("Asking every backend what it can do…")
        return
    draw("backend_cards", backend_views.cards(place, found), key="backends.cards")


st.title("Backends", anchor=False)
cards()

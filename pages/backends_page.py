"""Backends: who does what, and every backend with its state, licence and needs."""

from __future__ import annotations

import streamlit as st

from pages import live
from pages.components import draw
from pages.workplace import workplace

st.title("Backends", anchor=False)
draw("backend_cards", live.backends(workplace()), key="backends.cards")

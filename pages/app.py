"""The frame of every page: navigation, the sidebar with its links and queue card, and short news."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages import shell

HERE = Path(__file__).parent

st.set_page_config(
    page_title="Trailer Studio",
    page_icon=str(HERE / "static" / "icon.png"),
    layout="wide",
    initial_sidebar_state=216,
)
pages = shell.pages(HERE)
current = st.navigation(list(pages.values()), position="hidden")
shell.sidebar(pages)
try:
    current.run()
except Exception as error:
    shell.broken(error)
shell.toasts()

"""What stands around every page: the list of pages, the sidebar, the queue card, the toasts."""

from __future__ import annotations

import itertools
import logging
from pathlib import Path
from typing import Any

import streamlit as st

from pages import live
from pages.components import draw
from pages.workplace import workplace
from studio.errors import StudioError
from studio.projects import Project

PAGES: tuple[tuple[str, str, str, str], ...] = (
    # url_path, file, title, icon of Streamlit's own font ('' where the sidebar does not show it)
    ("", "home.py", "Home", ":material/home:"),
    ("films", "films.py", "Films", ":material/movie:"),
    ("film", "film.py", "Film", ""),
    ("queue", "queue_page.py", "Queue", ":material/schedule:"),
    ("backends", "backends_page.py", "Backends", ":material/tune:"),
)

_numbers = itertools.count(1)


def pages(here: Path) -> dict[str, Any]:
    """Every page by its url_path, '' for Home."""
    return {
        path: st.Page(here / file, title=title, url_path=path or None, default=not path)
        for path, file, title, _ in PAGES
    }


def page_file(url_path: str) -> Path:
    """File of a page, for `st.switch_page`."""
    return Path(__file__).parent / next(file for path, file, _, _ in PAGES if path == url_path)


def open_film(project_id: str) -> None:
    """Go to a film's page; its id is in the URL."""
    st.switch_page(page_file("film"), query_params={"project": project_id})


def sidebar(found: dict[str, Any]) -> None:
    """Wordmark, links, queue card."""
    with st.sidebar, st.container(key="shell", gap="small"):
        with st.container(key="wordmark"):
            st.html("Trailer Studio", width="content")
        for path, _, title, icon in PAGES:
            if icon:
                st.page_link(found[path], label=title, icon=icon, width="stretch")
        with st.container(key="queuebox"):
            queue_card()


def queue_card() -> None:
    """What runs now, on every page."""
    answer = draw("queue_card", live.card(workplace()), key="queue_card", on_opened_change=lambda: None)
    if answer.opened:
        open_film(answer.opened)


def say(words: str) -> None:
    """Show short news once, on this page or the next."""
    st.session_state.setdefault("shell.toasts", []).append({"id": next(_numbers), "words": words})


def toasts() -> None:
    """The live region that shows what `say` was told."""
    rows = st.session_state.get("shell.toasts", [])[-3:]
    with st.container(key="toasts"):
        draw("toasts", {"rows": rows}, key="toasts.list")


def broken(error: Exception) -> None:
    """A page could not do its work: what failed and what to do, with everything above still standing."""
    if not isinstance(error, StudioError):
        logging.getLogger("studio.pages").error("A page could not be drawn.", exc_info=error)
        error = StudioError(
            "This page could not be drawn.",
            "Nothing was lost. Reload it; if it stays like this, report what `studio web` wrote.",
            detail=f"{type(error).__name__}: {error}",
        )
    words = {"kind": "error", "head": error.what, "body": error.todo, "buttons": [], "detail": error.detail}
    draw("message", words, key="shell.broken")


def nothing_here(project: str) -> Project | None:
    """The project in the URL, or a plain message where there is none of this id."""
    place = workplace()
    found = next((row for row in place.projects.all() if row.id == project), None)
    if found is None:
        answer = draw(
            "empty",
            {
                "head": "This film is not here",
                "body": "Its address names no film of this studio. It may have been deleted, or live in another data folder.",
                "button": "Go to Home",
            },
            key="film.missing",
            on_chosen_change=lambda: None,
        )
        if answer.chosen:
            st.switch_page(page_file(""), query_params={})
    return found

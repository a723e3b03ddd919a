"""The form on Home: logline, mood, length, shape, cut, captions; saved as a draft with every change."""

from __future__ import annotations

import random
import secrets
from typing import Any

import streamlit as st

from pages import actions, drafts
from pages.components import draw
from pages.survey import survey
from pages.words import about, clock
from pages.workplace import Workplace
from studio.errors import BadInput
from studio.story.brief import Brief, make_brief
from studio.story.cutting import cut_styles
from studio.story.genres import GENRES
from studio.story.moods import moods
from studio.tasks import Task

IDEAS: tuple[str, ...] = (
    "A lighthouse keeper finds a door under the sea, and something on the other side knows his name.",
    "The last pilot of a flying city steals it back from the storm that took her brother.",
    "In an empty museum, an old machine wakes up and begins to remember who switched it off.",
    "Two sisters cross a frozen desert with a map that changes every night.",
    "A city without music hides the girl who can still sing.",
    "When the mountain starts to glow, only the village clockmaker knows how long there is left.",
)
LENGTHS: dict[float, str] = {15.0: "0:15", 30.0: "0:30", 60.0: "1:00"}
SHAPES: dict[str, str] = {"16:9": "Wide", "1:1": "Square", "9:16": "Tall"}
CAPTIONS: dict[str, str] = {"": "Beside the film", "plain": "Plain", "plate": "On a plate", "bold": "Bold"}
FIELDS = ("logline", "genre", "mood", "seconds", "shape", "cut", "captions")
ANY_MOOD = "Any"
ANY_GENRE = "As the line tells"


def fields(place: Workplace) -> dict[str, Any]:
    """Draw the fields, filled from the draft or an idea; the values as they are now."""
    _fill(place)

    def save() -> None:
        # Leaving the page drops the fields, and counts as a change of them.
        if all(f"home.{name}" in st.session_state for name in FIELDS):
            drafts.write(place, "home", _values())

    st.text_area(
        "The film in one line",
        key="home.logline",
        height=112,
        max_chars=2000,
        label_visibility="collapsed",
        on_change=save,
    )
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        genres = {"": ANY_GENRE, **GENRES}
        st.selectbox("Kind", list(genres), format_func=genres.__getitem__, key="home.genre", width=200, on_change=save)
        names = {"": ANY_MOOD, **{name: row.title for name, row in moods().items()}}
        st.pills(
            "Mood",
            list(names),
            format_func=names.__getitem__,
            key="home.mood",
            required=True,
            wrap=True,
            on_change=save,
        )
        seconds, shape = st.session_state["home.seconds"], st.session_state["home.shape"]
        lengths = {**LENGTHS, seconds: clock(seconds)}
        shapes = {shape: shape.replace("x", "×"), **SHAPES} if shape not in SHAPES else SHAPES
        st.segmented_control(
            "Length",
            sorted(lengths),
            format_func=lengths.__getitem__,
            key="home.seconds",
            required=True,
            on_change=save,
        )
        st.segmented_control(
            "Shape", list(shapes), format_func=shapes.__getitem__, key="home.shape", required=True, on_change=save
        )
    with st.expander("Cut and captions"):
        cuts = {name: style.title for name, style in cut_styles().items()}
        st.segmented_control(
            "Cut", list(cuts), format_func=cuts.__getitem__, key="home.cut", required=True, on_change=save
        )
        st.segmented_control(
            "Captions",
            list(CAPTIONS),
            format_func=CAPTIONS.__getitem__,
            key="home.captions",
            required=True,
            on_change=save,
        )
    return _values()


def checked(values: dict[str, Any]) -> Brief | None:
    """The brief these values make; where they make none, a message that says why, and None."""
    try:
        return make_brief({**values, "seed": secrets.randbelow(2**31)})
    except BadInput as error:
        draw("message", {"kind": "error", "head": error.what, "body": error.todo, "buttons": []}, key="home.refused")
        return None


def price(place: Workplace, values: dict[str, Any]) -> str:
    """What making it costs, said before the click: time where films were timed here, kind of picture, money."""
    manifests = survey(place).manifests
    chosen = [manifests.get(place.settings.backend_for(task)) for task in (Task.TEXT_TO_VIDEO, Task.VOICEOVER)]
    painted = all(found is None or found.embedded for found in chosen[:1])
    free = all(found is None or found.price == "free" for found in chosen)
    seconds = actions.guess(place, float(values["seconds"]), values["shape"])
    said = [
        f"{about(seconds).capitalize()} on this computer" if seconds else "",
        "painted pictures" if painted else f"pictures by {chosen[0].title}" if chosen[0] else "",
        "costs nothing" if free else "may cost money",
    ]
    return " · ".join(part for part in said if part)


def _fill(place: Workplace) -> None:
    """Session state from the link (`/?logline=…&seconds=20&shape=640x360`), else the draft, else an idea; once."""
    if "home.logline" in st.session_state:
        return
    wanted = {**drafts.read(place, "home"), **st.query_params.to_dict()}
    brief = _legal(wanted)
    st.session_state["home.logline"] = brief.logline if brief else wanted.get("logline") or random.choice(IDEAS)
    st.session_state["home.genre"] = brief.genre if brief else ""
    st.session_state["home.mood"] = brief.mood if brief else ""
    st.session_state["home.seconds"] = brief.seconds if brief else 30.0
    st.session_state["home.shape"] = brief.shape if brief else "16:9"
    st.session_state["home.cut"] = brief.cut if brief else next(iter(cut_styles()))
    st.session_state["home.captions"] = brief.captions if brief else ""


def _legal(wanted: dict[str, Any]) -> Brief | None:
    """The brief that a link or draft asks for; None where a value of it is none of a brief's."""
    known = {name: wanted[name] for name in FIELDS if wanted.get(name)}
    try:
        return make_brief({"logline": random.choice(IDEAS), **known}) if known else None
    except BadInput:
        return None


def _values() -> dict[str, Any]:
    return {name: st.session_state[f"home.{name}"] for name in FIELDS}

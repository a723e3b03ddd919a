"""Parts drawn in the browser: plain JavaScript and CSS, one pair of files a part, mounted as Streamlit components."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

HERE = Path(__file__).parent

PARTS: dict[str, tuple[str, ...]] = {
    "making": ("strip",),
    "film": ("strip", "takes"),
    "shelf": (),
    "queue_card": (),
    "queue_list": (),
    "backend_cards": (),
    "models": (),
    "backdrop": (),
    "checklist": (),
    "message": (),
    "empty": (),
    "toasts": (),
}
"""Every component, and the parts it shares with others."""


def draw(name: str, data: Mapping[str, Any], *, key: str, **events: Any) -> Any:
    """Mount a component under a fixed key, or hand new data to the one that is there.

    `events` are callbacks named `on_<event>_change`; the answer bears each event's value for the run after it.
    """
    script, style = source(name)
    renderer = st.components.v2.component(name, html="<div class='root'></div>", css=style, js=script)
    return renderer(key=key, data=dict(data), **events)


@cache
def source(name: str) -> tuple[str, str]:
    """JavaScript and CSS of a component, with the parts it builds on in front."""
    files = (*PARTS[name], name)
    script = "\n".join((HERE / f"{part}.js").read_text(encoding="utf-8") for part in ("dom", *files))
    style = "\n".join((HERE / f"{part}.css").read_text(encoding="utf-8") for part in ("base", *files))
    return script, style

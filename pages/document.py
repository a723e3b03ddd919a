"""The one HTML document of the pages: Streamlit's own, with our head, so that it is dark and quiet from its first frame."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import streamlit

HERE = Path(__file__).parent
FIRST_FONTS = ("inter-latin.woff2", "newsreader-latin.woff2")


@cache
def document(base: str) -> str:
    """index.html for every page under a base path ('' or '/studio')."""
    text = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    fonts = "".join(
        f'<link rel="preload" as="font" type="font/woff2" crossorigin href="{base}/look/fonts/{name}">'
        for name in FIRST_FONTS
    )
    head = (
        f'<script src="{base}/boot.js"></script><link rel="stylesheet" href="{base}/studio.css">{fonts}'
        '<meta name="theme-color" content="#0B0B0C"><meta name="color-scheme" content="dark">'
        '<meta name="description" content="One line of text in, a finished trailer out.">'
    )
    text = text.replace("<head>", "<head>" + head, 1)
    text = re.sub(r'<link\s+rel="preload"\s+href="\./static/media/SourceSans[^>]*>', "", text)
    text = re.sub(r'<link rel="service-desc"[^>]*>', "", text)
    text = re.sub(
        r"<noscript>.*?</noscript>",
        "<noscript><p>Trailer Studio needs JavaScript in this browser. Without it, use the <code>studio</code> command.</p>"
        "</noscript>",
        text,
        flags=re.DOTALL,
    )
    text = re.sub(r"<!--\s*Machine-readable.*?-->", "", text, flags=re.DOTALL)
    text = text.replace("<title>Streamlit</title>", "<title>Trailer Studio</title>")
    return text.replace("./favicon.png", f"{base}/look/icon.png")


def boot_script(base: str) -> str:
    """Tells Streamlit's front end where the server is, so that it does not look for it beside each page."""
    return f"window.__streamlit = {{ BACKEND_BASE_URL: location.origin + {base + '/'!r} }};\n"


@cache
def style_sheet() -> str:
    """Tokens, fonts and the few rules that touch Streamlit's own parts."""
    return "\n".join((HERE / "static" / name).read_text(encoding="utf-8") for name in ("tokens.css", "frame.css"))

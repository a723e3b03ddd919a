"""A text in pieces by its own marks, and pieces as sentences."""

from __future__ import annotations

import re
import textwrap

LONGEST, STRETCH = 62, 63
"""Characters of a line, without its mark, that is read, at 16 a second, in the time in which it is said; and at most."""

SHORT = 8
"""Characters that make no line of their own."""


def pieces(text: str) -> list[str]:
    """A text that is no story, cut where its own marks cut it."""
    found = re.split(
        r"(?<=[.!?…。！？])(?<!\bNo\.)(?<!\bDr\.)(?<!\bMr\.)(?<!\bSt\.)\s*|\s*[,;:、，；：]\s+|\s+[–—-]\s+|、|，", text
    )
    return [piece.strip() for piece in found if re.search(r"\w", piece)]


def breaths(text: str) -> list[str]:
    """A text without a good place to pause in stretches that can be said in one breath."""
    if len(text) <= STRETCH + SHORT:
        return [text]
    first, *rest = textwrap.wrap(text, LONGEST, break_long_words=True)
    return [f"{first.rstrip(' ,;:–—-')}…", *breaths(" ".join(rest))]


def sentence(text: str) -> str:
    """Text with a capital at its start and a mark at its end."""
    text = text.strip(" ,;:–—-")
    text = text if text.count("(") == text.count(")") else re.sub("[()]", "", text)  # an aside that was cut
    return f"{text[:1].upper()}{text[1:]}{'' if text[-1:] in '.!?…' else '.'}"

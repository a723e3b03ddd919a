"""What a subject does where a figure of its own shows it: a cat that sleeps, a whale that leaps, an owl in flight."""

from __future__ import annotations

import re
from dataclasses import replace

from backends.previz.reading import Seen
from backends.previz.vocabulary import facts

BETWEEN = r"(?: [a-z'-]+){0,4}"


def acting(subjects: tuple[Seen, ...], text: str) -> tuple[Seen, ...]:
    """The subjects as what they are doing: `does` names figures, each with how the words for it begin."""
    done = tuple(replace(seen, subject=_as_done(seen, text)) for seen in subjects)
    changed = {new.subject: new for new, seen in zip(done, subjects, strict=True) if new.subject != seen.subject}
    return tuple(seen for seen in done if changed.get(seen.subject, seen) is seen)


def _as_done(seen: Seen, text: str) -> str:
    for figure, stems in facts(seen.subject).get("does", {}).items():
        deed, word = rf"(?:{'|'.join(stems.split())})[a-z]*", re.escape(seen.word)
        if re.search(rf"\b{word}(?:e?s)?\b{BETWEEN} {deed}\b|\b{deed} (?:[a-z'-]+ )?{word}\b", text, re.IGNORECASE):
            return str(figure)
    return seen.subject

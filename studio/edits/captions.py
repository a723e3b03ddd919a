"""Caption lines from a voice's own word times: short enough to read, gone before the next one comes."""

from __future__ import annotations

from collections.abc import Sequence

from studio.timeline.rate import Rate
from studio.timeline.timeline import Caption

LINE = 42
"""Characters a line; a caption has two lines at most."""

LINGER = 0.5
"""Seconds that a caption stays after its last word, where nothing follows."""

Word = tuple[str, int, int]


def split(words: Sequence[Word], rate: Rate, limit: int) -> tuple[Caption, ...]:
    """Captions of at most two lines for spoken words (word, first frame, end frame), none beyond frame `limit`."""
    runs = _runs(words)
    linger = rate.frames(LINGER)
    captions = []
    for index, run in enumerate(runs):
        following = runs[index + 1][0][1] if index + 1 < len(runs) else limit
        end = max(run[0][1] + 1, min(run[-1][2] + linger, following))
        captions.append(Caption(text=_two_lines([word for word, _, _ in run]), start=run[0][1], end=end))
    return tuple(captions)


def spread(text: str, start: int, frames: int) -> tuple[Word, ...]:
    """Words with times by their share of the letters, for a voice that does not report its own."""
    words = text.split()
    letters = sum(len(word) + 1 for word in words)
    times: list[Word] = []
    passed = 0
    for word in words:
        first, passed = passed, passed + len(word) + 1
        times.append((word, start + frames * first // letters, start + frames * passed // letters))
    return tuple(times)


def _runs(words: Sequence[Word]) -> list[list[Word]]:
    """Words in runs of at most two lines, broken after a sentence where that leaves no crumb."""
    runs: list[list[Word]] = []
    for word in words:
        length = len(" ".join(text for text, _, _ in runs[-1])) if runs else 0
        full = length + 1 + len(word[0]) > 2 * LINE - 4
        sentence = runs and runs[-1][-1][0][-1:] in ".!?…" and length > LINE // 2
        if not runs or full or sentence:
            runs.append([word])
        else:
            runs[-1].append(word)
    return runs


def _two_lines(words: Sequence[str]) -> str:
    """One line where it fits, else two of nearly equal length."""
    text = " ".join(words)
    if len(text) <= LINE:
        return text
    breaks = range(1, len(words))
    best = min(breaks, key=lambda at: max(len(" ".join(words[:at])), len(" ".join(words[at:]))), default=0)
    return f"{' '.join(words[:best])}\n{' '.join(words[best:])}".strip()

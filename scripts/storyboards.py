"""Prints the storyboards of loglines as a page to read aloud; docs/storyboards.md is `python scripts/storyboards.py`."""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from backends.scribe.board import write  # noqa: E402
from studio import WriteStory  # noqa: E402
from studio.story.moods import moods  # noqa: E402
from studio.story.storyboard import Storyboard  # noqa: E402

HEAD = """# Storyboards of fresh loglines

<!-- Printed by scripts/storyboards.py from tests/data/judged_loglines.toml, where the judgements were written by hand. -->

The loglines were written after the writer's code was frozen. A reader who knew nothing of it, and was asked to be strict, called each
storyboard good (could be recorded as it stands), passable (a line, the title, the genre or the place is off) or broken (the story is
misread). Some faults were mended afterwards; the judgements are of before, the storyboards are the writer's of today. Lines in “quotes”
are spoken, words in [brackets] stand on a card.
"""


def main() -> None:
    """Print every logline of a TOML file with what is said and read, and the pictures on request."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=ROOT / "tests" / "data" / "judged_loglines.toml")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pictures", action="store_true", help="print what every shot shows, too")
    options = parser.parse_args()
    rows = tomllib.loads(options.file.read_text(encoding="utf-8"))["logline"]
    counts = Counter(row["judgement"] for row in rows if "judgement" in row)
    if counts:
        print(HEAD)
        print(f"Of {len(rows)}: {', '.join(f'{counts[name]} {name}' for name in ('good', 'passable', 'broken'))}.\n")
    for number, row in enumerate(rows, 1):
        params = WriteStory(logline=row["text"], seconds=options.seconds, moods=tuple(moods()))
        board = Storyboard.model_validate(write(params, options.seed))
        print(f"## {number}. {row['text']}\n")
        if "judgement" in row:
            print(f"**{row['judgement']}**{': ' * bool(row.get('why'))}{row.get('why', '')}\n")
        print(f"{board.title} · {board.genre} · {board.style}\n")
        for line in lines(board, pictures=options.pictures):
            print(f"- {line}")
        for note in board.notes:
            print(f"- note: {note}")
        print()


def lines(board: Storyboard, *, pictures: bool) -> list[str]:
    """What is said and read, shot by shot; with `pictures` also what is seen."""
    found = []
    for shot in board.shots:
        words = [f"“{shot.voice}”"] * bool(shot.voice) + [f"[{shot.title}]"] * bool(shot.title)
        if pictures:
            words.append(f"*{shot.prompt or 'black'}*")
        if words:
            found.append(f"{shot.beat}: {' '.join(words)}")
    return found


if __name__ == "__main__":
    main()

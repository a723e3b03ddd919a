"""Prints the storyboards of loglines as a page to read aloud: `python scripts/storyboards.py tests/data/loglines.toml`."""

from __future__ import annotations

import argparse
import tomllib
from pathlib import Path

from backends.scribe.board import write
from studio import WriteStory
from studio.story.moods import moods
from studio.story.storyboard import Storyboard


def main() -> None:
    """Print every logline of a TOML file with what is said and read, and the pictures on request."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, help="TOML with [[logline]] tables: text, and judgement and why if judged")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pictures", action="store_true", help="print what every shot shows, too")
    options = parser.parse_args()
    rows = tomllib.loads(options.file.read_text(encoding="utf-8"))["logline"]
    counts: dict[str, int] = {}
    for number, row in enumerate(rows, 1):
        params = WriteStory(logline=row["text"], seconds=options.seconds, moods=tuple(moods()))
        board = Storyboard.model_validate(write(params, options.seed))
        judgement = row.get("judgement", "")
        counts[judgement] = counts.get(judgement, 0) + 1
        print(f"## {number}. {row['text']}")
        print(f"{board.title} · {board.genre} · {board.style}\n")
        for line in lines(board, pictures=options.pictures):
            print(f"- {line}")
        for note in board.notes:
            print(f"- note: {note}")
        if judgement:
            print(f"\n**{judgement}**: {row.get('why', '')}")
        print()
    if set(counts) - {""}:
        print(" · ".join(f"{name}: {count}" for name, count in counts.items()))


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

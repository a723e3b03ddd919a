"""Can a stranger name what a film shows? Three frames without titles of each film of a list, numbered, nothing else.

`python scripts/recognition_sheet.py tests/data/loglines.toml sheet.jpg`; prints the median distance between the films'
perceptual hashes. The sheet with a stranger's answers is docs/recognition.md.
"""

from __future__ import annotations

import os
import sys
import tomllib
from itertools import combinations
from pathlib import Path
from statistics import median
from tempfile import gettempdir
from zlib import crc32

import numpy as np
from PIL import Image, ImageDraw

os.environ.setdefault("NUMBA_CACHE_DIR", str(Path(gettempdir()) / "trailer-studio-kernels"))

WIDTH, HEIGHT, SECONDS = 426, 240, 3.0
GAP, HEAD, COLUMNS = 2, 14, 2


def frames(logline: str) -> list[Image.Image]:
    """A frame from the first, the second and the last third of a film's painted shots, before its title."""
    from backends.previz.direction import direct
    from backends.previz.painter import Canvas, Painter
    from backends.scribe.board import write
    from studio import WriteStory
    from studio.story.moods import moods
    from studio.story.storyboard import Storyboard

    board = Storyboard.model_validate(write(WriteStory(logline=logline, seconds=30, moods=tuple(moods())), 1))
    shots = [shot for shot in board.shots if shot.prompt and not shot.title]
    chosen = [shots[round((number + 0.5) * len(shots) / 3 - 0.5)] for number in range(3)]
    canvas, pictures = Canvas(WIDTH, HEIGHT), []
    for shot in chosen:
        scene, _ = direct(shot.prompt, board.style, crc32(shot.prompt.encode()), WIDTH, HEIGHT, SECONDS)
        pictures.append(Image.fromarray(Painter(scene, WIDTH, HEIGHT, SECONDS).frame(SECONDS / 2, canvas)))
    return pictures


def fingerprint(picture: Image.Image) -> np.ndarray:
    """Perceptual hash: 64 signs of the lowest frequencies of a picture's luma, against their median."""
    grey = np.asarray(picture.convert("L").resize((32, 32), Image.Resampling.BOX), np.float64)
    at = np.arange(32)
    basis = np.cos(np.pi * (at[None] + 0.5) * at[:8, None] / 32)
    low = (basis @ grey @ basis.T).ravel()
    return low > np.median(low[1:])


def main() -> None:
    """Write the sheet; print how far apart the films are."""
    rows = tomllib.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["logline"]
    wide, high = 3 * (WIDTH + GAP) + 8, HEIGHT + HEAD + GAP
    page = Image.new("RGB", (COLUMNS * wide, -(-len(rows) // COLUMNS) * high), (11, 11, 12))
    pen, prints = ImageDraw.Draw(page), []
    for number, row in enumerate(rows):
        x, y = number % COLUMNS * wide, number // COLUMNS * high
        pen.text((x + 3, y + 1), f"film {number + 1}", fill=(215, 212, 205))
        pictures = frames(row["text"])
        prints.append([fingerprint(picture) for picture in pictures])
        for place, picture in enumerate(pictures):
            page.paste(picture, (x + place * (WIDTH + GAP), y + HEAD))
    page.save(sys.argv[2], quality=82)
    apart = [
        float(np.mean([np.sum(a != b) for a, b in zip(one, other, strict=True)]))
        for one, other in combinations(prints, 2)
    ]
    print(f"{len(rows)} films; median distance of their perceptual hashes {median(apart):.1f} of 64")


if __name__ == "__main__":
    main()

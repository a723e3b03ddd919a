"""Contact sheet of painted scenes: `python scripts/scene_sheet.py lines.txt sheet.jpg [columns width seconds]`.

Each line is a shot's words, or `style | words`; its first, middle and last frame stand in one row under it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import gettempdir

from PIL import Image, ImageDraw

os.environ.setdefault("NUMBA_CACHE_DIR", str(Path(gettempdir()) / "trailer-studio-kernels"))

BAR = 17


def cells(line: str, moments: int, width: int, seconds: float) -> list[Image.Image]:
    """Frames of one shot, evenly from its first to its last."""
    from backends.previz.direction import direct
    from backends.previz.painter import Canvas, Painter

    style, bar, words = line.rpartition("|")
    height = round(width * 9 / 16 / 2) * 2
    scene, _ = direct(words.strip(), style.strip() if bar else "", 7, width, height, seconds)
    painter, canvas = Painter(scene, width, height, seconds), Canvas(width, height)
    times = [seconds * index / max(moments - 1, 1) for index in range(moments)]
    return [Image.fromarray(painter.frame(time, canvas)) for time in times]


def sheet(lines: list[str], columns: int = 2, width: int = 320, seconds: float = 3.0, moments: int = 3) -> Image.Image:
    """One block of `moments` frames a line, `columns` blocks in a row, its words above it."""
    height = round(width * 9 / 16 / 2) * 2
    wide, tall = moments * (width + 2) + 6, height + BAR + 3
    page = Image.new("RGB", (columns * wide, -(-len(lines) // columns) * tall), (11, 11, 12))
    draw = ImageDraw.Draw(page)
    for index, line in enumerate(lines):
        x, y = index % columns * wide, index // columns * tall
        draw.text((x + 3, y + 3), line[: int(wide / 6.1)], fill=(215, 212, 205))
        for number, cell in enumerate(cells(line, moments, width, seconds)):
            page.paste(cell, (x + number * (width + 2), y + BAR))
    return page


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[3:6]]
    lines = [line for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines() if line.strip()]
    sheet(lines, *numbers[:2], seconds=float(numbers[2]) if len(numbers) > 2 else 3.0).save(sys.argv[2], quality=85)

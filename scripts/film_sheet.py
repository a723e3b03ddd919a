"""Contact sheet of a film: `python scripts/film_sheet.py film.mp4 sheet.jpg [columns rows]`, frames evenly spaced."""

from __future__ import annotations

import sys
from pathlib import Path

import av
from PIL import Image


def sheet(film: Path, columns: int = 4, rows: int = 3, width: int = 480) -> Image.Image:
    """Evenly spaced frames of a film side by side, 3 px apart on near black."""
    with av.open(str(film)) as file:
        stream = file.streams.video[0]
        count = stream.frames
        wanted = [round((index + 0.5) * count / (columns * rows)) for index in range(columns * rows)]
        pictures = [frame.to_image() for index, frame in enumerate(file.decode(stream)) if index in wanted]
    height = round(width * pictures[0].height / pictures[0].width)
    page = Image.new("RGB", (columns * (width + 3) - 3, rows * (height + 3) - 3), (11, 11, 12))
    for index, picture in enumerate(pictures):
        page.paste(
            picture.resize((width, height), Image.Resampling.LANCZOS),
            (index % columns * (width + 3), index // columns * (height + 3)),
        )
    return page


if __name__ == "__main__":
    grid = [int(word) for word in sys.argv[3:5]]
    sheet(Path(sys.argv[1]), *grid).save(sys.argv[2], quality=85)

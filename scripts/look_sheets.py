"""Contact sheets of every title style and transition: `python scripts/look_sheets.py TITLES.jpg TRANSITIONS.jpg`.

The pictures under them are two frames of the trailer in docs/pictures.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import av
from PIL import Image, ImageDraw

from studio.datafolder import open_data
from studio.render.film import render
from studio.render.title_styles import captions, styles
from studio.render.titles import card, paint
from studio.render.transitions import KINDS
from studio.render.typefaces import face
from studio.settings import Settings
from studio.shelf.assets import Asset, Shelf
from studio.shelf.probe import probe
from studio.timeline.timeline import Clip, Timeline, Title, Transition

TRAILER = Path(__file__).parents[1] / "docs" / "pictures" / "trailer.jpg"
COLUMNS, WIDTH, HEIGHT = 4, 400, 225
FRAMES, SMALL = 8, (192, 108)
"""Frames shown of a transition, and their size."""


def grounds() -> tuple[Image.Image, Image.Image]:
    """Two unlike frames of the trailer's contact sheet."""
    with Image.open(TRAILER) as sheet:
        wide, high = sheet.width // 4, sheet.height // 3
        places = ((0, 0), (2, 1))
        first, second = (
            sheet.crop((x * wide, y * high, x * wide + wide - 3, y * high + high - 3)).resize((640, 360))
            for x, y in places
        )
    return first, second


def titles() -> Image.Image:
    """Every style, its name below it."""
    ground = grounds()[1].resize((WIDTH, HEIGHT))
    names = list(styles())
    page = Image.new("RGB", (COLUMNS * WIDTH, -(-len(names) // COLUMNS) * (HEIGHT + 24)), (11, 11, 12))
    for at, name in enumerate(names):
        spoken = name in captions()
        words = "They said the light would never go out." if spoken else "The Last Storm"
        title = Title(
            id="t", text=words, subtext="" if spoken else "This winter", style=name, start=0, frames=1
        )  # fmt: skip
        found, _ = card(title, WIDTH, HEIGHT)
        assert found is not None
        picture, x, y = paint(found)
        tile = ground.copy()
        tile.paste(picture, (x, y), picture)
        place = at % COLUMNS * WIDTH, at // COLUMNS * (HEIGHT + 24)
        page.paste(tile, place)
        _label(page, name, (place[0] + 6, place[1] + HEIGHT + 4))
    return page


def transitions(folder: Path) -> Image.Image:
    """Every transition as a row of frames, its name beside it."""
    shelf = Shelf(open_data(folder))
    stills = [_still(shelf, picture, f"ground{at}.png") for at, picture in enumerate(grounds())]
    names = [name for name in KINDS if name != "cut"]
    page = Image.new("RGB", (90 + FRAMES * SMALL[0], len(names) * SMALL[1]), (11, 11, 12))
    for row, name in enumerate(names):
        picture = tuple(Clip(id=f"c{n}", asset=still.id, start=n * 16, frames=16) for n, still in enumerate(stills))
        joins = (Transition(kind=name, at=16, frames=14),)
        timeline = Timeline(width=640, height=360, frames=32, picture=picture, transitions=joins)
        film = render(timeline, shelf, data=shelf.data, settings=Settings(), recipe={})
        with av.open(str(film.path)) as file:
            shown = [frame.to_image() for frame in file.decode(video=0)][9:23]
        for column in range(FRAMES):
            frame = shown[round(column * (len(shown) - 1) / (FRAMES - 1))]
            page.paste(frame.resize(SMALL, Image.Resampling.LANCZOS), (90 + column * SMALL[0], row * SMALL[1]))
        _label(page, name, (8, row * SMALL[1] + SMALL[1] // 2))
    return page


def _still(shelf: Shelf, picture: Image.Image, name: str) -> Asset:
    path = shelf.data.tmp / name
    picture.save(path)
    return shelf.commit(path, "image", recipe={"sheet": name}, facts=probe(path))


def _label(page: Image.Image, text: str, place: tuple[int, int]) -> None:
    ImageDraw.Draw(page).text(place, text, font=face("NotoSans", 14), fill=(181, 178, 171))


if __name__ == "__main__":
    titles().save(sys.argv[1], quality=78)
    with tempfile.TemporaryDirectory() as folder:
        transitions(Path(folder)).save(sys.argv[2], quality=78)

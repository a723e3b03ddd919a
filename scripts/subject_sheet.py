"""Contact sheet of the painter's subjects at dusk: `python scripts/subject_sheet.py sheet.png [--cycle] [subject ...]`.

Each subject is shown close, medium and wide; with `--cycle` each mover's poses stand in a row. No names: all subjects.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

os.environ.setdefault("NUMBA_CACHE_DIR", str(Path(gettempdir()) / "trailer-studio-kernels"))

CELL = 150
SIZES = ((0.56, 1.0), (1.38, 0.42), (1.72, 0.19))
"""Where each size stands, in cells, and its share of the largest."""


def dusk(height: int, width: int) -> Any:
    """Sky and ground in linear light."""
    from backends.previz.light import HOURS

    light = HOURS["dusk"]
    low, high = np.array(light.horizon), np.array(light.zenith)
    picture = low + (high - low) * np.linspace(1, 0, height)[:, None, None] ** 0.7 * np.ones((height, width, 3))
    picture[int(height * 0.88) :] = (0.06, 0.054, 0.06)
    return np.ascontiguousarray(picture, np.float32)


def painted(picture: Any, figures: list[tuple[str, float, float, float, float]]) -> Image.Image:
    """Figures (outline, x, foot, pixels a unit, shine) into a picture, lit from the right."""
    from backends.previz.atlas import Atlas
    from backends.previz.kernels import sprites as rows
    from backends.previz.light import HOURS
    from backends.previz.outlines import has_face
    from backends.previz.scenery import clothed, skin
    from backends.previz.vocabulary import facts, words

    light, atlas = HOURS["dusk"], Atlas(name for name, *_ in figures)
    table = np.zeros((len(figures), rows.COLUMNS), np.float32)
    for row, (name, x, foot, unit, shine) in zip(table, figures, strict=True):
        cut = atlas.cuts[name]
        tall = cut.tall * unit
        level = cut.levels[min(sum(each.height > tall * 1.6 for each in cut.levels), len(cut.levels) - 1)]
        row[rows.X], row[rows.FOOT] = x + cut.centre * unit, foot + cut.below * unit
        row[rows.WIDTH], row[rows.HEIGHT] = cut.wide * unit, tall
        row[rows.OFFSET], row[rows.TEXELS_X], row[rows.TEXELS_Y] = level
        row[rows.BODY : rows.BODY + 3] = clothed(light, facts(name).get("colour") if name in words().facts else None)
        row[rows.RIM : rows.RIM + 3] = np.array(light.sun) * 0.85
        row[rows.LIGHT_X], row[rows.LIGHT_Y] = 0.75, -0.66
        row[rows.GLOW : rows.GLOW + 3], row[rows.EMISSION], row[rows.DISTANCE] = (
            skin(light) if has_face(name) and not shine else (1, 0.62, 0.28),
            shine or 1.0,
            10,
        )
    depth = np.full(picture.shape[:2], 1e5, np.float32)
    rows.paint_sprites(picture, depth, atlas.texels, table, np.array(light.fog, np.float32))
    return Image.fromarray((255 * np.clip(picture * 1.7, 0, 1) ** (1 / 2.2)).astype(np.uint8))


def cell(name: str, cycle: bool) -> Image.Image:
    """One subject in three sizes, or all poses of its cycle."""
    from backends.previz.atlas import Atlas
    from backends.previz.outlines import poses
    from backends.previz.vocabulary import facts

    shine = float(facts(name).get("shines", 0.0))
    if cycle:
        cuts = Atlas(poses(name)).cuts.values()
        unit = min(0.78 * CELL / max(cut.tall for cut in cuts), 1.2 * CELL / max(cut.wide for cut in cuts))
        wide = round(CELL * 1.25)
        row = [(pose, wide * (number + 0.5), CELL * 0.92, unit, shine) for number, pose in enumerate(poses(name))]
        picture = painted(dusk(CELL, wide * len(row)), row)
    else:
        cut = Atlas([name]).cuts[name]
        unit = min(0.82 * CELL / cut.tall, 1.05 * CELL / cut.wide)
        row = [
            (name, CELL * x - cut.centre * unit * size, CELL * 0.95 - cut.below * unit * size, unit * size, shine)
            for x, size in SIZES
        ]
        picture = painted(dusk(CELL, round(CELL * 1.9)), row)
    ImageDraw.Draw(picture).text((4, 3), name, fill=(225, 225, 225))
    return picture


def sheet(names: list[str], cycle: bool = False) -> Image.Image:
    """Five subjects in a row, or one cycle."""
    from backends.previz.outlines import poses

    cells = [cell(name, cycle) for name in names if not cycle or poses(name)]
    columns = 1 if cycle else 5
    wide = cells[0].width + 1
    page = Image.new("RGB", (wide * columns, -(-len(cells) // columns) * (CELL + 1)))
    for number, picture in enumerate(cells):
        page.paste(picture, (number % columns * wide, number // columns * (CELL + 1)))
    return page


if __name__ == "__main__":
    from backends.previz.vocabulary import words

    chosen = [word for word in sys.argv[2:] if not word.startswith("--")]
    sheet(chosen or list(words().facts), "--cycle" in sys.argv).save(sys.argv[1])

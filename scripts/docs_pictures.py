"""Makes the pictures of README and docs anew: `python scripts/docs_pictures.py` writes into docs/pictures.

The README's film and three short ones are really made, in a data folder that is thrown away; posters and contact sheets
come from them. Takes some minutes.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from film_sheet import sheet
from PIL import Image

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
FILM = "A lighthouse keeper finds a door in the sea and must close it before the last storm."
SHORT = {
    "Meet Nola, the lamp that dims when you yawn.": "--genre product --mood spot".split(),
    "A ghost librarian falls in love with the only reader who can see her.": "--mood romance".split(),
    "The last wolf of the valley leads two lost children home through the snow.": "--mood wonder".split(),
}


def make(logline: str, seconds: int, folder: Path, name: str, extra: list[str]) -> Path:
    """A film of so many seconds; its poster lies beside it."""
    out = folder / f"{name}.mp4"
    command = [sys.executable, "-m", "studio.cli", "make", "--logline", logline, "--seconds", str(seconds)]
    subprocess.run([*command, *extra, "--out", str(out), "--data", str(folder / "data")], check=True)
    return out


def main() -> None:
    """Make every film and picture."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sheet(make(FILM, 30, folder, "trailer", []), 4, 3, 400).save(PICTURES / "trailer.jpg", quality=82)
        films = [make(line, 10, folder, f"short{at}", extra) for at, (line, extra) in enumerate(SHORT.items())]
        posters = [Image.open(film.with_suffix(".jpg")).resize((640, 360), Image.Resampling.LANCZOS) for film in films]
        page = Image.new("RGB", (3 * 643 - 3, 360), (11, 11, 12))
        for at, poster in enumerate(posters):
            page.paste(poster, (at * 643, 0))
        page.save(PICTURES / "posters.jpg", quality=84)
    named = [str(PICTURES / name) for name in ("titles.jpg", "transitions.jpg")]
    subprocess.run([sys.executable, str(ROOT / "scripts" / "look_sheets.py"), *named], check=True)


if __name__ == "__main__":
    main()

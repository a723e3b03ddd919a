"""Make the title fonts: `python scripts/make_fonts.py FOLDER_OF_NPM_TARBALLS`. Needs fonttools and brotli; run once.

The tarballs are those of @fontsource/bebas-neue, cinzel, noto-sans, noto-sans-arabic and noto-sans-hebrew (OFL 1.1).
Noto Sans gets its Hebrew and Arabic letters into one file, so that a line of mixed scripts is shaped as a whole.
"""

from __future__ import annotations

import io
import json
import sys
import tarfile
from itertools import groupby
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

TARGET = Path(__file__).parents[1] / "studio" / "render" / "fonts"
FONTS: dict[str, tuple[tuple[str, int, tuple[str, ...]], ...]] = {
    "BebasNeue": (("bebas-neue", 400, ("latin", "latin-ext")),),
    "Cinzel": (("cinzel", 600, ("latin", "latin-ext")),),
    "NotoSans": (
        ("noto-sans", 600, ("latin", "latin-ext", "cyrillic", "greek")),
        ("noto-sans-hebrew", 600, ("hebrew",)),
        ("noto-sans-arabic", 600, ("arabic",)),
    ),
}


def main(folder: Path) -> None:
    """Turn web fonts into one TTF a family, its licences beside it, and list the letters each one has."""
    TARGET.mkdir(parents=True, exist_ok=True)
    letters: dict[str, list[list[int]]] = {}
    for name, sources in FONTS.items():
        parts: list[Path] = []
        licences: list[str] = []
        for package, weight, subsets in sources:
            with tarfile.open(next(folder.glob(f"fontsource-{package}-[0-9]*.tgz"))) as archive:
                for subset in subsets:
                    data = _read(archive, f"package/files/{package}-{subset}-{weight}-normal.woff2")
                    font = TTFont(io.BytesIO(data))
                    font.flavor = None
                    parts.append(TARGET / f".{name}-{package}-{subset}.ttf")
                    font.save(parts[-1])
                text = _read(archive, "package/LICENSE").decode()
                if text not in licences:
                    licences.append(text)
        merged = Merger().merge([str(path) for path in parts]) if len(parts) > 1 else TTFont(parts[0])
        merged.save(TARGET / f"{name}.ttf")
        letters[name] = _ranges(sorted(merged.getBestCmap()))
        (TARGET / f"{name}.LICENSE.txt").write_text("\n\n".join(licences), encoding="utf-8")
        for path in parts:
            path.unlink()
    (TARGET / "letters.json").write_text(json.dumps(letters, separators=(",", ":")) + "\n")


def _read(archive: tarfile.TarFile, name: str) -> bytes:
    file = archive.extractfile(name)
    assert file is not None
    return file.read()


def _ranges(codes: list[int]) -> list[list[int]]:
    """First and last of every unbroken stretch of code points."""
    stretches = [[code for _, code in group] for _, group in groupby(enumerate(codes), lambda pair: pair[1] - pair[0])]
    return [[stretch[0], stretch[-1]] for stretch in stretches]


if __name__ == "__main__":
    main(Path(sys.argv[1]))

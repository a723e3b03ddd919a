"""Make the title fonts: `python scripts/make_fonts.py FOLDER_OF_NPM_TARBALLS`. Needs fonttools and brotli; run once.

The tarballs are those of @fontsource/bebas-neue, cinzel, noto-sans, noto-sans-arabic and noto-sans-hebrew (OFL 1.1).
"""

from __future__ import annotations

import io
import sys
import tarfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont

TARGET = Path(__file__).parents[1] / "studio" / "render" / "fonts"
FONTS = {
    "BebasNeue": ("bebas-neue", 400, ("latin", "latin-ext")),
    "Cinzel": ("cinzel", 700, ("latin", "latin-ext")),
    "NotoSans": ("noto-sans", 700, ("latin", "latin-ext", "cyrillic", "greek")),
    "NotoSansArabic": ("noto-sans-arabic", 700, ("arabic",)),
    "NotoSansHebrew": ("noto-sans-hebrew", 700, ("hebrew",)),
}


def main(folder: Path) -> None:
    """Turn web fonts into one TTF a family, its licence beside it."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, (package, weight, subsets) in FONTS.items():
        with tarfile.open(next(folder.glob(f"fontsource-{package}-[0-9]*.tgz"))) as archive:
            parts = []
            for subset in subsets:
                file = archive.extractfile(f"package/files/{package}-{subset}-{weight}-normal.woff2")
                assert file is not None
                font = TTFont(io.BytesIO(file.read()))
                font.flavor = None
                path = TARGET / f".{name}-{subset}.ttf"
                font.save(path)
                parts.append(path)
            licence = archive.extractfile("package/LICENSE")
            assert licence is not None
            (TARGET / f"{name}.LICENSE.txt").write_bytes(licence.read())
        merged = Merger().merge([str(path) for path in parts]) if len(parts) > 1 else TTFont(parts[0])
        merged.save(TARGET / f"{name}.ttf")
        for path in parts:
            path.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""Make the title fonts: `python scripts/make_fonts.py FOLDER_OF_NPM_TARBALLS`. Needs fonttools and brotli; run once.

The tarballs are those of the npm packages in FONTS (@fontsource and @fontsource-variable, all OFL 1.1). Families that
cover many scripts are cut down to the letters of everyday writing, so that all of them together stay small.
"""

from __future__ import annotations

import io
import json
import sys
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

TARGET = Path(__file__).parents[1] / "studio" / "render" / "fonts"
HEAVY = 700
"""Weight of the letters that a display face lacks: it stands beside heavy titles."""


@dataclass(frozen=True)
class Source:
    """Web fonts of one npm package: these subsets, or, where none is named, all its numbered slices at HEAVY."""

    package: str
    weight: int = 400
    subsets: tuple[str, ...] = ("latin", "latin-ext")
    slope: str = "normal"


FONTS: dict[str, tuple[Source, ...]] = {
    "BebasNeue": (Source("bebas-neue"),),
    "Cinzel": (Source("cinzel", 600),),
    "Anton": (Source("anton", subsets=("latin", "latin-ext", "vietnamese")),),
    "Cormorant": (Source("cormorant-garamond", 600, ("latin", "latin-ext", "cyrillic", "vietnamese")),),
    "Jost": (Source("jost", 500, ("latin", "latin-ext", "cyrillic")),),
    "JostLight": (Source("jost", 300, ("latin", "latin-ext", "cyrillic")),),
    "LilitaOne": (Source("lilita-one"),),
    "Limelight": (Source("limelight"),),
    "Michroma": (Source("michroma"),),
    "Outfit": (Source("outfit", 600),),
    "Pacifico": (Source("pacifico", subsets=("latin", "latin-ext", "cyrillic", "vietnamese")),),
    "PlayfairItalic": (Source("playfair-display", 500, ("latin", "latin-ext", "cyrillic", "vietnamese"), "italic"),),
    "NotoSans": (
        Source(
            "noto-sans", 600, ("latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek", "greek-ext", "vietnamese")
        ),
        Source("noto-sans-hebrew", 600, ("hebrew",)),
        Source("noto-sans-arabic", 600, ("arabic",)),
    ),
    "NotoDevanagari": (Source("noto-sans-devanagari", 600, ("devanagari",)),),
    "NotoThai": (Source("noto-sans-thai", 600, ("thai",)),),
    "NotoChinese": (Source("noto-sans-sc", subsets=()),),
    "NotoJapanese": (Source("noto-sans-jp", subsets=()),),
    "NotoKorean": (Source("noto-sans-kr", subsets=()),),
    "NotoEmoji": (Source("noto-emoji", 700, ("emoji",)),),
}


def everyday(encoding: str, rows: range) -> frozenset[int]:
    """Letters in these rows of a national character set of 94 × 94 places: its own choice of what is common."""
    places = (bytes([0xA0 + row, 0xA0 + cell]) for row in rows for cell in range(1, 95))
    return frozenset(ord(text) for place in places if len(text := place.decode(encoding, errors="ignore")) == 1)


def big5() -> frozenset[int]:
    """The 5401 common characters of traditional writing."""
    tails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    places = (bytes([lead, tail]) for lead in range(0xA4, 0xC7) for tail in tails)
    return frozenset(ord(text) for place in places if len(text := place.decode("big5", errors="ignore")) == 1)


KANA = frozenset(range(0x3000, 0x3100)) | frozenset(range(0xFF00, 0xFFF0))
"""Punctuation, kana and full-width forms."""
KEPT: dict[str, frozenset[int]] = {
    "NotoChinese": everyday("gb2312", range(16, 56)) | big5() | KANA,
    "NotoJapanese": everyday("euc_jp", range(16, 48)) | KANA,
    "NotoKorean": everyday("euc_kr", range(16, 41)) | frozenset(range(0x3131, 0x3190)),
}
"""Of a family with tens of thousands of letters: the first level of GB 2312 and of Big5, of JIS X 0208, of KS X 1001."""


def main(folder: Path) -> None:
    """Turn web fonts into one TTF a family, its licences beside it, and list the letters each one has."""
    TARGET.mkdir(parents=True, exist_ok=True)
    letters: dict[str, list[list[int]]] = {}
    for name, sources in FONTS.items():
        parts: list[Path] = []
        licences: list[str] = []
        for source in sources:
            with tarfile.open(_tarball(folder, source)) as archive:
                for font in _fonts(archive, source, KEPT.get(name)):
                    parts.append(TARGET / f".{name}-{len(parts)}.ttf")
                    font.save(parts[-1])
                text = _read(archive, "package/LICENSE").decode()
                if text not in licences:
                    licences.append(text)
        merged = Merger().merge([str(path) for path in parts]) if len(parts) > 1 else TTFont(parts[0])
        if name in KEPT:
            _subset(merged, KEPT[name])
        merged.save(TARGET / f"{name}.ttf")
        letters[name] = _ranges(sorted(merged.getBestCmap()))
        (TARGET / f"{name}.LICENSE.txt").write_text("\n\n".join(licences), encoding="utf-8")
        for path in parts:
            path.unlink()
    (TARGET / "letters.json").write_text(json.dumps(letters, separators=(",", ":")) + "\n")


def _tarball(folder: Path, source: Source) -> Path:
    kind = "fontsource" if source.subsets else "fontsource-variable"
    return next(folder.glob(f"{kind}-{source.package}-[0-9]*.tgz"))


def _fonts(archive: tarfile.TarFile, source: Source, kept: frozenset[int] | None) -> Iterator[TTFont]:
    """A package's web fonts as plain ones; of slices only those that hold a wanted letter, at one weight."""
    start = f"package/files/{source.package}-"
    if source.subsets:
        for subset in source.subsets:
            yield _plain(_read(archive, f"{start}{subset}-{source.weight}-{source.slope}.woff2"))
        return
    assert kept is not None
    slices = [name for name in archive.getnames() if name.startswith(start) and name.endswith(".woff2")]
    for name in sorted(slices):
        font = _plain(_read(archive, name))
        if name[len(start)].isdigit() and kept & font.getBestCmap().keys():
            instantiateVariableFont(font, {"wght": HEAVY}, inplace=True)
            _subset(font, kept)
            yield font


def _plain(data: bytes) -> TTFont:
    font = TTFont(io.BytesIO(data))
    font.flavor = None
    return font


def _subset(font: TTFont, kept: frozenset[int]) -> None:
    """Only these letters, set in rows: nothing for upright columns, no alternatives."""
    options = Options(hinting=False, layout_features=[], drop_tables=["GSUB", "GPOS", "GDEF", "vhea", "vmtx", "STAT"])
    worker = Subsetter(options)
    worker.populate(unicodes=kept)
    worker.subset(font)


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

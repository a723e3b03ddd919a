"""Trains where the painter's pictures are: `python scripts/train_painter.py` writes backends/previz/learned.json.gz.

marked_phrases.tsv holds an author, a phrase, and what a viewer should see: places, hours, weathers, subjects (any one of each
is right, `-` any at all, `?` one that no figure shows). word_labels.tsv says where words are at home. `--check` trains on all
authors but one, for each author, and prints how often the place drawn is one of the left-out author's.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from linear import fit_labels  # noqa: E402

from backends.previz import likely  # noqa: E402
from backends.previz.direction import direct  # noqa: E402
from backends.previz.vocabulary import TABLE  # noqa: E402
from backends.previz.words import read  # noqa: E402

PHRASES, LABELS = ROOT / "scripts" / "marked_phrases.tsv", ROOT / "scripts" / "word_labels.tsv"
OUT = ROOT / "backends" / "previz" / "learned.json.gz"
PLACED = ("in ", "on ", "at ", "by ", "under ", "below ", "beneath ", "inside ", "above ", "over ", "the ", "a ")
SPREAD, BIAS = 0.5, 1.0
SETS = tomllib.loads((ROOT / "scripts" / "sets_as_places.toml").read_text(encoding="utf-8"))
"""The painter's place for each set of the labels that has another name there."""


@dataclass(frozen=True)
class Row:
    """A marked phrase."""

    author: str
    text: str
    places: tuple[str, ...]
    hours: tuple[str, ...]


def rows() -> list[Row]:
    with PHRASES.open(encoding="utf-8", newline="") as file:
        return [
            Row(author, text, known(places, "called"), known(hours, "hours"))
            for author, text, places, hours, *_ in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def known(names: str, table: str) -> tuple[str, ...]:
    """Those of some names that the painter's tables have."""
    return tuple(name for name in names.split(",") if name in TABLE[table])


def homes() -> dict[str, str]:
    """Places by word, '!' behind a sure one."""
    found: dict[str, str] = {}
    with LABELS.open(encoding="utf-8", newline="") as file:
        for word, sets, _ in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            names = [name.replace(" ", "") for name in sets.split(",") if name.strip(" !-")]
            places = [SETS.get(name.rstrip("!"), name.rstrip("!")) + "!" * name.endswith("!") for name in names]
            if places:
                found[word] = " ".join(dict.fromkeys(places))
    return found


def plain() -> list[Row]:
    """What the tables name a place, said plainly: 'a woman in the bakery'; so that a name is trusted where nothing speaks against it."""
    found = []
    for place, listed in (*TABLE["places"].items(), *TABLE["inside"].items(), *TABLE["stands_in"].items()):
        for phrase in listed:
            if place in TABLE["called"] and not phrase.startswith(PLACED) and hit_place(phrase) == place:
                found += [Row("", f"a {who} in the {phrase}", (place,), ()) for who in ("man", "woman")]
    return found


def hit_place(phrase: str) -> str:
    """What the tables take a phrase for, where nothing but a person is beside it."""
    reading = read(f"a man in the {phrase}")
    return reading.implied or reading.place


def train(given: Sequence[Row], its_homes: dict[str, str]) -> dict[str, Any]:
    given = [*given, *plain()]
    seen = [likely.features(row.text, read(row.text), its_homes) for row in given]
    told = [(names, {}) for (names, _), row in zip(seen, given, strict=True) if row.hours]
    return {
        "place": fit_labels(seen, [row.places for row in given], SPREAD, bias_spread=BIAS),
        "hour": fit_labels(told, [row.hours for row in given if row.hours], SPREAD, bias_spread=BIAS),
        "homes": its_homes,
    }


def check(every: Sequence[Row], its_homes: dict[str, str]) -> None:
    """Leave one author out at a time."""
    total: Counter[str] = Counter()
    for author in sorted({row.author for row in every}):
        models = train([row for row in every if row.author != author], its_homes)
        likely.learned = lambda found=models: found  # type: ignore[assignment, misc]
        counts = Counter(
            direct(row.text, "", 1, 64, 36, 2.0)[1].place in row.places for row in every if row.author == author
        )
        print(author, counts.total(), f"{counts[True] / counts.total():.3f}", flush=True)
        total += Counter({str(name): count for name, count in counts.items()})
    print("all", f"{total['True'] / total.total():.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="leave one author out at a time and print the agreement")
    options = parser.parse_args()
    every, its_homes = [row for row in rows() if row.places], homes()
    if options.check:
        check(every, its_homes)
        return
    models = train(every, its_homes)
    OUT.write_bytes(gzip.compress(json.dumps(models, separators=(",", ":"), sort_keys=True).encode(), mtime=0))
    print(f"{OUT.name}: {len(every)} phrases, {len(its_homes)} homes, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()

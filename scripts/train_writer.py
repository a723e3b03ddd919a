"""Trains the writer's ear on marked loglines: `python scripts/train_writer.py` writes backends/scribe/data/learned.json.gz.

Linear models by maximum likelihood with an L2 prior: genre or form, the set where the film is shot, where a narrator pauses,
and the title. In marked_loglines.tsv a bar is a pause and braces hold what is said to the film maker alone.
`--check` trains on all authors but one, for each author, and prints how often the left-out author agrees on genre, set and pauses.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from linear import fit_choice, fit_labels, fit_one  # noqa: E402

from backends.scribe import learned, naming, pauses  # noqa: E402
from backends.scribe.gist import TOLD, Heard, heard  # noqa: E402
from backends.scribe.grammar import sentences, spans, tag, tokens  # noqa: E402
from backends.scribe.kinds import PREAMBLE, speakable  # noqa: E402
from backends.scribe.orders import without  # noqa: E402
from backends.scribe.parse import parse  # noqa: E402
from backends.scribe.words import lexicon  # noqa: E402

LOGLINES, LABELS = ROOT / "scripts" / "marked_loglines.tsv", ROOT / "scripts" / "word_labels.tsv"
BRACED = "rstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ123456"
"""Authors who marked orders."""

BAR = "¦"
"""A pause in what is told."""

OUT = ROOT / "backends" / "scribe" / "data" / "learned.json.gz"


@dataclass(frozen=True)
class Row:
    """A marked logline: its whole text, the spans of it that are orders to the film maker, what is told, and the pauses in that."""

    author: str
    kind: str
    place: str
    title: str
    text: str
    orders: tuple[tuple[int, int], ...]
    told: str
    cuts: tuple[int, ...]


def rows() -> list[Row]:
    with LOGLINES.open(encoding="utf-8", newline="") as file:
        return [marked(*row) for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def marked(author: str, kind: str, place: str, title: str, text: str) -> Row:
    """A row of the file."""
    plain, orders = unbraced(re.sub(r"\s*\|\s*", " ", text))
    told = without(*unbraced(re.sub(r"\s*\|\s*", f" {BAR} ", text)))
    if not orders and kind not in TOLD and (found := PREAMBLE.match(plain)):
        orders = [found.span()]  # rows of before the braces
    pieces = [piece.strip() for piece in told.split(BAR) if piece.strip()]
    cuts, at = [], 0
    for piece in pieces[:-1]:
        at += len(piece) + 1
        cuts.append(at)
    return Row(author, kind, place, title, plain, tuple(orders), " ".join(pieces), tuple(cuts))


def unbraced(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without its braces, and the spans that stood in them."""
    plain, spans, begun = "", [], 0
    for part in re.split(r"([{}])", text):
        if part == "{":
            begun = len(plain)
        elif part == "}":
            spans.append((begun, len(plain)))
        else:
            plain += part
    return plain, spans


def words() -> tuple[dict[str, str], dict[str, str]]:
    homes: dict[str, str] = {}
    genres: dict[str, str] = {}
    with LABELS.open(encoding="utf-8", newline="") as file:
        for word, places, kinds in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            for table, marked in ((homes, places), (genres, kinds)):
                names = [name for name in marked.split(",") if name.strip(" !-")]
                if names:
                    table[word] = " ".join(name.replace(" ", "") for name in names)
    return homes, genres


def fit_titles(given: Sequence[Row], spread: float) -> dict[str, int]:
    """Which of the runs of a text its author chose."""
    choices = []
    for row in given:
        offered = naming.runs(speakable(row.told), row.kind, lexicon())
        wanted = bare(row.title)
        chosen = next((at for at, run in enumerate(offered) if bare(run.text) == wanted), None)
        if chosen is not None:
            choices.append((chosen, [run.features for run in offered]))
    return fit_choice(choices, spread)


def bare(title: str) -> str:
    """A title without its article, in small letters and plain marks."""
    words = [word.strip(" ,.!?:;") for word in title.lower().replace("’", "'").split()]
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words)


def read(row: Row) -> Heard:
    given = tuple(row.text[start:end] for start, end in row.orders)
    return heard(row.text, given, parse(speakable(row.told), lexicon()), lexicon())


def sentences_at(text: str) -> Iterator[tuple[int, str]]:
    """Every sentence with the character at which it begins."""
    begin = 0
    for each in sentences(text):
        begin = text.index(each, begin)
        yield begin, each
        begin += len(each)


def gaps_of(row: Row) -> list[tuple[list[str], bool]]:
    """Every gap of a logline's sentences with whether its author pauses there."""
    found = []
    for begin, each in sentences_at(row.told):
        inside, places = tokens(each), spans(each)
        for at, names in pauses.gaps(inside, tag(inside, lexicon()), places).items():
            found.append((names, begin + places[at][0] in row.cuts))
    return found


def cuts_of(row: Row) -> set[int]:
    """Where the model pauses inside a logline's sentences."""
    return {
        begin + spans(each)[start][0]
        for begin, each in sentences_at(row.told)
        for start, _ in pauses.split(each, lexicon())
        if start
    }


def inner_cuts(row: Row) -> set[int]:
    """Where the author pauses, besides between sentences."""
    return set(row.cuts) - {begin for begin, _ in sentences_at(row.told)}


def train(given: Sequence[Row], seen: dict[str, Heard]) -> dict[str, Any]:
    return {
        "genre": fit_labels(
            [(seen[row.text].features, seen[row.text].genre) for row in given], [[row.kind] for row in given], 0.5
        ),
        "place": fit_labels(
            [(seen[row.text].features, seen[row.text].place) for row in given], [[row.place] for row in given], 0.5
        ),
        "pauses": fit_one([gap for row in given for gap in gaps_of(row)], 0.3),
        "titles": fit_titles(given, 0.3),
    }


def use(models: dict[str, Any]) -> None:
    """Let the writer use these models."""
    learned._data.cache_clear()
    learned._data = lambda: models  # type: ignore[assignment]
    learned._data.cache_clear = lambda: None  # type: ignore[attr-defined]


def check(every: Sequence[Row], tables: dict[str, Any]) -> None:
    """Leave one author out at a time."""
    learned._data = lambda: tables  # type: ignore[assignment]
    learned._data.cache_clear = lambda: None  # type: ignore[attr-defined]
    seen = {row.text: read(row) for row in every}
    total: Counter[str] = Counter()
    for author in sorted({row.author for row in every}):
        use({**tables, **train([row for row in every if row.author != author], seen)})
        mine = [row for row in every if row.author == author]
        counts: Counter[str] = Counter()
        for row in mine:
            kinds = learned.odds("genre", seen[row.text].features, seen[row.text].genre)
            sets = learned.odds("place", seen[row.text].features, seen[row.text].place)
            ranked, placed = sorted(kinds, key=kinds.__getitem__)[::-1], sorted(sets, key=sets.__getitem__)[::-1]
            counts["genre"] += ranked[0] == row.kind
            counts["genre2"] += row.kind in ranked[:2]
            counts["form"] += (ranked[0] if ranked[0] in TOLD else "story") == (
                row.kind if row.kind in TOLD else "story"
            )
            counts["place"] += placed[0] == row.place
            counts["place3"] += row.place in placed[:3]
            mine_cuts, theirs = cuts_of(row), inner_cuts(row)
            counts["hit"] += len(mine_cuts & theirs)
            counts["made"] += len(mine_cuts)
            counts["wanted"] += len(theirs)
            counts["same"] += mine_cuts == theirs
            counts["n"] += 1
        print(author, report(counts), flush=True)
        total += counts
    print("all", report(total))


def report(counts: Counter[str]) -> str:
    n = counts["n"]
    shares = "  ".join(
        f"{name} {counts[name] / n:.3f}" for name in ("genre", "genre2", "form", "place", "place3", "same")
    )
    return f"{n}  {shares}  cuts: precision {counts['hit'] / max(1, counts['made']):.3f} recall {counts['hit'] / max(1, counts['wanted']):.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="leave one author out at a time and print the agreement")
    options = parser.parse_args()
    every, (homes, genres) = rows(), words()
    tables = {"homes": homes, "genres": genres}
    if options.check:
        check(every, tables)
        return
    learned._data = lambda: tables  # type: ignore[assignment]
    models = train(every, {row.text: read(row) for row in every})
    OUT.write_bytes(
        gzip.compress(json.dumps({**tables, **models}, separators=(",", ":"), sort_keys=True).encode(), mtime=0)
    )
    print(f"{OUT.name}: {len(every)} loglines, {len(homes)} homes, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()

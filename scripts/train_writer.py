"""Trains the writer's ear on marked loglines: `python scripts/train_writer.py` writes backends/scribe/data/learned.json.gz.

Three linear models by maximum likelihood with an L2 prior: genre or form, the set where the film is shot, and where a narrator
pauses. `--check` trains on all authors but one, for each author, and prints how often the left-out author agrees.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from backends.scribe import learned, naming, pauses  # noqa: E402
from backends.scribe.gist import TOLD, Heard, heard  # noqa: E402
from backends.scribe.grammar import sentences, spans, tag, tokens  # noqa: E402
from backends.scribe.kinds import speakable  # noqa: E402
from backends.scribe.parse import parse  # noqa: E402
from backends.scribe.words import lexicon  # noqa: E402

LOGLINES, LABELS = ROOT / "scripts" / "marked_loglines.tsv", ROOT / "scripts" / "word_labels.tsv"
OUT = ROOT / "backends" / "scribe" / "data" / "learned.json.gz"


@dataclass(frozen=True)
class Row:
    """A marked logline."""

    author: str
    kind: str
    place: str
    title: str
    text: str
    cuts: tuple[int, ...]


def rows() -> list[Row]:
    found = []
    with LOGLINES.open(encoding="utf-8", newline="") as file:
        for author, kind, place, title, marked in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            pieces = [piece.strip() for piece in marked.split("|")]
            text = " ".join(pieces)
            cuts, at = [], 0
            for piece in pieces[:-1]:
                at += len(piece) + 1
                cuts.append(at)
            found.append(Row(author, kind, place, title, text, tuple(cuts)))
    return found


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


def fit_labels(
    seen: Sequence[tuple[Sequence[str], Any]], answers: Sequence[str], spread: float, least: int = 2
) -> dict[str, Any]:
    """A multinomial model: weights of features by label, and of votes shared by all labels."""
    labels = sorted(set(answers))
    counts = Counter(name for names, _ in seen for name in names)
    columns = {name: at for at, name in enumerate(sorted(name for name, count in counts.items() if count >= least))}
    kinds = sorted({kind for _, votes in seen for heard_for in votes.values() for kind in heard_for})
    matrix = csr_matrix(
        (
            np.ones(sum(name in columns for names, _ in seen for name in names)),
            (
                [at for at, (names, _) in enumerate(seen) for name in names if name in columns],
                [columns[name] for names, _ in seen for name in names if name in columns],
            ),
        ),
        shape=(len(seen), len(columns)),
    )
    votes = np.zeros((len(kinds), len(seen), len(labels)))
    for at, (_, given) in enumerate(seen):
        for label, heard_for in given.items():
            if label in labels:
                for kind, value in heard_for.items():
                    votes[kinds.index(kind), at, labels.index(label)] = value
    truth = np.array([labels.index(answer) for answer in answers])
    many, wide = len(labels), len(columns)

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        table = flat[: wide * many].reshape(wide, many)
        bias, shared = flat[wide * many : wide * many + many], flat[wide * many + many :]
        sums = matrix @ table + bias + np.tensordot(shared, votes, 1)
        sums -= sums.max(1, keepdims=True)
        odds = np.exp(sums)
        odds /= odds.sum(1, keepdims=True)
        value = -np.log(odds[np.arange(len(truth)), truth] + 1e-12).sum()
        odds[np.arange(len(truth)), truth] -= 1
        slope = np.concatenate(
            [np.asarray(matrix.T @ odds).ravel(), odds.sum(0), np.tensordot(votes, odds, ([1, 2], [0, 1]))]
        )
        value += (flat[: wide * many] ** 2).sum() / (2 * spread)
        slope[: wide * many] += flat[: wide * many] / spread
        return value, slope

    flat = minimize(
        loss, np.zeros(wide * many + many + len(kinds)), jac=True, method="L-BFGS-B", options={"maxiter": 300}
    ).x
    table = flat[: wide * many].reshape(wide, many)
    return {
        "labels": labels,
        "bias": [round(float(value), 2) for value in flat[wide * many : wide * many + many]],
        "votes": {kind: round(float(value), 3) for kind, value in zip(kinds, flat[wide * many + many :], strict=True)},
        "weights": {
            name: packed
            for name, at in columns.items()
            if (
                packed := " ".join(
                    f"{label} {weight}" for label, weight in enumerate(hundredths(table[at])) if abs(weight) >= 10
                )
            )
        },
    }


def hundredths(weights: np.ndarray) -> list[int]:
    """Weights as whole hundredths, as they are kept."""
    return [int(value) for value in np.rint(100 * weights)]


def fit_pauses(seen: Sequence[tuple[Sequence[str], bool]], spread: float, least: int = 3) -> dict[str, float]:
    """A logistic model of one weight a feature."""
    counts = Counter(name for names, _ in seen for name in names)
    columns = {name: at for at, name in enumerate(sorted(name for name, count in counts.items() if count >= least))}
    matrix = csr_matrix(
        (
            np.ones(sum(name in columns for names, _ in seen for name in names)),
            (
                [at for at, (names, _) in enumerate(seen) for name in names if name in columns],
                [columns[name] for names, _ in seen for name in names if name in columns],
            ),
        ),
        shape=(len(seen), len(columns)),
    )
    truth = np.array([float(answer) for _, answer in seen])

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        sums = matrix @ flat
        odds = 1 / (1 + np.exp(-sums))
        value = (np.logaddexp(0, sums) - truth * sums).sum() + (flat**2).sum() / (2 * spread)
        return value, np.asarray(matrix.T @ (odds - truth)).ravel() + flat / spread

    flat = minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    return {name: weight for name, weight in zip(columns, hundredths(flat), strict=True) if abs(weight) >= 5}


def fit_titles(given: Sequence[Row], spread: float, least: int = 3) -> dict[str, float]:
    """A choice among the runs of a text, one weight a feature."""
    choices = []
    for row in given:
        offered = naming.runs(speakable(row.text), row.kind, lexicon())
        wanted = bare(row.title)
        chosen = next((at for at, run in enumerate(offered) if bare(run.text) == wanted), None)
        if chosen is not None:
            choices.append((chosen, [run.features for run in offered]))
    counts = Counter(name for _, offered in choices for names in offered for name in names)
    columns = {name: at for at, name in enumerate(sorted(name for name, count in counts.items() if count >= least))}
    flatly = [names for _, offered in choices for names in offered]
    matrix = csr_matrix(
        (
            np.ones(sum(name in columns for names in flatly for name in names)),
            (
                [at for at, names in enumerate(flatly) for name in names if name in columns],
                [columns[name] for names in flatly for name in names if name in columns],
            ),
        ),
        shape=(len(flatly), len(columns)),
    )
    sizes = np.array([len(offered) for _, offered in choices])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    truth = starts + np.array([chosen for chosen, _ in choices])
    marked = np.zeros(len(flatly))
    marked[truth] = 1

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        sums = matrix @ flat
        sums -= np.repeat(np.maximum.reduceat(sums, starts), sizes)
        odds = np.exp(sums)
        odds /= np.repeat(np.add.reduceat(odds, starts), sizes)
        value = -np.log(odds[truth] + 1e-12).sum() + (flat**2).sum() / (2 * spread)
        return value, np.asarray(matrix.T @ (odds - marked)).ravel() + flat / spread

    flat = minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return {name: weight for name, weight in zip(columns, hundredths(flat), strict=True) if abs(weight) >= 5}


def bare(title: str) -> str:
    """A title without its article, in small letters and plain marks."""
    words = [word.strip(" ,.!?:;") for word in title.lower().replace("’", "'").split()]
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words)


def read(row: Row) -> Heard:
    return heard(row.text, parse(speakable(row.text), lexicon()), lexicon())


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
    for begin, each in sentences_at(row.text):
        inside, places = tokens(each), spans(each)
        for at, names in pauses.gaps(inside, tag(inside, lexicon()), places).items():
            found.append((names, begin + places[at][0] in row.cuts))
    return found


def cuts_of(row: Row) -> set[int]:
    """Where the model pauses inside a logline's sentences."""
    return {
        begin + spans(each)[start][0]
        for begin, each in sentences_at(row.text)
        for start, _ in pauses.split(each, lexicon())
        if start
    }


def inner_cuts(row: Row) -> set[int]:
    """Where the author pauses, besides between sentences."""
    return set(row.cuts) - {begin for begin, _ in sentences_at(row.text)}


def train(given: Sequence[Row], seen: dict[str, Heard]) -> dict[str, Any]:
    return {
        "genre": fit_labels(
            [(seen[row.text].features, seen[row.text].genre) for row in given], [row.kind for row in given], 0.5, 2
        ),
        "place": fit_labels(
            [(seen[row.text].features, seen[row.text].place) for row in given], [row.place for row in given], 0.5, 2
        ),
        "pauses": fit_pauses([gap for row in given for gap in gaps_of(row)], 0.3),
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

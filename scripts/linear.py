"""Linear models by maximum likelihood with an L2 prior, as the train_*.py scripts fit them; weights are whole hundredths."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Floats = NDArray[np.float64]
Votes = Mapping[str, Mapping[str, float]]
LABEL_LEAST, ONE_LEAST = 10, 5
"""Hundredths below which a weight is not kept."""


def incidence(rows: Sequence[Sequence[str]], least: int) -> tuple[list[str], csr_matrix]:
    """The features that stand in at least so many rows, and which row has which."""
    counts = Counter(name for names in rows for name in names)
    kept = sorted(name for name, count in counts.items() if count >= least)
    column = {name: at for at, name in enumerate(kept)}
    cells = [(at, column[name]) for at, names in enumerate(rows) for name in names if name in column]
    down, across = zip(*cells, strict=True)
    return kept, csr_matrix((np.ones(len(cells)), (down, across)), shape=(len(rows), len(kept)))


def fit_labels(
    seen: Sequence[tuple[Sequence[str], Votes]],
    answers: Sequence[Collection[str]],
    spread: float,
    least: int = 2,
    bias_spread: float = float("inf"),
) -> dict[str, Any]:
    """A multinomial model: weights of features by label, and of votes shared by all labels. Any of a row's answers is right."""
    labels = sorted({label for each in answers for label in each})
    place = {label: at for at, label in enumerate(labels)}
    columns, matrix = incidence([names for names, _ in seen], least)
    kinds = sorted({kind for _, votes in seen for its in votes.values() for kind in its})
    heard = np.zeros((len(kinds), len(seen), len(labels)))
    right = np.zeros((len(seen), len(labels)))
    for at, (_, votes) in enumerate(seen):
        right[at, [place[label] for label in answers[at]]] = 1
        for label in votes.keys() & place.keys():
            for kind, value in votes[label].items():
                heard[kinds.index(kind), at, place[label]] = value
    wide, many = len(columns), len(labels)
    inner = wide * many

    def loss(flat: Floats) -> tuple[float, Floats]:
        table, bias, shared = flat[:inner].reshape(wide, many), flat[inner : inner + many], flat[inner + many :]
        sums = matrix @ table + bias + np.tensordot(shared, heard, 1)
        odds = np.exp(sums - sums.max(1, keepdims=True))
        odds /= odds.sum(1, keepdims=True)
        good = (odds * right).sum(1, keepdims=True) + 1e-12
        error = odds - odds * right / good
        slope = np.concatenate(
            [np.asarray(matrix.T @ error).ravel(), error.sum(0), np.tensordot(heard, error, ([1, 2], [0, 1]))]
        )
        slope[:inner] += flat[:inner] / spread
        slope[inner : inner + many] += bias / bias_spread
        value = -np.log(good).sum() + (flat[:inner] ** 2).sum() / (2 * spread) + (bias**2).sum() / (2 * bias_spread)
        return float(value), slope

    flat = _least(loss, inner + many + len(kinds))
    packed = {
        name: " ".join(f"{at} {weight}" for at, weight in enumerate(hundredths(row)) if abs(weight) >= LABEL_LEAST)
        for name, row in zip(columns, flat[:inner].reshape(wide, many), strict=True)
    }
    return {
        "labels": labels,
        "bias": [round(float(value), 2) for value in flat[inner : inner + many]],
        "votes": {kind: round(float(value), 3) for kind, value in zip(kinds, flat[inner + many :], strict=True)},
        "weights": {name: weights for name, weights in packed.items() if weights},
    }


def fit_one(seen: Sequence[tuple[Sequence[str], bool]], spread: float, least: int = 3) -> dict[str, int]:
    """A logistic model of one weight a feature."""
    columns, matrix = incidence([names for names, _ in seen], least)
    truth = np.array([float(answer) for _, answer in seen])

    def loss(flat: Floats) -> tuple[float, Floats]:
        sums = matrix @ flat
        value = (np.logaddexp(0, sums) - truth * sums).sum() + (flat**2).sum() / (2 * spread)
        return float(value), np.asarray(matrix.T @ (1 / (1 + np.exp(-sums)) - truth)).ravel() + flat / spread

    return _kept(columns, _least(loss, len(columns)))


def fit_choice(choices: Sequence[tuple[int, Sequence[Sequence[str]]]], spread: float, least: int = 3) -> dict[str, int]:
    """A choice among offers, of which one is right, one weight a feature."""
    columns, matrix = incidence([names for _, offers in choices for names in offers], least)
    sizes = np.array([len(offers) for _, offers in choices])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    truth = starts + np.array([chosen for chosen, _ in choices])
    marked = np.zeros(int(sizes.sum()))
    marked[truth] = 1

    def loss(flat: Floats) -> tuple[float, Floats]:
        sums = matrix @ flat
        odds = np.exp(sums - np.repeat(np.maximum.reduceat(sums, starts), sizes))
        odds /= np.repeat(np.add.reduceat(odds, starts), sizes)
        value = -np.log(odds[truth] + 1e-12).sum() + (flat**2).sum() / (2 * spread)
        return float(value), np.asarray(matrix.T @ (odds - marked)).ravel() + flat / spread

    return _kept(columns, _least(loss, len(columns)))


def hundredths(weights: Floats) -> list[int]:
    """Weights as whole hundredths, as they are kept."""
    return [int(value) for value in np.rint(100 * weights)]


def _least(loss: Any, size: int) -> Floats:
    found: Floats = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return found


def _kept(columns: Sequence[str], flat: Floats) -> dict[str, int]:
    return {name: weight for name, weight in zip(columns, hundredths(flat), strict=True) if abs(weight) >= ONE_LEAST}

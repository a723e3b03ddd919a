"""What the small language model reads: its pieces and its arithmetic."""

from __future__ import annotations

from math import erf, exp, sqrt

import numpy as np
import pytest

from studio.analysis import meaning
from studio.analysis.meaning import MOST, Net, meaning_of


def test_pieces_begin_where_they_stand_in_the_text() -> None:
    known = {
        piece: at
        for at, piece in enumerate(("[PAD]", "[UNK]", "[CLS]", "[SEP]", "lodz", "tram", "##s", "don", "'", "t"))
    }
    text = "Łódź: lódz  TRAMS don't"
    numbers, starts = meaning._pieces(text, known)
    names = [list(known)[number] for number in numbers]
    assert names == ["[CLS]", "[UNK]", "[UNK]", "lodz", "tram", "##s", "don", "'", "t", "[SEP]"]
    assert starts == [-1, 0, 4, 6, 12, 16, 18, 21, 22, -1]


def test_a_long_text_is_read_to_its_limit_and_an_empty_one_is_read() -> None:
    numbers, starts = meaning._pieces("day " * 2 * MOST, meaning._net().pieces)
    assert len(numbers) == len(starts) == MOST
    assert meaning_of("").pieces["pause"] == {}
    assert sum(map(exp, meaning_of("").whole["genre"].values())) == pytest.approx(1.0, abs=1e-4)


def _plainly(net: Net, numbers: list[int]) -> np.ndarray:  # type: ignore[type-arg]
    """The encoder again, number by number in double precision."""
    table = {name: array.astype(float) for name, array in net.weights.items()}
    words = net.words.astype(float) * net.scales.astype(float)[:, None]

    def apply(name: str, row: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
        return (
            np.array([sum(a * b for a, b in zip(row, line, strict=True)) for line in table[name]])
            + table[f"{name}.bias"]
        )

    def norm(name: str, row: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
        return (row - row.mean()) / sqrt(row.var() + meaning.TINY) * table[name] + table[f"{name}.bias"]

    rows = [norm("first", words[number] + table["places"][at]) for at, number in enumerate(numbers)]
    wide = len(rows[0]) // meaning.HEADS
    layer = 0
    while f"layer.{layer}.attend" in table:
        name = f"layer.{layer}"
        every = [np.split(apply(f"{name}.attend", row), 3) for row in rows]
        seen = []
        for asked, _, _ in every:
            parts = []
            for head in range(meaning.HEADS):
                cut = slice(head * wide, (head + 1) * wide)
                odds = [exp(float(asked[cut] @ offered[cut]) / sqrt(wide)) for _, offered, _ in every]
                parts.append(sum(odd * given[cut] for odd, (_, _, given) in zip(odds, every, strict=True)) / sum(odds))
            seen.append(np.concatenate(parts))
        rows = [norm(f"{name}.joined", row + apply(f"{name}.join", its)) for row, its in zip(rows, seen, strict=True)]
        inner = [[0.5 * x * (1 + erf(x / sqrt(2))) for x in apply(f"{name}.widen", row)] for row in rows]
        rows = [
            norm(f"{name}.narrowed", row + apply(f"{name}.narrow", np.array(its)))
            for row, its in zip(rows, inner, strict=True)
        ]
        layer += 1
    return np.array(rows)


def test_the_encoder_is_a_transformer() -> None:
    dice = np.random.default_rng(4)
    wide, inner = 24, 40

    def linear(name: str, out: int, into: int) -> dict[str, meaning.Array]:
        return {
            name: dice.normal(0, 0.3, (out, into)).astype(np.float32),
            f"{name}.bias": dice.normal(0, 0.3, out).astype(np.float32),
        }

    def norm(name: str) -> dict[str, meaning.Array]:
        return {
            name: dice.normal(1, 0.1, wide).astype(np.float32),
            f"{name}.bias": dice.normal(0, 0.1, wide).astype(np.float32),
        }

    weights = {"places": dice.normal(0, 1, (9, wide)).astype(np.float32), **norm("first")}
    for layer in ("layer.0", "layer.1"):
        weights |= linear(f"{layer}.attend", 3 * wide, wide) | linear(f"{layer}.join", wide, wide)
        weights |= linear(f"{layer}.widen", inner, wide) | linear(f"{layer}.narrow", wide, inner)
        weights |= norm(f"{layer}.joined") | norm(f"{layer}.narrowed")
    words = dice.integers(-127, 127, (11, wide)).astype(np.int8)
    net = Net(weights, words, dice.uniform(0.005, 0.02, 11).astype(np.float32), {}, {})
    numbers = [2, 7, 7, 4, 10, 3]
    assert np.allclose(meaning._encoded(net, numbers), _plainly(net, numbers), atol=2e-4)

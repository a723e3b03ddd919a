"""What was learned from marked loglines: linear models as word weights, and where words are at home.

`scripts/train_writer.py` makes the file beside this from `scripts/marked_loglines.tsv` and `scripts/word_labels.tsv`.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from math import exp
from typing import Any

Votes = Mapping[str, Mapping[str, float]]
"""By label, how strongly each kind of vote speaks for it."""

CERTAIN, FIRST, OTHER = 2.0, 1.0, 0.5
"""How surely a word speaks for a set or a genre."""


@cache
def _data() -> dict[str, Any]:
    packed = resources.files("backends.scribe").joinpath("data").joinpath("learned.json.gz").read_bytes()
    loaded: dict[str, Any] = json.loads(gzip.decompress(packed))
    return loaded


def weights(model: str) -> dict[str, int]:
    """The weights of a model without labels, in hundredths, by feature."""
    found: dict[str, int] = _data()[model]
    return found


def votes(table: str, word: str) -> list[tuple[str, float]]:
    """What a word speaks for, with how surely: its `homes` (sets where it is at home) or its `genres`, the likeliest first.

    2.0 is nearly certain, 1.0 the first, 0.5 any other.
    """
    marked: list[str] = _data()[table].get(word, "").split()
    return [
        (name.rstrip("!"), CERTAIN if name.endswith("!") else FIRST if at == 0 else OTHER)
        for at, name in enumerate(marked)
    ]


def odds(model: str, features: Sequence[str], heard: Votes) -> dict[str, float]:
    """The probability of each label of a model, given a text's features and its words' votes."""
    table = _data()[model]
    labels, shared = table["labels"], table["votes"]
    sums = list(table["bias"])
    for name in features:
        packed = [int(number) for number in table["weights"].get(name, "").split()]
        for label, weight in zip(packed[::2], packed[1::2], strict=True):
            sums[label] += weight / 100
    for named, its in heard.items():
        if named in labels:
            sums[labels.index(named)] += sum(shared.get(kind, 0.0) * value for kind, value in its.items())
    most = max(sums)
    grown = [exp(value - most) for value in sums]
    total = sum(grown)
    return {label: value / total for label, value in zip(labels, grown, strict=True)}

"""The script that teaches the language model, on a tiny one of the same architecture."""

from __future__ import annotations

import json
import sys
from math import exp
from pathlib import Path

import numpy as np
import pytest

from studio.analysis import meaning

SCRIPTS = Path(__file__).parents[3] / "scripts"
WIDE, INNER, LAYERS = 24, 48, 2


def _tiny(folder: Path) -> None:
    """A base of all-MiniLM-L6-v2's architecture with random weights and single letters for pieces."""
    from safetensors.numpy import save_file

    letters = "abcdefghijklmnopqrstuvwxyz0123456789"
    pieces = [
        "[PAD]",
        "[unused]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        *letters,
        *".,!?'",
        *(f"##{letter}" for letter in letters),
    ]
    (folder / "vocab.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    dice = np.random.default_rng(0)
    tables: dict[str, np.ndarray] = {}  # type: ignore[type-arg]

    def linear(name: str, out: int, into: int) -> None:
        tables[f"{name}.weight"] = dice.normal(0, 0.1, (out, into)).astype(np.float32)
        tables[f"{name}.bias"] = dice.normal(0, 0.1, out).astype(np.float32)

    def norm(name: str) -> None:
        tables[f"{name}.weight"], tables[f"{name}.bias"] = np.ones(WIDE, np.float32), np.zeros(WIDE, np.float32)

    for name, rows in (("word", len(pieces)), ("position", 512), ("token_type", 2)):
        tables[f"embeddings.{name}_embeddings.weight"] = dice.normal(0, 0.3, (rows, WIDE)).astype(np.float32)
    norm("embeddings.LayerNorm")
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}"
        for part in ("query", "key", "value"):
            linear(f"{name}.attention.self.{part}", WIDE, WIDE)
        linear(f"{name}.attention.output.dense", WIDE, WIDE)
        linear(f"{name}.intermediate.dense", INNER, WIDE)
        linear(f"{name}.output.dense", WIDE, INNER)
        norm(f"{name}.attention.output.LayerNorm")
        norm(f"{name}.output.LayerNorm")
    save_file(tables, folder / "model.safetensors")


def test_a_tiny_encoder_is_taught_and_read_as_it_was_taught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    import torch
    import train_meaning

    _tiny(tmp_path)
    rows = train_meaning.LOGLINES.read_text(encoding="utf-8").split("\n")
    few = tmp_path / "few.tsv"
    few.write_text("\n".join([*rows[:30], *rows[7000:7030]]), encoding="utf-8")
    monkeypatch.setattr(train_meaning, "LOGLINES", few)
    shown = tmp_path / "shown.tsv"
    shown.write_text("\n".join(train_meaning.PHRASES.read_text(encoding="utf-8").split("\n")[:30]), encoding="utf-8")
    monkeypatch.setattr(train_meaning, "PHRASES", shown)
    monkeypatch.setattr(train_meaning, "OUT", tmp_path / "meaning.npz")
    monkeypatch.setattr(sys, "argv", ["train_meaning.py", str(tmp_path), "--device", "cpu"])
    taught: list[train_meaning.Encoder] = []
    pack = train_meaning.packed
    monkeypatch.setattr(train_meaning, "packed", lambda net: taught.append(net) or pack(net))
    with torch.enable_grad():  # a diffusion backend made in this process turns it off for good
        train_meaning.main()

    with np.load(tmp_path / "meaning.npz") as file:
        packed = {name: file[name] for name in file.files}
    names = json.loads(bytes(packed["names"]).decode())
    monkeypatch.setattr(meaning, "_packed", lambda: dict(packed))
    meaning._net.cache_clear()
    meaning.meaning_of.cache_clear()
    try:
        text = "A tram driver hides a letter."
        read = meaning.meaning_of(text)
        pieces = meaning._pieces(text, {piece: at for at, piece in enumerate(names["pieces"])})[0]
    finally:
        meaning._net.cache_clear()
        meaning.meaning_of.cache_clear()
    taught[0].eval()
    with torch.no_grad():
        said = taught[0](torch.tensor([pieces]), torch.ones(1, len(pieces), dtype=torch.bool))
    for head in train_meaning.WHOLE:
        wanted = dict(zip(names["labels"][head], said[head][0].softmax(0).tolist(), strict=True))
        assert {name: exp(odds) for name, odds in read.whole[head].items()} == pytest.approx(wanted, abs=0.02)
    for column, head in enumerate(train_meaning.ASKED):
        assert read.pieces[head][2] == pytest.approx(float(said["pieces"][0, 2, column]), abs=0.1)  # 't' of 'tram'
    assert all(
        np.abs(packed[name]).max() <= 31 for name in packed if name.startswith("layer.") and packed[name].ndim == 2
    )


def test_a_title_is_found_in_its_text_without_its_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(SCRIPTS))
    from train_meaning import title_in

    assert title_in("They sold the tin  horse", "The Tin Horse") == (14, 24)
    assert title_in("don’t go home", "Don't Go") == (0, 8)
    assert title_in("They sold the tin horses", "The Tin Horse") is None

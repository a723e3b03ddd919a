"""Teaches the writer's encoder: `python scripts/train_meaning.py FOLDER` writes backends/scribe/data/meaning.npz.

FOLDER holds all-MiniLM-L6-v2 (`model.safetensors` and `vocab.txt`, Apache-2.0). Its layers learn, on marked_loglines.tsv, first
the genre and the set of a text, then also where a narrator pauses and what is an order. The word pieces that neither the
loglines nor the writer's word lists need are left out, and weights are kept in 8 bits. Needs the `local` packages; about a
minute on a card, an hour on two cores. `--without AUTHORS` leaves these authors out of the second part, and prints how well it
does on them.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.numpy import load_file
from torch import Tensor, nn
from torch.nn import functional

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from train_writer import BRACED, LOGLINES, marked, sentences_at  # noqa: E402

from backends.scribe.gist import TOLD  # noqa: E402
from backends.scribe.meaning import HEADS, MOST, TINY, _pieces  # noqa: E402
from backends.scribe.words import lexicon  # noqa: E402

OUT = ROOT / "backends" / "scribe" / "data" / "meaning.npz"
FRAME = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
SHORT = 2
"""Letters of a piece that is kept in any case, so that every name can be spelt."""

DROPPED, BLANKED, SMOOTH = 0.1, 0.1, 0.1
"""Share of numbers and of pieces that are hidden in training, and what of each label's certainty is spread over the others."""


@dataclass(frozen=True)
class Example:
    """A text in pieces: which open a line, which are ordered, its genre and set by number (-1: not asked), its author."""

    pieces: list[int]
    pauses: list[int]
    ordered: list[int] | None
    genre: int
    place: int
    author: str


def pauses_of(text: str) -> tuple[str, list[int], list[tuple[int, int]]]:
    """A marked text without its marks, the characters behind its bars, and the spans of its braces."""
    plain, cuts, spans, begun = "", [], [], -1
    for char in re.sub(r"\s*\|\s*", " ¦", text):
        if char == "{":
            begun = len(plain)
        elif char == "}":
            spans.append((begun, len(plain)))
            begun = -1
        elif char == "¦":
            cuts += [len(plain)] if begun < 0 else []
        else:
            plain += char
    return plain, cuts, spans


def examples(pieces: dict[str, int], genres: list[str], places: list[str]) -> tuple[list[Example], list[Example]]:
    """Every logline whole, and every sentence of those that have several or orders."""
    whole, parts = [], []
    with LOGLINES.open(encoding="utf-8", newline="") as file:
        for author, kind, place, title, text in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            row = marked(author, kind, place, title, text)
            plain, cuts, spans = pauses_of(text)
            spans = spans or list(row.orders)
            numbers, starts = _pieces(plain, pieces)
            opens = {cut + len(plain[cut:]) - len(plain[cut:].lstrip()) for cut in cuts}
            told = [int(any(begin <= at < end for begin, end in spans)) for at in starts]
            sure = author in BRACED or bool(spans) or kind not in TOLD
            whole.append(
                Example(
                    numbers,
                    [int(at in opens) for at in starts],
                    told if sure else None,
                    genres.index(kind),
                    places.index(place),
                    author,
                )
            )
            inside = list(sentences_at(row.told))
            for begin, each in inside if len(inside) > 1 or row.orders else ():
                numbers, starts = _pieces(each, pieces)
                cut = {at - begin for at in row.cuts}
                parts.append(Example(numbers, [int(at > 0 and at in cut) for at in starts], None, -1, -1, author))
    return whole, parts


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self, wide: int, inner: int) -> None:
        super().__init__()
        self.attend, self.join = nn.Linear(wide, 3 * wide), nn.Linear(wide, wide)
        self.widen, self.narrow = nn.Linear(wide, inner), nn.Linear(inner, wide)
        self.joined, self.narrowed = nn.LayerNorm(wide, eps=TINY), nn.LayerNorm(wide, eps=TINY)
        self.hide = nn.Dropout(DROPPED)

    def forward(self, state: Tensor, real: Tensor) -> Tensor:
        count, length, wide = state.shape
        split = (part.view(count, length, HEADS, -1).transpose(1, 2) for part in self.attend(state).chunk(3, dim=2))
        seen = functional.scaled_dot_product_attention(*split, attn_mask=real[:, None, None, :])
        state = self.joined(state + self.hide(self.join(seen.transpose(1, 2).reshape(count, length, wide))))
        out: Tensor = self.narrowed(state + self.hide(self.narrow(functional.gelu(self.widen(state)))))
        return out


class Encoder(nn.Module):
    """What meaning.py reads, with its heads: genre, set, and two numbers a piece."""

    def __init__(self, base: dict[str, Any], kept: list[int], genres: int, places: int) -> None:
        super().__init__()
        tables = {name: torch.tensor(table) for name, table in base.items()}
        words = tables["embeddings.word_embeddings.weight"][kept]
        wide = words.shape[1]
        self.words = nn.Embedding.from_pretrained(words, freeze=False)
        first = tables["embeddings.token_type_embeddings.weight"][0]
        self.places = nn.Parameter(tables["embeddings.position_embeddings.weight"][:MOST] + first)
        self.first = nn.LayerNorm(wide, eps=TINY)
        _put(self.first, tables, "embeddings.LayerNorm")
        count = 1 + max(int(found[1]) for name in tables if (found := re.match(r"encoder\.layer\.(\d+)\.", name)))
        inner = tables["encoder.layer.0.intermediate.dense.weight"].shape[0]
        self.layer = nn.ModuleList(Layer(wide, inner) for _ in range(count))
        for at, layer in enumerate(self.layer):
            name = f"encoder.layer.{at}"
            for part in ("weight", "bias"):
                every = [tables[f"{name}.attention.self.{each}.{part}"] for each in ("query", "key", "value")]
                getattr(layer.attend, part).data = torch.cat(every)
            _put(layer.join, tables, f"{name}.attention.output.dense")
            _put(layer.joined, tables, f"{name}.attention.output.LayerNorm")
            _put(layer.widen, tables, f"{name}.intermediate.dense")
            _put(layer.narrow, tables, f"{name}.output.dense")
            _put(layer.narrowed, tables, f"{name}.output.LayerNorm")
        self.hide = nn.Dropout(DROPPED)
        self.genre, self.place, self.token = (nn.Linear(wide, out) for out in (genres, places, 2))
        for head in (self.genre, self.place, self.token):
            nn.init.zeros_(head.weight)
            nn.init.zeros_(head.bias)

    def forward(self, pieces: Tensor, real: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        state = self.hide(self.first(self.words(pieces) + self.places[: pieces.shape[1]]))
        for layer in self.layer:
            state = layer(state, real)
        weight = real.unsqueeze(-1).to(state.dtype)
        whole = self.hide((state * weight).sum(1) / weight.sum(1))
        return self.genre(whole), self.place(whole), self.token(self.hide(state))


def _put(module: nn.Module, tables: dict[str, Tensor], name: str) -> None:
    module.weight.data, module.bias.data = tables[f"{name}.weight"], tables[f"{name}.bias"]  # type: ignore[union-attr]


def batched(given: Sequence[Example], device: str) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Pieces, which are real, pauses, orders, and where orders are asked for: examples x length each."""
    length = max(len(each.pieces) for each in given)

    def table(rows: Sequence[Sequence[int]]) -> Tensor:
        return torch.tensor([[*row, *[0] * (length - len(row))] for row in rows], device=device)

    real = table([[1] * len(each.pieces) for each in given]).bool()
    asked = real & torch.tensor([[each.ordered is not None] for each in given], device=device)
    orders = table([each.ordered or [0] * len(each.pieces) for each in given]).float()
    return table([each.pieces for each in given]), real, table([each.pauses for each in given]).float(), orders, asked


def teach(
    net: Encoder, given: Sequence[Example], parts: Sequence[Example], rounds: int, rate: float, size: int, device: str
) -> None:
    """Rounds over all examples, with half of the `parts`; without parts, genre and set alone."""
    heads = [*net.genre.parameters(), *net.place.parameters(), *net.token.parameters()]
    own = {id(each) for each in heads}
    body = [each for each in net.parameters() if id(each) not in own]
    grown = torch.optim.AdamW([{"params": body, "lr": rate}, {"params": heads, "lr": 2e-3 if not parts else 1e-3}])
    every = len(given) + len(parts) // 2
    steps = rounds * -(-every // size)
    slower = torch.optim.lr_scheduler.LambdaLR(
        grown, lambda at: min(1, (at + 1) / (0.08 * steps)) * max(0.0, 1 - at / steps)
    )
    dice = np.random.default_rng(1)
    for number in range(rounds):
        some = [parts[at] for at in dice.permutation(len(parts))[: len(parts) // 2]]
        pool = [*given, *some]
        order = np.argsort([len(each.pieces) + dice.uniform(0, 6) for each in pool])
        groups = [order[at : at + size] for at in range(0, len(order), size)]
        for at in dice.permutation(len(groups)):
            batch = [pool[index] for index in groups[at]]
            pieces, real, pauses, orders, asked = batched(batch, device)
            hidden = (torch.rand(pieces.shape, device=device) < BLANKED) & (
                torch.arange(pieces.shape[1], device=device) > 0
            )
            net.train()
            genre, place, token = net(torch.where(hidden, FRAME.index("[UNK]"), pieces), real)
            labels = [
                torch.tensor(row, device=device)
                for row in zip(*((each.genre, each.place) for each in batch), strict=True)
            ]
            loss = torch.zeros((), device=device)
            for said, wanted in zip((genre, place), labels, strict=True):
                if bool((wanted >= 0).any()):
                    loss = loss + functional.cross_entropy(said, wanted, label_smoothing=SMOOTH, ignore_index=-1)
            if parts:
                inside = functional.binary_cross_entropy_with_logits(token[..., 0][real], pauses[real])
                loss = 0.5 * loss + 4 * inside
                if bool(asked.any()):
                    loss = loss + 4 * functional.binary_cross_entropy_with_logits(token[..., 1][asked], orders[asked])
            grown.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            grown.step()
            slower.step()
        print(f"round {number + 1} of {rounds}: {loss.item():.2f}", flush=True)


@torch.no_grad()
def check(net: Encoder, given: Sequence[Example], device: str) -> None:
    """How well it does on loglines."""
    net.eval()
    right = np.zeros(2)
    hits = np.zeros((2, 3))
    for each in given:
        pieces, real, pauses, orders, asked = batched([each], device)
        genre, place, token = net(pieces, real)
        right += int(genre.argmax()) == each.genre, int(place.argmax()) == each.place
        for at, (wanted, mask) in enumerate(((pauses, real), (orders, asked))):
            said = (token[..., at] > 0) & mask
            hits[at] += [float((said & (wanted > 0)).sum()), float(said.sum()), float(((wanted > 0) & mask).sum())]
    print(f"of {len(given)}: genre {right[0] / len(given):.3f}, set {right[1] / len(given):.3f}")
    for name, (hit, said, wanted) in zip(("pauses", "orders"), hits, strict=True):
        print(f"{name}: precision {hit / said:.3f}, recall {hit / wanted:.3f}")


def packed(net: Encoder) -> dict[str, Any]:
    """The weights, large ones in 8 bits with a scale a row."""
    out: dict[str, Any] = {}
    for name, table in ((name, table.float().cpu().numpy()) for name, table in net.state_dict().items()):
        short = name.removesuffix(".weight")
        if name == "words.weight" or (name.startswith("layer.") and table.ndim == 2):
            scale = np.maximum(np.abs(table).max(axis=1) / 127, 1e-6).astype(np.float16)
            out[short] = np.clip(np.round(table / scale.astype(np.float32)[:, None]), -127, 127).astype(np.int8)
            out[f"{short}.scale"] = scale
        else:
            out[short] = table.astype(np.float16)
    return out


def main() -> None:
    """Teach it and write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--without", default="", help="authors, by their letters")
    parser.add_argument("--device", default="cuda:0" if torch.cuda.is_available() else "cpu")
    chosen = parser.parse_args()
    torch.manual_seed(1)
    vocabulary = (chosen.folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    numbers = {piece: number for number, piece in enumerate(vocabulary)}
    with LOGLINES.open(encoding="utf-8", newline="") as file:
        rows = [marked(*row) for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]
    texts = [*(row.text for row in rows), *lexicon().words]
    used = {number for text in texts for number in _pieces(text, numbers)[0]}
    used |= {at for at, piece in enumerate(vocabulary) if piece.isascii() and len(piece.removeprefix("##")) <= SHORT}
    names = [*FRAME, *(vocabulary[at] for at in sorted(used) if vocabulary[at] not in FRAME)]
    kept = [numbers[name] for name in names]
    genres, places = sorted({row.kind for row in rows}), sorted({row.place for row in rows})
    whole, parts = examples({name: at for at, name in enumerate(names)}, genres, places)
    net = Encoder(load_file(chosen.folder / "model.safetensors"), kept, len(genres), len(places)).to(chosen.device)
    teach(net, whole, (), 6, 1e-4, 64, chosen.device)
    held = set(chosen.without)
    some, short = ([each for each in given if each.author not in held] for given in (whole, parts))
    teach(net, some, short, 3, 5e-5, 32, chosen.device)
    if held:
        check(net, [each for each in whole if each.author in held], chosen.device)
    labels = json.dumps({"pieces": names, "genres": genres, "places": places}, ensure_ascii=False).encode()
    np.savez_compressed(OUT, **packed(net), names=np.frombuffer(labels, np.uint8))
    print(f"{OUT.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

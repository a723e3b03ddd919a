"""Teaches the encoder: `python scripts/train_meaning.py FOLDER` writes studio/analysis/data/meaning.npz.

FOLDER holds all-MiniLM-L6-v2 (`model.safetensors` and `vocab.txt`, Apache-2.0). Its layers learn, on marked_loglines.tsv and
marked_phrases.tsv, first what a text is as a whole (genre and set of a film, scene and hour of a picture), then also which pieces
do what: where a narrator pauses, what is an order, what is in the title. The word pieces that neither these texts nor the
writer's word lists need are left out; the second part already reads the weights rounded as they are kept, in five bits a
piece's number and six a layer's. Needs the `local` packages; minutes on a card, an hour or two on two cores. `--without AUTHORS` leaves
these authors' loglines and phrases out, and prints how well it does on them.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.numpy import load_file
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils import parametrize

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from train_painter import plain  # noqa: E402
from train_writer import BRACED, LOGLINES, bare, marked, sentences_at  # noqa: E402

from backends.scribe.gist import TOLD  # noqa: E402
from backends.scribe.words import lexicon  # noqa: E402
from studio.analysis.meaning import HEADS, MOST, PIECES, TINY, _pieces  # noqa: E402

OUT = ROOT / "studio" / "analysis" / "data" / "meaning.npz"
PHRASES = ROOT / "scripts" / "marked_phrases.tsv"
WHOLE = ("genre", "set", "scene", "hour")
"""What is asked of a text as a whole."""

ASKED = {"pause": 4.0, "order": 4.0, "title": 2.0}
"""What is asked of each piece, and how much it counts beside what is asked of the whole."""

BRIEF, OFTEN = 45, 3
"""Pieces from which a text with orders is a brief, and how often it is read for once that another is: there are few."""

MIXED = 12000
"""Texts that are put together of what others tell and order."""

SEEN = 0.5
"""How much the scene and hour of a picture count."""

LEVELS = {"words": 11, "layer": 25}
"""Steps to each side of nought that a weight is kept in."""
FRAME = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
SHORT = 2
"""Letters of a piece that is kept in any case, so that every name can be spelt."""

DROPPED, BLANKED, SMOOTH = 0.1, 0.1, 0.1
"""Share of numbers and of pieces that are hidden in training, and what of each label's certainty is spread over the others."""


@dataclass(frozen=True)
class Example:
    """A text in pieces, its author, the right numbers of each question about the whole (none: not asked), and of each question about
    its pieces a number each."""

    pieces: list[int]
    author: str
    whole: dict[str, tuple[int, ...]]
    inside: dict[str, list[int]]


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


def loglines() -> list[list[str]]:
    """Author, genre, set, title and marked text of each logline."""
    with LOGLINES.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def phrases() -> list[tuple[str, str, dict[str, tuple[str, ...]]]]:
    """Author, text, and the scenes and hours that are right of each phrase, and of what the painter's tables call a place."""
    with PHRASES.open(encoding="utf-8", newline="") as file:
        told = [
            (author, text, {"scene": _names(scenes), "hour": _names(hours)})
            for author, text, scenes, hours, *_ in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]
    return told + [("", row.text, {"scene": row.places, "hour": ()}) for row in plain()[::2]]


def _names(listed: str) -> tuple[str, ...]:
    return tuple(name for name in listed.split(",") if name.strip("-") and not name.startswith("?"))


def examples(pieces: dict[str, int], labels: dict[str, list[str]]) -> tuple[list[Example], list[Example]]:
    """Every logline and phrase whole, and every sentence of those that have several or orders."""
    whole, parts = [], []
    for author, kind, place, title, text in loglines():
        row = marked(author, kind, place, title, text)
        plain, cuts, spans = pauses_of(text)
        spans = spans or list(row.orders)
        numbers, starts = _pieces(plain, pieces)
        opens = {cut + len(plain[cut:]) - len(plain[cut:].lstrip()) for cut in cuts}
        inside = {"pause": [int(at in opens) for at in starts]}
        if author in BRACED or spans or kind not in TOLD:
            inside["order"] = [int(any(begin <= at < end for begin, end in spans)) for at in starts]
        if span := title_in(plain, title):
            inside["title"] = [int(span[0] <= at < span[1]) for at in starts]
        is_so = {"genre": (labels["genre"].index(kind),), "set": (labels["set"].index(place),)}
        whole.append(Example(numbers, author, is_so, inside))
        if span and spans and (told := title_in(row.told, title)):  # as the writer asks: without its orders
            numbers, starts = _pieces(row.told, pieces)
            parts.append(Example(numbers, author, {}, {"title": [int(told[0] <= at < told[1]) for at in starts]}))
        each_of = list(sentences_at(row.told))
        for begin, each in each_of if len(each_of) > 1 or row.orders else ():
            numbers, starts = _pieces(each, pieces)
            cut = {at - begin for at in row.cuts}
            parts.append(Example(numbers, author, {}, {"pause": [int(at > 0 and at in cut) for at in starts]}))
    for author, text, right in phrases():
        is_so = {head: tuple(map(labels[head].index, names)) for head, names in right.items() if names}
        whole.append(Example(_pieces(text, pieces)[0], f"phrase {author}", is_so, {}))
    return whole, parts


def mixtures(pieces: dict[str, int], held: set[str], count: int, dice: np.random.Generator) -> list[Example]:
    """Marked texts with fewer orders than they had, or with one of another text: what is told and ordered takes turns in all ways."""
    rows = [(author, _pieces_of(text)) for author, *_, text in loglines() if author not in held]
    orders: dict[int, list[str]] = {-1: [], 0: [], 1: []}  # at the beginning, inside, at the end
    for _, parts in rows:
        for at, (said, is_order) in enumerate(parts):
            if is_order and len(parts) > 1 and (at < len(parts) - 1 or not said.endswith(":")):
                orders[-1 if at == 0 else 1 if at == len(parts) - 1 else 0].append(said)
    found = []
    for at in dice.permutation(len(rows))[:count]:
        author, parts = rows[at]
        kept = [part for part in parts if not part[1] or dice.random() < 0.5]
        where = int(dice.integers(-1, 2))
        other = orders[where][int(dice.integers(len(orders[where])))] if orders[where] else "Short."
        place = 0 if where < 0 else len(kept) if where > 0 else int(dice.integers(max(1, len(kept))))
        if author in BRACED or all(is_order for _, is_order in parts[:1]) or dice.random() < 0.5:
            kept.insert(place, (other, True))
        told = kept[0][0]
        begins, spans = len(told), [(0, len(told))] if kept[0][1] else []
        for said, is_order in kept[1:]:
            joint = "" if said[0] in ",.;:!?" else ", " if told[-1].isalnum() and dice.random() < 0.3 else " "
            told += joint + said
            begins += len(joint)
            spans += [(begins, begins + len(said))] if is_order else []
            begins += len(said)
        told = told.lower() if dice.random() < 0.15 else told
        numbers, starts = _pieces(told, pieces)
        found.append(
            Example(numbers, author, {}, {"order": [int(any(a <= at < b for a, b in spans)) for at in starts]})
        )
    return found


def _pieces_of(text: str) -> list[tuple[str, bool]]:
    """The parts of a marked text in order, each with whether it is ordered; what is told in sentences."""
    found = []
    for part in re.split(r"(\{[^}]*\})", re.sub(r"\s*\|\s*", " ", text)):
        if part.startswith("{"):
            found.append((part[1:-1].strip(), True))
        else:
            found += [(said.strip(), False) for said in re.split(r"(?<=[.!?]) (?=[A-Z0-9])", part)]
    return [(said, is_order) for said, is_order in found if said]


def title_in(text: str, title: str) -> tuple[int, int] | None:
    """Where a title stands in a text, article or not."""
    words = [re.escape(word) for word in bare(title).split()]
    pattern = rf"(?<!\w){r'[^a-z0-9]{1,3}'.join(words)}(?!\w)"
    found = re.search(pattern, text.replace("’", "'"), re.IGNORECASE) if words else None
    return found.span() if found else None


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
    """What meaning.py reads, with its heads."""

    def __init__(self, base: dict[str, Any], kept: list[int], labels: dict[str, list[str]]) -> None:
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
        self.heads = nn.ModuleDict({name: nn.Linear(wide, len(its)) for name, its in labels.items()})
        for parameter in self.heads.parameters():
            nn.init.zeros_(parameter)

    def rounded(self) -> None:
        """From here on, read the weights as they are kept."""
        for name, module in self.named_modules():
            if isinstance(module, nn.Embedding | nn.Linear) and (levels := LEVELS.get(name.split(".")[0])):
                parametrize.register_parametrization(module, "weight", Rounded(levels))

    def forward(self, pieces: Tensor, real: Tensor) -> dict[str, Tensor]:
        state = self.hide(self.first(self.words(pieces) + self.places[: pieces.shape[1]]))
        for layer in self.layer:
            state = layer(state, real)
        weight = real.unsqueeze(-1).to(state.dtype)
        whole = self.hide((state * weight).sum(1) / weight.sum(1))
        return {name: head(self.hide(state) if name == PIECES else whole) for name, head in self.heads.items()}


class Rounded(nn.Module):
    """A table in steps of a share of each row's largest number; what it learns passes through."""

    def __init__(self, levels: int) -> None:
        super().__init__()
        self.levels = levels

    def forward(self, table: Tensor) -> Tensor:
        scale = scales(table, self.levels)
        return table + (torch.round(table / scale) * scale - table).detach()


def scales(table: Tensor, levels: int) -> Tensor:
    """The step of each row, as half a float holds it: rows x 1."""
    return (table.detach().abs().amax(1, keepdim=True) / levels).clamp(min=1e-6).half().to(table.dtype)


def _put(module: nn.Module, tables: dict[str, Tensor], name: str) -> None:
    module.weight.data, module.bias.data = tables[f"{name}.weight"], tables[f"{name}.bias"]  # type: ignore[union-attr]


def batched(given: Sequence[Example], device: str) -> tuple[Tensor, Tensor]:
    """Pieces, and which are real: examples x length each."""
    length = max(len(each.pieces) for each in given)
    rows = [[*each.pieces, *[0] * (length - len(each.pieces))] for each in given]
    real = [[at < len(each.pieces) for at in range(length)] for each in given]
    return torch.tensor(rows, device=device), torch.tensor(real, device=device)


def wrong(said: dict[str, Tensor], given: Sequence[Example], *, inside: bool) -> Tensor:
    """The loss over a batch; `inside`: also that of the pieces."""
    loss = torch.zeros((), device=said[PIECES].device)
    for head in WHOLE:
        asked = [at for at, each in enumerate(given) if head in each.whole]
        if asked:
            odds = functional.log_softmax(said[head][asked], 1)
            right = torch.full(odds.shape, -torch.inf)
            for row, at in enumerate(asked):
                right[row, list(given[at].whole[head])] = 0.0
            hit = -torch.logsumexp(odds + right.to(odds.device), 1).mean()
            share = (SEEN if head in ("scene", "hour") else 1.0) * (0.5 if inside else 1.0)
            loss = loss + share * ((1 - SMOOTH) * hit - SMOOTH * odds.mean()) * len(asked) / len(given)
    for column, (head, weight) in enumerate(ASKED.items()) if inside else ():
        asked = [at for at, each in enumerate(given) if head in each.inside]
        if asked:
            odds = torch.cat([said[PIECES][at, : len(given[at].pieces), column] for at in asked])
            right = torch.tensor([value for at in asked for value in given[at].inside[head]], device=odds.device)
            loss = loss + weight * functional.binary_cross_entropy_with_logits(odds, right.float())
    return loss


def teach(
    net: Encoder, given: Sequence[Example], rounds: int, rate: float, size: int, device: str, *, inside: bool
) -> None:
    """Rounds over all examples; not `inside`: what they are as a whole alone."""
    heads = list(net.heads.parameters())
    own = {id(each) for each in heads}
    body = [each for each in net.parameters() if id(each) not in own]
    grown = torch.optim.AdamW([{"params": body, "lr": rate}, {"params": heads, "lr": 1e-3 if inside else 2e-3}])
    steps = rounds * -(-len(given) // size)
    slower = torch.optim.lr_scheduler.LambdaLR(
        grown, lambda at: min(1, (at + 1) / (0.08 * steps)) * max(0.0, 1 - at / steps)
    )
    dice = np.random.default_rng(1)
    for number in range(rounds):
        order = np.argsort([len(each.pieces) + dice.uniform(0, 6) for each in given])
        groups = [order[at : at + size] for at in range(0, len(order), size)]
        for at in dice.permutation(len(groups)):
            batch = [given[index] for index in groups[at]]
            pieces, real = batched(batch, device)
            hidden = (torch.rand(pieces.shape, device=device) < BLANKED) & (
                torch.arange(pieces.shape[1], device=device) > 0
            )
            net.train()
            loss = wrong(net(torch.where(hidden, FRAME.index("[UNK]"), pieces), real), batch, inside=inside)
            grown.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            grown.step()
            slower.step()
        print(f"round {number + 1} of {rounds}: {loss.item():.2f}", flush=True)


@torch.no_grad()
def check(net: Encoder, given: Sequence[Example], device: str) -> None:
    """How well it does on texts."""
    net.eval()
    right, asked = Counter[str](), Counter[str]()
    hits = {head: np.zeros(3) for head in ASKED}
    for each in given:
        said = net(*batched([each], device))
        for head, wanted in each.whole.items():
            right[head] += int(said[head].argmax()) in wanted
            asked[head] += 1
        for column, head in enumerate(ASKED):
            if head in each.inside:
                marked_so, is_so = said[PIECES][0, :, column].cpu().numpy() > 0, np.array(each.inside[head]) > 0
                hits[head] += (marked_so & is_so).sum(), marked_so.sum(), is_so.sum()
    print(f"of {len(given)}:", *(f"{head} {right[head] / asked[head]:.3f}" for head in asked))
    for name, (hit, said_so, wanted_so) in hits.items():
        print(f"{name}: precision {hit / max(1, said_so):.3f}, recall {hit / max(1, wanted_so):.3f}")


def packed(net: Encoder) -> dict[str, Any]:
    """The weights, large ones in few steps with a scale a row."""
    out: dict[str, Any] = {}
    for module in net.modules():
        if parametrize.is_parametrized(module):
            parametrize.remove_parametrizations(module, "weight", leave_parametrized=False)
    for name, table in net.state_dict().items():
        short = name.removeprefix("heads.").removesuffix(".weight")
        levels = LEVELS.get(name.split(".")[0])
        if levels and table.ndim == 2:
            scale = scales(table, levels)
            out[short] = torch.round(table / scale).cpu().numpy().astype(np.int8)
            out[f"{short}.scale"] = scale[:, 0].cpu().numpy().astype(np.float16)
        else:
            out[short] = table.cpu().numpy().astype(np.float16)
    return out


def taught(folder: Path, device: str, held: set[str]) -> tuple[Encoder, list[str], dict[str, list[str]], list[Example]]:
    """An encoder that learned from all but some authors, its pieces and labels, and all that it might learn from."""
    torch.manual_seed(1)
    vocabulary = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    numbers = {piece: number for number, piece in enumerate(vocabulary)}
    rows, seen = loglines(), phrases()
    texts = [*(pauses_of(row[4])[0] for row in rows), *(text for _, text, _ in seen), *lexicon().words]
    used = {number for text in texts for number in _pieces(text, numbers)[0]}
    used |= {at for at, piece in enumerate(vocabulary) if piece.isascii() and len(piece.removeprefix("##")) <= SHORT}
    names = [*FRAME, *(vocabulary[at] for at in sorted(used) if vocabulary[at] not in FRAME)]
    kept = [numbers[name] for name in names]
    labels = {"genre": sorted({row[1] for row in rows}), "set": sorted({row[2] for row in rows})}
    for head in ("scene", "hour"):
        labels[head] = sorted({name for _, _, right in seen for name in right[head]})
    labels[PIECES] = list(ASKED)
    whole, parts = examples({name: at for at, name in enumerate(names)}, labels)
    net = Encoder(load_file(folder / "model.safetensors"), kept, labels).to(device)
    some, short = ([each for each in given if each.author not in held] for given in (whole, parts))
    teach(net, some, 6, 1e-4, 64, device, inside=False)
    net.rounded()
    briefs = [each for each in some if len(each.pieces) >= BRIEF and any(each.inside.get("order", ()))]
    again = [*some, *briefs * (OFTEN - 1)]
    mixed = mixtures({name: at for at, name in enumerate(names)}, held, MIXED, np.random.default_rng(2))
    teach(net, [*again, *short[::2], *again, *short[1::2], *mixed], 2, 5e-5, 32, device, inside=True)
    return net, names, labels, whole


def main() -> None:
    """Teach it and write it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--without", default="", help="authors, by their letters")
    parser.add_argument("--device", default="cuda:0" if torch.cuda.is_available() else "cpu")
    chosen = parser.parse_args()
    held = {*chosen.without, *(f"phrase {author}" for author in chosen.without)}
    net, names, labels, every = taught(chosen.folder, chosen.device, held)
    if held:
        check(net, [each for each in every if each.author in held], chosen.device)
    told = json.dumps({"pieces": names, "labels": labels}, ensure_ascii=False).encode()
    np.savez_compressed(OUT, **packed(net), names=np.frombuffer(told, np.uint8))
    print(f"{OUT.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

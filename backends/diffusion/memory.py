"""How a model is laid into memory: need reckoned from file headers before anything loads, the first policy that fits."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import gcd, prod
from typing import Literal

from backends.diffusion.folder import FLOATS, OTHERS, SIZES, Component
from backends.diffusion.rows import Dtype
from studio.errors import NotReady

Policy = Literal["resident", "offload", "fp8", "quantized", "group"]
LADDER: tuple[Policy, ...] = ("resident", "offload", "fp8", "quantized", "group")
WORDS: dict[Policy, str] = {
    "resident": "all of it on the card",
    "offload": "one component on the card at a time",
    "fp8": "one component at a time, the largest kept in 8 bits",
    "quantized": "one component at a time, the largest packed into 4 bits",
    "group": "layer by layer; slow",
}
DRAWERS = ("transformer", "transformer_2", "unet")
"""Components that draw; the others read words, look at pictures, or develop."""
SHRUNK = ("transformer", "unet", "text_encoder")
"""Components that `fp8` and `quantized` keep smaller, by the beginnings of their names."""
SPARED = ("embed", "shared", "wte", "wpe", "relative_attention_bias", "lm_head", "norm", r"^proj_in$", r"^proj_out$")
"""Layers that stay as they are: a model's dtype is asked of the embeddings, a small error of the others is a large one
of the picture."""
OVERHEAD = 1_500_000_000
"""Bytes of the driver's context, kernels and fragments, and of a layer unpacked for its use."""
GROUP_SHARE = 0.12
"""Share of the largest component that lies on the card when it goes layer by layer, with what is read ahead."""


@dataclass(frozen=True)
class Need:
    """What a model takes: bytes of each component as loaded and as the policies that shrink it keep it, and of work
    memory."""

    components: dict[str, int]
    work: int
    kept: Mapping[Policy, dict[str, int]] = field(default_factory=dict)

    @property
    def whole(self) -> int:
        """Bytes of all components."""
        return sum(self.components.values())

    def card(self, policy: Policy) -> int:
        """Bytes on the card under a policy."""
        largest = max(self.kept.get(policy, self.components).values(), default=0)
        held = {"resident": self.whole, "group": round(largest * GROUP_SHARE)}.get(policy, largest)
        return held + self.work + OVERHEAD

    def main(self, policy: Policy) -> int:
        """Bytes of main memory under a policy."""
        return OVERHEAD if policy == "resident" else self.whole + OVERHEAD


def group(columns: int) -> int:
    """How many weights of a row share a scale when they are packed."""
    return gcd(columns, 32)


def packs(shape: tuple[int, ...]) -> bool:
    """Can a weight of this shape be packed?"""
    return len(shape) == 2 and group(shape[1]) >= 8


def spares(marks: tuple[str, ...]) -> Callable[[str], bool]:
    """Does a layer of this name stay as it is, or lie within one that does?"""
    found = re.compile("|".join(f"(?:{mark})" for mark in (*SPARED, *marks)))
    return lambda name: any(
        found.search(name[:end]) for end in (*(at.start() for at in re.finditer(r"\.", name)), None)
    )


def need(
    parts: Mapping[str, Component],
    types: Mapping[str, Dtype],
    work: int,
    keeps: Callable[[Component], Callable[[str], bool]] = lambda part: lambda name: False,
    marks: Callable[[Component], tuple[str, ...]] = lambda part: (),
) -> Need:
    """What components take, loaded as `types` say. `keeps`: which weights stay in float32; `marks`: which layers the
    class of a component wants spared."""
    whole = {name: part.bytes(types[name], keeps(part)) for name, part in parts.items()}
    shrunk = {
        name: _shrunk(part, types[name], keeps(part), spares(marks(part)))
        for name, part in parts.items()
        if name.startswith(SHRUNK)
    }
    eight = {**whole, **{name: sizes[0] for name, sizes in shrunk.items()}}
    four = {**whole, **{name: sizes[1] for name, sizes in shrunk.items()}}
    return Need(whole, work, {"fp8": eight, "quantized": four})


def _shrunk(
    part: Component, dtype: Dtype, keeps: Callable[[str], bool], spared: Callable[[str], bool]
) -> tuple[int, int]:
    """Bytes of a component whose layers are kept in 8 bits, and packed into 4."""
    eight = four = 0
    for name, (kind, shape) in part.tensors.items():
        stem, _, last = name.rpartition(".")
        count = prod(shape)
        size = count * ((4 if keeps(name) else SIZES[dtype]) if kind in FLOATS else OTHERS[kind])
        layer = part.tensors.get(f"{stem}.weight", (kind, ()))[1]
        small = last in ("weight", "bias") and len(layer) > 1 and not spared(stem)
        eight += count if small else size
        packed = small and last == "weight" and packs(shape)
        four += count // 2 + count // group(shape[1]) * SIZES[dtype] if packed else size
    return eight, four


def choose(need: Need, card: int, main: int, asked: Policy | None = None) -> tuple[Policy, ...]:
    """The policies to try in turn: the asked one, else the first that fits and those below it. NotReady says what
    would fit."""
    ladder = LADDER[LADDER.index(asked) :] if asked else LADDER
    for place, policy in enumerate(ladder):
        if need.card(policy) <= card and need.main(policy) <= main:
            return ladder[place:]
    least = need.card("group")
    if least > card:
        raise NotReady(
            f"It needs {gb(least)} of graphics memory even {WORDS['group']}; {gb(card)} are there.",
            f"Ask for a smaller size or less length, or choose a smaller model: {gb(need.card('resident'))} hold all of it.",
        )
    raise NotReady(
        f"It needs {gb(need.main('group'))} of main memory beside the card; {gb(main)} are free.",
        "Close other programs, or choose a smaller model.",
    )


def on_cpu(need: Need, main: int) -> None:
    """Without a card everything lies in main memory; NotReady where it does not fit."""
    if need.whole + need.work > main:
        raise NotReady(
            f"Without a GPU it needs {gb(need.whole + need.work)} of main memory; {gb(main)} are free.",
            "Choose a smaller model or size, or run it on a machine with a GPU.",
        )


def gb(size: int) -> str:
    """Bytes as GB."""
    return f"{size / 1e9:.1f} GB"

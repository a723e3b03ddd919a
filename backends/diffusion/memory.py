"""How a model is laid into memory: need reckoned from file headers before anything loads, the first policy that fits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from studio.errors import NotReady

Policy = Literal["resident", "offload", "fp8", "group"]
LADDER: tuple[Policy, ...] = ("resident", "offload", "fp8", "group")
WORDS: dict[Policy, str] = {
    "resident": "all of it on the card",
    "offload": "one component on the card at a time",
    "fp8": "one component at a time, the largest kept in 8 bits",
    "group": "layer by layer; slow",
}
DRAWERS = ("transformer", "transformer_2", "unet")
"""Components that draw; the others read words, look at pictures, or develop."""
OVERHEAD = 1_500_000_000
"""Bytes of the driver's context, kernels and fragments."""
GROUP_SHARE = 0.12
"""Share of the largest component that lies on the card when it goes layer by layer, with what is read ahead."""


@dataclass(frozen=True)
class Need:
    """What a model takes: bytes of each component as loaded, of the one that draws, and of work memory."""

    components: dict[str, int]
    drawer: int
    work: int

    @property
    def whole(self) -> int:
        """Bytes of all components."""
        return sum(self.components.values())

    def card(self, policy: Policy) -> int:
        """Bytes on the card under a policy."""
        largest = max(self.components.values(), default=0)
        others = max([size for size in self.components.values() if size != self.drawer] or [0])
        held = {
            "resident": self.whole,
            "offload": largest,
            "fp8": max(round(self.drawer * 0.55), round(others * 0.62)),  # embeddings stay as they are
            "group": round(largest * GROUP_SHARE),
        }[policy]
        return held + self.work + OVERHEAD

    def main(self, policy: Policy) -> int:
        """Bytes of main memory under a policy."""
        return OVERHEAD if policy == "resident" else self.whole + OVERHEAD


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

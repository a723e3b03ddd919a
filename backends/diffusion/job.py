"""The generations of one request: each under the first policy that does not run out of memory, with the levers it bears."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import torch

from backends.diffusion.asked import Drawn as Asked
from backends.diffusion.drawing import Drawn, Order, Steps, draw
from backends.diffusion.loader import Levers
from backends.diffusion.memory import WORDS, Need, Policy
from backends.diffusion.rows import Row
from studio.backend import Context, Request

if TYPE_CHECKING:
    from backends.diffusion.maker import Maker

DRAFT_CACHE, DRAFT_LEAST = 0.1, 4
"""A draft: how little a step must change to be skipped, and the steps that are always made."""


def drafted(steps: int) -> int:
    """Steps of a draft; a distilled model's few steps stay as they are."""
    return max(min(steps, DRAFT_LEAST), steps // 2) if steps > 2 * DRAFT_LEAST else steps


class Shot(NamedTuple):
    """A request on its way: everything that its task needs."""

    request: Request
    values: dict[str, Any]
    row: Row
    order: Order
    job: Job
    context: Context


class Job:
    """Generations of one request: each under the first policy that does not run out of memory."""

    def __init__(self, maker: Maker, row: Row, folder: Path, lora: Path | None, asked: Asked, context: Context) -> None:
        self.maker, self.row, self.folder, self.lora = maker, row, folder, lora
        self.asked: Policy | None = None if asked.memory == "auto" else asked.memory
        self.levers = Levers(asked.attention, asked.cache or DRAFT_CACHE * asked.draft, asked.compile)
        self.steps = Steps(context)
        self.dropped: set[str] = set()
        self.degraded: list[str] = []
        self.policy: Policy | None = None
        self.facts: dict[str, Any] = {}

    def draw(self, order: Order) -> Drawn:
        """One generation; where memory runs out the next policy is tried, and said so."""
        loader, pixels = self.maker.loader, order.width * order.height * order.frames
        activation = self.maker.activation(self.row)
        need = loader.need(self.row, order.use, self.folder, round(pixels * activation))
        ladder = loader.policies(need, self.policy or self.asked)
        for place, policy in enumerate(ladder):
            self.steps.phase("loading the model (once)" if not loader.pipes else "reading the words")
            try:
                return self._quick(order, policy, need, pixels)
            except torch.OutOfMemoryError:
                loader.free()
                if place + 1 == len(ladder):
                    raise
                self.degraded.append(f"{WORDS[policy]}: out of memory; went on with {WORDS[ladder[place + 1]]}")
        raise AssertionError("a ladder is never empty")

    def _quick(self, order: Order, policy: Policy, need: Need, pixels: int) -> Drawn:
        """One generation with the levers; where the library cannot skip steps of this model, without that one."""
        maker = self.maker
        if self.row.id in maker.whole_only:
            self.levers = self.levers._replace(cache=0.0)
        done = self.steps.done
        try:
            return self._once(order, policy, need, pixels)
        except torch.OutOfMemoryError:
            raise
        except (ValueError, TypeError, IndexError, KeyError, AttributeError, RuntimeError):
            if not self.levers.cache:
                raise
            maker.loader.free()
            maker.whole_only.add(self.row.id)
            self.levers, self.steps.done = self.levers._replace(cache=0.0), done
            return self._once(order, policy, need, pixels)

    def _once(self, order: Order, policy: Policy, need: Need, pixels: int) -> Drawn:
        loader = self.maker.loader
        loaded = loader.loaded(self.row, order.use, self.folder, self.lora, policy, self.levers, need)
        self.policy, self.facts = policy, loaded.facts
        began, before = time.monotonic(), self.steps.done
        self.maker.watch()
        drawn = draw(loaded, order, self.steps, self.dropped, loader.device)
        self.maker.learn(self.row, pixels, time.monotonic() - began, self.steps.done - before)
        return drawn

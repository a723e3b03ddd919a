"""Components that take turns on the card: each comes when it is called and leaves for the next; its weights stay in main
memory meanwhile, so that leaving copies nothing. The library's own way copies every weight back each time."""

from __future__ import annotations

from typing import Any

import torch
from accelerate.hooks import ModelHook, add_hook_to_module
from accelerate.utils import send_to_device


class Turns:
    """Who is on the card."""

    def __init__(self, device: torch.device, pinned: bool) -> None:
        self.device = device
        self.pinned = pinned  # main memory that the card reads without a copy between; it cannot be swapped out
        self.here: Turn | None = None

    def join(self, module: torch.nn.Module) -> None:
        """Let a module take part; one that does already stays as it is."""
        if not isinstance(getattr(module, "_hf_hook", None), Turn):
            add_hook_to_module(module, Turn(module, self))

    def brought(self, data: torch.Tensor) -> torch.Tensor:
        """A copy on the card."""
        return data.to(self.device, non_blocking=self.pinned)


class Turn(ModelHook):  # type: ignore[misc]
    """One module's turn."""

    def __init__(self, module: torch.nn.Module, turns: Turns) -> None:
        self.execution_device = turns.device  # the pipeline asks its modules where to work
        self.turns = turns
        self.module = module
        self.home = {id(held): self._laid(held.data) for held in self._held()}

    def _held(self) -> list[torch.Tensor]:
        return [*self.module.parameters(), *self.module.buffers()]

    def _laid(self, data: torch.Tensor) -> torch.Tensor:
        return data.cpu().pin_memory() if self.turns.pinned and data.numel() else data.cpu()

    def init_hook(self, module: torch.nn.Module) -> torch.nn.Module:
        """Leave the card."""
        self.leave()
        return module

    def pre_forward(self, module: torch.nn.Module, *given: Any, **named: Any) -> tuple[Any, Any]:
        """Come, and send away who is there."""
        here = self.turns.here
        if here is not self:
            if here is not None:
                here.leave()
                if self.turns.device.type == "cuda":
                    torch.cuda.empty_cache()  # the next one finds the room in one piece
            for held in self._held():
                held.data = self.turns.brought(held.data)
            self.turns.here = self
        return send_to_device(given, self.turns.device), send_to_device(named, self.turns.device)

    def leave(self) -> None:
        """Lie in main memory again, as before it came."""
        for held in self._held():
            home = self.home.get(id(held))
            held.data = held.data.cpu() if home is None else home
        if self.turns.here is self:
            self.turns.here = None

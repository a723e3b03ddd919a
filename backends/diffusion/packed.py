"""Linear layers kept in 4 bits: every weight one of 16 levels of its group's largest, unpacked when the layer is used."""

from __future__ import annotations

from typing import Any

import torch
from torch import nn

from backends.diffusion.memory import group, packs, spares

LEVELS = (0.0489, 0.1477, 0.2496, 0.3573, 0.4745, 0.6078, 0.7668, 0.9717)
"""The eight upper levels; the lower ones are their negatives. Of normally distributed weights in groups of 32 they lose
least: 21.8 dB under the weights (found by moving each level to the mean of what falls to it, until none moves)."""


class Packed(nn.Linear):  # type: ignore[misc]
    """A linear layer whose weight lies in `codes` (two a byte, out × in / 2) and `scale` (one a group, out × groups)."""

    def __init__(self, layer: nn.Linear, device: torch.device) -> None:
        nn.Module.__init__(self)
        self.in_features, self.out_features = layer.in_features, layer.out_features
        home, held = layer.weight.device, layer.weight.dtype
        grouped = layer.weight.detach().to(device, torch.float32).unflatten(1, (-1, group(self.in_features)))
        scale = grouped.abs().amax(-1, keepdim=True)
        levels = torch.tensor([-level for level in LEVELS[::-1]] + [*LEVELS], device=device)
        bounds = (levels[1:] + levels[:-1]) / 2
        codes = torch.bucketize(grouped / scale.clamp(min=1e-30), bounds, out_int32=True).to(torch.uint8).flatten(1)
        self.register_buffer("codes", (codes[:, ::2] + 16 * codes[:, 1::2]).to(home))
        self.register_buffer("scale", scale.squeeze(-1).to(home, held))
        self.bias = layer.bias

    @property
    def weight(self) -> Any:
        """The weight unpacked, out × in, in the type that the layer was loaded in."""
        pairs = _pairs(self.scale.device, self.scale.dtype)
        grouped = pairs[self.codes.int()].view(*self.scale.shape, -1)
        return grouped.mul_(self.scale.unsqueeze(-1)).view(self.out_features, self.in_features)


_known: dict[tuple[torch.device, torch.dtype], torch.Tensor] = {}


def _pairs(device: torch.device, dtype: torch.dtype) -> torch.Tensor:
    """The two levels that each byte means, 256 × 2."""
    if (device, dtype) not in _known:
        levels = torch.tensor([-level for level in LEVELS[::-1]] + [*LEVELS], device=device, dtype=dtype)
        _known[device, dtype] = torch.stack((levels.repeat(16), levels.repeat_interleave(16)), 1)
    return _known[device, dtype]


def pack(module: nn.Module, device: torch.device, marks: tuple[str, ...]) -> None:
    """Put packed layers in the place of a model's linear ones, except those that `marks` spare. Reckoned on `device`,
    kept where they lay; what is packed already stays."""
    spared = spares((*marks, "lora_"))
    for name, parent in [*module.named_modules()]:
        for part, layer in [*parent.named_children()]:
            whole = f"{name}.{part}" if name else part
            if type(layer) is nn.Linear and packs(layer.weight.shape) and not spared(whole):
                setattr(parent, part, Packed(layer, device))

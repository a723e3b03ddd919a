"""What is being made, seen before it is decoded: the three strongest directions of the latents as colours."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray


def preview(latents: Any, width: int, height: int) -> NDArray[np.uint8] | None:
    """A small RGB picture of a latent tensor: B×C×H×W, B×C×F×H×W, B×F×C×H×W, or packed B×tokens×C. Shapes are those of
    the picture to come; its colours are not. None where the tensor fits no picture of this shape."""
    values = _grid(np.asarray(latents[0].detach().float().cpu().numpy()), width / height)
    if values is None or not np.isfinite(values).all():
        return None
    flat = values.reshape(-1, values.shape[-1])
    flat = flat - flat.mean(0)
    _, _, directions = np.linalg.svd(flat.T @ flat / len(flat))
    strongest = directions[:3] * np.sign(directions[:3].sum(1, keepdims=True) + 1e-9)
    if len(strongest) < 3:
        strongest = np.resize(strongest, (3, values.shape[-1]))
    first, second, third = (values @ direction for direction in strongest)
    colours = np.stack([first + 0.4 * second, first - 0.2 * second + 0.3 * third, first - 0.5 * third], axis=-1)
    low, high = np.percentile(colours, (2, 98))
    small = np.clip((colours - low) / (high - low + 1e-6) * 255, 0, 255).astype(np.uint8)
    return np.repeat(np.repeat(small, 8, axis=0), 8, axis=1)


def _grid(values: NDArray[np.float32], shape: float) -> NDArray[np.float32] | None:
    """Height × width × channels of the middle moment."""
    if values.ndim == 4:
        return _middle(values, shape)
    if values.ndim == 3:
        return np.moveaxis(values, 0, -1)
    if values.ndim == 2:
        return _packed(values, shape)
    return None


def _middle(values: NDArray[np.float32], shape: float) -> NDArray[np.float32]:
    """Of C×F×H×W or F×C×H×W: channels of latents are fewer than 4 for no model, so the smaller count is time only
    where that leaves a usual number of channels."""
    usual = (4, 8, 12, 16, 32, 48, 64, 128)
    time_first = values.shape[0] not in usual or (values.shape[1] in usual and values.shape[0] < values.shape[1])
    middle = values[values.shape[0] // 2] if time_first else values[:, values.shape[1] // 2]
    return np.moveaxis(middle, 0, -1)


def _packed(values: NDArray[np.float32], shape: float) -> NDArray[np.float32] | None:
    """Tokens as a grid: of the moments that could divide them, the one whose grid has the picture's shape best."""
    tokens = values.shape[0]
    fits = [
        (abs(across / down - shape), moments, down, across)
        for moments in range(1, min(tokens, 200) + 1)
        if tokens % moments == 0
        for down in [round((tokens // moments / shape) ** 0.5)]
        if down and (tokens // moments) % down == 0
        for across in [tokens // moments // down]
    ]
    if not fits:
        return None
    _, moments, down, across = min(fits)
    middle: NDArray[np.float32] = values.reshape(moments, down, across, -1)[moments // 2]
    return middle

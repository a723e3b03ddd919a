"""Enlarging without a model: Lanczos, then what shrinking it again would lose is put back, within what is around."""

from __future__ import annotations

import cv2
import numpy as np

from backends.flow.clips import Picture

ROUNDS = 2
"""Times that the enlarged picture is held against the small one."""


def enlarged(picture: Picture, width: int, height: int, detail: float) -> Picture:
    """A picture at a larger size; `detail` 0 to 1 is how much of what Lanczos softened is put back."""
    large = cv2.resize(picture, (width, height), interpolation=cv2.INTER_LANCZOS4)
    if detail == 0 or (width, height) == (picture.shape[1], picture.shape[0]):
        return np.asarray(large, np.uint8)
    size = (picture.shape[1], picture.shape[0])
    small = picture.astype(np.float32)
    made = large.astype(np.float32)
    for _ in range(ROUNDS):
        lost = small - cv2.resize(made, size, interpolation=cv2.INTER_AREA)
        made += detail * cv2.resize(lost, (width, height), interpolation=cv2.INTER_CUBIC)
    # No halo: nothing brighter or darker than what the small picture has around it, and a little.
    around = np.ones((3, 3), np.uint8)
    low = cv2.resize(cv2.erode(picture, around), (width, height), interpolation=cv2.INTER_LINEAR).astype(np.float32)
    high = cv2.resize(cv2.dilate(picture, around), (width, height), interpolation=cv2.INTER_LINEAR).astype(np.float32)
    made = np.minimum(np.maximum(made, low - 3), high + 3)
    return np.asarray(np.clip(made + 0.5, 0, 255), np.uint8)

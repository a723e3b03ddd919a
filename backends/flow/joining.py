"""A bridge between two clips: each goes on under it, their colours meet, and one becomes the other."""

from __future__ import annotations

from typing import Literal

from backends.flow.clips import Picture
from backends.flow.course import Course
from backends.flow.lengthen import Step, drawn
from backends.flow.morph import burned, met, turned

Look = Literal["morph", "burn"]


def bridged(before: Course, leaving: Step, after: Course, coming: Step, share: float, look: Look, seed: int) -> Picture:
    """A frame of a bridge, `share` of the way: one step of what goes on and one of what leads up, made one picture."""
    one, two = drawn(before, leaving), drawn(after, coming)
    if look == "burn":
        return burned(met(one, two, share / 2), met(two, one, (1 - share) / 2), share, seed)
    return turned(one, two, share, seed)

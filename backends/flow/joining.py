"""A bridge between two clips: each goes on under it, their colours meet, and one becomes the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from backends.flow.clips import Picture
from backends.flow.course import Course
from backends.flow.lengthen import Step, drawn
from backends.flow.morph import burned, met, turned

Look = Literal["morph", "burn"]


def bridged(
    first: tuple[Course, list[Step]], second: tuple[Course, list[Step]], look: Look, seed: int
) -> Iterator[Picture]:
    """The frames of a bridge: the first course's steps lead on, the second's, in order of time, lead up to it."""
    count = len(first[1])
    for number, (leaving, coming) in enumerate(zip(first[1], second[1], strict=True)):
        one, two = drawn(first[0], leaving), drawn(second[0], coming)
        share = (number + 1) / (count + 1)
        if look == "burn":
            yield burned(met(one, two, share / 2), met(two, one, (1 - share) / 2), share, seed)
        else:
            yield turned(one, two, share, seed)

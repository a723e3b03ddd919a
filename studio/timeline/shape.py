"""Shapes of a film: aspect ratio to size in pixels."""

from __future__ import annotations

from studio.errors import BadInput

SHAPES: dict[str, tuple[int, int]] = {
    "16:9": (1280, 720),
    "9:16": (720, 1280),
    "1:1": (720, 720),
    "4:5": (720, 900),
    "2.39:1": (1280, 536),
}


def size_of(shape: str) -> tuple[int, int]:
    """Width and height in pixels of a named shape, or of an explicit '640x360'."""
    if shape in SHAPES:
        return SHAPES[shape]
    width, _, height = shape.partition("x")
    if width.isdecimal() and height.isdecimal():
        size = int(width), int(height)
        if all(64 <= side <= 2048 and side % 2 == 0 for side in size):
            return size
    raise BadInput(
        f"{shape!r} is no shape of a film.",
        f"Choose one of {', '.join(SHAPES)}, or an even size from 64 to 2048 such as 640x360.",
    )

"""Signs in letters of boxes."""

from __future__ import annotations

from backends.previz.furniture import block
from backends.previz.light import Colour
from backends.previz.scene import Box

LETTERS: dict[str, tuple[str, ...]] = {
    "A": ("010", "101", "111", "101", "101"), "B": ("110", "101", "110", "101", "110"), "C": ("011", "100", "100", "100", "011"), "D": ("110", "101", "101", "101", "110"), "E": ("111", "100", "110", "100", "111"),
    "F": ("111", "100", "110", "100", "100"), "G": ("011", "100", "101", "101", "011"), "K": ("101", "101", "110", "101", "101"), "H": ("101", "101", "111", "101", "101"), "I": ("111", "010", "010", "010", "111"), "L": ("100", "100", "100", "100", "111"), "M": ("10001", "11011", "10101", "10001", "10001"), "N": ("1001", "1101", "1011", "1001", "1001"), "O": ("010", "101", "101", "101", "010"),
    "P": ("110", "101", "110", "100", "100"), "R": ("110", "101", "110", "101", "101"), "S": ("011", "100", "010", "001", "110"), "T": ("111", "010", "010", "010", "010"), "U": ("101", "101", "101", "101", "111"), "V": ("101", "101", "101", "101", "010"),
    "W": ("10001", "10001", "10101", "11011", "10001"), "X": ("101", "101", "010", "101", "101"), "Y": ("101", "101", "010", "010", "010"), "2": ("110", "001", "010", "100", "111"), "7": ("111", "001", "010", "010", "010"), " ": ("0",) * 5,
}  # fmt: skip
"""Five rows of dots, from above."""


def sign(
    text: str, x: float, z: float, base: float, tall: float, colour: Colour, shine: float = 1.0
) -> tuple[Box, ...]:
    """Letters `tall` metres high that face the eye, their middle at x and their foot at `base`."""
    dot = tall / 5
    wide = sum(len(LETTERS[letter][0]) + 1 for letter in text) - 1
    out: list[Box] = []
    at = x - wide * dot / 2
    for letter in text:
        rows = LETTERS[letter]
        for down, row in enumerate(rows):
            begun = 0
            for run in row.replace("01", "0 1").replace("10", "1 0").split():
                if run[0] == "1":
                    middle = at + (begun + len(run) / 2) * dot
                    out.append(block(middle, z, len(run) * dot, dot, 0.04, colour, base + (4 - down) * dot, shine))
                begun += len(run)
        at += (len(rows[0]) + 1) * dot
    return tuple(out)

"""Time as whole frames at a rational rate; seconds only at the edges."""

from __future__ import annotations

from fractions import Fraction
from typing import Self

from pydantic import Field

from studio.backend import Frozen
from studio.errors import BadInput


class Rate(Frozen):
    """Frames a second as num/den, e.g. 24/1 or 24000/1001."""

    num: int = Field(24, ge=1, le=240_000)
    den: int = Field(1, ge=1, le=1001)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Rate from '24', '24000/1001' or '23.976'."""
        known = {"23.976": "24000/1001", "29.97": "30000/1001", "59.94": "60000/1001"}
        try:
            value = Fraction(known.get(text.strip(), text.strip()))
            return cls(num=value.numerator, den=value.denominator)
        except (ValueError, ZeroDivisionError) as error:
            raise BadInput(f"{text!r} is no frame rate.", "Write 24, 25, 30 or 24000/1001.") from error

    def __str__(self) -> str:
        return str(self.fraction)

    @property
    def fraction(self) -> Fraction:
        """Frames a second, exact."""
        return Fraction(self.num, self.den)

    def seconds(self, frames: int) -> Fraction:
        """Exact seconds of so many frames."""
        return Fraction(frames * self.den, self.num)

    def frames(self, seconds: float | Fraction) -> int:
        """Whole frames nearest to so many seconds."""
        return round(Fraction(seconds).limit_denominator(10**9) * self.fraction)

    def samples(self, frames: int, sample_rate: int = 48_000) -> int:
        """Audio samples nearest to the start of a frame."""
        return round(self.seconds(frames) * sample_rate)


FILM = Rate(num=24, den=1)
"""The default rate of a film."""

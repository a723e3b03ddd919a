"""Transitions: name to how two clips' frames become one. All use the handle model; the cut point never moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Kind:
    """A transition. `through`: both clips fade through this colour; None: they dissolve (`xfade` names how)."""

    description: str
    xfade: str = "fade"
    through: str | None = None
    join: Literal["blend", "through"] = "blend"


KINDS: dict[str, Kind] = {
    "cut": Kind("A plain cut"),
    "dissolve": Kind("One picture melts into the next"),
    "dip": Kind("Down to black and up again", through="black", join="through"),
    "burn": Kind(
        "The picture burns out in warm light and the next one cools from it", through="#ffd9a0", join="through"
    ),
}

"""Transitions: name to how two clips' frames become one. All use the handle model; the cut point never moves."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from studio.errors import BadInput


@dataclass(frozen=True)
class Kind:
    """A transition.

    `how`: "cut"; "blend", both clips dissolve into each other; "through", one fades to `colour` and the other comes
    from it; "leak", they dissolve under a light that sweeps over the frame. `softness` is the share of the
    transition that the dissolve under the light takes.
    """

    description: str
    how: Literal["cut", "blend", "through", "leak"]
    colour: str = "black"
    softness: float = 1.0


KINDS: dict[str, Kind] = {
    "cut": Kind("A plain cut", "cut"),
    "dissolve": Kind("One picture melts into the next", "blend"),
    "dip": Kind("Down to black and up again", "through"),
    "burn": Kind(
        "Film burning out: warm light sweeps over the frame, at its height the next picture is there",
        "leak",
        softness=0.5,
    ),
}

LEAK_SIZE = (96, 54)
"""Pixels the light is computed at; it is soft, so scaling it up costs nothing that is seen."""


def admit(packages: Iterable[str]) -> None:
    """Add the transitions of allow-listed packages to KINDS. BadInput where one breaks, or brings a name twice."""
    import pluggy

    from studio import hookspecs

    for package in packages:
        manager = pluggy.PluginManager(hookspecs.PROJECT)
        manager.add_hookspecs(hookspecs)
        try:
            manager.register(importlib.import_module(package), package)
            manager.check_pending()
            brought = manager.hook.register_transitions()
        except Exception as error:
            raise BadInput(
                f"The plugin {package!r} is broken: {error}.", "Mend it, or take it out of the setting `plugins`."
            ) from error
        for name, kind in (pair for kinds in brought for pair in kinds.items()):
            if not isinstance(kind, Kind) or KINDS.get(name, kind) != kind:
                raise BadInput(
                    f"The plugin {package!r} brings a transition {name!r} that is no Kind or is there already.",
                    "Rename it, or take the plugin out of the setting `plugins`.",
                )
            KINDS[name] = kind


def leak(frames: int) -> dict[str, str]:
    """The light's red, green and blue for every pixel of every frame, as expressions of ffmpeg's `geq`.

    Heat is a sum of two soft blobs that cross the frame and a wash over all of it, under an envelope that peaks in
    the middle. Colours are those of glowing film: deep red where it is weak, orange, then nearly white.
    """
    time = f"((N+0.5)/{frames})"
    envelope = f"st(0,pow(sin(PI*{time}),1.5))"
    first = f"exp(-(pow((X/W-1.25+1.35*{time})*1.7,2)+pow((Y/H-0.30-0.15*{time})*1.3,2))*2.6)"
    second = f"exp(-(pow((X/W-0.85+0.65*{time})*2.1,2)+pow((Y/H-0.85+0.35*{time})*1.7,2))*3.0)"
    heat = f"{envelope}*0;st(1,ld(0)*(1.25*{first}+0.85*{second}+0.62*ld(0)))"
    return {
        "r": f"{heat};255*(1-exp(-2.6*ld(1)))",
        "g": f"{heat};242*(1-exp(-1.5*max(0,ld(1)-0.16)-0.5*pow(max(0,ld(1)-0.16),2)))",
        "b": f"{heat};208*(1-exp(-0.9*pow(max(0,ld(1)-0.45),2)-0.35*max(0,ld(1)-0.45)))",
    }

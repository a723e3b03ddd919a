"""Transitions: name to how two clips' frames become one. All use the handle model; the cut point never moves."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from studio.errors import BadInput

How = Literal["cut", "blend", "through", "hold", "leak", "pan", "punch", "iris", "wipe", "glitch", "focus"]
Tint = Literal["fire", "ice", "gold"]


@dataclass(frozen=True)
class Kind:
    """A transition.

    `how`: "cut"; "blend", both clips dissolve into each other; "through", one fades to `colour` and the other comes
    from it; "hold", `colour` stands until the other clip cuts in; "leak", they dissolve under a light of a `tint` that
    sweeps over the frame; "pan", one pushes the other out `toward` a side, smeared by `blur` and with a dark `bar`
    between them; "punch", a zoom into one goes on in the other; "iris", a circle closes and opens; "wipe", a soft edge
    runs `toward` a side; "glitch", the signal tears; "focus", one loses and the other finds its focus. `softness` is
    the share of the transition in which both are seen.
    """

    description: str
    how: How
    colour: str = "black"
    softness: float = 1.0
    tint: Tint = "fire"
    toward: Literal["left", "right", "up"] = "left"
    blur: float = 0.0
    bar: float = 0.0

    @property
    def overlaps(self) -> bool:
        """Are both clips seen at once, so that both need handles?"""
        return self.how not in ("cut", "through", "hold", "punch", "iris")


KINDS: dict[str, Kind] = {
    "cut": Kind("A plain cut", "cut"),
    "dissolve": Kind("One picture melts into the next", "blend"),
    "dip": Kind("Down to black and up again", "through"),
    "flash": Kind("Up to white and down again, as by lightning", "through", colour="white"),
    "smash": Kind("Black at once, and the next picture slams in", "hold"),
    "burn": Kind(
        "Film burning out: warm light sweeps over the frame, at its height the next picture is there",
        "leak",
        softness=0.5,
    ),
    "aurora": Kind("Cold blue light sweeps over the frame", "leak", softness=0.5, tint="ice"),
    "sunburst": Kind("Golden light fills the frame and goes", "leak", softness=0.5, tint="gold"),
    "whip": Kind("The camera whips round to the next picture", "pan", blur=0.07),
    "push": Kind("The next picture pushes this one out to the left", "pan"),
    "roll": Kind(
        "The film slips in the gate and rolls on to the next picture", "pan", toward="up", blur=0.010, bar=0.07
    ),
    "punch": Kind("A zoom into this picture goes on in the next", "punch"),
    "iris": Kind("A circle closes on this picture and opens on the next", "iris"),
    "wipe": Kind("A soft edge runs over the frame", "wipe"),
    "glitch": Kind("The signal tears, flickers and holds", "glitch"),
    "focus": Kind("This picture blurs, the next one comes into focus", "focus", blur=0.014),
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


TINTS: dict[Tint, tuple[str, str, str]] = {
    "fire": (
        "255*(1-exp(-2.6*ld(1)))",
        "242*(1-exp(-1.5*max(0,ld(1)-0.16)-0.5*pow(max(0,ld(1)-0.16),2)))",
        "208*(1-exp(-0.9*pow(max(0,ld(1)-0.45),2)-0.35*max(0,ld(1)-0.45)))",
    ),
    "ice": (
        "214*(1-exp(-0.9*pow(max(0,ld(1)-0.42),2)-0.40*max(0,ld(1)-0.42)))",
        "240*(1-exp(-1.35*max(0,ld(1)-0.14)-0.5*pow(max(0,ld(1)-0.14),2)))",
        "255*(1-exp(-2.5*ld(1)))",
    ),
    "gold": (
        "255*(1-exp(-2.7*ld(1)))",
        "248*(1-exp(-1.9*max(0,ld(1)-0.06)))",
        "222*(1-exp(-1.0*max(0,ld(1)-0.22)))",
    ),
}
"""Red, green and blue of a light by its heat: weak, it is of one deep colour; strong, it is nearly white."""


def leak(frames: int, tint: Tint) -> dict[str, str]:
    """The light's red, green and blue for every pixel of every frame, as expressions of ffmpeg's `geq`.

    Heat is a sum of two soft blobs that cross the frame and a wash over all of it, under an envelope that peaks in
    the middle.
    """
    time = f"((N+0.5)/{frames})"
    envelope = f"st(0,pow(sin(PI*{time}),1.5))"
    first = f"exp(-(pow((X/W-1.25+1.35*{time})*1.7,2)+pow((Y/H-0.30-0.15*{time})*1.3,2))*2.6)"
    second = f"exp(-(pow((X/W-0.85+0.65*{time})*2.1,2)+pow((Y/H-0.85+0.35*{time})*1.7,2))*3.0)"
    heat = f"{envelope}*0;st(1,ld(0)*(1.25*{first}+0.85*{second}+0.62*ld(0)))"
    return {channel: f"{heat};{curve}" for channel, curve in zip("rgb", TINTS[tint], strict=True)}

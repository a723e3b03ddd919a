"""What all places are built with: the spot, colours of bodies against the light, scattering, the sky of an hour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import NamedTuple

from backends.previz.light import GRADES, HOURS, Colour, Light
from backends.previz.outlines import breadth
from backends.previz.scene import Scene, Sprite

FIRS = ("fir0", "fir1", "fir2", "fir3", "fir4")
ROCKS = ("rock0", "rock1", "rock2", "rock3", "rock4")
BARE = ("bare0", "bare1", "bare2")
OAKS = ("oak0", "oak1", "oak2")
BAMBOO = ("bamboo0", "bamboo1", "bamboo2")
GRASS = ("grass0", "grass1", "grass2", "grass3")
BLOCKS = tuple(f"block{i}" for i in range(12))

BRICK: Colour = (0.34, 0.30, 0.26)
"""What viaducts are built of."""
LAPPED = 0.035
"""How far waves lap up and down rocks, of their height."""


class Spot(NamedTuple):
    """What a place is built for: its hour, the side (-1 or 1) the subject stands on, dice, whether it snows, the word
    that named it, whether the subject is on the water, and whether it drives."""

    hour: str
    side: int
    dice: Random
    snowy: bool = False
    word: str = ""
    afloat: bool = False
    driven: bool = False


def tint(colour: Colour, gain: float) -> Colour:
    """A colour made brighter or darker."""
    return (colour[0] * gain, colour[1] * gain, colour[2] * gain)


def dark_body(light: Light) -> Colour:
    """The body of a figure against the light."""
    return tint(light.ambient, 0.30 if light.dark else 0.13)


PLAIN: Colour = (0.20, 0.20, 0.23)
"""What a subject is dressed or made like whose row says no colour."""


def key_light(light: Light) -> Colour:
    """What falls on the side of a subject that is turned to the eye: the sky and a little of the sun; in dim places more than
    there is, as on a film set, so that the subject is lighter than the ground behind it."""
    red, green, blue = light.ambient
    gain = BRIGHTER * min(max((0.17 / (0.25 * red + 0.65 * green + 0.10 * blue)) ** 0.6, 1.0), 5.0)
    red, green, blue = (
        gain * (light.ambient[k] * 1.1 + light.sun[k] * 0.05 + min(light.horizon[k], 0.7) * 0.07) for k in range(3)
    )
    return (red, green, blue)


BRIGHTER = 1.3
"""How much more light a subject gets than the place around it."""
PALER = 0.25
"""How far a colour moves toward its grey on a body: nothing in a film is as bright as a crayon."""


def clothed(light: Light, colour: Sequence[float] | None) -> Colour:
    """The body of a subject of this colour, lit so that it can be read."""
    key = key_light(light)
    own = colour or PLAIN
    grey = 0.25 * own[0] + 0.65 * own[1] + 0.10 * own[2]
    red, green, blue = (key[k] * (own[k] + (grey - own[k]) * PALER) for k in range(3))
    return (red, green, blue)


def skin(light: Light) -> Colour:
    """Faces and hands in this light."""
    return clothed(light, (0.85, 0.56, 0.40))


def rim_of(light: Light, gain: float) -> Colour:
    """The lit edge of a figure."""
    return tint(light.sun, gain)


def scatter(
    dice: Random,
    shapes: tuple[str, ...],
    count: int,
    across: tuple[float, float],
    away: tuple[float, float],
    height: float,
    *,
    fan: bool = False,
    vary: tuple[float, float] = (0.75, 1.25),
    gap: float = 0.0,
    power: float = 1.0,
    turned: bool = True,
    **look: object,
) -> tuple[Sprite, ...]:
    """Many of a kind. `fan`: x grows with distance; `gap` metres beside the line of sight stay free."""
    out = []
    for _ in range(count):
        z = away[0] + (away[1] - away[0]) * dice.random() ** power
        x = dice.uniform(*across) * (z if fan else 1.0)
        clear = gap * (z * 0.02 + 1)
        if abs(x) < clear:
            x += clear if x > 0 else -clear
        sprite = Sprite(
            dice.choice(shapes),
            x,
            z,
            height * dice.uniform(*vary),
            phase=dice.random() * 6.28,
            faces_left=turned and dice.random() < 0.5,
        )
        out.append(replace(sprite, **look))  # type: ignore[arg-type]
    return tuple(out)


WARM = ("golden", "sunset", "mars")


def sky_of(spot: Spot, light: Light | None = None) -> Scene:
    """Sky and light of the hour; the sun low, behind, and beside the subject."""
    light = light or HOURS[spot.hour]
    hour = spot.hour
    return Scene(
        light=light,
        grade=GRADES["golden" if hour in WARM else "cold" if light.dark else "plain" if hour == "day" else "teal"],
        sun=(-spot.side * light.aside, light.height),
        cover={"night": 0.22, "storm": 0.92, "fire": 0.8, "haze": 0.75, "day": 0.5, "mars": 0.28}.get(hour, 0.48),
        wind={"storm": 0.3, "fire": 0.1}.get(hour, 0.04),
        cloud_scale=spot.dice.uniform(0.9, 1.4),
        stars={"night": 1100, "dusk": 160}.get(hour, 0),
        rays=0.2 if hour in ("golden", "sunset", "dawn") else 0.0,
        disc="moon" if hour == "night" else "sun",
        moon=0.035 if hour == "night" else 0.0,
        phase=spot.dice.choice((-0.5, 0.4, 0.6)),
        seed=spot.dice.randrange(1, 10**6),
    )


def arcade(light: Light, away: float, high: float, foot: float, count: int, haze: float) -> tuple[Sprite, ...]:
    """A viaduct across the picture, `count` pieces to either side, whose joints are not seen."""
    step = breadth("viaduct") * high * 0.985
    return tuple(
        Sprite(
            "viaduct",
            number * step,
            away,
            high,
            lift=foot,
            on_ground=False,
            body=clothed(light, BRICK),
            rim=(0.0, 0.0, 0.0),
            haze=haze,
        )
        for number in range(-count, count + 1)
    )

"""A scene as frozen data: everything that the painter needs to know, in metres, seconds and linear light.

x is right, y up, z forward from the eye's place at the start; angles in radians.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from backends.previz.light import GRADES, HOURS, Colour, Grade, Light

GroundKind = Literal["mountain", "snow", "mars", "war", "dune", "hill", "cliff", "seabed"]
Stage = Literal["open", "street", "deep"]
WeatherKind = Literal["rain", "snow", "ember", "dust"]


@dataclass(frozen=True)
class Sprite:
    """One figure. `lift` is its foot's height over the ground (or over 0 where it ignores the ground)."""

    shape: str
    x: float
    z: float
    height: float
    lift: float = 0.0
    speed_x: float = 0.0
    speed_z: float = 0.0
    bob: float = 0.0
    bob_rate: float = 2.0
    sway: float = 0.0
    lean: float = 0.0
    cycles: float = 0.0
    phase: float = 0.0
    faces_left: bool = False
    body: Colour = (0.02, 0.02, 0.025)
    rim: Colour = (1.0, 0.9, 0.8)
    light: tuple[float, float] | None = None
    emission: float = 0.0
    glow: Colour = (1.0, 0.62, 0.28)
    shadow: float = 0.0
    foot: float = 0.0
    sink: float = 0.0
    haze: float = 0.004
    on_ground: bool = True


@dataclass(frozen=True)
class Sheet:
    """A drifting sheet of fog at distance z, its middle at height y, half of it `half` of the picture's height."""

    z: float
    y: float
    half: float
    amount: float
    colour: Colour | None = None
    speed: float = 0.004


@dataclass(frozen=True)
class Weather:
    """Falling or floating points."""

    kind: WeatherKind
    count: int
    light: float
    colour: Colour
    slant: float = 0.12


@dataclass(frozen=True)
class Ground:
    """A height map: its kind, how high and how bright it is, how rough near the eye, how much its colour varies."""

    kind: GroundKind
    height: float = 1.0
    light: float = 1.0
    bump: float = 0.22
    detail: float = 0.5
    seed: int = 1


@dataclass(frozen=True)
class Sea:
    """Water at height 0."""

    deep: Colour = (0.02, 0.035, 0.045)
    rough: float = 0.085
    glitter: float = 6.0
    wave: float = 1.6
    density: float = 0.0010
    blur: float = 0.0
    speed: float = 1.0


@dataclass(frozen=True)
class Camera:
    """Where the eye starts and how it moves; moves are per second."""

    x: float = 0.0
    y: float = 1.7
    z: float = 0.0
    yaw: float = 0.0
    dolly: float = 0.4
    truck: float = 0.2
    rise: float = 0.0
    pan: float = 0.0
    tilt: float = 0.0
    hand: float = 0.4
    horizon: float = 0.60
    lens: float = 1.0


@dataclass(frozen=True)
class Fire:
    """A fire on the ground."""

    x: float
    z: float
    width: float
    height: float


@dataclass(frozen=True)
class Lamp:
    """A lit bulb over a street."""

    x: float
    y: float
    z: float
    light: float
    colour: Colour


@dataclass(frozen=True)
class Beam:
    """A lighthouse's lamp: its place, its first angle and its turn a second."""

    x: float
    y: float
    z: float
    angle: float = 0.35
    turn: float = 1.15
    light: float = 0.95


@dataclass(frozen=True)
class Scene:
    """A picture that moves."""

    stage: Stage = "open"
    light: Light = HOURS["golden"]
    grade: Grade = GRADES["golden"]
    camera: Camera = Camera()
    sun: tuple[float, float] = (0.14, 0.10)
    moon: float = 0.0
    phase: float = 0.5
    cover: float = 0.45
    wind: float = 0.04
    cloud_scale: float = 1.0
    aurora: float = 0.0
    nebula: float = 0.0
    stars: int = 0
    star_light: float = 1.0
    lightning: tuple[float, ...] = ()
    ground: Ground | None = None
    sea: Sea | None = None
    density: float = 0.0009
    fog_fall: float = 0.003
    far: float = 2900.0
    sheets: tuple[Sheet, ...] = ()
    sprites: tuple[Sprite, ...] = ()
    fires: tuple[Fire, ...] = ()
    lamps: tuple[Lamp, ...] = ()
    beam: Beam | None = None
    weather: tuple[Weather, ...] = ()
    wet: float = 1.0
    bloom: float = 0.18
    bloom_from: float = 0.7
    rays: float = 0.0
    vignette: float = 0.5
    seed: int = 1
    fireworks: tuple[tuple[float, float, float, Colour], ...] = ()

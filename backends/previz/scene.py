"""A scene as frozen data: everything that the painter needs to know, in metres, seconds and linear light.

x is right, y up, z forward from the eye's place at the start; angles in radians.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from backends.previz.light import GRADES, HOURS, Colour, Grade, Light

GroundKind = Literal[
    "mountain",
    "snow",
    "mars",
    "war",
    "dune",
    "hill",
    "cliff",
    "seabed",
    "volcano",
    "river",
    "stream",
    "pond",
    "mere",
    "gorge",
    "canyon",
]
Stage = Literal["open", "street", "deep", "room", "cave"]
PlaceInSky = Literal["sun", "moon", "planet", "ringed", "earth", "eclipse"]
ChangeKind = Literal[
    "freeze",
    "burn",
    "vanish",
    "flood",
    "explode",
    "collapse",
    "bloom",
    "darken",
    "brighten",
    "rain",
    "snow",
    "melt",
    "flicker",
]
WeatherKind = Literal["rain", "snow", "ember", "dust", "leaf", "petal", "confetti"]
FALLING: tuple[WeatherKind, ...] = ("rain", "snow")
"""What falls under no roof."""
StreamKind = Literal["fall", "lava", "smoke", "whirl", "jet"]


@dataclass(frozen=True)
class Sprite:
    """One figure. `lift` is its foot's height over the ground (or over 0 where it ignores the ground);
    `lapped` says how far water laps up and down there, of its height. What `stands_out` is a
    subject, whose body is lit against what is behind it; what is `inked` is pale, with dark details."""

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
    lapped: float = 0.0
    stands_out: bool = False
    inked: bool = False


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
class Way:
    """What is laid over a ground from the eye to the distance, or across the picture: its kind as the kernel names it, its
    colour and its marks', where its middle is beside the eye (metres), how that grows with the distance and its square, half
    its width.
    """

    kind: int
    colour: Colour
    mark: Colour
    at: float = 0.0
    turn: float = 0.0
    bend: float = 0.0
    half: float = 0.0
    across: bool = False

    def beside(self, x: float, z: float) -> float:
        """How far a point lies from the middle, in metres."""
        along, aside = (x, z) if self.across else (z, x)
        return abs(aside - self.at - along * (self.turn + along * self.bend))


@dataclass(frozen=True)
class Sea:
    """Water at height `level`; `foam` whitens its crests, `ice` closes it, both 0..1."""

    deep: Colour = (0.02, 0.035, 0.045)
    rough: float = 0.085
    glitter: float = 6.0
    wave: float = 1.6
    density: float = 0.0010
    blur: float = 0.0
    speed: float = 1.0
    level: float = 0.0
    foam: float = 0.0
    ice: float = 0.0


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
    orbit: float = 0.0
    pivot: float = 0.0
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
    lift: float = 0.0


@dataclass(frozen=True)
class Stream:
    """What streams along a column: falling water, lava, smoke, a whirlwind, a geyser. From its foot (x, y, z) it goes up by
    `height`; `half` and `flare` are half its width below and above, `lean` how far beside the foot its top stands. It is
    hidden by what stands nearer than `before` of its distance: lava lies on the near side of its mountain."""

    kind: StreamKind
    x: float
    y: float
    z: float
    height: float
    half: float
    flare: float
    lean: float = 0.0
    bright: Colour = (1.0, 1.0, 1.0)
    dim: Colour = (0.3, 0.3, 0.3)
    before: float = 1.0
    on_ground: bool = False


@dataclass(frozen=True)
class Lamp:
    """A lit bulb over a street."""

    x: float
    y: float
    z: float
    light: float
    colour: Colour


@dataclass(frozen=True)
class Box:
    """A box that stands in a room: from one corner to the other, its colour, and how much it shines by itself."""

    left: float
    right: float
    bottom: float
    top: float
    near: float
    far: float
    colour: Colour
    shine: float = 0.0


@dataclass(frozen=True)
class Room:
    """A box to be inside of. `kind` of walls and floor as the kernel names them; colours linear; metres.

    `rush`: metres a second at which the land goes by outside; `pool`: left, right and near edge of a basin of water.
    """

    walls: int
    floor: int
    half: float
    ceiling: float
    length: float
    period: float = 5.0
    sill: float = 3.0
    top: float = 6.0
    right: float = 1.0
    left: float = 0.3
    end_half: float = 1.6
    end_low: float = 1.0
    end_high: float = 6.0
    arched: bool = False
    panes: bool = True
    gloss: float = 0.2
    murk: float = 0.014
    strip: float = 0.0
    dust: float = 0.0
    toward: tuple[float, float, float] = (-0.75, -0.52, -0.42)
    wall: Colour = (0.16, 0.13, 0.10)
    ground: Colour = (0.13, 0.08, 0.045)
    roof: Colour = (0.06, 0.045, 0.035)
    trim: Colour = (0.16, 0.10, 0.06)
    sun: Colour = (1.7, 1.2, 0.7)
    ambient: Colour = (0.3, 0.28, 0.26)
    outside_low: Colour = (1.6, 1.3, 0.9)
    outside_high: Colour = (1.2, 1.2, 1.2)
    boxes: tuple[Box, ...] = ()
    rush: float = 0.0
    pool: tuple[float, float, float] = (0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Cave:
    """A tunnel of rock, open at its far end."""

    half: float = 5.0
    ceiling: float = 6.0
    length: float = 40.0
    rock: Colour = (0.20, 0.17, 0.15)
    ambient: Colour = (0.03, 0.035, 0.05)
    mouth: Colour = (1.3, 1.2, 1.1)


@dataclass(frozen=True)
class Change:
    """Something that happens to the scene: it starts at `start` and is whole at `end`, both 0..1 of the shot.

    x, y, z and size say where and how large in metres.
    """

    kind: ChangeKind
    start: float = 0.15
    end: float = 0.85
    x: float = 0.0
    y: float = 0.0
    z: float = 20.0
    size: float = 2.0


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
    """A picture that moves. `actors` are the sprites that a change may take away; `focus` (metres, 0: all sharp) is where a
    close shot's lens is set; `letterbox` is the picture's wanted width over its height, 0 for none.
    `more_discs` are like the first: how far beside and over it, and how large."""

    stage: Stage = "open"
    light: Light = HOURS["golden"]
    grade: Grade = GRADES["golden"]
    camera: Camera = Camera()
    sun: tuple[float, float] = (0.14, 0.10)
    disc: PlaceInSky = "sun"
    disc_tint: Colour | None = None
    more_discs: tuple[tuple[float, float, float], ...] = ()
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
    cloak: Colour = (0.5, 0.52, 0.56)
    cloaked: float = 0.0
    sheets: tuple[Sheet, ...] = ()
    sprites: tuple[Sprite, ...] = ()
    actors: tuple[Sprite, ...] = ()
    decks: tuple[Box, ...] = ()
    room: Room | None = None
    cave: Cave | None = None
    changes: tuple[Change, ...] = ()
    focus: float = 0.0
    letterbox: float = 0.0
    fires: tuple[Fire, ...] = ()
    streams: tuple[Stream, ...] = ()
    way: Way | None = None
    rainbow: float = 0.0
    rainbows: int = 1
    lamps: tuple[Lamp, ...] = ()
    beam: Beam | None = None
    weather: tuple[Weather, ...] = ()
    wet: float = 1.0
    daylight: float = 0.0
    bloom: float = 0.18
    bloom_from: float = 0.7
    rays: float = 0.0
    vignette: float = 0.5
    seed: int = 1
    fireworks: tuple[tuple[float, float, float, Colour], ...] = ()

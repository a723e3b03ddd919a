"""Weather: wind by what it blows through, rain by what it falls on, thunder, storm."""

from __future__ import annotations

import numpy as np

from backends.foley.hearing import Heard
from backends.foley.matter import (
    Mono,
    Random,
    band,
    bubble,
    burst,
    noise,
    room,
    sculpted,
    silence,
    sprinkle,
    stereo,
    struck,
    times,
    wander,
)

RUSTLE: dict[str, tuple[float, float]] = {"leaves": (3200, 0.5), "grass": (4800, 0.35), "sand": (5600, 0.3)}
"""What the wind moves: centre of its hiss in Hz, and its level."""


def wind(random: Random, seconds: float, heard: Heard) -> Mono:
    """Gusts of pink noise; stronger ones are brighter and whistle round edges; leaves, grass and sand hiss in them."""
    force = heard.intensity
    gust = wander(random, seconds, 0.25, 1.0, 0.35 + 0.6 * force)
    sides = []
    for _ in range(2):
        own = gust * wander(random, seconds, 0.75, 1.15, 1.1)
        body = sculpted(
            noise(random, seconds, -3),
            [
                ((170 + 380 * force) * (0.55 + own), 1.7, 1.0),
                ((700 + 900 * force) * (0.7 + 0.5 * own), 2.2, 0.16 + 0.2 * force),
            ],
        )
        whistle = sculpted(
            noise(random, seconds), [(wander(random, seconds, 620, 760, 0.5) * (0.7 + 0.6 * own), 0.12, 1.0)]
        )
        sound = body * own * np.sqrt(own) + whistle * np.square(own * own) * (0.5 * force**2)
        if heard.material in RUSTLE:
            centre, level = RUSTLE[heard.material]
            flutter = wander(random, seconds, 0.5, 1.0, 9.0)
            sound += sculpted(noise(random, seconds), [(centre, 1.6, level)]) * own**2 * flutter * 1.2
        sides.append(sound)
    return stereo(sides[0] * 0.8 + sides[1] * 0.3, sides[1] * 0.8 + sides[0] * 0.3)


SURFACES: dict[str, tuple[tuple[float, float], float, float, tuple[tuple[float, float, float], ...]]] = {
    "stone": ((1500, 9000), 900, 0.5, ()),
    "leaves": ((700, 4200), 500, 0.35, ()),
    "grass": ((900, 5000), 600, 0.4, ()),
    "ice": ((2500, 11000), 1200, 0.5, ((3900, 0.5, 0.03),)),
    "wood": ((400, 3500), 450, 0.25, ((310, 0.8, 0.05), (690, 0.5, 0.035))),
    "metal": ((1200, 9000), 700, 0.25, ((730, 0.8, 0.09), (1480, 0.7, 0.07), (2310, 0.5, 0.05), (4100, 0.3, 0.03))),
    "glass": ((1800, 8000), 1100, 0.2, ((2150, 0.5, 0.03), (3720, 0.4, 0.02))),
}
"""What rain falls on: band of a drop in Hz, its decay a second, level of the hiss of all the drops that are far, modes."""


def rain(random: Random, seconds: float, heard: Heard) -> Mono:
    """Single drops near by over the hiss of those farther off; on water each drop leaves a bubble that sings."""
    force = heard.intensity
    (low, high), decay, far, modes = SURFACES.get(heard.material, SURFACES["stone"])

    def drop() -> Mono:
        if heard.material == "water":
            return bubble(random, random.uniform(1300, 5200), 0.06) * 0.7
        tap = burst(random, 0.03, low, high, decay * random.uniform(0.7, 1.6))
        if modes:
            size = random.uniform(0.85, 1.2)
            ring = struck(
                0.1, [(hertz * size * random.uniform(0.97, 1.03), level, last) for hertz, level, last in modes]
            )
            tap = np.pad(tap, (0, len(ring) - len(tap))) + ring * 0.45
        return tap

    breath = wander(random, seconds, 0.75, 1.0, 0.7)
    hiss = np.stack(
        [
            sculpted(noise(random, seconds), [(np.sqrt(low * high) * 1.3, 2.6, 1.0), (320, 2.0, 0.12)]) * breath
            for _ in range(2)
        ]
    )
    drops = sprinkle(random, seconds, 60 + 420 * force**1.5, drop, heavy=0.9)
    made: Mono = drops * (0.9 - 0.3 * force) + hiss * far * (0.12 + 0.75 * force**1.5)
    return made


def thunder(random: Random, seconds: float, heard: Heard) -> Mono:
    """A crack from the near end of the channel, then the roll from its far parts, each arriving later and duller."""
    length = min(seconds, 10.0)
    t = times(length)
    strokes = [
        (0.02, 1.0, 2.0),
        (0.10, 0.8, 3.0),
        *(
            (random.uniform(0.2, max(0.3, 0.45 * length)), random.uniform(0.25, 0.8), random.uniform(1.2, 4.5))
            for _ in range(12)
        ),
    ]
    swell = np.zeros(len(t))
    for at, level, fall in strokes:
        later = t >= at
        since = t[later] - at
        swell[later] += level * np.exp(-since * fall) * np.minimum(1, since / 0.02) * np.exp(-at * 0.28)
    near = heard.intensity * (1 - heard.distance)
    sides = []
    for _ in range(2):
        roll = sculpted(
            noise(random, length), [(52, 1.6, 1.6), (120, 1.6, 0.7), (420 * np.exp(-t * 0.5), 1.8, 0.4)], tilt=-3
        )
        crackle = band(noise(random, length), 700, 7500) * np.exp(-t * 16) * wander(random, length, 0, 1, 60) * 1.6
        sides.append(roll * swell + crackle * near)
    return room(random, stereo(*sides), 3.4, 0.35, 900 + 2500 * near)


def storm(random: Random, seconds: float, heard: Heard) -> Mono:
    """Wind, rain, and thunder now and then behind them."""
    force = heard._replace(intensity=max(0.6, heard.intensity))
    out = _level(wind(random, seconds, force), 1.0) + _level(
        rain(random, seconds, force._replace(material="stone")), 0.6
    )
    rolls = silence(seconds)
    at = random.uniform(0.1, 1.0)
    while at < seconds - 0.5:
        roll = thunder(random, min(7.0, seconds - at), heard._replace(distance=0.7, intensity=0.5))
        start = round(at * 48_000)
        roll = roll[:, : rolls.shape[1] - start] / (np.abs(roll).max() + 1e-9)
        rolls[:, start : start + roll.shape[1]] += roll * random.uniform(1.5, 3.5)
        at += random.uniform(4.0, 9.0)
    return out + rolls


def _level(sound: Mono, level: float) -> Mono:
    made: Mono = sound * level / (sound.std() + 1e-9)
    return made

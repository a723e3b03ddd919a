"""Water: waves, rivers, the deep, bubbles, drips in a cave, splashes, pouring."""

from __future__ import annotations

import numpy as np

from backends.foley.hearing import Heard
from backends.foley.matter import (
    Mono,
    Random,
    band,
    bubble,
    burst,
    full,
    lay,
    noise,
    room,
    scattered,
    sculpted,
    silence,
    sparse,
    sprinkle,
    stereo,
    times,
    wander,
)


def waves(random: Random, seconds: float, heard: Heard) -> Mono:
    """Breakers, each its own size and moment: the low break, the bright wash, the fizz as it runs back."""
    force = heard.intensity
    t = sparse(seconds)
    breaking, washing, fizzing = (np.full(len(t), base) for base in (0.14, 0.2, 0.1))
    period = 5.6 - 1.6 * force
    # Two stretches of the shore, one near and one farther off, never in step.
    for first, near in ((-random.uniform(0.0, 0.25) * period, 1.0), (-random.uniform(0.4, 0.7) * period, 0.6)):
        at = first - period
        while at < seconds + 1:
            size, since = near * random.uniform(0.6, 1.15), t - at
            run = np.exp(-np.abs(since - 1.3) / np.where(since < 1.3, 0.45, 1.1))
            breaking += size * np.exp(-(((since - 0.9) / 0.55) ** 2))
            washing += size * run
            fizzing += size * np.exp(-(((since - 2.6) / 0.9) ** 2)) * 0.7
            at += period * random.uniform(0.75, 1.25)
    breaking, washing, fizzing = (full(values, seconds) for values in (breaking, washing, fizzing))
    sides = []
    for side in range(2):
        shift = side * random.integers(2000, 6000)
        low = sculpted(noise(random, seconds), [(110, 2.0, 1.0)], tilt=-4) * np.roll(breaking, shift)
        wash = sculpted(noise(random, seconds), [(450 + 1100 * np.minimum(1, washing), 2.4, 0.55)])
        fizz = sculpted(noise(random, seconds), [(4000, 1.8, 0.12)])
        sides.append(
            low * (0.25 + 0.5 * force) + wash * np.roll(washing, shift) + fizz * np.roll(fizzing + 0.3 * washing, shift)
        )
    return stereo(sides[0] * 0.85 + sides[1] * 0.2, sides[1] * 0.85 + sides[0] * 0.2)


def river(random: Random, seconds: float, heard: Heard) -> Mono:
    """Very many bubbles of all sizes over the rush of broken water."""
    force = heard.intensity

    def gurgle() -> Mono:
        hertz = float(np.exp(random.uniform(np.log(320), np.log(3200))))
        made: Mono = bubble(random, hertz, random.uniform(0.02, 0.14)) * (hertz / 900) ** 0.5
        return made

    rush = np.stack(
        [
            sculpted(noise(random, seconds), [(750 + 500 * force, 2.2, 0.5), (2600, 2.2, 0.14 + 0.3 * force)])
            * wander(random, seconds, 0.75, 1.0, 3.0)
            for _ in range(2)
        ]
    )
    bubbled = sprinkle(random, seconds, 140 + 160 * force, gurgle, kinds=120, heavy=0.6)
    made: Mono = bubbled * (0.9 - 0.5 * force) + rush * force * (0.4 + force)
    return made


def underwater(random: Random, seconds: float, heard: Heard) -> Mono:
    """The pressure of the deep: a slow low rumble, faint far tones, now and then a string of bubbles."""
    sides = []
    for _ in range(2):
        rumble = sculpted(
            noise(random, seconds, -3),
            [(wander(random, seconds, 55, 95, 0.3), 1.6, 1.0), (wander(random, seconds, 180, 340, 0.4), 1.2, 0.35)],
        )
        sides.append(rumble * wander(random, seconds, 0.7, 1.0, 0.5))
    out = stereo(*sides)
    strings = silence(seconds)
    for at in scattered(random, seconds, 3.2, 1.2):
        place, size = random.uniform(-0.6, 0.6), random.uniform(220, 520)
        for index in range(random.integers(3, 9)):
            lay(
                strings,
                bubble(random, size * random.uniform(0.8, 1.5), 0.12),
                at + index * random.uniform(0.05, 0.11),
                place,
                random.uniform(0.3, 0.8),
            )
    strings = np.stack([band(side, None, 900, 1) for side in strings])
    return out + room(random, strings, 1.6, 0.45, 900)[:, : out.shape[1]] * (0.5 + 0.4 * heard.intensity)


def bubbles(random: Random, seconds: float, heard: Heard) -> Mono:
    """Bubbles in clusters, small ones after large ones."""
    force = heard.intensity
    cluster = np.maximum(np.maximum(0.12, np.exp(-times(seconds) * 3)), wander(random, seconds, -0.2, 1.0, 3.5))

    def one() -> Mono:
        return bubble(random, np.exp(random.uniform(np.log(380), np.log(1900))), random.uniform(0.08, 0.22))

    blub = sprinkle(random, seconds, 16 + 60 * force, one, kinds=64, when=cluster, width=0.6, heavy=0.6)
    return room(random, blub, 0.4, 0.12, 2500)[:, : blub.shape[1]]


def drip(random: Random, seconds: float, heard: Heard) -> Mono:
    """Drops falling into still water in a cave: a tick, a bubble's plink, a long dark echo."""
    out = silence(seconds)
    for at in scattered(random, seconds, 1.3 - 0.7 * heard.intensity, 0.25):
        place, level = random.uniform(-0.7, 0.7), random.uniform(0.35, 1.0)
        lay(out, burst(random, 0.01, 2500, 9000, 700), at, place, level * 0.25)
        lay(out, bubble(random, random.uniform(700, 1900), random.uniform(0.08, 0.2)), at + 0.012, place, level)
    air = np.stack([sculpted(noise(random, seconds), [(140, 2.0, 0.002)], tilt=-3) for _ in range(2)])
    return room(random, out, 3.2, 0.42, 3800)[:, : out.shape[1]] + air


def splash(random: Random, seconds: float, heard: Heard) -> Mono:
    """Something falls into water: the slap, the crown of spray, the cavity's gulp, the bubbles after it."""
    length = min(seconds, 2.5)
    force = heard.intensity
    t = times(length)
    out = silence(length)
    lay(out, burst(random, length, 120, 1400, 22) * 1.3, 0.0)
    spray = np.minimum(1, t / 0.05) * np.exp(-t * (7 - 3 * force))
    out += np.stack([sculpted(noise(random, length), [(2100, 2.2, 0.9)]) * spray for _ in range(2)]) * 0.7
    lay(out, bubble(random, 190 - 70 * force, 0.1) * 1.2, 0.09)
    fall = np.exp(-((t - 0.35) ** 2) / 0.09) * 0.8 + np.exp(-t * 2.5) * 0.3
    return (
        out
        + sprinkle(
            random,
            length,
            160,
            lambda: bubble(random, np.exp(random.uniform(np.log(400), np.log(3000))), 0.1),
            when=fall,
            heavy=0.8,
        )
        * 0.35
    )


def pour(random: Random, seconds: float, heard: Heard) -> Mono:
    """A drink poured: bubbles, and the air above them whose tone rises as the glass fills."""
    t = times(seconds) / seconds
    filling = 380 * (1 + 2.2 * t**1.5)

    def glug() -> Mono:
        return bubble(random, np.exp(random.uniform(np.log(500), np.log(2600))), 0.1)

    stream = sprinkle(random, seconds, 130 + 120 * heard.intensity, glug, kinds=64, width=0.35, heavy=0.7)
    air = sculpted(noise(random, seconds), [(filling, 0.35, 1.0), (filling * 3, 0.4, 0.35), (4200, 1.5, 0.06)])
    glugs = 0.55 + 0.45 * np.sin(np.cumsum(2 * np.pi * wander(random, seconds, 5, 9, 3)) / 48_000)
    return stream * 0.6 + stereo(air * glugs * wander(random, seconds, 0.7, 1, 6)) * 0.7

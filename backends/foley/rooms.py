"""Rooms: the tone of an empty one, and a factory at work."""

from __future__ import annotations

import numpy as np

from backends.foley.hearing import Heard
from backends.foley.matter import (
    Mono,
    Random,
    burst,
    lay,
    noise,
    room,
    sculpted,
    silence,
    struck,
    times,
    tone,
    wander,
)


def roomtone(random: Random, seconds: float, heard: Heard) -> Mono:
    """A room with nobody in it: air, the mains far away, a tick of wood now and then."""
    sides = []
    t = times(seconds)
    for _ in range(2):
        air = sculpted(
            noise(random, seconds, -3),
            [(wander(random, seconds, 90, 130, 0.2), 2.2, 1.0), (420, 2.0, 0.3), (1700, 2.0, 0.08)],
        )
        sides.append(air * wander(random, seconds, 0.85, 1.0, 0.4))
    out = np.stack(sides)
    out += (tone(np.full(len(t), 100.0)) + 0.4 * tone(np.full(len(t), 200.0))) * 0.05
    ticks = silence(seconds)
    for at in np.sort(random.uniform(0.5, max(0.6, seconds), int(seconds / 5))):
        lay(
            ticks,
            struck(0.1, [(random.uniform(500, 1500), 0.5, 0.03)]),
            at,
            random.uniform(-0.8, 0.8),
            random.uniform(0.1, 0.4),
        )
    return out + room(random, ticks, 0.8, 0.3, 4000)[:, : out.shape[1]]


def factory(random: Random, seconds: float, heard: Heard) -> Mono:
    """Machines: a press that falls in its beat, steam, gears, motors, in a large hall."""
    t = times(seconds)
    out = np.stack(
        [
            sculpted(noise(random, seconds), [(110, 1.8, 1.0), (480, 1.8, 0.35), (1500, 2.0, 0.1)], tilt=-3)
            * wander(random, seconds, 0.8, 1.0, 2)
            for _ in range(2)
        ]
    )
    motor = np.sum(
        [tone(np.full(len(t), 49.3 * ratio)) * level for ratio, level in ((1, 0.3), (2, 0.4), (4, 0.18), (7, 0.06))],
        axis=0,
    )
    out += motor * wander(random, seconds, 0.7, 1.0, 0.8)
    beat = 1.25 - 0.6 * heard.intensity
    work = silence(seconds)
    for index, at in enumerate(np.arange(0.05, seconds, beat)):
        press = struck(0.6, [(74, 1.4, 0.2), (183, 0.7, 0.25), (467, 0.5, 0.3), (1210, 0.3, 0.25), (2480, 0.15, 0.2)])
        hit = burst(random, 0.1, 300, 4000, 60)
        press[: len(hit)] += hit
        lay(work, press, at, -0.3, random.uniform(0.9, 1.1))
        if index % 2:
            steam = burst(random, 0.5 * beat, 2200, 9000, 3.0) * np.minimum(1, times(0.5 * beat) / 0.03)
            lay(work, steam, at + 0.4 * beat, 0.4, 0.22)
        for tooth in range(4):
            lay(work, struck(0.08, [(1650, 0.4, 0.04), (2900, 0.3, 0.03)]), at + (0.5 + tooth / 9) * beat, 0.5, 0.22)
    return out + room(random, work, 1.2, 0.15, 4000)[:, : out.shape[1]] * 3.0

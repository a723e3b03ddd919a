"""Fire, shaking ground, falling rubble, breaking ice."""

from __future__ import annotations

import numpy as np

from backends.foley.hearing import Heard
from backends.foley.matter import (
    Mono,
    Random,
    band,
    burst,
    lay,
    mode,
    noise,
    panned,
    room,
    sculpted,
    silence,
    sprinkle,
    stereo,
    struck,
    times,
    tone,
    wander,
)


def fire(random: Random, seconds: float, heard: Heard) -> Mono:
    """Flames that flutter (the roar), gas that hisses out of the wood, and wood that snaps."""
    force = heard.intensity

    def snap() -> Mono:
        crack = burst(random, 0.03, 700, 5500, random.uniform(180, 700))
        knock = mode(0.03, random.uniform(350, 1100), 0.02) * 0.5
        return crack + knock

    sides = []
    for _ in range(2):
        flutter = wander(random, seconds, 0.35, 1.0, 9.0) * wander(random, seconds, 0.6, 1.0, 1.5)
        roar = sculpted(noise(random, seconds), [(95, 1.8, 1.0), (330, 2.0, 0.45)], tilt=-3) * flutter
        hiss = sculpted(noise(random, seconds), [(3000, 1.8, 0.10)]) * wander(random, seconds, 0.0, 1.0, 2.0) ** 2
        sides.append(roar * (0.12 + 0.6 * force) + hiss * 0.6)
    bursts = np.maximum(0.15, wander(random, seconds, -0.3, 1.0, 2.5))
    snaps = sprinkle(random, seconds, 40 + 60 * force, snap, when=bursts, width=0.7, heavy=1.0)
    return stereo(*sides) + snaps * (1.1 - 0.4 * force)


def quake(random: Random, seconds: float, heard: Heard) -> Mono:
    """The ground shakes: a rumble that rolls, the knocks of what stands on it, stones that roll."""
    force = heard.intensity
    sides = []
    for _ in range(2):
        shake = wander(random, seconds, 0.4, 1.0, 7.0) * wander(random, seconds, 0.6, 1.0, 0.8)
        rumble = sculpted(
            noise(random, seconds), [(44, 1.5, 1.3), (105, 1.6, 0.7), (260, 1.8, 0.15 + 0.2 * force)], tilt=-3
        )
        sides.append(np.tanh(rumble * shake * 0.8) * 1.4)
    knocks = sprinkle(
        random,
        seconds,
        3 + 9 * force,
        lambda: struck(0.2, [(random.uniform(70, 240), 1.0, 0.16), (random.uniform(250, 500), 0.4, 0.08)]),
        width=0.8,
    )
    stones = sprinkle(
        random, seconds, 20 + 50 * force, lambda: burst(random, 0.04, 350, 2600, random.uniform(60, 200)), heavy=1.0
    )
    return stereo(*sides) + knocks * 0.7 + stones * 0.25


PIECES: dict[str, tuple[tuple[float, float], float, float]] = {
    "stone": ((420, 1900), 0.05, 0.8),
    "gravel": ((1200, 3600), 0.02, 1.0),
    "wood": ((180, 900), 0.09, 0.6),
    "metal": ((500, 3600), 0.5, 0.35),
    "glass": ((2400, 8200), 0.22, 0.3),
    "ice": ((1600, 5200), 0.12, 0.4),
}
"""What falls: its modes lie between two Hz, ring for so many seconds, and how much of the hit is noise."""


def debris(random: Random, seconds: float, heard: Heard) -> Mono:
    """Rubble comes down: large pieces first, each bouncing faster and softer, then the small ones trickle."""
    length = min(seconds, 6.0)
    (low, high), ring, rough = PIECES.get(heard.material, PIECES["stone"])

    def knock(size: float) -> Mono:
        base = low * (high / low) ** (1 - size)
        modes = [(base * random.uniform(1.0, 3.0), random.uniform(0.3, 1.0), ring * (0.6 + size)) for _ in range(4)]
        body = struck(min(1.2, 0.06 + 1.2 * ring), modes)
        grit = burst(random, 0.05, base * 0.7, min(20_000, base * 5), 140)
        body[: len(grit)] += grit * rough * 1.3
        return body

    out = silence(length)
    for _ in range(int(4 + 9 * heard.intensity)):
        at, size, place = random.exponential(0.16 * length) * 0.8, random.uniform(0.3, 1.0), random.uniform(-0.8, 0.8)
        gap, level = random.uniform(0.16, 0.34), 0.4 + size
        piece = knock(size)
        for _bounce in range(5):
            lay(out, piece, at, place, level)
            at, gap, level = at + gap, gap * 0.62, level * 0.5
    t = times(length)
    trickle = np.exp(-t * 3.2 / length) * np.minimum(1, 0.3 + t / 0.1)
    out += (
        sprinkle(random, length, 160, lambda: knock(random.uniform(0, 0.25)), kinds=24, when=trickle, heavy=0.9) * 0.2
    )
    low_end = band(noise(random, length, -4), 45, 220) * np.exp(-t * 5) * np.minimum(1, t / 0.004)
    return room(random, out + stereo(low_end) * (1.0 if heard.material in ("stone", "gravel") else 0.3), 0.9, 0.12)


def ice(random: Random, seconds: float, heard: Heard) -> Mono:
    """A sheet of ice cracks: short waves run ahead of long ones, so every crack is a falling chirp ('pew')."""
    length = min(seconds, 5.0)
    out = silence(length)
    at = 0.0
    for index in range(int(3 + 6 * heard.intensity)):
        last = random.uniform(0.12, 0.4)
        t = times(last)
        low, high = random.uniform(260, 480), random.uniform(4500, 9500)
        chirp = tone(low + (high - low) / (1 + (t / (0.012 * random.uniform(0.6, 1.8))) ** 1.2)) * np.exp(-t * 11)
        snap = burst(random, 0.04, 1500, 12_000, 220)
        chirp[: len(snap)] += snap[: len(chirp)] * random.uniform(0.8, 1.8)
        place = random.uniform(-0.8, 0.8)
        lay(out, chirp, at, place, 1.0 if not index else random.uniform(0.2, 0.8))
        for tick in range(random.integers(2, 8)):
            lay(
                out,
                burst(random, 0.02, 2500, 11_000, 500),
                at + 0.02 + 0.03 * tick * random.uniform(0.5, 2),
                place,
                0.4,
            )
        at += random.exponential(0.09 * length) + 0.06
    groan_at = times(length)
    groan = sculpted(noise(random, length), [(150 + 60 * np.exp(-groan_at * 2), 0.4, 0.5)]) * np.exp(-groan_at * 1.6)
    return room(random, out + panned(groan, 0.0) * heard.intensity * 0.6, 2.2, 0.25, 7000)

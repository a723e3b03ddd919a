"""Steps: feet, marching columns and hooves on what they tread on."""

from __future__ import annotations

import numpy as np

from backends.foley.hearing import Heard
from backends.foley.matter import (
    Mono,
    Random,
    bubble,
    burst,
    late,
    lay,
    mode,
    noise,
    room,
    sculpted,
    silence,
    struck,
    times,
)

FIRM: dict[str, tuple[tuple[tuple[float, float, float], ...], tuple[float, float], float]] = {
    "stone": (((135, 0.7, 0.07), (210, 0.35, 0.05)), (1300, 6500), 0.55),
    "wood": (((98, 1.0, 0.16), (172, 0.8, 0.12), (265, 0.5, 0.09), (430, 0.3, 0.06)), (500, 2600), 0.25),
    "metal": (
        ((118, 0.7, 0.25), (317, 0.7, 0.45), (541, 0.6, 0.5), (893, 0.45, 0.4), (1424, 0.3, 0.3), (2380, 0.2, 0.2)),
        (1200, 6000),
        0.3,
    ),
    "glass": (((160, 0.5, 0.06), (1900, 0.2, 0.05)), (2000, 8000), 0.4),
    "ice": (((150, 0.6, 0.07), (1300, 0.25, 0.06)), (1800, 8000), 0.5),
}
"""Firm ground: its modes (Hz, level, seconds), band of the heel's click in Hz and its level."""

LOOSE: dict[str, tuple[tuple[float, float], float, float, float]] = {
    "snow": ((450, 2900), 1900, 260, 0.20),
    "gravel": ((1100, 7000), 620, 420, 0.17),
    "sand": ((350, 2600), 2600, 300, 0.16),
    "grass": ((900, 5200), 1300, 320, 0.15),
    "leaves": ((1500, 8000), 520, 520, 0.20),
}
"""Loose ground: band of a grain in Hz, grains a second while the foot sinks, decay of a grain a second, seconds."""


def tread(random: Random, material: str, force: float) -> Mono:
    """One foot put down: heel and sole on firm ground; on loose ground the grains that give way under it."""
    size = random.uniform(0.93, 1.07)
    thump = mode(0.14, random.uniform(62, 84), 0.1) * (0.5 + 0.4 * force)
    length = 0.55
    out = np.zeros(round(length * 48_000))

    def add(piece: Mono, at: float, level: float = 1.0) -> None:
        start = round(at * 48_000)
        piece = piece[: len(out) - start]
        out[start : start + len(piece)] += piece * level

    add(thump, 0.0)
    if material == "water":
        add(burst(random, 0.3, 350, 3800, 18), 0.0, 0.8)
        for _ in range(16):
            pop = bubble(random, np.exp(random.uniform(np.log(450), np.log(2800))), 0.1)
            add(pop, random.uniform(0.01, 0.3), random.uniform(0.1, 0.5))
    elif material in LOOSE:
        (low, high), rate, decay, last = LOOSE[material]
        grains = [burst(random, 0.012, low, high, decay * random.uniform(1, 3)) for _ in range(12)]
        for _ in range(int(rate * last)):
            at = last * random.beta(1.6, 2.6)
            weight = np.sin(np.pi * at / last) ** 0.7
            add(grains[random.integers(12)], at, weight * random.exponential(0.35))
        if material == "snow":
            # Snow squeaks as the sole's edge slips over its crystals.
            t = times(last)
            squeak = sculpted(noise(random, last), [(620 + 700 * t / last, 0.5, 1.0)])
            add(squeak * np.sin(np.pi * t / last) ** 2 * np.abs(np.sin(np.pi * 55 * t)), 0.02, 0.55)
    else:
        modes, (low, high), click = FIRM.get(material, FIRM["stone"])
        body = [(hertz * size, level, last) for hertz, level, last in modes]
        heel = struck(0.5, body)
        add(heel, 0.0, 0.9)
        add(burst(random, 0.03, low, high, 260), 0.0, click * (0.6 + 0.6 * force))
        add(heel, 0.085, 0.35)
        add(burst(random, 0.06, low * 0.6, high, 90), 0.085, click * 0.4)
    return out


def footsteps(random: Random, seconds: float, heard: Heard) -> Mono:
    """Somebody walks; runs where the words are strong."""
    out = silence(seconds)
    bank = [tread(random, heard.material, heard.intensity) for _ in range(6)]
    step = 0.66 - 0.32 * heard.intensity
    for index, at in enumerate(late(random, 0.03, seconds, step, 0.012)):
        lay(out, bank[random.integers(6)], at, 0.12 * (-1) ** index, random.uniform(0.8, 1.1))
    return room(random, out, 0.6, 0.1 if heard.material in FIRM else 0.04, 5000)[:, : out.shape[1]]


def march(random: Random, seconds: float, heard: Heard) -> Mono:
    """A column in step: forty feet, never quite together, and the gear they carry."""
    out = silence(seconds)
    bank = [tread(random, heard.material, 0.8) for _ in range(8)]
    gear = [
        struck(0.12, [(random.uniform(1800, 5200), 0.5, 0.05), (random.uniform(900, 2000), 0.3, 0.04)])
        for _ in range(6)
    ]
    for at in late(random, 0.06, seconds, 0.58 - 0.1 * heard.intensity, 0.006):
        for _ in range(18):
            lag = max(0.0, at + random.normal(0, 0.022))
            lay(out, bank[random.integers(8)], lag, random.uniform(-0.8, 0.8), random.uniform(0.2, 0.5))
        for _ in range(3):
            lay(out, gear[random.integers(6)], at + random.uniform(0, 0.3), random.uniform(-0.8, 0.8), 0.12)
    return room(random, out, 1.2, 0.2, 3500)[:, : out.shape[1]]


HOOF: dict[str, tuple[tuple[tuple[float, float, float], ...], tuple[float, float], float]] = {
    "stone": (((520, 0.9, 0.05), (910, 0.8, 0.045), (1650, 0.4, 0.03), (110, 0.5, 0.08)), (1800, 6500), 0.35),
    "wood": (((140, 1.0, 0.14), (260, 0.8, 0.1), (480, 0.5, 0.07)), (600, 2500), 0.25),
    "grass": (((88, 1.2, 0.12), (150, 0.6, 0.08), (330, 0.2, 0.05)), (300, 1900), 0.30),
    "sand": (((80, 1.2, 0.11), (140, 0.5, 0.08)), (300, 2400), 0.35),
    "snow": (((78, 1.0, 0.11), (130, 0.5, 0.08)), (400, 2600), 0.5),
    "gravel": (((95, 1.0, 0.1), (420, 0.3, 0.04)), (1000, 6000), 0.6),
    "metal": (((310, 0.8, 0.3), (720, 0.7, 0.3), (1480, 0.5, 0.2)), (1500, 6000), 0.3),
    "water": (((85, 1.0, 0.1),), (400, 3800), 1.0),
}
"""What a hoof strikes: modes, band of the scattered ground in Hz and its level."""

GAITS: tuple[tuple[float, float, tuple[float, ...]], ...] = (
    (0.35, 1.05, (0.0, 0.25, 0.5, 0.75)),
    (0.6, 0.72, (0.0, 0.03, 0.5, 0.53)),
    (1.1, 0.52, (0.0, 0.2, 0.36, 0.47)),
)
"""Walk, trot, gallop: up to this intensity, seconds a stride, when the four feet fall in it."""


def hooves(random: Random, seconds: float, heard: Heard) -> Mono:
    """A horse walks, trots or gallops; a second one runs with it where the words are strong."""
    modes, (low, high), dirt = HOOF.get(heard.material, HOOF["grass"])
    out = silence(seconds)
    _, stride, feet = next(gait for gait in GAITS if heard.intensity <= gait[0])

    def clop() -> Mono:
        size = random.uniform(0.9, 1.12)
        hit = struck(0.35, [(hertz * size, level, last) for hertz, level, last in modes])
        thrown = burst(random, 0.2, low, high, 45)
        hit[: len(thrown)] += thrown * dirt * random.uniform(0.6, 1.2)
        return hit

    bank = [clop() for _ in range(10)]
    for horse in range(2 if heard.intensity > 0.8 else 1):
        own = stride * (1 + 0.07 * horse)
        for index, at in enumerate(late(random, 0.03 + 0.15 * horse, seconds, own, 0.01)):
            for foot, share in enumerate(feet):
                lay(
                    out,
                    bank[(index * 4 + foot * 3 + random.integers(2)) % 10],
                    at + share * own + abs(random.normal(0, 0.006)),
                    0.25 * (-1) ** foot + 0.2 * horse,
                    random.uniform(0.75, 1.1) * (1.0 if foot != 1 else 0.85),
                )
    return room(random, out, 0.8, 0.1, 3000)[:, : out.shape[1]]

"""Blows: blades, guns, blasts, glass, doors, fists, and what creaks and groans under a load."""

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
    wander,
)

BODIES: dict[str, tuple[tuple[tuple[float, float, float], ...], float, float]] = {
    "wood": (((142, 1.0, 0.16), (231, 0.8, 0.12), (387, 0.6, 0.09), (655, 0.35, 0.06), (1080, 0.2, 0.04)), 2600, 0.5),
    "metal": (
        ((187, 0.8, 0.9), (431, 0.7, 1.1), (739, 0.7, 1.0), (1213, 0.5, 0.8), (1987, 0.35, 0.6), (3310, 0.2, 0.4)),
        6500,
        0.5,
    ),
    "stone": (((96, 1.0, 0.09), (240, 0.4, 0.05), (910, 0.15, 0.03)), 3200, 0.9),
    "glass": (((890, 0.5, 0.12), (2150, 0.5, 0.14), (3910, 0.3, 0.1)), 8000, 0.4),
    "ice": (((310, 0.6, 0.08), (1240, 0.4, 0.07), (2900, 0.3, 0.05)), 7000, 0.8),
}
"""What is struck: modes (Hz, level, seconds), how bright the hit is in Hz and its level."""


def sword(random: Random, seconds: float, heard: Heard) -> Mono:
    """Blade on blade: a bar's bending modes (1 : 2.76 : 5.40 : 8.93), twice over and out of tune, and the scrape."""
    length = min(seconds, 2.5)
    force = heard.intensity
    out = silence(length)
    at = 0.0
    for blow in range(1 + int(2.2 * force) if length > 0.8 else 1):
        for blade in (-0.25, 0.3):
            base = random.uniform(820, 1250)
            modes = [
                (base * ratio * random.uniform(0.99, 1.01), level, last)
                for ratio, level, last in (
                    (1.0, 0.35, 0.9),
                    (2.76, 0.8, 0.8),
                    (5.40, 0.8, 0.55),
                    (8.93, 0.5, 0.35),
                    (13.3, 0.3, 0.2),
                    (4.1, 0.4, 0.5),
                )
            ]
            lay(out, struck(length, modes), at, blade, random.uniform(0.6, 1.0))
        lay(out, burst(random, 0.05, 2200, 14_000, 160), at, 0.0, 1.6)
        scrape_for = random.uniform(0.12, 0.3)
        t = times(scrape_for)
        scrape = sculpted(noise(random, scrape_for), [(3800 + 4200 * t / scrape_for, 0.8, 1.0)])
        lay(out, scrape * np.sin(np.pi * t / scrape_for) ** 2, at + 0.03, 0.1, 0.35)
        at += random.uniform(0.28, 0.6) if blow == 0 else random.uniform(0.2, 0.5)
    return room(random, out, 1.3, 0.15, 9000)


def gunshot(random: Random, seconds: float, heard: Heard) -> Mono:
    """A shot: the muzzle's blast wave, its gas, the ground's and the walls' echoes, a long outdoor tail."""
    length = min(seconds, 3.0)
    out = silence(length)
    t = times(length)
    # A Friedlander wave: a shock front, then the suction behind it.
    front = (1 - t / 0.004) * np.exp(-t / 0.0022)
    lay(out, band(front, 60, None) * 3.2 + burst(random, length, 250, 6000, 42) * 1.0, 0.0)
    lay(out, burst(random, length, 50, 420, 16) * 1.5, 0.0)
    for _ in range(7):
        gap = random.uniform(0.03, 0.55)
        slap = burst(random, 0.15, 200, 3200 * np.exp(-gap * 2), 34)
        lay(out, slap, gap, random.uniform(-0.9, 0.9), 0.45 * np.exp(-gap * 3.5))
    return room(random, out, 1.8, 0.16 + 0.1 * heard.distance, 3200)


def cannon(random: Random, seconds: float, heard: Heard) -> Mono:
    """A gun that throws iron: a heavy low blast, smoke that rushes out, hills that give it back."""
    length = min(seconds, 5.0)
    t = times(length)
    out = silence(length)
    front = (1 - t / 0.014) * np.exp(-t / 0.008)
    lay(
        out,
        band(front, 25, None) * 2.6 + mode(length, 42, 0.9, 1.2) * 1.6 + burst(random, length, 60, 700, 9) * 1.5,
        0.0,
    )
    lay(out, burst(random, length, 400, 4500, 14) * 0.5, 0.003)
    for gap in sorted(random.uniform(0.25, 1.6, 5)):
        lay(
            out,
            burst(random, 0.8, 50, 900 * np.exp(-gap * 0.6), 6),
            gap,
            random.uniform(-0.9, 0.9),
            0.35 * np.exp(-gap),
        )
    return room(random, out, 3.0, 0.22, 1500)


def explosion(random: Random, seconds: float, heard: Heard) -> Mono:
    """A blast: shock, fireball, its long low rolling, and what it tore loose coming down."""
    length = min(seconds, 7.0)
    t = times(length)
    out = silence(length)
    front = (1 - t / 0.01) * np.exp(-t / 0.006)
    lay(out, band(front, 30, None) * 2.8, 0.0)
    sides = []
    for _ in range(2):
        ball = sculpted(noise(random, length), [(70, 1.8, 1.5), (60 + 900 * np.exp(-t * 3), 2.2, 1.0)], tilt=-3)
        rolling = np.exp(-t * (2.4 - 1.0 * heard.intensity)) * np.minimum(1, t / 0.006)
        sides.append(np.tanh(ball * rolling * wander(random, length, 0.7, 1.2, 9) * 1.4))
    out += stereo(*sides) * 1.1
    crack = burst(random, length, 700, 9000, 26) * 0.9
    lay(out, crack, 0.0)
    falling = np.minimum(1, np.maximum(0, t - 0.25) / 0.5) * np.exp(-t * 1.3)
    out += (
        sprinkle(
            random,
            length,
            60,
            lambda: burst(random, 0.09, 250, random.uniform(900, 3800), random.uniform(40, 160)),
            when=falling,
            heavy=1.0,
        )
        * 0.35
    )
    return room(random, out, 2.8, 0.2, 2200)


def glass(random: Random, seconds: float, heard: Heard) -> Mono:
    """A pane breaks: the knock, the crash of splinters, splinters that fall and ring one by one."""
    length = min(seconds, 2.5)
    t = times(length)

    def splinter() -> Mono:
        base = np.exp(random.uniform(np.log(2300), np.log(7600)))
        modes = [
            (base * random.uniform(0.9, 2.4), random.uniform(0.3, 1.0), random.uniform(0.04, 0.22)) for _ in range(4)
        ]
        piece = struck(0.25, modes)
        click = burst(random, 0.01, 3000, 14_000, 700)
        piece[: len(click)] += click
        return piece

    out = silence(length)
    lay(out, struck(0.12, [(310, 1.0, 0.07), (780, 0.7, 0.05), (1650, 0.4, 0.04)]), 0.0, 0.0, 0.9)
    crash = burst(random, length, 1800, 13_000, 15 - 6 * heard.intensity)
    lay(out, crash, 0.004, 0.0, 1.1)
    fall = np.exp(-((t - 0.06) ** 2) / 0.004) + 0.5 * np.exp(-np.abs(t - 0.45) * 4.5) * (t > 0.12)
    out += sprinkle(random, length, 170 + 330 * heard.intensity, splinter, kinds=64, when=fall, heavy=0.9) * 0.6
    return room(random, out, 0.7, 0.12, 9000)


def knock(random: Random, seconds: float, heard: Heard) -> Mono:
    """Knuckles on a door: three raps, or blows with the fist where the words are strong."""
    modes, bright, click = BODIES.get(heard.material, BODIES["wood"])
    out = silence(seconds)
    at, index = 0.02, 0
    while at < seconds - 0.05:
        body = struck(0.8, [(hertz * random.uniform(0.985, 1.015), level, last) for hertz, level, last in modes])
        rap = burst(random, 0.03, 250, bright, 230)
        body[: len(rap)] += rap * click
        lay(out, body, at, 0.0, random.uniform(0.8, 1.0))
        index += 1
        at += random.uniform(0.17, 0.21) if index % 3 else random.uniform(0.9, 1.3)
    return room(random, out, 0.7, 0.14, 3500)[:, : out.shape[1]]


def slam(random: Random, seconds: float, heard: Heard) -> Mono:
    """A door falls shut: air pushed out, the leaf against its frame, the latch, the rattle after it, the hall."""
    modes, bright, click = BODIES.get(heard.material, BODIES["wood"])
    length = min(seconds, 2.5)
    out = silence(length)
    leaf = struck(length, [(hertz * 0.7, level * 1.4, last * 1.3) for hertz, level, last in modes])
    lay(out, leaf + mode(length, 61, 0.28, 0.4) * 1.4, 0.0)
    lay(out, burst(random, 0.12, 90, bright, 55), 0.0, 0.0, click * 1.6)
    lay(out, struck(0.12, [(1450, 0.6, 0.05), (2710, 0.5, 0.04), (4300, 0.3, 0.03)]), 0.028, 0.15, 0.35)
    for index in range(6):
        lay(out, struck(0.06, [(random.uniform(350, 900), 0.5, 0.04)]), 0.07 + 0.035 * index, 0.1, 0.25 * 0.6**index)
    return room(random, out, 1.8, 0.2, 3000)


def punch(random: Random, seconds: float, heard: Heard) -> Mono:
    """A body blow: cloth and air, then the dull weight of it."""
    length = min(seconds, 1.0)
    out = silence(length)
    lay(out, mode(length, 68, 0.16, 1.4) * (0.8 + 0.6 * heard.intensity), 0.0)
    lay(out, burst(random, length, 110, 900, 42) * 1.1, 0.0)
    lay(out, burst(random, 0.08, 900, 4800, 90), 0.001, 0.0, 0.5)
    lay(out, burst(random, 0.2, 250, 2200, 26), 0.05, 0.1, 0.22)
    return room(random, out, 0.5, 0.08, 3000)


def creak(random: Random, seconds: float, heard: Heard) -> Mono:
    """Stick and slip: a hinge, a plank or a rope lets go in tiny jerks that come faster and slower."""
    length = seconds
    t = times(length)
    dry = heard.material == "metal"
    effort = np.clip(wander(random, length, -0.5, 1.1, 0.9), 0, 1)
    effort = np.maximum(effort, np.exp(-(((t - 0.25) / 0.2) ** 2)) * min(1.0, length))
    pace = (22 if dry else 9) + (150 if dry else 95) * effort**1.6 * wander(random, length, 0.5, 1.2, 4)
    phase = np.cumsum(pace) / 48_000
    jerk = np.zeros(len(t))
    at = np.flatnonzero(np.diff(phase.astype(int), prepend=0) > 0)
    jerk[at] = random.uniform(0.4, 1.0, len(at))
    tail = np.exp(-np.arange(96) / 14.0)
    strike = np.convolve(jerk, tail)[: len(t)] * random.uniform(0.7, 1.0)
    strike += 0.25 * np.convolve(jerk, tail)[: len(t)] * noise(random, length)
    body = (
        ((620, 0.3, 1.0), (1480, 0.25, 0.8), (2650, 0.25, 0.5))
        if dry
        else ((310, 0.4, 1.0), (740, 0.35, 0.8), (1450, 0.4, 0.35))
    )
    moved = wander(random, length, 0.9, 1.12, 1.3)
    sound = sculpted(strike, [(hertz * moved, width, level) for hertz, width, level in body]) * effort**0.7
    out = panned(sound, wander(random, length, -0.2, 0.2, 0.5))
    return room(random, out, 1.0, 0.18, 4000)[:, : out.shape[1]]


def groan(random: Random, seconds: float, heard: Heard) -> Mono:
    """A hull under load: great plates that slip slowly and sing in their own modes, far apart and long."""
    t = times(seconds)
    out = silence(seconds)
    for place in (-0.5, 0.1, 0.6):
        load = np.clip(wander(random, seconds, -0.9, 1.2, 0.7), 0, 1) ** 2
        load = np.maximum(load, np.exp(-(((t - 0.5) / 0.45) ** 2)) * (place == 0.1))
        pace = 17 + 30 * wander(random, seconds, 0, 1, 1.2)
        phase = np.cumsum(pace) / 48_000
        slip = band((phase % 1) ** 3 * 2, 20, None, 1) + 0.04 * noise(random, seconds)
        base = random.uniform(88, 150) * wander(random, seconds, 0.86, 1.18, 0.5)
        peaks = [
            (base * ratio, 0.10, level)
            for ratio, level in ((1, 1.0), (2.31, 0.9), (3.89, 0.7), (6.4, 0.4), (10.1, 0.2))
        ]
        out += panned(sculpted(slip, peaks) * load, place)
    shiver = sprinkle(random, seconds, 2, lambda: struck(1.2, [(random.uniform(300, 1500), 0.6, 0.9)]), kinds=8)
    out = out / (out.std() + 1e-9) + shiver * 0.3 * heard.intensity
    return room(random, out, 3.2, 0.35, 2600)[:, : out.shape[1]]

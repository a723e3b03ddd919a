"""Engines and what they carry: cars, trains, aircraft, rockets, ships, sirens."""

from __future__ import annotations

import numpy as np

from backends.foley.creatures import bell_shape
from backends.foley.hearing import Heard
from backends.foley.matter import (
    Mono,
    Random,
    band,
    burst,
    lay,
    noise,
    panned,
    passing,
    room,
    saw,
    scattered,
    sculpted,
    silence,
    stereo,
    struck,
    times,
    tone,
    wander,
)


def firing(random: Random, rate: Mono, cylinders: int, exhaust: float) -> Mono:
    """A piston engine: `rate` explosions a second, no two cylinders alike, through an exhaust pipe tuned to Hz."""
    phase = np.cumsum(rate) / 48_000
    strength = random.uniform(0.75, 1.0, cylinders)
    shot = strength[phase.astype(int) % cylinders]
    blow = np.exp(-(phase % 1) * 7) * np.minimum(1, (phase % 1) / 0.04) * shot
    blow -= blow.mean()
    gas = noise(random, len(rate) / 48_000) * np.exp(-(phase % 1) * 9) * shot
    pipe = [(exhaust, 1.2, 1.0), (exhaust * 2.7, 1.0, 0.5), (exhaust * 6.2, 1.3, 0.28), (exhaust * 14, 1.4, 0.1)]
    return sculpted(blow * 3 + gas * 0.35, pipe)


def engine(random: Random, seconds: float, heard: Heard) -> Mono:
    """A motor that runs: idling where the words are soft, under load where they are strong."""
    force = heard.intensity
    # It hunts round its speed, more so under load.
    rate = (26 + 66 * force**1.5) * wander(random, seconds, 0.985, 1.015, 2.0)
    rate *= 1 + 0.12 * force * wander(random, seconds, -1, 1, 0.45)
    body = firing(random, rate, 4, 95 + 40 * force)
    belt = sculpted(noise(random, seconds), [(1800, 1.5, 0.06), (4200, 1.2, 0.03)]) * wander(random, seconds, 0.7, 1, 8)
    whine = tone(rate * 7.3) * 0.015
    sound = body / body.std() + (belt + whine) * 3 * force
    return stereo(sound, np.roll(sound, 31)) + np.stack([noise(random, seconds, -6) * 0.05 for _ in range(2)])


def car(random: Random, seconds: float, heard: Heard) -> Mono:
    """A car goes by: tyres on the road, the engine bending down in pitch as it passes."""
    ratio, level, place = passing(seconds, 16 + 22 * heard.intensity, 3.5 + 5 * heard.distance)
    motor = firing(random, (70 + 70 * heard.intensity) * ratio, 4, 120)
    tyres = sculpted(noise(random, seconds), [(850 * ratio, 1.8, 1.0), (2600 * ratio, 1.6, 0.3), (150, 1.6, 0.5)])
    sound = (motor / motor.std() * 0.6 + tyres / tyres.std()) * level**1.1
    return panned(sound, place)


def jet(random: Random, seconds: float, heard: Heard) -> Mono:
    """A jet goes over: the fan's whine ahead of it, the tearing roar behind."""
    ratio, level, place = passing(seconds, 120, 90)
    behind = 1 / (1 + np.exp(-6 * place))
    roar = sculpted(noise(random, seconds), [(170, 2.2, 1.0), (650 * ratio, 2.0, 0.7)], tilt=-2)
    tear = sculpted(noise(random, seconds), [(1700, 1.8, 0.35)]) * wander(random, seconds, 0.2, 1.0, 40)
    fan = (tone(2250 * ratio) + 0.5 * saw(2810 * ratio)) * (1 - behind) * 0.05
    sound = (roar / roar.std() * (0.35 + behind) + tear * behind * 2 + fan * 3) * level**1.3
    out = panned(sound, place)
    return room(random, out, 1.8, 0.25, 3000)[:, : out.shape[1]]


def propeller(random: Random, seconds: float, heard: Heard) -> Mono:
    """A propeller aircraft holds its course: blades chopping, the motor behind them, two of them beating."""
    out = silence(seconds)
    base = 72 + 40 * heard.intensity
    for side, detune in ((-0.35, 1.0), (0.35, 1.013)):
        rate = base * detune * wander(random, seconds, 0.995, 1.005, 0.7)
        blades = sculpted(saw(rate), [(120, 1.6, 1.0), (330, 1.5, 0.6), (820, 1.5, 0.22)])
        motor = firing(random, rate * 1.5, 6, 150)
        out += panned(blades / blades.std() + 0.7 * motor / motor.std(), side)
    air = np.stack([sculpted(noise(random, seconds), [(320, 2.4, 0.5), (1500, 2, 0.1)], tilt=-2) for _ in range(2)])
    return out + air * wander(random, seconds, 0.7, 1.0, 1.0) * 1.2


def helicopter(random: Random, seconds: float, heard: Heard) -> Mono:
    """Rotor slap about eleven times a second, the tail rotor's buzz, the turbine's whine."""
    rate = (10.5 + 2 * heard.intensity) * wander(random, seconds, 0.985, 1.015, 0.5)
    phase = np.cumsum(rate) / 48_000
    slap = np.exp(-(((phase % 1 - 0.2) / 0.07) ** 2))
    swing = 0.7 + 0.3 * np.sin(2 * np.pi * 0.13 * times(seconds) + random.uniform(0, 6))
    sides = []
    for _ in range(2):
        thud = sculpted(noise(random, seconds), [(70, 1.5, 1.6), (190, 1.6, 0.9)], tilt=-3)
        chop = sculpted(noise(random, seconds), [(700, 2.0, 0.5), (1900, 1.5, 0.14)])
        air = sculpted(noise(random, seconds), [(280, 2.2, 0.2)], tilt=-2)
        sides.append((thud * 1.2 + chop) * (0.08 + slap) * swing + air * 0.7)
    tail = sculpted(saw(rate * 5.6), [(320, 1.5, 0.08)])
    turbine = tone(2900 * wander(random, seconds, 0.995, 1.005, 0.6)) * 0.008 + tone(4350 * np.ones(len(phase))) * 0.004
    return stereo(*sides) + stereo(tail + turbine)


def train(random: Random, seconds: float, heard: Heard) -> Mono:
    """A train on jointed rails: two axles, two axles, each clack at the next joint; the rumble of the carriages."""
    force = heard.intensity
    sides = [
        sculpted(noise(random, seconds), [(75, 1.6, 1.0), (230, 1.7, 0.5), (900, 2.0, 0.12 + 0.1 * force)], tilt=-3)
        * wander(random, seconds, 0.7, 1.0, 1.2)
        for _ in range(2)
    ]
    out = stereo(*sides)
    clacks = silence(seconds)
    period = 1.15 - 0.55 * force
    at = random.uniform(0.02, 0.1)
    while at < seconds:
        for lag, level in ((0.0, 1.0), (0.14, 0.85)):
            wheel = struck(
                0.3,
                [(115, 1.0, 0.1), (412 * random.uniform(0.97, 1.03), 0.6, 0.09), (1130, 0.4, 0.1), (2350, 0.25, 0.08)],
            )
            hit = burst(random, 0.05, 600, 4500, 90)
            wheel[: len(hit)] += hit * 0.9
            lay(clacks, wheel, at + lag * period / 0.9, random.uniform(-0.25, 0.25), level * random.uniform(0.8, 1.1))
        at += period * random.uniform(0.985, 1.015)
    squeal = sculpted(noise(random, seconds), [(wander(random, seconds, 2500, 2900, 0.6), 0.06, 1.0)])
    squeal *= np.clip(wander(random, seconds, -1.5, 1.0, 0.5), 0, 1)
    return out + room(random, clacks, 0.5, 0.15, 4000)[:, : out.shape[1]] * 2.2 + stereo(squeal) * 0.12 * force


def rocket(random: Random, seconds: float, heard: Heard) -> Mono:
    """A launch: ignition, then the roar with its crackle (steep shocks), heavy from below."""
    t = times(seconds)
    rise = np.minimum(1, 0.15 + t / min(1.6, 0.4 * seconds))
    sides = []
    for _ in range(2):
        roar = sculpted(noise(random, seconds), [(48, 1.8, 1.5), (150, 2.0, 1.0), (600, 2.2, 0.35)], tilt=-3)
        roar *= wander(random, seconds, 0.75, 1.0, 11)
        # Steep, positive pressure peaks are what makes a large jet crackle: half of a noise's wave, sharpened.
        shocks = np.maximum(0, band(random.standard_normal(len(t)), 300, 2600) * 2.2 - 0.9) ** 2
        sides.append(np.tanh(roar * 0.9) + band(shocks, 180, None) * (0.35 + 0.5 * heard.intensity))
    out = stereo(*sides) * rise
    lay(out, stereo(burst(random, min(0.8, seconds), 60, 1800, 7)), 0.0, level=1.2)
    return room(random, out, 2.0, 0.2, 2000)[:, : out.shape[1]]


def spaceship(random: Random, seconds: float, heard: Heard) -> Mono:
    """Inside a ship: reactor hum with slow beats, air through ducts, a far pulsing drive."""
    t = times(seconds)
    base = random.uniform(52, 60)
    sides = []
    for side in range(2):
        hum = np.sum(
            [
                tone(base * ratio * wander(random, seconds, 0.998, 1.002, 0.3) * (1 + 0.0012 * side)) * level
                for ratio, level in ((1, 1.0), (2, 0.55), (3, 0.25), (4.02, 0.18), (6.03, 0.08))
            ],
            axis=0,
        )
        drive = 0.75 + 0.25 * np.sin(2 * np.pi * 0.45 * t + side)
        duct = sculpted(
            noise(random, seconds, -2), [(wander(random, seconds, 300, 420, 0.3), 1.4, 0.5), (1600, 1.6, 0.10)]
        )
        sides.append(hum * drive * (0.4 + 0.4 * heard.intensity) + duct)
    return stereo(*sides)


def siren(random: Random, seconds: float, heard: Heard) -> Mono:
    """A two-sided wail between 600 and 1400 Hz, over streets that echo it."""
    t = times(seconds)
    wail = 0.5 - 0.5 * np.cos(2 * np.pi * t / (2.6 - 1.2 * heard.intensity) + 0.4)
    pitch = 620 * (2.25**wail) * wander(random, seconds, 0.995, 1.005, 2)
    horn = sculpted(saw(pitch), [(1100, 1.6, 1.0), (2600, 1.2, 0.4)])
    out = panned(horn, wander(random, seconds, -0.4, 0.4, 0.3))
    return room(random, out, 1.5, 0.3, 4000)[:, : out.shape[1]]


def horn(random: Random, seconds: float, heard: Heard) -> Mono:
    """A ship's horn: two reeds a fifth apart near 90 Hz, and the bay's answer."""
    length = min(seconds * 0.7, 4.0)
    base = random.uniform(82, 98)
    count = len(times(length))
    drift = 1 - 0.04 * np.exp(-times(length) * 9)
    reeds = saw(base * drift) + 0.7 * saw(base * 1.498 * drift)
    sound = sculpted(reeds, [(180, 1.6, 1.0), (420, 1.4, 0.8), (900, 1.4, 0.25)]) + 0.05 * noise(random, length, -3)
    out = panned(sound * bell_shape(count, 0.06, 0.12), 0.0)
    return room(random, out, 3.6, 0.35, 1600)


def traffic(random: Random, seconds: float, heard: Heard) -> Mono:
    """A city street: the far roar of all of it, cars that pass one by one, a horn now and then."""
    out = np.stack(
        [
            sculpted(noise(random, seconds), [(95, 2.0, 1.0), (380, 2.0, 0.5), (1100, 2.0, 0.12)], tilt=-3)
            * wander(random, seconds, 0.75, 1.0, 0.5)
            for _ in range(2)
        ]
    )
    out /= out.std()
    for at in scattered(random, seconds + 2, 2.6 - 1.5 * heard.intensity, 0.7) - 1.5:
        length = random.uniform(2.2, 3.6)
        by = car(random, length, heard._replace(intensity=random.uniform(0.1, 0.5), distance=0.5))
        by *= np.sin(np.pi * np.linspace(0, 1, by.shape[1])) ** 2 / by.std()
        begin = max(0.0, -at)
        piece = by[:, round(begin * 48_000) :]
        piece = piece if random.random() < 0.5 else piece[::-1]
        lay(out, piece, max(0.0, at), level=random.uniform(0.3, 0.9))
    for at in scattered(random, seconds, 9.0, 4.0)[1:]:
        length, pitch = random.uniform(0.2, 0.7), random.uniform(370, 460)
        honk = saw(np.full(len(times(length)), pitch)) + saw(np.full(len(times(length)), pitch * 1.26))
        honk = band(honk, 300, 1800) * bell_shape(len(honk), 0.08, 0.12)
        lay(out, honk, at, random.uniform(-0.8, 0.8), 0.16)
    return room(random, out, 1.5, 0.22, 3000)[:, : out.shape[1]]

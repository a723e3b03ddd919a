"""The recipes: one small function a sound, each from seed, length, intensity and material to 2 × n samples."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from backends.foley import Heard, recipes
from backends.foley.matter import (
    RATE,
    Mono,
    Random,
    band,
    grains,
    mode,
    noise,
    panned,
    room,
    stereo,
    swept,
    times,
    wander,
)

PEAK_DB = -2.0


def whoosh(random: Random, seconds: float, heard: Heard) -> Mono:
    t = times(seconds) / seconds
    arc = np.sin(np.pi * t**1.2) ** (2 + 2 * heard.intensity)
    body = swept(noise(random, seconds, -2), 180 * 2 ** (4.2 * arc), 1.6) * arc
    low = band(noise(random, seconds, -6), 40, 160) * arc * 0.5 * heard.intensity
    side = 1 if random.random() < 0.5 else -1
    return panned(body + low, side * np.linspace(-0.85, 0.85, len(t)))


def boom(random: Random, seconds: float, heard: Heard) -> Mono:
    length = min(seconds, 6.0)
    t = times(length)
    sub = np.tanh(2.2 * mode(length, 34 + 8 * random.random(), 1.6 + 1.4 * heard.intensity, 2.2))
    body = band(noise(random, length, -4), 50, 260) * np.exp(-t * 4.5) * 0.9
    crack = band(noise(random, length), 600, 6000) * np.exp(-t * 38) * (0.25 + 0.35 * heard.intensity)
    debris = band(noise(random, length, -3), 200, 1800) * np.exp(-t * 3.2) * 0.12 * np.minimum(1, t * 12)
    dry = stereo(sub + body * 0.6 + crack, sub + np.roll(body, 211) * 0.6 + crack * 0.9) + stereo(
        debris, np.roll(debris, 1201)
    )
    return room(random, dry, 2.6, 0.22, 2600)


def riser(random: Random, seconds: float, heard: Heard) -> Mono:
    t = times(seconds) / seconds
    air = swept(noise(random, seconds), 260 * 2 ** (5 * t), 1.3) * t**2.2
    pitch = 90 * 2 ** (1.8 * t**1.5)
    chord = sum(np.sin(2 * np.pi * np.cumsum(pitch * ratio) / RATE) / ratio for ratio in (1, 1.5, 2.01, 3, 4.02))
    tremor = 0.65 + 0.35 * np.sin(2 * np.pi * np.cumsum(3 + 13 * t**2) / RATE)
    sound = air * 0.9 + chord * t**2.4 * tremor * (0.12 + 0.16 * heard.intensity)
    sound *= np.clip((1 - t) * seconds / 0.012, 0, 1)
    return stereo(sound, np.roll(sound, 173) * np.clip((1 - t) * seconds / 0.012, 0, 1))


def wind(random: Random, seconds: float, heard: Heard) -> Mono:
    sides = []
    for _ in range(2):
        gust = wander(random, seconds, 0.25, 1.0, 0.5 + 0.7 * heard.intensity)
        howl = swept(noise(random, seconds, -2), (160 + 420 * heard.intensity) * (0.6 + gust), 1.1) * gust**1.6
        sides.append(howl + band(noise(random, seconds, -5), 40, 220) * gust * 0.35)
    return stereo(sides[0] * 0.75 + sides[1] * 0.25, sides[1] * 0.75 + sides[0] * 0.25)


def rain(random: Random, seconds: float, heard: Heard) -> Mono:
    def drop(level: float) -> Mono:
        t = times(0.012)
        made: Mono = np.sin(2 * np.pi * random.uniform(2200, 7500) * t) * np.exp(-t * 520) * level * 0.5
        return made

    sides = []
    for _ in range(2):
        hiss = (
            band(noise(random, seconds, -1.5), 1400, 11000)
            * 0.16
            * (0.5 + heard.intensity)
            * wander(random, seconds, 0.8, 1.0, 0.7)
        )
        sides.append(
            hiss
            + grains(random, seconds, 120 + 320 * heard.intensity, drop)
            + band(noise(random, seconds, -3), 180, 900) * 0.03
        )
    return stereo(*sides)


def thunder(random: Random, seconds: float, heard: Heard) -> Mono:
    length = min(seconds, 9.0)
    t = times(length)
    swell = np.zeros(len(t))
    strokes = [(0.03, 1.0), (0.11, 0.8), *((random.uniform(0.25, 3.2), random.uniform(0.2, 0.7)) for _ in range(14))]
    for at, level in strokes:
        later = t >= at
        swell[later] += level * np.exp(-(t[later] - at) * random.uniform(1.3, 5.5))
    roll = band(noise(random, length, -5), 28, 170, 3) * swell
    crack = (
        band(noise(random, length), 900, 7000)
        * np.exp(-np.abs(t - 0.05) * 32)
        * 1.1
        * heard.intensity
        * (1 - heard.distance)
    )
    mid = band(noise(random, length, -3), 120, 900) * swell**2 * np.exp(-t * 0.9) * 0.5
    return room(random, stereo(roll + crack + mid, np.roll(roll, 307) + crack * 0.8 + np.roll(mid, 97)), 3.2, 0.3, 1800)


def fire(random: Random, seconds: float, heard: Heard) -> Mono:
    def snap(level: float) -> Mono:
        length = random.uniform(0.006, 0.03)
        t = times(length)
        made: Mono = (
            band(random.standard_normal(len(t)), 500, 5200, 1)
            * np.exp(-t * random.uniform(180, 700))
            * min(level, 3)
            * 0.55
        )
        return made

    sides = []
    for _ in range(2):
        breath = wander(random, seconds, 0.5, 1.0, 3.0)
        roar = band(noise(random, seconds, -5), 50, 620) * breath * (0.3 + 0.5 * heard.intensity)
        sides.append(
            roar
            + band(noise(random, seconds, -2), 600, 3800) * breath**3 * 0.08
            + grains(random, seconds, 14 + 26 * heard.intensity, snap)
        )
    return stereo(*sides)


def waves(random: Random, seconds: float, heard: Heard) -> Mono:
    t = times(seconds)
    sides = []
    phase = random.uniform(0, 6.28)
    for side in range(2):
        period = 4.8 - 1.8 * heard.intensity
        swell = (0.5 + 0.5 * np.sin(2 * np.pi * t / period + phase + 0.5 * side)) ** 2 * wander(
            random, seconds, 0.6, 1.0, 0.4
        ) + 0.16
        wash = swept(noise(random, seconds, -2.5), 350 + 1500 * swell, 2.2) * swell
        sides.append(wash + band(noise(random, seconds, -6), 35, 140) * swell * 0.5 * heard.intensity)
    return stereo(*sides)


def heartbeat(random: Random, seconds: float, heard: Heard) -> Mono:
    out = np.zeros(round(seconds * RATE))
    step = 60 / (58 + 46 * heard.intensity)
    for beat in np.arange(0.05, seconds, step):
        for late, level, frequency in ((0.0, 1.0, 52), (0.27 * min(1, step), 0.62, 61)):
            start = int((beat + late) * RATE)
            piece = mode(0.28, frequency * random.uniform(0.97, 1.03), 0.34, 0.8)[: max(0, len(out) - start)]
            out[start : start + len(piece)] += piece * level
    return stereo(band(out, 24, 400))


STEP_BANDS: dict[str, tuple[float, float, float]] = {
    "snow": (250, 3600, 0.9),
    "gravel": (500, 6500, 1.0),
    "sand": (200, 2600, 0.8),
    "grass": (250, 4000, 0.7),
    "wood": (90, 1400, 0.35),
    "metal": (300, 5200, 0.4),
    "stone": (120, 2400, 0.4),
    "water": (300, 4500, 1.0),
}
"""Material: band of the sole's noise in Hz, and how long it crunches (0 to 1)."""


def footsteps(random: Random, seconds: float, heard: Heard) -> Mono:
    out = np.zeros((2, round(seconds * RATE)))
    low, high, crunch = STEP_BANDS[heard.material]
    step = 0.62 - 0.3 * heard.intensity
    for index, beat in enumerate(np.arange(0.04, max(0.05, seconds - 0.1), step)):
        start = int((beat + random.normal(0, 0.008)) * RATE) if index else int(beat * RATE)
        length = 0.1 + 0.2 * crunch
        t = times(length)
        heel = mode(length, random.uniform(70, 95), 0.09) * 0.9
        sole = band(random.standard_normal(len(t)), low, high) * (
            np.exp(-t * 40) + crunch * 0.6 * np.exp(-((t - 0.09) ** 2) * 900)
        )
        piece = panned((heel + sole * 0.55) * random.uniform(0.8, 1.1), 0.12 * (-1) ** index)
        piece = piece[:, : max(0, out.shape[1] - start)]
        out[:, start : start + piece.shape[1]] += piece
    return room(random, out, 0.5, 0.1)


def crowd(random: Random, seconds: float, heard: Heard) -> Mono:
    sides = []
    for _ in range(2):
        murmur = np.zeros(round(seconds * RATE))
        for _voice in range(10):
            speech = np.maximum(0, wander(random, seconds, -0.6, 1.0, random.uniform(3, 6)))
            formant = wander(random, seconds, 280, 900, 5)
            murmur += swept(noise(random, seconds, -2), formant, 0.7) * speech * random.uniform(0.4, 1)
        sides.append(murmur + band(noise(random, seconds, -5), 60, 400) * 0.5)
    return stereo(sides[0] + 0.3 * sides[1], sides[1] + 0.3 * sides[0])


def birds(random: Random, seconds: float, heard: Heard) -> Mono:
    out = np.zeros((2, round(seconds * RATE)))
    for at in np.sort(random.uniform(0, max(0.05, seconds - 0.3), max(2, int(seconds * 2.6)))):
        base, place = random.uniform(2200, 5200), random.uniform(-0.8, 0.8)
        for note in range(random.integers(1, 5)):
            length = random.uniform(0.05, 0.16)
            t = times(length)
            pitch = base + random.uniform(-900, 900) * t / length + 250 * np.sin(2 * np.pi * random.uniform(12, 40) * t)
            chirp = (
                np.sin(2 * np.pi * np.cumsum(pitch) / RATE) * np.sin(np.pi * t / length) ** 2 * random.uniform(0.2, 1)
            )
            start = int((at + note * 0.14) * RATE)
            piece = panned(chirp, place)[:, : max(0, out.shape[1] - start)]
            out[:, start : start + piece.shape[1]] += piece
    air = stereo(*(band(noise(random, seconds, -3), 300, 4000) for _ in range(2))) * 0.025
    return room(random, out, 1.4, 0.3)[:, : out.shape[1]] + air


def drone(random: Random, seconds: float, heard: Heard) -> Mono:
    t = times(seconds)
    root = random.uniform(43, 62)
    sides = []
    for side in range(2):
        tone = sum(
            np.sin(2 * np.pi * root * ratio * (1 + 0.0015 * (side * 2 - 1)) * t + random.uniform(0, 6.28))
            * level
            * wander(random, seconds, 0.5, 1, 0.3)
            for ratio, level in ((1, 1.0), (1.5, 0.4), (2, 0.5), (3, 0.22), (4.02, 0.12))
        )
        sides.append(tone + swept(noise(random, seconds, -3), wander(random, seconds, 120, 420, 0.3), 1.6) * 0.6)
    return stereo(*sides)


def glitch(random: Random, seconds: float, heard: Heard) -> Mono:
    out, at = np.zeros(round(seconds * RATE)), 0
    while at < len(out):
        length = int(random.uniform(0.008, 0.09) * RATE)
        t = np.arange(length) / RATE
        tone = np.sign(np.sin(2 * np.pi * random.choice([90, 440, 1250, 2600]) * t))
        burst = tone if random.random() < 0.5 else np.round(random.standard_normal(length) * 2) / 2
        if random.random() < 0.55 + 0.3 * heard.intensity:
            piece = burst[: len(out) - at] * random.uniform(0.2, 0.8)
            out[at : at + len(piece)] = piece
        at += length
    out = band(out, 120, 9000, 1)
    return stereo(out, np.roll(out, 131))


def bell(random: Random, seconds: float, heard: Heard) -> Mono:
    length, root = min(seconds, 7.0), random.uniform(300, 380)
    partials = (
        (0.5, 0.5, 1.0),
        (1, 1.0, 1.0),
        (1.19, 0.6, 0.8),
        (1.5, 0.4, 0.7),
        (2, 0.7, 0.6),
        (2.66, 0.3, 0.4),
        (4.1, 0.2, 0.25),
    )
    tone = sum(mode(length, root * ratio, 5.5 * lasts) * level for ratio, level, lasts in partials)
    strike = band(noise(random, length), 2000, 8000) * np.exp(-times(length) * 90) * 0.5
    return room(random, stereo(tone + strike, np.roll(tone, 61) + strike), 2.2, 0.25)


COOKS: dict[str, Callable[[Random, float, Heard], Mono]] = {
    cook.__name__: cook
    for cook in (
        whoosh,
        boom,
        riser,
        wind,
        rain,
        thunder,
        fire,
        waves,
        heartbeat,
        footsteps,
        crowd,
        birds,
        drone,
        glitch,
        bell,
    )
}


def cook(heard: Heard, seconds: float, seed: int) -> tuple[NDArray[np.float32], float]:
    """A sound of exactly `seconds`, 2 × n at 48 kHz, peak -2 dBFS or below; and where its moment lies, in seconds."""
    recipe = recipes()[heard.recipe]
    random = np.random.default_rng([seed, *heard.recipe.encode()])
    sound = COOKS[heard.recipe](random, seconds, heard)
    length = round(seconds * RATE)
    sound = sound[:, :length] if sound.shape[1] >= length else np.pad(sound, ((0, 0), (0, length - sound.shape[1])))
    if heard.distance > 0.5:
        sound = np.stack([band(channel, None, 9000 * (1.25 - heard.distance) ** 2 + 500, 1) for channel in sound])
    onset = _onset(sound, str(recipe.get("onset", "start")), seconds)
    if recipe.get("onset") != "end":
        tail = min(length, int((0.12 if not recipe.get("fills") else 0.35) * RATE), length // 3)
        sound[:, length - tail :] *= np.sin(np.linspace(np.pi / 2, 0, tail)) ** 2
    if recipe.get("fills"):
        lead = min(int(0.25 * RATE), length // 4)
        sound[:, :lead] *= np.sin(np.linspace(0, np.pi / 2, lead)) ** 2
    peak = float(np.abs(sound).max()) or 1.0
    level = PEAK_DB - 12 * heard.distance if heard.distance > 0.5 else PEAK_DB
    return (sound / peak * 10 ** (level / 20)).astype(np.float32), onset


def _onset(sound: Mono, where: str, seconds: float) -> float:
    """The moment an editor places: a riser's end, a whoosh's peak, else the first loud sample."""
    if where == "end":
        return seconds
    loud = np.abs(sound).max(axis=0)
    if where == "middle":
        size = RATE // 20
        smooth = np.convolve(loud, np.ones(size) / size, "same")
        return float(np.argmax(smooth)) / RATE
    return float(np.argmax(loud > 0.3 * loud.max())) / RATE

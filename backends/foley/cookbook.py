"""The cookbook: a recipe's sound set into its distance, at its loudness, of an exact length, layered with others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from backends.foley import (
    blows,
    cinema,
    creatures,
    earth,
    people,
    rooms,
    signals,
    steps,
    things,
    vehicles,
    water,
    weather,
)
from backends.foley.hearing import DISTANCE, INTENSITY, Heard, Recipe, Shape, recipes
from backends.foley.matter import RATE, Mono, Random, band, filtered, room, smoothed

LEVELS: dict[Shape, float] = {
    "strike": -14.0,
    "swell": -16.0,
    "rise": -16.0,
    "steady": -23.0,
    "events": -21.0,
    "pulses": -20.0,
}
"""Loudest momentary loudness in LUFS by a sound's shape, where its recipe names none."""

CEILING_DB = -1.5
CREST = 10 ** (4 / 20)
"""A blow may reach so far beyond the ceiling before it is bent under it: what a tape would do to it."""

FORCE_DB, AWAY_DB = 9.0, 22.0
"""Decibels between the softest and the hardest, and between here and the horizon."""

BEHIND_DB = -5.0
"""How far a second sound stands behind the first."""

LEAD_IN, LEAD_OUT = 0.25, 0.35
"""Seconds over which a sound that fills its length comes and goes."""

COOKS: dict[str, Callable[[Random, float, Heard], Mono]] = {
    cook.__name__: cook
    for cook in (
        *(weather.wind, weather.rain, weather.thunder, weather.storm),
        *(water.waves, water.river, water.underwater, water.bubbles, water.drip, water.splash, water.pour),
        *(earth.fire, earth.quake, earth.debris, earth.ice),
        *(steps.footsteps, steps.march, steps.hooves),
        *(creatures.birds, creatures.crickets, creatures.wolf, creatures.dog, creatures.horse, creatures.cat),
        *(creatures.gulls, creatures.crow, creatures.owl, creatures.whale, creatures.bees, creatures.wings),
        creatures.roar,
        *(people.crowd, people.cheer, people.applause, people.heartbeat, people.breath, people.whisper),
        *(vehicles.engine, vehicles.car, vehicles.jet, vehicles.propeller, vehicles.helicopter, vehicles.train),
        *(vehicles.rocket, vehicles.spaceship, vehicles.siren, vehicles.horn, vehicles.traffic),
        *(blows.sword, blows.gunshot, blows.cannon, blows.explosion, blows.glass, blows.knock, blows.slam),
        *(blows.punch, blows.creak, blows.groan),
        *(things.clock, things.bell, things.chime, things.typewriter, things.keyboard, things.phone),
        *(things.shutter, things.coin, things.pop, things.paper, things.clink, things.chains),
        *(things.fireworks, things.switch),
        *(signals.glitch, signals.static, signals.electricity, signals.laser, signals.magic, signals.beeps),
        *(signals.alarm, signals.sonar, signals.power),
        *(cinema.whoosh, cinema.boom, cinema.subdrop, cinema.riser, cinema.reverse, cinema.drone),
        *(cinema.braam, cinema.tension),
        *(rooms.roomtone, rooms.factory),
    )
}


def cook(layers: Sequence[Heard], seconds: float, seed: int) -> tuple[NDArray[np.float32], float]:
    """Sounds of exactly `seconds`, 2 × n at 48 kHz, peak -1.5 dBFS or below; and where the first one's moment lies (s)."""
    length = round(seconds * RATE)
    mixed, onset = np.zeros((2, length)), 0.0
    for place, heard in enumerate(layers):
        recipe = recipes()[heard.recipe]
        random = np.random.default_rng([seed, *heard.recipe.encode()])
        sound = COOKS[heard.recipe](random, length / RATE, heard)
        sound = sound[:, :length] if sound.shape[1] >= length else np.pad(sound, ((0, 0), (0, length - sound.shape[1])))
        sound = _set_back(random, sound, heard.distance)[:, :length]
        sound = band(sound, 18, None)
        if not place:
            onset = _onset(sound, recipe.shape, seconds)
        sound = _faded(sound, recipe)
        away = AWAY_DB * max(0.0, heard.distance - DISTANCE)
        level = LEVELS[recipe.shape] if recipe.level is None else recipe.level
        level += FORCE_DB * (heard.intensity - INTENSITY) - away + (BEHIND_DB if place else 0.0)
        mixed += _bent(sound * 10 ** ((level - momentary(sound)) / 20))
    return _bent(mixed).astype(np.float32), onset


def momentary(sound: Mono) -> float:
    """Loudness in LUFS of a sound's loudest 400 ms (ITU-R BS.1770); all of a shorter one counts as 400 ms."""
    size = round(0.4 * RATE)
    power = np.square(filtered(sound, _k_weighting, 0.06)).sum(axis=0)
    sums = np.concatenate([[0.0], np.cumsum(power)])
    loudest = (sums[size:] - sums[:-size]).max() if len(power) > size else sums[-1]
    return float(-0.691 + 10 * np.log10(loudest / size + 1e-12))


K_WEIGHTING = (
    ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585)),
    ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)),
)
"""The standard's shelf and high-pass at 48 kHz, in falling powers of z."""


@lru_cache(maxsize=16)
def _k_weighting(size: int) -> NDArray[np.complex128]:
    z = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    made = np.ones(len(z), np.complex128)
    for top, bottom in K_WEIGHTING:
        made *= np.polyval(top[::-1], z) / np.polyval(bottom[::-1], z)
    return made


def _set_back(random: Random, sound: Mono, distance: float) -> Mono:
    """A sound at a distance: air takes its heights, the land its directness, and it narrows. Close ones stay as made."""
    away = max(0.0, distance - DISTANCE) / (1 - DISTANCE)
    if not away:
        return sound
    heights = 16_000 * np.exp(-3.1 * away)
    dull = band(sound, None, heights, 1)
    middle, side = dull.mean(axis=0), (dull[0] - dull[1]) / 2 * (1 - 0.6 * away)
    return room(random, np.stack([middle + side, middle - side]), 0.8 + 1.4 * away, 0.38 * away, heights)


def _bent(sound: Mono) -> Mono:
    """The sound under the ceiling: lowered where it is far above, its last decibels bent smoothly."""
    ceiling = 10 ** (CEILING_DB / 20)
    peak = np.abs(sound).max()
    if peak <= ceiling:
        return sound
    if peak > ceiling * CREST:
        sound = sound * (ceiling * CREST / peak)
    knee = 0.6 * ceiling
    over = np.maximum(0.0, np.abs(sound) - knee) / (ceiling - knee)
    bent: Mono = np.where(over > 0, np.sign(sound) * (knee + (ceiling - knee) * np.tanh(over)), sound)
    return bent


def _faded(sound: Mono, recipe: Recipe) -> Mono:
    """Edges that do not click: a sound that fills its length comes and goes, a blow begins at once and is let die."""
    length = sound.shape[1]
    lead = min(round((LEAD_IN if recipe.shape == "steady" else 0.001) * RATE), length // 4)
    last = 0.004 if recipe.shape == "rise" else LEAD_OUT if recipe.fills else 0.2
    tail = min(round(last * RATE), length // 3)
    sound = sound.copy()
    sound[:, :lead] *= np.sin(np.linspace(0, np.pi / 2, lead)) ** 2
    sound[:, length - tail :] *= np.sin(np.linspace(np.pi / 2, 0, tail)) ** 2
    return sound


def _onset(sound: Mono, shape: Shape, seconds: float) -> float:
    """The moment that an editor places, in seconds: a rise's end, a swell's height, a blow's or a beat's first sample."""
    if shape == "rise":
        return seconds
    if shape == "steady":
        return 0.0
    loud = np.abs(sound).max(axis=0)
    if shape == "swell":
        return float(np.argmax(smoothed(loud, 0.05))) / RATE
    return float(np.argmax(loud > 0.3 * loud.max())) / RATE

"""Things: clocks, bells, keys, telephones, cameras, coins, paper, chains, glasses, fireworks."""

from __future__ import annotations

import numpy as np

from backends.foley.creatures import bell_shape
from backends.foley.hearing import Heard
from backends.foley.matter import (
    Mono,
    Random,
    band,
    bubble,
    burst,
    late,
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


def clock(random: Random, seconds: float, heard: Heard) -> Mono:
    """An escapement: tick and tock a little apart in pitch, each a pallet on a tooth in a wooden case."""
    out = silence(seconds)
    case = [(410, 0.5, 0.05), (980, 0.4, 0.04)]
    for index, at in enumerate(late(random, 0.03, seconds, 0.5 if heard.intensity > 0.3 else 1.0, 0.002)):
        shift = 1.0 if index % 2 else 0.84
        modes = [(2350 * shift, 0.8, 0.035), (3900 * shift, 0.6, 0.03), (6100 * shift, 0.3, 0.02), *case]
        lay(out, struck(0.1, modes), at, 0.0, random.uniform(0.9, 1.0))
        lay(out, burst(random, 0.01, 2500, 12_000, 900), at, 0.0, 0.6)
        lay(out, struck(0.05, [(1900 * shift, 0.4, 0.02)]), at + 0.018, 0.0, 0.35)
    return room(random, out, 0.6, 0.12, 6000)[:, : out.shape[1]]


def bell(random: Random, seconds: float, heard: Heard) -> Mono:
    """A church bell: hum, prime, tierce, quint, nominal and above; each a pair that beats slowly."""
    length, root = min(seconds, 9.0), random.uniform(210, 330)
    partials = (
        (0.5, 0.4, 9.0),
        (1.0, 0.8, 6.5),
        (1.183, 0.7, 5.0),
        (1.506, 0.4, 3.8),
        (2.0, 1.1, 3.6),
        (2.514, 0.5, 2.4),
        (2.662, 0.4, 2.2),
        (3.011, 0.6, 1.8),
        (4.166, 0.5, 1.2),
        (5.433, 0.35, 0.8),
        (6.796, 0.25, 0.5),
    )
    out = silence(length)
    for ratio, level, last in partials:
        beat = random.uniform(0.2, 0.9)
        for detune, place in ((-beat / 2, -0.4), (beat / 2, 0.4)):
            lay(out, mode(length, root * ratio + detune, last), 0.0, place, level)
    lay(out, burst(random, 0.08, 1500, 9000, 70), 0.0, 0.0, 0.5)
    return room(random, out, 2.8, 0.22, 5000)


def chime(random: Random, seconds: float, heard: Heard) -> Mono:
    """Small bells and wind chimes: tubes of one scale, struck as the air moves them."""
    out = silence(seconds)
    scale = np.asarray([1, 9 / 8, 5 / 4, 3 / 2, 5 / 3, 2, 9 / 4, 5 / 2]) * random.uniform(980, 1250)
    tubes = [struck(2.4, [(1.0, 0.8, 2.2), (2.76, 0.5, 1.2), (5.4, 0.25, 0.6)], base) for base in scale]
    at = 0.02
    while at < seconds:
        which = random.integers(len(tubes))
        lay(out, tubes[which], at, -0.7 + 0.2 * which, random.uniform(0.25, 1.0))
        at += random.exponential(0.42 - 0.3 * heard.intensity) + 0.03
    return room(random, out, 1.8, 0.22, 9000)[:, : out.shape[1]]


def typewriter(random: Random, seconds: float, heard: Heard) -> Mono:
    """Type bars on paper over a platen, in words and pauses; the bell at the line's end, the carriage."""
    out = silence(seconds)

    def key() -> Mono:
        hit = struck(
            0.12, [(random.uniform(1150, 1400), 0.5, 0.03), (2700, 0.5, 0.025), (4600, 0.3, 0.02), (240, 0.35, 0.04)]
        )
        slap = burst(random, 0.04, 900, 8500, 190)
        hit[: len(slap)] += slap * 0.9
        return hit

    bank = [key() for _ in range(8)]
    at, strokes = 0.03, 0
    while at < seconds:
        lay(out, bank[random.integers(8)], at, random.uniform(-0.25, 0.25), random.uniform(0.7, 1.0))
        lay(out, burst(random, 0.02, 1500, 6000, 400), at + 0.055, 0.1, 0.2)
        strokes += 1
        at += random.uniform(0.09, 0.17) + (random.uniform(0.1, 0.3) if random.random() < 0.18 else 0)
        if strokes % 26 == 0:
            lay(out, struck(1.2, [(2480, 0.9, 1.0), (5150, 0.4, 0.6)]), at, 0.3, 0.6)
            slide = burst(random, 0.5, 600, 4500, 1.5) * (0.5 + 0.5 * np.sign(np.sin(2 * np.pi * 60 * times(0.5))))
            lay(out, slide * bell_shape(len(slide), 0.1, 0.2), at + 0.25, 0.0, 0.3)
            at += 0.9
    return room(random, out, 0.4, 0.08, 6000)[:, : out.shape[1]]


def keyboard(random: Random, seconds: float, heard: Heard) -> Mono:
    """Soft keys of a computer: down, bottom, and up again."""
    out = silence(seconds)
    at = 0.03
    while at < seconds:
        size = random.uniform(0.85, 1.2)
        down = struck(0.06, [(430 * size, 0.35, 0.015), (1250 * size, 0.4, 0.018), (2900 * size, 0.25, 0.012)])
        lay(out, down, at, random.uniform(-0.3, 0.3), random.uniform(0.6, 1.0))
        lay(out, burst(random, 0.015, 1800, 9000, 600), at, 0.0, 0.35)
        lay(out, burst(random, 0.012, 2200, 9000, 700), at + random.uniform(0.06, 0.09), 0.0, 0.16)
        at += random.uniform(0.07, 0.16) + (random.uniform(0.15, 0.5) if random.random() < 0.15 else 0)
    return room(random, out, 0.3, 0.06, 7000)[:, : out.shape[1]]


def phone(random: Random, seconds: float, heard: Heard) -> Mono:
    """An old telephone: a clapper between two small bells, two seconds on, as long off."""
    out = silence(seconds)
    gongs = [struck(0.5, [(1.0, 0.8, 0.45), (2.62, 0.7, 0.3), (4.9, 0.4, 0.2)], base) for base in (1180, 1395)]
    on, off = 1.0 if seconds < 4 else 1.8, 1.0 if seconds < 4 else 2.2
    for start in np.arange(0.02, seconds, on + off):
        for index, at in enumerate(late(random, 0.0, on, 1 / 22, 0.0012)):
            lay(out, gongs[index % 2], start + at, -0.15 + 0.3 * (index % 2), random.uniform(0.75, 1.0))
            lay(out, burst(random, 0.01, 2500, 9000, 800), start + at, 0.0, 0.25)
    return room(random, out, 0.6, 0.12, 6000)[:, : out.shape[1]]


def shutter(random: Random, seconds: float, heard: Heard) -> Mono:
    """A camera: mirror up, curtain, curtain, mirror down; a burst of them where the words are strong."""
    out = silence(seconds)
    for start in late(random, 0.02, min(seconds, 3.0), 10.0 if heard.intensity < 0.7 else 0.22):
        for gap, level, hertz in ((0.0, 0.9, 620), (0.034, 0.7, 2100), (0.075, 0.8, 1750), (0.105, 1.0, 480)):
            lay(out, burst(random, 0.03, hertz, min(12_000, hertz * 7), 260), start + gap, 0.0, level)
            lay(out, struck(0.06, [(hertz, 0.5, 0.025), (hertz * 2.3, 0.3, 0.02)]), start + gap, 0.05, level * 0.7)
        lay(out, burst(random, 0.08, 1800, 7000, 22), start + 0.11, 0.1, 0.12)
    return room(random, out, 0.4, 0.08, 7000)


def coin(random: Random, seconds: float, heard: Heard) -> Mono:
    """A coin falls, bounces quicker and quicker, spins, and lies still."""
    length = min(seconds, 2.6)
    out = silence(length)
    base = random.uniform(2700, 3300)
    ring = struck(0.7, [(1.0, 0.5, 0.5), (1.73, 0.8, 0.6), (2.41, 0.6, 0.45), (3.55, 0.4, 0.3)], base)
    at, gap, level = 0.0, 0.30, 1.0
    while at < length and gap > 0.02:
        lay(out, ring, at, 0.05, level)
        lay(out, burst(random, 0.01, 2500, 14_000, 700), at, 0.0, level * 0.6)
        at, gap, level = at + gap, gap * 0.74, level * 0.82
    for step in range(26):
        lay(out, ring, at, 0.05, 0.22 * (1 - step / 26))
        at += 0.05 - 0.0014 * step
    return room(random, out, 0.5, 0.1, 10_000)


def pop(random: Random, seconds: float, heard: Heard) -> Mono:
    """A cork leaves a bottle: the neck's air rings once, gas follows."""
    length = min(seconds, 1.2)
    out = silence(length)
    t = times(length)
    lay(out, tone(540 + 420 * np.exp(-t * 90)) * np.exp(-t * 55) * np.minimum(1, t / 0.0008) * 1.2, 0.0)
    lay(out, burst(random, 0.06, 600, 7000, 120), 0.0, 0.0, 0.9)
    fizz = sprinkle(
        random, length, 260, lambda: bubble(random, random.uniform(2600, 7000), 0.05), when=np.exp(-t * 4), width=0.4
    )
    return room(random, out + fizz * 0.25 * heard.intensity, 0.5, 0.1, 7000)


def paper(random: Random, seconds: float, heard: Heard) -> Mono:
    """A page is turned, a letter unfolded: a sweep of fine crackles."""
    out = silence(seconds)
    for start in np.arange(0.02, max(0.05, seconds - 0.2), 1.5):
        length = min(random.uniform(0.5, 0.8), seconds - start)
        t = times(length)
        hand = np.sin(np.pi * (t / length) ** 0.8) ** 2
        rub = sculpted(noise(random, length), [(2300 + 2600 * t / length, 1.5, 0.8), (700, 1.2, 0.2)]) * hand
        crackle = sprinkle(
            random, length, 300, lambda: burst(random, 0.008, 1500, 10_000, 900), when=hand, heavy=1.0, width=0.4
        )
        lay(out, panned(rub * 0.25, np.linspace(-0.3, 0.3, len(t))) + crackle, start)
    return out


def clink(random: Random, seconds: float, heard: Heard) -> Mono:
    """Two glasses touch: each rings in its own note, as a thin shell does."""
    length = min(seconds, 2.2)
    out = silence(length)
    for index, place in enumerate((-0.25, 0.3)):
        base = random.uniform(1450, 2100) * (1 + 0.12 * index)
        modes = [(1.0, 0.8, 1.4), (2.32, 0.6, 0.9), (4.25, 0.4, 0.5), (6.63, 0.3, 0.3)]
        lay(out, struck(length, modes, base), 0.0, place, 0.9)
    lay(out, burst(random, 0.01, 3000, 14_000, 600), 0.0, 0.0, 0.5)
    return room(random, out, 0.8, 0.12, 9000)


def chains(random: Random, seconds: float, heard: Heard) -> Mono:
    """Iron links drawn over each other."""

    def link() -> Mono:
        base = random.uniform(1100, 2300)
        return struck(0.25, [(1.0, 0.6, 0.12), (2.71, 0.7, 0.16), (4.4, 0.4, 0.1), (6.2, 0.3, 0.07)], base)

    drawn = np.clip(wander(random, seconds, -0.3, 1.2, 2.2) + np.exp(-times(seconds) * 3), 0.05, 1)
    links = sprinkle(random, seconds, 18 + 34 * heard.intensity, link, when=drawn, width=0.5, heavy=0.8)
    weight = sprinkle(random, seconds, 4, lambda: mode(0.2, random.uniform(140, 260), 0.12), when=drawn, width=0.3)
    return room(random, links + weight * 0.6, 0.9, 0.16, 7000)[:, : links.shape[1]]


def fireworks(random: Random, seconds: float, heard: Heard) -> Mono:
    """Shells over a town: the whistle up, the burst, the crackling stars, the echo from the houses."""
    out = silence(seconds)
    at = 0.02
    while at < seconds - 0.2:
        place, level = random.uniform(-0.8, 0.8), random.uniform(0.5, 1.0)
        climb = random.uniform(0.4, 0.8)
        t = times(climb)
        whistle = tone(1500 + 1900 * t / climb + 30 * np.sin(2 * np.pi * 24 * t)) * bell_shape(len(t), 0.3, 0.2)
        lay(out, whistle, at, place, 0.12 * level)
        blast = at + climb
        boom_at = times(1.4)
        lay(out, burst(random, 1.4, 45, 380, 7) * 1.6 + mode(1.4, 62, 0.5, 0.8), blast, place, level)
        lay(out, burst(random, 0.3, 500, 6500, 26), blast, place, level * 0.9)
        stars = sprinkle(
            random,
            1.4,
            130,
            lambda: burst(random, 0.015, 1800, 9000, 420),
            when=np.exp(-((boom_at - 0.6) ** 2) / 0.12),
            width=0.6,
        )
        lay(out, stars * 0.5, blast + 0.1, level=level)
        at += random.uniform(0.5, 1.5) * (1.6 - heard.intensity)
    return room(random, out, 2.2, 0.3, 3000)[:, : out.shape[1]]


def switch(random: Random, seconds: float, heard: Heard) -> Mono:
    """A switch, a lock or a button: a spring over its point, and the stop behind it."""
    length = min(seconds, 0.6)
    out = silence(length)
    for at, level, size in ((0.0, 0.7, 1.25), (0.045, 1.0, 1.0)):
        modes = [(760 * size, 0.5, 0.03), (1900 * size, 0.5, 0.025), (3600 * size, 0.4, 0.02)]
        lay(out, struck(0.12, modes), at, 0.0, level)
        lay(out, burst(random, 0.012, 1500, 10_000, 650), at, 0.0, level * 0.6)
    return room(random, band_stereo(out), 0.5, 0.1, 6000)


def band_stereo(sound: Mono) -> Mono:
    """Without what a small thing cannot radiate: below 150 Hz."""
    return stereo(band(sound[0], 150, None), band(sound[1], 150, None))

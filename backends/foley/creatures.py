"""Creatures: voices are a glottal pulse under moving formants; wings and insects are what they move."""

from __future__ import annotations

import numpy as np

from backends.foley.hearing import Heard
from backends.foley.matter import (
    Mono,
    Peak,
    Random,
    band,
    late,
    lay,
    noise,
    panned,
    room,
    saw,
    scattered,
    sculpted,
    silence,
    stereo,
    times,
    tone,
    wander,
)


def voiced(random: Random, pitch: Mono, formants: list[Peak], breath: float, rough: float = 0.0) -> Mono:
    """A voice: pulses at `pitch` (Hz) with a natural jitter and breath, shaped by formants. `rough` splits the pulses."""
    seconds = len(pitch) / 48_000
    jitter = 1 + 0.012 * band(random.standard_normal(len(pitch)), None, 40, 1) * 12
    source = band(saw(pitch * np.clip(jitter, 0.9, 1.1)), None, 2500, 1)
    if rough:
        source *= 1 - rough + rough * (saw(pitch / 2 * np.clip(jitter, 0.8, 1.2)) > 0)
    return sculpted(source + breath * noise(random, seconds), formants)


def bell_shape(count: int, rise: float = 0.15, fall: float = 0.3) -> Mono:
    """An envelope that opens over the first share of its time and closes over the last."""
    at = np.linspace(0, 1, max(2, count))
    made: Mono = np.sin(np.pi / 2 * np.clip(np.minimum(at / rise, (1 - at) / fall), 0, 1)) ** 2
    return made


def glide(points: tuple[float, ...], count: int) -> Mono:
    """A smooth curve through evenly spaced values."""
    at = np.linspace(0, len(points) - 1, max(2, count))
    left = np.minimum(at.astype(int), len(points) - 2)
    share = 0.5 - 0.5 * np.cos(np.pi * (at - left))
    values = np.asarray(points)
    made: Mono = values[left] * (1 - share) + values[left + 1] * share
    return made


def birds(random: Random, seconds: float, heard: Heard) -> Mono:
    """Songbirds: each keeps its own phrase, pitch and place, and sings it again with small changes."""
    out = silence(seconds)
    for _singer in range(2 + int(3 * heard.intensity)):
        base, place, level = random.uniform(2300, 5200), random.uniform(-0.9, 0.9), random.uniform(0.25, 1.0)
        notes = [
            (
                random.uniform(0.05, 0.16),
                random.uniform(-0.25, 0.3),
                random.uniform(-0.3, 0.3),
                random.choice([0, 0, 28]),
            )
            for _ in range(random.integers(2, 6))
        ]
        for at in scattered(random, seconds, random.uniform(1.8, 4.0), 1.0) + random.uniform(0, 0.8):
            moment = at
            for length, shift, bend, trill in notes:
                t = times(length * random.uniform(0.9, 1.1))
                pitch = base * (1 + shift + bend * t / length + 0.05 * np.sin(2 * np.pi * trill * t))
                chirp = tone(pitch) + 0.12 * tone(2 * pitch)
                lay(out, chirp * bell_shape(len(t), 0.2, 0.5), moment, place, level * random.uniform(0.7, 1.0))
                moment += length + random.uniform(0.02, 0.06)
    air = np.stack(
        [sculpted(noise(random, seconds), [(420, 2.4, 0.012), (3000, 2.0, 0.012)], tilt=-3) for _ in range(2)]
    )
    return room(random, out, 1.5, 0.25, 7000)[:, : out.shape[1]] + air * 1.5


def crickets(random: Random, seconds: float, heard: Heard) -> Mono:
    """A warm night: several crickets, each with its own pitch and chirps of three wing strokes."""
    out = silence(seconds)
    for _ in range(4 + int(5 * heard.intensity)):
        t = times(seconds)
        carrier, period = random.uniform(4100, 5000), random.uniform(0.38, 0.62)
        drift = wander(random, seconds, 0.97, 1.03, 0.5)
        phase = np.cumsum(drift) / 48_000 / period + random.random()
        inside = (phase % 1) * period
        strokes = np.where(inside < 0.105, np.sin(np.pi * (inside % 0.035) / 0.035) ** 2, 0)
        calls = np.clip(wander(random, seconds, -0.4, 1.6, 0.35), 0, 1)
        song = tone(carrier * (1 + 0.004 * strokes), random.uniform(0, 6)) * strokes * calls
        out += panned(song, random.uniform(-0.9, 0.9)) * random.uniform(0.15, 0.7) * (0.9 + 0.1 * np.sin(t))
    air = np.stack(
        [sculpted(noise(random, seconds), [(300, 2.2, 0.006), (6000, 1.2, 0.03)], tilt=-3) for _ in range(2)]
    )
    return room(random, out, 0.8, 0.15, 8000)[:, : out.shape[1]] + air


def wolf(random: Random, seconds: float, heard: Heard) -> Mono:
    """A howl: up to its note in a slide, held with a slow waver, let fall; the valley answers."""
    length = min(seconds, random.uniform(3.6, 4.6))
    high = random.uniform(380, 520)
    count = len(times(length))
    pitch = glide((high * 0.55, high * 0.9, high, high * 1.03, high * 0.98, high * 0.95, high * 0.62), count)
    pitch *= 1 + 0.008 * np.sin(2 * np.pi * 4.8 * times(length)) + 0.01 * (wander(random, length, -1, 1, 3))
    body = tone(pitch) + 0.42 * tone(2 * pitch) + 0.2 * tone(3 * pitch) + 0.07 * tone(4 * pitch)
    breath = sculpted(noise(random, length), [(pitch * 1.5, 1.4, 0.09)])
    howl = (body + breath) * bell_shape(count, 0.22, 0.3)
    out = room(random, panned(howl, random.uniform(-0.3, 0.3)), 3.0, 0.35, 2600)
    if seconds > 6:
        answer = wolf(random, seconds - 4.5, heard._replace(distance=1.0))
        full = silence(seconds)
        lay(full, out, 0.0)
        lay(full, answer, 4.3, level=0.35)
        return full
    return out


def dog(random: Random, seconds: float, heard: Heard) -> Mono:
    """Barks in twos and threes: a rough burst whose pitch jumps up and falls, the mouth opening and closing."""
    out = silence(seconds)
    size = 1.35 - 0.6 * heard.intensity
    for start in scattered(random, seconds, 1.4, 0.8):
        at = start
        for _ in range(random.integers(1, 4)):
            length = random.uniform(0.15, 0.22)
            count = len(times(length))
            pitch = glide((260 * size, 520 * size, 430 * size, 210 * size), count) * random.uniform(0.94, 1.06)
            opening = glide((0.7, 1.0, 0.65), count)
            formants: list[Peak] = [
                (620 * size * opening, 0.9, 1.0),
                (1350 * size * opening, 0.7, 0.7),
                (2800, 0.8, 0.25),
            ]
            bark = voiced(random, pitch, formants, 0.35, rough=0.35) * bell_shape(count, 0.08, 0.5)
            lay(out, bark, at, random.uniform(-0.15, 0.15), random.uniform(0.7, 1.0))
            at += length + random.uniform(0.1, 0.22)
    return room(random, out, 0.9, 0.14, 3500)[:, : out.shape[1]]


def horse(random: Random, seconds: float, heard: Heard) -> Mono:
    """A whinny that trembles as it falls, then a snort through fluttering lips."""
    out = silence(seconds)
    for start in scattered(random, max(0.2, seconds - 1.0), 3.6, 3.0):
        length = min(random.uniform(1.3, 1.8), max(0.3, seconds - start))
        count = len(times(length))
        tremble = np.sin(2 * np.pi * np.cumsum(glide((6, 11, 14, 12), count)) / 48_000)
        depth = glide((0.01, 0.05, 0.11, 0.14), count)
        pitch = glide((620, 1180, 980, 760, 520), count) * (1 + depth * tremble)
        formants: list[Peak] = [(900, 1.0, 0.7), (1900, 0.9, 1.0), (3300, 0.8, 0.4)]
        whinny = voiced(random, pitch, formants, 0.15, rough=0.15) * (1 + 0.45 * tremble) * bell_shape(count, 0.1, 0.35)
        lay(out, whinny, start)
        for index in range(2):
            puff = random.uniform(0.35, 0.5)
            t = times(puff)
            flutter = 0.35 + 0.65 * np.maximum(0, np.sin(2 * np.pi * (26 - 8 * t / puff) * t)) ** 2
            snort = sculpted(noise(random, puff), [(480, 1.6, 1.0), (1700, 1.4, 0.4)]) * flutter
            lay(
                out, snort * bell_shape(len(t), 0.08, 0.6), start + length + 0.15 + 0.6 * index, 0.1, 0.7 - 0.25 * index
            )
    return room(random, out, 0.9, 0.12, 4000)[:, : out.shape[1]]


def cat(random: Random, seconds: float, heard: Heard) -> Mono:
    """A purr: laryngeal pulses about 26 times a second, louder and lower breathing out than breathing in."""
    t = times(seconds)
    breathing = np.cumsum(wander(random, seconds, 0.34, 0.46, 0.5)) / 48_000
    out_breath = np.clip(1.25 * np.sin(2 * np.pi * breathing) + 0.1, -1, 1)
    rate = 26 + 2.5 * -out_breath + wander(random, seconds, -0.8, 0.8, 2)
    phase = np.cumsum(rate) / 48_000
    pulse = np.exp(-((((phase % 1) - 0.25) / 0.11) ** 2)) * (
        0.8 + 0.2 * np.interp(phase, np.arange(len(t) // 800 + 200), random.uniform(0, 1, len(t) // 800 + 200))
    )
    throat = sculpted(noise(random, seconds), [(120, 1.6, 1.0), (340, 1.3, 0.7), (900, 1.4, 0.22), (2200, 1.2, 0.06)])
    body = throat * pulse + 0.5 * band(pulse - pulse.mean(), 20, 220)
    breath = sculpted(noise(random, seconds), [(1500, 2.0, 0.05)]) * np.abs(out_breath) ** 2
    sound = body * (0.62 + 0.38 * out_breath) * np.clip(np.abs(out_breath) * 3, 0.12, 1) + breath * 0.5
    return stereo(sound, np.roll(sound, 9) * 0.95)


def gulls(random: Random, seconds: float, heard: Heard) -> Mono:
    """Gulls over the water: cries that leap up and slide down, in falling rows."""
    out = silence(seconds)
    for start in scattered(random, seconds, 2.6 - 1.2 * heard.intensity, 0.6):
        at, place, high, far = start, random.uniform(-0.9, 0.9), random.uniform(1250, 1650), random.uniform(0.25, 1.0)
        for call in range(random.integers(1, 6)):
            length = random.uniform(0.22, 0.42) * (1.5 if call == 0 else 1.0)
            count = len(times(length))
            pitch = glide((high * 0.62, high * 1.05, high, high * 0.78), count) * (1 - 0.025 * call)
            formants: list[Peak] = [(1500, 0.8, 1.0), (2900, 0.7, 0.55), (4600, 0.8, 0.2)]
            cry = voiced(random, pitch, formants, 0.08, rough=0.12) * bell_shape(count, 0.12, 0.45)
            lay(out, cry, at, place, far * (1 - 0.1 * call))
            at += length + random.uniform(0.05, 0.16)
    return room(random, out, 1.6, 0.22, 5000)[:, : out.shape[1]]


def crow(random: Random, seconds: float, heard: Heard) -> Mono:
    """Caws: harsh, split voices in twos and threes."""
    out = silence(seconds)
    for start in scattered(random, seconds, 2.4, 1.2):
        at, place, level = start, random.uniform(-0.7, 0.7), random.uniform(0.4, 1.0)
        for _ in range(random.integers(2, 4)):
            length = random.uniform(0.28, 0.4)
            count = len(times(length))
            pitch = glide((420, 560, 540, 450), count)
            formants: list[Peak] = [(1150, 0.7, 1.0), (1750, 0.6, 0.9), (3000, 0.8, 0.25)]
            rasp = 0.55 + 0.45 * np.sign(np.sin(2 * np.pi * 68 * times(length)))
            caw = voiced(random, pitch, formants, 0.5, rough=0.5) * band(rasp, None, 400, 1)
            lay(out, band(caw, 350, None) * bell_shape(count, 0.08, 0.3), at, place, level)
            at += length + random.uniform(0.16, 0.3)
    return room(random, out, 1.4, 0.2, 4000)[:, : out.shape[1]]


def owl(random: Random, seconds: float, heard: Heard) -> Mono:
    """A tawny owl's call: one long hoot, a pause, a short one, and one that wavers."""
    out = silence(seconds)
    for start in scattered(random, seconds, 5.5, 4.2):
        base, place = random.uniform(350, 430), random.uniform(-0.5, 0.5)
        for late_by, length, waver in ((0.0, 0.55, 0.0), (1.5, 0.16, 0.0), (1.85, 1.1, 1.0)):
            t = times(length)
            pitch = base * (1 + 0.04 * np.sin(np.pi * t / length)) * (1 + 0.012 * waver * np.sin(2 * np.pi * 9 * t))
            hoot = tone(pitch) + 0.16 * tone(2 * pitch) + 0.05 * tone(3 * pitch)
            hoot *= 1 - 0.4 * waver * (0.5 + 0.5 * np.sin(2 * np.pi * 9 * t))
            lay(out, hoot * bell_shape(len(t), 0.15, 0.35), start + late_by, place)
    air = np.stack([sculpted(noise(random, seconds), [(350, 2.2, 0.012)], tilt=-3) for _ in range(2)])
    return room(random, out, 2.2, 0.32, 2500)[:, : out.shape[1]] + air


def whale(random: Random, seconds: float, heard: Heard) -> Mono:
    """A humpback sings: long moans that slide, cries that leap, the sea's own long echo."""
    out = silence(seconds)
    for at in scattered(random, seconds, 2.6, 1.6):
        length = random.uniform(1.2, 2.6)
        count = len(times(length))
        base = random.choice([110.0, 150.0, 220.0, 330.0]) * random.uniform(0.9, 1.1)
        pitch = glide((base, base * random.uniform(0.8, 1.9), base * random.uniform(1.0, 2.2), base * 0.8), count)
        pitch *= 1 + 0.01 * np.sin(2 * np.pi * 5.5 * times(length))
        song = tone(pitch) + 0.4 * tone(2 * pitch) + 0.22 * tone(3 * pitch) + 0.1 * tone(5 * pitch)
        lay(out, song * bell_shape(count, 0.25, 0.4), at, random.uniform(-0.6, 0.6), random.uniform(0.4, 1.0))
    deep = np.stack([sculpted(noise(random, seconds), [(70, 1.8, 0.05)], tilt=-3) for _ in range(2)])
    return room(random, out, 3.8, 0.5, 1800)[:, : out.shape[1]] + deep


def bees(random: Random, seconds: float, heard: Heard) -> Mono:
    """A swarm: many wings near 230 beats a second, each coming and going."""
    out = silence(seconds)
    for _ in range(7):
        pitch = random.uniform(190, 260) * wander(random, seconds, 0.94, 1.06, 2.5)
        near = wander(random, seconds, 0.05, 1.0, random.uniform(0.5, 1.5)) ** 2
        wing = sculpted(saw(pitch, random.random()), [(280, 1.4, 1.0), (900, 1.5, 0.4), (2300, 1.2, 0.12)])
        out += panned(wing * near, wander(random, seconds, -0.9, 0.9, 0.8))
    return out


def wings(random: Random, seconds: float, heard: Heard) -> Mono:
    """Wing beats: large ones slow and low, small ones quick; each pushes air down, then snaps back."""
    large = heard.intensity
    out = silence(seconds)
    step = 0.24 + 0.5 * large**2
    for index, at in enumerate(late(random, 0.03, seconds, step, 0.012)):
        length = step * 0.85
        t = times(length)
        down = np.exp(-(((t / length - 0.3) / 0.16) ** 2))
        push = sculpted(noise(random, length), [(420 - 260 * large + 500 * down, 1.7, 1.0)], tilt=-2) * down
        cloth = sculpted(noise(random, length), [(2400 - 900 * large, 1.6, 0.5)]) * np.exp(
            -(((t / length - 0.42) / 0.06) ** 2)
        )
        up = sculpted(noise(random, length), [(900, 1.8, 0.3)], tilt=-2) * np.exp(-(((t / length - 0.75) / 0.12) ** 2))
        thump = tone(np.full(len(t), 58.0)) * down * 0.9 * large**2
        lay(out, push + cloth * 0.6 + up + thump, at, 0.2 * (-1) ** index, random.uniform(0.8, 1.1))
    return out


def roar(random: Random, seconds: float, heard: Heard) -> Mono:
    """A beast far larger than a lion: a split low voice, the jaw opening and closing, gravel in the throat."""
    length = min(seconds, 3.2)
    count = len(times(length))
    size = 1.25 - 0.5 * heard.intensity
    pitch = glide((62, 98, 108, 92, 60, 46), count) * size * (1 + 0.05 * wander(random, length, -1, 1, 14))
    jaw = glide((0.6, 1.0, 1.15, 1.0, 0.7, 0.5), count)
    formants: list[Peak] = [(330 * jaw, 0.8, 1.0), (780 * jaw, 0.7, 0.9), (1700 * jaw, 0.9, 0.4), (3200, 1.2, 0.1)]
    throat = voiced(random, pitch, formants, 0.55, rough=0.55)
    rattle = 0.6 + 0.4 * np.sin(2 * np.pi * np.cumsum(27 + 6 * wander(random, length, -1, 1, 5)) / 48_000)
    below = band(saw(pitch / 2), 28, 140) * 0.22
    sound = (throat * rattle + below) * bell_shape(count, 0.14, 0.45)
    return room(random, np.stack([np.tanh(1.6 * sound), np.tanh(1.6 * np.roll(sound, 97))]), 2.4, 0.25, 2800)

"""Read a SoundFont with Vorbis samples (SF3): all samples in one pool, and each preset's zones."""

from __future__ import annotations

import hashlib
import io
import json
import os
import struct
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray

SEAM = 96
"""Samples over which a loop's end is faded into the material before its start."""
BEFORE, AFTER = 16, 32
"""Zeros around every sample, so that the interpolator may read past its ends."""
ADDITIVE = {5, 6, 8, 13, 17, 21, 22, 23, 24, 33, 34, 35, 36, 37, 38, 48, 51, 52}
"""Generators that a preset's zone adds to its instrument's (SoundFont 2.04, section 9.4)."""
DEFAULTS = {8: 13500, 21: -12000, 23: -12000, 33: -12000, 34: -12000, 35: -12000, 36: -12000, 38: -12000}


@dataclass(frozen=True)
class Zone:
    """One sample of a preset: its keys and velocities, where it lies in the pool, how it sounds."""

    low: int
    high: int
    soft: int
    loud: int
    offset: int
    length: int
    loop_start: int
    loop_end: int
    loops: bool
    rate: int
    root: int
    tune: float
    scale: float
    pan: float
    attenuation: float
    attack: float
    hold: float
    decay: float
    sustain: float
    release: float
    cutoff: float


Bank = dict[tuple[int, int], list[Zone]]
"""(bank, program) to zones."""


def load(path: Path, cache: Path) -> tuple[NDArray[np.float32], Bank]:
    """Pool and bank of a font, decoded once into `cache` and mapped from there afterwards."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    pool_file, bank_file = cache / f"{digest}.npy", cache / f"{digest}.json"
    if not (pool_file.exists() and bank_file.exists()):
        cache.mkdir(parents=True, exist_ok=True)
        pool, bank = decode(path.read_bytes())
        rows = [[*key, [asdict(zone) for zone in zones]] for key, zones in bank.items()]
        for target, write in (
            (pool_file, lambda file: np.save(file, pool)),
            (bank_file, lambda file: file.write(json.dumps(rows).encode())),
        ):
            part = target.with_suffix(f".{os.getpid()}")
            with part.open("wb") as file:
                write(file)
            os.replace(part, target)
    rows = json.loads(bank_file.read_text())
    return np.load(pool_file, mmap_mode="r"), {
        (bank, program): [Zone(**zone) for zone in zones] for bank, program, zones in rows
    }


def decode(font: bytes) -> tuple[NDArray[np.float32], Bank]:
    """Pool and bank of a font's bytes."""
    chunks = _chunks(font)
    tables, media = chunks[b"pdta"], chunks[b"sdta"][b"smpl"]
    sizes = {b"phdr": 38, b"pbag": 4, b"pgen": 4, b"inst": 22, b"ibag": 4, b"igen": 4, b"shdr": 46}
    rows = {
        name: [tables[name][at : at + size] for at in range(0, len(tables[name]), size)] for name, size in sizes.items()
    }
    pool, samples = _samples(rows[b"shdr"], media)
    bank: Bank = {}
    for index in range(len(rows[b"phdr"]) - 1):
        program, number = struct.unpack("<HH", rows[b"phdr"][index][20:24])
        zones: list[Zone] = []
        whole_preset: dict[int, Any] = {}
        for preset in _bags(rows, b"phdr", 24, b"pbag", b"pgen", index):
            if 41 not in preset:
                whole_preset = preset
                continue
            preset = {**whole_preset, **preset}
            whole_instrument: dict[int, Any] = {}
            for own in _bags(rows, b"inst", 20, b"ibag", b"igen", preset[41]):
                if 53 not in own:
                    whole_instrument = own
                    continue
                zones.append(_zone({**whole_instrument, **own}, preset, samples))
        bank[(number, program)] = zones
    return pool, bank


def _chunks(font: bytes) -> dict[bytes, dict[bytes, bytes]]:
    found: dict[bytes, dict[bytes, bytes]] = {}
    at = 12
    while at < len(font):
        (size,) = struct.unpack("<I", font[at + 4 : at + 8])
        inner, inside = at + 12, {}
        while inner < at + 8 + size:
            (length,) = struct.unpack("<I", font[inner + 4 : inner + 8])
            inside[font[inner : inner + 4]] = font[inner + 8 : inner + 8 + length]
            inner += 8 + length + (length & 1)
        found[font[at + 8 : at + 12]] = inside
        at += 8 + size + (size & 1)
    return found


def _samples(
    headers: list[bytes], media: bytes
) -> tuple[NDArray[np.float32], list[tuple[int, int, int, int, int, int, int]]]:
    pieces: list[NDArray[np.float32]] = []
    places: list[tuple[int, int, int, int, int, int, int]] = []
    position = 0
    for header in headers[:-1]:
        start, end, loop_start, loop_end, rate = struct.unpack("<IIIII", header[20:40])
        key, cents = struct.unpack("<Bb", header[40:42])
        sound, _ = soundfile.read(io.BytesIO(media[start:end]), dtype="float32")
        if loop_end > loop_start + 2 * SEAM and loop_start > SEAM and loop_end <= len(sound):
            sound = sound.copy()
            fade = np.linspace(0, 1, SEAM, dtype=np.float32)
            sound[loop_end - SEAM : loop_end] = (
                sound[loop_end - SEAM : loop_end] * (1 - fade) + sound[loop_start - SEAM : loop_start] * fade
            )
        places.append((position + BEFORE, len(sound), loop_start, loop_end, rate, key, cents))
        pieces += [np.zeros(BEFORE, np.float32), sound, np.zeros(AFTER, np.float32)]
        position += BEFORE + len(sound) + AFTER
    return np.concatenate(pieces), places


def _bags(
    rows: dict[bytes, list[bytes]], head: bytes, at: int, bag: bytes, generators: bytes, index: int
) -> list[dict[int, Any]]:
    first, last = (struct.unpack("<H", rows[head][number][at : at + 2])[0] for number in (index, index + 1))
    zones = []
    for number in range(first, last):
        start, end = (struct.unpack("<H", rows[bag][place][:2])[0] for place in (number, number + 1))
        zone: dict[int, Any] = {}
        for row in rows[generators][start:end]:
            (kind,) = struct.unpack("<H", row[:2])
            zone[kind] = tuple(row[2:]) if kind in (43, 44) else struct.unpack("<h", row[2:])[0]
        zones.append(zone)
    return zones


def _zone(own: dict[int, Any], preset: dict[int, Any], samples: list[tuple[int, int, int, int, int, int, int]]) -> Zone:
    def value(kind: int) -> float:
        return float(own.get(kind, DEFAULTS.get(kind, 0)) + (preset.get(kind, 0) if kind in ADDITIVE else 0))

    def seconds(kind: int) -> float:
        return float(2 ** (value(kind) / 1200))

    offset, length, loop_start, loop_end, rate, key, cents = samples[own[53]]
    keys, velocities = own.get(43, (0, 127)), own.get(44, (0, 127))
    preset_keys, preset_velocities = preset.get(43, (0, 127)), preset.get(44, (0, 127))
    root = own.get(58, -1)
    return Zone(
        low=max(keys[0], preset_keys[0]),
        high=min(keys[1], preset_keys[1]),
        soft=max(velocities[0], preset_velocities[0]),
        loud=min(velocities[1], preset_velocities[1]),
        offset=offset,
        length=length,
        loop_start=loop_start + own.get(2, 0),
        loop_end=loop_end + own.get(3, 0),
        loops=bool(own.get(54, 0) & 1),
        rate=rate,
        root=key if root < 0 else root,
        tune=value(51) * 100 + value(52) + cents,
        scale=float(own.get(56, 100)),
        pan=value(17) / 500,
        attenuation=value(48) * 0.04,
        attack=seconds(34),
        hold=seconds(35),
        decay=seconds(36),
        sustain=min(max(value(37) / 10, 0.0), 100.0),
        release=seconds(38),
        cutoff=8.176 * seconds(8),
    )

"""The orchestra: notes of a score played on the soundfont's instruments, every instrument brought to one level once."""

from __future__ import annotations

import json
import math
import os
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from backends.composer import kernel
from backends.composer.score import Note
from backends.composer.soundfont import Zone, load
from backends.composer.waves import high_pass, low_pass

HOME = Path(__file__).parent
RATE = 48_000
LEVEL_DB = -26.0
KIND_DB = {"sustained": 0.0, "tremolo": -3.0, "legato": 0.0, "short": 0.0, "plucked": 2.0, "kit": 1.5}
TREMOLO_DB, TREMOLO_HZ = 9.0, 11.5
VELOCITY_DB = 32.0
"""dB that a tenfold velocity makes a note louder."""
CALIBRATION = 3
"""Bumped when the calibration would come out differently."""
KIT_KEYS = (36, 38, 45)

Sound = NDArray[np.float32]


@dataclass(frozen=True)
class Instrument:
    """A row of instruments.toml."""

    preset: tuple[int, int]
    keys: tuple[int, int]
    kind: str
    bus: str
    hall: float
    seat: float = 0.0
    width: float = 0.5
    copies: int = 1

    def fitted(self, pitch: int) -> int:
        """A pitch moved by octaves into the instrument's range; a kit's keys stay."""
        if self.kind != "kit":
            while pitch < self.keys[0]:
                pitch += 12
            while pitch > self.keys[1]:
                pitch -= 12
        return pitch


class Orchestra:
    """All instruments, ready to play. `cache` keeps the decoded font and the calibration."""

    def __init__(self, cache: Path) -> None:
        self.pool, self.bank = load(HOME / "orchestra.sf3", cache)
        rows = tomllib.loads((HOME / "instruments.toml").read_text(encoding="utf-8"))
        self.instruments = {
            name: Instrument(**{**row, "preset": tuple(row["preset"]), "keys": tuple(row["keys"])})
            for name, row in rows.items()
        }
        self.takes: dict[tuple[tuple[int, int], int, int], list[tuple[Zone, Zone | None]]] = {}
        self.table = kernel.sinc_table()
        self.flat = np.ones(3 * RATE // kernel.BLOCK + 8, np.float32)
        file = cache / f"calibration-{CALIBRATION}-{abs(hash_of(rows)):x}.json"
        if not file.exists():
            part = file.with_suffix(f".{os.getpid()}")
            part.write_text(json.dumps({name: self._calibrate(name) for name in self.instruments}))
            os.replace(part, file)
        self.calibration: dict[str, dict[str, Any]] = json.loads(file.read_text())

    def play(
        self, out: Sound, note: Note, expression: Sound, bright: float, random: np.random.Generator, human: float
    ) -> None:
        """Add a note to `out` (n × 2): levelled, early by its attack, a little off as people are (not when tight)."""
        instrument = self.instruments[note.instrument]
        own = self.calibration[note.instrument]
        pitch = instrument.fitted(note.pitch)
        latency = (
            min(own["latency"], 0.03)
            if note.tight
            else own["latency"] * (0.6 if instrument.kind in ("sustained", "tremolo") else 1.0)
        )
        late = 0.0 if note.tight else human + random.normal(0, 0.006 if instrument.kind != "short" else 0.004)
        gain_db = float(np.interp(pitch, own["keys"], own["gains"])) + KIND_DB[instrument.kind] + note.gain
        velocity = note.velocity if note.tight else min(127, max(8, int(note.velocity + random.normal(0, 3))))
        self._sound(
            out,
            instrument,
            note.start - latency + late,
            note.length,
            pitch,
            velocity,
            expression,
            random,
            gain_db,
            bright,
            note,
        )

    def _sound(
        self, out: Sound, instrument: Instrument, start: float, length: float, pitch: int, velocity: int, expression: Sound,
        random: np.random.Generator, gain_db: float, bright: float, note: Note,
    ) -> None:  # fmt: skip
        copies = 1 if note.tight else instrument.copies
        trembles = instrument.kind == "tremolo"
        loud = 10 ** (gain_db / 20) * (velocity / 127) ** (VELOCITY_DB / 20) / copies**0.5 * 1.2
        for copy in range(copies):
            cents, aside = ((-6.0, -0.3), (6.0, 0.3))[copy] if copies > 1 else (0.0, 0.0)
            cents += random.normal(0, 3.0)
            delay = 0.0 if copy == 0 else random.uniform(0.006, 0.014)
            for zone, twin in self._takes(instrument.preset, pitch, velocity):
                shape = _shape(instrument.kind, zone, note, random)
                gains = (
                    *_placed(instrument, zone, aside, loud),
                    *(_placed(instrument, twin, aside, loud) if twin else (0.0, 0.0)),
                )
                ratio = (
                    zone.rate / RATE * 2 ** (((pitch - zone.root) * zone.scale / 100 + (zone.tune + cents) / 100) / 12)
                )
                kernel.voice(
                    out, int((start + delay) * RATE), int(length * RATE), self.pool, zone.offset, twin.offset if twin else -1,
                    zone.length, zone.loop_start, zone.loop_end, zone.loops, ratio, shape["skip"] * zone.rate,
                    shape["attack"], zone.hold, zone.decay, zone.sustain, shape["release"], shape["ramp"], gains,
                    max(zone.cutoff * bright * (0.55 + 0.45 * velocity / 127) * 1.25, 300.0),
                    TREMOLO_DB * trembles, TREMOLO_HZ + random.normal(0, 0.7) * trembles,
                    shape["vibrato"], 5.3 + random.normal(0, 0.2), expression, self.table,
                )  # fmt: skip

    def _takes(self, preset: tuple[int, int], pitch: int, velocity: int) -> list[tuple[Zone, Zone | None]]:
        """The samples of a note, those recorded side by side in stereo as pairs."""
        name = (preset, pitch, velocity)
        if name not in self.takes:
            zones = [
                zone
                for zone in self.bank[preset]
                if zone.low <= pitch <= zone.high and zone.soft <= velocity <= zone.loud
            ]
            if len(zones) == 2 and _side_by_side(*zones):
                self.takes[name] = [(zones[0], zones[1])]
            else:
                self.takes[name] = [(zone, None) for zone in zones]
        return self.takes[name]

    def _calibrate(self, name: str) -> dict[str, Any]:
        """Loudness of an instrument over its keys and how late it is heard: measured once, 70 % corrected."""
        instrument = self.instruments[name]
        random = np.random.default_rng(0)
        keys, levels, latencies = [], [], []
        low, high = instrument.keys
        pitches = (
            KIT_KEYS
            if instrument.kind == "kit"
            else [int(low + (high - low) * share) for share in (0.12, 0.3, 0.5, 0.7, 0.88)]
        )
        for pitch in pitches:
            out = np.zeros((int(2.2 * RATE), 2), np.float32)
            length = 0.22 if instrument.kind == "short" else 1.6
            note = Note(0, name, 0.1, length, pitch, 96)
            self._sound(out, instrument, 0.1, length, pitch, 96, self.flat, random, 0.0, 1.0, note)
            power = (low_pass(high_pass(out, 120), 6000) ** 2).sum(axis=1)
            heard = np.sqrt(np.convolve(power, np.ones(480) / 480, "same"))[int(0.1 * RATE) :]
            if heard.max() < 1e-6:
                continue
            held = instrument.kind in ("sustained", "tremolo", "legato")
            stretch = heard[int(0.3 * RATE) : int(1.3 * RATE)] if held else heard[: int(0.25 * RATE)]
            levels.append(20 * np.log10(np.sqrt((stretch**2).mean()) + 1e-9))
            keys.append(pitch)
            early = heard[: int(0.6 * RATE)]
            latencies.append(float(np.argmax(early > 0.5 * early.max())) / RATE)
        mean = float(np.mean(levels))
        gains = [LEVEL_DB - (mean if instrument.kind == "kit" else 0.7 * level + 0.3 * mean) for level in levels]
        return {
            "keys": keys,
            "gains": [float(gain) for gain in gains],
            "latency": min(float(np.median(latencies)), 0.12),
        }


def _side_by_side(first: Zone, second: Zone) -> bool:
    """Do two samples differ in nothing but where they lie, left or right, and how loud they are?"""
    return replace(second, offset=first.offset, pan=first.pan, attenuation=first.attenuation) == first


def _placed(instrument: Instrument, zone: Zone, aside: float, loud: float) -> tuple[float, float]:
    """Left and right gain of a sample on the instrument's seat."""
    place = min(1.0, max(-1.0, instrument.seat + instrument.width * zone.pan + aside))
    angle = (place + 1) * math.pi / 4
    gain = loud * 10 ** (-zone.attenuation / 20)
    return gain * math.cos(angle), gain * math.sin(angle)


def _shape(kind: str, zone: Zone, note: Note, random: np.random.Generator) -> dict[str, float]:
    """Attack, release, skipped start (s), ramp (s) and vibrato (cents) of a way of playing."""
    shape = {"attack": zone.attack, "release": min(zone.release, 1.6), "skip": 0.0, "ramp": 0.0, "vibrato": 0.0}
    if kind in ("sustained", "tremolo"):
        shape |= {
            "attack": max(zone.attack, 0.012 if note.tight else 0.09),
            "release": min(max(zone.release, 0.35), 1.1),
        }
    elif kind == "legato":
        shape |= {
            "attack": max(zone.attack, 0.012 if note.tight else 0.03),
            "release": min(max(zone.release, 0.18), 0.4),
        }
        shape |= {"skip": 0.0 if note.tight else 0.035, "ramp": 0.0 if note.tight else 0.05, "vibrato": 6.0}
    elif kind == "short":
        shape |= {"skip": 0.045, "ramp": 0.006, "release": min(zone.release, 0.22)}
    elif kind == "plucked":
        shape |= {"release": min(max(zone.release, 0.15), 0.9), "skip": random.uniform(0, 0.0015)}
    else:
        shape["release"] = 2.5
    shape["release"] = max(shape["release"], 0.05)
    return shape


def hash_of(rows: dict[str, Any]) -> int:
    """A stable number for some rows."""
    return crc32(json.dumps(rows, sort_keys=True).encode())

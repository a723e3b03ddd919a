"""The mix: three stems at 48 kHz float, the bed ducked under the voice, one master at the asked loudness."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyloudnorm
import soundfile
from numpy.typing import NDArray
from scipy.signal import butter, resample_poly, sosfilt

from studio.backend import Frozen
from studio.render.ducking import curve, ducked
from studio.render.limiter import limit, true_peak_db
from studio.shelf.assets import Shelf
from studio.timeline.timeline import Curve, Sound, Timeline

RATE = 48_000
SCHEMA = 2
STEMS = ("voice", "effects", "music")
VOICE_LUFS, MUSIC_LUFS = -17.0, -16.0
"""Loudness of every voice line and of the music before mastering; effects keep their own levels."""
EFFECTS_DB = -3.0
EFFECTS_DUCK_DB = -6.0
RUMBLE = 90.0
"""Hz: voices are cut below, to leave the low end to the score."""
LOUDNESS_REACH = 0.08

Samples = NDArray[np.float32]


class Mixed(Frozen):
    """A finished mix. Files are 48 kHz stereo float WAV of exactly the film's length."""

    master: Path
    stems: dict[str, Path]
    loudness: float
    true_peak: float
    key: str


def mix(timeline: Timeline, shelf: Shelf, *, folder: Path, cache: Path) -> Mixed:
    """Mix a timeline's sound, from the cache where nothing of it has changed. `folder` is where callers keep films."""
    name = key(timeline)
    home = cache / "mixes" / name[:40]
    paths = {stem: home / f"{stem}.wav" for stem in (*STEMS, "master")}
    report = home / "mix.json"
    if not report.exists():
        home.mkdir(parents=True, exist_ok=True)
        length = timeline.rate.samples(timeline.frames)
        stems = make_stems(timeline, shelf, length)
        master, loudness = mastered(
            sum(stems.values(), np.zeros((length, 2), np.float32)), timeline.levels.loudness, timeline.levels.ceiling
        )
        for stem, samples in {**stems, "master": master}.items():
            _write(paths[stem], samples)
        facts = {"loudness": loudness, "true_peak": true_peak_db(master)}
        part = report.with_suffix(f".{os.getpid()}.{threading.get_ident()}")
        part.write_text(json.dumps(facts))
        os.replace(part, report)
    facts = json.loads(report.read_text())
    return Mixed(master=paths["master"], stems={stem: paths[stem] for stem in STEMS}, key=name, **facts)


def key(timeline: Timeline) -> str:
    """Hash of all that makes the mix: sounds, levels, length, rate."""
    parts = {stem: [sound.model_dump(mode="json") for sound in getattr(timeline, stem)] for stem in STEMS}
    text = json.dumps(
        [SCHEMA, parts, timeline.levels.model_dump(mode="json"), timeline.frames, str(timeline.rate)], sort_keys=True
    )
    return hashlib.sha256(text.encode()).hexdigest()


def make_stems(timeline: Timeline, shelf: Shelf, length: int) -> dict[str, Samples]:
    """Voice, effects and music, each ducked and at its level; their sum is what is mastered. Length × 2 each."""
    levels = timeline.levels
    duck = curve([(start, end) for sound in timeline.voice for start, end in _spoken(sound, timeline)], length)
    voice = _track(timeline.voice, timeline, shelf, length, level=VOICE_LUFS, high_pass=True)
    effects = _track(timeline.effects, timeline, shelf, length) * _gain(EFFECTS_DB)
    music = _level(_track(timeline.music, timeline, shelf, length), MUSIC_LUFS)
    return {
        "voice": voice * _gain(levels.voice_db),
        "effects": ducked(effects, duck, min(levels.duck_db, EFFECTS_DUCK_DB), levels.dip_db)
        * _gain(levels.effects_db),
        "music": ducked(music, duck, levels.duck_db, levels.dip_db) * _gain(levels.music_db),
    }


def mastered(sound: Samples, loudness: float, ceiling: float) -> tuple[Samples, float]:
    """The sound at a programme loudness (LUFS) under a true-peak ceiling (dBTP); what it came to. Silence stays silent."""
    meter = pyloudnorm.Meter(RATE)
    found = _loudness(meter, sound)
    if found < -69:
        return sound, -70.0
    gain = loudness - found
    for _ in range(6):
        made = limit(sound * _gain(gain), ceiling)
        found = _loudness(meter, made)
        if abs(found - loudness) < LOUDNESS_REACH:
            break
        gain += loudness - found
    return made, found


def load(path: Path) -> Samples:
    """A sound file as 48 kHz stereo."""
    samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    if rate != RATE:
        samples = resample_poly(samples, RATE, rate, axis=0).astype(np.float32)
    return np.repeat(samples, 2, axis=1) if samples.shape[1] == 1 else samples[:, :2]


def _track(
    sounds: Sequence[Sound],
    timeline: Timeline,
    shelf: Shelf,
    length: int,
    *,
    level: float | None = None,
    high_pass: bool = False,
) -> Samples:
    track = np.zeros((length, 2), np.float32)
    for sound in sounds:
        samples = load(shelf.open_local(sound.asset))[int(sound.source_in * RATE) :]
        if sound.frames is not None:
            samples = samples[: timeline.rate.samples(sound.frames)]
        if high_pass:
            samples = sosfilt(butter(2, RUMBLE, "high", fs=RATE, output="sos"), samples, axis=0).astype(np.float32)
        if level is not None:
            samples = _level(samples, level)
        samples = samples * _envelope(sound, len(samples), timeline)[:, None]
        start = timeline.rate.samples(sound.start)
        skip = max(0, -start)
        piece = samples[skip : skip + max(0, length - max(0, start))]
        track[max(0, start) : max(0, start) + len(piece)] += piece
    return track


def _envelope(sound: Sound, length: int, timeline: Timeline) -> Samples:
    """Gain, fades and the `gain_db` curve of a sound, one value a sample."""
    envelope = np.full(length, _gain(sound.gain_db), np.float32)
    points: Curve = sound.curves.get("gain_db", ())
    if points:
        at = [timeline.rate.samples(frame) for frame, _ in points]
        envelope *= (10 ** (np.interp(np.arange(length), at, [value for _, value in points]) / 20)).astype(np.float32)
    for seconds, ends in ((sound.fade_in, False), (sound.fade_out, True)):
        count = min(length, int(seconds * RATE))
        if count:
            ramp = np.sin(np.linspace(0, np.pi / 2, count, dtype=np.float32)) ** 2
            if ends:
                envelope[length - count :] *= ramp[::-1]
            else:
                envelope[:count] *= ramp
    return envelope


def _spoken(sound: Sound, timeline: Timeline) -> list[tuple[float, float]]:
    """Where a voice sound has words, in seconds of the film; without word times, all of it."""
    if sound.words:
        return [(start, end) for _, start, end in sound.words]
    start = float(timeline.rate.seconds(sound.start))
    return [(start, start + float(timeline.rate.seconds(sound.frames)))] if sound.frames else []


def _level(samples: Samples, target: float) -> Samples:
    """Brought to a loudness; what is too short or too quiet to measure is left as it is."""
    found = _loudness(pyloudnorm.Meter(RATE), samples)
    return samples * _gain(target - found) if found > -60 else samples


def _loudness(meter: pyloudnorm.Meter, samples: Samples) -> float:
    """Integrated loudness in LUFS; short sounds are measured as if they were half a second long."""
    if not samples.any():
        return -70.0
    padded = np.pad(samples, ((0, max(0, RATE // 2 - len(samples))), (0, 0)))
    with np.errstate(divide="ignore"):
        found = float(meter.integrated_loudness(padded))
    return found if np.isfinite(found) else -70.0


def _gain(decibels: float) -> np.float32:
    return np.float32(10 ** (decibels / 20))


def _write(path: Path, samples: Samples) -> None:
    part = path.with_suffix(f".{os.getpid()}.{threading.get_ident()}.part")
    try:
        soundfile.write(part, samples, RATE, subtype="FLOAT", format="WAV")
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)

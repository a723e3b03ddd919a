"""The mix: three stems at 48 kHz float, the bed ducked under the voice, one master at the asked loudness."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from studio.analysis.loudness import SAMPLE_RATE, SILENCE_LUFS, Measured, Meter, Samples
from studio.backend import Frozen
from studio.errors import Cancelled, StorageError
from studio.render import ducking, limiter, stems
from studio.render.loudness import Drive, drive
from studio.render.stems import BLOCK, Stem, amplitude
from studio.shelf.assets import Shelf
from studio.timeline.timeline import Timeline

SCHEMA = 7
"""Part of every key: count it up when the same timeline sounds different."""

STEMS = ("voice", "effects", "music")
VOICE_LUFS, MUSIC_LUFS = -14.5, -16.0
"""Loudness of every voice line and of the music before mastering; effects keep their own levels."""

EFFECTS_DB = -3.0
EFFECTS_DUCK, EFFECTS_DIP = 0.25, 0.75
"""Effects are ducked and dipped by so large a share of the music's decibels: a place goes on while somebody speaks."""

CORRECTIONS = 4
LOUDNESS_REACH, PEAK_REACH = 0.05, 0.03

Blocks = Iterator[tuple[int, Samples]]
"""First sample and block, in order."""


class Mixed(Frozen):
    """A finished mix. Files are 48 kHz stereo float WAV of exactly the film's length.

    The stems are as delivered: ducked and at their gains. Their sum times `gain_db` is what the limiter was given.
    """

    master: Path
    stems: dict[str, Path]
    loudness: float
    true_peak: float
    key: str
    gain_db: float = 0.0
    limited_db: float = 0.0


def mix(timeline: Timeline, shelf: Shelf, *, folder: Path, cache: Path, cancel: threading.Event | None = None) -> Mixed:
    """Mix a timeline's sound, from the cache where nothing of it has changed. `folder` is where callers keep films.

    A level that changes costs one pass over the stems, which are kept by what they are made of.
    """
    name = key(timeline)
    home = cache / "mixes" / name[:40]
    if not (home / "mix.json").exists():
        try:
            with _room(home) as room:
                (room / "mix.json").write_text(json.dumps(_make(timeline, shelf, room, cache / "mixes", cancel)))
        except (OSError, soundfile.SoundFileError) as error:
            raise StorageError(
                f"The mix could not be written: {error}.", "Free space in the data folder and start again."
            ) from error
    os.utime(home)
    return Mixed(
        master=home / "master.wav",
        stems={stem: home / f"{stem}.wav" for stem in STEMS},
        key=name,
        **json.loads((home / "mix.json").read_text()),
    )


def key(timeline: Timeline) -> str:
    """Hash of all that makes the mix: sounds, levels, length, rate."""
    parts = {stem: [sound.model_dump(mode="json") for sound in getattr(timeline, stem)] for stem in STEMS}
    return _hash([parts, timeline.levels.model_dump(mode="json"), timeline.frames, str(timeline.rate)])


def _make(
    timeline: Timeline, shelf: Shelf, room: Path, cache: Path, cancel: threading.Event | None
) -> dict[str, float]:
    """Write stems and master into a room; what they measure."""
    length = timeline.rate.samples(timeline.frames)
    levels = timeline.levels
    gains = {stem: amplitude(getattr(levels, f"{stem}_db")) for stem in STEMS}
    # A voice that is off makes no room for itself.
    spans = ducking.spans(stems.spoken(timeline, shelf)) if gains["voice"] else ()
    for stem in STEMS:
        source = _stem(stem, timeline, shelf, spans, length, cache, cancel)
        _scaled(source / "stem.wav", room / f"{stem}.wav", gains[stem])
    with ExitStack() as stack:
        files = [stack.enter_context(soundfile.SoundFile(room / f"{stem}.wav")) for stem in STEMS]
        measured = _measure(_summed(files, length, cancel))
        target, ceiling = levels.loudness, levels.ceiling
        for _ in range(CORRECTIONS):
            driven = drive(measured, target, ceiling)
            found = _master(_summed(files, length, cancel), driven, room / "master.wav")
            over = found.true_peak - levels.ceiling
            missed = levels.loudness - found.loudness
            reached = abs(missed) <= LOUDNESS_REACH or found.loudness <= SILENCE_LUFS
            if reached and over <= PEAK_REACH:
                break
            target, ceiling = target + missed, ceiling - max(0.0, over)
    return {
        "loudness": found.loudness,
        "true_peak": found.true_peak,
        "gain_db": 20 * float(np.log10(driven.gain)),
        "limited_db": 20 * float(np.log10(driven.reduction.min(initial=1.0))),
    }


def _stem(
    stem: str,
    timeline: Timeline,
    shelf: Shelf,
    spans: tuple[ducking.Span, ...],
    length: int,
    cache: Path,
    cancel: threading.Event | None,
) -> Path:
    """Folder of a stem at 0 dB, ducked; made where it is not known yet."""
    levels = timeline.levels
    ducks = (levels.duck_db, levels.dip_db) if stem != "voice" and spans else (0.0, 0.0)
    if stem == "effects":
        ducks = (ducks[0] * EFFECTS_DUCK, ducks[1] * EFFECTS_DIP)
    sounds = [sound.model_dump(mode="json") for sound in getattr(timeline, stem)]
    made_of: list[Any] = [stem, sounds, timeline.frames, str(timeline.rate)]
    if ducks != (0.0, 0.0):
        made_of += [*ducks, spans]
    home = cache / f"stem-{_hash(made_of)[:40]}"
    if not home.exists():
        opened = {
            "voice": lambda: stems.voice(timeline, shelf, VOICE_LUFS),
            "effects": lambda: stems.effects(timeline, shelf, EFFECTS_DB),
            "music": lambda: stems.music(timeline, shelf, MUSIC_LUFS),
        }[stem]()
        with _room(home) as room:
            _write(_ducked(opened, spans, ducks, length, cancel), room / "stem.wav")
    os.utime(home)
    return home


def _ducked(
    stem: Stem,
    spans: tuple[ducking.Span, ...],
    ducks: tuple[float, float],
    length: int,
    cancel: threading.Event | None,
) -> Blocks:
    for first, last in _stretches(length, cancel):
        if ducks == (0.0, 0.0):
            yield first, stem.read(first, last)
        else:
            bed = stem.read(first - ducking.MARGIN, last + ducking.MARGIN)
            yield first, ducking.duck(bed, ducking.curve(spans, first, last), *ducks)


def _summed(files: list[Any], length: int, cancel: threading.Event | None) -> Blocks:
    """The stems as delivered, added up."""
    for file in files:
        file.seek(0)
    for first, last in _stretches(length, cancel):
        block: Samples = np.zeros((last - first, 2), np.float32)
        for file in files:
            block += file.read(last - first, dtype="float32", always_2d=True)
        yield first, block


def _master(blocks: Blocks, driven: Drive, path: Path) -> Measured:
    """Write the master; what it measures."""
    meter = Meter()

    def driven_blocks() -> Blocks:
        for first, block in blocks:
            made = limiter.apply(block * np.float32(driven.gain), first, driven.reduction)
            meter.feed(made)
            yield first, made

    _write(driven_blocks(), path)
    return meter.finish()


def _measure(blocks: Blocks) -> Measured:
    meter = Meter()
    for _, block in blocks:
        meter.feed(block)
    return meter.finish()


def _scaled(source: Path, target: Path, gain: float) -> None:
    """A stem at its gain. At 0 dB it is the same file under a second name."""
    if gain == 1.0:
        with suppress(OSError):
            os.link(source, target)
            return
    with soundfile.SoundFile(source) as file:
        scaled = (block * np.float32(gain) for block in file.blocks(BLOCK, dtype="float32", always_2d=True))
        _write(enumerate(scaled), target)


def _write(blocks: Blocks, path: Path) -> None:
    with soundfile.SoundFile(path, "w", samplerate=SAMPLE_RATE, channels=2, format="WAV", subtype="FLOAT") as file:
        for _, block in blocks:
            file.write(block)


def _stretches(length: int, cancel: threading.Event | None) -> Iterator[tuple[int, int]]:
    for first in range(0, length, BLOCK):
        if cancel is not None and cancel.is_set():
            raise Cancelled("The mix was stopped.", "Start it again when you like; finished parts are kept.")
        yield first, min(length, first + BLOCK)


@contextmanager
def _room(home: Path) -> Iterator[Path]:
    """A folder to write into that takes its name when it is complete; who comes second keeps the first one's."""
    home.parent.mkdir(parents=True, exist_ok=True)
    room = Path(tempfile.mkdtemp(prefix=".part-", dir=home.parent))
    try:
        yield room
        with suppress(OSError):
            room.rename(home)
        if not home.is_dir():
            raise StorageError(f"{home.name!r} could not be put in its place.", "Check the rights of the data folder.")
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _hash(value: Any) -> str:
    return hashlib.sha256(json.dumps([SCHEMA, value], sort_keys=True).encode()).hexdigest()

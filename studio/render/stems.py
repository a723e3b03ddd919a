"""Stems: every sound placed on its frame with gain, fades and curves, read stretch by stretch at 48 kHz stereo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
import soundfile
from numpy.typing import NDArray

from studio.analysis.filters import filtered, high_pass, impulse
from studio.analysis.loudness import SAMPLE_RATE, SILENCE_LUFS, Meter, Samples, integrated
from studio.errors import BadInput, RenderError
from studio.shelf.assets import Shelf
from studio.timeline.timeline import Curve, Sound, Timeline

MUTED = -60.0
"""dB at which a gain means off."""

RUMBLE = 90.0
"""Hz: voices and effects are cut below, to leave the low end to the score."""

RUMBLE_RINGS = 4096
"""Samples after which nothing of that filter's answer is left."""

LOW_SHARE = 0.3
"""An effect with more of its energy below that is a boom or a hit, and keeps it."""

CUT_FADE, END_FADE = 0.003, 0.01
"""Seconds over which a sound fades where it is cut out of its asset, and where the film ends in it."""

AUDIBLE = 10 ** (-45 / 20)
"""Share of its loudest moment at which a voice without word times is taken to speak."""

BLOCK = SAMPLE_RATE * 2
CURVES = ("gain_db",)


class Source:
    """An asset's sound at 48 kHz stereo. What already is that stays on disk and is read piece by piece."""

    def __init__(self, path: Path, *, whole: bool) -> None:
        self.path = path
        try:
            info = soundfile.info(str(path))
            self.length = -(-info.frames * SAMPLE_RATE // info.samplerate)
            self.samples = _load(path) if whole or info.samplerate != SAMPLE_RATE else None
        except (soundfile.SoundFileError, OSError) as error:
            raise RenderError(
                f"The sound {path.name!r} cannot be read.", "Make it again, or bring the file in again.", str(error)
            ) from error
        if self.samples is not None:
            self.length = len(self.samples)

    def read(self, first: int, last: int) -> Samples:
        """Samples first..last; silence outside."""
        made = np.zeros((last - first, 2), np.float32)
        begin, end = max(0, first), min(self.length, last)
        if end > begin:
            if self.samples is not None:
                made[begin - first : end - first] = self.samples[begin:end]
            else:
                piece, _ = soundfile.read(self.path, start=begin, stop=end, dtype="float32", always_2d=True)
                made[begin - first : begin - first + len(piece)] = _stereo(piece)
        return made

    def loudness(self) -> float:
        """Integrated loudness of all of it, in LUFS."""
        meter = Meter(peaks=False)
        for first in range(0, self.length, BLOCK):
            meter.feed(self.read(first, min(self.length, first + BLOCK)))
        return integrated(meter.finish().energies)


@dataclass(frozen=True)
class Piece:
    """A source's stretch on the film's clock; all in samples."""

    source: Source
    start: int
    offset: int
    length: int
    gain: float
    fade_in: int
    fade_out: int
    curve: tuple[tuple[int, float], ...]

    def add(self, block: Samples, first: int) -> None:
        """Add what of it lies in a block that begins at sample `first` of the film."""
        begin, end = max(first, self.start), min(first + len(block), self.start + self.length)
        if end <= begin:
            return
        at = np.arange(begin - self.start, end - self.start)
        heard = self.source.read(self.offset + int(at[0]), self.offset + int(at[-1]) + 1)
        block[begin - first : end - first] += heard * self._envelope(at)[:, None]

    def _envelope(self, at: NDArray[np.int64]) -> NDArray[np.float32]:
        envelope = np.full(len(at), self.gain)
        if self.curve:
            frames, values = zip(*self.curve, strict=True)
            envelope *= 10 ** (np.interp(at, frames, values) / 20)
        for left, fade in ((at, self.fade_in), (self.length - 1 - at, self.fade_out)):
            if fade and left.min() < fade:
                envelope *= np.sin(np.pi / 2 * np.clip((left + 0.5) / fade, 0, 1)) ** 2
        return envelope.astype(np.float32)


class Stem:
    """All sounds of one kind."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = tuple(pieces)

    def read(self, first: int, last: int) -> Samples:
        """Samples first..last of the film, which may lie before its beginning or after its end."""
        block = np.zeros((last - first, 2), np.float32)
        for piece in self.pieces:
            piece.add(block, first)
        return block


def voice(timeline: Timeline, shelf: Shelf, loudness: float) -> Stem:
    """Voice lines, each without rumble and at one loudness in LUFS."""
    return _stem(timeline.voice, timeline, shelf, loudness=loudness, high_pass=True)


def effects(timeline: Timeline, shelf: Shelf, level_db: float) -> Stem:
    """Effects at their own levels plus `level_db`; rumble is left only to those that are made of it."""
    return _stem(timeline.effects, timeline, shelf, level_db=level_db, high_pass=True)


def music(timeline: Timeline, shelf: Shelf, loudness: float) -> Stem:
    """Music, each piece as a whole at one loudness in LUFS."""
    return _stem(timeline.music, timeline, shelf, loudness=loudness)


def spoken(timeline: Timeline, shelf: Shelf) -> list[tuple[float, float]]:
    """Where voices are heard, in seconds of the film: their words, or where the sound itself is."""
    found: list[tuple[float, float]] = []
    for sound in timeline.voice:
        if sound.gain_db <= MUTED:
            continue
        if sound.words:
            found += [(start, end) for _, start, end in sound.words]
        else:
            found += _active(sound, timeline, shelf)
    return found


def amplitude(decibels: float) -> float:
    """Linear gain; exactly 0 from -60 dB down."""
    return 0.0 if decibels <= MUTED else 10 ** (decibels / 20)


def _stem(
    sounds: Sequence[Sound],
    timeline: Timeline,
    shelf: Shelf,
    *,
    level_db: float = 0.0,
    loudness: float | None = None,
    high_pass: bool = False,
) -> Stem:
    sources: dict[str, tuple[Source, float]] = {}
    pieces = []
    for sound in sounds:
        if sound.gain_db <= MUTED:
            continue
        if sound.asset not in sources:
            source = Source(shelf.open_local(sound.asset), whole=high_pass)
            if high_pass and source.samples is not None:
                source.samples = without_rumble(source.samples, keep_low=loudness is None)
            found = SILENCE_LUFS if loudness is None else source.loudness()
            level = loudness - found if loudness is not None and found > SILENCE_LUFS else 0.0
            sources[sound.asset] = source, amplitude(level + level_db)
        pieces.append(_piece(sound, timeline, *sources[sound.asset]))
    return Stem(pieces)


def _piece(sound: Sound, timeline: Timeline, source: Source, level: float) -> Piece:
    unknown = set(sound.curves) - set(CURVES)
    if unknown:
        raise BadInput(f"Sound {sound.id!r} has a curve {min(unknown)!r}.", f"A sound has {', '.join(CURVES)}.")
    rate, film = timeline.rate, timeline.rate.samples(timeline.frames)
    start, offset = rate.samples(sound.start), round(sound.source_in * SAMPLE_RATE)
    length = max(0, source.length - offset)
    if sound.frames is not None:
        length = min(length, rate.samples(sound.start + sound.frames) - start)
    cut_out = offset + length < source.length
    past_end = start + length > film
    length = min(length, max(0, film - start))
    least_out = END_FADE if past_end else CUT_FADE if cut_out else 0.0
    return Piece(
        source=source,
        start=start,
        offset=offset,
        length=length,
        gain=level * amplitude(sound.gain_db),
        fade_in=round(max(sound.fade_in, CUT_FADE if offset else 0.0) * SAMPLE_RATE),
        fade_out=round(max(sound.fade_out, least_out) * SAMPLE_RATE),
        curve=_points(sound.curves.get("gain_db", ()), timeline),
    )


def _points(curve: Curve, timeline: Timeline) -> tuple[tuple[int, float], ...]:
    return tuple((timeline.rate.samples(frame), value) for frame, value in curve)


def without_rumble(samples: Samples, *, keep_low: bool) -> Samples:
    """High-passed at 90 Hz; with `keep_low`, a sound that lives down there is left as it is."""
    passed: Samples = filtered(samples, impulse((high_pass(RUMBLE, SAMPLE_RATE),), RUMBLE_RINGS))
    if keep_low and np.square(passed).sum() < (1 - LOW_SHARE) * np.square(samples).sum():
        return samples
    return passed


def _active(sound: Sound, timeline: Timeline, shelf: Shelf) -> list[tuple[float, float]]:
    """Stretches of a voice without word times in which something is heard."""
    source = Source(shelf.open_local(sound.asset), whole=True)
    piece = _piece(sound, timeline, source, 1.0)
    hundredth = SAMPLE_RATE // 100
    heard = source.read(piece.offset, piece.offset + piece.length)[: piece.length // hundredth * hundredth]
    powers = np.square(heard).reshape(-1, hundredth * 2).mean(axis=1) if len(heard) else np.zeros(0)
    loud = np.flatnonzero(powers > powers.max(initial=0) * AUDIBLE**2)
    start = float(timeline.rate.seconds(sound.start))
    return [(start + index / 100, start + (index + 1) / 100) for index in loud.tolist()]


def _load(path: Path) -> Samples:
    samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    if not np.isfinite(samples).all():
        raise RenderError(f"The sound {path.name!r} holds numbers that are none.", "Make it again.")
    return _stereo(samples if rate == SAMPLE_RATE else _resampled(samples, rate))


def _resampled(samples: Samples, rate: int) -> Samples:
    """At 48 kHz, starting on the same moment and as long."""
    length = -(-len(samples) * SAMPLE_RATE // rate)
    samples = _stereo(samples)
    resampler = av.AudioResampler(format="fltp", layout="stereo", rate=SAMPLE_RATE)
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(samples.T), format="fltp", layout="stereo")
    frame.sample_rate = rate
    made = [piece.to_ndarray() for given in (frame, None) for piece in resampler.resample(given)]
    joined = np.concatenate(made, axis=1)[:, :length]
    return np.ascontiguousarray(np.pad(joined, ((0, 0), (0, length - joined.shape[1]))).T)


def _stereo(samples: Samples) -> Samples:
    """Two channels: mono on both sides, more than two folded into the middle."""
    if samples.shape[1] == 2:
        return samples
    return np.repeat(samples.mean(axis=1, keepdims=True, dtype=np.float32), 2, axis=1)

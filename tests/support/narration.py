"""A film for the ears alone: ten lines over a mood's own score and the sounds of its places, as the studio mixes them."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray
from recognise import plain, word_error_rate, words_heard
from recording import Recording

from backends.composer import Composer
from backends.foley import Foley
from backends.hibari import Hibari
from backends.scribe.sounds import PLACE_DB, SPOT_DB
from studio.analysis.loudness import measure
from studio.backend import Backend
from studio.datafolder import open_data
from studio.edits.assemble import assemble
from studio.edits.pace import pace
from studio.render.mix import EFFECTS_DB, mix
from studio.render.stems import effects
from studio.shelf.assets import Asset, Shelf
from studio.story import requests
from studio.story.brief import Brief
from studio.story.requests import Slot
from studio.story.storyboard import Beat, Cue, Shot, Storyboard
from studio.tasks import Task
from studio.timeline.timeline import Sound, Timeline

LINES = tuple((Path(__file__).parents[1] / "data" / "voice_lines.txt").read_text(encoding="utf-8").splitlines())
BEATS: tuple[Beat, ...] = (*("hook", "world", "world", "disturb", "want", "rise"), *("rise", "low", "climax", "climax"))
PLACES = ("rain on a city street", "waves on the shore", "wind over the mountains", "crowd murmur in a market")
SPOTS = ("a train", "thunder", "a galloping horse", "a slamming door")
EACH = 3
"""Shots in one place."""

WINDOW = (0.25, 0.35)
"""Seconds before a line's first and after its last word that the recogniser hears too."""

RATE = 48_000
Samples = NDArray[np.float32]


@dataclass(frozen=True)
class Narrated:
    """A mixed film: its timeline, the master and every stem (n x 2, 48 kHz), each line as it was recorded.

    Among the stems is `places`: the effects as they are before the voice makes room for itself.
    """

    timeline: Timeline
    master: Samples
    stems: dict[str, Samples]
    dry: tuple[tuple[bytes, int], ...]

    def error_rates(self) -> tuple[float, float]:
        """Word error rate of a stranger who hears the lines alone, and of one who hears them in the master."""
        mixed = [
            words_heard(
                piece(self.master, line.words[0][1] - WINDOW[0], line.words[-1][2] + WINDOW[1]).mean(axis=1), RATE
            )
            for line in self.timeline.voice
        ]
        return errors([_heard_alone(*line) for line in self.dry]), errors(mixed)


class Booth:
    """The embedded backends, loaded (the composer by its owner), and a shelf. Every sound is made once."""

    def __init__(self, folder: Path, composer: Composer) -> None:
        self.shelf = Shelf(open_data(folder))
        self.backends: dict[Task, Backend] = {Task.SOUND_EFFECT: Foley(), Task.VOICEOVER: Hibari()}
        for backend in self.backends.values():
            backend.setup("cpu")
        self.backends[Task.MUSIC] = composer
        self.made: dict[str, Asset] = {}

    def narrate(self, mood: str, *, voice: str = "", seconds: float = 56.0, seed: int = 1, **levels: float) -> Narrated:
        """Ten lines in a mood's film, in a voice (empty: the mood's own). `levels` are the mix's, where they differ."""
        brief = Brief(logline="-", mood=mood, voice=voice, seconds=seconds, seed=seed, shape="160x90")
        board = storyboard(mood)
        lines = [self._made(slot) for slot in requests.voices(brief, board, self._choose)]
        said = {shot.id: line for shot, line in zip(board.shots, lines, strict=False)}
        cut = pace(brief, board, said)
        assert not cut.notes, cut.notes
        slots = (*requests.effects(brief, board, cut, self._choose), requests.music(brief, board, cut, self._choose))
        picture = Asset(id="0" * 64, kind="image", suffix=".png", bytes=1)
        assets = {shot.id: picture for shot in board.shots}
        assets |= {f"{shot}/voice": line for shot, line in said.items()} | {
            slot.name: self._made(slot) for slot in slots
        }
        timeline = assemble(brief, board, cut, assets)
        timeline = timeline.model_copy(update={"levels": timeline.levels.model_copy(update=levels)})
        with tempfile.TemporaryDirectory(dir=self.shelf.data.tmp) as room:
            mixed = mix(timeline, self.shelf, folder=Path(room), cache=Path(room))
            stems = {name: _read(path) for name, path in mixed.stems.items()}
            free = effects(timeline, self.shelf, EFFECTS_DB).read(0, len(stems["effects"]))
            return Narrated(
                timeline,
                _read(mixed.master),
                {**stems, "places": free},
                tuple(self._alone(line) for line in timeline.voice),
            )

    def _choose(self, task: Task) -> tuple[str, str]:
        return self.backends[task].id, self.backends[task].version

    def _made(self, slot: Slot) -> Asset:
        """A slot's sound on the shelf."""
        if slot.request.key not in self.made:
            recording = Recording()
            self.backends[slot.request.task].run(slot.request, recording)
            path = self.shelf.data.tmp / "sound.wav"
            soundfile.write(path, recording.sound.T, recording.rate, subtype="FLOAT")
            facts: dict[str, Any] = recording.facts | {"seconds": recording.sound.shape[1] / recording.rate}
            self.made[slot.request.key] = self.shelf.commit(path, "audio", recipe={}, facts=facts)
        return self.made[slot.request.key]

    def _alone(self, line: Sound) -> tuple[bytes, int]:
        samples, rate = soundfile.read(self.shelf.open_local(line.asset), dtype="float32")
        return samples.tobytes(), rate


def storyboard(mood: str) -> Storyboard:
    """Ten shots with a line each, then the title; a place's sound under every three, and something in each of them."""
    shots = []
    for at, (beat, line) in enumerate(zip((*BEATS, "title"), (*LINES, ""), strict=True)):
        turn, first = divmod(at, EACH)
        cues = [Cue(prompt=PLACES[turn], gain_db=PLACE_DB, shots=EACH)] if not first else []
        cues += [Cue(prompt=SPOTS[turn], gain_db=SPOT_DB)] if first == 1 else []
        shots.append(
            Shot(id=f"s{at:02d}", beat=beat, prompt="-", voice=line, cues=tuple(cues), title="" if line else "End")
        )
    return Storyboard(title="End", logline="-", genre="drama", mood=mood, shots=tuple(shots))


def piece(samples: Samples, start: float, end: float) -> Samples:
    """Samples between two moments in seconds."""
    return samples[max(0, round(start * RATE)) : round(end * RATE)]


def places_under_lines(film: Narrated) -> float:
    """How much softer the effects are while somebody speaks than they would be without the duck, in LU."""
    spoken = [(line.words[0][1], line.words[-1][2]) for line in film.timeline.voice]
    ducked, free = (
        np.concatenate([piece(film.stems[stem], start, end) for start, end in spoken]) for stem in ("effects", "places")
    )
    return measure(ducked).loudness - measure(free).loudness


def errors(heard: Sequence[Sequence[str]]) -> float:
    """Word error rate over all lines."""
    counts = [len(plain(line)) for line in LINES]
    wrong = [
        word_error_rate(line, list(words)) * count for line, words, count in zip(LINES, heard, counts, strict=True)
    ]
    return sum(wrong) / sum(counts)


@lru_cache(maxsize=64)
def _heard_alone(samples: bytes, rate: int) -> tuple[str, ...]:
    return tuple(words_heard(np.frombuffer(samples, np.float32), rate))


def _read(path: Path) -> Samples:
    samples, rate = soundfile.read(path, dtype="float32", always_2d=True)
    assert rate == RATE
    return samples

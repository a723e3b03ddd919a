"""Speech with word times: the model's durations read out, its spectrum moved to make other voices."""

from __future__ import annotations

import gc
import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from hibari import Hibari as Model
from hibari import dsp
from hibari.voices import voice_path
from numpy.typing import NDArray

RATE = 24_000
UNIT = 0.025
"""Seconds of one step of the model's durations."""
DURATIONS = "/Clip_output_0"
"""Name of the tensor behind the graph's one Round node: steps a phoneme (checked by a test against the model)."""
WARM = 260.0
"""Hz: below it a voice close to the microphone gains."""
PEAK = 10 ** (-3 / 20)
FADE = int(0.008 * RATE)

Samples = NDArray[np.float32]
Word = tuple[str, float, float]


@dataclass(frozen=True)
class Spoken:
    """A sentence: its samples and its words (word, start, end) in seconds from its own start."""

    samples: Samples
    words: tuple[Word, ...]


class Speaker:
    """The loaded model. One line after the other; the same seed gives the same samples."""

    def __init__(self) -> None:
        path = voice_path("heart")
        self.model = Model(model=with_durations(Path(path).read_bytes()), threads=1)
        self.model.model_path = path
        self.session = self.model.sess
        # The lexicon is half a million objects, and none of them is garbage.
        gc.disable()
        try:
            self.model.phonemize("a")
        finally:
            gc.enable()

    def sentences(self, text: str) -> list[str]:
        """Sentences that can be spoken: control characters out, pieces without a letter or digit out."""
        plain = "".join(
            c if c in "\n\t" or unicodedata.category(c)[0] != "C" else " " for c in unicodedata.normalize("NFKC", text)
        )
        found = self.model.split_sentences(plain)
        return [piece for piece in found if any(c.isalnum() for c in piece) and any(self.model.phonemize(piece))]

    def say(self, sentence: str, voice: dict[str, Any], speed: float, seed: int) -> Spoken:
        """Speak one sentence in a voice."""
        samples: list[Samples] = []
        groups: list[tuple[float, float]] = []
        passed = 0.0
        random = np.random.default_rng(seed)
        for phonemes in self.model.phonemize(sentence):
            ids = self.model.ids(phonemes)
            feed = {"ids": np.array([ids], np.int64), "speed": np.array([speed * voice["speed"]], np.float32)}
            *outputs, steps = self.session.run(None, feed)
            harmonic, theta, noise, residual, phase, f0 = (output[0] for output in outputs)
            moved = [warped(part, voice["formant"]) for part in (harmonic, theta, noise, residual)]
            pitch = np.where(f0 > 0, f0 * voice["pitch"], f0).astype(np.float32)
            samples.append(dsp.synth(*moved, phase, pitch, random))
            groups += [
                (passed + start, passed + end) for start, end in spoken_words(phonemes, self.model.vocab, steps.ravel())
            ]
            passed += len(samples[-1]) / RATE
        return Spoken(np.concatenate(samples), tuple(self._tokens(sentence, groups)))

    def _tokens(self, sentence: str, groups: Sequence[tuple[float, float]]) -> list[Word]:
        """Times of the text's own tokens: a number or an amount of money is one token and several spoken words."""
        tokens = [token for token in sentence.split() if any(c.isalnum() for c in token)]
        counts = [max(1, len(" ".join(self.model.phonemize(token)).split())) for token in tokens]
        edges = np.cumsum([0, *counts])
        if edges[-1] != len(groups):
            edges = np.round(edges * len(groups) / max(1, edges[-1])).astype(int)
        words = []
        for token, first, last in zip(tokens, edges, edges[1:], strict=False):
            own = groups[first : max(first + 1, last)]
            if own:
                words.append((token, own[0][0], own[-1][1]))
        return words

    def join(self, sentences: Sequence[Spoken], pause: float, warmth_db: float) -> tuple[Samples, list[list[Any]]]:
        """Sentences one after the other with silence between, warmed, at -3 dBFS; words in seconds of the whole."""
        gap = np.zeros(int(pause * RATE), np.float32)
        parts: list[Samples] = []
        words: list[list[Any]] = []
        at = 0
        for index, sentence in enumerate(sentences):
            if index:
                parts.append(gap)
                at += len(gap)
            words += [
                [word, round(at / RATE + start, 4), round(at / RATE + end, 4)] for word, start, end in sentence.words
            ]
            parts.append(sentence.samples)
            at += len(sentence.samples)
        whole = warmed(np.concatenate(parts), warmth_db)
        whole[:FADE] *= np.linspace(0, 1, FADE, dtype=np.float32)
        whole[-FADE:] *= np.linspace(1, 0, FADE, dtype=np.float32)
        return whole * np.float32(PEAK / max(float(np.abs(whole).max()), 1e-6)), words


def with_durations(model: bytes) -> bytes:
    """The model with its phoneme durations as one more output.

    Protocol buffers merge a message that comes twice, so a second `graph` that holds nothing but the new output,
    appended to the file, does it: no ONNX library is needed.
    """
    value = _field(1, DURATIONS.encode()) + _field(2, _field(1, b"\x08\x01"))
    return model + _field(7, _field(12, value))


def _field(number: int, payload: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(payload)) + payload


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes([*out, value])


def spoken_words(phonemes: str, vocabulary: dict[str, int], steps: NDArray[np.float32]) -> list[tuple[float, float]]:
    """(start, end) seconds of each group between spaces; pauses at punctuation belong to no word."""
    edges = np.concatenate([[0.0], np.cumsum(steps)]) * UNIT
    known = [character for character in phonemes if character in vocabulary]
    words: list[tuple[float, float]] = []
    first: float | None = None
    last = 0.0
    for index, character in enumerate(known, 1):
        if character == " ":
            if first is not None:
                words.append((first, last))
            first = None
        elif character.isalpha() or character in "ˈˌːʲ":
            first = float(edges[index]) if first is None else first
            last = float(edges[index + 1])
    if first is not None:
        words.append((first, last))
    return words


def warped(spectrum: NDArray[np.float32], factor: float) -> NDArray[np.float32]:
    """Spectral envelopes (bins × frames) with their formants moved by a factor."""
    if factor == 1.0:
        return spectrum
    bins = np.arange(spectrum.shape[0])
    source = np.minimum(bins / factor, spectrum.shape[0] - 1)
    low = np.minimum(source.astype(int), spectrum.shape[0] - 2)
    share = (source - low)[:, None].astype(np.float32)
    made: NDArray[np.float32] = (spectrum[low] * (1 - share) + spectrum[low + 1] * share).astype(np.float32)
    return made


def warmed(samples: Samples, gain_db: float) -> Samples:
    """A little more below 260 Hz, and gently compressed, as close to a microphone."""
    if gain_db:
        samples = samples + np.float32(10 ** (gain_db / 20) - 1) * low_passed(samples, WARM)
    level = float(np.abs(samples).max()) or 1.0
    made: Samples = (np.tanh(samples / level * 1.4) / np.tanh(1.4) * level).astype(np.float32)
    return made


def low_passed(samples: Samples, hertz: float) -> Samples:
    """First-order Butterworth in double precision. One loop over a line is cheaper than to load scipy.signal."""
    corner = math.tan(math.pi * hertz / RATE)
    here, back = corner / (1 + corner), (corner - 1) / (1 + corner)
    made, state = [], 0.0
    for sample in samples.tolist():
        made.append(here * sample + state)
        state = here * sample - back * made[-1]
    return np.array(made, np.float32)

"""An independent judge of speech: pocketsphinx, which shares nothing with the voices it hears."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

RATE = 16_000


@lru_cache(maxsize=1)
def _decoder() -> Any:
    from pocketsphinx import Decoder

    return Decoder(samprate=RATE, loglevel="FATAL")


def words_heard(samples: NDArray[np.float32], rate: int) -> list[str]:
    """The words a recogniser hears in mono sound."""
    sound = resample_poly(samples.astype(np.float64), RATE, rate)
    sound = np.concatenate([np.zeros(RATE // 4), sound, np.zeros(RATE // 4)])
    level = np.abs(sound).max()
    pcm = (sound / level * 0.7 * 32767).astype(np.int16) if level > 0 else sound.astype(np.int16)
    decoder = _decoder()
    decoder.start_utt()
    decoder.process_raw(pcm.tobytes(), full_utt=True)
    decoder.end_utt()
    heard = decoder.hyp().hypstr if decoder.hyp() else ""
    return plain(re.sub(r"\(\d\)", "", heard))


def plain(text: str) -> list[str]:
    """Lower-case words without punctuation."""
    return re.findall(r"[a-z']+", text.lower().replace("’", "'"))


def word_error_rate(said: str, heard: list[str]) -> float:
    """Substitutions, deletions and insertions over the words said."""
    wanted = plain(said)
    row = list(range(len(heard) + 1))
    for i, word in enumerate(wanted, 1):
        last, row[0] = row[0], i
        for j, other in enumerate(heard, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (word != other))
    return row[-1] / max(1, len(wanted))


def share_heard(said: str, heard: list[str]) -> float:
    """Share of the words said that were heard, in order. A word counts when four fifths of its letters came in one
    piece of the alignment, so that "light housekeeper" is a lighthouse keeper and "rescue" a rescuer."""
    wanted = plain(said)
    letters = "".join(wanted)
    matcher = SequenceMatcher(None, letters, "".join(heard), autojunk=False)
    matched = [False] * len(letters)
    for block in matcher.get_matching_blocks():
        if block.size >= 2:
            matched[block.a : block.a + block.size] = [True] * block.size
    found, at = 0, 0
    for word in wanted:
        found += sum(matched[at : at + len(word)]) >= 0.8 * len(word)
        at += len(word)
    return found / max(1, len(wanted))

"""The embedded voices: understood by a stranger, timed to the word, the same every time."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from recognise import plain, word_error_rate, words_heard
from recording import Recording

from backends.hibari import Hibari, voices
from backends.hibari.speech import DURATIONS, UNIT, Speaker
from studio import BadInput, Request, Task

LINES = (Path(__file__).parents[1] / "data" / "voice_lines.txt").read_text().splitlines()


@pytest.fixture(scope="module")
def hibari() -> Hibari:
    backend = Hibari()
    backend.setup("cpu")
    return backend


def say(hibari: Hibari, text: str, seed: int = 1, **params: object) -> Recording:
    recording = Recording()
    hibari.run(
        Request(task=Task.VOICEOVER, backend="hibari", version="1", params={"text": text, **params}, seed=seed),
        recording,
    )
    return recording


@pytest.mark.slow
@pytest.mark.parametrize("voice", list(voices()))
def test_a_recogniser_understands_ten_lines_of_each_voice(hibari: Hibari, voice: str) -> None:
    wrong = total = 0.0
    for line in LINES:
        heard = words_heard(say(hibari, line, voice=voice).sound[0], 24_000)
        wrong += word_error_rate(line, heard) * len(plain(line))
        total += len(plain(line))
    assert wrong / total <= 0.20


def test_durations_are_the_models_own_and_sum_to_the_sound(hibari: Hibari) -> None:
    import onnx

    graph = onnx.load(hibari.speaker.model.model_path).graph
    (rounding,) = [node for node in graph.node if node.op_type == "Round"]
    (clip,) = [node for node in graph.node if rounding.output[0] in node.input]
    assert clip.output[0] == DURATIONS
    ids = hibari.speaker.model.ids(hibari.speaker.model.phonemize(LINES[0])[0])
    feed = {"ids": np.array([ids], np.int64), "speed": np.array([1.0], np.float32)}
    harmonic, *_, steps = hibari.speaker.session.run(None, feed)
    assert steps.sum() * UNIT == pytest.approx(harmonic.shape[-1] * 300 / 24_000)


def test_words_are_the_texts_own_tokens_in_order_and_inside_the_sound(hibari: Hibari) -> None:
    text = "On the 3rd of March, 1,250 people paid $9.99. Nobody laughed!"
    made = say(hibari, text)
    words = made.facts["words"]
    assert [word for word, _, _ in words] == text.split()
    assert all(0 <= start < end for _, start, end in words)
    assert all(first[2] <= second[1] + 1e-6 for first, second in pairwise(words))
    assert words[-1][2] <= made.sound.shape[1] / 24_000


def test_a_pause_belongs_to_no_word(hibari: Hibari) -> None:
    words = say(hibari, "The storm is coming, and it knows your name.").facts["words"]
    coming, following = words[3], words[4]
    assert following[1] - coming[2] > 0.04
    assert coming[2] - coming[1] < 0.8


def test_the_same_seed_gives_the_same_samples_and_another_does_not(hibari: Hibari) -> None:
    first, again, other = (say(hibari, LINES[3], seed=seed).sound for seed in (4, 4, 5))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_the_sound_is_mono_24_khz_at_minus_3_dbfs(hibari: Hibari) -> None:
    made = say(hibari, LINES[0])
    assert made.rate == 24_000 and made.sound.shape[0] == 1
    assert np.abs(made.sound).max() == pytest.approx(10 ** (-3 / 20), abs=1e-3)
    assert made.sound[0, 0] == made.sound[0, -1] == 0


@pytest.mark.parametrize("text", ["", "   ", "…!?", "🐉🔥", "\x00\x07"])
def test_a_text_without_words_is_refused_with_the_next_step(hibari: Hibari, text: str) -> None:
    with pytest.raises(BadInput) as caught:
        say(hibari, text)
    assert caught.value.todo


def test_another_language_is_refused_not_mispronounced(hibari: Hibari) -> None:
    with pytest.raises(BadInput, match="speaks English, not 'de'"):
        say(hibari, "Guten Abend.", language="de")


def test_a_long_text_with_emoji_and_control_characters_is_spoken(hibari: Hibari) -> None:
    made = say(hibari, "The sea 🌊 is\x07 cold tonight. " * 20)
    assert made.steps[-1][0] == made.steps[-1][1] == 20
    assert made.sound.shape[1] > 20 * 24_000


def test_the_speaker_needs_no_onnx_library() -> None:
    source = Path(Speaker.__init__.__code__.co_filename).read_text()
    assert "import onnx\n" not in source

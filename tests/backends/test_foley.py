"""Sound effects: the right recipe, exact length, in their range, the same every time."""

from __future__ import annotations

import numpy as np
import pytest
from recording import Recording

from backends.foley import Foley, recipes, understand
from studio import Request, Task

PHRASES = {
    "a fast whoosh past the camera": "whoosh",
    "huge deep boom": "boom",
    "cinematic riser": "riser",
    "howling wind over the pass": "wind",
    "heavy rain on a tin roof": "rain",
    "distant thunder": "thunder",
    "crackling campfire": "fire",
    "waves on the shore": "waves",
    "slow heartbeat": "heartbeat",
    "footsteps in snow": "footsteps",
    "crowd murmur in a market": "crowd",
    "birdsong in the morning": "birds",
    "low engine hum": "drone",
    "electric static": "glitch",
    "church bell": "bell",
}


@pytest.fixture(scope="module")
def foley() -> Foley:
    backend = Foley()
    backend.setup("cpu")
    return backend


def made(foley: Foley, prompt: str, seconds: float = 2.0, seed: int = 1, **params: object) -> Recording:
    recording = Recording()
    values = {"prompt": prompt, "seconds": seconds, **params}
    foley.run(Request(task=Task.SOUND_EFFECT, backend="foley", version="1", params=values, seed=seed), recording)
    return recording


def centroid(sound: np.ndarray) -> float:
    power = np.abs(np.fft.rfft(sound.mean(axis=0))) ** 2
    return float((power * np.fft.rfftfreq(sound.shape[1], 1 / 48_000)).sum() / power.sum())


@pytest.mark.parametrize(("phrase", "recipe"), PHRASES.items())
def test_words_reach_their_recipe_and_it_sounds_in_its_range(foley: Foley, phrase: str, recipe: str) -> None:
    recording = made(foley, phrase)
    assert recording.facts["recipe"] == recipe and recording.facts["understood"]
    sound = recording.sound
    assert sound.shape == (2, 96_000)
    assert np.isfinite(sound).all()
    assert np.abs(sound).max() <= 10 ** (-1 / 20)
    assert np.abs(sound).max() > 0.02
    low, high = recipes()[recipe]["centroid"]
    assert low <= centroid(sound) <= high


@pytest.mark.parametrize("recipe", list(recipes()))
@pytest.mark.parametrize("seconds", [0.1, 0.777, 5.0])
def test_every_recipe_has_the_exact_length_and_the_same_samples_from_a_seed(
    foley: Foley, recipe: str, seconds: float
) -> None:
    word = recipes()[recipe]["words"][0]
    first, again, other = (made(foley, word, seconds, seed).sound for seed in (3, 3, 4))
    assert first.shape[1] == round(seconds * 48_000)
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


@pytest.mark.parametrize("recipe", [name for name, row in recipes().items() if row.get("fills")])
def test_an_ambience_fills_its_length(foley: Foley, recipe: str) -> None:
    sound = made(foley, recipes()[recipe]["words"][0], 15.0).sound
    seconds = np.abs(sound).max(axis=0).reshape(15, -1).max(axis=1)
    assert (seconds > 0.01).all()


def test_the_moment_of_a_sound_is_where_it_is_heard(foley: Foley) -> None:
    assert made(foley, "boom").facts["onset"] < 0.1
    assert made(foley, "riser", 3.0).facts["onset"] == 3.0
    assert 0.2 < made(foley, "whoosh", 1.0).facts["onset"] < 0.8


def test_far_is_duller_and_quieter_than_near(foley: Foley) -> None:
    near, far = made(foley, "close thunder").sound, made(foley, "distant thunder").sound
    assert np.abs(far).max() < 0.6 * np.abs(near).max()


def test_words_nobody_knows_get_a_neutral_sound_and_say_so(foley: Foley) -> None:
    recording = made(foley, "qwertyuiop 🐉")
    assert recording.facts["understood"] is False
    assert recording.sound.shape == (2, 96_000)


def test_the_longest_phrase_wins() -> None:
    assert understand("the drum hit of a storm").recipe == "boom"
    assert understand("rain storm").recipe == "thunder"
    assert understand("footsteps on gravel").material == "gravel"

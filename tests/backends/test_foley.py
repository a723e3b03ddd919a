"""Sound effects: every recipe in its stated range and shape, exact, clean; words that reach it and what they change."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from recording import Recording

from backends.foley import Foley
from backends.foley.hearing import Heard, neutral, recipes, understand
from studio import Request, Task

RATE = 48_000
Sound = NDArray[np.float64]

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
    "low engine hum": "spaceship",
    "electric static": "electricity",
    "church bell": "bell",
}

ALL = list(recipes())
FILLS = [name for name, recipe in recipes().items() if recipe.fills]


def of_shape(*shapes: str) -> list[str]:
    return [name for name, recipe in recipes().items() if recipe.shape in shapes]


@pytest.fixture(scope="module")
def foley() -> Foley:
    backend = Foley()
    backend.setup("cpu")
    return backend


def made(foley: Foley, prompt: str, seconds: float = 2.0, seed: int = 1, **params: object) -> Recording:
    recording = Recording()
    values = {"prompt": prompt, "seconds": seconds, **params}
    foley.run(
        Request(task=Task.SOUND_EFFECT, backend="foley", version=Foley.version, params=values, seed=seed), recording
    )
    return recording


def cooked(heard: Heard, seconds: float, seed: int) -> tuple[Sound, float]:
    from backends.foley.cookbook import cook

    sound, onset = cook([heard], seconds, seed)
    return sound.astype(np.float64), onset


NOISES = ("wind", "rain", "waves", "river", "underwater", "fire", "crowd", "cheer", "applause", "traffic", "roomtone")
LENGTHS = {"strike": 4.0, "swell": 4.0, "rise": 2.0, "steady": 6.0, "events": 9.0, "pulses": 8.0}
SHORT = 0.777
"""Seconds: what a shape is judged by, and an odd length for what holds of every sound."""


@cache
def plain(recipe: str, seed: int) -> tuple[Sound, float]:
    """A recipe as it is without further words, as long as its shape takes to be heard, made once for all tests."""
    whole = 9.0 if recipe in NOISES else LENGTHS[recipes()[recipe].shape]
    return cooked(neutral(recipe), whole, seed)


def centroid(sound: Sound) -> float:
    power = np.square(np.abs(np.fft.rfft(sound))).sum(axis=0)
    return float((power * np.fft.rfftfreq(sound.shape[1], 1 / RATE)).sum() / power.sum())


def levels(sound: Sound, seconds: float) -> Sound:
    """Root mean square of every stretch of so many seconds."""
    size = round(seconds * RATE)
    power = np.square(sound).mean(axis=0)
    return np.sqrt(power[: len(power) // size * size].reshape(-1, size).mean(axis=1))


def beats_a_second(sound: Sound) -> float:
    """The shortest period in which the loudness repeats itself, as a rate."""
    course = levels(sound, 0.01)
    course = np.log(course + course.max() * 0.01)
    course -= course.mean()
    alike = np.fft.irfft(np.square(np.abs(np.fft.rfft(course, 4096))))[: len(course)]
    alike *= len(course) / (len(course) - np.arange(len(course)))
    other = next(lag for lag in range(430) if alike[lag] < 0.1 * alike[0])
    peaks = [lag for lag in range(max(5, other), 430) if alike[lag - 1] < alike[lag] >= alike[lag + 1]]
    strongest = max(alike[lag] for lag in peaks)
    return 100 / next(lag for lag in peaks if alike[lag] >= 0.85 * strongest)


@pytest.mark.parametrize(("phrase", "recipe"), PHRASES.items())
def test_words_reach_their_recipe(phrase: str, recipe: str) -> None:
    assert understand(phrase).layers[0].recipe == recipe


def test_nine_of_ten_cue_words_written_after_the_table_reach_the_right_recipe() -> None:
    rows = tomllib.loads((Path(__file__).parents[1] / "data" / "cue_words.toml").read_text(encoding="utf-8"))["cues"]
    assert len(rows) >= 60
    wrong = {words: understand(words).layers[0] for words, recipe in rows.items() if not _right(words, recipe)}
    assert len(wrong) <= 0.1 * len(rows), wrong


def _right(words: str, recipe: str) -> bool:
    heard = understand(words).layers[0]
    return heard.recipe == recipe and bool(heard.word)


def test_there_are_recipes_enough_and_every_one_can_be_asked_for_by_each_of_its_words() -> None:
    assert len(ALL) >= 34
    lost = [
        (name, word, understand(word).layers[0].recipe)
        for name, recipe in recipes().items()
        for word in recipe.words
        if understand(word).layers[0].recipe != name
    ]
    assert not lost


@pytest.mark.parametrize("recipe", ALL)
def test_a_recipe_lies_in_its_range_sounds_and_is_clean(recipe: str) -> None:
    low, high = recipes()[recipe].centroid
    for seed, short in ((1, False), (2, True), (3, True)):
        sound, onset = cooked(neutral(recipe), SHORT, seed) if short else plain(recipe, seed)
        assert np.isfinite(sound).all()
        assert low <= centroid(sound) <= high
        assert 10 ** (-25 / 20) < np.abs(sound).max() <= 10 ** (-1.4 / 20)
        assert np.abs(sound.mean(axis=1)).max() < 0.002, "direct current"
        assert np.abs(sound[:, [0, -1]]).max() < 0.005, "a click at an edge"
        assert not np.allclose(sound[0], sound[1], atol=1e-4), "one channel twice"
        if short:
            assert sound.shape == (2, round(SHORT * RATE))
            assert 0 <= onset <= SHORT


@pytest.mark.parametrize("recipe", of_shape("strike"))
def test_a_blow_is_loudest_near_its_beginning_and_dies_away(recipe: str) -> None:
    for seed in (1, 2):
        sound, onset = plain(recipe, seed)
        course = levels(sound, 0.05)
        assert onset < 0.2
        assert course[:16].max() > 0.45 * course.max()
        assert course[-16:].mean() < 0.35 * course.max()


@pytest.mark.parametrize("recipe", of_shape("swell"))
def test_a_swell_comes_and_goes_round_its_moment(recipe: str) -> None:
    for seed in (1, 2):
        sound, onset = plain(recipe, seed)
        course = levels(sound, 0.05)
        assert 0.15 * 4 < onset < 0.85 * 4
        assert course[:6].mean() < 0.4 * course.max()
        assert course[-6:].mean() < 0.4 * course.max()


@pytest.mark.parametrize("recipe", of_shape("rise"))
def test_a_rise_is_loudest_at_its_end(recipe: str) -> None:
    for seed in (1, 2):
        sound, onset = plain(recipe, seed)
        course = levels(sound, 0.05)
        assert onset == 2.0
        assert course.argmax() > 0.9 * len(course)
        assert course[:10].mean() < 0.2 * course[-10:].mean()


@pytest.mark.parametrize("recipe", of_shape("steady"))
def test_what_fills_is_heard_in_every_second(recipe: str) -> None:
    seconds = 20 * np.log10(levels(plain(recipe, 1)[0], 1.0))
    assert np.abs(seconds - np.median(seconds)).max() < 14


@pytest.mark.parametrize("recipe", of_shape("events"))
def test_events_begin_at_once_and_leave_no_long_hole(recipe: str) -> None:
    sound, onset = plain(recipe, 1)
    thirds = 20 * np.log10(levels(sound, 3.0))
    assert onset < 2.0
    assert thirds.max() - thirds.min() < 24


@pytest.mark.parametrize("recipe", of_shape("pulses"))
@pytest.mark.parametrize("intensity", [0.25, 0.55, 0.9])
def test_pulses_keep_their_beat(recipe: str, intensity: float) -> None:
    rate = recipes()[recipe].rate
    assert rate is not None
    sound, onset = cooked(neutral(recipe)._replace(intensity=intensity), 8.0, 2)
    assert onset < 0.6
    assert rate[0] <= beats_a_second(sound) <= rate[1]


@pytest.mark.parametrize("recipe", NOISES)
def test_no_stretch_of_an_ambience_is_heard_twice(recipe: str) -> None:
    sound = plain(recipe, 1)[0].mean(axis=0)
    at, size = 2 * RATE, RATE // 2
    piece, length = sound[at : at + size], 1 << 19
    alike = np.fft.irfft(np.fft.rfft(sound, length) * np.conj(np.fft.rfft(piece, length)), length)[: len(sound) - size]
    power = np.concatenate([[0.0], np.cumsum(sound**2)])
    alike /= np.sqrt((power[size:-1] - power[: -size - 1])[: len(alike)] * (piece**2).sum()) + 1e-9
    alike[at - size : at + size] = 0
    assert np.abs(alike).max() < 0.5


def test_every_recipe_can_be_as_short_as_a_tenth_of_a_second() -> None:
    for recipe in ALL:
        sound, onset = cooked(neutral(recipe), 0.1, 3)
        assert sound.shape == (2, RATE // 10), recipe
        assert np.isfinite(sound).all(), recipe
        assert 0 <= onset <= 0.1, recipe


def test_the_same_seed_gives_the_same_samples_and_another_others() -> None:
    first, again, other = (cooked(neutral("rain"), 1.0, seed)[0] for seed in (3, 3, 4))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


@pytest.mark.parametrize("recipe", [name for name, row in recipes().items() if row.materials])
def test_every_material_of_a_recipe_is_heard(recipe: str) -> None:
    materials = recipes()[recipe].materials
    made_of = [cooked(neutral(recipe)._replace(material=material), 0.8, 3)[0] for material in materials]
    spectra = [np.log(levels(np.abs(np.fft.rfft(sound))[:, :9600], 0.01) + 1e-9) for sound in made_of]
    for index, spectrum in enumerate(spectra):
        for other in spectra[:index]:
            assert np.abs(spectrum - other).max() > 0.2


def test_far_is_duller_softer_and_longer_than_near() -> None:
    near, far = (cooked(neutral("gunshot")._replace(distance=distance), 3.0, 1)[0] for distance in (0.1, 0.9))
    assert centroid(far) < 0.5 * centroid(near)
    assert np.abs(far).max() < 0.35 * np.abs(near).max()
    share = [levels(sound, 1.0)[1] / levels(sound, 1.0)[0] for sound in (near, far)]
    assert share[1] > 2 * share[0]


@pytest.mark.parametrize(("recipe", "measure"), [("wind", centroid), ("footsteps", beats_a_second), ("fire", centroid)])
def test_force_changes_more_than_the_level(recipe: str, measure: object) -> None:
    assert callable(measure)
    soft, hard = (cooked(neutral(recipe)._replace(intensity=force), 6.0, 1)[0] for force in (0.2, 0.95))
    assert abs(measure(hard) / measure(soft) - 1) > 0.1
    assert levels(hard, 6.0)[0] > 1.3 * levels(soft, 6.0)[0]


def test_words_and_params_say_distance_force_and_material(foley: Foley) -> None:
    heard = understand("heavy footsteps on gravel, far away").layers[0]
    assert (heard.recipe, heard.material) == ("footsteps", "gravel")
    assert heard.distance > 0.7 and heard.intensity > 0.8
    assert understand("rain on the window").layers[0].material == "glass"
    asked = made(foley, "footsteps on gravel", material="wood")
    assert asked.facts["material"] == "wood"
    assert not np.array_equal(asked.sound, made(foley, "footsteps on gravel").sound)
    assert not np.array_equal(asked.sound, made(foley, "footsteps on wood", distance=0.9).sound)


def test_several_sounds_in_one_prompt_are_layered(foley: Foley) -> None:
    recording = made(foley, "waves on a shore, gulls and a distant foghorn", 4.0)
    assert recording.facts["layers"] == ["waves", "gulls", "horn"]
    waves = made(foley, "waves on a shore", 4.0).sound
    assert levels(recording.sound - waves, 4.0)[0] > 0.05 * levels(waves.astype(float), 4.0)[0]


def test_words_nobody_knows_get_a_neutral_sound_and_are_said(foley: Foley) -> None:
    recording = made(foley, "qwertyuiop 🐉")
    assert recording.facts["understood"] is False
    assert recording.facts["not_understood"] == ["qwertyuiop"]
    assert recording.facts["recipe"] == "roomtone"
    assert made(foley, "qwertyuiop", 0.8).facts["recipe"] == "whoosh"
    assert recording.sound.shape == (2, 96_000)
    known = made(foley, "heavy rain on a flumpy tin roof")
    assert known.facts["understood"] and known.facts["not_understood"] == ["flumpy"]


def test_the_longest_phrase_wins_and_what_is_named_stands_before_where_it_is() -> None:
    assert understand("the drum hit of a storm").layers[0].recipe == "boom"
    assert understand("a rain storm").layers[0].recipe == "storm"
    assert understand("footsteps in the forest").layers[0].recipe == "footsteps"
    assert understand("wolves howling in the mountains").layers[0].recipe == "wolf"


def test_the_description_of_the_backend_loads_no_scipy() -> None:
    code = "import sys, backends.foley; sys.exit('scipy' in sys.modules or 'numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0

"""The composer: exact, on the hit, silent before the drop, out of the voice's way."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from recording import Recording
from watching import onset

from backends.composer import Composer, moods
from backends.composer.form import lay_out
from backends.composer.harmony import chord, parallel
from backends.composer.score import compose
from studio import BadInput, Request, Section, Task, TempoSpan

SECTIONS = (("intro", 0, 7), ("build", 7, 18.5), ("climax", 18.5, 25), ("title", 25, 28.5), ("button", 28.5, 30))
TEMPO = ((0, 18.5, 28), (18.5, 25, 10), (25, 30, 8))


@pytest.fixture(scope="module")
def composer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Composer]:
    before = os.environ.get("NUMBA_CACHE_DIR")
    os.environ["NUMBA_CACHE_DIR"] = str(tmp_path_factory.mktemp("cache") / "numba")
    backend = Composer()
    backend.setup("cpu")
    yield backend
    if before is None:
        del os.environ["NUMBA_CACHE_DIR"]
    else:
        os.environ["NUMBA_CACHE_DIR"] = before


def film(**more: object) -> dict[str, object]:
    return {
        "mood": "epic",
        "seconds": 30.0,
        "sections": [{"name": name, "start": start, "end": end} for name, start, end in SECTIONS],
        "tempo": [{"start": start, "end": end, "beats": beats} for start, end, beats in TEMPO],
        "hits": [18.5, 25.0],
        **more,
    }


def play(composer: Composer, params: dict[str, object], seed: int = 1) -> Recording:
    recording = Recording()
    composer.run(Request(task=Task.MUSIC, backend="composer", version="1", params=params, seed=seed), recording)
    return recording


def level(sound: np.ndarray, start: float, end: float) -> float:
    piece = sound[:, int(start * 48_000) : int(end * 48_000)]
    return float(20 * np.log10(np.sqrt((piece**2).mean()) + 1e-9))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_climax_and_title_are_hit_within_a_frame_after_a_silence(composer: Composer, seed: int) -> None:
    sound = play(composer, film(), seed).sound
    for hit in (18.5, 25.0):
        assert abs(onset(sound, 48_000, hit) - hit) <= 1 / 24
    assert level(sound, 18.5, 20) - level(sound, 18.25, 18.48) >= 30


@pytest.mark.parametrize("seconds", [2.0, 6.0, 13.37, 45.0])
def test_the_length_is_exact_to_the_sample_without_a_film(composer: Composer, seconds: float) -> None:
    recording = play(composer, {"mood": "epic", "seconds": seconds})
    sound = recording.sound
    assert sound.shape == (2, round(seconds * 48_000))
    assert np.isfinite(sound).all() and 0.05 < np.abs(sound).max() <= 1
    assert recording.rate == 48_000


def test_the_films_own_beats_are_followed(composer: Composer) -> None:
    facts = play(composer, film()).facts
    wanted = [start + (end - start) * beat / beats for start, end, beats in TEMPO for beat in range(beats)]
    assert len(facts["beats"]) == len(wanted)
    assert np.allclose(facts["beats"], wanted, atol=1e-3)
    assert {18.5, 25.0} <= set(facts["downbeats"])


def test_the_same_seed_gives_the_same_samples_and_another_does_not(composer: Composer) -> None:
    first, again, other = (play(composer, {"mood": "epic", "seconds": 8.0}, seed).sound for seed in (4, 4, 5))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_the_music_grows_toward_the_climax(composer: Composer) -> None:
    sound = play(composer, film()).sound
    intro, build, climax = level(sound, 0, 6), level(sound, 12, 17), level(sound, 19, 24)
    assert intro + 3 < build < climax
    assert level(sound, 29.9, 30) < climax - 6


def test_a_voice_gets_room(composer: Composer) -> None:
    window = (19.5, 22.5)
    free = play(composer, film()).sound
    thinned = play(composer, film(voice=[window])).sound

    def middle(sound: np.ndarray) -> float:
        piece = sound[:, int(window[0] * 48_000) : int(window[1] * 48_000)].mean(axis=0)
        spectrum = np.abs(np.fft.rfft(piece)) ** 2
        frequency = np.fft.rfftfreq(len(piece), 1 / 48_000)
        return float(10 * np.log10(spectrum[(frequency > 1000) & (frequency < 4000)].sum()))

    assert middle(thinned) < middle(free) - 1


@pytest.mark.parametrize("mood", list(moods()))
@pytest.mark.parametrize("seed", range(4))
def test_outer_voices_never_run_in_parallel_and_no_bar_is_copied_on_and_on(mood: str, seed: int) -> None:
    row = moods()[mood]
    form = lay_out(row, 60.0, (), (), 4, (), ())
    score = compose(mood, row, form, seed)
    assert not any(parallel(first, second) for first, second in pairwise(score.voicings))
    bars = [
        frozenset(
            (note.instrument, note.pitch, round((note.start - bar.start) / bar.beat, 2))
            for note in score.notes
            if bar.start <= note.start < bar.end
        )
        for bar in form.bars
    ]
    longest = max(
        (
            length
            for length in range(1, len(bars))
            if any(
                bars[at : at + length] == bars[at + length : at + 2 * length] and all(bars[at : at + length])
                for at in range(len(bars) - 2 * length + 1)
            )
        ),
        default=0,
    )
    assert longest <= 4


def test_a_tempo_is_solved_near_the_moods_own() -> None:
    row = moods()["epic"]
    for seconds in (12.0, 30.0, 90.0):
        form = lay_out(row, seconds, (), (), 4, (), ())
        assert all(
            row["bpm"][0] * 0.9 <= 60 / bar.beat <= row["bpm"][2] * 1.3
            for bar in form.bars
            if bar.section in ("intro", "build", "climax")
        )
        assert form.bars[0].start == 0 and form.bars[-1].end <= seconds + 1e-6


def test_sections_and_spans_of_a_film_keep_their_places() -> None:
    parts = tuple(Section(name=name, start=start, end=end) for name, start, end in SECTIONS)
    spans = tuple(TempoSpan(start=start, end=end, beats=beats) for start, end, beats in TEMPO)
    form = lay_out(moods()["epic"], 30.0, parts, spans, 4, (18.5, 25.0), ())
    assert form.strong == (18.5, 25.0)
    assert [part.name for part in form.sections] == ["intro", "build", "climax", "title", "button"]


def test_roman_numerals_are_read() -> None:
    assert chord("i").pitches == (0, 3, 7)
    assert chord("bVI").pitches == (8, 0, 3)
    assert chord("V7").pitches == (7, 11, 2, 5)
    assert chord("I/3").bass == 4


def test_an_unknown_mood_is_refused_with_the_known_ones(composer: Composer) -> None:
    with pytest.raises(BadInput, match="'grumpy'") as caught:
        play(composer, {"mood": "grumpy", "seconds": 6.0})
    assert "epic" in caught.value.todo

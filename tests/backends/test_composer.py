"""The composer: exact, on the hit, silent before the drop, out of the voice's way, each mood its own."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from copies import copied, parallels
from hearing import hear, leave_one_out, struck
from midi_reader import Song, read
from recording import Recording
from watching import onset

from backends.composer import Composer, moods
from backends.composer.form import Form, lay_out
from backends.composer.harmony import chord
from backends.composer.layers import LAYERS
from backends.composer.moods import Mood
from backends.composer.roles import ROLES
from backends.composer.score import Score
from studio import BadInput, Request, Section, Task, TempoSpan
from studio.story.moods import moods as studio_moods

SECTIONS = (("intro", 0, 7), ("build", 7, 18.5), ("climax", 18.5, 25), ("title", 25, 28.5), ("button", 28.5, 30))
TEMPO = ((0, 18.5, 28), (18.5, 25, 10), (25, 30, 8))
SHORT = (("intro", 0, 2), ("build", 2, 6), ("climax", 6, 9), ("title", 9, 11), ("button", 11, 12))
LOUD = [name for name, mood in moods.known().items() if mood.loud]
SOFT = [name for name, mood in moods.known().items() if not mood.loud]


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


def sections(rows: tuple[tuple[str, float, float], ...]) -> list[dict[str, object]]:
    return [{"name": name, "start": start, "end": end} for name, start, end in rows]


def film(**more: object) -> dict[str, object]:
    return {
        "mood": "epic",
        "seconds": 30.0,
        "sections": sections(SECTIONS),
        "tempo": [{"start": start, "end": end, "beats": beats} for start, end, beats in TEMPO],
        "hits": [18.5, 25.0],
        **more,
    }


def short(mood: str) -> dict[str, object]:
    return {"mood": mood, "seconds": 12.0, "sections": sections(SHORT), "hits": [6.0, 9.0]}


def play(composer: Composer, params: dict[str, object], seed: int = 1) -> Recording:
    recording = Recording()
    request = Request(task=Task.MUSIC, backend="composer", version=Composer.version, params=params, seed=seed)
    composer.run(request, recording)
    return recording


def level(sound: np.ndarray, start: float, end: float) -> float:
    piece = sound[:, int(start * 48_000) : int(end * 48_000)]
    return float(20 * np.log10(np.sqrt((piece**2).mean()) + 1e-9))


def written(mood: str, seed: int, seconds: float = 60.0) -> tuple[Mood, Form, Score]:
    from backends.composer.compose import compose

    row = moods.known()[mood]
    form = lay_out(row, seconds, (), (), row.meter, (), ())
    return row, form, compose(row, form, seed)


@pytest.mark.parametrize("mood", LOUD)
def test_a_loud_mood_strikes_within_a_frame_after_a_silence(composer: Composer, mood: str) -> None:
    sound = play(composer, short(mood), seed=2).sound
    for hit in (6.0, 9.0):
        assert abs(onset(sound, 48_000, hit) - hit) <= 1 / 24
    assert level(sound, 6, 7.5) - level(sound, 5.8, 5.98) >= 30


@pytest.mark.parametrize("mood", SOFT)
def test_a_soft_mood_strikes_within_a_frame_and_never_falls_silent(composer: Composer, mood: str) -> None:
    sound = play(composer, short(mood), seed=2).sound
    for hit in (6.0, 9.0):
        assert abs(struck(sound, 48_000, hit) - hit) <= 1 / 24
    assert level(sound, 6, 7.5) - level(sound, 5.5, 5.98) < 25


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_films_hits_are_met_on_its_own_grid(composer: Composer, seed: int) -> None:
    sound = play(composer, film(), seed).sound
    for hit in (18.5, 25.0):
        assert abs(onset(sound, 48_000, hit) - hit) <= 1 / 24
    assert level(sound, 18.5, 20) - level(sound, 18.25, 18.48) >= 30


@pytest.mark.slow
def test_a_mood_is_known_by_tempo_mode_brightness_and_how_much_happens(composer: Composer) -> None:
    rows = []
    for seed in (1, 2, 3):
        for mood in moods.known():
            recording = play(composer, short(mood), seed)
            rows.append((mood, seed, hear(recording.sound, 48_000, recording.facts["bpm"]).values))
    right, mistaken = leave_one_out(rows)
    assert right >= 0.95, mistaken


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
    assert sum(beats for _, _, beats in facts["tempo"]) == len(wanted)
    assert [bar[0] for bar in facts["tempo"]] == facts["downbeats"]


def test_the_same_seed_gives_the_same_samples_and_another_does_not(composer: Composer) -> None:
    first, other, again = (play(composer, {"mood": "action", "seconds": 8.0}, seed) for seed in (4, 5, 4))
    assert np.array_equal(first.sound, again.sound) and first.facts == again.facts
    assert not np.array_equal(first.sound, other.sound)


@pytest.mark.parametrize("mood", ["epic", "romance"])
def test_the_music_grows_toward_the_climax(composer: Composer, mood: str) -> None:
    sound = play(composer, {"mood": mood, "seconds": 30.0, "sections": sections(SECTIONS), "hits": [18.5, 25.0]}).sound
    intro, build, climax = level(sound, 0, 6), level(sound, 12, 17), level(sound, 19, 24)
    assert intro + 3 < build < climax
    assert level(sound, 29.9, 30) < climax - 6


@pytest.mark.parametrize("mood", ["epic", "spot"])
def test_a_voice_gets_room_where_words_are_told_apart(composer: Composer, mood: str) -> None:
    window = (19.5, 22.5)
    free = play(composer, film(mood=mood)).sound
    thinned = play(composer, film(mood=mood, voice=[window])).sound

    def middle(sound: np.ndarray) -> float:
        piece = sound[:, int(window[0] * 48_000) : int(window[1] * 48_000)].mean(axis=0)
        spectrum = np.abs(np.fft.rfft(piece)) ** 2
        frequency = np.fft.rfftfreq(len(piece), 1 / 48_000)
        return float(10 * np.log10(spectrum[(frequency > 1000) & (frequency < 4000)].sum()))

    assert middle(thinned) < middle(free) - 5


@pytest.mark.parametrize("mood", list(moods.known()))
@pytest.mark.parametrize("seed", range(4))
def test_outer_voices_never_run_in_parallel_and_no_bars_are_copied_on_and_on(mood: str, seed: int) -> None:
    _, form, score = written(mood, seed)
    assert parallels(score) == 0
    assert copied(score, form) <= 4


def test_melodies_lie_where_their_instruments_can_play_them(composer: Composer) -> None:
    from backends.composer.themes import REACH

    for mood in moods.known().values():
        for part in mood.parts:
            if part.role in ("lead", "fragment"):
                low, high = composer.orchestra.instruments[part.instrument].keys
                lowest, highest = (mood.centre + reach + 12 * part.octave for reach in REACH)
                assert low <= lowest and highest <= high, (mood.name, part.instrument)


@pytest.mark.parametrize("mood", list(moods.known()))
def test_a_kept_theme_is_better_than_most(mood: str) -> None:
    from backends.composer import themes

    random = np.random.default_rng(8)
    row = moods.known()[mood]
    drafts = [themes.worth(themes._draft(row, random)) for _ in range(200)]
    kept = [themes.worth(themes.invent(row, random)) for _ in range(5)]
    assert min(kept) > np.percentile(drafts, 80)
    assert len({themes.invent(row, np.random.default_rng(seed)) for seed in range(5)}) >= 4


def test_the_studios_moods_are_the_composers() -> None:
    assert set(studio_moods()) == set(moods.known())
    for name, row in studio_moods().items():
        own = moods.known()[name]
        assert (own.title, own.bpm, own.meter) == (row.title, row.bpm, row.meter)


def test_every_part_names_a_role_an_instrument_and_whole_bars(composer: Composer) -> None:
    for mood in moods.known().values():
        for part in mood.parts:
            assert part.role in ROLES
            assert part.instrument in composer.orchestra.instruments or LAYERS[part.instrument].played
            for pattern in (*part.keys.values(), *([part.pattern] if part.pattern else [])):
                assert set(pattern) <= set("Xx.") and len(pattern) == 4 * mood.meter
        assert all(chord(symbol) for line in mood.progressions for symbol in line.split())
        assert {level for part in mood.parts for level in range(part.levels[0], part.levels[1] + 1)} >= set(range(1, 7))
        assert set(mood.hits.layers) <= set(LAYERS)
        assert set(mood.hits.strike) | {mood.hits.sting} <= set(composer.orchestra.instruments)


@pytest.mark.parametrize("name", list(LAYERS))
def test_a_layer_is_finite_audible_and_ends_quietly(composer: Composer, name: str) -> None:
    sound = LAYERS[name].make(1.5, 60, 0.8, np.random.default_rng(1))
    assert sound.ndim == 2 and sound.shape[1] == 2 and np.isfinite(sound).all()
    peak = np.abs(sound).max()
    assert 0.02 < peak < 1.5
    assert np.abs(sound[-5:]).max() < 0.05 * peak
    if LAYERS[name].rises and name != "scrape":
        assert np.abs(sound).max(axis=1).argmax() > 0.8 * len(sound)


def song(composer: Composer, **params: object) -> tuple[Song, Recording]:
    recording = play(composer, film(**params))
    return read(base64.b64decode(recording.facts["midi"])), recording


def test_the_midi_file_has_the_films_bars_and_ends_with_it(composer: Composer) -> None:
    midi, recording = song(composer)
    beats = recording.facts["beats"]
    for number, beat in enumerate(beats):
        assert abs(midi.seconds(number * midi.ticks) - beat) < 1e-3
    assert abs(midi.seconds(len(beats) * midi.ticks) - 30.0) < 1e-3
    starts = np.cumsum([0, *(count for _, _, count in recording.facts["tempo"])])[:-1] * midi.ticks
    assert {tick for tick, _ in midi.metres} <= set(starts.tolist())
    assert {name: round(midi.seconds(tick), 2) for tick, name in midi.texts(6)} == {
        name: start for name, start, _ in SECTIONS
    }
    assert [round(midi.seconds(tick), 2) for tick, name in midi.texts(7) if name == "hit"] == [18.5, 25.0]


@pytest.mark.parametrize("mood", list(moods.known()))
def test_the_midi_file_holds_every_note_on_a_channel_of_its_instrument(composer: Composer, mood: str) -> None:
    from backends.composer.midi import file

    _, form, score = written(mood, 3, 30.0)
    midi = read(file(score, form, composer.orchestra.instruments, "test"))
    notes = [note for track in midi.tracks for note in track.notes]
    assert len(notes) == len(score.notes) + sum(LAYERS[layer.name].played for layer in score.layers)
    melodic = [track.programs for track in midi.tracks[1:] if track.programs]
    channels = [programs[0][0] for programs in melodic]
    assert len(set(channels)) == len(channels) and 9 not in channels
    first = min(one.start for one in (*score.notes, *(one for one in score.layers if LAYERS[one.name].played)))
    assert abs(min(midi.seconds(start) for start, *_ in notes) - first) < 0.01


@pytest.mark.parametrize("room_db", [-9.0, -16.0])
def test_the_bed_steps_back_under_a_voice_as_far_as_its_mood_says_and_comes_back(room_db: float) -> None:
    from backends.composer.tone import SOFTER_DB, with_room

    bed = np.random.default_rng(1).normal(0, 0.1, (6 * 48_000, 2)).astype(np.float32)
    made = with_room(bed, [(2.0, 4.0)], room_db)
    power = [np.square(np.abs(np.fft.rfft(sound[2 * 48_000 : 4 * 48_000, 0]))) for sound in (made, bed)]
    for low, high, wanted in ((1000, 4000, SOFTER_DB + room_db), (40, 150, SOFTER_DB)):
        change = 10 * np.log10(power[0][2 * low : 2 * high].sum() / power[1][2 * low : 2 * high].sum())
        assert change == pytest.approx(wanted, abs=0.5)
    for free in (slice(0, 80_000), slice(5 * 48_000, None)):
        assert np.abs(made[free] - bed[free]).max() < 1e-3


def test_a_tempo_is_solved_inside_the_moods_own() -> None:
    for mood in moods.known().values():
        for seconds in (12.0, 30.0, 90.0):
            form = lay_out(mood, seconds, (), (), mood.meter, (), ())
            assert all(
                mood.bpm[0] * 0.94 <= 60 / bar.beat <= mood.bpm[1] * 1.06
                for bar in form.bars
                if bar.section in ("intro", "build", "climax")
            ), (mood.name, seconds)
            assert form.bars[0].start == 0 and form.bars[-1].end <= seconds + 1e-6


def test_sections_and_spans_of_a_film_keep_their_places() -> None:
    parts = tuple(Section(name=name, start=start, end=end) for name, start, end in SECTIONS)  # type: ignore[arg-type]
    spans = tuple(TempoSpan(start=start, end=end, beats=beats) for start, end, beats in TEMPO)
    form = lay_out(moods.known()["epic"], 30.0, parts, spans, 4, (18.5, 25.0), ())
    assert form.strong == (18.5, 25.0)
    assert [part.name for part in form.sections] == ["intro", "build", "climax", "title", "button"]
    assert all(before.end == pytest.approx(after.start) for before, after in pairwise(form.bars))


def test_roman_numerals_are_read() -> None:
    assert chord("i").pitches == (0, 3, 7)
    assert chord("bVI").pitches == (8, 0, 3)
    assert chord("V7").pitches == (7, 11, 2, 5)
    assert chord("I/3").bass == 4 and chord("I/5").bass == 7
    assert chord("iiø").pitches == (2, 5, 8, 0)


def test_an_unknown_mood_is_refused_with_the_known_ones(composer: Composer) -> None:
    with pytest.raises(BadInput, match="'grumpy'") as caught:
        play(composer, {"mood": "grumpy", "seconds": 6.0})
    assert "epic" in caught.value.todo

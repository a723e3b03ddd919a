"""Every shipped voice over the score, and moods' own voices over all that sounds in their films: still understood."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from narration import Booth, places_under_lines
from recognise import plain, word_error_rate, words_heard
from recording import Recording

from backends.composer import Composer
from backends.hibari import Hibari, voices
from studio import Request, Task
from studio.datafolder import open_data
from studio.render.ducking import spans
from studio.render.mix import mix
from studio.shelf.assets import Shelf
from studio.timeline.rate import Rate
from studio.timeline.timeline import Sound, Timeline

LINES = (Path(__file__).parents[1] / "data" / "voice_lines.txt").read_text().splitlines()
FPS, GAP = 24, 0.9
COST = 0.03
"""Word error rate that a mix may cost."""

WINDOW = (0.25, 0.35)
"""Seconds before a line's first and after its last word that the recogniser hears too."""


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shelf]:
    shelf = Shelf(open_data(tmp_path_factory.mktemp("voice")))
    yield shelf
    shelf.engine.dispose()


@pytest.fixture(scope="module")
def composer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Composer]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NUMBA_CACHE_DIR", str(tmp_path_factory.mktemp("cache") / "numba"))
        backend = Composer()
        backend.setup("cpu")
        yield backend


def asset(shelf: Shelf, samples: np.ndarray, rate: int) -> str:
    path = shelf.data.tmp / "sound.wav"
    soundfile.write(path, samples, rate, subtype="FLOAT")
    return shelf.commit(path, "audio", recipe={}, facts={}).id


def made(backend: Hibari | Composer, task: Task, **params: object) -> Recording:
    recording = Recording()
    backend.run(Request(task=task, backend=backend.id, version=backend.version, params=params, seed=1), recording)
    return recording


@pytest.mark.slow
@pytest.mark.parametrize("voice", list(voices()))
def test_the_mix_costs_no_voice_more_than_three_points(shelf: Shelf, composer: Composer, voice: str) -> None:
    hibari = Hibari()
    hibari.setup("cpu")
    lines, dry, at = [], [], 3 * FPS
    for line in LINES:
        spoken = made(hibari, Task.VOICEOVER, text=line, voice=voice)
        words = tuple((word, start + at / FPS, end + at / FPS) for word, start, end in spoken.facts["words"])
        lines.append(Sound(id=f"v{at}", asset=asset(shelf, spoken.sound.T, spoken.rate), start=at, words=words))
        dry.append(words_heard(spoken.sound[0], spoken.rate))
        at += round((spoken.sound.shape[1] / spoken.rate + GAP) * FPS)
    said = spans((start, end) for line in lines for _, start, end in line.words)
    score = made(composer, Task.MUSIC, mood="epic", seconds=at / FPS, voice=[list(span) for span in said])
    music = Sound(id="music", asset=asset(shelf, score.sound.T, score.rate), start=0)
    timeline = Timeline(
        rate=Rate(num=FPS, den=1), width=160, height=90, frames=at, picture=(), voice=tuple(lines), music=(music,)
    )
    master, rate = soundfile.read(
        mix(timeline, shelf, folder=shelf.data.tmp, cache=shelf.data.cache).master, always_2d=True
    )

    def rate_of(heard: list[list[str]]) -> float:
        wrong = [word_error_rate(line, words) * len(plain(line)) for line, words in zip(LINES, heard, strict=True)]
        return sum(wrong) / sum(len(plain(line)) for line in LINES)

    def heard(line: Sound) -> list[str]:
        first, last = line.words[0][1] - WINDOW[0], line.words[-1][2] + WINDOW[1]
        return words_heard(master[round(first * rate) : round(last * rate)].mean(axis=1), rate)

    alone, mixed = rate_of(dry), rate_of([heard(line) for line in lines])
    print(f"{voice}: {alone:.3f} alone, {mixed:.3f} in the mix")
    assert mixed <= alone + COST


@pytest.fixture(scope="module")
def booth(composer: Composer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Booth]:
    booth = Booth(tmp_path_factory.mktemp("booth"), composer)
    yield booth
    booth.shelf.engine.dispose()


@pytest.mark.slow
@pytest.mark.parametrize("mood", ["action", "documentary", "noir", "wonder"])
def test_the_film_of_a_mood_costs_its_voice_no_more_than_three_points_and_its_places_stay(
    booth: Booth, mood: str
) -> None:
    film = booth.narrate(mood)
    alone, mixed = film.error_rates()
    print(f"{mood}: {alone:.3f} alone, {mixed:.3f} in the mix")
    assert mixed <= alone + COST
    assert -14 < places_under_lines(film) < -3


@pytest.mark.slow
def test_a_bed_that_makes_no_room_is_found_out(booth: Booth) -> None:
    alone, mixed = booth.narrate("action", duck_db=0.0, dip_db=0.0).error_rates()
    assert mixed > alone + COST

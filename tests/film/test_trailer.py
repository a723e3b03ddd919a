"""The bars of a finished trailer, measured from outside."""

from __future__ import annotations

from fractions import Fraction
from statistics import median

import av
import numpy as np
import pytest
import soundfile
from hearing import struck
from recognise import share_heard, words_heard
from trailers import Trailer
from watching import loudness, stretches

from studio.backend import Request
from studio.render.film import render
from studio.settings import Settings
from studio.timeline.timeline import Timeline

pytestmark = [pytest.mark.slow, pytest.mark.timeout(1200)]


def timeline(trailer: Trailer) -> Timeline:
    assert trailer.project.timeline is not None
    return trailer.project.timeline


def test_the_film_is_thirty_seconds_of_h264_and_aac_to_the_frame(trailer: Trailer) -> None:
    assert trailer.seen.codecs == ("h264", "aac")
    assert trailer.seen.size == (1280, 720)
    assert len(trailer.seen.times) == 720
    assert np.allclose(np.diff(trailer.seen.times), 1 / 24, atol=1e-6)


def test_picture_and_sound_end_within_a_frame(trailer: Trailer) -> None:
    with av.open(str(trailer.path)) as file:
        video, audio = file.streams.video[0], file.streams.audio[0]
        assert video.duration and audio.duration and video.time_base and audio.time_base
        gap = abs(Fraction(video.duration * video.time_base) - Fraction(audio.duration * audio.time_base))
    assert gap <= Fraction(1, 24)


def test_no_unasked_black_or_frozen_second(trailer: Trailer) -> None:
    asked = np.zeros(720, bool)
    for start, end in timeline(trailer).black:
        asked[start:end] = True
    dark = trailer.seen.brightness < 18
    still = trailer.seen.change < 0.02
    for name, flags in (("black", dark), ("frozen", still)):
        for start, end in stretches(flags & ~asked):
            assert end - start <= 24, f"{name} from frame {start} to {end}"
    assert (dark | still)[asked].sum() + (still & ~asked).sum() <= 0.12 * 720


def test_loudness_and_true_peak_hold_after_aac(trailer: Trailer) -> None:
    integrated, peak = loudness(trailer.path)
    assert integrated == pytest.approx(-14.0, abs=0.3)
    assert peak <= -1.0


def test_every_cut_lies_on_a_beat_and_shots_get_shorter(trailer: Trailer) -> None:
    plan = trailer.project.cutplan
    assert plan is not None and plan.title_frame is not None
    beats = np.array(plan.beats)
    for shot in plan.shots:
        assert np.abs(beats - shot.start).min() <= 1, shot
    before = [shot for shot in plan.shots if shot.end <= plan.title_frame]
    third = plan.title_frame / 3
    first = [shot.frames for shot in before if shot.start < third]
    last = [shot.frames for shot in before if shot.start >= 2 * third]
    assert median(last) <= 0.65 * median(first)


def test_the_title_lands_within_a_frame_of_the_musics_hit(trailer: Trailer) -> None:
    plan = trailer.project.cutplan
    assert plan is not None and plan.title_frame is not None
    (music,) = timeline(trailer).music
    sound, rate = soundfile.read(trailer.shelf.open_local(music.asset), dtype="float32", always_2d=True)
    title = min(card.start for card in timeline(trailer).titles if card.start >= plan.title_frame - 1)
    hit = struck(sound.T, rate, plan.title_frame / 24)
    assert abs(title - plan.title_frame) <= 1
    assert abs(hit - plan.title_frame / 24) <= 1 / 24


def test_half_of_every_lines_words_are_heard_in_the_mix(trailer: Trailer) -> None:
    lines = timeline(trailer).voice
    assert len(lines) >= 3
    board = trailer.project.storyboard
    assert board is not None
    for line in lines:
        start, end = line.words[0][1] - 0.25, line.words[-1][2] + 0.35
        piece = trailer.seen.sound[:, int(max(0, start) * 48_000) : int(end * 48_000)].mean(axis=0)
        said = " ".join(word for word, _, _ in line.words)
        assert share_heard(said, words_heard(piece, 48_000)) >= 0.5, said


def test_each_stem_carries_what_it_should(trailer: Trailer, tmp_path_factory: pytest.TempPathFactory) -> None:
    film = render(
        timeline(trailer), trailer.shelf, data=trailer.data, settings=Settings(), recipe={}, progress=None, cancel=None
    )
    stems = {name: soundfile.read(path, dtype="float32", always_2d=True)[0] for name, path in film.stems.items()}
    assert set(stems) == {"voice", "effects", "music"}
    for name, stem in stems.items():
        assert len(stem) == 30 * 48_000, name
        assert 20 * np.log10(np.sqrt((stem**2).mean()) + 1e-9) > -45, name
    assert len(timeline(trailer).effects) >= 6
    for sound in timeline(trailer).effects:
        start = max(0, sound.start) * 2000
        piece = stems["effects"][start : start + 96_000]
        assert np.abs(piece).max() > 10 ** (-50 / 20), sound.id


def test_the_title_is_the_difference_to_a_render_without_it(trailer: Trailer) -> None:
    plain = timeline(trailer).model_copy(update={"titles": ()})
    bare = render(plain, trailer.shelf, data=trailer.data, settings=Settings(), recipe={}, progress=None, cancel=None)
    from watching import watch

    without = watch(bare.path)
    change = np.abs(trailer.seen.grey.astype(int) - without.grey.astype(int)).mean(axis=(1, 2))
    shown = np.zeros(720, bool)
    for card in timeline(trailer).titles:
        middle = (card.start + card.end) // 2
        assert change[middle] > 1.0, card.text
        shown[card.start : card.end] = True
    assert change[~shown].max() < 1.0


def test_the_caption_file_holds_every_line(trailer: Trailer) -> None:
    text = trailer.path.with_suffix(".srt").read_text(encoding="utf-8")
    blocks = [block for block in text.strip().split("\n\n") if block]
    assert blocks[0].splitlines()[0] == "1"
    assert all(" --> " in block.splitlines()[1] for block in blocks)
    words = " ".join(" ".join(block.splitlines()[2:]) for block in blocks).lower().split()
    spoken = [word for line in timeline(trailer).voice for word, _, _ in line.words]
    assert len(words) >= 0.9 * len(spoken)
    assert trailer.path.with_suffix(".vtt").read_text(encoding="utf-8").startswith("WEBVTT")


def test_nothing_was_generated_twice(trailer: Trailer) -> None:
    assert set(trailer.shelf.made().values()) == {1}


def test_the_recipe_is_inside_the_file(trailer: Trailer) -> None:
    with av.open(str(trailer.path)) as file:
        assert "previz" in file.metadata["comment"]


def test_changing_one_prompt_makes_only_that_shot_again(trailer: Trailer) -> None:
    from studio.story import requests

    board, plan = trailer.project.storyboard, trailer.project.cutplan
    assert board is not None and plan is not None
    choose = lambda task: ("previz", "1")  # noqa: E731 - a table of one
    before = {slot.name: slot.request.key for slot in requests.pictures(trailer.project.brief, board, plan, choose)}
    shot = next(shot for shot in board.shots if shot.prompt)
    changed = board.model_copy(
        update={
            "shots": tuple(
                s.model_copy(update={"prompt": "a red balloon over the sea"}) if s is shot else s for s in board.shots
            )
        }
    )
    after = {slot.name: slot.request.key for slot in requests.pictures(trailer.project.brief, changed, plan, choose)}
    assert {name for name in after if after[name] != before[name]} == {shot.id}
    assert isinstance(requests.music(trailer.project.brief, changed, plan, choose).request, Request)

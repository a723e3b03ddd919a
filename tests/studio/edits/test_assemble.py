"""Assemble: everything that was made finds its place in the timeline."""

from __future__ import annotations

import pytest
from boards import asset, board_of, made, voices_of

from studio.edits.assemble import assemble
from studio.edits.pace import pace
from studio.errors import BackendError, NotFound
from studio.render.transitions import KINDS
from studio.shelf.assets import Asset
from studio.story import requests
from studio.story.accents import accents
from studio.story.brief import Brief, make_brief
from studio.story.moods import mood
from studio.story.storyboard import Storyboard
from studio.tasks import Task
from studio.timeline.cutplan import CutPlan
from studio.timeline.timeline import HANDLES, Timeline


def choose(task: Task) -> tuple[str, str]:
    return "x", "1"


def film(onset: float = 0.25) -> tuple[Brief, Storyboard, CutPlan, dict[str, Asset]]:
    brief = make_brief({"logline": "A ship.", "shape": "640x360"})
    board = board_of()
    voices = voices_of(board)
    cut = pace(brief, board, voices)
    assets = (
        made(requests.pictures(brief, board, cut, choose))
        | made(requests.effects(brief, board, cut, choose), onset=onset)
        | made([requests.music(brief, board, cut, choose)])
        | {f"{shot}/voice": line for shot, line in voices.items()}
    )
    return brief, board, cut, assets


def timeline(onset: float = 0.25) -> tuple[Timeline, CutPlan]:
    brief, board, cut, assets = film(onset)
    return assemble(brief, board, cut, assets), cut


def test_pictures_lie_on_their_cuts_and_keep_their_handles() -> None:
    line, cut = timeline()
    planned = {shot.shot: shot for shot in cut.shots}
    assert (line.frames, line.width, line.height) == (720, 640, 360)
    for clip in line.picture:
        assert (clip.start, clip.frames) == (planned[clip.id].start, planned[clip.id].frames)
        head, tail = cut.handles[clip.id]
        assert clip.source_in == head >= HANDLES
        assert clip.source_frames == head + clip.frames + tail


def test_a_shot_without_a_picture_is_black_on_purpose() -> None:
    line, cut = timeline()
    black = next(shot for shot in cut.shots if shot.shot == "s12")
    assert line.black == ((black.start, black.end),)
    assert "s12" not in {clip.id for clip in line.picture}


def test_transitions_stand_where_they_were_planned() -> None:
    line, cut = timeline()
    planned = {shot.start: (shot.transition, shot.transition_frames) for shot in cut.shots if shot.transition != "cut"}
    assert planned
    assert {join.at: (join.kind, join.frames) for join in line.transitions} == planned


def test_a_shots_handles_are_what_its_transitions_take() -> None:
    _, cut = timeline()
    long = [shot for shot in cut.shots if shot.transition_frames > 2 * HANDLES]
    assert long
    for shot in cut.shots:
        into, out = shot.transition_frames, next((s.transition_frames for s in cut.shots if s.start == shot.end), 0)
        head, tail = cut.handles[shot.shot]
        assert head == max(HANDLES, into // 2) and tail == max(HANDLES, out - out // 2)


def test_a_clip_with_fewer_handles_gets_a_shorter_transition() -> None:
    brief, board, cut, assets = film()
    joined = next(shot for shot in cut.shots if shot.transition != "cut")
    short = assets[joined.shot].model_copy(update={"facts": {"frames": joined.frames + 4, "rate": "24"}})
    line = assemble(brief, board, cut, assets | {joined.shot: short})
    (join,) = [join for join in line.transitions if join.at == joined.start]
    clip = next(clip for clip in line.picture if clip.id == joined.shot)
    assert clip.source_in == 2
    assert join.frames // 2 <= clip.source_in


def test_a_clip_that_is_too_short_or_missing_is_named() -> None:
    brief, board, cut, assets = film()
    with pytest.raises(BackendError, match=r"s03 has 10 frames"):
        assemble(brief, board, cut, assets | {"s03": asset("video", frames=10, rate="24")})
    with pytest.raises(NotFound, match="s03 has no picture"):
        assemble(brief, board, cut, {name: made for name, made in assets.items() if name != "s03"})


def test_a_still_fills_its_shot() -> None:
    brief, board, cut, assets = film()
    clip = assemble(brief, board, cut, assets | {"s03": asset("image", width=640, height=360)}).picture[2]
    assert (clip.source_in, clip.source_frames) == (0, 0)


def test_a_clip_of_another_rate_is_counted_in_the_films_frames() -> None:
    brief, board, cut, assets = film()
    clip = assemble(brief, board, cut, assets | {"s03": asset("video", frames=160, rate="16", seconds=10.0)}).picture[2]
    assert clip.source_frames == 240


def test_the_title_is_there_from_the_frame_of_its_hit() -> None:
    line, cut = timeline()
    (title,) = line.titles
    assert (title.text, title.start) == ("The Ship", cut.title_frame)
    assert title.start in cut.hits
    assert title.fade_in <= 2


def test_the_title_is_set_in_the_moods_style_unless_the_shot_names_its_own() -> None:
    brief, board, cut, assets = film()
    assert assemble(brief, board, cut, assets).titles[0].style == mood("epic").title_style
    shots = tuple(shot.model_copy(update={"title_style": "serif"}) for shot in board.shots)
    own = board.model_copy(update={"shots": shots})
    assert assemble(brief, own, cut, assets).titles[0].style == "serif"


def test_the_films_title_is_set_as_it_was_written_and_what_follows_it_as_a_credit() -> None:
    brief, board, cut, assets = film()
    shots = tuple(
        shot.model_copy(update={"title": "THIS WINTER"} if shot.beat == "button" else {}) for shot in board.shots
    )
    titles = assemble(brief, board.model_copy(update={"shots": shots}), cut, assets).titles
    assert [title.text for title in titles] == ["The Ship", "THIS WINTER"]
    assert titles[1].style == "credits"


def test_captions_stand_in_the_picture_only_where_they_are_asked_for() -> None:
    brief, board, cut, assets = film()
    assert assemble(brief, board, cut, assets).caption_style == ""
    asked = brief.model_copy(update={"captions": "plate"})
    assert assemble(asked, board, cut, assets).caption_style == "caption_plate"


def test_words_are_heard_at_their_seconds_in_the_film() -> None:
    line, cut = timeline()
    for sound, slot in zip(line.voice, cut.voices, strict=True):
        assert sound.start == slot.start
        assert sound.words[0] == ("first", slot.start / 24, slot.start / 24 + 1.0)


@pytest.mark.parametrize("onset", [0.0, 0.25, 2.0])
def test_an_effects_onset_lands_on_its_cue(onset: float) -> None:
    line, cut = timeline(onset)
    planned = {shot.shot: shot for shot in cut.shots}
    assert len([sound for sound in line.effects if "/cue" in sound.id]) == 5
    for sound in line.effects:
        assert sound.start + round(onset * 24) == planned[sound.id.split("/")[0]].start


def test_a_transition_is_heard_at_its_cut_and_a_plain_cut_is_not() -> None:
    brief, board, cut, _ = film()
    joined = tuple(
        shot.model_copy(update={"transition": kind, "transition_frames": 12 if kind != "cut" else 0})
        for shot, kind in zip(cut.shots, ["cut", "whip", "dip", "unheard", *["cut"] * 20], strict=False)
    )
    cut = cut.model_copy(update={"shots": joined})
    slots = [slot for slot in requests.effects(brief, board, cut, choose) if slot.name.endswith("/join")]
    assert [slot.name for slot in slots] == ["s02/join", "s03/join"]
    assert "whoosh" in slots[0].request.params["prompt"] and "boom" in slots[1].request.params["prompt"]
    assets = made(requests.pictures(brief, board, cut, choose)) | made(slots, onset=0.5)
    line = assemble(brief, board, cut, assets)
    starts = {sound.id: sound.start for sound in line.effects}
    assert starts == {f"{shot.shot}/join": shot.start - 12 for shot in joined[1:3]}


def test_every_transition_of_the_renderer_is_heard_but_the_cut() -> None:
    assert set(KINDS) - {"cut"} == set(accents())


def test_an_effect_never_outlasts_the_film() -> None:
    brief, board, cut, assets = film()
    long = asset("audio", seconds=60.0, onset=0.0)
    line = assemble(brief, board, cut, assets | {"s13/cue0": long})
    (sound,) = [sound for sound in line.effects if sound.id == "s13/cue0"]
    assert sound.frames == cut.frames - sound.start


def test_music_fills_the_film_and_missing_sounds_are_silent() -> None:
    brief, board, cut, assets = film()
    line = assemble(brief, board, cut, assets)
    assert [(sound.start, sound.frames) for sound in line.music] == [(0, 720)]
    quiet = assemble(
        brief, board, cut, {name: made for name, made in assets.items() if "/" not in name and name != "music"}
    )
    assert quiet.voice == quiet.effects == quiet.music == quiet.captions == ()


def test_markers_name_the_beats_and_the_grid_is_kept() -> None:
    line, cut = timeline()
    assert [marker.name for marker in line.markers] == [
        "hook", "world", "disturb", "want", "rise", "low", "climax", "title", "button",
    ]  # fmt: skip
    assert line.beats == cut.beats

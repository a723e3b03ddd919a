"""Pace: whatever the film's length, rate and lines, the cut plan keeps its promises."""

from __future__ import annotations

from statistics import median

import pytest
from boards import asset, board_of, voices_of
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.edits.grid import LEAD
from studio.edits.joins import LONGEST
from studio.edits.pace import pace
from studio.errors import BackendError, BadInput
from studio.story.brief import make_brief
from studio.story.moods import mood
from studio.story.storyboard import Storyboard
from studio.timeline.cutplan import CutPlan

BOARDS = (
    "hook climax title",
    "hook want climax title button",
    "hook world disturb want low climax climax black title button",
    "hook world disturb want rise rise low climax climax climax climax black title button",
    "hook " + "world world disturb want want " + "rise " * 8 + "low " + "climax " * 8 + "black title button button",
    "hook rise rise",
    "title button",
)


def film(
    seconds: float = 30, rate: str = "24", board: Storyboard | None = None, lines: tuple[float, ...] = (2.0,)
) -> CutPlan:
    board = board or board_of()
    brief = make_brief({"logline": "A ship.", "seconds": seconds, "rate": rate})
    return pace(brief, board, voices_of(board, lines))


@settings(max_examples=150, deadline=None)
@given(
    seconds=st.floats(6, 240).map(lambda value: round(value, 2)),
    rate=st.sampled_from(["24", "25", "30", "50", "60", "24000/1001", "30000/1001", "12"]),
    beats=st.sampled_from(BOARDS),
    lines=st.lists(st.floats(0.4, 7).map(lambda value: round(value, 3)), min_size=1, max_size=8),
    spoken=st.sets(st.integers(0, 30), max_size=12),
    seed=st.integers(0, 2**32 - 1),
)
def test_every_plan_keeps_the_promises(
    seconds: float, rate: str, beats: str, lines: list[float], spoken: set[int], seed: int
) -> None:
    board = board_of(beats, sorted(spoken))
    brief = make_brief({"logline": "A ship.", "seconds": seconds, "rate": rate, "seed": seed})
    voices = voices_of(board, lines)
    try:
        cut = pace(brief, board, voices)
    except BadInput as refused:
        assert len(board.shots) > seconds * mood("epic").bpm[0] / 60 - 3, refused
        return
    assert cut == pace(brief, board, voices)
    lies_whole(cut, board)
    is_cut_to_the_beat(cut)
    speaks_in_its_place(cut, board, len(voices))
    joins_within_the_handles(cut, board)


def lies_whole(cut: CutPlan, board: Storyboard) -> None:
    position = 0
    for shot in cut.shots:
        assert shot.start == position
        position = shot.end
    assert position == cut.frames
    assert [shot.shot for shot in cut.shots] == [shot.id for shot in board.shots]
    assert [section.start for section in cut.sections] == [0, *(section.end for section in cut.sections[:-1])]
    assert cut.sections[-1].end == cut.frames
    order = ["intro", "build", "climax", "title", "button"]
    names = [section.name for section in cut.sections]
    assert names == sorted(set(names), key=order.index)


def is_cut_to_the_beat(cut: CutPlan) -> None:
    assert {shot.start for shot in cut.shots} <= set(cut.beats)
    assert cut.tempo[0].start == 0 and cut.tempo[-1].end == cut.frames
    slowest, fastest, _ = mood("epic").bpm
    base = sum(span.beats for span in cut.tempo) * 60 / float(cut.rate.seconds(cut.frames))
    assert slowest <= base <= fastest
    for span in cut.tempo:
        tempo = span.beats * 60 / float(cut.rate.seconds(span.end - span.start))
        # A span of one beat is rounded to whole frames: half a frame at either end is all it may be off.
        frames = (span.end - span.start) * tempo / base
        assert abs(tempo / base - 1) <= 0.06 or abs(frames - (span.end - span.start)) <= 1
    starts = {span.start for span in cut.tempo}
    assert set(cut.hits) <= starts
    if cut.title_frame:
        assert cut.title_frame in cut.hits


def speaks_in_its_place(cut: CutPlan, board: Storyboard, lines: int) -> None:
    assert len(cut.voices) + len(cut.notes) == lines
    planned = {shot.shot: shot for shot in cut.shots}
    beats = {shot.id: shot.beat for shot in board.shots}
    end = 0
    for line in cut.voices:
        assert planned[line.shot].start + LEAD <= line.start < planned[line.shot].end
        assert line.start >= end
        end = line.start + line.frames
        assert end <= cut.frames
        if cut.title_frame is not None and beats[line.shot] not in ("title", "button"):
            assert end <= cut.title_frame
        assert all(line.start <= first <= last <= end for _, first, last in line.words)


def joins_within_the_handles(cut: CutPlan, board: Storyboard) -> None:
    prompts = {shot.id: shot.prompt for shot in board.shots}
    assert cut.shots[0].transition == "cut"
    for before, after in zip(cut.shots, cut.shots[1:], strict=False):
        if after.transition == "cut":
            assert after.transition_frames == 0
        else:
            assert 0 < after.transition_frames <= min(LONGEST, before.frames // 2, after.frames // 2)
            assert prompts[before.shot] and prompts[after.shot]
            assert after.start not in cut.hits


@pytest.mark.parametrize("seconds", [15, 20, 30, 45, 60])
def test_shots_quicken_toward_the_title_in_count_and_in_time(seconds: float) -> None:
    shots = max(3, round(seconds / 2.2) - 3)
    climax = max(1, round(shots * 0.38))
    beats = (
        f"hook world {'rise ' * (shots - climax - 3)}low {'climax ' * climax}{'black ' * (seconds >= 12)}title button"
    )
    board = board_of(beats, [0, 2, 4])
    cut = film(seconds, board=board, lines=(1.6,))
    assert cut.title_frame
    before = [shot for shot in cut.shots if shot.end <= cut.title_frame]
    third = cut.title_frame / 3
    first = [shot.frames for shot in before if shot.start < third]
    last = [shot.frames for shot in before if shot.start >= 2 * third]
    assert median(last) <= 0.65 * median(first)
    count = -(-len(before) // 3)
    assert median(shot.frames for shot in before[-count:]) <= 0.65 * median(shot.frames for shot in before[:count])


def test_a_film_of_thirty_seconds_has_whole_bars_up_to_its_title() -> None:
    cut = film()
    assert [span.beats % cut.meter for span in cut.tempo[:3]] == [0, 0, 0]
    assert cut.frames == 720


def test_asked_black_stays_below_an_eighth() -> None:
    for seconds in (12, 15, 20, 30, 60, 240):
        board = board_of()
        cut = film(seconds, board=board, lines=(1.0,))
        prompts = {shot.id: shot.prompt for shot in board.shots}
        black = sum(shot.frames for shot in cut.shots if not prompts[shot.shot])
        assert black <= 0.12 * cut.frames


@pytest.mark.parametrize("seconds", [8, 10, 15, 30])
def test_a_title_can_be_read_however_much_is_said(seconds: float) -> None:
    beats = (
        "hook world disturb climax title button"
        if seconds < 15
        else "hook world disturb want climax climax title button"
    )
    cut = film(seconds, board=board_of(beats, range(4)), lines=(2.8,))
    title = next(shot for shot in cut.shots if shot.start == cut.title_frame)
    assert title.frames >= 24 * min(1.8, 0.12 * seconds) - 1


def test_a_line_begins_inside_its_shot_even_where_a_beat_is_seven_frames() -> None:
    board = board_of(BOARDS[4], [0])
    cut = film(18, rate="12", board=board, lines=(1.0,))
    assert cut.voices[0].start < cut.shots[0].end


def test_lines_that_find_no_room_are_left_out_and_named() -> None:
    board = board_of()
    cut = film(15, board=board, lines=(3.5,))
    assert 0 < len(cut.voices) < 7
    assert len(cut.notes) == 7 - len(cut.voices)
    assert "found no room" in cut.notes[0] and "'This is line number" in cut.notes[0]
    # What matters most is kept to the last: the world's line outlives those of the rise.
    assert "s05" in cut.notes[0]


def test_more_shots_than_beats_are_refused() -> None:
    with pytest.raises(BadInput, match="43 shots do not fit into 10 s"):
        film(10, board=board_of("hook " + "rise " * 40 + "title button", ()))


def test_a_voice_without_a_length_is_the_backends_fault() -> None:
    brief = make_brief({"logline": "A ship."})
    for facts in ({}, {"seconds": 0}, {"seconds": "long"}):
        with pytest.raises(BackendError, match="s01 has no length"):
            pace(brief, board_of(), {"s01": asset("audio", **facts)})


def test_the_cut_does_not_depend_on_what_pictures_show() -> None:
    board = board_of()
    other = board.shots[4].model_copy(update={"prompt": "close-up of something else"})
    changed = board.model_copy(update={"shots": (*board.shots[:4], other, *board.shots[5:])})
    assert film(board=board) == film(board=changed)

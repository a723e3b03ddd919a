"""Plans as text: what is cut where, what a change touches, what handles can bear."""

from __future__ import annotations

from pathlib import Path

import pytest

from studio.errors import BadInput
from studio.render import ffmpeg
from studio.render.plan import Media, Plan, key, plan
from studio.render.titles import Drawn
from studio.timeline.rate import Rate
from studio.timeline.timeline import Clip, Timeline, Title, Transition

GOLDEN = Path(__file__).parent / "golden"


def film(**changes: object) -> Timeline:
    clips = tuple(
        Clip(id=f"c{number}", asset=f"asset{number}", start=number * 48, frames=48, source_in=8, source_frames=64)
        for number in range(3)
    )
    values: dict[str, object] = {
        "width": 64,
        "height": 36,
        "frames": 168,
        "picture": clips,
        "transitions": (Transition(kind="dissolve", at=48, frames=12), Transition(kind="burn", at=96, frames=14)),
        "titles": (Title(id="t", text="Storm", start=60, frames=24),),
    }
    return Timeline.model_validate(values | changes)


def planned(timeline: Timeline, media: Media | None = None) -> Plan:
    return plan(timeline, {"t": "card"}, lambda asset: media or Media(64, 36, str(timeline.rate)))


def cuts(found: Plan) -> list[tuple[int, int]]:
    return [(part.start, part.start + part.frames) for part in found.segments]


def keys(timeline: Timeline) -> list[str]:
    return [key(part, timeline, "build") for part in planned(timeline).segments]


def test_segments_lie_at_each_change_of_what_is_on_screen() -> None:
    assert cuts(planned(film())) == [(0, 42), (42, 54), (54, 89), (89, 103), (103, 144), (144, 168)]


def test_a_title_far_from_other_edges_gets_segments_of_its_own() -> None:
    timeline = film(titles=(Title(id="t", text="Storm", start=14, frames=14),))
    assert cuts(planned(timeline))[:4] == [(0, 14), (14, 28), (28, 42), (42, 54)]


def test_a_long_clip_is_split_so_that_an_edit_touches_little() -> None:
    clip = Clip(id="c", asset="a", start=0, frames=500, source_frames=500)
    assert cuts(planned(film(frames=500, picture=(clip,), transitions=(), titles=()))) == [
        (0, 240),
        (240, 480),
        (480, 500),
    ]


def test_the_graph_of_a_film_is_the_golden_one() -> None:
    timeline = film()
    found = planned(timeline)
    cards = {"card": Drawn(Path("/cache/card.png"), 4, 8)}
    text = "\n\n".join(
        "\n".join(ffmpeg.segment(part, timeline, cards, lambda asset: Path(f"/assets/{asset}.mp4"), Path("/out.mp4")))
        for part in found.segments
    )
    golden = GOLDEN / "film.txt"
    assert text + "\n" == golden.read_text(), f"If the change is meant, write this to {golden}:\n{text}"


def test_a_changed_clip_changes_only_what_it_is_seen_in() -> None:
    timeline = film()
    other = timeline.picture[0].model_copy(update={"asset": "another"})
    changed = timeline.model_copy(update={"picture": (other, *timeline.picture[1:])})
    pairs = zip(keys(timeline), keys(changed), strict=True)
    assert [before != after for before, after in pairs] == [True, True, False, False, False, False]


def test_a_segments_key_does_not_know_where_in_the_film_it_lies() -> None:
    clip = Clip(id="c", asset="a", start=0, frames=24, source_frames=24)
    moved = clip.model_copy(update={"start": 24, "id": "d"})
    twice = film(frames=48, picture=(clip, moved), transitions=(), titles=())
    assert keys(twice)[0] == keys(twice)[1]


def test_another_encoder_or_rate_or_size_makes_other_keys() -> None:
    timeline = film()
    part = planned(timeline).segments[0]
    found = {
        key(part, timeline, "build"),
        key(part, timeline, "newer"),
        key(part, film(rate=Rate(num=25)), "build"),
        key(part, film(width=128), "build"),
    }
    assert len(found) == 4


def test_a_transition_takes_no_more_than_the_handles_and_says_so() -> None:
    first, second, third = film().picture
    short = second.model_copy(update={"source_in": 3, "source_frames": 64})
    found = planned(film(picture=(first, short, third), transitions=(Transition(kind="dissolve", at=48, frames=12),)))
    assert [part.frames for part in found.segments if part.join] == [7]
    assert "7 frames long instead of 12" in found.notes[0]


def test_a_dissolve_without_handles_holds_the_end_frames_and_says_so() -> None:
    clips = tuple(clip.model_copy(update={"source_in": 0, "source_frames": 48}) for clip in film().picture)
    found = planned(film(picture=clips, transitions=(Transition(kind="dissolve", at=48, frames=12),)))
    assert [part.frames for part in found.segments if part.join] == [12]
    assert "holds its clips' end frames" in found.notes[0]


def test_a_dip_needs_no_handles() -> None:
    clips = tuple(clip.model_copy(update={"source_in": 0, "source_frames": 48}) for clip in film().picture)
    found = planned(film(picture=clips, transitions=(Transition(kind="dip", at=48, frames=12),)))
    assert found.notes == () and [part.frames for part in found.segments if part.join] == [12]


def test_a_clip_longer_than_its_asset_is_said() -> None:
    clip = Clip(id="c0", asset="a", start=0, frames=48, source_in=8, source_frames=40)
    assert planned(film(picture=(clip,), transitions=())).notes == (
        "Clip 'c0' is longer than its asset: its last frame is held.",
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"transitions": (Transition(kind="morph", at=48, frames=8),)}, "'morph' is no transition"),
        ({"stages": ({"name": "sepia"},)}, "'sepia' is no frame stage"),
        ({"stages": ({"name": "grade", "gamma": 2},)}, "no number 'gamma'"),
    ],
)
def test_unknown_names_are_refused_with_those_there_are(changes: dict[str, object], words: str) -> None:
    with pytest.raises(BadInput, match=words):
        planned(film(**changes))

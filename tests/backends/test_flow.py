"""Operations on clips by optical flow, measured on clips whose motion is known."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import cv2
import moving
import numpy as np
import pytest
from moving import MOVING, Clip, Picture, change, changes, psnr, sharpness

from backends.flow import clips, course, enlarge, joining, kept, lengthen, motion, side_by_side
from studio import BadInput


@pytest.fixture(autouse=True, scope="module")
def _one_thread() -> None:
    cv2.setNumThreads(1)


def looked(clip: Clip) -> clips.Survey:
    return clips.survey(clip, lambda done, total: None)  # type: ignore[arg-type]


@cache
def known(name: str, frames: int = 40) -> tuple[Clip, clips.Survey, course.Course]:
    """A moving clip, looked at, with a course whose trust was learned from it."""
    clip = Clip.of(MOVING[name], frames)
    told = looked(clip)
    return clip, told, course.Course(clip, told.cuts, course.learned(clip, told), crisp=True)


def drawn(of: course.Course, steps: list[lengthen.Step]) -> list[Picture]:
    return [lengthen.drawn(of, step) for step in steps]


def gain(name: str) -> tuple[float, float]:
    """Likeness of every second frame, left out and made again: by flow, and by blending."""
    whole = [MOVING[name](number) for number in range(13)]
    half = Clip(whole[::2])
    told = looked(half)
    made = course.Course(half, told.cuts, course.learned(half, told))
    numbers = range(len(half) - 1)
    flow = [psnr(made.at(number + 0.5), whole[2 * number + 1]) for number in numbers]
    blend = [psnr(motion.mixed(half.frame(n), half.frame(n + 1), 0.5), whole[2 * n + 1]) for n in numbers]
    return float(np.mean(flow)), float(np.mean(blend))


def test_frames_between_are_far_better_than_blending_and_never_worse() -> None:
    gains = {name: flow - blend for name, (flow, blend) in ((name, gain(name)) for name in MOVING)}
    assert min(gains.values()) >= 0, gains
    assert np.mean(list(gains.values())) >= 3, gains
    assert all(gains[name] >= 3 for name in ("pan", "zoom", "turning", "crossing")), gains


def test_what_cannot_be_followed_is_not_trusted() -> None:
    sure = course.learned(*known("pan")[:2]).values
    unsure = course.learned(*known("noise")[:2]).values
    assert sure[:2].min() > 0.85
    assert unsure[-1] < 0.6


def test_nothing_is_made_across_a_cut() -> None:
    pictures = [moving.pan(n) for n in range(8)] + [255 - moving.zoom(n) for n in range(8)]
    clip = Clip(pictures)
    told = looked(clip)
    assert told.cuts == {8}
    across = course.Course(clip, told.cuts)
    assert np.array_equal(across.at(7.4), pictures[7])
    assert np.array_equal(across.at(7.6), pictures[8])
    assert not np.array_equal(across.at(6.5), pictures[6])


@pytest.mark.parametrize("name", ["pan", "zoom", "crossing", "flicker"])
def test_a_moving_camera_is_no_cut(name: str) -> None:
    assert known(name)[1].cuts == frozenset()


def test_whole_moments_are_the_clips_own_frames() -> None:
    clip, _, made = known("pan")
    assert np.array_equal(made.at(5.0), clip.frame(5))
    assert np.array_equal(made.at(39.0), clip.frame(39))


@pytest.mark.parametrize("name", ["pan", "zoom", "turning", "crossing", "water"])
@pytest.mark.parametrize("length", [0, 30])
def test_a_loop_has_no_seam(name: str, length: int) -> None:
    clip, told, made = known(name)
    steps = lengthen.looped(told, lengthen.ring(told, 24.0, length, 0.25))
    pictures = drawn(made, steps)
    usual, sharp = np.median(changes(clip.pictures)), [sharpness(picture) for picture in clip.pictures]
    assert length in (0, len(pictures))
    assert change(pictures[-1], pictures[0]) <= usual
    assert max(changes([*pictures, pictures[0]])) <= 1.5 * max(changes(clip.pictures))
    seam = [sharpness(picture) for picture in pictures[-12:]]
    assert np.median(seam) >= 0.8 * np.median(sharp) and min(seam) >= 0.8 * min(sharp)


def test_waves_loop_where_they_come_back() -> None:
    told = known("water", 60)[1]
    found = lengthen.ring(told, 24.0, 0, 0.25)
    assert found.seam > 0 and found.length % 24 == 0
    assert lengthen.ring(known("pan")[1], 24.0, 0, 0.25).seam == 0


def test_a_loop_without_a_seam_jumps() -> None:
    """The measure of the test above finds the jump of a clip that is only repeated."""
    clip = known("pan")[0]
    assert change(clip.frame(39), clip.frame(0)) > 3 * np.median(changes(clip.pictures))


@pytest.mark.parametrize("name", ["pan", "zoom", "turning", "crossing", "water"])
@pytest.mark.parametrize("backward", [False, True])
def test_a_clip_goes_on_without_a_jump_and_stays_sharp(name: str, backward: bool) -> None:
    clip, told, made = known(name)
    frames, told = (course.Reversed(clip), course.reversed_survey(told)) if backward else (clip, told)
    made = course.Course(frames, told.cuts, made.trust, crisp=True)
    steps = lengthen.going_on(made, told, 24.0, 240, 1)
    assert len(steps) == 240
    own, sharp = max(changes(clip.pictures)), min(sharpness(picture) for picture in clip.pictures)
    for start in (0, 180):
        part = drawn(made, steps[start : start + 40])
        before = frames.frame(39) if start == 0 else lengthen.drawn(made, steps[start - 1])
        assert max(changes([before, *part])) <= 1.5 * own
        assert min(sharpness(picture) for picture in part) >= 0.8 * sharp
        assert abs(float(np.mean(part)) - float(np.mean(clip.pictures))) < 8
        assert np.median(changes(part)) > 0.1 * np.median(changes(clip.pictures)), "it froze"


def test_the_first_frame_that_is_added_goes_on_in_the_same_direction() -> None:
    """The camera does not stop dead: what follows the pan is like the pan's own next frame."""
    clip, told, made = known("pan")
    first = lengthen.drawn(made, lengthen.going_on(made, told, 24.0, 8, 1)[0])
    inside = (slice(10, -10), slice(10, -10))
    assert psnr(first[inside], moving.pan(40)[inside]) > psnr(clip.frame(39)[inside], moving.pan(40)[inside]) + 3


def test_waves_go_on_by_their_own_past() -> None:
    _, told, made = known("water", 60)
    assert any(step.share < 1 for step in lengthen.going_on(made, told, 24.0, 48, 1))
    assert all(step.share == 1 for step in lengthen.going_on(*known("pan")[:0:-1], 24.0, 48, 1))


@cache
def bridge(
    first: str, second: str, look: joining.Look, count: int = 24, force: float | None = None
) -> tuple[list[Picture], Clip, Clip, float]:
    """A bridge's frames, its clips, and the force it was made with: the one that fits, where none is asked for."""
    (one, told, _), (two, other, _) = known(first), known(second)
    before, after = joining.sides(one, told, two, other, 24.0, count, 1)
    join = joining.Join(before, after, look, 1, force)
    return [join.frame(number) for number in range(count)], one, two, join.force


def jump(pictures: list[Picture], one: Clip, two: Clip) -> float:
    """A bridge's largest change, in times of what its clips change by in the median."""
    usual = np.median(changes(one.pictures) + changes(two.pictures))
    return float(max(changes([one.frame(39), *pictures, two.frame(0)])) / usual)


@pytest.mark.parametrize("look", ["morph", "burn"])
@pytest.mark.parametrize(
    ("first", "second"), [("pan", "zoom"), ("zoom", "turning"), ("turning", "crossing"), ("crossing", "water")]
)
def test_a_bridge_has_no_jump_and_stays_sharp(first: str, second: str, look: joining.Look) -> None:
    pictures, one, two, _ = bridge(first, second, look)
    assert len(pictures) == 24
    assert jump(pictures, one, two) <= 3
    sharp = min(np.median([sharpness(picture) for picture in clip.pictures]) for clip in (one, two))
    assert min(sharpness(picture) for picture in pictures[8:16]) >= 0.6 * sharp


def test_a_bridge_is_as_strong_as_its_clips_allow() -> None:
    """Between quick clips a burn glows as brightly as it can; between slow ones it would jump if it did."""
    assert bridge("pan", "zoom", "burn")[3] == 1
    pictures, one, two, force = bridge("turning", "crossing", "burn")
    assert 0.1 < force < 0.9
    assert jump(pictures, one, two) > 1.5, "a brighter one would have fitted"
    assert jump(*bridge("turning", "crossing", "burn", force=1.0)[:3]) > 4


def test_a_watch_finds_the_largest_change() -> None:
    watch = joining.Watch(np.zeros((4, 4, 3), np.uint8))
    for level in (10, 40, 41):
        watch.see(np.full((4, 4, 3), level, np.uint8))
    assert watch.largest == 30


def test_colours_meet_in_the_middle_of_a_bridge() -> None:
    pictures, one, two, _ = bridge("water", "pan", "morph")
    begin, end, middle = (np.mean(picture, (0, 1)) for picture in (one.frame(39), two.frame(0), pictures[12]))
    assert np.abs(middle - (begin + end) / 2).max() < 14
    reds = [float(picture[..., 0].mean()) for picture in pictures]
    assert abs(reds[0] - begin[0]) < 10 and abs(reds[-1] - end[0]) < 10


@pytest.mark.parametrize("name", ["pan", "turning"])
def test_enlarging_finds_more_of_the_original_than_lanczos(name: str) -> None:
    truth = MOVING[name](3)
    cv2.putText(truth, "EXIT 9", (30, 90), cv2.FONT_HERSHEY_SIMPLEX, 1.6, (250, 240, 220), 3, cv2.LINE_AA)
    small = cv2.resize(truth, (128, 72), interpolation=cv2.INTER_AREA)
    plain = cv2.resize(small, (256, 144), interpolation=cv2.INTER_LANCZOS4)
    made = enlarge.enlarged(small, 256, 144, 1.0)
    assert psnr(made, truth) >= psnr(plain, truth) + 0.2
    assert sharpness(made) > sharpness(plain)


def test_enlarging_makes_no_halo_and_can_leave_out_the_detail() -> None:
    edge = np.full((40, 40, 3), 60, np.uint8)
    edge[:, 20:] = 180
    made = enlarge.enlarged(edge, 120, 120, 1.0)
    assert made.min() >= 55 and made.max() <= 185
    plain = cv2.resize(edge, (120, 120), interpolation=cv2.INTER_LANCZOS4)
    assert plain.max() > 185
    assert np.array_equal(enlarge.enlarged(edge, 120, 120, 0.0), plain)


def test_a_loop_longer_than_anything_could_fill_is_refused() -> None:
    with pytest.raises(BadInput, match="too few for a loop of 9000"):
        lengthen.ring(known("pan")[1], 24.0, 9000, 0.25)


def test_threads_make_the_same_frames_in_the_same_order(tmp_path: Path) -> None:
    film = clips.Film(moving.written([moving.pan(number) for number in range(30)], tmp_path / "pan.mp4"))
    moments = [number * 0.4 for number in range(60)]
    alone, together = (
        list(side_by_side.made(course.Course(film, crisp=True).at, moments, threads)) for threads in (1, 4)
    )
    assert all(np.array_equal(one, other) for one, other in zip(alone, together, strict=True))


def test_threads_bridge_as_one_alone_does() -> None:
    (one, told, _), (two, other, _) = known("pan"), known("zoom")
    both = joining.sides(one, told, two, other, 24.0, 6, 1)
    alone, together = (
        list(side_by_side.made(joining.Join(*both, "morph", 1, 1.0).frame, range(6), threads)) for threads in (1, 4)
    )
    assert all(np.array_equal(first, second) for first, second in zip(alone, together, strict=True))


def test_what_is_kept_is_made_once_and_little_of_it_is_held() -> None:
    asked: list[int] = []

    def work(number: int) -> int:
        asked.append(number)
        return 6 // number

    held = kept.Kept(work, 2)
    assert [held.get(number) for number in (1, 2, 1, 3, 1, 2)] == [6, 3, 6, 2, 6, 3]
    assert asked == [1, 2, 3, 2]
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            held.get(0)


def test_an_error_on_a_thread_is_raised_and_stops_the_others() -> None:
    begun: list[int] = []

    def work(number: int) -> int:
        begun.append(number)
        return 6 // (number - 5)

    with pytest.raises(ZeroDivisionError):
        list(side_by_side.made(work, range(1000), 3))
    assert len(begun) < 20


@pytest.mark.parametrize(("width", "height"), [(16, 16), (2, 2), (200, 8), (6, 90)])
def test_clips_of_any_size_go_on_loop_and_turn(width: int, height: int) -> None:
    part = [moving.GROUND[9 : 9 + height, 9 + 2 * n : 9 + 2 * n + width].copy() for n in range(30)]
    clip = Clip(part)
    told = looked(clip)
    made = course.Course(clip, told.cuts, course.learned(clip, told), crisp=True)
    steps = [
        *lengthen.going_on(made, told, 24.0, 4, 1),
        *lengthen.looped(told, lengthen.ring(told, 24.0, 0, 0.2))[-4:],
    ]
    pictures = drawn(made, steps)
    both = joining.sides(clip, told, clip, told, 24.0, 3, 1)
    pictures += [joining.Join(*both, "morph", 1).frame(1), joining.Join(*both, "burn", 1).frame(1)]
    assert {picture.shape for picture in pictures} == {(height, width, 3)}

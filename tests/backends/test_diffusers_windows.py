"""A minute from a five-second window: exact length, and no seam that the finder of planted seams can find."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest
from numpy.typing import NDArray

from backends.diffusion.rows import FramesRule
from backends.diffusion.windows import Seam, Window, joined, matched, paced, windows

Picture = NDArray[np.uint8]
GAIN, OFFSET = np.array([0.93, 0.95, 0.9]), np.array([9.0, 4.0, 12.0])


def scene(moment: int) -> NDArray[np.float64]:
    """What lies before the camera at a frame: waves that pass, brightness that breathes; 18x32x3, 0 to 255."""
    down, across = np.mgrid[0:18, 0:32]
    waves = [np.sin(across / 4 + moment / 9 + shift) * np.cos(down / 5 - moment / 13) for shift in (0, 1, 2)]
    return 110 + 45 * np.stack(waves, axis=-1) + 6 * np.sin(moment / 40)


class Drifting:
    """A model that goes on from what it is handed, a little darker, flatter and warmer with every window."""

    def __call__(self, number: int, window: Window, handed: list[Picture]) -> Iterable[Picture]:
        first = window.start - window.repeated
        gain, offset = np.ones(3), np.zeros(3)
        if handed:
            true = np.stack([scene(window.start - len(handed) + place) for place in range(len(handed))])
            seen = np.stack(handed).astype(float)
            gain = seen.std((0, 1, 2)) / true.std((0, 1, 2)) * GAIN
            offset = seen.mean((0, 1, 2)) + OFFSET - gain * true.mean((0, 1, 2))
        for moment in range(first, first + window.frames):
            yield np.clip(np.rint(scene(moment) * gain + offset), 0, 255).astype(np.uint8)


def seams(frames: list[Picture]) -> list[int]:
    """Frames at which the picture jumps against its own habit: mean or spread of a channel, or the frame as a whole."""
    clip = np.stack(frames).astype(float)
    series = [*clip.mean((1, 2)).T, *clip.std((1, 2)).T]
    jumps = [np.abs(np.diff(values)) for values in series] + [np.abs(np.diff(clip, axis=0)).mean((1, 2, 3))]
    found: set[int] = set()
    for jump in jumps:
        habit = np.median(jump)
        spread = np.median(np.abs(jump - habit)) + 0.05
        found |= set(np.flatnonzero(jump > habit + 8 * spread) + 1)
    return sorted(found)


def clip(overlap: int, blend: bool, seconds: int = 60) -> tuple[list[Picture], list[Window]]:
    planned = windows(24 * seconds, 121, overlap, FramesRule(8, 1))
    return list(joined(planned, Seam(overlap, blend), Drifting())), planned


@pytest.mark.parametrize("overlap", [9, 5, 1])
def test_a_minute_out_of_five_seconds_has_its_exact_length_and_no_seam(overlap: int) -> None:
    frames, planned = clip(overlap, blend=True)
    assert len(frames) == 1440
    assert len(planned) >= 12
    assert seams(frames) == []
    last, first = np.stack(frames[-120:]), np.stack(frames[:120])
    assert abs(float(last.mean()) - float(first.mean())) < 12, "the drift adds up"


def test_the_finder_finds_every_seam_where_nothing_is_blended() -> None:
    frames, planned = clip(9, blend=False)
    assert len(frames) == 1440
    assert set(seams(frames)) >= {window.start for window in planned[1:5]}


def test_windows_are_legal_and_make_just_the_asked_frames() -> None:
    for total in (1, 9, 81, 82, 200, 1440):
        for window, overlap, rule in (
            (81, 1, FramesRule(4, 1)),
            (81, 9, FramesRule(4, 1)),
            (132, 33, FramesRule(33, 33)),
        ):
            planned = windows(total, window, overlap, rule)
            assert sum(part.new for part in planned) == total
            assert all(rule.up(part.frames) == part.frames <= window for part in planned)
            assert all(part.new + part.repeated <= part.frames for part in planned)
            assert [part.start for part in planned] == list(np.cumsum([0, *(part.new for part in planned[:-1])]))


def test_a_window_that_is_all_overlap_is_an_error() -> None:
    with pytest.raises(ValueError, match="leaves nothing beside 9"):
        windows(100, 9, 9, FramesRule(8, 1))


def test_colours_are_met_by_gain_and_offset_and_within_bounds() -> None:
    frame = scene(3)
    turned = np.clip(np.rint(frame * GAIN + OFFSET), 0, 255).astype(np.uint8)
    met = matched([np.rint(frame).astype(np.uint8)], [turned])(turned)
    assert np.abs(met.astype(int) - frame).mean() < 1.2
    flat = np.full((18, 32, 3), 90, np.uint8)
    assert matched([np.rint(frame).astype(np.uint8)], [flat]).gain.max() <= 1.25


@pytest.mark.parametrize(
    ("fps", "rate", "count"), [(16, 24, 96), (24, 24, 96), (8, 30, 60), (24, 16, 20), (16, 24, 200)]
)
def test_frames_are_shown_at_the_asked_rate_and_length(fps: float, rate: float, count: int) -> None:
    made = [np.full((2, 2, 3), place, np.uint8) for place in range(81)]
    shown = [int(frame[0, 0, 0]) for frame in paced(iter(made), fps, rate, count)]
    assert len(shown) == count
    assert shown == sorted(shown)
    assert all(abs(place - min(80, index * fps / rate)) <= 0.5 for index, place in enumerate(shown))

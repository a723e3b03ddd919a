"""What a request must come out as follows from its inputs and params; inputs that do not fit are refused by name."""

from __future__ import annotations

from typing import Any

import pytest

from studio import backend as contract
from studio.backend import BASE_PARAMS, Backend, Request
from studio.datafolder import DataFolder
from studio.errors import BadInput
from studio.jobs import asked
from studio.shelf.assets import Asset, Shelf
from studio.tasks import Task


class Able(Backend):
    """A backend that says it does everything."""

    id, version, title = "able", "1", "Able"
    tasks = BASE_PARAMS


def clip(name: str, **facts: Any) -> Asset:
    told = {"width": 64, "height": 36, "frames": 48, "rate": "24/1", **facts}
    return Asset(id=name, kind="video", suffix=".mp4", bytes=1, facts=told)


def request(task: Task, inputs: dict[str, str] | None = None, **params: Any) -> Request:
    return Request(task=task, backend="able", version="1", params=params, inputs=inputs or {})


CLIP = {"clip": clip("a")}
PAIR = {"first": clip("a"), "second": clip("b", frames=30, rate="30/1")}


@pytest.mark.parametrize(
    ("task", "given", "params", "frames"),
    [
        (Task.TEXT_TO_VIDEO, {}, {"seconds": 2, "rate": "25"}, 50),
        (Task.VIDEO_TO_VIDEO, CLIP, {}, 48),
        (Task.UPSCALE, CLIP, {"factor": 2}, 48),
        (Task.EXTEND, CLIP, {"seconds": 1.0}, 72),
        (Task.EXTEND, CLIP, {"seconds": 1.0, "whole": False}, 24),
        (Task.BRIDGE, PAIR, {"seconds": 0.5}, 48 + 12 + 24),
        (Task.BRIDGE, PAIR, {"seconds": 0.5, "whole": False}, 12),
        (Task.LOOP, CLIP, {"seconds": 1.5}, 36),
        (Task.LOOP, CLIP, {"seconds": 0.0}, None),
        (Task.INTERPOLATE, CLIP, {"slow": 4.0}, 192),
        (Task.INTERPOLATE, CLIP, {"rate": "60"}, 120),
        (Task.INTERPOLATE, CLIP, {"rate": "30000/1001", "slow": 2.0}, 120),
        (Task.INTERPOLATE, {"clip": clip("c", frames=7, rate="30000/1001")}, {"rate": "24"}, 6),
    ],
)
def test_the_frames_that_must_come_out(
    task: Task, given: dict[str, Asset], params: dict[str, Any], frames: int | None
) -> None:
    assert asked.frames(request(task, **params), given) == frames


@pytest.mark.parametrize(
    ("task", "given", "params", "size"),
    [
        (Task.TEXT_TO_IMAGE, {}, {"width": 320, "height": 180}, (320, 180)),
        (Task.EXTEND, CLIP, {}, (64, 36)),
        (Task.UPSCALE, CLIP, {"factor": 2.5}, (160, 90)),
        (Task.UPSCALE, CLIP, {"side": 1000}, (1000, 562)),
        (Task.UPSCALE, {"clip": clip("d", width=720, height=1280)}, {"factor": 8}, (1152, 2048)),
        (Task.LOOP, {}, {}, None),
    ],
)
def test_the_size_that_must_come_out(
    task: Task, given: dict[str, Asset], params: dict[str, Any], size: tuple[int, int] | None
) -> None:
    assert asked.size(request(task, **params), given) == size


def test_the_rate_is_the_asked_one_else_the_first_clips() -> None:
    assert asked.rate(request(Task.BRIDGE), PAIR) == "24/1"
    assert asked.rate(request(Task.INTERPOLATE, rate="60"), CLIP) == "60"
    assert asked.rate(request(Task.IMAGE_TO_VIDEO, rate="25"), {}) == "25"
    assert asked.rate(request(Task.TEXT_TO_VIDEO), {}) == "24"


def test_every_task_that_works_on_a_file_says_which() -> None:
    names = {task: [taken.name for taken in params.inputs] for task, params in BASE_PARAMS.items() if params.inputs}
    assert names[Task.BRIDGE] == ["first", "second"]
    assert names[Task.VIDEO_TO_VIDEO] == ["clip", "reference"]
    assert set(names) == {
        *(Task.IMAGE_TO_IMAGE, Task.IMAGE_TO_VIDEO, Task.VIDEO_TO_VIDEO, Task.EXTEND),
        *(Task.BRIDGE, Task.LOOP, Task.INTERPOLATE, Task.UPSCALE, Task.CAPTION),
    }
    spec = Able().manifest().spec(Task.BRIDGE)
    assert spec is not None and spec.inputs == contract.Bridge.inputs


@pytest.fixture
def shelf(data: DataFolder, tmp_path: Any) -> Shelf:
    """A shelf with one text on it."""
    return Shelf(data)


def shelved(shelf: Shelf, kind: Any, suffix: str) -> str:
    path = shelf.data.tmp / f"file{suffix}"
    path.write_bytes(kind.encode())
    return shelf.commit(path, kind, recipe={}, facts={}).id


def test_inputs_that_fit_are_found(shelf: Shelf) -> None:
    one, still = shelved(shelf, "video", ".mp4"), shelved(shelf, "image", ".png")
    found = asked.inputs(request(Task.VIDEO_TO_VIDEO, {"clip": one, "reference": still}), Able().manifest(), shelf)
    assert {name: asset.kind for name, asset in found.items()} == {"clip": "video", "reference": "image"}
    assert set(asked.inputs(request(Task.VIDEO_TO_VIDEO, {"clip": one}), Able().manifest(), shelf)) == {"clip"}


def test_inputs_that_do_not_fit_are_named(shelf: Shelf) -> None:
    one, sound = shelved(shelf, "video", ".mp4"), shelved(shelf, "audio", ".wav")
    manifest = Able().manifest()
    with pytest.raises(BadInput, match=r"'Join two clips' needs the input 'second'. Bring it: a clip"):
        asked.inputs(request(Task.BRIDGE, {"first": one}), manifest, shelf)
    with pytest.raises(BadInput, match=r"'Loop a clip' cannot take a sound as 'clip'. Bring a clip"):
        asked.inputs(request(Task.LOOP, {"clip": sound}), manifest, shelf)
    with pytest.raises(BadInput, match=r"takes no input 'mask'. It takes: clip, reference"):
        asked.inputs(request(Task.VIDEO_TO_VIDEO, {"clip": one, "mask": one}), manifest, shelf)
    with pytest.raises(BadInput, match=r"'Voice-over' takes no input 'clip'. It takes: none"):
        asked.inputs(request(Task.VOICEOVER, {"clip": one}), manifest, shelf)
    with pytest.raises(BadInput, match="cannot do 'soundtrack'"):
        asked.inputs(request(Task.SOUNDTRACK), manifest, shelf)


@pytest.mark.parametrize(
    ("task", "params", "kept"),
    [
        (Task.VIDEO_TO_VIDEO, {}, True),
        (Task.UPSCALE, {}, True),
        (Task.INTERPOLATE, {"rate": "60"}, True),
        (Task.INTERPOLATE, {"slow": 2.0}, False),
        (Task.EXTEND, {"direction": "forward"}, True),
        (Task.EXTEND, {"direction": "backward"}, True),
        (Task.EXTEND, {"whole": False}, False),
        (Task.LOOP, {}, False),
    ],
)
def test_a_clips_sound_is_kept_where_its_time_runs_on(task: Task, params: dict[str, Any], kept: bool) -> None:
    heard = {"clip": clip("a", has_audio=True)}
    assert asked.sound(request(task, **params), heard) == (heard["clip"] if kept else None)
    assert asked.sound(request(task, **params), CLIP) is None

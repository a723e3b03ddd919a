"""The flow backend by the way films and `studio generate` go: exact lengths, sizes and sound; plain refusals."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import moving
import numpy as np
import pytest
from click.testing import CliRunner
from moving import Clip, change, written

from backends.flow.clips import KEPT, Film
from studio.backend import Request
from studio.cli import app
from studio.datafolder import open_data
from studio.errors import BackendError, BadInput
from studio.jobs.generate import Event, Workshop, generate
from studio.render import ffmpeg
from studio.settings import Settings
from studio.shelf.assets import Asset
from studio.shelf.preflight import admit
from studio.tasks import Task


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    workshop = Workshop(open_data(tmp_path_factory.mktemp("flow")), Settings(min_free_bytes=0))
    yield workshop
    workshop.close()


@pytest.fixture(scope="module")
def files(shop: Workshop, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Asset ids of clips brought from outside: odd sizes and rates, with and without sound."""
    folder = tmp_path_factory.mktemp("brought")
    tool = str(ffmpeg.executable())
    pan = written([moving.pan(n) for n in range(30)], folder / "pan.mp4")
    written([moving.zoom(n) for n in range(24)], folder / "zoom.mp4", "30000/1001")
    written([moving.pan(0)] * 12, folder / "still.mp4")
    written([255 - moving.pan(n / 9) for n in range(24)], folder / "other.mp4")
    written([moving.pan(0), moving.pan(1)], folder / "two.mp4")
    written([moving.pan(n)[:100, :180] for n in range(12)], folder / "small.mp4")
    tone = ["-f", "lavfi", "-i", "sine=440:d=1.25"]
    common = [tool, "-y", "-loglevel", "error"]
    subprocess.run([*common, "-i", pan, *tone, "-c:v", "copy", "-c:a", "aac", folder / "heard.mp4"], check=True)
    odd = ["-f", "lavfi", "-i", "testsrc2=s=161x91:r=25:d=0.8", "-c:v", "mpeg4", "-q:v", "3"]
    subprocess.run([*common, *odd, folder / "odd.mov"], check=True)
    subprocess.run(
        [*common, "-f", "lavfi", "-i", "testsrc2=s=160x90", "-frames:v", "1", folder / "card.png"], check=True
    )
    return {path.stem: admit(path, shop.shelf, shop.data, name=path.name).id for path in sorted(folder.iterdir())}


LOOP = asyncio.Runner()
"""One event loop for all: warm hosts belong to the loop that started them."""


def ask(shop: Workshop, task: Task, inputs: dict[str, str], heard: list[Event] | None = None, **params: Any) -> Asset:
    request = Request(task=task, backend="flow", version="2", params=params, inputs=inputs)
    note = heard.append if heard is not None else None
    return LOOP.run(generate(request, workshop=shop, job="flow", on_event=note))


@pytest.mark.parametrize(
    ("task", "inputs", "params", "frames", "rate"),
    [
        (Task.EXTEND, {"clip": "pan"}, {"seconds": 0.5}, 42, "24/1"),
        (Task.EXTEND, {"clip": "zoom"}, {"seconds": 0.5, "direction": "backward", "whole": False}, 15, "30000/1001"),
        (Task.BRIDGE, {"first": "pan", "second": "zoom"}, {"seconds": 0.5}, 30 + 12 + 19, "24/1"),
        (Task.BRIDGE, {"first": "pan", "second": "pan"}, {"seconds": 0.3, "whole": False, "look": "burn"}, 7, "24/1"),
        (Task.LOOP, {"clip": "pan"}, {"seconds": 1.0, "blend": 0.2}, 24, "24/1"),
        (Task.LOOP, {"clip": "pan"}, {"seconds": 3.0}, 72, "24/1"),
        (Task.INTERPOLATE, {"clip": "pan"}, {"slow": 1.5}, 45, "24/1"),
        (Task.INTERPOLATE, {"clip": "odd"}, {"rate": "60000/1001"}, 48, "60000/1001"),
        (Task.UPSCALE, {"clip": "odd"}, {"factor": 1.5}, 20, "25/1"),
        (Task.VIDEO_TO_VIDEO, {"clip": "odd", "reference": "card"}, {}, 20, "25/1"),
        (Task.IMAGE_TO_VIDEO, {"picture": "card"}, {"seconds": 0.5, "width": 128, "height": 72}, 12, "24/1"),
    ],
)
def test_lengths_and_rates_are_exact(
    shop: Workshop,
    files: dict[str, str],
    task: Task,
    inputs: dict[str, str],
    params: dict[str, Any],
    frames: int,
    rate: str,
) -> None:
    heard: list[Event] = []
    made = ask(shop, task, {name: files[file] for name, file in inputs.items()}, heard, **params)
    assert (made.facts["frames"], made.facts["rate"]) == (frames, rate)
    assert [event.done for event in heard if event.kind == "progress"][-1] == frames
    assert any(event.kind == "preview" for event in heard)


def test_sizes_are_exact(shop: Workshop, files: dict[str, str]) -> None:
    large = ask(shop, Task.UPSCALE, {"clip": files["two"]}, side=2048)
    assert (large.facts["width"], large.facts["height"]) == (2048, 1152)
    same = ask(shop, Task.IMAGE_TO_IMAGE, {"picture": files["card"]}, prompt="snow at night")
    assert (same.facts["width"], same.facts["height"]) == (160, 90)
    assert same.facts["understood"] == ["snow", "night"]


def test_sound_stays_where_the_clips_time_runs_on(shop: Workshop, files: dict[str, str]) -> None:
    clip = {"clip": files["heard"]}
    assert ask(shop, Task.VIDEO_TO_VIDEO, clip, prompt="noir").facts["has_audio"]
    assert ask(shop, Task.EXTEND, clip, seconds=0.25).facts["has_audio"]
    assert not ask(shop, Task.INTERPOLATE, clip, slow=2).facts["has_audio"]
    assert not ask(shop, Task.VIDEO_TO_VIDEO, {"clip": files["odd"]}, prompt="noir").facts["has_audio"]


@pytest.mark.parametrize("direction", ["forward", "backward"])
def test_an_extended_clip_is_heard_under_its_own_part_and_dies_away_beside_it(
    shop: Workshop, files: dict[str, str], direction: str
) -> None:
    made = ask(shop, Task.EXTEND, {"clip": files["heard"]}, seconds=1.0, direction=direction)
    with av.open(str(shop.shelf.open_local(made.id))) as film:
        samples = np.concatenate([frame.to_ndarray()[0] for frame in film.decode(audio=0)])
    assert made.facts["seconds"] == pytest.approx(2.25)
    samples = samples[::-1] if direction == "backward" else samples

    def loud(start: float, end: float) -> float:
        begins = 0.0 if direction == "forward" else len(samples) / 48_000 - 2.25
        part = samples[round(48_000 * (begins + start)) : round(48_000 * (begins + end))]
        return float(np.sqrt((part.astype(np.float64) ** 2).mean())) if len(part) else 0.0

    own = loud(0.2, 1.1)
    assert own > 0.02
    assert loud(1.1, 1.24) == pytest.approx(own, rel=0.1)
    assert 0.15 * own < loud(1.3, 1.45) < 0.8 * own
    assert loud(1.6, 2.2) < 0.01 * own
    # A pure tone that broke off, or was put together badly, would click: its steps would be larger than a sine's.
    step = np.abs(np.diff(samples[2400:])).max()
    assert step < 1.3 * np.abs(samples).max() * 2 * np.pi * 440 / 48_000


def test_the_clip_itself_is_kept_when_it_is_extended(shop: Workshop, files: dict[str, str]) -> None:
    own = Film(shop.shelf.open_local(files["pan"]))
    ahead = Film(shop.shelf.open_local(ask(shop, Task.EXTEND, {"clip": files["pan"]}, seconds=0.5).id))
    before = {"seconds": 0.5, "direction": "backward"}
    back = Film(shop.shelf.open_local(ask(shop, Task.EXTEND, {"clip": files["pan"]}, **before).id))
    for number in (0, 11, 29):
        assert change(ahead.frame(number), own.frame(number)) < 2
        assert change(back.frame(number + 12), own.frame(number)) < 2


def test_the_same_request_makes_the_same_bytes(shop: Workshop, files: dict[str, str]) -> None:
    request = Request(
        task=Task.BRIDGE,
        backend="flow",
        version="2",
        params={"seconds": 0.25},
        inputs={"first": files["pan"], "second": files["heard"]},
    )
    first = LOOP.run(generate(request, workshop=shop, job="one"))
    shop.shelf.forget(request.key)
    assert LOOP.run(generate(request, workshop=shop, job="two")).id == first.id


def test_a_bridge_says_how_far_it_jumps_and_how_long_it_should_be(shop: Workshop, files: dict[str, str]) -> None:
    clips = {"first": files["pan"], "second": files["zoom"]}
    gentle = ask(shop, Task.BRIDGE, clips, seconds=1, look="burn").facts
    assert 1 < gentle["largest_jump"] <= 3 and "note" not in gentle
    short = ask(shop, Task.BRIDGE, {"first": files["pan"], "second": files["other"]}, seconds=0.125, whole=False).facts
    assert short["largest_jump"] > 3
    needed = float(short["note"].partition("; ")[2].partition(" s would")[0])
    assert needed > 0.125
    longer = ask(
        shop, Task.BRIDGE, {"first": files["pan"], "second": files["other"]}, seconds=needed, whole=False
    ).facts
    assert longer["largest_jump"] < short["largest_jump"]


@pytest.mark.parametrize(
    ("task", "inputs", "params", "words"),
    [
        (Task.EXTEND, {"clip": "two"}, {}, "has 2 frames; this needs at least 4"),
        (Task.EXTEND, {"clip": "still"}, {}, "Nothing moves in the clip"),
        (Task.LOOP, {"clip": "still"}, {}, "Nothing moves in the clip"),
        (Task.BRIDGE, {"first": "pan", "second": "small"}, {}, "first clip is 256x144, the second 180x100"),
        (Task.INTERPOLATE, {"clip": "pan"}, {}, "has 24 frames a second already, and no slow motion"),
        (Task.INTERPOLATE, {"clip": "pan"}, {"rate": "500"}, "'500' frames a second cannot be made"),
        (Task.UPSCALE, {"clip": "pan"}, {"side": 200}, "is 256x144; 200x112 would be smaller"),
        (Task.VIDEO_TO_VIDEO, {"clip": "pan"}, {"prompt": "a zebra"}, "No look is known in 'a zebra'"),
        (Task.LOOP, {"clip": "pan"}, {"seconds": 60}, "too few for a loop of 1440"),
        (Task.EXTEND, {"clip": "pan"}, {"seconds": 99}, "seconds"),
    ],
)
def test_what_cannot_be_done_is_refused_in_plain_words(
    shop: Workshop, files: dict[str, str], task: Task, inputs: dict[str, str], params: dict[str, Any], words: str
) -> None:
    with pytest.raises(BackendError, match=words) as caught:
        ask(shop, task, {name: files[file] for name, file in inputs.items()}, **params)
    assert caught.value.kind == "bad_input"


def test_a_missing_or_wrong_input_is_refused_before_the_backend_hears_of_it(
    shop: Workshop, files: dict[str, str]
) -> None:
    with pytest.raises(BadInput, match="needs the input 'second'"):
        ask(shop, Task.BRIDGE, {"first": files["pan"]})
    with pytest.raises(BadInput, match="cannot take a picture as 'clip'"):
        ask(shop, Task.LOOP, {"clip": files["card"]})


def test_a_film_gives_any_frame_and_keeps_few(tmp_path: Path) -> None:
    pictures = [np.full((36, 64, 3), 20 + number, np.uint8) for number in range(200)]
    film = Film(written(pictures, tmp_path / "steps.mp4", "30000/1001"))
    assert len(film) == 200
    for number in [*range(0, 200, 7), *range(199, 0, -11), 3, 150, 4, 149]:
        assert abs(float(film.frame(number).mean()) - (20 + number)) < 1.5
        assert len(film.kept) <= KEPT
    with pytest.raises(IndexError):
        film.frame(200)


def test_generate_brings_a_file_and_copies_the_result_out(tmp_path: Path) -> None:
    clip = written(Clip.of(moving.pan, 8).pictures, tmp_path / "pan.mp4")
    out = tmp_path / "made" / "large.mp4"
    words = ["generate", "upscale", "--input", f"clip={clip}", "--set", "factor=1.5", "--out", str(out), "--json"]
    done = CliRunner().invoke(app, [*words, "--data", str(tmp_path / "data")])
    assert done.exit_code == 0, done.output
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert lines[-1]["facts"]["width"] == 384 and lines[0]["total"] == 8
    assert Film(out).width == 384
    again = CliRunner().invoke(app, [*words, "--data", str(tmp_path / "data")])
    assert len(again.stdout.splitlines()) == 1, "it was on the shelf"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["loop"], "needs the input 'clip'"),
        (["loop", "--input", "clip"], "is no NAME=FILE"),
        (["loop", "--input", "clip=/nowhere.mp4"], "There is no file and no asset '/nowhere.mp4'"),
        (["loop", "--set", "colour=red"], "names no parameter"),
        (["loop", "--backend", "foley"], "cannot do 'loop'"),
        (["text_to_image", "--input", "clip=x"], "There is no file"),
        (["sing"], "'sing' is not one of"),
    ],
)
def test_generate_says_what_is_wrong(tmp_path: Path, words: list[str], said: str) -> None:
    done = CliRunner().invoke(app, ["generate", *words, "--data", str(tmp_path)])
    assert done.exit_code != 0
    assert said in f"{done.output} {done.exception}"


def test_ctrl_c_stops_generate_and_leaves_nothing_behind(tmp_path: Path) -> None:
    clip = written(Clip.of(moving.pan, 30).pictures, tmp_path / "pan.mp4")
    words = ["generate", "interpolate", "--input", f"clip={clip}", "--set", "slow=16", "--json"]
    command = [sys.executable, "-m", "studio.cli", *words, "--data", str(tmp_path / "data")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        assert json.loads(running.stdout.readline())["total"] == 30
        running.send_signal(signal.SIGINT)
        assert running.wait(timeout=20) == 130
    assert [path.name for path in (tmp_path / "data" / "tmp").iterdir() if path.name != "hosts"] == []

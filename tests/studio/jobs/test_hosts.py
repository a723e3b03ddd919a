"""A backend's process: started empty, asked, killed."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path

import av
import numpy as np
import pytest
from toys import TOY, install_toy

from studio.backend import Request
from studio.datafolder import DataFolder, open_data
from studio.errors import BackendError, HostDied
from studio.jobs import platform
from studio.jobs.generate import Event, Workshop, generate, prepare
from studio.jobs.hosts import Host
from studio.settings import Settings
from studio.shelf.assets import Asset, Shelf
from studio.tasks import Task


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    data = open_data(tmp_path_factory.mktemp("data"))
    install_toy(data.envs, "toy", TOY)
    return data


def toy(task: Task = Task.TEXT_TO_VIDEO, seed: int = 1, **params: object) -> Request:
    size = {} if task is Task.SOUND_EFFECT else {"width": 64, "height": 36}
    length = {} if task is Task.TEXT_TO_IMAGE else {"seconds": 0.5}
    return Request(task=task, backend="toy", version="1", params={**size, **length, **params}, seed=seed)


async def made(data: DataFolder, *requests: Request, events: list[Event] | None = None) -> list[object]:
    workshop = Workshop(data, Settings(min_free_bytes=0))
    try:
        results: list[object] = []
        for request in requests:
            try:
                on_event = events.append if events is not None else None
                results.append(await generate(request, workshop=workshop, job="test", on_event=on_event))
            except Exception as error:
                results.append(error)
        return results
    finally:
        workshop.close()


def test_a_clip_a_picture_and_a_sound_come_back_as_assets(data: DataFolder) -> None:
    events: list[Event] = []
    clip, picture, sound = asyncio.run(
        made(data, toy(), toy(Task.TEXT_TO_IMAGE), toy(Task.SOUND_EFFECT), events=events)
    )
    assert (clip.facts["frames"], clip.facts["width"], clip.facts["height"]) == (12, 64, 36)
    assert (picture.kind, picture.suffix) == ("image", ".png")
    assert sound.facts["seconds"] == pytest.approx(0.5, abs=1e-6)
    assert events[-1].kind == "progress" or any(event.done == 12 for event in events)
    assert any(event.kind == "preview" and event.path for event in events)
    assert list(data.tmp.glob("test*")) == []


def test_the_same_request_is_found_on_the_shelf_and_the_same_seed_makes_the_same_bytes(data: DataFolder) -> None:
    first, again, other = asyncio.run(made(data, toy(seed=5), toy(seed=5), toy(seed=6)))
    assert first.id == again.id != other.id


@pytest.mark.parametrize(
    ("prompt", "kind", "words"),
    [
        ("raises", "internal", "the toy broke"),
        ("refuses", "bad_input", "No toys today"),
        ("nothing", "internal", "without yielding anything"),
        ("oom", "oom", "too big"),
        ("float", "internal", "must be uint8"),
        ("odd planes", "internal", "3/2 height x width"),
        ("short", "internal", "11 frames where 12"),
    ],
)
def test_a_plugin_that_misbehaves_gives_a_plain_message(data: DataFolder, prompt: str, kind: str, words: str) -> None:
    (error,) = asyncio.run(made(data, toy(prompt=prompt)))
    assert isinstance(error, BackendError)
    assert error.kind == kind
    assert words in error.what
    assert error.todo
    assert list(data.tmp.glob("test*")) == []


def test_finished_planes_come_through_the_encoder_as_they_are(data: DataFolder) -> None:
    """Neither range nor matrix is converted on the way: levels stay within the coding's own loss."""
    (clip,) = asyncio.run(made(data, toy(prompt="planes")))
    assert isinstance(clip, Asset)
    assert clip.facts["frames"] == 12
    with av.open(str(Shelf(data).open_local(clip.id))) as file:
        for number, frame in enumerate(file.decode(video=0)):
            planes = frame.to_ndarray()
            found = [float(np.median(part)) for part in (planes[:36], planes[36:45], planes[45:])]
            assert np.abs(np.subtract(found, (60 + number, 90, 128))).max() <= 1


def test_sound_that_is_not_a_number_is_refused(data: DataFolder) -> None:
    (error,) = asyncio.run(made(data, toy(Task.SOUND_EFFECT, prompt="nan")))
    assert isinstance(error, BackendError)
    assert "not a number" in error.what


def test_a_host_that_dies_is_reported_and_the_next_request_gets_a_fresh_one(data: DataFolder) -> None:
    died, clip = asyncio.run(made(data, toy(prompt="dies"), toy(seed=9)))
    assert isinstance(died, HostDied)
    assert clip.facts["frames"] == 12


def test_a_backend_that_is_being_prepared_is_waited_for_and_only_embedded_ones_are(data: DataFolder) -> None:
    async def both() -> tuple[list[Event], list[str]]:
        workshop, events = Workshop(data, Settings(min_free_bytes=0)), list[Event]()
        params = {"logline": "A fox crosses the frozen sea.", "seconds": 8}
        story = Request(task=Task.WRITE_STORY, backend="scribe", version="1", params=params)
        try:
            await prepare("toy", workshop)
            preparing = asyncio.create_task(prepare("scribe", workshop))
            await asyncio.sleep(0)
            await generate(story, workshop=workshop, job="test", on_event=events.append)
            await preparing
            return events, [name for name, hosts in workshop.pool.idle.items() for _ in hosts]
        finally:
            workshop.close()

    events, idle = asyncio.run(both())
    assert idle == ["scribe"]
    assert "load" not in {event.kind for event in events}


def test_a_host_starts_from_an_empty_environment(data: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_SECRET_OF_THE_WORKER", "1")
    (sound,) = asyncio.run(made(data, toy(Task.SOUND_EFFECT, prompt="environment")))
    assert "A_SECRET_OF_THE_WORKER" not in sound.facts["environment"]
    assert "PATH" in sound.facts["environment"]


def test_cancelling_kills_the_host_and_its_encoder_and_leaves_no_file(data: DataFolder) -> None:
    async def story() -> list[int]:
        workshop = Workshop(data, Settings(min_free_bytes=0))
        task = asyncio.create_task(generate(toy(prompt="never"), workshop=workshop, job="test"))
        while not (workshop.pool.busy and children(next(iter(workshop.pool.busy)).pid)):
            assert not task.done(), task
            await asyncio.sleep(0.02)
        host = next(iter(workshop.pool.busy)).pid
        pids = [host, *children(host)]
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        workshop.close()
        return pids

    pids = asyncio.run(story())
    assert len(pids) == 2
    # The encoder dies of its host's death: soon, not at once.
    patience = time.monotonic() + 2
    while any(platform.alive(pid) for pid in pids) and time.monotonic() < patience:
        time.sleep(0.02)
    assert not any(platform.alive(pid) for pid in pids)
    assert list(data.tmp.glob("test*")) == []


def children(pid: int) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text(encoding="latin-1").rpartition(") ")[2].split()
            except OSError:
                continue
            if int(fields[1]) == pid:
                found.append(int(entry.name))
    return found


def test_a_child_dies_with_its_parent_even_inside_a_native_call() -> None:
    code = (
        "import subprocess,sys,time\n"
        "from studio.jobs import platform\n"
        'child = subprocess.Popen([sys.executable, \'-c\', \'import hashlib; hashlib.pbkdf2_hmac("sha256", b"x", b"y", 10**9)\'],'
        " preexec_fn=platform.child_setup())\n"
        "print(child.pid, flush=True)\ntime.sleep(60)\n"
    )
    import subprocess
    import sys
    import time

    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert platform.alive(child)
        os.kill(parent.pid, 9)
    deadline = time.monotonic() + 2
    while platform.alive(child) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not platform.alive(child)


@pytest.mark.parametrize("turns", range(5))
def test_a_cancel_that_meets_a_message_is_not_forgotten(turns: int) -> None:
    """A backend that tells its progress quickly could not be stopped."""

    async def meet() -> bool:
        host = object.__new__(Host)
        host.inbox = asyncio.Queue()
        task = asyncio.create_task(host.receive(10))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        host.inbox.put_nowait({"ev": "progress"})
        for _ in range(turns):
            await asyncio.sleep(0)
        if task.done():
            return True
        task.cancel()
        await asyncio.wait({task})
        return task.cancelled()

    assert asyncio.run(meet())

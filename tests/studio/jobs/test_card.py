"""The card's turns: models in runs, nobody forgotten, never two at once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from studio.backend import Manifest, Needs, Request
from studio.datafolder import open_data
from studio.errors import BackendError
from studio.jobs import generate
from studio.jobs.card import RUN, Card
from studio.jobs.film import FilmRoom
from studio.jobs.generate import Event, Workshop
from studio.settings import Settings
from studio.tasks import Task


def asked(model: str, seed: int = 1, backend: str = "diffusers") -> Request:
    return Request(task=Task.TEXT_TO_IMAGE, backend=backend, version="1", params={"model": model}, seed=seed)


def worked_off(requests: list[Request]) -> list[Request]:
    """The order in which requests that all wait at once have the card."""
    order: list[Request] = []

    async def one(card: Card, request: Request) -> None:
        async with card.turn(request):
            order.append(request)
            await asyncio.sleep(0)
            assert order[-1] is request, "two had the card at once"

    async def all_at_once() -> None:
        card = Card()
        await asyncio.gather(*(one(card, request) for request in requests))
        assert not card.busy
        assert not card.waiting

    asyncio.run(all_at_once())
    return order


def swaps(requests: list[Request]) -> int:
    """How often the model changes."""
    names = [(request.backend, request.params["model"]) for request in requests]
    return sum(one != other for one, other in pairwise(names))


def test_two_films_at_once_swap_models_once_and_each_keeps_its_order() -> None:
    both = [asked(model, seed) for seed in range(RUN) for model in ("wan", "ltx")]
    assert swaps(both) == 2 * RUN - 1
    order = worked_off(both)
    assert swaps(order) == 1
    for model in ("wan", "ltx"):
        assert [one.seed for one in order if one.params["model"] == model] == list(range(RUN))


def test_one_model_of_two_backends_is_two_models() -> None:
    order = worked_off([asked("", seed, backend) for seed in range(3) for backend in ("diffusers", "musicgen")])
    assert [request.backend for request in order] == ["diffusers"] * 3 + ["musicgen"] * 3


def test_who_has_waited_longest_comes_after_a_run() -> None:
    order = worked_off([asked("wan"), asked("ltx"), *(asked("wan", seed) for seed in range(2, 30))])
    assert [request.params["model"] for request in order].index("ltx") == RUN
    assert swaps(order) == 2


@pytest.mark.parametrize("after", range(-1, 4))
def test_a_cancel_at_any_moment_leaves_the_card_to_the_next(after: int) -> None:
    async def story() -> list[str]:
        card, had, release = Card(), list[str](), asyncio.Event()

        async def one(name: str) -> None:
            async with card.turn(asked(name)):
                had.append(name)
                if name == "first":
                    await release.wait()

        first, second, third = (asyncio.create_task(one(name)) for name in ("first", "second", "third"))
        for _ in range(3):
            await asyncio.sleep(0)
        if after < 0:
            second.cancel()
        release.set()
        for _ in range(after):
            await asyncio.sleep(0)
        second.cancel()
        await asyncio.wait([first, second, third], timeout=5)
        assert third.done(), "nobody called it"
        assert first.exception() is None and third.exception() is None
        assert not card.busy
        return had

    had = asyncio.run(story())
    assert (had[0], had[-1]) == ("first", "third")


@pytest.mark.parametrize(("backend", "first"), [("diffusers", "waiting"), ("previz", "running")])
def test_what_waits_for_the_card_says_so(
    backend: str, first: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = FilmRoom(Workshop(open_data(tmp_path / "data"), Settings(min_free_bytes=0)))
    room.progress.begin("job", project="p", kind="take", label="s01", keep=True)
    states: list[str] = []

    async def made(request: Request, *, on_event: Callable[[Event], None], **more: Any) -> None:
        states.append(room.progress.get("job").state)
        on_event(Event("progress", 1, 2, "drawing"))
        states.append(room.progress.get("job").state)
        raise BackendError("no", "no", kind="bad_input")

    monkeypatch.setattr("studio.jobs.film.generate", made)
    slot = {"name": "s01", "request": asked("", backend=backend).model_dump(mode="json")}
    with pytest.raises(BackendError):
        asyncio.run(room.make(slot, job="job", project_id="p"))
    room.workshop.close()
    assert states == [first, "running"]


def test_a_failure_gives_the_card_back() -> None:
    async def story() -> None:
        card = Card()
        with pytest.raises(RuntimeError):
            async with card.turn(asked("wan")):
                raise RuntimeError("no")
        async with asyncio.timeout(1), card.turn(asked("ltx")):
            pass

    asyncio.run(story())


@pytest.mark.parametrize(("vram", "changes"), [(8, 1), (0, 5)])
def test_requests_for_models_reach_their_host_in_runs_and_others_as_they_come(
    vram: int, changes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workshop = Workshop(open_data(tmp_path / "data"), Settings(min_free_bytes=0))
    manifest = Manifest(id="diffusers", version="1", title="Models", tasks=(), needs=Needs(vram_bytes=vram))
    plugin = type("Plugin", (), {"module": "toy", "environment": ""})()
    order: list[Request] = []

    async def run(name: str, message: dict[str, Any], **more: Any) -> dict[str, Any]:
        order.append(Request.model_validate_json(message["request"]))
        await asyncio.sleep(0)
        return {"ev": "done"}

    monkeypatch.setattr(workshop.pool, "run", run)

    async def all_at_once() -> None:
        work = (
            generate._run(asked(model, seed), {}, manifest, plugin, workshop, tmp_path, lambda event: None)
            for seed in range(3)
            for model in ("wan", "ltx")
        )
        await asyncio.gather(*work)

    asyncio.run(all_at_once())
    workshop.close()
    assert swaps(order) == changes

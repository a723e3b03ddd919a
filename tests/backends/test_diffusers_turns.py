"""Components take turns on the card: one at a time, its weights never copied back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tiny_rows
from diffusion_cases import needs_torch
from held_context import HeldContext

from studio.backend import Request
from studio.tasks import Task

pytestmark = [needs_torch, pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


def request(**more: Any) -> Request:
    """A short clip of the tiny film model."""
    params = {"prompt": "a ship", "model": "tiny-wan", "width": 32, "height": 32, "seconds": 0.1, "steps": 2, **more}
    return Request(task=Task.TEXT_TO_VIDEO, backend="diffusers", version="1", params=params, seed=1)


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The backend in this process with one tiny model."""
    import tiny_models

    folders = {"wan": tiny_models.save("wan", tmp_path_factory.mktemp("tiny"))}
    with tiny_rows.set_up(folders, tmp_path_factory.mktemp("turns")) as made:
        yield made


def test_one_module_is_on_the_card_and_leaves_without_a_copy() -> None:
    import torch

    from backends.diffusion.turns import Turns

    class Copies(Turns):
        """A card that is a second place in main memory."""

        def brought(self, data: Any) -> Any:
            return data.clone()

    turns = Copies(torch.device("cpu"), pinned=False)
    first, second = torch.nn.Linear(4, 4), torch.nn.BatchNorm1d(4).eval()
    modules = (first, second)
    homes = [[held.data_ptr() for held in (*module.parameters(), *module.buffers())] for module in modules]
    given = torch.randn(2, 4)
    want = second(first(given))
    for module in (first, second, first):
        turns.join(module)

    def away() -> list[bool]:
        now = [[held.data_ptr() for held in (*module.parameters(), *module.buffers())] for module in modules]
        assert all(places == home or not set(places) & set(home) for places, home in zip(now, homes, strict=True))
        return [places != home for places, home in zip(now, homes, strict=True)]

    assert away() == [False, False]
    made = first(given)
    assert away() == [True, False]
    assert torch.equal(second(made), want)
    assert away() == [False, True]
    assert turns.here is not None
    turns.here.leave()
    assert away() == [False, False]
    assert turns.here is None


def test_the_parts_of_a_model_take_turns_and_its_tasks_share_them(backend: Any, tmp_path: Path) -> None:
    backend.run(request(memory="offload"), HeldContext(tmp_path))
    loader = backend.maker.loader
    pipe = loader.pipes["WanPipeline"]
    assert loader.turns.here.module is pipe.vae, "what ran last"
    row = backend.catalogue().rows["tiny-wan"]
    use, folder = row.tasks[Task.VIDEO_TO_VIDEO], backend.folder(row)
    before = pipe.transformer._hf_hook
    from backends.diffusion.loader import Levers

    other = loader.loaded(row, use, folder, None, "offload", Levers(), loader.need(row, use, folder, 0)).pipe
    assert other.transformer._hf_hook is before
    loader.free()
    assert loader.turns is None


def test_compiled_blocks_are_said_and_gone_with_the_lever(
    backend: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import diffusers

    def compiled(drawer: Any) -> None:
        for block in drawer.blocks:  # as the library does it, without a compiler
            block._compiled_call_impl = lambda *given, block=block, **named: block._call_impl(*given, **named).flip(-1)

    monkeypatch.setattr(diffusers.WanTransformer3DModel, "compile_repeated_blocks", compiled)

    def made(**lever: Any) -> tuple[Any, dict[str, Any]]:
        context = HeldContext(tmp_path)
        backend.run(request(**lever), context)
        return context.frames[0], context.facts["made_with"]

    plain, facts = made()
    assert "compile" not in facts
    for _ in range(2):
        quick, facts = made(compile=True)
        assert facts["compile"] is True
        assert not np.array_equal(quick, plain)
    again, facts = made()
    assert "compile" not in facts
    assert np.array_equal(again, plain)

"""What a model takes in memory is known before it is loaded; where it runs out, the next way is tried and said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tiny_rows
from diffusion_cases import CASES, needs_torch
from held_context import HeldContext, Stopped

from studio.backend import Request
from studio.tasks import Task

pytestmark = [needs_torch, pytest.mark.slow, pytest.mark.filterwarnings("ignore")]
FULL_SIZE = ("wan-1.3b", "wan-14b", "umt5-xxl", "wan-vae", "ltx-2b", "ltx-2", "z-image", "qwen-image", "qwen3-4b")
MODELS = tuple(dict.fromkeys(case.model for case in CASES))


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every tiny model as a folder."""
    import tiny_models

    root = tmp_path_factory.mktemp("tiny")
    return {name: tiny_models.save(name, root) for name in MODELS}


@pytest.fixture(scope="module")
def backend(folders: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The backend in this process, set up on the CPU."""
    with tiny_rows.set_up(folders, tmp_path_factory.mktemp("memory")) as made:
        yield made


def request(model: str, seed: int = 1, **more: Any) -> Request:
    """The first words-only task of a model, small."""
    case = next(case for case in CASES if case.model == model and not case.inputs)
    params = {"prompt": "a ship", "model": f"tiny-{model}", **case.params, **more}
    return Request(task=case.task, backend="diffusers", version="1", params=params, seed=seed)


WORDS_ONLY = tuple(dict.fromkeys(case.model for case in CASES if not case.inputs))


@pytest.mark.parametrize("model", WORDS_ONLY)
def test_an_architecture_stops_at_a_step_and_works_as_before_afterwards(
    backend: Any, model: str, tmp_path: Path
) -> None:
    def made(stop_after: int = 0) -> tuple[HeldContext, bool]:
        context = HeldContext(tmp_path, stop_after=stop_after)
        try:
            backend.run(request(model, steps=3), context)
        except Stopped:
            return context, True
        return context, False

    whole, _ = made()
    cut, stopped = made(stop_after=2)
    assert stopped
    assert not cut.frames and not cut.files
    assert max(done for done, _, phase in cut.steps if phase == "drawing") == 2
    again, _ = made()
    assert len(again.frames) == len(whole.frames)
    assert all(np.array_equal(one, other) for one, other in zip(again.frames, whole.frames, strict=True))


@pytest.mark.parametrize("dtype", ["float32", "bfloat16", "float16"])
@pytest.mark.parametrize("model", MODELS)
def test_predicted_bytes_are_those_of_the_loaded_weights(
    backend: Any, folders: dict[str, Path], model: str, dtype: str
) -> None:
    import torch

    from backends.diffusion.loader import Loader
    from backends.diffusion.memory import Need

    row = (
        backend.catalogue()
        .rows[f"tiny-{model}"]
        .model_copy(update={"dtype": dtype, "component_dtypes": {"vae": "float32"}})
    )
    loader = Loader("cpu")
    loader.dtype = lambda row: dtype  # type: ignore[method-assign,assignment,return-value]
    use = next(iter(row.tasks.values()))
    need: Need = loader.need(row, use, folders[model], 0)
    pipe = loader._from_disk(row, use, folders[model], None)
    loaded = {
        name: sum({tensor.data_ptr(): tensor.nbytes for tensor in part.state_dict().values()}.values())
        for name, part in pipe.components.items()
        if isinstance(part, torch.nn.Module)
    }
    assert set(need.components) == set(loaded)
    assert need.whole == pytest.approx(sum(loaded.values()), rel=0.02)
    for name, size in loaded.items():
        assert need.components[name] == pytest.approx(size, rel=0.03), name


@pytest.mark.parametrize("policy", ["fp8", "quantized"])
@pytest.mark.parametrize("model", MODELS)
def test_predicted_bytes_are_those_of_the_weights_made_smaller(
    backend: Any, folders: dict[str, Path], model: str, policy: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    from backends.diffusion.loader import Loader

    row = backend.catalogue().rows[f"tiny-{model}"].model_copy(update={"dtype": "bfloat16"})
    loader = Loader("cpu")
    loader.dtype = lambda row: "bfloat16"  # type: ignore[method-assign,assignment,return-value]
    use = next(iter(row.tasks.values()))
    need = loader.need(row, use, folders[model], 0)
    pipe = loader._from_disk(row, use, folders[model], None)
    loader._lay(pipe, policy, row)  # type: ignore[arg-type]
    loaded = {
        name: sum({tensor.data_ptr(): tensor.nbytes for tensor in part.state_dict().values()}.values())
        for name, part in pipe.components.items()
        if isinstance(part, torch.nn.Module)
    }
    assert sum(need.kept[policy].values()) == pytest.approx(sum(loaded.values()), rel=0.02)  # type: ignore[index]
    for name, size in loaded.items():
        assert need.kept[policy][name] == pytest.approx(size, rel=0.03), name  # type: ignore[index]
    assert sum(need.kept[policy].values()) < need.whole  # type: ignore[index]


@pytest.mark.parametrize("twice", [False, True], ids=["once", "under-each-name"])
@pytest.mark.parametrize("name", FULL_SIZE)
def test_predicted_bytes_of_full_size_models_count_tied_weights_once(name: str, twice: bool, tmp_path: Path) -> None:
    from full_models import FULL, distinct, meta, sparse_folder

    from backends.diffusion.folder import components

    model = meta(name)
    _, found = components(sparse_folder(model, tmp_path, twice))
    predicted = found["transformer"].bytes("bfloat16")
    assert predicted == pytest.approx(2 * distinct(model), rel=0.02)
    assert predicted == pytest.approx(2e9 * FULL[name][2], rel=0.02)


def test_where_memory_runs_out_the_next_way_is_tried_and_said(
    backend: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    from backends.diffusion import job as room

    tried: list[str] = []
    real = room.draw

    def greedy(loaded: Any, *rest: Any) -> Any:
        tried.append(loaded.policy)
        if loaded.policy in ("resident", "offload"):
            raise torch.OutOfMemoryError("card is full")
        return real(loaded, *rest)

    monkeypatch.setattr(room, "draw", greedy)
    monkeypatch.setattr(backend.maker.loader, "policies", lambda need, asked: ("resident", "offload", "fp8", "group"))
    context = HeldContext(tmp_path)
    backend.run(request("wan"), context)
    assert tried == ["resident", "offload", "fp8"]
    assert context.facts["made_with"]["policy"] == "fp8"
    assert context.facts["degraded"] == [
        "all of it on the card: out of memory; went on with one component on the card at a time",
        "one component on the card at a time: out of memory; went on with one component at a time, the largest kept in 8 bits",
    ]
    assert len(context.frames) == 6


def test_where_nothing_fits_it_fails_as_out_of_memory(
    backend: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import torch

    from backends.diffusion import job as room

    def full(*all_of_it: Any) -> Any:
        raise torch.OutOfMemoryError("card is full")

    monkeypatch.setattr(room, "draw", full)
    with pytest.raises(torch.OutOfMemoryError):
        backend.run(request("wan"), HeldContext(tmp_path))


def test_the_same_words_are_encoded_once(backend: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backend.run(request("wan"), HeldContext(tmp_path))
    (pipe,) = [pipe for pipe in backend.maker.loader.pipes.values() if type(pipe).__name__ == "WanPipeline"]
    calls = {"text": 0}
    real = pipe.text_encoder.forward

    def counted(*words: Any, **named: Any) -> Any:
        calls["text"] += 1
        return real(*words, **named)

    monkeypatch.setattr(pipe.text_encoder, "forward", counted)
    backend.run(request("wan", seed=2), HeldContext(tmp_path))
    assert calls["text"] == 0
    backend.run(request("wan", prompt="a fox"), HeldContext(tmp_path))
    assert calls["text"] >= 1


def test_weights_that_change_while_they_are_loaded_are_loaded_anew(
    backend: Any, folders: dict[str, Path], tmp_path: Path
) -> None:
    import shutil

    from safetensors.torch import load_file, save_file

    folder = tmp_path / "changing"
    shutil.copytree(folders["wan"], folder)
    row = backend.catalogue().rows["tiny-wan"].model_copy(update={"folder": str(folder)})
    asked = request("wan", steps=2)

    def made() -> tuple[Any, str]:
        context = HeldContext(tmp_path)
        backend.maker.make(asked, backend.params(asked), row, folder, None, context)
        (digest,) = [sha for name, sha in context.facts["made_with"]["sha256"].items() if "transformer" in name]
        return context.frames[0], digest

    first, again = made(), made()
    assert first[1] == again[1]
    assert np.array_equal(first[0], again[0])
    (file,) = (folder / "transformer").glob("*.safetensors")
    save_file({name: -value for name, value in load_file(file).items()}, file, {"format": "pt"})
    changed = made()
    assert changed[1] != first[1]
    assert not np.array_equal(changed[0], first[0])


def test_two_tasks_of_one_model_share_its_weights(backend: Any, tmp_path: Path) -> None:
    from backends.diffusion.rows import Use

    row = backend.catalogue().rows["tiny-wan"]
    backend.run(request("wan"), HeldContext(tmp_path))
    loader = backend.maker.loader
    first = loader.pipes["WanPipeline"]
    use: Use = row.tasks[Task.VIDEO_TO_VIDEO]
    folder = backend.folder(row)
    second = loader.loaded(row, use, folder, None, "resident", room_levers(), loader.need(row, use, folder, 0)).pipe
    assert type(second).__name__ == "WanVideoToVideoPipeline"
    assert second.transformer is first.transformer
    assert second.vae is first.vae


def room_levers() -> Any:
    """The levers as they are by default."""
    from backends.diffusion.loader import Levers

    return Levers()


def test_a_draft_takes_half_the_steps_and_a_distilled_model_its_own(backend: Any, tmp_path: Path) -> None:
    from backends.diffusion.job import drafted

    assert [drafted(steps) for steps in (50, 30, 9, 8, 4, 1)] == [25, 15, 4, 8, 4, 1]
    context = HeldContext(tmp_path)
    row = backend.catalogue().rows["tiny-wan"].model_copy(update={"steps": 12})
    asked = request("wan", draft=True)
    backend.maker.make(asked, backend.params(asked), row, backend.folder(row), None, context)
    assert max(done for done, _, phase in context.steps if phase == "drawing") == 6
    assert context.facts["made_with"]["cache"] == 0.1


@pytest.mark.parametrize("model", WORDS_ONLY)
def test_a_lever_that_a_model_cannot_bear_is_let_go_and_said(backend: Any, model: str, tmp_path: Path) -> None:
    context = HeldContext(tmp_path)
    backend.run(request(model, steps=4, cache=0.2), context)
    assert context.frames or context.files
    used, ignored = context.facts["made_with"].get("cache"), context.facts.get("ignored", [])
    assert (used == 0.2) != ("cache" in ignored)
    assert context.steps[-1][0] <= context.steps[-1][1]


def test_skipping_steps_that_change_little_is_a_lever_that_can_be_let_go(backend: Any, tmp_path: Path) -> None:
    def picture(cache: float) -> tuple[Any, dict[str, Any]]:
        context = HeldContext(tmp_path)
        backend.run(request("wan", steps=8, cache=cache), context)
        return context.frames[0], context.facts["made_with"]

    plain, _ = picture(0)
    quick, facts = picture(0.4)
    assert facts["cache"] == 0.4
    assert not np.array_equal(plain, quick)
    assert np.array_equal(picture(0)[0], plain)


@pytest.mark.parametrize("memory", ["resident", "quantized"])
def test_weights_added_by_a_row_change_the_picture_by_their_scale(
    backend: Any, folders: dict[str, Path], tmp_path: Path, memory: str
) -> None:
    import torch
    from safetensors.torch import save_file

    from backends.diffusion.rows import Lora
    from studio import weights as store

    torch.manual_seed(3)
    added = {
        f"transformer.blocks.{block}.attn1.to_{part}.lora_{side}.weight": torch.randn(*shape)
        for block in (0, 1)
        for part in ("q", "v")
        for side, shape in (("A", (4, 24)), ("B", (24, 4)))
    }
    home = store.home(backend.data.models, "some/lora") / "main"
    home.mkdir(parents=True, exist_ok=True)
    save_file(added, str(home / "fast.safetensors"))
    plain = backend.catalogue().rows["tiny-wan"]

    def picture(scale: float) -> Any:
        row = plain.model_copy(
            update={"lora": Lora(repo="some/lora", weight="fast.safetensors", scale=scale)} if scale else {}
        )
        context = HeldContext(tmp_path)
        asked = request("wan", steps=2, memory=memory)
        backend.maker.make(asked, backend.params(asked), row, folders["wan"], home if scale else None, context)
        return context.frames[0].astype(int)

    none, little, much = picture(0), picture(0.001), picture(1.0)
    assert np.abs(much - none).mean() > 4 * np.abs(little - none).mean()
    assert np.abs(much - none).mean() > 1

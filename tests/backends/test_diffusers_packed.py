"""Layers in 4 bits: what they lose, what they weigh, and what of a model stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tiny_rows
from diffusion_cases import CASES, needs_torch
from held_context import HeldContext

from backends.diffusion.clips import clip
from backends.diffusion.memory import group, packs, spares
from studio.backend import Request

pytestmark = [needs_torch, pytest.mark.slow, pytest.mark.filterwarnings("ignore")]
WORDS_ONLY = {case.model: case for case in reversed(CASES) if not case.inputs}


def layer(rows: int, columns: int, dtype: str = "float32") -> Any:
    """A linear layer with normally distributed weights and a bias."""
    import torch

    torch.manual_seed(1)
    made = torch.nn.Linear(columns, rows)
    torch.nn.init.normal_(made.weight, std=0.02)
    return made.to(getattr(torch, dtype))


@pytest.mark.parametrize("dtype", ["float32", "bfloat16", "float16"])
@pytest.mark.parametrize(("columns", "least"), [(1024, 21.0), (96, 21.0), (40, 21.0)])
def test_a_packed_layer_is_twenty_decibels_above_its_error(columns: int, least: float, dtype: str) -> None:
    import torch

    from backends.diffusion.packed import Packed

    plain = layer(512, columns, dtype)
    packed = Packed(plain, torch.device("cpu"))
    given = torch.randn(64, columns, dtype=plain.weight.dtype)
    with torch.inference_mode():
        want, got = plain(given).float(), packed(given).float()
    assert packed.weight.dtype == plain.weight.dtype
    assert packed.weight.shape == plain.weight.shape
    assert 10 * torch.log10(want.var() / (want - got).var()) > least
    held = packed.codes.nbytes + packed.scale.nbytes
    assert held == columns * 512 // 2 + columns * 512 // group(columns) * plain.weight.element_size()


def test_the_largest_weight_of_a_group_its_sign_and_nothing_are_kept() -> None:
    import torch

    from backends.diffusion.packed import Packed

    plain = torch.nn.Linear(32, 2, bias=False)
    torch.nn.init.zeros_(plain.weight)
    with torch.no_grad():
        plain.weight[0, 3], plain.weight[0, 4] = -8.0, 4.0
    weight = Packed(plain, torch.device("cpu")).weight
    assert weight[0, 3] == pytest.approx(-8, rel=0.03)
    assert weight[0, 4] == pytest.approx(4, rel=0.06)
    assert not weight[1].any()


def test_what_is_no_matrix_or_too_narrow_is_not_packed() -> None:
    assert packs((512, 1024))
    assert packs((512, 24))
    assert not packs((512, 20))
    assert not packs((512,))
    assert not packs((4, 512, 512))


def test_embeddings_norms_heads_and_what_a_class_names_are_spared_with_all_they_hold() -> None:
    spared = spares(("wo",))
    for name in (
        "shared",
        "x.embed_tokens",
        "blocks.1.norm1.linear",
        "proj_out",
        "proj_in.linear",
        "layer.1.wo",
        "lm_head",
    ):
        assert spared(name), name
    for name in ("blocks.0.attn1.to_q", "blocks.0.proj_out", "layers.3.mlp.down_proj"):
        assert not spared(name), name


def test_only_plain_linear_layers_are_packed_and_only_once() -> None:
    import torch

    from backends.diffusion.packed import Packed, pack

    class Wrapped(torch.nn.Module):
        """A layer with weights added to it, as the adapter library lays it out."""

        def __init__(self) -> None:
            super().__init__()
            self.base_layer = layer(32, 32)
            self.lora_A = torch.nn.ModuleDict({"row": layer(4, 32)})

    model = torch.nn.ModuleDict(
        {"to_q": layer(64, 64), "norm": layer(64, 64), "conv": torch.nn.Conv2d(8, 8, 3), "to_v": Wrapped()}
    )
    pack(model, torch.device("cpu"), ())
    first = model["to_q"]
    pack(model, torch.device("cpu"), ())
    assert model["to_q"] is first
    kinds = {name: type(part).__name__ for name, part in model.named_modules() if not [*part.children()]}
    assert kinds == {
        "to_q": "Packed", "norm": "Linear", "conv": "Conv2d", "to_v.base_layer": "Packed", "to_v.lora_A.row": "Linear"
    }  # fmt: skip
    assert isinstance(first, Packed)


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The backend in this process, set up on the CPU."""
    import tiny_models

    root = tmp_path_factory.mktemp("tiny")
    folders = {name: tiny_models.save(name, root) for name in WORDS_ONLY}
    with tiny_rows.set_up(folders, tmp_path_factory.mktemp("packed")) as made:
        yield made


@pytest.mark.parametrize("model", WORDS_ONLY)
def test_every_architecture_draws_packed_nearly_as_it_draws_whole(backend: Any, model: str, tmp_path: Path) -> None:
    def frames(memory: str) -> Any:
        case = WORDS_ONLY[model]
        params = {"prompt": "a ship", "model": f"tiny-{model}", **case.params, "steps": 2, "memory": memory}
        context = HeldContext(tmp_path)
        backend.run(Request(task=case.task, backend="diffusers", version="1", params=params), context)
        assert context.facts["made_with"]["policy"] == memory
        return np.array(context.frames or [picture for file in context.files for picture in clip(file).read()], int)

    away = np.abs(frames("resident") - frames("quantized")).mean()
    assert 0 < away < 12, "another seed's picture is about 40 away"

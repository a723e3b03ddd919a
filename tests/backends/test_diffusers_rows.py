"""The catalogue, model folders and memory policies, without torch."""

from __future__ import annotations

import json
import os
import struct
from pathlib import Path
from typing import Any

import pytest

from backends.diffusion import INSTALL, Diffusers, rows
from backends.diffusion.folder import components
from backends.diffusion.measured import Measured
from backends.diffusion.memory import LADDER, OVERHEAD, Need, choose, on_cpu
from studio import Request, Task
from studio.errors import BadInput, NotReady

GB = 1_000_000_000


# ------------------------------------------------------------------------------------------------------ catalogue


def test_every_task_has_a_default_for_every_card_and_it_is_permissive() -> None:
    catalogue = rows.load()
    for task in (
        Task.TEXT_TO_IMAGE,
        Task.IMAGE_TO_IMAGE,
        Task.TEXT_TO_VIDEO,
        Task.IMAGE_TO_VIDEO,
        Task.VIDEO_TO_VIDEO,
        Task.EXTEND,
        Task.BRIDGE,
        Task.LOOP,
    ):
        for card in (8, 12, 16, 24, 48, 80):
            row = catalogue.default(task, card)
            assert (row.commercial, row.gated) == ("yes", False), row.id
            assert row.default_from_gb <= card


def test_what_is_not_permissive_is_shown_but_never_a_default() -> None:
    catalogue = rows.load()
    marked = [row for row in catalogue.rows.values() if row.commercial != "yes" or row.gated]
    assert {"flux.1-dev", "ltx-2", "ltx-2.5", "hunyuan-video-1.5"} <= {row.id for row in marked}
    assert all(row.default_from_gb == 0 for row in marked)
    table = catalogue.rows["ltx-2"].model_dump(mode="json") | {"default_from_gb": 48}
    with pytest.raises(ValueError, match="anybody may get and use"):
        rows.Row.model_validate(table)


def test_a_default_whose_weights_are_here_comes_before_one_to_be_fetched() -> None:
    catalogue = rows.load()
    assert catalogue.default(Task.TEXT_TO_VIDEO, 24).id == "wan-2.2-14b"
    assert catalogue.default(Task.TEXT_TO_VIDEO, 24, here=["wan-2.1-1.3b"]).id == "wan-2.1-1.3b"


def test_no_commit_is_made_up() -> None:
    assert all(row.revision == "" or len(row.revision) == 40 for row in rows.load().rows.values())


@pytest.mark.parametrize("row", rows.load().rows.values(), ids=lambda row: row.id)
def test_a_row_snaps_to_sizes_and_lengths_it_can_make(row: rows.Row) -> None:
    for width, height in ((1280, 720), (720, 1280), (1920, 1080), (1024, 1024), (2048, 2048), (128, 72), (16, 16)):
        wide, tall = row.snapped(width, height)
        assert wide % row.size_multiple == tall % row.size_multiple == 0
        assert wide * tall <= max(row.pixels, row.min_side**2, row.size_multiple**2)
        if width * height >= 500_000:
            assert abs(wide / tall / (width / height) - 1) < 0.15
    assert row.rule.up(row.window) == row.window


def test_a_user_row_of_the_same_id_takes_the_place_of_ours(tmp_path: Path) -> None:
    user = tmp_path / "models.toml"
    user.write_text(
        '[[model]]\nid = "sdxl"\ntitle = "Mine"\nfolder = "/x"\nlicence = "MIT"\ncommercial = "yes"\n'
        '[model.tasks.text_to_image]\npipeline = "StableDiffusionXLPipeline"\n'
    )
    assert rows.load(user).rows["sdxl"].title == "Mine"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[model]\n", "models.toml: "),
        ("[model]\nid = 3\n", "write [[model]], not [model]"),
        ('[[model]]\nid = "x1"\n', "model x1: `title` is missing"),
        ("[[model]]\ntitle = 'a'\n", "model number 1: `id` is missing"),
    ],
)
def test_a_faulty_file_is_named_and_the_shipped_rows_stay(tmp_path: Path, text: str, words: str) -> None:
    user = tmp_path / "models.toml"
    user.write_text(text)
    loaded = rows.load(user)
    assert any(words in fault for fault in loaded.faults), loaded.faults
    assert set(loaded.rows) == set(rows.load().rows)


def test_an_unknown_model_and_one_that_cannot_are_told_apart() -> None:
    catalogue = rows.load()
    with pytest.raises(BadInput, match="'sdxxl' is not in the catalogue") as unknown:
        catalogue.get("sdxxl", Task.TEXT_TO_IMAGE)
    assert "z-image-turbo" in unknown.value.todo
    with pytest.raises(BadInput, match="'sdxl' cannot do 'text_to_video'"):
        catalogue.get("sdxl", Task.TEXT_TO_VIDEO)


# -------------------------------------------------------------------------------------------------- model folders


def tensors(path: Path, cut: int = 0, **shapes: tuple[int, ...]) -> None:
    """A safetensors file of bfloat16 zeros."""
    table: dict[str, Any] = {}
    end = 0
    for name, shape in shapes.items():
        size = 2
        for side in shape:
            size *= side
        table[name.replace("__", ".")] = {"dtype": "BF16", "shape": list(shape), "data_offsets": [end, end + size]}
        end += size
    header = json.dumps(table).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((struct.pack("<Q", len(header)) + header + bytes(end))[: -cut or None])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model folder with a transformer, a text encoder and a scheduler."""
    made = tmp_path / "model"
    tensors(made / "transformer" / "diffusion_pytorch_model.safetensors", a__weight=(10, 20), b=(5,))
    tensors(made / "text_encoder" / "model.safetensors", shared__weight=(7, 3), encoder__embed_tokens__weight=(7, 3))
    for name in ("transformer", "text_encoder"):
        (made / name / "config.json").write_text("{}")
    (made / "scheduler").mkdir()
    index = {
        "_class_name": "WanPipeline",
        "transformer": ["diffusers", "WanTransformer3DModel"],
        "text_encoder": ["transformers", "UMT5EncoderModel"],
        "scheduler": ["diffusers", "UniPCMultistepScheduler"],
        "image_encoder": [None, None],
    }
    (made / "model_index.json").write_text(json.dumps(index))
    return made


def test_bytes_come_from_headers_and_tied_weights_count_once(folder: Path) -> None:
    kind, found = components(folder)
    assert kind == "WanPipeline"
    assert set(found) == {"transformer", "text_encoder", "scheduler"}
    assert found["transformer"].bytes("bfloat16") == 2 * 205
    assert found["transformer"].bytes("float32") == 4 * 205
    assert found["transformer"].bytes("bfloat16", lambda name: name == "b") == 2 * 200 + 4 * 5
    assert found["text_encoder"].bytes("bfloat16") == 2 * 21


def broken(what: str, folder: Path) -> None:
    """Break a folder in one way."""
    transformer = folder / "transformer"
    weights = transformer / "diffusion_pytorch_model.safetensors"
    index = json.loads((folder / "model_index.json").read_text())
    if what == "no index":
        (folder / "model_index.json").unlink()
    elif what == "no config":
        (transformer / "config.json").unlink()
    elif what == "no weights":
        weights.unlink()
    elif what == "pickled":
        weights.rename(transformer / "diffusion_pytorch_model.bin")
    elif what == "cut":
        tensors(weights, cut=10, a=(10, 20))
    elif what == "no safetensors":
        weights.write_bytes(b"hello")
    elif what == "no shard":
        weights.unlink()
        shards = {"weight_map": {"a": "diffusion_pytorch_model-00001-of-00002.safetensors"}}
        (transformer / "diffusion_pytorch_model.safetensors.index.json").write_text(json.dumps(shards))
    elif what == "shard outside":
        weights.unlink()
        shards = {"weight_map": {"a": "../../secret.safetensors"}}
        (transformer / "diffusion_pytorch_model.safetensors.index.json").write_text(json.dumps(shards))
    elif what == "foreign library":
        (folder / "model_index.json").write_text(json.dumps({**index, "vae": ["evilmod", "Evil"]}))
    elif what == "own code":
        (folder / "model_index.json").write_text(json.dumps({**index, "transformer": ["transformer/my_code", "Evil"]}))
    elif what == "odd name":
        (folder / "model_index.json").write_text(json.dumps({**index, "../x": ["diffusers", "AutoencoderKL"]}))


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("no index", "'model_index.json' is missing"),
        ("no config", "'transformer/config.json' is missing"),
        ("no weights", r"'transformer/\*.safetensors' is missing"),
        ("pickled", r"transformer/ of 'model' holds only pickled weights \(diffusion_pytorch_model.bin\)"),
        ("cut", "'diffusion_pytorch_model.safetensors' .* is damaged: it has .* bytes where .* belong"),
        ("no safetensors", "'diffusion_pytorch_model.safetensors' .* is damaged"),
        ("no shard", "'transformer/diffusion_pytorch_model-00001-of-00002.safetensors' is missing"),
        ("shard outside", "names files outside its folder"),
        ("foreign library", "wants to load 'Evil' from 'evilmod'"),
        ("own code", "wants to load 'Evil' from 'transformer/my_code'"),
        ("odd name", "'../x' is no component"),
    ],
)
def test_a_broken_folder_is_named_before_anything_loads(folder: Path, what: str, words: str) -> None:
    components(folder)
    broken(what, folder)
    with pytest.raises(NotReady, match=words) as caught:
        components(folder)
    assert caught.value.todo


# -------------------------------------------------------------------------------------------------------- memory


WHOLE = {"transformer": 28 * GB, "text_encoder": 11 * GB, "vae": GB // 2}
EIGHT = {**WHOLE, "transformer": 15 * GB, "text_encoder": 7 * GB}
FOUR = {**WHOLE, "transformer": 8 * GB, "text_encoder": 5 * GB}
NEED = Need(WHOLE, 3 * GB, {"fp8": EIGHT, "quantized": FOUR})


@pytest.mark.parametrize(
    ("card", "first"),
    [(80, "resident"), (46, "resident"), (34, "offload"), (24, "fp8"), (16, "quantized"), (12, "group"), (8, "group")],
)
def test_the_first_policy_that_fits_is_taken_and_those_below_stand_by(card: int, first: str) -> None:
    ladder = choose(NEED, card * GB, 128 * GB)
    assert ladder[0] == first
    assert ladder == LADDER[LADDER.index(ladder[0]) :]
    assert NEED.card(ladder[0]) <= card * GB


def test_an_asked_policy_is_where_the_search_begins() -> None:
    assert choose(NEED, 80 * GB, 128 * GB, "fp8") == ("fp8", "quantized", "group")


def test_what_does_not_fit_is_refused_with_what_would() -> None:
    with pytest.raises(
        NotReady, match=r"needs 7\.9 GB of graphics memory even layer by layer; slow; 6\.0 GB are there"
    ):
        choose(NEED, 6 * GB, 128 * GB)
    with pytest.raises(NotReady, match=r"needs 41\.0 GB of main memory beside the card; 32\.0 GB are free"):
        choose(NEED, 24 * GB, 32 * GB)
    with pytest.raises(NotReady, match=r"Without a GPU it needs 42\.5 GB of main memory; 16\.0 GB are free"):
        on_cpu(NEED, 16 * GB)
    on_cpu(NEED, 64 * GB)
    assert NEED.card("resident") == 39.5 * GB + 3 * GB + OVERHEAD


# ------------------------------------------------------------------------------------------------------- backend


@pytest.fixture
def backend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Diffusers:
    """The backend over an empty data folder, on a machine without a card."""
    monkeypatch.setenv("STUDIO_DATA", str(tmp_path))
    monkeypatch.delenv("HF_HOME", raising=False)
    monkeypatch.setattr("backends.diffusion.vram_bytes", lambda: 0)
    return Diffusers()


def test_without_its_packages_it_says_what_to_install(backend: Diffusers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backends.diffusion.find_spec", lambda name: None if name == "torch" else object())
    readiness = backend.check()
    assert (readiness.state, readiness.sentence, readiness.mend) == ("needs packages", "Not installed: torch.", INSTALL)
    with pytest.raises(NotReady, match="Not installed: torch"):
        backend.setup("cpu")


def test_without_weights_it_says_what_to_fetch(backend: Diffusers, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backends.diffusion.find_spec", lambda name: object())
    readiness = backend.check()
    assert readiness.state == "needs weights"
    assert "`studio models pull flux.2-klein-4b` fetches 16 GB" in readiness.mend
    request = Request(task=Task.TEXT_TO_VIDEO, backend="diffusers", version="1", params={"prompt": "a ship"})
    with pytest.raises(NotReady, match=r"weights of 'wan-2.1-1.3b' \(Wan-AI/Wan2.1-T2V-1.3B-Diffusers\) are not here"):
        backend.run(request, None)  # type: ignore[arg-type]


def test_the_manifest_offers_models_by_task_and_shows_their_terms(backend: Diffusers) -> None:
    manifest = backend.manifest()
    spec = manifest.spec(Task.BRIDGE)
    assert spec is not None
    assert set(spec.params["properties"]["model"]["enum"]) >= {"", "wan-2.1-flf2v-14b", "ltx-2"}
    shown = {model.id: model for model in manifest.models}
    assert (shown["flux.1-dev"].commercial, shown["flux.1-dev"].gated) == ("no", True)
    assert shown["wan-2.2-5b"].parts[0].repo == "Wan-AI/Wan2.2-TI2V-5B-Diffusers"


OWN = """
[[model]]
id = "own"
title = "Own"
folder = "/x"
licence = "MIT"
commercial = "yes"
steps = 30
[model.tasks.text_to_image]
pipeline = "ZImagePipeline"
[model.tasks.image_to_image]
pipeline = "ZImageImg2ImgPipeline"
"""


@pytest.mark.parametrize(
    ("edit", "own", "unnamed"),
    [
        (("steps = 30", "steps = 20"), True, False),
        (("steps = 30", 'steps = 30\nrevision = "' + "a" * 40 + '"'), True, False),
        (('folder = "/x"', 'folder = "/y"'), True, False),
        (('title = "Own"', 'title = "Mine"\nnote = "good"\nactivation = 40.0\nvram_gb = {resident = 9}'), False, False),
        (("steps = 30", "steps = 30\ndefault_from_gb = 8"), False, True),
    ],
    ids=["steps", "commit", "folder", "words", "default"],
)
def test_what_is_asked_of_an_edited_row_is_another_request_and_of_others_is_not(
    backend: Diffusers, edit: tuple[str, str], own: bool, unnamed: bool
) -> None:
    assert backend.data is not None
    user = backend.data.root / "models.toml"
    asked = (
        ("own", Task.TEXT_TO_IMAGE),
        ("", Task.TEXT_TO_IMAGE),
        ("sdxl", Task.TEXT_TO_IMAGE),
        ("", Task.TEXT_TO_VIDEO),
    )

    def versions(text: str) -> list[str]:
        user.write_text(text)
        assert not backend.catalogue().faults
        manifest = backend.manifest()
        return [manifest.version_for(task, {"model": name}) for name, task in asked]

    before, after = versions(OWN), versions(OWN.replace(*edit))
    assert len(set(before)) == len(before)
    assert all(version.startswith("1.") for version in before)
    assert [one != other for one, other in zip(before, after, strict=True)] == [own, unnamed, False, False]


def test_a_worker_that_runs_sees_an_edited_row(tmp_path: Path) -> None:
    from studio.cli.generate import read_request
    from studio.datafolder import open_data
    from studio.jobs.generate import Workshop
    from studio.settings import Settings

    data = open_data(tmp_path / "data")
    user = data.root / "models.toml"
    user.write_text(OWN)
    workshop = Workshop(data, Settings(backends={"text_to_image": "diffusers"}))
    try:

        def keys() -> list[str]:
            words = (("model=own",), ("model=sdxl",))
            return [read_request(workshop, Task.TEXT_TO_IMAGE, (), word, None, 1).key for word in words]

        first = keys()
        assert keys() == first
        user.write_text(OWN.replace("steps = 30", "steps = 8"))
        second = keys()
    finally:
        workshop.close()
    assert (first[0] != second[0], first[1] == second[1]) == (True, True)


def test_a_plan_snaps_the_size_and_says_what_it_takes(backend: Diffusers) -> None:
    params = {"prompt": "a ship", "width": 1280, "height": 720, "seconds": 4, "model": "wan-2.1-1.3b"}
    estimate = backend.plan(Request(task=Task.TEXT_TO_VIDEO, backend="diffusers", version="1", params=params))
    assert (estimate.params["width"], estimate.params["height"]) == (832, 480)
    assert estimate.seconds > 60
    assert estimate.vram_bytes >= 7 * GB


def test_a_plan_reads_the_memory_from_the_files_and_refuses_what_fits_no_way(
    backend: Diffusers, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = (
        f'[[model]]\nid = "own"\ntitle = "Own"\nfolder = "{folder}"\nlicence = "MIT"\ncommercial = "yes"\nfps = 16\n'
        'window = 81\nframes_rule = "4n+1"\nsize = [832, 480]\nactivation = 100.0\n'
        '[model.tasks.text_to_video]\npipeline = "WanPipeline"\n'
    )
    assert backend.data is not None
    (backend.data.root / "models.toml").write_text(row)
    params = {"model": "own", "width": 832, "height": 480, "seconds": 5}
    asked = Request(task=Task.TEXT_TO_VIDEO, backend="diffusers", version="1", params=params)
    monkeypatch.setattr("backends.diffusion.vram_bytes", lambda: 24 * GB)
    weights = 2 * (205 + 21)
    assert backend.plan(asked).vram_bytes == weights + 100 * 832 * 480 * 80 + OVERHEAD
    Measured(backend.data.cache).add("own", "cuda:0", step=0.5, activation=150.0)
    assert backend.plan(asked).vram_bytes == weights + 150 * 832 * 480 * 80 + OVERHEAD
    monkeypatch.setattr("backends.diffusion.vram_bytes", lambda: 4 * GB)
    with pytest.raises(NotReady, match="graphics memory even layer by layer"):
        backend.plan(asked)


def test_importing_it_costs_nothing() -> None:
    import subprocess
    import sys

    code = "import sys, backends.diffusion; print([name for name in ('torch', 'diffusers', 'numpy', 'cv2', 'av') if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True, env={**os.environ}
    )
    assert done.stdout.strip() == "[]"

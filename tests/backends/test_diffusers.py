"""Every architecture through the studio's own path: tiny random weights, loaded as real model folders are."""

from __future__ import annotations

import asyncio
import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from diffusion_cases import CASES, Case, Room, needs_torch, room

from backends.diffusion import Diffusers
from backends.diffusion.asked import PARAMS
from studio.errors import BackendError
from studio.jobs import platform
from studio.jobs.contract import Finding, findings
from studio.jobs.generate import Event, check, generate, plan
from studio.tasks import Task

pytestmark = [needs_torch, pytest.mark.slow, pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """All tiny models, in one warm host."""
    with room(tmp_path_factory.mktemp("models"), tuple(dict.fromkeys(case.model for case in CASES))) as opened:
        yield opened


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_architecture_makes_what_is_asked_with_progress_and_preview_the_same_each_time(
    studio: Room, case: Case
) -> None:
    events: list[Event] = []
    request = studio.request(case, steps=3)
    made = studio.make(request, events.append)
    assert (made.facts["width"], made.facts["height"]) == case.size
    if case.frames:
        assert made.facts["frames"] == case.frames
        assert made.facts["has_audio"] == case.sound
    steps = [event for event in events if event.kind == "progress" and event.phase == "drawing"]
    assert len(steps) >= 2
    assert steps[-1].done == steps[-1].total
    assert any(event.kind == "preview" for event in events)
    assert studio.again(request).id == made.id


def test_another_seed_makes_another_picture(studio: Room) -> None:
    case = CASES[0]
    assert studio.make(studio.request(case, seed=2)).id != studio.make(studio.request(case, seed=3)).id


def test_the_recipe_names_the_model_its_weights_and_how_it_lay_in_memory(studio: Room) -> None:
    facts = studio.make(
        studio.request(Case("wan", Task.TEXT_TO_VIDEO, {"width": 32, "height": 32, "seconds": 0.1}))
    ).facts
    made = facts["made_with"]
    assert made["model"] == "tiny-wan"
    assert made["policy"] == "resident"
    assert made["dtype"] == ("float32" if Diffusers.loader_device("cpu") == "cpu" else "bfloat16")
    assert {name.partition("/")[0] for name in made["sha256"]} == {"transformer", "text_encoder", "vae"}
    assert all(len(digest) == 64 for digest in made["sha256"].values())


def test_what_a_model_does_not_understand_is_named(studio: Room) -> None:
    made = studio.make(studio.request(Case("flux", Task.TEXT_TO_IMAGE, {"width": 32, "height": 32}), negative="people"))
    assert made.facts["ignored"] == ["negative_prompt"]


def test_a_size_that_no_model_can_make_is_snapped_and_said(studio: Room) -> None:
    case = Case("flux", Task.TEXT_TO_IMAGE, {"width": 500, "height": 301})
    made = studio.make(studio.request(case))
    width, height = made.facts["snaps_size"]
    assert (made.facts["width"], made.facts["height"]) == (width, height)
    assert width % 16 == height % 16 == 0
    assert abs(width / height - 500 / 301) < 0.3
    assert studio.run(plan(studio.request(case), studio.workshop)).params["width"] == width


@pytest.mark.parametrize("memory", ["offload", "group"])
def test_other_ways_to_lie_in_memory_draw_the_same_picture(studio: Room, memory: str) -> None:
    case = Case("wan", Task.TEXT_TO_VIDEO, {"width": 32, "height": 32, "seconds": 0.1})
    resident = studio.make(studio.request(case, seed=5))
    other = studio.make(studio.request(case, seed=5, memory=memory))
    assert other.facts["made_with"]["policy"] == memory
    assert other.id == resident.id


@pytest.mark.parametrize(("memory", "away"), [("fp8", 12), ("quantized", 24)])
def test_fewer_bits_draw_nearly_the_same_picture(studio: Room, memory: str, away: float) -> None:
    import numpy as np
    from PIL import Image

    case = Case("flux", Task.TEXT_TO_IMAGE, {"width": 32, "height": 32})
    pictures = [studio.make(studio.request(case, seed=6, memory=memory)) for memory in ("resident", memory)]
    first, second = (
        np.asarray(Image.open(studio.workshop.shelf.open_local(made.id)).convert("RGB"), int) for made in pictures
    )
    assert pictures[1].facts["made_with"]["policy"] == memory
    assert 0 < np.abs(first - second).mean() < away


def test_a_clip_longer_than_the_window_is_chained_to_its_exact_length(studio: Room) -> None:
    case = Case("wan_vace", Task.TEXT_TO_VIDEO, {"width": 32, "height": 32, "seconds": 2.5, "rate": "25"})
    events: list[Event] = []
    made = studio.make(studio.request(case, steps=2), events.append)
    assert made.facts["frames"] == 62
    steps = [event for event in events if event.phase == "drawing"]
    assert steps[-1].done == steps[-1].total == 2 * 3  # windows of 17 frames, 5 of them shared: 17 + 12 + 12


def test_a_model_that_cannot_go_on_says_how_long_and_who_can(studio: Room) -> None:
    with pytest.raises(BackendError, match=r"makes 1\.1 s at most and cannot go on") as caught:
        studio.make(studio.request(Case("sana_video", Task.TEXT_TO_VIDEO, {"width": 32, "height": 32, "seconds": 9})))
    assert "helios" in caught.value.todo


def test_a_mask_is_painted_within_and_nothing_else_changes(studio: Room) -> None:
    import numpy as np
    from PIL import Image

    from studio.shelf.probe import probe

    mask = studio.workshop.data.tmp / "mask.png"
    painted = np.zeros((36, 64), np.uint8)
    painted[:, 32:] = 255
    Image.fromarray(painted).convert("RGB").save(mask)
    shelf = studio.workshop.shelf
    name = shelf.commit(mask, "image", recipe={}, facts=probe(shelf.data.tmp / "mask.png")).id
    request = studio.request(Case("sd", Task.IMAGE_TO_IMAGE))
    made = studio.make(request.model_copy(update={"inputs": {**request.inputs, "mask": name}}))
    before = np.asarray(Image.open(shelf.open_local(studio.files["picture"])).convert("RGB"), int)
    after = np.asarray(Image.open(shelf.open_local(made.id)).convert("RGB"), int)
    assert np.abs(after - before)[:, :30].max() <= 1
    assert np.abs(after - before)[:, 34:].mean() > 10


def test_a_running_generation_is_stopped_within_two_seconds(studio: Room) -> None:
    async def stopped() -> tuple[float, list[int]]:
        begun = asyncio.Event()
        request = studio.request(CASES[0], seed=9, steps=200)

        def heard(event: Event) -> None:
            if event.phase == "drawing":
                begun.set()

        task = asyncio.create_task(generate(request, workshop=studio.workshop, job="stop", on_event=heard))
        await asyncio.wait_for(begun.wait(), 120)
        pids = [host.pid for host in studio.workshop.pool.busy]
        at = time.monotonic()
        task.cancel()
        await asyncio.wait({task})
        return time.monotonic() - at, pids

    took, pids = studio.run(stopped())
    assert took < 2
    assert pids
    assert not any(platform.alive(pid) for pid in pids)
    assert not list(studio.workshop.data.tmp.glob("stop*"))


def test_two_requests_at_once_share_one_host_and_its_model(studio: Room) -> None:
    async def both() -> list[str]:
        requests = [studio.request(CASES[0], seed=seed) for seed in (21, 22)]
        made = [generate(request, workshop=studio.workshop, job=f"two-{request.seed}") for request in requests]
        return [asset.id for asset in await asyncio.gather(*made)]

    assert len(set(studio.run(both()))) == 2
    assert len(studio.workshop.pool.idle["diffusers"]) == 1


def test_a_new_row_for_other_argument_names_needs_no_code(studio: Room) -> None:
    rows = studio.workshop.data.root / "models.toml"
    before = rows.read_text()
    folder = next(line for line in before.splitlines() if line.startswith("folder") and "sana_video" in line)
    rows.write_text(
        before
        + f"""
[[model]]
id = "my-own"
title = "My own"
{folder}
licence = "MIT"
commercial = "yes"
steps = 2
size = [64, 32]
size_multiple = 32
window = 9
frames_rule = "4n+1"
fps = 16
cfg_param = "guidance_scale"
arg_map = {{ num_frames = "frames", negative_prompt = "negative_prompt" }}
extra = {{ use_resolution_binning = false, complex_human_instruction = [] }}
[model.tasks.text_to_video]
pipeline = "SanaVideoPipeline"
"""
    )
    try:
        case = Case("", Task.TEXT_TO_VIDEO)
        made = studio.make(studio.request(case, model="my-own", width=64, height=32, seconds=0.25))
        assert made.facts["made_with"]["model"] == "my-own"
        assert made.facts["frames"] == 6
    finally:
        rows.write_text(before)


def row_for(folder: Path, pipeline: str = "FluxPipeline", more: str = "") -> str:
    """A row of a user's own for a model folder."""
    return (
        f'\n[[model]]\nid = "own"\ntitle = "Own"\nfolder = "{folder}"\nlicence = "MIT"\ncommercial = "yes"\n'
        f'size = [32, 32]\nsteps = 2\n{more}\n[model.tasks.text_to_image]\npipeline = "{pipeline}"\n'
    )


def break_folder(how: str, folder: Path) -> str:
    """Break a copy of a model folder; the row that names it."""
    transformer = folder / "transformer" / "diffusion_pytorch_model.safetensors"
    if how == "missing file":
        transformer.unlink()
    elif how == "pickle only":
        transformer.rename(transformer.with_suffix(".bin"))
    elif how == "unknown pipeline":
        return row_for(folder, pipeline="PipelineOfTomorrow")
    elif how == "unknown class":
        index = json.loads((folder / "model_index.json").read_text())
        index["transformer"] = ["diffusers", "TransformerOfTomorrow"]
        (folder / "model_index.json").write_text(json.dumps(index))
    elif how == "wrong hash":
        return row_for(folder, more=f'sha256 = {{ "transformer/{transformer.name}" = "{"0" * 64}" }}')
    elif how == "wrong config":
        config = json.loads((folder / "transformer" / "config.json").read_text())
        (folder / "transformer" / "config.json").write_text(json.dumps({**config, "num_layers": 7}))
    return row_for(folder)


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("missing file", r"'transformer/\*\.safetensors' is missing in the model folder"),
        ("pickle only", r"holds only pickled weights \(diffusion_pytorch_model\.bin\), which can run code"),
        ("unknown pipeline", r"has no pipeline 'PipelineOfTomorrow'"),
        ("unknown class", r"'transformer' is a 'TransformerOfTomorrow', which diffusers .* does not have"),
        ("wrong hash", r"not what they must be: transformer/.* the catalogue says 000000000000"),
        ("wrong config", r"configuration of 'transformer' asks for .* weights; its files hold"),
    ],
)
def test_a_broken_model_is_said_plainly_and_stops_no_other(studio: Room, tmp_path: Path, how: str, words: str) -> None:
    rows = studio.workshop.data.root / "models.toml"
    before = rows.read_text()
    line = next(line for line in before.splitlines() if line.startswith("folder") and line.endswith('/flux"'))
    folder = tmp_path / "own"
    shutil.copytree(line.partition('"')[2].rstrip('"'), folder)
    rows.write_text(before + break_folder(how, folder))
    try:
        with pytest.raises(BackendError, match=words) as caught:
            studio.make(studio.request(Case("", Task.TEXT_TO_IMAGE, {"width": 32, "height": 32}), model="own"))
        assert caught.value.kind == "missing_weights"
        assert caught.value.todo
        assert "Traceback" not in caught.value.what
    finally:
        rows.write_text(before)


def test_the_backend_keeps_the_contract(studio: Room) -> None:
    async def held() -> list[Finding]:
        return [finding async for finding in findings("diffusers", studio.workshop)]

    found = studio.run(held())
    assert [finding for finding in found if not finding.kept] == []
    assert {finding.task for finding in found} >= {task.value for task in PARAMS}


def broken_rows() -> list[Any]:
    """Rows that must be refused, and the words that name row and key."""
    return [
        ('steps = "many"', r"model bad: `steps`: Input should be a valid integer.*not 'many'"),
        ("step = 4", r"model bad: `step` is no key of a row"),
        ('commercial = "maybe"', r"model bad: `commercial`: Input should be 'yes', 'no' or 'conditional'"),
        ("size = [50, 32]", r"model bad: `size` \(50, 32\) is no multiple of `size_multiple` 16"),
        ('repo = "a/b"', r"model bad: give either `repo` or `folder`"),
        ('frames_rule = "four"', r"model bad: `frames_rule`"),
    ]


@pytest.mark.parametrize(("line", "words"), broken_rows())
def test_a_faulty_row_is_named_with_its_key_and_stops_no_other(studio: Room, line: str, words: str) -> None:
    rows = studio.workshop.data.root / "models.toml"
    before = rows.read_text()
    key = line.partition(" ")[0]
    good = {"title": '"Bad"', "folder": '"/nowhere"', "licence": '"MIT"', "commercial": '"yes"', "steps": "4"}
    kept = "\n".join(f"{name} = {value}" for name, value in good.items() if name != key)
    rows.write_text(
        f'{before}\n[[model]]\nid = "bad"\n{kept}\n{line}\n[model.tasks.text_to_image]\npipeline = "FluxPipeline"\n'
    )
    try:
        readiness = studio.run(check("diffusers", studio.workshop))
        assert readiness.state == "broken"
        import re

        assert re.search(words, readiness.sentence), readiness.sentence
        studio.make(studio.request(Case("flux", Task.TEXT_TO_IMAGE, {"width": 32, "height": 32}), seed=77))
    finally:
        rows.write_text(before)

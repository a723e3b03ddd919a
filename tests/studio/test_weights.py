"""Weights are fetched whole or not at all, held to their hashes, and found only when all of them are there."""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from small_hub import COMMIT, ROW, SmallHub, serving

from studio import weights
from studio.backend import Model, Part
from studio.cli import app
from studio.datafolder import DataFolder
from studio.errors import BadInput, NotReady, StorageError
from studio.tasks import Task

WEIGHTS = bytes(range(256)) * 9000
FILES = {
    "model_index.json": b'{"_class_name": "X"}',
    "README.md": b"read me",
    "code.py": b"print('no')",
    "everything.safetensors": b"one file for other programs",
    "scheduler/scheduler_config.json": b"{}",
    "unet/config.json": b"{}",
    "unet/diffusion_pytorch_model.safetensors": WEIGHTS,
    "unet/diffusion_pytorch_model.fp16.safetensors": WEIGHTS[:1000],
    "unet/diffusion_pytorch_model.bin": b"pickle",
    "tokenizer/vocab.txt": b"words",
}
WANTED = {
    "model_index.json",
    "scheduler/scheduler_config.json",
    "unet/config.json",
    "unet/diffusion_pytorch_model.safetensors",
    "tokenizer/vocab.txt",
}
PART = Part(repo="some/model")
MODEL = Model(id="some", title="Some", tasks=(Task.TEXT_TO_IMAGE,), parts=(PART,), licence="MIT", commercial="yes")


@pytest.fixture
def hub() -> Iterator[SmallHub]:
    with serving(SmallHub(dict(FILES))) as opened:
        yield opened


@pytest.fixture
def models(tmp_path: Path) -> Path:
    folder = tmp_path / "models"
    folder.mkdir()
    return folder


def fetch(models: Path, hub: SmallHub, **more: Any) -> Path:
    (folder,) = weights.fetch(models, MODEL, endpoint=hub.address, **more)
    return folder


def test_what_a_pipeline_reads_is_fetched_and_nothing_else(models: Path, hub: SmallHub) -> None:
    heard: list[tuple[str, int, int]] = []
    folder = fetch(models, hub, heard=lambda *news: heard.append(news))
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert names == WANTED | {"weights.json"}
    recorded = json.loads((folder / "weights.json").read_text())
    assert recorded["revision"] == COMMIT
    assert (
        recorded["files"]["unet/diffusion_pytorch_model.safetensors"]["sha256"] == hashlib.sha256(WEIGHTS).hexdigest()
    )
    assert heard[-1][1] == heard[-1][2] == sum(len(FILES[name]) for name in WANTED)
    assert [done for _, done, _ in heard] == sorted(done for _, done, _ in heard)


def test_a_variant_takes_the_place_of_the_full_weights() -> None:
    chosen = weights.needed(FILES, PART.model_copy(update={"variant": "fp16"}))
    assert "unet/diffusion_pytorch_model.fp16.safetensors" in chosen
    assert "unet/diffusion_pytorch_model.safetensors" not in chosen


def test_a_branch_is_pinned_to_what_it_meant_first(models: Path, hub: SmallHub) -> None:
    first = fetch(models, hub)
    hub.commit = "f" * 40
    assert fetch(models, hub) == first
    assert fetch(models, hub, newest=True).name == "f" * 40
    assert weights.find(models, PART) == models / "some--model" / ("f" * 40)
    assert weights.find(models, PART.model_copy(update={"revision": COMMIT})) == first


def test_a_fetch_that_broke_off_is_not_found_and_goes_on_where_it_stopped(models: Path, hub: SmallHub) -> None:
    hub.cut_after = 1_500_000
    with pytest.raises(NotReady, match=r"broke off at 1\.5 of 2\.3 MB|cannot be reached"):
        fetch(models, hub)
    assert weights.find(models, PART) is None
    assert not weights.here(models, MODEL)
    hub.cut_after = 0
    hub.asked.clear()
    folder = fetch(models, hub)
    assert (folder / "unet/diffusion_pytorch_model.safetensors").read_bytes() == WEIGHTS
    ranges = [asked for path, asked, _ in hub.asked if path.endswith("diffusion_pytorch_model.safetensors")]
    assert ranges == ["bytes=1500000-"]
    assert not list(models.rglob("*.part"))


def test_two_never_fetch_one_repo_at_once_nor_is_it_removed_meanwhile(models: Path, hub: SmallHub) -> None:
    refused: list[str] = []

    def meanwhile(name: str, done: int, total: int) -> None:
        for work in (lambda: fetch(models, hub), lambda: weights.remove(models, MODEL)):
            with pytest.raises(BadInput, match="is being fetched already"):
                work()
            refused.append(name)

    assert fetch(models, hub, heard=meanwhile).is_dir()
    assert len(refused) >= 2
    assert weights.here(models, MODEL)


@pytest.mark.parametrize("name", ["unet/diffusion_pytorch_model.safetensors", "unet/config.json"])
def test_a_wrong_hash_is_thrown_away(models: Path, hub: SmallHub, name: str) -> None:
    hub.lies_about = name
    with pytest.raises(NotReady, match=f"'{name}' .* wrong hash and was thrown away"):
        fetch(models, hub)
    assert weights.find(models, PART) is None
    assert not list(models.rglob(Path(name).name + "*"))


def test_a_gated_model_says_where_to_ask_and_the_token_stays_with_the_hub(models: Path, hub: SmallHub) -> None:
    hub.gated = True
    with pytest.raises(NotReady, match="HF_TOKEN is not set") as caught:
        fetch(models, hub)
    assert "https://huggingface.co/some/model" in caught.value.todo
    with pytest.raises(NotReady, match="this token may not have it"):
        fetch(models, hub, token="hf_wrong")
    with serving(SmallHub(dict(FILES))) as store:
        hub.redirect_to = store.address
        folder = fetch(models, hub, token="hf_right")
        assert store.asked
        assert all(given == "" for _, _, given in store.asked)
    kept = [path.read_bytes() for path in folder.parent.rglob("*") if path.is_file()]
    assert not any(b"hf_right" in content for content in kept)


def test_no_network_offline_and_unknown_say_so(models: Path, hub: SmallHub) -> None:
    with pytest.raises(NotReady, match=r"127\.0\.0\.1 cannot be reached"):
        weights.fetch(models, MODEL, endpoint="http://127.0.0.1:9")
    with pytest.raises(NotReady, match="the studio is offline"):
        fetch(models, hub, offline=True)
    assert hub.asked == []
    lost = MODEL.model_copy(update={"parts": (Part(repo="some/other"),)})
    with pytest.raises(BadInput, match="knows no 'some/other' at 'main'"):
        weights.fetch(models, lost, endpoint=hub.address)
    fetch(models, hub)
    assert fetch(models, hub, offline=True)


def test_only_pickled_weights_are_refused_by_name(models: Path, hub: SmallHub) -> None:
    hub.files = {name: content for name, content in FILES.items() if not name.endswith(".safetensors")}
    with pytest.raises(
        NotReady, match=r"only pickled weights \(unet/diffusion_pytorch_model.bin\), which can run code"
    ):
        fetch(models, hub)


def test_a_name_that_leads_out_of_the_folder_is_refused(models: Path, hub: SmallHub) -> None:
    hub.files["unet/../../../escape.json"] = b"{}"
    with pytest.raises(NotReady, match="holds a file named"):
        fetch(models, hub)


def test_a_disk_too_small_is_said_before_and_a_full_one_in_the_middle(
    models: Path, hub: SmallHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(models)
    with monkeypatch.context() as patch:
        patch.setattr(weights.shutil, "disk_usage", lambda path: usage._replace(free=1_000_000_500))
        with pytest.raises(StorageError, match=r"'some' needs 0\.0 GB more; 1\.0 GB are free"):
            fetch(models, hub)
    real = weights.os.fsync

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(weights.os, "fsync", full)
    with pytest.raises(StorageError, match="disk is full at"):
        fetch(models, hub)
    assert weights.find(models, PART) is None
    monkeypatch.setattr(weights.os, "fsync", real)
    assert fetch(models, hub)


def test_weights_that_changed_since_are_not_what_was_fetched(models: Path, hub: SmallHub, tmp_path: Path) -> None:
    folder = fetch(models, hub)
    assert weights.broken(folder, {}, tmp_path) == ""
    file = folder / "unet/diffusion_pytorch_model.safetensors"
    with file.open("r+b") as opened:
        opened.seek(1000)
        opened.write(b"x")
    assert "diffusion_pytorch_model.safetensors has the hash" in weights.broken(folder, {}, tmp_path)
    file.unlink()
    assert weights.broken(folder, {}, tmp_path) == "unet/diffusion_pytorch_model.safetensors is missing."


def test_a_folder_of_the_users_own_is_hashed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, cache = tmp_path / "own", tmp_path / "cache"
    folder.mkdir()
    (folder / "model.safetensors").write_bytes(WEIGHTS)
    first = weights.record(folder, cache)
    assert first["model.safetensors"]["sha256"] == hashlib.sha256(WEIGHTS).hexdigest()
    monkeypatch.setattr(weights, "sha256", lambda path: pytest.fail("hashed again"))
    assert weights.record(folder, cache) == first
    assert "the catalogue says 000000000000" in weights.broken(folder, {"model.safetensors": "0" * 64}, cache)


def test_what_the_hubs_own_tools_fetched_is_found(models: Path) -> None:
    theirs = models / "hub" / "models--some--model"
    (theirs / "snapshots" / COMMIT).mkdir(parents=True)
    (theirs / "refs").mkdir()
    (theirs / "refs" / "main").write_text(COMMIT)
    assert weights.find(models, PART) == theirs / "snapshots" / COMMIT


def test_the_command_lists_fetches_shows_and_removes(
    data: DataFolder, hub: SmallHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    (data.root / "models.toml").write_text(ROW)
    monkeypatch.setenv("HF_ENDPOINT", hub.address)

    def studio(*words: str) -> str:
        done = CliRunner().invoke(app, ["models", *words, "--data", str(data.root)], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    def state() -> bool:
        (row,) = [row for row in json.loads(studio("list", "--json")) if row["id"] == "some"]
        return bool(row["here"])

    assert not state()
    assert "films may NOT be sold" in studio("pull", "some")
    assert state()
    (line,) = [line for line in studio("list").splitlines() if line.startswith("some ")]
    assert line.split()[5:7] == ["NO", "here"]
    assert studio("where", "some").strip() == str(data.models / "some--model" / COMMIT)
    studio("rm", "some")
    assert not state()
    assert not (data.models / "some--model").exists()
    with pytest.raises(BadInput, match="There is no model 'sam'"):
        studio("pull", "sam")
    monkeypatch.setenv("STUDIO_OFFLINE", "true")
    with pytest.raises(NotReady, match="offline"):
        studio("pull", "some")

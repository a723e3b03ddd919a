"""An asset is made again from its recipe; what changed is said."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from PIL import Image

from studio.backend import Request
from studio.cli import app
from studio.datafolder import DataFolder, open_data
from studio.errors import BadInput, NotFound
from studio.jobs.generate import Workshop, recipe
from studio.jobs.remake import compare, differences, remake, remake_file
from studio.provenance import recipe as carried
from studio.settings import Settings
from studio.shelf.assets import Asset
from studio.shelf.probe import probe
from studio.tasks import Task


@pytest.fixture
def workshop(data: DataFolder) -> Iterator[Workshop]:
    opened = Workshop(data, Settings(min_free_bytes=0))
    yield opened
    opened.close()


def request(workshop: Workshop) -> Request:
    manifest, _ = workshop.registry.get("foley")
    return Request(
        task=Task.SOUND_EFFECT,
        backend="foley",
        version=manifest.version,
        params={"prompt": "a deep boom", "seconds": 1},
    )


@pytest.fixture
def run() -> Iterator[Callable[..., Any]]:
    """One loop for all that a test asks: hosts stay bound to it."""
    with asyncio.Runner() as runner:
        yield runner.run


def test_the_same_comes_out_identical_and_another_recipe_close_or_changed(
    workshop: Workshop, tmp_path: Path, run: Callable[..., Any]
) -> None:
    import soundfile

    from studio.jobs.generate import generate

    asked = request(workshop)
    made = run(generate(asked, workshop=workshop, job="first"))
    again = run(remake(made.id, workshop))
    assert (again.verdict, again.asset) == ("identical", made.id)

    samples, rate = soundfile.read(str(workshop.shelf.open_local(made.id)), dtype="float32")
    manifest, _ = workshop.registry.get("foley")
    for share, verdict in ((0.001, "close"), (0.3, "changed")):
        path = tmp_path / f"other-{share}.wav"
        soundfile.write(
            str(path),
            samples + share * np.sin(np.arange(len(samples)))[:, None].astype(np.float32),
            rate,
            subtype="FLOAT",
        )
        workshop.shelf.forget(asked.key)
        other = workshop.shelf.commit(path, "audio", key=asked.key, recipe=recipe(asked, manifest), facts=probe(path))
        found = run(remake(other.id, workshop))
        assert (found.verdict, found.asset) == (verdict, made.id), found.words
        kept = workshop.shelf.find(asked.key)
        assert kept is not None
        assert kept.id == other.id


def test_a_file_is_made_again_from_what_it_carries_in_any_studio(
    workshop: Workshop, tmp_path: Path, run: Callable[..., Any]
) -> None:
    import soundfile

    from studio.jobs.generate import generate

    asked = request(workshop)
    made = run(generate(asked, workshop=workshop, job="first"))
    file = tmp_path / "boom.wav"
    carried.copied(made, workshop.shelf.open_local(made.id), file)
    other = Workshop(open_data(tmp_path / "other"), Settings(min_free_bytes=0))
    try:
        again = run(remake_file(file, other))
        assert (again.verdict, again.asset, again.words) == ("identical", made.id, "the same bytes")
        assert len(other.shelf.made()) == 1, "nothing was brought"

        samples, rate = soundfile.read(str(file), dtype="float32")
        for share, verdict in ((0.0, "close"), (0.001, "close"), (0.3, "changed")):
            plain = tmp_path / "plain.wav"
            wave = share * np.sin(np.arange(len(samples)))[:, None].astype(np.float32)
            soundfile.write(str(plain), samples + wave, rate, subtype="FLOAT")
            carried.copied(made.model_copy(update={"id": "0" * 64}), plain, tmp_path / "spoilt.wav")
            found = run(remake_file(tmp_path / "spoilt.wav", other))
            assert (found.verdict, found.asset) == (verdict, made.id), found.words
    finally:
        other.close()


def test_a_file_made_from_what_is_not_here_says_so(workshop: Workshop, tmp_path: Path, run: Callable[..., Any]) -> None:
    picture = tmp_path / "plain.png"
    Image.new("RGB", (8, 8)).save(picture)
    asked = Request(task=Task.IMAGE_TO_IMAGE, backend="flow", version="1", params={}, inputs={"picture": "cd" * 32})
    made = Asset(id="ab" * 32, kind="image", suffix=".png", bytes=1, recipe={"request": asked.model_dump(mode="json")})
    carried.copied(made, picture, tmp_path / "made.png")
    with pytest.raises(NotFound, match="made from 'picture', which is not on this shelf: asset cdcdcdcdcdcd"):
        run(remake_file(tmp_path / "made.png", workshop))
    unknown = asked.model_copy(update={"backend": "nobody", "inputs": {}})
    made = made.model_copy(update={"recipe": {"request": unknown.model_dump(mode="json")}})
    carried.copied(made, picture, tmp_path / "made.png")
    with pytest.raises(BadInput, match="no backend 'nobody'"):
        run(remake_file(tmp_path / "made.png", workshop))


def test_a_films_poster_is_no_single_asset(workshop: Workshop, tmp_path: Path, run: Callable[..., Any]) -> None:
    path = tmp_path / "poster.png"
    Image.new("RGB", (8, 8)).save(path)
    poster = workshop.shelf.commit(path, "image", recipe={"brief": {}, "parts": {}}, facts=probe(path))
    with pytest.raises(BadInput, match="part of a whole film"):
        run(remake(poster.id, workshop))


def test_the_command_takes_a_file_and_writes_one(tmp_path: Path) -> None:
    words = ["generate", "sound_effect", "--set", "prompt=a deep boom", "--set", "seconds=1"]
    first, again = tmp_path / "first.wav", tmp_path / "again.wav"
    done = CliRunner().invoke(app, [*words, "--out", str(first), "--data", str(tmp_path / "here")])
    assert done.exit_code == 0, done.output
    done = CliRunner().invoke(app, ["remake", str(first), "--out", str(again), "--data", str(tmp_path / "there")])
    assert (done.exit_code, done.output) == (0, "identical: the same bytes\n")
    assert again.read_bytes() == first.read_bytes()
    (tmp_path / "note.png").write_text("no picture")
    done = CliRunner().invoke(app, ["remake", str(tmp_path / "note.png"), "--data", str(tmp_path / "there")])
    assert isinstance(done.exception, BadInput)


def test_what_was_brought_cannot_be_made_again(workshop: Workshop, tmp_path: Path, run: Callable[..., Any]) -> None:
    path = tmp_path / "brought.png"
    Image.new("RGB", (8, 8)).save(path)
    brought = workshop.shelf.commit(path, "image", recipe={}, facts=probe(path))
    with pytest.raises(BadInput, match="was brought, not made"):
        run(remake(brought.id, workshop))


def test_pictures_of_other_sizes_cannot_be_laid_over_each_other(workshop: Workshop, tmp_path: Path) -> None:
    made: list[Asset] = []
    for side in (8, 9):
        path = tmp_path / f"{side}.png"
        Image.new("RGB", (side, 8), (200, 10, side)).save(path)
        made.append(workshop.shelf.commit(path, "image", recipe={}, facts=probe(path)))
    assert compare(workshop, made[0], made[1]) is None
    assert compare(workshop, made[0], made[0]) == float("inf")


def test_other_weights_and_libraries_are_named() -> None:
    def asset(torch: str, digest: str) -> Asset:
        facts = {"made_with": {"torch": torch, "sha256": {"vae/a.safetensors": digest}}}
        return Asset(id="x", kind="image", suffix=".png", bytes=1, facts=facts, recipe={"request": {"version": "1"}})

    assert differences(asset("2.12", "aa"), asset("2.13", "bb"), "2") == (
        "backend version: 1 then, 2 now",
        "torch: 2.12 then, 2.13 now",
        "weights vae/a.safetensors are others",
    )
    assert differences(asset("2.13", "aa"), asset("2.13", "aa"), "1") == ()

"""A file that leaves carries its recipe: pictures and sound stay as they are, and what is read back is never believed."""

from __future__ import annotations

import html
import json
import struct
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import moving
import numpy as np
import pytest
import soundfile
from PIL import Image

from studio.backend import Request
from studio.datafolder import DataFolder
from studio.errors import BadInput
from studio.jobs.runtime import wav_header
from studio.provenance import comments, recipe
from studio.render import ffmpeg
from studio.shelf.assets import Asset, Shelf
from studio.tasks import Task

REQUEST = Request(
    task=Task.TEXT_TO_VIDEO,
    backend="diffusers",
    version="3",
    params={"prompt": "Ein Schiff — “sinkt” & <brennt>", "seconds": 2.0},
    seed=7,
)


def asset(path: Path, **made_with: Any) -> Asset:
    return Asset(
        id="ab" * 32,
        kind="video",
        suffix=path.suffix,
        bytes=path.stat().st_size,
        facts={"made_with": made_with} if made_with else {},
        recipe={"request": REQUEST.model_dump(mode="json"), "key": REQUEST.key, "backend": {"id": "diffusers"}},
    )


def clip(path: Path) -> None:
    moving.written([moving.pan(number) for number in range(8)], path, "24000/1001")


def heard(path: Path) -> None:
    """A clip with sound, joined as the studio does."""
    silent, sound = path.with_name("silent.mp4"), path.with_name("sound.m4a")
    clip(silent)
    tool = [str(ffmpeg.executable()), "-y", "-loglevel", "error"]
    tone = ["-f", "lavfi", "-i", "sine=440:d=0.33", "-c:a", "aac", "-bitexact"]
    subprocess.run([*tool, *tone, str(sound)], check=True)
    ffmpeg.run(ffmpeg.with_sound(silent, sound, 8 * 1001 / 24000, path))


def picture(path: Path) -> None:
    pixels = np.random.default_rng(1).integers(0, 255, (21, 34, 3), np.uint8)
    lossless = {"lossless": True} if path.stem == "lossless" else {}
    Image.fromarray(pixels).save(path, quality=80, **lossless)


def sound(path: Path) -> None:
    samples = np.random.default_rng(2).normal(0, 0.5, (1000, 2)).astype(np.float32)
    path.write_bytes(wav_header(2, 24000, 1000) + samples.tobytes())


def whole(path: Path) -> None:
    """A sound in whole numbers whose data has an odd length."""
    soundfile.write(path, np.arange(-50, 51, dtype=np.int16) / 128, 8000, subtype="PCM_U8")


def shown(path: Path) -> Any:
    """What a file holds besides words."""
    if path.suffix == ".mp4":
        with av.open(str(path)) as file:
            streams = [(stream.codec_context.name, stream.time_base, stream.duration) for stream in file.streams]
            colours = file.streams.video[0].codec_context.colorspace, file.streams.video[0].average_rate
            packets = [(part.stream.index, part.pts, part.dts, bytes(part)) for part in file.demux() if part.size]
        with av.open(str(path)) as file:
            pictures = [frame.to_ndarray(format="rgb24") for frame in file.decode(video=0)]
        with av.open(str(path)) as file:
            sounds = [frame.to_ndarray() for frame in file.decode(audio=0)] if file.streams.audio else []
        return streams, colours, packets, np.stack(pictures).tobytes(), b"".join(part.tobytes() for part in sounds)
    if path.suffix == ".wav":
        samples, rate = soundfile.read(path, dtype="float64")
        return soundfile.info(path).subtype, rate, samples.shape, samples.tobytes()
    with Image.open(path) as opened:
        return opened.size, opened.mode, opened.tobytes()


FILES: dict[str, Callable[[Path], None]] = {
    "clip.mp4": clip,
    "heard.mp4": heard,
    "picture.png": picture,
    "picture.jpg": picture,
    "picture.webp": picture,
    "lossless.webp": picture,
    "sound.wav": sound,
    "whole.wav": whole,
}


@pytest.mark.parametrize("name", FILES)
def test_what_is_shown_and_heard_stays_and_the_recipe_comes_back(tmp_path: Path, name: str) -> None:
    source, target = tmp_path / name, tmp_path / f"out-{name}"
    FILES[name](source)
    recipe.copied(asset(source, torch="2.13"), source, target)
    assert shown(target) == shown(source)
    found = recipe.read(target)
    assert found.request == REQUEST
    assert found.request.key == REQUEST.key
    assert (found.asset, found.made_with) == ("ab" * 32, {"torch": "2.13"})
    twin = tmp_path / f"twin-{name}"
    recipe.copied(asset(source, torch="2.13"), source, twin)
    assert twin.read_bytes() == target.read_bytes()
    with pytest.raises(BadInput, match="carries no recipe"):
        recipe.read(source)


def comment(path: Path) -> str:
    """What other tools find."""
    if path.suffix == ".mp4":
        with av.open(str(path)) as film:
            return str(film.metadata["comment"])
    if path.suffix == ".wav":
        with soundfile.SoundFile(path) as sound:
            return str(sound.comment)
    with Image.open(path) as opened:
        if path.suffix == ".webp":
            return html.unescape(opened.info["xmp"].decode().partition('x-default">')[2].partition("</rdf:li>")[0])
        return str(opened.text["Comment"] if path.suffix == ".png" else opened.info["comment"].decode())


@pytest.mark.parametrize("name", FILES)
def test_other_tools_read_it_too(tmp_path: Path, name: str) -> None:
    FILES[name](tmp_path / name)
    recipe.copied(asset(tmp_path / name), tmp_path / name, tmp_path / f"out-{name}")
    assert json.loads(comment(tmp_path / f"out-{name}"))["request"]["seed"] == 7


def test_no_place_on_a_disk_leaves(tmp_path: Path) -> None:
    picture(tmp_path / "a.png")
    for place in ("/home/somebody/models/wan", "~/wan", r"C:\models\wan"):
        told = recipe.told(asset(tmp_path / "a.png", weights=place, revision=""))
        assert place not in json.loads(told)["made_with"].values()
        assert "somebody" not in told


def test_what_no_request_made_leaves_as_it_is(tmp_path: Path) -> None:
    picture(tmp_path / "a.png")
    brought = asset(tmp_path / "a.png").model_copy(update={"recipe": {"admitted": "holiday.png"}})
    recipe.copied(brought, tmp_path / "a.png", tmp_path / "b.png")
    assert (tmp_path / "b.png").read_bytes() == (tmp_path / "a.png").read_bytes()
    (tmp_path / "a.srt").write_text("1\n")
    recipe.copied(asset(tmp_path / "a.srt"), tmp_path / "a.srt", tmp_path / "b.srt")
    assert (tmp_path / "b.srt").read_text() == "1\n"


def test_a_copy_that_left_is_known_again_and_a_changed_one_is_not(data: DataFolder, tmp_path: Path) -> None:
    shelf, path = Shelf(data), tmp_path / "a.png"
    picture(path)
    made = shelf.commit(path, "image", recipe=asset(path).recipe, facts={})
    out = tmp_path / "out.png"
    recipe.copied(made, shelf.open_local(made.id), out)
    assert recipe.original(out, shelf) == made
    assert recipe.original(shelf.open_local(made.id), shelf) == made
    with Image.open(out) as opened:
        changed = opened.convert("L").convert("RGB")
    changed.save(tmp_path / "other.png")
    assert comments.write(tmp_path / "other.png", tmp_path / "changed.png", recipe.told(made))
    assert recipe.read(tmp_path / "changed.png").asset == made.id
    assert recipe.original(tmp_path / "changed.png", shelf) is None
    assert recipe.original(tmp_path, shelf) is None
    shelf.open_local(made.id).unlink()
    assert recipe.original(out, shelf) is None
    assert list(data.tmp.iterdir()) == []


def said(path: Path, text: str) -> Path:
    """A picture that says something else."""
    picture(path.with_name("plain.png"))
    assert comments.write(path.with_name("plain.png"), path, text)
    return path


RIGHT = {"studio": "trailer-studio", "asset": "ab" * 32, "request": REQUEST.model_dump(mode="json")}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("made with love", "carries no recipe"),
        ("[" * 100_000, "carries no recipe"),
        ("{}", "carries no recipe"),
        (json.dumps({"prompt": "a cat", "steps": 20}), "carries no recipe"),
        (json.dumps({"studio": "trailer-studio", "brief": {}, "parts": {}}), "is a whole film"),
        (json.dumps({"studio": "trailer-studio"}), "cannot be right"),
        (json.dumps({**RIGHT, "asset": "../../etc"}), "cannot be right"),
        (json.dumps({**RIGHT, "request": {**RIGHT["request"], "seed": "many"}}), "cannot be right"),  # type: ignore[dict-item]
        (json.dumps({**RIGHT, "request": {**RIGHT["request"], "task": "rm"}}), "cannot be right"),  # type: ignore[dict-item]
        (json.dumps({**RIGHT, "request": {**RIGHT["request"], "shell": "x"}}), "cannot be right"),  # type: ignore[dict-item]
        (json.dumps({**RIGHT, "request": [RIGHT["request"]]}), "cannot be right"),
        (json.dumps({**RIGHT, "made_with": 3}), "cannot be right"),
    ],
)
def test_words_that_are_no_recipe_are_refused(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        recipe.read(said(tmp_path / "a.png", text))


def test_a_comment_that_is_too_long_is_neither_written_nor_read(tmp_path: Path) -> None:
    picture(tmp_path / "plain.png")
    assert not comments.write(tmp_path / "plain.png", tmp_path / "a.png", "x" * (comments.LONGEST + 1))
    content = b"tEXtComment\0" + b"[" * (comments.LONGEST + 9)
    chunk = struct.pack(">I", len(content) - 4) + content + struct.pack(">I", zlib.crc32(content))
    plain = (tmp_path / "plain.png").read_bytes()
    (tmp_path / "a.png").write_bytes(plain[:33] + chunk + plain[33:])
    with pytest.raises(BadInput, match=r"metadata of 'a\.png' cannot be read"):
        recipe.read(tmp_path / "a.png")


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_refused_or_read_but_never_breaks(tmp_path: Path, name: str) -> None:
    FILES[name](tmp_path / name)
    recipe.copied(asset(tmp_path / name), tmp_path / name, tmp_path / f"out-{name}")
    good = (tmp_path / f"out-{name}").read_bytes()
    words = good.index(b"trailer-studio")
    chance = np.random.default_rng(5)
    harmed = tmp_path / f"harmed-{name}"
    refused = 0
    for trial in range(120):
        # Cut off before the end of the words, spoilt around them, spoilt anywhere.
        bad = bytearray(good[: int(chance.integers(1, words))] if trial % 3 == 0 else good)
        first, last = (max(0, words - 100), min(len(good), words + 100)) if trial % 3 == 1 else (0, len(bad))
        for at in chance.integers(first, last, 6 if trial % 3 else 0):
            bad[at] = int(chance.integers(0, 256))
        harmed.write_bytes(bytes(bad))
        try:
            recipe.read(harmed)
        except BadInput:
            refused += 1
    assert refused >= 60


def test_boxes_that_never_end_are_given_up(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(struct.pack(">I4s", 8, b"ftyp") + struct.pack(">I4s", 8, b"free") * 30_000)
    with pytest.raises(BadInput, match="cannot be read"):
        recipe.read(tmp_path / "a.mp4")


def test_what_is_no_media_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_text("#EXTM3U\n")
    with pytest.raises(BadInput, match="is no MP4"):
        recipe.read(tmp_path / "a.mp4")

"""Nothing hostile gets on to the shelf, nothing hangs, nothing is left behind; honest files of every shape get in."""

from __future__ import annotations

import os
import struct
import time
import zlib
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile
from PIL import Image

from studio.datafolder import DataFolder, open_data
from studio.errors import BadInput
from studio.render import ffmpeg
from studio.shelf import preflight
from studio.shelf.assets import Asset, Shelf
from studio.shelf.preflight import admit, shown_name
from studio.shelf.probe import probe


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return open_data(tmp_path / "data")


@pytest.fixture
def shelf(data: DataFolder) -> Iterator[Shelf]:
    shelf = Shelf(data)
    yield shelf
    shelf.engine.dispose()


def bring(path: Path, shelf: Shelf, name: str = "") -> Asset:
    return admit(path, shelf, shelf.data, name=name or path.name)


def refused(path: Path, shelf: Shelf, why: str) -> None:
    """Refused with a reason, quickly, and nothing of it stays."""
    begun = time.monotonic()
    with pytest.raises(BadInput, match=why) as caught:
        bring(path, shelf)
    assert caught.value.todo
    assert time.monotonic() - begun < 9
    assert list(shelf.data.tmp.iterdir()) == []
    assert list(shelf.data.assets.rglob("*.*")) == []


def make(arguments: list[str], path: Path) -> Path:
    """A film of another maker, by ffmpeg."""
    ffmpeg.run([*arguments, str(path)], timeout=60)
    return path


PICTURE = ["-f", "lavfi", "-i", "testsrc2=s=64x36:r=24:d=0.5"]
SOUND = ["-f", "lavfi", "-i", "sine=f=440:d=0.5"]


# What must not get in.


@pytest.mark.parametrize("name", ["film.mp4", "film.ts", "film.png", "film.wav"])
@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{secret}\n#EXT-X-ENDLIST\n", "HLS playlist"),
        ("ffconcat version 1.0\nfile {secret}\n", "list of files"),
        ('<?xml version="1.0"?><MPD><BaseURL>file:{secret}</BaseURL></MPD>', "XML"),
        ("<MPD><BaseURL>file:{secret}</BaseURL></MPD>", "DASH"),
        ("v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n", "session description"),
        ('<svg xmlns="http://www.w3.org/2000/svg"><image href="{secret}"/></svg>', "SVG"),
        ("\ufeff  \n#EXTM3U\n{secret}\n", "HLS playlist"),
        ("file '{secret}'\n", "no picture"),
    ],
)
def test_a_playlist_under_any_name_is_refused(tmp_path: Path, shelf: Shelf, name: str, text: str, why: str) -> None:
    path = tmp_path / name
    path.write_text(text.replace("{secret}", str(tmp_path / "secret.mp4")))
    refused(path, shelf, why)


def test_a_playlist_behind_honest_first_bytes_opens_nothing(tmp_path: Path, shelf: Shelf) -> None:
    (tmp_path / "film.mp4").write_bytes(b"\0\0\0\x18ftypisom#EXTM3U\n#EXTINF:1,\nfile:secret.mp4\n")
    refused(tmp_path / "film.mp4", shelf, "damaged")


def test_a_pipe_is_refused_at_once(tmp_path: Path, shelf: Shelf) -> None:
    os.mkfifo(tmp_path / "film.mp4")
    begun = time.monotonic()
    refused(tmp_path / "film.mp4", shelf, "no regular file")
    assert time.monotonic() - begun < 1


def test_devices_folders_and_missing_files_are_refused(tmp_path: Path, shelf: Shelf) -> None:
    refused(Path("/dev/zero"), shelf, "no regular file")
    refused(tmp_path, shelf, "no regular file")
    refused(tmp_path / "missing.mp4", shelf, "cannot be opened")


def test_a_link_is_not_followed(tmp_path: Path, shelf: Shelf) -> None:
    soundfile.write(tmp_path / "real.wav", np.zeros(4800, np.float32), 48000)
    (tmp_path / "link.wav").symlink_to(tmp_path / "real.wav")
    refused(tmp_path / "link.wav", shelf, "link")


def test_an_empty_file_is_refused(tmp_path: Path, shelf: Shelf) -> None:
    (tmp_path / "film.mp4").touch()
    refused(tmp_path / "film.mp4", shelf, "empty")


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path, shelf: Shelf) -> None:
    with (tmp_path / "film.mp4").open("wb") as file:
        file.truncate(preflight.MAX_BYTES + 1)
    refused(tmp_path / "film.mp4", shelf, "larger than 2 GB")


def bomb(path: Path, side: int) -> Path:
    """A small PNG of very many white pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    packer = zlib.compressobj(9)
    row = b"\0" + b"\xff" * (side // 8)
    body = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b""))
    return path


@pytest.mark.parametrize("side", [12_000, 30_000])
def test_a_picture_bomb_is_refused(tmp_path: Path, shelf: Shelf, side: int) -> None:
    path = bomb(tmp_path / "bomb.png", side)
    assert path.stat().st_size < 200_000
    refused(path, shelf, "too large")


def test_a_wide_picture_within_the_pixel_limit_is_refused_by_its_side(tmp_path: Path, shelf: Shelf) -> None:
    Image.new("1", (5000, 10)).save(tmp_path / "wide.png")
    refused(tmp_path / "wide.png", shelf, "5000x10")


def test_a_film_of_8192_pixels_is_refused(tmp_path: Path, shelf: Shelf) -> None:
    arguments = ["-f", "lavfi", "-i", "color=c=gray:s=8192x4320:r=1:d=1", "-frames:v", "1", "-preset", "ultrafast"]
    refused(make([*arguments, "-c:v", "libx264"], tmp_path / "huge.mp4"), shelf, r"8192x4320|too large")


def test_a_tiny_film_that_claims_days_is_refused(tmp_path: Path, shelf: Shelf) -> None:
    path = tmp_path / "long.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=24, options={"bf": "0"})
        stream.width, stream.height, stream.pix_fmt, stream.time_base = 64, 36, "yuv420p", Fraction(1, 24)
        for pts in range(0, 450_001 * 24, 90_000 * 24):
            frame = av.VideoFrame.from_ndarray(np.zeros((36, 64, 3), np.uint8), format="rgb24")
            frame.pts = pts
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    assert path.stat().st_size < 4_000
    refused(path, shelf, "450")


def test_a_film_with_a_thousand_frames_a_second_is_refused(tmp_path: Path, shelf: Shelf) -> None:
    arguments = ["-f", "lavfi", "-i", "testsrc2=s=64x36:r=1000:d=0.1", "-c:v", "libx264"]
    refused(make(arguments, tmp_path / "quick.mp4"), shelf, "1000 frames")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
@pytest.mark.parametrize("flags", [[], ["-movflags", "+faststart"]])
def test_a_film_that_breaks_off_is_refused_or_kept_whole(
    tmp_path: Path, shelf: Shelf, share: float, flags: list[str]
) -> None:
    source = ["-f", "lavfi", "-i", "testsrc2=s=64x36:r=24:d=4", "-c:v", "libx264", "-g", "12", *flags]
    path = make(source, tmp_path / "film.mp4")
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    try:
        assert bring(path, shelf).facts["seconds"] > 3
    except BadInput as error:
        assert error.todo


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("suffix", [".mp4", ".png", ".wav"])
def test_scrambled_files_are_refused_or_made_whole(tmp_path: Path, shelf: Shelf, suffix: str, seed: int) -> None:
    path = tmp_path / f"file{suffix}"
    if suffix == ".mp4":
        make([*PICTURE, "-c:v", "libx264"], path)
    elif suffix == ".png":
        Image.effect_noise((64, 36), 80).save(path)
    else:
        soundfile.write(path, np.zeros((4800, 2), np.float32), 48000)
    content, draw = bytearray(path.read_bytes()), np.random.default_rng(seed)
    for at in draw.integers(12, len(content), 40):
        content[at] = int(draw.integers(0, 256))
    path.write_bytes(content)
    try:
        asset = bring(path, shelf)
        assert probe(shelf.open_local(asset.id)) == asset.facts
    except BadInput as error:
        assert error.todo
    assert list(shelf.data.tmp.iterdir()) == []


def test_a_look_that_takes_too_long_is_ended(tmp_path: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    soundfile.write(tmp_path / "a.wav", np.zeros(4800, np.float32), 48000)
    monkeypatch.setattr(preflight, "TIMEOUT", 0.01)
    refused(tmp_path / "a.wav", shelf, "ten seconds")


# What must get in.


NAMES = [
    "a\nb.wav",
    "\u202egpj.wav",
    "🎬🎬.wav",
    "-i.wav",
    "%03d.wav",
    "http:x.wav",
    "concat:a.wav",
    "x" * 200 + ".wav",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_only_a_name(tmp_path: Path, shelf: Shelf, name: str) -> None:
    soundfile.write(tmp_path / "plain.wav", np.zeros(4800, np.float32), 48000)
    (tmp_path / "plain.wav").rename(tmp_path / name)
    asset = bring(tmp_path / name, shelf)
    shown = asset.recipe["admitted"]
    assert len(shown) <= 120
    assert not set(shown) & set("\n\u202e\0")
    assert shelf.open_local(asset.id).name == f"{asset.id}.wav"


@pytest.mark.parametrize(
    ("name", "shown"),
    [("../../etc/a.mp4", "a.mp4"), ("C:\\films\\b.mov", "b.mov"), ("\u202e\u200b\x00", "file"), ("", "file")],
)
def test_what_is_shown_of_a_name(name: str, shown: str) -> None:
    assert shown_name(name) == shown


WIDE_COLOUR = ["-color_trc", "smpte2084", "-color_primaries", "bt2020", "-colorspace", "bt2020nc"]

FILMS = {
    "odd size.mkv": (["-f", "lavfi", "-i", "testsrc2=s=65x37:r=24:d=0.5", "-c:v", "libx264", "-pix_fmt", "yuv444p"]),
    "ten bit.mp4": ([*PICTURE, "-c:v", "libx265", "-pix_fmt", "yuv420p10le", "-x265-params", "log-level=error"]),
    "alpha.webm": (["-f", "lavfi", "-i", "testsrc2=s=64x36:r=24:d=0.5,format=yuva420p", "-c:v", "libvpx-vp9"]),
    "uneven.mp4": ([*PICTURE, "-vf", "select='not(eq(mod(n,3),1))'", "-fps_mode", "vfr", "-c:v", "libx264"]),
    "anamorphic.mp4": ([*PICTURE, "-vf", "setsar=4/3", "-c:v", "libx264"]),
    "hdr.mp4": (
        [*PICTURE, "-c:v", "libx265", "-pix_fmt", "yuv420p10le", "-x265-params", "log-level=error", *WIDE_COLOUR]
    ),
    "motion jpeg.avi": ([*PICTURE, "-c:v", "mjpeg"]),
    "one frame.mp4": ([*PICTURE, "-frames:v", "1", "-c:v", "libx264"]),
}


@pytest.mark.parametrize("name", FILMS)
def test_films_of_many_makers_become_one_kind(tmp_path: Path, shelf: Shelf, name: str) -> None:
    asset = bring(make(FILMS[name], tmp_path / name), shelf)
    facts = asset.facts
    wanted = {"odd size.mkv": (64, 36), "anamorphic.mp4": (84, 36)}.get(name, (64, 36))
    assert (facts["width"], facts["height"]) == wanted
    assert (asset.kind, facts["codec"], facts["pixel_format"], facts["has_audio"]) == (
        "video",
        "h264",
        "yuv420p",
        False,
    )
    assert facts["seconds"] == pytest.approx(1 / 24 if name == "one frame.mp4" else 0.5, abs=0.09)
    with av.open(str(shelf.open_local(asset.id))) as film:
        packets = [packet for packet in film.demux(film.streams.video[0]) if packet.size]
        times = sorted(packet.pts * packet.time_base for packet in packets)
        keys = [index for index, packet in enumerate(packets) if packet.is_keyframe]
    assert {b - a for a, b in pairwise(times)} <= {1 / Fraction(facts["rate"])}
    assert max(b - a for a, b in zip(keys, [*keys[1:], len(packets)], strict=True)) <= 12


def test_a_rotated_film_stands_upright(tmp_path: Path, shelf: Shelf) -> None:
    flat = make([*PICTURE, "-c:v", "libx264"], tmp_path / "flat.mp4")
    turned = make(["-display_rotation", "90", "-i", str(flat), "-c", "copy"], tmp_path / "turned.mp4")
    facts = bring(turned, shelf).facts
    assert (facts["width"], facts["height"]) == (36, 64)


def test_a_film_keeps_its_sound(tmp_path: Path, shelf: Shelf) -> None:
    asset = bring(make([*PICTURE, *SOUND, "-c:v", "libx264", "-c:a", "aac"], tmp_path / "film.mp4"), shelf)
    assert asset.facts["has_audio"] is True


@pytest.mark.parametrize("name", ["a.wav", "a.mp3", "a.flac", "a.ogg", "a.m4a"])
def test_sounds_become_float_wav(tmp_path: Path, shelf: Shelf, name: str) -> None:
    asset = bring(make([*SOUND, "-ar", "44100"], tmp_path / name), shelf)
    facts = asset.facts
    assert (asset.kind, facts["sample_rate"], facts["channels"]) == ("audio", 48000, 2)
    assert facts["seconds"] == pytest.approx(0.5, abs=0.06)
    assert soundfile.info(str(shelf.open_local(asset.id))).subtype == "FLOAT"


def test_a_song_with_a_cover_is_a_sound(tmp_path: Path, shelf: Shelf) -> None:
    Image.new("RGB", (32, 32), "red").save(tmp_path / "cover.png")
    cover = ["-i", str(tmp_path / "cover.png"), "-map", "0:a", "-map", "1:v", "-c:v", "png"]
    song = make([*SOUND, *cover, "-disposition:v", "attached_pic"], tmp_path / "song.mp3")
    assert bring(song, shelf).kind == "audio"


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P", "CMYK", "I;16"])
def test_pictures_become_png(tmp_path: Path, shelf: Shelf, mode: str) -> None:
    suffix = ".jpg" if mode == "CMYK" else ".png"
    Image.new(mode, (30, 20)).save(tmp_path / f"still{suffix}")
    asset = bring(tmp_path / f"still{suffix}", shelf)
    with Image.open(shelf.open_local(asset.id)) as still:
        assert (still.format, still.size, still.mode) == ("PNG", (30, 20), "RGBA" if mode == "RGBA" else "RGB")


def test_a_photograph_stands_upright_and_tells_nothing_of_its_place(tmp_path: Path, shelf: Shelf) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "where it was taken"
    Image.new("RGB", (30, 20)).save(tmp_path / "photo.jpg", exif=exif)
    asset = bring(tmp_path / "photo.jpg", shelf)
    assert (asset.facts["width"], asset.facts["height"]) == (20, 30)
    assert b"where it was" not in shelf.open_local(asset.id).read_bytes()


def test_content_wins_over_the_name(tmp_path: Path, shelf: Shelf) -> None:
    path = make([*PICTURE, "-c:v", "libx264"], tmp_path / "film.mp4")
    assert bring(path.rename(tmp_path / "still.png"), shelf).kind == "video"


def test_the_same_bytes_brought_twice_are_one_asset(
    tmp_path: Path, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    soundfile.write(tmp_path / "a.wav", np.zeros(4800, np.float32), 48000)
    first = bring(tmp_path / "a.wav", shelf)
    monkeypatch.setattr(preflight, "look", lambda *args: pytest.fail("looked at again"))
    assert bring(tmp_path / "a.wav", shelf, name="b.wav").id == first.id

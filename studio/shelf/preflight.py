"""The one door for every file from outside: look at it from a distance, then keep only our own copy of what it shows.

Regular file, size, first bytes, a probe in a process of its own with limits, then once through the encoder to a
mezzanine (H.264 at a constant rate, float WAV or PNG). What lies on the shelf was written by us.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

from studio.datafolder import DataFolder
from studio.errors import BadInput, RenderError, StorageError
from studio.render import ffmpeg
from studio.shelf import quarantine
from studio.shelf.assets import Asset, Shelf
from studio.shelf.probe import probe
from studio.tasks import Kind

SCHEMA = 1
"""Part of a file's key: count it up when the mezzanine changes."""

MAX_BYTES = 2_000_000_000
MAX_SIDE, MAX_SECONDS, MAX_RATE = 4096, 600.0, 120
TIMEOUT = 10.0
"""Seconds that the look into a file may take."""

SUFFIXES: dict[Kind, str] = {"video": ".mp4", "audio": ".wav", "image": ".png"}

PICTURE_CODECS = frozenset(
    [
        "h264",
        "hevc",
        "vp8",
        "vp9",
        "av1",
        "mpeg4",
        "mpeg2video",
        "prores",
        "dnxhd",
        "mjpeg",
        "ffv1",
        "rawvideo",
        "theora",
        "png",
        "qtrle",
    ]
)
SOUND_CODECS = frozenset(["aac", "mp3", "mp2", "opus", "vorbis", "flac", "alac", "ac3", "eac3"])
RATES = tuple(
    Fraction(text)
    for text in [
        "8",
        "10",
        "12",
        "15",
        "16",
        "24000/1001",
        "24",
        "25",
        "30000/1001",
        "30",
        "48",
        "50",
        "60000/1001",
        "60",
        "100",
        "120000/1001",
        "120",
    ]
)
HDR = frozenset({16, 18})
"""Transfer functions of PQ and HLG."""


class Magic(NamedTuple):
    """First bytes of an allowed kind of file, and the one reader that may open it."""

    offset: int
    start: bytes
    form: str


MAGIC: tuple[Magic, ...] = (
    Magic(0, b"\x89PNG\r\n\x1a\n", "png"),
    Magic(0, b"\xff\xd8\xff", "jpeg"),
    Magic(8, b"WEBP", "webp"),
    Magic(4, b"ftyp", "mov"),
    Magic(4, b"moov", "mov"),
    Magic(4, b"mdat", "mov"),
    Magic(4, b"wide", "mov"),
    Magic(0, b"\x1a\x45\xdf\xa3", "matroska"),
    Magic(8, b"AVI ", "avi"),
    Magic(8, b"WAVE", "wav"),
    Magic(0, b"fLaC", "flac"),
    Magic(0, b"OggS", "ogg"),
    Magic(0, b"ID3", "mp3"),
    Magic(0, b"\xff\xf1", "aac"),
    Magic(0, b"\xff\xf9", "aac"),
    Magic(0, b"\xff\xfb", "mp3"),
    Magic(0, b"\xff\xfa", "mp3"),
    Magic(0, b"\xff\xf3", "mp3"),
    Magic(0, b"\xff\xf2", "mp3"),
)

LISTS: dict[bytes, str] = {
    b"#EXTM3U": "an HLS playlist",
    b"ffconcat": "a list of files",
    b"<MPD": "a DASH playlist",
    b"<?xml": "an XML file",
    b"<svg": "an SVG drawing",
    b"v=0": "a session description",
    b"%PDF": "a PDF",
    b"PK\x03\x04": "an archive",
}
"""What people take for media and is none: text that would make a reader open other files."""


def admit(path: Path, shelf: Shelf, data: DataFolder, *, name: str) -> Asset:
    """Take a file from outside on to the shelf as our own mezzanine. `name` is what the user calls it, only shown.

    The same bytes brought twice are one asset. Raises BadInput with a plain reason; then nothing is left behind.
    """
    shown = shown_name(name)
    with _copied(path, shown, data) as (copy, digest):
        key = hashlib.sha256(f"admitted {SCHEMA} {digest}".encode()).hexdigest()
        known = shelf.find(key)
        if known is not None:
            return known
        form = sniff(copy, shown)
        still = copy.with_name("still.png")
        told = look(copy, form, still, shown)
        kind: Kind = told["kind"]
        _within_limits(told, shown)
        made = still if kind == "image" else _conformed(copy, form, told, shown)
        facts = probe(made)
        if facts.get("seconds", 0.0) < 0.9 * told.get("seconds", 0.0) - 0.5:
            raise _unreadable(shown, f"it breaks off after {facts['seconds']:.1f} of {told['seconds']:.1f} s")
        recipe = {"admitted": shown, "sha256": digest}
        return shelf.commit(made, kind, key=key, recipe=recipe, facts=facts)


def shown_name(name: str) -> str:
    """A name that can be shown anywhere: no path, no control or direction marks, at most 120 characters."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(sign for sign in unicodedata.normalize("NFC", last) if unicodedata.category(sign)[0] != "C")
    return clean.strip()[:120] or "file"


def sniff(path: Path, shown: str) -> str:
    """The one reader for a file, by its first bytes; its name says nothing."""
    with path.open("rb") as file:
        head = file.read(512)
    for magic in MAGIC:
        if head[magic.offset :].startswith(magic.start):
            return magic.form
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    what = next((what for start, what in LISTS.items() if text.startswith(start)), "no picture, film or sound")
    raise BadInput(
        f"{shown!r} is {what}.", "Bring an MP4, MOV, MKV, WebM, AVI, WAV, MP3, FLAC, OGG, PNG, JPEG or WebP file."
    )


def look(path: Path, form: str, still: Path, shown: str) -> dict[str, Any]:
    """What the file holds, told by a process of its own that may take ten seconds and two gibibytes."""
    command = [sys.executable, "-I", "-B", quarantine.__file__, form, str(path), str(still)]
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
            cwd=path.parent,
            env={"LC_ALL": "C.UTF-8"},
            start_new_session=True,
        )
    except subprocess.TimeoutExpired as error:
        raise _unreadable(shown, "it took longer than ten seconds to look into") from error
    if done.returncode != 0:
        raise _unreadable(shown, "it needed more memory or time than a file may", done.stderr.decode(errors="replace"))
    told: dict[str, Any] = json.loads(done.stdout)
    if "error" in told:
        raise _unreadable(shown, "it is damaged or too large", str(told["error"]))
    return told


def _unreadable(shown: str, why: str, detail: str = "") -> BadInput:
    return BadInput(f"{shown!r} cannot be used: {why}.", "Export it again, smaller or in another format.", detail)


def _within_limits(told: dict[str, Any], shown: str) -> None:
    """Refuse what is too large, too long, too fast or coded in a way we do not read."""
    width, height, seconds = told.get("width", 0), told.get("height", 0), told.get("seconds", 0.0)
    if max(width, height) > MAX_SIDE or width * height > quarantine.MAX_PIXELS:
        raise BadInput(f"{shown!r} is {width}x{height} pixels.", f"Bring one with at most {MAX_SIDE} pixels on a side.")
    if seconds > MAX_SECONDS:
        raise BadInput(f"{shown!r} says it lasts {seconds:.0f} s.", f"Cut it to at most {MAX_SECONDS / 60:.0f} min.")
    rate = Fraction(told.get("rate", 24))
    if told["kind"] == "video" and (rate > MAX_RATE or told["frames"] > MAX_RATE * MAX_SECONDS):
        raise BadInput(f"{shown!r} has {float(rate):.0f} frames a second.", f"Bring one with at most {MAX_RATE}.")
    codec, sound = told.get("codec"), told.get("sound")
    if codec is not None and codec not in PICTURE_CODECS:
        raise BadInput(f"{shown!r} is coded as {codec!r}, which is not read here.", "Export it as H.264 (MP4).")
    if sound is not None and sound not in SOUND_CODECS and not sound.startswith("pcm_"):
        raise BadInput(f"The sound of {shown!r} is coded as {sound!r}.", "Export it as AAC, FLAC or WAV.")


def _conformed(copy: Path, form: str, told: dict[str, Any], shown: str) -> Path:
    """Our own copy of a film or sound."""
    made = copy.with_name("made" + SUFFIXES[told["kind"]])
    if told["kind"] == "audio":
        arguments = ffmpeg.conform_sound(copy, form, MAX_SECONDS, made)
    else:
        rate = Fraction(told["rate"])
        nearest = min(RATES, key=lambda known: abs(known / rate - 1))
        arguments = ffmpeg.conform_picture(
            copy,
            form,
            MAX_SECONDS,
            made,
            stream=told["stream"],
            rate=str(nearest),
            hdr=told["transfer"] in HDR,
            sound="sound" in told,
        )
    try:
        ffmpeg.run(arguments, timeout=3600)
    except RenderError as error:
        raise _unreadable(shown, "it is damaged", error.detail) from error
    return made


@contextmanager
def _copied(path: Path, shown: str, data: DataFolder) -> Iterator[tuple[Path, str]]:
    """A private copy under a name of ours, and its SHA-256: nobody can change it while it is looked at."""
    room = Path(tempfile.mkdtemp(prefix="preflight-", dir=data.tmp))
    try:
        source = _opened(path, shown)
        digest, left = hashlib.sha256(), MAX_BYTES
        try:
            with os.fdopen(source, "rb") as file, (room / "input").open("wb") as copy:
                while block := file.read(1 << 20):
                    left -= len(block)
                    if left < 0:
                        raise _too_large(shown)
                    digest.update(block)
                    copy.write(block)
        except OSError as error:
            raise StorageError(
                f"{shown!r} could not be copied: {error.strerror}.", "Free space in the data folder and try again."
            ) from error
        yield room / "input", digest.hexdigest()
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _opened(path: Path, shown: str) -> int:
    """Open a regular file and nothing else: no link is followed, and a pipe or device never makes us wait."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise BadInput(f"{shown!r} is a link.", "Bring the file itself.") from error
        raise BadInput(f"{shown!r} cannot be opened: {error.strerror}.", "Check the path and its rights.") from error
    found = os.fstat(handle)
    if stat.S_ISREG(found.st_mode) and 0 < found.st_size <= MAX_BYTES:
        return handle
    os.close(handle)
    if not stat.S_ISREG(found.st_mode):
        raise BadInput(f"{shown!r} is no regular file.", "Bring a media file.")
    if found.st_size == 0:
        raise BadInput(f"{shown!r} is empty.", "Export or copy it again.")
    raise _too_large(shown)


def _too_large(shown: str) -> BadInput:
    return BadInput(f"{shown!r} is larger than {MAX_BYTES / 1e9:.0f} GB.", "Cut it or export it smaller.")

"""A comment inside a media file, written into a copy and read back; pictures and sound stay bit for bit as they are.

MP4: the comment of its metadata. PNG: the text `Comment`. JPEG: its comments. WebP: an XMP description. WAV: `ICMT`.
What is read may come from anybody, so nothing is decoded: boxes and chunks are walked, within limits.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import struct
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

import av

from studio.errors import BadInput

LONGEST = 1 << 20
"""Bytes of a comment at most."""
MOST = 20_000
"""Chunks of a file that are walked at most."""


class Part(NamedTuple):
    """A chunk or box of a file: its name, and where its content lies."""

    name: bytes
    start: int
    bytes: int


def write(source: Path, target: Path, text: str) -> bool:
    """Copy a file of ours with an ASCII comment in it. False, and no copy, where its kind holds none."""
    way = WRITERS.get(source.suffix)
    if way is None or len(text) > LONGEST:
        return False
    way(source, target, text.encode("ascii"))
    return True


def read(path: Path) -> str:
    """The comment of a file from anywhere; '' where it has none. BadInput where the file is broken, or of another kind."""
    with path.open("rb") as file:
        head = file.read(12)
        way = next((way for at, sign, way in READERS if head[at:].startswith(sign)), None)
        if way is None:
            raise BadInput(f"{path.name!r} is no MP4, PNG, JPEG, WebP or WAV file.", "Give a file that a studio wrote.")
        try:
            return way(file, os.fstat(file.fileno()).st_size).decode("utf-8")
        except (ValueError, struct.error) as error:
            raise BadInput(
                f"The metadata of {path.name!r} cannot be read.", "Give the file as a studio wrote it.", str(error)
            ) from error


def _content(file: BinaryIO, part: Part) -> bytes:
    if part.bytes > LONGEST:
        raise ValueError(f"a comment of {part.bytes} bytes")
    file.seek(part.start)
    return file.read(part.bytes)


# MP4: boxes of a size, a name and a content; the comment is moov/udta/meta/ilst/©cmt/data.


def _write_mp4(source: Path, target: Path, text: bytes) -> None:
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    with av.open(f"file:{source}", format="mp4") as inside, av.open(str(target), "w", "mp4", options=options) as out:
        out.metadata.update({**inside.metadata, "comment": text.decode()})
        streams = {stream.index: out.add_stream_from_template(stream) for stream in inside.streams}
        for index, stream in streams.items():
            stream.time_base = inside.streams[index].time_base
        for packet in inside.demux():
            if packet.size:
                packet.stream = streams[packet.stream.index]
                out.mux(packet)


def _read_mp4(file: BinaryIO, size: int) -> bytes:
    found = Part(b"", 0, size)
    for name, skip in ((b"moov", 0), (b"udta", 0), (b"meta", 4), (b"ilst", 0), (b"\xa9cmt", 0), (b"data", 8)):
        inside = (part for part in _boxes(file, found.start, found.start + found.bytes) if part.name == name)
        box = next(inside, None)
        if box is None:
            return b""
        found = Part(name, box.start + skip, box.bytes - skip)
    return _content(file, found)


def _boxes(file: BinaryIO, at: int, end: int) -> Iterator[Part]:
    for _ in range(MOST):
        if at + 8 > end:
            return
        file.seek(at)
        size, name = struct.unpack(">I4s", file.read(8))
        head = 8
        if size == 1:
            size, head = struct.unpack(">Q", file.read(8))[0], 16
        size = size or end - at
        if size < head or at + size > end:
            raise ValueError(f"the box {name!r} of {size} bytes")
        yield Part(name, at + head, size - head)
        at += size
    raise ValueError("too many boxes")


# PNG: chunks of a size, a name, a content and a checksum; the comment stands before the picture's end.


def _write_png(source: Path, target: Path, text: bytes) -> None:
    content = b"tEXtComment\0" + text
    chunk = struct.pack(">I", len(content) - 4) + content + struct.pack(">I", zlib.crc32(content))
    with source.open("rb") as file:
        (end,) = (part for part in _png_chunks(file, source.stat().st_size) if part.name == b"IEND")
        _spliced(file, target, end.start - 8, chunk)


def _read_png(file: BinaryIO, size: int) -> bytes:
    for part in _png_chunks(file, size):
        if part.name == b"tEXt":
            file.seek(part.start)
            if file.read(min(8, part.bytes)) == b"Comment\0":
                return _content(file, Part(part.name, part.start + 8, part.bytes - 8))
    return b""


def _png_chunks(file: BinaryIO, size: int) -> Iterator[Part]:
    at = 8
    for _ in range(MOST):
        file.seek(at)
        length, name = struct.unpack(">I4s", file.read(8))
        if at + 12 + length > size:
            raise ValueError(f"the chunk {name!r} of {length} bytes")
        yield Part(name, at + 8, length)
        if name == b"IEND":
            return
        at += 12 + length
    raise ValueError("too many chunks")


# JPEG: segments of a marker, a size and a content, up to the picture; a comment fills as many as it needs.


def _write_jpeg(source: Path, target: Path, text: bytes) -> None:
    pieces = [text[at : at + 65_533] for at in range(0, len(text), 65_533)]
    with source.open("rb") as file:
        segments = _segments(file, source.stat().st_size)
        # What the applications say comes first.
        after = next(part for part in segments if not 0xE0 <= part.name[1] <= 0xEF)
        comment = b"".join(b"\xff\xfe" + struct.pack(">H", len(piece) + 2) + piece for piece in pieces)
        _spliced(file, target, after.start - 4, comment)


def _read_jpeg(file: BinaryIO, size: int) -> bytes:
    comment = b""
    for part in _segments(file, size):
        comment += _content(file, part) if part.name == b"\xff\xfe" else b""
        if len(comment) > LONGEST:
            raise ValueError("a comment that does not end")
    return comment


def _segments(file: BinaryIO, size: int) -> Iterator[Part]:
    at = 2
    for _ in range(MOST):
        file.seek(at)
        marker, length = struct.unpack(">2sH", file.read(4))
        if marker[0] != 0xFF or length < 2 or at + 2 + length > size:
            raise ValueError(f"the segment {marker!r} of {length} bytes")
        yield Part(marker, at + 4, length - 2)
        if marker == b"\xff\xda":
            return
        at += 2 + length
    raise ValueError("too many segments")


# WAV and WebP: a RIFF form whose chunks have a name, a size and a content, filled up to whole words.

XMP = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    '<rdf:Description rdf:about=""><dc:description><rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt>'
    '</dc:description></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
)
DESCRIBED = re.compile(r"<dc:description>\s*<rdf:Alt>\s*<rdf:li[^>]*>([^<]*)</rdf:li>")


def _write_wav(source: Path, target: Path, text: bytes) -> None:
    with source.open("rb") as file:
        chunks = list(_riff_chunks(file, source.stat().st_size))
        end = max(part.start + part.bytes + part.bytes % 2 for part in chunks)
        pad = b"\0" * (end - source.stat().st_size)
        comment = text + b"\0"
        _spliced(file, target, end, pad + _riff(b"LIST", b"INFO" + _riff(b"ICMT", comment)))
    _sized(target)


def _read_wav(file: BinaryIO, size: int) -> bytes:
    for part in _riff_chunks(file, size):
        if part.name == b"LIST":
            file.seek(part.start)
            if file.read(4) == b"INFO":
                for info in _riff_chunks(file, part.start + part.bytes, part.start + 4):
                    if info.name == b"ICMT":
                        return _content(file, info).rstrip(b"\0")
    return b""


def _write_webp(source: Path, target: Path, text: bytes) -> None:
    with source.open("rb") as file:
        chunks = list(_riff_chunks(file, source.stat().st_size))
        file.seek(0)
        whole = file.read()
    first, head = chunks[0], whole[chunks[0].start : chunks[0].start + 10]
    if first.name == b"VP8X":
        extended, rest = bytes([head[0] | 4]) + head[1:], chunks[1:]
    else:
        flags, width, height = _webp_size(first.name, head)
        sides = struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
        extended, rest = bytes([flags | 4, 0, 0, 0]) + sides, chunks
    kept = [(part.name, whole[part.start : part.start + part.bytes]) for part in rest if part.name != b"XMP "]
    packet = XMP.format(html.escape(text.decode(), quote=False)).encode()
    body = b"".join(_riff(*chunk) for chunk in [(b"VP8X", extended), *kept, (b"XMP ", packet)])
    target.write_bytes(b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body)


def _webp_size(name: bytes, head: bytes) -> tuple[int, int, int]:
    """Flags, width and height that a WebP's header must have for its only picture."""
    if name == b"VP8L":
        bits = int.from_bytes(head[1:5], "little")
        return 16 * (bits >> 28 & 1), (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack("<HH", head[6:10])
    return 0, width & 0x3FFF, height & 0x3FFF


def _read_webp(file: BinaryIO, size: int) -> bytes:
    packet = next((_content(file, part) for part in _riff_chunks(file, size) if part.name == b"XMP "), b"")
    found = DESCRIBED.search(packet.decode("utf-8"))
    return html.unescape(found.group(1)).encode() if found else b""


def _riff(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def _riff_chunks(file: BinaryIO, end: int, at: int = 12) -> Iterator[Part]:
    for _ in range(MOST):
        if at + 8 > end:
            return
        file.seek(at)
        name, length = struct.unpack("<4sI", file.read(8))
        if at + 8 + length > end:
            raise ValueError(f"the chunk {name!r} of {length} bytes")
        yield Part(name, at + 8, length)
        at += 8 + length + length % 2
    raise ValueError("too many chunks")


def _sized(path: Path) -> None:
    """Write into a RIFF file how long it is."""
    with path.open("r+b") as file:
        file.seek(4)
        file.write(struct.pack("<I", path.stat().st_size - 8))


def _spliced(file: BinaryIO, target: Path, at: int, more: bytes) -> None:
    """Copy a file with some bytes put in."""
    file.seek(0)
    with target.open("wb") as out:
        left = at
        while left and (block := file.read(min(left, 1 << 20))):
            out.write(block)
            left -= len(block)
        out.write(more)
        shutil.copyfileobj(file, out)


WRITERS: dict[str, Callable[[Path, Path, bytes], None]] = {
    ".mp4": _write_mp4,
    ".png": _write_png,
    ".jpg": _write_jpeg,
    ".jpeg": _write_jpeg,
    ".webp": _write_webp,
    ".wav": _write_wav,
}
READERS: tuple[tuple[int, bytes, Callable[[BinaryIO, int], bytes]], ...] = (
    (4, b"ftyp", _read_mp4),
    (0, b"\x89PNG\r\n\x1a\n", _read_png),
    (0, b"\xff\xd8\xff", _read_jpeg),
    (8, b"WEBP", _read_webp),
    (8, b"WAVE", _read_wav),
)
"""Where and with which bytes a kind of file begins, and who reads it."""

"""Read a Standard MIDI File as any program would; shares nothing with our writer."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise


@dataclass
class Track:
    """Notes (start tick, end tick, channel, key, velocity) and what else a track says (tick, kind of meta event, bytes)."""

    notes: list[tuple[int, int, int, int, int]] = field(default_factory=list)
    metas: list[tuple[int, int, bytes]] = field(default_factory=list)
    programs: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class Song:
    """A file of format 1. `tempi`: (tick, microseconds a quarter); `metres`: (tick, beats)."""

    ticks: int
    tracks: list[Track]

    @property
    def tempi(self) -> list[tuple[int, int]]:
        return [(tick, int.from_bytes(data)) for tick, kind, data in self.tracks[0].metas if kind == 0x51]

    @property
    def metres(self) -> list[tuple[int, int]]:
        return [(tick, data[0]) for tick, kind, data in self.tracks[0].metas if kind == 0x58]

    def texts(self, kind: int) -> list[tuple[int, str]]:
        return [(tick, data.decode()) for tick, found, data in self.tracks[0].metas if found == kind]

    def seconds(self, tick: int) -> float:
        """When a tick is heard, by the tempo map."""
        at, passed = 0.0, 0
        changes = [*self.tempi, (tick, 0)]
        for (start, tempo), (following, _) in pairwise(changes):
            end = min(max(following, start), tick) if following else tick
            at += (end - start) * tempo / 1e6 / self.ticks
            passed = end
            if end >= tick:
                break
        assert passed == tick
        return at


def read(data: bytes) -> Song:
    """Raises AssertionError where the file is not well formed."""
    assert data[:4] == b"MThd" and int.from_bytes(data[4:8]) == 6
    kind, count, ticks = (int.from_bytes(data[at : at + 2]) for at in (8, 10, 12))
    assert kind == 1
    at, tracks = 14, []
    for _ in range(count):
        assert data[at : at + 4] == b"MTrk"
        size = int.from_bytes(data[at + 4 : at + 8])
        tracks.append(_track(data[at + 8 : at + 8 + size]))
        at += 8 + size
    assert at == len(data)
    return Song(ticks, tracks)


def _track(data: bytes) -> Track:
    track, sounding = Track(), dict[tuple[int, int], list[tuple[int, int]]]()
    at, tick, ended = 0, 0, False
    while at < len(data):
        delta, at = _length(data, at)
        tick += delta
        status = data[at]
        assert status & 0x80, "no running status is written"
        kind, channel = status & 0xF0, status & 0x0F
        if status == 0xFF:
            size, body = _length(data, at + 2)
            track.metas.append((tick, data[at + 1], data[body : body + size]))
            ended = data[at + 1] == 0x2F
            at = body + size
        elif kind == 0xC0:
            track.programs.append((channel, data[at + 1]))
            at += 2
        else:
            first, second = data[at + 1], data[at + 2]
            assert first < 128 and second < 128
            if kind == 0x90:
                assert second > 0
                sounding.setdefault((channel, first), []).append((tick, second))
            elif kind == 0x80:
                start, velocity = sounding[(channel, first)].pop(0)
                track.notes.append((start, tick, channel, first, velocity))
            at += 3
    assert ended and not any(sounding.values()), "every note ends"
    return track


def _length(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    while True:
        value = value << 7 | data[at] & 0x7F
        at += 1
        if not data[at - 1] & 0x80:
            return value, at

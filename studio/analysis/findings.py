"""Judge a film's measurements against what was asked: one table of checks, each a plain sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from studio.analysis.quality import Measurements, Spans
from studio.backend import Frozen
from studio.timeline.timeline import Timeline

UNASKED = Fraction(1)
"""Seconds that a film may be black or still without having been asked to."""

SILENT = 2.0
"""Seconds that a film may be silent."""

ASKED_SHARE = 0.12
"""Share of a film that may be black or still on purpose before it is worth a word."""

LOUDNESS_REACH, PEAK = 0.3, -1.0
LINE, LINES, READING = 42, 2, 17.0
"""Characters a caption line, lines a caption, characters a second."""

LEAD, LINGER = 0.25, 1.25
"""Seconds that a caption may stand before and after the voice line it belongs to."""

State = Literal["ok", "note", "fail"]


class Finding(Frozen):
    """One check: `fail` makes the film unfit, `note` is worth a look."""

    name: str
    state: State
    sentence: str


class Line(Frozen):
    """A caption in seconds of the film."""

    text: str
    start: float
    end: float


@dataclass(frozen=True)
class Asked:
    """What a film is held against. Without a timeline, only what every film must keep."""

    timeline: Timeline | None = None
    captions: tuple[Line, ...] = ()
    loudness: float = -14.0


Check = Callable[[Measurements, Asked], Finding]


def judge(film: Measurements, asked: Asked) -> tuple[Finding, ...]:
    """All findings, in the table's order."""
    return tuple(check(film, asked) for check in CHECKS)


def frames(film: Measurements, asked: Asked) -> Finding:
    """Exactly as many frames as asked, evenly spaced."""
    wanted = asked.timeline.frames if asked.timeline else film.frames
    good = film.frames == wanted and film.irregular == 0
    uneven = f", {film.irregular} of them unevenly spaced" if film.irregular else ""
    return _found("frames", good, f"{film.frames} frames at {film.rate}{uneven}; {wanted} asked")


def picture(film: Measurements, asked: Asked) -> Finding:
    """Size, rate, square pixels and a pixel format that plays everywhere."""
    timeline = asked.timeline
    size = (timeline.width, timeline.height) if timeline else (film.width, film.height)
    rate = timeline.rate.fraction if timeline else Fraction(film.rate)
    good = (
        (film.width, film.height) == size
        and Fraction(film.rate) == rate
        and film.sample_aspect in ("1:1", "0:1")
        and film.pixel_format == "yuv420p"
    )
    shape = f"{film.width}x{film.height}, pixels {film.sample_aspect}, {film.pixel_format}, {film.codec}"
    return _found("picture", good, f"{shape}; {size[0]}x{size[1]} at {rate}, square, yuv420p asked")


def black(film: Measurements, asked: Asked) -> Finding:
    """No black stretch longer than a second that the timeline does not ask for."""
    return _unasked("black", film.black, film, asked)


def still(film: Measurements, asked: Asked) -> Finding:
    """No frozen stretch longer than a second that is not black on purpose."""
    return _unasked("still", film.still, film, asked)


def asked_still(film: Measurements, asked: Asked) -> Finding:
    """How much of the film is black or still, on purpose or not."""
    count = len({frame for first, last in (*film.black, *film.still) for frame in range(first, last)})
    share = count / film.frames
    state: State = "ok" if share <= ASKED_SHARE else "note"
    return Finding(
        name="black and still share",
        state=state,
        sentence=f"{share:.1%} of the film; {ASKED_SHARE:.0%} is a good measure",
    )


def sound_length(film: Measurements, asked: Asked) -> Finding:
    """Sound and picture begin and end together, within a frame."""
    if not film.has_audio:
        return _found("sound", False, "no sound track")
    frame = float(1 / Fraction(film.rate))
    begin, end = film.audio_start - film.start, film.audio_end - film.end
    good = abs(begin) <= frame and abs(end) <= frame
    return _found(
        "sound", good, f"begins {begin * 1000:+.0f} ms, ends {end * 1000:+.0f} ms beside the picture; {frame:.3f} s may"
    )


def silent(film: Measurements, asked: Asked) -> Finding:
    """No long silence, and none all through."""
    if not film.has_audio or film.loudness <= -70:
        return _found("silence", False, "silent from beginning to end")
    longest = max(((last - first) / 1000 for first, last in film.silent), default=0.0)
    return _found("silence", longest <= SILENT, f"longest {longest:.1f} s; {SILENT:.0f} s may be")


def clipped(film: Measurements, asked: Asked) -> Finding:
    """No clipped samples."""
    return _found("clipping", film.clipped == 0, f"{film.clipped} clipped moments")


def loudness(film: Measurements, asked: Asked) -> Finding:
    """Programme loudness on target."""
    good = abs(film.loudness - asked.loudness) <= LOUDNESS_REACH
    return _found("loudness", good, f"{film.loudness:.1f} LUFS; {asked.loudness:.1f} ± {LOUDNESS_REACH} asked")


def true_peak(film: Measurements, asked: Asked) -> Finding:
    """True peak under -1 dBTP, after the codec."""
    return _found("true peak", film.true_peak <= PEAK, f"{film.true_peak:.1f} dBTP; {PEAK:.0f} at most")


def caption_form(film: Measurements, asked: Asked) -> Finding:
    """Captions lie inside the film, follow each other and can be read."""
    wrong = list(_form(asked.captions, film.end))
    if wrong:
        return _found("captions", False, "; ".join(wrong[:4]))
    quick = sum(len(line.text) / (line.end - line.start) > READING for line in asked.captions)
    if quick:
        return Finding(name="captions", state="note", sentence=f"{quick} of {len(asked.captions)} are quick to read")
    return _found("captions", True, f"{len(asked.captions)} captions")


def caption_place(film: Measurements, asked: Asked) -> Finding:
    """Every caption stands while its voice line is spoken."""
    lines = _spoken(asked.timeline)
    if not lines:
        return _found("captions' place", True, "no word times to hold them against")
    strays = [
        line.text.replace("\n", " ")
        for line in asked.captions
        if not any(first - LEAD <= line.start and line.end <= last + LINGER for first, last in lines)
    ]
    quoted = ", ".join(repr(text[:40]) for text in strays[:3])
    return _found("captions' place", not strays, f"outside their line: {quoted}" if strays else "each in its line")


CHECKS: tuple[Check, ...] = (
    frames,
    picture,
    black,
    still,
    asked_still,
    sound_length,
    silent,
    clipped,
    loudness,
    true_peak,
    caption_form,
    caption_place,
)


def _found(name: str, good: bool, sentence: str) -> Finding:
    return Finding(name=name, state="ok" if good else "fail", sentence=sentence)


def _unasked(name: str, spans: Spans, film: Measurements, asked: Asked) -> Finding:
    """Stretches longer than a second after taking away what was asked to be black."""
    rate = Fraction(film.rate)
    wanted = asked_black(asked.timeline) if asked.timeline else ()
    left = [span for found in spans for span in _without(found, wanted) if (span[1] - span[0]) / rate > UNASKED]
    where = ", ".join(f"{float(first / rate):.2f}–{float(last / rate):.2f} s" for first, last in left)
    return _found(name, not left, where or f"no unasked stretch over {UNASKED} s")


def asked_black(timeline: Timeline) -> Spans:
    """Frames the timeline leaves black: what it says itself, and the gaps of its picture track."""
    spans, position = list(timeline.black), 0
    for clip in timeline.picture:
        if clip.start > position:
            spans.append((position, clip.start))
        position = clip.end
    if position < timeline.frames:
        spans.append((position, timeline.frames))
    # Half a transition into black lies in the neighbour's frames.
    halves = [(cut.start, cut.end) for cut in timeline.transitions if cut.frames]
    return tuple(sorted(spans + halves))


def _without(span: tuple[int, int], wanted: Spans) -> Iterable[tuple[int, int]]:
    """The pieces of a stretch that lie in none of the wanted ones."""
    at = span[0]
    for first, last in wanted:
        if last <= at or first >= span[1]:
            continue
        if first > at:
            yield at, first
        at = max(at, last)
    if at < span[1]:
        yield at, span[1]


def _form(lines: Sequence[Line], end: float) -> Iterable[str]:
    previous = 0.0
    for number, line in enumerate(lines, 1):
        rows = line.text.split("\n")
        if line.start < 0 or line.end > end + 1e-3:
            yield f"caption {number} lies outside the film"
        if line.end <= line.start:
            yield f"caption {number} ends before it begins"
        if line.start < previous - 1e-3:
            yield f"caption {number} overlaps the one before it"
        if len(rows) > LINES or any(len(row) > LINE for row in rows):
            yield f"caption {number} is longer than {LINES} lines of {LINE} characters"
        if not line.text.strip():
            yield f"caption {number} is empty"
        previous = line.end


def _spoken(timeline: Timeline | None) -> list[tuple[float, float]]:
    """First and last moment of every voice line, in seconds."""
    if timeline is None:
        return []
    return [(sound.words[0][1], sound.words[-1][2]) for sound in timeline.voice if sound.words]

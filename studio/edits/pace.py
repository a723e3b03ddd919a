"""Pace: storyboard and voice lengths to a CutPlan in whole frames, every cut on a beat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from studio.edits.grid import LEAD, REST, Grid, Part, Take, solve
from studio.edits.joins import join
from studio.errors import BackendError, BadInput
from studio.shelf.assets import Asset
from studio.story.brief import Brief
from studio.story.cutting import CutStyle, cut_style
from studio.story.moods import Mood, mood
from studio.story.storyboard import Beat, Shot, Storyboard
from studio.timeline.cutplan import CutPlan, PlannedSection, PlannedShot, SectionName, Stretch, VoiceSlot
from studio.timeline.rate import Rate

GIVES_WAY: tuple[Beat, ...] = ("climax", "rise", "low", "hook", "want", "disturb", "world", "button", "title")
"""Which line goes first where the film is too short for all of them."""

LONGEST_LEAD = 14
"""Frames: a line waits no longer than this after its shot's first frame."""

MOST_SILENCE = 0.06
"""Share of the film that the black before its title may last."""

SECTIONS: dict[Beat, SectionName] = {"hook": "intro", "world": "intro", "climax": "climax", "title": "title"}
"""The part of the form that a beat opens or goes on with; all others build."""


@dataclass(frozen=True)
class Spoken:
    """A recorded line: its length in frames and its words (word, start, end) in frames from its own start."""

    frames: int
    words: tuple[tuple[str, int, int], ...]


def pace(brief: Brief, board: Storyboard, voices: Mapping[str, Asset]) -> CutPlan:
    """The film's skeleton: exactly `brief.seconds` long, cuts on beats, lines inside their stretch of the film.

    `voices` maps a shot's id to its recorded line (facts `seconds` and, where known, `words`). Lines that find no room
    are left out and named in the plan's notes. Raises BadInput when the shots themselves do not fit.
    """
    rate = Rate.parse(brief.rate)
    feel = mood(brief.mood or board.mood)
    style = cut_style(brief.cut)
    frames = rate.frames(brief.seconds)
    lines = {shot.id: _spoken(shot, voices[shot.id], rate) for shot in board.shots if shot.id in voices}
    groups = _groups(board.shots)
    if float(rate.fraction) * 60 / feel.bpm[1] < LEAD + 2:
        raise BadInput(f"{brief.rate} frames a second are too few to cut to music.", "Write 24, 25 or 30.")
    notes: list[str] = []
    while True:
        parts = tuple(_part(name, shots, lines, float(brief.seconds), style) for name, shots in groups)
        grid = solve(parts, frames, rate.fraction, feel, style)
        if grid is not None:
            return _plan(brief, board, groups, grid, lines, feel, style, tuple(notes))
        loser = _loser(board.shots, lines)
        if loser is None:
            most = int(brief.seconds * feel.bpm[1] / 60)
            raise BadInput(
                f"{len(board.shots)} shots do not fit into {brief.seconds:g} s: each takes a beat, and {most} beats fit.",
                "Make the film longer, or ask the writer again for fewer shots.",
            )
        gone = lines.pop(loser.id)
        notes.append(
            f"The line of {loser.id} found no room and is not heard ({float(rate.seconds(gone.frames)):.1f} s): "
            f"{loser.voice!r}. Shorten lines or lengthen the film."
        )


def _groups(shots: Sequence[Shot]) -> list[tuple[str, tuple[Shot, ...]]]:
    """The shots between the anchors: build-up, climax, title, button. Absent ones are left out."""
    beats = [shot.beat for shot in shots]
    title = beats.index("title") if "title" in beats else len(beats)
    climax = beats.index("climax", 0, title) if "climax" in beats[:title] else title
    cuts = (0, climax, title, min(title + 1, len(shots)), len(shots))
    names = ("build", "climax", "title", "button")
    groups = zip(names, pairwise(cuts), strict=True)
    return [(name, tuple(shots[start:end])) for name, (start, end) in groups if end > start]


def _part(name: str, shots: Sequence[Shot], lines: Mapping[str, Spoken], seconds: float, style: CutStyle) -> Part:
    # However long a style would be silent, a film must not be black for long.
    silence = min(style.silence, MOST_SILENCE * seconds)
    takes = tuple(
        Take(
            weight=shot.weight,
            line=lines[shot.id].frames if shot.id in lines else 0,
            black=not shot.prompt,
            hold=0.0 if shot.prompt or name == "title" else silence,
        )
        for shot in shots
    )
    black_title = name == "title" and takes[0].black
    aims = {
        "build": 0.0,
        "climax": sum(silence if take.black else style.climax for take in takes),
        "title": max(1.2, 0.09 * seconds) if black_title else max(1.6, 0.13 * seconds),
        "button": max(1.2, 0.08 * seconds),
    }
    longest = {"title": 2.6 if black_title else 3.2, "button": 2.6 * len(takes)}
    # A title that is gone before it is read is no title.
    least = min(1.8, 0.12 * seconds) if name == "title" else 0.0
    return Part(name=name, shots=takes, aim=min(aims[name], longest.get(name, 0.3 * seconds)), least=least)


def _spoken(shot: Shot, asset: Asset, rate: Rate) -> Spoken:
    seconds = asset.facts.get("seconds")
    if not isinstance(seconds, int | float) or seconds <= 0:
        raise BackendError(
            f"The voice line of {shot.id} has no length ({seconds!r}).", "Choose another backend for voiceover."
        )
    words = tuple(
        (str(word), rate.frames(start), rate.frames(end)) for word, start, end in asset.facts.get("words", ())
    )
    # One frame up, so that the end of the last word is never cut.
    return Spoken(frames=max(1, rate.frames(seconds + float(1 / rate.fraction) / 2)), words=words)


def _loser(shots: Sequence[Shot], lines: Mapping[str, Spoken]) -> Shot | None:
    spoken = [shot for shot in shots if shot.id in lines]
    return min(spoken, key=lambda shot: (GIVES_WAY.index(shot.beat), -lines[shot.id].frames), default=None)


def _plan(
    brief: Brief,
    board: Storyboard,
    groups: Sequence[tuple[str, tuple[Shot, ...]]],
    grid: Grid,
    lines: Mapping[str, Spoken],
    feel: Mood,
    style: CutStyle,
    notes: tuple[str, ...],
) -> CutPlan:
    rate = Rate.parse(brief.rate)
    frames = rate.frames(brief.seconds)
    tempo: list[Stretch] = []
    shots: list[PlannedShot] = []
    voices: list[VoiceSlot] = []
    passed = 0
    for (_, members), beats in zip(groups, grid.beats, strict=True):
        start, end = (round(frames * beat / grid.total) for beat in (passed, passed + sum(beats)))
        span = Stretch(start=start, end=end, beats=sum(beats))
        tempo.append(span)
        passed += span.beats
        cuts = _cuts(span, beats)
        shots += [
            PlannedShot(shot=shot.id, start=first, frames=last - first)
            for shot, first, last in zip(members, cuts, [*cuts[1:], end], strict=True)
        ]
        voices += _place(members, cuts, end, lines)
    title = next((shot.start for shot in shots if _beat(board, shot) == "title"), None)
    return CutPlan(
        rate=rate,
        frames=frames,
        shots=_joined(board.shots, shots, rate, feel, style, brief.seed),
        voices=tuple(voices),
        sections=_sections(board, shots),
        tempo=tuple(tempo),
        meter=feel.meter,
        hits=tuple(span.start for span in tempo[1:]),
        title_frame=title,
        notes=notes,
    )


def _cuts(span: Stretch, beats: Sequence[int]) -> list[int]:
    """First frames of shots of so many beats, each on a beat of the span."""
    passed = [sum(beats[:count]) for count in range(len(beats))]
    return [span.start + round((span.end - span.start) * beat / span.beats) for beat in passed]


def _place(members: Sequence[Shot], cuts: Sequence[int], end: int, lines: Mapping[str, Spoken]) -> list[VoiceSlot]:
    """Where the lines of one part are heard: a little after their shot's first frame, clear of what follows."""
    lengths = [last - first for first, last in pairwise([*cuts, end])]
    spoken = [entry for entry in zip(members, cuts, lengths, strict=True) if entry[0].id in lines]
    limits = [cut for _, cut, _ in spoken[1:]] + [end] if spoken else []
    slots = []
    for (shot, cut, length), limit in zip(spoken, limits, strict=True):
        line = lines[shot.id]
        spare = limit - cut - line.frames - REST
        start = cut + max(LEAD, min(spare // 3, LONGEST_LEAD, length // 3))
        words = tuple((word, start + first, start + last) for word, first, last in line.words)
        slots.append(VoiceSlot(shot=shot.id, start=start, frames=line.frames, words=words))
    return slots


def _joined(
    shots: Sequence[Shot], planned: Sequence[PlannedShot], rate: Rate, feel: Mood, style: CutStyle, seed: int
) -> tuple[PlannedShot, ...]:
    joined = list(planned[:1])
    for index in range(1, len(planned)):
        lengths = planned[index - 1].frames, planned[index].frames
        kind, frames = join(shots[index - 1], shots[index], lengths, float(rate.fraction), feel, style, seed)
        joined.append(planned[index].model_copy(update={"transition": kind, "transition_frames": frames}))
    return tuple(joined)


def _sections(board: Storyboard, shots: Sequence[PlannedShot]) -> tuple[PlannedSection, ...]:
    """The film's form: intro, build, climax, title, button; those that exist, in order, without gaps."""
    order: tuple[SectionName, ...] = ("intro", "build", "climax", "title", "button")
    sections: list[PlannedSection] = []
    for shot in shots:
        name = SECTIONS.get(_beat(board, shot), "build")
        if sections and order.index(sections[-1].name) >= order.index("title"):
            name = "button"
        elif sections and order.index(name) < order.index(sections[-1].name):
            name = sections[-1].name
        if sections and sections[-1].name == name:
            sections[-1] = sections[-1].model_copy(update={"end": shot.end})
        else:
            sections.append(PlannedSection(name=name, start=shot.start, end=shot.end))
    return tuple(sections)


def _beat(board: Storyboard, planned: PlannedShot) -> Beat:
    return next(shot.beat for shot in board.shots if shot.id == planned.shot)

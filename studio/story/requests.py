"""From a storyboard to requests: one slot a shot's picture, voice line and sound cue, one for the music.

A slot's request holds what its own shot needs and nothing of its neighbours, and its seed comes from its name:
another prompt in one shot changes the key of that shot's picture alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from zlib import crc32

from studio.backend import (
    Frozen,
    Music,
    Params,
    Request,
    Section,
    SoundEffect,
    TempoSpan,
    TextToVideo,
    Voiceover,
    WriteStory,
)
from studio.story.accents import accent_of, accent_slot
from studio.story.brief import Brief
from studio.story.cutting import cut_style
from studio.story.moods import mood, moods
from studio.story.storyboard import Cue, Shot, Storyboard
from studio.tasks import Task
from studio.timeline.cutplan import CutPlan, PlannedShot
from studio.timeline.rate import Rate
from studio.timeline.shape import size_of

Choose = Callable[[Task], tuple[str, str]]
"""Gives the backend's id and version for a task."""

Extras = Mapping[str, Mapping[str, Any]]
"""Params of a task beyond what every backend of it understands, by the task's name."""


TAIL = 0.35
"""Seconds over which what goes on under several shots fades away after the last of them."""


class Slot(Frozen):
    """A place in the film and its request: `story`, `s01`, `s01/voice`, `s01/cue0`, `s01/join`, `music`."""

    name: str
    request: Request


def seed_of(seed: int, slot: str) -> int:
    """The seed of one slot: stable across runs and machines, independent of every other slot."""
    return crc32(f"{seed}/{slot}".encode())


def story(brief: Brief, choose: Choose, extras: Extras | None = None) -> Slot:
    """What the writer is asked for."""
    params = WriteStory(
        logline=brief.logline,
        title=brief.title,
        genre=brief.genre,
        mood=brief.mood,
        moods=tuple(moods()),
        seconds=brief.seconds,
        shot_seconds=cut_style(brief.cut).shot_seconds,
        language=brief.language,
    )
    return _slot("story", Task.WRITE_STORY, params, brief, choose, extras)


def voices(brief: Brief, board: Storyboard, choose: Choose, extras: Extras | None = None) -> tuple[Slot, ...]:
    """A voice-over for every shot that has a line."""
    voice = brief.voice or mood(brief.mood or board.mood).voice
    return tuple(
        _slot(
            f"{shot.id}/voice",
            Task.VOICEOVER,
            Voiceover(text=shot.voice, voice=voice, language=board.language),
            brief,
            choose,
            extras,
        )
        for shot in board.shots
        if shot.voice
    )


def pictures(
    brief: Brief, board: Storyboard, cut: CutPlan, choose: Choose, extras: Extras | None = None
) -> tuple[Slot, ...]:
    """A clip for every shot that has a picture, longer at both ends by its handles."""
    width, height = size_of(brief.shape)
    shots, handles = {shot.id: shot for shot in board.shots}, cut.handles
    return tuple(
        _slot(
            planned.shot,
            Task.TEXT_TO_VIDEO,
            TextToVideo(
                prompt=shots[planned.shot].prompt,
                style=board.style,
                width=width,
                height=height,
                seconds=float(cut.rate.seconds(planned.frames + sum(handles[planned.shot]))),
                rate=str(cut.rate),
            ),
            brief,
            choose,
            extras,
        )
        for planned in cut.shots
        if shots[planned.shot].prompt
    )


def effects(
    brief: Brief, board: Storyboard, cut: CutPlan, choose: Choose, extras: Extras | None = None
) -> tuple[Slot, ...]:
    """A sound for every cue, and for every transition that is heard."""
    index = {shot.shot: at for at, shot in enumerate(cut.shots)}
    wanted = [
        (cue_slot(shot, number), cue.prompt, _cue_seconds(cue, cut.shots[index[shot.id] :], cut.rate))
        for shot in board.shots
        for number, cue in enumerate(shot.cues)
        if shot.id in index
    ]
    wanted += [
        (accent_slot(planned), accent.prompt, _bounded(round(accent.times * planned.transition_frames), cut.rate))
        for planned in cut.shots
        if (accent := accent_of(planned))
    ]
    return tuple(
        _slot(name, Task.SOUND_EFFECT, SoundEffect(prompt=prompt, seconds=seconds), brief, choose, extras)
        for name, prompt, seconds in wanted
    )


def music(brief: Brief, board: Storyboard, cut: CutPlan, choose: Choose, extras: Extras | None = None) -> Slot:
    """The film's music, composed to the cut plan's form, beats, hits and voice."""
    seconds = [float(cut.rate.seconds(frame)) for frame in range(cut.frames + 1)]
    name = brief.mood or board.mood
    params = Music(
        prompt=f"{name} film trailer score, {board.genre}",
        mood=name,
        seconds=seconds[cut.frames],
        sections=tuple(
            Section(name=part.name, start=seconds[part.start], end=seconds[part.end]) for part in cut.sections
        ),
        tempo=tuple(
            TempoSpan(start=seconds[span.start], end=seconds[span.end], beats=span.beats) for span in cut.tempo
        ),
        meter=cut.meter,
        hits=tuple(seconds[frame] for frame in cut.hits),
        voice=tuple((seconds[line.start], seconds[min(cut.frames, line.start + line.frames)]) for line in cut.voices),
    )
    return _slot("music", Task.MUSIC, params, brief, choose, extras)


def cue_slot(shot: Shot, number: int) -> str:
    """The slot of a shot's n-th cue, e.g. 's01/cue0'."""
    return f"{shot.id}/cue{number}"


def _cue_seconds(cue: Cue, planned: Sequence[PlannedShot], rate: Rate) -> float:
    """A cue's length on whole frames; without one it lasts to the end of the last of its shots.

    `planned` are its own shot and those after it. What goes on under several shots fades under what comes after it.
    """
    under = planned[: cue.shots]
    rest = under[-1].end - under[0].start - round(cue.at * under[0].frames) + rate.frames(TAIL) * (len(under) > 1)
    return _bounded(rate.frames(cue.seconds) if cue.seconds is not None else rest, rate)


def _bounded(frames: int, rate: Rate) -> float:
    """Seconds of so many frames, as long as a sound may be."""
    shortest, longest = rate.frames(0.5), rate.frames(60)
    return float(rate.seconds(min(max(frames, shortest), longest)))


def _slot(name: str, task: Task, params: Params, brief: Brief, choose: Choose, extras: Extras | None) -> Slot:
    backend, version = choose(task)
    values = params.model_dump(mode="json") | dict((extras or {}).get(task, {}))
    return Slot(
        name=name,
        request=Request(task=task, backend=backend, version=version, params=values, seed=seed_of(brief.seed, name)),
    )

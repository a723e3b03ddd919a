"""From a project to what the shot strip draws: shots in order, and the lanes of voice, effects and music."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pages.standing import SlotStanding, Standing
from pages.workplace import Workplace
from studio.projects import Project
from studio.story.storyboard import Shot
from studio.timeline.cutplan import CutPlan

Takes = Mapping[str, str]
"""Slot name to asset id."""


def shots(place: Workplace, project: Project, takes: Takes, standing: Standing) -> list[dict[str, Any]]:
    """Every shot with its length, words, picture and state."""
    if project.storyboard is None:
        return [{"id": f"wait{number}", "frames": 1, "state": "waiting", "words": ""} for number in range(8)]
    starts = _starts(project)
    rows: list[dict[str, Any]] = []
    for shot in project.storyboard.shots:
        start, frames, seconds = starts[shot.id]
        asset = takes.get(shot.id)
        slot = standing.slots.get(shot.id)
        state = _state(shot, asset, slot, project, standing)
        rows.append(
            {
                "id": shot.id,
                "frames": frames,
                "start": start,
                "time": f"{seconds:.1f} s" if project.cutplan else "",
                "state": state,
                "share": slot.share if slot else 0.0,
                "words": _words(shot),
                "picture": place.still(project.id, asset) if asset else slot.preview if slot else "",
            }
        )
    return rows


def pictured(project: Project) -> list[str]:
    """Ids of the shots that have a picture, and so takes."""
    return [shot.id for shot in project.storyboard.shots if shot.prompt] if project.storyboard else []


def lanes(project: Project, takes: Takes) -> list[dict[str, Any]]:
    """Voice, effects and music: clips in percent of the film, dashed while they are not made."""
    board, cut = project.storyboard, project.cutplan
    voice: list[dict[str, Any]] = []
    effects: list[dict[str, Any]] = []
    if board is not None:
        starts = _starts(project)
        total = max(1.0, sum(frames for _, frames, _ in starts.values()))
        spoken = {line.shot: line for line in cut.voices} if cut else {}
        frame = 0.0
        for at, shot in enumerate(board.shots):
            _, frames, _ = starts[shot.id]
            if shot.voice and (cut is None or shot.id in spoken):
                line = spoken.get(shot.id)
                left, width = (line.start, line.frames) if line else (frame, frames)
                voice.append(_clip(shot.id, left, width, total, f"{shot.id}/voice" in takes, shot.voice))
            for number, cue in enumerate(shot.cues):
                under = sum(starts[other.id][1] for other in board.shots[at : at + cue.shots]) - frames * cue.at
                length = cue.seconds * float(cut.rate.fraction) if cue.seconds and cut else under
                slot = f"{shot.id}/cue{number}"
                left = frame + frames * cue.at
                effects.append(_clip(slot, left, min(length, total - left), total, slot in takes, cue.prompt))
            frame += frames
    if project.film:
        voice, effects = ([clip for clip in row if clip["made"]] for row in (voice, effects))
    music = [_clip("music", 0, 1, 1, "music" in takes, "one score for the whole film")]
    return [
        {"id": "voice", "kind": "voice", "name": "Voice", "clips": voice},
        {"id": "effects", "kind": "effects", "name": "Effects", "clips": effects},
        {
            "id": "music",
            "kind": "music",
            "name": "Music",
            "clips": music if board and ("music" in takes or not project.film) else [],
        },
    ]


def _words(shot: Shot) -> str:
    """What a shot shows, as a sentence begins."""
    words = shot.title or shot.prompt or "Black"
    return words[:1].upper() + words[1:]


def _clip(slot: str, left: float, width: float, total: float, made: bool, words: str) -> dict[str, Any]:
    return {
        "id": slot,
        "left": round(100 * left / total, 2),
        "width": round(100 * width / total, 2),
        "made": made,
        "words": words,
    }


def _starts(project: Project) -> dict[str, tuple[float, float, float]]:
    """Shot id to (start in seconds, length in frames, length in seconds); by weight until the cut is known."""
    cut: CutPlan | None = project.cutplan
    board = project.storyboard
    assert board is not None
    if cut is not None:
        planned = {shot.shot: shot for shot in cut.shots}
        if all(shot.id in planned for shot in board.shots):
            rate = float(cut.rate.fraction)
            return {name: (shot.start / rate, shot.frames, shot.frames / rate) for name, shot in planned.items()}
    weights = sum(shot.weight for shot in board.shots)
    found: dict[str, tuple[float, float, float]] = {}
    start = 0.0
    for shot in board.shots:
        seconds = project.brief.seconds * shot.weight / weights
        found[shot.id] = (start, seconds * 24, seconds)
        start += seconds
    return found


def _state(shot: Shot, asset: str | None, slot: SlotStanding | None, project: Project, standing: Standing) -> str:
    if asset or (not shot.prompt and project.film):
        return "made"
    if slot is not None and slot.failed:
        return "failed"
    if slot is not None and standing.live:
        return "making"
    return "waiting"

"""The phases of a film as a line that fills, counted from what the database holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pages.standing import Standing
from studio.projects import Project
from studio.story.accents import accent_of, accent_slot

NAMES: dict[str, str] = {
    "story": "Story",
    "voice": "Voice",
    "picture": "Picture",
    "effects": "Effects",
    "music": "Music",
    "cut": "Cut & mix",
}
WAITS: dict[str, str] = {
    "voice": "waits for the story",
    "picture": "waits for the voice",
    "effects": "waits for the cut",
    "music": "waits for the cut",
}
"""What a phase waits for before the cut is known."""


def phases(project: Project, takes: Mapping[str, str], standing: Standing) -> list[dict[str, Any]]:
    """Every phase: its name, state (done, now, failed, '' for later), share and a few words."""
    counts = _counts(project, takes, finished=project.film is not None and not standing.live)
    rows: list[dict[str, Any]] = []
    for name, title in NAMES.items():
        made, wanted, noun = counts[name]
        done = wanted is not None and made >= wanted
        working = standing.state == "busy" and not done and (name in _at_work(standing) or bool(made))
        state = "done" if done else "now" if working else ""
        if not done and any(slot.failed for key, slot in standing.slots.items() if _phase(key) == name):
            state = "failed"
        rows.append(
            {
                "id": name,
                "title": title,
                "state": state,
                "share": _share(name, made, wanted, standing),
                "words": _words(name, made, wanted, noun, state, project.cutplan is not None),
            }
        )
    return rows


def _counts(project: Project, takes: Mapping[str, str], *, finished: bool) -> dict[str, tuple[int, int | None, str]]:
    """Phase to (made, wanted, noun); wanted is None while nobody knows."""
    board, cut = project.storyboard, project.cutplan
    cut_count = (1, 1, "") if finished else (0, 1, "")
    if board is None:
        unknown = dict.fromkeys(("voice", "picture", "effects", "music"), (0, None, ""))
        return {"story": (0, 1, ""), **unknown, "cut": cut_count}
    heard = {line.shot for line in cut.voices} if cut else {shot.id for shot in board.shots if shot.voice}
    lines = [f"{name}/voice" for name in heard]
    pictures = [shot.id for shot in board.shots if shot.prompt]
    cues = [f"{shot.id}/cue{number}" for shot in board.shots for number in range(len(shot.cues))]
    cues += [accent_slot(shot) for shot in (cut.shots if cut else ()) if accent_of(shot)]

    def made(slots: list[str]) -> int:
        return len(slots) if finished else sum(slot in takes for slot in slots)

    return {
        "story": (len(board.shots), len(board.shots), "shot"),
        "voice": (made(lines), len(lines), "line"),
        "picture": (made(pictures), len(pictures), "shot"),
        "effects": (made(cues), len(cues), "sound"),
        "music": (made(["music"]), 1, ""),
        "cut": cut_count,
    }


def _at_work(standing: Standing) -> set[str]:
    """The phases that something is being made for now."""
    return {_phase(slot) for slot in standing.slots}


def _phase(slot: str) -> str:
    return slot if slot in NAMES else "picture"


def _share(name: str, made: int, wanted: int | None, standing: Standing) -> float:
    if name == "picture" and wanted:
        parts = sum(slot.share for key, slot in standing.slots.items() if _phase(key) == "picture")
        return min(1.0, (made + parts) / wanted)
    own = standing.slots.get(name)
    return max(made / wanted if wanted else 0.0, own.share if own else 0.0)


def _words(name: str, made: int, wanted: int | None, noun: str, state: str, cut_known: bool) -> str:
    if state == "done":
        return f"{wanted} {noun}{'' if wanted == 1 else 's'}" if noun and wanted else "done" if wanted else "none"
    if state == "failed":
        return "stopped"
    if noun and wanted and (made or state == "now"):
        return f"{made} of {wanted} made"
    if state == "now":
        return "writing" if name == "story" else "being made"
    if cut_known:
        return "waits for the rest" if name == "cut" else "waits for its turn"
    return WAITS.get(name, "")

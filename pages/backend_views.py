"""From manifests and readiness to the cards of the Backends page."""

from __future__ import annotations

from typing import Any

from pages.survey import Survey
from pages.words import size
from pages.workplace import Workplace
from studio.backend import Manifest, Readiness
from studio.errors import BadInput
from studio.tasks import TASKS, Task

ROLES: dict[Task, str] = {
    Task.WRITE_STORY: "Story",
    Task.TEXT_TO_VIDEO: "Picture",
    Task.VOICEOVER: "Voice",
    Task.SOUND_EFFECT: "Effects",
    Task.MUSIC: "Music",
}
SELL = {"yes": "films may be sold", "no": "films may not be sold", "conditional": "films may be sold under conditions"}

READY = {
    "id": "ready",
    "state": "ready",
    "words": "Ready to make trailers",
    "about": "Painted scenes, an English voice, composed music, all on this computer.",
}


def cards(place: Workplace, found: Survey) -> dict[str, Any]:
    """Data of the `backend_cards` component."""
    rows = [_card(manifest, found.readiness.get(name)) for name, manifest in found.manifests.items()]
    for broken in found.broken:
        rows.append(
            {
                "id": broken.plugin.module,
                "title": broken.plugin.module,
                "state": "broken",
                "words": "Broken",
                "about": broken.what,
                "tasks": [],
                "licence": "",
                "size": "",
                "mend": "The studio works without it. `studio backends list` shows the whole error.",
            }
        )
    return {"roles": [_role(place, found, task) for task in ROLES], "cards": rows, "count": str(len(rows))}


def state(answer: Readiness | None) -> tuple[str, str]:
    """Chip and words of a readiness; '' while the answer is out."""
    if answer is None:
        return "busy", "Asking…"
    if answer.state in ("ready", "broken"):
        return answer.state, answer.state.capitalize()
    words = answer.state.removeprefix("needs ")
    return "needs", f"Needs {'a ' if words in ('key', 'GPU') else ''}{words}"


def _role(place: Workplace, found: Survey, task: Task) -> dict[str, str]:
    try:
        backend = place.settings.backend_for(task)
    except BadInput:
        return {
            "id": task.value,
            "task": ROLES[task],
            "who": "nobody",
            "state": "needs",
            "words": "Choose one in studio.toml",
        }
    if backend not in found.manifests:
        return {"id": task.value, "task": ROLES[task], "who": backend, "state": "broken", "words": "Not installed"}
    chip, words = state(found.readiness.get(backend))
    return {"id": task.value, "task": ROLES[task], "who": backend, "state": chip, "words": words}


def _card(manifest: Manifest, answer: Readiness | None) -> dict[str, Any]:
    chip, words = state(answer)
    needs = manifest.needs
    sizes = [
        f"{size(needs.weights_bytes)} of weights" if needs.weights_bytes else "nothing to download",
        f"{size(needs.vram_bytes)} of GPU memory" if needs.vram_bytes else "",
        "uses the network" if needs.network else "",
        manifest.price if manifest.price != "free" else "costs nothing",
    ]
    return {
        "id": manifest.id,
        "title": manifest.title,
        "state": chip,
        "words": words,
        "about": manifest.description,
        "tasks": [{"id": spec.task.value, "words": TASKS[spec.task].title} for spec in manifest.tasks],
        "licence": f"{manifest.licence or 'Licence not stated'} · {SELL[manifest.commercial]}",
        "size": " · ".join(part for part in sizes if part),
        "mend": "" if answer is None or answer.state == "ready" else answer.mend or answer.sentence,
    }


def checklist(place: Workplace, found: Survey) -> list[dict[str, str]]:
    """One quiet line: what works here, and what would need something. It never blocks."""
    if not found.manifests:
        return []
    names = [place.settings.backend_for(task) for task in ROLES]
    ready = all(name in found.readiness and found.readiness[name].state == "ready" for name in names)
    rows = [READY] if ready else []
    rows += [
        {
            "id": name,
            "state": state(answer)[0],
            "words": f"{found.manifests[name].title}: {answer.state}",
            "about": answer.mend or answer.sentence,
        }
        for name, answer in found.readiness.items()
        if answer.state != "ready"
    ]
    rows += [
        {"id": row.plugin.module, "state": "broken", "words": f"{row.plugin.module} is broken", "about": row.what}
        for row in found.broken
    ]
    count = f"{len(found.manifests)} {'is' if len(found.manifests) == 1 else 'are'} installed"
    rows.append(
        {
            "id": "backends",
            "state": "",
            "words": "Every part can be exchanged",
            "about": f"{count}; the Backends page shows who does what.",
        }
    )
    return rows[:4]

"""Models on the Backends page: what there is, on what terms, what of it is here; fetching, stopping, taking away."""

from __future__ import annotations

import importlib.util
import os
import shutil
from threading import Lock
from typing import TYPE_CHECKING, Any

from pages.backend_views import SELL
from pages.survey import survey
from pages.words import size
from pages.workplace import Workplace
from studio import weights
from studio.errors import BadInput, NotReady
from studio.tasks import TASKS
from studio.weights import Entry

if TYPE_CHECKING:
    from pathlib import Path

    from studio.jobs.pulls import Pull, Pulls

HOW = "Open models need the extra `local`: stop the studio, run `pip install -e '.[local]'`, start it again."
OFFLINE = "The studio is offline: nothing is fetched. `offline = false` in studio.toml lets it."
GATED = "Accept its licence at the hub, then start the studio with HF_TOKEN in its environment."
WORDS = {"here": "Here", "own": "Your own folder", "part": "Begun", "gated": "Gated", "away": "Not here"}
CHIPS = {"here": "ready", "own": "ready", "part": "needs", "gated": "", "away": ""}
FETCH, GO_ON = {"id": "fetch", "words": "Fetch"}, {"id": "fetch", "words": "Go on"}
CANCEL, REMOVE = {"id": "cancel", "words": "Cancel"}, {"id": "remove", "words": "Remove"}


def models(place: Workplace) -> dict[str, Any]:
    """Data of the `models` component. `note` is all that is said where models cannot run."""
    if not able():
        return {"note": HOW, "room": "", "rows": []}
    listed = weights.entries(place.data.models, survey(place).manifests.values())
    taken = sum(entry.bytes for entry in listed)
    free = shutil.disk_usage(place.data.root).free
    return {
        "note": OFFLINE if place.settings.offline else "",
        "room": f"{size(taken) if taken else 'nothing'} on this disk, {size(free)} free",
        "rows": [_row(place, entry) for entry in listed],
    }


def able() -> bool:
    """Are the libraries of local models installed? They are not imported for it."""
    return all(importlib.util.find_spec(name) is not None for name in ("torch", "diffusers"))


def act(place: Workplace, verb: str, name: str) -> str:
    """Do what a row's button says; what to tell the user. BadInput and NotReady where it cannot be."""
    entry = weights.named(name, weights.entries(place.data.models, survey(place).manifests.values()))
    going, title = pulls(place), entry.model.title
    if verb == "cancel":
        going.cancel(name)
        return f"{title}: stopped. What came is kept."
    if verb == "remove":
        going.held(name)
        return f"{size(weights.remove(place.data.models, entry.model))} freed."
    if not able():
        raise NotReady("Open models cannot run here.", HOW)
    if not entry.model.parts:
        raise BadInput(f"The model {name!r} lies in a folder of your own.", "Put its files there.")
    if place.settings.offline:
        raise NotReady(f"{title} cannot be fetched.", OFFLINE)
    going.start(name)
    return f"{title} is being fetched."


def pulls(place: Workplace) -> Pulls:
    """What is being fetched into a data folder."""
    from studio.jobs.pulls import Pulls

    with _opening:
        return _pulls.setdefault(place.data.root, Pulls(place.data))


_pulls: dict[Path, Pulls] = {}
_opening = Lock()


def _row(place: Workplace, entry: Entry) -> dict[str, Any]:
    model, pull = entry.model, pulls(place).get(entry.model.id)
    runs = pull is not None and pull.runs
    marks = [
        "gated" if model.gated else "",
        {"no": "non-commercial", "conditional": "conditions"}.get(model.commercial, ""),
    ]
    needs = [
        size(model.bytes) if model.bytes else "",
        f"{size(model.vram_bytes)} of GPU memory" if model.vram_bytes else "",
    ]
    return {
        "id": model.id,
        "title": model.title,
        "does": ", ".join(TASKS[task].title.lower() for task in model.tasks),
        "terms": f"{model.licence} · {SELL[model.commercial]}",
        "marks": [{"id": mark, "words": mark} for mark in marks if mark],
        "size": " · ".join(need for need in needs if need),
        "state": "busy" if runs else "broken" if pull else CHIPS[entry.state],
        "words": _words(entry, pull),
        "mend": pull.todo if pull else GATED if model.gated and not entry.here and not _token() else "",
        "share": pull.share if pull and runs else 0.0,
        "busy": runs,
        "verbs": _verbs(place, entry, runs),
        "asks": f"Remove {size(entry.bytes)} of {model.title}?" if entry.bytes else "",
    }


def _words(entry: Entry, pull: Pull | None) -> str:
    if pull is None:
        return WORDS[entry.state] + (f", {size(entry.bytes)}" if entry.bytes else "")
    if pull.runs:
        return f"{size(pull.done)} of {size(pull.total)}" if pull.total else "Asking the hub…"
    return pull.what


def _verbs(place: Workplace, entry: Entry, runs: bool) -> list[dict[str, str]]:
    if runs:
        return [CANCEL]
    may_fetch = bool(entry.model.parts) and not entry.here and not place.settings.offline
    may_fetch = may_fetch and (not entry.model.gated or _token())
    fetch = [GO_ON if entry.bytes else FETCH] if may_fetch else []
    return fetch + ([REMOVE] if entry.bytes and entry.model.parts else [])


def _token() -> bool:
    return bool(os.environ.get("HF_TOKEN"))

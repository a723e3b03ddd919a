"""A film's music as a Standard MIDI File, for a sequencer or a score editor."""

from __future__ import annotations

import base64
import binascii

from studio.datafolder import DataFolder
from studio.errors import BackendError, BadInput
from studio.projects import Projects
from studio.shelf.assets import Shelf


def midi(data: DataFolder, project_id: str) -> bytes:
    """The score of the first music on a project's timeline that carries one as its fact `midi` (base64)."""
    project = Projects(data).get(project_id)
    shelf = Shelf(data)
    for sound in project.timeline.music if project.timeline else ():
        asset = shelf.get(sound.asset)
        if "midi" not in asset.facts:
            continue
        try:
            score = base64.b64decode(asset.facts["midi"], validate=True)
        except (binascii.Error, TypeError, ValueError):
            score = b""
        if score[:4] != b"MThd":
            made = asset.recipe.get("backend", {}).get("id", "?")
            raise BackendError(f"What {made!r} gave as MIDI is none.", "Make the music with another backend.")
        return score
    raise BadInput(
        f"Project {project_id!r} has no music that can be written as MIDI.",
        "Make the film with a backend that composes notes, such as `composer`.",
    )

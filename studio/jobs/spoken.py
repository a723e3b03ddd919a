"""The words that are spoken in assets of ours, with the times that their voices measured."""

from __future__ import annotations

from collections.abc import Mapping

from studio.errors import BadInput
from studio.projects import Projects
from studio.shelf.assets import Asset, Shelf

Words = list[tuple[str, float, float]]
"""Word, start and end in seconds, in order."""


def words(inputs: Mapping[str, str], shelf: Shelf, projects: Projects) -> Words:
    """What is said in a `voice`, or in a `film` as its project has cut it. BadInput where no voice measured it."""
    if "film" in inputs:
        found = _in_film(inputs["film"], projects)
    elif "voice" in inputs:
        found = _in_voice(shelf.get(inputs["voice"]))
    else:
        raise BadInput(
            "Captions need a `voice` or a `film`, descriptions a `picture` or a `clip`.",
            "Bring one: --input voice=FILE.",
        )
    if not found:
        raise BadInput(
            "No words with times are known of it.",
            "Bring a voice that hibari or another backend with word times spoke.",
        )
    return found


def _in_voice(asset: Asset) -> Words:
    return [(str(word), float(start), float(end)) for word, start, end in asset.facts.get("words", ())]


def _in_film(film: str, projects: Projects) -> Words:
    timeline = next((project.timeline for project in projects.all() if project.film == film and project.timeline), None)
    if timeline is None:
        raise BadInput(
            f"Asset {film[:12]} is no film that a project here has now.",
            "Bring a project's newest film, or its voices: `studio project list`.",
        )
    return [word for line in sorted(timeline.voice, key=lambda line: line.start) for word in line.words]

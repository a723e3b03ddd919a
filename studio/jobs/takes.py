"""Takes of a shot: which there are and what is measured of them, requests for more, the film with another one in it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING

from studio.analysis.takes import Measures, Wanted, measured, twin, words
from studio.backend import Frozen, Request
from studio.edits.assemble import assemble
from studio.errors import BackendError, BadInput, NotFound, StudioError
from studio.projects import Project, Projects, Take
from studio.shelf.assets import Shelf
from studio.story.requests import pictures, seed_of
from studio.timeline.timeline import Timeline

if TYPE_CHECKING:
    from studio.datafolder import DataFolder
    from studio.settings import Settings


class Seen(Frozen):
    """A take as it is listed. `number` counts a shot's takes from 1 in the order in which they were made; `like` is the
    number of an earlier take that looks nearly the same; `measures` is None where the file is gone or damaged."""

    shot: str
    number: int
    asset: str
    chosen: bool
    seed: int | None
    measures: Measures | None
    words: tuple[str, ...]
    like: int | None

    def passes(self, wanted: Wanted, *, duplicates: bool = True) -> bool:
        """Is the take within the bounds that are asked? What cannot be measured passes where nothing is asked."""
        if self.measures is None:
            return duplicates and wanted == Wanted()
        return wanted.passes(self.measures) and (duplicates or self.like is None)


def shots(project: Project) -> tuple[str, ...]:
    """The shots of a project that have a picture."""
    return tuple(shot.id for shot in project.storyboard.shots if shot.prompt) if project.storyboard else ()


def seen(projects: Projects, shelf: Shelf, project_id: str, shot: str) -> tuple[Seen, ...]:
    """A shot's takes in the order made; each is measured at the first look."""
    known(projects.get(project_id), shot)
    found: list[Seen] = []
    looks: list[tuple[int, Measures]] = []
    for number, take in enumerate(projects.all_takes(project_id, shot), start=1):
        asset = shelf.get(take.asset)
        try:
            measures = measured(shelf, asset)
        except StudioError:
            measures = None
        near = twin(measures, [look for _, look in looks]) if measures else None
        found.append(
            Seen(
                shot=shot,
                number=number,
                asset=take.asset,
                chosen=take.chosen,
                seed=asset.recipe.get("request", {}).get("seed"),
                measures=measures,
                words=words(measures) if measures else (),
                like=None if near is None else looks[near][0],
            )
        )
        if measures:
            looks.append((number, measures))
    return tuple(found)


def numbered(projects: Projects, project_id: str, shot: str, number: int) -> Take:
    """A shot's take by its number, or NotFound."""
    known(projects.get(project_id), shot)
    there = projects.all_takes(project_id, shot)
    if not 1 <= number <= len(there):
        raise NotFound(
            f"Shot {shot!r} has no take {number}: it has {len(there)}.",
            f"List them with `studio takes {project_id} {shot}`.",
        )
    return there[number - 1]


def known(project: Project, shot: str) -> None:
    """Refuse what is no shot with a picture."""
    if shot not in shots(project):
        there = ", ".join(shots(project))
        raise NotFound(
            f"Project {project.id!r} has no shot {shot!r} with a picture.",
            f"Choose one of: {there}." if there else "Make the film first: it has no story yet.",
        )


def variants(project: Project, shot: str, data: DataFolder, settings: Settings) -> Iterator[Request]:
    """What the film asks for in a shot, again and again, each time with another seed that comes from the film's own."""
    from studio.jobs.generate import Workshop

    known(project, shot)
    if project.storyboard is None or project.cutplan is None:
        raise BadInput(f"“{project.title}” has no cut yet.", "Make the film once; then its shots have their lengths.")
    workshop = Workshop(data, settings)
    try:
        slots = pictures(project.brief, project.storyboard, project.cutplan, workshop.choose(project.brief.backends))
    finally:
        workshop.close()
    request = next(slot.request for slot in slots if slot.name == shot)
    yield request
    for number in count(2):
        yield request.model_copy(update={"seed": seed_of(project.brief.seed, f"{shot}/take{number}")})


def recut(project: Project, projects: Projects, shelf: Shelf, take: Take, number: int) -> Timeline | None:
    """The film's timeline with another take in its shot, every cut where it was; None while there is no cut.

    BadInput where the take is too short for its shot.
    """
    if project.storyboard is None or project.cutplan is None or project.timeline is None:
        return None
    chosen = projects.takes(project.id) | {take.slot: take.asset}
    assets = {slot: shelf.get(asset) for slot, asset in chosen.items()}
    try:
        return assemble(project.brief, project.storyboard, project.cutplan, assets)
    except BackendError as error:
        again = f"`studio takes {project.id} {take.slot} --make 1` makes one that is long enough."
        raise BadInput(f"Take {number} is too short: {error.what}", f"Choose another one, or: {again}") from error

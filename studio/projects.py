"""Projects: all of one film — brief, storyboard, cut plan, takes, timeline, finished file."""

from __future__ import annotations

import re
import secrets
import time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from studio import database as db
from studio.backend import Frozen
from studio.datafolder import DataFolder
from studio.errors import NotFound
from studio.story.brief import Brief
from studio.story.storyboard import Storyboard
from studio.timeline.cutplan import CutPlan
from studio.timeline.timeline import Timeline


class Project(Frozen):
    """One film and everything that belongs to it."""

    id: str
    kind: str
    title: str
    owner: str
    brief: Brief
    storyboard: Storyboard | None = None
    cutplan: CutPlan | None = None
    timeline: Timeline | None = None
    revision: int = 0
    film: str | None = None
    job: str | None = None
    created: float
    updated: float


class Take(Frozen):
    """An asset as a candidate for a slot; `key` is its request's."""

    slot: str
    key: str
    asset: str
    chosen: bool


class Projects:
    """The projects of a data folder."""

    def __init__(self, data: DataFolder) -> None:
        self.engine = db.database(data)

    def create(self, brief: Brief, owner: str = "local") -> Project:
        """A new project for a brief. Its id is a readable slug and four random hex digits."""
        words = re.sub(r"[^a-z0-9]+", "-", (brief.title or brief.logline).lower()).strip("-")[:28].strip("-")
        now = time.time()
        values = {
            "id": f"{words or 'film'}-{secrets.token_hex(3)}",
            "kind": brief.kind,
            "title": brief.title or brief.logline[:60],
            "owner": owner,
            "brief": brief.model_dump(mode="json"),
            "created": now,
            "updated": now,
        }
        with self.engine.begin() as connection:
            connection.execute(sa.insert(db.project).values(**values))
        return self.get(str(values["id"]))

    def get(self, project_id: str) -> Project:
        """The project of this id, or NotFound."""
        with self.engine.connect() as connection:
            row = connection.execute(sa.select(db.project).where(db.project.c.id == project_id)).mappings().first()
        if row is None:
            raise NotFound(f"There is no project {project_id!r}.", "List them with `studio project list`.")
        return Project(**row)

    def all(self, owner: str | None = None) -> list[Project]:
        """Every project, newest first."""
        query = sa.select(db.project).order_by(db.project.c.created.desc())
        if owner is not None:
            query = query.where(db.project.c.owner == owner)
        with self.engine.connect() as connection:
            return [Project(**row) for row in connection.execute(query).mappings()]

    def update(self, project_id: str, **values: Any) -> Project:
        """Write some columns (frozen models as JSON) and count the revision up."""
        plain = {
            name: value.model_dump(mode="json") if isinstance(value, Frozen) else value
            for name, value in values.items()
        }
        with self.engine.begin() as connection:
            done = connection.execute(
                sa.update(db.project)
                .where(db.project.c.id == project_id)
                .values(**plain, updated=time.time(), revision=db.project.c.revision + 1)
            )
        if done.rowcount == 0:
            raise NotFound(f"There is no project {project_id!r}.", "List them with `studio project list`.")
        return self.get(project_id)

    def delete(self, project_id: str) -> None:
        """Take a project and its takes out of the database; assets that nothing else uses can be collected then."""
        self.get(project_id)
        with self.engine.begin() as connection:
            connection.execute(sa.delete(db.take).where(db.take.c.project == project_id))
            connection.execute(sa.delete(db.project).where(db.project.c.id == project_id))

    def add_take(self, project_id: str, slot: str, key: str, asset: str, *, choose: bool = True) -> None:
        """Record an asset as the chosen take of a slot ('s01', 's01/voice', 'music'…).

        Without `choose` it stands beside the chosen one; the first take of a slot is always chosen.
        """
        now = time.time()
        mine = (db.take.c.project == project_id, db.take.c.slot == slot)
        with self.engine.begin() as connection:
            if choose:
                connection.execute(sa.update(db.take).where(*mine).values(chosen=False))
            first = connection.execute(sa.select(db.take.c.key).where(*mine, db.take.c.chosen)).first() is None
            again = {"asset": asset, "chosen": True} if first else {"asset": asset}
            connection.execute(
                insert(db.take)
                .values(project=project_id, slot=slot, key=key, asset=asset, chosen=first, created=now)
                .on_conflict_do_update(index_elements=["project", "slot", "key"], set_=again)
            )

    def choose_take(self, project_id: str, slot: str, key: str) -> None:
        """Make another take of a slot the chosen one. NotFound where the slot has none of this key."""
        mine = (db.take.c.project == project_id, db.take.c.slot == slot)
        with self.engine.begin() as connection:
            known = connection.execute(sa.select(db.take.c.key).where(*mine, db.take.c.key == key)).first()
            if known is None:
                raise NotFound(
                    f"Slot {slot!r} has no such take.", f"List them with `studio takes {project_id} {slot}`."
                )
            connection.execute(sa.update(db.take).where(*mine).values(chosen=db.take.c.key == key))

    def all_takes(self, project_id: str, slot: str = "") -> tuple[Take, ...]:
        """Every take of a project, or of one of its slots, chosen or not; the oldest first."""
        query = sa.select(db.take).where(db.take.c.project == project_id).order_by(db.take.c.created, db.take.c.key)
        if slot:
            query = query.where(db.take.c.slot == slot)
        with self.engine.connect() as connection:
            return tuple(
                Take(slot=row.slot, key=row.key, asset=row.asset, chosen=row.chosen)
                for row in connection.execute(query)
            )

    def takes(self, project_id: str) -> dict[str, str]:
        """Slot to asset id of the chosen takes."""
        query = sa.select(db.take).where(db.take.c.project == project_id, db.take.c.chosen)
        with self.engine.connect() as connection:
            return {row.slot: row.asset for row in connection.execute(query)}

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

    def add_take(self, project_id: str, slot: str, key: str, asset: str) -> None:
        """Record an asset as the chosen take of a slot ('s01', 's01/voice', 'music'…)."""
        now = time.time()
        with self.engine.begin() as connection:
            connection.execute(
                sa.update(db.take).where(db.take.c.project == project_id, db.take.c.slot == slot).values(chosen=False)
            )
            connection.execute(
                insert(db.take)
                .values(project=project_id, slot=slot, key=key, asset=asset, chosen=True, created=now)
                .on_conflict_do_update(index_elements=["project", "slot", "key"], set_={"chosen": True, "asset": asset})
            )

    def takes(self, project_id: str) -> dict[str, str]:
        """Slot to asset id of the chosen takes."""
        query = sa.select(db.take).where(db.take.c.project == project_id, db.take.c.chosen)
        with self.engine.connect() as connection:
            return {row.slot: row.asset for row in connection.execute(query)}

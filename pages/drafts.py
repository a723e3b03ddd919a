"""What somebody typed and has not sent yet: saved per page, so that a reload or a restart loses nothing."""

from __future__ import annotations

import time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from pages.workplace import OWNER, Workplace
from studio import database as db


def read(place: Workplace, page: str) -> dict[str, Any]:
    """The draft of a page; empty where there is none."""
    query = sa.select(db.draft.c["values"]).where(db.draft.c.owner == OWNER, db.draft.c.page == page)
    with db.database(place.data).connect() as connection:
        row = connection.execute(query).first()
    return dict(row[0]) if row else {}


def write(place: Workplace, page: str, values: dict[str, Any]) -> None:
    """Save the draft of a page."""
    row = {"owner": OWNER, "page": page, "values": values, "updated": time.time()}
    changed = {name: row[name] for name in ("values", "updated")}
    with db.database(place.data).begin() as connection:
        connection.execute(
            insert(db.draft).values(**row).on_conflict_do_update(index_elements=["owner", "page"], set_=changed)
        )


def forget(place: Workplace, page: str) -> None:
    """Drop the draft of a page: it was sent."""
    with db.database(place.data).begin() as connection:
        connection.execute(sa.delete(db.draft).where(db.draft.c.owner == OWNER, db.draft.c.page == page))

"""The studio's own tables in portable SQL: projects, requests, assets, renders, timings."""

from __future__ import annotations

import sqlite3
import time
from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from studio.datafolder import DataFolder

tables = sa.MetaData()

asset = sa.Table(
    "asset",
    tables,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("kind", sa.String(8), nullable=False),
    sa.Column("suffix", sa.String(8), nullable=False),
    sa.Column("bytes", sa.BigInteger, nullable=False),
    sa.Column("facts", sa.JSON, nullable=False),
    sa.Column("recipe", sa.JSON, nullable=False),
    sa.Column("owner", sa.String(64), nullable=False, server_default="local"),
    sa.Column("created", sa.Float, nullable=False),
)
request = sa.Table(
    "request",
    tables,
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("asset", sa.String(64), sa.ForeignKey("asset.id"), nullable=False),
    sa.Column("made", sa.Integer, nullable=False, server_default="1"),
)
project = sa.Table(
    "project",
    tables,
    sa.Column("id", sa.String(40), primary_key=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("title", sa.String(200), nullable=False),
    sa.Column("owner", sa.String(64), nullable=False, server_default="local"),
    sa.Column("brief", sa.JSON, nullable=False),
    sa.Column("storyboard", sa.JSON),
    sa.Column("cutplan", sa.JSON),
    sa.Column("timeline", sa.JSON),
    sa.Column("revision", sa.Integer, nullable=False, server_default="0"),
    sa.Column("film", sa.String(64)),
    sa.Column("job", sa.String(80)),
    sa.Column("created", sa.Float, nullable=False),
    sa.Column("updated", sa.Float, nullable=False),
)
take = sa.Table(
    "take",
    tables,
    sa.Column("project", sa.String(40), sa.ForeignKey("project.id"), primary_key=True),
    sa.Column("slot", sa.String(80), primary_key=True),
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("asset", sa.String(64), sa.ForeignKey("asset.id"), nullable=False),
    sa.Column("chosen", sa.Boolean, nullable=False),
    sa.Column("created", sa.Float, nullable=False),
)
timing = sa.Table(
    "timing",
    tables,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("backend", sa.String(40), nullable=False),
    sa.Column("task", sa.String(32), nullable=False),
    sa.Column("device", sa.String(16), nullable=False),
    sa.Column("work", sa.Float, nullable=False),
    sa.Column("load_s", sa.Float, nullable=False),
    sa.Column("run_s", sa.Float, nullable=False),
    sa.Column("created", sa.Float, nullable=False),
)
draft = sa.Table(
    "draft",
    tables,
    sa.Column("owner", sa.String(64), primary_key=True),
    sa.Column("page", sa.String(40), primary_key=True),
    sa.Column("values", sa.JSON, nullable=False),
    sa.Column("updated", sa.Float, nullable=False),
)


@lru_cache(maxsize=8)
def connect(path: Path) -> Engine:
    """Engine on a SQLite file: WAL, full sync, foreign keys, a 10 s wait for locks. Tables are made once."""
    engine = sa.create_engine(f"sqlite:///{path}", connect_args={"timeout": 10})

    @sa.event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _record: Any) -> None:
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")

    with engine.begin() as connection:  # several processes may start on a new folder at once
        for table in tables.sorted_tables:
            connection.execute(sa.schema.CreateTable(table, if_not_exists=True))
    path.chmod(0o600)
    return engine


def _write_ahead(connection: Any) -> None:
    """Turn on the write-ahead log; while another process does so on a new file it answers at once that it is locked."""
    for _ in range(100):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            time.sleep(0.05)
    connection.execute("PRAGMA journal_mode=WAL")


def database(data: DataFolder) -> Engine:
    """The studio's database of a data folder."""
    return connect(data.database)

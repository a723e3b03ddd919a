"""The pages' server around an empty data folder, without a socket."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from asking import Client
from small_films import finished, half_made
from starlette.applications import Starlette
from starlette.middleware import Middleware

from pages.document import document
from pages.guard import Guard, content_policy
from pages.server import routes
from pages.workplace import Chosen, Workplace, open_workplace
from studio.datafolder import DataFolder
from studio.projects import Project
from studio.settings import Settings

ServeAt = Callable[..., Client]


@pytest.fixture
def place(data: DataFolder) -> Iterator[Workplace]:
    """The workplace of an empty data folder."""
    yield open_workplace(data, Settings())
    Chosen.workplace = None


@pytest.fixture
def serve_at(place: Workplace) -> ServeAt:
    """Gives a client of our routes behind our guard, as the server has them, under a base path."""

    def serve(base: str = "", **guarded: object) -> Client:
        open_workplace(place.data, Settings(base_path=base))
        guard = Middleware(Guard, policy=content_policy(document(base)), **guarded)
        return Client(Starlette(routes=routes(base), middleware=[guard]))

    return serve


@pytest.fixture
def client(serve_at: ServeAt) -> Client:
    """A client at the root path."""
    return serve_at()


@dataclass(frozen=True)
class Films:
    """A finished film and one that is half made."""

    done: Project
    half: Project


@pytest.fixture
def films(place: Workplace) -> Films:
    """Both, in the workplace."""
    return Films(finished(place.data), half_made(place.data, made=2))

"""One real trailer, made once, for every test in this folder."""

from __future__ import annotations

import pytest
from trailers import Trailer, make
from watching import watch

LOGLINE = "A deaf mountain rescuer must cross the frozen pass before dawn to find her lost brother."


@pytest.fixture(scope="session")
def trailer(tmp_path_factory: pytest.TempPathFactory) -> Trailer:
    """30 s, 1280x720, 24 fps, from an empty data folder."""
    folder = tmp_path_factory.mktemp("trailer")
    path, data, project, said = make(folder, "--logline", LOGLINE, "--seconds", "30", "--json")
    return Trailer(path, data, project, watch(path), said)

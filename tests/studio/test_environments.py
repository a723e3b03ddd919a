"""Outside backends live beside the studio's packages, not among them."""

from __future__ import annotations

import asyncio
from pathlib import Path

import numpy
import pytest

from studio import environments, plugins
from studio.backend import Request
from studio.datafolder import DataFolder
from studio.errors import BadInput
from studio.jobs.generate import Workshop, generate
from studio.settings import Settings
from studio.tasks import Task

SAMPLE = Path(__file__).parents[2] / "examples" / "sample_plugin"


@pytest.mark.slow
def test_the_sample_plugin_runs_on_numpy_1_26_beside_the_studios_own_2(data: DataFolder) -> None:
    assert environments.install(data, SAMPLE) == "tape"
    found = plugins.registry(data, Settings())
    assert found.broken == ()
    assert found.plugins["tape"].environment == "tape"

    async def made() -> tuple[object, object]:
        workshop = Workshop(data, Settings(min_free_bytes=0))
        try:
            old = Request(task=Task.SOUND_EFFECT, backend="tape", version="1", params={"seconds": 1.0})
            foley = found.manifests["foley"].version
            new = Request(
                task=Task.SOUND_EFFECT, backend="foley", version=foley, params={"prompt": "boom", "seconds": 1.0}
            )
            return (
                (await generate(old, workshop=workshop, job="old")).facts["numpy"],
                (await generate(new, workshop=workshop, job="new")).facts["seconds"],
            )
        finally:
            workshop.close()

    version, seconds = asyncio.run(made())
    assert version == "1.26.4"
    assert numpy.__version__.startswith("2.")
    assert seconds == pytest.approx(1.0)
    environments.remove(data, "tape")
    assert "tape" not in plugins.registry(data, Settings()).manifests


def test_a_folder_without_a_lock_is_refused_with_the_missing_file(data: DataFolder, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n')
    with pytest.raises(BadInput, match=r"requirements\.lock"):
        environments.install(data, tmp_path)


def test_an_environment_that_is_not_there_cannot_be_removed(data: DataFolder) -> None:
    with pytest.raises(BadInput, match="no environment 'x'"):
        environments.remove(data, "x")


def test_the_contract_that_backends_get_imports_with_pydantic_alone(data: DataFolder) -> None:
    assert set(environments.pydantic()) >= {"pydantic", "pydantic-core", "typing-extensions"}

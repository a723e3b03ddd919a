"""The contract, held against every built-in backend through the same door as an outsider's."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from toys import TOY, install_toy

from studio import plugins
from studio.datafolder import DataFolder, open_data
from studio.jobs.contract import Finding, findings
from studio.jobs.generate import Workshop
from studio.settings import Settings

MODULES = [module.rpartition(".")[2] for module in plugins.BUILT_IN]
BUILT_IN = ["diffusers" if module == "diffusion" else module for module in MODULES]
EMBEDDED = [name for name in BUILT_IN if name != "diffusers"]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DataFolder]:
    """One data folder for all, so that kernels are compiled once."""
    data = open_data(tmp_path_factory.mktemp("contract"))
    install_toy(data.envs, "toy", TOY)
    yield data


def held(data: DataFolder, backend: str) -> list[Finding]:
    async def run() -> list[Finding]:
        workshop = Workshop(data, Settings(min_free_bytes=0))
        try:
            return [finding async for finding in findings(backend, workshop)]
        finally:
            workshop.close()

    return asyncio.run(run())


@pytest.mark.slow
@pytest.mark.parametrize("backend", EMBEDDED)
def test_an_embedded_backend_keeps_the_contract(shared: DataFolder, backend: str) -> None:
    found = held(shared, backend)
    assert [finding for finding in found if not finding.kept] == []
    assert len(found) >= 6


def test_the_contract_finds_what_a_backend_breaks(shared: DataFolder) -> None:
    broken = {finding.promise for finding in held(shared, "toy") if not finding.kept}
    assert "says how far it is" in broken  # the toy makes sounds without a word


def test_every_built_in_is_described_without_heavy_imports(shared: DataFolder) -> None:
    found = plugins.registry(shared, Settings())
    assert found.broken == ()
    assert sorted(set(found.manifests) - {"toy"}) == sorted(BUILT_IN)
    assert sorted(name for name, manifest in found.manifests.items() if manifest.embedded) == sorted(EMBEDDED)


def test_two_plugins_with_one_name_are_an_error_that_names_both(shared: DataFolder) -> None:
    install_toy(shared.envs, "twin", TOY)
    try:
        found = plugins.registry(shared, Settings())
        assert any("Two plugins bring a backend 'toy'" in broken.what for broken in found.broken)
    finally:
        (shared.envs / "twin" / "plugin.json").unlink()


def test_a_misspelt_hook_is_named(shared: DataFolder) -> None:
    install_toy(shared.envs, "misspelt", TOY.replace("def register_backends", "def register_backend"))
    try:
        (broken,) = plugins.registry(shared, Settings()).broken
        assert "unknown hook 'register_backend'" in broken.what
    finally:
        (shared.envs / "misspelt" / "plugin.json").unlink()


def test_a_plugin_that_does_not_import_is_shown_and_stops_nothing(shared: DataFolder) -> None:
    install_toy(shared.envs, "wreck", "import a_module_nobody_has")
    try:
        found = plugins.registry(shared, Settings())
        assert "a_module_nobody_has" in found.broken[0].what
        assert "Traceback" in found.broken[0].detail
        assert "toy" in found.manifests
    finally:
        (shared.envs / "wreck" / "plugin.json").unlink()


def test_sources_of_built_ins_import_nothing_heavy_at_the_top() -> None:
    import ast

    heavy = {"numba", "scipy", "cv2", "onnxruntime", "torch", "diffusers", "transformers", "hibari"}
    root = Path(plugins.__file__).parents[1] / "backends"
    for module in (root / name / "__init__.py" for name in MODULES):
        tree = ast.parse(module.read_text())
        named = {
            alias.name.partition(".")[0] for node in tree.body if isinstance(node, ast.Import) for alias in node.names
        }
        assert not named & heavy, module

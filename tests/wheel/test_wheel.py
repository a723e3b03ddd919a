"""The wheel, installed elsewhere and started from an empty folder, is the whole studio."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        str(folder),
        str(ROOT),
    ]
    subprocess.run(command, check=True, timeout=300)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`bin/studio` of an environment that has the wheel and our dependencies, but not the source tree."""
    home = tmp_path_factory.mktemp("elsewhere") / "venv"
    venv.EnvBuilder(with_pip=False, symlinks=True).create(home)
    site = next((home / "lib").glob("python3.*")) / "site-packages"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    (site / "dependencies.pth").write_text(sysconfig.get_paths()["purelib"] + "\n")
    script = home / "bin" / "studio"
    script.write_text(f"#!{home / 'bin' / 'python'}\nfrom studio.cli import main\nmain()\n")
    script.chmod(0o755)
    return script


def run(script: Path, folder: Path, *arguments: str) -> str:
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "STUDIO_DATA": str(folder / "data")}
    done = subprocess.run(
        [str(script), *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-3000:]
    return done.stdout


def test_the_wheel_carries_data_and_licences(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for needed in ("backends/composer/orchestra.sf3", "LICENSE", "THIRD_PARTY_NOTICES.md"):
        assert any(name.endswith(needed) for name in names), needed
    assert any(name.startswith("studio/render/fonts/") and name.endswith(".ttf") for name in names)
    assert any(name.startswith("pages/") and name.endswith(".js") for name in names)
    assert not any(name.startswith(("tests/", "docs/", "examples/")) for name in names)


def test_it_imports_itself_and_not_the_source_tree(elsewhere: Path, tmp_path: Path) -> None:
    python = elsewhere.with_name("python")
    where = subprocess.run(
        [str(python), "-c", "import studio; print(studio.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert str(ROOT) not in where


def test_it_lists_backends_and_makes_a_film_from_an_empty_folder(elsewhere: Path, tmp_path: Path) -> None:
    assert "previz" in run(elsewhere, tmp_path, "backends", "list")
    run(
        elsewhere,
        tmp_path,
        *(
            "make",
            "--logline",
            "A fox crosses the frozen sea.",
            "--seconds",
            "6",
            "--shape",
            "160x90",
            "--out",
            "film.mp4",
        ),
    )
    assert (tmp_path / "film.mp4").stat().st_size > 10_000
    assert (tmp_path / "film.srt").exists()

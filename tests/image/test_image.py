"""The container image: the Dockerfile is clean, builds, makes a film offline, serves, and is not root."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
BUILDAH = {"BUILDAH_ISOLATION": "chroot", "STORAGE_DRIVER": "vfs"}
pytestmark = [pytest.mark.image, pytest.mark.slow, pytest.mark.timeout(1800)]


def run(*command: str, timeout: int = 1500, **more: str) -> str:
    environment = {**os.environ, **BUILDAH, **more}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=timeout, check=False
    )
    assert done.returncode == 0, f"{' '.join(command[:6])}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
    return done.stdout


def needs(*tools: str) -> None:
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing or os.geteuid() != 0:
        pytest.skip(f"building an image here needs root and {', '.join(missing) or 'nothing else'}")


def test_hadolint_finds_nothing() -> None:
    tool = Path(sys.executable).with_name("hadolint")
    assert tool.exists(), "hadolint comes with the test tools"
    run(str(tool), "--ignore", "DL3008", "--failure-threshold", "warning", "Dockerfile")


def test_compose_serves_this_machine_only_and_drops_what_it_can() -> None:
    service = yaml.safe_load((ROOT / "compose.yaml").read_text())["services"]["studio"]
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]


@pytest.fixture(scope="module")
def container(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A working container of the image, built on a base made from Debian's packages."""
    needs("buildah", "debootstrap")
    rootfs = tmp_path_factory.mktemp("base") / "rootfs"
    run("debootstrap", "--variant=minbase", "--include=python3,python3-venv,ca-certificates", "bookworm", str(rootfs))
    base = "localhost/trailer-studio-base:1"
    made = run("buildah", "from", "scratch").strip()
    mounted = run("buildah", "mount", made).strip()
    with subprocess.Popen(["tar", "-C", str(rootfs), "-c", "."], stdout=subprocess.PIPE) as packed:
        subprocess.run(["tar", "-C", mounted, "-x"], stdin=packed.stdout, check=True)
    run("buildah", "umount", made)
    run("buildah", "commit", "--rm", made, base)
    shutil.rmtree(rootfs)
    authority = os.environ.get("PIP_CERT", "")
    mount = ["--volume", f"{authority}:/run/ca.crt:ro", "--build-arg", "PIP_CERT=/run/ca.crt"] if authority else []
    run(
        *("buildah", "bud", "--isolation", "chroot", "--network", "host", "--format", "docker", "--layers=false"),
        *(*mount, "--build-arg", f"BASE_IMAGE={base}", "--tag", "localhost/trailer-studio:test", "."),
    )
    name = run("buildah", "from", "localhost/trailer-studio:test").strip()
    yield name
    run("buildah", "rm", "--all")
    run("buildah", "rmi", "--all", "--force")


def inside(container: str, *command: str, timeout: int = 900) -> str:
    return run(
        "buildah", "run", "--isolation", "chroot", "--network", "host", container, "--", *command, timeout=timeout
    )


def test_the_image_is_not_root_and_has_a_health_check(container: str) -> None:
    config = json.loads(run("buildah", "inspect", container))["Docker"]["config"]
    assert config["User"] == "10001:10001"
    assert config["Healthcheck"]["Test"][0] == "CMD"
    assert config["StopSignal"] == "SIGTERM"
    assert inside(container, "id", "-u").strip() == "10001"


def test_the_image_makes_a_film(container: str) -> None:
    said = inside(
        container,
        *("studio", "make", "--logline", "A fox crosses the frozen sea.", "--seconds", "6", "--shape", "160x90"),
        *("--out", "/data/film.mp4", "--json"),
    )
    assert json.loads(said.strip().splitlines()[-1])
    assert int(inside(container, "stat", "-c", "%s", "/data/film.mp4")) > 10_000


def test_the_image_sets_every_script(container: str) -> None:
    assert (
        inside(container, "python", "-c", "from PIL import features; print(features.check('raqm'))").strip() == "True"
    )


def test_the_image_serves(container: str) -> None:
    port = 18631
    command = [
        "buildah",
        "run",
        "--isolation",
        "chroot",
        "--network",
        "host",
        container,
        "--",
        "studio",
        "web",
        "--port",
        str(port),
    ]
    server = subprocess.Popen(
        command, env={**os.environ, **BUILDAH}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        import urllib.error
        import urllib.request

        deadline = time.monotonic() + 60
        answer = 0
        while answer != 200 and time.monotonic() < deadline:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2) as response:
                    answer = response.status
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.3)
        assert answer == 200
    finally:
        server.terminate()
        server.wait(timeout=30)

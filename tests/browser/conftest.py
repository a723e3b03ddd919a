"""A real server on a free port of this machine, and a real browser."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass
class Studio:
    """A running studio."""

    url: str
    data: Path
    process: subprocess.Popen[bytes]
    worked_for: float

    def stop(self) -> None:
        """End it as a person would."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=20)


Start = Callable[..., Studio]


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def healthy(url: str) -> bool:
    """Whether the pages answer."""
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=1) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts `studio web` or `studio serve` in an empty folder and waits until it is healthy."""
    running: list[Studio] = []

    def begin(verb: str = "web", data: Path | None = None, **settings: str) -> Studio:
        port = free_port()
        folder = data or tmp_path / "data"
        command = [sys.executable, "-m", "studio.cli", verb, "--port", str(port), "--data", str(folder)]
        named = {f"STUDIO_{name.upper()}": value for name, value in settings.items()}
        environment = {name: value for name, value in os.environ.items() if not name.startswith("STUDIO_")}
        base = settings.get("base_path", "")
        began = time.monotonic()
        with (tmp_path / f"{verb}.log").open("wb") as log:
            process = subprocess.Popen(
                command, cwd=tmp_path, env={**environment, **named}, stdout=log, stderr=subprocess.STDOUT
            )
        url = f"http://127.0.0.1:{port}{base}"
        while not healthy(url):
            said = (tmp_path / f"{verb}.log").read_text()
            assert process.poll() is None, said
            assert time.monotonic() - began < 60, said
            time.sleep(0.05)
        spent = psutil.Process(process.pid).cpu_times()
        running.append(Studio(url, folder, process, spent.user + spent.system))
        return running[-1]

    yield begin
    for studio in running:
        if studio.process.poll() is None:
            studio.stop()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Headless Chromium, gone after each file: its loop keeps others from one of their own. Missing: a skip, in CI a failure."""
    if shutil.which(CHROMIUM) is None:
        pytest.skip(f"There is no Chromium at {CHROMIUM}.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@dataclass
class Watched:
    """A page, and what went wrong on it: console errors, failed answers, requests to other hosts."""

    page: Page
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def clean(self) -> None:
        """Nothing went wrong so far."""
        assert self.errors == []
        assert self.foreign == []


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A fresh profile at desk size."""
    fresh = chromium.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    fresh.set_default_timeout(20_000)
    yield fresh
    fresh.close()


Watch = Callable[[Studio], Watched]


@pytest.fixture
def watch(context: BrowserContext) -> Watch:
    """Opens a tab that notes what goes wrong."""

    def open_tab(studio: Studio) -> Watched:
        tab = Watched(context.new_page())
        host = studio.url.split("/")[2]
        tab.page.on("console", lambda said: tab.errors.append(said.text) if said.type == "error" else None)
        tab.page.on("pageerror", lambda error: tab.errors.append(str(error)))
        tab.page.on("response", lambda got: tab.errors.append(f"{got.status} {got.url}") if got.status >= 400 else None)
        tab.page.on("request", lambda asked: note(asked.url))
        tab.page.on("websocket", lambda opened: note(opened.url))

        def note(url: str) -> None:
            if not url.startswith(("data:", "blob:")) and url.split("/")[2] != host:
                tab.foreign.append(url)

        return tab

    return open_tab

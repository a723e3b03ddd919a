"""The pages' bars: start to health, Home in a fresh browser, memory of the web process, `studio backends list`."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STUDIO = [sys.executable, "-m", "studio.cli"]


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def healthy(port: int) -> bool:
    """Does the server answer?"""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def main() -> int:
    """Print the figures beside their bars; 1 when one is broken."""
    fine = True

    def say(what: str, value: float, bar: float, unit: str) -> None:
        nonlocal fine
        fine &= value <= bar
        print(f"{what:<42} {value:8.2f} {unit}  (bar {bar:g})")

    with tempfile.TemporaryDirectory() as folder:
        data = str(Path(folder) / "data")
        subprocess.run([*STUDIO, "backends", "list", "--data", data], check=True, stdout=subprocess.DEVNULL)
        took = []
        for _ in range(5):
            started = time.monotonic()
            subprocess.run([*STUDIO, "backends", "list", "--data", data], check=True, stdout=subprocess.DEVNULL)
            took.append(time.monotonic() - started)
        say("studio backends list, median of 5", statistics.median(took), 1.5, "s")
        port = free_port()
        started = time.monotonic()
        server = subprocess.Popen(
            [*STUDIO, "web", "--port", str(port), "--data", data], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            while not healthy(port) and time.monotonic() - started < 30:
                time.sleep(0.02)
            say("start to health", time.monotonic() - started, 3.0, "s")
            home = []
            for _ in range(3):
                home.append(load_home(port))
            say("Home in a fresh browser, median of 3", statistics.median(home), 3.0, "s")
            process = psutil.Process(server.pid)
            say("memory of the web process", process.memory_info().rss / 1e6, 300, "MB")
            torch = any("torch" in Path(mapped.path).name for mapped in process.memory_maps())
            print(f"{'torch in the web process':<42} {'yes' if torch else 'no'}")
            fine &= not torch
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(timeout=20)
    return int(not fine)


def load_home(port: int) -> float:
    """Seconds from navigation to the heading, in a browser with an empty profile."""
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as profile:
        browser = playwright.chromium.launch_persistent_context(
            profile, executable_path=chromium, headless=True, args=FLAGS
        )
        try:
            page = browser.new_page()
            started = time.monotonic()
            page.goto(f"http://127.0.0.1:{port}/")
            page.get_by_role("heading", name="What’s the film?").wait_for(timeout=20_000)
            return time.monotonic() - started
        finally:
            browser.close()


if __name__ == "__main__":
    sys.exit(main())

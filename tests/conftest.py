"""Every test: no network but this machine, an own data folder; time per group at the end; no skips where CI looks."""

from __future__ import annotations

import os
import socket
from collections import defaultdict
from pathlib import Path

import pytest

from studio.datafolder import DataFolder, open_data

SECONDS: dict[str, float] = defaultdict(float)
LOCAL = {"127.0.0.1", "::1", "localhost"}


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    """An empty data folder."""
    return open_data(tmp_path / "data")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that reaches for another machine fails with its address."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: object) -> None:
        if self.family != socket.AF_UNIX and isinstance(address, tuple) and address[0] not in LOCAL:
            raise AssertionError(f"A test reached for the network: {address}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.delenv("STUDIO_DATA", raising=False)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Sum up seconds by the folder below tests/."""
    parts = Path(report.nodeid.split("::")[0]).parts
    SECONDS["/".join(parts[1:3]) if len(parts) > 3 else parts[min(1, len(parts) - 1)]] += report.duration


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):  # type: ignore[no-untyped-def]
    """Where CI is true, a skipped test is a failed one: what was to be shown was not shown."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("CI") == "true":
        report.outcome = "failed"
        report.longrepr = f"Skipped under CI: {report.longrepr}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the time each group took."""
    terminalreporter.section("seconds per group")
    for group, seconds in sorted(SECONDS.items(), key=lambda pair: -pair[1]):
        terminalreporter.write_line(f"{seconds:8.1f}  {group}")

"""Keep the studio's processes running: start each, restart it with back-off when it falls, end all together."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

import click

from studio.errors import StudioError
from studio.jobs import platform

LONGEST = 30.0
"""Seconds: no wait before a restart is longer."""
QUICK = 5.0
"""Seconds: who falls sooner than this after a start waits twice as long before the next."""
TRIES = 4
"""Quick falls in a row after which the studio gives up: the mend is not another restart."""


def supervise(children: Mapping[str, Sequence[str]]) -> None:
    """Run `studio <arguments>` for each name until SIGTERM or SIGINT. StudioError when one falls again and again."""
    stop: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda got, frame: stop.append(got))
    running: dict[str, subprocess.Popen[bytes]] = {}
    started: dict[str, float] = {}
    due = dict.fromkeys(children, 0.0)
    falls = dict.fromkeys(children, 0)
    try:
        while not stop:
            for name, arguments in children.items():
                process = running.get(name)
                if process is not None and process.poll() is not None:
                    del running[name]
                    falls[name] = falls[name] + 1 if time.monotonic() - started[name] < QUICK else 1
                    if falls[name] >= TRIES:
                        raise StudioError(
                            f"The {name} process fell {TRIES} times in a row.",
                            f"Run `studio {arguments[0]}` alone to see why.",
                        )
                    due[name] = time.monotonic() + min(LONGEST, 0.5 * 2 ** falls[name])
                    click.echo(f"The {name} process ended ({process.returncode}); it starts again.", err=True)
                if name not in running and time.monotonic() >= due[name]:
                    command = [sys.executable, "-m", "studio.cli", *arguments]
                    running[name] = platform.spawn(command)
                    started[name] = time.monotonic()
            time.sleep(0.2)
    finally:
        for process in running.values():
            process.terminate()
        deadline = time.monotonic() + 8
        for process in running.values():
            try:
                process.wait(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                platform.kill_group(process.pid)
                process.wait()

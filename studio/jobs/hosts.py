"""Hosts: one process a backend, warm between requests, started from an empty environment. Alone knows execnet."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import os
import shlex
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import execnet

from studio.datafolder import DataFolder
from studio.errors import BackendError, FailureKind, HostDied
from studio.jobs import platform, runtime

Message = dict[str, Any]
END: Message = {"ev": "end"}
START_TIMEOUT = 60.0
SILENCE = 1800.0
"""Seconds without a word after which a host that sets up or works must have hung."""


class Host:
    """One backend process and the channel to it. All waiting is asyncio; the channel's own thread only forwards."""

    def __init__(self, python: str, environment: dict[str, str], folder: Path, nice: int) -> None:
        words = ["env", "-i", *(f"{name}={value}" for name, value in sorted(environment.items())), python, "-I"]
        if any("//" in word for word in words):
            raise BackendError(
                "A host's command line holds '//', which execnet cannot carry.",
                "Name the data folder by its plain path.",
            )
        folder.mkdir(parents=True, exist_ok=True)
        self.group = execnet.Group()
        self.group.set_execmodel("thread")
        self.gateway = self.group.makegateway(f"popen//python={shlex.join(words)}//chdir={folder}")
        self.process = self.gateway._io.popen  # the only handle execnet has on the child
        self.pid: int = self.process.pid
        self.log = folder / f"host-{self.pid}.log"
        self.channel = self.gateway.remote_exec(runtime)
        self.channel.send((os.getpid(), nice, str(self.log)))
        self.inbox: asyncio.Queue[Message] | None = None
        self.loop: asyncio.AbstractEventLoop | None = None
        self.early: list[Message] = []
        self.dead = False
        self.used = time.monotonic()
        self.channel.setcallback(self._forward, endmarker=None)

    def _forward(self, message: Message | None) -> None:
        message = END if message is None else message
        loop, inbox = self.loop, self.inbox
        if loop is None or inbox is None:
            self.early.append(message)
        else:
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(inbox.put_nowait, message)

    def listen(self) -> None:
        """Bind the host's messages to the running loop."""
        if self.inbox is None:
            self.loop = asyncio.get_running_loop()
            self.inbox = asyncio.Queue()
            for message in self.early:
                self.inbox.put_nowait(message)

    async def receive(self, timeout: float | None = None) -> Message:
        """The host's next message; HostDied when it has gone."""
        assert self.inbox is not None
        async with asyncio.timeout(timeout):  # `wait_for` of Python 3.11 forgets a cancel that meets a message
            message = await self.inbox.get()
        if message["ev"] == "end":
            self.dead = True
            raise HostDied("The backend's process ended without an answer.", "Start the job again.", self.said())
        return message

    def send(self, message: Message) -> None:
        """Send a message; HostDied when the host has gone."""
        try:
            self.channel.send(message)
        except OSError as error:
            self.dead = True
            raise HostDied("The backend's process is gone.", "Start the job again.", self.said()) from error

    def said(self) -> str:
        """The end of what the host printed."""
        with contextlib.suppress(OSError):
            return self.log.read_text(errors="replace")[-4000:]
        return ""

    def kill(self) -> None:
        """End the process and everything it started, at once; the child is reaped."""
        self.dead = True
        platform.kill_group(self.pid)
        with contextlib.suppress(Exception):
            self.process.wait(timeout=5)
        with contextlib.suppress(Exception):
            self.group.terminate(timeout=0.2)
        self.log.unlink(missing_ok=True)


class Pool:
    """Warm hosts by backend. A host serves one request at a time; idle ones are kept for the next."""

    def __init__(
        self, folder: Path, *, cache: Path, python: Callable[[str], str] | None = None, nice: int = 10, keep: int = 6
    ) -> None:
        self.folder = folder
        self.cache = cache
        self.python = python or (lambda environment: sys.executable)
        self.nice = nice
        self.keep = keep
        self.idle: dict[str, list[Host]] = {}
        self.busy: dict[Host, str] = {}
        self.preparing: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        # PDEATHSIG follows the thread that forked: every host is started by this one, which lives as long as the pool.
        self.starter = ThreadPoolExecutor(1, thread_name_prefix="host-starter")

    def environment(self, secrets: dict[str, str]) -> dict[str, str]:
        """All that a host finds in its environment."""
        data = DataFolder(self.cache.parent)
        return {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "OMP_NUM_THREADS": "1",
            "OPENBLAS_NUM_THREADS": "1",
            "NUMBA_CACHE_DIR": str(self.cache / "numba"),
            "NUMBA_NUM_THREADS": "1",
            "STUDIO_DATA": str(data.root),
            "HF_HOME": str(data.models),
            "HF_HUB_OFFLINE": "1",
            # onnxruntime makes a device id in HOME and reports to its vendor unless it is told not to.
            "ORT_DISABLE_TELEMETRY": "1",
            **secrets,
        }

    async def acquire(self, name: str, environment: str = "", secrets: dict[str, str] | None = None) -> Host:
        """An idle host of this name, else a new one; where one is being prepared, it is waited for."""
        async with self.preparing[name]:
            pass
        return await self._take(name, environment, secrets)

    async def prepare(
        self, name: str, message: Message, *, environment: str = "", secrets: dict[str, str] | None = None
    ) -> None:
        """Have a host of this name that has set its backend up, so that its first request need not wait."""
        async with self.preparing[name]:
            if self.idle.get(name) or name in self.busy.values():
                return
            host = await self._take(name, environment, secrets)
            try:
                host.send(message)
                answer = await host.receive(SILENCE)
                if answer["ev"] == "error":
                    raise backend_error(name, answer)
            except BaseException:
                self.discard(host)
                raise
            self.release(name, host)

    async def _take(self, name: str, environment: str, secrets: dict[str, str] | None) -> Host:
        while self.idle.get(name):
            host = self.idle[name].pop()
            if not host.dead and platform.alive(host.pid):
                self.busy[host] = name
                return host
            host.kill()
        self._evict()
        start = functools.partial(
            Host, self.python(environment), self.environment(secrets or {}), self.folder / "hosts", self.nice
        )
        starting = asyncio.get_running_loop().run_in_executor(self.starter, start)
        try:
            host = await asyncio.shield(starting)
        except asyncio.CancelledError:
            starting.add_done_callback(_kill_late)
            raise
        except (OSError, EOFError, execnet.gateway_base.RemoteError) as error:
            raise HostDied(
                f"The process of backend {name!r} could not be started: {error}.", "Run `studio doctor`."
            ) from error
        self.busy[host] = name
        host.listen()
        try:
            await host.receive(START_TIMEOUT)
        except BaseException:
            self.discard(host)
            raise
        return host

    def _evict(self) -> None:
        """Close the longest idle hosts until there is room for one more."""
        idle = sorted((host for hosts in self.idle.values() for host in hosts), key=lambda host: host.used)
        for host in idle[: max(0, len(idle) + len(self.busy) + 1 - self.keep)]:
            for hosts in self.idle.values():
                if host in hosts:
                    hosts.remove(host)
            host.kill()

    def release(self, name: str, host: Host) -> None:
        """Give a healthy host back for the next request."""
        self.busy.pop(host, None)
        host.used = time.monotonic()
        self.idle.setdefault(name, []).append(host)

    def discard(self, host: Host) -> None:
        """End a host that failed, hangs or was cancelled."""
        self.busy.pop(host, None)
        host.kill()

    async def ask(self, name: str, message: Message, *, environment: str = "", timeout: float = 60) -> Any:
        """One question with one answer (describe, check, plan)."""
        host = await self.acquire(name, environment)
        try:
            host.send(message)
            answer = await host.receive(timeout)
        except BaseException:
            self.discard(host)
            raise
        self.release(name, host)
        if answer["ev"] == "error":
            raise backend_error(name, answer)
        return answer["value"]

    async def run(
        self,
        name: str,
        message: Message,
        *,
        encoder: Callable[[int, int, str], tuple[list[str], str]],
        on_message: Callable[[Message], None],
        environment: str = "",
        secrets: dict[str, str] | None = None,
        silence: float = SILENCE,
    ) -> Message:
        """Run one request; the `done` message. Errors become BackendError; a cancel or `silence` s without a word
        kills the host with all it started."""
        host = await self.acquire(name, environment, secrets)
        try:
            host.send(message)
            while True:
                answer = await host.receive(silence)
                if answer["ev"] == "done":
                    break
                if answer["ev"] == "error":
                    error = backend_error(name, answer)
                    if error.kind in ("bad_input", "missing_weights"):  # said in good order: the host is sound
                        self.release(name, host)
                    else:
                        self.discard(host)
                    raise error
                if answer["ev"] == "encoder":
                    argv, path = encoder(answer["width"], answer["height"], answer["pixels"])
                    host.send({"op": "encoder", "argv": argv, "path": path})
                else:
                    on_message(answer)
        except TimeoutError as error:
            self.discard(host)
            raise BackendError(
                f"Backend {name!r} said nothing for {silence:.0f} s and was stopped.",
                "Try shorter or smaller; if it happens again, choose another backend.",
                kind="internal",
            ) from error
        except BackendError:
            if host in self.busy:
                self.discard(host)
            raise
        except BaseException:
            self.discard(host)
            raise
        self.release(name, host)
        return answer

    def close(self) -> None:
        """End every host."""
        for host in [*self.busy, *(host for hosts in self.idle.values() for host in hosts)]:
            host.kill()
        self.busy.clear()
        self.idle.clear()
        self.starter.shutdown(wait=False, cancel_futures=True)


def _kill_late(starting: asyncio.Future[Host]) -> None:
    """End a host that came up after its request was cancelled."""
    if not starting.cancelled() and starting.exception() is None:
        starting.result().kill()


KINDS: dict[str, FailureKind] = {kind: kind for kind in ("oom", "bad_input", "safety", "missing_weights")}


def backend_error(name: str, answer: Message) -> BackendError:
    """A host's error message as an exception."""
    what = answer["what"].rstrip(".")
    return BackendError(
        f"Backend {name!r} failed: {what}.",
        answer["todo"] or "Change the request, or choose another backend in Settings.",
        answer["trace"],
        kind=KINDS.get(answer["kind"], "internal"),
    )

"""Everything that is bound to an operating system: children that die with us, process groups, limits. Stdlib only.

Linux has PR_SET_PDEATHSIG; elsewhere a child watches its parent (see `watch_parent`). The kernel ties the signal to
the *thread* that forked, so start long-lived children from a thread that lives as long as they may.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1


def _libc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def child_setup(*, group: bool = True, nice: int = 0) -> Callable[[], None]:
    """A `preexec_fn`: the child dies with this process, leads a group of its own and runs at a lower priority.

    The library is looked up before the fork; in the child nothing but system calls happens.
    """
    libc = _libc()
    parent = os.getpid()

    def setup() -> None:
        if group:
            os.setpgid(0, 0)
        if nice:
            os.nice(nice)
        if libc is not None:
            libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
            if os.getppid() != parent:
                os._exit(1)

    return setup


@functools.cache
def launcher(*, group: bool = True) -> tuple[tuple[str, ...], dict[str, Any]]:
    """What to put in front of a command, and what to give Popen, so that the child dies with us and leads a group (or
    stays in ours).

    Unlike `child_setup` it needs no code between fork and exec, so Python may use vfork. A plain fork runs the fork
    handlers of the linear algebra library, which wait for ever while another thread is in the middle of a product.
    """
    tool = shutil.which("setpriv") if sys.platform == "linux" else None
    if tool is None and sys.platform == "linux":
        return (), {"preexec_fn": child_setup(group=group)}
    prefix = (tool, "--pdeathsig", "KILL", "--") if tool else ()
    return prefix, {"process_group": 0} if group else {}


def spawn(command: Sequence[str], **how: Any) -> subprocess.Popen[bytes]:
    """Start one of the studio's own processes: it dies with us, leads a group, and multiplies on one thread.

    The renderer and the hosts fill the cores by themselves; a linear algebra library that does so too costs a tenth.
    """
    prefix, grouped = launcher()
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    return subprocess.Popen([*prefix, *command], stdin=subprocess.DEVNULL, env=environment, **grouped, **how)


def adopt(parent: int, *, nice: int = 0) -> None:
    """Called by a child about itself, as its first act: what `child_setup` does from outside."""
    libc = _libc()
    with contextlib.suppress(OSError):
        os.setpgid(0, 0)
    if nice:
        os.nice(nice)
    if libc is not None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    else:
        watch_parent(parent)
    if os.getppid() != parent:
        os._exit(1)


def watch_parent(parent: int) -> None:
    """Where the kernel cannot: a thread that ends this process's group once its parent is gone."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        kill_group(os.getpid())
        os._exit(1)

    threading.Thread(target=watch, daemon=True, name="watch-parent").start()


def limit_child(*, file_bytes: int = 0, core: bool = False) -> None:
    """Lower this process's limits: no core files, and no file larger than `file_bytes` (0: as it is)."""
    if not core:
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if file_bytes:
        resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))


def kill_group(pid: int) -> None:
    """SIGKILL to a process's group (when it leads one) and to itself; silent when it is gone."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if os.getpgid(pid) == pid:
            os.killpg(pid, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGKILL)


def alive(pid: int) -> bool:
    """Is there a process of this id that is not a zombie?"""
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, PermissionError):
        return False
    status = Path(f"/proc/{pid}/stat")
    with contextlib.suppress(OSError):
        return status.read_text(encoding="latin-1").rpartition(") ")[2][:1] != "Z"
    return not Path("/proc/self").exists()

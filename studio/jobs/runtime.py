"""What runs inside a backend's host process. Stdlib only, sent over as source; the backend brings its own imports.

Messages are dicts of builtin types. To the host: describe, check, prepare, run, encoder, cancel. From the host: hello, answer,
load, progress, preview, encoder, done, error. Media goes by path, never through the channel.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import queue
import struct
import subprocess
import sys
import time
import traceback
import zlib
from pathlib import Path
from typing import Any

HOOKS = ("register_backends", "register_transitions")
PREVIEW_EVERY = 0.5
PREVIEW_SIDE = 512


class Stopped(Exception):
    """Somebody asked for the running request to stop."""


class Host:
    """The loop of one host process: backends by id, one request at a time."""

    def __init__(self, channel: Any) -> None:
        self.channel = channel
        self.inbox: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self.cancelled = False
        self.backends: dict[str, Any] = {}
        self.ready: set[str] = set()
        channel.setcallback(self.receive, endmarker=None)

    def receive(self, message: dict[str, Any] | None) -> None:
        """Runs on the channel's thread: a cancel takes effect at once, all else waits its turn."""
        if message is not None and message["op"] == "cancel":
            self.cancelled = True
        else:
            self.inbox.put(message)

    def loop(self) -> None:
        """Work off messages until the channel closes."""
        self.channel.send({"ev": "hello", "pid": os.getpid(), "python": sys.version.split()[0]})
        while (message := self.inbox.get()) is not None:
            try:
                getattr(self, message["op"])(message)
            except Stopped:
                self.channel.send({"ev": "error", "kind": "cancelled", "what": "Stopped.", "todo": "", "trace": ""})
            except BaseException as error:
                self.channel.send(failure(error))

    def load(self, module: str) -> list[Any]:
        """Import a plugin module and make its backends; a hook that nobody knows is an error with its name."""
        plugin = importlib.import_module(module)
        hooks = {name for name, value in vars(plugin).items() if hasattr(value, "trailer_studio_impl")}
        if unknown := sorted(hooks - set(HOOKS)):
            raise LookupError(
                f"Plugin {module!r} implements the unknown hook {unknown[0]!r}; known: {', '.join(HOOKS)}."
            )
        if "register_backends" not in hooks:
            return []
        made = [backend() for backend in plugin.register_backends()]
        self.backends.update({backend.id: backend for backend in made})
        return made

    def describe(self, message: dict[str, Any]) -> None:
        """Answer the manifests of a plugin module, as JSON text each."""
        manifests = [backend.manifest().model_dump_json() for backend in self.load(message["module"])]
        self.channel.send({"ev": "answer", "value": manifests})

    def check(self, message: dict[str, Any]) -> None:
        """Answer a backend's Readiness as JSON text."""
        backend = self.backend(message)
        self.channel.send({"ev": "answer", "value": backend.check().model_dump_json()})

    def plan(self, message: dict[str, Any]) -> None:
        """Answer a backend's Estimate for a request as JSON text."""
        backend = self.backend(message)
        self.channel.send({"ev": "answer", "value": backend.plan(parse(message["request"])).model_dump_json()})

    def backend(self, message: dict[str, Any]) -> Any:
        """The backend of a message, its module imported when it is first met."""
        if message["backend"] not in self.backends:
            self.load(message["module"])
        return self.backends[message["backend"]]

    def prepare(self, message: dict[str, Any]) -> None:
        """Set a backend up before its first request."""
        self.set_up(self.backend(message), message["device"])
        self.channel.send({"ev": "answer", "value": None})

    def set_up(self, backend: Any, device: str) -> None:
        """Let a cold backend import and load what it needs."""
        if backend.id not in self.ready:
            backend.setup(device)
            self.ready.add(backend.id)

    def run(self, message: dict[str, Any]) -> None:
        """Set the backend up when it is cold, run the request, finish its file."""
        self.cancelled = False
        backend = self.backend(message)
        started = time.monotonic()
        if backend.id not in self.ready:
            self.channel.send({"ev": "load"})
            self.set_up(backend, message["device"])
        loaded = time.monotonic()
        context = Context(self, message)
        try:
            backend.run(parse(message["request"]), context)
            files = context.finish()
        except BaseException:
            context.abandon()
            raise
        self.channel.send(
            {
                "ev": "done",
                "files": files,
                "facts": json.dumps(context.facts),
                "load_s": loaded - started,
                "run_s": time.monotonic() - loaded,
            }
        )

    def encoder(self, width: int, height: int, pixels: str) -> tuple[list[str], str]:
        """Ask the worker for the command that encodes a clip; while a request runs, only that answer can come."""
        self.channel.send({"ev": "encoder", "width": width, "height": height, "pixels": pixels})
        message = self.inbox.get()
        if message is None:
            raise Stopped
        return list(message["argv"]), str(message["path"])


def parse(text: str) -> Any:
    """A Request from its JSON."""
    return importlib.import_module("studio.backend").Request.model_validate_json(text)


class Context:
    """`studio.backend.Context` inside a host: pipes frames to the encoder, writes a picture as PNG, sound as float WAV."""

    def __init__(self, host: Host, message: dict[str, Any]) -> None:
        self.host = host
        self.device: str = message["device"]
        self.threads: int = message["threads"]
        self.scratch = Path(message["scratch"])
        self.inputs: dict[str, str] = message["inputs"]
        self.facts: dict[str, Any] = {}
        self.files: list[dict[str, str]] = []
        self.pipe: subprocess.Popen[bytes] | None = None
        self.pipe_path = ""
        self.form = (0, 0, "")
        self.frames = 0
        self.wav: Any = None
        self.rate = 0
        self.channels = 0
        self.length = 0
        self.shown = 0.0

    def input(self, name: str) -> Path:
        """Local path of an input asset."""
        return Path(self.inputs[name])

    def image(self, picture: Any) -> None:
        """Yield the one picture of this request."""
        path = self.scratch / "picture.png"
        if path.exists():
            raise ValueError("The backend yielded more than one picture; `image` takes exactly one.")
        path.write_bytes(png(picture, *sides(picture)))
        self.files.append({"path": str(path), "kind": "image"})

    def frame(self, picture: Any) -> None:
        """Yield the next frame of a clip."""
        width, height, pixels = form = frame_form(picture)
        if self.pipe is None:
            self.form = form
            argv, self.pipe_path = self.host.encoder(width, height, pixels)
            prefix, how = LAUNCHER
            with (self.scratch / "encoder.log").open("wb") as log:
                self.pipe = subprocess.Popen(
                    [*prefix, *argv], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=log, **how
                )
        if form != self.form:
            before = "{}x{} {}".format(*self.form)
            raise ValueError(f"Frame {self.frames} is {width}x{height} {pixels}; the frames before it were {before}.")
        assert self.pipe.stdin is not None
        try:
            self.pipe.stdin.write(picture if picture.flags.c_contiguous else picture.tobytes())
        except BrokenPipeError:
            raise OSError(self._encoder_said()) from None
        self.frames += 1

    def samples(self, samples: Any, rate: int) -> None:
        """Yield sound, float32, channels x samples."""
        shape = tuple(getattr(samples, "shape", ()))
        if str(getattr(samples, "dtype", "")) != "float32" or len(shape) != 2 or shape[0] not in (1, 2):
            raise ValueError(
                f"The backend yielded sound of shape {shape} and type {getattr(samples, 'dtype', type(samples))}; "
                "it must be float32 and channels x samples, one or two channels."
            )
        if shape[1] and not float(abs(samples).max()) < 64.0:
            raise ValueError("The backend yielded sound that is not a number or beyond 64 times full scale.")
        if self.wav is None:
            self.rate, self.channels = int(rate), int(shape[0])
            self.pipe_path = str(self.scratch / "sound.wav")
            self.wav = Path(self.pipe_path).open("wb")  # noqa: SIM115 - closed in finish and abandon
            self.wav.write(wav_header(self.channels, self.rate, 0))
        if (int(rate), int(shape[0])) != (self.rate, self.channels):
            raise ValueError("The backend changed rate or channels in the middle of a sound.")
        self.wav.write(samples.T.tobytes("C"))
        self.length += int(shape[1])

    def text(self, text: str) -> None:
        """Yield the text."""
        path = self.scratch / "text.json"
        path.write_text(text, encoding="utf-8")
        self.files.append({"path": str(path), "kind": "text"})

    def file(self, path: Path) -> None:
        """Yield a finished file of the scratch folder."""
        found = Path(path).resolve()
        if not found.is_relative_to(self.scratch.resolve()) or not found.is_file() or Path(path).is_symlink():
            raise ValueError(f"The backend yielded {str(path)!r}, which is no plain file in its scratch folder.")
        self.files.append({"path": str(found), "kind": ""})

    def report(self, name: str, value: Any) -> None:
        """Say a fact about the result; it must be JSON."""
        json.dumps(value, allow_nan=False)
        self.facts[name] = value

    def progress(self, done: int, total: int, phase: str = "run") -> None:
        """Say how far it is; raises when somebody asked to stop."""
        if self.host.cancelled:
            raise Stopped
        self.host.channel.send({"ev": "progress", "done": int(done), "total": int(total), "phase": str(phase)})

    def preview(self, picture: Any) -> None:
        """Show a picture, at most twice a second, thinned to 512 px."""
        if time.monotonic() - self.shown < PREVIEW_EVERY:
            return
        self.shown = time.monotonic()
        step = max(1, -(-max(picture.shape[:2]) // PREVIEW_SIDE))
        small = picture[::step, ::step]
        path = self.scratch / "preview.ppm"
        temporary = path.with_suffix(".part")
        temporary.write_bytes(b"P6 %d %d 255\n" % (small.shape[1], small.shape[0]) + small.tobytes())
        os.replace(temporary, path)
        self.host.channel.send({"ev": "preview", "path": str(path)})

    def finish(self) -> list[dict[str, str]]:
        """Close what is open; the files of this request, at least one."""
        if self.pipe is not None:
            assert self.pipe.stdin is not None
            with contextlib.suppress(BrokenPipeError):
                self.pipe.stdin.close()
            if self.pipe.wait(timeout=600) != 0:
                raise OSError(self._encoder_said())
            self.files.append({"path": self.pipe_path, "kind": "video"})
            self.facts["yielded_frames"] = self.frames
        if self.wav is not None:
            self.wav.seek(0)
            self.wav.write(wav_header(self.channels, self.rate, self.length))
            self.wav.close()
            self.files.append({"path": self.pipe_path, "kind": "audio"})
        if not self.files:
            raise ValueError("The backend returned without yielding anything.")
        return self.files

    def abandon(self) -> None:
        """Stop the encoder and close files after a failure."""
        if self.pipe is not None:
            self.pipe.kill()
            self.pipe.wait()
        if self.wav is not None:
            self.wav.close()

    def _encoder_said(self) -> str:
        log = self.scratch / "encoder.log"
        said = log.read_text(errors="replace")[-2000:] if log.exists() else ""
        return f"The encoder stopped after {self.frames} frames: {said.strip() or 'no message'}"


def frame_form(picture: Any) -> tuple[int, int, str]:
    """Width, height and pixels of a clip's frame: `rgb24`, or `yuv420p` where it is the three planes of one."""
    shape = tuple(getattr(picture, "shape", ()))
    if len(shape) != 2:
        return *sides(picture), "rgb24"
    rows, width = shape
    if str(getattr(picture, "dtype", "")) != "uint8" or rows % 3 or width % 2 or not rows:
        raise ValueError(
            f"The backend yielded a frame of shape {shape} and type {getattr(picture, 'dtype', type(picture))}; it must be "
            "uint8 and height x width x 3 (RGB), or the planes of YUV 4:2:0, 3/2 height x width, both even."
        )
    return int(width), int(rows) * 2 // 3, "yuv420p"


def sides(picture: Any) -> tuple[int, int]:
    """Width and height of a picture that a backend yields."""
    shape = tuple(getattr(picture, "shape", ()))
    if str(getattr(picture, "dtype", "")) != "uint8" or len(shape) != 3 or shape[2] != 3:
        raise ValueError(
            f"The backend yielded a picture of shape {shape} and type {getattr(picture, 'dtype', type(picture))}; "
            "it must be uint8 and height x width x 3 (RGB)."
        )
    return int(shape[1]), int(shape[0])


def png(picture: Any, width: int, height: int) -> bytes:
    """An array of pixels, uint8 RGB, as a PNG file: each row less the one above it, packed by runs, which is four times
    as quick as an encoder's start and no larger."""
    less = picture.copy()
    less[1:] -= picture[:-1]
    pack = zlib.compressobj(strategy=zlib.Z_RLE)
    rows = pack.compress(b"".join(b"\2" + row.tobytes() for row in less)) + pack.flush()
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def wav_header(channels: int, rate: int, length: int) -> bytes:
    """Header of a WAV file of 32-bit floats (format 3), with the fact chunk that format asks for."""
    data = length * channels * 4
    form = struct.pack("<HHIIHHH", 3, channels, rate, rate * channels * 4, channels * 4, 32, 0)
    body = b"WAVEfmt " + struct.pack("<I", len(form)) + form + b"fact" + struct.pack("<II", 4, length)
    body += b"data" + struct.pack("<I", data)
    return b"RIFF" + struct.pack("<I", len(body) + data) + body


def failure(error: BaseException) -> dict[str, Any]:
    """An exception as a message: kind, what failed, what to do."""
    names = {base.__name__ for base in type(error).__mro__}
    if "BadInput" in names or "ValidationError" in names:
        kind = "bad_input"
    elif "NotReady" in names:
        kind = "missing_weights"
    elif "MemoryError" in names or "OutOfMemoryError" in names:
        kind = "oom"
    else:
        kind = str(getattr(error, "kind", "internal"))
    what = str(getattr(error, "what", "")) or f"{type(error).__name__}: {error}"
    if "ValidationError" in names:
        faults = [(".".join(map(str, fault["loc"])), fault["msg"], fault["input"]) for fault in error.errors()]  # type: ignore[attr-defined]
        what = "; ".join(f"{name}: {message}, not {value!r}" for name, message, value in faults)
    return {
        "ev": "error",
        "kind": kind,
        "what": what,
        "todo": str(getattr(error, "todo", "")),
        "trace": "".join(traceback.format_exception(error))[-8000:],
    }


LAUNCHER: Any = None


def boot(channel: Any, parent: int, nice: int, log: str) -> None:
    """First act of a host: die with the worker, log to a file, keep the scratch folder out of imports; then loop."""
    global LAUNCHER
    platform = importlib.import_module("studio.jobs.platform")
    platform.adopt(parent, nice=nice)
    platform.limit_child()
    LAUNCHER = platform.launcher(group=False)
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    os.close(descriptor)
    Host(channel).loop()


if __name__ == "__channelexec__":
    boot(channel, *channel.receive())  # type: ignore[name-defined]  # noqa: F821 - execnet brings `channel`

"""Weights of models: where they lie, whether they are whole, and how they are fetched. Nothing half-fetched is ever found.

`models/<owner>--<name>/<commit>/` holds one revision with `weights.json` beside its files: size and SHA-256 of each,
written last. `pin.json` names the commit that a branch meant when it was first fetched. Only `fetch` uses the network.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any, Literal, NamedTuple

from studio.backend import Manifest, Model, Part
from studio.errors import BadInput, NotReady, StorageError
from studio.tasks import TASKS

RECORD = "weights.json"
ENDPOINT = "https://huggingface.co"
PICKLES = (".bin", ".pt", ".pth", ".ckpt", ".pkl", ".msgpack", ".h5")
PLAIN = (".json", ".txt", ".model", ".jinja", ".md")
BLOCK = 1 << 20
SPARE = 1_000_000_000
"""Bytes that stay free beside what is fetched."""


@dataclass(frozen=True)
class Wanted:
    """A file of a repo to be fetched: its size, and its hash where the hub knows one."""

    name: str
    bytes: int
    sha256: str = ""
    git: str = ""


class Entry(NamedTuple):
    """A model, the backend it belongs to, and what of it is here: `bytes` on this disk, unfinished ones included."""

    model: Model
    backend: str
    here: bool
    bytes: int

    @property
    def state(self) -> Literal["here", "own", "part", "gated", "away"]:
        """Whole, in a folder of the user's own, begun, to be asked for, or not here."""
        if self.here:
            return "here"
        if not self.model.parts:
            return "own"
        return "part" if self.bytes else "gated" if self.model.gated else "away"


def entries(models: Path, manifests: Iterable[Manifest]) -> list[Entry]:
    """Every model of some backends: those for film after the others, each kind by the graphics memory it needs."""
    found = [
        Entry(model, manifest.id, bool(model.parts) and here(models, model), size(models, model))
        for manifest in manifests
        for model in manifest.models
    ]
    film = {entry.model.id: all(TASKS[task].makes == "video" for task in entry.model.tasks) for entry in found}
    return sorted(found, key=lambda entry: (film[entry.model.id], entry.model.vram_bytes, entry.model.id))


def named(name: str, listed: list[Entry]) -> Entry:
    """The model of this name, or BadInput with those that there are."""
    found = next((entry for entry in listed if entry.model.id == name), None)
    if found is None:
        raise BadInput(f"There is no model {name!r}.", f"Known: {', '.join(entry.model.id for entry in listed)}.")
    return found


Progress = Callable[[str, int, int], None]
"""File, bytes fetched so far of all, bytes of all."""


def home(models: Path, repo: str) -> Path:
    """The folder of a repo's revisions."""
    return models / repo.replace("/", "--")


def find(models: Path, part: Part) -> Path | None:
    """The folder of a whole revision: the pinned one, else what the branch meant when it was fetched. A cache that
    the hub's own tools filled (`hub/models--…`) is found too."""
    ours = home(models, part.repo)
    commit = part.revision or _pinned(ours, part.branch)
    if commit and (ours / commit / RECORD).is_file():
        return ours / commit
    theirs = models / "hub" / ("models--" + part.repo.replace("/", "--"))
    if not commit:
        reference = theirs / "refs" / part.branch
        commit = reference.read_text().strip() if reference.is_file() else ""
    folder = theirs / "snapshots" / commit
    return folder if commit and folder.is_dir() else None


def _pinned(ours: Path, branch: str) -> str:
    pin = ours / "pin.json"
    return str(json.loads(pin.read_text()).get(branch, "")) if pin.is_file() else ""


def here(models: Path, model: Model) -> bool:
    """Is every part of a model there?"""
    return all(find(models, part) is not None for part in model.parts)


def size(models: Path, model: Model) -> int:
    """Bytes that a model's parts take on the disk, unfinished ones included."""
    homes = {home(models, part.repo) for part in model.parts}
    return sum(
        path.stat().st_size for folder in homes if folder.is_dir() for path in folder.rglob("*") if path.is_file()
    )


def remove(models: Path, model: Model) -> int:
    """Take a model's weights away, unfinished ones too; the bytes that were freed."""
    freed = size(models, model)
    for part in model.parts:
        if home(models, part.repo).is_dir():
            with _alone(models, part):
                shutil.rmtree(home(models, part.repo), ignore_errors=True)
    return freed


def record(folder: Path, cache: Path) -> dict[str, dict[str, Any]]:
    """Size and SHA-256 of every weight file of a folder, by name: as recorded when it was fetched, else reckoned once
    and kept in `cache`; a file that changed since is reckoned again."""
    own = folder / RECORD
    kept = own if own.is_file() else cache / f"{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:32]}.json"
    known = json.loads(kept.read_text())["files"] if kept.is_file() else {}
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.rglob("*.safetensors")):
        name, stat = path.relative_to(folder).as_posix(), path.stat()
        row = known.get(name)
        if row is None or row["bytes"] != stat.st_size or row.get("mtime", stat.st_mtime_ns) != stat.st_mtime_ns:
            row = {"bytes": stat.st_size, "sha256": sha256(path), "mtime": stat.st_mtime_ns}
        found[name] = row
    if kept != own and found != known:
        cache.mkdir(parents=True, exist_ok=True)
        _write(kept, {"files": found})
    return found


def broken(folder: Path, expected: dict[str, str], cache: Path) -> str:
    """What is wrong with a folder's weights as a sentence, or '': a file is gone, or is not what was fetched."""
    found = record(folder, cache)
    own = folder / RECORD
    fetched = json.loads(own.read_text())["files"] if own.is_file() else {}
    for name, row in fetched.items():
        if not (folder / name).is_file():
            return f"{name} is missing."
        if name in found and found[name]["sha256"] != row["sha256"]:
            return f"{name} has the hash {found[name]['sha256'][:12]}…; {row['sha256'][:12]}… was fetched."
    for name, wanted in expected.items():
        if name not in found:
            return f"{name} is missing."
        if found[name]["sha256"] != wanted:
            return f"{name} has the hash {found[name]['sha256'][:12]}…; the catalogue says {wanted[:12]}…."
    return ""


def fetch(
    models: Path,
    model: Model,
    *,
    offline: bool = False,
    newest: bool = False,
    heard: Progress | None = None,
    endpoint: str = "",
    token: str = "",
) -> list[Path]:
    """Fetch what is missing of a model, going on where it stopped; the folders of its parts.

    Raises NotReady (offline, gated, no network, only pickled weights), StorageError (disk full) and BadInput (no such
    repo or revision). The token goes to the hub's own host only and is never written down.
    """
    if offline and not here(models, model):
        raise NotReady(
            f"The weights of {model.id!r} are not here, and the studio is offline.",
            "Set `offline = false` in studio.toml, or name a folder of your own in models.toml.",
        )
    hub = Hub(endpoint or os.environ.get("HF_ENDPOINT") or ENDPOINT, token)
    return [
        _part(models, model, part, hub, newest and not offline, heard or (lambda *news: None)) for part in model.parts
    ]


def _part(models: Path, model: Model, part: Part, hub: Hub, newest: bool, heard: Progress) -> Path:
    if not newest and (folder := find(models, part)) is not None:
        return folder
    with _alone(models, part):
        return _fetched(models, model, part, hub, heard)


@contextmanager
def _alone(models: Path, part: Part) -> Iterator[None]:
    """Be the only one who touches a repo's revisions; BadInput where another process does."""
    ours = home(models, part.repo)
    ours.mkdir(parents=True, exist_ok=True)
    with (ours / ".lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BadInput(f"{part.repo!r} is being fetched already.", "Let that end, or stop it first.") from error
        yield


def _fetched(models: Path, model: Model, part: Part, hub: Hub, heard: Progress) -> Path:
    commit, wanted = hub.listing(model, part)
    ours = home(models, part.repo)
    final, making = ours / commit, ours / f".fetching-{commit}"
    if not (final / RECORD).is_file():
        making.mkdir(parents=True, exist_ok=True)
        total = sum(file.bytes for file in wanted)
        have = sum(path.stat().st_size for path in making.rglob("*") if path.is_file())
        free = shutil.disk_usage(models).free
        if total - have + SPARE > free:
            raise StorageError(
                f"{model.id!r} needs {(total - have) / 1e9:.1f} GB more; {free / 1e9:.1f} GB are free in {models}.",
                "Free space, or set HF_HOME to a larger disk. `studio models list` shows what takes room.",
            )
        done, files = 0, {}
        for file in wanted:
            hashed = hub.download(part, commit, file, making, partial(_told, heard, file.name, done, total))
            stat = (making / file.name).stat()
            files[file.name] = {"bytes": stat.st_size, "sha256": hashed, "mtime": stat.st_mtime_ns}
            done += file.bytes
        _write(making / RECORD, {"repo": part.repo, "revision": commit, "files": files})
        os.replace(making, final)
    if not part.revision:
        pins = json.loads((ours / "pin.json").read_text()) if (ours / "pin.json").is_file() else {}
        _write(ours / "pin.json", {**pins, part.branch: commit})
    return final


def _told(heard: Progress, name: str, before: int, total: int, got: int) -> None:
    heard(name, before + got, total)


@dataclass
class Hub:
    """A model hub over HTTP: one listing of a revision, and files that can be gone on with."""

    endpoint: str
    token: str = ""

    def listing(self, model: Model, part: Part) -> tuple[str, list[Wanted]]:
        """The commit a part means, and the files of it that are needed."""
        revision = urllib.parse.quote(part.revision or part.branch, safe="")
        with self._open(model, part, f"/api/models/{part.repo}/revision/{revision}?blobs=true") as answer:
            told = json.loads(answer.read())
        commit = str(told["sha"])
        if not re.fullmatch(r"[0-9a-f]{40}", commit):
            raise NotReady(f"The hub answered {commit[:60]!r} where a commit was asked for.", "Try again later.")
        files = {}
        for row in told["siblings"]:
            name, lfs = str(row["rfilename"]), row.get("lfs") or {}
            path = PurePosixPath(name)
            if path.is_absolute() or ".." in path.parts or "\\" in name:
                raise NotReady(f"The repo {part.repo!r} holds a file named {name!r}.", "Do not use it.")
            files[name] = Wanted(
                name,
                int(lfs.get("size") or row.get("size") or 0),
                str(lfs.get("sha256") or ""),
                "" if lfs else str(row.get("blobId") or ""),
            )
        chosen = needed(files, part)
        if not any(name.endswith(".safetensors") for name in chosen):
            pickled = sorted(name for name in files if name.endswith(PICKLES))
            raise NotReady(
                f"{part.repo!r} holds no safetensors"
                + (f", only pickled weights ({pickled[0]}), which can run code." if pickled else "."),
                "Choose another model or a revision with safetensors.",
            )
        return commit, [files[name] for name in chosen]

    def download(self, part: Part, commit: str, file: Wanted, folder: Path, heard: Callable[[int], None]) -> str:
        """Fetch one file into a folder, its SHA-256 reckoned on the way; a wrong one is thrown away and named."""
        target = folder / file.name
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.is_file():
            return sha256(target)
        part_file = target.with_name(target.name + ".part")
        digest, git = hashlib.sha256(), hashlib.sha1(b"blob %d\0" % file.bytes, usedforsecurity=False)
        have = part_file.stat().st_size if part_file.is_file() else 0
        if have > file.bytes:
            part_file.unlink()
            have = 0
        try:
            if have:
                with part_file.open("rb") as kept:
                    while block := kept.read(BLOCK):
                        digest.update(block)
                        git.update(block)
            if have < file.bytes or not have:
                url = f"/{part.repo}/resolve/{commit}/{urllib.parse.quote(file.name)}"
                with self._open(None, part, url, have) as answer, part_file.open("ab") as sink:
                    if have and answer.status != 206:
                        digest, git, have = (
                            hashlib.sha256(),
                            hashlib.sha1(b"blob %d\0" % file.bytes, usedforsecurity=False),
                            0,
                        )
                        sink.truncate(0)
                    while block := answer.read(BLOCK):
                        sink.write(block)
                        digest.update(block)
                        git.update(block)
                        have += len(block)
                        heard(have)
                    sink.flush()
                    os.fsync(sink.fileno())
        except urllib.error.URLError as error:
            raise _unreachable(self.endpoint, error) from error
        except OSError as error:
            if error.errno in (28, 122, 27):
                raise StorageError(
                    f"The disk is full at {file.name!r} of {part.repo!r}.",
                    "Free space and pull again: it goes on where it stopped, and nothing half-fetched is used.",
                ) from error
            raise _unreachable(self.endpoint, error) from error
        if have != file.bytes:
            raise NotReady(
                f"{file.name!r} of {part.repo!r} broke off at {have / 1e6:.1f} of {file.bytes / 1e6:.1f} MB.",
                "Pull again: it goes on where it stopped.",
            )
        wrong = (file.sha256 and digest.hexdigest() != file.sha256) or (file.git and git.hexdigest() != file.git)
        if wrong:
            part_file.unlink()
            raise NotReady(
                f"{file.name!r} of {part.repo!r} came with a wrong hash and was thrown away.",
                "Pull again; if it happens twice, the hub or what lies between is not to be trusted.",
            )
        os.replace(part_file, target)
        return digest.hexdigest()

    def _open(self, model: Model | None, part: Part, path: str, start: int = 0) -> Any:
        request = urllib.request.Request(self.endpoint.rstrip("/") + path, headers={"User-Agent": "trailer-studio"})
        if self.token:
            request.add_unredirected_header("Authorization", f"Bearer {self.token}")
        if start:
            request.add_header("Range", f"bytes={start}-")
        try:
            return urllib.request.urlopen(request, timeout=30)
        except urllib.error.HTTPError as error:
            error.close()
            raise _refused(error.code, error.headers, part, bool(self.token)) from error
        except (urllib.error.URLError, OSError) as error:
            raise _unreachable(self.endpoint, error) from error


def _refused(code: int, headers: Message, part: Part, token: bool) -> Exception:
    if code in (401, 403):
        return NotReady(
            f"{part.repo!r} is gated: the hub asks who you are"
            + (", and this token may not have it." if token else ", and HF_TOKEN is not set."),
            f"Accept its licence at {ENDPOINT}/{part.repo}, then pull with HF_TOKEN in the environment of that command.",
        )
    if code == 404:
        return BadInput(
            f"The hub knows no {part.repo!r} at {part.revision or part.branch!r}.",
            "Mend the row's `repo` or `revision`.",
        )
    wait = headers.get("Retry-After", "")
    return NotReady(
        f"The hub answered {code} for {part.repo!r}.", f"Pull again{f' in {wait} s' if wait else ' later'}."
    )


def _unreachable(endpoint: str, error: Exception) -> NotReady:
    return NotReady(
        f"{urllib.parse.urlsplit(endpoint).hostname} cannot be reached: {getattr(error, 'reason', error)}.",
        "Check the network and pull again: it goes on where it stopped.",
    )


def needed(names: Iterable[str], part: Part) -> list[str]:
    """The files of a repo that its loader reads: by the part's patterns, else safetensors and plain text of the
    component folders; of each folder one variant of the weights."""
    names = sorted(names)
    if part.files:
        return [name for name in names if any(fnmatchcase(name, pattern) for pattern in part.files)]
    kept = []
    folders: dict[str, list[str]] = {}
    for name in names:
        folder, _, file = name.rpartition("/")
        if name == "model_index.json" or (folder and file.endswith(PLAIN)):
            kept.append(name)
        elif folder and "/" not in folder and file.endswith(".safetensors"):
            folders.setdefault(folder, []).append(name)
    for files in folders.values():
        mark = f".{part.variant}" if part.variant else ""
        wanted = [name for name in files if _variant(name) == mark] if mark else []
        kept += wanted or [name for name in files if not _variant(name)] or files
    return sorted(kept)


def _variant(name: str) -> str:
    """`.fp16` of model.fp16.safetensors or model.fp16-00001-of-00002.safetensors, else ''."""
    found = re.search(r"(\.(?:fp16|bf16|fp32|non_ema|ema))(?:-\d+-of-\d+)?\.safetensors$", name)
    return found.group(1) if found else ""


def sha256(path: Path) -> str:
    """The hash of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(path: Path, value: dict[str, Any]) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    temporary.write_text(json.dumps(value, indent=1, sort_keys=True))
    with temporary.open("rb") as file:
        os.fsync(file.fileno())
    os.replace(temporary, path)

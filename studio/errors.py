"""What can go wrong, as a tree; every error says what failed and what to do about it.

StudioError
├── BadInput          words, a file or a TOML table the user gave
├── NotFound          an id or name that nothing bears
├── NotReady          a backend lacks a key, weights, packages or a device
├── BackendError      a backend raised or yielded something illegal
│   └── HostDied      its process ended without an answer
├── RenderError       the film could not be cut, mixed or encoded
├── StorageError      the data folder is full, unwritable, locked or of another version
└── Cancelled         somebody asked for it to stop
"""

from __future__ import annotations

from typing import Literal

FailureKind = Literal["oom", "bad_input", "safety", "missing_weights", "internal"]


class StudioError(Exception):
    """An error a person can act on: `what` failed (names and values quoted), then `todo`, an exact next step."""

    def __init__(self, what: str, todo: str = "", detail: str = "") -> None:
        super().__init__(what, todo, detail)
        self.what = what
        self.todo = todo
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.what} {self.todo}".strip()


class BadInput(StudioError):
    """The user's words, file or table cannot be used."""


class NotFound(StudioError):
    """Nothing bears this id or name."""


class NotReady(StudioError):
    """A backend cannot work yet; `todo` is the mend."""


class BackendError(StudioError):
    """A backend raised, or yielded something the contract forbids."""

    def __init__(self, what: str, todo: str = "", detail: str = "", kind: FailureKind = "internal") -> None:
        super().__init__(what, todo, detail)
        self.kind: FailureKind = kind


class HostDied(BackendError):
    """A backend's process ended without an answer."""


class RenderError(StudioError):
    """A film could not be cut, mixed or encoded."""


class StorageError(StudioError):
    """The data folder is full, unwritable, locked or of another version."""


class Cancelled(StudioError):
    """Somebody asked for it to stop."""

"""How a film stands, as the pages show it: one frozen value, whatever the job engine calls its parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

State = Literal["waiting", "busy", "done", "broken", "cancelled", "none"]


@dataclass(frozen=True)
class SlotStanding:
    """One part being made now, or that failed: a shot ('s01'), or a phase ('voice', 'music'). `share` is 0 to 1."""

    share: float = 0.0
    failed: bool = False
    preview: str = ""


@dataclass(frozen=True)
class Standing:
    """A film's job. `left` is the guessed rest in seconds; `drawn` is the slot of the newest
    preview; `what` and `todo` are words of a failure.
    """

    state: State = "none"
    share: float = 0.0
    left: float | None = None
    slots: Mapping[str, SlotStanding] = field(default_factory=dict)
    drawn: str = ""
    words: str = ""
    what: str = ""
    todo: str = ""
    detail: str = ""

    @property
    def live(self) -> bool:
        """Whether something will still happen by itself."""
        return self.state in ("waiting", "busy")

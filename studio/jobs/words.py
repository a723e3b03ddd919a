"""What jobs say of themselves: where a slot lies in the film, and how an error reads in a progress row."""

from __future__ import annotations

import traceback

from studio.errors import StudioError


def place(slot: str) -> str:
    """A slot's name in words."""
    shot, _, part = slot.partition("/")
    if not shot.startswith("s") or not shot[1:].isdecimal():
        return shot.capitalize()
    number = int(shot[1:])
    return f"Shot {number}" if not part else f"The {'voice' if part == 'voice' else 'sound'} of shot {number}"


def failure(error: BaseException) -> dict[str, str]:
    """An error as the columns of a progress row."""
    if isinstance(error, StudioError):
        return {"what": error.what, "todo": error.todo, "detail": error.detail}
    return {
        "what": f"Something broke: {type(error).__name__}: {error}.",
        "todo": "Try again; if it happens again, report it with the details.",
        "detail": "".join(traceback.format_exception(error))[-8000:],
    }

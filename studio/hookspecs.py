"""The whole plugin seam. A plugin implements any of these and marks it with `@studio.hookimpl`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from studio.backend import Backend

F = TypeVar("F", bound=Callable[..., Any])
PROJECT = "trailer_studio"


def hookimpl(function: F) -> F:
    """Mark a function as this plugin's answer to the hook of the same name (pluggy's marker, without pluggy)."""
    setattr(function, f"{PROJECT}_impl", _OPTIONS)
    return function


_OPTIONS = dict.fromkeys(("wrapper", "hookwrapper", "optionalhook", "tryfirst", "trylast"), False) | cast(
    dict[str, Any], {"specname": None}
)


def register_backends() -> list[type[Backend]]:
    """The backends this plugin brings; called in the plugin's own host process."""
    return []


def register_transitions() -> dict[str, Any]:
    """Transitions by name, as in `studio.render.transitions`; built-ins and allow-listed packages only."""
    return {}


def register_exports() -> dict[str, Any]:
    """Export formats by name, as in `studio.render.exports`; built-ins and allow-listed packages only."""
    return {}

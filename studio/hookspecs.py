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


def _hookspec(function: F) -> F:
    """Mark a function as a hook (pluggy's marker, without pluggy: a backend's environment need not have it)."""
    options = dict.fromkeys(("firstresult", "historic", "warn_on_impl", "warn_on_impl_args"))
    setattr(function, f"{PROJECT}_spec", options)
    return function


@_hookspec
def register_backends() -> list[type[Backend]]:
    """The backends this plugin brings; called in the plugin's own host process."""
    return []


@_hookspec
def register_transitions() -> dict[str, Any]:
    """`studio.render.transitions.Kind` by name; called in the studio's own process, for allow-listed packages only."""
    return {}

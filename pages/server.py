"""The ASGI app of the pages: our document, style, media and health routes before Streamlit's, all behind one guard."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from typing import Any

import streamlit
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from pages import live, media
from pages.document import HERE, boot_script, document, style_sheet
from pages.guard import Guard, content_policy, is_loopback
from pages.workplace import Workplace, open_workplace
from studio.datafolder import DataFolder
from studio.errors import BadInput
from studio.settings import Settings

PAGES: tuple[str, ...] = ("", "film", "films", "queue", "backends")
"""url_path of every page, '' for Home. The same list makes the navigation."""


def config(settings: Settings) -> dict[str, Any]:
    """Everything Streamlit is told, flat: theme.toml and the address. Nothing else configures it."""
    flat: dict[str, Any] = {}

    def flatten(table: dict[str, Any], prefix: str) -> None:
        for name, value in table.items():
            if isinstance(value, dict):
                flatten(value, f"{prefix}{name}.")
            else:
                flat[prefix + name] = value

    flatten(tomllib.loads((HERE / "theme.toml").read_text(encoding="utf-8")), "")
    return {
        **flat,
        "server.address": settings.host,
        "server.port": settings.port,
        "server.baseUrlPath": settings.base_path.strip("/"),
    }


def routes(base: str) -> list[BaseRoute]:
    """Our own routes, under the base path."""

    async def page(_request: Request) -> Response:
        return HTMLResponse(document(base), headers={"Cache-Control": "no-cache"})

    async def boot(_request: Request) -> Response:
        return Response(boot_script(base), media_type="text/javascript", headers={"Cache-Control": "no-cache"})

    async def style(_request: Request) -> Response:
        return Response(style_sheet(), media_type="text/css", headers={"Cache-Control": "no-cache"})

    async def slash(_request: Request) -> Response:
        return RedirectResponse(f"{base}/")

    return [
        *([Route(base, slash)] if base else []),
        *(Route(f"{base}/{path}", page) for path in PAGES),
        Route(f"{base}/boot.js", boot),
        Route(f"{base}/studio.css", style),
        Route(f"{base}/health", media.health),
        Route(f"{base}/asset/{{project}}/{{asset}}", media.media),
        Route(f"{base}/still/{{project}}/{{asset}}", media.still),
        Route(f"{base}/live/film/{{project}}", live.answer),
        Route(f"{base}/live/takes/{{project}}/{{shot}}", live.answer),
        Route(f"{base}/live/{{part}}", live.answer),
        Route(f"{base}/preview/{{project}}", media.preview),
        Mount(f"{base}/look", StaticFiles(directory=HERE / "static")),
    ]


def app(place: Workplace, names: Iterable[str] = ()) -> streamlit.App:
    """The ASGI app for a workplace. `names`: host names it answers to besides this machine's own."""
    base = place.base
    guard = Middleware(
        Guard,
        policy=content_policy(document(base)),
        names=names,
        any_address=not is_loopback(place.settings.host),
    )
    return streamlit.App(HERE / "app.py", routes=routes(base), middleware=[guard])


def check_address(settings: Settings, i_know: bool) -> None:
    """Refuse to serve other machines unless somebody said that they know: there is no sign-in yet."""
    if not is_loopback(settings.host) and not i_know:
        raise BadInput(
            f"The pages have no sign-in yet, so they do not listen on {settings.host!r}: whoever reaches it could use the studio.",
            "Leave --host at 127.0.0.1, or add --i-know where something in front of it decides who gets in.",
        )


def serve(data: DataFolder, settings: Settings, *, i_know: bool = False, names: Iterable[str] = ()) -> None:
    """Serve the pages until a signal ends it."""
    check_address(settings, i_know)
    place = open_workplace(data, settings)
    app(place, names).run(config=config(settings))

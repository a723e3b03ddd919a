"""What stands before every route and websocket: host and origin checks, and the headers of every answer."""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
CLOSED = ("/_stcore/metrics", "/_stcore/agent")
"""Streamlit's doors that nobody needs here."""


def content_policy(document: str) -> str:
    """Content-Security-Policy for a page: this origin only, and the inline scripts that stand in it by their hashes.

    `blob:` carries the text of our own components; styles may be inline because Streamlit writes them so.
    """
    inline = re.findall(r"<script>(.*?)</script>", document, re.DOTALL)
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in inline
    )
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' blob: 'wasm-unsafe-eval' {hashes}".strip(),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "media-src 'self' blob:",
            "font-src 'self' data:",
            "connect-src 'self' data: blob:",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


def host_name(host: str) -> str:
    """The name in a Host header, without port and brackets, in lower case; '' where it is none."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def is_loopback(address: str) -> bool:
    """Whether an address to listen on is this machine only."""
    if address.lower() in LOOPBACK_NAMES:
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


class Guard:
    """ASGI middleware. Refuses foreign hosts and origins; writes security headers on every answer.

    A Host that is an IP address can't be a rebound DNS name, so any address is let in where the server listens on
    more than this machine; of names, only `names` are.
    """

    def __init__(self, app: ASGIApp, *, policy: str, names: Iterable[str] = (), any_address: bool = False) -> None:
        self.app = app
        self.names = LOOPBACK_NAMES | {name.lower() for name in names}
        self.any_address = any_address
        self.headers = [
            (b"content-security-policy", policy.encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"same-origin"),
            (b"x-frame-options", b"DENY"),
            (b"cross-origin-resource-policy", b"same-origin"),
            (b"cross-origin-opener-policy", b"same-origin"),
            (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer 4xx; close a websocket before it opens."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        refusal = self.refusal(scope)
        if scope["type"] == "websocket":
            if refusal:
                await receive()
                await send({"type": "websocket.close", "code": 4403, "reason": refusal})
                return
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                ours = {name for name, _ in self.headers}
                kept = [pair for pair in message["headers"] if pair[0].lower() not in ours]
                message = {**message, "headers": [*kept, *self.headers]}
            await send(message)

        if refusal:
            status = 404 if refusal == "closed" else 400 if refusal.startswith("host") else 403
            await PlainTextResponse(f"Refused: {refusal}.", status)(scope, receive, send_with_headers)
            return
        await self.app(scope, receive, send_with_headers)

    def refusal(self, scope: Scope) -> str:
        """Why a request is not let in; '' where it is."""
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self.known(host_name(hosts[0])):
            return "host not known here; reach the studio by its own address, or name this one with --name"
        origin = headers.get("origin")
        if scope["type"] == "websocket" and origin is None:
            return "websocket without an origin"
        if origin is not None and urlsplit(origin).netloc.lower() != hosts[0].lower():
            return "foreign origin"
        if headers.get("sec-fetch-site") == "cross-site" and headers.get("sec-fetch-mode") != "navigate":
            return "foreign origin"
        path = str(scope["path"])
        return "closed" if any(door in path for door in CLOSED) else ""

    def known(self, name: str) -> bool:
        """Whether a Host's name is one of ours."""
        if name in self.names:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return self.any_address

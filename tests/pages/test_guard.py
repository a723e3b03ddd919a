"""Hosts, origins and headers: what gets in, and what every answer carries."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest

from pages.guard import Guard, content_policy, is_loopback

PATHS = ("/", "/health", "/studio.css", "/look/icon.png", "/asset/a/b", "/_stcore/health")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("host", ["evil.example", "evil.example:8501", "127.0.0.1.evil.example", "10.0.0.7", ""])
def test_a_foreign_host_is_refused_on_every_route(client: Any, path: str, host: str) -> None:
    assert client.get(path, headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost:8501", "LOCALHOST", "[::1]:8501"])
def test_this_machine_s_own_names_are_let_in(client: Any, host: str) -> None:
    assert client.get("/health", headers={"host": host}).status_code == 200


def test_an_open_server_answers_to_addresses_and_to_names_it_was_given(serve_at: Any) -> None:
    client = serve_at("", any_address=True, names=("studio.example",))
    assert client.get("/health", headers={"host": "10.0.0.7:8501"}).status_code == 200
    assert client.get("/health", headers={"host": "studio.example"}).status_code == 200
    assert client.get("/health", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("path", PATHS)
def test_a_foreign_origin_is_refused_on_every_route(client: Any, path: str) -> None:
    assert client.get(path, headers={"origin": "https://evil.example"}).status_code == 403
    assert client.get(path, headers={"origin": "null"}).status_code == 403


def test_our_own_origin_is_let_in(client: Any) -> None:
    assert client.get("/health", headers={"origin": "http://127.0.0.1:8501"}).status_code == 200


def test_another_site_may_link_here_but_not_embed(client: Any) -> None:
    embed = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}
    link = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    assert client.get("/", headers=embed).status_code == 403
    assert client.get("/", headers=link).status_code == 200


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/interact", "/_stcore/agent/mcp"])
def test_doors_nobody_needs_are_closed(client: Any, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/", "/health", "/studio.css", "/asset/none/none", "/_stcore/metrics"])
def test_every_answer_carries_the_headers(client: Any, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "object-src 'none'" in policy
    assert "'unsafe-eval'" not in policy.replace("'wasm-unsafe-eval'", "")
    script = re.search(r"script-src ([^;]*)", policy)
    assert script is not None
    assert "'unsafe-inline'" not in script[1]
    assert "'sha256-" in script[1]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_the_policy_holds_the_hash_of_the_inline_script_as_it_stands() -> None:
    assert "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='" in content_policy("<script>alert(1)</script>")
    assert "'sha256-" not in content_policy('<script src="/boot.js"></script>')


def websocket(headers: dict[str, str]) -> list[dict[str, Any]]:
    """What a websocket client with these headers gets from the guard; the app behind it accepts everything."""
    sent: list[dict[str, Any]] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "websocket.accept"})

    async def receive() -> dict[str, Any]:
        return {"type": "websocket.connect"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "websocket",
        "path": "/_stcore/stream",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }
    asyncio.run(Guard(app, policy="")(scope, receive, send))
    return sent


def test_a_websocket_needs_our_host_and_our_origin() -> None:
    ours = {"host": "127.0.0.1:8501", "origin": "http://127.0.0.1:8501"}
    assert websocket(ours) == [{"type": "websocket.accept"}]
    for change in (
        {"origin": "https://evil.example"},
        {"host": "evil.example"},
        {"origin": "http://127.0.0.1:9999"},
    ):
        assert websocket({**ours, **change})[0]["type"] == "websocket.close"
    assert websocket({"host": "127.0.0.1:8501"})[0]["type"] == "websocket.close"


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("studio", False),
    ],
)
def test_loopback_is_known_from_other_addresses(address: str, local: bool) -> None:
    assert is_loopback(address) is local

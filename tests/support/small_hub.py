"""A model hub on this machine: lists a repo, serves its files with ranges, and breaks in the ways that hubs break."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ROW = """
[[model]]
id = "some"
title = "Some model"
repo = "some/model"
download_gb = 0.002
licence = "MIT"
commercial = "no"
size_multiple = 16
[model.tasks.text_to_image]
pipeline = "StableDiffusionPipeline"
"""
"""A row of models.toml for what it serves."""

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@dataclass
class SmallHub:
    """What it serves, how it breaks, and what it was asked."""

    files: dict[str, bytes]
    commit: str = COMMIT
    gated: bool = False
    token: str = "hf_right"
    cut_after: int = 0
    lies_about: str = ""
    redirect_to: str = ""
    address: str = ""
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    """Path, Range and Authorization of each question."""

    def listing(self) -> bytes:
        """What the hub says of the repo."""
        rows = []
        for name, content in self.files.items():
            row: dict[str, object] = {"rfilename": name, "size": len(content)}
            if name.endswith(".safetensors"):
                row["lfs"] = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
            else:
                row["blobId"] = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
            rows.append(row)
        return json.dumps({"sha": self.commit, "siblings": rows}).encode()


@contextmanager
def serving(hub: SmallHub) -> Iterator[SmallHub]:
    """Serve it on a free port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked, given = self.headers.get("Range", ""), self.headers.get("Authorization", "")
            hub.asked.append((self.path, asked, given))
            if hub.gated and given != f"Bearer {hub.token}":
                self.send_error(401)
            elif self.path.startswith("/api/models/some/model/revision/"):
                self.answer(200, hub.listing())
            elif "/resolve/" in self.path:
                self.file(self.path.rpartition(f"/resolve/{hub.commit}/")[2], asked)
            else:
                self.send_error(404)

        def file(self, name: str, asked: str) -> None:
            content = hub.files.get(name)
            if content is None:
                self.send_error(404)
                return
            if hub.redirect_to:
                self.send_response(302)
                self.send_header("Location", hub.redirect_to + self.path)
                self.end_headers()
                return
            if name == hub.lies_about:
                content = content[:-1] + bytes([content[-1] ^ 1])
            start = int(asked.removeprefix("bytes=").rstrip("-")) if asked else 0
            self.answer(206 if asked else 200, content[start:], hub.cut_after if name.endswith(".safetensors") else 0)

        def answer(self, status: int, content: bytes, cut: int = 0) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content[:cut] if cut else content)

        def log_message(self, *words: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    hub.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

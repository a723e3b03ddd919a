"""Picture of a page of a running studio: `python scripts/page_picture.py URL picture.jpg [width height]`."""

from __future__ import annotations

import sys

from playwright.sync_api import sync_playwright

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


def picture(url: str, path: str, width: int = 1440, height: int = 900) -> None:
    """Open the page in Debian's chromium, wait until it rests, take the picture."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto(url)
        page.wait_for_selector("[data-testid='stMain'] button")
        page.wait_for_timeout(2500)
        kind = {"quality": 85, "type": "jpeg"} if path.endswith((".jpg", ".jpeg")) else {}
        page.screenshot(path=path, **kind)  # type: ignore[arg-type]
        browser.close()


if __name__ == "__main__":
    picture(*sys.argv[1:3], *(int(word) for word in sys.argv[3:5]))

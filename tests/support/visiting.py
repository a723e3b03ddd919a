"""Pages as they are after a run, without a browser."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

import pages
from pages.shell import PAGES

HERE = Path(pages.__file__).parent


def app() -> AppTest:
    """The frame, not yet run."""
    return AppTest.from_file(str(HERE / "app.py"), default_timeout=30)


def visit(path: str, **query: str) -> AppTest:
    """A page as it is after its first run."""
    test = app()
    for name, value in query.items():
        test.query_params[name] = value
    test.run()
    if path:
        file = next(file for url, file, _, _ in PAGES if url == path)
        test.switch_page(str(HERE / file)).run()
    assert not test.exception, test.exception
    return test

"""A Brief from a TOML file; what is wrong is told with file, line and what was expected."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from studio.errors import BadInput
from studio.story.brief import Brief, BriefFault, make_brief


def read(path: Path) -> Brief:
    """The brief in this file. Raises BadInput that names file, line and what was expected."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BadInput(f"{path} is no text in UTF-8.", "Save it as UTF-8.") from error
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.", "Name a TOML file that holds a brief.") from error
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        where = f"line {line.group(1)}" if line else "its end"
        raise BadInput(
            f"{path}, {where}: this is no TOML ({error}).", 'Write one `key = value` a line, words in "quotes".'
        ) from error
    try:
        return make_brief(values)
    except BriefFault as error:
        raise BadInput(f"{path}{_line(text, error.key)}: {error.what}", error.todo) from error


def _line(text: str, key: str) -> str:
    """', line 4' where the key stands in the file; '' if it is not there."""
    pattern = re.compile(rf'^\s*(\[\s*)?"?{re.escape(key)}"?\s*[=.\]]')
    lines = (number for number, line in enumerate(text.splitlines(), 1) if pattern.match(line))
    number = next(lines, None) if key else None
    return "" if number is None else f", line {number}"

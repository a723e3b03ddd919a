"""Measurements that are kept: one JSON file each in the cache folder, made at the first question."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from studio.backend import Frozen

Found = TypeVar("Found", bound=Frozen)


def kept(file: Path, model: type[Found], make: Callable[[], Found]) -> Found:
    """What `file` holds, else what `make` gives; the file is there whole or not at all, whoever asks at once."""
    if file.exists():
        return model.model_validate(json.loads(file.read_text(encoding="utf-8")))
    found = make()
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(f".{os.getpid()}.{threading.get_ident()}")
    part.write_text(found.model_dump_json(), encoding="utf-8")
    os.replace(part, file)
    return found

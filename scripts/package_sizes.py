"""Print the ten largest packages of the base install, and its whole size against the bar of 1.4 GB."""

from __future__ import annotations

import re
import sys
from importlib.metadata import distributions
from pathlib import Path

BAR = 1.4e9
LOCK = Path(__file__).parents[1] / "requirements.lock"


def sizes() -> dict[str, int]:
    """Bytes on disk of every package of the base lock, with the bytecode of the modules that were used so far."""
    locked = {match.lower() for match in re.findall(r"^([A-Za-z0-9_.-]+)==", LOCK.read_text(), re.M)}
    found: dict[str, int] = {}
    for distribution in distributions():
        name = re.sub(r"[-_.]+", "-", distribution.metadata["Name"]).lower()
        if name in locked:
            files = [Path(str(file.locate())) for file in distribution.files or ()]
            files = [file for file in files if file.suffix != ".pyc"]
            for folder in {file.parent / "__pycache__" for file in files if file.suffix == ".py"}:
                files += folder.glob("*.pyc")
            found[name] = sum(file.stat().st_size for file in files if file.is_file())
    return found


def main() -> int:
    """Print the table; 1 when the bar is broken."""
    found = sizes()
    for name, size in sorted(found.items(), key=lambda pair: -pair[1])[:10]:
        print(f"{size / 1e6:8.1f} MB  {name}")
    total = sum(found.values())
    print(f"{total / 1e6:8.1f} MB  base install, {len(found)} packages (bar {BAR / 1e6:.0f} MB)")
    return int(total > BAR)


if __name__ == "__main__":
    sys.exit(main())

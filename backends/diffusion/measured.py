"""What this machine has measured: work memory a pixel and seconds a step, in place of a row's estimates."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

FILE = "diffusers-measured.json"
KEPT = 20


class Measured:
    """Kept in the cache folder, by row, device and policy; the last runs count, the largest memory, the middle time."""

    def __init__(self, cache: Path) -> None:
        self.path = cache / FILE

    def _read(self) -> dict[str, Any]:
        try:
            table = json.loads(self.path.read_text())
        except (OSError, ValueError):
            return {}
        return table if isinstance(table, dict) else {}

    def runs(self, row: str, device: str) -> list[dict[str, float]]:
        """Runs of a row on a device, newest last."""
        found = self._read().get(f"{row} {device}", [])
        return list(found) if isinstance(found, list) else []

    def activation(self, row: str, device: str) -> float | None:
        """Largest work memory seen, in bytes a pixel of a window."""
        return max((run["activation"] for run in self.runs(row, device) if run.get("activation")), default=None)

    def step(self, row: str, device: str) -> float | None:
        """Middle seconds of a step for a million pixels of a window."""
        seen = sorted(run["step"] for run in self.runs(row, device) if run.get("step"))
        return seen[len(seen) // 2] if seen else None

    def add(self, row: str, device: str, **run: float) -> None:
        """Remember a run."""
        table = self._read()
        table[f"{row} {device}"] = [*self.runs(row, device), run][-KEPT:]
        self.path.parent.mkdir(parents=True, exist_ok=True)
        temporary = self.path.with_suffix(f".{os.getpid()}")
        temporary.write_text(json.dumps(table))
        os.replace(temporary, self.path)

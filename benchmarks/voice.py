"""How well the narrator is understood in the finished mix of every mood: `python benchmarks/voice.py [--moods A,B]`.

Ten lines in each mood's own voice, over its own score and the sounds of four places, mixed as a film is; no picture is
made. The recogniser shares nothing with the voices. Beside it: how much softer a place is under the lines than alone.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from narration import Booth, places_under_lines

from backends.composer import Composer, moods

COST = 0.03
"""Word error rate that a mix may cost."""


def main() -> None:
    """One line a mood; exit code 1 where a mix costs more."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--moods", default=",".join(moods.known()))
    words.add_argument("--seed", type=int, default=1)
    chosen = words.parse_args()
    worst = -1.0
    with tempfile.TemporaryDirectory(prefix="studio-bench-") as folder:
        os.environ.setdefault("NUMBA_CACHE_DIR", str(Path(folder) / "numba"))
        composer = Composer()
        composer.setup("cpu")
        booth = Booth(Path(folder) / "data", composer)
        changes = []
        for mood in chosen.moods.split(","):
            film = booth.narrate(mood, seed=chosen.seed)
            dry, mixed = film.error_rates()
            changes.append(places_under_lines(film))
            worst = max(worst, mixed - dry)
            good = mixed - dry <= COST
            print(
                f"{'ok  ' if good else 'MISS'} {mood:<14} {dry:6.1%} alone {mixed:6.1%} in the mix   "
                f"places {changes[-1]:+.1f} LU under the lines",
                flush=True,
            )
    print(f"worst cost {worst:+.1%} (bar {COST:+.0%}); places {np.mean(changes):+.1f} LU on average")
    sys.exit(int(worst > COST))


if __name__ == "__main__":
    main()
